package extract

import (
	"slices"
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
