package claims

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// observeScores looks at scores told in sentences: none is above what could be scored (R52), full marks less deductions are
// the score and all scores add up to that of the whole (R54), and the grade is that of the score (R55).
func observeScores(s *Set) []Observation {
	var out []Observation
	known := s.bandsKnown()
	var run []award // those of paragraphs one after the other
	for i, p := range s.Paragraphs {
		awards := p.awards()
		for _, a := range awards {
			if a.got.Value.GreaterThan(a.full.Value) {
				out = append(out, Observation{
					Rule: "R52", Severity: Error, Place: s.context(a.got), Reported: a.got.Quote, Expected: "≤ " + a.full.Quote,
					Message: fmt.Sprintf("得分 %s 大于分值 %s，请核对", a.got.Quote, a.full.Quote), Related: places(s, a.full),
				})
			}
		}
		out = append(out, s.losses(p)...)
		run = append(run, awards...)
		if next := i + 1; next == len(s.Paragraphs) || len(awards) == 0 || len(s.Paragraphs[next].awards()) == 0 {
			out = append(out, s.awarded(run)...)
			run = nil
		}
		if known {
			out = append(out, s.grades(p)...)
		}
	}
	return append(out, s.deducted()...)
}

// award is what was scored beside what could have been: 项目管理25分得22分, 过程20分（得18分）, 项目决策（满分15分）：14分.
type award struct{ full, got *Claim }

// awards are those of a paragraph, in order.
func (p *Parsed) awards() []award {
	var out []award
	t := p.text
	for i := 0; i+1 < len(p.Claims); i++ {
		full, got := p.Claims[i], p.Claims[i+1]
		if full.Kind != Score || got.Kind != Score || full.segment != got.segment || full.Approx || full.Op != Exactly || bareGot(full) || lost(full) || wholeScore(full) {
			continue
		}
		said := containsAny(full.Subject, vocab().FullScore)
		behind := said && full.bracket != 0 && got.tok.start-t.brackets[full.bracket].close <= 2 && normal(got.Subject) == ""
		if bareGot(got) && (got.bracket == full.bracket || t.brackets[got.bracket].open == full.tok.end) || behind {
			out = append(out, award{full, got})
			i++
		}
	}
	return out
}

// awarded reports whether the score behind c is what was scored of it.
func (p *Parsed) awarded(c *Claim) bool {
	return c.order+1 < len(p.Claims) && p.Claims[c.order+1].Kind == Score && bareGot(p.Claims[c.order+1])
}

// lost reports whether a score is a deduction.
func lost(c *Claim) bool {
	return endsWithAny(trimAny(normal(c.Subject), vocab().Copulas), vocab().Lost)
}

// awarded compares the scores of a run of awards with the score of the whole: the one behind them, or an award itself whose
// full marks are those of all the others.
func (s *Set) awarded(run []award) []Observation {
	if len(run) < 3 {
		return nil
	}
	last := run[len(run)-1]
	total := s.Paragraphs[last.got.Paragraph].after(last.got)
	if full, _ := sums(run[:len(run)-1]); full.Equal(last.full.Value) {
		run, total = run[:len(run)-1], last.got
	} else if lead := run[0].full; total == nil {
		total = s.before(lead)
	}
	full, got := sums(run)
	if total == nil || s.totals[total] || len(run) < 3 || got.Equal(total.Value) || !within(full, hundred, 15) || total.Value.GreaterThan(full) && !full.Equal(hundred) {
		return nil
	}
	var parts []*Claim
	for _, a := range run {
		parts = append(parts, a.got)
	}
	return []Observation{{
		Rule: "R54", Severity: Error, Place: s.context(total), Reported: total.Quote, Expected: got.String() + "分",
		Message: fmt.Sprintf("各项得分之和 %s = %s分，填报 %s，差 %s，请核对各项得分与总分", addends(parts), got, total.Quote, got.Sub(total.Value).Abs()), Related: places(s, parts...),
	}}
}

// sums are the full marks and the scores of all awards.
func sums(awards []award) (full, got decimal.Decimal) {
	for _, a := range awards {
		full, got = full.Add(a.full.Value), got.Add(a.got.Value)
	}
	return full, got
}

// after is the score of the whole that the paragraph goes on with.
func (p *Parsed) after(c *Claim) *Claim {
	for _, o := range p.Claims[c.order+1:] {
		if o.Kind == Score {
			if o.sentence-c.sentence <= 1 && wholeScore(o) {
				return o
			}
			return nil
		}
	}
	return nil
}

// before is the score of the whole that stands before the first award: in its paragraph or at the end of the one above.
func (s *Set) before(first *Claim) *Claim {
	for _, p := range []*Parsed{s.Paragraphs[first.Paragraph], s.Paragraphs[max(0, first.Paragraph-1)]} {
		for _, o := range slices.Backward(p.Claims) {
			if o.Kind == Score && (p.Index < first.Paragraph || o.order < first.order) {
				if wholeScore(o) {
					return o
				}
				return nil
			}
		}
	}
	return nil
}

// wholeScore: the score is that of everything: 总得分, 合计得, 自评总分.
func wholeScore(c *Claim) bool {
	subject := trimAny(normal(c.Subject), vocab().Copulas)
	return !lost(c) && !c.Approx && (c.Measure == "得分" || slices.Contains(vocab().WholeScores, subject)) && !containsAny(subject, []string{"满分", "平均"})
}

