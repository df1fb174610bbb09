package evalreport

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"

	"github.com/go-playground/locales/zh"
	ut "github.com/go-playground/universal-translator"
	"github.com/go-playground/validator/v10"
	zhmessages "github.com/go-playground/validator/v10/translations/zh"
	"github.com/shopspring/decimal"
)

// FieldError is a field whose value cannot be right whatever the others say: blank though it is required, below zero,
// not a telephone number.
type FieldError struct {
	Path    string // basic_data.staffing.quota
	Label   string // 基础数据表·财政供养人员·编制数
	Value   string // as printed; empty when it is blank
	Tag     string // what was asked of it: required, nonnegative, phone …
	Message string // 不能小于 0
}

// Error names the field by label and path and says what is wrong.
func (e FieldError) Error() string { return e.Label + "（" + e.Path + "）：" + e.Message }

// Validate checks the shape of each field of v, which is a *Report or a pointer to any struct of this package, by its
// validate tag. It returns all that is wrong, in the order of declaration, and nil when nothing is.
func Validate(v any) []FieldError {
	check := theValidator()
	err := check.validate.Struct(v)
	faults, _ := err.(validator.ValidationErrors)
	var out []FieldError
	for _, f := range faults {
		path := fieldPath(f.Namespace())
		value := ""
		if at, ok := Lookup(v, path); ok && isLeaf(at.Type()) {
			value = fmt.Sprint(at.Interface())
		}
		out = append(out, FieldError{Path: path, Label: Label(v, path), Value: value, Tag: f.Tag(), Message: check.message(f)})
	}
	return out
}

// embedded stands in the validator's paths for a struct that data files do not name.
const embedded = "~"

// fieldPath is the validator's path without the root and without embedded structs.
func fieldPath(namespace string) string {
	_, path, _ := strings.Cut(namespace, ".")
	return strings.ReplaceAll(path, embedded+".", "")
}

type fieldValidator struct {
	validate *validator.Validate
	chinese  ut.Translator
}

var theValidator = sync.OnceValue(func() fieldValidator {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(func(f reflect.StructField) string {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" {
			return embedded
		}
		return name
	})
	v.RegisterCustomTypeFunc(printed, Amount{}, Percent{}, Score{}, Count{}, Date{})
	chinese, _ := ut.New(zh.New()).GetTranslator("zh")
	err := zhmessages.RegisterDefaultTranslations(v, chinese)
	for tag, f := range ownTags {
		err = errors.Join(err, v.RegisterValidation(tag, f))
	}
	if err != nil {
		panic(err) // what is registered is our own
	}
	return fieldValidator{v, chinese}
})

// printed gives the validator figures and dates as text: blank is empty, a number has no separators.
func printed(v reflect.Value) any {
	switch v := v.Interface().(type) {
	case interface {
		Decimal() (decimal.Decimal, bool)
	}:
		if d, ok := v.Decimal(); ok {
			return d.String()
		}
	case Date:
		return v.String()
	}
	return ""
}

// message says what is wrong in our words, or else in the validator's own Chinese.
func (c fieldValidator) message(f validator.FieldError) string {
	switch f.Tag() {
	case "required":
		return "不能为空，请填写"
	case "nonnegative":
		return "不能小于 0"
	case "atmost":
		return "不能大于 " + f.Param()
	case "min":
		return "不能小于 " + f.Param()
	case "max":
		return "不能大于 " + f.Param()
	case "oneof":
		return "应为 " + strings.Join(strings.Fields(f.Param()), "、") + " 之一，填报“" + fmt.Sprint(f.Value()) + "”"
	case "grade":
		return "应为 优、良、中、差 之一，填报“" + fmt.Sprint(f.Value()) + "”"
	case "phone":
		return "“" + fmt.Sprint(f.Value()) + "”不是电话号码，应为如 0737-4223133 或 13800000000 的号码"
	case "whole":
		return "应为整数"
	}
	return strings.TrimPrefix(f.Translate(c.chinese), f.Field())
}
