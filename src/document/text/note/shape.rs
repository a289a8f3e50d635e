//! What the first line of a note looks like: its label, or the mark that leads back.

use super::Entry;
use super::heads::Zone;
use crate::document::text::chunk::Chunk;
use crate::document::text::marker::{Numbering, Sign};
use crate::document::text::reference::{Marks, bracketed, is_label, is_sign, superscripted};
use crate::document::text::sheet::Sheet;
use crate::document::text::{line, words};

pub struct Found {
    pub entry: Entry,
    pub rule: &'static str,
    pub confidence: f32,
}

/// The shape of a note, if the chunk has one.
pub fn shape(sheet: &Sheet, chunk: &Chunk, marks: &Marks, zone: Zone, ordinal: u32) -> Option<Found> {
    if !chunk.is_prose() {
        return None;
    }
    let line = &sheet.lines[chunk.lines.start];
    let words = line.words(sheet.text);
    let at = line.from;
    let found = |label: &str, counted: Option<u32>, content: usize, rule, confidence| {
        let content = content + blanks(&sheet.text[content..line.to.max(content)]);
        let entry = Entry {
            label: label.to_owned(),
            at,
            content,
            closed_by: None,
            counted,
            found: counted.is_none(),
        };
        Some(Found { entry, rule, confidence })
    };
    if let Some(content) = returns(words) {
        let noted = zone != Zone::Text || marks.refer_to("1", at) && words[content..].len() > 5;
        return noted
            .then(|| {
                found(&ordinal.to_string(), Some(ordinal), at + content, "a mark of return (^) opens it", 0.9)
            })
            .flatten();
    }
    // A box that is ticked is a task and no note.
    if let Some((label, bytes)) = bracketed(words).filter(|(label, _)| !label.eq_ignore_ascii_case("x")) {
        let known = marks.refer_to(label, at);
        let label_like = is_label(label) || zone != Zone::Text && !label.is_empty() && !label.contains(' ');
        let rest = words[bytes..].trim_start_matches([':', '.']);
        // The label of a long list may stand alone over its text, which then is set in, or is known to be referred to.
        let under = sheet.lines[chunk.lines.clone()].get(1).filter(|_| rest.is_empty());
        let over = under.is_some_and(|next| {
            next.indent > line.indent || known && zone != Zone::Text && !label.is_empty()
        });
        let content = under.filter(|_| over).map_or(line.to - rest.len(), |next| next.from);
        let spaced = rest.starts_with(line::is_blank) || over;
        return (label_like && spaced && (known || zone != Zone::Text))
            .then(|| found(label, None, content, "its label in brackets opens it", 0.95))
            .flatten();
    }
    if let Some((label, bytes)) = superscripted(words) {
        // Circles count the items of lists as well.
        let listed = label.is_ascii() || zone != Zone::Text;
        return (listed && marks.raise(&label, at))
            .then(|| found(&label, None, at + bytes, "a raised number opens it", 0.9))
            .flatten();
    }
    if let Some((label, bytes)) = signed(words) {
        let listed = marks.starred && label == "*" && words[bytes..].starts_with(' ');
        return (marks.sign_before(label, at) && chunk.alone && !listed)
            .then(|| found(label, None, at + bytes, "a sign that the text above has after a word", 0.85))
            .flatten();
    }
    if let Some((label, bytes)) = named(words) {
        return found(label, None, at + bytes, "its name and a mark of return (^) open it", 0.95);
    }
    numbered(sheet, chunk, marks, zone).and_then(|(label, counted, content, rule, confidence)| {
        found(&label, counted, content, rule, confidence)
    })
}

/// `note 1. ^ Text`: a label of two words before the mark of return, and the bytes of both.
fn named(words: &str) -> Option<(&str, usize)> {
    let head = &words[..words::floor(words, words.len().min(40))];
    let open = head.find(['^', '↑'])?;
    let label = head[..open].trim_end().trim_end_matches('.');
    let bytes = open + returns(&words[open..])?;
    (label.contains(' ') && is_label(label)).then_some((label, bytes))
}

/// `1. ^ Text` anywhere, `1. Text` under the heading of notes when the text refers to 1.
fn numbered(
    sheet: &Sheet,
    chunk: &Chunk,
    marks: &Marks,
    zone: Zone,
) -> Option<(String, Option<u32>, usize, &'static str, f32)> {
    let line = &sheet.lines[chunk.lines.start];
    let marker = chunk.marker?;
    let Sign::Number { numbering, value, .. } = marker.sign else { return None };
    let label = sheet.text[line.from..marker.end].trim_matches(|c: char| !c.is_alphanumeric());
    if let Some(bytes) = returns(&sheet.text[marker.content..line.to]) {
        let counted = (numbering == Numbering::Decimal).then_some(value);
        let rule = "a number and a mark of return (^) open it";
        return Some((label.to_owned(), counted, marker.content + bytes, rule, 0.98));
    }
    let referred = marks.refer_to(label, line.from) || marks.raise(label, line.from);
    (zone != Zone::Text && numbering != Numbering::Dotted && referred && !marks.returned).then(|| {
        let rule = "a number under a heading of notes, to which a mark refers";
        (label.to_owned(), None, marker.content, rule, 0.9)
    })
}

fn blanks(words: &str) -> usize {
    words.len() - words.trim_start_matches(line::is_blank).len()
}

/// The bytes of a mark of return and of the letters after it: `^`, `↑`, `Jump up to: a b`.
pub fn returns(words: &str) -> Option<usize> {
    let mut rest = words;
    let mut any = false;
    for mark in ["^", "↑", "Jump up to:", "Jump up", "↑ Jump up to:"] {
        if let Some(after) = rest.strip_prefix(mark) {
            any = true;
            rest = after.trim_start_matches([' ', '\u{a0}', ':']);
        }
    }
    if !any || words.starts_with("^^") {
        return None;
    }
    let mut expected = b'a';
    while let Some(after) = rest
        .as_bytes()
        .first()
        .filter(|letter| **letter == expected)
        .and_then(|_| rest[1..].strip_prefix([' ', '\u{a0}']))
    {
        // "a" alone may be the article; it is a mark of return when "b" follows.
        if expected == b'a' && !after.starts_with("b ") {
            break;
        }
        rest = after.trim_start();
        expected += 1;
    }
    Some(words.len() - rest.len())
}

/// `* Text`, `†Text`: the signs, and their bytes.
fn signed(words: &str) -> Option<(&str, usize)> {
    let bytes: usize = words.chars().take(3).take_while(|c| is_sign(*c)).map(char::len_utf8).sum();
    (bytes > 0 && !words[bytes..].is_empty()).then(|| (&words[..bytes], bytes))
}

/// Whether a line opens with a sign or a raised number, as a note at the foot of a page does.
pub fn is_signed(words: &str) -> bool {
    signed(words).is_some() || superscripted(words).is_some()
}
