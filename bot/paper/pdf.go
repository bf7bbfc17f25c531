package paper

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"codeberg.org/go-pdf/fpdf"
	"github.com/go-fonts/dejavu/dejavusans"
	"github.com/go-fonts/dejavu/dejavusansbold"
	"github.com/skip2/go-qrcode"
	"golang.org/x/image/font/sfnt"
)

// letter are the countries and territories where a sheet is US Letter; elsewhere it is
// A4 (CLDR 47, measurementData, paperSize).
var letter = []string{"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"}

// The measures of a page, in millimetres, and of letters, in points.
const (
	margin     = 22.0
	foot       = 18.0 // below the last line
	bottom     = 30.0 // below the text
	leading    = 4.9
	small      = 8.5
	body       = 10.0
	large      = 16.0
	codeWidth  = 32.0
	codePixels = 256
	signRoom   = 12.0 // above the line of a signature
)

// face is the name of the fonts within a file.
const face = "dejavu"

// AttachedName is the name of the JSON that is attached to a paper.
const AttachedName = "pledge.json"

// PDF renders a view. The same view always gives the same file.
func PDF(v View) ([]byte, error) {
	size := "A4"
	if slices.Contains(letter, v.Country) {
		size = "Letter"
	}
	s := &sheet{Fpdf: fpdf.New("P", "mm", size, ""), view: v}
	s.prepare()
	s.AddPage()
	s.opening()
	s.pledge()
	if v.Signing != nil {
		s.signing(*v.Signing)
	}
	if s.missed {
		s.Ln(leading)
		s.write(v.lost, "", small)
	}
	var out bytes.Buffer
	if err := s.Output(&out); err != nil {
		return nil, fmt.Errorf("write PDF: %w", err)
	}
	return out.Bytes(), nil
}

// A sheet is a PDF at work.
type sheet struct {
	*fpdf.Fpdf
	view   View
	missed bool // a character that the fonts do not have
}

// prepare sets what holds for the whole file.
func (s *sheet) prepare() {
	v := s.view
	s.AddUTF8FontFromBytes(face, "", dejavusans.TTF)
	s.AddUTF8FontFromBytes(face, "B", dejavusansbold.TTF)
	s.SetMargins(margin, margin, margin)
	s.SetCellMargin(0)
	s.SetAutoPageBreak(true, bottom)
	s.SetLang(string(v.Lang))
	s.SetTitle(s.printable(v.Title), true)
	s.SetAuthor(s.printable(v.City), true)
	s.SetSubject(s.printable(v.Call), true)
	s.SetCreator("Pledgebot", true)
	s.SetProducer("Pledgebot", true)
	s.SetCreationDate(v.At)
	s.SetModificationDate(v.At)
	s.SetCatalogSort(true)
	s.SetAttachments([]fpdf.Attachment{{Content: v.Record, Filename: AttachedName, Description: s.printable(v.Title)}})
	s.AliasNbPages(allPages)
	s.SetHeaderFunc(s.mark)
	s.SetFooterFunc(s.footer)
}

// allPages stands for the number of pages until it is known.
const allPages = "{all}"

// mark writes across a page what the paper is not.
func (s *sheet) mark() {
	if s.view.Mark == "" {
		return
	}
	width, height := s.GetPageSize()
	x, y := s.GetXY()
	s.SetFont(face, "B", 72)
	s.SetTextColor(232, 232, 232)
	text := s.printable(s.view.Mark)
	s.TransformBegin()
	s.TransformRotate(50, width/2, height/2)
	s.Text((width-s.GetStringWidth(text))/2, height/2, text)
	s.TransformEnd()
	s.SetTextColor(0, 0, 0)
	s.SetXY(x, y)
}

// footer names the paper, so that a loose page can be told.
func (s *sheet) footer() {
	width, _ := s.GetPageSize()
	s.SetY(-foot)
	s.SetFont(face, "", small)
	s.SetDrawColor(160, 160, 160)
	s.Line(margin, s.GetY()-2, width-margin, s.GetY()-2)
	half := (width - 2*margin) / 2
	s.CellFormat(half, leading, s.printable(s.view.Foot), "", 0, "L", false, 0, "")
	s.CellFormat(half, leading, s.printable(s.view.pages(strconv.Itoa(s.PageNo()), allPages)), "", 0, "R", false, 0, "")
}

