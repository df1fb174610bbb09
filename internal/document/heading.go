package document

import (
	"regexp"
	"strings"
)

// Form says how a heading stands in its paragraph.
type Form uint8

const (
	Line  Form = iota + 1 // the paragraph is the heading
	RunIn                 // the heading, ended by 。 or ：, and then text in the same paragraph
	Item                  // a numbered sentence: an item of a list, not a heading
)

// A Heading is a numbered or styled beginning of a section.
type Heading struct {
	Number      Number
	Title       string // without number and end mark; of an Item the whole text
	End         string // the mark that ends the title: 。 ： or nothing
	Form        Form
	Level       int // 1–9 when the paragraph has an outline level, else 0
	Start, Stop int // runes of Title in Paragraph.Text
	Body        int // rune of Paragraph.Text at which running text begins; its length when there is none
}

// Printed is the number and the title as printed.
func (h Heading) Printed() string { return h.Number.Raw + h.Title }

const (
	titleLen    = 45 // runes of a heading that fills its paragraph; a longer one is a sentence
	runInLen    = 32 // runes of a run-in heading
	sentenceLen = 22 // runes of a heading that ends with 。
)

// Heading reads the paragraph as a heading or a numbered item; false when it has neither a number nor an outline level. It looks at the
// paragraph alone; [Outline] also looks at what follows, and knows better which items are headings.
func (p *Paragraph) Heading() (Heading, bool) {
	if p.Contents || p.Bullet {
		return Heading{}, false
	}
	n, ok := parseNumber(p.Text)
	if !ok && p.Number != "" {
		n, ok = autoNumber(p)
	}
	if !ok && p.OutlineLevel == 0 {
		return Heading{}, false
	}
	h := Heading{Number: n, Level: p.OutlineLevel, Start: n.Len}
	h.divide([]rune(p.Text), p.OutlineLevel > 0)
	return h, true
}

// autoNumber reads an automatic number such as "1" that has no separator in print.
func autoNumber(p *Paragraph) (Number, bool) {
	v, end, _ := number([]rune(p.Number), 0)
	if v <= 0 || v > maxValue || end != runes(p.Number) || !strings.HasPrefix(p.Text, p.Number) {
		return Number{}, false
	}
	rest := p.Text[len(p.Number):]
	return Number{Kind: Arabic, Value: v, Raw: p.Number, Len: end + runes(rest) - runes(strings.TrimLeftFunc(rest, isWhite))}, true
}

// divide finds where the title ends.
func (h *Heading) divide(text []rune, styled bool) {
	rest := text[min(h.Start, len(text)):]
	stop, mark := titleEnd(rest)
	h.Stop = h.Start + stop
	h.Title = strings.TrimRightFunc(string(rest[:stop]), isWhite)
	h.Body = len(text)
	body := stop
	if mark != 0 {
		h.End = string(mark)
		for body++; body < len(rest) && isWhite(rest[body]); body++ {
		}
	}
	long := titleLen
	if styled {
		long = 2 * titleLen
	}
	commas := strings.Count(h.Title, "，") + strings.Count(h.Title, ",")
	switch {
	case h.Number.Kind == AnnexList || h.Number.Kind == Annex:
		h.Form, h.Title, h.Stop, h.End = Line, string(rest), len(text), ""
	case body < len(rest): // text follows
		if mark != '；' && mark != ';' && stop <= runInLen && commas <= 1 && !figure.MatchString(h.Title) {
			h.Form, h.Body = RunIn, h.Start+body
			return
		}
		h.item(rest)
	case mark == '。' && stop > sentenceLen, mark == '；', mark == ';', mark == '，', stop > long, commas > 1 && !styled:
		h.item(rest)
	case mark == '。' && (h.Number.Kind >= Arabic || h.Number.Kind == NoNumber):
		h.item(rest)
	case figure.MatchString(h.Title) && h.Number.Kind >= Arabic && !styled:
		h.item(rest)
	default:
		h.Form = Line
	}
}

func (h *Heading) item(rest []rune) {
	h.Form, h.Title, h.End = Item, string(rest), ""
	h.Stop = h.Start + len(rest)
	h.Body = h.Start
}

// figure is an amount with its unit, which titles do not state.
var figure = regexp.MustCompile(`\d(?:万元|亿元|元|%|％|个百分点|家|人|万|亿)`)

// titleEnd finds the first mark that ends a title, outside brackets and quotes. stop is the length of rest when there is none.
func titleEnd(rest []rune) (stop int, mark rune) {
	depth := 0
	for i, r := range rest {
		switch r {
		case '（', '(', '《', '“', '「', '【', '〔':
			depth++
		case '）', ')', '》', '”', '」', '】', '〕':
			depth = max(depth-1, 0)
		case '。', '；', ';', '：', ':', '！', '？', '\n':
			if depth == 0 || i > 60 {
				return i, r
			}
		case '，':
			if i == len(rest)-1 {
				return i, r
			}
		}
	}
	return len(rest), 0
}

var (
	leaders = regexp.MustCompile(`(?:[.．…·]{3,}|\t|[ 　]{3,})\s*[-–—(（]?\s*[\dIVXivx]{1,4}\s*[-–—)）]?$`)
	dots    = regexp.MustCompile(`[.．…·]{3,}`)
)

// contentsLine recognises a line of a table of contents by its leaders and page number.
func contentsLine(s string) bool {
	if len(s) > 300 || !dots.MatchString(s) && !strings.Contains(s, "\t") {
		return false
	}
	return leaders.MatchString(s)
}
