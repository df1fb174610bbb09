package hostile

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// Case is one file and what must come of it.
type Case struct {
	Name string
	Data func() []byte
	// Code is that of the error, from opening the file or from reading any of its parts; "" if everything
	// in it must read.
	Code string
	// Late tells that the error comes from reading a part, not from opening.
	Late bool
}

const (
	transitional = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	strict       = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
	wordType     = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	decl         = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
	wNS          = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	wNSStrict    = "http://purl.oclc.org/ooxml/wordprocessingml/main"
	// TypesName and RelsName are where every package begins.
	TypesName = "[Content_Types].xml"
	RelsName  = "_rels/.rels"
	MainName  = "word/document.xml"
)

// Types is a [Content_Types].xml with one override for the main part.
func Types(part, contentType string) string {
	return decl + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/octet-stream"/>` +
		`<Override PartName="` + part + `" ContentType="` + contentType + `"/></Types>`
}

// Rels is a relationships part with one relationship.
func Rels(typ, target string) string {
	return decl + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="` + typ + `" Target="` + target + `"/></Relationships>`
}

// Document is a main part with the given body.
func Document(body string) string {
	return decl + `<w:document xmlns:w="` + wNS + `"><w:body>` + body + `</w:body></w:document>`
}

const hello = `<w:p><w:r><w:t>预算 {{金额}} 万元</w:t></w:r></w:p>`

// Minimal are the three files of the smallest document, changed by edit.
func Minimal(edit func(types, rels, main *File)) []File {
	types := File{Name: TypesName, Data: Types("/"+MainName, wordType)}
	rels := File{Name: RelsName, Data: Rels(transitional+"officeDocument", MainName)}
	main := File{Name: MainName, Data: Document(hello)}
	if edit != nil {
		edit(&types, &rels, &main)
	}
	return []File{types, rels, main}
}

// zipped writes a minimal document, changed by edit, and more files behind it.
func zipped(edit func(types, rels, main *File), more ...File) func() []byte {
	return func() []byte { return Zip{Files: append(Minimal(edit), more...)}.Bytes() }
}

func withMain(data func() string) func() []byte {
	return func() []byte { return zipped(func(_, _, m *File) { m.Data = data() })() }
}

func withBody(data func() string) func() []byte {
	return withMain(func() string { return Document(data()) })
}

func text(s string) func() string { return func() string { return s } }

func fixed(s string) func() []byte { return func() []byte { return []byte(s) } }

// Cases are all files, the odd that must open first.
func Cases() []Case {
	var all []Case
	for _, group := range [][]Case{odd(), oddNames(), encodings(), formats(), bombs(), directories(), names(), parts(), markup()} {
		all = append(all, group...)
	}
	return all
}

// odd are unusual archives that must open.
func odd() []Case {
	return []Case{
		{Name: "smallest document", Data: zipped(nil)},
		{Name: "stored entries", Data: zipped(func(t, r, m *File) { t.Stored, r.Stored, m.Stored = true, true, true })},
		{Name: "data descriptors", Data: zipped(func(t, r, m *File) { t.Descriptor, r.Descriptor, m.Descriptor = true, true, true })},
		{Name: "zip64 entries", Data: zipped(func(t, r, m *File) { t.Zip64, m.Zip64 = true, true })},
		{Name: "zip64 end records", Data: func() []byte { return Zip{Files: Minimal(nil), Zip64: true}.Bytes() }},
		{Name: "zip64 behind other bytes", Data: func() []byte { return Zip{Files: Minimal(nil), Zip64: true, Prefix: "HTTP\r\n\r\n"}.Bytes() }},
		{Name: "bytes before the zip", Data: func() []byte { return Zip{Files: Minimal(nil), Prefix: "\r\n"}.Bytes() }},
		{Name: "bytes behind the zip", Data: func() []byte { return Zip{Files: Minimal(nil), Suffix: "\r\n--boundary--"}.Bytes() }},
		{Name: "comment", Data: func() []byte { return Zip{Files: Minimal(nil), Comment: strings.Repeat("PK ", 20000)}.Bytes() }},
		{Name: "content types last", Data: func() []byte {
			f := Minimal(nil)
			return Zip{Files: []File{f[2], f[1], f[0]}}.Bytes()
		}},
		{Name: "folders listed", Data: zipped(nil, File{Name: "word/", Stored: true}, File{Name: "./", Stored: true})},
		{Name: "empty entry", Data: zipped(nil, File{Name: "word/empty.bin"}, File{Name: "word/none.bin", Raw: []byte{}})},
		{Name: "nine thousand entries", Data: func() []byte { return Zip{Files: Minimal(nil), FillDirectory: 9000}.Bytes() }},
		{Name: "bomb wrapped as an embedded package", Data: zipped(nil, File{Name: "word/embeddings/x.bin", Data: string(
			Zip{Files: []File{{Name: "a", Raw: Bomb(8), Size: 8 << 20}}}.Bytes())})},
		{Name: "macro document", Data: kind("application/vnd.ms-word.document.macroEnabled.main+xml")},
		{Name: "template", Data: kind("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml")},
		{Name: "strict namespaces", Data: zipped(func(_, r, m *File) {
			r.Data, m.Data = Rels(strict+"officeDocument", MainName), strings.ReplaceAll(m.Data, wNS, wNSStrict)
		})},
	}
}

func kind(contentType string) func() []byte {
	return zipped(func(t, _, _ *File) { t.Data = Types("/"+MainName, contentType) })
}

// oddNames are spellings of names and targets that must be understood.
func oddNames() []Case {
	target := func(s string) func() []byte {
		return zipped(func(_, r, _ *File) { r.Data = Rels(transitional+"officeDocument", s) })
	}
	return []Case{
		{Name: "back slashes in names", Data: zipped(func(_, r, m *File) { r.Name, m.Name = `_rels\.rels`, `word\document.xml` })},
		{Name: "leading slashes in names", Data: zipped(func(t, r, m *File) { t.Name, r.Name, m.Name = "/"+t.Name, "/"+r.Name, "/"+m.Name })},
		{Name: "dot segments in names", Data: zipped(func(_, r, m *File) { r.Name, m.Name = "./_rels/.rels", "word/./document.xml" })},
		{Name: "capitals in names", Data: zipped(func(t, _, m *File) { t.Name, m.Name = "[content_types].XML", "Word/Document.XML" })},
		{Name: "absolute target", Data: target("/word/document.xml")},
		{Name: "back slash in target", Data: target(`word\document.xml`)},
		{Name: "target above the root", Data: target("../../word/document.xml")},
		{Name: "target with a dot", Data: target("./word/./document.xml")},
		{Name: "percent-encoded name, plain target", Data: zipped(func(t, r, m *File) {
			m.Name = "word/%E6%AD%A3%E6%96%87.xml"
			t.Data, r.Data = Types("/word/正文.xml", wordType), Rels(transitional+"officeDocument", "word/正文.xml")
		})},
		{Name: "plain name, percent-encoded target", Data: zipped(func(t, r, m *File) {
			m.Name = "word/main part.xml"
			t.Data, r.Data = Types("/word/main%20part.xml", wordType), Rels(transitional+"officeDocument", "word/main%20part.xml")
		})},
		{Name: "name in GBK", Data: zipped(nil, File{Name: "word/media/\xcd\xbc\xc6\xac.bin", Data: "x"})},
		{Name: "prefixed package namespaces", Data: zipped(func(t, r, _ *File) {
			t.Data = prefixed(t.Data)
			r.Data = prefixed(r.Data)
		})},
	}
}

func prefixed(s string) string {
	s = strings.ReplaceAll(s, "xmlns=", "xmlns:p=")
	for _, n := range []string{"Types ", "Types>", "Default ", "Override ", "Relationships ", "Relationships>", "Relationship "} {
		s = strings.ReplaceAll(s, "<"+n, "<p:"+n)
		s = strings.ReplaceAll(s, "</"+n, "</p:"+n)
	}
	return s
}

// UTF16 encodes s, with a mark if asked.
func UTF16(s string, order binary.AppendByteOrder, mark bool) string {
	var b []byte
	if mark {
		b = order.AppendUint16(b, 0xfeff)
	}
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

func encodings() []Case {
	doc := strings.Replace(Document(hello+"<w:p><w:r><w:t>𠮷</w:t></w:r></w:p>"), "UTF-8", "UTF-16", 1)
	gbk := strings.Replace(Document("\xd4\xa4\xcb\xe3"), "UTF-8", "GBK", 1)
	return []Case{
		{Name: "UTF-8 with a mark", Data: withMain(text("\xef\xbb\xbf" + Document(hello)))},
		{Name: "UTF-16 little endian", Data: withMain(text(UTF16(doc, binary.LittleEndian, true)))},
		{Name: "UTF-16 big endian", Data: withMain(text(UTF16(doc, binary.BigEndian, true)))},
		{Name: "UTF-16 without a mark", Data: withMain(text(UTF16(doc, binary.LittleEndian, false)))},
		{Name: "UTF-8 that says UTF-16", Data: withMain(text(doc))},
		{Name: "UTF-16 relationships", Data: zipped(func(t, r, _ *File) {
			t.Data, r.Data = UTF16(t.Data, binary.BigEndian, true), UTF16(r.Data, binary.LittleEndian, true)
		})},
		{Name: "GBK", Code: "bad-encoding", Late: true, Data: withMain(text(gbk))},
		{Name: "invalid UTF-8", Code: "bad-encoding", Late: true, Data: withBody(text("<w:p>\xff\xfe</w:p>"))},
		{Name: "half a UTF-16 unit", Code: "bad-encoding", Late: true, Data: withMain(text(UTF16(doc, binary.LittleEndian, true) + "x"))},
		{Name: "lone surrogate", Code: "bad-encoding", Late: true, Data: withMain(text("\xff\xfe<\x00\x00\xd8a\x00"))},
	}
}
