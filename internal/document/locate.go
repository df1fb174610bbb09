package document

import (
	"bytes"

	"github.com/evalreport/go/internal/wml"
)

// Bytes is where a stretch of the paragraph, in runes of Text, stands in its part of a .docx; src is the part. What is
// printed but not written, such as an automatic number, stands at the beginning of the paragraph.
func (p *Paragraph) Bytes(src []byte, start, end int) (from, to int) {
	from, to = p.Place.Offset, p.Place.Offset
	if a, _, ok := p.byteRange(src, start); ok {
		from = a
	}
	if _, z, ok := p.byteRange(src, end-1); ok && end > start {
		to = z
	}
	return from, max(from, to)
}

// byteRange is where one rune stands.
func (p *Paragraph) byteRange(src []byte, i int) (from, to int, ok bool) {
	for _, r := range p.Runs {
		if r.Start <= i && i < r.End && r.Kind == Plain && r.Offset < len(src) {
			from, to = runeOfRun(src[r.Offset:], r.Skip+i-r.Start)
			return r.Offset + from, r.Offset + to, true
		}
	}
	return 0, 0, false
}

// runeOfRun finds the n-th printed character, from 0, of the w:r that src begins with; the whole run if it has fewer.
func runeOfRun(src []byte, n int) (from, to int) {
	s := wml.NewScanner(src, 0)
	text := false
	for s.Next() {
		t := s.Token()
		switch t.Kind {
		case wml.Start:
			text = t.Name.Local == "t"
		case wml.End:
			if text = false; s.Depth() == 0 {
				return 0, t.End
			}
		case wml.Empty:
			if printsOne(t.Name.Local, src[t.Start:t.End]) {
				if n == 0 {
					return t.Start, t.End
				}
				n--
			}
		case wml.Text:
			for at := t.Start; text && at < t.End; n-- {
				_, size := wml.Char(src[at:t.End])
				if n == 0 {
					return at, at + size
				}
				at += size
			}
		}
	}
	return 0, 0
}

// printsOne reports whether an element of a run prints as one character.
func printsOne(name string, tag []byte) bool {
	switch name {
	case "br":
		return !bytes.Contains(tag, []byte(`type="page"`)) && !bytes.Contains(tag, []byte(`type="column"`))
	case "tab", "ptab", "cr", "noBreakHyphen", "sym":
		return true
	}
	return false
}
