package evalreport

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
)

// Measure is an indicator's target or result as printed: ≥90%, 100家, 107(含…16人）, 按年度计划完成. The text is kept
// to the letter; the comparison, number, unit and note in it are read on demand. The zero Measure is blank.
type Measure string

// Comparison is the sign in front of a target.
type Comparison string

// The comparisons that targets use. ≥ covers 以上 and 不低于, ≤ covers 以下, 以内 and 不超过.
const (
	ComparisonNone    Comparison = ""
	ComparisonEqual   Comparison = "="
	ComparisonAtLeast Comparison = "≥"
	ComparisonAtMost  Comparison = "≤"
	ComparisonGreater Comparison = ">"
	ComparisonLess    Comparison = "<"
	ComparisonAbout   Comparison = "约"
)

// maxMeasure is the length in bytes beyond which a text is no figure.
const maxMeasure = 4096

// Quantity is what a [Measure] says in figures.
type Quantity struct {
	Comparison Comparison
	Value      decimal.Decimal
	Places     int32  // decimal places as printed
	Unit       string // %, 家, 万元 …; empty when none is printed
	Note       string // what follows in brackets, brackets included
}

var measureMarks = strings.NewReplacer("％", "%", "，", ",")

var measurePattern = regexp.MustCompile(`^\s*(≥|≤|>=|<=|=|>|<|＞|＜|＝|不低于|不少于|不超过|不高于|大于等于|小于等于|大于|小于|达到|约|至少)?\s*` +
	`([-+]?\d[\d,]*(?:\.\d+)?)\s*` +
	`([^\d\s()（）,，。；;、以及]{0,8}?)\s*(以上|以下|以内|左右|及以上|及以下)?\s*([(（].*[)）])?\s*$`)

var comparisons = byWord(map[Comparison]string{
	ComparisonAtLeast: "≥ >= 不低于 不少于 大于等于 至少 达到 以上 及以上",
	ComparisonAtMost:  "≤ <= 不超过 不高于 小于等于 以下 以内 及以下",
	ComparisonEqual:   "= ＝",
	ComparisonGreater: "> ＞ 大于",
	ComparisonLess:    "< ＜ 小于",
	ComparisonAbout:   "约 左右",
})

func byWord(words map[Comparison]string) map[string]Comparison {
	of := map[string]Comparison{}
	for c, list := range words {
		for _, word := range strings.Fields(list) {
			of[word] = c
		}
	}
	return of
}

// Quantity reads the figure in m, and false when there is none or more than one.
func (m Measure) Quantity() (Quantity, bool) {
	if len(m) > maxMeasure {
		return Quantity{}, false
	}
	s := measureMarks.Replace(string(m))
	g := measurePattern.FindStringSubmatch(s)
	if g == nil {
		return Quantity{}, false
	}
	f, err := parseFigure(g[2])
	if err != nil {
		return Quantity{}, false
	}
	q := Quantity{Comparison: comparisons[g[1]], Value: f.dec, Places: f.Places(), Unit: g[3], Note: g[5]}
	if q.Comparison == ComparisonNone {
		q.Comparison = comparisons[g[4]]
	}
	return q, true
}

// IsBlank reports whether nothing was printed.
func (m Measure) IsBlank() bool { return strings.TrimSpace(string(m)) == "" }

// String is the printed text.
func (m Measure) String() string { return string(m) }
