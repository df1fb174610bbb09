package docxtemplate

import (
	"fmt"
	"maps"
	"regexp"
	"strings"
	"testing"

	"github.com/evalreport/go/internal/doclint"
	dx "github.com/evalreport/go/internal/docxtest"
)

// pairsOf counts the bookmarks of the main document; a fault is an end that does not follow its start, or a name that stands twice.
func pairsOf(t *testing.T, docx []byte) int {
	t.Helper()
	open, names, n := map[string]bool{}, map[string]bool{}, 0
	body := dx.Part(docx, "word/document.xml")
	for _, m := range regexp.MustCompile(`<w:bookmark(Start|End) w:id="(\d+)"(?: w:name="([^"]*)")?/>`).FindAllStringSubmatch(body, -1) {
		id, name := m[2], m[3]
		switch {
		case m[1] == "End" && !open[id]:
			t.Errorf("%s ends and is not open in\n%s", id, body)
		case m[1] == "Start" && (open[id] || names[name]):
			t.Errorf("%s %s starts again in\n%s", id, name, body)
		}
		open[id] = m[1] == "Start"
		if m[1] == "Start" {
			names[name] = true
			n++
		}
	}
	for id, still := range open {
		if still {
			t.Errorf("%s does not end in\n%s", id, body)
		}
	}
	return n
}

// markPlaces are texts of a block with others around: 1 stands before the block, 2 and 3 within, 4 behind.
func markPlaces() []markPlace {
	row := func(content string) string {
		return dx.RowOf(`<w:tc><w:p>` + content + `</w:p></w:tc>`)
	}
	para := func(content string) string { return `<w:p>` + content + `</w:p>` }
	return []markPlace{
		{"paragraphs", para("1"+dx.R("前")) + dx.P("{{循环 列表}}") + para("2"+dx.R("{{名称}}")+"3") + dx.P("{{结束}}") + para(dx.R("后")+"4"), true},
		{"in the paragraphs of the tags", para("1"+dx.R("前")) + para(dx.R("{{循环 列表}}")+"2") + dx.P("{{名称}}") + para("3"+dx.R("{{结束}}")) + para(dx.R("后")+"4"), false},
		{"words", para("1" + dx.R("前{{循环 列表}}") + "2" + dx.R("{{名称}}") + "3" + dx.R("{{结束}}后") + "4"), true},
		{"row", para("1"+dx.R("前")) + dx.Table(1, dx.Row("名称"), row("2"+dx.R("{{列表.名称}}")+"3")) + para(dx.R("后")+"4"), true},
		{"only row", para("1"+dx.R("前")) + dx.Table(1, row("2"+dx.R("{{列表.名称}}")+"3")) + para(dx.R("后")+"4"), true},
		{"rows of a table", dx.Table(1, row("1"+dx.R("前")), row("2"+dx.R("{{列表.名称}}")+"3"), row(dx.R("后")+"4")), true},
		{"loop in a loop", dx.P("{{循环 外}}") + para("1"+dx.R("前")) + dx.P("{{循环 列表}}") + para("2"+dx.R("{{名称}}")+"3") + dx.P("{{结束}}") + para(dx.R("后")+"4") + dx.P("{{结束}}"), true},
		{"condition", para("1"+dx.R("前")) + dx.P("{{如果 真}}") + para("2"+dx.R("是")+"3") + dx.P("{{结束}}") + para(dx.R("后")+"4"), false},
		{"branches", para("1"+dx.R("前")) + dx.P("{{如果 真}}") + para("2"+dx.R("是")) + dx.P("{{否则}}") + para(dx.R("否")+"3") + dx.P("{{结束}}") + para(dx.R("后")+"4"), false},
		{"words of a condition", para("1" + dx.R("前{{如果 真}}") + "2" + dx.R("是") + "3" + dx.R("{{否则}}否{{结束}}后") + "4"), false},
		{"nothing but a condition", para("1" + dx.R("{{如果 真}}") + "2" + dx.R("是") + "3" + dx.R("{{结束}}") + "4"), false},
		{"content in a loop", para("1"+dx.R("前")) + dx.P("{{循环 列表}}") + para("2"+dx.R("{{+名称}}")+"3") + dx.P("{{结束}}") + para(dx.R("后")+"4"), true},
	}
}

