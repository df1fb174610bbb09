package codec

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// jsonReader builds nodes from tokens and keeps count of lines and columns.
type jsonReader struct {
	data         []byte
	tokens       *json.Decoder
	fault        fault
	offset       int // up to which line and column have been counted
	line, column int
}

func parseJSON(data []byte, fault fault) (*node, *Error) {
	r := &jsonReader{data: data, tokens: json.NewDecoder(bytes.NewReader(data)), fault: fault, line: 1, column: 1}
	r.tokens.UseNumber()
	n, err := r.value(0)
	if err != nil {
		return nil, err
	}
	line, column := r.next()
	if r.offset < len(data) {
		return nil, fault(Syntax, line, column, "JSON 在此处之前已经结束，后面不应再有内容")
	}
	return n, nil
}

// next moves to where the next token begins.
func (r *jsonReader) next() (line, column int) {
	end := int(r.tokens.InputOffset())
	for end < len(r.data) && bytes.IndexByte([]byte(" \t\r\n,:"), r.data[end]) >= 0 {
		end++
	}
	for r.offset < end {
		c, size := utf8.DecodeRune(r.data[r.offset:])
		r.offset += size
		r.column++
		if c == '\n' {
			r.line, r.column = r.line+1, 1
		}
	}
	return r.line, r.column
}

func (r *jsonReader) value(depth int) (*node, *Error) {
	line, column := r.next()
	if depth > maxDepth {
		return nil, r.fault(Limit, line, column, "嵌套超过 %d 层", maxDepth)
	}
	token, err := r.tokens.Token()
	if err != nil {
		return nil, r.broken(err)
	}
	n := &node{line: line, column: column}
	switch t := token.(type) {
	case nil:
		n.kind = null
	case bool:
		n.kind, n.text = boolean, map[bool]string{true: "true", false: "false"}[t]
	case json.Number:
		n.kind, n.text = number, t.String()
	case string:
		n.kind, n.text = text, t
	case json.Delim:
		return n, r.members(n, t, depth)
	}
	return n, nil
}

// members reads what stands between brackets.
func (r *jsonReader) members(n *node, open json.Delim, depth int) *Error {
	n.kind = list
	if open == '{' {
		n.kind = object
	}
	for r.tokens.More() {
		if n.kind == object {
			line, column := r.next()
			token, err := r.tokens.Token()
			if err != nil {
				return r.broken(err)
			}
			name, _ := token.(string)
			n.keys = append(n.keys, key{name, line, column})
		}
		item, err := r.value(depth + 1)
		if err != nil {
			return err
		}
		n.items = append(n.items, item)
	}
	if _, err := r.tokens.Token(); err != nil {
		return r.broken(err)
	}
	return nil
}

// broken places a fault of syntax, for which the whole is read once more: errors about tokens do not say where exactly.
func (r *jsonReader) broken(err error) *Error {
	var syntax *json.SyntaxError
	if whole := json.Unmarshal(r.data, new(json.RawMessage)); whole != nil {
		err = whole
	}
	if strings.HasPrefix(err.Error(), "unexpected end") || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || !errors.As(err, &syntax) {
		line, column := position(r.data, len(r.data))
		return r.fault(Syntax, line, column, "JSON 没有写完：缺少右括号或引号")
	}
	at := max(0, min(int(syntax.Offset)-1, len(r.data)-1))
	for at > 0 && !utf8.RuneStart(r.data[at]) {
		at--
	}
	line, column := position(r.data, at)
	c, _ := utf8.DecodeRune(r.data[at:])
	return r.fault(Syntax, line, column, "JSON 写法有误：此处不应是“%c”；%s", c, slipAt(r.data[:at], c))
}

// slipAt says what a character that should not stand there may come from, by what stands before it.
func slipAt(before []byte, c rune) string {
	last, _ := utf8.DecodeLastRune(bytes.TrimRight(before, " \t\r\n"))
	switch {
	case strings.ContainsRune("，：“”｛｝［］", c):
		return "逗号、冒号、引号和括号须为半角"
	case (c == '}' || c == ']') && last == ',':
		return "前面多了一个逗号，请删去"
	case c == '\'':
		return "引号应为半角双引号"
	case (last == '{' || last == ',') && unicode.IsLetter(c):
		return "字段名和文字应加半角双引号"
	case c == '"' && last != ':' && last != ',':
		return "前面缺少半角逗号或冒号"
	}
	return "请检查逗号、引号和括号（须为半角）"
}
