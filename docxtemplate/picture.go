package docxtemplate

// Picture is a picture for {{@图}}, or for a placeholder picture whose alt text is a tag.
type Picture struct {
	Data          []byte
	Width, Height int // in EMU, 360000 for a centimetre; 0: as the placeholder, or the picture itself, says
	Alt           string
}

func (w *richWriter) drawing(p *Picture) error { return nil }
