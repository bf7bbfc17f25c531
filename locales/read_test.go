package locales

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"pledgebot/conversation/call"
)

func offer(ids ...string) []call.Offer {
	offers := make([]call.Offer, len(ids))
	for i, id := range ids {
		offers[i] = call.Offer{ID: call.OptionID(id), Label: call.Say("test." + id)}
	}
	return offers
}

// Wording §4: every word of the table, in its language.
func TestReadWords(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	open := call.Question{Kind: call.SomeOf, Multi: true, Options: offer("yes", "no")}
	for _, tt := range []struct {
		word       call.Word
		en, es, fr string
	}{
		{call.WordBack, "back, previous, go back, undo", "atrás, volver, regresar, anterior, deshacer", "retour, précédent, revenir, annuler la réponse"},
		{call.WordSkip, "skip, later, next, not now", "omitir, saltar, después, más tarde, siguiente, ahora no", "passer, plus tard, suivant, pas maintenant, sauter"},
		{call.WordHelp, "help, ?, what, explain", "ayuda, ayúdeme, ?, explicar, no entiendo", "aide, aidez-moi, ?, expliquer, je ne comprends pas"},
		{call.WordSave, "pause, stop, exit, quit, save", "pausa, detener, parar, salir, terminar por hoy, guardar", "pause, arrêter, quitter, sortir, enregistrer"},
		{call.WordCancel, "cancel, never mind", "cancelar, dejarlo", "annuler, laisser tomber"},
		{call.WordUnknown, "I don't know yet, don't know", "aún no lo sé, no lo sé", "je ne sais pas encore, je ne sais pas"},
		{call.WordSubmit, "submit, send", "presentar, enviar", "soumettre, envoyer"},
		{call.WordContinue, "continue, resume, go on, start", "continuar, seguir, reanudar, empezar, comenzar", "continuer, reprendre, poursuivre, commencer"},
		{call.WordMenu, "menu, home, options", "menú, inicio, opciones", "menu, accueil, options"},
		{call.WordYes, "yes, y, ok, okay, agreed", "sí, si, ok, de acuerdo, conforme, dale", "oui, ok, d'accord, entendu"},
		{call.WordNo, "no, n, not yet", "no, todavía no, aún no", "non, pas encore"},
		{call.WordDone, "done, ready, that's all", "listo, ya, es todo, terminado", "terminé, fini, c'est tout"},
		{call.WordPreview, "preview, show, my pledge, status", "ver, vista previa, mi compromiso, estado", "aperçu, voir, mon engagement, état"},
		{call.WordEdit, "edit, change, correct", "editar, cambiar, corregir, modificar", "modifier, changer, corriger"},
		{call.WordLanguage, "language, english, español, français", "idioma, lengua, español, inglés, francés", "langue, français, anglais, espagnol"},
		{call.WordPledge, "pledge, new pledge", "compromiso, nuevo compromiso", "engagement, nouvel engagement"},
		{call.WordData, "my data, mydata", "mis datos", "mes données"},
		{call.WordPrivacy, "privacy", "privacidad", "confidentialité"},
		{call.WordForget, "delete me, forget", "borrar mis datos", "effacer mes données"},
	} {
		for lang, list := range map[call.Lang]string{"en": tt.en, "es": tt.es, "fr": tt.fr} {
			for said := range strings.SplitSeq(list, ", ") {
				for _, typed := range []string{said, " " + strings.ToUpper(said) + ". ", strings.ReplaceAll(said, "'", "’"), "/" + said} {
					if said == "?" && typed != said || typed == "/start" {
						continue
					}
					if got := c.Read(lang, open, typed); got.Word != tt.word || len(got.Options) > 0 {
						t.Errorf("%s, %q: %+v, want %s", lang, typed, got, tt.word)
					}
				}
			}
		}
	}
}

