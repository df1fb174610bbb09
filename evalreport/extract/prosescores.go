package extract

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/evalreport/go/evalreport/extract/claims"
	"github.com/evalreport/go/internal/document"
)

var (
	gradeWord  = `[“"'‘]?(优秀|良好|中等|不合格|合格|较差|优|良|中|差)[”"'’]?`
	gradeAfter = regexp.MustCompile(`(?:等级|等次|级别|评定|评价结果|结果|绩效|评价)[^。，,；;]{0,6}?(?:(?:为|是|：|:)\s*|[“"])` + gradeWord + `(?:等级|等次|[。，,；;]|$)`)
	gradeAhead = regexp.MustCompile(`(?:为|达到|评为|属于|是)\s*` + gradeWord + `\s*(?:等级|等次|级别|档)`)
)

// partScore is what the score of one part of the scheme is called: 过程得分, 产出指标自评得分.
var partScore = regexp.MustCompile(`(?:投入|决策|过程|产出|效益|效果|管理|履职|成本|满意度|执行|执行率)(?:情况|指标|方面|部分|类)?(?:自评)?(?:实际)?(?:得分|实得|评分|得)$`)

// totalScore are words that say that a score is of everything.
var totalScore = []string{"总得分", "总分", "总评分", "综合得分", "综合评分", "合计得分", "最终得分"}

// weights finds the weight beside each score that has one.
func (f *figures) weights(scores []*claims.Claim) (of map[*claims.Claim]*claims.Claim, is map[*claims.Claim]bool) {
	of, is = map[*claims.Claim]*claims.Claim{}, map[*claims.Claim]bool{}
	for i := 1; i < len(scores); i++ {
		before, c := scores[i-1], scores[i]
		if !is[before] && of[before] == nil && claims.Obtained(strings.TrimPrefix(fold(f.between(before, c)), "中")) {
			of[c], is[before] = before, true
		}
	}
	return of, is
}

// fullScore is what a report can have.
var fullScore = decimal.NewFromInt(100)

// scores reads the result: total, sub-scores, grade. A score that says it is the total goes before one that does not.
func (f *figures) scores() {
	var list []*claims.Claim
	for _, c := range f.set.Claims() {
		own := ownScore(c)
		if c.Kind == claims.Score && c.Op == claims.Exactly && !c.Approx && (own || slices.Contains([]string{"result", "performance", "evaluation_work", "lead", "process"}, f.section(c))) {
			list = append(list, c)
		}
	}
	var wholes []*claims.Claim
	total := false
	weightOf, isWeight := f.weights(list)
	for _, c := range list {
		subject, name := fold(c.Subject), c.Subject
		if subject == "" {
			subject = f.label(c)
		}
		part := f.partOf[c] != nil
		if w := weightOf[c]; w != nil && w.Value.Equal(fullScore) {
			subject, part = totalScore[0], false
		} else if w != nil {
			part, name = true, w.Subject
		}
		if isWeight[c] || hasAny(subject, f.rules.NoScore) {
			continue
		}
		own, section := ownScore(c), f.section(c)
		if part || partScore.MatchString(subject) && (own || section == "result") && !hasAny(subject, totalScore) {
			f.subScore(c, name)
			continue
		}
		if !own && (section != "result" && c.Measure != "得分" || !strings.Contains(subject, "分")) || partScore.MatchString(subject) {
			continue
		}
		if !total && hasAny(subject, totalScore) {
			total = true
			wholes = append([]*claims.Claim{c}, wholes...)
			continue
		}
		wholes = append(wholes, c)
	}
	wholes = f.apart(wholes)
	if !total && len(wholes) > 1 && f.section(wholes[0]) != "result" && slices.ContainsFunc(wholes, func(c *claims.Claim) bool {
		return f.section(c) != "result" && !c.Value.Equal(wholes[0].Value)
	}) {
		return // one score for each of several projects
	}
	f.result(wholes)
}

// result reads the score of the report: the first one, or else that of a table of scores that no form is known for.
func (f *figures) result(wholes []*claims.Claim) {
	if !f.b.r.Result.Score.IsBlank() {
		return
	}
	if len(wholes) > 0 {
		f.put(wholes[0], "result.score", printedNumber(wholes[0]))
		f.grade(wholes[0])
		return
	}
	for _, t := range f.b.loose {
		if cell := totalCell(t); cell != nil && f.w.put("result.score", cell.Text, f.b.res.place(cell.Place, cell.Text)) {
			return
		}
	}
}

