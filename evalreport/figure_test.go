package evalreport_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/evalreport/go/evalreport"
)

func TestParseAmount(t *testing.T) {
	tests := []struct{ in, prints, value string }{
		{"2858.40", "2858.40", "2858.4"},
		{" 2858.4 ", "2858.4", "2858.4"},
		{"2,858.40", "2,858.40", "2858.4"},
		{"-1,234,567.8", "-1,234,567.8", "-1234567.8"},
		{"３６．８０", "36.80", "36.8"},
		{"12，345", "12,345", "12345"},
		{"105.2 万元", "105.2", "105.2"},
		{"+5", "5", "5"},
		{"007", "7", "7"},
		{"-0.05", "-0.05", "-0.05"},
		{"−3.5", "-3.5", "-3.5"},
		{"0.00", "0.00", "0"},
		{"7.9879", "7.9879", "7.9879"},
		{"123456789012345678901234.56", "123456789012345678901234.56", "123456789012345678901234.56"},
		{"-", "-", "0"},
		{"—", "-", "0"},
		{"/", "-", "0"},
	}
	for _, test := range tests {
		a, err := evalreport.ParseAmount(test.in)
		if err != nil {
			t.Errorf("%q: %v", test.in, err)
			continue
		}
		if a.String() != test.prints {
			t.Errorf("%q prints as %q, want %q", test.in, a, test.prints)
		}
		if d, ok := a.Decimal(); !ok || !d.Equal(decimal.RequireFromString(test.value)) {
			t.Errorf("%q is %v, %v; want %s", test.in, d, ok, test.value)
		}
	}
}

func TestParseAmountRefuses(t *testing.T) {
	tests := map[string]string{
		"12,34.5x":              "“12,34.5x”的千分位逗号位置不对，应为如 12,345.67 的数",
		"1,2345":                "“1,2345”的千分位逗号位置不对，应为如 12,345.67 的数",
		",123":                  "“,123”的千分位逗号位置不对，应为如 12,345.67 的数",
		"1.2,345":               "“1.2,345”的千分位逗号位置不对，应为如 12,345.67 的数",
		"abc":                   "“abc”不是数字，应为如 2858.40 的数",
		"1e5":                   "“1e5”不是数字，应为如 2858.40 的数",
		"0x1F":                  "“0x1F”不是数字，应为如 2858.40 的数",
		"1.":                    "“1.”不是数字，应为如 2858.40 的数",
		".5":                    "“.5”不是数字，应为如 2858.40 的数",
		"--5":                   "“--5”不是数字，应为如 2858.40 的数",
		"1.2.3":                 "“1.2.3”不是数字，应为如 2858.40 的数",
		"三百":                    "“三百”不是数字，应为如 2858.40 的数",
		"NaN":                   "“NaN”不是数字，应为如 2858.40 的数",
		strings.Repeat("9", 31): "“" + strings.Repeat("9", 31) + "”数字过长，最多 30 位",
	}
	for in, want := range tests {
		if a, err := evalreport.ParseAmount(in); err == nil || err.Error() != want {
			t.Errorf("%q reads as %q, %v; want the error %s", in, a, err, want)
		}
	}
}

func TestBlankIsNotZero(t *testing.T) {
	var none evalreport.Amount
	zero, dash := evalreport.MustAmount("0"), evalreport.MustAmount("-")
	if !none.IsBlank() || zero.IsBlank() || dash.IsBlank() || !dash.IsDash() {
		t.Error("blank, nought and dash are mistaken for each other")
	}
	if none.Equal(zero) || !dash.Equal(zero) || dash.Same(zero) {
		t.Error("a blank equals nothing else; a dash equals nought, but does not print like it")
	}
	if _, ok := none.Decimal(); ok {
		t.Error("a blank has a value")
	}
	if !evalreport.MustAmount("2858.4").Equal(evalreport.MustAmount("2,858.40")) || evalreport.MustAmount("2858.4").Same(evalreport.MustAmount("2858.40")) {
		t.Error("2858.4 equals 2,858.40 and does not print like 2858.40")
	}
}

