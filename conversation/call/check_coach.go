package call

func (k *checker) checkCoach() {
	ids := map[string]bool{}
	for i, r := range k.Coach {
		path := sub("coach", i, "")
		switch {
		case !snake.MatchString(r.ID):
			k.mistake(path+".id", "%q is no id: small letters, figures and _ are wanted", r.ID)
		case ids[r.ID]:
			k.mistake(path+".id", "rule %q stands twice", r.ID)
		}
		ids[r.ID] = true
		if len(r.Empty) == 0 && r.NoDigit == "" && r.When == nil && r.Unless == nil {
			k.mistake(path, "rule %q says nothing", r.ID)
		}
		for j, key := range r.Empty {
			k.checkExists(sub(path+".empty", j, ""), key)
		}
		if r.NoDigit != "" {
			k.checkExists(path+".no_digit", r.NoDigit)
		}
		k.checkRuleCondition(path+".when", r.When)
		k.checkRuleCondition(path+".unless", r.Unless)
	}
}

func (k *checker) checkExists(path string, key FieldKey) {
	if _, ok := k.known(key); !ok {
		k.mistake(path, "there is no field %q", key)
	}
}

func (k *checker) checkRuleCondition(path string, c *Condition) {
	if c == nil {
		return
	}
	f, ok := k.known(c.Field)
	if !ok {
		k.mistake(path+".field", "there is no field %q", c.Field)
		return
	}
	k.checkHolds(path, f, c)
}