type markPlace struct {
	name, body string
	repeats    bool // 2 and 3 in one repetition
}

// with puts marks into the places that have the numbers of the ends.
func (p markPlace) with(t *testing.T, ends string, marks ...string) dx.Doc {
	t.Helper()
	body := p.body
	for i, mark := range marks {
		body = regexp.MustCompile(`([>])`+ends[i:i+1]+`([<])`).ReplaceAllString(body, "${1}"+mark+"${2}")
	}
	body = regexp.MustCompile(`>[1-4]{1,2}<`).ReplaceAllString(body, "><")
	for _, mark := range marks {
		if strings.Count(body, mark) != 1 {
			t.Fatalf("%s %s: %s", p.name, ends, body)
		}
	}
	return styled(body+dx.P("尾"), portrait)
}

// eachMarked fills each text with an end of a range in each place, for lists of several lengths and both conditions.
func eachMarked(t *testing.T, begin, end string, check func(t *testing.T, p markPlace, ends string, n int, docx []byte), parts map[string]string) {
	for _, p := range markPlaces() {
		for _, ends := range []string{"12", "13", "14", "23", "24", "34"} {
			d := p.with(t, ends, begin, end)
			maps.Copy(d.Parts, parts)
			tpl := compileDoc(t, Config{}, d)
			for _, n := range []int{0, 1, 3} {
				for _, yes := range []bool{false, true} {
					t.Run(fmt.Sprintf("%s %s %d %v", p.name, ends, n, yes), func(t *testing.T) {
						list := make([]any, n)
						for i := range list {
							list[i] = map[string]any{"名称": "甲"}
						}
						docx := execute(t, tpl, map[string]any{"列表": list, "真": yes, "外": []any{map[string]any{}, map[string]any{}}})
						check(t, p, ends, n, docx)
						if faults := doclint.Check(docx); len(faults) > 0 {
							t.Errorf("%q\n%s", faults, dx.Part(docx, "word/document.xml"))
						}
					})
				}
			}
		}
	}
}

// TestMarksAcrossBlocks: a bookmark is printed whole, however often what one of its ends stands in is printed.
func TestMarksAcrossBlocks(t *testing.T) {
	eachMarked(t, `<w:bookmarkStart w:id="7" w:name="书签"/>`, `<w:bookmarkEnd w:id="7"/>`, func(t *testing.T, p markPlace, ends string, n int, docx []byte) {
		got := pairsOf(t, docx)
		if crosses := ends != "23" && ends != "14"; crosses && p.name != "loop in a loop" && p.name != "nothing but a condition" && got != 1 {
			t.Errorf("%d bookmarks, want 1", got)
		}
		if ends == "23" && p.repeats && p.name != "loop in a loop" && got != n {
			t.Errorf("%d bookmarks, want %d", got, n)
		}
	}, nil)
}

// TestRemarksAcrossBlocks: a comment is printed with both ends of what it is about, or not at all.
func TestRemarksAcrossBlocks(t *testing.T) {
	const end = `<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>`
	eachMarked(t, `<w:commentRangeStart w:id="1"/>`, end, func(t *testing.T, p markPlace, ends string, n int, docx []byte) {
		got := anchors(docx)
		var want []string
		for _, m := range regexp.MustCompile(`(\d+)\*`).FindAllStringSubmatch(got, -1) {
			want = append(want, m[1]+"( "+m[1]+") "+m[1]+"*")
			if !strings.Contains(" "+comments(docx), " "+m[1]+" 张:看") {
				t.Errorf("no comment %s in %q", m[1], comments(docx))
			}
		}
		if got != strings.Join(want, " ") {
			t.Errorf("anchors %q\n%s", got, dx.Part(docx, "word/document.xml"))
		}
		count := 1
		switch inside := strings.Contains("23", ends[1:]); { // the reference
		case p.name == "loop in a loop" || inside && !p.repeats:
			return
		case inside && p.name == "content in a loop": // it goes with the paragraph of the tag
			count = 0
		case inside:
			count = n
		}
		if len(want) != count {
			t.Errorf("%d comments, want %d", len(want), count)
		}
	}, map[string]string{"word/comments.xml": commentXML("1", "张", "看")})
}
