package check

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Summary counts findings.
type Summary struct {
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Infos    int `json:"infos"`
}

// Summarise counts findings by severity.
func Summarise(findings []Finding) (s Summary) {
	for _, f := range findings {
		switch f.Severity {
		case Error:
			s.Errors++
		case Warning:
			s.Warnings++
		default:
			s.Infos++
		}
	}
	return s
}

// String is the line under a list of findings.
func (s Summary) String() string {
	if s == (Summary{}) {
		return "没有发现问题。"
	}
	return fmt.Sprintf("共 %d 个错误、%d 个警告、%d 个提示。", s.Errors, s.Warnings, s.Infos)
}

// WriteText prints findings for a person, grouped by form and section, with a line that counts them. The name of the
// file heads the list; it may be empty.
func WriteText(w io.Writer, file string, findings []Finding) error {
	b := bufio.NewWriter(w)
	if file != "" {
		fmt.Fprintln(b, file)
	}
	group := ""
	for i, f := range findings {
		if g := groupOf(f); i == 0 || g != group {
			group = g
			fmt.Fprintf(b, "\n【%s】\n", g)
		}
		writeFinding(b, group, f)
	}
	if len(findings) > 0 {
		fmt.Fprintln(b)
	}
	fmt.Fprintln(b, Summarise(findings))
	return b.Flush()
}

func writeFinding(b *bufio.Writer, group string, f Finding) {
	label := strings.TrimPrefix(strings.TrimPrefix(f.Label, group), "·")
	if label != "" {
		label += "："
	}
	fmt.Fprintf(b, "  %s %s%s[%s]\n", f.Severity.Label(), label, f.Message, f.Rule)
	if place := placeText(f); place != "" {
		fmt.Fprintf(b, "       %s\n", place)
	}
}

// placeText says where a finding stands, with the words that stand there.
func placeText(f Finding) string {
	place := f.Place.String()
	quote := strings.TrimSpace(f.Quote)
	if r := []rune(quote); len(r) > 60 {
		quote = string(r[:60]) + "…"
	}
	if quote != "" && !strings.Contains(f.Message, quote) && !strings.Contains(f.Message, inner.Replace(quote)) {
		place = strings.TrimSpace(place + " “" + quote + "”")
	}
	return place
}

// groupOf is the form or section that a finding stands in.
func groupOf(f Finding) string {
	group, _, _ := strings.Cut(f.Label, "·")
	switch {
	case group != "":
		return group
	case f.Place.Section != "":
		return f.Place.Section
	}
	return "报告"
}
