package rules

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/internal/golden"
	"github.com/google/go-cmp/cmp"
)

const ownRules = `rules:
- id: 甲市01
  title: 公用经费不得超过基本支出的三成
  over: 基础数据表
  assert: 公用经费.决算数 <= 基本支出.决算数 * 0.3
disable: [R92]
severity: {R41: error}
thresholds: {adjustment: 20%}
`

func TestOwnRules(t *testing.T) {
	custom, err := Load([]byte(ownRules), "甲市.yaml")
	if err != nil {
		t.Fatal(err)
	}
	report, _, err := codec.Decode([]byte(`
基础数据表: {基本支出: {决算数: 100}, 公用经费: {决算数: 40}}
department_self_evaluation: {funds: {total: {initial: 100, budget: 125}}, indicators: [{name: 甲, groups: [{name: 乙, items: [{actual: 95%以上}]}]}]}
`), "x.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r41, _ := Find("R41")
	r92, _ := Find("R92")
	config, list := custom.Apply(check.Config{Scheme: DefaultScheme()}, []*check.Rule{r41, r92})
	var got []string
	for _, f := range config.Run(report, nil, list...) {
		got = append(got, f.Severity.String()+" "+f.Rule+" "+f.Path+" "+f.Message)
	}
	want := []string{
		"error 甲市01 basic_data.expenditure.public.final 填报 40 万元，应不大于基本支出·决算数 × 0.3（100 × 0.3 = 30 万元）。请核对。",
		"error R41 department_self_evaluation.funds.total.budget 年初预算 100 万元，调整 25 万元，调整率 25.00%，超过 20%，报告没有说明原因。请补充追加或调减的原因。",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestOwnRulesMistakes(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"unknown field", "rules:\n- id: 甲01\n  over: 基础数据表\n  assert: 公用经费.决算数 <= 基本支岀.决算数\n", "甲.yaml 第4行第23列（rules[0].assert）：没有“基本支岀”这个字段，是否应为“基本支出”？"},
		{"unknown column", "rules:\n- id: 甲01\n  over: 基础数据表\n  columns: 决算\n  assert: 公用经费 <= 基本支出\n", "第4行第12列（rules[0].columns）：没有“决算”这个字段，是否应为“决算数”？"},
		{"unknown place", "rules:\n- id: 甲01\n  over: 基础数据\n  assert: 1 == 1\n", "第3行第9列（rules[0].over）：没有“基础数据”这个字段，是否应为“基础数据表”？"},
		{"syntax", "rules:\n- id: 甲01\n  assert: 编制数 ==\n", "第3行"},
		{"unknown key", "rules:\n- id: 甲01\n  asert: 1 == 1\n", "第3行第3列"},
		{"unknown rule", "disable: [R1O0]\n", "第1行第11列（disable[0]）：没有规则 R1O0，是否应为 R100？"},
		{"taken id", "rules:\n- id: R01\n  assert: 编制数 == 1\n", "请另取编号"},
		{"no formula", "rules:\n- id: 甲01\n  title: 空\n", "没有公式"},
		{"unknown part", "required: [duties, problems|actoins]\n", "甲.yaml 第1行第29列（required[1]）：报告里没有“actoins”这一部分，是否应为“actions”？"},
		{"settings", "thresholds:\n  reverse: 乱写\n  adjustment: -3%\n  qualitative: [80%]\n  grades: [{grade: 优秀, from: 80}, {grade: 良, from: 90}]\n",
			"甲.yaml 第3行第15列（thresholds.adjustment）：界限 -3% 应大于 0\n" +
				"甲.yaml 第2行第12列（thresholds.reverse）：反向指标计分“乱写”应为 linear（超过多少扣多少）或 ratio（按指标值与完成值之比）\n" +
				"甲.yaml 第5行第20列（thresholds.grades[0].grade）：等级“优秀”应为优、良、中或差\n" +
				"甲.yaml 第5行第52列（thresholds.grades[1].from）：等级的最低分应从高到低排列\n" +
				"甲.yaml 第4行第16列（thresholds.qualitative）：定性指标分档应为从高到低两个百分数，如 [80%, 60%]"},
		{"setting of another type", "thresholds: {adjustment: 很多}\n", "第1行第26列（thresholds.adjustment）：“很多”不是数字"},
		{"sign of the input method", "rules:\n- id: 甲01\n  assert: 年度 ≤ 2023\n", "甲.yaml 第3行第14列（rules[0].assert）：公式写法有误：第4个字符“≤”请写成“<=”"},
		{"no comparison", "rules:\n- id: 甲01\n  assert: 年度 + 1\n", "第3行第14列（rules[0].assert）：“年度 + 1”是数，不能判断真假"},
		{"or", "rules:\n- id: 甲01\n  assert: 年度 == 1\n  or: 年渡\n", "没有“年渡”这个字段"},
		{"blank", "rules:\n- id: 甲01\n  blank: nill\n  assert: 年度 == 1\n", "第3行第10列（rules[0].blank）：空格“nill”应为"},
		{"a list is no number", "rules:\n- id: 甲01\n  over: 基础数据表\n  assert: 编制数 == 专项\n", "是一组数"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Load([]byte(c.text), "甲.yaml")
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("得到 %v\n应含 %s", err, c.want)
			}
		})
	}
}

