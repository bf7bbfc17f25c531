package sql_test

import (
	"path/filepath"
	"testing"

	"pledgebot/store/sql"
	"pledgebot/store/storetest"
)

func TestSearchesInAFile(t *testing.T) {
	t.Parallel()
	storetest.ExerciseSearches(t, func(t *testing.T) storetest.PledgesAndDeliveries {
		return open(t, "sqlite:"+filepath.Join(t.TempDir(), "pledges.db"))
	})
}

func TestSearchesInAFileOpenTwice(t *testing.T) {
	t.Parallel()
	storetest.ExerciseSearches(t, func(t *testing.T) storetest.PledgesAndDeliveries {
		url := "sqlite:" + filepath.Join(t.TempDir(), "pledges.db")
		return &pair{dbs: [2]*sql.DB{open(t, url), open(t, url)}}
	})
}

func TestSearchesInPostgres(t *testing.T) {
	t.Parallel()
	storetest.ExerciseSearches(t, emptied(t, func(t *testing.T, url string) storetest.PledgesAndDeliveries { return open(t, url) }))
}

func TestSearchesInPostgresOpenTwice(t *testing.T) {
	t.Parallel()
	storetest.ExerciseSearches(t, emptied(t, func(t *testing.T, url string) storetest.PledgesAndDeliveries {
		return &pair{dbs: [2]*sql.DB{open(t, url), open(t, url)}}
	}))
}
