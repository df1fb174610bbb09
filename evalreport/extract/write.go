package extract

import (
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/evalreport/go/evalreport"
)

// A writer puts texts into the fields of a report, with their places.
type writer struct {
	b     *builder
	unit  string // of amounts
	again bool   // the value grows: what is there is replaced
}

func (b *builder) writer() *writer { return &writer{b: b, unit: "万元"} }

var leadingFigure = regexp.MustCompile(`^[约]?\s*([-+－]?[\d,，]+(?:[.．]\d+)?)\s*(万元|亿元|千元|百万元|元|%|％|分|人|名|个|台|辆|项|家|㎡|平方米)?\s*([（(][\s\S]*[）)])?[。；;，,]?$`)

// put reads text into the field at path, unless something else is there already. What cannot be read is listed.
func (w *writer) put(path, text string, place evalreport.Place) bool {
	text = strings.TrimSpace(text)
	if text == "" {
		return false
	}
	grow(w.b.r, path)
	v, ok := evalreport.Lookup(w.b.r, path)
	if !ok {
		return w.refuse(text, "报告里没有“"+path+"”这个字段", place)
	}
	fresh := reflect.New(v.Type()).Elem()
	unit := w.unit
	if strings.HasSuffix(path, "_area") {
		w.unit = "万元" // square metres keep their own measure in a form whose money is in 元
	}
	why := w.parse(fresh, text)
	w.unit = unit
	if why != "" {
		return w.refuse(text, "“"+evalreport.Label(w.b.r, path)+"”一栏"+why, place)
	}
	if !v.IsZero() && !w.again {
		if same(v, fresh) {
			return false
		}
		return w.refuse(text, "“"+evalreport.Label(w.b.r, path)+"”前面已有“"+fmt.Sprint(v.Interface())+"”，两处不同", place)
	}
	v.Set(fresh)
	w.b.res.Origins[path] = place
	return true
}

func (w *writer) refuse(text, reason string, place evalreport.Place) bool {
	w.b.res.Unread = append(w.b.res.Unread, Unread{Text: clip(text), Reason: reason, Place: place})
	return false
}

func same(a, b reflect.Value) bool {
	if x, ok := a.Interface().(interface {
		Decimal() (decimal.Decimal, bool)
	}); ok {
		y := b.Interface().(interface {
			Decimal() (decimal.Decimal, bool)
		})
		d, _ := x.Decimal()
		e, _ := y.Decimal()
		return d.Equal(e)
	}
	return fmt.Sprint(a.Interface()) == fmt.Sprint(b.Interface())
}

// parse reads text into v by its type. The reason of a failure is said in words.
func (w *writer) parse(v reflect.Value, text string) string {
	switch p := v.Addr().Interface().(type) {
	case *evalreport.Amount:
		a, ok := amount(text, w.unit)
		if !ok {
			return "应为金额"
		}
		*p = a
	case *evalreport.Percent, *evalreport.Score, *evalreport.Count:
		return parseFigure(p.(interface{ UnmarshalText([]byte) error }), text)
	case *evalreport.Date:
		d, err := evalreport.ParseDate(text)
		if err != nil {
			return "应为日期"
		}
		*p = d
	default:
		return parsePlain(v, text)
	}
	return ""
}

func parseFigure(p interface{ UnmarshalText([]byte) error }, text string) string {
	if p.UnmarshalText([]byte(text)) == nil {
		return ""
	}
	if m := leadingFigure.FindStringSubmatch(text); m != nil {
		_, percent := p.(*evalreport.Percent)
		if strings.ContainsAny(m[2], "%％") == percent || m[2] == "" {
			if p.UnmarshalText([]byte(m[1])) == nil {
				return ""
			}
		}
	}
	return "应为数字"
}

func parsePlain(v reflect.Value, text string) string {
	switch v.Kind() {
	case reflect.String:
		v.SetString(oneLine(text))
	case reflect.Int:
		n, err := strconv.Atoi(text)
		if err != nil {
			return "应为整数"
		}
		v.SetInt(int64(n))
	case reflect.Bool:
		v.SetBool(true)
	default:
		return "不是单个的值"
	}
	return ""
}

// shift is the power of ten from a unit of money to 万元.
var shift = map[string]int32{"元": -4, "千元": -1, "万元": 0, "": 0, "百万元": 2, "千万元": 3, "亿元": 4}

// amount reads a sum of money in 万元 from text in unit, unless the text has its own.
func amount(text, unit string) (evalreport.Amount, bool) {
	number := text
	if m := leadingFigure.FindStringSubmatch(text); m != nil {
		number = m[1]
		if m[2] != "" {
			unit = m[2]
		}
	}
	if unit == "㎡" || unit == "平方米" {
		unit = "万元" // areas keep their own measure
	}
	a, err := evalreport.ParseAmount(number)
	by, known := shift[unit]
	if err != nil || !known {
		return evalreport.Amount{}, false
	}
	if by == 0 || a.IsDash() {
		return a, true
	}
	d, _ := a.Decimal()
	return evalreport.NewAmount(d.Shift(by)), true
}

// grow makes the lists on the way to path long enough.
func grow(r *evalreport.Report, path string) {
	for at := 0; ; {
		i := strings.IndexByte(path[at:], '[')
		if i < 0 {
			return
		}
		open := at + i
		end := strings.IndexByte(path[open:], ']')
		if end < 0 {
			return
		}
		n, err := strconv.Atoi(path[open+1 : open+end])
		v, ok := evalreport.Lookup(r, path[:open])
		if err != nil || !ok || v.Kind() != reflect.Slice || n > maxElements {
			return
		}
		for v.Len() <= n {
			v.Set(reflect.Append(v, reflect.Zero(v.Type().Elem())))
		}
		at = open + end + 1
	}
}

// maxElements bounds the lists of a report.
const maxElements = 20000

// oneLine joins the lines of a narrow cell; what is written in several paragraphs keeps them.
func oneLine(s string) string {
	if !strings.Contains(s, "\n") || len(s) > 180 || strings.ContainsAny(s, "。；;") {
		return s
	}
	var b strings.Builder
	for i, line := range strings.Split(s, "\n") {
		line = strings.TrimSpace(line)
		if i > 0 && line != "" && b.Len() > 0 && line[0] < 0x80 && b.String()[b.Len()-1] < 0x80 {
			b.WriteByte(' ')
		}
		b.WriteString(line)
	}
	return b.String()
}
