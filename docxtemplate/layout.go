package docxtemplate

import (
	"bytes"
	"math"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/evalreport/go/docxtemplate/internal/lang"
	"github.com/evalreport/go/internal/wml"
)

const spaceW = wml.W

// regionKind says what a range of a part is to the program.
type regionKind uint8

const (
	regionText    regionKind = iota // characters put in
	regionValue                     // a tag that prints
	regionBlock                     // a loop or condition
	regionRow                       // a table row: it may repeat by itself
	regionCell                      // a table cell: it may merge by itself
	regionTable                     // a table: it goes when it has no rows
	regionElide                     // a paragraph that goes when its block prints nothing
	regionEnsure                    // the end of a container that must end in a paragraph
	regionMark                      // a bookmark moved here
	regionControl                   // a content control whose own tag may be a path
	regionRich                      // a paragraph that is nothing but {{+x}}
	regionSection                   // a w:sectPr of the main document
	regionBefore                    // before an element of the body, where content may begin a section
	regionSpaces                    // in the start tag of an element of the body, where grafted content has its namespaces declared
	regionPicture                   // a placeholder picture whose alt text is a tag
	regionPicPart                   // what another picture changes in it
	regionChart                     // a reference of a chart to cells with tags
	regionTrail                     // an empty paragraph at the end of a section
	regionFormBox                   // the state of a check box of a legacy form
	regionApart                     // before a table that may come to stand behind another
	regionNum                       // the number of a list that a loop makes count anew
)

// region is a range of a part that is not copied as it is. Regions nest.
type region struct {
	kind       regionKind
	start, end position
	rank       int // of two equal ranges the smaller is outside
	node       int32
	tag        *tag
	block      *block
	group      *mergeGroup
	text       string
	soft       bool // goes with the bytes around it
	holder     *placeholder
	chart      *chartRef
	kids       []*region
	before     []int32 // marks moved out of it: starts
	behind     []int32 // and ends
}

// span is a raw range of a part that is left out.
type span struct{ start, end int }

// layout is a part whose tags are understood: what is left out, and the tree of
// regions. It does not depend on the data.
type layout struct {
	*source
	c        *compiler
	tags     []*tag
	unclosed []*tag // of loops without an end
	cuts     []span
	regions  []*region
	root     *region // of the tree that they make

	// What became of paragraphs, rows and runs, by node.
	alone    map[int32]bool // paragraphs that hold only control tags
	aloneRow map[int32]bool // rows that do
	opens    map[int32]bool // of those, the ones whose first block tag opens a block
	split    map[int32]bool // runs cut in two by a block
	risky    map[int32]bool // containers that may lose their last paragraph

	// Of tables, by node.
	live       map[int32]bool   // rows, cells and tables with tags
	cellTags   map[int32][]*tag // tags standing in a cell
	cellRegion map[int32]*region
	keepRows   []int32 // rows that keep an empty row

	// Of what other documents bring, and of lists.
	refs     []outRef // set by outRefs
	refsOnce sync.Once
	numbered bool // lists count anew in loops
	mixes    map[mix]bool

	// Of a main document.
	body  int32  // -1 elsewhere
	last  string // of a body that may come to end with a table: the paragraph behind it
	sects []section
	notes *noteParts

	// Of other parts.
	noteAt map[string]span       // notes of a part of notes
	silent []string              // comments on what only says what to print
	links  map[string]linkTarget // addresses with tags, by relationship
	drawn  map[string]*layout    // charts with tags, by relationship
	book   *chartBook            // of a chart
	rel    string                // of a chart: the type of these
}

// newLayout understands the tags of a part; faults are reported to c. It is nil
// when there is nothing to fill.
func newLayout(c *compiler, s *source) *layout {
	l := emptyLayout(c, s)
	for _, u := range s.units {
		c.findTags(u)
	}
	if c.cfg.PoiTL {
		l.bracketRows()
	}
	for _, u := range s.units {
		l.tags = append(l.tags, u.tags...)
	}
	l.controls()
	l.formBoxes()
	l.charts()
	if len(l.tags) == 0 && len(l.regions) == 0 {
		return nil
	}
	l.findAlone()
	l.pairBlocks()
	l.cutTags()
	l.cutAlone()
	l.tables()
	l.richPlaces()
	l.sections()
	l.restarts()
	l.placeholders()
	l.aparts()
	l.ensures()
	l.tree()
	l.pairMarks()
	return l
}

func emptyLayout(c *compiler, s *source) *layout {
	return &layout{source: s, c: c, alone: map[int32]bool{}, aloneRow: map[int32]bool{}, opens: map[int32]bool{}, split: map[int32]bool{},
		risky: map[int32]bool{}, live: map[int32]bool{},
		cellTags: map[int32][]*tag{}, cellRegion: map[int32]*region{}, body: -1}
}

