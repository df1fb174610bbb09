package form

import (
	"fmt"
	"slices"
	"strings"

	"github.com/evalreport/go/evalreport"
)

// Recognise finds the profile that a report which was read in follows: the one whose headings of the first level all stand
// in it, in the prescribed order, or all but one. Of two that fit equally well the default one is taken, since it is what
// the others were made from; if it is not among them, or none fits, there is no profile, and nothing is guessed.
func (l *Library) Recognise(r *evalreport.Report) (*Profile, error) {
	if len(r.Outline) == 0 {
		return nil, nil
	}
	all, err := l.Profiles()
	if err != nil {
		return nil, err
	}
	printed := make([]string, len(r.Outline))
	for i, e := range r.Outline {
		printed[i] = headingWords(e.Heading)
	}
	var best []*Profile
	most := 0
	for _, p := range all {
		found, prescribed := p.headingsIn(printed, r.Meta.Year)
		if prescribed < fewestHeadings || found < prescribed-1 || found < most {
			continue
		}
		if found > most {
			best, most = nil, found
		}
		best = append(best, p)
	}
	switch i := slices.IndexFunc(best, func(p *Profile) bool { return p.ID == DefaultProfile }); {
	case i >= 0:
		return best[i], nil
	case len(best) == 1:
		return best[0], nil
	}
	return nil, nil
}

// fewestHeadings is how many headings of the first level make an outline one of its own.
const fewestHeadings = 4

// headingsIn counts the profile's headings of the first level, and those of them that stand among the printed ones in the
// prescribed order.
func (p *Profile) headingsIn(printed []string, year int) (found, prescribed int) {
	for _, s := range p.Sections {
		if s.Level != 1 || s.Heading == "" {
			continue
		}
		prescribed++
		want := headingWords(strings.ReplaceAll(s.Heading, "{{年度}}", fmt.Sprint(year)))
		if at := slices.Index(printed, want); at >= 0 {
			printed = printed[at+1:]
			found++
		}
	}
	return found, prescribed
}

// headingWords are the words of a heading without its number, which bureaus mistype, and without what typing varies.
func headingWords(heading string) string {
	s := strings.NewReplacer(" ", "", "\u3000", "", "（", "(", "）", ")", "。", "", "：", "", ":", "").Replace(heading)
	if number, words, ok := strings.Cut(s, "、"); ok && strings.Trim(number, "0123456789一二三四五六七八九十") == "" {
		return words
	}
	return s
}
