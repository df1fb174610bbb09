package docxtemplate

import "testing"

// TestNearest proposes the name that was meant, by its look and by its sound.
func TestNearest(t *testing.T) {
	names := []string{"项目名称", "金额", "决算数", "预算数", "得分", "得数", "实施单位", "evaluation"}
	for want, near := range map[string]string{
		"金頟":        "金额",
		"evaluaton": "evaluation",
		"得芬":        "得分",  // one character from 得数, too
		"绝算书":       "决算数", // two characters of three
		"鱼蒜树":       "预算数", // all of them
		"进鹅":        "金额",
		"时施丹维":      "实施单位",
		"审批意见":      "",
		"":          "",
		"天":         "",
	} {
		if got := nearest(want, names); got != near {
			t.Errorf("%s: %q, want %q", want, got, near)
		}
	}
	if n := len(readings()); n != 3755 {
		t.Errorf("%d characters, want 3755", n)
	}
}
