package checktest_test

import (
	"fmt"

	"github.com/evalreport/go/evalreport/check/checktest"
)

// A case of a rule is a text archive: what fires, what is wanted, what stays silent.
func ExampleCases() {
	cases, err := checktest.Cases([]byte("总额行为零\n-- fires.yaml --\nmeta: {year: 2023}\n-- want --\nR14 meta.year\n-- silent.yaml --\nmeta: {year: 2022}\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range cases {
		fmt.Println(c.Name, len(c.Want))
	}
	// Output:
	// fires.yaml 1
	// silent.yaml 0
}