func (l *layout) addRegion(r *region) { l.regions = append(l.regions, r) }

func (l *layout) insert(at position, text string) {
	l.addRegion(&region{kind: regionText, start: at, end: at, text: text, rank: 1 << 30})
}

func (l *layout) cut(start, end int) {
	if start < end {
		l.cuts = append(l.cuts, span{start, end})
	}
}

// risk notes that the container of a node may lose its last paragraph.
func (l *layout) risk(n int32) {
	for ; n >= 0; n = l.nodes[n].parent {
		if k := l.nodes[n].kind; k == kindCell || k == kindStory {
			l.risky[n] = true
			return
		}
	}
}

// findAlone finds the paragraphs and rows that hold nothing but control tags.
func (l *layout) findAlone() {
	units := map[int32][]*unit{} // by row
	controlled := map[int32]bool{}
	for _, r := range l.regions {
		if r.kind == regionControl {
			controlled[l.ancestor(r.node, kindPara)] = true
		}
	}
	for _, u := range l.units {
		if !u.para {
			continue
		}
		if len(u.tags) > 0 && !u.objects && !controlled[u.node] && l.nodes[u.node].parent >= 0 && onlyControls(u) {
			l.alone[u.node] = true
			l.opens[u.node] = opensBlock(u.tags)
		}
		if row := l.ancestor(u.node, kindRow); row >= 0 {
			units[row] = append(units[row], u)
		}
	}
	for row, us := range units {
		l.aloneRow[row] = l.isAloneRow(us)
		for _, u := range us {
			if len(u.tags) > 0 {
				l.opens[row] = opensBlock(u.tags)
				break
			}
		}
	}
}

// opensBlock reports whether the first tag that belongs to a block opens it.
func opensBlock(tags []*tag) bool {
	for _, t := range tags {
		switch t.Kind {
		case lang.Loop, lang.If, lang.IfNot, lang.Section:
			return true
		case lang.Else, lang.ElseIf, lang.End:
			return false
		}
	}
	return true
}

func onlyControls(u *unit) bool {
	at := 0
	for _, t := range u.tags {
		if !t.control() || t.broken || strings.TrimSpace(u.text[at:t.from]) != "" {
			return false
		}
		at = t.to
	}
	return strings.TrimSpace(u.text[at:]) == ""
}

func (l *layout) isAloneRow(us []*unit) bool {
	balance, blocks := 0, 0
	for _, u := range us {
		if u.objects || len(u.tags) == 0 && strings.TrimSpace(u.text) != "" || len(u.tags) > 0 && !l.alone[u.node] {
			return false
		}
		for _, t := range u.tags {
			if t.ofRow {
				continue
			}
			switch t.Kind {
			case lang.Loop, lang.If, lang.IfNot, lang.Section:
				balance++
				blocks++
			case lang.End:
				balance--
				blocks++
			case lang.Else, lang.ElseIf:
				blocks++
			}
		}
	}
	return blocks > 0 && (balance != 0 || blocks == 1)
}

// cutTags leaves out the characters of each tag, with the proofing marks and
// breaks inside it, and makes a region of each that prints.
func (l *layout) cutTags() {
	preserved := map[int32]bool{}
	for _, u := range l.units {
		for _, t := range u.tags {
			if t.broken {
				continue
			}
			for i := t.firstAtom; i <= t.lastAtom; i++ {
				a := &u.atoms[i]
				l.cut(max(int(a.start), t.first), min(int(a.end), t.last))
				if a.flavour == textWord && a.start < a.end && !preserved[a.node] {
					preserved[a.node] = true
					l.preserve(a.node)
				}
			}
			for _, n := range u.clear {
				if l.nodes[n].start >= int32(t.first) && l.nodes[n].end <= int32(t.last) {
					l.cut(int(l.nodes[n].start), int(l.nodes[n].end))
				}
			}
			if !t.control() {
				l.cutHint(t)
				l.addRegion(&region{kind: regionValue, tag: t, start: pos(t.at, 4), end: pos(t.at, 4)})
			}
		}
		if len(u.tags) > 0 && u.para {
			l.cutRuns(u)
		}
	}
}

