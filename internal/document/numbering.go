package document

import "strings"

const levels = 9

// A numLevel is one level of a list.
type numLevel struct {
	defined bool
	start   int
	format  string
	text    string // with %1 … %9
	suffix  string // tab, space, nothing
	restart int    // lvlRestart: restart after this level (from 1); 0: never; -1: after any higher level
	legal   bool   // isLgl: all numbers in decimal
	style   string // paragraph style tied to the level
}

// An abstractNum is a list definition with its counters: lists (w:num) of one definition count together.
type abstractNum struct {
	levels  [levels]numLevel
	link    string // numStyleLink: the definition is that of a numbering style
	count   [levels]int
	started [levels]bool
}

// A list is a w:num.
type list struct {
	abstract *abstractNum
	over     [levels]*numLevel
	restart  [levels]int // startOverride, -1 if none
	used     [levels]bool
}

// numbering holds the lists of a document.
type numbering struct {
	lists  map[string]*list
	styles *styles
}

func readNumbering(root *node, st *styles) *numbering {
	nb := &numbering{lists: map[string]*list{}, styles: st}
	if root == nil {
		return nb
	}
	abstracts := map[string]*abstractNum{}
	for n := root.first; n != nil; n = n.next {
		if n.is("abstractNum") {
			abstracts[n.get("abstractNumId")] = readAbstract(n)
		}
	}
	for n := root.first; n != nil; n = n.next {
		if n.is("num") {
			nb.lists[n.get("numId")] = readList(n, abstracts)
		}
	}
	for _, l := range nb.lists {
		nb.follow(l)
	}
	return nb
}

func readAbstract(n *node) *abstractNum {
	a := &abstractNum{link: n.kid("numStyleLink").val()}
	for k := n.first; k != nil; k = k.next {
		if i := k.num("ilvl", -1); k.is("lvl") && i >= 0 && i < levels {
			a.levels[i] = readLevel(k)
		}
	}
	return a
}

func readLevel(n *node) numLevel {
	l := numLevel{defined: true, start: n.kid("start").num("val", 0), format: n.kid("numFmt").val(), text: n.kid("lvlText").val(), suffix: n.kid("suff").val(), restart: -1, style: n.kid("pStyle").val()}
	if r := n.kid("lvlRestart"); r != nil {
		l.restart = r.num("val", -1)
	}
	l.legal, _ = n.kid("isLgl").on()
	if l.format == "" {
		l.format = "decimal"
		if f := n.kid("numFmt"); f == nil { // mc:AlternateContent around a custom format
			for k := n.first; k != nil; k = k.next {
				if k.name == "AlternateContent" {
					if c := choice(k).kid("numFmt"); c != nil {
						l.format = c.val()
					}
				}
			}
		}
	}
	return l
}

func readList(n *node, abstracts map[string]*abstractNum) *list {
	l := &list{abstract: abstracts[n.kid("abstractNumId").val()]}
	for i := range l.restart {
		l.restart[i] = -1
	}
	for k := n.first; k != nil; k = k.next {
		i := k.num("ilvl", -1)
		if !k.is("lvlOverride") || i < 0 || i >= levels {
			continue
		}
		if s := k.kid("startOverride"); s != nil {
			l.restart[i] = s.num("val", 1)
		}
		if v := k.kid("lvl"); v != nil {
			lv := readLevel(v)
			l.over[i] = &lv
		}
	}
	return l
}

// follow resolves a list whose definition is that of a numbering style.
func (nb *numbering) follow(l *list) {
	for range 5 {
		if l.abstract == nil || l.abstract.link == "" {
			return
		}
		other := nb.lists[nb.styles.byID[l.abstract.link].num.id]
		if other == nil || other == l || other.abstract == nil {
			return
		}
		l.abstract = other.abstract
	}
}

func (l *list) level(i int) numLevel {
	if o := l.over[i]; o != nil {
		return *o
	}
	return l.abstract.levels[i]
}

