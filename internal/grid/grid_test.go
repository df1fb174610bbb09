package grid

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// build reads a small drawing: rows by line, cells by "|"; "^" continues the cell above, "<" the cell to the left, "." leaves a column free.
func build(drawing string) *Grid {
	b := NewBuilder(0)
	lines := strings.Split(strings.TrimSpace(drawing), "\n")
	for i, line := range lines {
		cells := strings.Split(strings.TrimSpace(line), "|")
		before := 0
		for before < len(cells) && cells[before] == "." {
			before++
		}
		b.Row(before)
		for k := before; k < len(cells); k++ {
			m := Merge{Cols: 1}
			text := cells[k]
			if text == "^" {
				m.Rows, text = Continue, ""
			} else if i+1 < len(lines) {
				if under := strings.Split(strings.TrimSpace(lines[i+1]), "|"); k < len(under) && under[k] == "^" {
					m.Rows = Start
				}
			}
			for k+1 < len(cells) && cells[k+1] == "<" {
				m.Cols++
				k++
			}
			b.Cell(m, text)
		}
	}
	return b.Build()
}

func TestShadow(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"plain":         {"a|b\nc|d", "R1 C1 1x1 a\nR1 C2 1x1 b\nR2 C1 1x1 c\nR2 C2 1x1 d\n"},
		"down":          {"a|b\n^|d\n^|e", "R1 C1 3x1 a\nR1 C2 1x1 b\nR2 C2 1x1 d\nR3 C2 1x1 e\n"},
		"across":        {"a|<|b\nc|d|e", "R1 C1 1x2 a\nR1 C3 1x1 b\nR2 C1 1x1 c\nR2 C2 1x1 d\nR2 C3 1x1 e\n"},
		"both":          {"a|<|b\n^|<|e", "R1 C1 2x2 a\nR1 C3 1x1 b\nR2 C3 1x1 e\n"},
		"before":        {"a|b\n.|c", "R1 C1 1x1 a\nR1 C2 1x1 b\nR2 C2 1x1 c\n"},
		"two merges":    {"a|x\n^|y\nb|z\n^|w", "R1 C1 2x1 a\nR1 C2 1x1 x\nR2 C2 1x1 y\nR3 C1 2x1 b\nR3 C2 1x1 z\nR4 C2 1x1 w\n"},
		"uneven":        {"a|<|b\n^|c|d", "R1 C1 2x2 a\nR1 C3 1x1 b\nR2 C2 1x1 c\nR2 C3 1x1 d\n"},
		"loose":         {"^|b", "R1 C1 1x1\nR1 C2 1x1 b\n"},
		"empty":         {".", ""},
		"many lines in": {"a\u2028|b", "R1 C1 1x1 a\u2028\nR1 C2 1x1 b\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, build(c.in).Shadow("")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEveryCoveredPlaceAnswersWithItsOwner(t *testing.T) {
	g := build("a|<|b\n^|<|e\nc|d|f")
	for _, p := range []struct {
		r, c int
		want string
	}{{0, 0, "a"}, {0, 1, "a"}, {1, 0, "a"}, {1, 1, "a"}, {1, 2, "e"}, {2, 1, "d"}} {
		if got := g.At(p.r, p.c); got == nil || got.Text != p.want {
			t.Errorf("At(%d,%d) = %v, want %s", p.r, p.c, got, p.want)
		}
	}
	for _, p := range [][2]int{{-1, 0}, {0, -1}, {3, 0}, {0, 3}} {
		if g.At(p[0], p[1]) != nil {
			t.Errorf("At%v is not nil", p)
		}
	}
}

func TestNeighbours(t *testing.T) {
	g := build("项目|决算|<\n^|上年|本年\n基本支出|1|2")
	two := g.At(2, 2)
	if got := texts(g.LeftOf(two)); got != "1 基本支出" {
		t.Errorf("left: %s", got)
	}
	if got := texts(g.Above(two)); got != "本年 决算" {
		t.Errorf("above: %s", got)
	}
	if got := texts(g.RightOf(g.At(0, 0))); got != "决算" {
		t.Errorf("right: %s", got)
	}
	if got := texts(g.Below(g.At(0, 0))); got != "基本支出" {
		t.Errorf("below: %s", got)
	}
	if got := texts(g.Row(1)); got != "项目 上年 本年" {
		t.Errorf("row: %s", got)
	}
	if got := texts(g.Column(1)); got != "决算 上年 1" {
		t.Errorf("column: %s", got)
	}
}

func texts(cs []*Cell) string {
	var out []string
	for _, c := range cs {
		out = append(out, c.Text)
	}
	return strings.Join(out, " ")
}

func TestWidenAndFaults(t *testing.T) {
	b := NewBuilder(0)
	b.Row(0)
	b.Cell(Merge{}, "a")
	b.Widen(2)
	b.Cell(Merge{Rows: Continue}, "b")
	g := b.Build()
	if diff := cmp.Diff("R1 C1 1x3 a\nR1 C4 1x1 b\n", g.Shadow("")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Fault{{Row: 0, Col: 3, Kind: LooseMerge}}, g.Faults()); diff != "" {
		t.Error(diff)
	}
}

func TestWideTablesAreCut(t *testing.T) {
	b := NewBuilder(1 << 30)
	b.Row(1 << 30)
	if b.Cell(Merge{Cols: 1 << 30}, "x") != nil {
		t.Error("cell beyond MaxCols was kept")
	}
	if g := b.Build(); g.Cols() != MaxCols || len(g.Faults()) != 1 {
		t.Errorf("cols %d, faults %v", g.Cols(), g.Faults())
	}
}

func TestLayAgainstHeader(t *testing.T) {
	header := []string{"text", "num", "num", "text"}
	score := func(row []string) func(int, Span) int {
		return func(i int, s Span) int {
			n := 0
			for _, h := range header[s.First:s.End] {
				if h == row[i] {
					n++
				} else {
					n--
				}
			}
			return n
		}
	}
	row := []string{"text", "num", "text"}
	spans, sure := Lay(len(row), len(header), score(row))
	if diff := cmp.Diff([]Span{{0, 1}, {1, 3}, {3, 4}}, spans); diff != "" || !sure {
		t.Errorf("sure=%v %s", sure, diff)
	}
	if spans, sure := Lay(5, 4, score(row)); spans != nil || sure {
		t.Errorf("five cells in four columns: %v %v", spans, sure)
	}
	if _, sure := Lay(2, 4, func(int, Span) int { return 0 }); sure {
		t.Error("sure without a reason")
	}
	if spans, sure := Lay(4, 4, func(int, Span) int { return 0 }); !sure || len(spans) != 4 {
		t.Error("as many cells as columns leave one way only")
	}
}

func TestRelay(t *testing.T) {
	g := Ragged([][]string{{"项目", "上年", "本年"}, {"差异", "调标"}})
	if !g.Ragged() || g.Width(1) != 2 {
		t.Fatalf("ragged %v width %d", g.Ragged(), g.Width(1))
	}
	h, err := g.Relay(1, []Span{{0, 1}, {1, 3}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("R1 C1 1x1 项目\nR1 C2 1x1 上年\nR1 C3 1x1 本年\nR2 C1 1x1 差异\nR2 C2 1x2 调标\n", h.Shadow("")); diff != "" {
		t.Error(diff)
	}
	if g.At(1, 2) != nil {
		t.Error("the first grid changed")
	}
	for _, bad := range [][]Span{{{0, 1}}, {{0, 2}, {1, 3}}, {{0, 0}, {1, 2}}} {
		if _, err := g.Relay(1, bad); err == nil {
			t.Errorf("%v: no error", bad)
		}
	}
}

// Whatever is built, every position of a row is owned by a cell whose columns include it, and cells do not overlap as anchors.
func TestOwnersAreConsistent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := NewBuilder(0)
		for range rapid.IntRange(0, 6).Draw(t, "rows") {
			b.Row(rapid.IntRange(0, 2).Draw(t, "before"))
			for range rapid.IntRange(0, 5).Draw(t, "cells") {
				b.Cell(Merge{Cols: rapid.IntRange(0, 3).Draw(t, "span"), Rows: Vertical(rapid.IntRange(0, 2).Draw(t, "v"))}, "x")
			}
		}
		g := b.Build()
		for c := range g.Cells() {
			if g.At(c.Row, c.Col) != c {
				t.Fatalf("anchor of %+v is owned by %+v", c, g.At(c.Row, c.Col))
			}
			if c.Row+c.RowSpan > g.Rows() || c.Col+c.ColSpan > g.Cols() {
				t.Fatalf("%+v leaves the grid", c)
			}
		}
	})
}
