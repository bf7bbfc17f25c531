package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"pledgebot/bot/desk"
	"pledgebot/bot/paper"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/locales"
)

// exportable is a pledge that answers everything, as it was submitted or accepted.
func exportable(state pledge.State) pledge.Pledge {
	at := time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)
	p := pledge.Pledge{ID: "p1", State: state, Lang: "es", Answers: map[call.FieldKey]pledge.Answer{}}
	for _, f := range call.Default().Fields {
		p.Answers[f.Key] = pledge.Answer{Value: call.Value{"one", "=two\x1e"}, Rev: 1, At: at}
	}
	p.Submitted = &pledge.Submission{Reference: "CLA-2026-10001", Check: pledge.Check(call.Default(), p), At: at, Expected: "2028-11-30"}
	if state == pledge.Accepted {
		p.Decided = &pledge.Decision{At: at, Due: "2028-11-30"}
	}
	return p
}

// TestWhatIsWrittenKeepsItsSchema: the export and the JSON of a paper are what their
// schemas say, and what is not is found.
func TestWhatIsWrittenKeepsItsSchema(t *testing.T) {
	t.Parallel()
	var export bytes.Buffer
	x := desk.JSON(&export, call.Default(), team)
	for _, state := range pledge.States[1:] {
		if err := x.Write(exportable(state)); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	texts, err := locales.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	m := &paper.Maker{Call: call.Default(), Texts: texts.With(call.Default()), Now: time.Now}
	for schema, written := range map[string]string{"docs/export.schema.json": export.String(), "docs/paper.schema.json": string(m.Record(exportable(pledge.Submitted)))} {
		compiled := schemaOf(t, schema)
		for change, valid := range map[string]bool{"": true, "language": false, "check": false, "answers": false} {
			text := strings.ReplaceAll(written, `"`+change+`"`, `"`+change+`s"`)
			value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			if err := compiled.Validate(value); (err == nil) != valid {
				t.Errorf("%s, with another name for %q: %v", schema, change, err)
			}
		}
	}
}

func schemaOf(t *testing.T, path string) *jsonschema.Schema {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(document(t, path)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(path, value); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile(path)
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}
