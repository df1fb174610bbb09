// Package claims reads the figures of Chinese finance prose: amounts, percentages, counts, scores, dates,
// with what each is of, its year, column, unit and exact place, and the arithmetic that ties them together.
//
//	set := claims.Analyse([]claims.Paragraph{{Text: "全年支出120万元，其中：基本支出80万元，项目支出45万元。"}})
//	for _, o := range claims.Observe(set) {
//		fmt.Println(o.Rule, o.Severity, o.Message)
//	}
//
// Parse reads one paragraph; Analyse reads a run of them and joins the claims into groups (sums, lists,
// shares, changes, rates, balances); the observers compare what is printed with what the arithmetic gives.
// Nothing is repaired and nothing is guessed: a figure whose meaning is not clear takes part in no group.
// Words of regulation and custom (names of measures, columns, counters, typing errors) stand in vocab.yaml.
package claims

import (
	"github.com/shopspring/decimal"
)

// Kind says what sort of figure a claim is.
type Kind uint8

// The kinds of figures. Amount to Ratio are figures of account; the others are recognised so that
// they are not taken for such figures.
const (
	Other   Kind = iota // a number without a meaning we know: part of a name, a time span, a range
	Amount              // 12.5万元
	Percent             // 77.08%
	Points              // 0.7个百分点
	Count               // 14个, 2万余家
	Ratio               // 2.5倍
	Score               // 99分
	Number              // a bare number
	Date                // 2023年3月20日, 8月份
	Year                // 2023年度
	Period              // 1-11月
	Ordinal             // 第9位, 18届
	DocNo               // 〔2021〕5号
	Phone               // 0731-12345678
	Heading             // the 3. of a numbered item
)

var kindNames = [...]string{"其他", "金额", "百分比", "百分点", "数量", "倍数", "分值", "数字", "日期", "年度", "期间", "序数", "文号", "电话", "编号"}

// String is the kind's Chinese name.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return kindNames[Other]
}

// Figure reports whether claims of this kind are figures of account.
func (k Kind) Figure() bool { return k >= Amount && k <= Number }

// Trend is the direction of a comparison.
type Trend uint8

// The directions: 增长, 下降, 节约.
const (
	Flat Trend = iota
	Up
	Down
	Saved
)

// Op is the comparison printed before or after a figure.
type Op string

// The comparisons. Exactly is the zero value: the figure stands for itself.
const (
	Exactly Op = ""
	AtLeast Op = "≥"
	AtMost  Op = "≤"
	Above   Op = ">"
	Below   Op = "<"
)

// Column is the column of account a figure stands in, as vocab.yaml names it: 年初预算, 追加, 决算, 到位 …
type Column string

// Columns the arithmetic knows. vocab.yaml maps printed words to them.
const (
	NoColumn  Column = ""
	Initial   Column = "年初预算"
	Adjusted  Column = "追加"
	Budget    Column = "预算"
	Allocated Column = "下达"
	Arrived   Column = "到位"
	Actual    Column = "决算"
	Withdrawn Column = "收回"
	CarryIn   Column = "上年结转"
	CarryOut  Column = "结转结余"
	Added     Column = "新增"
	Net       Column = "净增"
	Removed   Column = "减少"
	Received  Column = "受理"
	Done      Column = "办结"
	Planned   Column = "计划"
	Stock     Column = "存量"
	Asked     Column = "限价" // what was asked at most: 控制价, 送审金额
	Awarded   Column = "成交" // what was agreed on: 中标价, 审定金额
)

// Span is a place in a paragraph's text, in runes and in bytes; the ends are exclusive.
type Span struct {
	Start, End         int // runes
	ByteStart, ByteEnd int
}

