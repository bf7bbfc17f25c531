package main

import (
	"testing"

	"pledgebot/conversation/call"
	"pledgebot/locales"
)

// TestTextsAreComplete: every text that the product can say stands in every
// language, with the same gaps and every plural form, and no text is left over.
func TestTextsAreComplete(t *testing.T) {
	t.Parallel()
	c := call.Default()
	texts, err := locales.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range texts.With(c).Problems(keys(c)) {
		t.Error(problem)
	}
}
