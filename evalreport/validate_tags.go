package evalreport

import (
	"regexp"
	"strings"

	"github.com/go-playground/validator/v10"
	"github.com/shopspring/decimal"
)

// ownTags are the checks that validator/v10 does not bring. Each passes a blank: that is for required to judge.
var ownTags = map[string]validator.Func{
	"nonnegative": figureTag(func(d decimal.Decimal, _ string) bool { return !d.IsNegative() }),
	"whole":       figureTag(func(d decimal.Decimal, _ string) bool { return d.IsInteger() }),
	"atmost": figureTag(func(d decimal.Decimal, limit string) bool {
		most, err := decimal.NewFromString(limit)
		return err == nil && d.LessThanOrEqual(most)
	}),
	"phone": func(f validator.FieldLevel) bool { return isPhone(f.Field().String()) },
	"grade": func(f validator.FieldLevel) bool {
		switch Grade(f.Field().String()).Normal() {
		case "", GradeExcellent, GradeGood, GradeFair, GradePoor:
			return true
		}
		return false
	},
}

// figureTag checks the value of a figure, which the validator sees as text.
func figureTag(ok func(d decimal.Decimal, param string) bool) validator.Func {
	return func(f validator.FieldLevel) bool {
		text := f.Field().String()
		if text == "" {
			return true
		}
		d, err := decimal.NewFromString(text)
		return err == nil && ok(d, f.Param())
	}
}

var phonePattern = regexp.MustCompile(`^(?:` +
	`(?:\+?86-?)?1[3-9]\d{9}` + // mobile
	`|(?:\(?0\d{2,3}\)?-?)?[2-9]\d{6,7}(?:(?:-|转)\d{1,6})?` + // landline, with or without area code and extension
	`|[48]00-?\d{3}-?\d{4}` +
	`|1[12]\d{3}` + // public lines such as 12345
	`)$`)

// isPhone accepts one Chinese telephone number or several.
func isPhone(s string) bool {
	numbers := strings.FieldsFunc(halfWidth(s), func(r rune) bool { return strings.ContainsRune("、,;/", r) })
	for _, n := range numbers {
		n = strings.NewReplacer(" ", "", "—", "-", "–", "-", "－", "-").Replace(n)
		if !phonePattern.MatchString(n) {
			return false
		}
	}
	return len(numbers) > 0 || strings.TrimSpace(s) == ""
}
