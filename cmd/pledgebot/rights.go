package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"pledgebot/conversation/pledge"
)

type rightsCommand struct{}

// Run prints who may do what.
func (rightsCommand) Run(out streams) error {
	_, err := fmt.Fprint(out.out, rightsHeader, rightsTables())
	return err
}

// rightsTables has a table for each role.
func rightsTables() string {
	var out strings.Builder
	role := ""
	for _, r := range pledge.Rights() {
		if r.Role.Name != role {
			role = r.Role.Name
			startRole(&out, role)
		}
		fmt.Fprintf(&out, "| `%s` |", r.Does)
		for _, state := range rightStates() {
			cell := "–"
			if slices.Contains(r.In, state) {
				cell = "yes"
			}
			fmt.Fprintf(&out, " %s |", cell)
		}
		fmt.Fprintln(&out)
	}
	return out.String()
}

// rightStates are the columns of the table: before a pledge is there, and each
// state it may be in.
func rightStates() []pledge.State { return slices.Insert(slices.Clone(pledge.States), 0, "") }

func startRole(out io.Writer, role string) {
	fmt.Fprintf(out, "\n## %s\n\n| | none yet |", role)
	for _, state := range pledge.States {
		fmt.Fprintf(out, " %s |", strings.ReplaceAll(string(state), "_", " "))
	}
	fmt.Fprintln(out, "\n|"+strings.Repeat("---|", len(rightStates())+1))
}

// rightsHeader says of docs/rights.md what it is.
const rightsHeader = `# Rights

<!-- Generated from conversation/pledge by "make generate"; do not edit. -->

Who may do what, by the state of the pledge: a table for each role. *owner* holds the
owner's seat on the pledge, *stranger* holds none and is not in the team, *service* is the
program itself when a time has come. Where a table says yes, something else may have to hold
as well: nothing open before ` + "`submit`" + `, the right code for ` + "`take`" + `, a reason for ` + "`decline`" + `.
A rehearsal is closed to the team; whoever creates a pledge, or takes it over, owns it.

` + "`read`" + ` is seeing its answers. ` + "`staff`" + ` is giving roles in the team and taking them: it concerns
no pledge, and the last administrator stays one. ` + "`invite`" + ` is inviting cities and taking
invitations back, which concerns none either. A role counts as it is at the moment of the
write.
`
