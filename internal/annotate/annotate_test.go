package annotate_test

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/evalreport/go/internal/annotate"
	"github.com/evalreport/go/internal/doclint"
	dx "github.com/evalreport/go/internal/docxtest"
)

// about is a range from the first of one word to the end of another, which may be the same; no second word: an empty range.
type about struct{ from, to string }

func on(word string) about { return about{word, word} }

// annotated comments on words of a document: 批0 on the first, and so on.
func annotated(t *testing.T, src []byte, list ...about) []byte {
	t.Helper()
	doc, err := annotate.Open(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	var comments []annotate.Comment
	for i, a := range list {
		from := bytes.Index(doc.Text, []byte(a.from))
		to := from + max(0, bytes.Index(doc.Text[from:], []byte(a.to))) + len(a.to)
		comments = append(comments, annotate.Comment{From: from, To: to, Author: "检查", Initials: "检", Lines: []string{"批" + string(rune('0'+i))}})
	}
	return written(t, doc, comments)
}

func written(t *testing.T, doc *annotate.Document, comments []annotate.Comment) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := doc.Write(&out, comments); err != nil {
		t.Fatal(err)
	}
	if faults := doclint.Check(out.Bytes()); len(faults) > 0 {
		t.Errorf("%q\n%s", faults, dx.Part(out.Bytes(), "word/document.xml"))
	}
	return out.Bytes()
}

var mark = regexp.MustCompile(`<(\w+:)comment(RangeStart|RangeEnd|Reference) \w+:id="(\d+)"/>`)

// shown is the text of the main document; [n and n] are the ends of what comment n is about, *n is its mark.
func shown(docx []byte) string {
	return dx.Show(mark.ReplaceAllStringFunc(dx.Part(docx, "word/document.xml"), func(s string) string {
		m := mark.FindStringSubmatch(s)
		text := strings.NewReplacer("w:", m[1])
		switch m[2] {
		case "RangeStart":
			return text.Replace(dx.R("[" + m[3]))
		case "RangeEnd":
			return text.Replace(dx.R(m[3] + "]"))
		default:
			return text.Replace(`<w:t>*` + m[3] + `</w:t>`)
		}
	}))
}

