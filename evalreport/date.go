package evalreport

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Date is a day as a report prints it: 2023年3月20日, 2023.3.20, 2023-03-20 or 二〇二三年三月二十日. The printed form is kept;
// the zero Date is blank. In data files it is written in any of the four.
type Date struct {
	day  time.Time
	text string
}

var datePattern = regexp.MustCompile(`^([1-9]\d{3})\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})\s*日?$`)

var (
	chineseDate   = regexp.MustCompile(`^([一二三四五六七八九])([〇○O零一二三四五六七八九]{3})\s*年\s*([一二三四五六七八九十]{1,3})\s*月\s*([一二三四五六七八九十]{1,3})\s*日$`)
	chineseDigits = strings.NewReplacer("〇", "0", "○", "0", "O", "0", "零", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")
)

// inDigits is a date in Chinese numerals in figures, and any other text itself: 二〇二三年三月二十日.
func inDigits(s string) string {
	g := chineseDate.FindStringSubmatch(s)
	if g == nil {
		return s
	}
	return chineseDigits.Replace(g[1]+g[2]) + "年" + upTo99(g[3]) + "月" + upTo99(g[4]) + "日"
}

// upTo99 is a Chinese number below a hundred in figures: 二十 is 20, 十五 is 15.
func upTo99(s string) string {
	tens, ones, ten := strings.Cut(s, "十")
	switch {
	case !ten:
		return chineseDigits.Replace(s)
	case tens == "":
		tens = "一"
	}
	if ones == "" {
		ones = "零"
	}
	return chineseDigits.Replace(tens + ones)
}

// ParseDate reads a day; the empty string is blank.
func ParseDate(s string) (Date, error) {
	t := strings.TrimSpace(halfWidth(s))
	if t == "" {
		return Date{}, nil
	}
	g := datePattern.FindStringSubmatch(inDigits(t))
	if g == nil {
		return Date{}, fmt.Errorf("“%s”不是日期，应为如 2023年3月20日 的日期", clip(s))
	}
	year, _ := strconv.Atoi(g[1])
	month, _ := strconv.Atoi(g[2])
	day, _ := strconv.Atoi(g[3])
	d := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if d.Day() != day || int(d.Month()) != month {
		return Date{}, fmt.Errorf("“%s”不是日历上有的日期", clip(s))
	}
	return Date{day: d, text: strings.TrimSpace(s)}, nil
}

// NewDate is the day in the form that official documents print: 2023年3月20日, no leading noughts.
func NewDate(year int, month time.Month, day int) Date {
	d := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	return Date{day: d, text: fmt.Sprintf("%d年%d月%d日", d.Year(), d.Month(), d.Day())}
}

// MustDate is [ParseDate] for literals in programs; it panics on a bad one.
func MustDate(s string) Date { return must(ParseDate(s)) }

// IsBlank reports whether no date was given.
func (d Date) IsBlank() bool { return d.text == "" }

// Time returns the day at midnight UTC, and false when it is blank.
func (d Date) Time() (time.Time, bool) { return d.day, d.text != "" }

// String is the printed form.
func (d Date) String() string { return d.text }

// Official is the form that official documents print: 2023年3月20日. A blank date gives the empty string.
func (d Date) Official() string {
	if d.IsBlank() {
		return ""
	}
	return NewDate(d.day.Year(), d.day.Month(), d.day.Day()).text
}

// MarshalText is the printed form.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.text), nil }

// UnmarshalText reads what [ParseDate] reads.
func (d *Date) UnmarshalText(b []byte) (err error) { *d, err = ParseDate(string(b)); return err }
