package claims

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// moment is a date as far as it is said; a part that is not said is 0.
type moment struct {
	year, month, day int
	claim            *Claim
}

// moments are the dates and years of a paragraph. A date without a year is of the year before it in its sentence.
func (p *Parsed) moments() []moment {
	var out []moment
	year, sentence := 0, -1
	for _, c := range p.Claims {
		if c.Kind != Date && c.Kind != Year {
			continue
		}
		if c.sentence != sentence {
			year, sentence = 0, c.sentence
		}
		if c.tok.year > 0 {
			year = c.tok.year
		}
		if m := (moment{year, c.tok.month, c.tok.day, c}); year > 0 && m.valid() {
			out = append(out, m)
		}
	}
	return out
}

func (m moment) valid() bool {
	return m.month <= 12 && m.day <= 31 && (m.day == 0 || m.month > 0)
}

// compare is negative when m is before n, as far as both say.
func (m moment) compare(n moment) int {
	switch {
	case m.year != n.year || m.month == 0 || n.month == 0:
		return m.year - n.year
	case m.month != n.month || m.day == 0 || n.day == 0:
		return m.month - n.month
	}
	return m.day - n.day
}

func (m moment) date() time.Time {
	return time.Date(m.year, time.Month(max(m.month, 1)), max(m.day, 1), 0, 0, 0, 0, time.UTC)
}

// String is the date as it would be printed.
func (m moment) String() string {
	s := fmt.Sprintf("%d年", m.year)
	if m.month > 0 {
		s += fmt.Sprintf("%d月", m.month)
	}
	if m.day > 0 {
		s += fmt.Sprintf("%d日", m.day)
	}
	return s
}

// stretch is a time from one date to another, as told in a sentence.
type stretch struct {
	from, to moment
	tells    string // the words of beginning and end, when there are
}

var (
	joined    = regexp.MustCompile(`^(?:起|开始|始)?[,]?(?:至|到|-|~)+$`)
	beginning = regexp.MustCompile(`^[^,;。]{0,12}?(起|开始|开工|启动|动工|进场|实施)`)
	ending    = regexp.MustCompile(`^[^,;。]{0,8}?(止|结束|完工|竣工|完成|交付)`)
	lengthOf  = regexp.MustCompile(`(?:期|周期|期限|历时|为期|时间|工期)(?:为|是|:|共|约)?$`)
)

// stretches are the pairs of neighbouring dates in one sentence that begin and end something.
func (p *Parsed) stretches() []stretch {
	t := p.text
	ms := p.moments()
	var out []stretch
	for i := 0; i+1 < len(ms); i++ {
		a, b := ms[i], ms[i+1]
		if a.claim.sentence != b.claim.sentence || b.claim.tok.start-a.claim.tok.end > 60 {
			continue
		}
		gap := string(t.runes[a.claim.tok.end:b.claim.tok.start])
		rest := string(t.runes[b.claim.tok.end:min(len(t.runes), b.claim.tok.end+14)])
		begins, ends := beginning.FindStringSubmatch(gap), ending.FindStringSubmatch(rest)
		if joined.MatchString(strings.ReplaceAll(gap, " ", "")) {
			st := stretch{from: a, to: b}
			if ends != nil {
				st.tells = ends[1]
			}
			out = append(out, st)
			continue
		}
		if begins != nil && ends != nil && !containsAny(gap, vocab().PlanWords) {
			out = append(out, stretch{a, b, begins[1] + ends[1]})
		}
	}
	return out
}

// observeDates: what began ends later, lasts as long as is said, and ends on one day wherever it is told (R88).
func observeDates(s *Set) []Observation {
	var out []Observation
	told := make(map[string]stretch)
	for _, p := range s.Paragraphs {
		for _, st := range p.stretches() {
			key := st.from.String() + st.tells
			first, again := told[key]
			switch {
			case st.to.compare(st.from) < 0:
				out = append(out, Observation{
					Rule: "R88", Severity: Error, Place: st.to.claim.place(), Reported: st.to.claim.Quote, Expected: "≥ " + st.from.String(),
					Message: fmt.Sprintf("结束时间 %s 早于开始时间 %s，请核对", st.to, st.from), Related: []Place{st.from.claim.place()},
				})
			case again && st.tells != "" && first.to.compare(st.to) != 0 && st.from.day > 0:
				out = append(out, Observation{
					Rule: "R88", Severity: Warning, Place: st.to.claim.place(), Reported: st.to.claim.Quote, Expected: first.to.String(),
					Message: fmt.Sprintf("此处结束时间为 %s，前文为 %s，开始时间都是 %s，请核对", st.to, first.to, st.from), Related: []Place{first.to.claim.place()},
				})
			default:
				out = append(out, s.lasts(p, st)...)
			}
			if !again {
				told[key] = st
			}
		}
		out = append(out, s.ahead(p)...)
	}
	return out
}

