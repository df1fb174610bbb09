package extract

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/evalreport/go/evalreport"
)

// labels applies f to every cell that is no value of the form.
func (p paper) labels(f func(string) string) paper {
	values := map[string]bool{"≥": true, "90": true, "%": true}
	for _, v := range p.want {
		values[v] = true
	}
	out := p
	out.cells = slices.Clone(p.cells)
	for i, c := range out.cells {
		if !values[c.text] && !strings.Contains(c.text, "内容之") && !strings.ContainsAny(c.text, "：:（") {
			out.cells[i].text = f(c.text)
		}
	}
	return out
}

func byID(t testing.TB, id string) paper {
	t.Helper()
	for _, p := range papers(t) {
		if p.layout.id == id {
			return p
		}
	}
	t.Fatalf("no form %s", id)
	return paper{}
}

func TestFormsWithoutTitle(t *testing.T) {
	for _, p := range papers(t) {
		t.Run(p.layout.id, func(t *testing.T) {
			if p.layout.id == "hh-cost" {
				t.Skip("two labels alone do not tell this form from a list")
			}
			p.check(t, Opened(t, p.docx(t, "表一", "2023年")), scaleOf(p.layout))
		})
	}
}

func TestFormsWithLabelsRespelt(t *testing.T) {
	for name, f := range map[string]func(string) string{
		"spaced": func(s string) string {
			if utf8.RuneCountInString(s) > 4 {
				return s
			}
			return strings.Join(strings.Split(s, ""), "　")
		},
		"broken": func(s string) string {
			rs := []rune(s)
			if len(rs) < 4 || strings.Contains(s, "\n") || strings.ContainsAny(s, "0123456789") {
				return s
			}
			return string(rs[:len(rs)/2]) + "\n" + string(rs[len(rs)/2:])
		},
		"colons": func(s string) string {
			if s == "" || constant(s) {
				return s
			}
			return s + "："
		},
	} {
		t.Run(name, func(t *testing.T) {
			for _, p := range papers(t) {
				p = p.labels(f)
				t.Run(p.layout.id, func(t *testing.T) {
					p.check(t, Opened(t, p.docx(t, "2023年度"+p.layout.name)), scaleOf(p.layout))
				})
			}
		})
	}
}

// swapped is the form with every pair of neighbouring columns exchanged that no merged cell divides.
func (p paper) swapped() (paper, int) {
	width := 0
	for _, c := range p.cells {
		width = max(width, c.col+c.cols)
	}
	out := p
	out.cells = slices.Clone(p.cells)
	swaps := 0
	for col := 1; col+1 < width; col++ {
		free := !slices.ContainsFunc(out.cells, func(c paperCell) bool {
			from, to := c.col, c.col+c.cols
			return (from <= col && to > col) != (from <= col+1 && to > col+1) && c.cols > 1
		})
		if !free {
			continue
		}
		for i, c := range out.cells {
			switch {
			case c.cols == 1 && c.col == col:
				out.cells[i].col = col + 1
			case c.cols == 1 && c.col == col+1:
				out.cells[i].col = col
			}
		}
		swaps++
		col++
	}
	return out, swaps
}

func TestFormsWithColumnsSwapped(t *testing.T) {
	total := 0
	for _, p := range papers(t) {
		if p.layout.id == "yn-14" || p.layout.id == "mof-framework" || p.layout.id == "cq-dept" {
			continue // columns told apart by what stands to the left; a label with its value to the right
		}
		q, n := p.swapped()
		total += n
		t.Run(p.layout.id, func(t *testing.T) {
			q.check(t, Opened(t, q.docx(t, "2023年度"+p.layout.name)), scaleOf(p.layout))
		})
	}
	if total < 8 {
		t.Errorf("only %d columns could be swapped", total)
	}
}

// unmerged repeats the text of vertically merged cells in each of their rows.
func (p paper) unmerged() paper {
	out := p
	out.cells = nil
	for _, c := range p.cells {
		for r := range c.rows {
			d := c
			d.row, d.rows = c.row+r, 1
			out.cells = append(out.cells, d)
		}
	}
	return out
}

func TestFormsUnmerged(t *testing.T) {
	for _, id := range []string{"hn-dept-self", "mof-proj-2020", "mof-proj-2021", "sc-0013zp", "hb-proj", "hn-base"} {
		p := byID(t, id).unmerged()
		t.Run(id, func(t *testing.T) {
			p.check(t, Opened(t, p.docx(t, "2023年度"+p.layout.name)), scaleOf(p.layout))
		})
	}
}

// below puts one form under another in one table.
func (p paper) below(q paper) []paperCell {
	height := 0
	for _, c := range p.cells {
		height = max(height, c.row+c.rows)
	}
	out := slices.Clone(p.cells)
	for _, c := range q.cells {
		c.row += height
		out = append(out, c)
	}
	return out
}

func TestTwoFormsInOneTable(t *testing.T) {
	for _, ids := range [][2]string{{"hn-base", "hn-dept-self"}, {"hn-dept-self", "hn-base"}, {"hn-base", "mof-proj-2020"}, {"dc-sangong", "dc-budget"}} {
		t.Run(ids[0]+"+"+ids[1], func(t *testing.T) {
			p, q := byID(t, ids[0]), byID(t, ids[1])
			both := paper{layout: p.layout, cells: p.below(q)}
			got := Opened(t, both.docx(t, "2023年度报表"))
			p.check(t, got, 0)
			q.check(t, got, 0)
		})
	}
}

