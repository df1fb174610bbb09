package docxtemplate

import (
	"bytes"
	"sort"
	"strings"

	"github.com/evalreport/go/docxtemplate/internal/lang"
	"github.com/evalreport/go/internal/wml"
)

// refKind says what a grafted body refers to outside itself.
type refKind uint8

const (
	refStyle     refKind = iota // value of w:pStyle, w:rStyle, w:tblStyle
	refRel                      // value of an r:id, r:embed, …
	refNum                      // value of w:numId
	refPara                     // where a paragraph without style could have one: inside w:pPr
	refParaPPr                  // the same, where there is no w:pPr
	refParaEmpty                // the same, in <w:p/>: the range is the "/>"
	refTable                    // where a table without style could have one
)

// outRef is a place of a body that may read otherwise in another document.
type outRef struct {
	kind       refKind
	start, end int
	value      string
	name       string // of the element
}

// relNames are the attributes that hold a relationship.
var relNames = map[string]bool{"id": true, "embed": true, "link": true, "pict": true, "href": true, "dm": true, "lo": true, "qs": true, "cs": true}

// references finds the places of a part that refer to styles, numbering and relationships.
func references(src []byte) []outRef {
	var out []outRef
	s := wml.NewScanner(src, 0)
	for s.Next() {
		t := s.Token()
		if t.Kind != wml.Start && t.Kind != wml.Empty {
			continue
		}
		for a := range s.Attrs {
			_, local, prefixed := strings.Cut(string(src[a.NameStart:a.NameEnd]), ":")
			if !prefixed || !relNames[local] {
				continue
			}
			if x, ok := s.Attr(wml.R, local); ok && x.Start == a.Start {
				out = append(out, outRef{kind: refRel, start: a.Start, end: a.End, value: wml.Unescape(src[a.Start:a.End])})
			}
		}
		if t.Name.Space != wml.W {
			continue
		}
		val := func(k refKind) {
			if a, ok := s.Attr(wml.W, "val"); ok {
				out = append(out, outRef{kind: k, start: a.Start, end: a.End, value: string(src[a.Start:a.End]), name: t.Name.Local})
			}
		}
		switch t.Name.Local {
		case "pStyle", "rStyle", "tblStyle":
			val(refStyle)
		case "numId":
			val(refNum)
		case "p":
			if t.Kind == wml.Empty {
				out = append(out, outRef{kind: refParaEmpty, start: t.End - 2, end: t.End, name: strings.TrimSuffix(rawTagName(src[t.Start:]), "p")})
				continue
			}
			out = append(out, paraRef(src, t))
		case "tblPr":
			if rest := src[t.End:]; t.Kind == wml.Start && !bytes.HasPrefix(rest, []byte("<"+strings.TrimSuffix(rawTagName(src[t.Start:]), "tblPr")+"tblStyle")) {
				out = append(out, outRef{kind: refTable, start: t.End, end: t.End, name: strings.TrimSuffix(rawTagName(src[t.Start:]), "tblPr")})
			}
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].start < out[j].start })
	return out
}

// paraRef is where a paragraph without style could have one.
func paraRef(src []byte, t wml.Token) outRef {
	prefix := strings.TrimSuffix(rawTagName(src[t.Start:]), "p")
	rest := src[t.End:]
	ppr := []byte("<" + prefix + "pPr")
	if !bytes.HasPrefix(rest, ppr) || len(rest) > len(ppr) && rest[len(ppr)] != '>' && rest[len(ppr)] != '/' && rest[len(ppr)] != ' ' {
		return outRef{kind: refParaPPr, start: t.End, end: t.End, name: prefix}
	}
	i := bytes.IndexByte(rest, '>')
	if rest[i-1] == '/' {
		return outRef{kind: refParaPPr, start: t.End, end: t.End + i + 1, name: prefix}
	}
	if bytes.HasPrefix(rest[i+1:], []byte("<"+prefix+"pStyle")) {
		return outRef{kind: refPara, start: t.End, end: t.End, name: "-"}
	}
	return outRef{kind: refPara, start: t.End + i + 1, end: t.End + i + 1, name: prefix}
}

func rawTagName(b []byte) string {
	b = b[1:]
	if i := bytes.IndexAny(b, " \t\r\n/>"); i >= 0 {
		b = b[:i]
	}
	return string(b)
}

// refNode prints a reference as it is called in the frame.
type refNode struct {
	outRef
}

