package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/evalreport/go/internal/document"
)

const report = `
meta: {unit: 临江县档案馆, year: 2023, kind: 部门整体, date: 2024年3月15日}
basic_data:
  expenditure: {total: {final: 286.40}}
`

func post(t *testing.T, body string) (*http.Response, []byte) {
	t.Helper()
	server := httptest.NewServer(handler())
	defer server.Close()
	resp, err := http.Post(server.URL+"/report", "application/yaml", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, b
}

func TestStreamsDocument(t *testing.T) {
	resp, b := post(t, report)
	if resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != docxType {
		t.Fatalf("%s %s: %s", resp.Status, resp.Header.Get("Content-Type"), b)
	}
	doc, err := document.Read(bytes.NewReader(b), int64(len(b)), document.Options{})
	if err != nil {
		t.Fatal(err)
	}
	tables := document.Tables(doc.Blocks)
	if len(tables) != 2 {
		t.Fatalf("%d tables, want the form that the report has and the one that it must have", len(tables))
	}
	if got := tables[0].Grid.At(3, 5).Text; got != "286.40" {
		t.Errorf("支出总额, 决算数 is %q", got)
	}
}

func TestRefusesWrongReports(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"broken YAML", "meta: [", "第1行"},
		{"unknown field", report + "basic_date: {}\n", "basic_data"},
		{"bad amount", strings.Replace(report, "286.40", "286.4x", 1), "286.4x"},
		{"missing unit", strings.Replace(report, "unit: 临江县档案馆, ", "", 1), "单位名称"},
		{"unknown profile", strings.Replace(report, "year: 2023", "year: 2023, profile: nowhere", 1), "nowhere"},
	} {
		t.Run(c.name, func(t *testing.T) {
			resp, b := post(t, c.body)
			if resp.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(string(b), c.want) {
				t.Errorf("%s: %s; want a message with %q", resp.Status, b, c.want)
			}
		})
	}
}
