package lang

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/vm"
	"github.com/shopspring/decimal"
)

// program is an expression that expr-lang computes. Paths and literals reach
// expr-lang as identifiers (v0, k0) that the visitor replaces, so that nothing
// a template says is ever read as expr-lang source beyond operators and
// brackets, and literals stay exact.
type program struct {
	code   *vm.Program
	paths  []Path // by the number of the variable
	whole  []bool // whether a path is taken whole by an aggregate
	asked  []bool // whether nothing but its being there is asked of a path
	source string
}

func (e *program) Paths() []Path        { return e.pick(false) }
func (e *program) Lists() []Path        { return e.pick(true) }
func (e *program) IsPath() (Path, bool) { return nil, false }
func (e *program) String() string       { return e.source }

func (e *program) Asks(p Path) bool {
	asked := false
	for i, q := range e.paths {
		if slices.Equal(p, q) {
			if !e.asked[i] {
				return false
			}
			asked = true
		}
	}
	return asked
}

func (e *program) pick(whole bool) []Path {
	var out []Path
	for i, p := range e.paths {
		if e.whole[i] == whole {
			out = append(out, p)
		}
	}
	return out
}

// frame is what a running program knows.
type frame struct {
	scope Scope
	prog  *program
}

var machines = sync.Pool{New: func() any { return new(vm.VM) }}

// Eval runs the program.
func (e *program) Eval(s Scope) (any, error) {
	m := machines.Get().(*vm.VM)
	v, err := m.Run(e.code, &frame{s, e})
	clear(m.Stack[:cap(m.Stack)])
	machines.Put(m)
	if err == nil {
		return v, nil
	}
	var missing *MissingError
	if errors.As(err, &missing) {
		return nil, missing
	}
	var ee *EvalError
	if errors.As(err, &ee) {
		return nil, &EvalError{ee.Code, e.source, ee.Msg}
	}
	return nil, &EvalError{"not-a-number", e.source, "无法计算"}
}

// builder writes tokens as expr-lang source.
type builder struct {
	src    strings.Builder
	starts []int // where each token begins in src
	consts []any
	prog   *program
	nots   []int // depth of each bracket level's open "not (" groups
}

// build compiles tokens; end is the offset behind the last.
func build(toks []token, end int) (Expr, *SyntaxError) {
	b := &builder{prog: &program{source: printTokens(toks)}, nots: []int{0}}
	aggregates := aggregateArgs(toks)
	for i, t := range toks {
		b.starts = append(b.starts, b.src.Len())
		if err := b.token(t, aggregates[i], i > 0 && toks[i-1].operand()); err != nil {
			return nil, err
		}
	}
	b.closeNots()
	v := &visitor{b: b}
	code, err := expr.Compile(b.src.String(), append(slices.Clip(options), expr.Patch(v))...)
	if v.err != "" {
		return nil, &SyntaxError{Code: "bad-expression", Offset: b.offset(toks, v.at, end), Msg: v.err}
	}
	if v.arity != nil {
		v.arity.Offset = b.offset(toks, v.at, end)
		return nil, v.arity
	}
	if err != nil {
		return nil, b.syntaxError(err, toks, end)
	}
	b.prog.code = code
	return b.prog, nil
}

// token writes one token. An operator word 非 reaches as far as 且, 或 or the end of its bracket, so it gets brackets of its own.
func (b *builder) token(t token, whole, afterOperand bool) *SyntaxError {
	switch t.kind {
	case tokPath:
		b.prog.paths = append(b.prog.paths, t.path)
		b.prog.whole = append(b.prog.whole, whole)
		b.prog.asked = append(b.prog.asked, false)
		fmt.Fprintf(&b.src, "v%d ", len(b.prog.paths)-1)
	case tokNumber, tokString:
		v, err := literal(t)
		if err != nil {
			return err
		}
		b.consts = append(b.consts, v)
		fmt.Fprintf(&b.src, "k%d ", len(b.consts)-1)
	case tokConst:
		b.src.WriteString(t.text + " ")
	case tokFunc:
		f, _ := functionNamed(t.text)
		b.src.WriteString(f.id + " ")
	case tokOp:
		b.operator(t.text, afterOperand)
	}
	return nil
}

func (b *builder) operator(op string, afterOperand bool) {
	switch op {
	case "and", "or", "?", ":", ",":
		b.closeNots()
	case "(", "[":
		b.nots = append(b.nots, 0)
	case ")", "]":
		b.closeNots()
		b.nots = b.nots[:len(b.nots)-1]
	case "not":
		if !afterOperand {
			b.nots[len(b.nots)-1]++
			b.src.WriteString("not ( ")
			return
		}
	}
	b.src.WriteString(op + " ")
}

func (b *builder) closeNots() {
	n := &b.nots[len(b.nots)-1]
	b.src.WriteString(strings.Repeat(") ", *n))
	*n = 0
}

