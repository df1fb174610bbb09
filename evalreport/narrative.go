package evalreport

import (
	"encoding/json"
	"strings"
)

// Narrative is the running text of a section: paragraphs, numbered items, tables, in order.
type Narrative []Block

// Block is one piece of narrative: a paragraph, or a table, or the place at which a form stands inside the text. In JSON
// and YAML a plain paragraph is a string.
type Block struct {
	Text    string     `json:"text,omitzero" label:"文字"`                                                 // a paragraph as printed, with its number if it has one
	Heading int        `json:"heading,omitzero" label:"标题级别" doc:"1 至 4，不填为普通段落" validate:"min=0,max=4"` // 1-4 when the paragraph is a heading inside the section
	Table   [][]string `json:"table,omitempty" label:"表格" doc:"一行一个列表，如 - [甲, 1]"`                       // rows of cells as printed
	Form    string     `json:"form,omitzero" label:"表单" doc:"此处印的表单，如 basic_data"`                       // path of the form that stands here, or of which Table is the printed form
}

// Paragraph is a block of plain text.
func Paragraph(text string) Block { return Block{Text: text} }

// Paragraphs is a narrative of plain text.
func Paragraphs(text ...string) Narrative {
	n := make(Narrative, len(text))
	for i, t := range text {
		n[i] = Paragraph(t)
	}
	return n
}

// Text joins the paragraphs with line feeds; tables and forms are left out.
func (n Narrative) Text() string {
	var b strings.Builder
	for _, block := range n {
		if block.Text == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(block.Text)
	}
	return b.String()
}

// IsPlain reports whether the block is a paragraph and nothing else.
func (b Block) IsPlain() bool { return b.Heading == 0 && len(b.Table) == 0 && b.Form == "" }

// MarshalJSON prints a plain paragraph as a string.
func (b Block) MarshalJSON() ([]byte, error) {
	if b.IsPlain() {
		return json.Marshal(b.Text)
	}
	type object Block
	return json.Marshal(object(b))
}

// UnmarshalJSON reads a string as a plain paragraph.
func (b *Block) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		*b = Block{}
		return json.Unmarshal(data, &b.Text)
	}
	type object Block
	return json.Unmarshal(data, (*object)(b))
}
