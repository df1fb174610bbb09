package extract

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/evalreport/go/evalreport"
)

// A layout is what a form's own Word template says about recognising it: for each slot, the labels that name it.
// It comes from the form's text shadow: cells that hold tags are slots, the others are labels.
type layout struct {
	id, name, binds string
	list            bool // binds names a list: one filled form is one element
	unit            string
	needs           []string // lines that a table must have to be taken for this form
	elem            reflect.Type
	slots           []*slot
	words           map[string]bool // every printed label, folded
	rows            map[key][]*slot // by row label
	cols            map[key][]*slot // by column label, the nearest above
	upper           map[string]bool // labels of header rows
	context         map[string]bool // labels that span rows of values
	singles         map[key]*slot   // row labels and words within a cell that name one slot only
	template        []formRow       // its rows, as text dumps write them
	first           *slot           // the slot whose label opens the form: a second one opens another
}

// A slot is a place on a form where a value belongs.
type slot struct {
	steps []step
	typ   reflect.Type
	piece int     // of a value printed in several cells: its order, from 1
	extra []*slot // further slots of the same cell: the weight in the brackets behind a name
	row   []key   // labels of its row, any of them
	cols  [][]key // labels above, nearest first
	left  string  // folded header left of its own header: tells columns of the same name apart
	after []key   // of a row that repeats below another row without a header of its own: labels of that row
	words [][]key // labels within the cell, before the slot
	under bool    // stands right below its header, with no label in its own row
	at    [2]int  // row and column on the form
}

// A step is one part of the way from the form to the value.
type step struct {
	name string // JSON name, inline levels included
	list bool
}

// levels counts the lists on the way.
func (s *slot) levels() int {
	n := 0
	for _, st := range s.steps {
		if st.list {
			n++
		}
	}
	return n
}

var (
	shadowLine = regexp.MustCompile(`^(?:T(\d+) )?R(\d+) C(\d+) (\d+)x(\d+) ?(.*)$`)
	tag        = regexp.MustCompile(`\{\{[^{}]*\}\}`)
	blockTag   = regexp.MustCompile(`^(?:如果|否则|结束|循环|保留空行|合并|不合并|!|#|/|\?|\^)`)
)

type shadowCell struct {
	row, col, rows, cols int
	text                 string
	tags                 []string // paths
	lits                 []string // printed words before each tag
}

// newLayout reads a form's text shadow. names are other spellings of its labels.
func newLayout(id, name, binds, unit, shadow string, names synonyms) (*layout, error) {
	v, ok := evalreport.Lookup(&evalreport.Report{}, binds)
	if !ok {
		return nil, fmt.Errorf("表“%s”：报告里没有“%s”这一部分", id, binds)
	}
	binds, _ = evalreport.Path(&evalreport.Report{}, binds)
	l := &layout{id: id, name: name, binds: binds, unit: unit, elem: v.Type(), words: map[string]bool{},
		rows: map[key][]*slot{}, cols: map[key][]*slot{}, upper: map[string]bool{}, context: map[string]bool{}, singles: map[key]*slot{}}
	if l.elem.Kind() == reflect.Slice {
		l.elem, l.list = l.elem.Elem(), true
	}
	cells := parseShadow(shadow)
	b := layoutBuilder{l: l, cells: cells, names: names}
	if err := b.build(); err != nil {
		return nil, fmt.Errorf("表“%s”：%w", id, err)
	}
	return l, nil
}

func parseShadow(shadow string) []*shadowCell {
	var out []*shadowCell
	table, above := "", 0
	for _, line := range strings.Split(shadow, "\n") {
		m := shadowLine.FindStringSubmatch(strings.TrimRight(line, "\r"))
		if m == nil {
			continue
		}
		if m[1] != table { // several tables of one form stand below each other
			table = m[1]
			for _, c := range out {
				above = max(above, c.row+c.rows)
			}
		}
		c := &shadowCell{row: atoi(m[2]) - 1 + above, col: atoi(m[3]) - 1, rows: atoi(m[4]), cols: atoi(m[5]), text: strings.ReplaceAll(m[6], "⏎", "\n")}
		c.split()
		out = append(out, c)
	}
	return out
}

