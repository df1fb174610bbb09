package templates_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/evalreport/extract"
	"github.com/evalreport/go/evalreport/form"
	"github.com/evalreport/go/evalreport/rules"
	"github.com/evalreport/go/internal/document"
	"github.com/evalreport/go/internal/golden"
	"github.com/evalreport/go/internal/opc"
	"github.com/evalreport/go/templates"
)

// profiles are the built-in profiles of localities and of the ministry.
func profiles(t testing.TB) []*form.Profile {
	t.Helper()
	all, err := form.Builtin.Profiles()
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"hunan", "zhuzhou", "yiyang", "changning", "huaihua", "dingcheng", "mof-project"} {
		if !slices.ContainsFunc(all, func(p *form.Profile) bool { return p.ID == id }) {
			t.Fatalf("no profile %s", id)
		}
	}
	return slices.DeleteFunc(all, func(p *form.Profile) bool { return len(sampleText(p.ID)) == 0 })
}

// sampleText is the sample.yaml of a profile, nil if it has none.
func sampleText(id string) []byte {
	data, _ := templates.FS.ReadFile(path.Join("profiles", id, "sample.yaml"))
	return data
}

func decode(t testing.TB, data []byte) *evalreport.Report {
	t.Helper()
	r, _, err := codec.Decode(data, "sample.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func render(t testing.TB, p *form.Profile, r *evalreport.Report) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := p.Render(&out, r); err != nil {
		t.Fatalf("%s: %v", p.ID, err)
	}
	return out.Bytes()
}

