package pledge_test

import (
	"testing"

	"pledgebot/conversation/pledge"
)

func TestVerifies(t *testing.T) {
	t.Parallel()
	code := pledge.VerifyCode("CLA-2026-0001", "CC895-1DHBA")
	for _, text := range []string{
		code, "CLA-2026-0001 CC895-1DHBA", " cla-2026-0001  cc895-1dhba\n", "/verify CLA-2026-0001 CC895-1DHBA", "/start " + code, "/vérifier CLA-2026-0001-CC895-1DHBA",
	} {
		if reference, check, ok := pledge.Verifies(text); !ok || reference != "CLA-2026-0001" || check != "CC895-1DHBA" {
			t.Errorf("%q: %q, %q, %v", text, reference, check, ok)
		}
	}
	for _, text := range []string{
		"", "CLA-2026-0001", "CC895-1DHBA", "CLA-2026-0001 CC895", "CLA-2026-0001 CC895-1DHBU", "CLB-2026-0001 CC895-1DHBA",
		"our pledge CLA-2026-0001 CC895-1DHBA", "v-CLA-2026-0001", "h-p1-secret", "/verify", "CLA-26-0001 CC895-1DHBA",
	} {
		if reference, check, ok := pledge.Verifies(text); ok {
			t.Errorf("%q: %q, %q", text, reference, check)
		}
	}
	if !pledge.IsCode(code) {
		t.Error("a link cannot bring it")
	}
}
