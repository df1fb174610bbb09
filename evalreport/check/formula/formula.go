// Package formula is the language of rules that are formulas: comparisons in the words of the form, over exact decimals.
//
//	f, err := formula.Compile(reflect.TypeFor[evalreport.Report](), formula.Source{
//		Over: "基础数据表", Columns: []string{"上年决算数", "决算数"}, Assert: "支出总额 == 基本支出 + 项目支出",
//	})
//	f.Each(reflect.ValueOf(report).Elem(), func(c *formula.Case) { … })
//
// The syntax is that of expr-lang; the names are JSON names or printed labels. A formula knows its own terms, so that a
// finding can write the sum out. A blank cell is never compared.
package formula

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/expr-lang/expr/ast"
)

// Blank says what a blank addend means.
type Blank string

// What a blank addend means.
const (
	BlankSkip       Blank = ""           // nothing is compared
	BlankNil        Blank = "nil"        // nothing was received or spent: counts as zero while any addend is filled in
	BlankIncomplete Blank = "incomplete" // the form was not filled in: as nil, but see [Case.Incomplete]
)

// Source is a formula as written.
type Source struct {
	Over    string   // path of the struct or list that the names are looked up in; empty: the report
	Columns []string // the formula holds for each of these fields of the rows named; empty: names are of leaves
	When    string   // condition; empty: always
	Assert  string   // comparison
	Or      string   // another right side of it, beside which the left may be right as well; empty: none
	Blank   Blank
}

// Formula is a compiled [Source]: immutable, safe for concurrent use.
type Formula struct {
	over    []step
	columns []column
	blank   Blank
	Source  Source
}

// column is the formula for one column: names are bound to it when it is compiled.
type column struct {
	name        string
	when        node
	left, right node
	or          node // the other right side
	op          string
	test        node   // when the assertion is not a comparison of numbers
	words       string // right side as written
}

// step is one name of the path in Over.
type step struct {
	path  string
	index []int
	list  bool
}

// Compile binds a formula to the struct type root. The error is an [*Error] with the place in the text.
func Compile(root reflect.Type, src Source) (*Formula, error) {
	if !slices.Contains([]Blank{BlankSkip, BlankNil, BlankIncomplete}, src.Blank) {
		return nil, &Error{Field: "blank", Text: string(src.Blank), Msg: fmt.Sprintf("空格“%s”应为 nil（没有）或 incomplete（没有填），或者不写", src.Blank)}
	}
	f := &Formula{Source: src, blank: src.Blank}
	base, err := f.compileOver(root, src.Over)
	if err != nil {
		return nil, err
	}
	columns := src.Columns
	if len(columns) == 0 {
		columns = []string{""}
	}
	for _, name := range columns {
		c, err := compileColumn(scope{root: root, base: base, column: name}, src)
		if err != nil {
			return nil, err
		}
		f.columns = append(f.columns, c)
	}
	return f, nil
}

// Error is a mistake in a formula.
type Error struct {
	Field  string // over, columns, when, assert or or
	Offset int    // characters into that text
	Text   string // what was found
	Hint   string // the nearest name, if any
	Msg    string
}

// Error gives the sentence in Chinese, with the nearest name when there is one.
func (e *Error) Error() string {
	s := e.Msg
	if e.Hint != "" {
		s += "，是否应为“" + e.Hint + "”？"
	}
	return s
}

func (f *Formula) compileOver(root reflect.Type, over string) (reflect.Type, error) {
	at, offset := root, 0
	if over == "" {
		return at, nil
	}
	for _, name := range strings.Split(over, ".") {
		name := strings.TrimSuffix(strings.TrimSpace(name), "[]")
		if at.Kind() != reflect.Struct || evalreport.IsLeaf(at) {
			return nil, &Error{Field: "over", Offset: offset, Text: name, Msg: fmt.Sprintf("“%s”之下没有字段", name)}
		}
		nf, ok := evalreport.FieldNamed(at, name)
		if !ok {
			return nil, unknownName("over", offset, name, at)
		}
		s := step{path: nf.Path, index: nf.Index}
		at = nf.Type
		if at.Kind() == reflect.Slice {
			s.list, at = true, at.Elem()
		}
		f.over = append(f.over, s)
		offset += len([]rune(name)) + 1
	}
	return at, nil
}

