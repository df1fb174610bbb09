package extract

import (
	"regexp"
	"strings"
)

// A reading is what one form's slots were found to hold in a segment.
type reading struct {
	l      *layout
	t      *laid
	year   int
	values []value
	unread []*laidCell
	seen   map[*slot]bool // labels of the slot were found, filled or not
	used   int            // cells understood
	units  string         // unit of money printed on the form

	heads      []head
	lists      map[string]bool // whose columns the heads are
	lastHeader int
	frame      int
	parted     bool      // the header has rows that do not lie one over the other
	prev       *laidCell // label of the row above
	inAfter    bool
	index      map[string]int
	names      map[string]string
	filled     map[instancePath]bool
	instance   int
	opened     bool
}

// A value is the text of a slot with the way to it.
type value struct {
	slot     *slot
	path     string
	instance int
	text     string
	at, end  int // bytes of the cell's text
	cell     *laidCell
}

// A head is the labels above a column, nearest first.
type head struct {
	chain []label
	left  string
	year  int // printed in the header, of the nearest label that has one
}

func (l *layout) read(t *laid, from, to, year int) *reading {
	r := &reading{l: l, t: t, year: tableYear(t, from, to, year), seen: map[*slot]bool{}, lastHeader: -2, index: map[string]int{}, names: map[string]string{}, filled: map[instancePath]bool{}}
	for i := from; i < to; i++ {
		row := &t.rows[i]
		for _, c := range row.cells {
			if c.label.unit != "" && (l.words[c.label.base] || l.words[c.label.bare]) {
				r.units = c.label.unit
			}
		}
		if r.lastHeader == i-1 && !t.exact && row.blanks() == len(row.cells) {
			r.lastHeader = i // the rest of a header that stood over several rows
			continue
		}
		if r.lastHeader == i-1 && counting(row) {
			r.numbers(i, row)
			continue
		}
		if r.isHeader(row) {
			r.header(i, row)
			continue
		}
		r.row(i, row)
	}
	return r
}

// tableYear is the year that a table itself counts from: the report's when it is printed there, or when nothing but the year
// before it is; else the latest printed.
func tableYear(t *laid, from, to, year int) int {
	earliest, latest := 0, 0
	for _, row := range t.rows[from:to] {
		for _, c := range row.cells {
			switch y := c.label.year; {
			case y == 0:
			case y == year:
				return year
			default:
				if earliest == 0 || y < earliest {
					earliest = y
				}
				latest = max(latest, y)
			}
		}
	}
	if latest == 0 || earliest == latest && latest == year-1 {
		return year
	}
	return latest
}

func (r *reading) understood(c *laidCell) {
	if !c.used {
		c.used = true
		r.used++
	}
}

// row reads a row of values.
func (r *reading) row(i int, row *laidRow) {
	spans := r.fit(row)
	if spans == nil {
		spans = r.shifted(row)
	}
	var name *laidCell // the row's label
	var list []value
	first := true // the next value is the first after its label
	var order []*slot
	for k, c := range row.cells {
		if c.label.empty() && c.blank() {
			if name != nil && first { // a blank place for the label's only value
				first = false
				if s := r.single(name); s != nil {
					r.seen[s] = true
				}
			}
			continue
		}
		if c.hangs {
			if len(lookup(r.l.rows, c.label, r.year)) > 0 || r.single(c) != nil {
				name, first = c, true
			}
			continue
		}
		if r.within(c) {
			continue
		}
		if len(list) == 0 && !c.number && r.isLabel(c) {
			r.understood(c)
			if l := c.label; (r.l.context[l.base] || r.l.context[l.bare]) && len(lookup(r.l.rows, l, r.year)) == 0 && r.single(c) == nil {
				continue // the label of several rows, printed in each
			}
			name, first = c, true
			r.open(c)
			for _, s := range lookup(r.l.rows, c.label, r.year) {
				r.seen[s] = true
			}
			continue
		}
		col := c.from
		if spans != nil {
			col = spans[k]
		} else if !r.t.exact && row.frame != r.frame {
			col = -1
		}
		s, inList := r.inOrder(c, name, &order), false
		if s == nil {
			s, inList = r.resolve(i, c, name, col, first)
		}
		first = false
		switch {
		case s == nil && (c.number && strings.Trim(fold(c.text), "—-–/") == "" || len(row.cells) == row.blanks()+1 && tableHead.MatchString(fold(c.text))):
			r.understood(c)
		case s == nil:
			r.unread = append(r.unread, c)
		case inList:
			list = append(list, value{slot: s, cell: c, text: c.text, end: len(c.text)})
		default:
			r.put(value{slot: s, cell: c, text: c.text, end: len(c.text)})
		}
	}
	if len(list) > 0 {
		r.listRow(list)
		r.inAfter = true
		return
	}
	r.prev, r.inAfter = name, false
}

