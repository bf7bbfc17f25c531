package service_test

import (
	"context"
	"testing"
	"testing/synctest"

	"pledgebot/bot/service"
)

func TestDutyOutlivesTheDatabase(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var d service.Duty
		if d.On(false) || d.On(true) {
			t.Error("on duty before it leads")
		}
		ctx, lose := context.WithCancel(t.Context())
		go func() { _ = d.Task(service.Alone{}).Do(ctx) }()
		synctest.Wait()
		if !d.On(false) {
			t.Error("it leads, and is not on duty")
		}
		lose()
		synctest.Wait()
		for range 2 {
			if !d.On(true) {
				t.Error("off duty while nobody can lead")
			}
		}
		if d.On(false) || d.On(true) {
			t.Error("on duty while another may lead")
		}
	})
}
