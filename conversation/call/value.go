package call

import "strings"

// Value is an answer in canonical form: one string for the simple kinds, one
// for each item of a list, none where there is no answer.
//
//	words, email, link   the text, NFC, without control characters but \n
//	one_of, yes_no       the option's id; "yes" or "no"
//	some_of              option ids in the order of the choices, then own wordings
//	whole_number         digits: "1250000"
//	date                 ISO 8601 with its precision: "2028", "2028-06", "2028-06-30"
//	money                currency and amount: "USD 60000", "EUR 12.50"
//	country              ISO 3166-1 alpha-2: "EC"
//	group                one item: see Parts
//	list_of_group        one item a group
type Value []string

// Empty tells whether there is no answer.
func (v Value) Empty() bool { return len(v) == 0 }

// First is the only item of a simple kind, "" where there is no answer.
func (v Value) First() string {
	if len(v) == 0 {
		return ""
	}
	return v[0]
}

// Group items are written part=value, joined by the record separator, which no
// answer can contain.
const partSeparator = "\x1e"

// Parts takes a group's item apart.
func Parts(item string) map[string]string {
	parts := map[string]string{}
	for p := range strings.SplitSeq(item, partSeparator) {
		if name, value, ok := strings.Cut(p, "="); ok {
			parts[name] = value
		}
	}
	return parts
}

// Item puts a group's parts together, in the order of the field's parts,
// leaving out the empty ones.
func (f Field) Item(parts map[string]string) string {
	var out []string
	for _, p := range f.Parts {
		if v := parts[string(p.Key)]; v != "" {
			out = append(out, string(p.Key)+"="+v)
		}
	}
	return strings.Join(out, partSeparator)
}

// PersonalOf is what an answer says of a person and not of an office: all of it, or
// some parts of a group.
func (f Field) PersonalOf(v Value) []string {
	if f.Personal {
		return v
	}
	var out []string
	for _, item := range v {
		for _, p := range f.Parts {
			if said := Parts(item)[string(p.Key)]; p.Personal && said != "" {
				out = append(out, said)
			}
		}
	}
	return out
}

// WithoutPersonal is an answer without that.
func (f Field) WithoutPersonal(v Value) Value {
	if len(f.PersonalOf(v)) == 0 {
		return v
	}
	var out Value
	for _, item := range v {
		parts := Parts(item)
		for _, p := range f.Parts {
			if p.Personal {
				delete(parts, string(p.Key))
			}
		}
		if rest := f.Item(parts); rest != "" && !f.Personal {
			out = append(out, rest)
		}
	}
	return out
}
