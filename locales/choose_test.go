package locales

import (
	"strings"
	"testing"

	"pledgebot/conversation/call"
)

func TestChoose(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	const ids = "economy climate documents data social"
	one := call.Question{Kind: call.OneOf, Options: offer(strings.Fields(ids)...)}
	many := call.Question{Kind: call.SomeOf, Multi: true, Options: offer(strings.Fields(ids)...)}
	for _, tt := range []struct {
		lang        call.Lang
		q           call.Question
		typed, want string
	}{
		{"en", one, "2", "climate"},
		{"en", one, "2.", "climate"},
		{"en", one, "2)", "climate"},
		{"en", one, "(2)", "climate"},
		{"en", one, "\u200B2\u200B", "climate"},
		{"en", one, "2\uFE0F\u20E3", "climate"},
		{"en", one, "２", "climate"},
		{"en", one, "0", ""},
		{"en", one, "6", ""},
		{"en", one, "-2", ""},
		{"en", one, "2 %", ""},
		{"en", one, "1, 3", ""},
		{"en", one, "economic INTEGRATION.", "economy"},
		{"es", one, "integracion economica", "economy"},
		{"en", one, "1. Economic integration", "economy"},
		{"en", one, "2. Economic integration", ""},
		{"en", one, "Economic", ""},
		{"en", one, "Economic integration and more", ""},
		{"en", one, "Improve social integration, with a focus on", "social"},
		{"fr", one, "Accroître l’intégration sociale, en priorité", "social"},
		{"en", one, "Data", "data"},
		{"es", one, "Data", ""},

		{"en", many, "1, 3", "economy documents"},
		{"es", many, "1 y 3", "economy documents"},
		{"fr", many, "1 et 3", "economy documents"},
		{"en", many, "1 and 3", "economy documents"},
		{"en", many, "1 3", "economy documents"},
		{"en", many, "3,1,1", "economy documents"},
		{"en", many, "1, 2 and 4.", "economy climate data"},
		{"en", many, "1;2", "economy climate"},
		{"en", many, "1\n2", "economy climate"},
		{"en", many, "1-3", ""},
		{"en", many, "1 to 3", ""},
		{"en", many, "1, 9", ""},
		{"en", many, "and 3", ""},
		{"en", many, "3 and", ""},
		{"en", many, "Data, Climate and disasters", "climate data"},
		{"en", many, "data, legal identity, documents and climate and disasters", "climate documents data"},
		{"en", many, "Data and something else", ""},
		{"es", many, "Clima y desastres y Datos", "climate data"},
	} {
		got := c.Read(tt.lang, tt.q, tt.typed)
		chosen := make([]string, len(got.Options))
		for i, id := range got.Options {
			chosen[i] = string(id)
		}
		if strings.Join(chosen, " ") != tt.want || got.Word != "" {
			t.Errorf("%s, %q: %+v, want %q", tt.lang, tt.typed, got, tt.want)
		}
	}
}

// Where a number may itself be the answer it chooses nothing, unless options
// were offered that are not found under every question.
func TestNumbersAsAnswers(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	minor := offer("back", "skip", "help")
	own := append(offer("economy"), minor...)
	for _, tt := range []struct {
		kind  call.Kind
		offer []call.Offer
		want  string
	}{
		{call.Whole, minor, ""},
		{call.Whole, own, ""},
		{call.Date, own, "economy"},
		{call.Money, own, ""},
		{call.Words, minor, ""},
		{call.Email, minor, ""},
		{call.ListOf, minor, ""},
		{call.Groups, minor, ""},
		{call.Words, own, "economy"},
		{call.Groups, own, "economy"},
		{call.OneOf, own, "economy"},
		{call.SomeOf, own, "economy"},
		{call.Country, own, "economy"},
		{"", own, "economy"},
		{"", nil, ""},
	} {
		got := c.Read("en", call.Question{Kind: tt.kind, Options: tt.offer}, "1")
		if chosen := len(got.Options) == 1; chosen != (tt.want != "") || got.Text != "1" {
			t.Errorf("%s with %d options: %+v, want %q", tt.kind, len(tt.offer), got, tt.want)
		}
	}
}

// An option named like a word is the word; another option with that label is
// the option.
func TestLabelsAndWords(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	q := call.Question{Kind: call.OneOf, Options: append(offer("back"), call.Offer{ID: "deliver", Label: call.Say("test.send")})}
	if got := c.Read("en", q, "Back"); got.Word != call.WordBack || len(got.Options) != 0 {
		t.Errorf("Back: %+v", got)
	}
	if got := c.Read("en", q, "Submit"); got.Word != "" || len(got.Options) != 1 || got.Options[0] != "deliver" {
		t.Errorf("Submit: %+v", got)
	}
	if got := c.Read("en", q, "send"); got.Word != call.WordSubmit {
		t.Errorf("send: %+v", got)
	}
	missing := call.Question{Options: []call.Offer{{ID: "x", Label: call.Say("test.none")}}}
	if got := c.Read("en", missing, "—"); len(got.Options) != 0 {
		t.Errorf("a label that is missing: %+v", got)
	}
}

func TestRecognise(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	f := call.Field{Key: "kind", Kind: call.OneOf, Choices: call.Choices{Options: []call.OptionID{"city", "metropolitan", "district", "none"}}}
	for _, tt := range []struct {
		lang call.Lang
		text string
		want call.OptionID
	}{
		{"en", "The City of Le Havre", "city"},
		{"en", "La Alcaldía de Riobamba", "city"},
		{"es", "ALCALDIA DE LOJA", "city"},
		{"es", "Distrito Metropolitano de Quito", "metropolitan"},
		{"es", "Distrito de Ate", "district"},
		{"en", "The Metropolitan City of Milan", "metropolitan"},
		{"fr", "La Ville du Havre", "city"},
		{"fr", "Villeneuve", ""},
		{"en", "Simplicity", ""},
		{"en", "", ""},
	} {
		if got, ok := c.Recognise(tt.lang, f, tt.text); got != tt.want || ok != (tt.want != "") {
			t.Errorf("%q: %q, %v, want %q", tt.text, got, ok, tt.want)
		}
	}
}
