package evalreport_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/evalreport/go/evalreport"
)

var scheme2020 = evalreport.Scheme{
	ID: "test", Title: "百分制",
	Execution: evalreport.ExecutionRule{Weight: evalreport.MustScore("10")},
	Grades: []evalreport.GradeBand{
		{Grade: evalreport.GradeExcellent, From: evalreport.MustScore("90")},
		{Grade: evalreport.GradeGood, From: evalreport.MustScore("80")},
		{Grade: evalreport.GradeFair, From: evalreport.MustScore("60")},
		{Grade: evalreport.GradePoor, From: evalreport.MustScore("0")},
	},
}

// derive sets the fields named in given, "path value" a line, and returns what follows from them as "path value".
func derive(t *testing.T, r *evalreport.Report, scheme evalreport.Scheme, given string) map[string]string {
	t.Helper()
	for line := range strings.Lines(given) {
		if path, value, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			if err := evalreport.Set(r, path, value); err != nil {
				t.Fatal(err)
			}
		}
	}
	got := map[string]string{}
	for _, d := range evalreport.Derive(r, scheme) {
		if _, ok := got[d.Path]; !ok {
			got[d.Path] = d.Text()
		}
	}
	return got
}

func TestDerive(t *testing.T) {
	specials := func(n int) func(*evalreport.Report) {
		return func(r *evalreport.Report) { r.BasicData.Expenditure.Specials = make([]evalreport.SpecialRow, n) }
	}
	tests := []struct {
		name  string
		lists func(*evalreport.Report)
		given string
		want  map[string]string // blank: nothing is derived
	}{
		{"the expenditure of the base form, from the bottom up", specials(2), `
			basic_data.expenditure.basic.final 1776.59
			basic_data.expenditure.operation.final 318.19
			basic_data.expenditure.specials[0].final 760.10
			basic_data.expenditure.specials[1].final 3.53`,
			map[string]string{
				"basic_data.expenditure.special.final": "763.63", "basic_data.expenditure.project.final": "1081.82",
				"basic_data.expenditure.total.final": "2858.41", "basic_data.expenditure.total.prior": "",
			}},
		{"what is declared is built on, not recomputed", specials(0), `
			basic_data.expenditure.basic.final 100
			basic_data.expenditure.operation.final 1
			basic_data.expenditure.special.final 2
			basic_data.expenditure.project.final 50`,
			map[string]string{"basic_data.expenditure.project.final": "3", "basic_data.expenditure.total.final": "150"}},
		{"a blank part leaves the sum open", specials(2), `
			basic_data.expenditure.specials[0].final 760.10
			basic_data.expenditure.basic.final 5`,
			map[string]string{"basic_data.expenditure.special.final": "", "basic_data.expenditure.total.final": ""}},
		{"a part that most units lack may be blank", nil, `
			basic_data.three_public.vehicle_operation.budget 3.2
			basic_data.three_public.reception.budget 1.55`,
			map[string]string{"basic_data.three_public.vehicles.budget": "3.2", "basic_data.three_public.total.budget": "4.75", "basic_data.three_public.total.final": ""}},
		{"control rates, those who do not count taken off", nil, `
			basic_data.staffing.quota 115
			basic_data.staffing.on_duty 123
			basic_data.staffing.excluded 16`,
			map[string]string{"basic_data.staffing.control_rate": "93.04%"}},
		{"a rate without a base is none", nil, `
			basic_data.staffing.quota 0
			basic_data.staffing.on_duty 3`,
			map[string]string{"basic_data.staffing.control_rate": ""}},
		{"a dash counts as nought", nil, `
			three_public_expenses.reception.final 2.5
			three_public_expenses.reception.prior 3
			three_public_expenses.abroad.final -`,
			map[string]string{"three_public_expenses.total.final": "2.5", "three_public_expenses.reception.change": "-0.5", "three_public_expenses.total.change": "-0.5"}},
		{"dashes all through are a dash", nil, `
			three_public_expenses.abroad.prior -
			three_public_expenses.abroad.final -`,
			map[string]string{"three_public_expenses.abroad.change": "-", "three_public_expenses.total.final": "-"}},
		{"budget and accounts", nil, `
			budget_and_final_accounts.final.carry_in 10
			budget_and_final_accounts.final.general 100.5
			budget_and_final_accounts.final.wages 60
			budget_and_final_accounts.final.goods 20
			budget_and_final_accounts.final.project 25.25`,
			map[string]string{
				"budget_and_final_accounts.final.income": "100.5", "budget_and_final_accounts.final.basic": "80",
				"budget_and_final_accounts.final.expenditure": "105.25", "budget_and_final_accounts.final.carry_out": "5.25",
			}},
		{"sections: totals, shares, changes", func(r *evalreport.Report) {
			r.BasicExpenditure.ByClass = make([]evalreport.NamedLine, 2)
		}, `
			income_expenditure.expenditure.basic.final 300
			income_expenditure.expenditure.project.final 100
			income_expenditure.income.fiscal.final 420
			basic_expenditure.by_class[0].final 200
			basic_expenditure.by_class[1].final 100
			three_public.reception.prior 3
			three_public.reception.final 2
			government_fund.initial 5
			government_fund.adjustment -1.5`,
			map[string]string{
				"income_expenditure.expenditure.total.final": "400", "income_expenditure.expenditure.basic.share": "75%",
				"income_expenditure.carry_out": "20", "basic_expenditure.final": "300", "basic_expenditure.by_class[0].share": "66.67%",
				"three_public.reception.change": "-1", "three_public.reception.change_rate": "-33.33%", "three_public.share": "0.5%",
				"government_fund.budget": "3.5",
			}},
		{"special funds, rates on derived totals", func(r *evalreport.Report) { r.SpecialFunds.Funds = make([]evalreport.NamedFund, 2) }, `
			special_funds.funds[0].budget 100
			special_funds.funds[1].budget 60
			special_funds.funds[0].executed 100
			special_funds.funds[1].executed 40`,
			map[string]string{"special_funds.budget": "160", "special_funds.execution_rate": "87.5%", "special_funds.funds[1].execution_rate": "66.67%"}},
		{"arrived and spent, by the framework", nil, `
			process.planned 1400
			process.arrived 1327.19
			process.executed 1240.6`,
			map[string]string{"process.arrival_rate": "94.8%", "process.execution_rate": "93.48%"}},
		{"more places than two are kept in a sum", nil, `
			basic_data.expenditure.basic.final 7.9879
			basic_data.expenditure.project.final 1.2`,
			map[string]string{"basic_data.expenditure.total.final": "9.1879"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := &evalreport.Report{}
			if test.lists != nil {
				test.lists(r)
			}
			got := derive(t, r, scheme2020, test.given)
			for path, want := range test.want {
				if got[path] != want {
					t.Errorf("%s is %q, want %q", path, got[path], want)
				}
			}
		})
	}
}

