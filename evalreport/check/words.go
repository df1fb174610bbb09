package check

import "strings"

// polished is a message as written Chinese has it: what is quoted inside a quotation stands in ‘’, and a quotation that
// ends with a full stop needs none after it.
func polished(message string) string {
	return strings.ReplaceAll(nested(message), "。”。", "。”")
}

// inner are the marks of a quotation inside another.
var inner = strings.NewReplacer("“", "‘", "”", "’")

// nested writes the quotation marks inside a quotation as ‘’. Marks that do not pair are left as they are: then what is
// inside cannot be told.
func nested(s string) string {
	var b strings.Builder
	depth := 0
	for _, r := range s {
		if r == '”' {
			depth--
		}
		switch {
		case depth < 0:
			return s
		case depth == 0:
			b.WriteRune(r)
		case r == '“':
			b.WriteRune('‘')
		case r == '”':
			b.WriteRune('’')
		default:
			b.WriteRune(r)
		}
		if r == '“' {
			depth++
		}
	}
	if depth != 0 {
		return s
	}
	return b.String()
}
