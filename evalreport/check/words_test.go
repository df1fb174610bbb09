package check

import "testing"

func TestPolished(t *testing.T) {
	for _, c := range []struct{ name, message, want string }{
		{"one quotation", "“甲”填 5。请核对。", "“甲”填 5。请核对。"},
		{"a quotation in another", "““三公经费”控制率”填 5。请核对。", "“‘三公经费’控制率”填 5。请核对。"},
		{"two side by side", "“甲”与“乙”重复。", "“甲”与“乙”重复。"},
		{"in the middle", "与前面“开展“三送”行动…”一段相同。", "与前面“开展‘三送’行动…”一段相同。"},
		{"a stop inside and out", "写作“确保完成。”。请补充。", "写作“确保完成。”请补充。"},
		{"open mark cut off", "有残留的字符“××“三”。请删去。", "有残留的字符“××“三”。请删去。"},
		{"closing mark alone", "有残留的字符“××”三”。请删去。", "有残留的字符“××”三”。请删去。"},
	} {
		if got := polished(c.message); got != c.want {
			t.Errorf("%s: %s\n应为 %s", c.name, got, c.want)
		}
	}
}

func TestAdvised(t *testing.T) {
	for message, want := range map[string]string{
		"办结率应为 75%，填报 80%":   "办结率应为 75%，填报 80%。请核对。",
		"差 0.01（尾差），请核对四舍五入": "差 0.01（尾差）。请核对四舍五入。",
		"未覆盖全年，请补充全年数或说明。":   "未覆盖全年。请补充全年数或说明。",
		"已略去。请在原文中删除。":       "已略去。请在原文中删除。",
	} {
		if got := advised(message); got != want {
			t.Errorf("%s\n应为 %s", got, want)
		}
	}
}
