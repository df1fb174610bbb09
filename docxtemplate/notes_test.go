package docxtemplate

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	dx "github.com/evalreport/go/internal/docxtest"
)

// noteRef is a run that refers to a note of a kind, footnote or endnote.
func noteRef(kind, id string) string {
	return `<w:r><w:` + kind + `Reference w:id="` + id + `"/></w:r>`
}

// notes lists the numbers of the notes of a part with their text.
func notes(b []byte, part string) string {
	var out []string
	for _, m := range regexp.MustCompile(`(?s)<w:(?:foot|end)note [^>]*?w:id="(-?\d+)"[^>]*>(.*?)</w:(?:foot|end)note>`).FindAllStringSubmatch(dx.Part(b, part), -1) {
		out = append(out, m[1]+":"+regexp.MustCompile(`<[^>]*>`).ReplaceAllString(m[2], ""))
	}
	return strings.Join(out, " ")
}

// refs lists the numbers that the document refers to.
func refs(b []byte, kind string) string {
	var out []string
	for _, m := range regexp.MustCompile(`<w:`+kind+`Reference w:id="(\d+)"/>`).FindAllStringSubmatch(dx.Part(b, "word/document.xml"), -1) {
		out = append(out, m[1])
	}
	return strings.Join(out, " ")
}

const separators = `<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>`

func footnote(id, text string) string {
	return `<w:footnote w:id="` + id + `">` + dx.P(text) + `</w:footnote>`
}

const noteData = `{"单位":"甲局","列表":[{"名称":"一","注":"甲注","子":[{"名称":"a"},{"名称":"b"}]},{"名称":"二","注":"乙注","子":[]}]}`

// TestNotesInLoops gives each repetition a note of its own, with its values.
func TestNotesInLoops(t *testing.T) {
	tests := []struct {
		name, body, notes, wantRefs, wantNotes string
	}{
		{"paragraphs", dx.P("{{循环 列表}}") + `<w:p>` + dx.R("{{名称}}") + noteRef("footnote", "2") + `</w:p>` + dx.P("{{结束}}"),
			footnote("2", "{{注}}（{{单位}}）"), "3 4", "-1: 0: 3:甲注（甲局） 4:乙注（甲局）"},
		{"rows", dx.Table(1, dx.RowOf(`<w:tc><w:p>`+dx.R("{{列表.名称}}")+noteRef("footnote", "2")+`</w:p></w:tc>`)),
			footnote("2", "{{列表.注}}"), "3 4", "-1: 0: 3:甲注 4:乙注"},
		{"text without tags", dx.P("{{循环 列表}}") + `<w:p>` + dx.R("{{名称}}") + noteRef("footnote", "2") + `</w:p>` + dx.P("{{结束}}"),
			footnote("2", "同一句"), "3 4", "-1: 0: 3:同一句 4:同一句"},
		{"others stay", `<w:p>` + noteRef("footnote", "1") + `</w:p>` + dx.P("{{循环 列表}}") + `<w:p>` + noteRef("footnote", "2") + `</w:p>` + dx.P("{{结束}}"),
			footnote("1", "总注{{单位}}") + footnote("2", "{{注}}"), "1 3 4", "-1: 0: 1:总注甲局 3:甲注 4:乙注"},
		{"loop inside the note", dx.P("{{循环 列表}}") + `<w:p>` + noteRef("footnote", "2") + `</w:p>` + dx.P("{{结束}}"),
			footnote("2", "{{循环 子}}{{名称}}{{结束}}。"), "3 4", "-1: 0: 3:ab。 4:。"},
		{"no element", dx.P("{{循环 列表}}") + dx.P("{{循环 子}}") + `<w:p>` + noteRef("footnote", "2") + `</w:p>` + dx.P("{{结束}}") + dx.P("{{结束}}"),
			footnote("2", "{{名称}}"), "3 4", "-1: 0: 3:a 4:b"},
		{"condition shares nothing", `<w:p>` + dx.R("{{如果 单位}}") + noteRef("footnote", "2") + dx.R("{{结束}}") + `</w:p>`,
			footnote("2", "{{单位}}"), "2", "-1: 0: 2:甲局"},
		{"paragraph taken back", dx.P("{{循环 列表}}") + `<w:p>` + dx.R("{{循环 子}}{{名称}}{{结束}}") + noteRef("footnote", "2") + `</w:p>` + dx.P("{{结束}}"),
			footnote("2", "{{名称}}"), "3 4", "-1: 0: 3:一 4:二"},
		{"table taken back", dx.P("{{循环 列表}}") + dx.Table(1, dx.RowOf(`<w:tc><w:p>`+dx.R("{{如果 数量(子) == 0}}")+noteRef("footnote", "2")+dx.R("{{子.名称}}{{结束}}")+`</w:p></w:tc>`)) + dx.P("{{名称}}") + dx.P("{{结束}}"),
			footnote("2", "{{名称}}"), "", "-1: 0:"},
		{"cell merged with the one above", dx.Table(2, dx.RowOf(`<w:tc><w:p>`+dx.R("{{单位}}{{合并}}")+noteRef("footnote", "2")+`</w:p></w:tc>`, dx.Cell("{{列表.名称}}", ""))),
			footnote("2", "同"), "3", "-1: 0: 3:同"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := dx.Doc{Body: tt.body, Parts: map[string]string{"word/footnotes.xml": separators + tt.notes}}
			b := fill(t, Config{}, d, noteData)
			if got := refs(b, "footnote"); got != tt.wantRefs {
				t.Errorf("references %s, want %s", got, tt.wantRefs)
			}
			if got := notes(b, "word/footnotes.xml"); got != tt.wantNotes {
				t.Errorf("notes %s, want %s", got, tt.wantNotes)
			}
		})
	}
}

