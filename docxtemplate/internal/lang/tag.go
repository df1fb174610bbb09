package lang

// Kind says what a tag asks for.
type Kind uint8

const (
	Value     Kind = iota // {{名称}}: print a value
	Image                 // {{@图}}
	Rich                  // {{+正文}}
	Comment               // {{! 说明}}: prints nothing
	Loop                  // {{循环 附件}}, {{#附件}}
	If                    // {{如果 条件}}, {{?条件}}
	IfNot                 // {{^条件}}
	ElseIf                // {{否则如果 条件}}
	Else                  // {{否则}}
	End                   // {{结束}}, {{/}}, {{/附件}}
	Merge                 // {{合并}}, {{合并:字段}}
	NoMerge               // {{不合并}}
	KeepRow               // {{保留空行}}: a row over an empty list stays once, blank
	PageBreak             // {{分页}}
	Literal               // {{"{{"}}: prints Tag.Text as it is
	Section               // poi-tl's {{?x}}: a loop over a list, else a condition
)

// Tag is one parsed tag.
type Tag struct {
	Kind  Kind
	Expr  Expr   // of Value, Image, Rich, Loop, If, IfNot, ElseIf, Section and Merge with a key; else nil
	Pipes []Pipe // formats, in the order written
	Name  string // of End: the name it closes; of Merge: its key; "" when not given
	Of    Kind   // of End: Loop or If when the end says which it closes (结束循环, endif); else Value
	As    string // of Loop: the loop variable, "" when not given
	Text  string // of Comment and Literal: the text

	// Alt is the other reading of a block word written without a space:
	// {{循环附件}} is read as Loop over 附件, with the value 循环附件 as Alt.
	// [Tag.Resolve] chooses.
	Alt *Tag

	Source    string // the folded text of the tag
	NameStart int    // byte range, inside the text given to Parse, of the
	NameEnd   int    // first name: the run it begins in gives the format
}

// Resolve settles a block word written without a space. known says whether the
// data have a path; with a nil known (no type, no schema) the block is meant.
func (t Tag) Resolve(known func(Path) bool) Tag {
	if t.Alt == nil {
		return t
	}
	if p, ok := t.Alt.Expr.IsPath(); ok && known != nil && known(p) {
		return *t.Alt
	}
	t.Alt = nil
	return t
}

// Options change what Parse accepts.
type Options struct {
	// PoiTL reads signs as poi-tl does: #x (table) and *x (list) are Rich, ?x is Section.
	PoiTL bool
}

// SyntaxError says why a tag cannot be read.
type SyntaxError struct {
	Code   string // stable: empty-tag, bad-char, unclosed-string, unclosed-paren, bad-expression, unknown-function, bad-arity, missing-name, unexpected, too-long, too-deep, bad-pipe, bad-loop
	Offset int    // byte offset inside the text given to Parse
	Msg    string // a Chinese sentence
	Hint   string // what was probably meant, "" when there is no guess
}

// Error gives the sentence and the hint.
func (e *SyntaxError) Error() string {
	if e.Hint == "" {
		return e.Msg
	}
	return e.Msg + "，" + e.Hint
}
