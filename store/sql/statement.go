package sql

import "slices"

// A statement is one of our texts with its arguments.
type statement struct {
	text string
	args []any
}

func say(text string, args ...any) statement { return statement{text: text, args: args} }

// reads and writes are all statements but searches. SQLite prepares both when a database is
// opened: a mistake in one shows there, and none is prepared inside a
// transaction, which holds the only connection that could do it. Postgres
// prepares each on every connection that first needs it.
var (
	reads = []string{
		lookUp, factsOf, factsSince, findReference, listPage, lastSweep, stuckDeliveries, knowsDelivery,
		countDeliveries, oldestDue, lastUnknown, countAsides, tablesVersion, listAsides, allPledges, seatedOf,
		untouchedPage, countUntold, listUnseated, listAnswered, lastKept, listTeam, cardOf, countCards,
		listUnindexed, silentClaims, listInvites, listPublic, listLooks,
	}

	writes = slices.Concat([]string{
		insertPledge, updatePledge, clearSeats, insertSeat, insertPerson, updatePerson, holdPerson, nextNumber, countOn,
		setSweep, claimDeliveries, finishDelivery, insertAside, deleteAside,
		wantCard, wantNotice, claimCards, placeCard, drewCard, postponeCard, dropCard, dropUntried, wantTaken,
		insertSent, followSent, dropSent, holdPledge, insertPublic, dropPublic,
		heldPerson, heldPledges, heldFacts, heldDeliveries, heldAsides, knownPledges, onePledge, factsWithInput, staffedBy,
		deliveriesAbout, rewriteFact, rewriteDelivery, dropFactsOf, dropDeliveriesOf, dropPledge, dropSettled, dropPerson,
		dropDeliveriesTo, dropAsides,
		insertInvite, takeInvite, useInvite, revokeInvite, expireInvites, forgetInviter, invitesBy,
		dropUnchanged, expireAsides, emptyDeliveries, rewordFact, setKept, setLook, lookAgain,
	}, insertFacts[:], insertDeliveries[:])
)

// wants is how many rows a statement touches if nobody else was first.
var wants = func() map[string]int64 {
	rows := map[string]int64{insertPledge: 1, updatePledge: 1, insertPerson: 1, updatePerson: 1, holdPerson: 1, holdPledge: 1, dropUnchanged: 1, insertInvite: 1, useInvite: 1}
	for i, text := range insertFacts {
		rows[text] = int64(i) + 1
	}
	return rows
}()

// skipLocked is what Postgres needs so that two claims do not wait for each
// other. SQLite has one writer and does not know it.
const skipLocked = "FOR UPDATE SKIP LOCKED"