// projectForm is a form with three indicators of which the weights are 50, 30 and 10.
func projectForm(scores ...string) *evalreport.Report {
	item := func(i int, weight string) []evalreport.IndicatorGroup {
		return []evalreport.IndicatorGroup{{Name: "组", Items: []evalreport.Indicator{{Name: "指标", Weight: evalreport.MustScore(weight), Score: evalreport.MustScore(scores[i])}}}}
	}
	return &evalreport.Report{ProjectSelfEvaluations: []evalreport.ProjectSelfEvaluation{{Project: "道路养护", Indicators: []evalreport.IndicatorClass{
		{Name: "产出指标", Groups: item(0, "50")}, {Name: "效益指标", Groups: item(1, "30")}, {Name: "满意度指标", Groups: item(2, "10")},
	}}}}
}

func TestDeriveScores(t *testing.T) {
	const form = "project_self_evaluations[0]."
	tests := []struct {
		name, budget, executed string
		uncapped               bool
		scores                 []string
		want                   map[string]string
	}{
		{"as planned", "100", "100", false, []string{"50", "30", "10"}, map[string]string{
			form + "funds.total.rate": "100%", form + "funds.total.score": "10", form + "total.weight": "100", form + "total.score": "100", form + "grade": "优",
			form + "indicators[0].weight": "50", "result.score": "100", "result.execution": "10", "result.output": "50", "result.benefit": "30",
			"result.satisfaction": "10", "result.cost": "", "result.grade": "优",
		}},
		{"86.20% scores 8.62", "1000", "862", false, []string{"48.5", "30", "9"}, map[string]string{
			form + "funds.total.rate": "86.2%", form + "funds.total.score": "8.62", form + "total.score": "96.12",
		}},
		{"rounded once, half up", "1327.19", "1240.60", false, []string{"50", "20", "2"}, map[string]string{
			form + "funds.total.rate": "93.48%", form + "funds.total.score": "9.35", form + "total.score": "81.35", form + "grade": "良",
		}},
		{"capped", "100", "120", false, []string{"50", "0", "0"}, map[string]string{
			form + "funds.total.rate": "120%", form + "funds.total.score": "10", form + "total.score": "60", form + "grade": "中",
		}},
		{"not capped where the scheme says so", "100", "120", true, []string{"40", "0", "0"}, map[string]string{
			form + "funds.total.score": "12", form + "total.score": "52", form + "grade": "差",
		}},
		{"no budget, nothing spent", "0", "0", false, []string{"50", "30", "10"}, map[string]string{
			form + "funds.total.rate": "0%", form + "funds.total.score": "0", form + "total.score": "90", form + "grade": "优",
		}},
		{"a score is missing", "100", "100", false, []string{"50", "", "10"}, map[string]string{
			form + "funds.total.score": "10", form + "total.score": "", form + "grade": "", "result.score": "", "result.output": "50", "result.benefit": "",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := projectForm(test.scores...)
			scheme := scheme2020
			scheme.Execution.Uncapped = test.uncapped
			got := derive(t, r, scheme, form+"funds.fiscal.budget "+test.budget+"\n"+form+"funds.fiscal.executed "+test.executed)
			for path, want := range test.want {
				if got[path] != want {
					t.Errorf("%s is %q, want %q", path, got[path], want)
				}
			}
		})
	}
}

