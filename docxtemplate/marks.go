package docxtemplate

import (
	"slices"
	"sort"
	"strings"
)

// pairMarks keeps the two ends of a bookmark, or of another range, together.
// Where one of them stands in a block, row, cell or table that the other does
// not stand in, or in another branch, it could be printed any number of times:
// it moves out of there, a start before what holds it, an end behind.
func (l *layout) pairMarks() {
	moved := map[int32]*region{} // marks that have moved out of what is left out
	for _, r := range l.regions {
		if r.kind == regionMark {
			moved[r.node] = r
		}
	}
	l.pairRemarks(moved)
	ends := map[string][]int32{}
	l.eachMark(idBookEnd, func(both string, n int32) { ends[both] = append(ends[both], n) })
	l.eachMark(idBookmark, func(both string, start int32) {
		if len(ends[both]) == 0 {
			return
		}
		end := ends[both][0]
		ends[both] = ends[both][1:]
		from, to := l.markAt(start, moved), l.markAt(end, moved)
		before, behind := l.root.parting(from, to)
		if before != nil {
			before.before = append(before.before, l.lift(start, moved))
		}
		if behind != nil {
			behind.behind = append(behind.behind, l.lift(end, moved))
		}
	})
	l.mergeCuts()
}

// pairRemarks does so for the range that a comment is about. Its reference needs
// a paragraph and stays where it is: where it is left out the range is too, and
// where it is printed any number of times the range that begins elsewhere begins
// with its paragraph, or with the block there.
func (l *layout) pairRemarks(moved map[int32]*region) {
	refs, gone := map[string]int32{}, map[string]bool{}
	l.eachMark(idComment, func(both string, n int32) {
		if id, ok := strings.CutPrefix(both, "commentReference "); ok {
			refs[id], gone[id] = n, l.goes(n)
			if gone[id] {
				l.silent = append(l.silent, id)
			}
		}
	})
	l.eachMark(idComment, func(both string, n int32) {
		id, ok := strings.CutPrefix(both, "commentRange ")
		ref, known := refs[id]
		if !ok || !known {
			return
		}
		if gone[id] {
			l.lift(n, moved)
			return
		}
		first := strings.HasSuffix(l.nodes[n].name, "Start")
		switch own, its := l.root.parting(l.markAt(n, moved), l.markAt(ref, moved)); {
		case its != nil:
			l.join(l.lift(n, moved), ref)
		case own != nil && first:
			own.before = append(own.before, l.lift(n, moved))
		case own != nil:
			own.behind = append(own.behind, l.lift(n, moved))
		}
	})
}

// goes reports whether a node goes with its paragraph or row.
func (l *layout) goes(n int32) bool {
	if l.isCut(int(l.nodes[n].start)) {
		return true
	}
	for r := l.root; r != nil; r = r.kidAt(pos(l.nodes[n].start, 0)) {
		if r.kind == regionRich {
			return true
		}
	}
	return false
}

// join puts a mark into the paragraph of a node, and into the block around the node if that stands in the paragraph.
func (l *layout) join(mark, n int32) {
	p, off := l.ancestor(n, kindPara), pos(l.nodes[n].start, 0)
	if p < 0 {
		return
	}
	from := l.nodes[p].open
	if pr := l.child(p, kindPPr); pr >= 0 {
		from = l.nodes[pr].end
	}
	r, at := l.root, pos(from, 0)
	for k := r.kidAt(off); k != nil; k = r.kidAt(off) {
		r = k
		if k.block != nil {
			at = max(at, k.branchStart(off))
		}
	}
	i := sort.Search(len(r.kids), func(i int) bool { return r.kids[i].start >= at })
	for i < len(r.kids) && r.kids[i].start == at && r.kids[i].kind == regionMark {
		i++
	}
	r.kids = slices.Insert(r.kids, i, &region{kind: regionMark, node: mark, start: at, end: at})
}

// eachMark gives the marks of a kind in order, with what the two ends of a range have in common.
func (l *layout) eachMark(k idKind, f func(both string, n int32)) {
	for i := range l.ids {
		id := &l.ids[i]
		if id.kind != k {
			continue
		}
		n := int32(sort.Search(len(l.nodes), func(n int) bool { return l.nodes[n].start > id.start }) - 1)
		if n >= 0 && (l.nodes[n].kind == kindMark || k == idComment) && l.nodes[n].end >= id.end {
			name := strings.TrimSuffix(strings.TrimSuffix(l.nodes[n].name, "Start"), "End")
			f(name+" "+id.value, n)
		}
	}
}

// markAt is the position where a mark is printed.
func (l *layout) markAt(n int32, moved map[int32]*region) position {
	if r := moved[n]; r != nil {
		return r.start
	}
	return pos(l.nodes[n].start, 0)
}

// lift takes a mark from its place.
func (l *layout) lift(n int32, moved map[int32]*region) int32 {
	if r := moved[n]; r != nil {
		r.kind = regionText // of no characters
	} else {
		l.cut(int(l.nodes[n].start), int(l.nodes[n].end))
	}
	return n
}

// parting gives the outermost regions that hold one of two positions without
// the other and may be printed any number of times, nil where there is none.
// It is the same region twice when the positions stand in different branches.
func (r *region) parting(a, b position) (ra, rb *region) {
	for {
		ra, rb = r.kidAt(a), r.kidAt(b)
		switch {
		case ra == nil || ra != rb:
			return ra.varying(a), rb.varying(b)
		case ra.branchAt(a) != ra.branchAt(b):
			return ra, rb
		}
		r = ra
	}
}

// varying is the outermost region around a position, r or within it, that may be printed any number of times.
func (r *region) varying(at position) *region {
	for r != nil {
		switch r.kind {
		case regionBlock, regionRow, regionCell, regionTable, regionControl:
			return r
		}
		r = r.kidAt(at)
	}
	return nil
}

// kidAt is the region directly within r that holds a position.
func (r *region) kidAt(at position) *region {
	i := sort.Search(len(r.kids), func(i int) bool { return r.kids[i].end > at })
	if i < len(r.kids) && r.kids[i].start <= at {
		return r.kids[i]
	}
	return nil
}

// branchAt is the number of the branch of a block that holds a position.
func (r *region) branchAt(at position) int {
	if r.block == nil {
		return 0
	}
	i := slices.IndexFunc(r.block.bounds, func(b position) bool { return b > at })
	if i < 0 {
		return len(r.block.bounds)
	}
	return i
}

// branchStart is where the branch of a block that holds a position begins.
func (r *region) branchStart(at position) position {
	if i := r.branchAt(at); i > 0 {
		return r.block.bounds[i-1]
	}
	return r.start
}
