package desk

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// A tally counts things twice: all of them, and those of cities that agree to
// publication.
type tally struct{ all, public int }

func (t *tally) add(n int, public bool) {
	t.all += n
	if public {
		t.public += n
	}
}

// A table counts by name.
type table map[string]*tally

func (t table) add(name string, n int, public bool) {
	if t[name] == nil {
		t[name] = &tally{}
	}
	t[name].add(n, public)
}

// sums are amounts of money by currency.
type sums struct{ all, public map[string]*big.Rat }

// figures are what is counted of all pledges in one pass. Of what a city has not
// sent they count that it is there, and nothing else.
type figures struct {
	call        *call.Call
	today       string
	reports     [2]int // those whose day has come, and those of them that were sent
	states      table
	governments table
	countries   table
	priorities  table
	languages   table
	kinds       table
	objectives  map[call.FieldKey]table
	people      table // by what the number is meant for; "" where nobody said
	money       sums
	waits       [2][]time.Duration // until the first answer: all, public
}

// The fields that are counted beside those with a use of their own.
const (
	fieldKind   call.FieldKey = "kind"
	fieldPeople call.FieldKey = "beneficiary_count"
	fieldBasis  call.FieldKey = "beneficiary_basis"
	fieldMoney  call.FieldKey = "budget_committed"
)

var fieldsObjectives = []call.FieldKey{"gcm_objectives", "gcr_objectives"}

func newFigures(c *call.Call, today string) *figures {
	f := &figures{
		call: c, today: today, states: table{}, governments: table{}, countries: table{}, priorities: table{}, languages: table{}, kinds: table{},
		objectives: map[call.FieldKey]table{}, people: table{}, money: sums{map[string]*big.Rat{}, map[string]*big.Rat{}},
	}
	for _, key := range fieldsObjectives {
		f.objectives[key] = table{}
	}
	return f
}

// count takes a pledge in, as its city sent it last.
func (f *figures) count(p pledge.Pledge, facts []pledge.Fact) {
	consent := p.Value(f.call.Using(call.UsePublish).Key).First()
	public := p.State != pledge.Draft && consent != "" && consent != pledge.PublishNot
	f.states.add(string(p.State), 1, public)
	if p.State == pledge.Draft {
		return
	}
	f.wait(facts, public)
	f.report(p)
	p = p.Promise(f.call)
	if p.State == pledge.Declined || p.State == pledge.Withdrawn {
		return
	}
	place, country := p.Value(f.call.Using(call.UsePlace).Key).First(), p.Value(f.call.Using(call.UseCountry).Key).First()
	f.governments.add(country+" "+folded(place), 1, public)
	f.countries.add(country, 1, public)
	f.languages.add(string(p.Lang), 1, public)
	each := func(t table, key call.FieldKey) {
		for _, v := range p.Value(key) {
			t.add(v, 1, public)
		}
	}
	each(f.priorities, f.call.Listing("priorities").Key)
	each(f.kinds, fieldKind)
	for key, t := range f.objectives {
		each(t, key)
	}
	if n, err := strconv.Atoi(p.Value(fieldPeople).First()); err == nil {
		f.people.add(p.Value(fieldBasis).First(), n, public)
	}
	f.pay(p.Value(fieldMoney).First(), public)
}

// report counts the reports of a pledge whose day has come, and those that the city has
// sent, on time or late. An update is none.
func (f *figures) report(p pledge.Pledge) {
	sent := 0
	for _, r := range p.Reports {
		if !r.Interim {
			sent++
		}
	}
	if p.Progress != nil && !p.Progress.Interim && p.Reviewed() {
		sent++
	} else if p.Overdue(f.today) {
		f.reports[0]++
	}
	f.reports[0] += sent
	f.reports[1] += sent
}

// pay adds an amount such as "USD 60000.50".
func (f *figures) pay(amount string, public bool) {
	currency, number, _ := strings.Cut(amount, " ")
	n, ok := new(big.Rat).SetString(number)
	if !ok {
		return
	}
	into := []map[string]*big.Rat{f.money.all}
	if public {
		into = append(into, f.money.public)
	}
	for _, m := range into {
		if m[currency] == nil {
			m[currency] = new(big.Rat)
		}
		m[currency].Add(m[currency], n)
	}
}

// answers are the facts by which the team answers a city.
var answers = []pledge.FactKind{pledge.Inquired, pledge.Suggested, pledge.Approved, pledge.WasAccepted, pledge.WasDeclined}

// wait notes how long the city has waited for the team's first answer.
func (f *figures) wait(facts []pledge.Fact, public bool) {
	sent := slices.IndexFunc(facts, pledge.Fact.Submits)
	answer := slices.IndexFunc(facts, func(f pledge.Fact) bool { return slices.Contains(answers, f.Kind) })
	if sent < 0 || answer < sent {
		return
	}
	took := facts[answer].At.Sub(facts[sent].At)
	f.waits[0] = append(f.waits[0], took)
	if public {
		f.waits[1] = append(f.waits[1], took)
	}
}

// median is the middle of some waits, of an even number the shorter one.
func median(all []time.Duration) (time.Duration, bool) {
	if len(all) == 0 {
		return 0, false
	}
	slices.Sort(all)
	return all[(len(all)-1)/2], true
}

// stats counts all pledges.
func (d *Desk) stats(ctx context.Context, w wording) (Outcome, error) {
	f := newFigures(d.call, d.now().UTC().Format(time.DateOnly))
	err := d.pledges.All(ctx, func(p pledge.Pledge) error {
		if p.Submitted == nil {
			f.count(pledge.Pledge{State: p.State}, nil)
			return nil
		}
		facts, err := d.pledges.Facts(ctx, p.ID)
		if err != nil {
			return err
		}
		f.count(asSent(d.call, p, facts), facts)
		return nil
	})
	if err != nil {
		return Outcome{}, fmt.Errorf("count pledges: %w", err)
	}
	return Outcome{Form: d.tell(w, f)}, nil
}
