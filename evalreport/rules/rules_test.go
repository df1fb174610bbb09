package rules

import "testing"

func TestCatalogue(t *testing.T) {
	t.Log(len(All()), DefaultScheme())
}
