package docxtemplate

import (
	"regexp"
	"strings"
	"testing"

	dx "github.com/evalreport/go/internal/docxtest"
)

// commented is a paragraph whose text a comment is about.
func commented(id, text string) string {
	return `<w:p><w:commentRangeStart w:id="` + id + `"/>` + dx.R(text) + `<w:commentRangeEnd w:id="` + id + `"/><w:r><w:commentReference w:id="` + id + `"/></w:r></w:p>`
}

func commentXML(id, author, text string) string {
	return `<w:comment w:id="` + id + `" w:author="` + author + `" w:date="2024-03-01T09:00:00Z" w:initials="` + author + `"><w:p w14:paraId="0000000` + id + `" w14:textId="77777777">` + dx.R(text) + `</w:p></w:comment>`
}

// comments lists number, author and text of each comment.
func comments(b []byte) string {
	var out []string
	for _, m := range regexp.MustCompile(`(?s)<w:comment [^>]*?w:id="(\d+)"[^>]*?w:author="([^"]*)" w:date="2024-03-01T09:00:00Z"[^>]*>(.*?)</w:comment>`).FindAllStringSubmatch(dx.Part(b, "word/comments.xml"), -1) {
		out = append(out, m[1]+" "+m[2]+":"+regexp.MustCompile(`<[^>]*>`).ReplaceAllString(m[3], ""))
	}
	return strings.Join(out, ", ")
}

// anchors lists the anchors of comments in the main document: ( start, ) end, * reference.
func anchors(b []byte) string {
	var out []string
	for _, m := range regexp.MustCompile(`<w:comment(RangeStart|RangeEnd|Reference) w:id="(\d+)"/>`).FindAllStringSubmatch(dx.Part(b, "word/document.xml"), -1) {
		out = append(out, m[2]+map[string]string{"RangeStart": "(", "RangeEnd": ")", "Reference": "*"}[m[1]])
	}
	return strings.Join(out, " ")
}

// TestCommentsInLoops gives each repetition a comment of its own, with its values.
func TestCommentsInLoops(t *testing.T) {
	tests := []struct{ name, body, comments, wantAnchors, wantComments string }{
		{"paragraphs", dx.P("{{循环 列表}}") + commented("1", "{{名称}}") + dx.P("{{结束}}"), commentXML("1", "张", "请核对{{注}}"),
			"2( 2) 2* 3( 3) 3*", "2 张:请核对甲注, 3 张:请核对乙注"},
		{"rows", dx.Table(1, dx.RowOf(`<w:tc>`+commented("1", "{{列表.名称}}")+`</w:tc>`)), commentXML("1", "张", "同一句"),
			"2( 2) 2* 3( 3) 3*", "2 张:同一句, 3 张:同一句"},
		{"outside stays", commented("1", "{{单位}}") + dx.P("{{循环 列表}}") + commented("2", "{{名称}}") + dx.P("{{结束}}"),
			commentXML("1", "张", "{{单位}}") + commentXML("2", "李", "{{名称}}"), "1( 1) 1* 3( 3) 3* 4( 4) 4*", "1 张:甲局, 3 李:一, 4 李:二"},
		{"point", dx.P("{{循环 列表}}") + `<w:p>` + dx.R("{{名称}}") + `<w:r><w:commentReference w:id="1"/></w:r></w:p>` + dx.P("{{结束}}"), commentXML("1", "张", "{{名称}}"),
			"2* 3*", "2 张:一, 3 张:二"},
		{"across the border of a loop", `<w:p><w:commentRangeStart w:id="1"/>` + dx.R("头") + `</w:p>` + dx.P("{{循环 列表}}") +
			`<w:p>` + dx.R("{{名称}}") + `<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:p>` + dx.P("{{结束}}"), commentXML("1", "张", "全部"),
			"2( 2) 2* 3( 3) 3*", "2 张:全部, 3 张:全部"},
		{"tags of a loop", commented("1", "{{循环 列表}}") + dx.P("{{名称}}") + commented("2", "{{结束}}"), commentXML("1", "张", "{{没有的名字}}") + commentXML("2", "李", "到此"), "", ""},
		{"tag of a loop in words", `<w:p><w:commentRangeStart w:id="1"/>` + dx.R("{{循环 列表}}") + `<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>` + dx.R("{{名称}}{{结束}}") + `</w:p>`,
			commentXML("1", "张", "每个"), "2( 2) 2* 3( 3) 3*", "2 张:每个, 3 张:每个"},
		{"content", commented("1", "{{+单位}}"), commentXML("1", "张", "这里是单位"), "", ""},
		{"no element", dx.P("{{循环 空列表}}") + commented("1", "x") + dx.P("{{结束}}") + dx.P("尾"), commentXML("1", "张", "x"), "", ""},
		{"paragraph taken back", `<w:p>` + dx.R("{{循环 列表}}{{循环 子}}") + `<w:commentRangeStart w:id="1"/>` + dx.R("{{名称}}") + `<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>` + dx.R("{{结束}}{{结束}}") + `</w:p>`,
			commentXML("1", "张", "x"), "2( 2) 2* 3( 3) 3*", "2 张:x, 3 张:x"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := dx.Doc{Body: tt.body, Parts: map[string]string{"word/comments.xml": tt.comments}}
			b := fill(t, Config{}, d, strings.Replace(noteData, `{"单位"`, `{"空列表":[],"单位"`, 1))
			if got := anchors(b); got != tt.wantAnchors {
				t.Errorf("anchors %q, want %q", got, tt.wantAnchors)
			}
			if got := comments(b); got != tt.wantComments {
				t.Errorf("comments %q, want %q", got, tt.wantComments)
			}
		})
	}
}

