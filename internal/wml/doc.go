// Package wml reads WordprocessingML and its neighbours as a stream of tokens
// that are byte ranges of the source: no DOM, no copies, nothing normalised.
// A caller that puts the ranges together again has the same bytes.
//
//	s := wml.NewScanner(src, wml.DefaultDepth)
//	for s.Next() {
//		switch t := s.Token(); {
//		case t.Kind == wml.Start && t.Name.Is(wml.W, "p"):
//			…
//		}
//	}
//	if err := s.Err(); err != nil { … } // *wml.Error, with the byte offset
//
// Prefixes are resolved through their declarations, transitional and strict
// namespaces alike, so a document that calls the main namespace "ns0" reads as
// any other. Time is linear in the source, memory in its nesting; any bytes
// are safe.
package wml
