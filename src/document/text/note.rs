//! Notes: where the text lists them, and which mark leads to which.

use super::chunk::{Chunk, Form, Role};
use super::marker::{Numbering, Sign};
use super::sheet::Sheet;
use std::collections::HashMap;
use std::ops::Range;

/// The notes of a text, and how its marks find them.
#[derive(Default)]
pub struct Book {
    pub notes: Vec<Entry>,
    by_label: HashMap<String, Vec<usize>>,
    /// Marks such as `[1]` are this text's way to refer, so that one without a note is worth a warning.
    pub refers: bool,
    /// Labels of signs (`*`, `†`, `²`) that some note has.
    pub signs: Vec<char>,
}

/// One note, before its words are read.
pub struct Entry {
    pub label: String,
    /// Where the note begins in the seed.
    pub at: usize,
    /// Where its words begin, after label and marks of return.
    pub content: usize,
}

impl Book {
    /// The note that a mark leads to: the next of that label, for labels may begin anew with each page or section.
    pub fn find(&self, label: &str, at: usize) -> Option<usize> {
        let places = self.by_label.get(label)?;
        let next = places.partition_point(|note| self.notes[*note].at <= at);
        places.get(next).or_else(|| places.last()).copied()
    }

    fn take(&mut self, entry: Entry) -> usize {
        let place = self.notes.len();
        self.by_label.entry(entry.label.clone()).or_default().push(place);
        self.signs.extend(entry.label.chars().next().filter(|c| is_sign(*c) && !self.signs.contains(c)));
        self.notes.push(entry);
        place
    }
}

/// Signs that refer to a note by themselves.
pub fn is_sign(c: char) -> bool {
    matches!(c, '*' | '†' | '‡' | '§' | '¶')
}

/// The digits of superscripts, as a number is written with them.
pub fn superscript(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        _ => return None,
    })
}

/// A mark in brackets at the beginning of some words: its label and its bytes.
pub fn bracketed(words: &str) -> Option<(&str, usize)> {
    let inner = words.strip_prefix('[')?;
    let end = inner.char_indices().take(24).find(|(_, c)| matches!(c, ']' | '[' | '\n'))?.0;
    inner[end..].starts_with(']').then(|| (inner[..end].trim().trim_start_matches('^'), end + 2))
}

/// Labels that can be nothing but those of notes: `1`, `a`, `iv`, `note 2`, `n 1`, `*`.
pub fn is_label(label: &str) -> bool {
    let (word, number) = label.rsplit_once([' ', '\u{a0}']).unwrap_or(("", label));
    let lower = word.to_ascii_lowercase();
    let named = word.is_empty()
        || matches!(
            lower.as_str(),
            "note" | "n" | "nb" | "fn" | "footnote" | "lower-alpha" | "upper-alpha" | "注" | "註" | "ref"
        );
    let digits =
        (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()) && number != "0";
    let letters = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_lowercase());
    let roman = number.len() <= 5
        && number.bytes().all(|b| b.is_ascii_lowercase())
        && super::marker::roman_value(number).is_some();
    let sign = number.chars().count() <= 3 && !number.is_empty() && number.chars().all(is_sign);
    named && (digits || letters || roman || sign && word.is_empty())
}

/// Finds the notes among the chunks, and gives them their role.
pub fn collect(sheet: &Sheet, chunks: &mut [Chunk]) -> Book {
    let marks = marks(sheet);
    let mut book = Book { refers: marks.refers(), ..Book::default() };
    let mut zone = Zone::Text;
    let mut ordinal = 0;
    for at in 0..chunks.len() {
        let heads = head(sheet, &chunks[at]);
        if heads != Zone::Text {
            (zone, ordinal) = (heads, 0);
            continue;
        }
        let Some(found) = shape(sheet, &chunks[at], &marks, zone, ordinal + 1) else {
            follow(sheet, chunks, at);
            continue;
        };
        ordinal += 1;
        let place = book.take(found.entry);
        chunks[at].decide(Role::Note(place), found.rule, found.confidence);
    }
    book
}

/// A paragraph after a note, set in under it, is more of the same note.
fn follow(sheet: &Sheet, chunks: &mut [Chunk], at: usize) {
    let Some(before) = at.checked_sub(1) else { return };
    let (Role::Note(place) | Role::NoteMore(place)) = chunks[before].role else { return };
    let chunk = &chunks[at];
    let set_in = chunk.indent
        >= chunks[before].indent.max(sheet.base)
            + if matches!(chunks[before].role, Role::Note(_)) { 2 } else { 0 };
    if set_in && chunk.is_prose() && !chunk.broken && chunk.marker.is_none() {
        chunks[at].decide(Role::NoteMore(place), "set in under a note", 0.8);
    }
}