// TestEndnotesInLoops does the same with endnotes beside footnotes.
func TestEndnotesInLoops(t *testing.T) {
	d := dx.Doc{Body: dx.P("{{循环 列表}}") + `<w:p>` + noteRef("endnote", "2") + noteRef("footnote", "2") + `</w:p>` + dx.P("{{结束}}"),
		Parts: map[string]string{"word/footnotes.xml": footnote("2", "脚{{名称}}"), "word/endnotes.xml": `<w:endnote w:id="2">` + dx.P("尾{{名称}}") + `</w:endnote>`}}
	b := fill(t, Config{}, d, noteData)
	if got := notes(b, "word/footnotes.xml") + "; " + notes(b, "word/endnotes.xml"); got != "4:脚一 6:脚二; 3:尾一 5:尾二" {
		t.Errorf("notes %s", got)
	}
	if got := refs(b, "footnote") + "; " + refs(b, "endnote"); got != "4 6; 3 5" {
		t.Errorf("references %s", got)
	}
}

// TestNotesOfSubDocuments brings the notes of documents inside a document along.
func TestNotesOfSubDocuments(t *testing.T) {
	sub := styled(`<w:p>`+dx.R("附件{{名}}")+noteRef("footnote", "2")+`</w:p>`, portrait)
	sub.Parts["word/footnotes.xml"] = separators + footnote("2", "附注{{名}}")
	inner := compileDoc(t, Config{}, sub)
	docs := []any{Document{Template: inner, Data: map[string]any{"名": "甲"}}, Document{Template: inner, Data: map[string]any{"名": "乙"}}}
	t.Run("frame without notes", func(t *testing.T) {
		b := execute(t, compileDoc(t, Config{}, styled(dx.P("{{+附件}}"), portrait)), map[string]any{"附件": docs})
		if got := refs(b, "footnote") + "; " + notes(b, "word/footnotes.xml"); got != "2 3; -1: 0: 2:附注甲 3:附注乙" {
			t.Errorf("got %s", got)
		}
		if !strings.Contains(dx.Part(b, "[Content_Types].xml"), "footnotes+xml") || !strings.Contains(dx.Part(b, "word/_rels/document.xml.rels"), "/word/footnotes.xml") {
			t.Error("the part of the notes is not part of the package")
		}
	})
	t.Run("frame with notes", func(t *testing.T) {
		d := styled(`<w:p>`+dx.R("正文")+noteRef("footnote", "7")+`</w:p>`+dx.P("{{+附件}}"), portrait)
		d.Parts["word/footnotes.xml"] = separators + footnote("7", "主注")
		b := execute(t, compileDoc(t, Config{}, d), map[string]any{"附件": docs})
		if got := refs(b, "footnote") + "; " + notes(b, "word/footnotes.xml"); got != "7 8 9; -1: 0: 7:主注 8:附注甲 9:附注乙" {
			t.Errorf("got %s", got)
		}
	})
}

// TestManyNotes compiles a loop over thousands of notes in time that grows with their number.
func TestManyNotes(t *testing.T) {
	const n = 20000
	var body, list strings.Builder
	for i := 1; i <= n; i++ {
		id := strconv.Itoa(i)
		body.WriteString("<w:p>" + noteRef("footnote", id) + "</w:p>")
		list.WriteString(footnote(id, "{{名称}}"))
	}
	d := dx.Doc{Body: dx.P("{{循环 列表}}") + body.String() + dx.P("{{结束}}"), Parts: map[string]string{"word/footnotes.xml": list.String()}}
	began := time.Now()
	b := fill(t, Config{}, d, noteData)
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("%d notes took %s", n, took)
	}
	if got := strings.Count(dx.Part(b, "word/footnotes.xml"), "<w:footnote "); got != 2*n {
		t.Errorf("%d notes, want %d", got, 2*n)
	}
}
