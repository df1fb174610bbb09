package wml

import "strings"

// tracked are elements of properties that say what was changed.
var tracked = map[string]bool{"rPrChange": true, "pPrChange": true, "sectPrChange": true, "numberingChange": true, "ins": true, "del": true, "moveFrom": true, "moveTo": true}

// Untracked gives properties without what was changed of them: where they are
// used again, nothing was.
func Untracked(props string) string {
	var b strings.Builder
	s := NewScanner([]byte(props), 0)
	from, outer := 0, -1
	for s.Next() {
		switch t := s.Token(); {
		case t.Kind == Empty && outer < 0 && tracked[t.Name.Local]:
			b.WriteString(props[from:t.Start])
			from = t.End
		case t.Kind == Start && outer < 0 && tracked[t.Name.Local]:
			b.WriteString(props[from:t.Start])
			outer = s.Depth() - 1
		case t.Kind == End && s.Depth() == outer:
			from, outer = t.End, -1
		}
	}
	return b.String() + props[from:]
}
