package docxtemplate

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

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