func TestPositions(t *testing.T) {
	run := func(props, text string) string {
		return `<w:r><w:rPr>` + props + `</w:rPr><w:t>` + text + `</w:t></w:r>`
	}
	for _, tt := range []struct {
		name, body string
		on         []about
		want       string
	}{
		{"in a run", dx.P("支出甲万元"), []about{on("甲")}, "支出[0甲0]*0万元"},
		{"a whole run", dx.Runs("支出", "甲", "万元"), []about{on("甲")}, "支出[0甲0]*0万元"},
		{"over runs", dx.Runs("支出甲", "点", "乙万元"), []about{{"甲", "乙"}}, "支出[0甲点乙0]*0万元"},
		{"from the middle of a bold run", `<w:p>` + run("<w:b/>", "支出甲") + run("<w:i/>", "乙万元") + `</w:p>`, []about{{"甲", "乙"}}, "支出[0甲乙0]*0万元"},
		{"over a break and a tab", `<w:p><w:r><w:t>支出</w:t><w:br/><w:t>甲</w:t><w:tab/><w:t>乙万元</w:t></w:r></w:p>`, []about{{"甲", "乙"}}, "支出⏎[0甲→乙0]*0万元"},
		{"escaped characters", dx.P("a & b < c > d"), []about{on("b &lt; c")}, "a & [0b < c0]*0 > d"},
		{"up to an escaped character", dx.P("甲&乙"), []about{on("甲&amp;")}, "[0甲&0]*0乙"},
		{"in a cell", dx.Table(2, dx.Row("甲", "乙丙丁")) + dx.P("尾"), []about{on("丙")}, "| 甲 | 乙[0丙0]*0丁 |\n尾"},
		{"in a nested table", dx.Table(1, dx.RowOf(`<w:tc>`+dx.Table(1, dx.Row("内"))+dx.P("外")+`</w:tc>`)) + dx.P("尾"), []about{on("内")}, "| [[0内0]*0]/外 |\n尾"},
		{"over the end of a paragraph", dx.P("甲乙") + dx.P("丙丁"), []about{{"乙", "丙"}}, "甲[0乙0]*0\n丙丁"},
		{"over cells", dx.Table(2, dx.Row("甲", "乙")) + dx.P("尾"), []about{{"甲", "乙"}}, "| [0甲0]*0 | 乙 |\n尾"},
		{"two that overlap", dx.P("甲乙丙丁"), []about{{"甲", "丙"}, {"乙", "丁"}}, "[0甲[1乙丙0]*0丁1]*1"},
		{"one in the other", dx.P("甲乙丙"), []about{{"甲", "丙"}, on("乙")}, "[0甲[1乙1]*1丙0]*0"},
		{"two on the same", dx.P("甲乙丙"), []about{on("乙"), on("乙")}, "甲[0[1乙0]*01]*1丙"},
		{"one behind the other", dx.P("甲乙丙"), []about{on("甲"), on("乙")}, "[0甲0]*0[1乙1]*1丙"},
		{"in reverse order", dx.P("甲乙丙"), []about{on("丙"), on("甲")}, "[1甲1]*1乙[0丙0]*0"},
		{"empty, in a text", dx.P("甲乙丙"), []about{{"乙", ""}}, "甲[00]*0乙丙"},
		{"empty, at the end: the whole run", dx.P("甲") + dx.P("乙"), []about{{"</w:t>", ""}}, "[0甲0]*0\n乙"},
		{"an empty paragraph", dx.P("甲") + `<w:p/>`, []about{on("<w:p/>")}, "甲\n[00]*0"},
		{"between paragraphs", dx.P("甲") + `<w:bookmarkStart w:id="1" w:name="b"/><w:bookmarkEnd w:id="1"/>` + dx.P("乙"), []about{on("<w:bookmarkStart")}, "甲\n[00]*0乙"},
		{"behind the last paragraph", dx.P("甲") + dx.P("乙") + `<w:sectPr/>`, []about{on("<w:sectPr")}, "甲\n[0乙0]*0"},
		{"properties of a paragraph", `<w:p><w:pPr><w:jc w:val="center"/></w:pPr>` + dx.R("甲") + `</w:p>`, []about{on("center")}, "[00]*0甲"},
		{"a link is covered whole", `<w:p>` + dx.R("见") + `<w:hyperlink w:anchor="b">` + dx.R("甲乙") + `</w:hyperlink>` + dx.R("尾") + `</w:p>`, []about{on("乙")}, "见[0甲乙0]*0尾"},
		{"inserted text is covered whole", `<w:p>` + dx.R("头") + `<w:ins w:id="9" w:author="a">` + dx.R("甲乙") + `</w:ins></w:p>`, []about{on("乙")}, "头[0甲乙0]*0"},
		{"a content control", `<w:sdt><w:sdtContent>` + dx.P("甲乙") + `</w:sdtContent></w:sdt>`, []about{on("乙")}, "甲[0乙0]*0"},
		{"a text box stands for its paragraph", `<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>` + dx.P("内") + `</w:txbxContent></v:textbox></v:shape></w:pict></w:r>` + dx.R("外") + `</w:p>`, []about{on("内")}, "内\n[00]*0外"},
		{"no paragraph", `<w:sectPr/>`, []about{on("<w:sectPr")}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out := annotated(t, dx.Doc{Body: tt.body}.Bytes(), tt.on...)
			if got := shown(out); got != tt.want {
				t.Errorf("got  %q\nwant %q\n%s", got, tt.want, dx.Part(out, "word/document.xml"))
			}
			var want []string
			for i := range tt.on {
				want = append(want, "批"+string(rune('0'+i)))
			}
			if got := dx.Text(out, "word/comments.xml"); tt.want != "" && got != strings.Join(want, "\n") {
				t.Errorf("comments: %q", got)
			}
			if plain := mark.ReplaceAllString(dx.Part(out, "word/document.xml"), ""); strings.ReplaceAll(dx.Show(plain), "\n", "") != strings.ReplaceAll(dx.Show(dx.Part(dx.Doc{Body: tt.body}.Bytes(), "word/document.xml")), "\n", "") {
				t.Errorf("the text changed: %q", dx.Show(plain))
			}
		})
	}
}

// TestFormatStays: both halves of a run that is cut look as the whole did, and keep the white space between them.
func TestFormatStays(t *testing.T) {
	out := annotated(t, dx.Doc{Body: `<w:p><w:r w:rsidR="00AA"><w:rPr><w:b/></w:rPr><w:t>甲 乙</w:t></w:r></w:p>`}.Bytes(), on("乙"))
	want := `<w:p><w:r w:rsidR="00AA"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">甲 </w:t></w:r><w:commentRangeStart w:id="0"/>` +
		`<w:r w:rsidR="00AA"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">乙</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>`
	if got := dx.Part(out, "word/document.xml"); !strings.Contains(got, want) {
		t.Errorf("got %s", got)
	}
}

// TestWords: whatever a comment says, Word shows it as it is.
func TestWords(t *testing.T) {
	src := dx.Doc{Body: dx.P("甲")}.Bytes()
	doc, err := annotate.Open(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	out := written(t, doc, []annotate.Comment{
		{Author: `财政局 "A&B"`, Initials: "<财>", Lines: []string{"应为 a < b & c > d", "  第二段\n还是第二段\x01"}},
		{Author: "甲", Initials: "甲"},
	})
	if got, want := dx.Text(out, "word/comments.xml"), "应为 a < b & c > d\n  第二段 还是第二段\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := dx.Part(out, "word/comments.xml"); !strings.Contains(got, `w:author="财政局 &quot;A&amp;B&quot;" w:initials="&lt;财&gt;"`) {
		t.Errorf("author: %s", got)
	}
}

