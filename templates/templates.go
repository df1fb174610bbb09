// Package templates holds the official forms and profiles as data: Word files and what Word cannot say about them.
//
//	<id>/form.docx     the form, a Word file with tags, edited in Word
//	<id>/form.yaml     title, basis, unit, years, scheme, the part of the report that it binds, other spellings of its
//	                   labels, and the skeleton: what the blank form has printed where a report has rows
//	<id>/sample.yaml   a filled example of that part of the report
//	<id>/form.txt      the grid of form.docx as text, so that a change of the Word file shows in a diff
//	profiles/<id>/     a locality's report: report.docx (its headings) and profile.yaml (its forms and scheme)
//	schemes/<id>.yaml  weights, grade bands and thresholds of a year and place
//	labels.yaml        other spellings of printed labels, for reading documents that others made
//
// Tags in form.docx are relative to the part of the report named by binds in form.yaml; names that it does not have
// are looked up in the report ({{年度}}). All Word files here have the same styles, settings and fonts, so that their
// bodies can be joined in one document.
//
// A new form or profile is a new folder; nothing in Go needs to change.
package templates

import "embed"

// FS holds every file described above.
//
//go:embed labels.yaml profiles schemes
//go:embed */form.docx */form.yaml */sample.yaml */form.txt
var FS embed.FS
