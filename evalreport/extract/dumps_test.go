package extract

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport"
)

// A dump says how an extractor wrote a table.
type dump struct {
	bar     bool // cells end with a bar; else they begin with a tab
	line    bool // the cells of a row stand in one line, with bars between
	rows    bool // a blank line after each row
	hanging bool // what merged cells cover is written, empty
	empty   bool // empty cells are written
}

func (d dump) String() string {
	s := "tab-led"
	if d.bar {
		s = "bar-ended"
	}
	if d.line {
		s = "in a line"
	}
	for _, part := range []struct {
		has  bool
		name string
	}{{d.rows, "rows"}, {d.hanging, "hanging"}, {d.empty, "empty"}} {
		if !part.has {
			s += ", no " + part.name
		}
	}
	return s
}

// dumps are all ways to write a table.
func dumps() (list []dump) {
	for _, kept := range [][2]bool{{true, true}, {false, true}, {false, false}} {
		for _, bar := range []bool{false, true} {
			for _, rows := range []bool{true, false} {
				list = append(list, dump{bar: bar, rows: rows, hanging: kept[0], empty: kept[1]})
			}
		}
		list = append(list, dump{line: true, rows: true, hanging: kept[0], empty: kept[1]})
	}
	return list
}

// dumped is the form as an extractor writes it.
func (p paper) dumped(d dump) []byte {
	var b strings.Builder
	b.WriteString("2023年度" + p.layout.name + "\n")
	for _, row := range p.rows() {
		for _, c := range row {
			text := strings.ReplaceAll(c.text, "\n", " ")
			if c.rows < 0 && !d.hanging || c.rows >= 0 && text == "" && !d.empty {
				continue
			}
			switch {
			case d.line:
				b.WriteString("| " + text + " ")
			case d.bar:
				b.WriteString(text + " |\n")
			default:
				b.WriteString("\t" + text + "\n")
			}
		}
		if d.line {
			b.WriteString("|")
		}
		if d.rows {
			b.WriteString("\n")
		}
	}
	return []byte(b.String() + "\n\n后面的话。\n")
}

// filled is the form with other values, some of them left out.
func (p paper) filled(random *rand.Rand, blank int) paper {
	out := paper{layout: p.layout, cells: slices.Clone(p.cells), want: map[string]string{}}
	for path, v := range p.want {
		out.want[path] = v
	}
	for i, c := range out.cells {
		if random.IntN(100) >= blank {
			continue
		}
		var paths []string
		for path, v := range out.want {
			if v == c.text && v != "" {
				paths = append(paths, path)
			}
		}
		if len(paths) == 1 && !strings.HasSuffix(paths[0], "].name") && p.layout.id != "hh-cost" { // a row of nothing but a name is no row
			out.want[paths[0]], out.cells[i].text = "", ""
		}
	}
	return out
}

// strange lists the values that a form that was read has and the paper has not.
func (p paper) strange(got *Result, scale int32) []string {
	printed := paper{want: map[string]string{}}
	var out []string
	for path, want := range p.want {
		if v, ok := evalreport.Lookup(got.Report, path); want == "" && ok && !v.IsZero() {
			out = append(out, fmt.Sprintf("%s is %v, want nothing", path, v.Interface()))
		} else if want != "" {
			printed.want[path] = want
		}
	}
	out = append(out, printed.wrong(got, scale)...)
	slices.Sort(out)
	return out
}

// TestDumpsOfAnyMake: whatever a dump leaves out, what is read from it is what the form says; the rest is missed. A dump
// that keeps empty cells is read as a whole where it says where rows end, and mostly where it does not.
func TestDumpsOfAnyMake(t *testing.T) {
	for _, d := range dumps() {
		t.Run(d.String(), func(t *testing.T) {
			read, all := 0, 0
			for _, p := range papers(t) {
				for seed := range uint64(2) {
					q := p.filled(rand.New(rand.NewPCG(seed, 7)), 30*int(seed))
					got := Opened(t, q.dumped(d))
					if wrong := q.strange(got, scaleOf(p.layout)); len(wrong) > 0 {
						t.Errorf("%s, %d%% blank: %d wrong: %s", p.layout.id, 30*seed, len(wrong), strings.Join(wrong[:min(4, len(wrong))], "; "))
					}
					for path, want := range q.want {
						if v, ok := evalreport.Lookup(got.Report, path); want != "" && ok && !v.IsZero() {
							read++
						}
						if want != "" {
							all++
						}
					}
				}
			}
			least := 0
			switch {
			case d.rows && d.empty:
				least = 95
			case d.empty:
				least = 75
			}
			if share := 100 * read / all; share < least {
				t.Errorf("%d%% of %d values read, want %d%%", share, all, least)
			}
			t.Logf("%d of %d values read", read, all)
		})
	}
}
