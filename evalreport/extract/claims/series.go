package claims

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// joins: nothing but 、 stands between two figures, or 和 in a row that 分别 begins: 分别为80万元、45万元和30万元.
func (r *reader) joins(from, to int, p *Claim) bool {
	if r.t.runes[from] == '、' {
		return r.t.skipSpace(from+1) == to
	}
	between := strings.TrimSpace(string(r.t.runes[from:to]))
	return slices.Contains([]string{"和", "与", "及", "以及"}, between) && (strings.Contains(p.Subject, "分别") || p.role == roleShare)
}

// inherit: in 增长28.5%、21.8% the second figure is of the same kind of thing as the first.
func (r *reader) inherit(c *Claim) {
	p := r.prev
	c.Subject, c.Canon, c.Measure, c.Column, c.Trend = p.Subject, p.Canon, p.Measure, p.Column, p.Trend
	c.Base, c.Of, c.role, c.Year = p.Base, p.Of, p.role, p.Year
	if p.role == roleFigure {
		p.role, c.role = rolePart, rolePart
	}
}

// distribute gives the names of 「A、B、C分别为1、2、3」 to the figures, when there are as many.
func (r *reader) distribute() {
	claims := r.out.Claims
	for i := 0; i < len(claims); i++ {
		if claims[i].role != rolePart || !strings.Contains(claims[i].Subject, "分别") {
			continue
		}
		j := i + 1
		for j < len(claims) && claims[j].role == rolePart && claims[j].clause == claims[i].clause {
			j++
		}
		row := claims[i:j]
		head := row[0].Subject[:strings.LastIndex(row[0].Subject, "分别")]
		if names := namesOf(head, len(row)); names != nil {
			r.nameRow(row, names)
		} else if w := head + r.topicClause(row[0]); row[0].Kind == Amount && countedRow(w, len(row)) {
			column, _ := r.v.column(w, w, Amount) // 年内两次追加，分别为80万元和45万元
			for _, c := range row {
				c.role, c.Column = roleFigure, column
			}
		}
		i = j - 1
	}
}

// namesOf takes n names apart that stand before 分别; nil when there are not as many. 和 may stand inside a name.
func namesOf(head string, n int) []string {
	listed := strings.Split(head, "、")
	last := listed[len(listed)-1]
	for _, w := range []string{"以及", "和", "与", "及"} {
		if i := strings.LastIndex(last, w); i > 0 && len(listed) == n-1 {
			listed = append(listed[:len(listed)-1], last[:i], last[i+len(w):])
		}
	}
	if len(listed) != n {
		listed = strings.FieldsFunc(head, func(r rune) bool { return r == '、' || r == '和' || r == '与' || unicode.IsSpace(r) })
	}
	if len(listed) != n || slices.Contains(listed, "") {
		return nil
	}
	return listed
}

// nameRow: the figures of a row are of what the names say. A column behind the last name is that of all.
func (r *reader) nameRow(row []*Claim, names []string) {
	for k, c := range row {
		year, column, measure := c.Year, c.Column, c.Measure
		c.Subject, c.role, c.Column, c.Measure = strings.TrimSpace(names[k]), roleFigure, NoColumn, ""
		r.name(c)
		c.Year = year
		if c.Column == NoColumn {
			c.Column = column
		}
		if c.Measure == "" && c.Kind != Amount {
			c.Measure = measure
		}
	}
	for _, c := range row {
		if c.Column == NoColumn {
			c.Column = row[len(row)-1].Column
		}
	}
}

var rowCount = regexp.MustCompile(`([0-9]+|[两二三四五六七八九十]+)[次批笔个期项类家年县]`)

// countedRow: the words say that there are n of them: 两次追加, 三批资金.
func countedRow(words string, n int) bool {
	m := rowCount.FindStringSubmatch(words)
	if m == nil {
		return false
	}
	k, _ := hanNumber([]rune(m[1]))
	if k == 0 {
		k, _ = strconv.Atoi(m[1])
	}
	return k == n
}
