package form_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/form"
	"github.com/evalreport/go/internal/golden"
)

// TestFormsDocs writes docs/forms.md: every form and profile with what its data file says, the names that its data
// have, and the grid of its Word file.
func TestFormsDocs(t *testing.T) {
	var b strings.Builder
	b.WriteString(formsHead)
	forms, err := form.Builtin.Forms()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range forms {
		fmt.Fprintf(&b, "| [`%s`](#%s) | %s | %s |\n", f.ID, f.ID, f.Name, f.Binds)
	}
	for _, f := range forms {
		writeForm(t, &b, f)
	}
	profiles, err := form.Builtin.Profiles()
	if err != nil {
		t.Fatal(err)
	}
	b.WriteString("\n## 各地的报告\n\n一份报告是提纲加附表。用法：报告数据里写 `模板: 编号`，或 `evalreport render 报告.yaml --profile 编号`。\n")
	for _, p := range profiles {
		writeProfile(&b, p)
	}
	if len(forms) == 0 || len(profiles) == 0 {
		t.Fatalf("%d forms, %d profiles", len(forms), len(profiles))
	}
	golden.Equal(t, "../../docs/forms.md", []byte(b.String()))
}

const formsHead = `# 表单一览

本页由 ` + "`templates/`" + ` 生成。一张表是一个 Word 文件，加上一份说明（` + "`form.yaml`" + `）。` + "`evalreport forms export 编号 -o 文件.docx`" + ` 取出 Word 文件，` + "`evalreport render 报告.yaml --form 编号 -o 文件.docx`" + ` 填一张。

| 编号 | 名称 | 对应数据 |
|---|---|---|
`

func writeForm(t *testing.T, b *strings.Builder, f *form.Form) {
	t.Helper()
	bound, ok := evalreport.Lookup(&evalreport.Report{}, f.Binds)
	if !ok {
		t.Fatalf("%s：没有 %s", f.ID, f.Binds)
	}
	of := bound.Type()
	binds := fmt.Sprintf("`%s`（%s）", f.Binds, evalreport.Label(&evalreport.Report{}, f.Binds))
	if of.Kind() == reflect.Slice {
		of = of.Elem()
		binds += "，一项一张"
	}
	fmt.Fprintf(b, "\n## %s\n\n**%s**\n\n", f.ID, f.Name)
	line := func(label, text string) {
		if text != "" {
			fmt.Fprintf(b, "- %s：%s\n", label, text)
		}
	}
	line("标题", f.Title)
	line("依据", f.Basis)
	line("对应数据", binds)
	line("金额单位", f.Unit)
	line("适用年度", f.Years)
	line("评分方案", f.Scheme)
	line("纸张方向", map[string]string{"portrait": "纵向", "landscape": "横向"}[f.Orientation])
	line("来源", f.Source)
	for _, v := range f.Variants {
		line("变体", v)
	}
	for _, label := range slices.Sorted(maps.Keys(f.Labels)) {
		line("“"+label+"”也作", strings.Join(f.Labels[label], "、"))
	}
	b.WriteString("\n数据里的名字（中文、英文都可以写在标签和规则里）：\n\n| 名字 | 英文 |\n|---|---|\n")
	writeNames(b, of, "", "", 0)
	shadow, err := f.Shadow()
	if err != nil {
		t.Fatal(err)
	}
	b.WriteString("\n版式（表 行 格 行数×列数 内容）：\n\n```text\n" + strings.TrimRight(shadow, "\n") + "\n```\n")
}

// writeNames lists the leaves of a type by label and by name; [] marks a list.
func writeNames(b *strings.Builder, of reflect.Type, labels, names string, depth int) {
	for _, n := range evalreport.Names(of) {
		f := of.FieldByIndex(n.Index)
		label, name, typ := labels+n.Label, names+n.JSON, f.Type
		list := typ.Kind() == reflect.Slice && !evalreport.IsLeaf(typ)
		if list {
			typ, name = typ.Elem(), name+"[]"
		}
		if n.Inline && !list { // the labels below are used as if they stood here
			label = strings.TrimSuffix(labels, ".")
		}
		if evalreport.IsLeaf(typ) || typ.Kind() != reflect.Struct || typ == reflect.TypeFor[evalreport.Narrative]() || depth > 5 {
			fmt.Fprintf(b, "| %s | `%s` |\n", label, name)
			continue
		}
		if label != "" {
			label += "."
		}
		writeNames(b, typ, label, name+".", depth+1)
	}
}

func writeProfile(b *strings.Builder, p *form.Profile) {
	fmt.Fprintf(b, "\n### %s\n\n**%s**\n\n", p.ID, p.Title)
	if p.Basis != "" {
		fmt.Fprintf(b, "- 依据：%s\n", p.Basis)
	}
	fmt.Fprintf(b, "- 评分方案：%s\n", p.Scheme)
	if p.Source != "" {
		fmt.Fprintf(b, "- 来源：%s\n", p.Source)
	}
	for _, f := range p.Forms {
		fmt.Fprintf(b, "- 附表：[`%s`](#%s)%s\n", f.Form, f.Form, marks(map[string]bool{"必备": f.Required, "在正文内": f.Inline}))
	}
	if len(p.Sections) == 0 {
		return
	}
	b.WriteString("\n```text\n")
	for _, s := range p.Sections {
		heading := s.Heading
		if heading == "" {
			heading = "（引言）"
		}
		fmt.Fprintf(b, "%s%s%s\n", strings.Repeat("    ", max(0, s.Level-1)), heading, marks(map[string]bool{"必备": s.Required}))
	}
	b.WriteString("```\n")
}

func marks(set map[string]bool) string {
	var on []string
	for _, name := range slices.Sorted(maps.Keys(set)) {
		if set[name] {
			on = append(on, name)
		}
	}
	if on == nil {
		return ""
	}
	return "（" + strings.Join(on, "，") + "）"
}
