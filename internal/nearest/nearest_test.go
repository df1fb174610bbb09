package nearest

import "testing"

// TestOf proposes the name that was meant, by its look, its beginning or end, and its sound.
func TestOf(t *testing.T) {
	names := []string{"项目名称", "金额", "决算数", "预算数", "得分", "得数", "实施单位", "evaluation", "支出总额", "R10", "R100"}
	for name, want := range map[string]string{
		"金頟":        "金额",
		"支岀总额":      "支出总额",
		"evaluaton": "evaluation",
		"得芬":        "得分", // one character from 得数, too
		"分得":        "得分", // swapped
		"绝算书":       "决算数",
		"鱼蒜树":       "预算数", // all characters are others
		"进鹅":        "金额",
		"时施丹维":      "实施单位",
		"单位":        "实施单位",
		"R1O0":      "R100", // a changed letter rather than one too many
		"eva":       "",
		"审批意见":      "",
		"":          "",
		"天":         "",
		"金额":        "", // the only name that is like it is itself
	} {
		if got := Of(name, names); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if n := len(readings()); n != 3755 {
		t.Errorf("%d characters, want 3755", n)
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"支出", "", 2}, {"支出", "支出", 0}, {"支出", "支岀", 1}, {"支出", "支出数", 1}, {"出支", "支出", 1}, {"abcd", "badc", 2}, {"项目", "金额数", 3}} {
		if got, back := Distance(c.a, c.b), Distance(c.b, c.a); got != c.want || back != c.want {
			t.Errorf("%s, %s: %d and %d, want %d", c.a, c.b, got, back, c.want)
		}
	}
}
