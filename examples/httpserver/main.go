// Command httpserver turns reports into Word files over HTTP: POST a report's YAML or JSON to /report, get a .docx back,
// streamed as it is written.
package main

import (
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"

	"github.com/evalreport/go/evalreport"
	"github.com/evalreport/go/evalreport/codec"
	"github.com/evalreport/go/evalreport/form"
)

const (
	address    = "localhost:8080"
	maxRequest = 8 << 20
	docxType   = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
)

func main() {
	log.Println("http://" + address + "/report")
	log.Fatal(http.ListenAndServe(address, handler()))
}

func handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /report", writeReport)
	return mux
}

func writeReport(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxRequest))
	if err != nil {
		http.Error(w, "报告过大或没有收全", http.StatusRequestEntityTooLarge)
		return
	}
	report, profile, err := prepare(data)
	if err != nil {
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
		return
	}
	name := url.PathEscape(fmt.Sprintf("%s%d年度绩效自评报告.docx", report.Meta.Unit, report.Meta.Year))
	w.Header().Set("Content-Type", docxType)
	w.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+name)
	s := &stream{w: w}
	if err := profile.Render(s, report); err != nil {
		s.fail(err)
	}
}

// prepare reads a report and finds its profile; a report whose fields are wrong is an error that names them all.
func prepare(data []byte) (*evalreport.Report, *form.Profile, error) {
	report, _, err := codec.Decode(data, "report")
	if err != nil {
		return nil, nil, err
	}
	var faults []error
	for _, fault := range evalreport.Validate(report) {
		faults = append(faults, fault)
	}
	if err := errors.Join(faults...); err != nil {
		return nil, nil, err
	}
	profile, err := form.Builtin.ProfileFor(report)
	return report, profile, err
}

// stream remembers whether anything was sent, since an error can still be answered until then.
type stream struct {
	w    http.ResponseWriter
	sent bool
}

func (s *stream) Write(p []byte) (int, error) {
	s.sent = s.sent || len(p) > 0
	return s.w.Write(p)
}

func (s *stream) fail(err error) {
	if !s.sent {
		s.w.Header().Del("Content-Disposition")
		http.Error(s.w, err.Error(), http.StatusInternalServerError)
		return
	}
	log.Println(err)
	panic(http.ErrAbortHandler) // the client must not take half a document for a whole one
}
