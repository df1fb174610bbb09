package docxtemplate

import (
	"bytes"
	"hash/crc32"
	"strings"

	"github.com/evalreport/go/docxtemplate/internal/lang"
	"github.com/evalreport/go/internal/document"
)

// modelItem is one thing that the template prints in a sequence of things.
type modelItem struct {
	kind     itemKind
	text     pattern // itemPara
	keys     []string
	shown    string // the text as it stands in the template
	table    *tableModel
	row      *rowModel
	body     []*modelItem // itemLoop
	branches [][]*modelItem
	list     []segment // itemLoop
	open     *mark
	scoped   bool // a level of names ends with it
	where    document.Place
}

type itemKind uint8

const (
	itemPara itemKind = iota
	itemTable
	itemRow
	itemLoop   // body repeats
	itemChoice // one of the branches stands there
	itemRich   // any paragraphs and tables
)

// model is the template as its readers see it.
type model struct {
	c        *compiler
	root     *shape
	names    *namer
	body     []*modelItem
	stories  map[string][]*modelItem // headers and footers, by where they stand
	notes    [][]*modelItem
	controls []*mark          // content controls and form boxes whose own tag is a path
	byTag    map[string]*mark // of those, by that tag
	repeats  map[string]*mark // repeating sections, by their own tag
	blind    []*mark          // tags whose values no reader of the text sees
	marks    []*mark          // all tags that print values, in order
	tables   []*tableModel
	holes    []pattern // texts of labels with tags in them
	optional int       // blocks around the place that may print nothing
	muted    int       // blocks around it that are not read
}

// model reads the template for data of a shape; root is nil when nothing is known of them.
func (t *Template) model(root *shape) (*model, error) {
	c, err := newCompiler(t.cfg)
	if err != nil {
		return nil, err
	}
	src, err := t.file()
	if err != nil {
		return nil, err
	}
	m := &model{c: c, root: root, stories: map[string][]*modelItem{}, repeats: map[string]*mark{}, byTag: map[string]*mark{}}
	m.names = newNamer(t, root)
	doc, err := document.ReadDocx(bytesReader(src), int64(len(src)), document.Options{Verbatim: true, Prompts: true})
	if doc == nil {
		return nil, err
	}
	for _, l := range t.layouts {
		m.findControls(l, l.root.kids, false)
	}
	m.body = m.sequence(doc.Blocks, 0)
	for _, s := range doc.Headers {
		m.stories["header "+s.Kind] = m.sequence(s.Blocks, 0)
	}
	for _, s := range doc.Footers {
		m.stories["footer "+s.Kind] = m.sequence(s.Blocks, 0)
	}
	for _, n := range doc.Notes {
		m.notes = append(m.notes, m.sequence(n.Blocks, 0))
	}
	m.settleControls()
	m.findBlind(t.layouts)
	return m, nil
}

// file is the template as a file again.
func (t *Template) file() ([]byte, error) {
	var b bytes.Buffer
	z := &zipWriter{}
	z.start(&b)
	sources := map[string]*layout{}
	for _, l := range t.layouts {
		sources[l.name] = l
	}
	for _, e := range t.out {
		if l := sources[e.name]; l != nil {
			e = outEntry{name: e.name, stored: e.stored, crc: crc32.ChecksumIEEE(l.src), size: uint64(len(l.src)), data: l.src}
		}
		if err := z.raw(&e); err != nil {
			return nil, err
		}
	}
	err := z.finish()
	return b.Bytes(), err
}

// name finds where the value of a tag belongs.
func (m *model) name(k *mark) {
	if k.Kind == lang.Value || k.Kind == lang.Rich {
		box := k.leaf.box
		k.path, k.leaf = m.names.place(k)
		k.leaf.box = box
		k.optional, k.muted = m.optional > 0, m.muted > 0
		m.marks = append(m.marks, k)
	}
}

// bit is a stretch of a text: characters or a tag.
type bit struct {
	text string
	tag  *mark
}

// bits cuts a text of the template at its tags.
func (m *model) bits(s string, where document.Place) []bit {
	var out []bit
	text := func(s string) {
		if s != "" {
			out = append(out, bit{text: s})
		}
	}
	for s != "" {
		at, open := findDelim(s, m.c.delims.open, 0)
		if at < 0 {
			break
		}
		if at > 0 && s[at-1] == '\\' {
			text(s[:at-1] + s[at:at+open])
			s = s[at+open:]
			continue
		}
		end, size := findDelim(s, m.c.delims.close, closeFrom(s, at+open, m.c.delims))
		if end < 0 {
			break
		}
		text(s[:at])
		k := &mark{raw: s[at : end+size], where: where}
		if parsed, err := lang.Parse(s[at+open:end], m.c.lang); err == nil {
			k.Tag = m.names.settle(parsed)
			k.chain, _ = m.c.registry.Bind(k.Pipes)
		} else {
			k.Kind = lang.Comment
		}
		if k.Kind == lang.Literal {
			text(k.Text)
		} else {
			out = append(out, bit{tag: k})
		}
		s = s[end+size:]
	}
	text(s)
	return out
}

