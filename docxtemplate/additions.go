package docxtemplate

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"io"
	"path"
	"sort"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"

	"github.com/evalreport/go/internal/opc"
	"github.com/evalreport/go/internal/wml"
)

// packageInfo is what is known of the package of a template.
type packageInfo struct {
	main      string
	styles    string
	numbering string
	types     map[string]string // content types by part
	defaults  map[string]string // by extension, of those that occur
	rels      map[string][]opc.Relationship

	once   sync.Once
	layout *layout // of the main document, tags or not

	styleOnce sync.Once
	sheet     *styleSheet

	numOnce sync.Once
	nums    *numSheet
}

func readInfo(pkg *opc.Package) *packageInfo {
	in := &packageInfo{main: pkg.MainDocument(), types: map[string]string{}, defaults: map[string]string{}, rels: map[string][]opc.Relationship{}}
	for _, e := range pkg.Entries() {
		if e.Dir {
			continue
		}
		in.types[e.Name] = pkg.ContentType(e.Name)
		if rels := pkg.Relationships(e.Name); len(rels) > 0 {
			in.rels[e.Name] = rels
		}
	}
	for _, ext := range []string{"png", "jpg", "jpeg", "gif", "bmp", "tiff", "emf", "wmf", "svg", "xlsx", "bin"} {
		if t := pkg.DefaultType(ext); t != "" {
			in.defaults[ext] = t
		}
	}
	for _, r := range in.rels[in.main] {
		switch path.Base(r.Type) {
		case "styles":
			in.styles = r.Resolved
		case "numbering":
			in.numbering = r.Resolved
		}
	}
	return in
}

// entry finds an entry of the template.
func (t *Template) entry(name string) *outEntry {
	for i := range t.out {
		if t.out[i].name == name {
			return &t.out[i]
		}
	}
	return nil
}

// plain inflates an entry that has no tags.
func (t *Template) plain(name string) []byte {
	e := t.entry(name)
	if e == nil {
		return nil
	}
	if e.data == nil {
		for _, l := range t.layouts {
			if l.name == name {
				return l.src
			}
		}
		return nil
	}
	if e.method == 0 {
		return e.data
	}
	b, err := io.ReadAll(flate.NewReader(bytes.NewReader(e.data)))
	if err != nil {
		return nil
	}
	return b
}

func (t *Template) styles() *styleSheet {
	t.info.styleOnce.Do(func() { t.info.sheet = parseStyles(t.plain(t.info.styles)) })
	return t.info.sheet
}

// mainLayout is the layout of the main document, even when it has no tags.
func (t *Template) mainLayout() *layout {
	t.info.once.Do(func() {
		for _, l := range t.layouts {
			if l.name == t.info.main {
				t.info.layout = l
				return
			}
		}
		c, err := newCompiler(t.cfg)
		if err != nil {
			return
		}
		src, err := scan(t.info.main, t.plain(t.info.main), scanOptions{depth: t.cfg.Limits.Depth, open: c.delims.open})
		if err != nil {
			src = &source{name: t.info.main, src: []byte("<w:document/>")}
		}
		t.info.layout = untagged(c, src)
		t.info.layout.notes = &t.notes
	})
	return t.info.layout
}

// untagged is the layout of a part without tags.
func untagged(c *compiler, s *source) *layout {
	l := emptyLayout(c, s)
	l.sections()
	l.aparts()
	l.tree()
	return l
}

// layoutsFor lists the layouts of a program.
func (t *Template) layoutsFor(m mode) []*layout {
	if m == modePlain {
		return t.layouts
	}
	main := t.mainLayout()
	for _, l := range t.layouts {
		if l == main {
			return t.layouts
		}
	}
	return append([]*layout{main}, t.layouts...)
}

// additions are what a run adds to the package beside the text.
type additions struct {
	frame      *Template
	grafts     map[*Template]*graft
	styles     []byte
	styleKeys  map[string]string // id → definition
	styleNames map[string]bool
	rels       map[string][]byte // by part: relationships added
	relIDs     int
	relSeen    map[string]string // part, type and target → id
	parts      []outEntry        // new parts
	carried    map[string]string // template and part → new name
	names      map[string]bool   // names taken, lower case
	types      []byte            // content types added
	exts       map[string]string
	numbers    *newNumbers
	noteRoots  noteParts          // where notes of sub-documents come from
	media      map[mediaKey][]int // parts by content
	bookmarks  map[string]bool    // names taken, once one of a sub-document has been printed
}

func newAdditions(t *Template) *additions {
	a := &additions{frame: t, grafts: map[*Template]*graft{}, styleKeys: map[string]string{}, styleNames: map[string]bool{}, rels: map[string][]byte{},
		relSeen: map[string]string{}, carried: map[string]string{}, names: map[string]bool{}, exts: map[string]string{}}
	for i := range t.out {
		a.names[strings.ToLower(t.out[i].name)] = true
	}
	return a
}

