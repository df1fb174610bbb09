// Package acceptance makes every document that the forms, profiles, examples and the command produce, and looks at them
// from outside: Microsoft's Open XML SDK must find nothing wrong, and LibreOffice must show as many pages as expected.
//
//	go test -tags acceptance ./internal/acceptance
//
// It wants the programs that .ci/install installs, and fails without them. With EVALREPORT_KEEP set to a folder, the
// documents and their PDFs stay there to be looked at.
package acceptance
