package extract

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/internal/document"
)

// forms reads the forms that a table holds, and returns the path of the first.
func (b *builder) forms(laid *laid) string {
	caption := b.caption()
	path := ""
	for _, s := range b.k.segments(laid, caption) {
		r := b.k.reading(laid, s, b.r.Meta.Year)
		if !r.believable() {
			continue
		}
		if p := b.form(r, caption); path == "" {
			path = p
		}
	}
	for _, t := range laid.tables {
		for _, c := range t.Cells {
			if c == nil {
				continue
			}
			for _, inner := range document.Tables(c.Blocks) {
				if p := b.forms(b.k.layOut(inner)); path == "" {
					path = p
				}
			}
		}
	}
	if t := laid.tables[0]; path == "" && t.Grid.Len() > 0 {
		b.res.Unread = append(b.res.Unread, Unread{Text: firstWords(t), Reason: "没有认出这张表，原样保留", Place: b.res.place(t.Place, "")})
	}
	return path
}

// caption is what stands just above a table.
func (b *builder) caption() string { return strings.Join(b.last[max(0, len(b.last)-4):], "\n") }

func firstWords(t *document.Table) string {
	for c := range t.Grid.Cells() {
		if s := strings.TrimSpace(c.Text); s != "" {
			return clip(s)
		}
	}
	return "（空表）"
}

