package rules

import (
	"reflect"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
)

// amountPlaces is the most decimal places, up to two, that the report's amounts are printed with: the precision that its
// sums can be held to.
var amountPlaces = check.NewMemo(func(p *check.Pass) int32 {
	var most int32
	visitLeaves(reflect.ValueOf(p.Report).Elem(), amountPlan, func(v reflect.Value) bool {
		if a := v.Addr().Interface().(*evalreport.Amount); !a.IsBlank() {
			most = max(most, a.Places())
		}
		return most < evalreport.MoneyPlaces
	})
	return most
})

// plan says where the leaves of one type stand in a struct: fields that hold them, at any depth. It is computed once for
// each type, so that a visit touches nothing else.
type plan struct {
	index []int
	leaf  bool
	list  bool
	below []*plan
}

// planOf lists what to visit in t for leaves of the type want.
func planOf(t, want reflect.Type) []*plan {
	var list []*plan
	for _, n := range evalreport.Names(t) {
		ft := t.FieldByIndex(n.Index).Type
		q := &plan{index: n.Index}
		if ft.Kind() == reflect.Slice {
			q.list, ft = true, ft.Elem()
		}
		switch {
		case ft == want || want.Kind() == reflect.String && ft.Kind() == reflect.String:
			q.leaf = true
		case ft.Kind() == reflect.Slice: // rows of cells
			continue
		case ft.Kind() == reflect.Struct && !evalreport.IsLeaf(ft):
			if q.below = planOf(ft, want); len(q.below) == 0 {
				continue
			}
		default:
			continue
		}
		list = append(list, q)
	}
	return list
}

var amountPlan = planOf(reportType, reflect.TypeFor[evalreport.Amount]())

// visitLeaves calls visit for each leaf of the plan until it returns false.
func visitLeaves(at reflect.Value, plans []*plan, visit func(reflect.Value) bool) bool {
	for _, q := range plans {
		v := at.FieldByIndex(q.index)
		if !q.list {
			if !q.visit(v, visit) {
				return false
			}
			continue
		}
		for i := range v.Len() {
			if !q.visit(v.Index(i), visit) {
				return false
			}
		}
	}
	return true
}

func (q *plan) visit(v reflect.Value, visit func(reflect.Value) bool) bool {
	if q.leaf {
		return visit(v)
	}
	return visitLeaves(v, q.below, visit)
}
