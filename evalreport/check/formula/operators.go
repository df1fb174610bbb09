package formula

import (
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/expr-lang/expr/ast"
)

type binary struct {
	op          string
	left, right node
}

func (s scope) binary(n *ast.BinaryNode) (node, error) {
	switch n.Operator {
	case "+", "-", "*", "/", "&&", "||", "and", "or", "contains", "startsWith", "endsWith":
	default:
		if !isComparison(n.Operator) {
			return nil, s.errorf(n, "规则公式里不能用运算符“%s”", n.Operator)
		}
	}
	left, err := s.compile(n.Left)
	if err != nil {
		return nil, err
	}
	right, err := s.compile(n.Right)
	if err != nil {
		return nil, err
	}
	if err := s.operands(n, left, right); err != nil {
		return nil, err
	}
	return &binary{n.Operator, left, right}, nil
}

func (n *binary) eval(f *frame) value {
	a := n.left.eval(f)
	switch n.op {
	case "&&", "and":
		if a.kind == boolean && !a.truth {
			return truthOf(false)
		}
		return n.right.eval(f)
	case "||", "or":
		if a.kind == boolean && a.truth {
			return truthOf(true)
		}
		return n.right.eval(f)
	}
	b := n.right.eval(f)
	if a.kind == blank || b.kind == blank {
		return value{}
	}
	if isComparison(n.op) {
		return truthOf(compare(a, b, n.op))
	}
	if a.kind == text {
		return textOperator(n.op, a.str, b.str)
	}
	if a.kind != number || b.kind != number {
		return value{}
	}
	return arithmetic(n.op, a.num, b.num)
}

func arithmetic(op string, a, b evalreport.Number) value {
	switch op {
	case "+":
		return numberOf(a.Add(b), 0)
	case "-":
		return numberOf(a.Sub(b), 0)
	case "*":
		return numberOf(a.Mul(b), 0)
	case "/":
		if b.IsZero() {
			return value{}
		}
		return numberOf(a.Div(b), 0)
	}
	return value{}
}

func textOperator(op, a, b string) value {
	switch op {
	case "contains":
		return truthOf(strings.Contains(a, b))
	case "startsWith":
		return truthOf(strings.HasPrefix(a, b))
	case "endsWith":
		return truthOf(strings.HasSuffix(a, b))
	case "+":
		return textOf(a + b)
	}
	return value{}
}

func compare(a, b value, op string) bool {
	c := 0
	switch {
	case a.kind == number && b.kind == number:
		c = a.num.Cmp(b.num)
	case a.kind == text && b.kind == text:
		c = strings.Compare(a.str, b.str)
	case a.kind == boolean && b.kind == boolean && a.truth != b.truth:
		c = 1
	}
	switch op {
	case "==":
		return c == 0
	case "!=":
		return c != 0
	case "<=":
		return c <= 0
	case ">=":
		return c >= 0
	case "<":
		return c < 0
	}
	return c > 0
}

var signs = map[string]string{"*": " × ", "/": " ÷ "}

func (n *binary) write(b []byte, f *frame, places int32) []byte {
	b = bracketed(b, n.left, n.op, f, places)
	if s, ok := signs[n.op]; ok {
		b = append(b, s...)
	} else {
		b = append(b, " "+n.op+" "...)
	}
	if n.op == "-" || n.op == "/" {
		if x, ok := n.right.(*binary); ok && (x.op == "+" || x.op == "-") {
			return append(n.right.write(append(b, '('), f, places), ')')
		}
	}
	return bracketed(b, n.right, n.op, f, places)
}

// bracketed writes an operand, in brackets when it is a sum inside a product.
func bracketed(b []byte, n node, op string, f *frame, places int32) []byte {
	x, ok := n.(*binary)
	if ok && (op == "*" || op == "/") && (x.op == "+" || x.op == "-") {
		return append(x.write(append(b, '('), f, places), ')')
	}
	return n.write(b, f, places)
}

func (n *binary) paths(list []string, f *frame) []string {
	return n.right.paths(n.left.paths(list, f), f)
}

type unary struct {
	op string
	of node
}

func (s scope) unary(n *ast.UnaryNode) (node, error) {
	of, err := s.compile(n.Node)
	if err != nil {
		return nil, err
	}
	return &unary{n.Operator, of}, nil
}

func (n *unary) eval(f *frame) value {
	v := n.of.eval(f)
	switch {
	case v.kind == number && n.op == "-":
		v.num = v.num.Neg()
	case v.kind == boolean && n.op != "-":
		v.truth = !v.truth
	}
	return v
}

func (n *unary) write(b []byte, f *frame, places int32) []byte {
	return n.of.write(append(b, n.op...), f, places)
}

func (n *unary) paths(list []string, f *frame) []string { return n.of.paths(list, f) }

// function is a call of one of the functions of the language.
type function struct {
	name string
	args []node
}

func (n *function) eval(f *frame) value {
	a := n.args[0].eval(f)
	if n.name == "filled" {
		return truthOf(a.kind == number || a.kind == text && strings.TrimSpace(a.str) != "")
	}
	if a.kind != number {
		return value{}
	}
	if n.name == "abs" {
		return numberOf(a.num.Abs(), 0)
	}
	b := n.args[1].eval(f)
	if b.kind != number {
		return value{}
	}
	switch n.name {
	case "round":
		return numberOf(a.num.Round(int32(b.num.Decimal().IntPart())), 0)
	case "min":
		return numberOf(a.num.Min(b.num), 0)
	}
	return numberOf(a.num.Max(b.num), 0)
}

func (n *function) write(b []byte, f *frame, places int32) []byte {
	if n.name == "min" || n.name == "max" {
		if n.eval(f).num.Equal(n.args[0].eval(f).num) {
			return n.args[0].write(b, f, places)
		}
		return n.args[1].write(b, f, places)
	}
	return n.args[0].write(b, f, places)
}

func (n *function) paths(list []string, f *frame) []string {
	for _, a := range n.args {
		list = a.paths(list, f)
	}
	return list
}
