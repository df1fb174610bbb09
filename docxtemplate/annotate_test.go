package docxtemplate

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// annotated lints a document against the type form and gives the copy with comments.
func annotated(t *testing.T, d dx.Doc) []byte {
	t.Helper()
	src := d.Bytes()
	_, err := Config{Name: "f.docx", Type: form{}}.Compile(bytes.NewReader(src), int64(len(src)))
	var faults ErrorList
	if !errors.As(err, &faults) {
		t.Fatalf("no faults: %v", err)
	}
	var out bytes.Buffer
	if err := Annotate(&out, bytes.NewReader(src), int64(len(src)), faults); err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("EVALREPORT_OUT"); dir != "" {
		name := strings.NewReplacer("/", "_", " ", "_").Replace(t.Name()) + ".docx"
		if err := os.WriteFile(filepath.Join(dir, name), out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes()
}

// TestAnnotate looks at where the comments stand: [ and ] are the ends of a range, * its comment.
func TestAnnotate(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"in a text", dx.P("合计 {{项目.金頟}} 元"), "合计 [{{项目.金頟}}]* 元"},
		{"two in a text", dx.P("{{甲}}{{乙}}"), "[{{甲}}]*[{{乙}}]*"},
		{"over runs", dx.Runs("a{{", "甲", "}}b"), "a[{{甲}}]*b"},
		{"whole run", dx.Runs("a", "{{甲}}", "b"), "a[{{甲}}]*b"},
		{"a wrapper is covered whole", `<w:p><w:pPr/><w:hyperlink w:anchor="x">` + dx.R("见{{甲}}") + `</w:hyperlink>` + dx.R("b") + `</w:p>`, "[见{{甲}}]*b"},
		{"unclosed", dx.P("a{{甲 b") + dx.P("c"), "a[{{]*甲 b\nc"},
		{"in a cell", dx.Table(2, dx.Row("a", "{{甲}}")), "| a | [{{甲}}]* |"},
		{"a field", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>X {{甲}}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>` + dx.R("b") + `</w:p>`, "[]*b"},
		{"a content control", `<w:p/><w:sdt><w:sdtPr><w:tag w:val="{{甲}}"/></w:sdtPr><w:sdtContent>` + dx.P("点此") + `</w:sdtContent></w:sdt>`, "\n[点此]*"},
		{"text without preserve", `<w:p><w:r><w:t>{{甲}} b</w:t></w:r></w:p>`, "[{{甲}}]* b"},
		{"a text box", `<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>` + dx.P("{{甲}}") + `</w:txbxContent></v:textbox></v:shape></w:pict></w:r>` + dx.R("b") + `</w:p>`, "{{甲}}\n[]*b"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out := annotated(t, dx.Doc{Body: tt.body})
			xml := dx.Part(out, "word/document.xml")
			if strings.Contains(xml, `<w:t> `) || strings.Contains(xml, ` </w:t>`) && !strings.Contains(xml, "preserve") {
				t.Errorf("white space is lost: %s", xml)
			}
			shown := strings.NewReplacer("<w:commentRangeStart", dx.R("[")+"<w:x", "<w:commentRangeEnd", dx.R("]")+"<w:x", "<w:commentReference", "<w:t>*</w:t><w:x").Replace(xml)
			if got := dx.Show(shown); got != tt.want {
				t.Errorf("got  %q\nwant %q\n%s", got, tt.want, xml)
			}
			if got := dx.Text(out, "word/comments.xml"); !strings.Contains(got, "{{") {
				t.Errorf("comments: %s", got)
			}
		})
	}
}

// TestAnnotateKeeps adds to a document that has comments, and puts the faults of a header at the top of the body.
func TestAnnotateKeeps(t *testing.T) {
	d := dx.Doc{Body: `<w:p><w:commentRangeStart w:id="7"/>` + dx.R("{{甲}}") + `<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r></w:p>`,
		Parts: map[string]string{"word/comments.xml": `<w:comment w:id="7" w:author="a">` + dx.P("旧") + `</w:comment>`, "word/header1.xml": dx.P("{{乙}}")}}
	out := annotated(t, d)
	if got := dx.Text(out, "word/comments.xml"); !strings.HasPrefix(got, "旧\n{{甲}}：没有这个字段") || !strings.Contains(got, "{{乙}}：页眉1 › 第1段：没有这个字段") {
		t.Errorf("got %s", got)
	}
	xml := dx.Part(out, "word/comments.xml")
	for _, id := range []string{`w:id="7"`, `w:id="8"`, `w:id="9"`} {
		if strings.Count(xml, id) != 1 {
			t.Errorf("%s in %s", id, xml)
		}
	}
	was, is := parts(t, d.Bytes()), parts(t, out)
	for name := range was {
		if name != "word/comments.xml" && name != "word/document.xml" && was[name] != is[name] {
			t.Errorf("%s changed", name)
		}
	}
}

// TestAnnotatedChange: a comment in the middle of changed text repeats its format, not its change.
func TestAnnotatedChange(t *testing.T) {
	src := dx.Doc{Body: `<w:p><w:r><w:rPr><w:b/><w:rPrChange w:id="41" w:author="a"><w:rPr/></w:rPrChange></w:rPr><w:t>前{{没有}}后</w:t></w:r></w:p>`}.Bytes()
	_, err := Config{Type: struct{}{}}.Compile(bytes.NewReader(src), int64(len(src)))
	var out bytes.Buffer
	if err := Annotate(&out, bytes.NewReader(src), int64(len(src)), err.(ErrorList)); err != nil {
		t.Fatal(err)
	}
	if got := dx.Part(out.Bytes(), "word/document.xml"); strings.Count(got, "rPrChange w:id") != 1 || strings.Count(got, "<w:b/>") != 3 {
		t.Error(got)
	}
}
