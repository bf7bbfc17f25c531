package paper_test

import (
	"strings"
	"time"

	"pledgebot/bot/paper"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/locales"
)

var product = func() *locales.Catalogue {
	texts, err := locales.Load(nil)
	if err != nil {
		panic(err)
	}
	return texts.With(call.Default())
}()

var now = time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)

func maker() *paper.Maker {
	return &paper.Maker{Call: call.Default(), Texts: product, Now: func() time.Time { return now }}
}

// short has only what must be there.
var short = map[call.Lang]map[call.FieldKey]call.Value{
	"en": {
		"place_name": {"Nairobi"}, "country": {"KE"}, "entity_name": {"Nairobi City County"}, "priorities": {"1", "2", "4"},
		"title":      {"Make refugee inclusion a permanent part of county government"},
		"commitment": {"Nairobi City County will set up a refugee section inside one of its sub-sectors by December 2028."},
		"approvals":  {"office=Governor's office\x1edate=2026-11-20"}, "consent_publish": {"full_text"}, "contact_email": {"office@nairobi.example"},
	},
	"es": {
		"place_name": {"Riobamba"}, "country": {"EC"}, "entity_name": {"El Municipio de Riobamba"}, "priorities": {"4"},
		"title":      {"Cuarenta viviendas para familias recién llegadas"},
		"commitment": {"El Municipio de Riobamba pondrá 40 viviendas asequibles a disposición de familias recién llegadas a más tardar en junio de 2028."},
		"approvals":  {"office=Despacho de la Alcaldía\x1edate=2026-11-20\x1edecision=Acuerdo 2026-114"}, "consent_publish": {"full_text"}, "contact_email": {"oficina@riobamba.example"},
	},
	"fr": {
		"place_name": {"Dakar"}, "country": {"SN"}, "entity_name": {"La Ville de Dakar"}, "priorities": {"5"},
		"title":      {"L'accueil d'abord : un guichet pour les nouveaux arrivants"},
		"commitment": {"La Ville de Dakar ouvrira d'ici décembre 2028 un guichet d'accueil « ouvert à tous », où l'on est reçu sans rendez-vous."},
		"approvals":  {"office=Cabinet du maire\x1edate=2026-11-20"}, "consent_publish": {"full_text"}, "contact_email": {"accueil@dakar.example"},
	},
}

// long is as much as a city may write, with a word that fits no line and characters
// that few fonts have.
func long(lang call.Lang) map[call.FieldKey]call.Value {
	out := map[call.FieldKey]call.Value{}
	for key, v := range short[lang] {
		out[key] = v
	}
	sentence := out["commitment"].First() + " "
	out["description"] = call.Value{strings.Repeat(sentence, 20) + "\n\n" + strings.Repeat("Zusammenarbeitsvereinbarung", 8) + "\n\nبلدية · 市政府 · 🏠"}
	out["resources_offered"] = call.Value{strings.Repeat(sentence, 4)}
	out["legal_basis"] = call.Value{strings.Repeat("Decision of the council. ", 12)}
	out["beneficiaries"] = call.Value{"newly arrived families", "the host community", "young people without family support"}
	out["partners"] = call.Value{"University of Ibarra (planned)", "Diocesan Caritas (confirmed)"}
	out["links"] = call.Value{"https://localaction.example/" + strings.Repeat("a-very-long-path/", 12)}
	out["milestones"] = call.Value{"title=Opening\x1edate=2027-06", "title=First evaluation\x1edate=2028-06"}
	return out
}

// submitted is a pledge that was sent.
func submitted(lang call.Lang, answers map[call.FieldKey]call.Value) pledge.Pledge {
	p := pledge.Pledge{ID: "p1", State: pledge.Submitted, Lang: lang, Answers: map[call.FieldKey]pledge.Answer{}}
	for key, v := range answers {
		p.Answers[key] = pledge.Answer{Value: v, Rev: 1, At: now}
	}
	check := pledge.Check(call.Default(), p)
	p.Submitted = &pledge.Submission{Reference: "CLA-2026-0001", Check: check, At: now, Expected: "2028-11-30"}
	return p
}

func draft(lang call.Lang, answers map[call.FieldKey]call.Value) pledge.Pledge {
	p := submitted(lang, answers)
	p.State, p.Submitted = pledge.Draft, nil
	return p
}
