package docxtemplate

import "github.com/evalreport/go/docxtemplate/internal/lang"

// TagInfo is one tag of a template and its place.
type TagInfo struct {
	Tag       string   `json:"tag"`             // as written
	Kind      string   `json:"kind"`            // 值, 循环, 条件, 图片, …
	Paths     []string `json:"paths,omitempty"` // the data it names
	List      bool     `json:"list,omitempty"`  // it repeats over a list: a loop
	Part      string   `json:"part"`
	Heading   string   `json:"heading,omitempty"`
	Table     int      `json:"table,omitempty"`
	Row       int      `json:"row,omitempty"`
	Cell      int      `json:"cell,omitempty"`
	Paragraph int      `json:"paragraph,omitempty"`
	Place     string   `json:"place"` // as Word users know it
}

var kindTitles = map[lang.Kind]string{
	lang.Value: "值", lang.Image: "图片", lang.Rich: "内容", lang.Comment: "说明", lang.Loop: "循环", lang.Section: "循环",
	lang.If: "条件", lang.IfNot: "条件", lang.ElseIf: "否则如果", lang.Else: "否则", lang.End: "结束",
	lang.Merge: "合并", lang.NoMerge: "不合并", lang.KeepRow: "保留空行", lang.PageBreak: "分页", lang.Literal: "文字",
}

// Tags lists every tag of the template in document order, the main document
// first. A text box and its twin for old versions of Word are listed once.
func (t *Template) Tags() []TagInfo {
	c := &compiler{cfg: t.cfg}
	var out []TagInfo
	add := func(g *tag) {
		if g.broken || g.unit.twin {
			return
		}
		e := c.errorAt(g.unit, g.from, g.to)
		info := TagInfo{Tag: g.raw, Kind: kindTitles[g.Kind], List: g.Kind == lang.Loop, Part: e.Part, Heading: e.Heading,
			Table: e.Table, Row: e.Row, Cell: e.Cell, Paragraph: e.Paragraph, Place: e.Place()}
		if g.Expr != nil {
			for _, p := range append(g.Expr.Paths(), g.Expr.Lists()...) {
				info.Paths = append(info.Paths, p.String())
			}
		}
		out = append(out, info)
	}
	for _, l := range t.layouts {
		for _, g := range l.tags {
			add(g)
		}
		for _, r := range l.regions {
			if r.kind == regionControl || r.kind == regionFormBox {
				add(r.tag)
			}
		}
	}
	return out
}