// TestExistingComments: old comments stay, new ones follow with ids that neither they nor their anchors have.
func TestExistingComments(t *testing.T) {
	old := `<w:commentRangeStart w:id="7"/>` + dx.R("甲乙") + `<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>`
	for name, tt := range map[string]struct{ comments, body, want, texts string }{
		"some":     {`<w:comment w:id="7" w:author="a">` + dx.P("旧") + `</w:comment>`, `<w:p>` + old + `</w:p>`, "[7甲[8乙8]*87]*7", "旧\n批0"},
		"none":     {``, dx.P("甲乙"), "甲[0乙0]*0", "批0"},
		"orphaned": {`<w:comment w:id="12" w:author="a">` + dx.P("旧") + `</w:comment>`, dx.P("甲乙"), "甲[13乙13]*13", "旧\n批0"},
		"closed":   {dx.Head + `<q:comments xmlns:q="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>`, dx.P("甲乙"), "甲[0乙0]*0", "批0"},
	} {
		t.Run(name, func(t *testing.T) {
			src := dx.Doc{Body: tt.body, Parts: map[string]string{"word/comments.xml": tt.comments}}.Bytes()
			out := annotated(t, src, on("乙"))
			if got := shown(out); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if got := dx.Text(out, "word/comments.xml"); got != tt.texts {
				t.Errorf("comments %q, want %q", got, tt.texts)
			}
			for _, part := range []string{"[Content_Types].xml", "word/_rels/document.xml.rels"} {
				if dx.Part(out, part) != dx.Part(src, part) {
					t.Errorf("%s changed", part)
				}
			}
		})
	}
}

// TestNewPart: the part of the comments is related to, typed, and in the namespace of its document.
func TestNewPart(t *testing.T) {
	strict := strings.NewReplacer("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main",
		"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")
	for name, tt := range map[string]struct {
		edit        func(part, content string) string
		space, rel  string
		wantInText  string
		commentPart string
	}{
		"transitional": {func(_, s string) string { return s }, "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments", "<w:commentRangeStart w:id=", "word/comments.xml"},
		"strict":       {func(_, s string) string { return strict.Replace(s) }, "http://purl.oclc.org/ooxml/wordprocessingml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships/comments", "<w:commentRangeStart w:id=", "word/comments.xml"},
		"another prefix": {func(part, s string) string {
			return strings.NewReplacer("<w:", "<x:", "</w:", "</x:", " w:", " x:", "xmlns:w=", "xmlns:x=").Replace(s)
		}, "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments", "<x:commentRangeStart x:id=", "word/comments.xml"},
		"no relationships": {func(part, s string) string {
			if part == "word/_rels/document.xml.rels" {
				return ""
			}
			return s
		}, "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments", "<w:commentRangeStart w:id=", "word/comments.xml"},
	} {
		t.Run(name, func(t *testing.T) {
			out := annotated(t, edited(t, dx.Doc{Body: dx.P("甲乙丙")}.Bytes(), tt.edit), on("乙"))
			if got := shown(out); got != "甲[0乙0]*0丙" {
				t.Errorf("got %q", got)
			}
			if got := dx.Part(out, "word/document.xml"); !strings.Contains(got, tt.wantInText) {
				t.Errorf("no %s in %s", tt.wantInText, got)
			}
			if got := dx.Part(out, tt.commentPart); !strings.Contains(got, `="`+tt.space+`"`) || dx.Show(got) != "批0" {
				t.Errorf("comments %s", got)
			}
			if got := dx.Part(out, "word/_rels/document.xml.rels"); !strings.Contains(got, `Type="`+tt.rel+`" Target="/`+tt.commentPart+`"`) {
				t.Errorf("relationships %s", got)
			}
			if got := dx.Part(out, "[Content_Types].xml"); strings.Count(got, `PartName="/`+tt.commentPart+`"`) != 1 {
				t.Errorf("types %s", got)
			}
		})
	}
}

// TestOtherPartsStay compares every part that has nothing to do with comments; without comments that is every part.
func TestOtherPartsStay(t *testing.T) {
	src := dx.Doc{Body: dx.P("甲"), Parts: map[string]string{"word/header1.xml": dx.P("页眉"), "word/styles.xml": "", "word/media/a.png": "\x89PNG"}}.Bytes()
	for _, list := range [][]about{nil, {on("甲")}} {
		out := annotated(t, src, list...)
		n := 0
		edited(t, src, func(part, was string) string {
			about := part == "word/document.xml" || part == "[Content_Types].xml" || part == "word/_rels/document.xml.rels"
			if is := dx.Part(out, part); is != was && (len(list) == 0 || !about) {
				t.Errorf("%d comments: %s changed", len(list), part)
			}
			n++
			return was
		})
		if n != 7 {
			t.Errorf("%d parts", n)
		}
	}
}

func TestNoDocument(t *testing.T) {
	if _, err := annotate.Open(strings.NewReader("abc"), 3); err == nil {
		t.Error("no error")
	}
}

// edited gives a document with its parts changed; an empty part is left out.
func edited(t *testing.T, docx []byte, edit func(part, content string) string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range in.File {
		s := edit(f.Name, dx.Part(docx, f.Name))
		if s == "" {
			continue
		}
		w, err := z.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, s); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
