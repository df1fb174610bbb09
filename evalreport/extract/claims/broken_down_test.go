package claims

import (
	"strings"
	"testing"
)

// A total may stand further on in its paragraph than the paragraph of its parts is long.
func TestBrokenDownBelow(t *testing.T) {
	long := strings.Repeat("全局上下按照年初部署推进各项重点工作，", 6)
	var got []string
	for _, o := range Observe(Analyse([]Paragraph{{Text: long + "全年基本支出100万元。"}, {Text: "按经济分类分：工资福利支出60万元、商品和服务支出30万元。"}})) {
		got = append(got, o.Rule)
	}
	if strings.Join(got, " ") != "R06" {
		t.Errorf("seen: %v, want R06", got)
	}
}
