package lang

import (
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// TestReadCapital holds the law of the way back: what 大写 prints is read again.
func TestReadCapital(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := decimal.New(rapid.Int64Range(-1e15, 1e15).Draw(t, "cents"), -2)
		chain, err := NewRegistry().Bind([]Pipe{{Name: "大写"}})
		if err != nil {
			t.Fatal(err)
		}
		printed, err := chain.Apply(want)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := ReadCapital(printed.(string)); !ok || !got.Equal(want) {
			t.Fatalf("%s prints as %s and reads as %s, %v", want, printed, got, ok)
		}
	})
	for _, bad := range []string{"", "整", "贰仟", "十元", "壹元二角", "元"} {
		if got, ok := ReadCapital(bad); ok {
			t.Errorf("%q reads as %s", bad, got)
		}
	}
}

// TestReadTime does so for dates.
func TestReadTime(t *testing.T) {
	for _, s := range []string{"2023年3月20日", "二〇二三年三月二十日", "2023-03-20", "2023.3.20", "二零二三年三月二十日"} {
		if got, ok := ReadTime(s); !ok || got.Format("2006-01-02") != "2023-03-20" {
			t.Errorf("%s reads as %v, %v", s, got, ok)
		}
	}
	if got, ok := ReadTime("二〇二三年十二月三十一日"); !ok || got.Format("2006-01-02") != "2023-12-31" {
		t.Errorf("%v, %v", got, ok)
	}
	for _, bad := range []string{"年", "三月", "二〇二三年百月", "昨天"} {
		if got, ok := ReadTime(bad); ok {
			t.Errorf("%s reads as %v", bad, got)
		}
	}
}
