package check

import (
	"encoding/json"
	"io"
	"path"
	"slices"
	"strings"
)

// SARIF 2.1.0, as far as findings need it.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID                   string       `json:"id"`
		ShortDescription     sarifMessage `json:"shortDescription"`
		FullDescription      sarifMessage `json:"fullDescription"`
		DefaultConfiguration sarifConfig  `json:"defaultConfiguration"`
	}
	sarifConfig struct {
		Level string `json:"level"`
	}
	sarifMessage struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifMessage    `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifLocation struct {
		Message          *sarifMessage  `json:"message,omitempty"`
		PhysicalLocation *sarifPhysical `json:"physicalLocation,omitempty"`
		LogicalLocations []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifPhysical struct {
		ArtifactLocation sarifArtifact `json:"artifactLocation"`
		Region           *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int           `json:"startLine"`
		StartColumn int           `json:"startColumn,omitempty"`
		Snippet     *sarifMessage `json:"snippet,omitempty"`
	}
	sarifLogical struct {
		Name               string `json:"name,omitempty"`
		FullyQualifiedName string `json:"fullyQualifiedName"`
		Kind               string `json:"kind"`
	}
)

var sarifLevels = [...]string{Info: "note", Warning: "warning", Error: "error"}

// WriteSARIF prints the findings in one file as a SARIF 2.1.0 log, for code review tools. rules are those that ran.
func WriteSARIF(w io.Writer, file string, findings []Finding, rules []*Rule) error {
	driver := sarifDriver{Name: "evalreport", InformationURI: "https://github.com/evalreport/go", Rules: []sarifRule{}}
	indices := map[string]int{}
	for _, r := range rules {
		indices[r.ID] = len(driver.Rules)
		driver.Rules = append(driver.Rules, sarifRule{r.ID, sarifMessage{r.Title}, sarifMessage{r.Doc}, sarifConfig{sarifLevels[r.Severity]}})
	}
	results := []sarifResult{}
	for _, f := range findings {
		i, ok := indices[f.Rule]
		if !ok {
			i = -1
		}
		results = append(results, sarifResult{f.Rule, i, sarifLevels[f.Severity], sarifMessage{f.Message}, []sarifLocation{locationOf(file, f)}})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{{sarifTool{driver}, "unicodeCodePoints", results}},
	})
}

// locationOf is the line of a text; a document has no lines, so its place is put into words.
func locationOf(file string, f Finding) sarifLocation {
	if f.Place.File != "" {
		file = f.Place.File
	}
	l := sarifLocation{}
	if f.Path != "" {
		l.LogicalLocations = []sarifLogical{{Name: f.Label, FullyQualifiedName: f.Path, Kind: "member"}}
	}
	if place := placeText(f); place != "" && f.Place.Line == 0 {
		l.Message = &sarifMessage{place}
	}
	if file != "" && file != "-" {
		l.PhysicalLocation = &sarifPhysical{ArtifactLocation: sarifArtifact{uriOf(file)}}
		if f.Place.Line > 0 {
			l.PhysicalLocation.Region = &sarifRegion{StartLine: f.Place.Line, StartColumn: f.Place.Column}
			if f.Quote != "" {
				l.PhysicalLocation.Region.Snippet = &sarifMessage{f.Quote}
			}
		}
	}
	return l
}

// uriOf is a file name as a relative URI reference.
func uriOf(file string) string {
	parts := strings.Split(path.Clean(strings.ReplaceAll(file, `\`, "/")), "/")
	for i, p := range slices.Clone(parts) {
		parts[i] = escapeSegment(p)
	}
	return strings.Join(parts, "/")
}

func escapeSegment(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~:", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.Write([]byte{'%', hex[c>>4], hex[c&15]})
	}
	return b.String()
}
