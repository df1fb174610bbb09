package extract

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/evalreport/go/evalreport/extract/claims"
)

// fieldRules is fields.yaml: which figure of the prose goes to which field.
type fieldRules struct {
	Columns     map[string]map[string]string `json:"columns" label:"栏"`
	Finance     []string                     `json:"finance" label:"讲钱的章节"`
	OwnRules    []string                     `json:"own_rules" label:"只用自己的规则"`
	ActualStart []string                     `json:"actual_starts" label:"实际数"`
	SumsOnly    []string                     `json:"sums_only" label:"成套才读的章节"`
	Amounts     []amountRule                 `json:"amounts" label:"金额"`
	Classes     []string                     `json:"classes" label:"经济分类"`
	Lists       []listRule                   `json:"lists" label:"清单"`
	Counts      []countRule                  `json:"counts" label:"数量"`
	PostKinds   []string                     `json:"post_kinds" label:"编制类型"`
	Levels      []string                     `json:"levels" label:"层级名称的结尾"`
	Posted      []string                     `json:"posted" label:"占编制的人"`
	UnitStops   []string                     `json:"unit_stops" label:"单位名称之后"`
	Scores      []wordRule                   `json:"scores" label:"得分"`
	NoScore     []string                     `json:"no_score" label:"不是得分"`
	OtherIncome []string                     `json:"income_sources" label:"另外的收入来源"`
	Matters     []string                     `json:"matters" label:"分别打分的"`
	Rates       []wordRule                   `json:"rates" label:"比率"`
	Introducers []string                     `json:"introducers" label:"引出词"`
	NotBudget   []string                     `json:"not_budget" label:"不是预算数"`
	Regions     []string                     `json:"regions" label:"一个地区的"`
	Sources     []string                     `json:"sources" label:"资金来源"`
	Partial     []string                     `json:"partial" label:"一级的资金"`
	Averages    []string                     `json:"averages" label:"平均"`
	Raised      []string                     `json:"raised" label:"到位"`
	Investment  []string                     `json:"investment" label:"总投资"`
	NoneWords   []string                     `json:"none_words" label:"没有"`
	TargetWords []string                     `json:"target_words" label:"目标词"`

	FundSections   []string `json:"fund_sections" label:"项目报告里也讲资金的章节"`
	TargetSections []string `json:"target_sections" label:"讲目标和完成的章节"`
}

type amountRule struct {
	Measure string   `json:"measure,omitzero" label:"名称"`
	Canon   string   `json:"canon,omitzero" label:"式样"`
	Subject string   `json:"subject,omitzero" label:"原话"`
	Ahead   string   `json:"ahead,omitzero" label:"数前的字"`
	Not     []string `json:"not,omitempty" label:"没有"`
	In      []string `json:"in,omitempty" label:"章节"`
	NotIn   []string `json:"not_in,omitempty" label:"不在章节"`
	Kinds   []string `json:"kinds,omitempty" label:"报告类型"`
	To      string   `json:"to" label:"去处"`
	Kind    string   `json:"kind" label:"种类"`
	Columns []string `json:"columns,omitempty" label:"栏"`

	pattern, subject, ahead *regexp.Regexp
}

type listRule struct {
	Of      string   `json:"of" label:"总数"`
	By      []string `json:"by,omitempty" label:"按"`
	Classes bool     `json:"classes,omitzero" label:"经济分类"`
	Column  string   `json:"column,omitzero" label:"栏"`
	To      string   `json:"to" label:"去处"`
}

type countRule struct {
	Measure string   `json:"measure,omitzero" label:"名称"`
	Has     []string `json:"has,omitempty" label:"有"`
	Also    []string `json:"also,omitempty" label:"还有"`
	Not     []string `json:"not,omitempty" label:"没有"`
	In      []string `json:"in" label:"章节"`
	Total   bool     `json:"total,omitzero" label:"合计"`
	To      string   `json:"to" label:"去处"`
	List    string   `json:"list,omitzero" label:"清单"`
}

type wordRule struct {
	Has []string `json:"has" label:"有"`
	In  []string `json:"in,omitempty" label:"章节"`
	To  string   `json:"to" label:"去处"`
}

func (f *fieldRules) compile() error {
	for i := range f.Amounts {
		a := &f.Amounts[i]
		if f.Columns[a.Kind] == nil {
			return fmt.Errorf("fields.yaml：没有“%s”这一种栏", a.Kind)
		}
		var err error
		if a.Canon != "" {
			a.pattern, err = regexp.Compile(a.Canon)
		}
		if a.Subject != "" && err == nil {
			a.subject, err = regexp.Compile(a.Subject)
		}
		if a.Ahead != "" && err == nil {
			a.ahead, err = regexp.Compile(a.Ahead + "$")
		}
		if err != nil {
			return fmt.Errorf("fields.yaml：%w", err)
		}
	}
	return nil
}

// amount finds the rule for an amount: the first that fits its words, section and column.
func (f *figures) amount(c *claims.Claim, section string) *amountRule {
	own := slices.Contains(f.rules.OwnRules, section)
	ahead := fold(f.text(c)[:c.Span.ByteStart])
	for i := range f.rules.Amounts {
		a := &f.rules.Amounts[i]
		if own && len(a.In) == 0 || !a.holds(section, string(f.column[c]), string(f.b.r.Meta.Kind)) {
			continue
		}
		if a.fits(c, ahead) {
			return a
		}
	}
	return nil
}

// holds reports whether a rule is one of a section, a column and a kind of report.
func (a *amountRule) holds(section, column, kind string) bool {
	return (len(a.In) == 0 || slices.Contains(a.In, section)) && !slices.Contains(a.NotIn, section) &&
		(len(a.Columns) == 0 || slices.Contains(a.Columns, column)) && (len(a.Kinds) == 0 || slices.Contains(a.Kinds, kind))
}

// fits reports whether an amount bears the name that a rule is about. ahead is the text before the amount.
func (a *amountRule) fits(c *claims.Claim, ahead string) bool {
	switch {
	case a.subject != nil && !a.subject.MatchString(fold(c.Subject)) || hasAny(c.Subject, a.Not):
		return false
	case a.ahead != nil:
		return a.ahead.MatchString(ahead)
	case a.Measure != "" && a.Measure == c.Measure:
		return true
	case a.pattern != nil:
		return (c.Measure == "" || c.Measure == "专项资金") && a.pattern.MatchString(c.Canon)
	}
	return a.Measure == "" && c.Measure == "" // its words alone name it
}

func (r *countRule) match(c *claims.Claim, section string) bool {
	if !slices.Contains(r.In, section) || r.Total && !c.Total {
		return false
	}
	if r.Measure != "" {
		return r.Measure == c.Measure
	}
	s := fold(c.Subject)
	return hasAny(s, r.Has) && !hasAny(s, r.Not) && (len(r.Also) == 0 || hasAny(s, r.Also))
}

func hasAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}
