package call

import (
	"fmt"
	"slices"
	"strings"
)

// Mermaid draws the guided conversation: the questions in their order, the
// choice between the templates and one's own words, what each template asks,
// and what follows up to the sign-off. Questions that only some are asked have
// six sides; dotted lines lead to what nobody is asked.
func (c *Call) Mermaid() string {
	d := &drawing{call: c}
	d.line("flowchart TD")
	d.questions()
	return d.text.String()
}

// A drawing grows line by line. Its tails are the nodes that lead to the next
// question: of those who use a template, and of those who use their own words.
type drawing struct {
	call      *Call
	text      strings.Builder
	templates []string
	own       []string
}

func (d *drawing) line(format string, args ...any) {
	fmt.Fprintf(&d.text, format+"\n", args...)
}

func (d *drawing) questions() {
	d.line("    start([draft])")
	d.both("start")
	var signed []Field
	for _, f := range d.call.Fields {
		switch {
		case f.Ask != Asked, f.Stage == Reporting:
		case f.Stage == SignOff:
			signed = append(signed, f)
		default:
			d.question(f)
		}
		if f.Choices.From == fromPriorities {
			d.choice()
		}
	}
	d.step("preview", "preview[/preview/]")
	d.unasked("preview", "derived", Derived, Drafting)
	d.unasked("preview", "stronger", Offered, Drafting)
	for _, f := range signed {
		d.question(f)
	}
	d.step("confirm", "confirm[confirm]")
	d.step("submitted", "submitted([submitted])")
	d.unasked("submitted", "later", Later, Drafting)
	d.report()
}

// report draws the progress report, which the same preview and sign-off follow.
func (d *drawing) report() {
	if !slices.ContainsFunc(d.call.Fields, func(f Field) bool { return f.Stage == Reporting }) {
		return
	}
	d.step("report", "report([accepted, and its report begun])")
	for _, f := range d.call.Fields {
		if f.Stage == Reporting && f.Ask == Asked {
			d.question(f)
		}
	}
	d.step("report_preview", "report_preview[/preview of the report, sign-off and confirmation/]")
	d.unasked("report_preview", "report_more", Offered, Reporting)
}

// question draws a field. What templates fill is asked of the others only.
func (d *drawing) question(f Field) {
	id, label := "f_"+string(f.Key), fmt.Sprintf("%s<br>%s", f.Key, f.Kind)
	shape := `["%s"]`
	if f.If != nil {
		label += "<br>if " + f.If.words()
		shape = `{{"%s"}}`
	}
	node := id + fmt.Sprintf(shape, label)
	switch {
	case f.If == nil && d.filled(f.Key):
		d.line("    %s", node)
		if i := slices.Index(d.templates, d.own[0]); i >= 0 {
			d.templates[i] += " -- template"
			d.own[0] += " -- own words"
		}
		d.arrows(d.own, id)
		d.own = []string{id}
	case f.If != nil:
		settled := d.settled(f.Key)
		d.templates = slices.DeleteFunc(d.templates, func(tail string) bool { return slices.Contains(settled, tail) })
		d.step(id, node)
		d.templates = append(d.templates, settled...)
	default:
		d.step(id, node)
	}
}

// filled tells whether some template answers a field.
func (d *drawing) filled(key FieldKey) bool {
	return slices.ContainsFunc(d.call.Templates, func(t Template) bool { return t.fills(key) })
}

// settled are the tails of templates that answer a field themselves.
func (d *drawing) settled(key FieldKey) []string {
	var tails []string
	for _, t := range d.call.Templates {
		if id := t.node(); t.fills(key) && slices.Contains(d.templates, id) {
			tails = append(tails, id)
		}
	}
	return tails
}

func (t Template) fills(key FieldKey) bool {
	return slices.ContainsFunc(t.Fills, func(f Fill) bool { return f.Field == key })
}

func (t Template) node() string { return "t_" + strings.ReplaceAll(string(t.ID), "-", "_") }

// choice draws the template question and every template as one node with its
// slots. Its caption lists the sentence's gaps in the order of asking.
func (d *drawing) choice() {
	d.step("template", `template{"template or own words"}`)
	d.templates, d.own = nil, []string{"template -- own words"}
	for _, t := range d.call.Templates {
		names := make([]string, len(t.Slots))
		for i, s := range t.Slots {
			names[i] = string(s.Name)
		}
		id := t.node()
		d.line(`    template -- "priority %s" --> %s["%s<br>%s"]`, t.Priority, id, t.ID, strings.Join(names, ", "))
		d.templates = append(d.templates, id)
	}
}

// step draws what everybody comes to next.
func (d *drawing) step(id, node string) {
	d.line("    %s", node)
	d.arrows(d.templates, id)
	d.arrows(slices.DeleteFunc(d.own, func(tail string) bool { return slices.Contains(d.templates, tail) }), id)
	d.both(id)
}

func (d *drawing) both(id string) { d.templates, d.own = []string{id}, []string{id} }

func (d *drawing) arrows(tails []string, id string) {
	for _, tail := range tails {
		d.line("    %s --> %s", tail, id)
	}
}

// unasked draws the fields that are reached from one place only.
func (d *drawing) unasked(from, id string, ask Ask, stage Stage) {
	var keys []string
	for _, f := range d.call.Fields {
		if f.Ask == ask && f.Stage == stage {
			keys = append(keys, string(f.Key))
		}
	}
	if len(keys) > 0 {
		d.line(`    %s -.-> %s["%s:<br>%s"]`, from, id, ask, strings.Join(keys, "<br>"))
	}
}

// words are a condition as the chart shows it.
func (c *Condition) words() string {
	text := fmt.Sprintf("%s: %s", c.Field, join(c.In))
	if c.And != nil {
		text += " and " + c.And.words()
	}
	if c.Or != nil {
		text += " or " + c.Or.words()
	}
	return text
}

func join(ids []OptionID) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = string(id)
	}
	return strings.Join(words, ", ")
}
