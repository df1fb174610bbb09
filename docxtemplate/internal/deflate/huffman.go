package deflate

import (
	"math/bits"
	"slices"
)

const (
	literals = 286 // symbols of literals, the end of a block, and lengths
	dists    = 30
	maxBits  = 12 // of a symbol: four literals fit the bit buffer at once
	endBlock = 256
)

// Lengths and distances are symbols with extra bits.
var (
	lengthSym   [maxMatch + 1]uint16
	lengthExtra [maxMatch + 1]struct{ bits, n uint8 }
	distBase    [dists]uint16
	distBits    [dists]uint8
	distNear    [256]uint8 // symbol of distance-1, when below 256
	distFar     [256]uint8 // symbol of (distance-1)>>7
)

func init() {
	sym, base := 257, minMatch
	for group := range 7 {
		extra := max(0, group-1)
		for range 4 {
			for k := range 1 << extra {
				if n := base + k; n <= maxMatch {
					lengthSym[n] = uint16(sym)
					lengthExtra[n] = struct{ bits, n uint8 }{uint8(k), uint8(extra)}
				}
			}
			base += 1 << extra
			sym++
		}
	}
	lengthSym[maxMatch], lengthExtra[maxMatch].bits, lengthExtra[maxMatch].n = 285, 0, 0
	base = 0
	for s := range dists {
		extra := max(0, s/2-1)
		distBase[s], distBits[s] = uint16(base), uint8(extra)
		for d := base; d < base+1<<extra; d++ {
			if d < 256 {
				distNear[d] = uint8(s)
			} else {
				distFar[d>>7] = uint8(s)
			}
		}
		base += 1 << extra
	}
}

// distSym is the symbol of a distance.
func distSym(d int) uint8 {
	if d <= 256 {
		return distNear[d-1]
	}
	return distFar[(d-1)>>7&255]
}

// counts says how often each symbol occurs.
type counts struct {
	lit  [literals]uint32
	dist [dists]uint32
}

// codes are the Huffman codes of a block. Each entry is the bits, with the
// number of them from bit 24.
type codes struct {
	lit    [256]uint32
	end    uint32
	length [maxMatch + 1]uint32 // with the extra bits
	dist   [dists]uint32

	litLen  [literals]uint8
	distLen [dists]uint8
}

// set makes the codes for symbols that occur as counted. Every symbol gets one,
// since text that is not known yet may hold any byte.
func (c *codes) set(n *counts) {
	var lit [literals]uint32
	lengths(n.lit[:], maxBits, c.litLen[:])
	lengths(n.dist[:], maxBits, c.distLen[:])
	assign(c.litLen[:], lit[:])
	assign(c.distLen[:], c.dist[:])
	copy(c.lit[:], lit[:256])
	c.end = lit[endBlock]
	for i := minMatch; i <= maxMatch; i++ {
		e, x := lit[lengthSym[i]], lengthExtra[i]
		size := e >> 24
		c.length[i] = e&0xffffff | uint32(x.bits)<<size | (size+uint32(x.n))<<24
	}
}

// lengths gives each symbol the length of its code: Huffman's, cut to limit.
// A symbol that does not occur counts as occurring once.
func lengths(freq []uint32, limit int, out []uint8) {
	var sorted [literals]uint64
	var weight [2 * literals]uint64
	var parent [2 * literals]uint16
	n := len(freq)
	for i, f := range freq {
		sorted[i] = uint64(max(f, 1))<<16 | uint64(i)
	}
	slices.Sort(sorted[:n])
	for i := range n {
		weight[i] = sorted[i] >> 16
	}
	leaf, node := 0, n
	for next := n; next < 2*n-1; next++ {
		for range 2 {
			k := &node
			if leaf < n && (node >= next || weight[leaf] <= weight[node]) {
				k = &leaf
			}
			weight[next] += weight[*k]
			parent[*k] = uint16(next)
			*k++
		}
	}
	var depth [2 * literals]uint8
	var number [literals]int // of leaves, by depth
	for i := 2*n - 3; i >= 0; i-- {
		depth[i] = depth[parent[i]] + 1
		if i < n {
			number[min(int(depth[i]), limit)]++
		}
	}
	shorten(number[:limit+1])
	i := 0
	for size := limit; size > 0; size-- {
		for range number[size] {
			out[sorted[i]&0xffff] = uint8(size)
			i++
		}
	}
}

// shorten makes numbers of codes by length possible again after cutting.
func shorten(number []int) {
	limit := len(number) - 1
	total := 0
	for size := 1; size <= limit; size++ {
		total += number[size] << (limit - size)
	}
	for ; total > 1<<limit; total-- {
		number[limit]--
		for size := limit - 1; size > 0; size-- {
			if number[size] > 0 {
				number[size]--
				number[size+1] += 2
				break
			}
		}
	}
}

// assign gives the canonical codes, in the bit order of deflate.
func assign(size []uint8, out []uint32) {
	var number, next [16]uint32
	for _, s := range size {
		number[s]++
	}
	number[0] = 0
	for s := 1; s < 16; s++ {
		next[s] = (next[s-1] + number[s-1]) << 1
	}
	for i, s := range size {
		if s > 0 {
			out[i] = uint32(bits.Reverse16(uint16(next[s]))>>(16-s)) | uint32(s)<<24
			next[s]++
		}
	}
}

// order of the lengths of the codes for lengths, as the format has it.
var order = [19]int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// header writes the beginning of a block that is not the last, with its codes.
func (c *codes) header(w *bitWriter) {
	var all [literals + dists]uint8
	copy(all[:], c.litLen[:])
	copy(all[literals:], c.distLen[:])
	var freq [19]uint32
	repeats(all[:], func(sym, _, _ int) { freq[sym]++ })
	var size [19]uint8
	var code [19]uint32
	lengths(freq[:], 7, size[:])
	assign(size[:], code[:])
	w.put(0|2<<1, 3)
	w.put(literals-257, 5)
	w.put(dists-1, 5)
	w.put(19-4, 4)
	for _, i := range order {
		w.put(uint64(size[i]), 3)
	}
	repeats(all[:], func(sym, bits, n int) {
		w.put(uint64(code[sym]&0xffffff), uint(code[sym]>>24))
		w.put(uint64(bits), uint(n))
	})
}

// repeats gives lengths of codes as symbols with extra bits: 16 repeats the last one 3 to 6 times.
func repeats(all []uint8, yield func(sym, bits, n int)) {
	for i := 0; i < len(all); {
		yield(int(all[i]), 0, 0)
		run := 1
		for i+run < len(all) && all[i+run] == all[i] {
			run++
		}
		i++
		for left := run - 1; left > 0; {
			n := min(left, 6)
			if n < 3 {
				break
			}
			yield(16, n-3, 2)
			left -= n
			i += n
		}
	}
}
