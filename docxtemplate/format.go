package docxtemplate

// Format is a named conversion of a value before it is printed: {{金额 | 千分位:2}}.
type Format struct {
	Name    string
	Aliases []string
	Args    string      // what may follow the colon, for the documentation: "[位数]"
	Doc     string      // a sentence or two
	Cases   [][2]string // tag content with a literal value, and what it prints

	List    bool // Apply takes a list: as the first format it is given every value that a path reaches through lists
	OneText bool // everything behind the colon is one argument, commas and all
	Blank   bool // Apply also sees blank values; else these pass through and print nothing
	Missing bool // Apply also sees, as nil, values the data do not have at all; else these follow the policy for missing values

	Check func(args []string) error // of the template, when it is compiled; nil: no arguments allowed
	Apply func(v any, args []string) (any, error)
}
