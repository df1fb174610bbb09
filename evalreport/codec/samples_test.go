package codec_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/codec"
)

// The samples of the forms, the examples and the reports that tests read are what the schema and the codec take; no field
// of a sample is wrong by itself.
func TestSamples(t *testing.T) {
	s := compileSchema(t)
	for _, pattern := range []string{
		"../../templates/*/sample.yaml", "../../templates/profiles/*/sample.yaml",
		"../../examples/*/*.yaml", "../../examples/*/data/*.yaml", "../../testdata/reports/*.yaml",
	} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Errorf("no samples are %s: %v", pattern, err)
		}
		for _, file := range files {
			t.Run(file, func(t *testing.T) {
				data := read(t, file)
				if err := inSchema(t, s, data); err != nil {
					t.Error(err)
				}
				report, _, err := codec.Decode(data, file)
				if err != nil {
					t.Fatal(err)
				}
				for _, fault := range evalreport.Validate(report) {
					t.Error(fault)
				}
			})
		}
	}
}

func TestSchemes(t *testing.T) {
	files, _ := filepath.Glob("../../templates/schemes/*.yaml")
	if len(files) == 0 {
		t.Fatal("no schemes")
	}
	for _, file := range files {
		scheme, _, err := codec.DecodeInto[evalreport.Scheme](read(t, file), file)
		if err != nil {
			t.Error(err)
		}
		for _, fault := range evalreport.Validate(&scheme) {
			t.Errorf("%s: %v", file, fault)
		}
	}
}

func read(t testing.TB, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
