package wml

import (
	"strings"
	"testing"
)

func scanAll(src string, depth int) (names []string, joined string, err error) {
	s := NewScanner([]byte(src), depth)
	for s.Next() {
		t := s.Token()
		joined += src[t.Start:t.End]
		if t.Kind == Start || t.Kind == Empty {
			names = append(names, t.Name.Local)
		}
	}
	return names, joined, s.Err()
}

func TestNamespaces(t *testing.T) {
	src := `<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:p xmlns:x="urn:other"/><x:p x:val="1" val="2"/>` +
		`<p xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><r/></p><p/></x:document>`
	s := NewScanner([]byte(src), 0)
	var got []Space
	var vals []string
	for s.Next() {
		if k := s.Token().Kind; k == Start || k == Empty {
			got = append(got, s.Token().Name.Space)
			vals = append(vals, string(s.Value(W, "val")))
		}
	}
	want := []Space{W, Other, W, W, W, None}
	if len(got) != len(want) || s.Err() != nil {
		t.Fatalf("got %v, %v", got, s.Err())
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("element %d: space %v, want %v", i, got[i], want[i])
		}
	}
	if vals[2] != "1" {
		t.Errorf("w:val is %q, want 1", vals[2])
	}
}

func TestFaults(t *testing.T) {
	for src, want := range map[string]string{
		"<a><b></a>":              "不配对",
		"<a>":                     "没有结束",
		"</a>":                    "多余",
		"<!DOCTYPE a><a/>":        "DOCTYPE",
		"<a b=c/>":                "写法有误",
		"<a b=\"<\"/>":            "写法有误",
		"<a><!-- ":                "缺少",
		"<":                       "不是标记",
		strings.Repeat("<a>", 60): "嵌套超过 50 层",
	} {
		if _, _, err := scanAll(src, 50); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", src, err, want)
		}
	}
}

func TestText(t *testing.T) {
	for raw, want := range map[string]string{"a&amp;b&#65;&#x4e2d;&lt;&nope;&": "a&bA中<&nope;&", "中": "中", "&#0;": "\x00"} {
		if got := Unescape([]byte(raw)); got != want {
			t.Errorf("%s: got %q, want %q", raw, got, want)
		}
	}
	if got := string(AppendEscaped(nil, "a<\x01\uFFFF\xff\"")); got != "a&lt;\uFFFD\uFFFD&quot;" {
		t.Errorf("got %q", got)
	}
}

// FuzzScanner: the tokens put together again are the source.
func FuzzScanner(f *testing.F) {
	f.Add(`<?xml version="1.0"?><w:p xmlns:w="urn:x" a='1'><!-- c --><![CDATA[x]]>t&amp;<w:r/></w:p>`)
	f.Fuzz(func(t *testing.T, src string) {
		_, joined, err := scanAll(src, 100)
		if !strings.HasPrefix(src, joined) || err == nil && joined != src {
			t.Fatalf("%q became %q, %v", src, joined, err)
		}
	})
}