func atoi(s string) int {
	n := 0
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	return n
}

// split finds the tags of a cell and the words before each. A cell whose only tag is a year is a label.
func (c *shadowCell) split() {
	at := 0
	for _, m := range tag.FindAllStringIndex(c.text, -1) {
		body := strings.TrimSpace(c.text[m[0]+2 : m[1]-2])
		if blockTag.MatchString(body) || strings.HasPrefix(body, "年度") && !strings.Contains(body, ".") && strings.Trim(body, "年度- 0123456789") == "" {
			continue
		}
		path, _, _ := strings.Cut(body, "|")
		lit := tag.ReplaceAllString(c.text[at:m[0]], "")
		c.tags, c.lits = append(c.tags, strings.TrimSpace(path)), append(c.lits, lit)
		at = m[1]
	}
}

func (c *shadowCell) label() bool { return len(c.tags) == 0 && strings.TrimSpace(c.text) != "" }

type layoutBuilder struct {
	l     *layout
	cells []*shadowCell
	names synonyms
}

func (b *layoutBuilder) at(row, col int) *shadowCell {
	for _, c := range b.cells {
		if row >= c.row && row < c.row+c.rows && col >= c.col && col < c.col+c.cols {
			return c
		}
	}
	return nil
}

// header reports whether the row holds labels only, and more than one column of them.
func (b *layoutBuilder) header(row int) bool {
	some := false
	for _, c := range b.cells {
		if c.row != row {
			continue
		}
		if len(c.tags) > 0 {
			return false
		}
		some = some || c.label()
	}
	return some
}

func (b *layoutBuilder) build() error {
	for _, c := range b.cells {
		if c.label() {
			b.l.words[readLabel(c.text).base] = true
			b.l.words[readLabel(c.text).bare] = true
			if c.rows > 1 && !b.header(c.row+c.rows-1) {
				b.l.context[readLabel(c.text).base] = true
				b.l.context[readLabel(c.text).bare] = true
			}
			if b.header(c.row) {
				b.l.upper[readLabel(c.text).base] = true
			}
		}
		if err := b.cell(c); err != nil {
			return err
		}
	}
	b.index()
	b.template()
	return nil
}

// cell makes the slots of one cell.
func (b *layoutBuilder) cell(c *shadowCell) error {
	var head *slot
	for i, path := range c.tags {
		s, err := b.slot(path)
		if err != nil {
			return err
		}
		s.at = [2]int{c.row, c.col}
		if words := strings.TrimSpace(c.lits[i]); strings.ContainsAny(words, "：:") {
			s.words = append(s.words, b.keysOf(readLabel(lastLabel(words)), segments(path)))
			head = nil
		} else if head != nil {
			head.extra = append(head.extra, s)
			continue
		}
		if len(s.words) == 0 {
			b.around(s, c, path)
			head = s
		}
		b.l.slots = append(b.l.slots, s)
	}
	return nil
}

// lastLabel is the label in front of a slot in the same cell: 一般公共预算 of 其中：一般公共预算：
func lastLabel(words string) string {
	t := strings.TrimRight(fold(words), ":")
	if i := strings.LastIndexAny(t, ":)"); i >= 0 {
		return t[i+1:]
	}
	return t
}

func segments(path string) []string { return strings.Split(path, ".") }

// slot resolves the path of a tag against the form's type.
func (b *layoutBuilder) slot(path string) (*slot, error) {
	s := &slot{}
	path, piece, _ := strings.Cut(path, "#")
	s.piece = atoi(piece)
	t := b.l.elem
	for _, name := range segments(path) {
		if t.Kind() != reflect.Struct {
			return nil, fmt.Errorf("没有“%s”这个字段", path)
		}
		f, ok := evalreport.FieldNamed(t, name)
		if !ok {
			return nil, fmt.Errorf("没有“%s”这个字段（%s）", path, name)
		}
		st := step{name: f.Path}
		t = f.Type
		if t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct {
			st.list, t = true, t.Elem()
		}
		s.steps = append(s.steps, st)
	}
	s.typ = t
	return s, nil
}