// paragraphBits cuts a paragraph at its tags; the content of a control whose own tag is a path counts as that tag.
func (m *model) paragraphBits(p *document.Paragraph) []bit {
	if k := m.byTag[p.Control]; k != nil && p.Text == "" {
		k := *k
		k.where = p.Place
		return []bit{{tag: &k}}
	}
	var out []bit
	var inside *mark
	prompt := false
	from := 0
	cut := func(to int) {
		s := p.Slice(from, to)
		switch {
		case s == "", inside == nil && prompt && !strings.Contains(s, m.c.delims.open):
		case inside != nil && !strings.Contains(s, m.c.delims.open):
			k := *inside
			k.where = p.At(from, to)
			out = append(out, bit{tag: &k})
		default:
			out = append(out, m.bits(s, p.Place)...)
		}
		from = to
	}
	for _, r := range p.Runs {
		if k := m.byTag[r.Control]; k != inside || r.Prompt != prompt {
			cut(r.Start)
			inside, prompt = k, r.Prompt
		}
	}
	cut(len([]rune(p.Text)))
	return out
}

// sequence makes items of some blocks, which have so many content controls around all of them.
func (m *model) sequence(blocks []document.Block, around int) []*modelItem {
	b := &builder{m: m}
	b.push(&modelItem{})
	for _, block := range blocks {
		switch block := block.(type) {
		case *document.Paragraph:
			b.within(block.Around[min(around, len(block.Around)):])
			b.paragraph(block)
		case *document.Table:
			b.within(block.Around[min(around, len(block.Around)):])
			b.add(m.tableItem(block))
		}
	}
	return b.finish()
}

// builder puts items into the blocks around them.
type builder struct {
	m        *model
	stack    []*modelItem
	sections []string // tags of the repeating sections that are open
}

func (b *builder) push(i *modelItem) { b.stack = append(b.stack, i) }

func (b *builder) add(i *modelItem) {
	top := b.stack[len(b.stack)-1]
	if n := len(top.branches); n > 0 {
		top.branches[n-1] = append(top.branches[n-1], i)
		return
	}
	top.body = append(top.body, i)
}

// finish closes what is still open and gives the outermost items.
func (b *builder) finish() []*modelItem {
	b.within(nil)
	for len(b.stack) > 1 {
		b.end()
	}
	return b.stack[0].body
}

func (b *builder) end() {
	if len(b.stack) < 2 {
		return
	}
	top := b.stack[len(b.stack)-1]
	b.stack = b.stack[:len(b.stack)-1]
	if top.scoped {
		b.m.names.leave()
	}
	b.m.optional--
	if len(top.branches) > 0 && top.open.Kind != lang.Else {
		top.branches = append(top.branches, nil)
	}
	if row := top.onlyRow(); row != nil {
		b.add(row)
		return
	}
	b.add(top)
}

// block takes a tag of a block into account.
func (b *builder) block(k *mark) {
	if k.opens() {
		b.m.optional++
	}
	switch k.Kind {
	case lang.Loop, lang.Section:
		i := &modelItem{kind: itemLoop, open: k, scoped: true, where: k.where}
		i.list = b.m.names.enter(k)
		if i.list == nil { // no list: its fields are the scope, or a condition
			i.kind, i.branches = itemChoice, [][]*modelItem{nil}
		}
		b.push(i)
	case lang.If, lang.IfNot:
		b.push(&modelItem{kind: itemChoice, open: k, branches: [][]*modelItem{nil}, where: k.where})
	case lang.ElseIf, lang.Else:
		top := b.stack[len(b.stack)-1]
		switch {
		case len(b.stack) > 1 && top.kind == itemChoice:
			top.branches = append(top.branches, nil)
			top.open = k
		case len(b.stack) > 1 && top.kind == itemLoop:
			b.end()
			b.m.optional++
			b.push(&modelItem{kind: itemChoice, open: k, branches: [][]*modelItem{nil, nil}}) // what stands there when the list is empty
		}
	case lang.End:
		b.end()
	}
}

