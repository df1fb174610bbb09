package extract

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A segment is the rows of a table that one form fills.
type segment struct {
	layout   *layout
	from, to int
}

// switchCost is how many labels of another form it takes to believe that another form begins.
const switchCost = 2.5

// segments divides a table among the forms whose labels it holds. caption is what stands above the table.
func (k *knowledge) segments(t *laid, caption string) []segment {
	layouts := k.candidates(t)
	n := len(layouts)
	if n == 0 || t.loose {
		return nil
	}
	caption = fold(caption)
	total := make([]float64, n)
	from := make([][]int16, len(t.rows)) // best predecessor of each layout at each row
	for i, l := range layouts {
		if l.name != "" && strings.Contains(caption, fold(l.name)) {
			total[i] = switchCost
		}
	}
	for r := range t.rows {
		best := 0
		for i := range total {
			if total[i] > total[best] {
				best = i
			}
		}
		from[r] = make([]int16, n)
		next := make([]float64, n)
		for i, l := range layouts {
			p := i
			if total[best]-switchCost > total[i] {
				p = best
			}
			from[r][i] = int16(p)
			next[i] = total[p] + l.hits(&t.rows[r])
			if p != i {
				next[i] -= switchCost
			}
		}
		total = next
	}
	at := 0
	for i := range total {
		if total[i] > total[at] {
			at = i
		}
	}
	var out []segment
	for r := len(t.rows) - 1; r >= 0; r-- {
		if len(out) == 0 || out[len(out)-1].layout != layouts[at] {
			out = append(out, segment{layouts[at], r, r + 1})
		}
		out[len(out)-1].from = r
		at = int(from[r][at])
	}
	slices.Reverse(out)
	return out
}

// candidates are the forms of which a table has at least two labels.
func (k *knowledge) candidates(t *laid) []*layout {
	var out []*layout
	for _, l := range k.layouts {
		n := 0
		for i := range t.rows {
			for _, c := range t.rows[i].cells {
				if !c.hangs && !c.number && !c.label.empty() && len(c.label.base) < 120 && (l.words[c.label.base] || l.words[c.label.bare] || l.knows(c.label)) {
					n++
				}
			}
			if n >= 2 {
				out = append(out, l)
				break
			}
		}
	}
	return out
}

func (l *layout) knows(x label) bool {
	return len(lookup(l.rows, x, 0)) > 0 || len(lookup(l.cols, x, 0)) > 0
}

// reading reads a segment by its form, or by another make of that form which has as many labels in common and explains more.
func (k *knowledge) reading(t *laid, s segment, year int) *reading {
	best := s.layout.read(t, s.from, s.to, year)
	hits := s.layout.hitsIn(t, s.from, s.to)
	for _, other := range k.layouts {
		if other == s.layout || other.binds != s.layout.binds || other.hitsIn(t, s.from, s.to) < hits-3 {
			continue
		}
		t.forget()
		if r := other.read(t, s.from, s.to, year); len(r.values)-2*len(r.unread) > len(best.values)-2*len(best.unread) {
			best = r
		}
	}
	return best
}

// hitsIn counts the cells of some rows that are labels of the form.
func (l *layout) hitsIn(t *laid, from, to int) float64 {
	n := 0.0
	for i := from; i < to; i++ {
		n += l.hits(&t.rows[i])
	}
	return n
}

// hits counts the cells of a row that are labels of the form.
func (l *layout) hits(r *laidRow) float64 {
	n := 0.0
	values := hasNumber(r)
	for _, c := range r.cells {
		if c.hangs || c.label.empty() {
			continue
		}
		switch {
		case values && len(lookup(l.rows, c.label, 0)) == 0 && !l.context[c.label.base]: // a header's word is no label of values
		case l.words[c.label.base] || l.words[c.label.bare]:
			n++
		case len(lookup(l.rows, c.label, 0)) > 0 || len(lookup(l.cols, c.label, 0)) > 0:
			n += 0.9
		}
	}
	return n
}

// lookup finds the slots that a label names. The year decides where it is printed; a wrong one is forgiven where the
// words leave no choice.
func lookup(m map[key][]*slot, l label, year int) []*slot {
	keys := l.keys(year)
	for _, k := range keys {
		if s := m[k]; len(s) > 0 {
			return s
		}
	}
	for _, k := range keys {
		if k.offset == 0 {
			if s := m[key{k.base, noYear}]; len(s) > 0 {
				return s
			}
		}
		this, last, any := m[key{k.base, 0}], m[key{k.base, -1}], m[key{k.base, noYear}]
		switch {
		case year == 0 && len(this)+len(last)+len(any) > 0:
			return slices.Concat(this, last, any)
		case len(this) > 0 && len(last) == 0:
			return this
		case len(last) > 0 && len(this) == 0 && len(any) == 0:
			return last
		}
	}
	return nil
}

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

