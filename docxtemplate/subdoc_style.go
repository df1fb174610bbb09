package docxtemplate

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/evalreport/go/internal/nearest"
	"github.com/evalreport/go/internal/wml"
)

// styleSheet is the styles part of a template.
type styleSheet struct {
	list    []*style
	byID    map[string]*style
	byName  map[string]*style // "type/folded name"
	normal  map[string]*style // the default of each type
	docPara string            // w:pPr of w:docDefaults
	docRun  string            // w:rPr of w:docDefaults
	raw     []byte
}

type style struct {
	id, name, typ, based string
	raw                  string
	def                  string // what it looks like, for comparison
	isDefault            bool
	refs                 []string // other styles it names
}

// unseen are the children of a style that do not change how it looks.
var unseen = map[string]bool{"name": true, "aliases": true, "next": true, "link": true, "autoRedefine": true, "hidden": true,
	"uiPriority": true, "semiHidden": true, "unhideWhenUsed": true, "qFormat": true, "locked": true, "personal": true,
	"personalCompose": true, "personalReply": true, "rsid": true}

func parseStyles(src []byte) *styleSheet {
	sheet := &styleSheet{byID: map[string]*style{}, byName: map[string]*style{}, normal: map[string]*style{}, raw: src}
	s := wml.NewScanner(src, 0)
	var cur *style
	start := 0
	for s.Next() {
		t := s.Token()
		if t.Name.Space != wml.W {
			continue
		}
		switch {
		case t.Kind == wml.Start && t.Name.Local == "style":
			on := string(s.Value(wml.W, "default"))
			cur = &style{id: wml.Unescape(s.Value(wml.W, "styleId")), typ: string(s.Value(wml.W, "type")), isDefault: on == "1" || on == "true" || on == "on"}
			start = t.Start
		case t.Kind == wml.End && t.Name.Local == "style" && cur != nil:
			cur.raw = string(src[start:t.End])
			sheet.add(cur)
			cur = nil
		case t.Kind == wml.End && t.Name.Local == "docDefaults":
		case cur != nil && t.Kind == wml.Empty:
			switch t.Name.Local {
			case "name":
				cur.name = wml.Unescape(s.Value(wml.W, "val"))
			case "basedOn":
				cur.based = wml.Unescape(s.Value(wml.W, "val"))
				cur.refs = append(cur.refs, cur.based)
			case "next", "link":
				cur.refs = append(cur.refs, wml.Unescape(s.Value(wml.W, "val")))
			}
		}
	}
	sheet.defaults(string(src))
	return sheet
}

// defaults takes the document defaults.
func (sheet *styleSheet) defaults(src string) {
	for _, p := range propsOf(src) {
		if p.name != "docDefaults" {
			continue
		}
		for _, d := range propsOf(p.xml) {
			for _, x := range propsOf(d.xml) {
				switch x.name {
				case "pPr":
					sheet.docPara = x.xml
				case "rPr":
					sheet.docRun = x.xml
				}
			}
		}
	}
}

func (sheet *styleSheet) add(s *style) {
	var def []string
	for _, p := range propsOf(s.raw) {
		if !unseen[p.name] {
			def = append(def, strings.Join(strings.Fields(p.xml), " "))
		}
	}
	s.def = s.typ + strings.Join(def, "")
	sheet.list = append(sheet.list, s)
	if sheet.byID[s.id] == nil {
		sheet.byID[s.id] = s
	}
	if k := s.typ + "/" + foldName(s.name); sheet.byName[k] == nil {
		sheet.byName[k] = s
	}
	if s.isDefault && sheet.normal[s.typ] == nil {
		sheet.normal[s.typ] = s
	}
}

// chineseNames are the names that Word in Chinese shows for built-in styles.
var chineseNames = map[string]string{"正文": "Normal", "标题": "Title", "副标题": "Subtitle", "题注": "caption", "列表段落": "List Paragraph",
	"列出段落": "List Paragraph", "页眉": "header", "页脚": "footer", "网格型": "Table Grid", "普通表格": "Normal Table", "超链接": "Hyperlink",
	"强调": "Emphasis", "要点": "Strong", "引用": "Quote", "明显引用": "Intense Quote", "无间隔": "No Spacing", "正文文本": "Body Text",
	"脚注文本": "footnote text", "日期": "Date", "签名": "Signature"}

// find finds a style by its name, as Word or Word in Chinese shows it, or by its id.
func (sheet *styleSheet) find(typ, name string) *style {
	if s := sheet.byName[typ+"/"+foldName(name)]; s != nil {
		return s
	}
	if s := sheet.byID[name]; s != nil && s.typ == typ {
		return s
	}
	other := chineseNames[strings.TrimSpace(name)]
	for _, p := range [][2]string{{"标题", "heading"}, {"目录", "toc"}} {
		if rest, ok := strings.CutPrefix(foldName(name), p[0]); ok && other == "" && digits(rest) {
			other = p[1] + " " + rest
		} else if rest, ok := strings.CutPrefix(foldName(name), p[1]); ok && digits(rest) {
			other = p[0] + " " + rest
		}
	}
	if other == "" {
		return nil
	}
	return sheet.byName[typ+"/"+foldName(other)]
}

var styleTypes = map[string]string{"paragraph": "段落样式", "character": "字符样式", "table": "表格样式"}

