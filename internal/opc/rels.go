package opc

import "strings"

// Relationship leads from a part, or from the package, to another part or to the outside.
type Relationship struct {
	ID     string // "rId7"
	Type   string // a URI, transitional or strict, as written
	Target string // as written, entities decoded
	Mode   string // "External", or "" for a target in the package
	// Resolved is the part the target names, as Entry.Name when it exists, "" when the target is outside.
	Resolved string
}

// Relationships are those of a part, "word/document.xml", or of the package, "", in file order. The slice
// must not be changed.
func (p *Package) Relationships(part string) []Relationship {
	return p.rels[key(strings.TrimPrefix(part, "/"))]
}

// RelsName is the name of the part that holds the relationships of a part, whether or not it exists:
// "word/_rels/document.xml.rels", and "_rels/.rels" for "".
func RelsName(part string) string {
	i := strings.LastIndexByte(part, '/') + 1
	return part[:i] + "_rels/" + part[i:] + ".rels"
}

// relsOwner is the reverse of RelsName.
func relsOwner(name string) (owner string, ok bool) {
	dir, base := folder(name), name[strings.LastIndexByte(name, '/')+1:]
	source, isRels := strings.CutSuffix(base, ".rels")
	parent, inRels := strings.CutSuffix("/"+dir, "/_rels")
	if !isRels || !inRels {
		return "", false
	}
	return strings.TrimPrefix(parent+"/"+source, "/"), true
}

func (p *Package) readRelationships() *Error {
	p.rels = map[string][]Relationship{}
	count := 0
	for _, e := range p.entries {
		owner, ok := relsOwner(key(e.Name))
		if !ok || e.Dir {
			continue
		}
		rels, err := p.readRels(e, folder(folder(e.Name)), &count)
		if err != nil {
			return err.in(e.Name)
		}
		p.rels[owner] = rels
	}
	return nil
}

func (p *Package) readRels(e *Entry, folder string, count *int) ([]Relationship, *Error) {
	text, err := e.text()
	if err != nil {
		return nil, err
	}
	var rels []Relationship
	ids := map[string]bool{}
	err = scanXML(text, p.lim, func(depth int, name []byte, attrs []attr) *Error {
		if depth != 2 || local(name) != "Relationship" {
			return nil
		}
		if *count++; *count > p.lim.Relationships {
			return fail(CodeTooManyEntries, hintLimits, "关系超过上限 %d 条", p.lim.Relationships)
		}
		r := Relationship{ID: attribute(attrs, "Id"), Type: attribute(attrs, "Type"), Target: attribute(attrs, "Target")}
		switch {
		case r.ID == "":
			return fail(CodeBadRels, hintResave, "有一条关系没有 Id（目标 “%s”）", show(r.Target))
		case ids[r.ID]:
			return fail(CodeDuplicate, hintResave, "有两条关系的 Id 都是 %s", show(r.ID))
		}
		ids[r.ID] = true
		if strings.EqualFold(strings.TrimSpace(attribute(attrs, "TargetMode")), "External") {
			r.Mode = "External"
		} else {
			r.Resolved = p.resolve(folder, r.Target)
		}
		rels = append(rels, r)
		return nil
	})
	return rels, err
}

// resolve gives the part a target means, seen from a folder. A target that leads above the root stops there;
// one that is found only from the root, as some writers have it, is taken from there.
func (p *Package) resolve(folder, target string) string {
	target = strings.ReplaceAll(strings.TrimSpace(target), `\`, "/")
	if i := strings.IndexAny(target, "#?"); i >= 0 {
		target = target[:i]
	}
	if target == "" || hasScheme(target) {
		return ""
	}
	fromRoot := join("", target)
	if strings.HasPrefix(target, "/") {
		return p.existing(fromRoot)
	}
	name := join(folder, target)
	if p.Entry(name) == nil && p.Entry(fromRoot) != nil {
		name = fromRoot
	}
	return p.existing(name)
}

// existing is the name as the zip spells it, if it is there.
func (p *Package) existing(name string) string {
	if e := p.Entry(name); e != nil {
		return e.Name
	}
	return name
}
