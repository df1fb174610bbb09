package docxgen

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"reflect"
	"strings"

	"github.com/shopspring/decimal"
)

// report has what templates ask for.
type report struct {
	Name     any               `label:"名称"`
	Amount   decimal.Decimal   `label:"金额"`
	Unit     string            `label:"单位"`
	Year     int               `label:"年度"`
	Date     string            `label:"日期"`
	Odd      any               `label:"怪"`
	Long     string            `label:"长"`
	Blank    any               `label:"空"`
	Yes      bool              `label:"真"`
	No       bool              `label:"假"`
	Words    []string          `label:"词"`
	Picture  any               `label:"图"`
	Content  any               `label:"正文"`
	Phrase   any               `label:"话"`
	Projects []project         `label:"专项"`
	Levels   []level1          `label:"一级"`
	Stream   iter.Seq[project] `label:"流"`
	None     []project         `label:"空表"`
}

type project struct {
	Name    any             `label:"名称"`
	Amount  decimal.Decimal `label:"金额"`
	Picture any             `label:"图"`
	Content any             `label:"正文"`
	Phrase  any             `label:"话"`
}

type level1 struct {
	Name any      `label:"名称"`
	Kids []level2 `label:"二级"`
}

type level2 struct {
	Name any      `label:"名称"`
	Kids []level3 `label:"三级"`
}

type level3 struct {
	Name  string          `label:"指标"`
	Score decimal.Decimal `label:"得分"`
}

// texts are values that are hard to print.
var texts = []any{"甲", "乙", "<&>\"'", "两\n行\t字\r\n三", "", nil, "\u0001\uFFFE😀\x00\v\f", "\xff\xc3(", strings.Repeat("很长的话", 10), "{{单位}}", "]]>", " 前后 ", 12.5, true}

// newReport makes data; content goes down to a depth.
func newReport(seed uint64, depth int) *report {
	g := &gen{Rand: rand.New(rand.NewPCG(seed, 2))}
	r := &report{Name: g.name(0), Amount: decimal.New(-5, 0), Unit: pick(g, "某局", "A&B <局>"), Year: 2023, Date: pick(g, "2023-03-20", "2023年12月", ""), Odd: pick(g, texts...), Long: strings.Repeat("字", 300), Yes: true,
		Words: []string{"一", "", "<三>"}[:g.IntN(4)], Picture: g.pictureValue(), Content: g.content(depth), Phrase: g.phrase()}
	if g.chance(10) {
		r.Long = strings.Repeat("很长\n", 40)
	}
	r.Projects = append(g.projects(depth), project{Name: "末", Amount: decimal.New(15, -1)})
	stream := g.projects(0)
	r.Stream = func(yield func(project) bool) {
		for _, p := range stream {
			if !yield(p) {
				return
			}
		}
	}
	r.Levels = append(list(g, 3, g.level1), level1{"产出", []level2{{"数量", []level3{{"a", decimal.New(1, 0)}}}}})
	return r
}

func list[T any](g *gen, n int, f func(i int) T) []T {
	out := make([]T, g.IntN(n+1))
	for i := range out {
		out[i] = f(i)
	}
	return out
}

func (g *gen) name(i int) any { return pick(g, append(texts, fmt.Sprint("第", i, "项"))...) }

func (g *gen) projects(depth int) []project {
	return list(g, 4, func(i int) project {
		return project{g.name(i), decimal.New(g.Int64N(10_000_000), -2), g.pictureValue(), g.content(depth - 1), g.phrase()}
	})
}

func (g *gen) level1(i int) level1 {
	return level1{g.name(i), list(g, 3, func(i int) level2 {
		return level2{g.name(i), list(g, 3, func(i int) level3 { return level3{fmt.Sprint("指标", i), decimal.New(int64(i), 0)} })}
	})}
}

// plain gives structs as maps under their labels, as JSON would give them.
func plain(v any) any { return plainValue(reflect.ValueOf(v)) }

func plainValue(v reflect.Value) any {
	switch {
	case v.Kind() == reflect.Pointer && v.Type().Elem().PkgPath() == reflect.TypeFor[gen]().PkgPath():
		return plainValue(v.Elem())
	case v.Kind() == reflect.Struct && v.Type().PkgPath() == reflect.TypeFor[gen]().PkgPath():
		m := map[string]any{}
		for i := range v.NumField() {
			m[v.Type().Field(i).Tag.Get("label")] = plainValue(v.Field(i))
		}
		return m
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct:
		out := []any{}
		for i := range v.Len() {
			out = append(out, plainValue(v.Index(i)))
		}
		return out
	case v.Type() == reflect.TypeFor[iter.Seq[project]]():
		return iter.Seq[any](func(yield func(any) bool) {
			for p := range v.Interface().(iter.Seq[project]) {
				if !yield(plain(p)) {
					return
				}
			}
		})
	}
	return v.Interface()
}
