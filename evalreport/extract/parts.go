package extract

import (
	"regexp"
	"slices"

	"github.com/evalreport/go/internal/document"
)

// A tablePart is a table as a part of one that was divided over pages, by an editor or by an extractor.
type tablePart struct {
	laid  *laid
	index int
	path  string // of the form that the whole holds
}

const (
	maxParts    = 12
	maxPartRows = 3000
)

// between is what may stand between the parts of a table: 续表, a title that says (续), the unit of money.
var between = regexp.MustCompile(`^$|^[(（【\[]?(?:接上[表页]|上接|续上?[表页]|表?[\d一二三四五六七八九十]*[(（]?续)[:：]?[\d一二三四五六七八九十]*[)）】\]]?$|^.{2,40}(?:[(（]续表?[\d一二三四五六七八九十]*[)）]|续表?[\d一二三四五六七八九十]*)$|^[(（]?(?:金额)?单位[:：](?:万|千|百万|亿)?元[)）]?$`)

// together lays a table with the parts of it that follow.
func (b *builder) together(t *document.Table, i int) *laid {
	whole := b.k.layOut(t)
	if i < 0 {
		return whole
	}
	parts := []*document.Table{t}
	for i++; i < len(b.doc.Blocks) && len(parts) < maxParts && len(whole.rows) < maxPartRows; i++ {
		switch block := b.doc.Blocks[i].(type) {
		case *document.Paragraph:
			if len(block.Text) > 200 || !between.MatchString(fold(block.Text)) {
				return whole
			}
		case *document.Table:
			next := append(slices.Clip(parts), block)
			joined := b.k.layOut(next...)
			if !b.k.goesOn(whole, b.k.layOut(block), joined, b.caption(), b.r.Meta.Year) {
				return whole
			}
			parts, whole = next, joined
		}
	}
	return whole
}

// goesOn reports whether a table is the rest of the one above it: one form stands over both, the rest repeats none of its
// rows but the header, and adds values.
func (k *knowledge) goesOn(above, below, joined *laid, caption string, year int) bool {
	if above.exact != below.exact || joined.loose || above.exact && above.width() != below.width() {
		return false
	}
	at := len(above.rows)
	segments := k.segments(joined, caption)
	i := slices.IndexFunc(segments, func(s segment) bool { return s.from < at && s.to > at })
	if i < 0 || k.rival(below, segments[i].layout) {
		return false
	}
	defer func() {
		above.forget()
		below.forget()
		joined.forget()
	}()
	last := segments[i]
	alone := last.layout.read(above, last.from, at, year)
	rest := last.layout.read(below, 0, len(below.rows), year)
	for s := range rest.seen {
		if s.levels() == 0 && alone.seen[s] {
			return false
		}
	}
	whole := last.layout.read(joined, last.from, last.to, year)
	more := len(whole.values) - len(alone.values)
	return more > 0 && whole.instance == alone.instance && len(whole.unread)-len(alone.unread) <= more/3 && whole.believable()
}

// rival reports whether another form has clearly more of a table's labels.
func (k *knowledge) rival(t *laid, l *layout) bool {
	own := l.hitsIn(t, 0, len(t.rows))
	return slices.ContainsFunc(k.candidates(t), func(other *layout) bool { return other != l && other.hitsIn(t, 0, len(t.rows)) > own+1 })
}

// width is the number of columns.
func (l *laid) width() int {
	n := 0
	for _, row := range l.rows {
		if len(row.cells) > 0 {
			n = max(n, row.cells[len(row.cells)-1].to)
		}
	}
	return n
}

// forget undoes what a reading noted on the cells.
func (l *laid) forget() {
	for _, row := range l.rows {
		for _, c := range row.cells {
			c.used = false
		}
	}
}
