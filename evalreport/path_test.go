package evalreport_test

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/evalreport/go/evalreport"
)

func sampleReport() *evalreport.Report {
	r := &evalreport.Report{Meta: evalreport.Meta{Unit: "甲市乙局", Year: 2023, Kind: evalreport.KindDepartment}}
	r.BasicData.Staffing.Quota = evalreport.NewCount(115)
	r.BasicData.Expenditure.Total.Final = evalreport.MustAmount("2858.40")
	r.BasicData.Expenditure.Specials = []evalreport.SpecialRow{{Name: "产业扶持"}, {}}
	r.BasicData.Expenditure.Specials[0].Final = evalreport.MustAmount("3.53")
	r.BasicExpenditure.Final = evalreport.MustAmount("1776.59")
	return r
}

func TestLookup(t *testing.T) {
	r := sampleReport()
	for path, want := range map[string]string{
		"basic_data.expenditure.total.final":       "2858.40",
		"基础数据表.支出总额.决算数":                           "2858.40",
		"基础数据表.编制数":                                "115",
		"basic_data.编制数":                           "115",
		"单位名称":                                     "甲市乙局",
		"年度":                                       "2023",
		"basic_data.expenditure.specials[0].final": "3.53",
		"基础数据表.专项[0].名称":                           "产业扶持",
		"basic_expenditure.final":                  "1776.59", // a field of an embedded struct
	} {
		v, ok := evalreport.Lookup(r, path)
		if !ok {
			t.Errorf("%s is not found", path)
			continue
		}
		if got := fmt.Sprint(v.Interface()); got != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
	}
	for _, path := range []string{"", "x", "meta.x", "meta.unit.x", "basic_data.expenditure.specials[2]", "basic_data.expenditure.specials[-1]", "basic_data.expenditure.specials[x]",
		"meta[0]", "basic_data.expenditure.specials[", "basic_data.expenditure.specials[0", "basic_data.expenditure.specials[]", "."} {
		if v, ok := evalreport.Lookup(r, path); ok {
			t.Errorf("%q is %v, but there is no such field", path, v)
		}
	}
}

func TestLabel(t *testing.T) {
	r := sampleReport()
	for path, want := range map[string]string{
		"basic_data.staffing.quota":                "基础数据表·财政供养人员·编制数",
		"basic_data.expenditure.specials[0].final": "基础数据表·经费控制情况·专项·产业扶持·决算数",
		"basic_data.expenditure.specials[1].final": "基础数据表·经费控制情况·专项·第2项·决算数",
		"基础数据表.编制数":                                "基础数据表·财政供养人员·编制数", // a label promoted from an inline group
		"basic_data.编制数":                           "基础数据表·财政供养人员·编制数",
		"年度":                                       "报告信息·年度",
		"基础数据表.专项[0].决算数":                          "基础数据表·经费控制情况·专项·产业扶持·决算数",
		"三公经费情况.因公出国境费.决算数":                        "三公经费情况·因公出国（境）费·决算数", // as formulas write it
		"lead":            "导语",
		"no.such.path":    "no.such.path",
		"meta.unit.below": "meta.unit.below",
	} {
		if got := evalreport.Label(r, path); got != want {
			t.Errorf("%s is labelled %s, want %s", path, got, want)
		}
	}
}

// TestPath: whatever leads to a value, its path is one.
func TestPath(t *testing.T) {
	r := sampleReport()
	for labels, want := range map[string]string{
		"基础数据表.编制数":           "basic_data.staffing.quota",
		"basic_data.编制数":      "basic_data.staffing.quota",
		"年度":                  "meta.year",
		"基础数据表.专项[1].决算数":     "basic_data.expenditure.specials[1].final",
		"基础数据表":               "basic_data",
		"basic_data.staffing": "basic_data.staffing",
	} {
		if got, ok := evalreport.Path(r, labels); !ok || got != want {
			t.Errorf("%s is %s, want %s", labels, got, want)
		}
	}
	for _, labels := range []string{"", "编制", "基础数据表.专项[2]"} {
		if got, ok := evalreport.Path(r, labels); ok {
			t.Errorf("%q is %s, but there is no such field", labels, got)
		}
	}
}

