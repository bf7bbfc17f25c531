package sql_test

import (
	"path/filepath"
	"testing"

	"pledgebot/store/sql"
	"pledgebot/store/storetest"
)

func TestInvitesInAFile(t *testing.T) {
	t.Parallel()
	storetest.ExerciseInvites(t, func(t *testing.T) storetest.PledgesAndDeliveries {
		return open(t, "sqlite:"+filepath.Join(t.TempDir(), "pledges.db"))
	})
}

func TestInvitesInAFileOpenTwice(t *testing.T) {
	t.Parallel()
	storetest.ExerciseInvites(t, func(t *testing.T) storetest.PledgesAndDeliveries {
		url := "sqlite:" + filepath.Join(t.TempDir(), "pledges.db")
		return &pair{dbs: [2]*sql.DB{open(t, url), open(t, url)}}
	})
}

func TestInvitesInPostgres(t *testing.T) {
	t.Parallel()
	storetest.ExerciseInvites(t, emptied(t, func(t *testing.T, url string) storetest.PledgesAndDeliveries { return open(t, url) }))
}

func TestInvitesInPostgresOpenTwice(t *testing.T) {
	t.Parallel()
	storetest.ExerciseInvites(t, emptied(t, func(t *testing.T, url string) storetest.PledgesAndDeliveries {
		return &pair{dbs: [2]*sql.DB{open(t, url), open(t, url)}}
	}))
}
