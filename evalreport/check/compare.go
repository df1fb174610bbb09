package check

import "github.com/evalreport/go/evalreport"

// Verdict is how a printed figure compares with what it should be.
type Verdict uint8

// The verdicts.
const (
	Right     Verdict = iota
	Rounded           // off by no more than the rounding of the terms (尾差)
	Truncated         // digits were cut off instead of rounded
	Wrong
)

// HalfUnit is half a unit of the last of so many decimal places: 0.005 for 2.
func HalfUnit(places int32) evalreport.Number { return evalreport.NewNumber(5, -1-places) }

// CompareSum judges a sum of terms, all rounded to places: half a unit of the last place for each term and for the sum.
func CompareSum(reported, expected evalreport.Number, terms int, places int32) Verdict {
	d := reported.Sub(expected).Abs()
	switch {
	case d.IsZero():
		return Right
	case d.LessThanOrEqual(HalfUnit(places).Mul(evalreport.NewNumber(int64(terms+1), 0))):
		return Rounded
	}
	return Wrong
}

// ComparePercent judges a rate printed with places decimal places.
func ComparePercent(reported, expected evalreport.Number, places int32) Verdict {
	switch {
	case reported.Sub(expected).Abs().LessThanOrEqual(HalfUnit(places)):
		return Right
	case reported.Equal(expected.Truncate(places)):
		return Truncated
	}
	return Wrong
}

// CompareScore judges a score printed with places decimal places.
func CompareScore(reported, expected evalreport.Number, places int32) Verdict {
	if reported.Sub(expected).Abs().LessThanOrEqual(HalfUnit(places)) {
		return Right
	}
	return Wrong
}

// Compare judges by tolerance. terms is the number of addends that expected was made of, places the most decimal places
// printed in any of them; reportedPlaces those of the reported figure.
func (t Tolerance) Compare(reported, expected evalreport.Number, terms int, places, reportedPlaces int32) Verdict {
	switch t {
	case ToleranceSum:
		return CompareSum(reported, expected, terms, places)
	case TolerancePercent:
		return ComparePercent(reported, expected, reportedPlaces)
	case ToleranceScore:
		return CompareScore(reported, expected, reportedPlaces)
	}
	if reported.Equal(expected) {
		return Right
	}
	return Wrong
}

// Severity is the rule's own for what is wrong, and at most a warning for a difference of rounding.
func (v Verdict) Severity(own Severity) Severity {
	if v == Wrong {
		return own
	}
	return min(own, Warning)
}
