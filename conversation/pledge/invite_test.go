package pledge_test

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

const secret = "abcdefghijklmnopqrstuvwx23"

// linkable is what a platform takes behind a link to the bot.
var linkable = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

func TestInviteCodes(t *testing.T) {
	t.Parallel()
	code := pledge.InviteCode(secret)
	if !linkable.MatchString(code) {
		t.Errorf("no link holds %q", code)
	}
	for _, text := range []string{code, " " + strings.ToUpper(code) + "\n"} {
		if got, ok := pledge.InviteSecret(text); !ok || got != secret || !pledge.IsInvite(text) {
			t.Errorf("%q: %q %v", text, got, ok)
		}
	}
	for text, meant := range map[string]bool{
		"": false, "i-": true, "i-phone": true, secret: false, code + "a": true, code[:len(code)-1]: true,
		strings.Replace(code, "z", "!", 1): false, "h-5f2a-secret": false, "start " + code: false,
		"i-" + strings.Repeat("1", 26): true, "i-" + strings.Repeat("ä", 13): true,
	} {
		if _, ok := pledge.InviteSecret(text); ok && text != code {
			t.Errorf("%q is taken for a code", text)
		}
		if text != code && pledge.IsInvite(text) != meant && !strings.Contains(text, "!") {
			t.Errorf("%q is meant for a code: %v", text, !meant)
		}
	}
	if _, _, handed := pledge.Coded(code); handed {
		t.Error("an invitation is taken for a handover")
	}
}

// TestInviteSecretTellsCodesApart: whatever is typed, what is taken for a secret
// is one, and its code leads back to it and to nothing else.
func TestInviteSecretTellsCodesApart(t *testing.T) {
	t.Parallel()
	rapid.Check(t, decode)
}

func FuzzInviteSecret(f *testing.F) { f.Fuzz(rapid.MakeFuzz(decode)) }

func decode(t *rapid.T) {
	text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[iIh]-[A-Za-z2-7_-]{20,30}`), rapid.StringMatching(`\s?i-[a-z2-7]{26}`)).Draw(t, "text")
	got, ok := pledge.InviteSecret(text)
	switch again, back := pledge.InviteSecret(pledge.InviteCode(got)); {
	case !ok:
		return
	case !linkable.MatchString(pledge.InviteCode(got)) || !pledge.IsInvite(text):
		t.Fatalf("%q gives the secret %q", text, got)
	case !back || again != got:
		t.Fatalf("%q leads to %q and then to %q", text, got, again)
	}
	other := rapid.StringMatching(`[a-z2-7]{26}`).Draw(t, "other")
	if (pledge.InviteOf(got) == pledge.InviteOf(other)) != (got == other) {
		t.Fatalf("%q and %q lead to the same", got, other)
	}
	for _, kept := range []string{string(pledge.InviteOf(got)), pledge.Taker(got, "tg:404171717")} {
		if strings.Contains(kept, got) || strings.Contains(kept, "404171717") {
			t.Fatalf("%q is kept in %q", got, kept)
		}
	}
}

// TestVouching: the team vouches for one city, and for no other that a pledge may
// come to be of.
func TestVouching(t *testing.T) {
	t.Parallel()
	c := call.Default()
	begin := pledge.Create{
		ID: "p1", Lang: "es", First: set("entity_name", "Municipalidad de Riobamba"),
		Known:   map[call.FieldKey]call.Value{"place_name": {"Riobamba"}, "country": {"EC"}},
		Vouched: &pledge.Vouched{Org: "UCLG", Of: call.Value{"Riobamba", "EC"}},
	}
	p, facts := apply(t, pledge.Pledge{}, ana, begin)
	last := facts[len(facts)-1]
	if last.Kind != pledge.WasVouched || last.From != "UCLG" || !last.Invited || last.Org != "" {
		t.Errorf("the fact is %+v", last)
	}
	if !pledge.Verified(c, p) || p.Vouched.Org != "UCLG" || !p.Vouched.At.Equal(now) {
		t.Errorf("vouched %+v", p.Vouched)
	}
	moved, _ := apply(t, p, ana, pledge.Amend{Field: "place_name", Value: call.Value{"Quito"}, Seen: p.Answers["place_name"].Rev})
	if pledge.Verified(c, moved) {
		t.Error("the team vouches for another city")
	}
	if back, _ := apply(t, moved, ana, pledge.Amend{Field: "place_name", Value: call.Value{"Riobamba"}, Seen: moved.Answers["place_name"].Rev}); !pledge.Verified(c, back) {
		t.Error("the team vouches for the city no more")
	}
	sent := submitted(t)
	if pledge.Verified(c, sent) {
		t.Error("nobody has vouched for it")
	}
	if _, _, refusal := pledge.Apply(c, plainWords{}, sent, now, desk, pledge.Vouch{Check: "ANOTH-ERONE"}); refusal != pledge.TextChanged {
		t.Errorf("of another text: %q", refusal)
	}
	known, _ := apply(t, sent, desk, pledge.Vouch{Check: sent.Submitted.Check})
	if !pledge.Verified(c, known) || known.State != pledge.Submitted || known.Vouched.Org != desk.Org {
		t.Errorf("vouched %+v in %s", known.Vouched, known.State)
	}
	if _, _, refusal := pledge.Apply(c, plainWords{}, known, now, desk, pledge.Vouch{Check: sent.Submitted.Check}); refusal != pledge.AlreadyDone {
		t.Errorf("a second time: %q", refusal)
	}
	left, _ := pledge.Erase(c, known, nil, desk.Person, now)
	if !pledge.Verified(c, left.Pledge) {
		t.Error("an erasure has taken it back")
	}
}
