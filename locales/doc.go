// Package locales holds every sentence the product says and every word it
// understands, one file for each language: active.<lang>.json.
//
// The rest of the product speaks in keys and typed arguments (call.Text); Text
// turns them into a sentence, Read turns what a person typed back into
// something that needs no language. Both never fail: a text that is missing is
// said in the source language or shown as a dash, and counted.
//
// No language is named in the code. Months, articles, the ending of a list, the
// signs of a number and the words for "back" stand in the file beside the
// sentences, so that a language is added by adding its file.
package locales
