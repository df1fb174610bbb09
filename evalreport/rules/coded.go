package rules
import "github.com/evalreport/go/evalreport/check"
var coded []*check.Rule

