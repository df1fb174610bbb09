package lang

// Path is the address of a value, outermost name first. An element of a list is
// a segment of digits, counted from 0. Path{"."} is the element itself.
type Path []string

// First segments with a meaning of their own. The English words are folded to
// these by Parse. The data win when they have a field of that name.
const (
	Self  = "."  // the element of the innermost loop
	Index = "序号" // its number from 1; alias index
	Outer = "上级" // the enclosing level; alias parent
)

// Scope is where names are looked up, innermost level first.
type Scope interface {
	// Lookup gives the value at p. ok is false when the data have no such
	// path; a blank value is (nil, true) or a value with IsBlank.
	Lookup(p Path) (value any, ok bool)
}

// Lister is a Scope that can also give every value a path reaches through
// lists, whatever row is being printed; 合计(明细.金额) asks for this. Without
// it the list is found by Lookup of the longest prefix and its elements are
// read by reflection.
type Lister interface {
	// Each calls yield for every value p reaches until yield returns false.
	// ok is false when the data have no such path.
	Each(p Path, yield func(any) bool) (ok bool)
}

// MissingError is the error of Eval for a path that the data do not have.
type MissingError struct{ Path Path }

func (e *MissingError) Error() string { return "没有这个字段：" + e.Path.String() }
