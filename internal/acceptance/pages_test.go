//go:build acceptance

package acceptance

import "strings"

// span is how many pages a document may have. LibreOffice with whatever faces a machine has breaks lines a little
// differently from Word with the official ones, so that a whole report may end a page sooner or later; a form may not.
type span struct{ min, max int }

// expected is how many pages the document name may have. An exported template is full of tags and has only to open.
func expected(name string) (want span, known bool) {
	if strings.HasPrefix(name, "export-") {
		return span{1, 99}, true
	}
	want, known = pages[name]
	return want, known
}

var pages = map[string]span{
	"example-localities-changning":    {2, 4},
	"example-localities-dingcheng":    {4, 6},
	"example-localities-huaihua":      {8, 10},
	"example-localities-yiyang":       {11, 13},
	"example-localities-zhuzhou":      {4, 6},
	"example-project2023-project2023": {2, 2},
	"example-quickstart-quickstart":   {4, 6},
	"example-yiyang2022-yiyang2022":   {9, 12},

	"form-blank-dc-budget":      {1, 1},
	"form-blank-dc-sangong":     {1, 1},
	"form-blank-hh-cost":        {1, 1},
	"form-blank-hn-base":        {1, 1},
	"form-blank-hn-dept-self":   {1, 1},
	"form-blank-mof-framework":  {2, 2},
	"form-blank-mof-proj-2020":  {1, 1},
	"form-blank-mof-proj-2021":  {1, 1},
	"form-sample-dc-budget":     {1, 1},
	"form-sample-dc-sangong":    {1, 1},
	"form-sample-hh-cost":       {1, 1},
	"form-sample-hn-base":       {1, 1},
	"form-sample-hn-dept-self":  {2, 2},
	"form-sample-mof-framework": {3, 3},
	"form-sample-mof-proj-2020": {1, 1},
	"form-sample-mof-proj-2021": {1, 1},

	"imported-yiyang2022": {9, 14},

	"new-changning":   {1, 3},
	"new-dingcheng":   {2, 4},
	"new-huaihua":     {4, 6},
	"new-hunan":       {3, 5},
	"new-mof-project": {4, 6},
	"new-yiyang":      {3, 5},
	"new-zhuzhou":     {1, 3},

	"profile-bare-changning":     {1, 2},
	"profile-bare-dingcheng":     {1, 3},
	"profile-bare-huaihua":       {4, 6},
	"profile-bare-hunan":         {3, 5},
	"profile-bare-mof-project":   {1, 3},
	"profile-bare-yiyang":        {3, 5},
	"profile-bare-zhuzhou":       {1, 2},
	"profile-sample-changning":   {6, 8},
	"profile-sample-dingcheng":   {7, 9},
	"profile-sample-huaihua":     {7, 9},
	"profile-sample-hunan":       {8, 10},
	"profile-sample-mof-project": {6, 8},
	"profile-sample-yiyang":      {8, 10},
	"profile-sample-zhuzhou":     {6, 8},

	"render-filled-yiyang2022": {9, 12},
	"render-yiyang2022":        {9, 12},
}
