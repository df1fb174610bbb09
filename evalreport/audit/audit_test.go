package audit_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/audit"
	"github.com/evalreport/go/evalreport/check"
	"github.com/evalreport/go/evalreport/extract"
)

// TestProfile: the profile that is asked for comes before the one that the report names; a typed report that names none,
// and a document whose headings are nobody's, are held to what holds everywhere.
func TestProfile(t *testing.T) {
	named := &evalreport.Report{Meta: evalreport.Meta{Profile: "hunan"}}
	for _, c := range []struct {
		name   string
		report *evalreport.Report
		ask    string
		want   string
	}{
		{"named", named, "", "hunan"},
		{"asked for", named, "huaihua", "huaihua"},
		{"none", &evalreport.Report{}, "", ""},
	} {
		outcome, err := audit.Report(c.report, nil, audit.Options{Profile: c.ask})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got := ""
		if outcome.Profile != nil {
			got = outcome.Profile.ID
		}
		if got != c.want || len(outcome.Rules) < 100 {
			t.Errorf("%s: profile %q and %d rules, want %q and all of them", c.name, got, len(outcome.Rules), c.want)
		}
	}
	if named.Meta.Profile != "hunan" {
		t.Errorf("the report was changed: %q", named.Meta.Profile)
	}
	if _, err := audit.Report(named, nil, audit.Options{Profile: "湖南"}); err == nil || !strings.Contains(err.Error(), "没有编号为“湖南”") {
		t.Errorf("a profile that there is not: %v", err)
	}
}

// TestBlankFields: what must be filled in is a warning in data, and a matter for the rules in a document.
func TestBlankFields(t *testing.T) {
	typed, err := audit.Report(&evalreport.Report{}, nil, audit.Options{})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(typed.Findings, func(f check.Finding) bool { return f.Path == "meta.unit" && f.Rule == "field" })
	if i < 0 || typed.Findings[i].Severity != check.Warning {
		t.Errorf("no warning of a blank unit in %v", typed.Findings)
	}
	const text = "说明\n本单位无政府性基金预算支出。\n"
	got, err := extract.Read(strings.NewReader(text), int64(len(text)), extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	read, err := audit.Document(got, audit.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if slices.ContainsFunc(read.Findings, func(f check.Finding) bool { return f.Rule == "field" }) {
		t.Errorf("blank fields of a document: %v", read.Findings)
	}
}
