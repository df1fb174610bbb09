package docxtemplate

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/evalreport/go/docxtemplate/internal/lang"
	"github.com/evalreport/go/internal/wml"
)

// numSheet is the numbering part of a template.
type numSheet struct {
	abstract map[string]string // definitions by id, as written
	nums     map[string]string // number of a list → definition
	raw      map[string]string // w:num as written
	maxAbs   int
	maxNum   int
}

func (t *Template) numbers() *numSheet {
	t.info.numOnce.Do(func() { t.info.nums = parseNumbering(t.plain(t.info.numbering)) })
	return t.info.nums
}

func parseNumbering(src []byte) *numSheet {
	n := &numSheet{abstract: map[string]string{}, nums: map[string]string{}, raw: map[string]string{}, maxAbs: -1}
	s := wml.NewScanner(src, 0)
	id, start := "", 0
	for s.Next() {
		t := s.Token()
		if t.Name.Space != wml.W {
			continue
		}
		switch {
		case t.Kind == wml.Start && t.Name.Local == "abstractNum":
			id, start = string(s.Value(wml.W, "abstractNumId")), t.Start
			n.maxAbs = max(n.maxAbs, leadingInt(id))
		case t.Kind == wml.End && t.Name.Local == "abstractNum":
			n.abstract[id] = string(src[start:t.End])
		case t.Kind == wml.Start && t.Name.Local == "num":
			id, start = string(s.Value(wml.W, "numId")), t.Start
			n.maxNum = max(n.maxNum, leadingInt(id))
		case t.Kind == wml.Empty && t.Name.Local == "abstractNumId":
			n.nums[id] = string(s.Value(wml.W, "val"))
		case t.Kind == wml.End && t.Name.Local == "num":
			n.raw[id] = string(src[start:t.End])
		}
	}
	return n
}

// sameNumbers reports whether lists that two styles name look the same.
func sameNumbers(a, b *Template, def string) bool {
	_, rest, ok := strings.Cut(def, "numId ")
	if !ok {
		return true
	}
	id := attrOf("<x "+rest, "val")
	return a.numbers().abstract[a.numbers().nums[id]] == b.numbers().abstract[b.numbers().nums[id]]
}

// newNumbers are the lists that a run adds.
type newNumbers struct {
	abstract, nums []byte
	lastAbs        int
	lastNum        int
	copied         map[string]string // template and definition → definition in the frame
	abstractOf     map[string]string // definition of each list added
	restarted      map[string]string // list and place → list that counts anew
	begun          map[string]bool   // lists already used once
	kinds          map[ListKind]string
	groups         map[string]string
}

func (a *additions) numbering() *newNumbers {
	if a.numbers == nil {
		n := a.frame.numbers()
		a.numbers = &newNumbers{lastAbs: n.maxAbs, lastNum: n.maxNum, copied: map[string]string{}, abstractOf: map[string]string{},
			restarted: map[string]string{}, begun: map[string]bool{}, kinds: map[ListKind]string{}, groups: map[string]string{}}
	}
	return a.numbers
}

// list adds a list of a definition that begins to count anew.
func (n *newNumbers) list(abstract string, frame *numSheet) string {
	n.lastNum++
	id := strconv.Itoa(n.lastNum)
	n.abstractOf[id] = abstract
	n.nums = append(n.nums, `<w:num w:numId="`+id+`"><w:abstractNumId w:val="`+abstract+`"/>`...)
	starts := levelStarts(frame.abstract[abstract])
	for i, start := range starts {
		n.nums = append(n.nums, fmt.Sprintf(`<w:lvlOverride w:ilvl="%d"><w:startOverride w:val="%s"/></w:lvlOverride>`, i, start)...)
	}
	n.nums = append(n.nums, `</w:num>`...)
	return id
}

// levelStarts gives the first number of each level of a definition.
func levelStarts(abstract string) []string {
	starts := []string{"1", "1", "1", "1", "1", "1", "1", "1", "1"}
	for _, p := range propsOf(abstract) {
		if p.name != "lvl" {
			continue
		}
		level := leadingInt(attrOf(p.xml, "ilvl"))
		for _, c := range propsOf(p.xml) {
			if v := attrOf(c.xml, "val"); c.name == "start" && level < len(starts) && v != "" {
				starts[level] = v
			}
		}
	}
	return starts
}