func TestTwoProjectsInOneTable(t *testing.T) {
	p := byID(t, "mof-proj-2020")
	both := paper{layout: p.layout, cells: p.below(p), want: map[string]string{}}
	for path, v := range p.want {
		both.want[path] = v
		both.want[strings.Replace(path, "[0]", "[1]", 1)] = v
	}
	both.check(t, Opened(t, both.docx(t, "2023年度项目支出绩效自评表")), 0)
}

func TestRowsThatNoFormHas(t *testing.T) {
	p := byID(t, "hn-base")
	at := 0
	for _, c := range p.cells {
		if strings.Contains(c.text, "公用经费") {
			at = c.row + 1
		}
	}
	q := p
	q.cells = nil
	for _, c := range p.cells {
		if c.row >= at {
			c.row += 2
		}
		q.cells = append(q.cells, c)
	}
	q.cells = append(q.cells, paperCell{at, 0, 1, 1, "其中：会议费"}, paperCell{at, 1, 1, 2, "71.11"}, paperCell{at, 3, 1, 2, "72.22"}, paperCell{at, 5, 1, 2, "73.33"},
		paperCell{at + 1, 0, 1, 1, ""}, paperCell{at + 1, 1, 1, 2, ""}, paperCell{at + 1, 3, 1, 2, ""}, paperCell{at + 1, 5, 1, 2, ""})
	got := Opened(t, q.docx(t, "2023年度基础数据表"))
	q.check(t, got, 0)
	var unread []string
	for _, u := range got.Unread {
		unread = append(unread, u.Text)
		if u.Place.Table != 1 || u.Place.Row != at+1 {
			t.Errorf("%s is said to stand at %+v, want row %d", u.Text, u.Place, at+1)
		}
	}
	if want := "其中：会议费 71.11 72.22 73.33"; strings.Join(unread, " ") != want {
		t.Errorf("unread %q, want %q", unread, want)
	}
}

// A form in 元 is read in 万元; areas are no money.
func TestUnitOfTheForm(t *testing.T) {
	p := byID(t, "hn-base").labels(func(s string) string { return s })
	for i, c := range p.cells {
		p.cells[i].text = strings.ReplaceAll(c.text, "万元", "元")
	}
	got := Opened(t, p.docx(t, "2023年度基础数据表"))
	for path, shift := range map[string]int32{"basic_data.expenditure.total.final": -4, "basic_data.buildings[0].actual_investment": -4, "basic_data.buildings[0].actual_area": 0} {
		v, _ := evalreport.Lookup(got.Report, path)
		have := must(v.Interface().(evalreport.Amount).Decimal())
		if want := must(evalreport.MustAmount(p.want[path]).Decimal()).Shift(shift); !have.Equal(want) {
			t.Errorf("%s is %s, want %s", path, have, want)
		}
	}
}

func TestUnknownTableIsLeftAlone(t *testing.T) {
	got := Opened(t, []byte("2023年度某局部门整体支出绩效自评报告\n一、基本情况\n\t姓名\n\t职务\n\n\t张三\n\t科长\n\n\t李四\n\t科员\n\n\n二、收支情况\n全年总支出100万元。\n"))
	if len(got.Forms) != 0 || len(got.Unread) == 0 || !strings.Contains(got.Unread[0].Reason, "表") {
		t.Errorf("forms %v, unread %v", got.Forms, got.Unread)
	}
	var b bytes.Buffer
	if err := got.WriteSummary(&b); err != nil || !strings.Contains(b.String(), "没有认出这张表") {
		t.Errorf("summary %s, %v", b.String(), err)
	}
}

// A row of money that the form does not have, in a part whose last columns are also those of the indicators, adds no indicator.
func TestUnknownSourceOfMoney(t *testing.T) {
	p := byID(t, "mof-proj-2020")
	at := 0
	for _, c := range p.cells {
		if strings.Contains(c.text, "其他资金") {
			at = c.row + 1
		}
	}
	q := p
	q.cells = nil
	for _, c := range p.cells {
		switch {
		case c.row >= at:
			c.row++
		case c.row+c.rows >= at && c.col == 0 && c.rows > 1:
			c.rows++
		}
		q.cells = append(q.cells, c)
	}
	for i, text := range []string{"债券资金", "71.10", "72.20", "73.30", "6", "98%", "5.5"} {
		cell := paperCell{at, i + 2, 1, 1, text}
		if i == 0 {
			cell = paperCell{at, 1, 1, 2, text}
		}
		q.cells = append(q.cells, cell)
	}
	got := Opened(t, q.docx(t, "2023年度项目支出绩效自评表"))
	q.check(t, got, 0)
	if len(got.Unread) != 7 || got.Unread[0].Text != "债券资金" {
		t.Errorf("unread %+v, want the seven cells of the row", got.Unread)
	}
}

// Columns of the same name that do not stand where the form has them are not told apart.
func TestColumnsOfTheSameName(t *testing.T) {
	p := byID(t, "mof-framework")
	q := p
	q.cells = slices.Clone(p.cells)
	for i, c := range q.cells {
		if c.cols == 1 && (c.col == 1 || c.col == 2) {
			q.cells[i].col = 3 - c.col
		}
	}
	got := Opened(t, q.docx(t, "2023年度"+p.layout.name))
	for _, wrong := range q.wrong(got, 0) {
		t.Error(wrong)
	}
	if len(got.Unread) == 0 {
		t.Error("nothing is unread")
	}
}
