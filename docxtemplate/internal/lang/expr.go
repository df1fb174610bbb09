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
	// Asks reports whether the expression only asks whether there is anything
	// at a path, as 存在(备注) and 备注 = 空 do: the data need not have it.
	Asks(p Path) bool
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
	Code string // stable: divide-by-zero, not-a-number, not-comparable, out-of-range, not-a-list, bad-date, bad-argument, too-long
	Expr string // the expression
	Msg  string // a Chinese sentence
}

// Error names the expression and the reason.
func (e *EvalError) Error() string {
	if e.Expr == "" {
		return e.Msg
	}
	return e.Expr + "：" + e.Msg
}

// pathExpr is an expression that is only a path; it is looked up and nothing more.
type pathExpr struct{ path Path }

func (e *pathExpr) Paths() []Path        { return []Path{e.path} }
func (e *pathExpr) Lists() []Path        { return nil }
func (e *pathExpr) Asks(Path) bool       { return false }
func (e *pathExpr) IsPath() (Path, bool) { return e.path, true }
func (e *pathExpr) String() string       { return e.path.String() }

// Eval looks the path up; it allocates nothing of its own.
func (e *pathExpr) Eval(s Scope) (any, error) {
	if v, ok := s.Lookup(e.path); ok {
		return v, nil
	}
	return nil, &MissingError{e.path}
}

// constExpr is an expression that is only a literal.
type constExpr struct {
	value  any
	source string
}

func (e *constExpr) Paths() []Path           { return nil }
func (e *constExpr) Lists() []Path           { return nil }
func (e *constExpr) Asks(Path) bool          { return false }
func (e *constExpr) IsPath() (Path, bool)    { return nil, false }
func (e *constExpr) String() string          { return e.source }
func (e *constExpr) Eval(Scope) (any, error) { return e.value, nil }

// ParseExpr compiles an expression by itself, as a condition in a rule or a form's description may hold one.
// The error is a *SyntaxError.
func ParseExpr(raw string) (Expr, error) {
	f := fold(raw)
	e, err := compileExpr(f.text, 0, len(f.text))
	if err != nil {
		err.Offset = f.at[min(err.Offset, len(f.text))]
		return nil, err
	}
	return e, nil
}

// compileExpr compiles text[from:to]; the offset of an error is in text.
func compileExpr(text string, from, to int) (Expr, *SyntaxError) {
	toks, err := lex(text, from, to)
	if err != nil {
		return nil, err
	}
	switch {
	case len(toks) == 0:
		return nil, &SyntaxError{Code: "missing-name", Offset: to, Msg: "这里缺少名字或表达式"}
	case len(toks) == 1 && toks[0].kind == tokPath:
		return &pathExpr{toks[0].path}, nil
	case len(toks) == 1 && (toks[0].kind == tokNumber || toks[0].kind == tokString || toks[0].kind == tokConst):
		v, err := literal(toks[0])
		if err != nil {
			return nil, err
		}
		return &constExpr{v, printTokens(toks)}, nil
	}
	return build(toks, to)
}