// TestLocalSettings: what a locality prescribes, written as a block of its profile.yaml. Each setting is shown by a report
// on which the catalogue alone says something else.
func TestLocalSettings(t *testing.T) {
	const head = "meta: {unit: 甲市乙局, year: 2023, kind: 部门整体, title: 甲市乙局2023年度部门整体支出绩效评价报告}\n"
	for _, c := range []struct{ name, block, report, rule, alone, want string }{
		{"title", "titles: [评价报告]", head, "R116", "info meta.title", ""},
		{"title of another kind", "titles: [总结]", head, "R116", "info meta.title", "info meta.title"},
		{"section", "required: [assets]", head + "problems: {items: [甲]}\nactions: {items: [乙]}\nduties: {items: [丙]}\nstaffing: {on_duty: 3}\nincome_expenditure: {narrative: [丁]}\nperformance: {narrative: [戊]}\n", "R106", "", "warning assets"},
		{"form", "required: [基础数据表]", head + "problems: {items: [甲]}\nactions: {items: [乙]}\nduties: {items: [丙]}\nstaffing: {on_duty: 3}\nincome_expenditure: {narrative: [丁]}\nperformance: {narrative: [戊]}\n", "R106", "", "warning basic_data"},
		{"either of two", "required: [assets|staffing]", head + "problems: {items: [甲]}\nactions: {items: [乙]}\nduties: {items: [丙]}\nstaffing: {on_duty: 3}\nincome_expenditure: {narrative: [丁]}\nperformance: {narrative: [戊]}\n", "R106", "", ""},
		{"attachment", "attachments: [佐证材料]", head + "duties: {items: [甲]}\nattachments: [{title: 基础数据表}]\n", "R108", "", "warning attachments"},
		{"attachment listed", "attachments: [佐证材料]", head + "duties: {items: [甲]}\nattachments: [{title: 评分佐证材料}]\n", "R108", "", ""},
		{"attachment that is a form", "attachments: [基础数据表]", head + "duties: {items: [甲]}\nbasic_data: {staffing: {quota: 3}}\n", "R108", "", ""},
		{"severity", "severity: {R116: warning}", head, "R116", "info meta.title", "warning meta.title"},
		{"disable", "disable: [R116]", head, "R116", "info meta.title", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			file, _, err := codec.DecodeInto[struct {
				Rules codec.Raw `json:"rules" label:"规则"`
			}]([]byte("rules: {"+c.block+"}\n"), "profile.yaml")
			if err != nil {
				t.Fatal(err)
			}
			local, err := Decode(file.Rules)
			if err != nil {
				t.Fatal(err)
			}
			report, _, err := codec.Decode([]byte(c.report), "report.yaml")
			if err != nil {
				t.Fatal(err)
			}
			rule, _ := Find(c.rule)
			alone := check.Config{Scheme: DefaultScheme()}
			config, list := local.Apply(alone, []*check.Rule{rule})
			for _, run := range []struct {
				config check.Config
				want   string
			}{{alone, c.alone}, {config, c.want}} {
				var got []string
				for _, f := range run.config.Run(report, nil, list...) {
					got = append(got, f.Severity.String()+" "+f.Path)
				}
				if strings.Join(got, ", ") != run.want {
					t.Errorf("得到 %v，应为 %s", got, run.want)
				}
			}
		})
	}
}

// TestLocalMistakes: a mistake in the block has its place in the file that the block is part of.
func TestLocalMistakes(t *testing.T) {
	file, _, err := codec.DecodeInto[struct {
		ID    string    `json:"id" label:"编号"`
		Rules codec.Raw `json:"rules" label:"规则"`
	}]([]byte("id: linjiang\nrules:\n  disable: [R92]\n  rules:\n  - id: 甲01\n    over: 基础数据表\n    assert: 公用经费.决算数 <= 基本支岀.决算数\n  required: [dutys]\n"), "profile.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, err = Decode(file.Rules)
	want := "profile.yaml 第7行第25列（rules[0].assert）：没有“基本支岀”这个字段，是否应为“基本支出”？\n" +
		"profile.yaml 第8行第14列（required[0]）：报告里没有“dutys”这一部分，是否应为“duties”？"
	if err == nil || err.Error() != want {
		t.Errorf("得到 %v\n应为 %s", err, want)
	}
	if _, err := Decode(codec.Raw{}); err != nil {
		t.Errorf("没有这一段：%v", err)
	}
}

// TestEmptyRules: the advice is of a file of rules, not of a report.
func TestEmptyRules(t *testing.T) {
	_, err := Load([]byte("# 说明\n"), "rules.yaml")
	if err == nil || strings.Contains(err.Error(), "evalreport new") || !strings.Contains(err.Error(), "文件是空的，没有可读的内容；规则文件里可以写 rules（规则）、disable（停用）、") {
		t.Errorf("得到 %v", err)
	}
}

// TestCount holds the pages that say how many rules there are to it.
func TestCount(t *testing.T) {
	n := len(All())
	for file, words := range map[string]string{"../../README.md": "%d 条规则", "../../README.en.md": "catalogue of %d", "rules.go": "%d of them"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprintf(words, n); !strings.Contains(string(text), want) {
			t.Errorf("%s does not say “%s”", file, want)
		}
	}
}

// TestManual keeps docs/rules.md the text that the command prints.
func TestManual(t *testing.T) {
	golden.Equal(t, "../../docs/rules.md", []byte(markdown()))
	for _, r := range All() {
		text, ok := Explain(r.ID)
		if !ok || !strings.Contains(text, r.Title) {
			t.Errorf("%s 没有说明", r.ID)
		}
	}
}
