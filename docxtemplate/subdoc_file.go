package docxtemplate

import "io"

// Docx is a finished document whose body is content for {{+x}}: its styles,
// numbering, pictures and hyperlinks come along. Braces in it are plain text.
type Docx struct {
	t      *Template
	Inline bool // flows where the tag stands instead of beginning a section
}

func (Docx) block() {}

// ReadDocx reads a document to be used as content. It may be used any number
// of times, by any number of goroutines.
func ReadDocx(src io.ReaderAt, size int64, lim Limits) (Docx, error) {
	t, err := Config{Limits: lim}.compileInert(src, size)
	return Docx{t: t}, err
}

// Link is text with an address, for {{+x}}.
type Link struct{ Text, URL string }

func (l Link) run() Run {
	if l.Text == "" {
		l.Text = l.URL
	}
	return Run{Text: l.Text, Link: l.URL}
}
