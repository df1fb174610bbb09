package opc

// Limits bounds what opening and reading one package may cost. A field that is zero or negative stands for
// its default, so the zero Limits is the usual choice. With the defaults any package is opened or refused
// well within two seconds and 256 MiB.
type Limits struct {
	// Entries is the greatest number of files in the zip. Default 10 000: a document with a picture on each
	// of its pages has a few thousand.
	Entries int
	// EntrySize is the greatest size, in bytes after inflating, of one entry. Default 128 MiB.
	EntrySize int64
	// TextSize is the greatest sum, in bytes after inflating, of the parts that are read as XML. Each part
	// counts once, however often it is read. Default 64 MiB, some 500 pages of dense tables.
	TextSize int64
	// TotalSize is the greatest sum, in bytes after inflating, of all entries, read or not. Default 1 GiB.
	TotalSize int64
	// Ratio is the greatest quotient of inflated by compressed size for an entry above 16 MiB; a smaller
	// one may well be a table of empty rows. Default 250: markup seldom passes 100, a bomb has about 1000.
	Ratio int64
	// Depth is the greatest nesting of XML elements. Default 512; Word's own documents stay under 100.
	Depth int
	// AttrSize is the greatest length, in bytes, of one attribute value. Default 8 MiB: VML keeps whole
	// drawings in an attribute.
	AttrSize int
	// Attrs is the greatest number of attributes of one element. Default 1024.
	Attrs int
	// Relationships is the greatest number of relationships in the whole package. Default 100 000.
	Relationships int
}

// WithDefaults returns the limits with every unset field replaced by its default.
func (l Limits) WithDefaults() Limits {
	return Limits{
		Entries:       orDefault(l.Entries, 10_000),
		EntrySize:     orDefault(l.EntrySize, 128<<20),
		TextSize:      orDefault(l.TextSize, 64<<20),
		TotalSize:     orDefault(l.TotalSize, 1<<30),
		Ratio:         orDefault(l.Ratio, 250),
		Depth:         orDefault(l.Depth, 512),
		AttrSize:      orDefault(l.AttrSize, 8<<20),
		Attrs:         orDefault(l.Attrs, 1024),
		Relationships: orDefault(l.Relationships, 100_000),
	}
}

func orDefault[T int | int64](v, def T) T {
	if v <= 0 {
		return def
	}
	return v
}
