// Package checktest runs the cases of rules: a txtar file for each, with reports that make it fire and reports on which
// it stays silent.
//
//	总额行为零，财政拨款行有数
//	-- fires.yaml --
//	project_self_evaluations: [{project: 甲, funds: {total: {executed: 0}, fiscal: {executed: 89.974}}}]
//	-- want --
//	error project_self_evaluations[0].funds.total.executed: 89.974，填报 0.000
//	-- silent.yaml --
//	project_self_evaluations: [{project: 甲, funds: {total: {executed: 89.974}, fiscal: {executed: 89.974}}}]
//
// Each fires….yaml is followed by the findings wanted: severity, path, and words that the message must contain. A
// silent….yaml must give none of the rule. A message that does not end with what to do (请…。), or
// in which two marks meet, fails.
package checktest

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/rogpeppe/go-internal/txtar"
)

// meeting are marks and spaces of which one is too many.
var meeting = regexp.MustCompile(`[，。；：、]{2,}|[，。；：、] |  |[（“] | [，。；：、）”]`)

// Case is a report with what a rule should say of it.
type Case struct {
	Name string // fires.yaml
	Data []byte
	Want []string // empty for a silent case
}

// Cases reads a txtar file. It must hold a case that fires and one that is silent.
func Cases(archive []byte) ([]Case, error) {
	a := txtar.Parse(archive)
	var list []Case
	fires, silent := 0, 0
	for i, f := range a.Files {
		switch {
		case f.Name == "want":
		case strings.HasPrefix(f.Name, "fires"):
			if i+1 >= len(a.Files) || a.Files[i+1].Name != "want" || len(strings.TrimSpace(string(a.Files[i+1].Data))) == 0 {
				return nil, fmt.Errorf("%s 之后没有 want", f.Name)
			}
			fires++
			list = append(list, Case{f.Name, f.Data, strings.Split(strings.TrimSpace(string(a.Files[i+1].Data)), "\n")})
		case strings.HasPrefix(f.Name, "silent"):
			silent++
			list = append(list, Case{f.Name, f.Data, nil})
		default:
			return nil, fmt.Errorf("不认识的文件 %s", f.Name)
		}
	}
	if fires == 0 || silent == 0 {
		return nil, fmt.Errorf("要有 fires 和 silent 两种例子，现有 %d 和 %d", fires, silent)
	}
	return list, nil
}

// Reader reads the prose of a report for rules that look at it.
type Reader func(*evalreport.Report, evalreport.Origins) check.Claims

// Run runs the cases of each rule: fsys holds <ID>.txtar. A rule without a file fails. read may be nil.
func Run(t *testing.T, fsys fs.FS, config check.Config, rules []*check.Rule, read Reader) {
	t.Helper()
	for _, r := range rules {
		t.Run(r.ID, func(t *testing.T) {
			archive, err := fs.ReadFile(fsys, r.ID+".txtar")
			if err != nil {
				t.Fatalf("%s 没有例子：%v", r.ID, err)
			}
			cases, err := Cases(archive)
			if err != nil {
				t.Fatalf("%s.txtar：%v", r.ID, err)
			}
			for _, c := range cases {
				t.Run(c.Name, func(t *testing.T) { c.run(t, config, r, read) })
			}
		})
	}
}

func (c Case) run(t *testing.T, config check.Config, r *check.Rule, read Reader) {
	t.Helper()
	report, origins, err := codec.Decode(c.Data, c.Name)
	if err != nil {
		t.Fatal(err)
	}
	config.Origins = origins
	var claims check.Claims
	if read != nil {
		claims = read(report, origins)
	}
	found := config.Run(report, claims, r)
	if len(found) != len(c.Want) {
		t.Errorf("找到 %d 处，应为 %d 处", len(found), len(c.Want))
	}
	for i, f := range found {
		got := fmt.Sprintf("%s %s: %s", f.Severity, f.Path, f.Message)
		if i >= len(c.Want) {
			t.Errorf("多出：%s", got)
			continue
		}
		head, words, _ := strings.Cut(c.Want[i], ": ")
		if head != fmt.Sprintf("%s %s", f.Severity, f.Path) || !strings.Contains(f.Message, words) {
			t.Errorf("得到 %s\n应为 %s", got, c.Want[i])
		}
		if _, advice, ok := strings.Cut(f.Message, "请"); !ok || !strings.HasSuffix(advice, "。") {
			t.Errorf("没有写怎么办（请…。）：%s", got)
		}
		if marks := meeting.FindString(f.Message); marks != "" {
			t.Errorf("标点或空格“%s”连用：%s", marks, got)
		}
		if f.Label == "" || f.Label == f.Path {
			t.Errorf("%s 没有印出的名称", f.Path)
		}
	}
}
