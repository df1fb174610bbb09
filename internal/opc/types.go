package opc

import "strings"

// maxDefaults bounds the extensions of [Content_Types].xml; Word writes about five.
const maxDefaults = 4096

// ContentType is the type of a part: its override, else the default of its extension, else "".
func (p *Package) ContentType(name string) string {
	k := key(strings.TrimPrefix(name, "/"))
	if t, ok := p.types[k]; ok {
		return t
	}
	return p.defaults[extension(k)]
}

// DefaultType is the content type of an extension, "png", or "" if the package declares none.
func (p *Package) DefaultType(ext string) string {
	return p.defaults[strings.ToLower(strings.TrimPrefix(ext, "."))]
}

// extension is what follows the last dot of the last segment.
func extension(k string) string {
	k = k[strings.LastIndexByte(k, '/')+1:]
	return k[strings.LastIndexByte(k, '.')+1:]
}

func (p *Package) readContentTypes() *Error {
	e := p.Entry(contentTypes)
	if e == nil {
		return p.explainForeign()
	}
	text, err := e.text()
	if err != nil {
		return err.in(e.Name)
	}
	p.types, p.defaults = map[string]string{}, map[string]string{}
	err = scanXML(text, p.lim, func(depth int, name []byte, attrs []attr) *Error {
		switch {
		case depth != 2:
			return nil
		case local(name) == "Default":
			return p.addDefault(attribute(attrs, "Extension"), attribute(attrs, "ContentType"))
		case local(name) == "Override":
			return p.addOverride(attribute(attrs, "PartName"), attribute(attrs, "ContentType"))
		}
		return nil
	})
	if err != nil {
		return err.in(e.Name)
	}
	return nil
}

func (p *Package) addDefault(ext, contentType string) *Error {
	ext = strings.ToLower(strings.TrimPrefix(ext, "."))
	if old, ok := p.defaults[ext]; ok && old != contentType {
		return fail(CodeBadContentType, hintResave, "扩展名 %s 登记了两种内容类型", show(ext))
	}
	if len(p.defaults) >= maxDefaults {
		return fail(CodeTooManyEntries, hintSource, "登记了 %d 种以上的扩展名", maxDefaults)
	}
	p.defaults[ext] = contentType
	return nil
}

// addOverride keeps the type of a part that exists; others cannot matter.
func (p *Package) addOverride(part, contentType string) *Error {
	k := key(join("", strings.ReplaceAll(part, `\`, "/")))
	if p.byKey[k] == nil {
		return nil
	}
	if old, ok := p.types[k]; ok && old != contentType {
		return fail(CodeBadContentType, hintResave, "部件 %s 登记了两种内容类型", show(part))
	}
	p.types[k] = contentType
	return nil
}

// attribute gives the value of an attribute without prefix, or "".
func attribute(attrs []attr, name string) string {
	for _, a := range attrs {
		if string(a.name) == name {
			return unescapeXML(a.value)
		}
	}
	return ""
}
