package docxtemplate

// numbering gives the w:numPr of an item of a list.
func (w *richWriter) numbering(l List) (string, error) { return "", nil }

func (r *run) mappedNum(id string) string {
	if r.graft != nil {
		if n, ok := r.graft.nums[id]; ok {
			return n
		}
	}
	return id
}

// mapNums translates the numbering in a piece of XML.
func (r *run) mapNums(g *graft, xml string) string { return xml }

// carryNumbering brings the lists of a sub-document along.
func (r *run) carryNumbering(g *graft) error { return nil }
