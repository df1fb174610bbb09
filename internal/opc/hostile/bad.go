package hostile

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
)

// OLE is a compound file whose directory lists the given streams.
func OLE(streams ...string) []byte {
	b := make([]byte, 1024)
	copy(b, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	for _, s := range append([]string{"Root Entry"}, streams...) {
		d := make([]byte, 128)
		name := UTF16(s, binary.LittleEndian, false)
		copy(d, name)
		le.PutUint16(d[64:], uint16(len(name)+2))
		d[66] = 2
		b = append(b, d...)
	}
	return append(b, make([]byte, 4096)...)
}

// formats are not packages of Word.
func formats() []Case {
	main := func(contentType string) func() []byte {
		return zipped(func(t, _, _ *File) { t.Data = Types("/"+MainName, contentType) })
	}
	return []Case{
		{Name: "empty file", Code: "empty", Data: fixed("")},
		{Name: "one byte", Code: "not-zip", Data: fixed("P")},
		{Name: "plain text", Code: "not-zip", Data: fixed(strings.Repeat("绩效自评报告\n", 2000))},
		{Name: "zeros", Code: "not-zip", Data: fixed(strings.Repeat("\x00", 5000))},
		{Name: "PDF", Code: "wrong-format", Data: fixed("%PDF-1.7\n")},
		{Name: "RTF named .docx", Code: "wrong-format", Data: fixed(`{\rtf1\ansi}`)},
		{Name: "HTML named .docx", Code: "wrong-format", Data: fixed("\r\n<!DOCTYPE html><html>")},
		{Name: "Word 2003 XML", Code: "wrong-format", Data: fixed("\xef\xbb\xbf" + decl + "<w:wordDocument/>")},
		{Name: "encrypted", Code: "encrypted", Data: func() []byte { return OLE("EncryptionInfo", "EncryptedPackage") }},
		{Name: ".doc renamed", Code: "legacy-doc", Data: func() []byte { return OLE("1Table", "WordDocument") }},
		{Name: ".xls renamed", Code: "wrong-format", Data: func() []byte { return OLE("Workbook") }},
		{Name: ".doc cut off", Code: "legacy-doc", Data: func() []byte { return OLE("WordDocument")[:9] }},
		{Name: ".xlsx renamed", Code: "wrong-format", Data: main("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")},
		{Name: ".pptx renamed", Code: "wrong-format", Data: main("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml")},
		{Name: ".odt renamed", Code: "wrong-format", Data: func() []byte {
			return Zip{Files: []File{{Name: "mimetype", Stored: true, Data: "application/vnd.oasis.opendocument.text"},
				{Name: "content.xml", Data: "<x/>"}, {Name: "META-INF/manifest.xml", Data: "<x/>"}}}.Bytes()
		}},
		{Name: "zip of documents", Code: "wrong-format", Data: func() []byte {
			return Zip{Files: []File{{Name: "附件/自评表.docx", Data: "x"}}}.Bytes()
		}},
		{Name: "empty zip", Code: "no-content-types", Data: func() []byte { return Zip{}.Bytes() }},
		{Name: "password on the zip", Code: "encrypted", Data: zipped(func(_, _, m *File) { m.Flags = 1 })},
	}
}

// bombs grow when inflated, or pretend not to.
func bombs() []Case {
	many := func(n int, name, head, tail string) func() []byte {
		return func() []byte {
			part := Deflated(head + strings.Repeat(" ", 3<<20) + tail)
			files := Minimal(nil)
			for i := range n {
				part.Name, part.LocalName = fmt.Sprintf(name, i), ""
				files = append(files, part)
			}
			return Zip{Files: files}.Bytes()
		}
	}
	overlap := func() []File {
		part := Deflated(strings.Repeat(" ", 3<<20))
		part.Name = "word/0.bin"
		files := append(Minimal(nil), part)
		for i := range 200 {
			part.Name, part.Alias = fmt.Sprintf("word/x%d.bin", i), "word/0.bin"
			files = append(files, part)
		}
		return files
	}
	return []Case{
		{Name: "bomb", Code: "bomb", Data: zipped(func(_, _, m *File) { m.Raw, m.Size = Bomb(120), 120<<20 })},
		{Name: "bomb above the entry limit", Code: "bomb", Data: zipped(func(_, _, m *File) { m.Raw, m.Size = Bomb(1000), 1000<<20 })},
		{Name: "bomb that claims to be small", Code: "bomb", Late: true, Data: zipped(func(_, _, m *File) { m.Raw, m.Size = Bomb(1000), 2000 })},
		{Name: "bomb that claims to be stored", Code: "bad-zip", Data: zipped(func(_, _, m *File) { m.Stored, m.Size = true, 1<<26 })},
		{Name: "size that cannot be", Code: "bomb", Data: zipped(func(_, _, m *File) { m.Size = 100 << 20 })},
		{Name: "size of almost all ones", Code: "bomb", Data: zipped(func(_, _, m *File) { m.Size, m.Zip64 = 1<<64-1, true })},
		{Name: "many parts of moderate size", Code: "bomb", Data: many(1000, "word/header%d.bin", "", "")},
		{Name: "many relationship parts of moderate size", Code: "bomb", Data: many(40, "word/_rels/h%d.xml.rels", "<Relationships>", "</Relationships>")},
		{Name: "one data for many entries", Code: "overlap", Data: func() []byte { return Zip{Files: overlap()}.Bytes() }},
		{Name: "entry that begins inside another", Code: "overlap", Data: func() []byte {
			inner := Zip{Files: []File{{Name: "word/inner.bin", Data: "inner", Stored: true}}}.Bytes()
			z := Zip{Files: append(Minimal(nil), File{Name: "word/outer.bin", Data: string(inner[:50]), Stored: true},
				File{Name: "word/inner.bin", Alias: "word/outer.bin", Data: "inner", Stored: true})}.Bytes()
			// Move the alias from the outer header to the inner one.
			at := bytes.LastIndex(z, []byte("word/inner.bin")) - 46 + 42
			le.PutUint32(z[at:], le.Uint32(z[at:])+30+uint32(len("word/outer.bin")))
			return z
		}},
	}
}

// directories are archives with untrue records.
func directories() []Case {
	return []Case{
		{Name: "100 000 entries", Code: "too-many-entries", Data: func() []byte { return Zip{Files: Minimal(nil), FillDirectory: 100_000}.Bytes() }},
		{Name: "100 000 entries, three declared", Code: "too-many-entries", Data: func() []byte {
			return Zip{Files: Minimal(nil), FillDirectory: 100_000, Count: 3}.Bytes()
		}},
		{Name: "more declared than there are", Code: "bad-zip", Data: func() []byte { return Zip{Files: Minimal(nil), Count: 30}.Bytes() }},
		{Name: "volume of a split zip", Code: "bad-zip", Data: func() []byte { return Zip{Files: Minimal(nil), Disk: 2}.Bytes() }},
		{Name: "other name in the local header", Code: "bad-zip", Late: true, Data: zipped(func(_, _, m *File) { m.LocalName = "word/docum3nt.xml" })},
		{Name: "wrong checksum", Code: "checksum", Late: true, Data: zipped(func(_, _, m *File) { m.CRC = 1 })},
		{Name: "larger size declared", Code: "truncated", Late: true, Data: zipped(func(_, _, m *File) { m.Size = uint64(len(m.Data) + 1) })},
		{Name: "compressed data cut", Code: "truncated", Late: true, Data: zipped(func(_, _, m *File) { m.Raw = Deflated(m.Data).Raw[:100] })},
		{Name: "bytes that are no deflate", Code: "truncated", Late: true, Data: zipped(func(_, _, m *File) { m.Raw = bytes.Repeat([]byte{0xff}, 100) })},
		{Name: "deflate64", Code: "method", Late: true, Data: zipped(func(_, _, m *File) { m.Method = 9 })},
		{Name: "offset beyond the file", Code: "truncated", Data: func() []byte {
			b := zipped(nil)()
			at := bytes.LastIndex(b, []byte("PK\x01\x02"))
			le.PutUint32(b[at+42:], 1<<30)
			return b
		}},
		{Name: "directory before the file", Code: "bad-zip", Data: func() []byte {
			b := zipped(nil)()
			le.PutUint32(b[len(b)-6:], 1<<30)
			return b
		}},
	}
}

// names are entries that no package may have.
func names() []Case {
	entry := func(name string) func() []byte { return zipped(nil, File{Name: name, Data: "x"}) }
	return []Case{
		{Name: "name above the root", Code: "path-traversal", Data: entry("../evil.sh")},
		{Name: "name through the root", Code: "path-traversal", Data: entry("word/../../evil.sh")},
		{Name: "name above, back slashes", Code: "path-traversal", Data: entry(`..\..\evil.bat`)},
		{Name: "name above, encoded", Code: "path-traversal", Data: entry("word/%2e%2E/%2e./evil.sh")},
		{Name: "name above, encoded slash", Code: "path-traversal", Data: entry("word/..%2f..%5cevil.sh")},
		{Name: "drive letter", Code: "path-traversal", Data: entry(`C:\evil.bat`)},
		{Name: "name with NUL", Code: "bad-name", Data: entry("word/a\x00.xml")},
		{Name: "name with escape sequence", Code: "bad-name", Data: entry("word/\x1b[2J.xml")},
		{Name: "name of 60 000 bytes", Code: "bad-name", Data: entry(strings.Repeat("a/", 30000))},
		{Name: "name twice", Code: "duplicate", Data: entry(MainName)},
		{Name: "name twice, capitals", Code: "duplicate", Data: entry("WORD/Document.xml")},
		{Name: "name twice, back slash", Code: "duplicate", Data: entry(`word\document.xml`)},
		{Name: "name twice, percent", Code: "duplicate", Data: entry("word/d%6Fcument.xml")},
	}
}

// parts are packages whose content types or relationships are missing or wrong.
func parts() []Case {
	without := func(i int) func() []byte {
		return func() []byte {
			f := Minimal(nil)
			return Zip{Files: append(f[:i:i], f[i+1:]...)}.Bytes()
		}
	}
	types := func(s string) func() []byte { return zipped(func(t, _, _ *File) { t.Data = s }) }
	rels := func(s string) func() []byte { return zipped(func(_, r, _ *File) { r.Data = s }) }
	good := Types("/"+MainName, wordType)
	return []Case{
		{Name: "no content types", Code: "no-content-types", Data: without(0)},
		{Name: "no relationships", Code: "no-main", Data: without(1)},
		{Name: "no main part", Code: "no-main", Data: without(2)},
		{Name: "main part without a type", Code: "bad-content-type", Data: types(Types("/other.xml", wordType))},
		{Name: "main part of an unknown type", Code: "bad-content-type", Data: types(Types("/"+MainName, "text/xml"))},
		{Name: "two types for one part", Code: "bad-content-type", Data: types(strings.Replace(good, "</Types>", `<Override PartName="/WORD/document.xml" ContentType="a/b"/></Types>`, 1))},
		{Name: "content types cut", Code: "truncated", Data: types(good[:200])},
		{Name: "content types empty", Code: "bad-xml", Data: types("")},
		{Name: "relationship of another type", Code: "no-main", Data: rels(Rels(transitional+"image", MainName))},
		{Name: "relationship to the outside", Code: "no-main", Data: rels(Rels(transitional+"officeDocument", "http://example.org/a.xml"))},
		{Name: "relationship to a file", Code: "no-main", Data: rels(Rels(transitional+"officeDocument", "file:///etc/passwd"))},
		{Name: "relationship without an id", Code: "bad-rels", Data: rels(strings.Replace(Rels("t", "x"), `Id="rId1"`, "", 1))},
		{Name: "two relationships of one id", Code: "duplicate", Data: rels(strings.Replace(Rels("t", "x"), "</Rel", `<Relationship Id="rId1" Type="t" Target="y"/></Rel`, 1))},
		{Name: "a million relationships", Code: "too-many-entries", Data: func() []byte {
			var b strings.Builder
			for i := range 1_000_000 {
				fmt.Fprintf(&b, `<Relationship Id="r%d"/>`, i)
			}
			return rels("<Relationships>" + b.String() + "</Relationships>")()
		}},
		{Name: "DOCTYPE in relationships", Code: "doctype", Data: rels(`<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>`)},
		{Name: "a million extensions", Code: "too-many-entries", Data: func() []byte {
			var b strings.Builder
			for i := range 1_000_000 {
				fmt.Fprintf(&b, `<Default Extension="x%d"/>`, i)
			}
			return types("<Types>" + b.String() + "</Types>")()
		}},
	}
}

// markup is XML that must not be walked.
func markup() []Case {
	lol := `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">]>`
	nested := func(n int) func() string {
		return func() string { return strings.Repeat("<w:p>", n) + strings.Repeat("</w:p>", n) }
	}
	return []Case{
		{Name: "a hundred nested tables", Data: withBody(func() string {
			return strings.Repeat("<w:tbl><w:tr><w:tc>", 100) + strings.Repeat("</w:tc></w:tr></w:tbl>", 100)
		})},
		{Name: "a million elements in a row", Data: withBody(func() string { return strings.Repeat("<w:p/>", 1_000_000) })},
		{Name: "a million nested elements", Code: "too-deep", Late: true, Data: withBody(nested(1_000_000))},
		{Name: "a million opened elements", Code: "too-deep", Late: true, Data: withMain(func() string { return strings.Repeat("<a>", 1_000_000) })},
		{Name: "attribute of 7 MiB", Data: withBody(func() string { return `<w:p a="` + strings.Repeat("x", 7<<20) + `"/>` })},
		{Name: "attribute of 60 MiB", Code: "bomb", Data: withBody(func() string { return `<w:p a="` + strings.Repeat("x", 60<<20) + `"/>` })},
		{Name: "attribute of 30 MiB", Code: "huge-attribute", Late: true, Data: withBody(func() string { return `<w:p a="` + noise(30<<20) + `"/>` })},
		{Name: "a million attributes", Code: "huge-attribute", Late: true, Data: withBody(func() string { return "<w:p" + strings.Repeat(` a="1"`, 1_000_000) + "/>" })},
		{Name: "billion laughs", Code: "doctype", Late: true, Data: withMain(text(lol + "<a>&lol2;</a>"))},
		{Name: "external entity", Code: "doctype", Late: true, Data: withMain(text(decl + "<!-- x --><!doctype a SYSTEM 'file:///etc/passwd'><a/>"))},
		{Name: "DOCTYPE in UTF-16", Code: "doctype", Late: true, Data: withMain(text(UTF16("<!DOCTYPE a><a/>", binary.LittleEndian, true)))},
		{Name: "unknown entity", Code: "entity", Late: true, Data: withBody(text("<w:t>&nbsp;</w:t>"))},
		{Name: "reference to NUL", Code: "entity", Late: true, Data: withBody(text("<w:t>&#0;</w:t>"))},
		{Name: "bare ampersand", Code: "entity", Late: true, Data: withBody(text("<w:t>A & B</w:t>"))},
		{Name: "control character", Code: "bad-xml", Late: true, Data: withBody(text("<w:t>\x0b</w:t>"))},
		{Name: "tags crossed", Code: "bad-xml", Late: true, Data: withBody(text("<w:p><w:r></w:p></w:r>"))},
		{Name: "XML cut", Code: "truncated", Late: true, Data: withMain(text(Document(hello)[:150]))},
		{Name: "attribute twice", Code: "bad-xml", Late: true, Data: withBody(text(`<w:p a="1" b="2" a="3"/>`))},
		{Name: "two roots", Code: "bad-xml", Late: true, Data: withMain(text("<a/><b/>"))},
		{Name: "empty part", Code: "bad-xml", Late: true, Data: withMain(text(" "))},
	}
}

// noise is n letters that compress only a little.
func noise(n int) string {
	b := make([]byte, n)
	x := uint32(1)
	for i := range b {
		x = x*1664525 + 1013904223
		b[i] = 'a' + byte(x>>28)
	}
	return string(b)
}
