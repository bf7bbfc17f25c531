package pledge_test

import (
	"testing"

	"pgregory.net/rapid"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// worded is an accepted pledge with an edition, and the revision of that.
func worded(t *testing.T) (pledge.Pledge, int) {
	t.Helper()
	p, _ := apply(t, submitted(t), desk, pledge.Accept{Check: submitted(t).Submitted.Check})
	p, _ = apply(t, p, desk, pledge.Edit{Lang: "en", Wording: pledge.Wording{Title: "Homes", Text: "Forty homes.", By: pledge.ByMechanism}})
	return p, p.Edition.Rev
}

// TestPublicationWaitsForTheCity: what is published was read and agreed to, as it is.
func TestPublicationWaitsForTheCity(t *testing.T) {
	t.Parallel()
	p, rev := worded(t)
	refused := func(p pledge.Pledge, a pledge.Actor, cmd pledge.Command, want pledge.Refusal) {
		t.Helper()
		if _, _, why := pledge.Apply(call.Default(), plainWords{}, p, now, a, cmd); why != want {
			t.Errorf("%#v: %q, want %q", cmd, why, want)
		}
	}
	publish := pledge.Publish{From: "2027-12-13", Seen: rev}
	refused(p, desk, publish, pledge.Incomplete)
	refused(p, ana, pledge.Agree{Seen: rev}, pledge.TextChanged)
	refused(p, desk, pledge.Edit{Lang: "en", Seen: rev - 1}, pledge.TextChanged)
	refused(p, desk, pledge.Edit{Lang: "fr", Seen: rev, Wording: pledge.Wording{Title: "Logements", Text: "Des.", By: pledge.ByMachine}}, pledge.Unfit)
	p, _ = apply(t, p, desk, pledge.Propose{Seen: rev})
	refused(p, desk, publish, pledge.Incomplete)
	agreed, _ := apply(t, p, ana, pledge.Agree{Seen: rev})
	refused(agreed, desk, pledge.Publish{From: "tomorrow", Seen: rev}, pledge.Unfit)
	public, _ := apply(t, agreed, desk, publish)
	refused(public, desk, publish, pledge.AlreadyDone)
	if public.Public.From != "2027-12-13" || public.Public.Wordings["en"].Text != "Forty homes." {
		t.Errorf("public: %+v", public.Public)
	}

	// A correction is a new edition, and the old one stays until the city agrees.
	corrected, _ := apply(t, public, desk, pledge.Edit{Lang: "en", Seen: rev, Wording: pledge.Wording{Title: "Homes", Text: "Fifty homes.", By: pledge.ByCity}})
	if corrected.Public.Wordings["en"].Text != "Forty homes." || !corrected.Edition.Agreed.IsZero() {
		t.Errorf("after a correction: %+v, %+v", corrected.Public, corrected.Edition)
	}
	refused(corrected, desk, pledge.Publish{From: "2027-12-13", Seen: corrected.Edition.Rev}, pledge.Incomplete)

	objected, _ := apply(t, p, ana, pledge.Object{Note: "There are fifty.", Seen: rev})
	refused(objected, ana, pledge.Agree{Seen: rev}, pledge.TextChanged)
	if objected.Edition.Objection != "There are fifty." {
		t.Errorf("objected: %+v", objected.Edition)
	}
}

// TestConsentWithdrawnEndsThePublication, at once, and giving it again does not bring
// the publication back.
func TestConsentWithdrawnEndsThePublication(t *testing.T) {
	t.Parallel()
	p, rev := worded(t)
	p, _ = apply(t, p, desk, pledge.Propose{Seen: rev})
	p, _ = apply(t, p, ana, pledge.Agree{Seen: rev})
	p, _ = apply(t, p, desk, pledge.Publish{From: "2026-12-01", Seen: rev})
	p, facts := apply(t, p, ana, pledge.Permit{Field: "consent_publish", Value: call.Value{pledge.PublishNot}, Seen: p.Answers["consent_publish"].Rev})
	if p.Public != nil || facts[len(facts)-1].Kind != pledge.Unpublished {
		t.Errorf("it stays public: %+v", facts)
	}
	p, _ = apply(t, p, ana, pledge.Permit{Field: "consent_publish", Value: call.Value{"full_text"}, Seen: p.Answers["consent_publish"].Rev})
	if p.Public != nil {
		t.Error("it is public again by itself")
	}
}

// TestListingsWaitForConsent: a pledge is copied to the systems of the UN once the city
// agrees to that.
func TestListingsWaitForConsent(t *testing.T) {
	t.Parallel()
	p, rev := worded(t)
	enter := pledge.Enter{Where: "un_network", Number: "7516"}
	if _, _, why := pledge.Apply(call.Default(), plainWords{}, p, now, desk, enter); why != pledge.NoConsent {
		t.Errorf("%q", why)
	}
	p, _ = apply(t, p, desk, pledge.Propose{Seen: rev})
	p, _ = apply(t, p, ana, pledge.Agree{Seen: rev})
	p, _ = apply(t, p, desk, pledge.Publish{From: "2026-12-01", Seen: rev})
	if got := pledge.Unlisted(call.Default(), p); len(got) != 2 {
		t.Errorf("to be copied to %v", got)
	}
	p, _ = apply(t, p, ana, pledge.Permit{Field: "consent_un", Value: call.Value{"yes"}})
	p, _ = apply(t, p, desk, enter)
	enter.Link = "https://migrationnetwork.un.org/pledge/7516"
	p, _ = apply(t, p, desk, enter)
	l, ok := p.Listed("un_network")
	if got := pledge.Unlisted(call.Default(), p); len(got) != 3 || !ok || l.Link == "" || len(p.Listings) != 1 {
		t.Errorf("to be copied to %v; listed %+v", got, p.Listings)
	}
}

// TestNothingIsPublicWithoutConsent: whatever city and team do, in any order, what is
// public was agreed to, and the city's consent stands.
func TestNothingIsPublicWithoutConsent(t *testing.T) {
	t.Parallel()
	begin, _ := worded(t)
	rapid.Check(t, func(t *rapid.T) {
		p, agreed := begin, map[string]bool{}
		for range rapid.IntRange(1, 40).Draw(t, "commands") {
			seen := rapid.SampledFrom([]int{p.Edition.Rev, p.Rev, 1}).Draw(t, "seen")
			text := rapid.SampledFrom([]string{"Forty homes.", "Fifty homes."}).Draw(t, "text")
			consent := rapid.SampledFrom([]string{"full_text", pledge.PublishTitle, pledge.PublishNot}).Draw(t, "consent")
			by := rapid.SampledFrom([]pledge.Actor{ana, desk}).Draw(t, "by")
			cmd := rapid.SampledFrom([]pledge.Command{
				pledge.Edit{Lang: "en", Wording: pledge.Wording{Title: "Homes", Text: text, By: pledge.ByMechanism}, Seen: seen},
				pledge.Propose{Seen: seen},
				pledge.Agree{Seen: seen},
				pledge.Object{Note: text, Seen: seen},
				pledge.Publish{From: "2026-12-01", Seen: seen},
				pledge.Unpublish{Note: text},
				pledge.Suspend{Note: text},
				pledge.Resume{},
				pledge.Withdraw{Note: text},
				pledge.Reinstate{},
				pledge.Permit{Field: "consent_publish", Value: call.Value{consent}, Seen: p.Answers["consent_publish"].Rev},
			}).Draw(t, "command")
			after, _, why := pledge.Apply(call.Default(), plainWords{}, p, now, by, cmd)
			if _, agrees := cmd.(pledge.Agree); agrees && why == "" {
				agreed[p.Edition.Wordings["en"].Text] = true
			}
			p = after
			if p.Public != nil && (!pledge.Publishable(call.Default(), p) || !agreed[p.Public.Wordings["en"].Text]) {
				t.Fatalf("after %#v this is public: %+v", cmd, p.Public)
			}
		}
	})
}