func TestDeriveTellsHow(t *testing.T) {
	r := sampleReport()
	r.BasicData.Expenditure.Specials = nil
	derive(t, r, scheme2020, "basic_data.expenditure.basic.prior 1.5\nbasic_data.expenditure.project.prior 2\nbasic_data.staffing.on_duty 100")
	d := evalreport.Derive(r, scheme2020)
	total, ok := d.Of("basic_data.expenditure.total.prior")
	if !ok {
		t.Fatal("the total is not derived")
	}
	if total.Rule != "R01" || total.Formula != "支出总额 = 基本支出 + 项目支出（上年决算数）" || total.Label != "基础数据表·经费控制情况·支出总额·上年决算数" {
		t.Errorf("got %+v", total)
	}
	if len(total.Terms) != 2 || total.Terms[0].Label != "基本支出" || total.Terms[0].Path != "basic_data.expenditure.basic.prior" || total.Terms[0].Places != 1 {
		t.Errorf("got %+v", total.Terms)
	}
	rate, _ := d.Of("basic_data.staffing.control_rate")
	if rate.Formula != "控制率 = （实际在职人数 - 扣除人数） ÷ 编制数 × 100%" || !rate.Terms[1].Divisor {
		t.Errorf("got %+v", rate)
	}
	if _, ok := d.Of("meta.unit"); ok {
		t.Error("a name is derived")
	}
}

func TestFill(t *testing.T) {
	r := projectForm("50", "30", "9")
	f := &r.ProjectSelfEvaluations[0]
	f.Funds.Total.Budget, f.Funds.Total.Executed = evalreport.MustAmount("200"), evalreport.MustAmount("100")
	f.Total.Score = evalreport.MustScore("99") // wrong, and theirs
	filled := evalreport.Fill(r, evalreport.Derive(r, scheme2020))
	if f.Total.Score.String() != "99" {
		t.Errorf("a declared figure was overwritten: %v", f.Total.Score)
	}
	if f.Funds.Total.Score.String() != "5" || f.Funds.Total.Rate.String() != "50%" || f.Grade != evalreport.GradeExcellent || f.Funds.Total.Weight.String() != "10" {
		t.Errorf("got %+v, %s", f.Funds.Total, f.Grade)
	}
	if diff := cmp.Diff(true, len(filled) > 5); diff != "" {
		t.Errorf("only %v were filled", filled)
	}
	if again := evalreport.Fill(r, evalreport.Derive(r, scheme2020)); again != nil {
		t.Errorf("a second time %v were filled", again)
	}
}

// Nothing given makes Derive fail, and declared figures stay as they are.
func TestDeriveNeverChangesTheReport(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := projectForm("1", "2", "3")
		r.SpecialFunds.Funds = make([]evalreport.NamedFund, 2)
		before := map[string]string{}
		evalreport.Walk(r, func(f evalreport.Field) bool {
			if strings.Contains(f.Path, "score") || strings.Contains(f.Path, "total") || strings.Contains(f.Path, "funds") {
				_ = evalreport.Set(r, f.Path, rapid.SampledFrom([]string{"", "0", "-", "-3", "2,858.40", "1.005"}).Draw(t, f.Path))
			}
			v, _ := evalreport.Lookup(r, f.Path)
			before[f.Path] = printed(v)
			return true
		})
		derived := evalreport.Derive(r, scheme2020)
		for path, want := range before {
			if v, _ := evalreport.Lookup(r, path); printed(v) != want {
				t.Fatalf("Derive changed %s", path)
			}
		}
		evalreport.Fill(r, derived)
		for path, want := range before {
			if v, _ := evalreport.Lookup(r, path); want != "" && want != "0" && want != "false" && printed(v) != want {
				t.Fatalf("Fill changed %s from %s to %s", path, want, printed(v))
			}
		}
	})
}

func printed(v reflect.Value) string {
	if s, ok := v.Interface().(interface{ String() string }); ok {
		return s.String()
	}
	return v.String()
}

func TestSchemeGrades(t *testing.T) {
	for score, want := range map[string]evalreport.Grade{"100": "优", "90": "优", "89.99": "良", "80": "良", "60": "中", "59.99": "差", "0": "差"} {
		if got := scheme2020.GradeOf(decimal.RequireFromString(score)); got != want {
			t.Errorf("%s earns %s, want %s", score, got, want)
		}
	}
	if g := (evalreport.Scheme{}).GradeOf(decimal.NewFromInt(95)); g != "" {
		t.Errorf("without bands 95 earns %s", g)
	}
}
