package extract

import "slices"

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
