package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport"
)

// inSequence is the form as a dump that says nothing about rows: one cell after the other.
func (p paper) inSequence(bar bool, captions ...string) []byte {
	var b strings.Builder
	for _, c := range captions {
		b.WriteString(c + "\n")
	}
	for _, row := range p.rows() {
		for _, c := range row {
			text := strings.ReplaceAll(c.text, "\n", " ")
			if bar {
				b.WriteString(text + " |\n")
			} else {
				b.WriteString("\t" + text + "\n")
			}
		}
	}
	return []byte(b.String() + "\n\n后面的话。\n")
}

func TestFormsInSequence(t *testing.T) {
	for _, p := range papers(t) {
		t.Run(p.layout.id, func(t *testing.T) {
			for _, bar := range []bool{true, false} {
				p.check(t, Opened(t, p.inSequence(bar, "2023年度"+p.layout.name)), scaleOf(p.layout))
			}
		})
	}
}

// Two forms one after the other in one sequence, and the same form twice.
func TestTwoFormsInSequence(t *testing.T) {
	p, q := byID(t, "hn-base"), byID(t, "hn-dept-self")
	both := paper{layout: p.layout, cells: p.below(q)}
	got := Opened(t, both.inSequence(true, "2023年度报表"))
	p.check(t, got, 0)
	q.check(t, got, 0)
	one := byID(t, "mof-proj-2020")
	twice := paper{layout: one.layout, cells: one.below(one), want: map[string]string{}}
	for path, v := range one.want {
		twice.want[path] = v
		twice.want[strings.Replace(path, "[0]", "[1]", 1)] = v
	}
	twice.check(t, Opened(t, twice.inSequence(true, "2023年度项目支出绩效自评表")), 0)
}

// Rows added, columns in another order, long texts in a cell: the labels still say where rows end.
func TestSequenceOfAnotherMake(t *testing.T) {
	base := byID(t, "hn-base")
	at := slices.IndexFunc(base.cells, func(c paperCell) bool { return strings.Contains(c.text, "公用经费") })
	row := base.cells[at].row + 1
	more := base
	more.cells = nil
	for _, c := range base.cells {
		if c.row >= row {
			c.row++
		}
		more.cells = append(more.cells, c)
	}
	more.cells = append(more.cells, paperCell{row, 0, 1, 1, "其中：会议费"}, paperCell{row, 1, 1, 2, "71.11"}, paperCell{row, 3, 1, 2, "72.22"}, paperCell{row, 5, 1, 2, "73.33"})
	got := Opened(t, more.inSequence(true, "2023年度基础数据表"))
	more.check(t, got, 0)
	if len(got.Unread) != 4 || !strings.Contains(got.Unread[0].Text, "会议费") {
		t.Errorf("unread %v, want the row that the form does not have", got.Unread)
	}
	swapped, n := byID(t, "hn-dept-self").swapped()
	if n == 0 {
		t.Error("no columns swapped")
	}
	swapped.check(t, Opened(t, swapped.inSequence(true, "2023年度部门整体支出绩效自评表")), 0)
	long := byID(t, "mof-proj-2021")
	text := "1.完成第一项任务。\n2.完成第二项任务。\n3.完成第三项任务。\n4.完成第四项任务。\n5.完成第五项任务。"
	goal := "project_self_evaluations[0].goal.expected"
	data := strings.Replace(string(long.inSequence(true, "项目支出绩效自评表")), long.want[goal]+" |", text+" |", 1)
	long.want[goal] = text
	long.check(t, Opened(t, []byte(data)), 0)
}

// A sequence that lost or gained cells gives fewer values, never other ones.
func TestSequenceWithDamage(t *testing.T) {
	right, all := 0, 0
	for _, p := range papers(t) {
		lines := strings.SplitAfter(string(p.inSequence(true, "2023年度"+p.layout.name)), "\n")
		for n := 3; n < len(lines)-4; n += 7 {
			for name, damaged := range map[string][]string{
				"lost":   slices.Delete(slices.Clone(lines), n, n+1),
				"gained": slices.Insert(slices.Clone(lines), n, " |\n"),
			} {
				got := Opened(t, []byte(strings.Join(damaged, "")))
				wrong := p.wrong(got, scaleOf(p.layout))
				if len(wrong) > 0 {
					t.Errorf("%s, line %d %s (%q): %s", p.layout.id, n, name, lines[n], strings.Join(wrong[:min(3, len(wrong))], "; "))
				}
				all++
				if len(got.Forms) > 0 {
					right++
				}
			}
		}
	}
	t.Logf("%d of %d damaged forms still read", right, all)
}

// wrong lists the values that are other than the form says.
func (p paper) wrong(got *Result, scale int32) []string {
	var out []string
	for path, want := range p.want {
		v, ok := evalreport.Lookup(got.Report, path)
		if !ok || v.IsZero() {
			continue
		}
		have := fmt.Sprint(v.Interface())
		if a, is := v.Interface().(evalreport.Amount); is && scale != 0 {
			d, e := must(a.Decimal()).Shift(-scale), must(evalreport.MustAmount(want).Decimal())
			if d.Equal(e) {
				continue
			}
		}
		if have != want {
			out = append(out, fmt.Sprintf("%s is %q, want %q", path, have, want))
		}
	}
	slices.Sort(out)
	return out
}
