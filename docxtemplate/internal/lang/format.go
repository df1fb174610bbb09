package lang

// Pipe is one format as written behind a bar: {{金额 | 千分位:2}}.
type Pipe struct {
	Name string
	Args []string // separated by commas, unquoted
	Text string   // everything behind the colon, unquoted: the one argument of formats that take a text
}

// Format is a named conversion of a value before it is printed.
type Format struct {
	Name    string
	Aliases []string
	Args    string    // what may follow the colon, for the docs: "[位数]"
	Doc     string    // one or two sentences
	Example [2]string // input and output, for the docs
	OneText bool      // everything behind the colon is one argument, commas and all
	Blank   bool      // Apply is also called for blank values; otherwise these pass through
	Check   func(args []string) error
	Apply   func(v any, args []string) (any, error)
}

// Registry is a list of formats. The zero Registry is empty; NewRegistry has the built-ins.
type Registry struct {
	list   []*Format
	byName map[string]*Format
}

// Chain is a list of pipes bound to their formats, safe for concurrent use. The zero Chain changes nothing.
type Chain struct{ steps []step }

type step struct {
	f    *Format
	args []string
}
