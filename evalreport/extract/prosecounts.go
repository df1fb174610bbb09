package extract

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/extract/claims"
)

// counts reads numbers of people and bodies, and the lists that come with them.
func (f *figures) counts() {
	for _, c := range f.set.Claims() {
		if c.Kind != claims.Count || c.Op != claims.Exactly || c.Approx || f.done[c] || f.partOf[c] != nil {
			continue
		}
		if f.bracketed[c] {
			continue
		}
		section := f.section(c)
		for i := range f.rules.Counts {
			r := &f.rules.Counts[i]
			if !r.match(c, section) || r.To == "staffing.quota" && f.postBeside(c) {
				continue
			}
			if v, ok := evalreport.Lookup(f.b.r, r.To); !ok || !v.IsZero() {
				break
			}
			f.put(c, r.To, printedNumber(c))
			f.path[c] = r.To
			if r.List != "" {
				f.members(c, r.List, r.Has)
			}
			break
		}
	}
}

// postBeside reports whether a figure is of one kind of post and another kind stands beside it: 行政编制35名，事业编制28名 say
// nothing of the whole.
func (f *figures) postBeside(c *claims.Claim) bool {
	return slices.Contains(f.rules.PostKinds, c.Canon) && slices.ContainsFunc(f.set.Paragraphs[c.Paragraph].Claims, func(o *claims.Claim) bool {
		return o.Canon != c.Canon && slices.Contains(f.rules.PostKinds, o.Canon)
	})
}

// members reads the names that a count is followed by, its parts' names included.
func (f *figures) members(c *claims.Claim, path string, words []string) {
	defer func() {
		if f.length(path) == 0 {
			f.namedLater(c, path, words)
		}
	}()
	own := []*claims.Claim{c}
	for _, g := range f.sums[c] {
		own = append(own, g.Parts...)
	}
	for _, g := range f.set.Groups {
		if g.Kind != claims.List || !slices.Contains(own, g.Total) {
			continue
		}
		if g.Closure == claims.Open && int64(len(g.Items)) < g.Total.Value.IntPart() {
			continue // 林场、检疫站等5个: some of their names
		}
		for _, item := range g.Items {
			at := fmt.Sprintf("%s[%d]", path, f.length(path))
			p := f.b.prose[c.Paragraph].p
			if g.Total.Paragraph < len(f.b.prose) {
				p = f.b.prose[g.Total.Paragraph].p
			}
			name := memberName(item.Name)
			f.w.put(at, name, f.b.res.place(p.At(item.Span.Start, item.Span.Start+len([]rune(name))), name))
		}
	}
}

// memberName is the name of a body without what the sentence goes on to say of all of them: 甲科、乙科分别负责日常工作.
func memberName(s string) string {
	if name, _, ok := strings.Cut(s, "分别"); ok && len([]rune(name)) > 1 {
		return name
	}
	return s
}

var namesFollow = regexp.MustCompile(`[^，,。；;：:]{0,20}(?:分别是|分别为|包括|有|是|为)[：:]`)

// namedLater reads names that a later sentence of the paragraph lists: 内设股室分别是：办公室、….
func (f *figures) namedLater(c *claims.Claim, path string, words []string) {
	p := f.b.prose[c.Paragraph].p
	for _, m := range namesFollow.FindAllStringIndex(p.Text, -1) {
		if m[0] < c.Span.ByteEnd || !hasAny(fold(p.Text[m[0]:m[1]]), words) {
			continue
		}
		end := strings.IndexAny(p.Text[m[1]:], "。；;：:")
		if end < 0 {
			end = len(p.Text) - m[1]
		}
		at := m[1]
		for _, name := range strings.Split(p.Text[m[1]:m[1]+end], "、") {
			start := len([]rune(p.Text[:at]))
			at += len(name) + len("、")
			if name = strings.TrimSpace(name); name != "" && len([]rune(name)) <= 40 {
				f.w.put(fmt.Sprintf("%s[%d]", path, f.length(path)), name, f.b.res.place(p.At(start, start+len([]rune(name))), name))
			}
		}
		return
	}
}

// rates reads the named rates of a section: only those of the section's own money, and only when they agree.
func (f *figures) rates() {
	found := map[string][]*claims.Claim{}
	var order []string
	for _, c := range f.set.Claims() {
		if c.Kind != claims.Percent || c.Op != claims.Exactly || f.done[c] {
			continue
		}
		for _, r := range f.rules.Rates {
			if !hasAny(c.Subject, r.Has) || !slices.Contains(r.In, f.section(c)) {
				continue
			}
			if section, _, _ := strings.Cut(r.To, "."); f.ofOthers(c, section+".") {
				break
			}
			if found[r.To] == nil {
				order = append(order, r.To)
			}
			found[r.To] = append(found[r.To], c)
			break
		}
	}
	for _, path := range order {
		list := found[path]
		if slices.ContainsFunc(list, func(c *claims.Claim) bool { return !c.Value.Equal(list[0].Value) }) {
			continue
		}
		for _, c := range list {
			f.put(c, path, printedNumber(c)+"%")
		}
	}
}

// ofOthers reports whether the clauses in which a rate stands speak of other money than that of the section: 甲资金预算…，
// 支出…，执行率….
func (f *figures) ofOthers(rate *claims.Claim, section string) bool {
	others := false
	for _, c := range f.set.Paragraphs[rate.Paragraph].Claims {
		if c.Kind != claims.Amount || c.Span.ByteStart > rate.Span.ByteStart || strings.ContainsAny(f.between(c, rate), "；;。") {
			continue
		}
		if strings.HasPrefix(f.path[c], section) {
			return false
		}
		others = others || f.plain(c)
	}
	return others
}
