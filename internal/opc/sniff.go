package opc

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// oleMagic begins every OLE compound file: Office 97-2003, and the wrapper of encrypted packages.
const oleMagic = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// sniff recognises from the first bytes what is certainly not a package, to say what it is instead.
func (p *Package) sniff() *Error {
	if p.src.size <= 0 {
		return fail(CodeEmpty, hintTransfer, "文件是空的")
	}
	head := make([]byte, min(p.src.size, 1024))
	if err := p.src.read(head, 0); err != nil {
		return err
	}
	text := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n"))
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return nil
	case bytes.HasPrefix(head, []byte(oleMagic)):
		return p.explainOLE()
	}
	for _, f := range []struct{ mark, name string }{
		{"{\\rtf", "RTF 文档"}, {"%pdf", "PDF 文档"}, {"rar!", "RAR 压缩包"}, {"7z\xbc\xaf", "7z 压缩包"},
		{"mime-version:", "网页归档（MHT）"}, {"<html", "网页"}, {"<!doctype html", "网页"},
		{"\xff\xd8\xff", "JPEG 图片"}, {"\x89png", "PNG 图片"},
	} {
		if bytes.HasPrefix(text, []byte(f.mark)) {
			return fail(CodeWrongFormat, hintResave, "这是 %s，不是 .docx 文件", f.name)
		}
	}
	if bytes.HasPrefix(text, []byte("<?xml")) {
		return fail(CodeWrongFormat, hintResave, "这是 XML 文件（可能是 Word 2003 XML 或“平面” XML 文档），不是 .docx 文件")
	}
	if _, err := readEnd(p.src); err == nil {
		return nil // a zip behind other bytes
	} else if err.Code == CodeRead {
		return err
	}
	return fail(CodeNotZip, "请给出 Word 文档（.docx）", "这不是 .docx 文件（开头是 % x）", head[:min(len(head), 8)])
}

// explainOLE tells an encrypted package from an old document by the names in the compound file's directory.
func (p *Package) explainOLE() *Error {
	names := p.oleNames()
	switch {
	case names["EncryptedPackage"] || names["EncryptionInfo"]:
		return fail(CodeEncrypted, "请用 Word 或 WPS 打开，在“文件 › 信息 › 保护文档”里去掉密码，另存后再试", "文件加了打开密码（或权限保护），无法读取")
	case names["Workbook"] || names["Book"]:
		return fail(CodeWrongFormat, "请给出 Word 文档（.docx）", "这是旧版 Excel 工作簿（.xls），不是 Word 文档")
	case names["PowerPoint Document"]:
		return fail(CodeWrongFormat, "请给出 Word 文档（.docx）", "这是旧版 PowerPoint 演示文稿（.ppt），不是 Word 文档")
	}
	return fail(CodeLegacyDoc, "请用 Word 或 WPS 打开后另存为 .docx；只改扩展名不起作用", "这是 Word 97-2003 的旧格式（.doc 或 .wps），不是 .docx 文件")
}

// oleNames lists the stream names of interest. A directory entry is 128 bytes, aligned, with its name in
// UTF-16 in front and the length of the name at 64; the sectors may lie anywhere, so the file is searched.
func (p *Package) oleNames() map[string]bool {
	const most, block = 64 << 20, 64 << 10
	wanted := []string{"EncryptedPackage", "EncryptionInfo", "Workbook", "Book", "PowerPoint Document"}
	found := map[string]bool{}
	buf := make([]byte, block)
	for off := int64(0); off < min(p.src.size, most); off += block {
		b := buf[:min(block, p.src.size-off)]
		if p.src.read(b, off) != nil {
			break
		}
		for i := 0; i+128 <= len(b); i += 128 {
			n := int(binary.LittleEndian.Uint16(b[i+64:]))
			if n < 4 || n > 64 || n%2 != 0 || b[i+66] != 2 { // 2: a stream
				continue
			}
			units := make([]uint16, n/2-1)
			for j := range units {
				units[j] = binary.LittleEndian.Uint16(b[i+2*j:])
			}
			name := string(utf16.Decode(units))
			for _, w := range wanted {
				found[w] = found[w] || strings.EqualFold(name, w)
			}
		}
	}
	return found
}

// explainForeign says what a zip without [Content_Types].xml is.
func (p *Package) explainForeign() *Error {
	switch {
	case p.Entry("content.xml") != nil && p.Entry("META-INF/manifest.xml") != nil:
		return fail(CodeWrongFormat, hintResave, "这是 OpenDocument 文档（.odt 等），不是 .docx 文件")
	case p.Entry("OFD.xml") != nil:
		return fail(CodeWrongFormat, "请给出 Word 文档（.docx）", "这是 OFD 版式文档，不是 .docx 文件")
	case p.Entry("word/document.xml") != nil:
		return fail(CodeNoContentTypes, hintResave, "包里缺少 %s", contentTypes)
	}
	for _, e := range p.entries {
		if strings.HasSuffix(key(e.Name), ".docx") {
			return fail(CodeWrongFormat, "请解压后给出其中的 .docx", "这是普通压缩包，里面有 %s", show(e.Name))
		}
	}
	return fail(CodeNoContentTypes, "请给出 Word 文档（.docx）", "这是普通压缩包，不是 .docx 文件：缺少 %s", contentTypes)
}