// TestCommentsOfSubDocuments brings the comments of documents inside a document along, with author and date.
func TestCommentsOfSubDocuments(t *testing.T) {
	sub := styled(commented("0", "附件{{名}}"), portrait)
	sub.Parts["word/comments.xml"] = commentXML("0", "王", "核对{{名}}")
	src := compileDoc(t, Config{}, sub)
	docs := []any{Document{Template: src, Data: map[string]any{"名": "甲"}}, Document{Template: src, Data: map[string]any{"名": "乙"}, Inline: true}}
	finished := styled(commented("5", "定稿"), portrait)
	finished.Parts["word/comments.xml"] = commentXML("4", "无", "没有引用") + commentXML("5", "赵", "{{不是标签}}")
	raw := finished.Bytes()
	docx, err := ReadDocx(bytesReader(raw), int64(len(raw)), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	docs = append(docs, docx)
	frame := func(own string) dx.Doc {
		d := styled(commented("3", "正文")+dx.P("{{+附件}}"), portrait)
		if own == "" {
			d = styled(dx.P("{{+附件}}"), portrait)
		} else {
			d.Parts["word/comments.xml"] = own
		}
		return d
	}
	for _, tt := range []struct{ name, own, wantAnchors, wantComments string }{
		{"frame without comments", "", "2( 2) 2* 3( 3) 3* 4( 4) 4*", "2 王:核对甲, 3 王:核对乙, 4 赵:{{不是标签}}"},
		{"frame with comments", commentXML("3", "张", "主"), "3( 3) 3* 4( 4) 4* 5( 5) 5* 6( 6) 6*", "3 张:主, 4 王:核对甲, 5 王:核对乙, 6 赵:{{不是标签}}"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := execute(t, compileDoc(t, Config{}, frame(tt.own)), map[string]any{"附件": docs})
			if got := anchors(b); got != tt.wantAnchors {
				t.Errorf("anchors %q, want %q", got, tt.wantAnchors)
			}
			if got := comments(b); got != tt.wantComments {
				t.Errorf("comments %q, want %q", got, tt.wantComments)
			}
			if !strings.Contains(dx.Part(b, "[Content_Types].xml"), "comments+xml") || !strings.Contains(dx.Part(b, "word/_rels/document.xml.rels"), "comments.xml") {
				t.Error("the part of the comments is not part of the package")
			}
			all := regexp.MustCompile(`paraId="(\w+)"`).FindAllStringSubmatch(dx.Part(b, "word/comments.xml"), -1)
			seen := map[string]bool{}
			for _, m := range all {
				if seen[m[1]] {
					t.Errorf("paraId %s twice", m[1])
				}
				seen[m[1]] = true
			}
		})
	}
}

