package lang

// Expr is a compiled expression: immutable, safe for any number of goroutines.
type Expr interface {
	// Paths gives each data path whose value the expression uses one at a time,
	// in order of writing: a row that holds the expression repeats over the
	// lists these paths go through.
	Paths() []Path
	// Lists gives the paths that 合计, 数量, 平均, 最大, 最小 take whole. They
	// do not make a row repeat; a lint must look at Paths and Lists.
	Lists() []Path
	// IsPath reports whether the expression is only a path.
	IsPath() (Path, bool)
	// String is the canonical source; parsing it gives an equal expression.
	String() string
	// Eval computes the value. A path gives what Lookup gives. The error is a
	// *MissingError (the data have no such path) or an *EvalError.
	Eval(s Scope) (any, error)
}

// EvalError says why a value could not be computed.
type EvalError struct {
	Code string // stable: divide-by-zero, not-a-number, not-comparable, out-of-range, not-a-list, bad-date
	Expr string // the expression, or the part of it that failed
	Msg  string // a Chinese sentence
}

func (e *EvalError) Error() string {
	if e.Expr == "" {
		return e.Msg
	}
	return e.Expr + "：" + e.Msg
}
