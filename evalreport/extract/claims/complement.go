package claims

import (
	"slices"
	"strings"
)

// complement is two classes of names that leave nothing out between them: 男 and 女, 在职 and 离退休.
type complement [2][]string

// complete are the parts that by their names are all there are: some of either class of a complement, and none that is of
// neither. Traits (党员, 女性), which cut across such classes, do not count. It is nil when the names do not say so.
func complete(parts []*Claim) []*Claim {
	for i := range vocab().Complements {
		p := &vocab().Complements[i]
		var in []*Claim
		var met [3]bool
		for _, c := range parts {
			if c.Kind != Count {
				return nil
			}
			class := p.class(c)
			if class == 0 && overlapping([]*Claim{c}) {
				continue
			}
			met[class] = true
			in = append(in, c)
		}
		if met[1] && met[2] && !met[0] {
			return in
		}
	}
	return nil
}

// class is 1 or 2 for the class that the name of a part belongs to, 0 for neither. The longer word wins: 不合格 is not 合格.
func (p *complement) class(c *Claim) int {
	name := trimFront(normal(c.Subject), vocab().Connectors)
	if name == "" || trimAny(name, vocab().Copulas) == "" { // 28个为新建
		name = strings.TrimPrefix(c.Noun, "为")
	}
	best, class := 0, 0
	for i, words := range p {
		for _, w := range words {
			if len(w) > best && (strings.HasPrefix(name, w) || len(w) > len("男") && strings.Contains(name, w)) {
				best, class = len(w), i+1
			}
		}
	}
	return class
}

// complements: 子项目14个，已验收11个，未验收3个 — nothing but the names of the next two figures says that they are its parts.
func (b *summer) complements(i int) bool {
	if i+2 >= len(b.cs) {
		return false
	}
	t, parts := b.cs[i], b.cs[i+1:i+3]
	if t.Kind != Count || complete(b.cs[i:i+2]) != nil || complete(parts) == nil || !within(total(parts), t.number(), 30) {
		return false
	}
	return !slices.ContainsFunc(parts, func(c *Claim) bool {
		return c.Unit != t.Unit || c.segment != t.segment || c.order > t.order+2 || c.Approx
	})
}
