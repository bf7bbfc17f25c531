package sql_test

import (
	"path/filepath"
	"testing"

	"pledgebot/store/storetest"
)

func TestRemindersInAFile(t *testing.T) {
	t.Parallel()
	storetest.ExerciseReminders(t, func(t *testing.T) storetest.PledgesAndReminders {
		return open(t, "sqlite:"+filepath.Join(t.TempDir(), "pledges.db"))
	})
}

func TestRemindersInPostgres(t *testing.T) {
	t.Parallel()
	storetest.Server(t, storetest.PostgresVariable)
	storetest.ExerciseReminders(t, func(t *testing.T) storetest.PledgesAndReminders {
		return open(t, storetest.Postgres(t))
	})
}
