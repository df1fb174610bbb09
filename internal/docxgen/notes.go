package docxgen

import "fmt"

// reference makes a footnote, an endnote, or a comment on some text.
func (g *gen) reference(text string) string {
	if g.place == placeStory {
		return g.split(text)
	}
	if g.chance(3) {
		open, end := g.comment()
		return open + g.split(text) + end
	}
	kind := pick(g, "footnote", "endnote")
	return g.split(text) + fmt.Sprintf(`<w:r><w:%sReference w:id="%d"/></w:r>`, kind, g.newNote(kind, ""))
}

// comment gives the two ends of what a new comment is about.
func (g *gen) comment() (open, end string) {
	id := g.newNote("comment", " "+author)
	return fmt.Sprintf(`<w:commentRangeStart w:id="%d"/>`, id), fmt.Sprintf(`<w:commentRangeEnd w:id="%[1]d"/><w:r><w:commentReference w:id="%[1]d"/></w:r>`, id)
}

func (g *gen) newNote(kind, attrs string) (id int) {
	if g.notes == nil {
		g.notes = map[string]string{}
	}
	id = g.id()
	g.notes[kind] += fmt.Sprintf(`<w:%s w:id="%d"%s>%s</w:%[1]s>`, kind, id, attrs, g.note(kind))
	return id
}

// note is the content of a note or comment: text, sometimes a table. Parts of
// notes have no relationships here, so pictures and links stay out.
func (g *gen) note(kind string) string {
	s := para("", fmt.Sprintf(`<w:r><w:%sRef/></w:r>`, map[string]string{"footnote": "footnote", "endnote": "endnote", "comment": "annotation"}[kind])+g.split(g.value()))
	if g.chance(4) {
		s += para("", g.split(pick(g, inlines...)))
	}
	if g.chance(6) {
		s += para("", run("", "{{+"+pick(g, "正文", "话")+"}}"))
	}
	return s
}
