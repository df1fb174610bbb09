package codec_test

import (
	"bytes"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/evalreport/evalreporttest"
)

// anyReport draws a report with anything in any field: lossless means lossless.
func anyReport() *rapid.Generator[*evalreport.Report] {
	return rapid.Custom(func(t *rapid.T) *evalreport.Report {
		r := &evalreport.Report{}
		draw(t, reflect.ValueOf(r).Elem(), 0)
		return r
	})
}

// wellFormedReport draws a report that has nothing wrong in any single field.
func wellFormedReport() *rapid.Generator[*evalreport.Report] {
	return rapid.Custom(func(t *rapid.T) *evalreport.Report {
		r := anyReport().Draw(t, "any")
		r.Meta = evalreport.Meta{Unit: "甲市乙局", Year: 2023, Kind: evalreport.KindProject, Date: r.Meta.Date}
		for {
			faults := evalreport.Validate(r)
			if len(faults) == 0 {
				return r
			}
			for _, f := range faults {
				v, _ := evalreport.Lookup(r, f.Path)
				v.SetZero()
				if f.Tag == "required" {
					v.SetString("甲")
				}
			}
		}
	})
}

var figures = rapid.SampledFrom([]string{
	"", "0", "0.00", "-", "2858.40", "2858.4", "2,858.40", "-12.5", "1234567890123456789012345678.90", "7.9879", "-1,234,567",
})

var texts = rapid.OneOf(
	rapid.SampledFrom([]string{
		"", "部门职能", "一、基本情况", "true", "null", "~", "007", "12:30", "2022-01-01", "- 甲", "甲: 乙", "甲 # 乙", "# 甲", "第一行\n第二行",
		"第一行\n\n第三行\n", " 前空格\n后", "尾空格 ", "\n", "a\r\nb", "\t制表", "\u2028", "“引号”", `"`, `\`, "'", "&锚", "*别名", "!标签", "|", "甲\n \n乙", "1e3", "甲\u0085乙",
		"[甲]", "{甲}", "甲,乙", "%", "@", "`", "---", "...", "甲\n---\n乙", "甲\n\n\n", "\ufeff甲", "　　缩进两字", "=", "<<", "0x1F", "1_000", ".5", "no",
	}),
	rapid.String(),
)

func draw(t *rapid.T, v reflect.Value, depth int) {
	switch p := v.Addr().Interface().(type) {
	case *evalreport.Amount:
		*p = evalreport.MustAmount(figures.Draw(t, "amount"))
		return
	case *evalreport.Percent:
		*p = evalreport.MustPercent(figures.Draw(t, "percent"))
		return
	case *evalreport.Score:
		*p = evalreport.MustScore(figures.Draw(t, "score"))
		return
	case *evalreport.Count:
		*p, _ = evalreport.ParseCount(figures.Draw(t, "count"))
		return
	case *evalreport.Date:
		*p = evalreport.MustDate(rapid.SampledFrom([]string{"", "2023年3月20日", "2023-03-20", "2023.3.20"}).Draw(t, "date"))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		if depth > 1 && rapid.IntRange(0, 2).Draw(t, "blank") > 0 {
			return
		}
		for i := range v.NumField() {
			draw(t, v.Field(i), depth+1)
		}
	case reflect.Slice:
		n := rapid.SampledFrom([]int{0, 0, 0, 1, 2}).Draw(t, "length")
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			draw(t, v.Index(i), depth+1)
		}
	case reflect.String:
		v.SetString(texts.Draw(t, "text"))
	case reflect.Int:
		v.SetInt(int64(rapid.IntRange(-3, 3000).Draw(t, "number")))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, "truth"))
	}
}

func TestRoundTrip(t *testing.T) {
	formats := []struct {
		name   string
		encode func(*bytes.Buffer, any) error
	}{
		{"report.yaml", func(b *bytes.Buffer, v any) error { return codec.EncodeYAML(b, v) }},
		{"report.json", func(b *bytes.Buffer, v any) error { return codec.EncodeJSON(b, v) }},
		{"explained.yaml", func(b *bytes.Buffer, v any) error { return codec.EncodeYAML(b, v, codec.Explained()) }},
	}
	for _, f := range formats {
		t.Run(f.name, func(t *testing.T) {
			start := time.Now()
			rapid.Check(t, func(t *rapid.T) {
				want := anyReport().Draw(t, "report")
				var first, second bytes.Buffer
				if err := f.encode(&first, want); err != nil {
					t.Fatal(err)
				}
				got, _, err := codec.Decode(first.Bytes(), f.name)
				if err != nil {
					t.Fatalf("%v\n%s", err, numbered(first.String()))
				}
				if diff := cmp.Diff(want, got, evalreporttest.Same()); diff != "" {
					t.Fatalf("-written +read:\n%s\n%s", diff, first.String())
				}
				if err := f.encode(&second, got); err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(first.Bytes(), second.Bytes()) {
					t.Fatalf("written again it differs: %s", cmp.Diff(first.String(), second.String()))
				}
			})
			t.Logf("in %v", time.Since(start))
		})
	}
}

func numbered(s string) string {
	var b bytes.Buffer
	for i, line := range bytes.Split([]byte(s), []byte("\n")) {
		fmt.Fprintf(&b, "%4d %s\n", i+1, line)
	}
	return b.String()
}
