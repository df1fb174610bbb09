package docxtemplate

import (
	"bytes"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// A grouping labelled ",inline" is passed over in names, however deep and behind pointers; a name of the struct itself wins.
func TestInlineGrouping(t *testing.T) {
	type meta struct {
		Year int    `json:"year" label:"年度"`
		Name string `json:"name" label:"名称"`
	}
	type report struct {
		Meta meta   `json:"meta" label:"报告信息,inline"`
		Name string `json:"title" label:"名称"`
	}
	type view struct {
		Number string  `json:"number" label:"附件号"`
		Report *report `json:"report" label:"报告,inline"`
	}
	tests := []struct{ tag, want string }{
		{"{{年度}}", "2023"},
		{"{{名称}}", "外"},
		{"{{报告.报告信息.名称}}", "内"},
		{"{{report.meta.year}}", "2023"},
		{"{{附件号}}", "1"},
	}
	data := &view{Number: "1", Report: &report{Meta: meta{Year: 2023, Name: "内"}, Name: "外"}}
	for _, tt := range tests {
		src := dx.Doc{Body: dx.P(tt.tag)}.Bytes()
		tpl, err := Config{Type: view{}}.Compile(bytes.NewReader(src), int64(len(src)))
		if err != nil {
			t.Errorf("%s: %v", tt.tag, err)
			continue
		}
		var b bytes.Buffer
		if err := tpl.Execute(&b, data); err != nil {
			t.Errorf("%s: %v", tt.tag, err)
		} else if got := dx.Text(b.Bytes(), "word/document.xml"); got != tt.want {
			t.Errorf("%s prints %q, want %q", tt.tag, got, tt.want)
		}
	}
}
