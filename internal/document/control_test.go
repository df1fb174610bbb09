package document

import (
	"bytes"
	"fmt"
	"slices"
	"testing"
)

// TestControls: paragraphs, runs and tables say which content controls and form fields they stand in; with
// Options.Prompts what an empty control shows is text, marked as such.
func TestControls(t *testing.T) {
	control := func(tag, props, content string) string {
		return `<w:sdt><w:sdtPr><w:tag w:val="` + tag + `"/>` + props + `</w:sdtPr><w:sdtContent>` + content + `</w:sdtContent></w:sdt>`
	}
	box := `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="同意"/><w:checkBox/></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
	src := build(parts{body: control("外", "", para(run("甲")+control("内", `<w:showingPlcHdr/>`, run("点此"))+box)+
		`<w:tbl>`+control("行", "", `<w:tr><w:tc>`+text("乙")+`</w:tc></w:tr>`)+`</w:tbl>`)})
	for _, prompts := range []bool{false, true} {
		doc, err := ReadDocx(bytes.NewReader(src), int64(len(src)), Options{Prompts: prompts})
		if err != nil {
			t.Fatal(err)
		}
		p, table := doc.Blocks[0].(*Paragraph), doc.Blocks[1].(*Table)
		got := ""
		for _, r := range p.Runs {
			got += fmt.Sprintf("%s=%s %v; ", r.Control, p.Slice(r.Start, r.End), r.Prompt)
		}
		want := "外=甲 false; 同意=☐ false; "
		if prompts {
			want = "外=甲 false; 内=点此 true; 同意=☐ false; "
		}
		if got != want {
			t.Errorf("prompts %v: got %s, want %s", prompts, got, want)
		}
		if cell := table.Cell(0, 0); !slices.Equal(table.Around, []string{"外"}) || !slices.Equal(cell.Around, []string{"外", "行"}) || !slices.Equal(p.Around, []string{"外"}) {
			t.Errorf("around: table %v, cell %v, paragraph %v", table.Around, cell.Around, p.Around)
		}
	}
}
