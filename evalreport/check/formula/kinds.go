package formula

import (
	"reflect"

	"github.com/evalreport/go/evalreport"
	"github.com/expr-lang/expr/ast"
)

var kindWords = [...]string{blank: "空白", number: "数", text: "文字", boolean: "判断"}

// kindOf is what an expression gives when nothing in it is blank.
func kindOf(n node) kind {
	switch n := n.(type) {
	case constant:
		return n.v.kind
	case *field:
		return n.kind
	case *binary:
		switch n.op {
		case "-", "*", "/":
			return number
		case "+":
			return kindOf(n.left)
		}
		return boolean
	case *unary:
		return kindOf(n.of)
	case *function:
		if n.name == "filled" {
			return boolean
		}
	}
	return number
}

// kindOfLeaf is what a leaf of the report holds.
func kindOfLeaf(t reflect.Type) kind {
	switch {
	case t == reflect.TypeFor[evalreport.Date](), t.Kind() == reflect.String && t != reflect.TypeFor[evalreport.Measure]():
		return text
	case t.Kind() == reflect.Bool:
		return boolean
	}
	return number
}

// operands refuses an operator between things that it does not apply to.
func (s scope) operands(n *ast.BinaryNode, left, right node) error {
	a, b := kindOf(left), kindOf(right)
	switch n.Operator {
	case "-", "*", "/":
		return s.want(n, number, left, right)
	case "&&", "||", "and", "or":
		return s.want(n, boolean, left, right)
	case "contains", "startsWith", "endsWith":
		return s.want(n, text, left, right)
	}
	if a != b {
		return s.errorf(n, "“%s”是%s，“%s”是%s，不能用“%s”连起来，请把两边写成同一种", n.Left.String(), kindWords[a], n.Right.String(), kindWords[b], n.Operator)
	}
	return nil
}

// want refuses operands of another kind.
func (s scope) want(n *ast.BinaryNode, k kind, left, right node) error {
	for _, side := range []struct {
		ast.Node
		node
	}{{n.Left, left}, {n.Right, right}} {
		if got := kindOf(side.node); got != k {
			return s.errorf(side.Node, "“%s”两边应为%s，“%s”是%s", n.Operator, kindWords[k], side.String(), kindWords[got])
		}
	}
	return nil
}

// truth refuses a condition or an assertion that is neither true nor false.
func (s scope) truth(at ast.Node, n node) error {
	if k := kindOf(n); k != boolean {
		return s.errorf(at, "“%s”是%s，不能判断真假，应为比较，如 支出总额 == 基本支出 + 项目支出", at.String(), kindWords[k])
	}
	return nil
}
