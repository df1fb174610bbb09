package main

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Every command and every option explains itself in Chinese, and nothing of cobra's own English shows.
func TestHelpIsChinese(t *testing.T) {
	english := regexp.MustCompile(`(?i)\b(usage|flags?|available|examples?|commands?|help for|default|use "|string|strings|int)\b`)
	seen := 0
	each(newRoot(streams{}), func(c *cobra.Command) {
		seen++
		help := output(t, append(strings.Fields(c.CommandPath())[1:], "--help")...)
		if bad := english.FindString(optionNames.ReplaceAllString(help, "")); bad != "" {
			t.Errorf("%s --help shows %q:\n%s", c.CommandPath(), bad, help)
		}
		if !han(c.Short) {
			t.Errorf("%s has no short description in Chinese: %q", c.CommandPath(), c.Short)
		}
		if !strings.Contains(help, "用法：\n  "+c.CommandPath()) {
			t.Errorf("%s --help does not show its usage:\n%s", c.CommandPath(), help)
		}
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			name, usage := pflag.UnquoteUsage(f)
			if !han(usage) || (f.Value.Type() != "bool" && !han(name)) {
				t.Errorf("%s --%s is not explained in Chinese: %s %s", c.CommandPath(), f.Name, name, usage)
			}
			if !strings.Contains(help, "--"+f.Name) {
				t.Errorf("%s --help does not show --%s", c.CommandPath(), f.Name)
			}
		})
	})
	if seen < 17 {
		t.Errorf("only %d commands", seen)
	}
}

// optionNames are written in English on the command line: --format, bash, R01.
var optionNames = regexp.MustCompile(`--?[a-z]+`)

func each(c *cobra.Command, f func(*cobra.Command)) {
	f(c)
	for _, sub := range c.Commands() {
		each(sub, f)
	}
}

func output(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if status := run(args, streams{strings.NewReader(""), &out, &errs}); status != exitOK {
		t.Fatalf("%v: status %d: %s", args, status, &errs)
	}
	return out.String()
}

func han(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) }) >= 0
}

// A command without a subcommand, help, and --help show one and the same page.
func TestWaysToHelp(t *testing.T) {
	want := output(t, "forms", "--help")
	for _, args := range [][]string{{"forms"}, {"help", "forms"}, {"forms", "-h"}} {
		if got := output(t, args...); got != want {
			t.Errorf("%v shows\n%s", args, got)
		}
	}
	for _, command := range []string{"new", "render", "check", "import", "fill", "extract", "tags", "batch", "forms", "rules", "schema", "completion", "help"} {
		if !strings.Contains(output(t), "\n  "+command+" ") {
			t.Errorf("%s is not listed", command)
		}
	}
}
