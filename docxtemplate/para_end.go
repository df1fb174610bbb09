package docxtemplate

import "bytes"

// endsInPara reports whether output ends with a paragraph (or a block content
// control), bookmarks behind it aside.
func endsInPara(b []byte) bool {
	for len(b) > 0 && b[len(b)-1] == '>' {
		i := bytes.LastIndexByte(b, '<')
		if i < 0 {
			return false
		}
		tag := b[i+1 : len(b)-1]
		if len(tag) > 0 && tag[0] == '/' {
			name := local(tag[1:])
			return name == "p" || name == "sdt"
		}
		if len(tag) == 0 || tag[len(tag)-1] != '/' {
			return false
		}
		switch local(tag[:len(tag)-1]) {
		case "p":
			return true
		case "bookmarkEnd", "bookmarkStart", "commentRangeEnd", "commentRangeStart", "permEnd", "permStart":
			b = b[:i]
		default:
			return false
		}
	}
	return false
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
