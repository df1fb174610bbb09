package rules

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/codec"
)

var r106 = &check.Rule{
	ID: "R106", Title: "必备章节应齐全", Group: groupH, Severity: check.Warning,
	Formula: "模板规定的章节和附表都有内容",
	Doc:     "模板没有规定时，按报告类型核对各地都有的章节。几部分合写在一个标题下的也算有。只填了附表、没有正文的不核对。",
	Basis:   "绩效自评报告的内容要求",
	Run: func(p *check.Pass) {
		if !hasBody(p) {
			return
		}
		if p.Profile.ID == "" || p.Profile.Required == nil {
			lackSections(p, sections().Required[p.Report.Meta.Kind])
		}
		lackSections(p, p.Profile.Required)
	},
}

func lackSections(p *check.Pass, required []string) {
	for _, choice := range required {
		if covered.Of(p, choice) {
			continue
		}
		path, _, _ := strings.Cut(choice, "|")
		name := sectionName(p, path)
		p.Found(check.Finding{Severity: check.Warning, Path: path, Label: name, Reported: "空",
			Message: fmt.Sprintf("缺少“%s”。请补上这一部分。", name)})
	}
}

// sectionName is what the locality heads a section with; where that is not known, what reports of its kind call it.
func sectionName(p *check.Pass, path string) string {
	if heading := p.Profile.Headings[path]; heading != "" {
		return heading
	}
	if name := sections().Names[p.Report.Meta.Kind][path]; name != "" {
		return name
	}
	return evalreport.Label(p.Report, path)
}

//go:embed sections.yaml
var sectionsYAML []byte

// sectionWords is sections.yaml.
type sectionWords struct {
	Required map[evalreport.Kind][]string          `json:"required" label:"应有"`
	Names    map[evalreport.Kind]map[string]string `json:"names" label:"叫法"`
	Mentions map[string]struct {
		Headings []string `json:"headings,omitempty" label:"标题"`
		But      []string `json:"but,omitempty" label:"除外"`
		Texts    []string `json:"texts,omitempty" label:"正文"`
	} `json:"mentions" label:"别处"`
}

var sections = sync.OnceValue(func() sectionWords {
	words, _, err := codec.DecodeInto[sectionWords](sectionsYAML, "sections.yaml")
	if err != nil {
		panic(err)
	}
	return words
})

// covered are the choices of sections that the report has, or stands in for.
var covered = newCached(func(p *check.Pass, choice string) bool { return present.Of(p, choice) || mentioned(p, choice) })

func mentioned(p *check.Pass, choice string) bool {
	m := sections().Mentions[choice]
	for _, h := range headings.Of(p) {
		if h.level != inRunning && containsAny(h.text, m.Headings) && !containsAny(h.text, m.But) {
			return true
		}
	}
	for _, l := range narrative.Of(p).paragraphs {
		if containsAny(l.value, m.Texts) {
			return true
		}
	}
	return false
}
