package extract

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/evalreport/go/internal/grid"
)

// put records a value, divided where one cell holds several: a name with its weight in brackets, a number with its note.
func (r *reading) put(v value) {
	v.instance = r.instance
	v.path = r.path(v.slot)
	r.seen[v.slot] = true
	r.understood(v.cell)
	for _, part := range divide(v) {
		part.path = r.path(part.slot)
		r.filled[instancePath{r.instance, part.path}] = true
		r.seen[part.slot] = true
		r.values = append(r.values, part)
	}
}

var (
	weightBehind = regexp.MustCompile(`^([\s\S]*?)\s*[（(]\s*(\d+(?:\.\d+)?)\s*分?\s*[）)]\s*$`)
	noteBehind   = regexp.MustCompile(`^\s*([-+]?[\d,]+(?:\.\d+)?\s*[%％人名个]?)\s*([（(][\s\S]*[）)]?)\s*$`)
)

func divide(v value) []value {
	if len(v.slot.extra) == 0 {
		return []value{v}
	}
	extra := v.slot.extra[0]
	pattern := noteBehind
	if v.slot.typ.Kind() == reflect.String {
		pattern = weightBehind
	}
	m := pattern.FindStringSubmatchIndex(v.text)
	if m == nil {
		return []value{v}
	}
	a, b := v, v
	b.slot = extra
	a.text, a.end = v.text[m[2]:m[3]], v.at+m[3]
	b.text, b.at, b.end = v.text[m[4]:m[5]], v.at+m[4], v.at+m[5]
	return []value{a, b}
}

// path is the way to a slot's value in the form being read: indicators[0].groups[1].items[2].score.
func (r *reading) path(s *slot) string {
	var b strings.Builder
	for i, st := range s.steps {
		if i > 0 {
			b.WriteByte('.')
		}
		b.WriteString(st.name)
		if st.list {
			at := r.index[listOf(s, i)] - 1
			fmt.Fprintf(&b, "[%d]", max(at, 0))
		}
	}
	return b.String()
}

// listOf names the list of the i-th step, without positions.
func listOf(s *slot, i int) string {
	var b strings.Builder
	for k := 0; k <= i; k++ {
		b.WriteString(s.steps[k].name)
		b.WriteByte('.')
	}
	return b.String()
}

// inner is the step of a slot's innermost list.
func (s *slot) inner() int {
	for i := len(s.steps) - 1; i >= 0; i-- {
		if s.steps[i].list {
			return i
		}
	}
	return -1
}

// listRow adds the values of one row to the lists they belong to. The innermost list gets a new element with each row; an
// outer one when its own cell holds another name than before.
func (r *reading) listRow(list []value) {
	deepest := 0
	for _, v := range list {
		deepest = max(deepest, v.slot.levels())
	}
	most := 0
	for _, s := range r.l.slots {
		if s.inner() >= 0 && s.steps[0] == list[0].slot.steps[0] {
			most = max(most, s.levels())
		}
	}
	for level := 1; level <= most; level++ {
		begun := false
		for _, v := range list {
			if v.slot.levels() != level || begun {
				continue
			}
			name := listOf(v.slot, v.slot.inner())
			if level == most {
				begun = true
				r.begin(name)
				continue
			}
			if !isName(v.slot) {
				continue
			}
			text := readLabel(v.text).base
			if r.index[name] > 0 && r.names[name] == text {
				continue
			}
			begun = true
			r.begin(name)
			r.names[name] = text
		}
	}
	for _, v := range list {
		r.ensure(v.slot)
		if v.slot.levels() < deepest && !r.fresh(v) {
			r.understood(v.cell) // the name of a first-level indicator, printed again in each row
			continue
		}
		r.put(v)
	}
}

// fresh reports whether an outer value is new: its path holds nothing yet.
func (r *reading) fresh(v value) bool {
	return !r.filled[instancePath{r.instance, r.path(v.slot)}]
}