// lasts compares a stretch of time with the length that its sentence gives: 建设期12个月，自2022年3月至2023年2月. Of several
// (计划工期300天，实际工期285天) one must fit.
func (s *Set) lasts(p *Parsed, st stretch) []Observation {
	var off []Observation
	for _, c := range p.Claims {
		if c.Kind != Other || c.sentence != st.from.claim.sentence || c.Approx || c.Scale > 0 || !lengthOf.MatchString(normal(string(p.text.runes[max(0, c.tok.start-6):c.tok.start]))) {
			continue
		}
		n := int(c.Value.IntPart())
		least, most, ok := st.length(c.Unit)
		if !ok {
			continue
		}
		if n >= least && n <= most {
			return nil
		}
		off = append(off, Observation{
			Rule: "R88", Severity: Warning, Place: c.place(), Reported: c.Quote, Expected: fmt.Sprintf("%d%s", most, c.Unit),
			Message: fmt.Sprintf("%s至%s 为 %d%s，填报 %s，请核对", st.from, st.to, most, c.Unit, c.Quote), Related: []Place{st.from.claim.place(), st.to.claim.place()},
		})
	}
	return off[:min(1, len(off))]
}

// length is how many years, months or days there are in a stretch: at least and at most, as its first and last day count.
func (st stretch) length(unit string) (least, most int, ok bool) {
	months := (st.to.year-st.from.year)*12 + st.to.month - st.from.month
	switch {
	case unit == "个月" && st.from.month > 0 && st.to.month > 0:
		if st.from.day > 0 && st.to.day > 0 && st.to.day < st.from.day-1 {
			return months - 1, months, true
		}
		return months, months + 1, true
	case unit == "年" && st.from.month > 0 && st.to.month > 0:
		return (months + 1) / 12, (months + 12) / 12, true
	case unit == "年":
		return st.to.year - st.from.year, st.to.year - st.from.year + 1, true
	case (unit == "天" || unit == "日") && st.from.day > 0 && st.to.day > 0:
		days := int(st.to.date().Sub(st.from.date()).Hours() / 24)
		return days, days + 1, true
	}
	return 0, 0, false
}

// ahead: 计划2023年12月31日完工，实际2023年11月20日完工，提前41天.
func (s *Set) ahead(p *Parsed) []Observation {
	var out []Observation
	ms := p.moments()
	for _, c := range p.Claims {
		if c.Kind != Other || c.Unit != "天" || c.Approx || !endsWithAny(normal(string(p.text.runes[max(0, c.tok.start-3):c.tok.start])), []string{"提前", "延期", "推迟", "逾期", "滞后", "延后"}) {
			continue
		}
		k := 0
		for k < len(ms) && ms[k].claim.order < c.order {
			k++
		}
		if k < 2 || ms[k-1].claim.sentence != c.sentence || ms[k-2].claim.sentence != c.sentence || ms[k-1].day == 0 || ms[k-2].day == 0 {
			continue
		}
		days := int(ms[k-1].date().Sub(ms[k-2].date()).Hours() / 24)
		if n := int(c.Value.IntPart()); max(days, -days)-n > 1 || n-max(days, -days) > 1 {
			out = append(out, Observation{
				Rule: "R88", Severity: Warning, Place: c.place(), Reported: c.Quote, Expected: fmt.Sprintf("%d天", max(days, -days)),
				Message: fmt.Sprintf("%s与%s 相差 %d 天，填报 %s，请核对", ms[k-2], ms[k-1], max(days, -days), c.Quote), Related: []Place{ms[k-2].claim.place(), ms[k-1].claim.place()},
			})
		}
	}
	return out
}

// observeSigned: what a report tells as done was done before it was signed (R82).
func observeSigned(s *Set) []Observation {
	var signed moment
	for _, p := range s.Paragraphs[max(0, len(s.Paragraphs)-6):] {
		if ms := p.moments(); len(ms) == 1 && ms[0].day > 0 && len(p.text.runes)-(ms[0].claim.tok.end-ms[0].claim.tok.start) <= 2 {
			signed = ms[0]
		}
	}
	if signed.year == 0 {
		return nil
	}
	var out []Observation
	for _, p := range s.Paragraphs[:signed.claim.Paragraph] {
		for _, st := range p.stretches() {
			if st.tells == "" || st.to.compare(signed) <= 0 || slices.ContainsFunc(p.Headings, func(h string) bool { return containsAny(h, vocab().GoalHeadings) }) || p.planned(st.from.claim) {
				continue
			}
			out = append(out, Observation{
				Rule: "R82", Severity: Warning, Place: signed.claim.place(), Reported: signed.claim.Quote, Expected: "≥ " + st.to.String(),
				Message: fmt.Sprintf("成文日期 %s 早于文中所述 %s，请核对", signed, st.to), Related: []Place{st.to.claim.place()},
			})
		}
	}
	return out
}

// planned reports whether the sentence of a figure speaks of what is to come.
func (p *Parsed) planned(c *Claim) bool {
	for _, cl := range p.text.clauses {
		if cl.sentence == c.sentence && containsAny(string(p.text.runes[cl.start:cl.end]), append([]string{"将", "预计", "期限", "有效", "工期", "服务期"}, vocab().PlanWords...)) {
			return true
		}
	}
	return false
}