func clip(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// believable reports whether enough of a segment was understood to take it for the form.
func (r *reading) believable() bool {
	labels := map[string]bool{}
	for s := range r.seen {
		labels[fmt.Sprint(s.at[0], s.at[1])] = true
	}
	for _, line := range r.l.needs {
		if !slices.ContainsFunc(r.values, func(v value) bool { return strings.HasPrefix(v.path, line+".") }) {
			return false
		}
	}
	enough := min(3, len(r.l.slots))
	return len(r.values) > 0 && len(labels) >= enough && r.used >= 2*len(r.unread)
}

// form puts what a form holds into the report.
func (b *builder) form(r *reading, caption string) string {
	base := r.l.binds
	if r.l.list {
		v, _ := evalreport.Lookup(b.r, r.l.binds)
		base = fmt.Sprintf("%s[%d]", r.l.binds, v.Len())
	} else if slices.ContainsFunc(b.res.Forms, func(f FormRead) bool { return f.Path == base }) {
		b.res.Unread = append(b.res.Unread, Unread{Text: r.l.name, Reason: "同一种表出现了两次，只读第一张", Place: b.res.place(r.t.place, "")})
		return base
	}
	w := b.writer()
	w.unit = r.units
	if w.unit == "" {
		w.unit = unitAbove(caption)
	}
	if w.unit == "" {
		w.unit = r.l.unit
	}
	done := FormRead{ID: r.l.id, Name: r.l.name, Path: base, Place: b.res.place(r.t.place, "")}
	before := len(b.res.Unread)
	pieces := map[string][4]string{}
	for _, v := range r.values {
		path := r.l.at(base, v.instance) + "." + v.path
		text := strings.TrimSpace(v.text)
		if v.slot.piece > 0 {
			text = joinPieces(pieces, path, v.slot.piece, text)
			w.again = true
		}
		if w.put(path, text, b.cellPlace(v)) {
			done.Values++
		}
		w.again = false
	}
	for _, c := range r.unread {
		b.res.Unread = append(b.res.Unread, Unread{Text: clip(c.text), Reason: "“" + r.l.name + "”里没有与它对应的栏目", Place: b.res.place(c.place, c.text)})
	}
	done.Unread = len(b.res.Unread) - before
	for _, s := range r.l.slots {
		if !r.seen[s] && s.piece == 0 {
			done.Missed++
			path := base + "." + slotPath(s)
			b.res.Missed = append(b.res.Missed, Missed{Path: path, Label: evalreport.Label(b.r, path), Form: r.l.name})
		}
	}
	b.title(base, r.l, caption)
	for i := range r.instance + 1 { // where a field that is blank would stand
		b.res.Origins[r.l.at(base, i)] = done.Place
	}
	b.res.Forms = append(b.res.Forms, done)
	return base
}

// at is the path of a copy of the form, counted from the first of its table, which is at base.
func (l *layout) at(base string, copy int) string {
	if copy == 0 {
		return base
	}
	first := 0
	fmt.Sscanf(base[strings.LastIndexByte(base, '['):], "[%d]", &first)
	return fmt.Sprintf("%s[%d]", l.binds, first+copy)
}

// joinPieces joins a comparison, a number and a unit that stand in cells of their own.
func joinPieces(pieces map[string][4]string, path string, n int, text string) string {
	switch text {
	case "定性", "/", "-", "—", "无":
		text = ""
	}
	p := pieces[path]
	p[n&3] = text
	pieces[path] = p
	return strings.Join(p[:], "")
}

func slotPath(s *slot) string {
	var parts []string
	for _, st := range s.steps {
		name := st.name
		if st.list {
			name += "[0]"
		}
		parts = append(parts, name)
	}
	return strings.Join(parts, ".")
}

// unitAbove is the unit of money that stands above a table: 单位：元.
func unitAbove(caption string) string {
	if m := moneyUnit.FindStringSubmatch(fold(caption)); m != nil {
		return m[1] + m[2]
	}
	return ""
}

// title keeps the title above a project's form when it is not the form's own.
func (b *builder) title(base string, l *layout, caption string) {
	v, ok := evalreport.Lookup(b.r, base+".title")
	if !ok || v.String() != "" {
		return
	}
	for _, line := range strings.Split(caption, "\n") {
		if t := fold(line); strings.HasSuffix(t, "自评表") && readLabel(line).bare != fold(l.name) && utf8.RuneCountInString(t) < 60 {
			v.SetString(strings.TrimSpace(line))
		}
	}
}

// cellPlace is where a value stands in its cell.
func (b *builder) cellPlace(v value) evalreport.Place {
	p := v.cell.place
	lead := len(v.cell.text[:v.at]) + len(v.cell.text[v.at:]) - len(strings.TrimLeft(v.cell.text[v.at:], " \t\n　"))
	p.Start = utf8.RuneCountInString(v.cell.text[:min(lead, len(v.cell.text))])
	text := strings.TrimSpace(v.text)
	p.End = p.Start + utf8.RuneCountInString(text)
	if d := v.cell.doc; d != nil {
		at := 0
		for _, block := range d.Blocks {
			q, ok := block.(*document.Paragraph)
			if !ok {
				break
			}
			n := utf8.RuneCountInString(q.Text)
			if p.Start >= at && p.End <= at+n {
				exact := q.At(p.Start-at, p.End-at)
				exact.Row, exact.Cell, exact.Table, exact.Heading = p.Row, p.Cell, p.Table, p.Heading
				p = exact
				break
			}
			at += n + 1
		}
	}
	return b.res.place(p, text)
}

// filing reads the line under a form: 填表人：… 填报日期：… 联系电话：….
func (b *builder) filing(p *document.Paragraph) {
	if len(b.res.Forms) == 0 || len(p.Text) > 600 || !strings.ContainsAny(p.Text, "：:") {
		return
	}
	base := b.res.Forms[len(b.res.Forms)-1].Path + ".filing."
	if _, ok := evalreport.Lookup(b.r, base+"preparer"); !ok {
		return
	}
	rs := []rune(p.Text)
	var starts, ends []int
	var fields []string
	for i, c := range rs {
		if c != '：' && c != ':' {
			continue
		}
		from := i
		for from > 0 && rs[from-1] != ' ' && rs[from-1] != '　' && rs[from-1] != '\t' && rs[from-1] != '\n' {
			from--
		}
		l := readLabel(string(rs[from:i]))
		field := b.k.filing[key{l.base, noYear}]
		if field == "" {
			field = b.k.filing[key{l.bare, noYear}]
		}
		if field == "" {
			continue
		}
		if len(ends) > 0 {
			ends[len(ends)-1] = from
		}
		starts, ends, fields = append(starts, i+1), append(ends, len(rs)), append(fields, field)
	}
	w := b.writer()
	for i, f := range fields {
		from, to := starts[i], ends[i]
		text := strings.Trim(string(rs[from:to]), " \t\n　")
		if text == "" {
			continue
		}
		for strings.ContainsRune(" \t\n　", rs[from]) {
			from++
		}
		w.put(base+f, text, b.res.place(p.At(from, from+len([]rune(text))), text))
	}
}
