package call

// UnmarshalYAML takes a list of options, or the name of one of the Call's own
// lists.
func (c *Choices) UnmarshalYAML(decode func(any) error) error {
	if decode(&c.Options) == nil {
		return nil
	}
	c.Options = nil
	return decode(&c.From)
}
