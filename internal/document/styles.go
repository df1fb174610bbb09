package document

import (
	"regexp"
	"strconv"
)

// A style is a paragraph or character style with what it inherits.
type style struct {
	name     string
	num      numRef
	outline  int // 1–9, 0 none
	align    Align
	hidden   bool
	bold     bool
	contents bool // style of a table of contents
}

type styles struct {
	byID     map[string]style
	standard string // id of the default paragraph style
}

var (
	headingName  = regexp.MustCompile(`(?i)^(?:heading|标题)\s*([1-9])$`)
	contentsName = regexp.MustCompile(`(?i)^(?:toc|目录)\s*[1-9]$`)
)

func readStyles(root *node) *styles {
	s := &styles{byID: map[string]style{}}
	raw := map[string]*node{}
	if root != nil {
		for n := root.first; n != nil; n = n.next {
			if n.is("style") {
				id := n.get("styleId")
				raw[id] = n
				if d := n.get("default"); n.get("type") == "paragraph" && (d == "1" || d == "true" || d == "on") {
					s.standard = id
				}
			}
		}
	}
	for id := range raw {
		s.resolve(raw, id, 0)
	}
	return s
}

// resolve reads a style after the one it is based on; chains are cut at ten.
func (s *styles) resolve(raw map[string]*node, id string, depth int) style {
	if st, ok := s.byID[id]; ok {
		return st
	}
	n := raw[id]
	if n == nil || depth > 10 {
		return style{num: numRef{level: -1}}
	}
	st := style{num: numRef{level: -1}}
	if base := n.kid("basedOn").val(); base != "" && base != id {
		st = s.resolve(raw, base, depth+1)
	}
	st.name = n.kid("name").val()
	st.contents = contentsName.MatchString(st.name)
	ppr, rpr := n.kid("pPr"), n.kid("rPr")
	if ref, ok := readNumRef(ppr.kid("numPr")); ok {
		if ref.id == "" {
			ref.id = st.num.id
		}
		st.num = ref
	}
	if l, ok := outlineLevel(ppr); ok {
		st.outline = l
	} else if m := headingName.FindStringSubmatch(st.name); m != nil {
		st.outline, _ = strconv.Atoi(m[1])
	}
	if a := readAlign(ppr); a != "" {
		st.align = a
	}
	if v, ok := rpr.kid("vanish").on(); ok {
		st.hidden = v
	}
	if v, ok := rpr.kid("b").on(); ok {
		st.bold = v
	}
	s.byID[id] = st
	return st
}

func readNumRef(n *node) (numRef, bool) {
	if n == nil {
		return numRef{level: -1}, false
	}
	return numRef{id: n.kid("numId").val(), level: n.kid("ilvl").num("val", -1)}, true
}

func outlineLevel(ppr *node) (int, bool) {
	n := ppr.kid("outlineLvl")
	if n == nil {
		return 0, false
	}
	if l := n.num("val", 9); l >= 0 && l < 9 {
		return l + 1, true
	}
	return 0, true
}

func readAlign(ppr *node) Align {
	switch ppr.kid("jc").val() {
	case "center":
		return Center
	case "right", "end":
		return Right
	case "left", "start":
		return Left
	case "both", "distribute":
		return Justify
	}
	return ""
}
