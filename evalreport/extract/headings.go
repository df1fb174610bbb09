package extract

import (
	"strings"

	"github.com/evalreport/go/evalreport"
)

// vocabulary is vocabulary.yaml.
type vocabulary struct {
	Headings    []headingEntry      `json:"headings" label:"标题"`
	Tails       []string            `json:"tails" label:"尾字"`
	Content     []headingEntry      `json:"content" label:"正文"`
	Closed      map[string][]string `json:"closed" label:"不再分"`
	Attachments []string            `json:"attachments" label:"附件"`
	Kinds       []kindEntry         `json:"kinds" label:"类型"`
	Units       []string            `json:"units" label:"单位"`
	Derived     []derivedEntry      `json:"derived" label:"推出"`
}

type headingEntry struct {
	Path  string   `json:"path" label:"章节"`
	Words []string `json:"words" label:"词"`
}

type kindEntry struct {
	Kind  evalreport.Kind `json:"kind" label:"类型"`
	Words []string        `json:"words" label:"词"`
}

type derivedEntry struct {
	From    string `json:"from" label:"来源"`
	To      string `json:"to" label:"去处"`
	Pattern string `json:"pattern" label:"式样"`
}

// headingWords is one way to recognise a section by its heading.
type headingWords struct {
	path  string
	other string // of a heading of one locality: what it is elsewhere, where no part of its own says so
	whole bool
	has   []string
	not   []string
}

// headings prepares the words of the vocabulary, in order.
func (v *vocabulary) headings() []headingWords {
	var out []headingWords
	for _, e := range v.Headings {
		for _, w := range e.Words {
			h := headingWords{path: e.Path}
			w, h.whole = strings.CutPrefix(w, "=")
			parts := strings.Split(w, "-")
			h.has, h.not = strings.Split(parts[0], "+"), parts[1:]
			out = append(out, h)
		}
	}
	return out
}

// section is the path of the section that a heading names, or "". deep headings (1., (1)) must be the words themselves:
// within running text a word alone proves little.
func (k *knowledge) section(title string, deep bool) string { return k.sectionWith(title, deep, nil) }

// sectionWith also knows whether the section has a part of its own of some kind. A locality may call a section by the name
// that elsewhere is its part's: 主要绩效及评价结论 is about effects where 评价结论 follows as a part, and else is the result.
func (k *knowledge) sectionWith(title string, deep bool, has func(path string) bool) string {
	t := readLabel(title).bare
	short := t
	for _, tail := range k.words.Tails {
		if s, ok := strings.CutSuffix(short, tail); ok && s != "" {
			short = s
			break
		}
	}
	for _, h := range k.headings {
		if !h.match(t, short, deep) {
			continue
		}
		if h.other != "" && has != nil && !has(h.other) {
			return h.other
		}
		return h.path
	}
	return ""
}

func (h *headingWords) match(t, short string, deep bool) bool {
	if len(h.has) == 1 && h.has[0] == t {
		return true
	}
	if h.whole || deep && len(h.has) == 1 {
		return short == h.has[0] || t == h.has[0]
	}
	for _, w := range h.has {
		if !strings.Contains(t, w) {
			return false
		}
	}
	for _, w := range h.not {
		if strings.Contains(t, w) {
			return false
		}
	}
	return !deep || len([]rune(t)) <= 12
}

// byContent is the section that a text is about, judged by its words.
func (k *knowledge) byContent(text string) string {
	t := fold(text)
next:
	for _, e := range k.words.Content {
		for _, w := range e.Words {
			if !strings.Contains(t, w) {
				continue next
			}
		}
		return e.Path
	}
	return ""
}
