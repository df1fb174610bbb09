package rules

import (
	"os"
	"testing"

	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/google/go-cmp/cmp"
)

const publishedDir = "../../testdata/reports/"

func checkFile(t *testing.T, name string) []check.Finding {
	t.Helper()
	data, err := os.ReadFile(publishedDir + name)
	if err != nil {
		t.Fatal(err)
	}
	report, origins, err := codec.Decode(data, name)
	if err != nil {
		t.Fatal(err)
	}
	return check.Config{Scheme: DefaultScheme(), Origins: origins}.Run(report, nil, All()...)
}

// TestPublished holds every error and warning that a careful reader finds in the typed figures, dates, scores and
// structure of five published reports, and nothing else.
func TestPublished(t *testing.T) {
	for _, c := range published {
		t.Run(c.file, func(t *testing.T) {
			var got []string
			for _, f := range checkFile(t, c.file) {
				if f.Severity >= check.Warning {
					got = append(got, f.Severity.String()+" "+f.Rule+" "+f.Path)
				}
				t.Logf("%s %s %s：%s", f.Severity, f.Rule, f.Label, f.Message)
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("(-应有 +找到)\n%s", d)
			}
		})
	}
}

var published = []struct {
	file string
	want []string
}{
	{"yiyang.yaml", []string{
		"warning R84 meta.title", "warning R06 basic_expenditure.final",
		"warning R81 free[0].narrative[0]", "warning R44 basic_data.staffing.on_duty",
		"warning R34 basic_data.staffing.control_rate",
		"warning R11 basic_data.expenditure.special.prior",
		"warning R109 basic_data.filing.head",
		"warning R41 department_self_evaluation.funds.total.budget",
		"error R36 department_self_evaluation.indicators[0].groups[3].items[2].actual",
	}},
	{"huaihua.yaml", []string{
		"warning R12 special_funds.budget",
		"error R71 special_funds.project_count", "error R70 special_funds.groups[2].count",
		"warning R72 special_funds.groups[2].projects[5].name", "warning R66 result.score",
		"warning R40 performance.facts[4].value", "error R112 free[0].narrative[0]",
		"warning R94 free[0].narrative[0]", "warning R12 cost_indicators.projects",
		"warning R110 outline[14].heading", "warning R107 outline[17].heading",
	}},
	{"zhuzhou.yaml", []string{
		"warning R41 income_expenditure.income.total.adjustment",
		"warning R64 result.score", "warning R108 attachments[0].number",
		"warning R107 outline[9].heading",
	}},
	{"changning.yaml", []string{
		"warning R85 meta.date", "warning R44 staffing.on_duty",
		"warning R30 income_expenditure.income.fiscal.share",
		"error R30 income_expenditure.income.business.share",
		"warning R113 three_public.total.final", "warning R25 three_public.share",
		"warning R66 result.score", "warning R64 result.grade", "warning R107 outline[8].heading",
	}},
	{"dingcheng.yaml", []string{
		"warning R85 meta.date", "warning R44 staffing.on_duty",
		"warning R104 goals.targets[0].actual", "warning R104 goals.targets[1].actual",
		"warning R103 goals.targets[2].actual", "warning R103 goals.targets[5].actual",
		"warning R66 result.score",
	}},
}
