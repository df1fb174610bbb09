package rules

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/check/formula"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/internal/nearest"
)

// Custom is a bureau's own rules and settings, read from a file:
//
//	rules:
//	- id: 甲市01
//	  title: 公用经费不得超过基本支出的三成
//	  over: 基础数据表
//	  assert: 公用经费.决算数 <= 基本支出.决算数 * 0.3
//	disable: [R92]
//	severity: {R41: error}
//	thresholds: {adjustment: 20%}
//	titles: [评价报告]
//	required: [assets, basic_data]
//	attachments: [评分佐证材料]
//
// A locality writes the same in its profile.yaml, as the block rules, which [Decode] reads.
type Custom struct {
	Rules      []*check.Rule
	profile    check.Profile
	disabled   map[string]bool
	severity   map[string]check.Severity
	thresholds thresholds
}

// customFile is the file as written.
type customFile struct {
	Rules      []entry                   `json:"rules,omitempty" label:"规则"`
	Disable    []string                  `json:"disable,omitempty" label:"停用"`
	Severity   map[string]check.Severity `json:"severity,omitempty" label:"严重程度"`
	Thresholds thresholds                `json:"thresholds,omitzero" label:"界限"`

	Titles      []string `json:"titles,omitempty" label:"文种"`        // words of titles that are right here: 评价报告
	Required    []string `json:"required,omitempty" label:"必备"`      // sections and forms, by path or label; alternatives are separated by bars
	Attachments []string `json:"attachments,omitempty" label:"必备附件"` // words of the names of attachments
}

// thresholds are the parts of a scheme that a bureau may set for itself.
type thresholds struct {
	Overshoot   evalreport.Percent     `json:"overshoot,omitzero" label:"超额完成界限"`
	Adjustment  evalreport.Percent     `json:"adjustment,omitzero" label:"预算调整率界限"`
	Grades      []evalreport.GradeBand `json:"grades,omitempty" label:"等级"`
	Reverse     string                 `json:"reverse,omitzero" label:"反向指标计分"`
	Qualitative []evalreport.Percent   `json:"qualitative,omitempty" label:"定性指标分档"`
}

// Load reads a bureau's own rules. Mistakes are reported all at once, as [codec.Errors], with line, column and the nearest
// name that there is.
func Load(data []byte, name string) (*Custom, error) {
	block, _, err := codec.DecodeInto[codec.Raw](data, name)
	if faults, ok := err.(codec.Errors); ok && faults[0].Code == codec.Empty {
		var keys []string
		for _, n := range evalreport.Names(reflect.TypeFor[customFile]()) {
			keys = append(keys, n.JSON+"（"+n.Label+"）")
		}
		faults[0].Message += "；规则文件里可以写 " + strings.Join(keys, "、")
	}
	if err != nil {
		return nil, err
	}
	return Decode(block)
}

// Decode reads rules that are part of another file, such as a profile.yaml. Mistakes have their place in that file; an
// empty block asks for nothing.
func Decode(block codec.Raw) (*Custom, error) {
	file, origins, err := codec.DecodeRaw[customFile](block)
	if err != nil {
		return nil, err
	}
	l := loader{lines: strings.Split(block.Source(), "\n"), origins: origins}
	c := &Custom{disabled: map[string]bool{}, severity: file.Severity, thresholds: file.Thresholds,
		profile: check.Profile{Attachments: file.Attachments, Titles: file.Titles}}
	for i := range file.Rules {
		l.entry(c, i, &file.Rules[i])
	}
	for i, id := range file.Disable {
		l.known(fmt.Sprintf("disable[%d]", i), id, c)
		c.disabled[id] = true
	}
	for _, id := range slices.Sorted(maps.Keys(file.Severity)) {
		l.known("severity."+id, id, c)
	}
	for i, choice := range file.Required {
		c.profile.Required = append(c.profile.Required, l.parts(fmt.Sprintf("required[%d]", i), choice))
	}
	l.settings(&file.Thresholds)
	if len(l.errors) > 0 {
		return nil, l.errors
	}
	return c, nil
}

