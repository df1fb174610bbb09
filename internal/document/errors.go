package document

// An Error says why a file cannot be read, in words for the person who chose it.
type Error struct {
	Code string // empty, scanned, legacy-doc, encrypted, pdf, rtf, html, image, spreadsheet, binary, too-large, not-docx, broken-xml, …
	Msg  string
	Err  error // cause, if any
}

func (e *Error) Error() string { return e.Msg }
func (e *Error) Unwrap() error { return e.Err }
