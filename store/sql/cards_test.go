package sql_test

import (
	"path/filepath"
	"testing"

	"pledgebot/store/sql"
	"pledgebot/store/storetest"
)

func TestCardsInAFileOpenTwice(t *testing.T) {
	t.Parallel()
	storetest.ExerciseCards(t, func(t *testing.T) storetest.PledgesAndDeliveries {
		url := "sqlite:" + filepath.Join(t.TempDir(), "pledges.db")
		return &pair{dbs: [2]*sql.DB{open(t, url), open(t, url)}}
	})
}

func TestCardsInPostgres(t *testing.T) {
	t.Parallel()
	storetest.ExerciseCards(t, emptied(t, func(t *testing.T, url string) storetest.PledgesAndDeliveries { return open(t, url) }))
}