const (
	relBase      = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	relHyperlink = relBase + "hyperlink"
	relImage     = relBase + "image"
)

func (r *run) relSpace() string { return strings.TrimSuffix(relBase, "/") }

// relate gives the id of a relationship from the part being printed to a target.
func (r *run) relate(typ, target string, external bool) string {
	a := r.add
	key := r.partName + "\x00" + typ + "\x00" + target
	if id, ok := a.relSeen[key]; ok {
		return id
	}
	id := a.freshRel(r.partName)
	a.relSeen[key] = id
	a.rels[r.partName] = append(a.rels[r.partName], relXML(id, typ, target, external)...)
	return id
}

func (a *additions) freshRel(part string) string {
	for {
		a.relIDs++
		id := "rIdAdd" + strconv.Itoa(a.relIDs)
		taken := false
		for _, r := range a.frame.info.rels[part] {
			taken = taken || r.ID == id
		}
		if !taken {
			return id
		}
	}
}

func relXML(id, typ, target string, external bool) string {
	mode := ""
	if external {
		mode = ` TargetMode="External"`
		target = string(appendURL(nil, target))
	} else {
		target = escapeAttr(target)
	}
	return `<Relationship Id="` + id + `" Type="` + typ + `" Target="` + target + `"` + mode + `/>`
}

// carryRel gives the id, in the part being printed, of a relationship of the sub-document.
func (r *run) carryRel(id string) (string, error) {
	g := r.graft
	key := r.partName + "\x00" + id
	if n, ok := g.rels[key]; ok {
		return n, nil
	}
	out := id
	from := g.sub.info.main
	if r.noteFrom != "" {
		from = r.noteFrom
	}
	rels, err := r.relsOf(g, from)
	if err != nil {
		return "", err
	}
	for _, rel := range rels {
		if rel.ID != id {
			continue
		}
		if rel.Resolved == "" || rel.Mode == "External" {
			out = r.relate(rel.Type, rel.Target, rel.Mode == "External")
			break
		}
		name, err := r.carryPart(g, rel.Resolved)
		if err != nil {
			return "", err
		}
		out = r.relate(rel.Type, "/"+name, false)
	}
	g.rels[key] = out
	return out, nil
}

// relsOf gives the relationships of a part of a sub-document, tags in their targets filled.
func (r *run) relsOf(g *graft, part string) ([]opc.Relationship, error) {
	list, ok := r.prog.parts[relsName(part)]
	rels := g.sub.info.rels[part]
	if !ok {
		return rels, nil
	}
	b, err := r.aside(func() error { return r.all(list) })
	defer r.giveBack(b)
	if err != nil {
		return nil, err
	}
	out := append([]opc.Relationship(nil), rels...)
	s := wml.NewScanner(b, 0)
	for s.Next() {
		if t := s.Token(); t.Kind != wml.Empty && t.Kind != wml.Start || t.Name.Local != "Relationship" {
			continue
		}
		for i := range out {
			if out[i].ID == wml.Unescape(s.Value(wml.None, "Id")) {
				out[i].Target = wml.Unescape(s.Value(wml.None, "Target"))
			}
		}
	}
	return out, nil
}

// carryPart copies a part of a sub-document, with what it refers to, into the package.
func (r *run) carryPart(g *graft, part string) (string, error) {
	a := r.add
	key := fmt.Sprintf("%p/%s", g.sub, part)
	list, filled := r.prog.parts[part]
	if name, ok := a.carried[key]; ok && !filled {
		return name, nil
	}
	e := g.sub.entry(part)
	if e == nil {
		return part, nil
	}
	out := *e
	if filled {
		b, err := r.aside(func() error { return r.all(list) })
		if err != nil {
			return "", err
		}
		out.data, out.method = bytes.Clone(b), 0
		out.size, out.crc = uint64(len(b)), crcOf(b)
		r.giveBack(b)
	}
	rels := g.sub.info.rels[part]
	if len(rels) == 0 {
		for i := range a.parts {
			if p := &a.parts[i]; p.crc == out.crc && p.size == out.size && p.method == out.method && path.Ext(p.name) == path.Ext(part) && bytes.Equal(p.data, out.data) {
				a.carried[key] = p.name
				return p.name, nil
			}
		}
	}
	out.name = a.freshName(part)
	out.stored = out.name
	a.carried[key] = out.name
	a.declare(out.name, g.sub.info.types[part])
	a.parts = append(a.parts, out)
	if len(rels) == 0 {
		return out.name, nil
	}
	var xml strings.Builder
	all, err := r.relsOf(g, part)
	if err != nil {
		return "", err
	}
	for _, rel := range all {
		target, external := rel.Target, rel.Mode == "External"
		if rel.Resolved != "" && !external {
			name, err := r.carryPart(g, rel.Resolved)
			if err != nil {
				return "", err
			}
			target = "/" + name
		}
		xml.WriteString(relXML(rel.ID, rel.Type, target, external))
	}
	a.addPart(opc.RelsName(out.name), []byte(relsHead+xml.String()+"</Relationships>"))
	return out.name, nil
}

const relsHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`

// freshName is a name like that of a part that no part of the package has.
func (a *additions) freshName(part string) string {
	ext := path.Ext(part)
	base := strings.TrimRight(strings.TrimSuffix(part, ext), "0123456789")
	for n := 1; ; n++ {
		name := base + strconv.Itoa(n) + ext
		if !a.names[strings.ToLower(name)] {
			a.names[strings.ToLower(name)] = true
			return name
		}
	}
}

// addPart adds a part with content of our own.
func (a *additions) addPart(name string, b []byte) {
	a.names[strings.ToLower(name)] = true
	a.parts = append(a.parts, outEntry{name: name, stored: name, method: 0, crc: crcOf(b), size: uint64(len(b)), data: b})
}

// declare gives a new part its content type.
func (a *additions) declare(name, typ string) {
	ext := strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
	if typ == "" || a.frame.info.defaults[ext] == typ || a.exts[ext] == typ {
		return
	}
	if _, ok := a.frame.info.defaults[ext]; !ok && strings.HasPrefix(typ, "image/") && a.exts[ext] == "" {
		a.exts[ext] = typ
		a.types = append(a.types, `<Default Extension="`+ext+`" ContentType="`+typ+`"/>`...)
		return
	}
	a.types = append(a.types, `<Override PartName="/`+escapeAttr(name)+`" ContentType="`+escapeAttr(typ)+`"/>`...)
}

// graftOf prepares a sub-document for being printed in this run.
func (a *additions) graftOf(r *run, sub *Template, p *program) (*graft, error) {
	g := a.grafts[sub]
	if g == nil {
		l := sub.mainLayout()
		g = &graft{sub: sub, styles: map[string]string{}, styleNums: map[string]string{}}
		g.spaces = missingSpaces(rootTag(a.frame.mainLayout().src), rootTag(l.src), l.src)
		a.grafts[sub] = g
		var ids []string
		for _, part := range append([]*layout{l}, sub.notes[:]...) {
			if part == nil {
				continue
			}
			for _, f := range part.outRefs() {
				if f.kind == refStyle {
					ids = append(ids, wml.Unescape([]byte(f.value)))
				}
			}
		}
		frame, own := a.frame.styles(), sub.styles()
		for i, typ := range []string{"paragraph", "table"} {
			n := own.normal[typ]
			if n == nil {
				continue
			}
			if m := frame.normal[typ]; m != nil && m.id == n.id && frame.sameDefaults(own) && frame.shared(own, n.id, 0) {
				continue
			}
			if typ == "table" && frame.normal[typ] != nil && frame.normal[typ].def == n.def {
				continue
			}
			if err := a.carryStyles(r, g, []string{n.id}); err != nil {
				return nil, err
			}
			g.normal[i] = g.styles[n.id]
		}
		if err := a.carryStyles(r, g, ids); err != nil {
			return nil, err
		}
	}
	g.nums, g.rels = map[string]string{}, map[string]string{} // lists count anew in each copy, charts have other data
	g.used = resized(g.used, p.slots)
	return g, nil
}

func rootTag(src []byte) []byte {
	s := wml.NewScanner(src, 0)
	for s.Next() {
		if t := s.Token(); t.Kind == wml.Start {
			return src[t.Start:t.End]
		}
	}
	return nil
}

// missingSpaces gives the namespaces that a body uses and another document's root does not declare.
func missingSpaces(frame, sub, body []byte) string {
	has := declared(frame)
	var names []string
	own := declared(sub)
	for p, uri := range own {
		if has[p] != uri && bytes.Contains(body[len(sub):], []byte(p+":")) {
			names = append(names, p)
		}
	}
	sort.Strings(names)
	out, ignore := "", ""
	for _, p := range names {
		out += ` xmlns:` + p + `="` + own[p] + `"`
		if ignorable(sub)[p] {
			ignore += " " + p
		}
	}
	if ignore != "" {
		if mc := "http://schemas.openxmlformats.org/markup-compatibility/2006"; has["mc"] != mc && !strings.Contains(out, "xmlns:mc=") {
			out += ` xmlns:mc="` + mc + `"`
		}
		out += ` mc:Ignorable="` + ignore[1:] + `"`
	}
	return out
}

func declared(root []byte) map[string]string {
	out := map[string]string{}
	for _, part := range bytes.Split(root, []byte("xmlns:"))[1:] {
		name, rest, ok := strings.Cut(string(part), "=")
		if !ok || len(rest) < 2 {
			continue
		}
		v, _, _ := strings.Cut(rest[1:], rest[:1])
		out[strings.TrimSpace(name)] = v
	}
	return out
}

func ignorable(root []byte) map[string]bool {
	out := map[string]bool{}
	if _, rest, ok := strings.Cut(string(root), `:Ignorable="`); ok {
		v, _, _ := strings.Cut(rest, `"`)
		for _, p := range strings.Fields(v) {
			out[p] = true
		}
	}
	return out
}