// copyDefinition brings a definition of a sub-document into the frame.
func (n *newNumbers) copyDefinition(sub *Template, id string) string {
	key := fmt.Sprintf("%p/%s", sub, id)
	if to, ok := n.copied[key]; ok {
		return to
	}
	xml := sub.numbers().abstract[id]
	if xml == "" {
		return ""
	}
	n.lastAbs++
	to := strconv.Itoa(n.lastAbs)
	n.copied[key] = to
	end := strings.IndexByte(xml, '>')
	n.abstract = append(n.abstract, setAttr(xml[:end+1], "abstractNumId", to)...)
	for _, p := range propsOf(xml) {
		if p.name != "nsid" && p.name != "styleLink" && p.name != "numStyleLink" {
			n.abstract = append(n.abstract, p.xml...)
		}
	}
	n.abstract = append(n.abstract, xml[strings.LastIndex(xml, "</"):]...)
	return to
}

// mappedNum gives the list, in the frame, of a list of the template being printed.
func (r *run) mappedNum(id string) string {
	if r.graft == nil || id == "0" {
		return id
	}
	return r.graftNum(r.graft, r.graft.nums, id)
}

func (r *run) graftNum(g *graft, nums map[string]string, id string) string {
	if to, ok := nums[id]; ok {
		return to
	}
	n := r.add.numbering()
	to := "0"
	if abstract := n.copyDefinition(g.sub, g.sub.numbers().nums[id]); abstract != "" {
		to = n.list(abstract, g.sub.numbers())
	}
	nums[id] = to
	return to
}

// mapNums translates the numbering in the properties of a style.
func (r *run) mapNums(g *graft, xml string) string {
	var b strings.Builder
	for {
		i := strings.Index(xml, "numId ")
		if i < 0 {
			return b.String() + xml
		}
		j := i + strings.Index(xml[i:], `val="`) + 5
		end := strings.IndexByte(xml[j:], '"')
		if end < 0 {
			return b.String() + xml
		}
		b.WriteString(xml[:j])
		b.WriteString(r.graftNum(g, g.styleNums, xml[j:j+end]))
		xml = xml[j+end:]
	}
}

// numbering gives the w:numPr of an item of a list.
func (w *richWriter) numbering(l List) (string, error) {
	if l.Kind == NoList {
		return "", nil
	}
	if l.Level < 0 || l.Level > 8 {
		return "", fmt.Errorf("列表级别 %d 不在 0 到 8 之间", l.Level)
	}
	n := w.add.numbering()
	abstract, ok := n.kinds[l.Kind]
	if !ok {
		n.lastAbs++
		abstract = strconv.Itoa(n.lastAbs)
		n.kinds[l.Kind] = abstract
		n.abstract = append(n.abstract, listDefinition(abstract, l.Kind)...)
	}
	key := fmt.Sprintf("%d/%d/%d", w.value, l.Kind, l.Group)
	id, ok := n.groups[key]
	if !ok {
		id = n.list(abstract, w.add.frame.numbers())
		n.groups[key] = id
	}
	return fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%s"/></w:numPr>`, l.Level, id), nil
}

// listDefinition is a list as Word makes one: 1. a. i. or bullets.
func listDefinition(id string, kind ListKind) string {
	var b strings.Builder
	b.WriteString(`<w:abstractNum w:abstractNumId="` + id + `"><w:multiLevelType w:val="multilevel"/>`)
	formats := []string{"decimal", "lowerLetter", "lowerRoman"}
	bullets := []string{"●", "○", "■"}
	for i := range 9 {
		format, text := formats[i%3], "%"+strconv.Itoa(i+1)+"."
		if kind == Bulleted {
			format, text = "bullet", bullets[i%3]
		}
		fmt.Fprintf(&b, `<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="%d" w:hanging="420" w:firstLineChars="0"/></w:pPr></w:lvl>`,
			i, format, text, 420*(i+2))
	}
	return b.String() + `</w:abstractNum>`
}