// Claim is one figure of a paragraph with everything the sentence says about it.
type Claim struct {
	Kind    Kind
	Subject string // what it is of, as printed: 2022年公务接待费预算
	Canon   string // the same normalised, without year and column: 公务接待费
	Measure string // the measure of the vocabulary that Canon is or ends with, or ""
	Noun    string // what a count counts, when it follows the counter: 规模工业企业

	Year   int    // the year the claim speaks of; 0 when not said
	Column Column // the column of account
	Of     string // the base of a share, as printed after 占
	Base   string // the base of a comparison, as printed after 较 or 比
	Trend  Trend  // 增长, 下降, 节约
	Op     Op
	Approx bool // 约, 近, 余, 左右
	Total  bool // 共, 合计, 总额
	Attrib bool // it qualifies a noun (5000万元项目, 过亿元企业) and is no figure of its own

	Value decimal.Decimal // as printed, in Unit
	Scale int             // printed decimal places
	Unit  string          // 万元, %, 个, 分 …
	Wan   decimal.Decimal // an amount in 万元; a count with its 万 or 亿 multiplied out

	Span  Span // from the first digit to the end of the unit
	Quote string

	Paragraph int    // index of the paragraph in the Set
	Parent    *Claim // the total this claim is a part of, when a group says so

	unit     *unitPrice
	share    *Claim // the share that the figure spells out: 占60%，为1200万元
	tok      token
	sentence int // running numbers inside the paragraph
	segment  int // between semicolons
	clause   int // between commas
	bracket  int // 0 outside brackets
	order    int // position in Parsed.Claims
	role     role
}

// role tells figures that qualify another figure from figures that stand on their own.
type role uint8

const (
	roleFigure role = iota
	roleShare       // 占…12%
	roleChange      // 较…减少12万元, 增长12%
	roleBase        // 较上年12万元
	roleRate        // 执行率12%
	rolePart        // 分别 lists whose names could not be matched, thresholds
)

// Paragraph is one paragraph of prose with its place in the document.
type Paragraph struct {
	Text     string
	Headings []string // the headings above it, outermost first; nil lets Analyse find headings by itself
	Place    string   // the caller's name for the place, copied into observations
}

// Parsed is a paragraph with its claims, in order of appearance.
type Parsed struct {
	Paragraph
	Index  int
	Claims []*Claim

	text  *text
	head  headInfo
	inWan bool // it has sums in 万元
}

// Set is what Analyse knows about a run of paragraphs.
type Set struct {
	Paragraphs []*Parsed
	Groups     []*Group

	byCanon   map[string][]*Claim // amounts by normalised name
	byMeasure map[string][]*Claim
	totals    map[*Claim]bool // totals of sums
	unlisted  []unlisted
	plans     map[string][]*Claim // figures that are planned, by what they count
	carriedIn bool                // some figure was carried in from the year before
	year      int                 // the year most often named
}

// GroupKind says what ties the claims of a group together.
type GroupKind uint8

// The kinds of groups.
const (
	Sum     GroupKind = iota // Total = Parts
	List                     // Total names how many Items follow
	Share                    // Rate = Parts[0] / Total
	Change                   // Rate (or difference) between Parts[0], the current value, and Total, the base
	Rate                     // Rate = Parts[0] / Total, named 执行率, 到位率 …
	Balance                  // Total = Parts: budget = spent + withdrawn + carried over
	Product                  // Total = Parts[0] × Parts[1] × Times: a price for one, and how many
)

// Closure says whether the parts of a group are meant to be all of them.
type Closure uint8

// Open parts are examples (主要包括, 等); Unsure parts may be all (其中); Likely parts are all by their names (其中男…、女…);
// Closed parts are all (分别为, 由…组成).
const (
	Open Closure = iota
	Unsure
	Likely
	Closed
)

// Group is a set of claims tied by arithmetic.
type Group struct {
	Kind    GroupKind
	Total   *Claim
	Parts   []*Claim
	Plus    []*Claim // of a Balance: what is added to the budget (追加, 上年结转)
	Items   []Item   // of a List
	MaxItem int      // how many items there are at most, when 和 or a comma leaves it open
	Rate    *Claim
	Times   decimal.Decimal // of a Product: how often, as in twelve months
	Intro   string          // the words that introduce the parts
	Closure Closure
	Rule    string // the rule that the arithmetic belongs to
	Loose   bool   // the words leave open whether it holds: only a slip of the hand is worth a remark
}

// Item is one entry of a list.
type Item struct {
	Name string
	Span Span
}

// Severity of an observation.
type Severity uint8

// The severities, mildest first.
const (
	Info Severity = iota
	Warning
	Error
)

// String is the severity's name as findings print it.
func (s Severity) String() string { return [...]string{"info", "warning", "error"}[s] }

// Place is words in a paragraph.
type Place struct {
	Paragraph int
	Span      Span
	Quote     string
}

// Observation is something an attentive reader would remark on.
type Observation struct {
	Rule     string // R70, as in the catalogue of rules
	Severity Severity
	Place
	Reported string // what is printed
	Expected string // what the arithmetic gives
	Message  string // in Chinese, with the sum written out
	Related  []Place
}
