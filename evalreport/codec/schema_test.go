package codec_test

import (
	"bytes"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"github.com/evalreport/go/evalreport/codec"
)

func compileSchema(t testing.TB) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(codec.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("report.schema.json", document); err != nil {
		t.Fatal(err)
	}
	s, err := compiler.Compile("report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// inSchema checks a document, YAML or JSON, as an editor does.
func inSchema(t testing.TB, s *jsonschema.Schema, data []byte) error {
	t.Helper()
	v, _, err := codec.DecodeInto[any](data, "r.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(v)
}

func TestSchemaRefuses(t *testing.T) {
	s := compileSchema(t)
	const meta = "meta: {unit: 甲市乙局, year: 2023, kind: 部门整体}\n"
	tests := []struct {
		name, text string
		ok         bool
	}{
		{"the least there is", meta, true},
		{"figures in every spelling", meta + "basic_data: {staffing: {quota: 12, control_rate: 98%}, expenditure: {total: {prior: '1,234.50', budget: -0, final: null}}}", true},
		{"a dash", meta + "basic_data: {expenditure: {total: {final: '-'}}}", true},
		{"paragraphs, headings and tables", meta + "lead: {narrative: [一段, {text: 标题, heading: 2}, {table: [[甲, 1]]}]}", true},
		{"nothing in a group", meta + "lead:\nfree:\n", true},
		{"a number where a text belongs", meta + "attachments: [{number: 1, title: 基础数据表}]", true},
		{"a change below zero", meta + "three_public: {total: {change: -3.2, change_rate: -5%}}", true},

		{"no meta", "lead: {}", false},
		{"no unit", "meta: {year: 2023, kind: 部门整体}", false},
		{"an empty unit", "meta: {unit: '', year: 2023, kind: 项目}", false},
		{"no year in sight", "meta: {unit: 甲, year: , kind: 项目}", false},
		{"a row without a name", meta + "basic_data: {expenditure: {specials: [{final: 3}]}}", false},
		{"an unknown key", meta + "metaa: {}", false},
		{"an unknown key below", meta + "basic_data: {staffing: {quotas: 1}}", false},
		{"a kind that is none", "meta: {unit: 甲, year: 2023, kind: 单位}", false},
		{"a year as text", "meta: {unit: 甲, year: '二〇二三', kind: 项目}", false},
		{"a year long past", "meta: {unit: 甲, year: 203, kind: 项目}", false},
		{"commas astray", meta + "basic_data: {expenditure: {total: {final: '12,34.5x'}}}", false},
		{"words for a figure", meta + "result: {score: 九十分}", false},
		{"a list for a figure", meta + "result: {score: [90]}", false},
		{"a staff below zero", meta + "basic_data: {staffing: {quota: -1}}", false},
		{"a staff below zero as text", meta + "basic_data: {staffing: {quota: '-1'}}", false},
		{"a grade that is none", meta + "result: {grade: 甲}", false},
		{"a date that is none", meta + "lead: {}\nbasic_data: {filing: {date: 三月}}", false},
		{"text for a list", meta + "problems: {items: 没有}", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if err := inSchema(t, s, []byte(test.text)); (err == nil) != test.ok {
				t.Errorf("accepted: %v, want %v (%v)", err == nil, test.ok, err)
			}
		})
	}
}

// What the codec writes, the schema accepts, unless a field itself is wrong.
func TestSchemaAcceptsWhatIsWritten(t *testing.T) {
	s := compileSchema(t)
	rapid.Check(t, func(rt *rapid.T) {
		r := wellFormedReport().Draw(rt, "report")
		for _, encode := range []func(*bytes.Buffer) error{
			func(b *bytes.Buffer) error { return codec.EncodeYAML(b, r) },
			func(b *bytes.Buffer) error { return codec.EncodeJSON(b, r) },
			func(b *bytes.Buffer) error { return codec.EncodeYAML(b, r, codec.Explained()) },
		} {
			var b bytes.Buffer
			if err := encode(&b); err != nil {
				rt.Fatal(err)
			}
			if err := inSchema(t, s, b.Bytes()); err != nil {
				rt.Fatalf("%v\n%s", err, b.String())
			}
		}
	})
}

func TestSchemaIsStable(t *testing.T) {
	if !bytes.Equal(codec.Schema(), codec.Schema()) || !bytes.Contains(codec.Schema(), []byte(`"编制数`)) {
		t.Error("the schema changes, or does not name the labels")
	}
}