func TestSet(t *testing.T) {
	r := sampleReport()
	for path, value := range map[string]string{
		"basic_data.staffing.quota": "120", "meta.year": "2024", "government_fund.none": "是", "meta.date": "2024-03-20", "result.grade": "优",
	} {
		if err := evalreport.Set(r, path, value); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	if r.BasicData.Staffing.Quota.String() != "120" || r.Meta.Year != 2024 || !r.GovernmentFund.None || r.Meta.Date.Official() != "2024年3月20日" || r.Result.Grade != "优" {
		t.Errorf("got %+v", r.Meta)
	}
	for path, value := range map[string]string{"x": "1", "basic_data": "1", "meta.year": "今年", "government_fund.none": "也许", "basic_data.staffing.quota": "多"} {
		if err := evalreport.Set(r, path, value); err == nil {
			t.Errorf("%s takes %s", path, value)
		}
	}
}

// Each leaf that Walk visits can be looked up by its path, has the label that Label gives, and is visited once.
func TestWalkAgreesWithLookup(t *testing.T) {
	r := sampleReport()
	seen := map[string]bool{}
	evalreport.Walk(r, func(f evalreport.Field) bool {
		v, ok := evalreport.Lookup(r, f.Path)
		if !ok || v.Addr().Pointer() != f.Value.Addr().Pointer() {
			t.Errorf("%s is not what Walk visits", f.Path)
		}
		if got := evalreport.Label(r, f.Path); got != f.Label {
			t.Errorf("%s is labelled %s and %s", f.Path, f.Label, got)
		}
		if seen[f.Path] {
			t.Errorf("%s is visited twice", f.Path)
		}
		seen[f.Path] = true
		return true
	})
	if len(seen) < 300 || !seen["basic_data.expenditure.specials[1].final"] || !seen["basic_expenditure.final"] {
		t.Errorf("only %d leaves are visited", len(seen))
	}
	n := 0
	evalreport.Walk(r, func(evalreport.Field) bool { n++; return n < 5 })
	if n != 5 {
		t.Errorf("Walk went on for %d leaves after it was told to stop at 5", n)
	}
}

// One name, one field: no two fields of a struct share a JSON name or a label, nor does a label promoted from an inline
// group hide another.
func TestNamesAreUnique(t *testing.T) {
	visited := map[reflect.Type]bool{}
	var check func(reflect.Type)
	check = func(typ reflect.Type) {
		switch typ.Kind() {
		case reflect.Slice:
			check(typ.Elem())
			return
		case reflect.Struct:
		default:
			return
		}
		if visited[typ] || typ.PkgPath() != reflect.TypeFor[evalreport.Report]().PkgPath() {
			return
		}
		visited[typ] = true
		names := map[string]bool{}
		for _, n := range evalreport.Names(typ) {
			if n.Label == "" {
				t.Errorf("%s.%s has no label", typ.Name(), n.JSON)
			}
			for _, name := range []string{n.JSON, n.Label} {
				if names[name] {
					t.Errorf("%s has two fields %s", typ.Name(), name)
				}
				names[name] = true
			}
			below := typ.FieldByIndex(n.Index).Type
			check(below)
			if !n.Inline {
				continue
			}
			for _, inner := range evalreport.Names(below) {
				if names[inner.Label] {
					t.Errorf("%s: the label %s of the group %s is taken", typ.Name(), inner.Label, n.JSON)
				}
				names[inner.Label] = true
			}
		}
	}
	check(reflect.TypeFor[evalreport.Report]())
	if len(visited) < 40 {
		t.Errorf("only %d structs were looked at", len(visited))
	}
}