// apart takes out the scores of projects and funds that a report scores one by one: each is of its own matter alone.
func (f *figures) apart(wholes []*claims.Claim) []*claims.Claim {
	matters := map[*claims.Claim]string{}
	names := map[string]bool{}
	for _, c := range wholes {
		if name := f.matter(c); name != "" {
			matters[c] = name
			names[name] = true
		}
	}
	if len(names) < 2 {
		return wholes
	}
	return slices.DeleteFunc(wholes, func(c *claims.Claim) bool {
		name := matters[c]
		if name == "" {
			return strings.Contains(c.Subject, "平均")
		}
		at := fmt.Sprintf("result.items[%d]", f.length("result.items"))
		f.put(c, at+".score", printedNumber(c))
		f.w.put(at+".name", name, f.b.res.Origins[at+".score"])
		return true
	})
}

// matter is the project or fund that a score is of: named before the score, at the beginning of its paragraph, or above it.
func (f *figures) matter(c *claims.Claim) string {
	p := f.b.prose[c.Paragraph].p
	before, _, _ := strings.Cut(fold(c.Subject), "自评")
	item, _, _ := strings.Cut(fold(p.Text), ":")
	for _, name := range []string{before, item, fold(p.Place.Heading)} {
		name = strings.TrimSuffix(itemStart.ReplaceAllString(name, ""), ":")
		if len([]rune(name)) <= 40 && slices.ContainsFunc(f.rules.Matters, func(end string) bool { return strings.HasSuffix(name, end) && name != end }) {
			return name
		}
	}
	return ""
}

// totalCell is the score in the last row of a table of weights and scores; nil when it is no such table.
func totalCell(t *document.Table) *document.Cell {
	column := -1
	for col := range t.Grid.Cols() {
		if c := t.Cell(0, col); c != nil && scoreHead.MatchString(fold(c.Text)) {
			column = col
		}
	}
	for row := t.Grid.Rows() - 1; row > 0 && column > 0; row-- {
		if c := t.Cell(row, 0); c != nil && totalRow.MatchString(fold(c.Text)) {
			return t.Cell(row, column)
		}
	}
	return nil
}

var (
	scoreHead = regexp.MustCompile(`^(?:自评|实际|评价)?(?:得分|自评分?|实得分?|评分)(?:\(分\))?$`)
	totalRow  = regexp.MustCompile(`^(?:总计|合计|总分|总得分|合计得分)$`)
)

// ownScore reports whether a score says that the unit gave it: 自评得分96.8分, wherever it stands.
func ownScore(c *claims.Claim) bool {
	return strings.Contains(c.Subject, "自评") && (c.Measure == "得分" || strings.HasSuffix(strings.TrimSuffix(c.Subject, "为"), "自评"))
}

// label is the words before the colon that a figure follows: 自评得分：98.4分.
func (f *figures) label(c *claims.Claim) string {
	words := fold(string([]rune(f.b.prose[c.Paragraph].p.Text)[:c.Span.Start]))
	words, ok := strings.CutSuffix(words, ":")
	if !ok || !strings.HasSuffix(words, "得分") && !strings.HasSuffix(words, "总分") {
		return ""
	}
	return words
}

// subScore reads the score of a part, by the name of the part.
func (f *figures) subScore(c *claims.Claim, subject string) {
	for _, r := range f.rules.Scores {
		if hasAny(fold(subject), r.Has) {
			f.put(c, "result."+r.To, printedNumber(c))
			return
		}
	}
	at := fmt.Sprintf("result.items[%d]", f.length("result.items"))
	f.put(c, at+".score", printedNumber(c))
	f.w.put(at+".name", bareName(subject, f.rules.Introducers), f.b.res.Origins[at+".score"])
}

// grade reads the grade that stands in the paragraph of the score, or the one after it.
func (f *figures) grade(c *claims.Claim) {
	for i := c.Paragraph; i < min(c.Paragraph+2, len(f.b.prose)); i++ {
		p := f.b.prose[i].p
		for _, pattern := range []*regexp.Regexp{gradeAhead, gradeAfter} {
			m := pattern.FindStringSubmatchIndex(p.Text)
			if m == nil {
				continue
			}
			word := p.Text[m[2]:m[3]]
			start := len([]rune(p.Text[:m[2]]))
			f.w.put("result.grade", word, f.b.res.place(p.At(start, start+len([]rune(word))), word))
			return
		}
	}
}
