package desk_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"pledgebot/bot/desk"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/locales"
	"pledgebot/store"
)

// A library answers every search, and remembers what was asked for.
type library struct {
	store.Pledges
	store.Searches
	role  pledge.DeskRole
	found []store.Found
	asked []store.Search
	skip  int
}

func (l *library) Look(_ context.Context, q store.Query) (store.View, error) {
	who := conversation.Person{ID: q.Person}
	if l.role != "" {
		who.Desk = &pledge.Desk{Role: l.role}
	}
	return store.View{Person: who}, nil
}

func (l *library) Search(_ context.Context, q store.Search, skip, limit int) ([]store.Found, error) {
	l.asked, l.skip = append(l.asked, q), skip
	all := l.found[min(skip, len(l.found)):]
	return all[:min(limit, len(all))], nil
}

// loaded are the texts that ship, which do not change.
var loaded = sync.OnceValues(func() (*locales.Catalogue, error) { return locales.Load(nil) })

// deskOver is a desk with nothing but a library, on a day in November.
func deskOver(t *testing.T, l *library) *desk.Desk {
	t.Helper()
	return deskOn(t, l, l)
}

func deskOn(t *testing.T, p store.Pledges, s store.Searches) *desk.Desk {
	t.Helper()
	texts, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	data := call.Default()
	return desk.New(desk.Parts{
		Call: data, Texts: texts.With(data), Pledges: p, Searches: s, Lang: "en",
		Now: func() time.Time { return time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC) },
	})
}

