package rules

import (
	"testing"

	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/evalreport/extract"
	"github.com/google/go-cmp/cmp"
)

// TestProse holds that what the prose contradicts becomes a finding of its rule once, with the words quoted, and that a
// typed rule which has said the same is not repeated.
func TestProse(t *testing.T) {
	report, origins, err := codec.Decode([]byte(`
basic_expenditure:
  final: 300
  by_class: [{name: 工资福利支出, final: 200}, {name: 商品和服务支出, final: 90}]
  narrative:
  - 全年基本支出300万元，其中：工资福利支出200万元，商品和服务支出90万元。
performance:
  narrative:
  - 全年受理诉求200件，办结150件，办结率80%。
`), "x.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range (check.Config{Scheme: DefaultScheme(), Origins: origins, Min: check.Warning}).Run(report, extract.ProseOf(report, origins), All()...) {
		switch f.Rule {
		case "R106", "R85", "R64":
			continue
		}
		got = append(got, f.Severity.String()+" "+f.Rule+" "+f.Path+" "+f.Reported+" "+f.Expected)
		if f.Place.Line == 0 {
			t.Errorf("%s 没有行号", f.Rule)
		}
	}
	want := []string{
		"error R06 basic_expenditure.final 300 290",
		"error R42 performance.narrative[0] 80% 75%",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-应有 +找到)\n%s", d)
	}
}