// restarts makes a region of the list number of each paragraph that a loop
// repeats together with other text, so that its list counts anew each time.
func (l *layout) restarts() {
	if !bytes.Contains(l.src, []byte("numId ")) {
		return
	}
	var loops []*region
	for _, r := range l.regions {
		if r.kind == regionBlock && !r.block.rows && (r.block.open.Kind == lang.Loop || r.block.open.Kind == lang.Section) {
			loops = append(loops, r)
		}
	}
	if len(loops) == 0 {
		return
	}
	l.mixes = map[mix]bool{}
	for _, f := range l.outRefs() {
		if f.kind != refNum {
			continue
		}
		found := false
		for _, r := range loops {
			if at := pos(f.start, 0); at > r.start && at < r.end && l.mixed(r, f.value) {
				found = true
			}
		}
		if found {
			l.addRegion(&region{kind: regionNum, start: pos(f.start, 0), end: pos(f.end, 0), text: f.value, soft: true})
			l.numbered = true
		}
	}
}

// mix asks whether a loop repeats more than a list.
type mix struct {
	loop *region
	num  string
}

// mixed reports whether a loop repeats anything beside items of a list.
func (l *layout) mixed(r *region, num string) bool {
	is, known := l.mixes[mix{r, num}]
	if !known {
		is = l.findMixed(r, num)
		l.mixes[mix{r, num}] = is
	}
	return is
}

func (l *layout) findMixed(r *region, num string) bool {
	for i := range l.nodes {
		nd := &l.nodes[i]
		if at := pos(nd.start, 1); at < r.start || at >= r.end || nd.kind != kindPara || l.alone[int32(i)] {
			continue
		}
		pr := l.child(int32(i), kindPPr)
		if pr < 0 || !bytes.Contains(l.src[l.nodes[pr].start:l.nodes[pr].end], []byte(`numId w:val="`+num+`"`)) {
			return true
		}
	}
	return false
}

// numRegion emits the number of a list that counts anew.
func (s *spec) numRegion(e *emitter, r *region) {
	n := &numNode{value: r.text, frame: -1}
	for i := len(s.around) - 1; i >= 0 && n.frame < 0; i-- {
		if a := s.around[i]; s.mixes[mix{a.region, r.text}] {
			n.frame = a.top
		}
	}
	e.add(n)
}

// numNode prints the number of a list; it is another one for each element of a loop.
type numNode struct {
	value string
	frame int
}

func (n *numNode) render(r *run) error {
	id := r.mappedNum(n.value)
	if n.frame >= 0 && r.add != nil {
		id = r.restarted(id, r.frames[n.frame].seq)
	}
	r.buf = append(r.buf, id...)
	return nil
}

// restarted is the list that takes the place of a list within one element of a loop.
func (r *run) restarted(id string, seq uint64) string {
	n := r.add.numbering()
	key := fmt.Sprintf("%s/%d/%p", id, seq, r.graft)
	if to, ok := n.restarted[key]; ok {
		return to
	}
	to := id
	if n.begun[id] {
		abstract, ok := n.abstractOf[id]
		if !ok {
			abstract = r.add.frame.numbers().nums[id]
		}
		if abstract != "" {
			to = n.list(abstract, r.add.frame.numbers())
		}
	}
	n.begun[id] = true
	n.restarted[key] = to
	return to
}

// into puts the new lists where the schema wants them.
func (n *newNumbers) into(b []byte) []byte {
	sheet := parseOrder(b)
	out := bytes.Clone(b[:sheet[0]])
	out = append(out, n.abstract...)
	out = append(out, b[sheet[0]:sheet[1]]...)
	out = append(out, n.nums...)
	return append(out, b[sheet[1]:]...)
}

// parseOrder finds where definitions end and where lists end in a numbering part.
func parseOrder(b []byte) [2]int {
	at := [2]int{-1, -1}
	s := wml.NewScanner(b, 0)
	for s.Next() {
		t := s.Token()
		switch {
		case t.Kind == wml.End && s.Depth() == 0:
			for i := range at {
				if at[i] < 0 {
					at[i] = t.Start
				}
			}
		case t.Kind == wml.Start && s.Depth() == 2 && t.Name.Local == "num" && at[0] < 0:
			at[0] = t.Start
		case t.Name.Local == "numIdMacAtCleanup" && t.Kind != wml.End:
			for i := range at {
				if at[i] < 0 {
					at[i] = t.Start
				}
			}
		}
	}
	return at
}

const numberingHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">`
