//! Finding quoted words in a text: what an editor quotes must occur in it exactly once.

use super::{Passage, PassageIx, Quotation};
use crate::diagnostic::{Code, Diagnostic};
use std::ops::Range;

/// The passages of one text, made ready for searching.
#[derive(Default, PartialEq)]
pub struct Quotable {
    passages: Vec<Folded>,
}

/// A text in which typographic variants are one, with the way back to the original.
#[derive(PartialEq)]
struct Folded {
    text: String,
    /// By byte of `text`: the byte of the original that it came from; one more for the end.
    origin: Vec<usize>,
}

impl Quotable {
    pub fn new(passages: &[Passage]) -> Quotable {
        Quotable { passages: passages.iter().map(|passage| fold(&passage.text)).collect() }
    }

    /// Where the words stand, if they stand exactly once within one passage.
    pub fn find(&self, quote: &str) -> Result<Quotation, Diagnostic> {
        let wanted = fold(quote.trim()).text;
        if wanted.is_empty() {
            return Err(Diagnostic::new(Code::QuoteNotFound, "this quotation is empty"));
        }
        let mut found = (0..).map(PassageIx).zip(&self.passages).flat_map(|(passage, folded)| {
            occurrences(&folded.text, &wanted).map(move |at| Quotation { passage, span: folded.original(at) })
        });
        match (found.next(), found.next()) {
            (Some(one), None) => Ok(one),
            (Some(_), Some(_)) => Err(Diagnostic::new(
                Code::QuoteAmbiguous,
                format!("“{}” occurs {} times in the text", quote.trim(), 2 + found.count()),
            )
            .hint("quote more words around it, so that it occurs once")),
            (None, _) => Err(self.not_found(quote.trim(), &wanted)),
        }
    }

    /// The two or more passages that the words run through, if they do so exactly once.
    pub fn across(&self, order: &[PassageIx], quote: &str) -> Option<(PassageIx, PassageIx)> {
        let wanted = fold(quote.trim()).text;
        let mut whole = String::new();
        let mut starts = Vec::with_capacity(order.len());
        for ix in order {
            starts.push(whole.len());
            whole.push_str(self.passages[ix.0 as usize].text.trim());
            whole.push(' ');
        }
        let passage = |at: usize| order[starts.partition_point(|start| *start <= at) - 1];
        let mut runs = occurrences(&whole, &wanted)
            .filter(|at| !at.is_empty())
            .map(|at| (passage(at.start), passage(at.end - 1)))
            .filter(|(first, last)| first != last);
        runs.next().filter(|_| runs.next().is_none())
    }

    /// Takes note of the new text of a passage, or of a new passage behind all others.
    pub fn renew(&mut self, ix: PassageIx, text: &str) {
        let place = ix.0 as usize;
        if place == self.passages.len() {
            self.passages.push(fold(text));
        } else {
            self.passages[place] = fold(text);
        }
    }

    /// The same for passages in another order; those that it does not name are forgotten.
    pub fn reordered(self, order: &[PassageIx]) -> Quotable {
        let mut passages: Vec<Option<Folded>> = self.passages.into_iter().map(Some).collect();
        let take = |ix: &PassageIx| passages[ix.0 as usize].take().unwrap_or_else(|| fold(""));
        Quotable { passages: order.iter().map(take).collect() }
    }

    /// Words within a place that is already found; the whole of it if none are given.
    pub fn within(&self, at: &Quotation, words: Option<&str>) -> Result<Quotation, Diagnostic> {
        let Some(words) = words else { return Ok(at.clone()) };
        let wanted = fold(words.trim()).text;
        let folded = &self.passages[at.passage.0 as usize];
        let inside = |span: &Range<usize>| at.span.start <= span.start && span.end <= at.span.end;
        let mut found = occurrences(&folded.text, &wanted).map(|at| folded.original(at)).filter(inside);
        match (found.next(), found.next()) {
            (Some(span), None) => Ok(Quotation { passage: at.passage, span }),
            (Some(_), Some(_)) => Err(Diagnostic::new(
                Code::QuoteAmbiguous,
                format!("“{words}” occurs more than once in the quotation"),
            )
            .hint("quote fewer words around it")),
            (None, _) => {
                Err(Diagnostic::new(Code::QuoteNotFound, format!("“{words}” is not in the quotation")))
            }
        }
    }