// isHeader reports whether a row holds column labels only.
func (r *reading) isHeader(row *laidRow) bool {
	cols, rows, others, years := 0, 0, 0, 0
	for _, c := range row.cells {
		if c.hangs || c.label.empty() {
			if !c.hangs && c.label.year > 0 {
				years++
			}
			continue
		}
		switch {
		case c.number:
			return false
		case len(lookup(r.l.cols, c.label, r.year)) > 0, r.l.upper[c.label.base]:
			cols++
		case len(lookup(r.l.rows, c.label, r.year)) > 0:
			rows++
		case r.l.words[c.label.base] || r.l.words[c.label.bare]:
		default:
			others++
		}
	}
	if rows > 0 && others > 0 {
		return false
	}
	if years > 0 && others == 0 && rows == 0 && cols+years >= 2 {
		return true
	}
	return cols >= 2 && others < cols || cols == 1 && others == 0 && rows == 0 && !r.value(row)
}

// counting reports whether a row numbers the columns: 1, 2, 3, ….
func counting(row *laidRow) bool {
	n := 0
	for i, c := range row.cells {
		switch t := fold(c.text); {
		case c.hangs || c.blank() || i == 0 && !c.number:
		case t != strconv.Itoa(n+1):
			return false
		default:
			n++
		}
	}
	return n >= 3
}

// value reports whether the row may be the single row of values of a form, not its header.
func (r *reading) value(row *laidRow) bool {
	n := 0
	for _, c := range row.cells {
		if !c.hangs && !c.label.empty() {
			n++
		}
	}
	return n == 1 && r.lastHeader >= 0
}

func (r *reading) header(i int, row *laidRow) {
	width := 0
	for _, c := range row.cells {
		width = max(width, c.to)
	}
	goesOn := r.lastHeader == i-1 && row.frame == r.frame
	r.parted = r.lastHeader == i-1 && !goesOn && !r.t.exact
	if !goesOn {
		r.heads = nil
	}
	for len(r.heads) < width {
		r.heads = append(r.heads, head{})
	}
	var before *laidCell
	for _, c := range row.cells {
		if c.hangs && (goesOn || r.t.exact) {
			if !c.label.empty() {
				before = c
			}
			continue
		}
		if c.label.empty() && c.label.year > 0 {
			for col := c.from; col < c.to; col++ {
				r.heads[col].year = c.label.year
			}
			r.understood(c)
			before = c
			continue
		}
		if c.label.empty() {
			r.widen(i, c, before)
			continue
		}
		for col := c.from; col < c.to; col++ {
			h := &r.heads[col]
			own := c.label
			if own.year == 0 {
				own.year = h.year // 2022年 over 预算数 and 决算数
			}
			h.year = own.year
			h.chain = append([]label{own}, h.chain...)
			h.left = ""
			if before != nil {
				h.left = before.label.base
			}
		}
		before = c
		r.understood(c)
		for _, s := range lookup(r.l.cols, c.label, r.year) {
			if s.levels() > 0 || s.under {
				r.seen[s] = true
			}
		}
	}
	r.lastHeader, r.frame, r.prev, r.inAfter = i, row.frame, nil, false
	r.heading()
}

// heading notes whose header the columns are: of a list when one of them is of nothing else. 分值 and 得分 are also of sums.
func (r *reading) heading() {
	r.lists = map[string]bool{}
	for _, h := range r.heads {
		if len(h.chain) == 0 {
			continue
		}
		if slots := lookup(r.l.cols, h.chain[0], r.year); len(slots) > 0 && !slices.ContainsFunc(slots, func(s *slot) bool { return s.levels() == 0 }) {
			for _, s := range slots {
				r.lists[s.steps[0].name] = true
			}
		}
	}
}

// numbers passes over a row that numbers the columns: it belongs to the header.
func (r *reading) numbers(i int, row *laidRow) {
	for _, c := range row.cells {
		if !c.blank() {
			r.understood(c)
		}
	}
	r.lastHeader = i
}

