package evalreporttest_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/evalreporttest"
)

func TestSameAndEqualValue(t *testing.T) {
	type row struct {
		A evalreport.Amount
		D evalreport.Date
		L []string
	}
	a := row{A: evalreport.MustAmount("2858.4"), D: evalreport.MustDate("2023-03-20")}
	b := row{A: evalreport.MustAmount("2,858.40"), D: evalreport.MustDate("2023年3月20日"), L: []string{}}
	if cmp.Equal(a, b, evalreporttest.Same()) || !cmp.Equal(a, b, evalreporttest.EqualValue()) || !cmp.Equal(a, row{A: a.A, D: a.D, L: []string{}}, evalreporttest.Same()) {
		t.Error("2858.4 and 2,858.40 have one value and two prints")
	}
}
