package docxtemplate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/evalreport/go/docxtemplate/internal/lang"
)

// Outline says by which printed words the values of a template are found again in a filled document.
type Outline struct {
	Anchors []Anchor     `json:"anchors"`
	Loops   []LoopAnchor `json:"loops,omitempty"`
	// Faults are tags whose words are too few to find them again: an anchor that two tags share, none at all, two
	// values with nothing between them. Extract lists their values as missed.
	Faults []AnchorFault `json:"faults,omitempty"`
}

// Anchor is the words by which the value of one tag is found.
type Anchor struct {
	Path     string `json:"path"` // of a computed tag its expression
	Tag      string `json:"tag"`
	Computed bool   `json:"computed,omitempty"`
	Left     string `json:"left,omitempty"`    // label to the left in the row
	Above    string `json:"above,omitempty"`   // label above in the column
	Before   string `json:"before,omitempty"`  // text before it in the paragraph or cell
	After    string `json:"after,omitempty"`   // text after it
	Control  string `json:"control,omitempty"` // tag of the content control
	Heading  string `json:"heading,omitempty"` // heading above
	Place    Place  `json:"place"`
}

// LoopAnchor is the words by which the rows of a list are found.
type LoopAnchor struct {
	List    string   `json:"list"`
	Columns []string `json:"columns"`          // labels above, as the columns stand in the template
	After   string   `json:"after,omitempty"`  // label of the row before the list
	Before  string   `json:"before,omitempty"` // label of the row that ends it; empty at the end of the table
	Place   Place    `json:"place"`
}

// AnchorFault is a tag that cannot be found by words.
type AnchorFault struct {
	Code  string `json:"code"` // same-anchor, no-anchor, touching
	Tag   string `json:"tag"`
	Msg   string `json:"msg"`
	Place Place  `json:"place"`
}

// String gives the place, the tag and what is wrong, in one line.
func (f AnchorFault) String() string { return fmt.Sprintf("%s › %s：%s", f.Place, f.Tag, f.Msg) }

// Outline gives the words by which Extract finds the values of the template. With Config.Type or Config.Schema lists
// are known; without, they are inferred from the template alone.
func (t *Template) Outline() *Outline {
	m, err := t.model(t.knownShape())
	if err != nil {
		return &Outline{}
	}
	b := &outliner{model: m, out: &Outline{Anchors: []Anchor{}}, by: map[*mark]int{}}
	b.items(m.body)
	for _, s := range m.stories {
		b.items(s)
	}
	for _, s := range m.notes {
		b.items(s)
	}
	for _, k := range m.controls {
		if !slices.ContainsFunc(b.out.Anchors, func(a Anchor) bool { return a.Control == k.raw }) {
			b.add(k, Anchor{Control: k.raw, Place: Place(k.where)})
		}
	}
	b.shared()
	return b.out
}

type outliner struct {
	*model
	out *Outline
	by  map[*mark]int
}

func (b *outliner) add(k *mark, a Anchor) {
	if k.Kind != lang.Value {
		return
	}
	if _, ok := b.by[k]; ok {
		return
	}
	a.Path, a.Tag, a.Computed = k.pathText(), k.raw, k.path == nil
	if a.Heading == "" {
		a.Heading = k.where.Heading
	}
	b.by[k] = len(b.out.Anchors)
	b.out.Anchors = append(b.out.Anchors, a)
}

func (b *outliner) fault(code string, k *mark, msg string) {
	b.out.Faults = append(b.out.Faults, AnchorFault{code, k.raw, msg, Place(k.where)})
}

func (b *outliner) items(items []*modelItem) {
	for i, it := range items {
		switch it.kind {
		case itemPara:
			b.text(it.text, Anchor{Place: Place(it.where), Heading: it.where.Heading})
			if holes := it.text.holes(); len(holes) > 0 && !holes[0].direct && !words(it.text.words()) {
				b.loneText(holes, items, i)
			}
		case itemTable:
			b.table(it.table)
		}
		b.items(it.body)
		for _, branch := range it.branches {
			b.items(branch)
		}
	}
}

// loneText reports paragraphs of which nothing is printed, when another such one is beside them.
func (b *outliner) loneText(holes []*mark, items []*modelItem, i int) {
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(items) && items[j].kind == itemPara && len(items[j].text.holes()) > 0 && !words(items[j].text.words()) {
			b.fault("no-anchor", holes[0], "它与相邻的段落都没有固定的文字，读回时分不清；请在前面写上名称")
			return
		}
	}
}