func compileColumn(sc scope, src Source) (column, error) {
	c := column{name: sc.column}
	if src.When != "" {
		sc.field = "when"
		n, err := parseTruth(sc, src.When)
		if err != nil {
			return c, err
		}
		c.when = n
	}
	sc.field = "assert"
	tree, err := parseTree(sc.field, src.Assert)
	if err != nil {
		return c, err
	}
	b, ok := tree.Node.(*ast.BinaryNode)
	if !ok || !isComparison(b.Operator) {
		if src.Or != "" {
			return c, &Error{Field: "or", Text: src.Or, Msg: "断言不是比较，没有另一种算法可写"}
		}
		c.test, err = sc.compileTruth(tree.Node)
		return c, err
	}
	c.op = b.Operator
	if c.left, err = sc.compile(b.Left); err != nil {
		return c, err
	}
	if c.right, err = sc.compile(b.Right); err != nil {
		return c, err
	}
	if err = sc.operands(b, c.left, c.right); err != nil {
		return c, err
	}
	if i := strings.Index(src.Assert, c.op); i >= 0 {
		c.words = strings.TrimSpace(src.Assert[i+len(c.op):])
	}
	if src.Or != "" {
		sc.field = "or"
		if tree, err = parseTree(sc.field, src.Or); err != nil {
			return c, err
		}
		if c.or, err = sc.compile(tree.Node); err == nil {
			err = sc.operands(&ast.BinaryNode{Operator: c.op, Left: b.Left, Right: tree.Node}, c.left, c.or)
		}
	}
	return c, err
}

func isComparison(op string) bool {
	switch op {
	case "==", "<=", ">=", "<", ">", "!=":
		return true
	}
	return false
}

func parseTruth(sc scope, text string) (node, error) {
	tree, err := parseTree(sc.field, text)
	if err != nil {
		return nil, err
	}
	return sc.compileTruth(tree.Node)
}

// compileTruth compiles what must be true or false.
func (s scope) compileTruth(at ast.Node) (node, error) {
	n, err := s.compile(at)
	if err != nil {
		return nil, err
	}
	return n, s.truth(at, n)
}

// Case is one evaluation of a formula that had something to compare.
type Case struct {
	Column     string
	Left       Side
	Right      Side
	Or         *Side // the other right side, when the case does not hold and there is one that is not blank
	Op         string
	Holds      bool // for == on numbers: exactly equal; tolerance is the caller's
	Incomplete bool // a blank addend was taken for zero, and the formula says that blanks are gaps
	frame      *frame
	column     *column
}

// Words is the right side as written in the formula.
func (c *Case) Words() string { return c.column.words }

// Each evaluates f over root, a struct of the type that it was compiled for, and calls visit for each case in which no
// figure needed was blank. The Case is only valid during the call.
func (f *Formula) Each(root reflect.Value, visit func(*Case)) { new(Evaluator).Each(f, root, visit) }

// Evaluator evaluates one formula after the other and allocates nothing for a further one. It is not safe for concurrent
// use, and not to be used again from within a visit.
type Evaluator struct{ frame frame }

// Each is [Formula.Each].
func (e *Evaluator) Each(f *Formula, root reflect.Value, visit func(*Case)) {
	e.frame.root, e.frame.over, e.frame.indices = root, f.over, e.frame.indices[:0]
	f.each(root, 0, &e.frame, visit)
}

func (f *Formula) each(at reflect.Value, i int, fr *frame, visit func(*Case)) {
	if i == len(f.over) {
		fr.base = at
		for j := range f.columns {
			f.evaluate(&f.columns[j], fr, visit)
		}
		return
	}
	s := f.over[i]
	v := at.FieldByIndex(s.index)
	if !s.list {
		f.each(v, i+1, fr, visit)
		return
	}
	for k := range v.Len() {
		fr.indices = append(fr.indices, k)
		f.each(v.Index(k), i+1, fr, visit)
		fr.indices = fr.indices[:len(fr.indices)-1]
	}
}

func (f *Formula) evaluate(c *column, fr *frame, visit func(*Case)) {
	fr.blank = BlankSkip
	if c.when != nil {
		fr.reset()
		if v := c.when.eval(fr); v.kind != boolean || !v.truth {
			return
		}
	}
	result := &fr.result
	*result = Case{Column: c.name, Op: c.op, frame: fr, column: c}
	fr.reset()
	if c.test != nil {
		v := c.test.eval(fr)
		if v.kind != boolean {
			return
		}
		result.Holds = v.truth
		visit(result)
		return
	}
	left := c.left.eval(fr)
	if left.kind == blank {
		return
	}
	result.Left = fr.side(left, c.left)
	fr.reset()
	fr.blank = f.blank
	right := c.right.eval(fr)
	if right.kind == blank || (f.blank != BlankSkip && fr.numbers == 0) {
		return
	}
	result.Right = fr.side(right, c.right)
	result.Incomplete = f.blank == BlankIncomplete && fr.blanks > 0
	result.Holds = compare(left, right, c.op)
	if c.or != nil && !result.Holds {
		fr.reset()
		if other := c.or.eval(fr); other.kind != blank {
			fr.other = fr.side(other, c.or)
			result.Or = &fr.other
		}
	}
	visit(result)
}
