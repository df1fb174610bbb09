package docxtemplate

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"

	dx "github.com/evalreport/go/internal/docxtest"
)

// randomForm is a random form: its template, the data that fill it, and the same form as somebody else might have made it.
type randomForm struct {
	t        *rapid.T
	value    func() string // draws a value
	words    []string      // labels not used yet
	n        int           // names given out
	template strings.Builder
	foreign  strings.Builder
	data     map[string]any
	blank    map[string]any
	changes  []string // what the other did
	listed   bool     // the table being made has a list
}

// randomCell is a cell of a foreign copy.
type randomCell struct {
	text   string
	label  bool // its words name other cells
	goesOn bool // merged with the cell above
	first  bool // the first of a vertical merge
	wide   int  // columns; 0 is 1
}

var randomWords = strings.Fields(`档案 水电 差旅 会议 培训 印刷 邮电 租金 物业 维修 绿化 安保 食堂 车辆 燃油 保险 设备 软件 耗材 图书 宣传 咨询 审计 劳务 福利 奖励 抚恤 补助 基建 征地 规划 设计
监理 检测 评估 验收 运费 仓储 包装 广告 税费 利息 捐赠 折旧 摊销 林业 农机 水库 渠道 桥梁 隧道 码头 机场 学校 医院 社区 街道 乡镇 村组 牧场 果园 茶园 渔港 苗圃 温室 冷库 晒场 粮仓 饲料 种子 化肥 农药 兽医 气象 地震 消防 海关 边检 口岸 铁路 公路 航道 管网 变电 路灯 公厕 垃圾 污水 河长 湿地 草原 沙漠`)

func newRandomForm(t *rapid.T, value func() string) *randomForm {
	f := &randomForm{t: t, value: value, words: rapid.Permutation(randomWords).Draw(t, "labels"), data: map[string]any{}, blank: map[string]any{}}
	for range rapid.IntRange(1, 3).Draw(t, "parts") {
		f.fixed()
		f.listed = false
		f.pick("part", f.paragraph, f.inWords, f.paragraphList, f.control, f.content, f.matrix, f.pairs, f.under, f.inLabels, f.list, f.lists, f.group, f.columns)()
	}
	f.fixed()
	return f
}

func (f *randomForm) pick(name string, of ...func()) func() {
	return of[rapid.IntRange(0, len(of)-1).Draw(f.t, name)]
}

func (f *randomForm) chance(name string, in int) bool {
	return rapid.IntRange(1, in).Draw(f.t, name) == in
}

func (f *randomForm) word() string {
	w := f.words[0]
	f.words = f.words[1:]
	return w
}

func (f *randomForm) name() string {
	f.n++
	return fmt.Sprint("甲", f.n)
}

// scalar gives a new name and its value.
func (f *randomForm) scalar() (tag, value string) {
	name := f.name()
	v := f.value()
	f.data[name], f.blank[name] = v, ""
	return "{{" + name + "}}", v
}

// both adds the same to the template and to the foreign copy.
func (f *randomForm) both(template, foreign string) {
	f.template.WriteString(template)
	f.foreign.WriteString(foreign)
}

func (f *randomForm) fixed() {
	s := "关于" + f.word() + "的说明"
	f.both(dx.P(s), dx.P(s))
}

// respelt is a label as somebody else writes it.
func (f *randomForm) respelt(s string) string {
	switch rapid.IntRange(0, 9).Draw(f.t, "spelling") {
	case 0:
		return strings.Join(strings.Split(s, ""), " ")
	case 1:
		return s + "："
	case 2:
		return s + "（万元）"
	case 3:
		return "1、" + s
	case 4:
		return "其中：" + s
	}
	return s
}

func (f *randomForm) paragraph() {
	a, b := f.word(), f.word()
	t1, v1 := f.scalar()
	t2, v2 := f.scalar()
	f.both(dx.P(a+"："+t1+"　"+b+"："+t2), dx.P(strings.Join(strings.Split(a, ""), " ")+": "+v1+"  "+b+"："+v2))
}

// inWords has values in the middle of words.
func (f *randomForm) inWords() {
	a, b := f.word(), f.word()
	t1, v1 := f.scalar()
	t2, v2 := f.scalar()
	f.both(dx.P(a+"共"+t1+"人（"+b+t2+"人）。"), dx.P(a+"共 "+v1+" 人("+b+v2+"人)。"))
}

