package sql_test

import (
	"path/filepath"
	"testing"

	"pledgebot/store/storetest"
)

func TestRetentionInAFile(t *testing.T) {
	t.Parallel()
	storetest.ExerciseRetention(t, func(t *testing.T) storetest.PledgesAndRetention {
		return open(t, "sqlite:"+filepath.Join(t.TempDir(), "pledges.db"))
	})
}

func TestRetentionInPostgres(t *testing.T) {
	t.Parallel()
	storetest.Server(t, storetest.PostgresVariable)
	storetest.ExerciseRetention(t, func(t *testing.T) storetest.PledgesAndRetention {
		return open(t, storetest.Postgres(t))
	})
}
