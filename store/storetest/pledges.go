package storetest

import (
	"context"
	"testing"

	"pgregory.net/rapid"

	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// PledgesAndDeliveries is what one SQL database keeps.
type PledgesAndDeliveries interface {
	store.Pledges
	store.Deliveries
	store.Asides
	store.People
	store.Cards
	store.Searches
	store.Invites
	store.Publications
	// Drop is of store.Retention.
	Drop(ctx context.Context, id pledge.ID, rev int) error
}

// ExercisePledges proves that what open returns keeps the promises of
// store.Pledges and store.Deliveries. Every call of open gives an empty store.
func ExercisePledges(t *testing.T, open func(t *testing.T) PledgesAndDeliveries) {
	t.Helper()
	exercise(t, open, []promise[PledgesAndDeliveries]{
		{"InputCausesFactsOnce", inputCausesFactsOnce},
		{"CommitRefusesStalePledge", commitRefusesStalePledge},
		{"CommitRefusesStalePerson", commitRefusesStalePerson},
		{"NothingIsKeptOfARefusedCommit", nothingIsKeptOfARefusedCommit},
		{"MistakesAreNotStale", mistakesAreNotStale},
		{"ManyFactsAreOneChange", manyFactsAreOneChange},

		{"ReferenceIsGivenOnceAndCountsUp", referenceIsGivenOnceAndCountsUp},
		{"ReferenceIsOfTheUTCYear", referenceIsOfTheUTCYear},
		{"RehearsalTakesNoNumber", rehearsalTakesNoNumber},
		{"DeliveriesTellTheReference", deliveriesTellTheReference},
		{"FindKnowsOnlyGivenReferences", findKnowsOnlyGivenReferences},

		{"LookFindsNothingWhereNothingIs", lookFindsNothingWhereNothingIs},
		{"LookFindsWhatTheInputCaused", lookFindsWhatTheInputCaused},
		{"SeatsDecideMine", seatsDecideMine},
		{"MineIsLastChangedFirst", mineIsLastChangedFirst},
		{"PledgeComesBackWhole", pledgeComesBackWhole},

		{"FactsComeBackInOrder", factsComeBackInOrder},
		{"ReplayOfFactsGivesThePledge", replayOfFactsGivesThePledge},
		{"SinceTellsFactsByInput", sinceTellsFactsByInput},
		{"SinceTellsSomeAtATime", sinceTellsSomeAtATime},
		{"RehearsalsAreNotListed", rehearsalsAreNotListed},
		{"AllComeInOrderOfCreation", allComeInOrderOfCreation},
		{"AllEndsWhereYieldFails", allEndsWhereYieldFails},
		{"YieldMayUseTheStore", yieldMayUseTheStore},
		{"SweepIsRemembered", sweepIsRemembered},

		{"PublishedIsWhatTheLastChangeSaid", publishedIsWhatTheLastChangeSaid},
		{"PublishedIsListedLatestFirst", publishedIsListedLatestFirst},
		{"PublishedGoesWithItsPledge", publishedGoesWithItsPledge},

		{"DeliveryKeyIsOnce", deliveryKeyIsOnce},
		{"DeliveryComesBackWhole", deliveryComesBackWhole},
		{"ClaimTakesWhatIsDueInOrder", claimTakesWhatIsDueInOrder},
		{"RemindersAreClaimedLast", remindersAreClaimedLast},
		{"SendingIsSeenAsStuck", sendingIsSeenAsStuck},
		{"DueAgainIsClaimedAgain", dueAgainIsClaimedAgain},
		{"FinishedStaysFinished", finishedStaysFinished},

		{"AsidesComeBackWhole", asidesComeBackWhole},
		{"AsidesAreListedOnePageAfterAnother", asidesAreListedOnePageAfterAnother},
		{"AsideKeyIsOnce", asideKeyIsOnce},
		{"AsideIsTakenOutOnce", asideIsTakenOutOnce},

		{"TeamIsWhoHasARole", teamIsWhoHasARole},
		{"CommitHoldsWhoItReliesOn", commitHoldsWhoItReliesOn},

		{"RevokedRoleWritesNothingMore", revokedRoleWritesNothingMore},
		{"TwoAdministratorsDoNotBothLeave", twoAdministratorsDoNotBothLeave},
		{"TwoWritersOneWinner", twoWritersOneWinner},
		{"OneInputRacesWithItself", oneInputRacesWithItself},
		{"SubmissionsRaceForNumbers", submissionsRaceForNumbers},
		{"ClaimNeverGivesTwice", claimNeverGivesTwice},
		{"LookSeesOneMoment", lookSeesOneMoment},
	})
	t.Run("AgreesWithAModel", func(t *testing.T) {
		t.Parallel()
		rapid.Check(t, func(r *rapid.T) {
			s := open(t)
			defer shut(s)
			newModel(s).agree(r)
		})
	})
}
