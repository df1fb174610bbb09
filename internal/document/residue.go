package document

import (
	"regexp"
	"strings"
	"unicode"
)

// ResidueKind says why something was taken out of the text.
type ResidueKind string

const (
	Chrome      ResidueKind = "chrome"      // what a web page prints around the text: 发布时间, 打印本页, 字号 …
	Markup      ResidueKind = "markup"      // remains of HTML, bookmarks and field codes
	Filler      ResidueKind = "filler"      // braille blanks, private-use, zero-width and control characters
	PageNumber  ResidueKind = "page-number" // page numbers that stand between the lines
	HiddenWords ResidueKind = "hidden"      // formatted as hidden: Word does not print it
	Placeholder ResidueKind = "placeholder" // prompt of a content control that nobody filled
	CellMark    ResidueKind = "cell-mark"   // in Document.Marks: a bar or rule that a text dump writes for a table
)

// Residue is something that stood in the file and is not part of the text.
type Residue struct {
	Kind  ResidueKind
	Text  string
	Place Place
}

const htmlNames = `a|abbr|b|big|blockquote|body|br|center|col|colgroup|dd|div|dl|dt|em|figure|font|form|h[1-6]|head|hr|html|i|iframe|img|input|label|li|link|meta|ol|option|p|pre|script|select|small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|title|tr|u|ul|(?:o|w|v|st1):\w+`

// residuePattern finds what extractors leave within a line. Group 1 is markup; anything else is filler.
var residuePattern = regexp.MustCompile(`(?i)(` + strings.Join([]string{
	`\[(?:bookmark|image|graphic|picture|embedded|if\s|endif)[^\]\n]*\]`,
	`<!--[^\n]*?-->`,
	`</?(?:` + htmlNames + `)(?:\s[^<>\n]*)?/?>`,
	`<(?:` + htmlNames + `)\s+[a-z-]+\s*=\s*["'][^<>\n]*$`,
	`[\x{2800}-\x{28FF}\x{FFFD}＜]?/(?:` + htmlNames + `)>`,
	`&(?:nbsp|ensp|emsp|thinsp|zwnj|zwj|#160|#xa0|#12288|#8194|#8195);`,
	`HYPERLINK\s+(?:\\[a-z]\s+)*"[^"\n]*"(?:\s+\\[a-z](?:\s+"[^"\n]*")?)*`,
	`INCLUDEPICTURE\s+(?:\\[a-z]\s+)*"[^"\n]*"(?:\s+\\[a-z])*`,
	`PAGEREF\s+\w+(?:\s+\\[a-z])*`,
	`TOC(?:\s+\\[a-z](?:\s+"[^"\n]*")?)+`,
	`\\\*\s*(?:MERGEFORMAT\w*|CHARFORMAT|Arabic)`,
}, `|`) + `)|[\x{2800}-\x{28FF}]+(?:\s+[\x{2800}-\x{28FF}]+)*|[\x{E000}-\x{F8FF}]+|[` + invisible + `]+`)

// invisible lists characters that print nothing: control characters other than white space, zero-width marks and joiners,
// directional marks, soft hyphen, variation selectors.
const invisible = `\x00-\x08\x0E-\x1F\x7F\x{AD}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{2064}\x{FE00}-\x{FE0F}\x{FEFF}`

// suspicious reports whether a line can hold residue at all; most lines are spared the pattern.
func suspicious(s string) bool {
	for _, r := range s {
		switch {
		case r == '[' || r == '>' || r == '<' || r == '&' || r == '\\' || r == '"':
			return true
		case r < ' ' && r != '\t' && r != '\n', r == 0x7F, r == 0xAD:
			return true
		case r >= 0x200B && r <= 0x2064 && (r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2060):
			return true
		case r >= 0x2800 && r <= 0x28FF, r >= 0xE000 && r <= 0xF8FF, r == 0xFEFF, r >= 0xFE00 && r <= 0xFE0F:
			return true
		}
	}
	return false
}

// A stretch is a byte range of a line that is residue.
type stretch struct {
	from, to   int
	kind       ResidueKind
	first, end int // the same in runes, where needed
}

// residueIn finds the residue within a line.
func residueIn(s string) []stretch {
	if !suspicious(s) {
		return nil
	}
	var out []stretch
	for _, m := range residuePattern.FindAllStringSubmatchIndex(s, -1) {
		kind := Filler
		if m[2] >= 0 {
			kind = Markup
		}
		out = append(out, stretch{from: m[0], to: m[1], kind: kind})
	}
	return out
}

// isWhite reports whether a rune is white space in the sense of comparing texts: Unicode white space and the ideographic space.
func isWhite(r rune) bool { return unicode.IsSpace(r) || r == '\u3000' || r == '\u00A0' }

func trimWhite(s string) string { return strings.TrimFunc(s, isWhite) }
