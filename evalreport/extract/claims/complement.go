package claims

import (
	"slices"
	"strings"
)

// complement is two classes of names that leave nothing out between them: 男 and 女, 在职 and 离退休.
type complement [2][]string

// complete are the parts that by their names are all there are: some of either class of a complement, and none that is of
// neither, or a row of a scale. Traits (党员, 女性), which cut across such classes, do not count. It is nil when the names
// do not say so.
func complete(parts []*Claim) []*Claim {
	if onScale(parts) {
		return parts
	}
	if slices.ContainsFunc(parts, func(c *Claim) bool { return c.Kind != Count }) {
		return nil
	}
	var names []string
	for _, c := range parts {
		names = append(names, classed(c))
	}
	for _, p := range vocab().Complements {
		if in := p.among(parts, names); in != nil {
			return in
		}
	}
	return nil
}

// among are the parts that are of either class, if both are met; nil when there is one that is of neither, and no trait.
func (p complement) among(parts []*Claim, names []string) []*Claim {
	var in []*Claim
	var met [3]bool
	for i, c := range parts {
		class := p.class(names[i])
		if class == 0 {
			if !overlapping(parts[i : i+1]) {
				return nil
			}
			continue
		}
		met[class] = true
		in = append(in, c)
	}
	if !met[1] || !met[2] {
		return nil
	}
	return in
}

// onScale: the parts are three or more neighbours of one scale (一级, 二级, 三级), in either order, or ranges of age of which
// one is open (80-89岁, 90岁以上).
func onScale(parts []*Claim) bool {
	if len(parts) < 3 || parts[0].Kind != Count {
		return false
	}
	if agesOf(parts) {
		return true
	}
	return slices.ContainsFunc(vocab().Scales, func(scale []string) bool {
		at, step := -1, 0
		for i, c := range parts {
			name := trimFront(normal(c.Subject), vocab().Connectors)
			k := slices.IndexFunc(scale, func(w string) bool {
				return strings.HasPrefix(name, w) || len(name) > len(w) && strings.HasSuffix(name, w)
			})
			switch {
			case k < 0, i > 1 && k-at != step, i == 1 && k-at != 1 && k-at != -1:
				return false
			case i == 1:
				step = k - at
			}
			at = k
		}
		return true
	})
}

// agesOf: ranges of age with one that is open at its end.
func agesOf(parts []*Claim) bool {
	open := 0
	for _, c := range parts {
		switch name := normal(c.Subject); {
		case strings.HasSuffix(name, "岁"):
		case strings.HasSuffix(name, "岁以上"), strings.HasSuffix(name, "岁及以上"):
			open++
		default:
			return false
		}
	}
	return open == 1
}

// classed is the name by which a part is of a class: 新建 in 新建28个, and in 28个为新建.
func classed(c *Claim) string {
	name := trimFront(normal(c.Subject), vocab().Connectors)
	if name == "" || trimAny(name, vocab().Copulas) == "" {
		return strings.TrimPrefix(c.Noun, "为")
	}
	return name
}

// class is 1 or 2 for the class that a name belongs to, 0 for neither. The longer word wins: 不合格 is not 合格.
func (p complement) class(name string) int {
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
	if t.Kind != Count || t.Measure == "编制" || slices.ContainsFunc(parts, func(c *Claim) bool {
		return c.Unit != t.Unit || c.segment != t.segment || c.order > t.order+2 || c.Approx
	}) {
		return false
	}
	return within(total(parts), t.number(), 30) && complete(b.cs[i:i+2]) == nil && complete(parts) != nil
}

// among: 保护人口3.2万人、企业18家。保护人口中，城镇2.3万人，农村0.9万人 — a sentence that begins with the name of a figure
// and 中 tells of its parts.
func (b *summer) among() {
	for i := 1; i < len(b.cs); i++ {
		c := b.cs[i]
		if b.cs[i-1].segment == c.segment {
			continue
		}
		t := b.p.text
		start := c.tok.start
		for start > 0 && c.tok.start-start < 40 && !strings.ContainsRune("。;\n", t.runes[start-1]) {
			start--
		}
		name, _, ok := strings.Cut(normal(string(t.runes[start:c.tok.start])), "中,")
		if whole := b.called(name, i); ok && whole != nil && whole.Unit == c.Unit {
			b.group(whole, b.extent(i, whole), "其中", Unsure)
		}
	}
}

// called is the nearest figure before the i-th that goes by the name.
func (b *summer) called(name string, i int) *Claim {
	if len([]rune(name)) < 2 {
		return nil
	}
	for k := i - 1; k >= 0 && i-k < 12; k-- {
		if c := b.cs[k]; c.Canon == name || c.Noun == name || strings.HasSuffix(c.Canon, name) {
			return c
		}
	}
	return nil
}
