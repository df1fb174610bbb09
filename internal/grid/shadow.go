package grid

import (
	"fmt"
	"strings"
)

// Shadow prints the grid so that a difference is legible, one line per cell:
//
//	R4 C1 4x1 绩效指标
//
// rows and columns from 1, then rows × columns covered, then the text with line breaks as ⏎. A prefix such as "T1 " comes before each line.
func (g *Grid) Shadow(prefix string) string {
	var b strings.Builder
	for _, c := range g.cells {
		line := fmt.Sprintf("%sR%d C%d %dx%d %s", prefix, c.Row+1, c.Col+1, c.RowSpan, c.ColSpan, oneLine(c.Text))
		b.WriteString(strings.TrimRight(line, " "))
		b.WriteByte('\n')
	}
	return b.String()
}

// Lines prints each row as tab-separated text; a merged cell stands once, at its top left, and the positions that it covers are empty fields.
func (g *Grid) Lines() []string {
	out := make([]string, len(g.at))
	for r, row := range g.at {
		fields := make([]string, len(row))
		for c, cell := range row {
			if cell != nil && cell.Row == r && cell.Col == c {
				fields[c] = strings.ReplaceAll(oneLine(cell.Text), "\t", " ")
			}
		}
		out[r] = strings.Join(fields, "\t")
	}
	return out
}

func oneLine(s string) string { return strings.ReplaceAll(s, "\n", "⏎") }
