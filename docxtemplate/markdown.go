package docxtemplate

// Markdown is a text in Markdown; {{+x}} prints it in the template's styles.
type Markdown string

func (m Markdown) blocks() Rich { return lines(string(m)) }
