package pledge

// Name is a command's name, as Rules has it.
func Name(cmd Command) string {
	switch cmd.(type) {
	case Create:
		return "create"
	case Amend:
		return "amend"
	case Translate:
		return "translate"
	case Forward:
		return "forward"
	case Submit:
		return "submit"
	case Recall:
		return "recall"
	case Delete:
		return "delete"
	case Restore:
		return "restore"
	case Keep:
		return "keep"
	case Warn:
		return "warn"
	case Offer:
		return "offer"
	case Take:
		return "take"
	case Look:
		return "look"
	case Reply:
		return "reply"
	case Claim:
		return "claim"
	case Release:
		return "release"
	case Inquire:
		return "inquire"
	case Suggest:
		return "suggest"
	case Correct:
		return "correct"
	case Retract:
		return "retract"
	case Vouch:
		return "vouch"
	case Accept:
		return "accept"
	case Decline:
		return "decline"
	case Disclose:
		return "disclose"
	case Conceal:
		return "conceal"
	case Help:
		return "help"
	case Reconsider:
		return "reconsider"
	case Track:
		return "track"
	case Heed:
		return "heed"
	}
	return ""
}
