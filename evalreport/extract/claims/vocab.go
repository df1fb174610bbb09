package claims

import (
	_ "embed"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

//go:embed vocab.yaml
var vocabYAML []byte

// vocabulary is vocab.yaml as it stands, with indexes made once.
type vocabulary struct {
	Measures   map[string][]string
	Spelt      map[string][][]string // names put together from pieces
	Partitions []partition
	SumRules   struct {
		ByPart   map[string][]string `yaml:"by_part"`
		ByIntro  map[string][]string `yaml:"by_intro"`
		ByTotal  map[string][]string `yaml:"by_total"`
		ByColumn map[string][]Column `yaml:"by_column"`
	} `yaml:"sum_rules"`
	Columns       []columnWords
	ColumnsBehind []columnWords `yaml:"columns_behind"`
	ActualWords   []string      `yaml:"actual_words"`
	Rates         []rateName
	CostRates     []string `yaml:"cost_rates"`
	FullScore     []string `yaml:"full_score"`
	Got, Lost     []string
	WholeScores   []string `yaml:"whole_scores"`
	RateVerbs     []string `yaml:"rate_verbs"`
	Wholes        struct {
		Planned, Counted, Done, Refers, Finished []string
		OfLand                                   []string `yaml:"of_land"`
		Quality                                  [][]string
		DoneOf                                   []string `yaml:"done_of"`
		Bad, Last, Rates                         []string
		NotPlanned                               []string `yaml:"not_planned"`
		NotAmong                                 []string `yaml:"not_among"`
	}

	Per         map[string]string
	PerCounters map[string][]string `yaml:"per_counters"`
	PerMean     map[string]string   `yaml:"per_mean"`
	NoPrice     []string            `yaml:"no_price"`

	Currency       map[string]int
	Foreign        []string
	MoneyWords     []string `yaml:"money_words"`
	Counters       []string
	Spans          []string
	ScoreNotBefore string   `yaml:"score_not_before"`
	ListCounters   []string `yaml:"list_counters"`

	ApproxBefore []string      `yaml:"approx_before"`
	ApproxAfter  []string      `yaml:"approx_after"`
	ApproxEnd    []string      `yaml:"approx_end"`
	OpBefore     map[string]Op `yaml:"op_before"`
	OpAfter      map[string]Op `yaml:"op_after"`
	AttribAfter  []string      `yaml:"attrib_after"`

	Introducers struct {
		Closed, Unsure, Open []string
	}
	Breakdown       []string
	BreakdownStart  []string `yaml:"breakdown_start"`
	GenericSubjects []string `yaml:"generic_subjects"`
	OtherPart       []string `yaml:"other_part"`
	ListEnd         []string `yaml:"list_end"`

	Connectors []string
	Copulas    []string
	WholeWords []string `yaml:"whole_words"`
	Tails      []string
	BareTotals []string `yaml:"bare_totals"`

	Differences, Reductions []string
	ClosedLeads             []string `yaml:"closed_leads"`
	OpenLeads               []string `yaml:"open_leads"`
	Overrun                 []string
	Totalled, Scopes        []string
	GoesOn                  []string `yaml:"goes_on"`
	Totals                  []string
	EndTotals               []string `yaml:"end_totals"`

	Up, Down, Saved, Compare []string
	PreviousYear             []string `yaml:"previous_year"`
	BudgetBase               []string `yaml:"budget_base"`
	Status                   []string
	GoalHeadings             []string `yaml:"goal_headings"`
	ListSuffix               []string `yaml:"list_suffix"`
	Traits, Regions          []string
	UnitWords                []string `yaml:"unit_words"`
	PlanWords                []string `yaml:"plan_words"`
	MeasureFront             []string `yaml:"measure_front"`
	Covers                   [][]string
	Complements              []complement
	Scales                   [][]string
	KindNouns                []string `yaml:"kind_nouns"`
	Sources, Sizes           []string
	ListNouns                []string `yaml:"list_nouns"`
	ToldNouns                []string `yaml:"told_nouns"`
	WholeMeasures            []string `yaml:"whole_measures"`
	ProblemHeadings          []string `yaml:"problem_headings"`
	Typos                    []typo

	measureOf    map[string]string // synonym → measure
	longest      int               // runes of the longest synonym
	currencyUnit []string          // longest first
	counterSet   []string
	perWords     []string
	opBefore     []string
	opAfter      []string
	listCounter  map[string]bool
}

// columnWords are the words that say that a figure stands in a column of account.
type columnWords struct {
	Column Column
	Words  []string // … in a word stands for a few letters between its halves: 年初…预算
	apart  []halves
}

// halves are the two ends of words that may stand apart.
type halves struct{ front, back string }

// maxApart is how many bytes may stand between two halves: eight letters.
const maxApart = 24

// find gives the byte at which the words begin in s, what stands between their halves, and where they end; -1 when they
// are not there.
func (h halves) find(s string) (start int, between string, end int) {
	i := strings.Index(s, h.front)
	if i < 0 {
		return -1, "", 0
	}
	rest := s[i+len(h.front):]
	k := strings.Index(rest, h.back)
	if k < 0 || k > maxApart {
		return -1, "", 0
	}
	return i, rest[:k], i + len(h.front) + k + len(h.back)
}

// splitApart moves the words with … out of Words.
func (c *columnWords) splitApart() {
	c.Words = slices.DeleteFunc(c.Words, func(w string) bool {
		front, back, ok := strings.Cut(w, "…")
		if ok {
			c.apart = append(c.apart, halves{front, back})
		}
		return ok
	})
}

// partition names the parts that make up a total by definition.
type partition struct {
	Rule     string
	Of       []string
	Parts    []string
	Optional []string
	Columns  []Column
}

// rateName is a named rate and the columns it is the quotient of.
type rateName struct {
	Name  string
	Rule  string
	Saved bool // the numerator is what was saved: den - num
	Num   []Column
	Den   []Column
}

// typo is a known typing error; # in Wrong and Right stands for a number.
type typo struct {
	Wrong        string
	Right        string
	UnlessBefore []string `yaml:"unless_before"`
	UnlessAfter  []string `yaml:"unless_after"`
}

// vocab is the vocabulary, read once. The file is part of the program, so a fault in it is a fault of ours.
var vocab = sync.OnceValue(func() *vocabulary {
	v := new(vocabulary)
	if err := yaml.Unmarshal(vocabYAML, v); err != nil {
		panic("claims: vocab.yaml: " + err.Error())
	}
	for i := range v.Columns {
		v.Columns[i].splitApart()
	}
	v.measureOf = make(map[string]string)
	for name, words := range v.Measures {
		for _, w := range append([]string{name}, words...) {
			v.measureOf[w] = name
			v.longest = max(v.longest, utf8.RuneCountInString(w))
		}
	}
	for name, pieces := range v.Spelt {
		for _, w := range put(pieces) {
			v.measureOf[w] = name
			v.longest = max(v.longest, utf8.RuneCountInString(w))
		}
	}
	v.currencyUnit = longestFirst(keys(v.Currency))
	v.counterSet = longestFirst(append([]string(nil), v.Counters...))
	v.perWords = longestFirst(keys(v.Per))
	v.opBefore = longestFirst(keys(v.OpBefore))
	v.opAfter = longestFirst(keys(v.OpAfter))
	v.listCounter = make(map[string]bool)
	for _, c := range v.ListCounters {
		v.listCounter[c] = true
	}
	for _, words := range [][]string{v.Connectors, v.Copulas, v.Spans, v.EndTotals} {
		longestFirst(words)
	}
	return v
})

// put are the words made of one piece of each list, in order.
func put(pieces [][]string) []string {
	out := []string{""}
	for _, list := range pieces {
		var longer []string
		for _, front := range out {
			for _, w := range list {
				longer = append(longer, front+w)
			}
		}
		out = longer
	}
	return out
}

func keys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	return out
}

// longestFirst sorts words in place so that the first that fits is the longest that fits.
func longestFirst(words []string) []string {
	sort.SliceStable(words, func(i, j int) bool {
		if len(words[i]) != len(words[j]) {
			return len(words[i]) > len(words[j])
		}
		return words[i] < words[j]
	})
	return words
}

// measure finds the longest name of a measure that the normalised words end with.
// exact says that nothing stands before it.
func (v *vocabulary) measure(words string) (name string, exact bool) {
	starts := make([]int, 0, 32)
	for i := range words {
		starts = append(starts, i)
	}
	from := max(0, len(starts)-v.longest)
	for _, i := range starts[from:] {
		if m, ok := v.measureOf[words[i:]]; ok {
			return m, i == 0
		}
	}
	return "", false
}