// cutHint leaves out w:hint of a run that holds only a value: it tells which font
// the characters of the tag take where they could take two, not those of the value.
func (l *layout) cutHint(t *tag) {
	n := t.node()
	if n < 0 || l.nodes[n].parent < 0 || l.nodes[l.nodes[n].parent].kind != kindRun {
		return
	}
	run := l.nodes[n].parent
	for i := range t.unit.atoms {
		a := &t.unit.atoms[i]
		if a.node >= 0 && l.nodes[a.node].parent == run && (a.text < t.from || t.unit.atomEnd(i) > t.to) {
			return
		}
	}
	pr := l.child(run, kindRPr)
	if pr < 0 || l.nodes[pr].hint == 0 {
		return
	}
	from := int(l.nodes[pr].hint)
	rest := l.src[from:l.nodes[pr].end]
	if open := bytes.IndexAny(rest, `"'`); open >= 0 {
		if n := bytes.IndexByte(rest[open+1:], rest[open]); n >= 0 {
			l.cut(from-1, from+open+n+2)
		}
	}
}

// preserve makes a text element keep the white space at its ends.
func (l *layout) preserve(n int32) {
	nd := &l.nodes[n]
	if !bytes.Contains(l.src[nd.start:nd.open], []byte("xml:space")) {
		at := pos(int(nd.open)-1, 1)
		l.addRegion(&region{kind: regionText, start: at, end: at, text: ` xml:space="preserve"`, soft: true})
	}
}

// cutRuns leaves out the runs that held nothing but characters of tags.
func (l *layout) cutRuns(u *unit) {
	keep, seen := map[int32]bool{}, map[int32]bool{}
	ti := 0
	for i := range u.atoms {
		a := &u.atoms[i]
		run := l.nodes[a.node].parent
		if run < 0 || l.nodes[run].kind != kindRun {
			continue
		}
		seen[run] = true
		end := u.atomEnd(i)
		for ti < len(u.tags) && u.tags[ti].to <= a.text {
			ti++
		}
		covered := a.text
		for j := ti; j < len(u.tags) && u.tags[j].from <= covered && covered < end; j++ {
			t := u.tags[j]
			if t.broken || !t.control() && t.atom == i {
				break
			}
			covered = max(covered, t.to)
		}
		if covered < end {
			keep[run] = true
		}
	}
	for run := range seen {
		if nd := &l.nodes[run]; !keep[run] && !l.split[run] && !l.hasObject(run, nd.start, nd.end) {
			l.cut(int(nd.start), int(nd.end))
		}
	}
}

// cutAlone leaves out the rows and paragraphs that held only control tags,
// but for the bookmarks in them.
func (l *layout) cutAlone() {
	for row, alone := range l.aloneRow {
		if alone {
			l.cutNode(row)
		}
	}
	for p := range l.alone {
		if row := l.ancestor(p, kindRow); row >= 0 && l.aloneRow[row] {
			continue
		}
		l.cutNode(p)
		l.risk(l.nodes[p].parent)
	}
}

// cutNode leaves out a node. The marks in it move to its start, or to its end
// when it ends a block, so that the block does not repeat them.
func (l *layout) cutNode(n int32) {
	to := pos(int(l.nodes[n].end)-1, 7)
	if l.opens[n] {
		to = pos(l.nodes[n].start, 1)
	}
	for i := n + 1; int(i) < len(l.nodes) && l.nodes[i].start < l.nodes[n].end; i++ {
		if nd := &l.nodes[i]; nd.kind == kindMark && nd.open == nd.end {
			l.addRegion(&region{kind: regionMark, node: i, start: to, end: to, rank: int(i)})
		}
	}
	l.cut(int(l.nodes[n].start), int(l.nodes[n].end))
}

// ensures puts a region at the end of each container that may lose its last paragraph.
func (l *layout) ensures() {
	for n := range l.risky {
		nd := &l.nodes[n]
		if nd.name == "docPartBody" || nd.open == nd.end {
			continue
		}
		if nd.name == "body" {
			l.last = l.bodyEnd(n)
			if l.last != "" && (len(l.sects) == 0 || l.nodes[l.sects[len(l.sects)-1].node].parent != n) {
				at := pos(nd.close, 0)
				l.addRegion(&region{kind: regionApart, node: n, start: at, end: at, text: l.last, rank: math.MaxInt32})
			}
			continue
		}
		at := pos(nd.close, 0)
		l.addRegion(&region{kind: regionEnsure, node: n, start: at, end: at, text: l.emptyPara(n), rank: math.MaxInt32})
	}
}

// emptyPara is an empty paragraph with the properties of the last one in a container.
func (l *layout) emptyPara(n int32) string {
	last := int32(-1)
	for i := n + 1; int(i) < len(l.nodes) && l.nodes[i].start < l.nodes[n].end; i++ {
		if l.nodes[i].kind == kindPara && l.nodes[i].parent == n {
			last = i
		}
	}
	if last < 0 {
		prefix := strings.TrimSuffix(l.rawName(n), l.nodes[n].name)
		return "<" + prefix + "p/>"
	}
	return l.emptied(last)
}

