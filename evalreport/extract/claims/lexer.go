package claims

import (
	"strings"
	"unicode"
)

// text is a paragraph made ready for reading: runes folded to half width, brackets and quotes matched,
// cut into sentences, segments (；) and clauses (，：). Folding keeps one rune for one rune, so that
// every place in the folded text is a place in the source.
type text struct {
	src      string
	runes    []rune
	off      []int // byte offset of each rune, and of the end
	encl     []int // the bracket each rune stands in; 0 is the paragraph itself
	quoted   []bool
	brackets []bracket
	clauseOf []int
	clauses  []clause
	tokens   []token
}

// bracket is a pair of round or square brackets; open and end are the runes of the pair itself.
type bracket struct{ open, close, parent int }

// clause is a stretch of text without commas, inside one bracket.
type clause struct {
	start, end int
	bracket    int
	sentence   int
	segment    int
}

var folded = map[rune]rune{
	'，': ',', '：': ':', '；': ';', '（': '(', '）': ')', '％': '%', '．': '.', '！': '!', '？': '?',
	'［': '[', '］': ']', '【': '[', '】': ']', '〔': '[', '〕': ']', '　': ' ', '\u00a0': ' ', '\t': ' ',
	'－': '-', '—': '-', '–': '-', '―': '-', '−': '-', '～': '~', '﹪': '%', '＝': '=', '＜': '<', '＞': '>',
	'＋': '+', '／': '/', '≧': '≥', '≦': '≤', '⩾': '≥', '⩽': '≤', '﹑': '、', '｡': '。', '､': '、', '\r': '\n',
}

func fold(r rune) rune {
	if f, ok := folded[r]; ok {
		return f
	}
	if r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ' {
		return r - 0xfee0
	}
	return r
}

// readText lexes a paragraph. It takes time linear in the length.
func readText(s string) *text {
	t := &text{src: s, runes: make([]rune, 0, len(s)/2), off: make([]int, 0, len(s)/2+1)}
	for i, r := range s {
		t.runes = append(t.runes, fold(r))
		t.off = append(t.off, i)
	}
	t.off = append(t.off, len(s))
	t.matchPairs()
	t.tokens = scanNumbers(t)
	t.cutClauses()
	return t
}

const maxQuote, maxBracket = 120, 400 // runes; a longer pair is a forgotten half

// matchPairs finds brackets and quotes. Halves without a partner count as ordinary signs.
func (t *text) matchPairs() {
	n := len(t.runes)
	t.encl = make([]int, n)
	t.quoted = make([]bool, n)
	t.brackets = []bracket{{open: -1, close: n}}
	type half struct {
		at   int
		want rune
	}
	var open, quotes []half
	var pairs []bracket
	straight := -1
	for i, r := range t.runes {
		switch r {
		case '(':
			open = append(open, half{i, ')'})
		case '[':
			open = append(open, half{i, ']'})
		case ')', ']':
			if k := len(open) - 1; k >= 0 && open[k].want == r {
				if i-open[k].at <= maxBracket {
					pairs = append(pairs, bracket{open: open[k].at, close: i})
				}
				open = open[:k]
			}
		case '“', '《', '「', '『', '‘':
			quotes = append(quotes, half{i, closing(r)})
		case '”', '》', '」', '』', '’':
			if k := len(quotes) - 1; k >= 0 && quotes[k].want == r {
				t.quote(quotes[k].at, i)
				quotes = quotes[:k]
			}
		case '"':
			if straight >= 0 {
				t.quote(straight, i)
				straight = -1
			} else {
				straight = i
			}
		case '。', '\n':
			straight = -1
			open = open[:0]
			if r == '\n' {
				quotes = quotes[:0]
			}
		}
	}
	t.nest(pairs)
}

func closing(r rune) rune {
	switch r {
	case '“':
		return '”'
	case '《':
		return '》'
	case '「':
		return '」'
	case '『':
		return '』'
	}
	return '’'
}

func (t *text) quote(from, to int) {
	if to-from > maxQuote || to-from == 0 || t.quoted[from] {
		return
	}
	for i := from; i <= to; i++ {
		t.quoted[i] = true
	}
}

// nest numbers the brackets in order of their opening and notes for each rune the innermost one.
func (t *text) nest(pairs []bracket) {
	openAt := make(map[int]bracket, len(pairs))
	for _, p := range pairs {
		openAt[p.open] = p
	}
	current := 0
	for i := range t.runes {
		if p, ok := openAt[i]; ok && !t.quoted[i] {
			p.parent = current
			t.brackets = append(t.brackets, p)
			t.encl[i] = current
			current = len(t.brackets) - 1
			continue
		}
		if current != 0 && i == t.brackets[current].close {
			current = t.brackets[current].parent
		}
		t.encl[i] = current
	}
}

