package docxtemplate

import "strings"

// rich reads the paragraphs that stand where {{+正文}} stood: as a text, a line for each. Tables among them, or a doubt
// where they begin and end, make it unreadable.
func (x *extractor) rich(steps []aligned, things []thing, unsure, used map[int]bool, e env) {
	it, last := steps[0].item, steps[0].j-1
	var text strings.Builder
	for _, s := range steps {
		p := things[s.j].para
		switch {
		case unsure[s.j] || s.j != last+1:
			x.doubtful(it)
			return
		case p == nil:
			x.doubtfulAs(it, "unreadable", "这里有表格，读不成文字")
			return
		case s.j > steps[0].j: // paragraphs without text are no things, and are lines of it
			text.WriteString(strings.Repeat("\n", max(p.Place.Paragraph-things[last].para.Place.Paragraph, 1)))
		}
		text.WriteString(p.Text)
		last = s.j
	}
	for _, s := range steps {
		used[s.j] = true
	}
	x.note(it.text[0].hole, text.String(), things[steps[0].j].para.Place, e)
}