/// Where in the text we are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Zone {
    Text,
    /// Under a heading such as "Notes".
    Noted,
}

const NOTE_HEADS: [&str; 12] = [
    "notes",
    "footnotes",
    "endnotes",
    "references",
    "citations",
    "notes and references",
    "references and notes",
    "anmerkungen",
    "примечания",
    "注释",
    "注",
    "参考文献",
];

/// Whether a chunk is the heading of a list of notes.
fn head(sheet: &Sheet, chunk: &Chunk) -> Zone {
    if chunk.lines.len() > 2 || sheet.lines[chunk.lines.start].width > 40 {
        return Zone::Text;
    }
    let words = sheet.words(chunk.lines.start);
    let words = super::heading::bare(words)
        .trim_start_matches(|c: char| c == '#' || c.is_ascii_digit() || c == '.' || c == ' ')
        .trim_end_matches(':')
        .to_lowercase();
    if NOTE_HEADS.contains(&words.as_str()) { Zone::Noted } else { Zone::Text }
}

/// Whether a chunk is the heading of nothing but notes.
pub fn is_head(sheet: &Sheet, chunk: &Chunk) -> bool {
    head(sheet, chunk) != Zone::Text
}

struct Found {
    entry: Entry,
    rule: &'static str,
    confidence: f32,
}

/// The shape of a note, if the chunk has one.
fn shape(sheet: &Sheet, chunk: &Chunk, marks: &Marks, zone: Zone, ordinal: usize) -> Option<Found> {
    if !chunk.is_prose() {
        return None;
    }
    let line = &sheet.lines[chunk.lines.start];
    let words = line.words(sheet.text);
    let at = line.from;
    let found = |label: &str, content: usize, rule, confidence| {
        let content = content + blanks(&sheet.text[content..line.to]);
        Some(Found { entry: Entry { label: label.to_owned(), at, content }, rule, confidence })
    };
    if let Some(content) = returns(words) {
        return found(&ordinal.to_string(), at + content, "a mark of return (^) opens it", 0.9);
    }
    // A box that is ticked is a task and no note.
    if let Some((label, bytes)) = bracketed(words).filter(|(label, _)| !label.eq_ignore_ascii_case("x")) {
        let known = marks.refer_to(label, at);
        let label_like = is_label(label) || zone != Zone::Text && !label.is_empty() && !label.contains(' ');
        let rest = words[bytes..].trim_start_matches(':');
        let content = line.to - rest.len();
        let spaced = rest.starts_with(super::line::is_blank);
        return (label_like && spaced && (known || zone != Zone::Text))
            .then(|| found(label, content, "its label in brackets opens it", 0.95))
            .flatten();
    }
    if let Some((label, bytes)) = superscripted(words) {
        return marks
            .superscripts
            .get(&label)
            .is_some_and(|places| places.iter().any(|place| *place != at))
            .then(|| found(&label, at + bytes, "a raised number opens it", 0.9))
            .flatten();
    }
    if let Some((label, bytes)) = signed(words) {
        let known = marks.signs.get(label).is_some_and(|place| *place < at) && chunk.alone;
        return known
            .then(|| found(label, at + bytes, "a sign that the text above has after a word", 0.85))
            .flatten();
    }
    numbered(sheet, chunk, marks, zone)
        .and_then(|(label, content, rule, confidence)| found(&label, content, rule, confidence))
}

/// `1. ^ Text` anywhere, `1. Text` under the heading of notes when the text refers to 1.
fn numbered(
    sheet: &Sheet,
    chunk: &Chunk,
    marks: &Marks,
    zone: Zone,
) -> Option<(String, usize, &'static str, f32)> {
    let line = &sheet.lines[chunk.lines.start];
    let marker = chunk.marker?;
    let Sign::Number { numbering, .. } = marker.sign else { return None };
    let label = sheet.text[line.from..marker.end].trim_matches(|c: char| !c.is_alphanumeric());
    if let Some(bytes) = returns(&sheet.text[marker.content..line.to]) {
        return Some((
            label.to_owned(),
            marker.content + bytes,
            "a number and a mark of return (^) open it",
            0.98,
        ));
    }
    let counted = numbering != Numbering::Dotted && marks.refer_to(label, line.from);
    (zone != Zone::Text && counted).then(|| {
        (label.to_owned(), marker.content, "a number under a heading of notes, to which a mark refers", 0.9)
    })
}

