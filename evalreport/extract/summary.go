package extract

import (
	"fmt"
	"io"
	"strings"

	"github.com/evalreport/go/evalreport"
)

// Counts is how much was read, in figures.
type Counts struct {
	Sections, Free, Forms, Values, Claims, Missed, Unread, Residue int
}

// Count counts what was read and what was not.
func (r *Result) Count() Counts {
	c := Counts{Forms: len(r.Forms), Missed: len(r.Missed), Unread: len(r.Unread), Residue: len(r.Residue)}
	for _, o := range r.Report.Outline {
		switch {
		case strings.HasPrefix(o.Section, "free["):
			c.Free++
		case o.Section != "" && !strings.HasPrefix(o.Section, "meta.") && !strings.HasPrefix(o.Section, "attachments["):
			c.Sections++
		}
	}
	for path := range r.Origins {
		if strings.Contains(path, ".") && !strings.Contains(path, ".narrative[") { // not the place of a form, a heading, a paragraph
			c.Values++
		}
	}
	if r.Claims != nil {
		for _, q := range r.Claims.Claims() {
			if q.Kind.Figure() {
				c.Claims++
			}
		}
	}
	return c
}

// WriteSummary prints what was read and what was not, with places, for a person.
func (r *Result) WriteSummary(w io.Writer) error {
	_, err := io.WriteString(w, strings.Join(r.summary(), "\n")+"\n")
	return err
}

// WriteHeader prints the summary as the comment that an imported YAML file opens with.
func (r *Result) WriteHeader(w io.Writer) error {
	for _, line := range r.summary() {
		if _, err := fmt.Fprintln(w, strings.TrimRight("# "+line, " ")); err != nil {
			return err
		}
	}
	return nil
}

// maxListed is how many entries of one kind the summary prints.
const maxListed = 50

func (r *Result) summary() []string {
	c := r.Count()
	name := r.file
	if name == "" {
		name = "文件"
	}
	out := []string{fmt.Sprintf("由“%s”读入：%d 个章节（另有其他章节 %d 个）、%d 张表，%d 个栏目有值，正文中有 %d 个数。", name, c.Sections, c.Free, c.Forms, c.Values, c.Claims)}
	for _, o := range r.Report.Outline {
		if o.Heading != "" && o.Section != "" && !strings.HasPrefix(o.Section, "attachments[") && !strings.HasPrefix(o.Section, "free[") {
			out = append(out, fmt.Sprintf("  章节 %s → %s（%s）", strings.TrimSpace(clip(o.Heading)), evalreport.Label(r.Report, o.Section), o.Section))
		}
	}
	for _, f := range r.Forms {
		out = append(out, fmt.Sprintf("  表 %s → %s：读到 %d 个值，缺 %d 栏，未读懂 %d 处，在%s", f.Name, f.Path, f.Values, f.Missed, f.Unread, f.Place))
	}
	out = append(out, r.missedLines()...)
	out = listed(out, fmt.Sprintf("没有读懂 %d 处（原文都保留在文字里）：", c.Unread), len(r.Unread), func(i int) string {
		u := r.Unread[i]
		return fmt.Sprintf("“%s”：%s，在%s", u.Text, u.Reason, u.Place)
	})
	return listed(out, fmt.Sprintf("略去 %d 处（网页上的附加文字、提取时的残留）：", c.Residue), len(r.Residue), func(i int) string {
		x := r.Residue[i]
		return fmt.Sprintf("“%s”，在%s", clip(x.Text), x.Place)
	})
}

func (r *Result) missedLines() []string {
	return listed(nil, fmt.Sprintf("没有找到 %d 个应有的栏目：", len(r.Missed)), len(r.Missed), func(i int) string {
		m := r.Missed[i]
		if m.Form != "" {
			return fmt.Sprintf("%s（%s）：“%s”里没有这一栏", m.Label, m.Path, m.Form)
		}
		return fmt.Sprintf("%s（%s）", m.Label, m.Path)
	})
}

func listed(out []string, title string, n int, line func(int) string) []string {
	if n == 0 {
		return out
	}
	out = append(out, title)
	for i := range min(n, maxListed) {
		out = append(out, "  "+line(i))
	}
	if n > maxListed {
		out = append(out, fmt.Sprintf("  ……还有 %d 处", n-maxListed))
	}
	return out
}
