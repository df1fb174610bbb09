// Package opc opens Office packages (.docx, .docm, .dotx, .dotm): the zip, its parts, their content types
// and the relationships between them. It is made for files that strangers send.
//
//	p, err := opc.Open(file, size, opc.Limits{})
//	if err != nil {
//		return err // *opc.Error: a sentence in Chinese and a stable code
//	}
//	main := p.MainDocument() // "word/document.xml", wherever the package says it is
//	text, err := p.Entry(main).Text()
//	for _, r := range p.Relationships(main) {
//		fmt.Println(r.ID, r.Type, r.Resolved)
//	}
//
// Open reads the zip directory, the content types and the relationships, and nothing else; a part is
// inflated when it is asked for and is not kept. [Entry.Raw] gives the compressed bytes as they are stored,
// so that an unchanged part can be copied without inflating it. A Package never changes after Open and may
// be used by many goroutines.
//
// # Odd but harmless files open
//
// Zip64, data descriptors, stored entries, bytes before the zip or after it, directories listed as entries,
// a directory order of any kind, back slashes and leading slashes in names, percent-encoded names, absolute
// and relative targets, any prefix for the package namespaces, UTF-16 parts, strict Open XML.
//
// # Dangerous or broken files do not
//
// Everything is held to [Limits], sizes are believed only as far as they can be true, entries may not
// overlap, names may not leave the package nor meet twice (OPC compares them without regard to case), a part
// has exactly the length and checksum it declares, and XML has no DOCTYPE, no entity but the five, balanced
// tags and bounded depth. What Word itself would refuse as damaged is refused here with a reason.
package opc
