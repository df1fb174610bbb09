package docxtemplate

// Limits bound what opening and reading a file may cost. A field that is zero or negative stands for its default, so the
// zero Limits is the usual choice: with it any file is opened or refused well within two seconds and 256 MiB.
type Limits struct {
	Entries       int   // files in the zip; 10 000
	EntrySize     int64 // bytes of one file when inflated; 128 MiB
	TextSize      int64 // bytes of all parts that are read as XML, inflated; 64 MiB, some 500 pages of dense tables
	TotalSize     int64 // bytes of all files, inflated; 1 GiB
	Ratio         int64 // inflated by compressed size of a file above 16 MiB; 250
	Depth         int   // nested XML elements; 512
	AttrSize      int   // bytes of one attribute value; 8 MiB, since VML keeps whole drawings in an attribute
	Attrs         int   // attributes of one element; 1024
	Relationships int   // relationships in all parts; 100 000
}