func TestOtherFigures(t *testing.T) {
	if p := evalreport.MustPercent("98.5％"); p.String() != "98.5%" || p.Places() != 1 {
		t.Errorf("98.5％ reads as %v", p)
	}
	if p := evalreport.MustPercent("-"); p.String() != "-" {
		t.Errorf("a dash for a rate prints as %v", p)
	}
	if s := evalreport.MustScore("96.5分"); s.String() != "96.5" {
		t.Errorf("96.5分 reads as %v", s)
	}
	if c, err := evalreport.ParseCount("107 人"); err != nil || c.String() != "107" {
		t.Errorf("107 人 reads as %v, %v", c, err)
	}
	if got := evalreport.NewAmount(decimal.New(12, 3)).String(); got != "12000" {
		t.Errorf("12×10³ prints as %s", got)
	}
}

func TestFiguresInJSON(t *testing.T) {
	type row struct {
		A evalreport.Amount
		P evalreport.Percent
		S evalreport.Score
		C evalreport.Count
	}
	const in = `{"A":2299.50,"P":"98%","S":null,"C":"1,200"}`
	var r row
	if err := json.Unmarshal([]byte(in), &r); err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(r)
	if err != nil || string(out) != in {
		t.Errorf("got %s, %v; want %s", out, err, in)
	}
	if err := json.Unmarshal([]byte(`{"A":true}`), &r); err == nil {
		t.Error("true is read as an amount")
	}
}

// figure is what the tests below need of any of the four types.
type figure interface {
	String() string
	IsBlank() bool
}

func FuzzParseAmount(f *testing.F) {
	for _, s := range []string{"", "2858.40", "-1,234.5", "３６．８万元", "98%", "-", "—", "107人", "96.5分", "0.00", "-0", "+0.10", "12,34.5x", "−1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		readsBack(t, s, evalreport.ParseAmount, evalreport.Amount.Same)
		readsBack(t, s, evalreport.ParsePercent, evalreport.Percent.Same)
		readsBack(t, s, evalreport.ParseScore, evalreport.Score.Same)
		readsBack(t, s, evalreport.ParseCount, evalreport.Count.Same)
	})
}

// readsBack holds the law that what we print, we can read.
func readsBack[F figure](t *testing.T, s string, parse func(string) (F, error), same func(F, F) bool) {
	t.Helper()
	a, err := parse(s)
	if err != nil {
		return
	}
	if got, err := parse(a.String()); err != nil || !same(got, a) {
		t.Fatalf("%q reads as %v, prints as %q and reads back as %v, %v", s, a, a.String(), got, err)
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"", "2023年3月20日", "2023-03-20", "2023.3.20", "２０２３／３／２０", "2024-02-29", "2023-02-29", "0000年1月1日"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := evalreport.ParseDate(s)
		if err != nil {
			return
		}
		for _, printed := range []string{d.String(), d.Official()} {
			got, err := evalreport.ParseDate(printed)
			if err != nil || got.Official() != d.Official() || got.IsBlank() != d.IsBlank() {
				t.Fatalf("%q reads as %v, prints as %q and reads back as %v, %v", s, d, printed, got, err)
			}
		}
	})
}

func FuzzMeasure(f *testing.F) {
	for _, s := range []string{"≥90%", "100家", "107(含16人）", "按年度计划完成", "90%以上", "不超过 25 万元", "≤1,234.50万元", "5人以内", "1:2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m := evalreport.Measure(s)
		q, ok := m.Quantity()
		if m.String() != s || (ok && m.IsBlank()) {
			t.Fatalf("%q is not kept to the letter", s)
		}
		if !ok {
			return
		}
		again, ok := evalreport.Measure(string(q.Comparison) + q.Value.StringFixed(q.Places) + q.Unit + q.Note).Quantity()
		if !ok || again.Comparison != q.Comparison || !again.Value.Equal(q.Value) || again.Unit != q.Unit || again.Note != q.Note {
			t.Fatalf("%q reads as %+v and, written out, as %+v, %v", s, q, again, ok)
		}
	})
}
