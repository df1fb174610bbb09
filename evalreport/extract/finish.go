package extract

import (
	"regexp"
	"slices"
	"strings"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/internal/document"
)

// expected lists what every report says, whatever its kind.
var expected = []string{"meta.unit", "meta.year", "meta.kind", "meta.title", "meta.date", "result.score", "result.grade"}

// finish settles what depends on everything else.
func (b *builder) finish() {
	b.unitName()
	b.derived()
	b.attached()
	for _, r := range b.doc.Residue {
		b.res.Residue = append(b.res.Residue, Residue{Kind: string(r.Kind), Text: r.Text, Place: b.res.place(r.Place, r.Text)})
	}
	b.margins()
	b.second()
	for _, p := range b.doc.Problems {
		b.res.Unread = append(b.res.Unread, Unread{Text: p.Code, Reason: p.Msg, Place: b.res.place(p.Place, "")})
	}
	if len(b.r.Outline) > 0 && (b.r.Meta.Title != "" || len(b.res.Forms) == 0) {
		for _, path := range expected {
			if v, ok := evalreport.Lookup(b.r, path); ok && v.IsZero() {
				b.res.Missed = append(b.res.Missed, Missed{Path: path, Label: evalreport.Label(b.r, path)})
			}
		}
	}
}

var reportTitle = regexp.MustCompile(`(?:绩效|评价|自评).*报告$`)

// second says where another report begins in the same file: a title, and the numbers of its chapters begin anew.
func (b *builder) second() {
	chapters := 0
	for _, s := range b.tree.Sections {
		if s.Heading.Number.Kind != document.Chinese || s.Heading.Number.Value != 1 {
			continue
		}
		if chapters++; chapters == 1 {
			continue
		}
		for i := s.From - 1; i >= max(0, s.From-6); i-- {
			p, ok := b.doc.Blocks[i].(*document.Paragraph)
			if !ok || i >= b.attach.From && i < b.attach.To {
				break
			}
			text := fold(p.Text)
			if len([]rune(text)) > 45 || !reportTitle.MatchString(text) || strings.ContainsAny(text, "。,;:") || listNumber.MatchString(p.Text) {
				continue
			}
			b.res.Unread = append(b.res.Unread, Unread{Text: clip(p.Text), Reason: "文件里好像不止一份报告，从这里起像是另一份；同一栏只读先出现的，请分成几个文件分别读入", Place: b.res.place(p.Place, p.Text)})
			break
		}
	}
}

// onlyNumbers is what a header or footer prints of the page: - 3 -, 第 3 页 共 9 页.
var onlyNumbers = regexp.MustCompile(`^[\s\d第页共/／·.\-—–－─|]*$`)

// margins lists what headers and footers say: page numbers and the report's own title are left out, other words are unread.
func (b *builder) margins() {
	seen := map[string]bool{}
	title := fold(b.r.Meta.Title)
	for _, s := range slices.Concat(b.doc.Headers, b.doc.Footers) {
		for _, p := range document.Paragraphs(s.Blocks) {
			text := fold(p.Text)
			if text == "" || seen[text] {
				continue
			}
			seen[text] = true
			place := b.res.place(p.Place, p.Text)
			if onlyNumbers.MatchString(p.Text) || strings.Contains(title, text) || text == fold(b.r.Meta.Unit) {
				b.res.Residue = append(b.res.Residue, Residue{Kind: string(document.Chrome), Text: p.Text, Place: place})
				continue
			}
			b.res.Unread = append(b.res.Unread, Unread{Text: clip(p.Text), Reason: "页眉或页脚里的话，没有读入报告，如有需要请填到相应的栏目", Place: place})
		}
	}
}

// derived reads figures that stand in the words of another field.
func (b *builder) derived() {
	for _, d := range b.k.words.Derived {
		v, ok := evalreport.Lookup(b.r, d.From)
		if !ok || v.String() == "" {
			continue
		}
		pattern, err := regexp.Compile(d.Pattern)
		if err != nil {
			continue
		}
		if m := pattern.FindStringSubmatch(v.String()); m != nil {
			b.writer().put(d.To, m[1], b.res.Origins[d.From])
		}
	}
}

// attached joins the entries of the list of attachments to the forms that were read.
func (b *builder) attached() {
	used := map[string]bool{}
	for i := range b.r.Attachments {
		a := &b.r.Attachments[i]
		title := fold(a.Title)
		for _, f := range b.res.Forms {
			same := strings.Contains(title, fold(f.Name))
			if v, ok := evalreport.Lookup(b.r, f.Path+".title"); ok && v.String() != "" {
				same = strings.Contains(title, fold(v.String()))
			}
			if same && !used[f.Path] {
				a.Form, used[f.Path] = f.Path, true
				break
			}
		}
	}
}
