package formula

import (
	"fmt"
	"reflect"
	"strconv"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/internal/nearest"
	"github.com/expr-lang/expr/ast"
	"github.com/shopspring/decimal"
)

// scope is where names are looked up: in the base first, then in the report.
type scope struct {
	root, base reflect.Type
	column     string
	field      string // of the source: when, assert
}

// thisColumn is the name of the current column of the base itself.
const thisColumn = "本列"

func (s scope) compile(n ast.Node) (node, error) {
	switch n := n.(type) {
	case *ast.IntegerNode:
		return constant{numberOf(evalreport.NewNumber(int64(n.Value), 0), 0)}, nil
	case *ast.FloatNode:
		return constant{numberOf(evalreport.NumberOf(decimal.RequireFromString(strconv.FormatFloat(n.Value, 'f', -1, 64))), 0)}, nil
	case *ast.StringNode:
		return constant{textOf(n.Value)}, nil
	case *ast.BoolNode:
		return constant{truthOf(n.Value)}, nil
	case *ast.IdentifierNode, *ast.MemberNode, *ast.ChainNode:
		return s.figure(n)
	case *ast.UnaryNode:
		return s.unary(n)
	case *ast.BinaryNode:
		return s.binary(n)
	case *ast.CallNode:
		name, ok := n.Callee.(*ast.IdentifierNode)
		if !ok {
			return nil, s.errorf(n, "这里不能调用函数")
		}
		return s.call(n, name.Value, n.Arguments)
	case *ast.BuiltinNode:
		return s.call(n, n.Name, n.Arguments)
	}
	return nil, s.errorf(n, "规则公式里不能用“%s”", n.String())
}

func (s scope) errorf(n ast.Node, format string, args ...any) *Error {
	return &Error{Field: s.field, Offset: n.Location().From, Msg: fmt.Sprintf(format, args...)}
}

// name is one identifier of a dotted path, with its place.
type name struct {
	text string
	at   ast.Node
}

// names takes a dotted path apart.
func (s scope) names(n ast.Node) ([]name, error) {
	switch n := n.(type) {
	case *ast.ChainNode:
		return s.names(n.Node)
	case *ast.IdentifierNode:
		return []name{{n.Value, n}}, nil
	case *ast.MemberNode:
		left, err := s.names(n.Node)
		if err != nil {
			return nil, err
		}
		p, ok := n.Property.(*ast.StringNode)
		if !ok {
			return nil, s.errorf(n, "规则公式里不能按序号取值，请用 over 逐行检查或用 合计()")
		}
		return append(left, name{p.Value, n.Property}), nil
	}
	return nil, s.errorf(n, "这里应为字段名")
}

func (s scope) figure(n ast.Node) (node, error) {
	f, t, err := s.resolve(n)
	if err != nil {
		return nil, err
	}
	if !evalreport.IsLeaf(t) && s.column != "" && t.Kind() == reflect.Struct {
		if t, err = s.inColumn(&f, t, n); err != nil {
			return nil, err
		}
	}
	if !evalreport.IsLeaf(t) {
		return nil, s.errorf(n, "“%s”是一组数，不是一个数，请写到具体的列，或用 合计()", n.String())
	}
	f.kind = kindOfLeaf(t)
	return &f, nil
}

// resolve finds the field that a path names, in the base or else in the root.
func (s scope) resolve(n ast.Node) (field, reflect.Type, error) {
	list, err := s.names(n)
	if err != nil {
		return field{}, nil, err
	}
	f, t := field{}, s.base
	if list[0].text == thisColumn {
		if s.column == "" {
			return f, nil, s.errorf(n, "没有 columns 就没有“本列”")
		}
		list[0].text = s.column
	}
	if _, ok := evalreport.FieldNamed(t, list[0].text); !ok {
		if _, ok := evalreport.FieldNamed(s.root, list[0].text); ok {
			f.atRoot, t = true, s.root
		}
	}
	for _, x := range list {
		if t, err = s.extend(&f, t, x.text, x.at); err != nil {
			return f, nil, err
		}
	}
	return f, t, nil
}

