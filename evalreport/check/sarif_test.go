package check_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// sarifSchema is the schema that OASIS publishes.
func sarifSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	data, err := os.ReadFile("testdata/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("sarif.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// special are characters that JSON, URIs and regular expressions have their own ideas of.
const special = "“引号” \"\\ < > & % # ? \u2028 \t\n 𠮷 \x7f \xff"

func TestSARIFIsValid(t *testing.T) {
	schema := sarifSchema(t)
	inText := evalreport.Place{File: "报告.yaml", Line: 9, Column: 3, Quote: "59"}
	inDocument := evalreport.Place{Part: "word/document.xml", Section: "三、绩效自评结论", Table: 2, Row: 5, Cell: 3, Run: 1, Start: 0, End: 2, Quote: "59"}
	finding := func(path string, p evalreport.Place) check.Finding {
		return check.Finding{Rule: "T2", Severity: check.Error, Path: path, Label: "绩效自评结论·自评得分", Message: "得分低。", Quote: p.Quote, Place: p}
	}
	var many, files []check.Finding
	for i := range 700 {
		f := finding(fmt.Sprintf("goals.targets[%d].actual", i), inText)
		f.Rule, f.Severity, f.Place.Line = []string{"T1", "T2", "T9"}[i%3], check.Severity(i%3), i+1
		many = append(many, f)
	}
	for i := range 5 {
		f := finding("result.score", inText)
		f.Place.File = fmt.Sprintf("某县 报告/%d号#.yaml", i)
		files = append(files, f)
	}
	for _, c := range []struct {
		name     string
		file     string
		findings []check.Finding
	}{
		{"no findings", "报告.yaml", nil},
		{"line and column", "报告.yaml", []check.Finding{finding("result.score", inText)}},
		{"a line without column", "报告.txt", []check.Finding{finding("result.score", evalreport.Place{Line: 12})}},
		{"a place in a document", "自评报告.docx", []check.Finding{finding("result.score", inDocument)}},
		{"a paragraph of a document", "自评报告.docx", []check.Finding{finding("result.score", evalreport.Place{Part: "word/document.xml", Paragraph: 31, Start: 4, End: 9})}},
		{"no place", "报告.json", []check.Finding{finding("result.score", evalreport.Place{})}},
		{"no path", "报告.json", []check.Finding{finding("", evalreport.Place{})}},
		{"standard input", "-", []check.Finding{finding("result.score", evalreport.Place{Line: 1, Column: 1})}},
		{"standard input, no path", "-", []check.Finding{finding("", evalreport.Place{})}},
		{"a Windows path", `C:\报告\2022 年.docx`, []check.Finding{finding("result.score", inDocument)}},
		{"special characters", special, []check.Finding{{Rule: special, Path: special, Label: special, Message: special, Quote: special,
			Place: evalreport.Place{Line: 1, Column: 1, Section: special, Quote: special}}}},
		{"several files", "", files},
		{"hundreds of findings", "报告.yaml", many},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b bytes.Buffer
			if err := check.WriteSARIF(&b, c.file, c.findings, []*check.Rule{blankDate, lowScore, proseOnly}); err != nil {
				t.Fatal(err)
			}
			log, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.Bytes()))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(log); err != nil {
				t.Errorf("%v\n%.2000s", err, b.String())
			}
			var got struct{ Runs []struct{ Results []any } }
			if err := json.Unmarshal(b.Bytes(), &got); err != nil || len(got.Runs) != 1 || len(got.Runs[0].Results) != len(c.findings) {
				t.Errorf("%v：应有 %d 条", err, len(c.findings))
			}
		})
	}
}

// The schema does refuse: a log with a level or a line that SARIF has not is no log.
func TestSARIFSchemaRefuses(t *testing.T) {
	schema := sarifSchema(t)
	for _, wrong := range []string{
		`{"version": "2.1.0"}`,
		`{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": [{"message": {"text": "x"}, "level": "fatal"}]}]}`,
		`{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": [{"message": {"text": "x"},
			"locations": [{"physicalLocation": {"artifactLocation": {"uri": "x"}, "region": {"startLine": 0}}}]}]}]}`,
		`{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": [{"message": {"text": "x"},
			"locations": [{"physicalLocation": {"artifactLocation": {"uri": "%zz"}}}]}]}]}`,
	} {
		log, err := jsonschema.UnmarshalJSON(bytes.NewReader([]byte(wrong)))
		if err != nil {
			t.Fatal(err)
		}
		if schema.Validate(log) == nil {
			t.Errorf("不合规范，却通过：%s", wrong)
		}
	}
}

func TestWriteSARIF(t *testing.T) {
	findings := check.Config{Origins: evalreport.Origins{
		"result.score": {File: "报告 1.yaml", Line: 9, Column: 3, Quote: "59"},
		"meta.date":    {Part: "word/document.xml", Table: 2, Row: 5, Cell: 3, Quote: "/"},
	}}.Run(lowReport(), nil, blankDate, lowScore)
	var b bytes.Buffer
	if err := check.WriteSARIF(&b, "报告 2.docx", findings, []*check.Rule{blankDate, lowScore}); err != nil {
		t.Fatal(err)
	}
	var got struct{ Runs []struct{ Results any } }
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	type object = map[string]any
	at := func(uri string) object { return object{"uri": uri} }
	named := func(path, label string) []any {
		return []any{object{"name": label, "fullyQualifiedName": path, "kind": "member"}}
	}
	want := []any{
		object{"ruleId": "T1", "ruleIndex": 0.0, "level": "warning", "message": object{"text": "没有日期。"}, "locations": []any{object{
			"message":          object{"text": "表2 第5行 第3格 “/”"},
			"physicalLocation": object{"artifactLocation": at("%E6%8A%A5%E5%91%8A%202.docx")},
			"logicalLocations": named("meta.date", "报告信息·成文日期"),
		}}},
		object{"ruleId": "T2", "ruleIndex": 1.0, "level": "error", "message": object{"text": "得分低。"}, "locations": []any{object{
			"physicalLocation": object{"artifactLocation": at("%E6%8A%A5%E5%91%8A%201.yaml"),
				"region": object{"startLine": 9.0, "startColumn": 3.0, "snippet": object{"text": "59"}}},
			"logicalLocations": named("result.score", "绩效自评结论·自评得分"),
		}}},
	}
	if d := cmp.Diff(any(want), got.Runs[0].Results); d != "" {
		t.Error(d)
	}
}
