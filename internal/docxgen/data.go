package docxgen

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Data makes data with the names that templates use, as JSON would give them.
func Data(seed uint64) map[string]any {
	g := &gen{Rand: rand.New(rand.NewPCG(seed, 2))}
	texts := []any{"甲", "乙", "<&>\"'", "两\n行\t字", "", nil, "\u0001\uFFFE😀", strings.Repeat("很长的话", 50), "{{单位}}", "]]>"}
	item := func(i int, more map[string]any) map[string]any {
		more["名称"] = pick(g, append(texts, fmt.Sprint("第", i, "项"))...)
		return more
	}
	list := func(n int, f func(i int) map[string]any) []any {
		out := []any{}
		for i := range g.IntN(n + 1) {
			out = append(out, item(i, f(i)))
		}
		return out
	}
	special := list(4, func(i int) map[string]any { return map[string]any{"金额": float64(g.IntN(100000)) / 100} })
	special = append(special, map[string]any{"名称": "末", "金额": 1.5})
	levels := list(3, func(int) map[string]any {
		return map[string]any{"二级": list(3, func(int) map[string]any {
			return map[string]any{"三级": list(3, func(i int) map[string]any { return map[string]any{"指标": pick(g, texts...), "得分": float64(i)} })}
		})}
	})
	levels = append(levels, map[string]any{"名称": "产出", "二级": []any{map[string]any{"名称": "数量", "三级": []any{map[string]any{"指标": "a", "得分": 1.0}}}}})
	return map[string]any{"单位": pick(g, "某局", "A&B <局>"), "年度": 2023.0, "怪": pick(g, texts...), "长": strings.Repeat("字", 5000), "空": nil,
		"真": true, "假": false, "专项": special, "一级": levels, "空表": []any{}}
}
