package sql

// reads and writes are all statements. Both are prepared at once when a
// database is opened: a mistake in one shows there, and none is prepared
// inside a transaction, which holds the only connection that could do it.
var (
	reads = []string{lookUp, factsOf, factsSince, findReference, listPage, lastSweep, stuckDeliveries, knowsDelivery}

	writes = append([]string{
		insertPledge, updatePledge, seatsOf, clearSeats, insertSeat, insertPerson, updatePerson, nextNumber,
		setSweep, claimDeliveries, finishDelivery,
	}, append(insertFacts[:], insertDeliveries[:]...)...)
)

// skipLocked is what Postgres needs so that two claims do not wait for each
// other. SQLite has one writer and does not know it.
const skipLocked = "FOR UPDATE SKIP LOCKED"
