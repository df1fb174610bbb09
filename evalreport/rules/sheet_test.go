package rules

import (
	"testing"

	"github.com/evalreport/go/evalreport"
	"pgregory.net/rapid"
)

// TestPlainQuantity holds the quick reading of a cell to the full one.
func TestPlainQuantity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`(≥|≤|=|<|>|)[0-9]{0,4}(\.[0-9]{0,3})?(%|家|万元|以上|余次|)`).Draw(t, "text")
		quick := plainQuantity(text)
		if !quick.ok {
			return
		}
		full, known := evalreport.Measure(text).Quantity()
		if !known || !full.Value.Equal(quick.Value.Decimal()) || full.Places != quick.Places || full.Unit != quick.Unit || full.Comparison != quick.Comparison {
			t.Fatalf("“%s”快读为 %+v，全读为 %+v %v", text, quick, full, known)
		}
	})
}