// A numRef is a paragraph's or style's reference to a list: numId and level, -1 if not given.
type numRef struct {
	id    string
	level int
}

// next counts a paragraph of the list and prints its number. suffix is what Word puts between number and text.
func (nb *numbering) next(ref numRef, style string) (text, suffix string, bullet bool) {
	l := nb.lists[ref.id]
	if l == nil || l.abstract == nil {
		return "", "", false
	}
	i := ref.level
	if i < 0 {
		i = l.levelOfStyle(style)
	}
	if i >= levels {
		return "", "", false
	}
	lv := l.level(i)
	if !lv.defined {
		return "", "", false
	}
	l.count(i)
	text = l.print(i)
	switch lv.suffix {
	case "nothing":
	case "space":
		suffix = " "
	default:
		suffix = "\t"
	}
	return text, suffix, lv.format == "bullet"
}

func (l *list) levelOfStyle(style string) int {
	for i := range l.abstract.levels {
		if style != "" && l.level(i).style == style {
			return i
		}
	}
	return 0
}

// count moves the counter of level i on and sets inner levels back.
func (l *list) count(i int) {
	a := l.abstract
	for k := 0; k <= i; k++ { // a start override counts once, when the list first comes to the level
		if l.restart[k] >= 0 && !l.used[k] {
			l.used[k] = true
			a.count[k], a.started[k] = l.restart[k], k < i
			if k == i {
				a.count[k]--
				a.started[k] = true
			}
		}
	}
	switch {
	case a.started[i]:
		a.count[i]++
	default:
		a.count[i], a.started[i] = l.level(i).start, true
	}
	for k := 0; k < i; k++ {
		if !a.started[k] { // a level that was skipped shows its start
			a.count[k] = l.level(k).start
		}
	}
	for k := i + 1; k < levels; k++ {
		if r := l.level(k).restart; r == 0 || r > 0 && i >= r {
			continue
		}
		a.started[k] = false
	}
}

// print fills the level's text.
func (l *list) print(i int) string {
	lv := l.level(i)
	if lv.format == "bullet" {
		return bulletSign(lv.text)
	}
	if lv.format == "none" && !strings.Contains(lv.text, "%") {
		return lv.text
	}
	var b strings.Builder
	rs := []rune(lv.text)
	for k := 0; k < len(rs); k++ {
		if rs[k] != '%' || k+1 >= len(rs) || rs[k+1] < '1' || rs[k+1] > '9' {
			b.WriteRune(rs[k])
			continue
		}
		k++
		n := int(rs[k] - '1')
		format := l.level(n).format
		if lv.legal && format != "none" {
			format = "decimal"
		}
		b.WriteString(formatNumber(format, l.abstract.count[n]))
	}
	return b.String()
}

// bulletSign replaces signs of symbol fonts by the Unicode signs that look alike.
func bulletSign(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0xE000 && r <= 0xF8FF {
			if m := symbol(r); m != r {
				return m
			}
			return '•'
		}
		return r
	}, s)
}

// symbol is the Unicode sign that looks like a sign of Wingdings, Wingdings 2 or Symbol, or r itself.
func symbol(r rune) rune {
	if m, ok := symbols[r]; ok {
		return m
	}
	return r
}

var symbols = map[rune]rune{
	0xF0FE: '☑', 0xF052: '☑', 0xF0A8: '☐', 0xF06F: '☐', 0xF0A3: '☐', 0xF02A: '☐', 0xF0FD: '☒', 0xF051: '☒', 0xF054: '☒',
	0xF0FC: '✓', 0xF050: '✓', 0xF0FB: '✗', 0xF04F: '✗', 0xF06E: '■', 0xF06C: '●', 0xF0B7: '•', 0xF09F: '•', 0xF0A7: '▪',
	0xF075: '◆', 0xF076: '❖', 0xF0D8: '➢', 0xF0E0: '→', 0xF0A1: '○', 0xF071: '❑', 0xF0F0: '⇨', 0xF0B2: '☆', 0xF0AB: '★',
}