func (f *randomForm) paragraphList() {
	list, a := f.name(), f.word()
	f.template.WriteString(paras("{{循环 "+list+"}}", a+"{{序号}}：{{名}}", "{{结束}}"))
	var all []any
	for i := range rapid.IntRange(0, 3).Draw(f.t, "n") {
		v := f.value()
		all = append(all, map[string]any{"名": v})
		f.foreign.WriteString(dx.P(fmt.Sprint(a, i+1, "：", v)))
	}
	f.data[list], f.blank[list] = append([]any{}, all...), []any{}
}

func (f *randomForm) control() {
	a, name := f.word(), f.name()
	v := f.value()
	f.data[name], f.blank[name] = v, ""
	p := func(props, text string) string { return `<w:p>` + dx.R(a) + sdt(name, props, dx.R(text)) + `</w:p>` }
	props := rapid.SampledFrom([]string{"", "<w:showingPlcHdr/>"}).Draw(f.t, "prompt")
	f.both(p(props, "点此输入"), p("", v))
}

// content is a rich value: paragraphs between fixed ones.
func (f *randomForm) content() {
	name := f.name()
	a, b := f.word()+"如下", f.value()+"一"
	f.data[name], f.blank[name] = b+"\n"+b, ""
	f.both(paras(a, "{{+"+name+"}}", "以上"+a), paras(a, b, b, "以上"+a))
}

func (f *randomForm) labels(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = f.word()
	}
	return out
}

func labelRow(texts ...string) []randomCell {
	out := make([]randomCell, len(texts))
	for i, s := range texts {
		out[i] = randomCell{text: s, label: true}
	}
	return out
}

// table adds a table to the template, and the filled one, changed, to the copy.
func (f *randomForm) table(template [][]string, filled [][]randomCell, header int) {
	n := len(template[0])
	var xml []string
	for _, r := range template {
		xml = append(xml, dx.Row(r...))
	}
	f.template.WriteString(dx.Table(n, xml...))
	filled = f.change(filled, header)
	f.foreign.WriteString(f.printed(filled))
}

// matrix has values with a label to the left and one above.
func (f *randomForm) matrix() {
	cols, rows := f.labels(rapid.IntRange(2, 4).Draw(f.t, "columns")), f.labels(rapid.IntRange(1, 3).Draw(f.t, "rows"))
	template := [][]string{append([]string{"项目"}, cols...)}
	filled := [][]randomCell{labelRow(template[0]...)}
	for _, r := range rows {
		line, cells := []string{r}, labelRow(r)
		for range cols {
			tag, v := f.scalar()
			line, cells = append(line, tag), append(cells, randomCell{text: v})
		}
		template, filled = append(template, line), append(filled, cells)
	}
	f.table(template, filled, 1)
}

// pairs has values right of their labels, two in a row.
func (f *randomForm) pairs() {
	var template [][]string
	var filled [][]randomCell
	for range rapid.IntRange(1, 3).Draw(f.t, "rows") {
		a, b := f.word(), f.word()
		t1, v1 := f.scalar()
		t2, v2 := f.scalar()
		template = append(template, []string{a, t1, b, t2})
		filled = append(filled, []randomCell{{text: a, label: true}, {text: v1}, {text: b, label: true}, {text: v2}})
	}
	f.table(template, filled, 0)
}

// under has values under their labels.
func (f *randomForm) under() {
	cols := f.labels(rapid.IntRange(2, 4).Draw(f.t, "columns"))
	line, cells := []string(nil), []randomCell(nil)
	for range cols {
		tag, v := f.scalar()
		line, cells = append(line, tag), append(cells, randomCell{text: v})
	}
	f.table([][]string{cols, line}, [][]randomCell{labelRow(cols...), cells}, 1)
}

// inLabels has values in the cells of their labels.
func (f *randomForm) inLabels() {
	a, b := f.word(), f.word()
	t1, v1 := f.scalar()
	t2, v2 := f.scalar()
	f.table([][]string{{a + "：" + t1, b + "：" + t2 + "元"}}, [][]randomCell{{{text: a + ": " + v1}, {text: b + "：" + v2 + " 元"}}}, 0)
}

