//! The Markdown that is read in place of what is written.
//!
//! Other programs' macros, and plain text amid Markdown, are rewritten as the Markdown that says the
//! same before the parser sees them, so that they nest in lists and quotations as everything does.
//! The draft knows which of its bytes are the writer's: places in it lead back to the seed, and what
//! the rewriting left out can be named.

use std::borrow::Cow;
use std::ops::Range;

/// Bytes of a draft's text to be replaced.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    pub range: Range<usize>,
    pub put: String,
}

impl Edit {
    pub fn new(range: Range<usize>, put: impl Into<String>) -> Edit {
        Edit { range, put: put.into() }
    }

    /// The same in a text that leaves out so many bytes before it.
    pub fn before(self, bytes: usize) -> Edit {
        Edit { range: self.range.start - bytes..self.range.end - bytes, put: self.put }
    }

    pub fn drop(range: Range<usize>) -> Edit {
        Edit { range, put: String::new() }
    }
}

/// Bytes of the text that are the writer's own.
#[derive(Clone, Debug)]
struct Piece {
    /// Where they begin in the text.
    at: usize,
    /// Where they begin in the source.
    from: usize,
    length: usize,
}

pub struct Draft<'a> {
    source: &'a str,
    /// The part of the source that is read.
    body: Range<usize>,
    text: Cow<'a, str>,
    pieces: Vec<Piece>,
}

impl<'a> Draft<'a> {
    pub fn new(source: &'a str, body: Range<usize>) -> Draft<'a> {
        let pieces = vec![Piece { at: 0, from: body.start, length: body.len() }];
        Draft { source, text: Cow::Borrowed(&source[body.clone()]), body, pieces }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The source as it stands, if no edit was made.
    pub fn unwritten(&self) -> Option<&'a str> {
        match self.text {
            Cow::Borrowed(text) => Some(text),
            Cow::Owned(_) => None,
        }
    }

    /// Whether any edit was made.
    pub fn is_rewritten(&self) -> bool {
        self.unwritten().is_none()
    }

    /// All of the source.
    pub fn whole(&self) -> &'a str {
        self.source
    }

    /// The writer's words at a place of the source.
    pub fn source(&self, span: &Range<usize>) -> &'a str {
        self.source.get(span.clone()).unwrap_or("")
    }

    /// Applies edits; of two that overlap, the one that begins first. One that would make a character
    /// reference of what is none, as `&am{{toc}}p;`, is not made.
    pub fn edit(&mut self, mut edits: Vec<Edit>) {
        if edits.is_empty() {
            return;
        }
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let mut next =
            Rewritten { old: &self.text, pieces: &self.pieces, text: String::new(), kept: Vec::new() };
        let mut at = 0;
        for edit in &edits {
            if edit.range.start >= at {
                next.keep(at..edit.range.start);
                at = edit.range.start;
                if makes_reference(&next.text, &edit.put, &self.text[edit.range.end..]) {
                    continue;
                }
                next.text.push_str(&edit.put);
                at = edit.range.end;
            }
        }
        next.keep(at..self.text.len());
        let (text, kept) = (next.text, next.kept);
        self.pieces = kept;
        self.text = Cow::Owned(text);
    }

    /// The place of the source that a place of the text was made from.
    pub fn span(&self, range: Range<usize>) -> Range<usize> {
        let first = self.pieces.partition_point(|piece| piece.at + piece.length <= range.start);
        let start = match self.pieces.get(first) {
            Some(piece) if piece.at <= range.start => piece.from + (range.start - piece.at),
            // Words of ours: they stand for what lies between two pieces of the writer's.
            _ => first.checked_sub(1).map_or(self.body.start, |before| self.end_of(before)),
        };
        let last = self.pieces.partition_point(|piece| piece.at < range.end);
        let end = match last.checked_sub(1).map(|last| (&self.pieces[last], last)) {
            Some((piece, _)) if range.end <= piece.at + piece.length => piece.from + (range.end - piece.at),
            _ => self.pieces.get(last).map_or(self.body.end, |piece| piece.from),
        };
        start..end.max(start)
    }

    /// The writer's own bytes in a place of the text, as places of the source.
    pub fn origins(&self, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
        let first = self.pieces.partition_point(|piece| piece.at + piece.length <= range.start);
        self.pieces[first..].iter().take_while(move |piece| piece.at < range.end).map(move |piece| {
            let start = range.start.max(piece.at) - piece.at;
            let end = range.end.min(piece.at + piece.length) - piece.at;
            piece.from + start..piece.from + end
        })
    }

    /// Places of the source whose letters are not in the text.
    pub fn left_out(&self) -> Vec<Range<usize>> {
        let mut at = self.body.start;
        let mut gaps = Vec::new();
        let ends = self.pieces.iter().map(|piece| (piece.from, piece.from + piece.length));
        for (start, end) in ends.chain([(self.body.end, self.body.end)]) {
            if self.source[at..start].contains(char::is_alphanumeric) {
                gaps.push(at..start);
            }
            at = end;
        }
        gaps
    }

    fn end_of(&self, piece: usize) -> usize {
        self.pieces[piece].from + self.pieces[piece].length
    }
}

