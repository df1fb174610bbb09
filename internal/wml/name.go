package wml

// Space is a namespace that the engine knows; the transitional and the strict
// spelling of a namespace are one Space.
type Space uint8

// The known namespaces, named for the prefixes that Word gives them.
const (
	Other Space = iota // a namespace not listed here
	None               // no namespace
	W
	W14
	W15
	R
	WP
	A
	Pic
	C
	CX
	M
	V
	O
	WPS
	WPG
	MC
	DGM
	CP
	DC
	DCTerms
	App
	Custom
	VT
	Rels
	XML
)

var spaces = map[string]Space{
	"": None,
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":              W,
	"http://purl.oclc.org/ooxml/wordprocessingml/main":                          W,
	"http://schemas.microsoft.com/office/word/2010/wordml":                      W14,
	"http://schemas.microsoft.com/office/word/2012/wordml":                      W15,
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships":       R,
	"http://purl.oclc.org/ooxml/officeDocument/relationships":                   R,
	"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing":    WP,
	"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing":                WP,
	"http://schemas.openxmlformats.org/drawingml/2006/main":                     A,
	"http://purl.oclc.org/ooxml/drawingml/main":                                 A,
	"http://schemas.openxmlformats.org/drawingml/2006/picture":                  Pic,
	"http://purl.oclc.org/ooxml/drawingml/picture":                              Pic,
	"http://schemas.openxmlformats.org/drawingml/2006/chart":                    C,
	"http://purl.oclc.org/ooxml/drawingml/chart":                                C,
	"http://schemas.microsoft.com/office/drawing/2014/chartex":                  CX,
	"http://schemas.openxmlformats.org/officeDocument/2006/math":                M,
	"http://purl.oclc.org/ooxml/officeDocument/math":                            M,
	"urn:schemas-microsoft-com:vml":                                             V,
	"urn:schemas-microsoft-com:office:office":                                   O,
	"http://schemas.microsoft.com/office/word/2010/wordprocessingShape":         WPS,
	"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup":         WPG,
	"http://schemas.openxmlformats.org/markup-compatibility/2006":               MC,
	"http://schemas.openxmlformats.org/drawingml/2006/diagram":                  DGM,
	"http://purl.oclc.org/ooxml/drawingml/diagram":                              DGM,
	"http://schemas.openxmlformats.org/package/2006/metadata/core-properties":   CP,
	"http://purl.org/dc/elements/1.1/":                                          DC,
	"http://purl.org/dc/terms/":                                                 DCTerms,
	"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": App,
	"http://purl.oclc.org/ooxml/officeDocument/extendedProperties":              App,
	"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties":   Custom,
	"http://purl.oclc.org/ooxml/officeDocument/customProperties":                Custom,
	"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes":      VT,
	"http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes":                  VT,
	"http://schemas.openxmlformats.org/package/2006/relationships":              Rels,
	"http://www.w3.org/XML/1998/namespace":                                      XML,
}

// Name is the resolved name of an element or attribute.
type Name struct {
	Space Space
	Local string
}

// Is reports whether the name is local in space.
func (n Name) Is(space Space, local string) bool { return n.Space == space && n.Local == local }
