package document

import (
	"regexp"
	"strings"
	"unicode"
)

// A Section is a heading or a numbered item with what belongs to it.
type Section struct {
	Heading   Heading
	Paragraph *Paragraph
	Depth     int // 1 for the outermost
	From, To  int // blocks of the document, heading and inner sections included: Blocks[From:To]
	Parent    *Section
	Children  []*Section
	Expected  int  // the value that is due here when another is printed, else 0
	Misnumber bool // the number is of another kind than its neighbours': 5、 where 五、 is due
}

// Item reports that the section is an item of a list rather than a section with a title.
func (s *Section) Item() bool { return s.Heading.Form == Item }

// A Tree is the outline of a document. Ranges are of Document.Blocks, from and up to.
type Tree struct {
	Title    Range // lines of the title, in front
	Lead     Range // text between title and first section
	Sections []*Section
	Sign     Range // unit and date at the end of the text, before annexes
	blocks   []Block
	nested   map[[2]Kind]bool // kinds met as level and inner level
}

// A Range is Blocks[From:To].
type Range struct{ From, To int }

// Empty reports that nothing is in the range.
func (r Range) Empty() bool { return r.From >= r.To }

// All yields every section in the order of the document.
func (t *Tree) All(yield func(*Section) bool) {
	var walk func([]*Section) bool
	walk = func(ss []*Section) bool {
		for _, s := range ss {
			if !yield(s) || !walk(s.Children) {
				return false
			}
		}
		return true
	}
	walk(t.Sections)
}

// Path is the headings from the outermost to the section, as printed.
func (s *Section) Path() []string {
	if s == nil {
		return nil
	}
	return append(s.Parent.Path(), s.Heading.Printed())
}

// Own is the section's blocks after its heading, up to its first child.
func (s *Section) Own() Range {
	if len(s.Children) > 0 {
		return Range{s.From + 1, s.Children[0].From}
	}
	return Range{s.From + 1, s.To}
}

// An open section waits for its next sibling or child.
type open struct {
	section *Section
	kind    Kind // of its level; a wrong number does not change it
	depth   int  // components of a dotted number
	last    int
}

// Outline finds the sections of a document: by outline levels of its styles, and by the kinds of numbering relative to each other. The first
// kind met below another is its inner level, whatever the locality. Wrong numbers keep their place: a value that is out of order stays with
// its kind, and a number of the wrong kind that continues an open level belongs there.
func Outline(doc *Document) *Tree {
	t := &Tree{blocks: doc.Blocks, nested: map[[2]Kind]bool{}}
	var stack []open
	for i, b := range doc.Blocks {
		p, ok := b.(*Paragraph)
		if !ok || p.Box {
			continue
		}
		h, ok := p.Heading()
		if !ok || h.Number.Kind == NoNumber && h.Form == Item {
			continue
		}
		stack = t.add(stack, &Section{Heading: h, Paragraph: p, From: i})
	}
	t.close(t.Sections, len(doc.Blocks))
	t.front()
	t.sign()
	t.judge(t.Sections)
	return t
}

// add puts a section into the tree and returns the open sections.
func (t *Tree) add(stack []open, s *Section) []open {
	n := s.Heading.Number
	level, kind := t.level(stack, s)
	if kind != n.Kind {
		s.Misnumber = true
	}
	last, depth := n.Value, len(n.Values)
	if level < len(stack) { // a sibling
		if due := stack[level].last + 1; due != n.Value && n.Value != 1 && n.Value != 0 {
			s.Expected = due
		}
		if s.Misnumber {
			depth = stack[level].depth
		}
	} else if n.Value > 1 {
		s.Expected = 1
	}
	if n.Kind == AnnexList {
		if inner, ok := parseNumber(s.Heading.Title); ok {
			last = inner.Value
		}
	}
	stack = stack[:level]
	if level > 0 {
		s.Parent = stack[level-1].section
		s.Parent.Children = append(s.Parent.Children, s)
		t.nested[[2]Kind{stack[level-1].kind, kind}] = true
	} else {
		t.Sections = append(t.Sections, s)
	}
	s.Depth = level + 1
	stack = append(stack, open{s, kind, depth, last})
	if n.Kind == AnnexList && last > 0 { // 附件：1.…: the first item stands in the same line
		stack = append(stack, open{s, Arabic, 0, last})
	}
	return stack
}

// meant is the kind that a slip of the hand replaces: 5、 for 五、, (2) for （二）.
var meant = map[Kind]Kind{Arabic: Chinese, ArabicParen: ChineseParen, HalfParen: ChineseParen}

