package docxtemplate

import (
	"slices"

	"github.com/evalreport/go/docxtemplate/internal/lang"
	"github.com/evalreport/go/internal/document"
)

// Content controls and form boxes whose own tag is a path stand in the text as tags do; those that stand once are found
// by their own tag as well. A repeating section is a loop.

// findControls lists the controls among some regions of the template and what they hold. inside says that a block, a row
// or a control is around them, which may repeat.
func (m *model) findControls(l *layout, regions []*region, inside bool) {
	for _, r := range regions {
		around := inside || r.kind == regionBlock || r.kind == regionRow || r.kind == regionControl
		m.findControls(l, r.kids, around)
		switch {
		case r.kind != regionControl && r.kind != regionFormBox || m.byTag[r.tag.raw] != nil:
		case l.repeating(r):
			k := &mark{Tag: lang.Tag{Kind: lang.Loop, Expr: r.tag.Expr}, raw: r.tag.raw}
			if l.itemsOf(r.node) > 1 { // the first is printed for each element, the others never: what is what cannot be seen
				k.Kind, k.muted = lang.If, true
			}
			m.repeats[k.raw] = k
		case !slices.ContainsFunc(r.kids, holdsTags):
			k := &mark{Tag: r.tag.Tag, raw: r.tag.raw, chain: r.tag.chain, control: true, inside: inside}
			k.leaf.box = r.kind == regionFormBox || l.nodes[r.node].info.checkbox
			k.where.Part = l.name
			m.controls = append(m.controls, k)
			m.byTag[k.raw] = k
		}
	}
}

// repeating reports whether a region is a repeating section over a list.
func (l *layout) repeating(r *region) bool {
	if r.kind != regionControl || !l.nodes[r.node].info.repeating {
		return false
	}
	_, plain := r.tag.Expr.IsPath()
	return plain
}

// itemsOf counts the items of a repeating section.
func (l *layout) itemsOf(section int32) int {
	n, content := 0, l.child(section, kindWrap)
	for i := max(content, 0); int(i) < len(l.nodes) && l.nodes[i].start < l.nodes[section].end; i++ {
		if l.nodes[i].kind == kindSdt && l.nodes[i].parent == content {
			n++
		}
	}
	return n
}

// sectionSpans are the raw ranges of the repeating sections.
func (l *layout) sectionSpans() []span {
	var out []span
	for _, r := range l.regions {
		if l.repeating(r) {
			out = append(out, span{int(l.nodes[r.node].start), int(l.nodes[r.node].end)})
		}
	}
	return out
}

// settleControls says which controls their own tag is enough to find: those that stand for one value, wherever they stand.
func (m *model) settleControls() {
	at := map[string][]*mark{}
	for _, k := range m.marks {
		if k.control {
			at[k.raw] = append(at[k.raw], k)
		}
	}
	for _, k := range m.controls {
		places := at[k.raw]
		if len(places) == 0 {
			if !k.inside {
				m.name(k)
				k.direct = k.path != nil
			}
			continue
		}
		k.path, k.leaf = places[0].path, places[0].leaf
		k.direct = !slices.ContainsFunc(places, func(o *mark) bool {
			return o.path == nil || listKey(o.path) != listKey(k.path) || slices.ContainsFunc(o.path, func(s segment) bool { return s.list })
		})
		for _, o := range places {
			o.direct = k.direct
		}
	}
}

// findBlind lists the tags whose values cannot be read: pictures, and what stands in charts, properties, addresses and
// other places that a reader of the text does not see.
func (m *model) findBlind(layouts []*layout) {
	read := map[string]bool{}
	for _, k := range m.marks {
		read[k.raw] = true
	}
	add := func(t *tag) {
		if !read[t.raw] {
			read[t.raw] = true
			m.blind = append(m.blind, &mark{Tag: t.Tag, raw: t.raw, chain: t.chain})
		}
	}
	for _, l := range layouts {
		for _, t := range l.tags {
			if !t.broken && !t.unit.twin && (t.Kind == lang.Value || t.Kind == lang.Rich || t.Kind == lang.Image) {
				add(t)
			}
		}
		for _, r := range l.regions {
			if (r.kind == regionControl || r.kind == regionFormBox) && m.byTag[r.tag.raw] != nil {
				add(r.tag)
			}
		}
	}
}

// within opens and closes the repeating sections around what comes next. Controls are named from the outside in; those
// around the container are left out.
func (b *builder) within(around []string) {
	var want []string
	for _, name := range around {
		if b.m.repeats[name] != nil {
			want = append(want, name)
		}
	}
	same := 0
	for same < len(want) && same < len(b.sections) && want[same] == b.sections[same] {
		same++
	}
	for len(b.sections) > same {
		last := len(b.sections) - 1
		b.end()
		if b.m.repeats[b.sections[last]].muted {
			b.m.muted--
		}
		b.sections = b.sections[:last]
	}
	for _, name := range want[same:] {
		k := b.m.repeats[name]
		b.block(k)
		if k.muted {
			b.m.muted++
		}
		b.sections = append(b.sections, name)
	}
}

// aroundRow are the controls around a row: those that are around all its cells.
func aroundRow(t *document.Table, row int) []string {
	var out []string
	for i, gc := range t.Grid.Row(row) {
		c := t.Cells[gc.Index]
		if gc.Row != row || c == nil {
			continue
		}
		if i == 0 {
			out = c.Around
		}
		n := 0
		for n < min(len(out), len(c.Around)) && out[n] == c.Around[n] {
			n++
		}
		out = out[:n]
	}
	return out[min(len(t.Around), len(out)):]
}
