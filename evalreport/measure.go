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
	NoComparison   Comparison = ""
	Equal          Comparison = "="
	AtLeast        Comparison = "≥"
	AtMost         Comparison = "≤"
	GreaterThan    Comparison = ">"
	LessThan       Comparison = "<"
	Approximately  Comparison = "约"
	maxMeasureRune            = 4096
)

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

var comparisons = map[string]Comparison{
	"≥": AtLeast, ">=": AtLeast, "不低于": AtLeast, "不少于": AtLeast, "大于等于": AtLeast, "至少": AtLeast, "达到": AtLeast,
	"≤": AtMost, "<=": AtMost, "不超过": AtMost, "不高于": AtMost, "小于等于": AtMost,
	"=": Equal, "＝": Equal, ">": GreaterThan, "＞": GreaterThan, "大于": GreaterThan, "<": LessThan, "＜": LessThan, "小于": LessThan, "约": Approximately,
	"以上": AtLeast, "及以上": AtLeast, "以下": AtMost, "以内": AtMost, "及以下": AtMost, "左右": Approximately,
}

// Quantity reads the figure in m, and false when there is none or more than one.
func (m Measure) Quantity() (Quantity, bool) {
	if len(m) > maxMeasureRune {
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
	if q.Comparison == NoComparison {
		q.Comparison = comparisons[g[4]]
	}
	return q, true
}

// IsBlank reports whether nothing was printed.
func (m Measure) IsBlank() bool { return strings.TrimSpace(string(m)) == "" }

// String is the printed text.
func (m Measure) String() string { return string(m) }
