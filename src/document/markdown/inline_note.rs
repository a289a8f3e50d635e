//! Notes that stand where they belong, as Pandoc, Quarto and Obsidian have them: `Words.^[What is noted.]`
//!
//! Each is written as a reference and, at the end of the text, the note.

use super::draft::Edit;
use super::marks::is_escaped;
use super::protected::Protected;
use rapidhash::RapidHashMap;
use std::ops::Range;

const OPEN: &str = "^[";

#[derive(Default)]
pub struct InlineNotes {
    pub edits: Vec<Edit>,
    /// The notes by their new labels, and where stands what each says.
    pub notes: Vec<(String, Range<usize>)>,
}

pub fn inline_notes(text: &str, protected: &Protected) -> InlineNotes {
    let mut inline = InlineNotes::default();
    // Behind code or HTML that nobody closed nothing can be written.
    if protected.holds(text.len().saturating_sub(1)) {
        return inline;
    }
    let pairs = pairs(text, protected);
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices(OPEN) {
        let start = at + OPEN.len();
        let is_free =
            words.last().is_none_or(|last| last.end <= at) && !protected.holds(at) && !is_escaped(text, at);
        if is_free && let Some(end) = pairs.get(&(start - 1)).filter(|end| is_note(text, at, &(start..**end)))
        {
            words.push(start..*end);
        }
    }
    let mut told = String::new();
    let prefix = prefix(text);
    for (number, note) in (1..).zip(words) {
        let label = format!("{prefix}{number}");
        let lines = text[note.clone()].lines().map(|line| line.trim_matches(['>', ' ', '\t']));
        told += &format!("\n\n[^{label}]: {}", lines.collect::<Vec<_>>().join(" ").trim());
        inline.edits.push(Edit::new(note.start - OPEN.len()..note.end + 1, format!("[^{label}]")));
        inline.notes.push((label, note));
    }
    if !told.is_empty() {
        inline.edits.push(Edit::new(text.len()..text.len(), told + "\n"));
    }
    inline
}

/// Which of a note's words, as they are written, its passages show: the rest is an address, or some other sign.
pub fn shown(text: &str, words: &Range<usize>, passages: &str) -> Vec<Range<usize>> {
    let mut shown: Vec<Range<usize>> = Vec::new();
    let mut letters = passages.chars().filter(|c| c.is_alphanumeric()).peekable();
    for (at, c) in text[words.clone()].char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        if letters.next_if_eq(&c).is_some() {
            let place = words.start + at..words.start + at + c.len_utf8();
            match shown.last_mut().filter(|last| last.end == place.start) {
                Some(last) => last.end = place.end,
                None => shown.push(place),
            }
        }
    }
    shown
}

/// Brackets that belong together, in the same paragraph: by the place of the first.
fn pairs(text: &str, protected: &Protected) -> RapidHashMap<usize, usize> {
    let mut pairs = RapidHashMap::default();
    let mut open = Vec::new();
    for (at, sign) in text.match_indices(['[', ']', '\n']) {
        match sign {
            "\n" if text[at + 1..].lines().next().is_none_or(|next| next.trim().is_empty()) => open.clear(),
            "\n" => {}
            _ if protected.holds(at) || is_escaped(text, at) => {}
            "[" => open.push(at),
            _ => pairs.extend(open.pop().map(|first| (first, at))),
        }
    }
    pairs
}

/// Whether words are a note, and no exponent as in `x^[n]`.
fn is_note(text: &str, at: usize, words: &Range<usize>) -> bool {
    let said = text[words.clone()].trim();
    let is_exponent = text[..at].ends_with(char::is_alphanumeric) && !said.contains(['.', ' ', ':']);
    said.contains(char::is_alphanumeric) && !is_exponent
}

/// How the labels of these notes begin, as none of the text's does. Readers see numbers.
fn prefix(text: &str) -> String {
    let mut prefix = "amid-".to_owned();
    while text.contains(&format!("[^{prefix}")) {
        prefix.push('-');
    }
    prefix
}