// paragraph adds a paragraph: blocks that open and end in it are part of its text, other block tags stand around it.
func (b *builder) paragraph(p *document.Paragraph) {
	bits := b.m.paragraphBits(p)
	inner := innerBlocks(bits)
	var text []bit
	flush := func() {
		if len(text) > 0 {
			b.addText(text, p.Place)
			text = nil
		}
	}
	for i, c := range bits {
		if c.tag == nil || !c.tag.opensOrEnds() || inner[i] {
			text = append(text, c)
			continue
		}
		flush()
		b.block(c.tag)
	}
	flush()
}

func (b *builder) addText(bits []bit, where document.Place) {
	i := &modelItem{kind: itemPara, where: where, shown: shownText(bits)}
	i.text = b.m.pattern(bits)
	if len(i.text) == 1 && i.text[0].hole != nil && i.text[0].hole.Kind == lang.Rich {
		i.kind = itemRich
	}
	if i.text.fixed() {
		i.keys = keys(i.shown)
		if len(i.shown) > maxLabel {
			i.keys = []string{strings.Map(wordRune, string(foldText(i.shown).runes))}
		}
		if len(i.keys) == 0 {
			return
		}
	}
	b.add(i)
}

func shownText(bits []bit) string {
	var s strings.Builder
	for _, c := range bits {
		s.WriteString(c.text)
		if c.tag != nil && (c.tag.Kind == lang.Value || c.tag.Kind == lang.Rich) {
			s.WriteString(c.tag.raw)
		}
	}
	return strings.TrimSpace(s.String())
}

func (k *mark) opensOrEnds() bool {
	switch k.Kind {
	case lang.Loop, lang.Section, lang.If, lang.IfNot, lang.ElseIf, lang.Else, lang.End:
		return true
	}
	return false
}

func (k *mark) opens() bool {
	return k.Kind == lang.Loop || k.Kind == lang.Section || k.Kind == lang.If || k.Kind == lang.IfNot
}

// innerBlocks says which block tags have both their ends among some bits.
func innerBlocks(bits []bit) map[int]bool {
	out := map[int]bool{}
	var stack [][]int
	for i, c := range bits {
		switch {
		case c.tag == nil:
		case c.tag.opens():
			stack = append(stack, []int{i})
		case (c.tag.Kind == lang.Else || c.tag.Kind == lang.ElseIf) && len(stack) > 0:
			stack[len(stack)-1] = append(stack[len(stack)-1], i)
		case c.tag.Kind == lang.End && len(stack) > 0:
			for _, n := range append(stack[len(stack)-1], i) {
				out[n] = true
			}
			stack = stack[:len(stack)-1]
		}
	}
	return out
}

// pattern makes a pattern of bits whose blocks are complete.
func (m *model) pattern(bits []bit) pattern {
	p, _ := m.patternUntil(bits, 0)
	return p
}

// patternUntil reads bits from i up to the end of the block, and gives the place of the tag that ends it.
func (m *model) patternUntil(bits []bit, i int) (pattern, int) {
	var out pattern
	for ; i < len(bits); i++ {
		c := bits[i]
		if c.tag == nil {
			if lit := foldText(c.text).runes; len(lit) > 0 {
				out = append(out, piece{lit: lit})
			}
			continue
		}
		switch k := c.tag; {
		case k.Kind == lang.Value || k.Kind == lang.Rich:
			m.name(k)
			out = append(out, piece{hole: k})
		case k.Kind == lang.Else || k.Kind == lang.ElseIf || k.Kind == lang.End:
			return out, i
		case k.opens():
			var c piece
			c, i = m.inner(bits, i)
			out = append(out, c)
		}
	}
	return out, i
}

// inner makes a piece of the block that opens at i, and gives the place of its end.
func (m *model) inner(bits []bit, i int) (piece, int) {
	open := bits[i].tag
	var list []segment
	loop := open.Kind == lang.Loop || open.Kind == lang.Section
	if loop {
		list = m.names.enter(open)
	}
	body, at := m.patternUntil(bits, i+1)
	if loop {
		m.names.leave()
	}
	branches, otherwise := []pattern{body}, false
	for at < len(bits) && bits[at].tag.Kind != lang.End {
		otherwise = otherwise || bits[at].tag.Kind == lang.Else
		var b pattern
		b, at = m.patternUntil(bits, at+1)
		branches = append(branches, b)
	}
	if list != nil {
		c := piece{body: body, list: list}
		if len(branches) == 1 || len(body) == 0 {
			return c, at
		}
		return piece{branches: append([]pattern{{c}}, branches[1:]...)}, at
	}
	if !otherwise {
		branches = append(branches, pattern{})
	}
	for i, b := range branches { // white space alone tells nothing
		if len(b.holes()) == 0 && strings.TrimSpace(b.words()) == "" {
			branches[i] = pattern{}
		}
	}
	return piece{branches: branches}, at
}
