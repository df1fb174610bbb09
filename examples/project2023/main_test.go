package main

import (
	"bytes"
	"testing"

	"github.com/evalreport/go/internal/document"
	"github.com/evalreport/go/internal/grid"
)

func TestForm(t *testing.T) {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	doc, err := document.ReadDocx(bytes.NewReader(b.Bytes()), int64(b.Len()), document.Options{})
	if err != nil {
		t.Fatal(err)
	}
	tables := document.Tables(doc.Blocks)
	if len(tables) != 1 {
		t.Fatalf("%d tables, want 1", len(tables))
	}
	g := tables[0].Grid
	const head, indicators = 10, 25 // rows above the indicators, and the indicators
	if got, want := g.Rows(), head+indicators+1; got != want {
		t.Fatalf("%d rows, want %d", got, want)
	}
	for _, c := range []struct {
		row, col int
		want     string
	}{
		{0, 1, "高标准农田建设"},
		{3, 5, "2432.00"}, {3, 7, "95%"}, {3, 8, "9.5"}, // derived: 2432/2560, and 10 points of it
		{4, 7, "95.14%"}, {5, 7, "91.5%"},
		{head, 1, "成本指标\n（20分）"}, {head, 3, "亩均建设投资"}, {head, 4, "≤1600元"},
		{head + 9, 7, "3.94"}, {head + 9, 8, "一段道路因青苗未收推迟施工，已列入2024年一季度计划。"},
		{head + 24, 1, "满意度指标\n（10分）"}, {head + 24, 3, "项目区农户满意度"},
		{head + 25, 0, "总分"}, {head + 25, 6, "100"}, {head + 25, 7, "99.44"}, // 9.5 + 89.94
	} {
		if got := at(g, c.row, c.col); got != c.want {
			t.Errorf("row %d column %d: %q, want %q", c.row+1, c.col+1, got, c.want)
		}
	}
	for _, c := range []struct{ row, col, down int }{
		{9, 0, 26}, {head, 1, 7}, {head, 2, 3}, {head + 3, 2, 2}, {head + 7, 1, 11}, {head + 18, 1, 6},
	} {
		if got := g.At(c.row, c.col); got.RowSpan != c.down {
			t.Errorf("the cell at row %d column %d (%q) covers %d rows, want %d", c.row+1, c.col+1, got.Text, got.RowSpan, c.down)
		}
	}
}

func at(g *grid.Grid, row, col int) string { return g.At(row, col).Text }