    fn not_found(&self, quote: &str, wanted: &str) -> Diagnostic {
        let diagnostic =
            Diagnostic::new(Code::QuoteNotFound, format!("“{quote}” does not occur in the text"));
        let order: Vec<PassageIx> = (0..).map(PassageIx).zip(&self.passages).map(|(ix, _)| ix).collect();
        if self.across(&order, quote).is_some() {
            return diagnostic.hint(
                "the words run over more than one passage; quote words of one, or make the passages one (`join: true`)",
            );
        }
        match self.nearest(wanted) {
            Some(near) => diagnostic.hint(format!("the closest passage reads: “{near}”")),
            None => diagnostic.hint("a quotation must lie within one passage of the text"),
        }
    }

    /// The start of the passage that shares most words with the quotation, at least half of them.
    fn nearest(&self, wanted: &str) -> Option<String> {
        let wanted: Vec<String> = wanted.split_whitespace().map(str::to_lowercase).collect();
        let shared = |folded: &Folded| {
            let text = folded.text.to_lowercase();
            wanted.iter().filter(|word| text.contains(word.as_str())).count()
        };
        let best = self
            .passages
            .iter()
            .map(|folded| (shared(folded), folded))
            .rev()
            .max_by_key(|(shared, _)| *shared);
        let (shared, folded) = best?;
        (shared * 2 >= wanted.len()).then(|| shorten(&folded.text, 90))
    }
}

impl Folded {
    fn original(&self, span: Range<usize>) -> Range<usize> {
        self.origin[span.start]..self.origin[span.end]
    }
}

fn occurrences<'a>(text: &'a str, wanted: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    text.match_indices(wanted).map(|(at, found)| at..at + found.len())
}

/// White space as one blank, quotation marks and dashes straight, soft hyphens gone.
fn fold(original: &str) -> Folded {
    let mut text = String::with_capacity(original.len());
    let mut origin = Vec::with_capacity(original.len() + 1);
    for (at, c) in original.char_indices() {
        let plain = match c {
            '\u{ad}' | '\u{200b}' => continue,
            '‘' | '’' | '‚' | '‛' | '′' => '\'',
            '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
            '‐' | '‑' | '–' | '—' | '−' => '-',
            c if c.is_whitespace() && text.ends_with(' ') => continue,
            c if c.is_whitespace() => ' ',
            c => c,
        };
        text.push(plain);
        origin.resize(text.len(), at);
    }
    origin.push(original.len());
    Folded { text, origin }
}

/// The first characters of a text, cut at a word.
pub fn shorten(text: &str, longest: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(longest) else { return text.to_owned() };
    let cut = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{}…", text[..cut].trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Kind;

    fn quotable(texts: &[&str]) -> Quotable {
        let passage = |text: &&str| Passage {
            kind: Kind::Paragraph,
            level: 0,
            text: (*text).to_owned(),
            marks: Vec::new(),
            atoms: Vec::new(),
            source: 0..0,
        };
        Quotable::new(&texts.iter().map(passage).collect::<Vec<_>>())
    }

    #[test]
    fn typography_does_not_matter_and_the_span_is_the_originals() {
        let texts = ["He said — “it’s\u{a0} over” — twice."];
        let found = quotable(&texts).find("\"it's over\"").unwrap();
        assert_eq!(&texts[0][found.span], "“it’s\u{a0} over”");
    }

    #[test]
    fn twice_or_never_is_no_place() {
        let texts = quotable(&["one two", "two three"]);
        assert_eq!(texts.find("two").unwrap_err().code, Code::QuoteAmbiguous);
        let missing = texts.find("two four").unwrap_err();
        assert_eq!(missing.hint.as_deref(), Some("the closest passage reads: “one two”"));
    }
}
