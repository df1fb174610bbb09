package opc

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxName is the longest name of an entry, in bytes; Windows has 260 for a whole path.
const maxName = 1024

// cleanName gives the part name for the name of a zip entry: forward slashes, no leading slash, no empty or
// "." segments, valid UTF-8 (other bytes become %XX). dir tells that the entry is a directory.
// A name that climbs out of the package, or could not belong to a part, is an error.
func cleanName(stored string) (name string, dir bool, err *Error) {
	if len(stored) > maxName {
		return "", false, fail(CodeBadName, hintSource, "压缩包里有长达 %d 字节的文件名（上限 %d）", len(stored), maxName)
	}
	for i := 0; i < len(stored); i++ {
		if stored[i] < 0x20 || stored[i] == 0x7f {
			return "", false, fail(CodeBadName, hintSource, "压缩包里的文件名 “%s” 含有控制字符", show(stored))
		}
	}
	s := strings.ReplaceAll(escapeInvalid(stored), `\`, "/")
	dir = strings.HasSuffix(s, "/")
	if climbs(s) {
		return "", false, fail(CodePathTraversal, hintSource, "压缩包里的文件名 “%s” 指向包外", show(stored))
	}
	if plain(s) {
		return s, dir, nil
	}
	return join("", s), dir, nil
}

// plain tells that join would return s unchanged, which is so for nearly every name.
func plain(s string) bool {
	return s != "" && s[0] != '/' && s[len(s)-1] != '/' && !strings.HasPrefix(s, "./") &&
		!strings.Contains(s, "//") && !strings.Contains(s, "/.")
}

// climbs tells whether a name has a ".." segment, encoded or not, or begins with a drive letter.
func climbs(s string) bool {
	d := strings.ReplaceAll(unescape(s), `\`, "/")
	if len(d) >= 2 && d[1] == ':' && (len(d) == 2 || d[2] == '/') {
		return true
	}
	if !strings.Contains(d, "..") {
		return false
	}
	for seg := range strings.SplitSeq(d, "/") {
		if seg == ".." {
			return true
		}
	}
	return false
}

// join resolves a relative path against a folder as RFC 3986 does: "." is dropped, ".." goes up and stops at
// the root. The result has no leading or trailing slash.
func join(folder, rel string) string {
	var out []string
	for _, s := range []string{folder, rel} {
		for seg := range strings.SplitSeq(s, "/") {
			switch seg {
			case "", ".":
			case "..":
				out = out[:max(0, len(out)-1)]
			default:
				out = append(out, seg)
			}
		}
	}
	return strings.Join(out, "/")
}

// key is the form in which part names are compared: percent-decoded, ASCII letters in lower case.
func key(name string) string {
	name = unescape(name)
	for i := 0; i < len(name); i++ {
		if 'A' <= name[i] && name[i] <= 'Z' {
			b := []byte(name)
			for ; i < len(b); i++ {
				if 'A' <= b[i] && b[i] <= 'Z' {
					b[i] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return name
}

// unescape decodes %XX; anything else stays.
func unescape(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && hex(s[i+1]) >= 0 && hex(s[i+2]) >= 0 {
			b = append(b, byte(hex(s[i+1])<<4|hex(s[i+2])))
			i += 2
			continue
		}
		b = append(b, s[i])
	}
	return string(b)
}

func hex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// escapeInvalid writes the bytes of s that are not UTF-8 as %XX, so that every name can be printed,
// compared and written again.
func escapeInvalid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			fmt.Fprintf(&b, "%%%02X", s[i])
		} else {
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

// folder is the path before the last slash, without it.
func folder(name string) string {
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		return name[:i]
	}
	return ""
}

// hasScheme tells an absolute URI ("file:///…", "C:\…", "mailto:…") from a path.
func hasScheme(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == ':':
			return i > 0
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
		case i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return false
		}
	}
	return false
}
