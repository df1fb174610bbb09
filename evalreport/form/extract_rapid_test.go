package form

import (
	"bytes"
	"encoding"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestExtractAnyData: what a form prints of any data is read back, and printing that gives the same bytes.
func TestExtractAnyData(t *testing.T) {
	forms, err := Builtin.Forms()
	if err != nil || len(forms) < 8 {
		t.Fatalf("%d forms, %v", len(forms), err)
	}
	for _, f := range forms {
		t.Run(f.ID, func(t *testing.T) {
			tpl, err := f.Template()
			if err != nil {
				t.Fatal(err)
			}
			rapid.Check(t, func(t *rapid.T) {
				r, err := f.Sample()
				if err != nil {
					t.Fatal(err)
				}
				filled := reflect.New(f.binds).Elem()
				filled.Set(f.of(r)[0])
				vary(t, filled, 0)
				view := f.view(filled, "", r)
				var printed, again bytes.Buffer
				if err := tpl.Execute(&printed, view); err != nil {
					t.Fatal(err)
				}
				back := clean(view)
				x, err := tpl.Extract(bytes.NewReader(printed.Bytes()), int64(printed.Len()), back)
				if err != nil {
					t.Fatal(err)
				}
				if len(x.Missed) > 0 || len(x.Unread) > 0 {
					t.Fatalf("missed %v\nunread %v", x.Missed, x.Unread)
				}
				want := printedOf(t, filled)
				for path, v := range flat(t, formOf(back)) {
					if want[path] != v {
						t.Fatalf("%s is %q, should be %q", path, v, want[path])
					}
				}
				if err := tpl.Execute(&again, back); err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(printed.Bytes(), again.Bytes()) {
					t.Fatal("printed again, the document differs")
				}
			})
		})
	}
}

var phrases = []string{"完成", "资金", "13家", "：", "，", "；", "。", "2.5%", "（含挂职）", "、", "\n", "年度", "A-1", "<&>", "“重点”", " ", "1,200.5"}

// sentence is a text as officials write it: it begins and ends with a word.
func sentence(t *rapid.T) string {
	return "县" + strings.Join(rapid.SliceOfN(rapid.SampledFrom(phrases), 0, 6).Draw(t, "words"), "") + "局"
}

// vary changes the values of a form. Every element of a list keeps a name of its own: it is known by it.
func vary(t *rapid.T, v reflect.Value, n int) {
	if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if rapid.IntRange(0, 2).Draw(t, "keep") > 0 {
			return
		}
		v.SetZero()
		s := rapid.SampledFrom([]string{"", "0", "12.50", "-3.2", "1234.567", "100", "0.00"}).Draw(t, "figure")
		if err := u.UnmarshalText([]byte(s)); err != nil {
			v.SetZero()
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Field(i)
			if name := v.Type().Field(i).Name; name == "Name" && f.Kind() == reflect.String {
				f.SetString(fmt.Sprintf("%s%d", f.String(), n))
			} else if v.Type().Field(i).IsExported() && name != "Title" {
				vary(t, f, n)
			}
		}
	case reflect.String:
		if rapid.Bool().Draw(t, "new") {
			v.SetString("")
			if rapid.IntRange(0, 3).Draw(t, "blank") > 0 {
				v.SetString(sentence(t))
			}
		}
	case reflect.Slice:
		if v.Len() == 0 {
			return
		}
		count := rapid.IntRange(1, v.Len()+2).Draw(t, "count")
		list := reflect.MakeSlice(v.Type(), 0, count)
		for i := range count {
			e := reflect.New(v.Type().Elem()).Elem()
			e.Set(v.Index(i % v.Len()))
			vary(t, e, n*10+i)
			list = reflect.Append(list, e)
		}
		v.Set(list)
	case reflect.Pointer:
		if !v.IsNil() {
			e := reflect.New(v.Type().Elem())
			e.Elem().Set(v.Elem())
			vary(t, e.Elem(), n)
			v.Set(e)
		}
	}
}
