package extract_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/extract"
)

// published reads the published reports; it skips when they are not at hand.
func published(t testing.TB) map[string][]byte {
	t.Helper()
	dir := os.Getenv("EVALREPORT_SEEDS")
	if dir == "" {
		t.Skip("EVALREPORT_SEEDS is not set")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no reports in %s: %v", dir, err)
	}
	out := map[string][]byte{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(f)[:3]] = b
	}
	return out
}

func dense(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// printed is the report's text as published.
func printed(r *evalreport.Report) string {
	var b strings.Builder
	for block := range r.Published() {
		b.WriteString(block.Text)
		for _, row := range block.Table {
			b.WriteString(strings.Join(row, ""))
		}
	}
	return b.String()
}

// TestPublishedText: every printed character of the file, residue and the bars of a text dump aside, is in the report, in
// order.
func TestPublishedText(t *testing.T) {
	for name, data := range published(t) {
		t.Run(name, func(t *testing.T) {
			got := extract.Opened(t, data)
			want := string(data)
			for _, r := range got.Residue {
				want = strings.Replace(want, r.Text, "", 1)
			}
			want = strings.ReplaceAll(dense(want), "|", "")
			have := dense(printed(got.Report))
			if have == want {
				return
			}
			a, b := []rune(have), []rune(want)
			i := 0
			for i < len(a) && i < len(b) && a[i] == b[i] {
				i++
			}
			t.Errorf("after %q:\n got %q\nwant %q", string(b[max(0, i-30):i]), string(a[i:min(len(a), i+60)]), string(b[i:min(len(b), i+60)]))
		})
	}
}

// values are figures of the published reports, read off by eye: path → value as printed.
var values = map[string]map[string]string{
	"000": {
		"meta.unit": "株洲市工业和信息化局", "meta.year": "2022", "meta.kind": "部门整体", "meta.date": "2023年6月30日",
		"organisation.internal_count": "14", "organisation.internal[13]": "无线电管理科(省无线电管理委员会办公室株洲市管理处)",
		"organisation.affiliated_count": "5", "organisation.affiliated[0]": "市智能制造推进中心",
		"staffing.on_duty": "91", "staffing.early_left": "5", "staffing.veterans": "2", "staffing.retired": "74",
		"income_expenditure.income.total.initial": "2286.50", "income_expenditure.income.total.adjustment": "2163.51", "income_expenditure.income.total.budget": "4450.01",
		"basic_expenditure.final": "2784.69", "project_expenditure.final": "1665.32",
		"income_expenditure.expenditure.basic.share": "62.58%", "income_expenditure.expenditure.project.share": "37.42%",
		"three_public.total.final": "46.74", "three_public.reception.final": "8.83", "three_public.vehicles.final": "37.91", "three_public.abroad.final": "0",
		"project_expenditure.projects[1].name": "全国工业APP和信息消费大赛", "project_expenditure.projects[4].final": "974.91",
		"special_funds.initial": "7500", "special_funds.executed": "6170.34", "special_funds.withdrawn": "1323.5", "special_funds.carry_out": "6.16",
		"attachments[11].number": "14", "attachments[0].title": "2022年度市经济信息产业发展专项资金绩效自评表(产业链专项)",
	},
	"001": {
		"meta.unit": "益阳市工业和信息化局", "meta.year": "2022", "meta.signature": "益阳市工业和信息化局", "meta.date": "2023年3月20日",
		"organisation.internal_count": "16", "organisation.internal[15]": "机关党委", "organisation.affiliated_count": "5", "organisation.affiliated[4]": "市节能监察和电力执法支队",
		"staffing.quota": "93", "staffing.on_duty": "107",
		"staffing.by_unit[0].name": "市工信局机关", "staffing.by_unit[0].quota": "35", "staffing.by_unit[0].on_duty": "39",
		"staffing.by_unit[3].name": "市工信局离退休干部管理服务中心", "staffing.by_unit[3].quota": "10", "staffing.by_unit[3].on_duty": "20", "staffing.by_unit[5].on_duty": "7",
		"income_expenditure.income.fiscal.final": "3681.22", "income_expenditure.income.other.final": "1.17", "income_expenditure.income.business.final": "15.45",
		"income_expenditure.income.carry_in.final": "10.6", "income_expenditure.income.total.final": "3708.44",
		"income_expenditure.expenditure.total.final": "3708.44", "income_expenditure.expenditure.basic.share": "77.08%",
		"basic_expenditure.initial": "1524.95", "basic_expenditure.adjustment": "1333.45", "basic_expenditure.final": "2858.4",
		"basic_expenditure.by_class[2].name": "对个人和家庭补助支出", "basic_expenditure.by_class[2].final": "760.1",
		"basic_expenditure.by_unit[0].name": "局本级", "basic_expenditure.by_unit[3].final": "890.27",
		"three_public.total.budget": "62.45", "three_public.total.final": "29.33", "three_public.total.budget_change": "-33.12",
		"three_public.reception.budget": "13.45", "three_public.reception.final": "3.66", "three_public.reception.budget_change": "-9.79",
		"three_public.vehicles.budget_change": "-23.33", "three_public.vehicle_purchase.final": "0", "three_public.vehicle_operation.final": "25.67", "three_public.vehicle_count": "8",
		"project_expenditure.initial": "55.52", "project_expenditure.adjustment": "794.52", "project_expenditure.final": "850.04",
		"project_expenditure.by_function[5].name": "资源勘探工业信息等支出", "project_expenditure.by_function[5].final": "546.86", "project_expenditure.by_class[1].final": "837.42",
		"government_fund.none": "true", "state_capital.none": "true", "social_insurance.none": "true",
		"result.score": "99", "result.execution": "10", "result.output": "49", "result.benefit": "40", "result.grade": "优",
		"basic_data.staffing.quota": "93", "basic_data.staffing.on_duty": "107", "basic_data.staffing.excluded": "16", "basic_data.staffing.control_rate": "98%",
		"basic_data.expenditure.basic.prior": "2299.50", "basic_data.expenditure.public.final": "318.19", "basic_data.expenditure.special.prior": "736.85",
		"basic_data.expenditure.specials[1].name": "无线电管理经费（中央财政补助资金）", "basic_data.expenditure.specials[1].prior": "129.89",
		"basic_data.expenditure.specials[2].prior": "", "basic_data.expenditure.specials[5].final": "31",
		"basic_data.three_public.vehicle_operation.prior": "26.08", "basic_data.three_public.reception.budget": "3.66", "basic_data.procurement.final": "118.36",
		"basic_data.filing.date": "2023.3.20", "basic_data.filing.head": "",
		"department_self_evaluation.funds.total.initial": "1580.47", "department_self_evaluation.funds.total.rate": "100%", "department_self_evaluation.funds.total.weight": "10",
		"department_self_evaluation.funds.by_source.general": "3681.22", "department_self_evaluation.funds.by_source.other": "27.22",
		"department_self_evaluation.funds.by_expenditure.basic": "2858.4", "department_self_evaluation.funds.by_expenditure.project": "850.04",
		"department_self_evaluation.indicators[0].name": "产出指标", "department_self_evaluation.indicators[0].weight": "50",
		"department_self_evaluation.indicators[0].groups[0].items[0].target": "≥全省平均水平", "department_self_evaluation.indicators[0].groups[0].items[0].score": "3",
		"department_self_evaluation.indicators[0].groups[3].items[3].actual": "46.97%", "department_self_evaluation.indicators[1].groups[4].name": "服务对象满意度指标",
		"department_self_evaluation.indicators[1].groups[4].items[1].weight": "3", "department_self_evaluation.total.weight": "100", "department_self_evaluation.total.score": "99",
	},
	"002": {
		"meta.unit": "常宁市科技和工业信息化局", "meta.year": "2023", "organisation.internal_count": "14", "organisation.internal[13]": "计划成果股",
		"organisation.affiliated_count": "3", "organisation.affiliated[2]": "煤炭生产服务中心", "staffing.quota": "45", "staffing.on_duty": "73",
		"income_expenditure.income.total.initial": "890.65", "income_expenditure.income.fiscal.initial": "890.33", "income_expenditure.income.fiscal.share": "99%",
		"income_expenditure.income.business.initial": "0.32", "income_expenditure.expenditure.personnel.initial": "685.19",
		"income_expenditure.expenditure.total.initial": "890.65", "income_expenditure.expenditure.total.final": "890.65", "income_expenditure.expenditure.basic.final": "802.65", "income_expenditure.expenditure.project.final": "88",
		"project_expenditure.initial": "88", "project_expenditure.projects[3].name": "科技事务", "project_expenditure.projects[3].initial": "30",
		"three_public.total.budget": "3.8", "three_public.reception.budget": "3.8", "result.score": "95", "result.grade": "",
	},
	"003": {
		"meta.unit": "怀化市工业和信息化局", "meta.kind": "专项资金", "meta.date": "2024年6月28日",
		"special_funds.project_count": "34", "special_funds.budget": "1327.19", "special_funds.arrived": "1327.19", "special_funds.executed": "1240.6",
		"special_funds.arrival_rate": "100%", "special_funds.execution_rate": "93.48%", "special_funds.saved": "86.59", "special_funds.saving_rate": "",
		"special_funds.groups[0].count": "12", "special_funds.groups[0].amount": "226", "special_funds.groups[0].projects[1].name": "安全生产专项经费(含春运安全)",
		"special_funds.groups[1].amount": "116.61", "special_funds.groups[1].projects[2].name": "网络信息安全", "special_funds.groups[1].projects[2].amount": "2",
		"special_funds.groups[2].projects[0].amount": "150", "special_funds.groups[3].amount": "656.57", "special_funds.groups[3].projects[6].name": "智慧怀化云计算中心电费",
		"process.planned": "1327.19", "process.executed": "1240.6", "process.execution_rate": "93.48%",
		"result.score": "98", "result.grade": "优", "cost_indicators.projects[0].target": "≤10", "cost_indicators.projects[33].target": "≤100", "cost_indicators.projects[27].name": "智能交通一期",
	},
	"004": {
		"meta.signature": "鼎城区工业和信息化局", "meta.date": "", "staffing.quota": "40", "staffing.on_duty": "43", "staffing.retired": "61",
		"staffing.by_kind[0].quota": "14", "staffing.by_kind[1].name": "事业编制", "staffing.by_kind[1].quota": "26",
		"income_expenditure.expenditure.total.final": "4512.25", "income_expenditure.expenditure.basic.final": "635.56", "income_expenditure.expenditure.by_class[0].name": "对中小企业补助支出",
		"income_expenditure.expenditure.by_class[4].final": "1294.88", "income_expenditure.income.fiscal.final": "4294.41", "income_expenditure.income.fiscal.adjustment": "3434.27",
		"income_expenditure.income.fiscal.initial": "", "income_expenditure.income.other.final": "217.84", "income_expenditure.adjustments[3].amount": "929.93",
		"three_public.total.final": "4.51", "three_public.total.prior": "12.02", "three_public.total.change_rate": "-62.48%",
		"budget_and_final_accounts.budget.income": "860.14", "budget_and_final_accounts.final.income": "4512.25", "budget_and_final_accounts.final.family": "35.1",
		"budget_and_final_accounts.final.expenditure": "4512.25", "budget_and_final_accounts.budget.capital": "",
		"three_public_expenses.reception.prior": "12.02", "three_public_expenses.abroad.final": "-", "three_public_expenses.total.change": "-7.51",
		"goals.targets[0].target": "430亿元", "goals.targets[9].name": "新增规模工业企业", "goals.tasks[4]": "提升服务水平，保驾护航促发展",
		"result.score": "92", "result.grade": "优秀",
	},
}

func TestPublishedFigures(t *testing.T) {
	for name, data := range published(t) {
		t.Run(name, func(t *testing.T) {
			got := extract.Opened(t, data)
			for path, want := range values[name] {
				v, ok := evalreport.Lookup(got.Report, path)
				have := ""
				if ok && !v.IsZero() {
					have = fmt.Sprint(v.Interface())
				}
				if have != want {
					t.Errorf("%s is %q, want %q", path, have, want)
				}
			}
		})
	}
}

// TestPublishedPlaces: every value's place holds the words that it was read from.
func TestPublishedPlaces(t *testing.T) {
	for name, data := range published(t) {
		lines := strings.Split(string(data), "\n")
		got := extract.Opened(t, data)
		checked := 0
		for path, p := range got.Origins {
			if p.Quote == "" || p.Line == 0 || strings.ContainsAny(p.Quote, "\n…") {
				continue
			}
			checked++
			line := []rune(lines[p.Line-1])
			if p.Column < 1 || p.Column > len(line) || !strings.HasPrefix(string(line[p.Column-1:]), p.Quote) {
				t.Errorf("%s %s: %q is not at line %d column %d", name, path, p.Quote, p.Line, p.Column)
			}
		}
		if checked < 50 {
			t.Errorf("%s: only %d places", name, checked)
		}
	}
}

func BenchmarkPublished(b *testing.B) {
	for name, data := range published(b) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				extract.Opened(b, data)
			}
		})
	}
}

func text(v any) string { return strings.TrimSpace(fmt.Sprint(v)) }
