package codec_test

import (
	"bytes"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/evalreport/evalreporttest"
)

// FuzzDecode holds that no file makes Decode panic or take long, that every error has a place, and that what was read is
// written and read back as it was.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{
		"meta: {unit: 甲市乙局, year: 2023, kind: 部门整体}\n基础数据表:\n  编制数: 115\n  专项:\n    - 名称: 产业\n      决算数: 2,858.40\n",
		`{"meta": {"unit": "甲\u4e59"}, "lead": {"narrative": ["a", {"table": [["1", null]]}]}}`,
		"a: &a [1]\nb: *a\n", "meta:\n\tunit: a\n", "meta：\n  unit：a\n", "- - - 1\n", "? a\n: b\n", "lead: {narrative: [|\n a\n]}\n", "--- 1\n--- 2\n",
		"%YAML 1.1\n---\nmeta: !!str x\n", "lead:\n  narrative:\n    - |+\n      甲\n\n    - >-\n      乙\n      丙\n",
	} {
		f.Add([]byte(s))
	}
	samples, _ := filepath.Glob("../../templates/*/sample.yaml")
	for _, file := range samples {
		f.Add(read(f, file))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		report, _, err := codec.Decode(data, "r.yaml")
		if d := time.Since(start); d > 2*time.Second {
			t.Fatalf("took %v", d)
		}
		if err != nil {
			var one *codec.Error
			if !errors.As(err, &one) || one.Message == "" || (one.Place.Line == 0 && one.Code != codec.Limit) {
				t.Fatalf("an error without a place: %v", err)
			}
			return
		}
		var y, j bytes.Buffer
		if err := errors.Join(codec.EncodeYAML(&y, report), codec.EncodeJSON(&j, report)); err != nil {
			t.Fatal(err)
		}
		for name, data := range map[string][]byte{"r.yaml": y.Bytes(), "r.json": j.Bytes()} {
			again, _, err := codec.Decode(data, name)
			if err != nil {
				t.Fatalf("%v\n%s", err, data)
			}
			if diff := cmp.Diff(report, again, evalreporttest.Same()); diff != "" {
				t.Fatalf("%s\n%s", diff, data)
			}
		}
	})
}