func commanded(t *testing.T, d *desk.Desk, lang call.Lang, typed string) desk.Outcome {
	t.Helper()
	out, err := d.Command(context.Background(), "in", desk.Person{ID: "slack:T/U", Lang: lang}, typed)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestSearchReadsWhatPeopleType(t *testing.T) {
	t.Parallel()
	waiting, accepted := []pledge.State{pledge.Submitted, pledge.InReview}, []pledge.State{pledge.Accepted, pledge.Amending, pledge.Reporting}
	for typed, want := range map[string]store.Search{
		"Quito":                          {Words: "Quito"},
		"ecuador":                        {Country: "EC"},
		"Équateur":                       {Country: "EC"},
		"costa de marfil":                {Country: "CI"},
		"viviendas Ecuador":              {Words: "viviendas", Country: "EC"},
		`"Ecuador" housing`:              {Words: "Ecuador housing"},
		"«Ecuador»":                      {Words: "Ecuador"},
		"4":                              {Priority: "4"},
		"Social integration":             {Priority: "4"},
		"inclusion social Senegal":       {Priority: "4", Country: "SN"},
		"vivienda asequible":             {Priority: "housing"},
		"40 homes":                       {Words: "40 homes"},
		"in review":                      {States: []pledge.State{pledge.InReview}},
		"EN REVISIÓN":                    {States: []pledge.State{pledge.InReview}},
		"à l’étude":                      {States: []pledge.State{pledge.InReview}},
		"waiting in review":              {States: []pledge.State{pledge.InReview}},
		"accepted declined":              {States: []pledge.State{""}},
		"waiting":                        {States: waiting},
		"pendiente":                      {States: waiting},
		"en attente de la ville":         {States: []pledge.State{pledge.ChangesRequested}},
		"overdue":                        {States: accepted, DueTo: "2026-11-29", Oldest: true},
		"en retard Canada":               {States: accepted, DueTo: "2026-11-29", Oldest: true, Country: "CA"},
		"due 2027":                       {States: accepted, DueFrom: "2027-01-01", DueTo: "2027-12-31"},
		"due june":                       {States: accepted, DueFrom: "2027-06-01", DueTo: "2027-06-31"},
		"due December":                   {States: accepted, DueFrom: "2026-12-01", DueTo: "2026-12-31"},
		"échéance juin 2028":             {States: accepted, DueFrom: "2028-06-01", DueTo: "2028-06-31"},
		"vence 30 de junio de 2028 agua": {States: accepted, DueFrom: "2028-06-30", DueTo: "2028-06-30", Words: "agua"},
		"due 2028-06":                    {States: accepted, DueFrom: "2028-06-01", DueTo: "2028-06-31"},
		"due":                            {States: accepted, DueFrom: "0001-01-01"},
		"mine":                           {ClaimedBy: "slack:T/U"},
		"les miens en attente":           {ClaimedBy: "slack:T/U", States: waiting},
		"100% l'eau":                     {Words: "100% l'eau"},
		"\"\"":                           {},
	} {
		l := &library{role: pledge.Reviewer}
		commanded(t, deskOver(t, l), "es", typed)
		if len(l.asked) != 1 || fmt.Sprintf("%+v", l.asked[0]) != fmt.Sprintf("%+v", want) {
			t.Errorf("%q is read as\n%+v, not\n%+v", typed, l.asked, want)
		}
	}
}

func TestSearchSaysWhatItUnderstood(t *testing.T) {
	t.Parallel()
	d := deskOver(t, &library{role: pledge.Editor})
	for lang, want := range map[call.Lang]string{
		"en": "Nothing fits. What was understood: Ecuador · Social integration · waiting for the team · “agua”",
		"es": "No hay nada que coincida. Se entendió: Ecuador · Inclusión social · en espera del equipo · “agua”",
		"fr": "Rien ne correspond. Ce qui a été compris\u202f: Équateur · Intégration sociale · en attente de l'équipe · «\u202fagua\u202f»",
	} {
		if got, _, _ := strings.Cut(commanded(t, d, lang, "Ecuador 4 waiting agua").Said, "\n"); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

func TestSearchTurnsPages(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 3, 9, 0, 0, 0, time.UTC)
	l := &library{role: pledge.Reviewer}
	for i := range 21 {
		l.found = append(l.found, store.Found{
			Pledge: pledge.ID(fmt.Sprint("p", i)), Reference: fmt.Sprintf("CLA-2026-%04d", i), State: pledge.InReview,
			Place: "Quito", Country: "EC", Title: "Agua", Since: at,
		})
	}
	l.found[1] = store.Found{Pledge: "p1", Reference: "CLA-2026-0001", State: pledge.Draft, Place: "Quito", Country: "EC", Since: at}
	l.found[2].State, l.found[2].Due = pledge.Accepted, "2028-06-30"
	d := deskOver(t, l)
	out := commanded(t, d, "en", "quito")
	var read []string
	for _, i := range out.Form.Items {
		read = append(read, strings.ReplaceAll(i.Text, "\u00a0", " "))
	}
	for i, want := range []string{
		"CLA-2026-0000 · Quito, Ecuador · In review since 3 November 2026 · Agua",
		"CLA-2026-0001 · Quito, Ecuador · Taken back by the city on 3 November 2026",
		"CLA-2026-0002 · Quito, Ecuador · Accepted · report due on 30 June 2028 · Agua",
	} {
		if read[i] != want {
			t.Errorf("%q, not %q", read[i], want)
		}
	}
	if out.Form.Items[1].Button != nil {
		t.Error("what was taken back can be opened")
	}
	for n, want := range []int{10, 10, 1} {
		if got := len(out.Form.Items); got != want || l.skip != 10*n {
			t.Errorf("page %d has %d after %d", n+1, got, l.skip)
		}
		on := out.Form.Buttons[len(out.Form.Buttons)-1]
		if n == 2 {
			if len(out.Form.Buttons) != 1 || on.Press.Page != 2 {
				t.Errorf("the last page has %+v", out.Form.Buttons)
			}
			break
		}
		var err error
		if out, err = d.Take(context.Background(), "in", desk.Person{ID: "slack:T/U", Lang: "en"}, on.Press); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSearchIsForTheTeam(t *testing.T) {
	t.Parallel()
	l := &library{}
	d := deskOver(t, l)
	if out := commanded(t, d, "en", "quito"); !strings.Contains(out.Said, "slack:T/U") {
		t.Errorf("a stranger is told %q", out.Said)
	}
	out, err := d.Take(context.Background(), "in", desk.Person{ID: "slack:T/U", Lang: "en"}, desk.Press{Verb: desk.Search, What: "quito"})
	if err != nil || out.Form != nil || len(l.asked) > 0 {
		t.Errorf("a stranger's press: %+v, %v, asked %+v", out, err, l.asked)
	}
}