// emptied is a paragraph without its content.
func (l *layout) emptied(p int32) string {
	name := l.rawName(p)
	pr := l.child(p, kindPPr)
	if pr < 0 || l.nodes[pr].inner || l.child(pr, kindSect) >= 0 {
		return "<" + name + "></" + name + ">"
	}
	return "<" + name + ">" + string(l.src[l.nodes[pr].start:l.nodes[pr].end]) + "</" + name + ">"
}

// controls makes a region of each content control whose own tag may be a path.
func (l *layout) controls() {
	for n := range l.nodes {
		nd := &l.nodes[n]
		if nd.kind != kindSdt || nd.info.tag == "" || nd.info.picture {
			continue
		}
		raw := nd.info.tag
		braced := matchDelim(raw, l.c.delims.open) > 0
		if !braced && !looksLikePath(raw) {
			continue
		}
		content := l.child(int32(n), kindWrap)
		if content < 0 || l.nodes[content].name != "sdtContent" || l.nodes[content].open == l.nodes[content].end {
			continue
		}
		t := l.controlTag(int32(n), raw, braced)
		if t == nil {
			continue
		}
		l.addRegion(&region{kind: regionControl, node: int32(n), tag: t, start: pos(nd.start, 0), end: pos(nd.end, 0), rank: -2})
	}
}

// controlTag parses the tag of a content control; nil when it holds no path.
func (l *layout) controlTag(n int32, raw string, braced bool) *tag {
	inner := raw
	if braced {
		_, o := findDelim(raw, l.c.delims.open, 0)
		end, _ := findDelim(raw, l.c.delims.close, o)
		if end < 0 {
			return nil
		}
		inner = raw[o:end]
	}
	parsed, err := lang.Parse(inner, l.c.lang)
	if err != nil || parsed.Kind != lang.Value {
		return nil
	}
	u := &unit{part: l.source, node: n, text: raw}
	t := &tag{Tag: parsed, raw: raw, unit: u, to: len(raw), order: l.c.ntags, ofControl: true, braced: braced}
	l.c.ntags++
	if len(parsed.Pipes) > 0 {
		if t.chain, err = l.c.registry.Bind(parsed.Pipes); err != nil {
			return nil
		}
	}
	return t
}

func looksLikePath(s string) bool {
	return len(s) < 200 && !strings.ContainsAny(s, "{}<>&|+-*/ \t\n")
}

// tree sorts the regions into a tree and the cuts into disjoint spans.
func (l *layout) tree() {
	l.mergeCuts()
	slices.SortStableFunc(l.regions, func(a, b *region) int {
		if a.start != b.start {
			return int(a.start - b.start)
		}
		if a.end != b.end {
			return int(b.end - a.end)
		}
		return a.rank - b.rank
	})
	l.regions = slices.DeleteFunc(l.regions, func(r *region) bool { return r.soft && l.isCut(r.start.offset()) })
	l.root = &region{start: 0, end: pos(len(l.src), 7)}
	stack := []*region{l.root}
	for _, r := range l.regions {
		for len(stack) > 1 && r.start >= stack[len(stack)-1].end {
			stack = stack[:len(stack)-1]
		}
		top := stack[len(stack)-1]
		if r.end > top.end {
			l.overlap(r, top)
			continue
		}
		top.kids = append(top.kids, r)
		if r.end > r.start {
			stack = append(stack, r)
		}
	}
}

// mergeCuts sorts what is left out into disjoint spans.
func (l *layout) mergeCuts() {
	slices.SortFunc(l.cuts, func(a, b span) int { return int(a.start - b.start) })
	merged := l.cuts[:0]
	for _, c := range l.cuts {
		if n := len(merged); n > 0 && c.start <= merged[n-1].end {
			merged[n-1].end = max(merged[n-1].end, c.end)
			continue
		}
		merged = append(merged, c)
	}
	l.cuts = merged
}

// isCut reports whether the byte at an offset is left out.
func (l *layout) isCut(off int) bool {
	i := sort.Search(len(l.cuts), func(i int) bool { return l.cuts[i].end > off })
	return i < len(l.cuts) && l.cuts[i].start <= off
}

// overlap reports two ranges that cross, which pairing should have made impossible.
func (l *layout) overlap(r, other *region) {
	t := r.tag
	if r.block != nil {
		t = r.block.open
	} else if other.block != nil {
		t = other.block.open
	}
	if t != nil {
		l.fault(t, "block-crosses", "这个块与另一个块或表格交叉", "请调整开始与结束标签的位置，使一个完全包含另一个")
	}
}
