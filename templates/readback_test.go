package templates_test

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/extract"
)

// exception is a group of figures that do not come back in the field they were printed from, with the reason.
type exception struct{ profile, path, reason string }

// unread are figures that the sentences of a profile do not carry back.
var unread = []exception{
	{"changning", "basic_expenditure.", "提纲的这一部分没有小标题，基本支出的年初预算等读进收支情况的基本支出"},
	{"changning", "project_expenditure.", "同上，读进收支情况的项目支出"},
}

// also are figures that are read where the sample has none: what the profile reckons, what it says twice, and what the
// narrative says.
var also = []exception{
	{"", ".share", "占比是模板算的"},
	{"changning", "income_expenditure.expenditure.basic.", "基本支出情况里的数，见 unread"},
	{"changning", "income_expenditure.expenditure.project.", "项目支出情况里的数，见 unread"},
	{"dingcheng", "three_public.", "“三公”经费表里的数，正文又说了一遍"},
	{"huaihua", "benefits.facts[", "正文里的成绩"},
	{"huaihua", "performance.facts[改造项目验收合格率]", "正文里的成绩"},
}

func listed(list []exception, profile, path string) bool {
	return slices.ContainsFunc(list, func(e exception) bool {
		return (e.profile == "" || e.profile == profile) && (strings.HasPrefix(path, e.path) || e.profile == "" && strings.HasSuffix(path, e.path))
	})
}

// TestReadBack reads the document of each sample: the figures that come out are those that went in, all of them but for
// the exceptions above, none of them another.
func TestReadBack(t *testing.T) {
	needed := map[exception]bool{}
	for _, p := range profiles(t) {
		r := decode(t, sampleText(p.ID))
		docx := render(t, p, r)
		got, err := extract.Read(bytes.NewReader(docx), int64(len(docx)), extract.Options{File: "report.docx"})
		if err != nil {
			t.Fatal(err)
		}
		printed, read := figures(r), figures(got.Report)
		missed := 0
		for path, was := range printed {
			now, ok := read[path]
			switch {
			case ok && now != was:
				t.Errorf("%s: %s was %s, is read as %s", p.ID, path, was, now)
			case !ok && !listed(unread, p.ID, path):
				t.Errorf("%s: %s, which is %s, is not read", p.ID, path, was)
			case !ok:
				missed++
				for _, e := range unread {
					needed[e] = needed[e] || listed([]exception{e}, p.ID, path)
				}
			}
		}
		for path, now := range read {
			if printed[path] == "" && !listed(also, p.ID, path) {
				t.Errorf("%s: %s is read as %s, and the report has no such figure", p.ID, path, now)
			}
		}
		t.Logf("%s: %d of %d figures read back", p.ID, len(printed)-missed, len(printed))
	}
	for _, e := range unread {
		if !needed[e] {
			t.Errorf("%s: %s is read back; take it off the list", e.profile, e.path)
		}
	}
}

// figures are the figures of a report by path, members of lists by their names.
func figures(r *evalreport.Report) map[string]string {
	all := map[string]string{}
	evalreport.Walk(r, func(f evalreport.Field) bool {
		if v, ok := f.Value.Interface().(interface {
			String() string
			IsBlank() bool
		}); ok && isFigure(v) && !v.IsBlank() {
			all[named(r, f.Path)] = v.String()
		}
		return true
	})
	return all
}

var member = regexp.MustCompile(`\[\d+\]`)

// named puts the names of list members into a path in place of their numbers.
func named(r *evalreport.Report, path string) string {
	var b strings.Builder
	from := 0
	for _, at := range member.FindAllStringIndex(path, -1) {
		b.WriteString(path[from:at[0]])
		if name, ok := evalreport.Lookup(r, path[:at[1]]+".name"); ok {
			fmt.Fprintf(&b, "[%s]", name)
		} else {
			b.WriteString(path[at[0]:at[1]])
		}
		from = at[1]
	}
	return b.String() + path[from:]
}
