package codec_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport/codec"
)

const clerk = `meta:
  unit: 甲市乙局
  year: 2023
  kind: 部门整体
lead:
  narrative:
    - 一段文字
duties:
  items:
    - 管理
    - 监督
staffing:
  quota: 30
  on_duty: 28
income_expenditure:
  income:
    total: {initial: 100, final: 120}
`

// TestBrokenYAML spoils one line at a time, as a hurried hand does: the fault is named where it is.
func TestBrokenYAML(t *testing.T) {
	for _, test := range []struct {
		line, column int
		text         string // in place of the line
		want         string
	}{
		{13, 1, "\tquota: 30", "缩进请用空格，不用 Tab"},
		{13, 1, "　　quota: 30", "缩进用了全角空格"},
		{13, 3, "  quota 30", "缺少冒号"},
		{13, 8, "  quota:30", "冒号后应有一个空格"},
		{13, 8, "  quota：30", "全角冒号"},
		{2, 3, "  unit: \"甲市乙局", "缺少右引号"},
		{2, 3, "  unit: '甲市乙局", "缺少右引号"},
		{2, 12, "  unit: \"甲市\"乙局", "请给整段文字加引号"},
		{2, 10, "  unit: 甲\x01局", "控制字符"},
		{2, 3, "  unit: !甲", "以 ! 开头"},
		{7, 5, "    - %5", "以 % @ ` 开头"},
		{7, 5, "    - *重点", "以 * 或 & 开头"},
		{7, 5, "    - > 90%", "以 | 或 > 开头"},
		{7, 12, "    - [2023]12号文件", "请给整段文字加引号"},
		{7, 5, "    - 说明: 甲: 乙", "不应出现冒号"},
		{7, 5, `    - "甲\乙"`, "反斜杠"},
		{11, 4, "   - 监督", "左对齐"},
		{11, 5, "    -监督", "“-”后应有一个空格"},
		{11, 5, "    － 监督", "半角“- ”"},
		{11, 5, "    ＃ 监督", "半角“#”"},
		{12, 2, " staffing:", "左对齐"},
		{13, 3, "  - quota: 30", "左对齐"},
		{17, 5, "    total: {initial: 100, final: 120", "花括号没有配对"},
		{17, 25, "    total: {initial: 100，final: 120}", "全角逗号"},
		{17, 12, "    total: ｛initial: 100, final: 120｝", "应为半角"},
		{9, 3, "  items: [管理, 监督", "方括号没有配对"},
		{1, 1, "%YAML 9.0", "行首不能是 %"},
		// What YAML reads, and no field is.
		{17, 13, "    total: {initial:100, final: 120}", "“: ”"},
		{17, 25, "    total: {initial: 1, 200: 3, final: 120}", "千分位逗号"},
	} {
		lines := strings.Split(clerk, "\n")
		lines[test.line-1] = test.text
		_, _, err := codec.Decode([]byte(strings.Join(lines, "\n")), "r.yaml")
		if err == nil {
			t.Errorf("%q is read", test.text)
			continue
		}
		if place := fmt.Sprintf("r.yaml 第%d行第%d列", test.line, test.column); !strings.HasPrefix(err.Error(), place) || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: %v\nwant %s … %s", test.text, err, place, test.want)
		}
	}
}

// TestBrokenYAMLInChinese puts each odd sign at each place: whatever the parser makes of it, the clerk is told in Chinese.
func TestBrokenYAMLInChinese(t *testing.T) {
	english := regexp.MustCompile(`[a-z]{2,} [a-z]{2,}`)
	broken := 0
	for i := range clerk {
		for _, sign := range []string{"\"", "'", "{", "]", "}", ": ", "\t", "%", "|", "!", "!<", "&", "*", "? ", "- ", "\n---\n", "\n...\n", "\n%TAG ! a\n", "\n%YAML 1\n"} {
			_, _, err := codec.Decode([]byte(clerk[:i]+sign+clerk[i:]), "r.yaml")
			if err == nil {
				continue
			}
			broken++
			if !strings.HasPrefix(err.Error(), "r.yaml 第") || english.MatchString(err.Error()) {
				t.Errorf("%q at %d: %v", sign, i, err)
			}
		}
	}
	if broken < 1000 {
		t.Errorf("only %d files were broken", broken)
	}
}
