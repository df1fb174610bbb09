package docxtemplate

import (
	"slices"
)

// aligner finds which item of the template printed which thing of a filled
// document: the way through the items, in their order, that explains most. It
// is done twice, once taking of equals the first and once the last; what the two
// ways do not agree on is not known, and not guessed.
type aligner struct {
	n      int                                     // things of the document
	score  func(it *modelItem, j int) (gain, bool) // what it explains that the item printed thing j
	waste  func(j int) gain                        // what it costs to leave thing j unexplained
	absent func(it *modelItem) gain                // what it costs that an item is not there
	ops    []alignOp
}

type gain = float64

type alignOp struct {
	kind opKind
	item *modelItem
	to   []int // opSplit, opJump
}

type opKind uint8

const (
	opMatch opKind = iota
	opSplit
	opJump
	opEnter // a loop begins
	opRound // another round of it
	opEnd
)

// aligned is one step of the way.
type aligned struct {
	kind opKind // opMatch, opEnter, opRound
	item *modelItem
	j    int
}

func (a *aligner) compile(items []*modelItem) {
	for _, it := range items {
		switch it.kind {
		case itemLoop:
			a.ops = append(a.ops, alignOp{kind: opEnter, item: it})
			a.again(func() {
				a.ops = append(a.ops, alignOp{kind: opRound, item: it})
				a.compile(it.body)
			})
		case itemChoice:
			a.choice(it.branches)
		case itemRich:
			a.again(func() { a.ops = append(a.ops, alignOp{kind: opMatch, item: it}) })
		case itemRow:
			if it.row.list != nil {
				a.again(func() { a.ops = append(a.ops, alignOp{kind: opMatch, item: it}) })
				continue
			}
			fallthrough
		default:
			a.ops = append(a.ops, alignOp{kind: opMatch, item: it})
		}
	}
}

// again compiles what may stand any number of times.
func (a *aligner) again(body func()) {
	split := len(a.ops)
	a.ops = append(a.ops, alignOp{kind: opSplit})
	body()
	a.ops = append(a.ops, alignOp{kind: opJump, to: []int{split}})
	a.ops[split].to = []int{split + 1, len(a.ops)}
}

func (a *aligner) choice(branches [][]*modelItem) {
	split := len(a.ops)
	a.ops = append(a.ops, alignOp{kind: opSplit})
	var ends []int
	for _, b := range branches {
		a.ops[split].to = append(a.ops[split].to, len(a.ops))
		a.compile(b)
		ends = append(ends, len(a.ops))
		a.ops = append(a.ops, alignOp{kind: opJump})
	}
	for _, e := range ends {
		a.ops[e].to = []int{len(a.ops)}
	}
}

// maxAlign bounds the work of one alignment.
const maxAlign = 4_000_000

// run gives the way, and the things on which its two forms differ; ok is false when there is too much to compare.
func (a *aligner) run(items []*modelItem) (way []aligned, unsure map[int]bool, ok bool) {
	a.compile(items)
	a.ops = append(a.ops, alignOp{kind: opEnd})
	if (a.n+1)*len(a.ops) > maxAlign {
		return nil, nil, false
	}
	scores := make([][]gain, a.n)
	for j := range scores {
		scores[j] = make([]gain, len(a.ops))
		for pc, op := range a.ops {
			scores[j][pc] = -1
			if op.kind == opMatch {
				if s, ok := a.score(op.item, j); ok {
					scores[j][pc] = s
				}
			}
		}
	}
	way = a.best(scores, 1)
	other := a.best(scores, -1)
	unsure = map[int]bool{}
	first, last := roles(way), roles(other)
	for j := range a.n {
		if first[j] != last[j] {
			unsure[j] = true
		}
	}
	return way, unsure, true
}

// role is what a thing was found to be: the item that printed it, in which round of the loops around it.
type role struct {
	item  *modelItem
	round int
}

func roles(way []aligned) map[int]role {
	out := map[int]role{}
	round := 0
	for _, s := range way {
		if s.kind == opRound {
			round++
		}
		if s.kind == opMatch {
			r := role{s.item, round}
			out[s.j] = r
		}
	}
	return out
}

// tie is what tells equals apart.
const tie = 1e-7

type backStep struct {
	pc   int32
	j    int32
	took bool // thing j was matched by the item at pc
}

// best is the way with the largest gain; sign 1 prefers early places, -1 late ones.
func (a *aligner) best(scores [][]gain, sign gain) []aligned {
	p := len(a.ops)
	total := make([]gain, p)
	next := make([]gain, p)
	back := make([][]backStep, a.n+1)
	const none = gain(-1e18)
	for i := range total {
		total[i] = none
	}
	total[0] = 0
	for j := 0; j <= a.n; j++ {
		if back[j] == nil {
			back[j] = make([]backStep, p)
		}
		if j == 0 {
			for i := range back[0] {
				back[0][i] = backStep{pc: -1}
			}
		}
		a.relax(total, back[j], j)
		if j == a.n {
			break
		}
		back[j+1] = make([]backStep, p)
		for pc := range next {
			next[pc] = total[pc] - a.waste(j)
			back[j+1][pc] = backStep{pc: int32(pc), j: int32(j)}
		}
		bias := sign * tie * gain(a.n-j) / gain(a.n)
		for pc, op := range a.ops {
			if op.kind != opMatch || scores[j][pc] < 0 || total[pc] <= none/2 {
				continue
			}
			if g := total[pc] + scores[j][pc] + bias + sign*tie*gain(p-pc)/gain(10*p); g > next[pc+1] {
				next[pc+1] = g
				back[j+1][pc+1] = backStep{pc: int32(pc), j: int32(j), took: true}
			}
		}
		total, next = next, total
	}
	return a.trace(back)
}

// relax follows the steps that use nothing of the document.
func (a *aligner) relax(total []gain, back []backStep, j int) {
	for changed := true; changed; {
		changed = false
		step := func(from, to int, cost gain) {
			if g := total[from] - cost; g > total[to] {
				total[to] = g
				back[to] = backStep{pc: int32(from), j: int32(j)}
				changed = true
			}
		}
		for pc, op := range a.ops {
			if total[pc] < -1e17 {
				continue
			}
			switch op.kind {
			case opMatch:
				step(pc, pc+1, a.absent(op.item))
			case opSplit, opJump:
				for _, to := range op.to {
					step(pc, to, 0)
				}
			case opEnter, opRound:
				step(pc, pc+1, tie/100)
			}
		}
	}
}

func (a *aligner) trace(back [][]backStep) []aligned {
	var out []aligned
	pc, j := len(a.ops)-1, a.n
	for pc > 0 || j > 0 {
		b := back[j][pc]
		if b.pc < 0 {
			break
		}
		switch op := a.ops[b.pc]; {
		case b.took:
			out = append(out, aligned{opMatch, op.item, int(b.j)})
		case int(b.j) == j && (op.kind == opEnter || op.kind == opRound):
			out = append(out, aligned{op.kind, op.item, j})
		}
		pc, j = int(b.pc), int(b.j)
	}
	slices.Reverse(out)
	return out
}
