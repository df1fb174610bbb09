package lang

import (
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// date is a date as far as it was given.
type date struct {
	t         time.Time
	precision int // 0 year, 1 month, 2 day, 3 time of day
}

// timeOf reads a value that carries a time: time.Time or a type with
// Time() (time.Time, bool). is reports whether it is one, ok whether it holds a time.
func timeOf(v any) (t time.Time, ok, is bool) {
	if rv := reflect.ValueOf(v); rv.Kind() == reflect.Pointer {
		if rv.IsNil() {
			return t, false, false
		}
		if p, is := v.(*time.Time); is {
			return *p, !p.IsZero(), true
		}
	}
	switch x := v.(type) {
	case time.Time:
		return x, !x.IsZero(), true
	case date:
		return x.t, true, true
	case interface{ Time() (time.Time, bool) }:
		t, ok = x.Time()
		return t, ok, true
	}
	return t, false, false
}

// readDate reads a date: time.Time, types with Time, and texts such as
// 2023-03-20, 2023-03-20T15:04:05Z, 2023/3/20, 2023.3.20, 20230320, 2023年3月20日, 2023年3月.
func readDate(v any) (date, bool) {
	if t, ok, is := timeOf(v); is {
		d := date{t, 3}
		if !ok {
			return d, false
		}
		if p, is := textPrecision(v); is {
			d.precision = p
		}
		return d, true
	}
	s, ok := Text(v)
	if !ok || s == "" || len(s) > 64 {
		return date{}, false
	}
	return parseDate(s)
}

// textPrecision is how far a type of its own prints its date: 2023年3月 has no day.
func textPrecision(v any) (int, bool) {
	if _, plain := v.(interface{ Time() (time.Time, bool) }); !plain {
		return 0, false
	}
	s, ok := Text(v)
	if !ok {
		return 0, false
	}
	d, ok := parseDate(s)
	return d.precision, ok
}

var (
	datePattern    = regexp.MustCompile(`^(\d{4})(?:[-/.]|年)(\d{1,2})(?:(?:[-/.]|月)(\d{1,2})日?)?月?$`)
	compactPattern = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	yearPattern    = regexp.MustCompile(`^(\d{4})年?$`)
)

func parseDate(s string) (date, bool) {
	s = strings.ReplaceAll(strings.TrimSpace(Fold(s)), " 年", "年")
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, s); err == nil {
			return date{t, 3}, true
		}
	}
	s = strings.ReplaceAll(s, " ", "")
	for _, p := range []*regexp.Regexp{datePattern, compactPattern, yearPattern} {
		if m := p.FindStringSubmatch(s); m != nil {
			return makeDate(m[1:])
		}
	}
	return date{}, false
}

// makeDate checks year, month and day.
func makeDate(parts []string) (date, bool) {
	n := [3]int{0, 1, 1}
	precision := -1
	for i, p := range parts {
		if p == "" {
			break
		}
		n[i], _ = strconv.Atoi(p)
		precision = i
	}
	t := time.Date(n[0], time.Month(n[1]), n[2], 0, 0, 0, 0, time.UTC)
	if t.Year() != n[0] || int(t.Month()) != n[1] || t.Day() != n[2] {
		return date{}, false
	}
	return date{t, precision}, true
}
