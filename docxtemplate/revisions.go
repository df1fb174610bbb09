package docxtemplate

import "bytes"

// Revisions says how tracked changes of a template are taken.
type Revisions uint8

const (
	RevisionsAccepted Revisions = iota // as if they were accepted: what is deleted holds no tags
	RevisionsWarned                    // the same, and Lint names each place where it matters
)

// lintRevisions warns of tags that stand in an insertion, and of deleted ones.
func (c *compiler) lintRevisions(s *source) {
	if c.cfg.Revisions != RevisionsWarned {
		return
	}
	for _, u := range s.units {
		for _, t := range u.tags {
			for i := t.firstAtom; i <= t.lastAtom && i < len(u.atoms); i++ {
				if s.inserted(u.atoms[i].node) {
					c.warn(u, t.from, t.to, "tag-in-revision", "标签在修订插入的文字里，按已接受修订处理", "请在“审阅”里接受或拒绝这处修订")
					break
				}
			}
		}
	}
	for n := range s.nodes {
		nd := &s.nodes[n]
		if nd.kind != kindDel || !bytes.Contains(s.src[nd.open:nd.close], []byte("{")) {
			continue
		}
		for _, u := range s.units {
			if u.para && s.nodes[u.node].start <= nd.start && nd.end <= s.nodes[u.node].end {
				c.warn(u, 0, 0, "deleted-tag", "这一段里修订删除的文字含有标签，按已删除处理", "请在“审阅”里接受或拒绝这处修订")
				break
			}
		}
	}
}

// inserted reports whether a node stands in a tracked insertion.
func (s *source) inserted(n int32) bool {
	for ; n >= 0 && s.nodes[n].kind != kindPara; n = s.nodes[n].parent {
		if nd := &s.nodes[n]; nd.space == spaceW && (nd.name == "ins" || nd.name == "moveTo") {
			return true
		}
	}
	return false
}