fn blanks(words: &str) -> usize {
    words.len() - words.trim_start_matches(super::line::is_blank).len()
}

/// The bytes of a mark of return and of the letters after it: `^`, `↑`, `Jump up to: a b`.
fn returns(words: &str) -> Option<usize> {
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

/// `¹² Text`: the number in plain digits, and its bytes.
pub fn superscripted(words: &str) -> Option<(String, usize)> {
    let label: String = words.chars().take(4).map_while(superscript).collect();
    let bytes = words.chars().take(4).take_while(|c| superscript(*c).is_some()).map(char::len_utf8).sum();
    (!label.is_empty()).then_some((label, bytes))
}

/// `* Text`, `†Text`: the signs, and their bytes.
fn signed(words: &str) -> Option<(&str, usize)> {
    let bytes: usize = words.chars().take(3).take_while(|c| is_sign(*c)).map(char::len_utf8).sum();
    (bytes > 0 && !words[bytes..].is_empty()).then(|| (&words[..bytes], bytes))
}

/// Where the text has marks, before it is known which of them refer.
struct Marks {
    /// First and last place of each label in brackets.
    brackets: HashMap<String, Range<usize>>,
    superscripts: HashMap<String, Vec<usize>>,
    /// The first place of each sign after a word.
    signs: HashMap<String, usize>,
}

impl Marks {
    fn refer_to(&self, label: &str, at: usize) -> bool {
        self.brackets.get(label).is_some_and(|places| places.start != at || places.end != at)
    }

    /// Two marks that count on from one another are no accident.
    fn refers(&self) -> bool {
        ["1", "a", "i"]
            .iter()
            .zip(["2", "b", "ii"])
            .any(|(one, two)| self.brackets.contains_key(*one) && self.brackets.contains_key(two))
    }
}

fn marks(sheet: &Sheet) -> Marks {
    let mut marks = Marks { brackets: HashMap::new(), superscripts: HashMap::new(), signs: HashMap::new() };
    let text = sheet.text;
    for (at, _) in text.match_indices('[') {
        if let Some((label, _)) =
            bracketed(&text[at..]).filter(|(label, _)| !label.is_empty() && label.len() <= 24)
        {
            marks.brackets.entry(label.to_owned()).and_modify(|places| places.end = at).or_insert(at..at);
        }
    }
    if !text.is_ascii() {
        for at in raised(text) {
            let before = text[..at].chars().next_back().unwrap_or('\n');
            if superscript(before).is_none()
                && let Some((label, _)) = superscripted(&text[at..])
            {
                marks.superscripts.entry(label).or_default().push(at);
            }
        }
    }
    signs(text, &mut marks);
    marks
}

/// The places of raised digits: read as bytes, for texts are long and raised digits few.
pub fn raised(text: &str) -> impl Iterator<Item = usize> {
    let opens = |(at, byte): (usize, u8)| (byte == 0xc2 || byte == 0xe2).then_some(at);
    text.bytes()
        .enumerate()
        .filter_map(opens)
        .filter(|at| text[*at..].chars().next().is_some_and(|c| superscript(c).is_some()))
}

/// Signs that stand directly after a word or its punctuation.
fn signs(text: &str, marks: &mut Marks) {
    let mut end = 0;
    let mut places: Vec<usize> = text.match_indices('*').map(|(at, _)| at).collect();
    if !text.is_ascii() {
        places.extend(text.match_indices('†').chain(text.match_indices('‡')).map(|(at, _)| at));
        places.sort_unstable();
    }
    for at in places {
        if at < end {
            continue;
        }
        let signs: usize = text[at..].chars().take(4).take_while(|c| is_sign(*c)).map(char::len_utf8).sum();
        end = at + signs;
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let after = text[end..].chars().next().unwrap_or(' ');
        if (before.is_alphanumeric() || ".,;:!?\"”’)".contains(before)) && !after.is_alphanumeric() {
            marks.signs.entry(text[at..end].to_owned()).or_insert(at);
        }
    }
}

/// Whether a chunk is a note or goes on with one.
pub fn is_note(chunk: &Chunk) -> bool {
    chunk.form == Form::Prose && matches!(chunk.role, Role::Note(_) | Role::NoteMore(_))
}
