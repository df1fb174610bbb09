package claims

import (
	"slices"
	"strings"
)

// column finds the words that say in which column of account a figure stands, and what is left of its name without them.
// whole is the name with its copulas, for 调整为 says another thing than 调整.
func (v *vocabulary) column(s, whole string, kind Kind) (Column, string) {
	for _, col := range v.Columns {
		if kind == Count && slices.Contains(moneyColumns, col.Column) {
			continue
		}
		for _, w := range col.Words {
			if i := strings.Index(s, w); i >= 0 && columnPlace(s, w, i) {
				return col.Column, s[:i] + s[i+len(w):]
			}
			if kind == Amount && len(whole) > len(s) && strings.HasSuffix(whole, w) {
				return col.Column, trimFront(strings.TrimSuffix(whole, w), v.Connectors)
			}
		}
		for _, w := range col.apart {
			if i, between, end := w.find(s); i >= 0 && kind == Amount {
				return col.Column, s[:i] + between + s[end:]
			}
		}
	}
	return NoColumn, s
}

// moneyColumns are no columns of counts: 结转的项目7个 are seven items.
var moneyColumns = []Column{CarryIn, CarryOut, Withdrawn, Arrived, Allocated}

// columnPlace: 预算 alone is a column only at either end of a subject, not inside 一般公共预算财政拨款.
func columnPlace(s, w string, i int) bool {
	if w == "结转" { // 结转2022年某项目8万元 is a project's name
		return i+len(w) == len(s)
	}
	return w != "预算" && w != "计划" && w != "目标" || i == 0 || i+len(w) == len(s) && !strings.HasSuffix(s[:i], "公共")
}

// columnBehind: 12万元结转下年使用, 5万元由财政收回.
func (c *Claim) columnBehind(r *reader) {
	for _, col := range r.v.ColumnsBehind {
		if slices.ContainsFunc(col.Words, func(w string) bool { return r.t.at(c.tok.end, w) }) {
			c.Column = col.Column
			return
		}
	}
}

// outgoing: 部门收入100万元，支出90万元，结余10万元: what was spent and what was left are no income.
func outgoing(c *Claim) bool {
	return c.Column == Actual && strings.Contains(c.Subject, "支") || c.Column == CarryOut || c.Column == Withdrawn
}

// topicClause is the clause right before that of c, when it has no figures: 年内两次追加，分别为80万元和45万元.
func (r *reader) topicClause(c *Claim) string {
	k := c.clause - 1
	if k < 0 {
		return ""
	}
	for i := c.order - 1; i >= 0 && r.out.Claims[i].clause >= k; i-- {
		if o := r.out.Claims[i]; o.Kind.Figure() && !o.tok.han {
			return ""
		}
	}
	cl := r.t.clauses[k]
	if cl.bracket != c.bracket || cl.sentence != c.sentence || cl.segment != c.segment || cl.end-cl.start > 40 {
		return ""
	}
	return normal(string(r.t.runes[cl.start:cl.end]))
}

// compared: 与上年相比，收入增加12万元 says the base of the comparison in a clause of its own.
func (r *reader) compared(c *Claim) string {
	w := r.topicClause(c)
	if !startsWithAny(w, []string{"与", "同", "和", "较"}) || !endsWithAny(w, []string{"相比", "比较", "对比", "相较"}) {
		return ""
	}
	if containsAny(w, r.v.PreviousYear) || !containsAny(w, r.v.BudgetBase) && strings.Contains(w, "年") {
		return "较上年"
	}
	return w
}