// opening is the head of the first page; a receipt fills one.
func (s *sheet) opening() {
	v := s.view
	s.write(v.Call, "", small)
	s.Ln(2)
	s.write(v.Heading, "B", large)
	s.Ln(3)
	for _, text := range v.Opening {
		s.write(text, "", body)
		s.Ln(3)
	}
	if len(v.Facts) == 0 {
		return
	}
	s.Ln(2)
	for _, line := range v.Facts {
		s.line(line)
	}
	s.code(v.Code)
	s.AddPage()
}

// code draws a text for a camera.
func (s *sheet) code(text string) {
	png, err := qrcode.Encode(text, qrcode.Medium, codePixels)
	if err != nil {
		s.SetError(err)
		return
	}
	s.RegisterImageOptionsReader("code", fpdf.ImageOptions{ImageType: "PNG"}, bytes.NewReader(png))
	s.Ln(4)
	s.ImageOptions("code", margin-4, s.GetY(), codeWidth, codeWidth, true, fpdf.ImageOptions{ImageType: "PNG"}, 0, "")
}

// pledge is the text itself.
func (s *sheet) pledge() {
	s.write(s.view.Title, "B", large)
	s.Ln(1)
	s.write(s.view.City, "", body)
	for _, section := range s.view.Sections {
		s.section(section.Name, 3*leading)
		for _, line := range section.Lines {
			s.line(line)
		}
	}
}

// section begins one on a page where something of it fits.
func (s *sheet) section(name string, room float64) {
	_, height := s.GetPageSize()
	if s.GetY()+room+leading > height-bottom {
		s.AddPage()
	}
	s.Ln(5)
	s.write(name, "B", body+1.5)
	s.Ln(1)
}

// line is a label and below it what it says.
func (s *sheet) line(l Line) {
	_, height := s.GetPageSize()
	if s.GetY()+2*leading > height-bottom { // a label does not stand alone
		s.AddPage()
	}
	if l.Label != "" {
		s.SetTextColor(90, 90, 90)
		s.write(l.Label, "", small)
		s.SetTextColor(0, 0, 0)
	}
	s.write(l.Text, "", body)
	s.Ln(2)
}

// signing is room for a signature, on one page.
func (s *sheet) signing(to Section) {
	width, _ := s.GetPageSize()
	s.section(to.Name, float64(len(to.Lines))*(signRoom+leading)+leading)
	for _, line := range to.Lines {
		s.Ln(signRoom)
		s.SetDrawColor(60, 60, 60)
		s.Line(margin, s.GetY(), margin+(width-2*margin)*0.7, s.GetY())
		s.write(line.Label, "", small)
	}
}

// write writes a paragraph in the whole width. A word that is longer is broken.
func (s *sheet) write(text, style string, size float64) {
	s.SetFont(face, style, size)
	s.MultiCell(0, leading*size/body, s.printable(text), "", "L", false)
}

// printable is a text in characters that the fonts have. A narrow space is an ordinary
// one that does not break.
func (s *sheet) printable(text string) string {
	var b strings.Builder
	for _, r := range narrow.Replace(text) {
		switch {
		case r == '\n' || has(r):
			b.WriteRune(r)
		case unicode.Is(unicode.Cf, r): // it says how others stand, and is seen nowhere
		default:
			s.missed = true
			b.WriteRune('\u25a1')
		}
	}
	return b.String()
}

var narrow = strings.NewReplacer("\u202f", "\u00a0", "\u2009", "\u00a0", "\t", " ", "\u00ad", "")

// has tells whether a character can be printed: both fonts have it, and its letters are
// neither joined nor written from the right, which the renderer cannot do.
func has(r rune) bool {
	if unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko) {
		return false
	}
	var b sfnt.Buffer
	i, err := regular.GlyphIndex(&b, r)
	return err == nil && i != 0
}

var regular = func() *sfnt.Font {
	f, err := sfnt.Parse(dejavusans.TTF)
	if err != nil {
		panic(fmt.Sprint("paper: a font that is none: ", err)) // it is part of the program
	}
	return f
}()
