package telegram_test

import (
	"strings"
	"testing"

	"pledgebot/conversation/pledge"
)

// plain is a text with ordinary spaces.
func plain(text string) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(text)
}

// reads fails where somebody's newest message lacks some words.
func (p *person) reads(all ...string) {
	p.w.t.Helper()
	for _, words := range all {
		if got := plain(p.Last().Text); !strings.Contains(got, words) {
			p.w.t.Errorf("%q is not in\n%s", words, got)
		}
	}
}

// TestSigningOff: the mayor's office comes by a link, gets one card in its language,
// signs off with small corrections allowed, is shown the correction, and is asked
// again only for what changes the words. It needs nothing else of the bot.
func TestSigningOff(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana, mayor := w.person(7, "en"), w.person(8, "es")
		ana.does(append(drafting[:len(drafting):len(drafting)], filling...)...)
		ana.does("/preview", "*title", "40 homes for newly arived families", "*submit", "*let_sign")
		_, payload := ana.passedOn()
		mayor.does("/start "+payload, "*continue", "Despacho de la Alcaldía")
		w.told()
		ana.reads("Despacho de la Alcaldía has used your link", "sign it off")
		ana.does("/preview", "*submit", "*send_card")
		ana.reads("What would you like to do?")
		w.told()
		mayor.reads("Para su visto bueno: “40 homes for newly arived families” (The City of Riobamba).",
			"Oficina que constará: Despacho de la Alcaldía. Código de verificación: ")
		if got := mayor.Last().Text; len([]rune(got)) > 1200 {
			t.Errorf("the card has %d characters:\n%s", len([]rune(got)), got)
		}
		mayor.does("*sign_off_small", "*no_number")
		w.told()
		ana.reads("Despacho de la Alcaldía signed “40 homes for newly arived families” off on 25 November 2026; small corrections", "You are about to send",
			"Signed off in this chat by that office itself: Despacho de la Alcaldía, 25 November 2026")

		ana.does("/preview", "*title", "40 homes for newly arrived families")
		w.told()
		mayor.reads("Se hizo una corrección menor", "antes: 40 homes for newly arived families · ahora: 40 homes for newly arrived families")
		ana.does("/preview", "*title", "60 homes for newly arrived families", "*submit")
		ana.reads("The text has changed since then, so it needs a new sign-off.")
		ana.does("*send_card")
		w.told()
		mayor.reads("Usted dio su visto bueno el 25 de noviembre de 2026. Desde entonces cambió esto y nada más:", "ahora: 60 homes for newly arrived families")
		old, at := mayor.button("sign_off")
		mayor.does("*send_back", "¿Por qué 60?")
		w.told()
		ana.reads("Despacho de la Alcaldía sends “60 homes for newly arrived families” back: ¿Por qué 60?")
		ana.does("*title", "50 homes for newly arrived families", "*submit", "*send_card")
		w.told()
		mayor.PressesOn(at.ID, old.Data) // of the words before
		w.settle()
		if p := ana.mine()[0]; p.Signs(product.Call) {
			t.Error("a sign-off of other words counts")
		}
		mayor.does("*sign_off", "Acuerdo del concejo 2026-114")
		w.told()
		ana.does("*submit")
		p := ana.mine()[0]
		if p.State != pledge.Submitted || !p.Own(product.Call) || !strings.Contains(p.Value("approvals").First(), "2026-114") {
			t.Errorf("%s, signed off by %q", p.State, p.Value("approvals"))
		}
		w.told()
		mayor.reads("Su compromiso “50 homes for newly arrived families” se presentó el 25 de noviembre de 2026 con el número CLA-2026-0001.")
	})
}