// extend appends one name to f.
func (s scope) extend(f *field, t reflect.Type, name string, at ast.Node) (reflect.Type, error) {
	if t.Kind() != reflect.Struct || evalreport.IsLeaf(t) {
		return nil, s.errorf(at, "“%s”之前是一个数或清单，没有下级字段", name)
	}
	nf, ok := evalreport.FieldNamed(t, name)
	if !ok {
		return nil, unknownName(s.field, at.Location().From, name, t)
	}
	f.path, f.label = joinPath(f.path, nf.Path), nf.Label
	f.index = append(append([]int(nil), f.index...), nf.Index...)
	return nf.Type, nil
}

// inColumn appends the name of the current column to f. A name that is wrong stands where the columns are listed.
func (s scope) inColumn(f *field, t reflect.Type, at ast.Node) (reflect.Type, error) {
	if _, ok := evalreport.FieldNamed(t, s.column); !ok {
		return nil, unknownName("columns", 0, s.column, t)
	}
	return s.extend(f, t, s.column, at)
}

// call compiles the functions of the language.
func (s scope) call(n ast.Node, name string, args []ast.Node) (node, error) {
	switch name {
	case "合计", "sum", "项数", "count", "len":
		if len(args) != 1 {
			return nil, s.errorf(n, "%s() 要有一个清单", name)
		}
		return s.total(args[0], name == "项数" || name == "count" || name == "len")
	case "四舍五入", "round":
		return s.function(n, "round", args, 2)
	case "最小", "min":
		return s.function(n, "min", args, 2)
	case "最大", "max":
		return s.function(n, "max", args, 2)
	case "绝对值", "abs":
		return s.function(n, "abs", args, 1)
	case "已填", "filled":
		return s.function(n, "filled", args, 1)
	}
	return nil, s.errorf(n, "没有函数“%s”，可用：合计、项数、四舍五入、最小、最大、绝对值、已填", name)
}

func (s scope) function(n ast.Node, name string, args []ast.Node, want int) (node, error) {
	if len(args) != want {
		return nil, s.errorf(n, "函数要有 %d 个参数，这里有 %d 个", want, len(args))
	}
	f := &function{name: name}
	for _, a := range args {
		x, err := s.compile(a)
		if err != nil {
			return nil, err
		}
		f.args = append(f.args, x)
	}
	return f, nil
}

// total compiles 合计(list), 合计(list.field) and 项数(list).
func (s scope) total(arg ast.Node, count bool) (node, error) {
	list, err := s.names(arg)
	if err != nil {
		return nil, err
	}
	root := scope{root: s.root, base: s.base, field: s.field}
	f, t := field{}, s.base
	if _, ok := evalreport.FieldNamed(t, list[0].text); !ok {
		if _, ok := evalreport.FieldNamed(s.root, list[0].text); ok {
			f.atRoot, t = true, s.root
		}
	}
	i := 0
	for ; i < len(list) && t.Kind() != reflect.Slice; i++ {
		if t, err = root.extend(&f, t, list[i].text, list[i].at); err != nil {
			return nil, err
		}
	}
	if t.Kind() != reflect.Slice {
		return nil, s.errorf(arg, "“%s”不是清单", arg.String())
	}
	sum := &total{list: f, count: count}
	if count {
		return sum, nil
	}
	et := t.Elem()
	for ; i < len(list); i++ {
		if et, err = root.extend(&sum.element, et, list[i].text, list[i].at); err != nil {
			return nil, err
		}
	}
	if !evalreport.IsLeaf(et) && s.column != "" {
		if et, err = s.inColumn(&sum.element, et, arg); err != nil {
			return nil, err
		}
	}
	if !evalreport.IsLeaf(et) {
		return nil, s.errorf(arg, "“%s”要写到具体的列才能合计", arg.String())
	}
	return sum, nil
}

// unknownName is the error for a name that t does not have, with the nearest one that it has.
func unknownName(fieldName string, offset int, name string, t reflect.Type) *Error {
	return &Error{Field: fieldName, Offset: offset, Text: name, Hint: nearest.Of(name, evalreport.FieldNames(t)),
		Msg: fmt.Sprintf("没有“%s”这个字段", name)}
}
