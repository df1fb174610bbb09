package docxtemplate

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// TestHintGoes drops the hint for the font of a tag's characters, not the font.
func TestHintGoes(t *testing.T) {
	run := func(text string) string {
		return `<w:r><w:rPr><w:rFonts w:hint="eastAsia" w:eastAsia="仿宋"/><w:b/></w:rPr><w:t>` + text + `</w:t></w:r>`
	}
	for _, tt := range []struct{ name, body, want string }{
		{"value alone", run("{{名称}}"), `<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:b/></w:rPr><w:t xml:space="preserve">甲<`},
		{"name of a split tag", dx.R("{{") + run("名称") + dx.R("}}"), `<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:b/></w:rPr><w:t xml:space="preserve">甲<`},
		{"other text keeps it", run("名：{{名称}}"), `<w:rFonts w:hint="eastAsia" w:eastAsia="仿宋"/><w:b/></w:rPr><w:t xml:space="preserve">名：甲<`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := dx.Part(fill(t, Config{}, dx.Doc{Body: "<w:p>" + tt.body + "</w:p>"}, simple), "word/document.xml")
			if !strings.Contains(got, tt.want) {
				t.Errorf("no %s in\n%s", tt.want, got)
			}
		})
	}
}

// TestTemplateBecomesDocument fills .dotx and .dotm files: the results are documents.
func TestTemplateBecomesDocument(t *testing.T) {
	const docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	for name, types := range map[string][2]string{
		"dotx": {"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", docx},
		"dotm": {"application/vnd.ms-word.template.macroEnabledTemplate.main+xml", "application/vnd.ms-word.document.macroEnabled.main+xml"},
		"docm": {"application/vnd.ms-word.document.macroEnabled.main+xml", "application/vnd.ms-word.document.macroEnabled.main+xml"},
	} {
		t.Run(name, func(t *testing.T) {
			src := retype(t, dx.Doc{Body: dx.P("{{名称}}")}.Bytes(), docx, types[0])
			tpl, err := Compile(bytes.NewReader(src), int64(len(src)))
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if err := tpl.Execute(&b, decode(t, simple)); err != nil {
				t.Fatal(err)
			}
			if got := dx.Part(b.Bytes(), "[Content_Types].xml"); !strings.Contains(got, `"`+types[1]+`"`) || strings.Contains(got, "emplate") {
				t.Errorf("content types of the result: %s", got)
			}
			if got := dx.Text(b.Bytes(), "word/document.xml"); got != "甲" {
				t.Errorf("text %q", got)
			}
		})
	}
}

// retype gives a document another content type.
func retype(t *testing.T, docx []byte, old, new string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range in.File {
		w, err := z.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(strings.Replace(dx.Part(docx, f.Name), old, new, 1))); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