func (n *refNode) render(r *run) error {
	g := r.graft
	switch n.kind {
	case refStyle:
		r.buf = append(r.buf, r.mappedStyle(n.value)...)
	case refRel:
		id, err := r.carryRel(n.value)
		if err != nil {
			return err
		}
		r.buf = append(r.buf, id...)
	case refNum:
		r.buf = append(r.buf, r.mappedNum(n.value)...)
	case refPara:
		if g.normal[0] != "" && n.name != "-" {
			r.buf = append(r.buf, "<"+n.name+"pStyle "+n.name+`val="`+g.normal[0]+`"/>`...)
		}
	case refParaPPr:
		if g.normal[0] != "" {
			r.buf = append(r.buf, "<"+n.name+"pPr><"+n.name+"pStyle "+n.name+`val="`+g.normal[0]+`"/></`+n.name+"pPr>"...)
		}
	case refParaEmpty:
		if g.normal[0] == "" {
			r.buf = append(r.buf, "/>"...)
		} else {
			r.buf = append(r.buf, "><"+n.name+"pPr><"+n.name+"pStyle "+n.name+`val="`+g.normal[0]+`"/></`+n.name+"pPr></"+n.name+"p>"...)
		}
	case refTable:
		if g.normal[1] != "" {
			r.buf = append(r.buf, "<"+n.name+"tblStyle "+n.name+`val="`+g.normal[1]+`"/>`...)
		}
	}
	return nil
}

// grafted emits bytes of a body for another document: ids made new, references translated.
func (s *spec) grafted(e *emitter, from, to int) {
	i := sort.Search(len(s.ids), func(i int) bool { return int(s.ids[i].start) >= from })
	j := sort.Search(len(s.refs), func(j int) bool { return s.refs[j].start >= from })
	for {
		id, ref := i < len(s.ids) && int(s.ids[i].end) <= to, j < len(s.refs) && s.refs[j].end <= to && s.refs[j].start < to
		switch {
		case id && (!ref || int(s.ids[i].start) < s.refs[j].start):
			if d := &s.ids[i]; int(d.start) >= from {
				e.bytes(s.src[from:d.start])
				from = int(d.end)
				e.add(s.ident(i))
			}
			i++
		case ref:
			if f := &s.refs[j]; f.start >= from {
				e.bytes(s.src[from:f.start])
				from = f.end
				if i < len(s.ids) && int(s.ids[i].start) == f.start && s.loops > 0 && s.retargets(&s.ids[i]) {
					e.add(s.ident(i))
				} else {
					e.add(&refNode{*f})
				}
			}
			j++
		default:
			e.bytes(s.src[from:to])
			return
		}
	}
}

// retargets reports whether each repetition has a target of its own for a relationship.
func (s *spec) retargets(id *idRef) bool {
	return id.kind == idLink && s.links[id.value].of != nil || id.kind == idChart && s.drawn[id.value] != nil
}

// mapXML translates the style references of a piece of the template for the frame.
func (r *run) mapXML(s string) string {
	if r.graft == nil || s == "" || !strings.Contains(s, "Style ") && !strings.Contains(s, "numId ") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.Index(s, `val="`)
		if i < 0 {
			break
		}
		i += len(`val="`)
		end := strings.IndexByte(s[i:], '"')
		if end < 0 {
			break
		}
		name := s[strings.LastIndexByte(s[:i], '<')+1 : i]
		v := s[i : i+end]
		b.WriteString(s[:i])
		switch {
		case strings.Contains(name, "Style "):
			v = r.mappedStyle(v)
		case strings.Contains(name, "numId "):
			v = r.mappedNum(v)
		}
		b.WriteString(v)
		s = s[i+end:]
	}
	return b.String() + s
}

// mappedText is text that the layout adds, with the references in it translated.
type mappedText string

func (m mappedText) render(r *run) error {
	r.buf = append(r.buf, r.mapXML(string(m))...)
	return nil
}

// outRefs finds, once, what the body refers to outside itself.
func (l *layout) outRefs() []outRef {
	l.refsOnce.Do(func() { l.refs = references(l.src) })
	return l.refs
}

// grows reports whether printing the part may add to the package.
func (l *layout) grows() bool {
	if l.numbered || len(l.links) > 0 || len(l.drawn) > 0 {
		return true
	}
	for _, t := range l.tags {
		if t.Kind == lang.Rich || t.Kind == lang.Image || t.alt {
			return true
		}
	}
	return false
}
