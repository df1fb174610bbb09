package docxtemplate

import (
	"cmp"
	"slices"
	"sync"

	"github.com/evalreport/go/docxtemplate/internal/deflate"
)

// static is text of the template in the program of a part. Where it is printed
// is noted, so that the compressor need not search it for repetitions.
type static struct {
	text []byte
	of   *statics
	turn int // when it is printed first, among the others of the part
	id   int32
}

func (s *static) render(r *run) error {
	r.static(s)
	return r.spill()
}

// static appends static text.
func (r *run) static(s *static) {
	if r.known == s.of && r.quiet == 0 {
		r.marks = append(r.marks, deflate.Mark{At: r.flushed + len(r.buf), Text: s.id})
	}
	r.buf = append(r.buf, s.text...)
}

// takeBack shortens what was printed to end at a position, and drops the marks of what goes.
func (r *run) takeBack(at int) {
	r.buf = r.buf[:at-r.flushed]
	if r.quiet > 0 {
		return // a buffer of its own has no marks
	}
	n := len(r.marks)
	for n > 0 && r.known.end(r.marks[n-1]) > at {
		n--
	}
	r.marks = r.marks[:n]
}

// statics are the static texts of a part. The model of them is made when a
// document is first filled: checking a template does without.
type statics struct {
	list  []*static
	turns int
	size  int
	once  sync.Once
	model *deflate.Model
}

// maxStatic bounds the text that is matched against itself; longer templates
// are compressed like any text.
const maxStatic = 4 << 20

func (k *statics) turn() int {
	k.turns++
	return k.turns
}

func (k *statics) add(text []byte, turn int) *static {
	s := &static{text: slices.Clone(text), of: k, turn: turn}
	k.list = append(k.list, s)
	k.size += len(text)
	return s
}

// prepare numbers the texts; the program is not used before.
func (k *statics) prepare() {
	slices.SortStableFunc(k.list, func(a, b *static) int { return cmp.Compare(a.turn, b.turn) })
	for i, s := range k.list {
		s.id = int32(i)
	}
}

// end is the position behind the text of a mark.
func (k *statics) end(m deflate.Mark) int { return m.At + len(k.list[m.Text].text) }

// known is what is known of a part of a program, nil when that is no use.
func (t *Template) known(p *program, part string) *statics {
	k := p.known[part]
	if k == nil || t.general || k.size > maxStatic {
		return nil
	}
	k.once.Do(func() {
		texts := make([][]byte, len(k.list))
		for i, s := range k.list {
			texts[i] = s.text
		}
		k.model = deflate.NewModel(texts)
	})
	return k
}