// Wording §4, traps.
func TestReadTraps(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	var (
		text   = call.Question{Kind: call.Words}
		long   = call.Question{Kind: call.Words, Long: true}
		yesNo  = call.Question{Kind: call.YesNo}
		asked  = call.Question{Options: offer("yes", "no")}
		multi  = call.Question{Kind: call.SomeOf, Multi: true}
		ending = call.Question{Kind: call.Groups, Options: offer("done")}
	)
	for _, tt := range []struct {
		name  string
		lang  call.Lang
		q     call.Question
		typed string
		want  call.Meaning
	}{
		{"no outside a yes-or-no question", "en", text, "no", call.Meaning{}},
		{"no where it is asked", "en", yesNo, "No.", call.Meaning{Word: call.WordNo}},
		{"no where it is offered", "en", asked, "no", call.Meaning{Word: call.WordNo}},
		{"yes where it is offered", "en", asked, "ok", call.Meaning{Word: call.WordYes}},
		{"French si is not yes", "fr", yesNo, "si", call.Meaning{}},
		{"Spanish si is", "es", yesNo, "si", call.Meaning{Word: call.WordYes}},
		{"English yes in Spanish", "es", yesNo, "yes", call.Meaning{}},
		{"Spanish no as a command in French", "fr", yesNo, "/sí", call.Meaning{}},
		{"ya outside a choice", "es", text, "ya", call.Meaning{}},
		{"ya in a choice", "es", multi, "ya", call.Meaning{Word: call.WordDone}},
		{"fini outside a choice", "fr", text, "fini", call.Meaning{}},
		{"fini in a choice", "fr", multi, "fini", call.Meaning{Word: call.WordDone}},
		{"done in a long answer", "en", long, "done", call.Meaning{Word: call.WordDone}},
		{"done where it is offered", "en", ending, "ready", call.Meaning{Word: call.WordDone}},
		{"next skips", "en", text, "next", call.Meaning{Word: call.WordSkip}},
		{"undo in a long answer", "en", long, "undo", call.Meaning{Word: call.WordUndo}},
		{"undo elsewhere", "en", text, "undo", call.Meaning{Word: call.WordBack}},
		{"help in every language", "fr", text, "HELP!", call.Meaning{Word: call.WordHelp}},
		{"stop in every language", "es", text, "stop", call.Meaning{Word: call.WordSave}},
		{"back in another language", "es", text, "back", call.Meaning{}},
		{"submit inside a sentence", "en", text, "submit a report", call.Meaning{}},
		{"a word in quotation marks", "en", text, "“skip”", call.Meaning{Text: "skip"}},
		{"in French ones", "fr", text, "«\u202Fpasser\u202F»", call.Meaning{Text: "passer"}},
		{"in straight ones", "en", text, `"Help"`, call.Meaning{Text: "Help"}},
		{"a quoted number", "en", multi, "“2”", call.Meaning{}},
		{"a quoted title", "en", text, "“Cities together”", call.Meaning{}},
		{"two quotations", "en", text, `"skip" or "back"`, call.Meaning{}},
		{"a slash and a space", "en", text, "/ 50 % less", call.Meaning{}},
		{"a slash alone", "en", text, "/", call.Meaning{}},
		{"a command for a bot", "en", text, "/start@Bot", call.Meaning{Word: call.WordStart}},
		{"in capitals", "fr", text, "/START", call.Meaning{Word: call.WordStart}},
		{"with an invitation", "es", text, "/start a1B2_c3", call.Meaning{Word: call.WordStart}},
		{"a command of another language", "fr", text, "/mydata", call.Meaning{Word: call.WordData}},
		{"a command by its name", "fr", text, "/back", call.Meaning{Word: call.WordBack}},
		{"of several words", "en", text, "/my_pledges", call.Meaning{Word: call.WordPledges}},
		{"several commands", "en", text, "/help /skip", call.Meaning{Word: call.WordHelp}},
		{"a command and a sentence", "en", text, "/help me with this", call.Meaning{}},
		{"an unknown command", "en", text, "/frobnicate", call.Meaning{}},
		{"a language by its own name", "en", text, "español", call.Meaning{Word: call.WordLanguage, Lang: "es"}},
		{"by its name in another", "es", text, "inglés", call.Meaning{Word: call.WordLanguage, Lang: "en"}},
		{"as a command", "es", text, "/french", call.Meaning{Word: call.WordLanguage, Lang: "fr"}},
		{"as an answer about languages", "en", call.Question{Kind: call.Words, Form: "languages"}, "French", call.Meaning{}},
		{"invisible characters", "en", text, "\u200Bskip\uFEFF", call.Meaning{Word: call.WordSkip}},
		{"decomposed accents", "es", text, "atra\u0301s", call.Meaning{Word: call.WordBack}},
		{"an empty message", "en", text, "  ", call.Meaning{}},
	} {
		want := tt.want
		if want.Text == "" {
			want.Text = tt.typed
		}
		if got := c.Read(tt.lang, tt.q, tt.typed); !same(got, want) {
			t.Errorf("%s: %q is %+v, want %+v", tt.name, tt.typed, got, want)
		}
	}
}

func same(a, b call.Meaning) bool {
	return a.Word == b.Word && a.Lang == b.Lang && a.Text == b.Text && a.Doubt == b.Doubt && slices.Equal(a.Options, b.Options)
}

// Cases of bad-inputs.json: what the reader of words makes of them. What it
// leaves alone is read, and refused or confirmed, by the answer's kind.
func TestBadInputs(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/bad-inputs.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		ID, Typed, Text string
		Kind            call.Kind
		Word            call.Word
		Doubt           bool
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	c := catalogue(t)
	for _, tt := range cases {
		for _, lang := range c.Langs() {
			if tt.ID == "CMD-010" && lang != "fr" {
				continue
			}
			want := call.Meaning{Text: tt.Text, Word: tt.Word, Doubt: tt.Doubt}
			if want.Text == "" {
				want.Text = tt.Typed
			}
			if got := c.Read(lang, call.Question{Kind: tt.Kind, Options: offer("back", "skip", "help")}, tt.Typed); !same(got, want) {
				t.Errorf("%s, %s: %q is %+v, want %+v", tt.ID, lang, tt.Typed, got, want)
			}
		}
	}
}
