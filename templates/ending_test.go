package templates_test

import (
	"regexp"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/form"
	"github.com/evalreport/go/internal/document"
)

// TestOneAttachment: the only attachment has no number, neither in the list nor on its own page.
func TestOneAttachment(t *testing.T) {
	tested := 0
	for _, p := range profiles(t) {
		r := decode(t, sampleText(p.ID))
		withoutForms(r)
		r.ProjectSelfEvaluations = []evalreport.ProjectSelfEvaluation{project(t, "甲专项")}
		r.Attachments = []evalreport.Attachment{{Title: "甲专项绩效自评表", Form: "project_self_evaluations[0]"}}
		if !hasForm(p, "mof-proj-2020") {
			continue
		}
		tested++
		var got []string
		for _, b := range readBack(t, render(t, p, r)).Blocks {
			if para, ok := b.(*document.Paragraph); ok && (para.Style == "附件说明" || para.Style == "附件标号") {
				got = append(got, para.Text)
			}
		}
		if diff := gocmp.Diff([]string{"附件：甲专项绩效自评表", "附件"}, got); diff != "" {
			t.Errorf("%s:\n%s", p.ID, diff)
		}
	}
	if tested < 3 {
		t.Errorf("%d profiles have the form", tested)
	}
}

func hasForm(p *form.Profile, id string) bool {
	for _, f := range p.Forms {
		if f.Form == id && !f.Inline {
			return true
		}
	}
	return false
}

var (
	paragraphs = regexp.MustCompile(`(?s)<w:p>.*?</w:p>|<w:p .*?</w:p>`)
	texts      = regexp.MustCompile(`<w:t[^>]*>([^<]*)</w:t>`)
)

// TestSignatureIsNotAlone: whatever the last paragraph of the text is, typed or written from figures, or the list of
// attachments, it stays on the page of the signature.
func TestSignatureIsNotAlone(t *testing.T) {
	typed := evalreport.Narrative{evalreport.Paragraph("第一段。"), evalreport.Paragraph("最后一段。")}
	for _, p := range profiles(t) {
		for name, write := range map[string]func(*evalreport.Report){
			"sample": func(*evalreport.Report) {},
			"typed": func(r *evalreport.Report) {
				r.Actions.Narrative, r.Use.Disclosure.Narrative, r.Other.Narrative = typed, typed, typed
			},
			"nothing": func(r *evalreport.Report) {
				r.Actions, r.Use, r.Other = evalreport.Actions{}, evalreport.Use{}, evalreport.Other{}
			},
		} {
			r := decode(t, sampleText(p.ID))
			withoutForms(r)
			write(r)
			r.Meta.Signature = "清江市档案馆落款"
			last := ""
			for _, para := range paragraphs.FindAllString(body(t, render(t, p, r)), -1) {
				text := ""
				for _, g := range texts.FindAllStringSubmatch(para, -1) {
					text += g[1]
				}
				if text == r.Meta.Signature {
					break
				}
				last = para
			}
			if !strings.Contains(last, "<w:keepNext/>") {
				t.Errorf("%s, %s: before the signature stands %s", p.ID, name, last)
			}
		}
	}
}
