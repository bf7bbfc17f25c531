package conversation_test

import (
	"strings"
	"testing"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// withTeam is a world whose pledge is with the team.
func withTeam(t *testing.T) *world {
	w := newWorld(t)
	w.line("/open en")
	submitTemplate(w, call.Default().Templates[0], "Riobamba", "Ecuador", "The City of Riobamba")
	return w
}

func (w *world) question(n int) pledge.Question { return w.pledges[0].Questions[n-1] }

// spoken is all that was said last, in the dialog's language.
func (w *world) spoken() string {
	var lines []string
	for _, text := range w.last.Texts {
		lines = append(lines, w.texts.Text(w.session.Lang, text))
	}
	return strings.Join(lines, "\n")
}

// What was typed for a question that reads otherwise by now is kept, and offered
// to the question as it reads; for a question that was withdrawn it is kept, too.
func TestAnswerToAQuestionThatChanged(t *testing.T) {
	t.Parallel()
	w := withTeam(t)
	w.line("/desk ask title Which families?")
	w.line("/desk correct 1 Which families, and how many?") // news waits while the question is open
	w.line("Refugee families")
	if q := w.question(1); !q.Open() || w.session.Held == nil || !strings.Contains(w.spoken(), "and how many?") || !strings.Contains(w.spoken(), "Refugee families") {
		t.Fatalf("question %+v, held %+v:\n%s", q, w.session.Held, w.spoken())
	}
	w.line("no")
	if q := w.question(1); !q.Open() {
		t.Fatalf("after a no: %+v", q)
	}
	w.line("Sixty")
	if q := w.question(1); q.Done != pledge.DoneReplied || q.Reply.Value.First() != "Sixty" {
		t.Errorf("answered: %+v", q)
	}
	w.line("/desk ask title Since when?")
	w.line("/desk retract 2")
	w.line("For a year")
	if f := w.facts[len(w.facts)-1]; f.Kind != pledge.Clashed || f.Value.First() != "For a year" || w.session.Prompt.At != conversation.AtOpen {
		t.Errorf("an answer to what was withdrawn gives %+v at %s", f, w.session.Prompt.At)
	}
}

// A pledge whose form is complete is not called answered while the team asks.
func TestWelcomeBackToAQuestion(t *testing.T) {
	t.Parallel()
	w := withTeam(t)
	w.line("/desk ask title Which families?")
	w.line("/lose")
	w.line("/open en")
	if got := w.spoken(); strings.Contains(got, "All questions are answered") || strings.Count(got, "Questions from the team are still open") != 1 {
		t.Errorf("welcome back:\n%s", got)
	}
	w.line("/choose todo")
	w.line("1")
	w.line("Refugee families")
	w.line("/lose")
	w.line("/open en")
	if got := w.spoken(); !strings.Contains(got, "All questions are answered") {
		t.Errorf("welcome back once it has its answer:\n%s", got)
	}
}

// Free words stay in the language they were written in, which is named to who
// reads another; the Call's own questions are in the reader's.
func TestQuestionInItsLanguage(t *testing.T) {
	t.Parallel()
	w := withTeam(t)
	w.line("/desk ask title@fr Quelles familles ?")
	if said := w.spoken(); !strings.Contains(said, "Quelles familles ?") || !strings.Contains(said, "French") {
		t.Errorf("in English:\n%s", said)
	}
	w.line("français")
	if said := w.spoken(); !strings.Contains(said, "Quelles familles ?") || strings.Contains(said, "Texte original") {
		t.Errorf("in French:\n%s", said)
	}
	w.line("menu")
	w.line("/desk standard title by_when")
	w.line("2")
	if said := w.spoken(); !strings.Contains(said, w.texts.Text("fr", call.Say("question.by_when"))) {
		t.Errorf("a standard question in French:\n%s", said)
	}
	w.line("avant juin")
	if q := w.question(2); q.Reply == nil || q.Reply.Value.First() != "avant juin" {
		t.Errorf("answered: %+v", q)
	}
}

// An edited message changes the answer that it gave, as often as it is edited,
// while that answer stands.
func TestEditedAnswerToTheTeam(t *testing.T) {
	t.Parallel()
	w := withTeam(t)
	w.line("/desk ask title Which families?")
	w.line("Refugee families")
	n := len(w.facts)
	edit := func(text string) {
		e := conversation.Edited{Text: text, Facts: w.facts[n-1 : n], Since: w.facts[n:]}
		e.Meaning = w.texts.Read("en", w.machine.Answered(w.session, w.view(), e), text)
		w.tell(e)
	}
	for _, text := range []string{"Refugee families with children", "Sixty refugee families"} {
		edit(text)
		if q := w.question(1); q.Reply.Value.First() != text || !w.facts[len(w.facts)-1].Edited {
			t.Errorf("edited to %q: %+v", text, q.Reply)
		}
	}
	edit(strings.Repeat("long ", 500))
	w.line("1")
	w.line("Seventy")
	edit("Eighty")
	if q := w.question(1); q.Reply.Value.First() != "Seventy" {
		t.Errorf("an edit of an older message: %+v", q.Reply)
	}
}

// A wording that the team suggests is read as the field's answers are, on the
// list as well.
func TestSuggestedDate(t *testing.T) {
	t.Parallel()
	w := withTeam(t)
	w.line("/desk suggest p1-body.by_date 2028-12")
	w.line("back")
	if said := strings.ReplaceAll(w.spoken(), "\u00a0", " "); !strings.Contains(said, "· December 2028 · open") {
		t.Errorf("the list:\n%s", said)
	}
	w.line("1")
	w.line("/choose take_it")
	if a := w.pledges[0].Answers["p1-body.by_date"]; a.Value.First() != "2028-12" || a.From != "UCLG" {
		t.Errorf("taken as %+v", a)
	}
}

// News waits while a question of the team is open, but not for ever: who left it
// long ago is told of the next, and of the decision.
func TestNewsAfterAQuestionThatWasLeft(t *testing.T) {
	t.Parallel()
	w := withTeam(t)
	w.line("/desk ask title Which families?")
	w.line("/desk ask description Since when?")
	if !strings.HasSuffix(w.log.String(), "conversation.Later\n") {
		t.Errorf("news broke into a question: %s", w.spoken())
	}
	w.line("/days 2")
	w.tell(conversation.Told{Facts: w.facts[len(w.facts)-1:]})
	if w.session.Prompt.At != conversation.AtOpen || !strings.Contains(w.spoken(), "Since when?") {
		t.Errorf("after two days it is %s:\n%s", w.session.Prompt.At, w.spoken())
	}
	w.line("1")
	w.line("/days 2")
	w.line("/desk decline Not in the scope of the Call.")
	if !strings.Contains(w.spoken(), "Not in the scope of the Call.") {
		t.Errorf("the decision is not told:\n%s", w.spoken())
	}
}

// News that is over when it comes says nothing.
func TestNewsThatIsOver(t *testing.T) {
	t.Parallel()
	w := withTeam(t)
	w.line("/desk ask title Which families?")
	asked := w.facts[len(w.facts)-1:]
	w.line("Refugee families")
	if effects := w.tell(conversation.Told{Facts: asked}); len(effects) > 0 {
		t.Errorf("a question that has its answer is told: %+v", effects)
	}
	w.line("menu")
	w.line("/desk standard title by_when")
	w.line("/desk ask description Since when?")
	w.line("menu")
	w.line("/choose todo")
	if effects := w.tell(conversation.Told{Facts: w.facts[len(w.facts)-1:]}); len(effects) > 0 {
		t.Errorf("a question that stands on the list is told: %+v", effects)
	}
	w.line("2")
	w.line("In spring")
	w.line("3")
	w.line("In summer")
	w.line("submit")
	w.line("submit")
	if effects := w.tell(conversation.Told{Facts: asked}); len(effects) > 0 || w.pledges[0].State != pledge.InReview {
		t.Errorf("%s, told: %+v", w.pledges[0].State, effects)
	}
}
