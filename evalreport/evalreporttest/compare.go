// Package evalreporttest helps tests that compare reports.
//
//	if diff := cmp.Diff(want, got, evalreporttest.Same()); diff != "" {
//		t.Error(diff)
//	}
package evalreporttest

import (
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/evalreport/go/evalreport"
)

// Same are the options by which two reports, or parts of them, are the same: figures and dates have the same value and
// print alike; a list without elements is no list.
func Same() cmp.Options {
	return cmp.Options{
		cmpopts.EquateEmpty(),
		cmp.Comparer(evalreport.Amount.Same),
		cmp.Comparer(evalreport.Percent.Same),
		cmp.Comparer(evalreport.Score.Same),
		cmp.Comparer(evalreport.Count.Same),
		cmp.Comparer(func(a, b evalreport.Date) bool { return a.String() == b.String() }),
	}
}

// EqualValue are the options by which figures are compared by value alone: 2858.4 equals 2858.40.
func EqualValue() cmp.Options {
	return cmp.Options{
		cmpopts.EquateEmpty(),
		cmp.Comparer(evalreport.Amount.Equal),
		cmp.Comparer(evalreport.Percent.Equal),
		cmp.Comparer(evalreport.Score.Equal),
		cmp.Comparer(evalreport.Count.Equal),
		cmp.Comparer(func(a, b evalreport.Date) bool { return a.Official() == b.Official() }),
	}
}