// An instancePath is a path in one of several copies of a form.
type instancePath struct {
	instance int
	path     string
}

func isName(s *slot) bool { return s.steps[len(s.steps)-1].name == "name" }

// begin opens the next element of a list and closes the lists within.
func (r *reading) begin(name string) {
	r.index[name]++
	for other := range r.index {
		if other != name && strings.HasPrefix(other, name) {
			delete(r.index, other)
			delete(r.names, other)
		}
	}
}

// ensure opens the outer lists that a form without such columns leaves out.
func (r *reading) ensure(s *slot) {
	for i, st := range s.steps {
		if name := listOf(s, i); st.list && r.index[name] == 0 {
			r.index[name] = 1
		}
	}
}

// fit lays a row of a text dump that is shorter than its header over the header's columns: numbers under columns where
// the row has slots, its label over those before. nil when the row fits as it is or cannot be fitted for certain.
func (r *reading) fit(row *laidRow) []int {
	if r.t.exact || row.frame == r.frame || len(row.cells) >= len(r.heads) || len(row.cells) < 2 || len(r.heads) > maxLaid {
		return nil
	}
	var name *laidCell
	for _, c := range row.cells {
		if !c.label.empty() {
			name = c
			break
		}
	}
	if name == nil {
		return nil
	}
	slots := lookup(r.l.rows, name.label, r.year)
	if len(slots) < 2 {
		return nil
	}
	holds := r.columnsOf(slots)
	spans, sure := grid.Lay(len(row.cells), len(r.heads), func(i int, s grid.Span) int {
		n, width := 0, s.End-s.First
		for _, h := range holds[s.First:s.End] {
			if h {
				n++
			}
		}
		switch {
		case !row.cells[i].number:
			return -10 * n
		case n == 1:
			return 6 - width
		}
		return -10
	})
	if !sure {
		return nil
	}
	out := make([]int, len(spans))
	for i, s := range spans {
		n := 0
		for _, h := range holds[s.First:s.End] {
			if h {
				n++
			}
		}
		if c := row.cells[i]; n > 1 || c.number && n == 0 || c == name && n > 0 {
			return nil // a cell is missing, and nobody knows which
		}
		out[i] = s.First
		for c := s.First; c < s.End; c++ {
			if holds[c] {
				out[i] = c
			}
		}
	}
	return out
}

// shifted lays a row under a header that lost the empty cells over the row's label: as many figures as columns, in order.
// Where their numbers differ nobody knows which figure is missing, and all columns are -1. nil when the header lost nothing.
func (r *reading) shifted(row *laidRow) []int {
	at := slices.IndexFunc(row.cells, func(c *laidCell) bool { return !c.blank() })
	if r.t.exact || len(r.heads) == 0 || len(r.heads[0].chain) == 0 || at < 0 {
		return nil
	}
	slots := lookup(r.l.rows, row.cells[at].label, r.year)
	if len(slots) < 2 || r.best(slots, r.heads[0]) == nil {
		return nil
	}
	unknown := slices.Repeat([]int{-1}, len(row.cells))
	if r.parted {
		return unknown
	}
	out := slices.Clone(unknown)
	heads, n := 0, 0
	for heads < len(r.heads) && r.best(slots, r.heads[heads]) != nil {
		heads++
	}
	for i, c := range row.cells[at+1:] {
		if !c.blank() {
			out[at+1+i] = n
			n++
		}
	}
	if n != heads {
		return unknown
	}
	return out
}

// columnsOf marks the columns in which a row has slots; of several columns of the same name, the one with the same
// neighbour as on the form.
func (r *reading) columnsOf(slots []*slot) []bool {
	holds := make([]bool, len(r.heads))
	columns := map[*slot][]int{}
	for i, h := range r.heads {
		if s := r.best(slots, h); s != nil {
			columns[s] = append(columns[s], i)
		}
	}
	for s, list := range columns {
		for _, i := range list {
			holds[i] = len(list) == 1 || r.heads[i].left == s.left
		}
	}
	return holds
}