// tableHead is what stands alone in a row above the form itself: its title, its year.
var tableHead = regexp.MustCompile(`^(?:[^。,;:]{2,40}表(?:\([^()]*\))?|\(?20\d\d年度?\)?)$`)

// blanks counts the empty cells of a row.
func (r *laidRow) blanks() (n int) {
	for _, c := range r.cells {
		if c.blank() {
			n++
		}
	}
	return n
}

// inOrder reads the row of totals, whose columns not all forms keep in line: a weight of 100, then what follows it.
func (r *reading) inOrder(c, name *laidCell, order *[]*slot) *slot {
	if name == nil {
		return nil
	}
	if slots := lookup(r.l.rows, name.label, r.year); *order == nil && len(slots) > 1 && slots[0].steps[len(slots[0].steps)-1].name == "weight" && strings.TrimSuffix(fold(c.text), "分") == "100" {
		*order = slots
	}
	if len(*order) == 0 {
		return nil
	}
	s := (*order)[0]
	*order = (*order)[1:]
	return s
}

// open notes that a label is the first of a form; when it has been seen before, another copy of the form begins.
func (r *reading) open(c *laidCell) {
	if r.l.first == nil || r.single(c) != r.l.first {
		return
	}
	if r.opened {
		r.instance++
		clear(r.index)
		clear(r.names)
	}
	r.opened = true
}

func (r *reading) isLabel(c *laidCell) bool {
	return len(lookup(r.l.rows, c.label, r.year)) > 0 || r.single(c) != nil || r.l.words[c.label.base] || r.l.words[c.label.bare]
}

// single is the slot that a label names by itself.
func (r *reading) single(c *laidCell) *slot {
	for _, k := range c.label.keys(r.year) {
		if s := r.l.singles[k]; s != nil {
			return s
		}
		if s := r.l.singles[key{k.base, noYear}]; s != nil {
			return s
		}
	}
	return nil
}

// within reads label and value that share a cell: 其中：基本支出：2858.4.
func (r *reading) within(c *laidCell) bool {
	i := strings.LastIndexAny(c.text, "：:")
	if i < 0 || len(c.text) > 2000 {
		return false
	}
	for i >= 0 {
		k := readLabel(lastLabel(c.text[:i]))
		s := r.l.singles[key{k.base, noYear}]
		if s == nil && k.bare != "" {
			s = r.l.singles[key{k.bare, noYear}]
		}
		if s != nil && s.levels() == 0 {
			sep := strings.IndexAny(c.text[i:], "：:")
			_, width := sep, len("：")
			if c.text[i] == ':' {
				width = 1
			}
			rest := c.text[i+width:]
			if len(s.words) == 0 && strings.TrimSpace(rest) == "" {
				return false // 项目名称： with its value in the next cell
			}
			r.understood(c)
			r.seen[s] = true
			if strings.TrimSpace(rest) != "" {
				r.put(value{slot: s, cell: c, text: rest, at: i + width, end: len(c.text)})
			}
			return true
		}
		i = strings.LastIndexAny(c.text[:i], "：:")
	}
	return false
}
