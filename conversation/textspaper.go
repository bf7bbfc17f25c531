package conversation

// The lines about papers, what stands beside a sign-off on paper, and whether a paper
// says what was submitted.
var (
	sayReported    = line1("complete.reported", "signoff")
	sayReportedAsk = line0("complete.ask")
	sayVerifyHow   = line0("verify.how")
	sayVerifyNone  = line0("verify.none")
	sayVerifyBack  = line3("verify.back", "reference", "check", "date")

	sayVerifyWithdrawn = line3("verify.withdrawn", "reference", "check", "date")
	sayVerifyNewer     = line4("verify.newer", "reference", "check", "date", "newer")
	sayVerifyStands    = line3("verify.stands", "reference", "check", "date")
	sayCalendar        = line1("paper.calendar", "date")
	sayPrint           = line0("paper.print")
	sayPageScan        = line0("page.scan")
	sayScanAsk         = line1("scan.ask", "most")
	sayScanned         = line0("scan.there")
	sayScanKept        = line0("scan.kept")
	sayScanKind        = line0("scan.kind")
	sayScanLarge       = line1("scan.large", "most")
	sayScanFirst       = line0("scan.first")
	saySignerKept      = line0("signer.kept")
)