// listRows gives the template's row of a list, its rows and its elements.
func (f *randomForm) listRows(cols int) (line []string, filled [][]randomCell) {
	list := f.name()
	f.listed = true
	for i := range cols {
		line = append(line, fmt.Sprintf("{{%s.列%d}}", list, i))
	}
	all := []any{}
	for k := range rapid.IntRange(0, 4).Draw(f.t, "elements") {
		e, cells := map[string]any{}, []randomCell(nil)
		for i := range cols {
			v := f.value()
			if i == 0 && strings.TrimSpace(v) == "" {
				v = fmt.Sprint("第", k, "个") // a row in which nothing is printed is no element
			}
			e[fmt.Sprint("列", i)] = v
			cells = append(cells, randomCell{text: v})
		}
		all, filled = append(all, e), append(filled, cells)
	}
	f.data[list], f.blank[list] = all, []any{}
	return line, filled
}

func (f *randomForm) list() {
	cols := f.labels(rapid.IntRange(2, 4).Draw(f.t, "columns"))
	line, filled := f.listRows(len(cols))
	template := [][]string{cols, line}
	filled = append([][]randomCell{labelRow(cols...)}, filled...)
	if rapid.Bool().Draw(f.t, "total") {
		total, cells := []string{"合计"}, labelRow("合计")
		for range cols[1:] {
			tag, v := f.scalar()
			total, cells = append(total, tag), append(cells, randomCell{text: v})
		}
		template, filled = append(template, total), append(filled, cells)
	} else if f.chance("foreign total", 4) && len(filled) > 2 {
		cells := []randomCell{{text: "合 计"}}
		for range cols[1:] {
			cells = append(cells, randomCell{text: "99"})
		}
		filled = append(filled, cells)
		f.changes = append(f.changes, "合计")
	}
	f.table(template, filled, 1)
}

// lists are two lists in one table, each with its own header.
func (f *randomForm) lists() {
	n := rapid.IntRange(2, 3).Draw(f.t, "columns")
	var template [][]string
	var filled [][]randomCell
	for range 2 {
		cols := f.labels(n)
		line, cells := f.listRows(n)
		template = append(template, cols, line)
		filled = append(append(filled, labelRow(cols...)), cells...)
	}
	f.table(template, filled, -1)
}

// group has elements with elements of their own, in merged cells.
func (f *randomForm) group() {
	cols, list := f.labels(3), f.name()
	f.listed = true
	template := [][]string{cols, {"{{" + list + ".名}}", "{{" + list + ".项.名}}", "{{" + list + ".项.额}}"}}
	filled := [][]randomCell{labelRow(cols...)}
	all := []any{}
	style := rapid.SampledFrom([]string{"merged", "merged", "first row only", "repeated"}).Draw(f.t, "group")
	if style != "merged" {
		f.changes = append(f.changes, style)
	}
	for range rapid.IntRange(0, 3).Draw(f.t, "groups") {
		outer, items := f.value()+"组", []any{}
		count := rapid.IntRange(1, 3).Draw(f.t, "items")
		for i := range count {
			name, sum := f.value()+"项", f.value()
			items = append(items, map[string]any{"名": name, "额": sum})
			head := randomCell{text: outer, first: count > 1 && style == "merged"}
			if i > 0 && style != "repeated" {
				head = randomCell{goesOn: style == "merged"}
			}
			filled = append(filled, []randomCell{head, {text: name}, {text: sum}})
		}
		all = append(all, map[string]any{"名": outer, "项": items})
	}
	f.data[list], f.blank[list] = all, []any{}
	f.table(template, filled, 1)
}

// columns repeat to the right.
func (f *randomForm) columns() {
	list, rows := f.name(), f.labels(rapid.IntRange(2, 3).Draw(f.t, "rows"))
	all := []any{}
	var template [][]string
	filled := make([][]randomCell, len(rows))
	for i, r := range rows {
		template = append(template, []string{r, fmt.Sprintf("{{列%d}}", i)})
		filled[i] = labelRow(r)
	}
	template[0][1] = "{{循环 " + list + "}}" + template[0][1]
	template[len(rows)-1][1] += "{{结束}}"
	for range rapid.IntRange(1, 3).Draw(f.t, "elements") {
		e := map[string]any{}
		for i := range rows {
			v := f.value() + "年"
			e[fmt.Sprint("列", i)] = v
			filled[i] = append(filled[i], randomCell{text: v})
		}
		all = append(all, e)
	}
	f.data[list], f.blank[list] = all, []any{}
	f.table(template, filled, 0)
}
