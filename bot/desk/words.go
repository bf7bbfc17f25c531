package desk

import (
	"slices"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// keys is every text that the desk says itself, with its arguments.
var keys = map[string][]string{
	"desk.label":             {"label"},
	"desk.head":              {"reference", "place", "country"},
	"desk.summary":           {"head", "state"},
	"desk.untitled":          nil,
	"desk.written_in":        {"lang"},
	"desk.with_team":         {"date"},
	"desk.with_city":         {"date"},
	"desk.taken_back":        {"date"},
	"desk.accepted":          {"date", "due"},
	"desk.declined":          {"date"},
	"desk.claimed":           nil,
	"desk.courtesy":          nil,
	"desk.kin":               nil,
	"desk.asked.correct":     {"field"},
	"desk.asked.retract":     {"field"},
	"desk.correct.title":     nil,
	"desk.corrected":         {"seconds"},
	"desk.flags":             nil,
	"desk.open_points":       nil,
	"desk.point":             {"field", "question", "reach"},
	"desk.reach.sent":        nil,
	"desk.reach.delivered":   {"date"},
	"desk.reach.opened":      {"date"},
	"desk.reach.undelivered": nil,
	"desk.shown":             {"date"},
	"desk.concealed":         nil,
	"desk.was_disclosed":     nil,
	"desk.was_concealed":     nil,
	"desk.helped":            {"note"},
	"desk.button.help":       nil,
	"desk.help.title":        nil,
	"desk.help.words":        nil,
	"desk.home.helped":       {"rests", "date"},
	"desk.was_undelivered":   {"fields"},
	"desk.decided":           {"seconds"},
	"desk.button.reconsider": nil,
	"desk.reconsidered":      nil,
	"desk.was_reconsidered":  nil,
	"desk.quote":             {"text"},
	"desk.sent_again":        nil,
	"desk.recalled":          nil,
	"desk.was_claimed":       nil,
	"desk.was_released":      nil,
	"desk.was_lapsed":        nil,
	"desk.was_accepted":      {"due"},
	"desk.was_approved":      nil,
	"desk.was_declined":      {"note"},
	"desk.asked":             {"fields", "question"},
	"desk.suggested":         {"fields", "question"},
	"desk.was_corrected":     {"fields", "question"},
	"desk.was_retracted":     {"fields"},
	"desk.replied":           {"fields", "answer"},
	"desk.kept_own":          {"fields"},
	"desk.reworded":          {"field"},
	"desk.took_over":         nil,
	"desk.was_reseated":      {"note"},
	"desk.was_kept":          nil,
	"desk.button.reseat":     nil,
	"desk.reseat.title":      nil,
	"desk.reseat.how":        {"date"},
	"desk.reseat.letter":     {"org", "head", "call", "until", "link"},
	"desk.reseat.again":      nil,
	"desk.reseated":          {"until"},
	"desk.preview.nobody":    nil,
	"desk.button.scan":       nil,
	"desk.check":             {"check"},
	"desk.bounced":           {"why"},
	"desk.bounced_copy":      nil,
	"desk.scan.none":         nil,
	"desk.scan.here":         {"date"},
	"desk.button.claim":      nil,
	"desk.button.release":    nil,
	"desk.button.open":       nil,
	"desk.button.ask":        nil,
	"desk.button.change":     nil,
	"desk.button.suggest":    nil,
	"desk.button.accept":     nil,
	"desk.button.decline":    nil,
	"desk.button.retract":    nil,
	"desk.button.back":       nil,
	"desk.button.on":         nil,
	"desk.send":              nil,
	"desk.look":              nil,
	"desk.cancel":            nil,
	"desk.close":             nil,
	"desk.accept.title":      nil,
	"desk.accept.ask":        {"title", "check"},
	"desk.page":              {"n", "total"},
	"desk.author":            {"role", "date"},
	"desk.city_role":         nil,
	"desk.given_by":          {"office", "date"},
	"desk.signed_own":        {"date"},
	"desk.signed_reported":   {"date"},
	"desk.derived":           nil,
	"desk.from_team":         {"org", "date"},
	"desk.earlier":           {"date"},
	"desk.none":              nil,
	"desk.ask.title":         nil,
	"desk.change.title":      nil,
	"desk.suggest.title":     nil,
	"desk.decline.title":     nil,
	"desk.fields":            nil,
	"desk.field":             nil,
	"desk.standard":          nil,
	"desk.own_words":         nil,
	"desk.own_words.hint":    nil,
	"desk.which_language":    nil,
	"desk.reason":            nil,
	"desk.what_could_change": nil,
	"desk.wording":           nil,
	"desk.why":               nil,
	"desk.preview.title":     nil,
	"desk.preview.who":       {"lang"},
	"desk.wrong.question":    nil,
	"desk.wrong.field":       nil,
	"desk.wrong.format":      nil,
	"desk.wrong.long":        {"most"},
	"desk.no_card":           nil,
	"desk.sent":              {"seconds"},
	"desk.withdrawn":         nil,
	"desk.stranger":          {"id"},
	"desk.help":              nil,
	"desk.not_found":         {"typed"},
	"desk.team.title":        nil,
	"desk.team.how":          {"orgs"},
	"desk.exported":          {"name", "what"},
	"desk.columns.column":    nil,
	"desk.columns.meaning":   nil,
	"desk.columns.kind":      nil,
	"desk.button.list":       nil,
	"desk.digest.title":      {"date"},
	"desk.digest.more":       {"named", "n"},
	"desk.digest.waiting":    {"n", "date"},
	"desk.digest.none":       nil,
	"desk.digest.unmailed":   nil,
	"desk.digest.undrawn":    nil,
	"desk.home.mine":         nil,
	"desk.home.waiting":      nil,
	"desk.home.with_city":    nil,
	"desk.home.overdue":      nil,
	"desk.home.resting":      nil,
	"desk.home.place":        {"place", "country"},
	"desk.home.rests":        {"where", "date", "question"},
	"desk.home.ready":        {"where", "date"},
	"desk.home.empty":        nil,
	"desk.home.all":          nil,
	"desk.home.health":       nil,
	"desk.home.well":         nil,
	"desk.home.away":         nil,
	"desk.stats.title":       nil,
	"desk.stats.as_of":       {"date"},
	"desk.stats.both":        {"all", "public"},
	"desk.stats.group":       {"name", "n"},
	"desk.stats.days":        {"all", "public"},
	"desk.stats.estimate":    nil,
	"desk.stats.none":        nil,
	"desk.search.title":      nil,
	"desk.search.understood": {"what"},
	"desk.search.nothing":    {"what"},
	"desk.search.all":        nil,
	"desk.search.waiting":    nil,
	"desk.search.with_city":  nil,
	"desk.search.mine":       nil,
	"desk.search.overdue":    nil,
	"desk.search.due":        nil,
	"desk.search.due_in":     {"date"},
	"desk.found":             {"head", "state", "date"},
	"desk.found.due":         {"head", "state", "due"},
	"desk.found.taken_back":  {"head", "date"},
	"desk.found.title":       {"found", "title"},
	"desk.unverified":        nil,
	"desk.vouched":           {"org", "date"},
	"desk.was_vouched":       nil,
	"desk.folded":            nil,
	"desk.button.vouch":      nil,
	"desk.vouch.title":       nil,
	"desk.vouch.ask":         {"place", "country"},
	"desk.city":              {"place", "country"},
	"desk.invite.title":      nil,
	"desk.invite.send":       nil,
	"desk.invite.cities":     nil,
	"desk.invite.how":        nil,
	"desk.invite.wrong":      {"line", "problem"},
	"desk.invite.many":       {"most"},
	"desk.invite.language":   {"typed"},
	"desk.invite.again":      nil,
	"desk.invite.letter":     {"place", "call", "org", "until", "link"},
	"desk.invited":           {"until"},
	"desk.invites.title":     nil,
	"desk.invites.none":      nil,
	"desk.invites.which":     nil,
	"desk.invites.made":      {"date", "org"},
	"desk.invites.revoke":    nil,
	"desk.invites.revoked":   nil,
	"desk.invites.not":       nil,
	"desk.edit.how":          nil,
	"desk.edit.save":         nil,
	"desk.edit.name":         nil,
	"desk.edit.text":         nil,
	"desk.edit.by":           nil,
	"desk.edit.checked":      nil,
	"desk.edit.kept":         nil,
	"desk.publish.from":      nil,
	"desk.publish.hint":      nil,
	"desk.publish.how":       nil,
	"desk.publish.done":      {"head", "date"},
	"desk.publish.not":       {"head", "why"},
	"desk.enter.where":       nil,
	"desk.enter.number":      nil,
	"desk.enter.link":        nil,
	"desk.resume.ask":        nil,
	"desk.wrong.date":        nil,
	"desk.wrong.link":        nil,
	"desk.wrong.checked":     nil,
	"desk.wrong.both":        nil,
	"desk.public.none":       {"consent"},
	"desk.public.worded":     {"consent", "langs"},
	"desk.public.proposed":   {"consent", "date"},
	"desk.public.objected":   {"consent", "note"},
	"desk.public.agreed":     {"consent", "date"},
	"desk.public.since":      {"consent", "date"},
	"desk.uncopied":          nil,
	"desk.uncopied.list":     nil,
	"desk.uncopied.none":     nil,
	"desk.uncopied.line":     {"head", "where"},
	"desk.listings":          nil,
	"desk.suspended":         {"date"},
	"desk.withdrawn_on":      {"date"},
	"desk.amending":          {"date", "since"},
	"desk.amendment":         {"date"},
	"desk.outdated":          nil,
	"desk.was_revised":       nil,
	"desk.was_abandoned":     nil,
	"desk.mail_proved":       {"domain", "date"},
	"desk.was_proved":        nil,
	"desk.was_edited":        {"lang"},
	"desk.was_proposed":      nil,
	"desk.was_agreed":        nil,
	"desk.was_objected":      {"note"},
	"desk.was_published":     {"date"},
	"desk.was_unpublished":   {"note"},
	"desk.was_pulled":        nil,
	"desk.was_entered":       {"line"},
	"desk.was_withdrawn":     {"note"},
	"desk.was_reinstated":    nil,
	"desk.was_suspended":     {"note"},
	"desk.was_resumed":       nil,
	"desk.was_permitted":     {"field", "answer"},
	"desk.was_changed":       {"field"},
	"desk.button.edit":       nil,
	"desk.button.propose":    nil,
	"desk.button.publish":    nil,
	"desk.button.unpublish":  nil,
	"desk.button.enter":      nil,
	"desk.button.suspend":    nil,
	"desk.button.resume":     nil,
	"desk.edit.title":        nil,
	"desk.publish.title":     nil,
	"desk.unpublish.title":   nil,
	"desk.enter.title":       nil,
	"desk.suspend.title":     nil,
	"desk.resume.title":      nil,
	"desk.publish.waits":     nil,
}

// Lines is every text that the desk says itself, with the names of its
// arguments, for the test that proves every language complete.
func Lines() map[string][]string {
	all := map[string][]string{}
	for key, args := range keys {
		all[key] = args
	}
	all["desk.columns.since"] = []string{"field"}
	for _, column := range fixed {
		all["desk.columns."+column] = nil
	}
	for _, why := range pledge.Refusals {
		all[refused(why).Key] = nil
	}
	for stem, names := range map[string][]string{"desk.reason.": reasons, "desk.verb.": verbs, "desk.word.": searchWords, "desk.home.health.": Needs} {
		for _, name := range names {
			all[stem+name] = nil
		}
	}
	for _, of := range told {
		all["desk.digest."+of.name] = nil
	}
	for _, name := range figureNames {
		all["desk.stats."+name], all["desk.stats."+name+".means"] = nil, nil
	}
	for _, by := range pledge.Translators {
		all["desk.edit.by."+string(by)] = nil
	}
	for _, s := range store.InviteStates {
		all["desk.invite.is."+string(s)] = nil
	}
	for _, r := range pledge.DeskRoles {
		all["desk.role."+string(r)] = nil
	}
	return all
}

// refused names the words for a refusal.
func refused(why pledge.Refusal) call.Text { return call.Say("desk.refused." + string(why)) }

// A wording says the desk's texts in one language.
type wording struct {
	texts Texts
	lang  call.Lang
}

func (d *Desk) in(lang call.Lang) wording {
	if !slices.Contains(d.texts.Langs(), lang) {
		lang = d.lang
	}
	return wording{texts: d.texts, lang: lang}
}

// say fills a text's arguments in the order in which they are declared.
func (w wording) say(key string, args ...call.Arg) string {
	t := call.Text{Key: key, Args: map[string]call.Arg{}}
	for i, arg := range args {
		t.Args[keys[key][i]] = arg
	}
	return w.text(t)
}

func (w wording) text(t call.Text) string { return w.texts.Text(w.lang, t) }

// label is a heading in the line that it begins.
func (w wording) label(text string) Span {
	return Span{Text: w.say("desk.label", words(text)) + " ", Mark: Strong}
}

// field is a field's short name.
func (w wording) field(key call.FieldKey) string {
	return w.text(call.Say("field." + string(key) + ".label"))
}

// usual is one of the Call's questions.
func (w wording) usual(key call.QuestionKey) string {
	return w.text(call.Say("question." + string(key)))
}

// answer is a field's answer as the pledge's readers see it, in its language.
func (w wording) answer(lang call.Lang, key call.FieldKey, v call.Value) string {
	return w.texts.Text(lang, call.Text{Key: "plain", Args: map[string]call.Arg{
		"text": {As: call.AsAnswer, Field: key, Values: v},
	}})
}

func (w wording) org(name string) string {
	if name == "" {
		return w.text(call.Say("team"))
	}
	return w.text(call.Text{Key: "org." + name, Else: "plain", Args: map[string]call.Arg{"text": words(name)}})
}

func words(s string) call.Arg        { return call.Arg{As: call.AsWords, Value: s} }
func date(iso string) call.Arg       { return call.Arg{As: call.AsDate, Value: iso} }
func day(at time.Time) call.Arg      { return date(at.UTC().Format(time.DateOnly)) }
func number(s string) call.Arg       { return call.Arg{As: call.AsNumber, Value: s} }
func tongue(lang call.Lang) call.Arg { return call.Arg{As: call.AsLangName, Value: string(lang)} }

func plain(s string) Span  { return Span{Text: s} }
func strong(s string) Span { return Span{Text: s, Mark: Strong} }
func quiet(s string) Span  { return Span{Text: s, Mark: Quiet} }
