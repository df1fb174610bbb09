package codec

// node is a piece of a document, whether it was YAML or JSON, and whether it was read or is to be written.
type node struct {
	kind         kind
	text         string // of a scalar, as it stands in the file, without quotes and escapes
	keys         []key  // of an object, beside items
	items        []*node
	line, column int // from 1, the column in characters

	note   string // what the field means, for a file that explains itself
	sample bool   // stands for an element that a list might have, and is written as a comment
}

type key struct {
	name         string
	line, column int
}

type kind uint8

const (
	null kind = iota
	boolean
	number
	text
	list
	object
)

// String names the kind as a message does.
func (k kind) String() string {
	return [...]string{"空值", "是非值", "数字", "文字", "列表", "字段组"}[k]
}

// Limits on what is read, far beyond any report, so that no file can exhaust time or memory.
const (
	maxBytes  = 8 << 20
	maxMarks  = 200_000 // characters that can begin a value or a line: a bound on the number of nodes
	maxDepth  = 64
	maxErrors = 100
)
