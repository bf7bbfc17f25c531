package pledge

import (
	"time"

	"pledgebot/conversation/call"
)

// A File stands in a chat, and can be fetched from there by its reference. The store
// keeps none of its bytes.
type File struct {
	Ref  string `json:"ref"`  // "<platform>:<the platform's name for it>"
	Type string `json:"type"` // of its content, as the platform says: "application/pdf"
	Size int64  `json:"size"` // in bytes
}

// ScanMost is the size of the largest scan, in bytes.
const ScanMost = 10 << 20

// ScanTypes are the types of a scan, with the ending of a file's name for each.
var ScanTypes = map[string]string{"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}

// A Scan is a picture of a sign-off on paper.
type Scan struct {
	File  File      `json:"file"`
	Check string    `json:"check"` // of the words that were signed off
	By    Person    `json:"by"`
	At    time.Time `json:"at"`
}

// Reported tells whether a sign-off stands that the owner has reported, for the words
// as they are.
func (p Pledge) Reported(c *call.Call) bool {
	a := p.Answers[Approvals(c)]
	return !a.Value.Empty() && !a.Signed && a.Check == Check(c, p)
}

// Scanned is the scan of the sign-off that stands; nil for none.
func (p Pledge) Scanned(c *call.Call) *Scan {
	a := p.Answers[Approvals(c)]
	if p.Scan == nil || a.Value.Empty() || a.Signed || a.Check != p.Scan.Check {
		return nil
	}
	return p.Scan
}

// Scannable tells why a file can be no scan: Unfit for its type, TooLarge for its size.
func (f File) Scannable() Refusal {
	switch {
	case ScanTypes[f.Type] == "" || f.Ref == "":
		return Unfit
	case f.Size > ScanMost:
		return TooLarge
	}
	return ""
}

func attachable(c *call.Call, p Pledge, now time.Time, a Actor, cmd Command) Refusal {
	if r := cmd.(Attach).File.Scannable(); r != "" {
		return r
	}
	if !p.Reported(c) {
		return Incomplete
	}
	return notDeleted(c, p, now, a, cmd)
}