// level finds the depth at which a section belongs, and the kind of numbering of that depth.
func (t *Tree) level(stack []open, s *Section) (int, Kind) {
	n := s.Heading.Number
	if n.Kind == AnnexList || n.Kind == Annex {
		return 0, n.Kind
	}
	if n.Kind == NoNumber {
		return styleLevel(stack, s.Heading.Level), NoNumber
	}
	same := -1
	for i := len(stack) - 1; i >= 0 && same < 0; i-- {
		if stack[i].kind == n.Kind && stack[i].depth == len(n.Values) {
			same = i
		}
	}
	if same >= 0 && (n.Value == 1 || n.Value >= stack[same].last && n.Value <= stack[same].last+2) { // next, repeated or one left out
		return same, n.Kind
	}
	if due, ok := meant[n.Kind]; ok && n.Value > 1 && s.Heading.Form == Line {
		for j := len(stack) - 1; j >= 0; j-- { // a wrong kind that continues an open level
			if stack[j].kind == due && stack[j].last+1 == n.Value {
				return j, due
			}
		}
	}
	if same >= 0 {
		return same, n.Kind
	}
	if s.Heading.Level > 0 {
		if l := styleLevel(stack, s.Heading.Level); l < len(stack) && !(stack[l].kind < n.Kind && stack[l].kind != NoNumber) {
			return l, n.Kind
		}
	}
	l := len(stack)
	for l > 0 && stack[l-1].kind > n.Kind && stack[l-1].kind != NoNumber {
		top := stack[l-1]
		if t.nested[[2]Kind{top.kind, n.Kind}] || n.Value == 1 && top.last == 1 && top.section.Heading.Form == Line {
			break // this document nests the kinds the other way round
		}
		l--
	}
	return l, n.Kind
}

// styleLevel is the depth below the innermost open section of a higher outline level.
func styleLevel(stack []open, level int) int {
	for i := len(stack) - 1; i >= 0; i-- {
		if l := stack[i].section.Heading.Level; l > 0 && l < level {
			return i + 1
		}
	}
	return 0
}

// close sets the end of each section.
func (t *Tree) close(ss []*Section, end int) {
	for i, s := range ss {
		s.To = end
		if i+1 < len(ss) {
			s.To = ss[i+1].From
		}
		t.close(s.Children, s.To)
	}
}

// judge tells headings from items by what their neighbours are and what follows them.
func (t *Tree) judge(ss []*Section) {
	items, bare := 0, 0
	for _, s := range ss {
		if len(s.Children) == 0 && s.Heading.Form == Item {
			items++
		}
		if len(s.Children) == 0 && s.Heading.Form == Line && s.To-s.From == 1 {
			bare++
		}
	}
	for _, s := range ss {
		h := &s.Heading
		leaf := len(s.Children) == 0
		short := h.Form == Item && runes(strings.TrimRight(h.Title, "。；;")) <= sentenceLen && !strings.ContainsAny(h.Title, "；;，")
		switch {
		case !leaf && short: // deeper text follows: a title that ends with a full stop
			title := strings.TrimRight(h.Title, "。；;")
			h.Form, h.End, h.Stop = Line, h.Title[len(title):], h.Start+runes(title)
			h.Title, h.Body = title, runes(s.Paragraph.Text)
		case leaf && h.Level == 0 && h.Number.Kind >= Arabic && h.Form != Item && (items*2 > len(ss) || bare == len(ss)):
			h.item([]rune(s.Paragraph.Text)[min(h.Start, runes(s.Paragraph.Text)):])
		}
		t.judge(s.Children)
	}
}

// front finds the title and the lead before the first section.
func (t *Tree) front() {
	end := len(t.blocks)
	if len(t.Sections) > 0 {
		end = t.Sections[0].From
	}
	i := 0
	for ; i < end && i < 6; i++ {
		p, ok := t.blocks[i].(*Paragraph)
		if !ok || runes(p.Text) > titleLen || running(p.Text) {
			break
		}
	}
	t.Title, t.Lead = Range{0, i}, Range{i, end}
}

// running reports whether a line is of running text or of a page, not of a title: it ends or goes on as a sentence does,
// or is no more than a number.
func running(s string) bool {
	return strings.ContainsAny(lastRune(s), "。；：:，,;、") || strings.Contains(s, "。") || strings.Count(s, ",")+strings.Count(s, "，") > 1 ||
		strings.Trim(s, "0123456789 —-–") == ""
}

func lastRune(s string) string {
	rs := []rune(s)
	if len(rs) == 0 {
		return ""
	}
	return string(rs[len(rs)-1])
}

var (
	dateLine = regexp.MustCompile(`^(?:\d{2,4}|[〇○Ｏ零一二三四五六七八九０-９]{4})\s*[年.．/-]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:[月.．/-]\s*(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日?)?)$`)
	unitLine = regexp.MustCompile(`(?:局|委|委员会|厅|办|办公室|中心|政府|院|校|学校|大学|站|所|处|队|公司|部|会|馆|社|厂|场|行|管委会|支队|总队)(?:（[^）]*）|\([^)]*\)|（盖章）)?$`)
)

// sign finds the unit and the date that end the text, and cuts them off the last section.
func (t *Tree) sign() {
	end := len(t.blocks)
	var last *Section
	for _, s := range t.Sections {
		if s.Heading.Number.Kind == Annex {
			end = s.From
			break
		}
		last = s
	}
	from := end
	date, unit := false, false
	for from > 0 {
		p, ok := t.blocks[from-1].(*Paragraph)
		if !ok || runes(p.Text) > 40 {
			break
		}
		text := strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, p.Text)
		if !date && !unit && dateLine.MatchString(text) {
			date = true
		} else if !unit && unitLine.MatchString(text) && !strings.ContainsAny(text, "。；，：:") && !startsWithNumber(text) {
			unit = true
		} else {
			break
		}
		from--
	}
	t.Sign = Range{from, end}
	for s := last; s != nil && from < end; {
		s.To = max(min(s.To, from), s.From+1)
		if len(s.Children) == 0 {
			break
		}
		s = s.Children[len(s.Children)-1]
	}
}

func startsWithNumber(s string) bool {
	_, ok := parseNumber(s)
	return ok
}
