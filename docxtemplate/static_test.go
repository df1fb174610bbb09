package docxtemplate

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"

	dx "github.com/evalreport/go/internal/docxtest"
)

// unzipped reads every part of a document with the library's own reader, which checks sizes and sums.
func unzipped(t interface{ Fatal(...any) }, docx []byte) map[string]string {
	z, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(f.Name, err)
		}
		parts[f.Name] = string(b)
	}
	return parts
}

// TestBothCompressors: what is compressed by what is known of the template is
// the same text as what is compressed as any text.
func TestBothCompressors(t *testing.T) {
	data := decode(t, nested).(map[string]any)
	long := strings.Repeat("很长的名称 & ", 900)
	for _, name := range []string{"专项", "一级"} {
		list := data[name].([]any)
		for i := range 4 {
			e := map[string]any{}
			for k, v := range list[i%len(list)].(map[string]any) {
				e[k] = v
			}
			e["名称"] = long[:i*i*len("很长的名称 & ")*45]
			list = append(list, e)
		}
		data[name] = list
	}
	compiled, spilled := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		body := legalBlocks(t, 2)
		if compiled%20 == 10 { // long for certain
			body += dx.Table(1, strings.Repeat(dx.Row("{{专项.名称}}"), 45))
		}
		src := dx.Doc{Body: body}.Bytes()
		tpl, err := Config{Missing: MissingBlank}.Compile(bytes.NewReader(src), int64(len(src)))
		if err != nil {
			return
		}
		var docs [2]map[string]string
		for i, general := range []bool{false, true} {
			tpl.general = general
			var b bytes.Buffer
			if err := tpl.Execute(&b, data); err != nil {
				return
			}
			docs[i] = unzipped(t, b.Bytes())
		}
		compiled++
		for name, want := range docs[1] {
			if docs[0][name] != want {
				t.Fatalf("%s differs: %d bytes, want %d", name, len(docs[0][name]), len(want))
			}
			if len(want) > 2*history {
				spilled++
			}
		}
	})
	if compiled == 0 || spilled == 0 {
		t.Errorf("%d templates compiled, %d gave long parts", compiled, spilled)
	}
}
