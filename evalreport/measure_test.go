package evalreport_test

import (
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport"
)

func TestQuantity(t *testing.T) {
	tests := []struct {
		in         string
		comparison evalreport.Comparison
		value      string
		unit, note string
	}{
		{"≥90%", "≥", "90", "%", ""},
		{"90%以上", "≥", "90", "%", ""},
		{"90％及以上", "≥", "90", "%", ""},
		{"不低于 95.5%", "≥", "95.5", "%", ""},
		{"≤25", "≤", "25", "", ""},
		{"25万元以内", "≤", "25", "万元", ""},
		{"不超过1,240.60万元", "≤", "1240.6", "万元", ""},
		{"<=3次", "≤", "3", "次", ""},
		{"100家", "", "100", "家", ""},
		{"=100%", "=", "100", "%", ""},
		{"约30人", "约", "30", "人", ""},
		{"107（含派驻16人）", "", "107", "", "（含派驻16人）"},
		{"-2.5%", "", "-2.5", "%", ""},
	}
	for _, test := range tests {
		q, ok := evalreport.Measure(test.in).Quantity()
		if !ok || q.Comparison != test.comparison || q.Value.String() != test.value || q.Unit != test.unit || q.Note != test.note {
			t.Errorf("%s reads as %+v, %v", test.in, q, ok)
		}
	}
	for _, in := range []string{"", "按年度计划完成", "2022年1月1日至12月31日", "10至20家", "1,23", strings.Repeat("9", 5000), "≥", "%"} {
		if q, ok := evalreport.Measure(in).Quantity(); ok {
			t.Errorf("%.20s reads as %+v, but says no single figure", in, q)
		}
	}
}
