package docxtemplate

import (
	"bytes"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// TestNothingRuns gives a template everything that runs code elsewhere.
func TestNothingRuns(t *testing.T) {
	for _, tag := range []string{"{{os.Exit(1)}}", "{{名称.__class__.__mro__}}", "{{如果 map(列表, {#})}}x{{结束}}", "{{列表 | 系统:rm}}", "{{let x = 1; x}}", "{{名称.constructor.constructor('return 1')()}}", "{{[1..1000000000]}}",
		"{{T(java.lang.Runtime)}}", "{{env('PATH')}}", "{{名称 | exec}}", "{{repeat(名称, 1000000000)}}"} {
		src := dx.Doc{Body: dx.P(tag)}.Bytes()
		tpl, err := Compile(bytes.NewReader(src), int64(len(src)))
		if err == nil {
			err = tpl.Execute(&bytes.Buffer{}, decode(t, simple))
		}
		if err == nil {
			t.Errorf("%s is accepted", tag)
		}
	}
}