/// A text in the making from an older one.
struct Rewritten<'a> {
    old: &'a str,
    /// Of the old text; those that lie before what is kept next are gone.
    pieces: &'a [Piece],
    text: String,
    kept: Vec<Piece>,
}

impl Rewritten<'_> {
    fn keep(&mut self, range: Range<usize>) {
        while let Some((piece, rest)) = self.pieces.split_first() {
            let start = range.start.max(piece.at);
            let end = range.end.min(piece.at + piece.length);
            if start < end {
                let at = self.text.len() + (start - range.start);
                let from = piece.from + (start - piece.at);
                match self.kept.last_mut() {
                    Some(last) if last.at + last.length == at && last.from + last.length == from => {
                        last.length += end - start
                    }
                    _ => self.kept.push(Piece { at, from, length: end - start }),
                }
            }
            if piece.at + piece.length > range.end {
                break;
            }
            self.pieces = rest;
        }
        self.text.push_str(&self.old[range]);
    }
}

/// Whether what is put between two texts makes letters on both sides one character reference.
fn makes_reference(before: &str, put: &str, after: &str) -> bool {
    const LONGEST: usize = 40;
    let is_name = |c: &char| c.is_ascii_alphanumeric() || *c == '#';
    let begins = |text: &str| text.chars().rev().take(LONGEST).find(|c| !is_name(c)) == Some('&');
    let ends = |text: &str| text.chars().take(LONGEST).find(|c| !is_name(c)) == Some(';');
    let joins = put.chars().all(|c| is_name(&c)) && begins(before) && ends(after);
    joins || begins(before) && ends(put) || begins(put) && ends(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_makes_no_character_reference() {
        let edited = |source: &str, edits: &[(&str, &str)]| {
            let mut draft = Draft::new(source, 0..source.len());
            let find = |words: &str| source.find(words).map(|at| at..at + words.len()).expect("it is there");
            draft.edit(edits.iter().map(|(words, put)| Edit::new(find(words), *put)).collect());
            draft.text().to_owned()
        };
        assert_eq!(edited("&am{x}p; {y}", &[("{x}", ""), ("{y}", "")]), "&am{x}p; ");
        assert_eq!(edited("&a{x}{y}p;", &[("{x}", "m"), ("{y}", "")]), "&am{y}p;");
        assert_eq!(edited("&a{x} {y}mp;", &[("{x}", "mp;"), ("{y}", "-&")]), "&a{x} {y}mp;");
        assert_eq!(edited("AT&T{x}, &{y} p;", &[("{x}", ""), ("{y}", "am")]), "AT&T, &am p;");
    }

    #[test]
    fn places_lead_back_through_two_edits() {
        let source = "head|one {x} two {y} end";
        let mut draft = Draft::new(source, 5..source.len());
        draft.edit(vec![Edit::new(4..7, "**")]);
        assert_eq!(draft.text(), "one ** two {y} end");
        draft.edit(vec![Edit::drop(0..4), Edit::new(11..14, "why")]);
        assert_eq!(draft.text(), "** two why end");
        let place = |words: &str| {
            let at = draft.text().find(words).expect("these words are in the text");
            draft.source(&draft.span(at..at + words.len()))
        };
        assert_eq!(place("two"), "two");
        assert_eq!(place("why"), "{y}");
        assert_eq!(place("two why end"), "two {y} end");
        let gaps: Vec<_> = draft.left_out().iter().map(|gap| draft.source(gap)).collect();
        assert_eq!(gaps, ["one {x}", "{y}"]);
    }

    #[test]
    fn of_two_overlapping_edits_the_first_holds() {
        let mut draft = Draft::new("abcdef", 0..6);
        draft.edit(vec![Edit::new(2..5, "-"), Edit::new(1..3, "+")]);
        assert_eq!(draft.text(), "a+def");
    }
}