// settings refuses thresholds that no report could be held to.
func (l *loader) settings(t *thresholds) {
	l.positive("thresholds.overshoot", t.Overshoot)
	l.positive("thresholds.adjustment", t.Adjustment)
	if !slices.Contains([]string{"", "linear", "ratio"}, t.Reverse) {
		l.fault("thresholds.reverse", t.Reverse, "", 0, fmt.Sprintf("反向指标计分“%s”应为 linear（超过多少扣多少）或 ratio（按指标值与完成值之比）", t.Reverse))
	}
	for i, b := range t.Grades {
		at := fmt.Sprintf("thresholds.grades[%d]", i)
		if !slices.Contains([]evalreport.Grade{evalreport.GradeExcellent, evalreport.GradeGood, evalreport.GradeFair, evalreport.GradePoor}, b.Grade) {
			l.fault(at+".grade", string(b.Grade), string(b.Grade.Normal()), 0, fmt.Sprintf("等级“%s”应为优、良、中或差", b.Grade))
		}
		if i > 0 && !falls(t.Grades[i-1].From.Number, b.From.Number) {
			l.fault(at+".from", b.From.String(), "", 0, "等级的最低分应从高到低排列")
		}
	}
	if n := len(t.Qualitative); n > 0 && (n != 2 || !falls(t.Qualitative[0].Number, t.Qualitative[1].Number)) {
		l.fault("thresholds.qualitative", "", "", 0, "定性指标分档应为从高到低两个百分数，如 [80%, 60%]")
	}
}

func (l *loader) positive(path string, p evalreport.Percent) {
	if d, ok := p.Number(); ok && d.Cmp(zero) <= 0 {
		l.fault(path, p.String(), "", 0, fmt.Sprintf("界限 %s 应大于 0", p))
	}
}

// falls reports whether the second figure is less than the first; one left open is none.
func falls(first, second func() (evalreport.Number, bool)) bool {
	a, _ := first()
	b, _ := second()
	return a.Cmp(b) > 0
}

// Apply adds the settings to a configuration and the rules to a list: what is required here is required beside what the
// configuration requires already. Neither argument is changed.
func (c *Custom) Apply(config check.Config, rules []*check.Rule) (check.Config, []*check.Rule) {
	config.Disabled = merged(config.Disabled, c.disabled)
	config.Regraded = merged(config.Regraded, c.severity)
	own := &config.Profile
	own.Required = slices.Concat(own.Required, c.profile.Required)
	own.Attachments = slices.Concat(own.Attachments, c.profile.Attachments)
	own.Titles = slices.Concat(own.Titles, c.profile.Titles)
	t, s := c.thresholds, &config.Scheme
	if !t.Overshoot.IsBlank() {
		s.Overshoot = t.Overshoot
	}
	if !t.Adjustment.IsBlank() {
		s.Adjustment = t.Adjustment
	}
	if t.Grades != nil {
		s.Grades = t.Grades
	}
	if t.Reverse != "" {
		s.Reverse = t.Reverse
	}
	if t.Qualitative != nil {
		s.Qualitative = t.Qualitative
	}
	return config, append(slices.Clone(rules), c.Rules...)
}

func merged[V any](a, b map[string]V) map[string]V {
	m := make(map[string]V, len(a)+len(b))
	maps.Copy(m, a)
	maps.Copy(m, b)
	return m
}

// loader collects the mistakes of a file of rules.
type loader struct {
	lines   []string
	origins evalreport.Origins
	errors  codec.Errors
}

