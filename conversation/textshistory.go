package conversation

// The lines about what was written when, and by whom.
var (
	sayHistory      = line1("history.list", "title")
	sayHistoryLine  = line4("history.line", "date", "who", "field", "text")
	sayHistoryAside = line4("history.aside", "date", "who", "field", "text")
	sayHistoryNone  = line0("history.none")
	sayYou          = line0("history.you")
	sayHistoryMore  = line1("history.more", "n")
	sayHistoryAsk   = line0("history.ask")
	sayChange       = line3("history.change", "field", "date", "who")
	sayBefore       = line1("history.before", "text")
	sayAfter        = line1("history.after", "text")
	sayKeptAside    = line1("history.kept", "text")
	sayUndo         = line0("history.undo")
	sayHistoryFile  = line0("history.file")
	sayHistoryAll   = line2("history.all", "title", "date")
	sayTakeAside    = line0("history.take")
	sayWordByWord   = line1("history.words", "lines")
	sayWordsChanged = line2("history.words_changed", "was", "is")
	sayWordsAdded   = line1("history.words_added", "is")
	sayWordsGone    = line1("history.words_gone", "was")
)
