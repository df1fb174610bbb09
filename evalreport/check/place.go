package check

import (
	"cmp"
	"strings"

	"github.com/evalreport/go/evalreport"
)

// placeOf is where to look for what stands at a path: its own place, or that of what encloses it. What was never read, a
// blank cell or a missing line, has neither; then it is where the first of its neighbours was read, to the row or
// paragraph, and without their words. When nothing of the same section was read, only the file is known.
func (p *Pass) placeOf(path string) evalreport.Place {
	if place, ok := p.Origins.Of(path); ok || len(p.Origins) == 0 {
		return place
	}
	for {
		at := p.firstBelow(path)
		i := strings.LastIndexAny(path, ".[")
		switch {
		case at == (evalreport.Place{}) && i >= 0:
			path = path[:i]
		case at == (evalreport.Place{}):
			at = p.firstBelow("")
			return evalreport.Place{File: at.File, Part: at.Part}
		default:
			return at
		}
	}
}

// firstBelow is the first row or paragraph in which something below a path was read; the empty path is the report.
func (p *Pass) firstBelow(path string) evalreport.Place {
	if at, known := p.near[path]; known {
		return at
	}
	var first evalreport.Place
	for below, at := range p.Origins {
		rest, ok := strings.CutPrefix(below, path)
		if !ok || path != "" && !strings.HasPrefix(rest, ".") && !strings.HasPrefix(rest, "[") {
			continue
		}
		at.Cell, at.Run, at.Start, at.End, at.Quote = 0, 0, 0, 0, ""
		if at.Table > 0 {
			at.Paragraph = 0 // counted inside the cell
		}
		if first == (evalreport.Place{}) || comparePlaces(at, first) < 0 {
			first = at
		}
	}
	if p.near == nil {
		p.near = map[string]evalreport.Place{}
	}
	p.near[path] = first
	return first
}

func comparePlaces(a, b evalreport.Place) int {
	return cmp.Or(
		cmp.Compare(a.File, b.File), cmp.Compare(a.Part, b.Part),
		cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
		cmp.Compare(a.Table, b.Table), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Paragraph, b.Paragraph),
		cmp.Compare(a.Section, b.Section),
	)
}
