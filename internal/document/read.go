package document

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// Options say how to read. The zero Options are right for published reports.
type Options struct {
	MaxText  int64 // largest text file in bytes; 0: 64 MiB
	Prompts  bool  // prompts of empty content controls are text, in runs of their own, as in a template
	Verbatim bool  // leave every printed character in the text: nothing is taken for chrome or residue
}

// Read reads a .docx or a text file, whichever it is by its content. Files that it cannot read (.doc, PDF, scanned, empty …)
// give an *Error that says what they are and what to do; for a document without text the empty document comes with it.
func Read(src io.ReaderAt, size int64, o Options) (*Document, error) {
	head := make([]byte, min(max(size, 0), 1024))
	n, err := src.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, &Error{Code: "unreadable", Msg: "文件读不出来：" + err.Error(), Err: err}
	}
	head = head[:n]
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06")) {
		return ReadDocx(src, size, o)
	}
	if e := foreign(head); e != nil {
		return nil, e
	}
	return ReadText(src, size, o)
}

// foreign recognises files that are neither .docx nor text by their first bytes.
func foreign(head []byte) *Error {
	lower := bytes.ToLower(bytes.TrimLeft(head, "\xEF\xBB\xBF \t\r\n"))
	has := func(s string) bool { return bytes.HasPrefix(lower, []byte(s)) }
	switch {
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return &Error{Code: "legacy-doc", Msg: "这是旧格式的 .doc 文件，或者加了密码的文件。请在 Word 或 WPS 里打开（去掉密码），另存为 .docx 后再试"}
	case has("%pdf-"):
		return &Error{Code: "pdf", Msg: "这是 PDF 文件，读不了。请改用原来的 .docx，或者把文字另存为 .txt 后再试"}
	case has("{\\rtf"):
		return &Error{Code: "rtf", Msg: "这是 RTF 文件，读不了。请在 Word 或 WPS 里另存为 .docx 后再试"}
	case has("<!doctype html"), has("<html"), has("mime-version:"):
		return &Error{Code: "html", Msg: "这是网页文件，读不了。请在浏览器里复制正文存成 .txt，或者下载附件里的 .docx 后再试"}
	case bytes.HasPrefix(head, []byte("\x89PNG")), bytes.HasPrefix(head, []byte("\xFF\xD8\xFF")), bytes.HasPrefix(head, []byte("GIF8")),
		bytes.HasPrefix(head, []byte("BM")) && bytes.IndexByte(head, 0) > 0, bytes.HasPrefix(head, []byte("II*\x00")), bytes.HasPrefix(head, []byte("MM\x00*")):
		return &Error{Code: "image", Msg: "这是图片，没有文字可读。扫描件请先做文字识别（OCR），再把文字存成 .docx 或 .txt"}
	}
	return nil
}

// ReadText reads a plain text file in UTF-8, GB18030 (GBK) or UTF-16. Tables written by text extractors, cell by cell, become tables again.
func ReadText(src io.ReaderAt, size int64, o Options) (*Document, error) {
	limit := o.MaxText
	if limit <= 0 {
		limit = 64 << 20
	}
	if size > limit {
		return nil, &Error{Code: "too-large", Msg: fmt.Sprintf("文本文件太大（%.1f MB），最多能读 %d MB", float64(size)/(1<<20), limit>>20)}
	}
	raw, err := io.ReadAll(io.NewSectionReader(src, 0, size))
	if err != nil {
		return nil, &Error{Code: "unreadable", Msg: "文件读不出来：" + err.Error(), Err: err}
	}
	text, encoding, broken := decode(raw)
	if binary(text) {
		return nil, &Error{Code: "binary", Msg: "这不是文本文件，也不是 .docx 文件，读不了。请换成 .docx 或 .txt 后再试"}
	}
	doc := &Document{Source: Text, Encoding: encoding}
	if broken > 0 {
		doc.Problems = append(doc.Problems, Problem{Code: "broken-text", Msg: fmt.Sprintf("按 %s 编码读，有 %d 处字节不成字符，已用 � 代替，请核对原文件", encoding, broken)})
	}
	readText(doc, text, o)
	if empty(doc) {
		return doc, &Error{Code: "empty", Msg: "文件里没有文字。请确认是否选错了文件"}
	}
	finish(doc)
	return doc, nil
}

// binary reports whether decoded text is full of control characters or undecodable bytes.
func binary(text string) bool {
	bad, all := 0, 0
	for _, r := range text {
		all++
		if r == unicode.ReplacementChar || r < ' ' && !strings.ContainsRune("\t\n\r\f\v", r) {
			bad++
		}
	}
	return bad*10 > all
}

// empty reports whether nothing was read, neither text nor anything taken out of it.
func empty(doc *Document) bool {
	for _, p := range Paragraphs(doc.Blocks) {
		if strings.TrimSpace(p.Text) != "" {
			return false
		}
	}
	return true
}

// finish gives every place the heading above it.
func finish(doc *Document) {
	heading := ""
	mark := func(p *Paragraph) { p.Place.Heading = heading }
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *Paragraph:
			if h, ok := b.Heading(); ok && h.Form != Item {
				heading = h.Printed()
			}
			mark(b)
		case *Table:
			headTable(b, heading)
		}
	}
}

func headTable(t *Table, heading string) {
	t.Place.Heading = heading
	for _, c := range t.Cells {
		if c == nil {
			continue
		}
		c.Place.Heading = heading
		for _, b := range c.Blocks {
			switch b := b.(type) {
			case *Paragraph:
				b.Place.Heading = heading
			case *Table:
				headTable(b, heading)
			}
		}
	}
}
