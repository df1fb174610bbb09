package document

import (
	"strings"
	"unicode/utf8"
)

// clean takes residue out of a paragraph of a .docx.
func (d *docxReader) clean(p *Paragraph) {
	found := residueIn(p.Text)
	bytes, count, run := 0, 0, 0
	for i := range found {
		s := &found[i]
		s.first = count + utf8.RuneCountInString(p.Text[bytes:s.from])
		s.end = s.first + utf8.RuneCountInString(p.Text[s.from:s.to])
		bytes, count = s.to, s.end
		for run+1 < len(p.Runs) && p.Runs[run].End <= s.first {
			run++
		}
		at := p.Place
		at.Run, at.Start, at.End = p.Runs[run].Index, s.first, s.end
		d.doc.Residue = append(d.doc.Residue, Residue{s.kind, p.Text[s.from:s.to], at})
	}
	p.cut(found)
}

// trim takes the white space at both ends of a paragraph off its text and runs; Indent keeps what stood before.
func (p *Paragraph) trim() {
	left := strings.TrimLeftFunc(p.Text, isWhite)
	text := strings.TrimRightFunc(left, isWhite)
	if len(text) == len(p.Text) {
		return
	}
	p.Indent = p.Text[:len(p.Text)-len(left)]
	first := runes(p.Indent)
	end := first + runes(text)
	p.cut([]stretch{
		{from: 0, to: len(p.Indent), first: 0, end: first},
		{from: len(p.Indent) + len(text), to: len(p.Text), first: end, end: end + runes(left[len(text):])},
	})
}

// cut removes stretches, in order, from text and runs.
func (p *Paragraph) cut(gone []stretch) {
	if len(gone) == 0 {
		return
	}
	var b strings.Builder
	type part struct{ first, end, shift int }
	var kept []part
	bytes, count, removed := 0, 0, 0
	for _, s := range gone {
		b.WriteString(p.Text[bytes:s.from])
		kept = append(kept, part{count, s.first, removed})
		bytes, count = s.to, s.end
		removed += s.end - s.first
	}
	b.WriteString(p.Text[bytes:])
	kept = append(kept, part{count, count + runes(p.Text[bytes:]), removed})
	var out []Run
	k := 0
	for _, r := range p.Runs {
		for k < len(kept)-1 && kept[k].end < r.Start {
			k++
		}
		for j := k; j < len(kept) && kept[j].first <= r.End; j++ {
			from, to := max(r.Start, kept[j].first), min(r.End, kept[j].end)
			if from > to || from == to && r.Start < r.End {
				continue
			}
			q := r
			q.Start, q.End, q.Skip = from-kept[j].shift, to-kept[j].shift, r.Skip+from-r.Start
			out = append(out, q)
			if r.Start == r.End {
				break
			}
		}
	}
	p.Text, p.Runs = b.String(), out
}
