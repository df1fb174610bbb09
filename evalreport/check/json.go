package check

import (
	"encoding/json"
	"io"
)

// fileFindings is what check prints for one file.
type fileFindings struct {
	File     string    `json:"file"`
	Findings []Finding `json:"findings"`
	Summary  Summary   `json:"summary"`
}

// WriteJSON prints the findings in one file as one JSON object: {"file", "findings", "summary"}.
func WriteJSON(w io.Writer, file string, findings []Finding) error {
	if findings == nil {
		findings = []Finding{}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(fileFindings{file, findings, Summarise(findings)})
}
