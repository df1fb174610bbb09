package localities

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/internal/document"
	"github.com/evalreport/go/internal/grid"
)

// figures are the data of a locality.
func figures(t *testing.T, id string) *evalreport.Report {
	t.Helper()
	name := "../../examples/localities/data/" + id + ".yaml"
	yaml, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := codec.Decode(yaml, name)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// place is where on a form a value of the data belongs: in the row of a label and under headers, which stand in a merged
// cell above it or over several columns. Some cells print the label and the value together.
type place struct {
	path    string
	row     string
	columns []string
	before  string // printed in the cell in front of the value
}

// columnsOf are places of one row for the fields of path, each under its header.
func columnsOf(path, row string, headers map[string]string) []place {
	var list []place
	for field, header := range headers {
		list = append(list, place{path: path + "." + field, row: row, columns: strings.Split(header, "/")})
	}
	return list
}

// basicData are the places of 基础数据表.
func basicData(r *evalreport.Report) []place {
	y := r.Meta.Year
	years := map[string]string{"prior": fmt.Sprintf("%d年决算数", y-1), "budget": fmt.Sprintf("%d年预算数（调整）", y), "final": fmt.Sprintf("%d年决算数", y)}
	const people = "财政供养人员情况（人）"
	list := []place{
		{path: "staffing.quota", row: people, columns: []string{"编制数"}},
		{path: "staffing.on_duty", row: people, columns: []string{fmt.Sprintf("%d年实际在职人数", y)}},
		{path: "staffing.control_rate", row: people, columns: []string{"控制率"}},
	}
	for path, row := range map[string]string{
		"expenditure.total": "支出总额", "expenditure.basic": "基本支出", "expenditure.public": "其中：公用经费", "expenditure.project": "项目支出",
		"expenditure.operation": "其中：1、运行维护经费", "expenditure.special": "2、专项资金（一个项目一行）", "three_public.total": "三公经费",
		"three_public.vehicles": "1、公务用车购置和维护经费", "three_public.vehicle_purchase": "其中：公车购置", "three_public.vehicle_operation": "公车运行维护",
		"three_public.abroad": "2、出国经费", "three_public.reception": "3、公务接待", "procurement": "政府采购金额",
	} {
		list = append(list, columnsOf(path, row, years)...)
	}
	for i, s := range r.BasicData.Expenditure.Specials {
		list = append(list, columnsOf(fmt.Sprintf("expenditure.specials[%d]", i), s.Name, years)...)
	}
	return list
}

// departmentForm are the places of 部门整体支出绩效自评表.
func departmentForm(r *evalreport.Report) []place {
	list := columnsOf("funds.total", "年度资金总额", map[string]string{"initial": "年初预算数", "budget": "全年预算数", "executed": "全年执行数", "weight": "分值", "rate": "执行率", "score": "得分"})
	for path, before := range map[string]string{
		"funds.by_source.general": "其中：一般公共预算：", "funds.by_source.fund": "政府性基金拨款：", "funds.by_source.other": "其他资金：",
		"funds.by_expenditure.basic": "其中：基本支出：", "funds.by_expenditure.project": "项目支出：",
	} {
		list = append(list, place{path: path, before: before})
	}
	for i, class := range r.DepartmentSelfEvaluation.Indicators {
		at := fmt.Sprintf("indicators[%d]", i)
		list = append(list, place{path: at + ".weight", before: class.Name + "（"})
		for j, group := range class.Groups {
			at := fmt.Sprintf("%s.groups[%d]", at, j)
			list = append(list, place{path: at + ".weight", before: group.Name + "（"})
			for k, item := range group.Items {
				list = append(list, columnsOf(fmt.Sprintf("%s.items[%d]", at, k), item.Name,
					map[string]string{"target": "年度指标值", "actual": "实际完成值", "weight": "分值", "score": "得分"})...)
			}
		}
	}
	return append(list, place{path: "total.weight", row: "总分", columns: []string{"分值"}}, place{path: "total.score", row: "总分", columns: []string{"得分"}})
}

// budgetTable are the places of 部门预算收支决算情况.
func budgetTable(r *evalreport.Report) []place {
	y := r.Meta.Year
	in, out := fmt.Sprintf("%d年预算收入/", y), fmt.Sprintf("%d年预算支出/", y)
	headers := map[string]string{"general": in + "一般公共预算拨款", "other_income": in + "其他收入", "income": in + "合计",
		"wages": out + "基本支出/工资福利支出", "goods": out + "基本支出/商品服务支出", "family": out + "基本支出/个人和家庭支出", "capital": out + "基本支出/资本性支出",
		"basic": out + "基本支出/小计", "project": out + "项目支出", "expenditure": out + "合计"}
	return append(columnsOf("budget", "预算情况", headers), columnsOf("final", "预算执行情况", headers)...)
}

// threePublicTable are the places of “三公经费”支出使用和管理情况.
func threePublicTable(r *evalreport.Report) []place {
	y := r.Meta.Year
	now := fmt.Sprintf("%d年/", y)
	headers := map[string]string{"prior": fmt.Sprintf("%d年决算", y-1), "budget": now + "预算控制数", "final": now + "决算", "change": now + "较上年增减"}
	var list []place
	for path, row := range map[string]string{"reception": "公务接待费", "vehicle_operation": "公车运行费", "abroad": "因公出国出境费", "total": "合计"} {
		list = append(list, columnsOf(path, row, headers)...)
	}
	return list
}

// costTable are the places of 项目支出成本指标.
func costTable(r *evalreport.Report) []place {
	var list []place
	for i, p := range r.CostIndicators.Projects {
		list = append(list, place{path: fmt.Sprintf("projects[%d].target", i), row: p.Name, columns: []string{"成本指标"}})
	}
	return list
}

// forms are the tables of each locality, in printed order.
var forms = map[string][]struct {
	path   string
	places func(*evalreport.Report) []place
}{
	"yiyang":    {{"basic_data", basicData}, {"department_self_evaluation", departmentForm}},
	"dingcheng": {{"budget_and_final_accounts", budgetTable}, {"three_public_expenses", threePublicTable}},
	"huaihua":   {{"cost_indicators", costTable}},
	"changning": nil,
	"zhuzhou":   nil,
}

// TestTables: every figure of the data that a form has a place for stands in that place, in the row of its label and under
// its header; and no cell holds a figure that is not of the data.
func TestTables(t *testing.T) {
	for id, list := range forms {
		r := figures(t, id)
		tables := document.Tables(rendered(t, id).Blocks)
		if len(tables) != len(list) {
			t.Errorf("%s has %d tables, want %d", id, len(tables), len(list))
			continue
		}
		for i, form := range list {
			t.Run(id+" "+form.path, func(t *testing.T) { checkTable(t, tables[i].Grid, r, form.path, form.places(r)) })
		}
	}
}

func checkTable(t *testing.T, g *grid.Grid, r *evalreport.Report, form string, places []place) {
	filled := map[*grid.Cell]bool{}
	placed := map[string]bool{}
	headers := headersOf(places)
	for _, p := range places {
		value := text(r, form+"."+p.path)
		cell, err := p.cell(g, headers)
		if err != nil {
			t.Errorf("%s: %v", p.path, err)
			continue
		}
		placed[p.path], filled[cell] = true, true
		switch got := plain(cell.Text); {
		case p.before != "" && value != "" && !strings.HasPrefix(got, plain(p.before+value)), p.before != "" && value == "" && got != plain(p.before):
			t.Errorf("%s: the cell is %q, want %q", p.path, cell.Text, p.before+value)
		case p.before == "" && got != plain(value) && !(strings.HasSuffix(p.path, "staffing.on_duty") && strings.HasPrefix(got, value+"(")):
			t.Errorf("%s: row %s, column %v is %q, want %q", p.path, p.row, p.columns, cell.Text, value)
		}
	}
	v, _ := evalreport.Lookup(r, form)
	evalreport.Walk(v.Addr().Interface(), func(f evalreport.Field) bool {
		if figure(f) && !placed[f.Path] && !slices.Contains(printedElsewhere, f.Path) {
			t.Errorf("%s.%s = %v has no place on the form", form, f.Path, f.Value)
		}
		return true
	})
	for c := range g.Cells() {
		if isFigure(c.Text) && !filled[c] {
			t.Errorf("row %d, column %d: %q is no figure of the data", c.Row+1, c.Col+1, c.Text)
		}
	}
}

// printedElsewhere are figures of forms that no cell of their own prints: people left out of the rate are told of in the
// note of the cell, and the filing stands below the table.
var printedElsewhere = []string{"staffing.excluded", "filing.date"}

// cell finds the one cell in the row and under all the headers, or the one that begins with the label.
func (p place) cell(g *grid.Grid, headers []string) (*grid.Cell, error) {
	var found []*grid.Cell
	for c := range g.Cells() {
		if p.before != "" && strings.HasPrefix(plain(c.Text), plain(p.before)) || p.before == "" && p.matches(g, c, headers) {
			found = append(found, c)
		}
	}
	if len(found) != 1 {
		return nil, fmt.Errorf("%d cells are in row %q%s under %v", len(found), p.row, p.before, p.columns)
	}
	return found[0], nil
}

// matches reports whether a cell is in the row, and under the headers: the last of them is the nearest header above it.
func (p place) matches(g *grid.Grid, c *grid.Cell, headers []string) bool {
	is := func(text string) func(*grid.Cell) bool {
		return func(c *grid.Cell) bool { return plain(c.Text) == plain(text) }
	}
	if !slices.ContainsFunc(g.LeftOf(c), is(p.row)) {
		return false
	}
	above := g.Above(c)
	nearest := slices.IndexFunc(above, func(c *grid.Cell) bool { return slices.Contains(headers, plain(c.Text)) })
	if nearest < 0 || plain(above[nearest].Text) != plain(p.columns[len(p.columns)-1]) {
		return false
	}
	return !slices.ContainsFunc(p.columns, func(h string) bool { return !slices.ContainsFunc(above, is(h)) })
}

// headersOf are the words in which the columns of a form end, also those that no figure stands under.
func headersOf(places []place) []string {
	headers := []string{"偏差原因分析及改进措施"}
	for _, p := range places {
		if n := len(p.columns); n > 0 {
			headers = append(headers, plain(p.columns[n-1]))
		}
	}
	return headers
}

// text is a value of the data as it is printed; blank where there is none.
func text(r *evalreport.Report, path string) string {
	v, ok := evalreport.Lookup(r, path)
	if !ok {
		return ""
	}
	return fmt.Sprint(v.Interface())
}

// figure reports whether a field is a number that is filled in.
func figure(f evalreport.Field) bool {
	switch f.Value.Interface().(type) {
	case evalreport.Amount, evalreport.Percent, evalreport.Score, evalreport.Count, evalreport.Measure:
		return !f.Value.IsZero()
	}
	return false
}

// isFigure reports whether a cell holds a number and nothing else.
func isFigure(cell string) bool {
	s := strings.Trim(cell, "-≤≥<>%分")
	return s != "" && strings.Trim(s, "0123456789.") == ""
}