// around finds the labels left of and above a slot.
func (b *layoutBuilder) around(s *slot, c *shadowCell, path string) {
	segs := segments(strings.Split(path, "#")[0])
	if left := b.left(c); left != nil {
		if s.levels() == 0 {
			s.row = b.keysOf(readLabel(left.text), segs[:max(1, len(segs)-1)])
		} else {
			s.row = b.keysOf(readLabel(left.text), nil)
		}
	}
	above := b.above(c)
	left := b.left(c)
	s.under = s.levels() == 0 && len(above) > 0 && above[0].row+above[0].rows == c.row && (left == nil || left.row < c.row)
	for i, h := range above {
		var names []string
		if i == 0 && s.piece == 0 && b.names.of(readLabel(h.text).base) == nil {
			names = segs[len(segs)-1:] // unless the header is by itself the name of another column
		}
		s.cols = append(s.cols, b.keysOf(readLabel(h.text), names))
		if i == 0 {
			if left := b.at(h.row, h.col-1); left != nil && left.label() {
				s.left = readLabel(left.text).base
			}
		}
	}
	if s.levels() > 0 && len(above) > 0 && !b.header(c.row-1) {
		if up := b.at(c.row-1, 0); up != nil && up.label() && up.row == c.row-1 {
			s.after = b.keysOf(readLabel(up.text), nil)
		}
	}
}

// left is the nearest label left of a slot, other slots of the row passed over.
func (b *layoutBuilder) left(c *shadowCell) *shadowCell {
	for col := c.col - 1; col >= 0; col-- {
		if l := b.at(c.row, col); l != nil && l.label() && !constant(l.text) {
			return l
		}
	}
	return nil
}

// constant reports whether a cell is printed the same on every form and names nothing: —, /, 10.
func constant(s string) bool { return strings.Trim(fold(s), "—-–/\\0123456789.%") == "" }

// above lists the labels of the nearest header rows over a slot, nearest first.
func (b *layoutBuilder) above(c *shadowCell) []*shadowCell {
	row := c.row - 1
	for row >= 0 {
		if h := b.at(row, c.col); h != nil && b.header(h.row) && h.label() {
			break
		}
		row--
	}
	var out []*shadowCell
	for row >= 0 {
		h := b.at(row, c.col)
		if h == nil || !b.header(h.row) || !h.label() {
			break
		}
		out = append(out, h)
		row = h.row - 1
	}
	return out
}

// keysOf are the spellings under which a printed label may appear: its own, the field's names, and their synonyms.
func (b *layoutBuilder) keysOf(l label, names []string) []key {
	var out []key
	add := func(k key) {
		if k.base != "" && !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	for _, k := range l.keys(0) {
		add(k)
	}
	offset := l.offset
	for _, name := range append([]string{l.base, l.bare}, names...) {
		f := readLabel(name).base
		add(key{f, noYear})
		for _, other := range b.names.of(f) {
			add(key{other, noYear})
			if offset != noYear {
				add(key{other, offset})
			}
		}
	}
	if offset == -1 { // 上年: the label without a year is this year's
		out = slices.DeleteFunc(out, func(k key) bool { return k.offset == noYear && (k.base == l.base || k.base == l.bare) })
	}
	return out
}

// index makes the maps by which labels find slots.
func (b *layoutBuilder) index() {
	l := b.l
	count := map[key]int{}
	for _, s := range l.slots {
		for _, k := range s.row {
			count[k]++
		}
	}
	for _, s := range l.slots {
		for _, ks := range s.words {
			for _, k := range ks {
				l.singles[k] = s
			}
		}
		if s.levels() == 0 {
			for _, k := range s.row {
				l.rows[k] = append(l.rows[k], s)
				if count[k] == 1 && l.singles[k] == nil {
					l.singles[k] = s
				}
			}
		}
		if len(s.cols) > 0 {
			for _, k := range s.cols[0] {
				l.cols[k] = append(l.cols[k], s)
			}
		}
		if l.first == nil && s.levels() == 0 && l.list && len(s.row) > 0 {
			l.first = s
		}
	}
}