// literal gives the value of a number, text or constant.
func literal(t token) (any, *SyntaxError) {
	switch t.kind {
	case tokString:
		return t.text, nil
	case tokConst:
		return map[string]any{"true": true, "false": false}[t.text], nil
	}
	d, err := decimal.NewFromString(strings.TrimSuffix(t.text, "%"))
	if err != nil || len(t.text) > maxDigits {
		return nil, &SyntaxError{Code: "bad-expression", Offset: t.from, Msg: "数字太长：" + t.text}
	}
	if strings.HasSuffix(t.text, "%") {
		d = d.Shift(-2)
	}
	return Number{d: d}, nil
}

// aggregateArgs marks the paths that stand directly as arguments of 合计 and its like.
func aggregateArgs(toks []token) []bool {
	out := make([]bool, len(toks))
	var open []bool // for each open bracket, whether an aggregate opened it
	for i, t := range toks {
		switch {
		case t.text == "(" && t.kind == tokOp, t.text == "[" && t.kind == tokOp:
			agg := false
			if i > 0 && toks[i-1].kind == tokFunc {
				f, _ := functionNamed(toks[i-1].text)
				agg = f.whole
			}
			open = append(open, agg)
		case t.kind == tokOp && (t.text == ")" || t.text == "]"):
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		case t.kind == tokPath && len(open) > 0 && open[len(open)-1]:
			alone := i+1 == len(toks) || toks[i+1].text == "," || toks[i+1].text == ")"
			out[i] = alone && (toks[i-1].text == "(" || toks[i-1].text == ",")
		}
	}
	return out
}

// offset gives the place in the folded text of an offset in the expr-lang source.
func (b *builder) offset(toks []token, at, end int) int {
	for i := len(toks) - 1; i >= 0; i-- {
		if b.starts[i] <= at {
			if at >= b.src.Len()-1 && i == len(toks)-1 {
				return end
			}
			return toks[i].from
		}
	}
	return end
}

// syntaxError says in Chinese what expr-lang complained about.
func (b *builder) syntaxError(err error, toks []token, end int) *SyntaxError {
	var fe *file.Error
	at := b.src.Len()
	if errors.As(err, &fe) {
		at = fe.From
	}
	out := &SyntaxError{Code: "bad-expression", Offset: b.offset(toks, at, end), Msg: "表达式没有写完"}
	depth := 0
	for _, t := range toks {
		if t.kind != tokOp {
			continue
		}
		switch t.text {
		case "(", "[":
			depth++
		case ")", "]":
			depth--
		}
	}
	if depth > 0 {
		out.Code, out.Offset, out.Msg, out.Hint = "unclosed-paren", end, "括号没有配对", "在末尾补上右括号"
		return out
	}
	for i, t := range toks {
		if t.from == out.Offset && out.Offset != end {
			out.Msg = fmt.Sprintf("读不懂“%s”", printTokens(toks[i:i+1]))
			if t.operand() || t.kind == tokFunc {
				out.Hint = "前面缺少运算符（+ - * / > < == 且 或 …）"
			} else {
				out.Hint = "旁边缺少名字或数"
			}
		}
	}
	return out
}

// options are the same for every expression: only our own functions exist.
var options = func() []expr.Option {
	out := []expr.Option{expr.DisableAllBuiltins(), expr.DisableIfOperator(), expr.Optimize(false), expr.MaxNodes(4 * maxTokens)}
	for _, o := range operators {
		out = append(out, expr.Function(o.id, o.call))
	}
	for _, f := range functions {
		out = append(out, expr.Function(f.id, f.invoke))
	}
	return out
}()

// visitor replaces variables, literals and operators by calls of ours and refuses everything else.
type visitor struct {
	b     *builder
	err   string
	arity *SyntaxError
	at    int
}

func call(id string, args ...ast.Node) *ast.CallNode {
	return &ast.CallNode{Callee: &ast.IdentifierNode{Value: id}, Arguments: args}
}

// Visit is called for each node, children first.
func (v *visitor) Visit(node *ast.Node) {
	switch n := (*node).(type) {
	case *ast.IdentifierNode:
		v.identifier(node, n)
	case *ast.BinaryNode:
		v.binary(node, n)
	case *ast.UnaryNode:
		v.unary(node, n)
	case *ast.ConditionalNode:
		n.Cond = call("truth", n.Cond)
	case *ast.CallNode:
		v.call(n)
	case *ast.NilNode, *ast.BoolNode, *ast.ArrayNode, *ast.ConstantNode:
	default:
		v.fail(n, "这里的写法不支持")
	}
}

func (v *visitor) fail(n ast.Node, msg string) {
	if v.err == "" && v.arity == nil {
		v.err, v.at = msg, n.Location().From
	}
}

