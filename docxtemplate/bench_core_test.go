package docxtemplate

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

type benchRow struct {
	A, B, C, D, E, F, G, H, I string
}

type benchData struct {
	Rows []benchRow `json:"rows"`
}

// BenchmarkRows fills one table of 10,000 rows of nine cells.
func BenchmarkRows(b *testing.B) {
	names := []string{}
	for _, n := range "ABCDEFGHI" {
		names = append(names, fmt.Sprintf("{{rows.%c}}", n))
	}
	src := dx.Doc{Body: dx.Table(9, dx.Row(names...))}.Bytes()
	tpl, err := Config{Type: benchData{}}.Compile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		b.Fatal(err)
	}
	d := &benchData{}
	for i := range 10000 {
		d.Rows = append(d.Rows, benchRow{fmt.Sprint(i), "项目" + fmt.Sprint(i%100), "某某单位", fmt.Sprint(i * 7), fmt.Sprint(i * 13), "100%", "已完成", fmt.Sprint(i % 17), "备注"})
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := tpl.Execute(io.Discard, d); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkMaps fills the same table from plain JSON data.
func BenchmarkMaps(b *testing.B) {
	src := dx.Doc{Body: dx.Table(3, dx.Row("{{rows.a}}", "{{rows.b}}", "{{rows.c}}"))}.Bytes()
	tpl, err := Compile(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		b.Fatal(err)
	}
	var rows []any
	for i := range 10000 {
		rows = append(rows, map[string]any{"a": fmt.Sprint(i), "b": float64(i), "c": "备注"})
	}
	data := map[string]any{"rows": rows}
	b.ReportAllocs()
	for b.Loop() {
		if err := tpl.Execute(io.Discard, data); err != nil {
			b.Fatal(err)
		}
	}
}
