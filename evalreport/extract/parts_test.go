package extract

import (
	"slices"
	"strings"
	"testing"

	"github.com/evalreport/go/internal/pace"
)

// divided is the form as two tables: rows from at stand in the second, below words and, if asked, the header again.
func (p paper) divided(t *testing.T, at int, header bool, words string) []byte {
	t.Helper()
	first, second := p, p
	first.cells, second.cells = nil, nil
	head := p.headerAbove(at)
	shift := at
	if header && head >= 0 {
		shift--
		for _, c := range p.cells {
			if c.row == head {
				c.row, c.rows = 0, 1
				second.cells = append(second.cells, c)
			} else if c.row < head && c.row+c.rows > head {
				c.row, c.rows, c.text = 0, 1, ""
				second.cells = append(second.cells, c)
			}
		}
	}
	for _, c := range p.cells {
		end := c.row + c.rows
		if c.row < at {
			d := c
			d.rows = min(end, at) - c.row
			first.cells = append(first.cells, d)
		}
		if end > at {
			d := c
			d.row, d.rows = max(c.row, at)-shift, end-max(c.row, at)
			if c.row < at {
				d.text = ""
			}
			second.cells = append(second.cells, d)
		}
	}
	return docxOf(t, para("2023年度"+p.layout.name)+first.table()+para(words)+second.table()+para("以下无正文。"))
}

// headerAbove is the header row next above a row, -1 for none.
func (p paper) headerAbove(at int) int {
	values := map[string]bool{}
	for _, v := range p.want {
		values[v] = true
	}
	for r := at - 1; r >= 0; r-- {
		labels, others := 0, 0
		for _, c := range p.cells {
			if c.row == r && c.text != "" {
				if values[c.text] || strings.ContainsAny(c.text, "≥0123456789") {
					others++
				} else {
					labels++
				}
			}
		}
		if labels > 2 && others == 0 {
			return r
		}
	}
	return -1
}

func TestDividedTables(t *testing.T) {
	whole, all := 0, 0
	step := 6 / pace.Runs(6)
	for _, p := range papers(t) {
		height := len(p.rows())
		for at := 2; at < height-1; at += step {
			for _, header := range []bool{false, true} {
				for _, words := range []string{"", "续表", "2023年度自评表（续）"} {
					got := Opened(t, p.divided(t, at, header, words))
					if wrong := p.wrong(got, scaleOf(p.layout)); len(wrong) > 0 {
						t.Errorf("%s divided at row %d (header %v): %s", p.layout.id, at, header, strings.Join(wrong[:min(3, len(wrong))], "; "))
					}
					all++
					if len(got.Forms) == 1 && p.complete(got) {
						whole++
					} else if words == "" {
						t.Logf("%s divided at row %d (header %v): %d forms, %d unread", p.layout.id, at, header, len(got.Forms), len(got.Unread))
					}
				}
			}
		}
	}
	t.Logf("%d of %d divided tables read whole", whole, all)
	if whole*100 < all*80 {
		t.Errorf("only %d of %d", whole, all)
	}
}

// complete reports whether every value of the form was read.
func (p paper) complete(got *Result) bool {
	for path := range p.want {
		if _, ok := got.Origins[path]; !ok {
			return false
		}
	}
	return true
}

// Two copies of a form, one below the other, stay two.
func TestCopiesAreNotJoined(t *testing.T) {
	for _, id := range []string{"mof-proj-2020", "hb-proj", "sc-0013zp"} {
		p := byID(t, id)
		q := p
		q.cells = slices.Clone(p.cells)
		for i, c := range q.cells {
			q.cells[i].text = strings.ReplaceAll(c.text, "内容之1", "别的内容")
		}
		got := Opened(t, docxOf(t, para("项目支出绩效自评表")+p.table()+para("")+q.table()))
		if len(got.Report.ProjectSelfEvaluations) != 2 {
			t.Errorf("%s: %d projects, want 2", id, len(got.Report.ProjectSelfEvaluations))
		}
		p.check(t, got, 0)
	}
}

// A text dump divided by a page: the number of the page, 续表, or nothing but blank lines.
func TestDividedDumps(t *testing.T) {
	for _, p := range papers(t) {
		rows := strings.SplitAfter(string(p.tabLed("2023年度"+p.layout.name)), "\n\n")
		whole := 0
		for at := 3; at < len(rows)-2; at++ {
			for _, words := range []string{"\n\n", "\n\n续表\n", "- 3 -\n"} {
				got := Opened(t, []byte(strings.Join(rows[:at], "")+words+strings.Join(rows[at:], "")))
				if wrong := p.wrong(got, scaleOf(p.layout)); len(wrong) > 0 {
					t.Errorf("%s divided at row %d by %q: %s", p.layout.id, at, words, strings.Join(wrong[:min(3, len(wrong))], "; "))
				}
				if p.complete(got) {
					whole++
				}
			}
		}
		t.Logf("%s: %d of %d", p.layout.id, whole, 3*max(0, len(rows)-5))
		if whole*2 < 3*(len(rows)-5) {
			t.Errorf("%s: only %d of %d read whole", p.layout.id, whole, 3*(len(rows)-5))
		}
	}
}