func (v *visitor) identifier(node *ast.Node, n *ast.IdentifierNode) {
	i, err := strconv.Atoi(n.Value[1:])
	switch {
	case err == nil && n.Value[0] == 'v' && i < len(v.b.prog.paths):
		ast.Patch(node, call("lookup", &ast.IdentifierNode{Value: "$env"}, &ast.ConstantNode{Value: i}))
	case err == nil && n.Value[0] == 'k' && i < len(v.b.consts):
		ast.Patch(node, &ast.ConstantNode{Value: v.b.consts[i]})
	}
}

func (v *visitor) binary(node *ast.Node, n *ast.BinaryNode) {
	id, ok := binaryOps[n.Operator]
	switch {
	case n.Operator == "and" || n.Operator == "or" || n.Operator == "&&" || n.Operator == "||":
		n.Left, n.Right = call("truth", n.Left), call("truth", n.Right)
	case !ok:
		v.fail(n, "这里的写法不支持")
	case (id == "eq" || id == "ne") && (emptyLiteral(n.Left) || emptyLiteral(n.Right)):
		value := n.Left
		if emptyLiteral(n.Left) {
			value = n.Right
		}
		test := call("blank", v.tolerant(value))
		if id == "ne" {
			ast.Patch(node, call("negate", test))
			return
		}
		ast.Patch(node, test)
	default:
		ast.Patch(node, call(id, n.Left, n.Right))
	}
}

// emptyLiteral reports whether the node is the literal 空 or "".
func emptyLiteral(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.NilNode:
		return true
	case *ast.ConstantNode:
		return n.Value == ""
	}
	return false
}

// tolerant makes a missing path blank where the question is whether it is.
func (v *visitor) tolerant(n ast.Node) ast.Node {
	if c, ok := n.(*ast.CallNode); ok {
		if id, ok := c.Callee.(*ast.IdentifierNode); ok && id.Value == "lookup" {
			id.Value = "try"
			if k, ok := c.Arguments[1].(*ast.ConstantNode); ok {
				v.b.prog.asked[k.Value.(int)] = true
			}
		}
	}
	return n
}

func (v *visitor) unary(node *ast.Node, n *ast.UnaryNode) {
	switch n.Operator {
	case "not", "!":
		ast.Patch(node, call("negate", n.Node))
	case "-":
		ast.Patch(node, call("minus", n.Node))
	case "+":
		ast.Patch(node, call("plus", n.Node))
	default:
		v.fail(n, "这里的写法不支持")
	}
}

// call checks a call of one of the functions and gives aggregates their lists.
func (v *visitor) call(n *ast.CallNode) {
	id, ok := n.Callee.(*ast.IdentifierNode)
	if !ok {
		v.fail(n, "这里不能加括号")
		return
	}
	f := functionByID[id.Value]
	if f == nil {
		return // an operator of ours
	}
	if len(n.Arguments) < f.min || len(n.Arguments) > f.max {
		if v.err == "" && v.arity == nil {
			v.at = n.Location().From
			v.arity = &SyntaxError{Code: "bad-arity", Msg: fmt.Sprintf("函数 %s 的括号里有 %d 项，应为 %s", f.name, len(n.Arguments), f.arity()), Hint: "例如 " + f.example}
		}
		return
	}
	for i, a := range n.Arguments {
		c, ok := a.(*ast.CallNode)
		if !ok {
			continue
		}
		callee, ok := c.Callee.(*ast.IdentifierNode)
		if !ok || callee.Value != "lookup" {
			continue
		}
		switch {
		case f.whole:
			callee.Value = "gather"
		case f.tolerant && i == 0:
			v.tolerant(a)
		}
	}
}

// printTokens writes tokens as the language writes them.
func printTokens(toks []token) string {
	var b strings.Builder
	for i, t := range toks {
		s := printToken(t)
		if i > 0 && spaced(toks, i) {
			b.WriteByte(' ')
		}
		b.WriteString(s)
	}
	return b.String()
}

var printedOps = map[string]string{
	"and": "且", "or": "或", "not": "非", "in": "属于", "not in": "不属于", "contains": "包含", "not contains": "不包含",
	"true": "真", "false": "假", "nil": "空",
}

func printToken(t token) string {
	switch t.kind {
	case tokPath:
		return t.path.String()
	case tokString:
		return quoteText(t.text)
	}
	if s, ok := printedOps[t.text]; ok && (t.kind == tokOp || t.kind == tokConst) {
		return s
	}
	return t.text
}

// spaced reports whether a space stands before token i.
func spaced(toks []token, i int) bool {
	t, last := toks[i], toks[i-1]
	isOp := func(t token, s ...string) bool {
		for _, x := range s {
			if t.kind == tokOp && t.text == x {
				return true
			}
		}
		return false
	}
	prefix := i == 1 || !toks[i-2].operand()
	switch {
	case isOp(t, ")", "]", ","), isOp(last, "(", "["):
		return false
	case last.kind == tokFunc:
		return false
	case isOp(last, "!"):
		return false
	case isOp(last, "-", "+") && prefix:
		return false
	}
	return true
}