// styleID gives the id, in the frame, of a style of the template by its name.
func (r *run) styleID(typ, name string) (string, error) {
	sheet := r.t.styles()
	s := sheet.find(typ, name)
	if s == nil {
		var names []string
		for _, s := range sheet.list {
			if s.typ == typ {
				names = append(names, s.name)
			}
		}
		sort.Strings(names)
		msg := "模板里没有名为“" + name + "”的" + styleTypes[typ]
		if near := nearest.Of(name, names); near != "" {
			msg += "，是否应为“" + near + "”？"
		} else {
			msg += "，有：" + clipText(join(names), 80)
		}
		return "", fmt.Errorf("%s", msg)
	}
	if r.graft != nil && r.graft.styles[s.id] == "" {
		if err := r.add.carryStyles(r, r.graft, []string{s.id}); err != nil {
			return "", err
		}
	}
	return escapeAttr(r.mappedStyle(s.id)), nil
}

func (r *run) mappedStyle(id string) string {
	if r.graft == nil {
		return id
	}
	if n, ok := r.graft.styles[id]; ok {
		return n
	}
	return id
}

func escapeAttr(s string) string { return string(wml.AppendEscaped(nil, s)) }

// shared reports whether a style of sub looks the same in the frame under the same id.
func (sheet *styleSheet) shared(sub *styleSheet, id string, depth int) bool {
	a, b := sheet.byID[id], sub.byID[id]
	if a == nil || b == nil || depth > maxDepth {
		return a == nil && b == nil
	}
	if a.def != b.def || a.isDefault != b.isDefault {
		return false
	}
	return a.based == "" || a.based == id || sheet.shared(sub, a.based, depth+1)
}

// sameDefaults reports whether two documents have the same defaults.
func (sheet *styleSheet) sameDefaults(o *styleSheet) bool {
	return sheet.docPara == o.docPara && sheet.docRun == o.docRun
}

// carryStyles gives each style of a sub-document, with those it names, an id in the frame, and adds what the frame has not.
func (a *additions) carryStyles(r *run, g *graft, ids []string) error {
	frame, sub := a.frame.styles(), g.sub.styles()
	same := frame.sameDefaults(sub)
	todo := append([]string(nil), ids...)
	var fresh []*style
	for len(todo) > 0 {
		id := todo[0]
		todo = todo[1:]
		s := sub.byID[id]
		if _, done := g.styles[id]; done || s == nil {
			continue
		}
		if same && frame.shared(sub, id, 0) && sameNumbers(a.frame, g.sub, s.def) {
			g.styles[id] = id
			continue
		}
		key := s.raw
		if !same {
			key += sub.docPara + sub.docRun
		}
		name := id
		for n := 2; ; n++ {
			had, taken := a.styleKeys[name]
			if !taken && frame.byID[name] == nil {
				fresh = append(fresh, s)
				a.styleKeys[name] = key
				break
			}
			if taken && had == key {
				break
			}
			name = id + strconv.Itoa(n)
		}
		g.styles[id] = name
		todo = append(todo, s.refs...)
	}
	for _, s := range fresh {
		xml := s.raw
		if !same && s.based == "" {
			xml = withDefaults(xml, s.typ, sub)
		}
		a.styles = append(a.styles, a.renamed(r, g, s, xml)...)
	}
	return nil
}

// withDefaults writes the defaults of a document into a style that is based on none.
func withDefaults(xml, typ string, sheet *styleSheet) string {
	if typ != "paragraph" {
		return xml
	}
	para, run := propsOf(sheet.docPara), propsOf(sheet.docRun)
	var own []prop
	own = append(own, propsOf(xml)...)
	set := func(name string, defaults []prop, order map[string]int) {
		if len(defaults) == 0 {
			return
		}
		base := mergeProps("", "w:"+name, order, defaults)
		for i := range own {
			if own[i].name == name {
				own[i].xml = mergeProps(base, "w:"+name, order, propsOf(own[i].xml))
				return
			}
		}
		at := len(own)
		for i := range own {
			if styleOrder[own[i].name] > styleOrder[name] {
				at = i
				break
			}
		}
		own = append(own[:at], append([]prop{{name, base}}, own[at:]...)...)
	}
	set("pPr", para, paraOrder)
	set("rPr", run, runOrder)
	out := xml[:strings.IndexByte(xml, '>')+1]
	for _, p := range own {
		out += p.xml
	}
	return out + xml[strings.LastIndex(xml, "</"):]
}

var styleOrder = orderOf("name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr")

// renamed is a style with the ids and the name it has in the frame.
func (a *additions) renamed(r *run, g *graft, s *style, xml string) string {
	end := strings.IndexByte(xml, '>')
	head := withoutAttr(xml[:end], "default")
	head = setAttr(head, "styleId", g.styles[s.id])
	name := s.name
	for n := 2; a.frame.styles().byName[s.typ+"/"+foldName(name)] != nil || a.styleNames[s.typ+"/"+foldName(name)]; n++ {
		name = s.name + " " + strconv.Itoa(n)
	}
	a.styleNames[s.typ+"/"+foldName(name)] = true
	out := head
	body := xml[end:]
	_, inner, _ := strings.Cut(body, ">")
	last := strings.LastIndex(inner, "</")
	out += ">"
	for _, p := range propsOf(xml) {
		switch p.name {
		case "name":
			out += setAttr(p.xml, "val", name)
		case "basedOn", "next", "link":
			v := wml.Unescape([]byte(attrOf(p.xml, "val")))
			if to, ok := g.styles[v]; ok {
				v = to
			}
			out += setAttr(p.xml, "val", v)
		case "pPr":
			out += r.mapNums(g, p.xml)
		default:
			out += p.xml
		}
	}
	return out + inner[last:]
}

// setAttr sets an attribute by its local name in a start tag.
func setAttr(xml, local, value string) string {
	mark := ":" + local + `="`
	i := strings.Index(xml, mark)
	if i < 0 {
		return xml
	}
	i += len(mark)
	end := strings.IndexByte(xml[i:], '"')
	return xml[:i] + escapeAttr(value) + xml[i+end:]
}
