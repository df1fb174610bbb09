package docxtemplate

import "bytes"

// endsInPara reports whether output ends with a paragraph (or a block content
// control), bookmarks behind it aside.
func endsInPara(b []byte) bool {
	name := lastElement(b)
	return name == "p" || name == "sdt"
}

// endsInTable reports whether output ends with a table, bookmarks behind it aside.
func endsInTable(b []byte) bool { return lastElement(b) == "tbl" }

// lastElement is the local name of the element that output ends with, marks
// behind it aside; "" when it ends otherwise.
func lastElement(b []byte) string {
	for len(b) > 0 && b[len(b)-1] == '>' {
		i := bytes.LastIndexByte(b, '<')
		if i < 0 {
			return ""
		}
		tag := b[i+1 : len(b)-1]
		if len(tag) > 0 && tag[0] == '/' {
			return local(tag[1:])
		}
		if len(tag) == 0 || tag[len(tag)-1] != '/' {
			return ""
		}
		switch name := local(tag[:len(tag)-1]); name {
		case "bookmarkEnd", "bookmarkStart", "commentRangeEnd", "commentRangeStart", "permEnd", "permStart":
			b = b[:i]
		default:
			return name
		}
	}
	return ""
}

// local is the local name at the start of a tag.
func local(tag []byte) string {
	if i := bytes.IndexAny(tag, " \t\r\n/"); i >= 0 {
		tag = tag[:i]
	}
	if i := bytes.IndexByte(tag, ':'); i >= 0 {
		tag = tag[i+1:]
	}
	return string(tag)
}