func readBack(t testing.TB, docx []byte) *document.Document {
	t.Helper()
	doc, err := document.ReadDocx(bytes.NewReader(docx), int64(len(docx)), document.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestProfileShadow keeps report.txt beside each report.docx: its paragraphs with their styles, its tables by their grid.
func TestProfileShadow(t *testing.T) {
	for _, p := range profiles(t) {
		src, err := p.Docx()
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		tables := 0
		for _, block := range readBack(t, src).Blocks {
			switch block := block.(type) {
			case *document.Paragraph:
				fmt.Fprintf(&b, "%s\t%s\n", block.Style, strings.ReplaceAll(block.Text, "\n", "⏎"))
			case *document.Table:
				tables++
				b.WriteString(block.Grid.Shadow(fmt.Sprintf("T%d ", tables)))
			}
		}
		golden.Equal(t, path.Join("profiles", p.ID, "report.txt"), []byte(b.String()))
	}
}

// TestProfileSamples: the sample of each profile is free of findings, as data and as the document made from it, whose
// sentences all come from figures; the document is recognised as one of its locality, or of the one that it was made from.
func TestProfileSamples(t *testing.T) {
	for _, p := range profiles(t) {
		t.Run(p.ID, func(t *testing.T) {
			data := sampleText(p.ID)
			r, origins, err := codec.Decode(data, "sample.yaml")
			if err != nil {
				t.Fatal(err)
			}
			if r.Meta.Profile != p.ID {
				t.Errorf("the sample is of profile %s", r.Meta.Profile)
			}
			for _, f := range evalreport.Validate(r) {
				t.Errorf("%s: %s", f.Path, f.Message)
			}
			scheme, err := form.Builtin.SchemeFor(r)
			if err != nil {
				t.Fatal(err)
			}
			local, err := rules.Decode(p.Rules)
			if err != nil {
				t.Fatal(err)
			}
			config, list := local.Apply(check.Config{Scheme: *scheme, Origins: origins, Profile: check.Profile{ID: p.ID, Required: p.Required()}}, rules.All())
			report(t, config.Run(r, extract.ProseOf(r, origins), list...))
			docx := render(t, p, r)
			got, err := extract.Read(bytes.NewReader(docx), int64(len(docx)), extract.Options{File: "report.docx"})
			if err != nil {
				t.Fatal(err)
			}
			if known, err := form.Builtin.Recognise(got.Report); err != nil || known == nil || known.ID != p.ID && !slices.Equal(firstHeadings(known), firstHeadings(p)) {
				t.Errorf("recognised as %v, %v", known, err)
			}
			config.Origins = got.Origins
			report(t, config.Run(got.Report, got.Prose(), list...))
		})
	}
}

func report(t *testing.T, findings []check.Finding) {
	t.Helper()
	for _, f := range findings {
		t.Errorf("%s %s: %s", f.Rule, f.Path, f.Message)
	}
}

// firstHeadings are the headings of the first level that every report of the profile has.
func firstHeadings(p *form.Profile) []string {
	var list []string
	for _, s := range p.Sections {
		if s.Level == 1 && s.Path != "other" {
			list = append(list, s.Heading)
		}
	}
	return list
}

var fourDigits = regexp.MustCompile(`(?:19|20)\d\d`)

// TestRollingYear renders each profile for the years 2019 to 2030, its sample and a report in which nothing is filled in:
// every year printed, in the text, the forms, headers, footers, alt texts and the properties of the document, in figures
// or in words, is the report's, the one before or the one after (when reports are written).
func TestRollingYear(t *testing.T) {
	for _, p := range profiles(t) {
		for year := 2019; year <= 2030; year++ {
			starter, err := p.Starter(year)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range []*evalreport.Report{decode(t, inYear(sampleText(p.ID), year)), starter} {
				found := yearsIn(t, render(t, p, r))
				if found[year] == 0 {
					t.Errorf("%s of %d does not print its year", p.ID, year)
				}
				for y := range found {
					if y < year-1 || y > year+1 || r == starter && y > year {
						t.Errorf("%s of %d prints %d", p.ID, year, y)
					}
				}
			}
		}
	}
}

// inYear moves a sample of 2023 to another year.
func inYear(sample []byte, year int) []byte {
	return fourDigits.ReplaceAllFunc(sample, func(b []byte) []byte {
		y, _ := strconv.Atoi(string(b))
		if y < 2022 || y > 2024 {
			return b
		}
		return strconv.AppendInt(nil, int64(y+year-2023), 10)
	})
}

var (
	tagText  = regexp.MustCompile(`<[^>]*>`)
	attrText = regexp.MustCompile(`="([^"]*\p{Han}[^"]*)"`)
	number   = regexp.MustCompile(`[\d.]+`)
	inWords  = regexp.MustCompile(`[一二][〇○零九][〇○零一二三四五六七八九]{2}年`)
)

// yearsIn counts the years printed in a document: numbers of four digits that no other digit or point touches. A year in
// words counts as year 0.
func yearsIn(t *testing.T, docx []byte) map[int]int {
	t.Helper()
	pkg, err := opc.Open(bytes.NewReader(docx), int64(len(docx)), opc.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	found := map[int]int{}
	for _, e := range pkg.Entries() {
		b, err := e.Text()
		if err != nil {
			t.Fatal(err)
		}
		text := tagText.ReplaceAllString(string(b), "")
		for _, m := range attrText.FindAllStringSubmatch(string(b), -1) {
			text += "\n" + m[1]
		}
		for _, at := range number.FindAllString(text, -1) {
			if y, err := strconv.Atoi(at); err == nil && len(at) == 4 && fourDigits.MatchString(at) {
				found[y]++
			}
		}
		found[0] += len(inWords.FindAllString(text, -1))
	}
	if found[0] == 0 {
		delete(found, 0)
	}
	return found
}

// broken is what a sentence looks like that lost a figure: doubled or dangling punctuation, a unit without its number, a
// change of nothing or the wrong way.
var broken = regexp.MustCompile(`[，、；：。（][，、；。）]|^[，、；：。]|[^\d%）]万元|[^\d]%|为。|占[，。；）]|得分分|合计分|[^\d]名，在职|` +
	`-\d[\d.]*(?:万元|%)|(?:增长|下降|占)0(?:\.0+)?%|(?:增加|减少|节约|超支|追加|调减)0(?:\.0+)?万元|（）|\{\{|\}\}|<nil>`)

// TestMissingFigures takes figures out of each sample at random: what is left still reads well. A sentence without its
// figure is not printed, and no empty paragraph stays behind.
func TestMissingFigures(t *testing.T) {
	for _, p := range profiles(t) {
		t.Run(p.ID, func(t *testing.T) {
			for seed := range uint64(40) {
				r := decode(t, sampleText(p.ID))
				blank(r, rand.New(rand.NewPCG(seed, 1)), int(seed%10))
				for _, fault := range ill(readBack(t, render(t, p, r))) {
					t.Errorf("seed %d: %s", seed, fault)
				}
			}
		})
	}
}

// blank takes figures out of a report: of ten, it keeps so many. It takes out some whole parts too.
func blank(r *evalreport.Report, random *rand.Rand, keep int) {
	parts := reflect.ValueOf(r).Elem()
	for i := 1; i < parts.NumField(); i++ {
		if random.IntN(8) == 0 {
			parts.Field(i).SetZero()
		}
	}
	evalreport.Walk(r, func(f evalreport.Field) bool {
		if isFigure(f.Value.Interface()) && random.IntN(10) >= keep {
			f.Value.SetZero()
		}
		return true
	})
}

// ill lists the paragraphs that do not read well.
func ill(doc *document.Document) []string {
	faults := bareHeadings(doc)
	empty := 0
	for _, b := range doc.Blocks {
		para, ok := b.(*document.Paragraph)
		if !ok {
			empty = 0
			continue
		}
		if at := broken.FindStringIndex(para.Text); at != nil && para.Text != "单位：万元" {
			faults = append(faults, fmt.Sprintf("%q in %s", para.Text[at[0]:at[1]], para.Text))
		}
		if para.Text != "" {
			empty = 0
		} else if empty++; empty > 1 {
			faults = append(faults, fmt.Sprint("empty paragraphs at ", para.Place))
		}
	}
	return faults
}

var headingStyle = regexp.MustCompile(`^heading (\d)$`)

// bareHeadings lists the headings with nothing beneath them, and those whose number does not follow the one before.
func bareHeadings(doc *document.Document) []string {
	var faults []string
	above, numbers := 0, [10]int{}
	heading := ""
	for _, b := range doc.Blocks {
		para, ok := b.(*document.Paragraph)
		if ok && para.Text == "" {
			continue
		}
		level := 0
		if ok {
			if m := headingStyle.FindStringSubmatch(para.Style); m != nil {
				level = int(m[1][0] - '0')
			}
		}
		if above > 0 && level > 0 && level <= above {
			faults = append(faults, "nothing stands under "+heading)
		}
		if above = level; level == 0 {
			continue
		}
		heading = para.Text
		numbers[level]++
		clear(numbers[level+1:])
		if n := ordinal(heading); n != numbers[level] {
			faults = append(faults, fmt.Sprintf("%s is heading %d of its level", heading, numbers[level]))
			numbers[level] = n
		}
	}
	return faults
}

var headingNumber = regexp.MustCompile(`^[(（]?(?:(\d+)|([一二三四五六七八九十]))[)）]?[.、]?`)

// ordinal is the number of a heading as printed; the outlines go no further than 十.
func ordinal(heading string) int {
	m := headingNumber.FindStringSubmatch(heading)
	if m == nil {
		return 0
	}
	if n, err := strconv.Atoi(m[1]); err == nil {
		return n
	}
	return strings.Index("一二三四五六七八九十", m[2])/len("一") + 1
}

func isFigure(v any) bool {
	switch v.(type) {
	case evalreport.Amount, evalreport.Percent, evalreport.Count, evalreport.Score, evalreport.Measure:
		return true
	}
	return false
}

// TestStarters: a report in which nothing is filled in yet renders, with its headings and the blank forms and no broken
// sentence.
func TestStarters(t *testing.T) {
	for _, p := range profiles(t) {
		r, err := p.Starter(2024)
		if err != nil {
			t.Fatal(err)
		}
		r.Meta.Unit = "临江县档案馆"
		doc := readBack(t, render(t, p, r))
		for _, fault := range ill(doc) {
			t.Errorf("%s: %s", p.ID, fault)
		}
		printed := map[string]bool{}
		for _, para := range document.Paragraphs(doc.Blocks) {
			printed[para.Text] = true
		}
		for _, s := range p.Sections {
			heading := strings.ReplaceAll(s.Heading, "{{年度}}", "2024")
			if s.Required && s.Heading != "" && !strings.HasSuffix(heading, "。") && !printed[heading] {
				t.Errorf("%s: heading %s is not printed", p.ID, heading)
			}
		}
	}
}