// late reports whether an entry is written last, because printing may add to it.
func (t *Template) late(name string) bool {
	return t.chartParts[name] || name == "[Content_Types].xml" || name == t.info.styles || name == t.info.numbering || strings.HasSuffix(name, ".rels") && strings.Contains(name, "/_rels/")
}

// finish writes the entries that were kept back, with what the run adds, and the new parts.
func (a *additions) finish(r *run, p *program) error {
	done := map[string]bool{}
	a.newNumberingPart(r)
	a.newNotes(r)
	for i := range a.frame.out {
		e := &a.frame.out[i]
		if !a.frame.late(e.name) {
			continue
		}
		done[e.name] = true
		more := a.moreOf(e.name)
		list, filled := p.parts[e.name]
		var err error
		switch {
		case len(more) > 0:
			var b []byte
			if b, err = r.entryBytes(e, list, filled); err == nil {
				err = r.part(e, []instruction{literal(a.inserted(e.name, b, more))}, nil)
			}
		case filled:
			err = r.part(e, list, r.t.known(p, e.name))
		default:
			err = r.zip.raw(e)
		}
		if err != nil {
			return err
		}
	}
	return a.finishParts(r, done)
}

// newNumberingPart adds a numbering part to a package that has none.
func (a *additions) newNumberingPart(r *run) {
	if a.numbers == nil || a.frame.info.numbering != "" || len(a.numbers.nums) == 0 {
		return
	}
	name := path.Join(path.Dir(a.frame.info.main), "numbering.xml")
	if a.names[strings.ToLower(name)] {
		name = a.freshName(name)
	}
	a.declare(name, "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml")
	r.partName = a.frame.info.main
	r.relate(relBase+"numbering", "/"+name, false)
	a.addPart(name, append(append([]byte(numberingHead), a.numbers.abstract...), append(a.numbers.nums, "</w:numbering>"...)...))
}

func (a *additions) finishParts(r *run, done map[string]bool) error {
	var owners []string
	for part := range a.rels {
		if name := opc.RelsName(part); !done[name] && len(a.rels[part]) > 0 {
			owners = append(owners, part)
		}
	}
	sort.Strings(owners)
	for _, part := range owners {
		name := opc.RelsName(part)
		if err := r.part(&outEntry{name: name, stored: name}, []instruction{literal(relsHead), literal(a.rels[part]), literal("</Relationships>")}, nil); err != nil {
			return err
		}
	}
	for i := range a.parts {
		e := &a.parts[i]
		var err error
		if ext := path.Ext(e.name); e.method == 0 && (ext == ".xml" || ext == ".rels") {
			err = r.part(e, []instruction{literal(e.data)}, nil)
		} else {
			err = r.zip.raw(e)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *run) entryBytes(e *outEntry, list []instruction, filled bool) ([]byte, error) {
	if !filled {
		return r.t.plain(e.name), nil
	}
	b, err := r.aside(func() error { return r.all(list) })
	return bytes.Clone(b), err
}

// moreOf is what the run adds to an entry.
func (a *additions) moreOf(name string) []byte {
	switch name {
	case "[Content_Types].xml":
		return a.types
	case a.frame.info.styles:
		return a.styles
	case a.frame.info.numbering:
		if a.numbers != nil {
			return a.numbers.nums
		}
	}
	for part, b := range a.rels {
		if opc.RelsName(part) == name {
			return b
		}
	}
	return nil
}

// inserted puts more content at the end of the root element.
func (a *additions) inserted(name string, b, more []byte) []byte {
	if name == a.frame.info.numbering {
		return a.numbers.into(b)
	}
	i := bytes.LastIndex(b, []byte("</"))
	if i < 0 { // <Relationships …/>
		i = bytes.LastIndex(b, []byte("/>"))
		root := rawTagName(b[bytes.LastIndexByte(b[:i], '<'):])
		return append(append(append(bytes.Clone(b[:i]), '>'), more...), "</"+root+">"...)
	}
	return append(append(bytes.Clone(b[:i]), more...), b[i:]...)
}

func crcOf(b []byte) uint32 { return crc32.ChecksumIEEE(b) }