// widen lets a header stand over the empty cells to its right when the row below goes on there: in a table without merged
// cells that is how a wide header is written.
func (r *reading) widen(i int, c, before *laidCell) {
	if before == nil || before.hangs || !r.t.unmerged || i+1 >= len(r.t.rows) || c.from >= len(r.heads) {
		return
	}
	for _, lower := range r.t.rows[i+1 : min(i+3, len(r.t.rows))] {
		for _, below := range lower.cells {
			if below.from != c.from || below.label.empty() || below.number || hasNumber(&lower) {
				continue
			}
			h := &r.heads[c.from]
			if h.year = before.label.year; !before.label.empty() {
				h.chain = append([]label{before.label}, h.chain...)
			}
			return
		}
	}
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

// resolve finds the slot of a value: by row and column label, by a label that names one slot only, or by column alone.
func (r *reading) resolve(i int, c, name *laidCell, col int, first bool) (s *slot, list bool) {
	var h head
	if col >= 0 && col < len(r.heads) {
		h = r.heads[col]
	}
	if name != nil {
		if s := r.best(lookup(r.l.rows, name.label, r.year), h); s != nil {
			return s, false
		}
		if s := r.single(name); s != nil && first {
			return s, false
		}
		if !name.hangs {
			return nil, false
		}
	}
	if len(h.chain) == 0 || r.spreads(c) {
		return nil, false
	}
	above := lookup(r.l.cols, h.chain[0], r.year)
	if r.lastHeader == i-1 {
		under := slices.DeleteFunc(slices.Clone(above), func(s *slot) bool { return !s.under })
		if s := r.best(under, h); s != nil {
			return s, false
		}
	}
	below := slices.DeleteFunc(slices.Clone(above), func(s *slot) bool { return s.levels() == 0 || !r.follows(s) })
	if len(below) > 1 {
		if same := slices.DeleteFunc(slices.Clone(below), func(s *slot) bool { return s.left != h.left }); len(same) > 0 {
			below = same
			if !r.toldApart(h.chain[0].base, above) {
				return nil, false
			}
		}
	}
	return r.best(below, h), true
}

// toldApart reports whether every column of a name that several have stands beside a neighbour that the form has there.
func (r *reading) toldApart(name string, slots []*slot) bool {
	return !slices.ContainsFunc(r.heads, func(h head) bool {
		return len(h.chain) > 0 && h.chain[0].base == name && !slices.ContainsFunc(slots, func(s *slot) bool { return s.left == h.left })
	})
}

// spreads reports whether a cell lies under too many columns to belong to one: a line of signatures, a note. Two columns
// may be one: a class that has no groups.
func (r *reading) spreads(c *laidCell) bool {
	if !r.t.exact {
		return false
	}
	names := map[string]bool{}
	for col := c.from; col < min(c.to, len(r.heads)); col++ {
		if chain := r.heads[col].chain; len(chain) > 0 {
			names[chain[0].base] = true
		}
	}
	return len(names) > 2
}

// follows reports whether a row that repeats stands where the form has it.
func (r *reading) follows(s *slot) bool {
	if len(s.after) == 0 {
		return r.lists[s.steps[0].name]
	}
	if r.inAfter {
		return true
	}
	if r.prev == nil {
		return false
	}
	return slices.ContainsFunc(r.prev.label.keys(r.year), func(k key) bool {
		return slices.Contains(s.after, k) || slices.Contains(s.after, key{k.base, noYear})
	})
}

// best is the only slot of the candidates whose column labels agree with those above the value.
func (r *reading) best(candidates []*slot, h head) *slot {
	var found *slot
	top, tie := 0, false
	for _, s := range candidates {
		n := 0
		for i, keys := range s.cols {
			if i < len(h.chain) && slices.ContainsFunc(h.chain[i].keys(r.year), func(k key) bool { return r.agrees(keys, k) }) {
				n++
			} else {
				break
			}
		}
		switch {
		case n > top:
			found, top, tie = s, n, false
		case n == top && n > 0:
			tie = true
		}
	}
	if tie {
		return nil
	}
	return found
}

// prints reports whether a column of the header has a label with its right year.
func (r *reading) prints(k key) bool {
	return slices.ContainsFunc(r.heads, func(h head) bool { return len(h.chain) > 0 && slices.Contains(h.chain[0].keys(r.year), k) })
}

// agrees reports whether a label is one of the spellings; a year that is wrong is forgiven where no other offset exists.
func (r *reading) agrees(keys []key, k key) bool {
	if slices.Contains(keys, k) || k.offset == 0 && slices.Contains(keys, key{k.base, noYear}) {
		return true
	}
	if k.offset == noYear {
		return false
	}
	other := false
	for _, o := range []int{0, -1} {
		if o != k.offset && slices.Contains(keys, key{k.base, o}) {
			other = !r.prints(key{k.base, o}) && len(r.l.cols[key{k.base, k.offset}]) == 0 && (k.offset != 0 || len(r.l.cols[key{k.base, noYear}]) == 0)
		}
	}
	return other
}
