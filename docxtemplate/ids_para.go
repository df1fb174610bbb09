package docxtemplate

import (
	"bytes"
	"slices"
	"strconv"
)

// Word numbers paragraphs and rows (w14:paraId) and their text (w14:textId) with
// eight hexadecimal digits below 80000000. The parts that follow comments and
// their answers name paragraphs by them, so the template's own stay where they
// are printed first, and each repetition has new ones.

const paraIDEnd = 1 << 31

// noteParaIDs takes the ids of a part, tags or not: no new one may be like them.
func (c *compiler) noteParaIDs(src []byte) {
	for _, name := range []string{":paraId=", ":textId="} {
		for rest := src; ; {
			i := bytes.Index(rest, []byte(name))
			if i < 0 {
				break
			}
			rest = rest[i+len(name):]
			if len(rest) < 9 {
				break
			}
			if n, err := strconv.ParseUint(string(rest[1:9]), 16, 32); err == nil {
				c.paraIDs = append(c.paraIDs, uint32(n))
			}
		}
	}
}

func sortedIDs(ids []uint32) []uint32 {
	slices.Sort(ids)
	return slices.Compact(ids)
}

// appendParaID appends an id that no paragraph of the frame has.
func (r *run) appendParaID(b []byte) []byte {
	for {
		r.nextPara = max(1, (r.nextPara+1)%paraIDEnd)
		for r.paraAt < len(r.paraIDs) && r.paraIDs[r.paraAt] < r.nextPara {
			r.paraAt++
		}
		if r.paraAt == len(r.paraIDs) || r.paraIDs[r.paraAt] != r.nextPara {
			break
		}
	}
	const hex = "0123456789ABCDEF"
	for shift := 28; shift >= 0; shift -= 4 {
		b = append(b, hex[r.nextPara>>shift&15])
	}
	return b
}