func (l *loader) entry(c *Custom, i int, e *entry) {
	at := fmt.Sprintf("rules[%d]", i)
	switch {
	case strings.TrimSpace(e.ID) == "":
		l.fault(at, "", "", 0, "规则没有编号（id）")
		return
	case catalogue().byID[e.ID] != nil:
		l.fault(at+".id", e.ID, "", 0, fmt.Sprintf("编号 %s 是目录中的规则，请另取编号；要改它的严重程度，写在 severity 里", e.ID))
	case slices.ContainsFunc(c.Rules, func(r *check.Rule) bool { return r.ID == e.ID }):
		l.fault(at+".id", e.ID, "", 0, "编号 "+e.ID+" 用了两次")
	}
	if e.assertion.Assert == "" && len(e.Checks) == 0 {
		l.fault(at, "", "", 0, "规则 "+e.ID+" 没有公式（assert）")
	}
	if e.Severity == check.Info && !l.has(at+".severity") {
		e.Severity = check.Error
	}
	if e.Tolerance == "" {
		e.Tolerance = check.ToleranceSum
	}
	if !slices.Contains([]check.Tolerance{check.ToleranceSum, check.ToleranceExact, check.TolerancePercent, check.ToleranceScore}, e.Tolerance) {
		l.fault(at+".tolerance", string(e.Tolerance), "", 0, fmt.Sprintf("容差“%s”应为 sum、exact、pct 或 score", e.Tolerance))
	}
	r, _ := e.compile(func(n int, err *formula.Error) {
		path := at
		if n >= 0 {
			path += fmt.Sprintf(".checks[%d]", n)
		}
		path += "." + err.Field
		l.fault(path, l.source(e, n, err), err.Hint, err.Offset, err.Error())
	})
	r.Group = "本地规则"
	if r.Title == "" {
		r.Title = e.assertion.Assert
	}
	c.Rules = append(c.Rules, r)
}

// source is the text in which a formula's mistake stands.
func (l *loader) source(e *entry, n int, err *formula.Error) string {
	c := e.assertion
	if n >= 0 {
		c = e.Checks[n]
	}
	switch err.Field {
	case "assert":
		return c.Assert
	case "or":
		return c.Or
	case "when":
		return c.When
	}
	return err.Text
}

func (l *loader) has(path string) bool {
	_, ok := l.origins[path]
	return ok
}

func (l *loader) known(path, id string, c *Custom) {
	if catalogue().byID[id] != nil || slices.ContainsFunc(c.Rules, func(r *check.Rule) bool { return r.ID == id }) {
		return
	}
	ids := make([]string, 0, len(All()))
	for _, r := range All() {
		ids = append(ids, r.ID)
	}
	near := nearest.Of(id, ids)
	message := fmt.Sprintf("没有规则 %s", id)
	if near != "" {
		message += "，是否应为 " + near + "？"
	}
	l.fault(path, id, near, 0, message)
}

// parts are the paths of alternatives, each of which must be a part of a report.
func (l *loader) parts(path, choice string) string {
	parts := strings.Split(choice, "|")
	for i, part := range parts {
		known, ok := evalreport.Path(&evalreport.Report{}, strings.TrimSpace(part))
		if ok {
			parts[i] = known
			continue
		}
		near := nearest.Of(part, evalreport.FieldNames(reportType))
		message := fmt.Sprintf("报告里没有“%s”这一部分", part)
		if near != "" {
			message += fmt.Sprintf("，是否应为“%s”？", near)
		}
		l.fault(path, part, near, 0, message)
	}
	return strings.Join(parts, "|")
}

// fault records a mistake at offset characters into text, which stands at path.
func (l *loader) fault(path, text, near string, offset int, message string) {
	place, _ := l.origins.Of(path)
	if n := place.Line; n > 0 && n <= len(l.lines) && text != "" {
		if i := strings.Index(l.lines[n-1], text); i >= 0 {
			place.Column = len([]rune(l.lines[n-1][:i])) + 1 + offset
		}
	}
	l.errors = append(l.errors, &codec.Error{Code: codec.BadValue, Place: place, Path: path, Message: message, Nearest: near})
}