// text adds the anchors of the tags in a text.
func (b *outliner) text(p pattern, a Anchor) {
	for i, c := range p {
		around := a
		if i > 0 {
			around.Before = strings.TrimSpace(string(p[i-1].lit))
		}
		if i+1 < len(p) {
			around.After = strings.TrimSpace(string(p[i+1].lit))
		}
		if c.hole != nil {
			if c.hole.control {
				around.Control = c.hole.raw
			}
			b.add(c.hole, around)
			if i > 0 && p[i-1].hole != nil && !c.hole.direct && !p[i-1].hole.direct && !c.hole.leaf.figure() && !p[i-1].hole.leaf.figure() {
				b.fault("touching", c.hole, "它与前面的 "+p[i-1].hole.raw+" 之间没有文字，读回时分不清；请加上文字，或用数值类型")
			}
		}
		for _, branch := range c.branches {
			b.text(branch, a)
		}
		b.text(c.body, a)
	}
}

func (b *outliner) table(tm *tableModel) {
	for row := range tm.doc.Grid.Rows() {
		for _, gc := range tm.doc.Grid.Row(row) {
			c := tm.cells[gc]
			if c == nil || gc.Row != row {
				continue
			}
			b.items(c.inner)
			if !c.slot {
				continue
			}
			a := Anchor{Left: c.left.name(), Above: c.above.name(), Place: Place(c.where), Heading: tm.where.Heading}
			if tm.turned {
				a.Left, a.Above = a.Above, a.Left
			}
			if c.label { // it is found by its own words
				a.Left, a.Above = "", ""
			}
			b.text(c.text, a)
			if !c.label && c.left == nil && c.above == nil && len(c.text.holes()) > 0 && !c.text.holes()[0].direct {
				b.fault("no-anchor", c.text.holes()[0], "这一格的左边和上面都没有文字，读回时找不到它；请加上行标题或列标题")
			}
		}
	}
	for _, it := range tm.seq {
		b.loops(it)
	}
}

func (b *outliner) loops(it *modelItem) {
	for _, i := range it.body {
		b.loops(i)
	}
	for _, branch := range it.branches {
		for _, i := range branch {
			b.loops(i)
		}
	}
	if it.kind != itemRow || it.row.list == nil {
		return
	}
	row := it.row
	l := LoopAnchor{List: listKey(row.list), Place: Place(row.table.where)}
	l.Place.Row, l.Place.Cell, l.Place.Paragraph = row.index+1, 1, 0
	for _, c := range row.cells {
		if c.slot {
			l.Columns = append(l.Columns, c.above.name())
		}
	}
	l.After, l.Before = row.beside(-1), row.beside(1)
	b.out.Loops = append(b.out.Loops, l)
}

// beside is the first label of the nearest row that has one, above or below.
func (row *rowModel) beside(step int) string {
	r := &tableReader{tm: row.table}
	for i := row.index + step; i >= 0 && i < row.table.doc.Grid.Rows(); i += step {
		if labels := r.labelsOf(i); len(labels) > 0 {
			return labels[0].name()
		}
	}
	return ""
}

// shared reports tags of different values in one table that have the same words around them.
func (b *outliner) shared() {
	for _, tm := range b.tables {
		seen := map[string]*cellModel{}
		for row := range tm.doc.Grid.Rows() {
			for _, gc := range tm.doc.Grid.Row(row) {
				c := tm.cells[gc]
				if c == nil || gc.Row != row || !c.slot || c.label || len(c.text.holes()) == 0 {
					continue
				}
				key := fmt.Sprintf("%p %p %v", c.left, c.above, c.row.list != nil)
				if c.left == nil && c.above == nil {
					continue
				}
				if o := seen[key]; o != nil {
					b.fault("same-anchor", c.text.holes()[0], "它与 "+o.text.holes()[0].raw+" 的行标题、列标题都相同，读回时分不清")
				}
				seen[key] = c
			}
		}
	}
}

// String lists the anchors, one a line.
func (o *Outline) String() string {
	var b strings.Builder
	for _, a := range o.Anchors {
		fmt.Fprintf(&b, "%s\t%s", a.Path, a.Place)
		for _, w := range [][2]string{{"左", a.Left}, {"上", a.Above}, {"前", a.Before}, {"后", a.After}, {"控件", a.Control}} {
			if w[1] != "" {
				fmt.Fprintf(&b, "\t%s“%s”", w[0], w[1])
			}
		}
		b.WriteByte('\n')
	}
	for _, l := range o.Loops {
		fmt.Fprintf(&b, "循环 %s\t%s\t列 %s", l.List, l.Place, strings.Join(l.Columns, "、"))
		if l.Before != "" {
			fmt.Fprintf(&b, "\t到“%s”为止", l.Before)
		}
		b.WriteByte('\n')
	}
	for _, f := range o.Faults {
		b.WriteString("! " + f.String() + "\n")
	}
	return b.String()
}