// TestParaIDs keeps the ids of paragraphs and rows, and those that comments are
// followed by, unique over all parts.
func TestParaIDs(t *testing.T) {
	extended := `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:commentEx w15:paraId="00000002" w15:done="1"/></w15:commentsEx>`
	d := dx.Doc{Body: `<w:p w14:paraId="00000001" w14:textId="77777777">` + dx.R("{{单位}}") + `</w:p>` +
		`<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="1000"/></w:tblGrid><w:tr w14:paraId="00000003" w14:textId="77777777"><w:tc><w:p w14:paraId="7FFFFFFF" w14:textId="77777777">` + dx.R("{{列表.名称}}") + `</w:p></w:tc></w:tr></w:tbl>` +
		dx.P("{{循环 列表}}") + commented("2", "x") + dx.P("{{结束}}"),
		Parts: map[string]string{"word/comments.xml": commentXML("2", "张", "x"), "word/ext/threads.xml": extended,
			"word/header1.xml": `<w:p w14:paraId="00000004" w14:textId="00000005">` + dx.R("页眉") + `</w:p>`}}
	b := fill(t, Config{}, d, noteData)
	seen := map[string]int{}
	for _, part := range []string{"word/document.xml", "word/comments.xml", "word/header1.xml"} {
		for _, m := range regexp.MustCompile(`paraId="(\w+)"`).FindAllStringSubmatch(dx.Part(b, part), -1) {
			if seen[m[1]]++; seen[m[1]] > 1 || m[1] >= "80000000" || len(m[1]) != 8 {
				t.Errorf("paraId %s stands %d times", m[1], seen[m[1]])
			}
		}
	}
	for _, want := range []string{"00000001", "00000002", "00000003", "00000004", "7FFFFFFF"} {
		if seen[want] != 1 {
			t.Errorf("the template's %s is lost", want)
		}
	}
	if len(seen) != 8 { // two rows, two cells, two comments, one paragraph, one header
		t.Errorf("%d ids, want 8: %v", len(seen), seen)
	}
	if got := dx.Part(b, "word/ext/threads.xml"); got != extended {
		t.Errorf("commentsExtended changed: %s", got)
	}
}

// TestStylesOfNotes brings the styles of notes and comments along.
func TestStylesOfNotes(t *testing.T) {
	sub := styled(commented("0", "附件"), portrait)
	sub.Parts["word/comments.xml"] = strings.Replace(commentXML("0", "王", "核对"), "<w:r>", `<w:pPr><w:pStyle w:val="Tip"/></w:pPr><w:r>`, 1)
	sub.Parts["word/styles.xml"] += `<w:style w:type="paragraph" w:styleId="Tip"><w:name w:val="批注"/></w:style>`
	b := execute(t, compileDoc(t, Config{}, styled(dx.P("{{+附件}}"), portrait)), map[string]any{"附件": Document{Template: compileDoc(t, Config{}, sub)}})
	if !strings.Contains(dx.Part(b, "word/styles.xml"), `w:styleId="Tip"`) || !strings.Contains(dx.Part(b, "word/comments.xml"), `w:val="Tip"`) {
		t.Errorf("the style of the comment is lost:\n%s", dx.Part(b, "word/styles.xml"))
	}
}