// losses: 满分5分，扣2分，得3分 in any order, when a segment has just these three scores.
func (s *Set) losses(p *Parsed) []Observation {
	var out []Observation
	for i := 0; i < len(p.Claims); {
		j := i
		var full, got, less *Claim
		n := 0
		for ; j < len(p.Claims) && p.Claims[j].segment == p.Claims[i].segment && p.Claims[j].bracket == p.Claims[i].bracket; j++ {
			c := p.Claims[j]
			if c.Kind != Score {
				continue
			}
			n++
			switch subject := trimAny(normal(c.Subject), vocab().Copulas); {
			case lost(c):
				less = c
			case containsAny(subject, vocab().FullScore):
				full = c
			case bareGot(c), strings.HasSuffix(subject, "得分"), strings.HasSuffix(subject, "得"):
				got = c
			}
		}
		i = max(j, i+1)
		if n != 3 || full == nil || got == nil || less == nil || full.Value.Sub(less.Value).Equal(got.Value) {
			continue
		}
		want := full.Value.Sub(less.Value)
		out = append(out, Observation{
			Rule: "R54", Severity: Error, Place: s.context(got), Reported: got.Quote, Expected: want.String() + "分",
			Message: fmt.Sprintf("分值 %s - 扣分 %s = %s分，填报得分 %s，请核对", full.printed(), less.printed(), want, got.Quote), Related: places(s, full, less),
		})
	}
	return out
}

// deducted: 自评总分95.4分 … 合计扣分4.6分: what was scored and what was lost are a hundred.
func (s *Set) deducted() []Observation {
	var score, less []*Claim
	for _, c := range s.Claims() {
		switch subject := normal(c.Subject); {
		case c.Kind != Score || c.Approx || c.Op != Exactly:
		case lostInAll.MatchString(subject):
			less = append(less, c)
		case wholeScore(c) && c.Value.GreaterThan(decimal.NewFromInt(40)) && c.Value.LessThan(hundred):
			score = append(score, c)
		}
	}
	if len(less) != 1 || len(score) == 0 || less[0].Paragraph-score[0].Paragraph > 12 || slices.ContainsFunc(score, func(c *Claim) bool { return !c.Value.Equal(score[0].Value) }) {
		return nil
	}
	want := hundred.Sub(score[0].Value)
	if want.Equal(less[0].Value) {
		return nil
	}
	return []Observation{{
		Rule: "R54", Severity: Warning, Place: s.context(less[0]), Reported: less[0].Quote, Expected: want.String() + "分",
		Message: fmt.Sprintf("满分100分减得分 %s = %s分，填报扣分 %s，请核对得分与扣分", score[0].printed(), want, less[0].Quote), Related: places(s, score[0]),
	}}
}

var (
	lostInAll  = regexp.MustCompile(`(?:共|合计|总计|累计|总)(?:扣分?|扣减|扣除)(?:为)?$|扣分(?:共计?|合计|总计|总数)(?:为)?$`)
	gradeWords = regexp.MustCompile(`(?:等级|等次|评级|级别|档次|结果|结论)[^,。;0-9\x{201c}"]{0,8}[为是:\x{201c}"](优秀|良好|中等|一般|合格|不合格|优|良|中|差)[\x{201d}",。;)]`)
)

// gradeFrom are the lowest scores of the grades that regulation sets.
var gradeFrom = []struct {
	from  int64
	words []string
}{{90, []string{"优", "优秀"}}, {80, []string{"良", "良好"}}, {60, []string{"中", "中等", "一般", "合格"}}, {0, []string{"差", "不合格"}}}

// bandsKnown: the grades are those of regulation. A text that says where its own grades begin must say 90, 80 and 60.
func (s *Set) bandsKnown() bool {
	for _, p := range s.Paragraphs {
		words := string(p.text.runes)
		if n := strings.Count(words, "优") + strings.Count(words, "良") + strings.Count(words, "差"); n >= 3 && strings.Contains(words, "100") && (!strings.Contains(words, "90") || !strings.Contains(words, "80") || !strings.Contains(words, "60")) {
			return false
		}
	}
	return true
}

// grades compares the grade that a sentence gives with its score (R55).
func (s *Set) grades(p *Parsed) []Observation {
	var out []Observation
	t := p.text
	for _, c := range p.Claims {
		if c.Kind != Score || !wholeScore(c) || c.Op != Exactly || c.Value.GreaterThan(hundred) || c.Value.LessThan(decimal.NewFromInt(20)) {
			continue
		}
		end := c.tok.end
		for end < len(t.runes) && end-c.tok.end < 40 && t.runes[end] != '\n' && !isDigit(t.runes[end]) && (t.runes[end] != '。' || end-c.tok.end < 2) {
			end++
		}
		m := gradeWords.FindStringSubmatch(string(t.runes[c.tok.end:min(end+1, len(t.runes))]) + "。")
		if m == nil {
			continue
		}
		for _, g := range gradeFrom {
			if c.Value.LessThan(decimal.NewFromInt(g.from)) {
				continue
			}
			if !slices.Contains(g.words, m[1]) {
				out = append(out, Observation{
					Rule: "R55", Severity: Warning, Place: s.context(c), Reported: m[1], Expected: g.words[0],
					Message: fmt.Sprintf("得分 %s 应为“%s”，填报“%s”，请核对得分和等级", c.Quote, g.words[0], m[1]),
				})
			}
			break
		}
	}
	return out
}
