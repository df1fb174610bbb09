package evalreport_test

import (
	"testing"
	"time"

	"github.com/evalreport/go/evalreport"
)

func TestParseDate(t *testing.T) {
	for in, official := range map[string]string{
		"2023年3月20日":   "2023年3月20日",
		"2023年03月05日":  "2023年3月5日",
		" 2023-03-20 ": "2023年3月20日",
		"2023.3.20":    "2023年3月20日",
		"2023/12/1":    "2023年12月1日",
		"２０２３年３月２０日":   "2023年3月20日",
		"2024-02-29":   "2024年2月29日",
		"二〇二三年三月二十日":   "2023年3月20日",
		"二○二四年十二月三十一日": "2024年12月31日",
		"二〇二三年十月十五日":   "2023年10月15日",
		"":             "",
	} {
		d, err := evalreport.ParseDate(in)
		if err != nil || d.Official() != official {
			t.Errorf("%q reads as %q, %v; want %s", in, d.Official(), err, official)
		}
	}
	for in, want := range map[string]string{
		"2023-02-29":  "“2023-02-29”不是日历上有的日期",
		"2023年13月1日":  "“2023年13月1日”不是日历上有的日期",
		"2023年3月":     "“2023年3月”不是日期，应为如 2023年3月20日 的日期",
		"二〇二三年十三月一日":  "“二〇二三年十三月一日”不是日历上有的日期",
		"三月二十日":       "“三月二十日”不是日期，应为如 2023年3月20日 的日期",
		"2023-3-20T0": "“2023-3-20T0”不是日期，应为如 2023年3月20日 的日期",
	} {
		if d, err := evalreport.ParseDate(in); err == nil || err.Error() != want {
			t.Errorf("%q reads as %v, %v; want the error %s", in, d, err, want)
		}
	}
}

func TestDateKeepsItsPrintedForm(t *testing.T) {
	d := evalreport.MustDate("2023.03.05")
	if d.String() != "2023.03.05" {
		t.Errorf("prints as %s", d)
	}
	if day, ok := d.Time(); !ok || !day.Equal(time.Date(2023, 3, 5, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("is %v, %v", day, ok)
	}
	if got := evalreport.NewDate(2023, time.March, 5).String(); got != "2023年3月5日" {
		t.Errorf("a new date prints as %s", got)
	}
	if !(evalreport.Date{}).IsBlank() {
		t.Error("the zero date is not blank")
	}
}