// cutClauses numbers sentences, segments and clauses. Inside a bracket the count goes on by itself,
// but a full stop there ends only the bracket's own sentence.
func (t *text) cutClauses() {
	n := len(t.runes)
	t.clauseOf = make([]int, n+1)
	for i := range t.tokens { // commas inside numbers are no commas
		for j := t.tokens[i].start; j < t.tokens[i].end; j++ {
			t.clauseOf[j] = -1
		}
	}
	sentence, segment := 0, 0
	open := []int{t.addClause(0, 0, sentence, segment)} // one open clause for each bracket level
	level := 0
	for i, r := range t.runes {
		for level != t.encl[i] {
			if t.brackets[t.encl[i]].parent == level && t.encl[i] != 0 && t.brackets[t.encl[i]].open < i {
				level = t.encl[i]
				open = append(open, t.addClause(i, level, sentence, segment))
				continue
			}
			t.clauses[open[len(open)-1]].end = i
			open = open[:len(open)-1]
			level = t.brackets[level].parent
		}
		top := len(open) - 1
		inNumber := t.clauseOf[i] == -1
		t.clauseOf[i] = open[top]
		if inNumber || t.quoted[i] {
			continue
		}
		switch r {
		case '。', '!', '?', '\n':
			sentence++
			segment++
		case ';':
			segment++
		case ',', ':':
		default:
			continue
		}
		t.clauses[open[top]].end = i
		open[top] = t.addClause(i+1, level, sentence, segment)
	}
	for _, c := range open {
		t.clauses[c].end = n
	}
	t.clauseOf[n] = open[0]
}

func (t *text) addClause(start, bracket, sentence, segment int) int {
	t.clauses = append(t.clauses, clause{start: start, end: start, bracket: bracket, sentence: sentence, segment: segment})
	return len(t.clauses) - 1
}

// span turns runes [from, to) into a Span, surrounding white space left out.
func (t *text) span(from, to int) Span {
	for from < to && unicode.IsSpace(t.runes[from]) {
		from++
	}
	for to > from && unicode.IsSpace(t.runes[to-1]) {
		to--
	}
	return Span{Start: from, End: to, ByteStart: t.off[from], ByteEnd: t.off[to]}
}

// source is the text of a span as printed.
func (t *text) source(s Span) string { return t.src[s.ByteStart:s.ByteEnd] }

// at reports whether the folded text has the words at rune i.
func (t *text) at(i int, words string) bool {
	for _, w := range words {
		if i < 0 || i >= len(t.runes) || t.runes[i] != w {
			return false
		}
		i++
	}
	return true
}

// before reports whether the words end right before rune i.
func (t *text) before(i int, words string) bool {
	return t.at(i-len([]rune(words)), words)
}

// skipSpace is the first rune at or after i that is no blank.
func (t *text) skipSpace(i int) int {
	for i < len(t.runes) && t.runes[i] == ' ' {
		i++
	}
	return i
}

// trimSpace is the end of what stands before rune i, blanks left out.
func (t *text) trimSpace(i int) int {
	for i > 0 && t.runes[i-1] == ' ' {
		i--
	}
	return i
}

// plain is the folded text of runes [from, to) without the brackets that hold more than a few words.
func (t *text) plain(from, to int) string {
	var b strings.Builder
	level := t.levelAt(from)
	for i := from; i < to; i++ {
		if id := t.encl[i]; id != level && id != 0 && t.brackets[id].parent == level {
			if p := t.brackets[id]; p.close-p.open > 5 {
				if strings.HasSuffix(b.String(), "(") {
					s := b.String()
					b.Reset()
					b.WriteString(s[:len(s)-1])
				}
				i = p.close
				continue
			}
		}
		b.WriteRune(t.runes[i])
	}
	return b.String()
}

func (t *text) levelAt(i int) int {
	if i < len(t.encl) {
		return t.encl[i]
	}
	return 0
}

// normal is the folded words without quotes, brackets and blanks: “三公” 经费 becomes 三公经费.
func normal(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '“', '”', '"', '‘', '’', '(', ')', '[', ']', '《', '》', '「', '」', ' ', '\n':
			return -1
		}
		return r
	}, s)
}

func isHan(r rune) bool    { return unicode.Is(unicode.Han, r) }
func isDigit(r rune) bool  { return r >= '0' && r <= '9' }
func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }
