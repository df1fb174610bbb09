//go:build never

package deps

import (
	_ "github.com/cheggaaa/pb/v3"
	_ "github.com/expr-lang/expr"
	_ "github.com/go-playground/locales/zh"
	_ "github.com/go-playground/universal-translator"
	_ "github.com/go-playground/validator/v10"
	_ "github.com/go-playground/validator/v10/translations/zh"
	_ "github.com/google/go-cmp/cmp"
	_ "github.com/invopop/jsonschema"
	_ "github.com/klauspost/compress/flate"
	_ "github.com/rogpeppe/go-internal/testscript"
	_ "github.com/shopspring/decimal"
	_ "github.com/spf13/cobra"
	_ "github.com/santhosh-tekuri/jsonschema/v6"
	_ "github.com/yuin/goldmark"
	_ "go.yaml.in/yaml/v3"
	_ "github.com/goccy/go-yaml"
	_ "golang.org/x/text/unicode/norm"
	_ "pgregory.net/rapid"
	_ "github.com/xuri/excelize/v2"
)
