package docxgen

import "fmt"

// bookmark puts content into a bookmark, or into a range that some may edit.
func (g *gen) bookmark(content string) string {
	id := g.id()
	if g.chance(4) {
		return fmt.Sprintf(`<w:permStart w:id="%d" w:edGrp="everyone"/>%s<w:permEnd w:id="%[1]d"/>`, id, content)
	}
	return fmt.Sprintf(`<w:bookmarkStart w:id="%d" w:name="_b%[1]d"/>%s<w:bookmarkEnd w:id="%[1]d"/>`, id, content)
}

// marked makes blocks in a bookmark that begins in one paragraph and ends in another.
func (g *gen) marked(depth int) string {
	id := g.id()
	return para("", fmt.Sprintf(`<w:bookmarkStart w:id="%d" w:name="_b%[1]d"/>`, id)+g.split(g.words())) + g.blocks(depth-1) +
		para("", g.split(g.words())+fmt.Sprintf(`<w:bookmarkEnd w:id="%d"/>`, id))
}

// ends gives what stands before a block, at its beginning, at its end and behind
// it: a bookmark, or what a comment is about, may begin in one of these places and end in another.
func (g *gen) ends() (mark [4]string) {
	if !g.chance(3) {
		return mark
	}
	from := g.IntN(3)
	to := from + 1 + g.IntN(3-from)
	open, end := g.anyRange()
	mark[from] = para("", open+g.split(g.words()))
	mark[to] = para("", g.split(g.words())+end)
	return mark
}

func (g *gen) anyRange() (open, end string) {
	if g.place != placeStory && g.chance(2) {
		return g.comment()
	}
	id := g.id()
	return fmt.Sprintf(`<w:bookmarkStart w:id="%d" w:name="_b%[1]d"/>`, id), fmt.Sprintf(`<w:bookmarkEnd w:id="%d"/>`, id)
}

// lone makes the paragraph of a tag of a block; some comment on the tag.
func (g *gen) lone(tag string) string {
	if g.place == placeStory || !g.chance(6) {
		return para("", g.split(tag))
	}
	open, end := g.comment()
	return para("", open+g.split(tag)+end)
}
