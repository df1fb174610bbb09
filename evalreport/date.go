package evalreport

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Date is a day as a report prints it: 2023年3月20日, 2023.3.20 or 2023-03-20. The printed form is kept; the zero Date is
// blank. In data files it is written in any of the three.
type Date struct {
	day  time.Time
	text string
}

var datePattern = regexp.MustCompile(`^([1-9]\d{3})\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})\s*日?$`)

// ParseDate reads a day; the empty string is blank.
func ParseDate(s string) (Date, error) {
	t := strings.TrimSpace(halfWidth(s))
	if t == "" {
		return Date{}, nil
	}
	g := datePattern.FindStringSubmatch(t)
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
