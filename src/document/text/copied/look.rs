//! What a line of a copied page looks like, and what that is worth for each thing it may be.

use super::super::line::Line;
use super::super::marker::{self, Delimiter, Marker, Sign};
use super::super::sheet::{ends_sentence, starts_upper};
use super::super::{heading, inline};
use super::{KINDS, weights};
use std::collections::HashMap;

/// The signs of a line that count, in the order of their weights.
pub const SIGNS: usize = 48;

pub struct Look {
    signs: [i8; SIGNS],
    /// What it cannot be: text, since no blank line follows; a heading or an item, since one does.
    barred: [bool; KINDS],
}

impl Look {
    pub fn weights(&self) -> [f32; KINDS] {
        let mut sums = [0.0; KINDS];
        for (sign, weights) in self.signs.iter().zip(&weights::SIGNS).filter(|(sign, _)| **sign != 0) {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += f32::from(*sign) * weight;
            }
        }
        for (sum, barred) in sums.iter_mut().zip(self.barred) {
            if barred {
                *sum = -1000.0;
            }
        }
        sums
    }
}

/// What is seen of a line by itself.
struct Own<'t> {
    words: &'t str,
    first: &'t str,
    width: u32,
    indent: u32,
    likeness: i32,
    titled: bool,
    upper: bool,
    ends: bool,
    colon: bool,
    bullet: bool,
    numbered: bool,
    /// It opens with a letter or number in brackets, or set in with a dash before a capital: an item, if it is no text.
    listed: bool,
    edited: bool,
    pair: bool,
    count: usize,
    /// Words of nothing but letters.
    plain: usize,
    version: bool,
}

fn own<'t>(text: &'t str, line: &Line) -> Own<'t> {
    let words = line.words(text);
    let marker = marker::of(text, line);
    let (count, plain) = counts(words);
    Own {
        words,
        first: words.split(' ').next().unwrap_or(words),
        width: line.width,
        indent: line.indent,
        likeness: i32::from(line.glance.likeness),
        titled: heading::is_title_like(words),
        upper: starts_upper(words),
        ends: ends_sentence(words),
        colon: words.ends_with([':', '：']),
        bullet: words.starts_with(['•', '◦', '▪']),
        numbered: marker.is_some_and(|marker| {
            matches!(marker.sign, Sign::Number { delimiter: Delimiter::Dot | Delimiter::Paren, .. })
        }),
        listed: listed(words, line, marker),
        edited: heading::edit_mark(words).is_some(),
        pair: words.len() < 90
            && words
                .split_once(": ")
                .is_some_and(|(name, value)| !name.contains(' ') && !value.trim().is_empty()),
        count,
        plain,
        version: heading::names_version(words),
    }
}

fn listed(words: &str, line: &Line, marker: Option<Marker>) -> bool {
    // A word alone may be a value in a file of settings.
    let dashed = words
        .strip_prefix("- ")
        .is_some_and(|rest| rest.starts_with(char::is_uppercase) && rest.contains(' '));
    match marker.map(|marker| marker.sign) {
        Some(Sign::Number { delimiter: Delimiter::Paren | Delimiter::Parens, .. }) => true,
        Some(Sign::Bullet('-')) => dashed && line.indent > 0 && !words.contains(": "),
        _ => false,
    }
}

/// How many words there are, and how many of them are of letters alone, but for stops and commas at their ends.
fn counts(words: &str) -> (usize, usize) {
    const MOST: usize = 30;
    let bytes = words.as_bytes();
    let (mut count, mut plain, mut start) = (0, 0, 0);
    let mut state = Word::Empty;
    for at in 0..=bytes.len() {
        let byte = bytes.get(at).copied().unwrap_or(b' ');
        if byte != b' ' {
            state = state.and(byte);
            continue;
        }
        count += 1;
        plain += usize::from(match state {
            Word::Letters | Word::Stopped => true,
            Word::Empty | Word::Other => false,
            Word::Foreign => is_plain(&bytes[start..at]),
        });
        if count == MOST {
            break;
        }
        (start, state) = (at + 1, Word::Empty);
    }
    (count, plain)
}

/// What is read of a word so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Empty,
    Letters,
    /// Letters, and stops or commas after them.
    Stopped,
    Other,
    /// It has letters beyond ASCII.
    Foreign,
}

impl Word {
    fn and(self, byte: u8) -> Word {
        match self {
            Word::Foreign => Word::Foreign,
            _ if !byte.is_ascii() => Word::Foreign,
            Word::Empty | Word::Letters if byte.is_ascii_alphabetic() => Word::Letters,
            Word::Letters | Word::Stopped if matches!(byte, b',' | b'.') => Word::Stopped,
            _ => Word::Other,
        }
    }
}

/// The same of one word in other letters.
fn is_plain(word: &[u8]) -> bool {
    let word = std::str::from_utf8(word).unwrap_or("").trim_end_matches([',', '.']);
    !word.is_empty() && word.chars().all(char::is_alphabetic)
}

pub fn looks(text: &str, lines: &[Line], filled: &[usize]) -> Vec<Look> {
    let owns: Vec<Own> = filled.iter().map(|at| own(text, &lines[*at])).collect();
    let bulleted = owns.iter().any(|own| own.bullet);
    let mut times: HashMap<&str, usize> = HashMap::new();
    for own in owns.iter().filter(|own| own.count <= 5 && own.titled) {
        *times.entry(own.words).or_default() += 1;
    }
    let mut stack = 0;
    let mut depth = 0;
    let mut led = false;
    let mut looks = Vec::with_capacity(owns.len());
    for (at, own) in owns.iter().enumerate() {
        let under = at > 0 && filled[at - 1] + 1 == filled[at];
        let over = filled.get(at + 1) == Some(&(filled[at] + 1));
        if !under {
            stack = (at..owns.len())
                .take_while(|other| filled[*other] - filled[at] == other - at)
                .take(60)
                .count();
            depth = 0;
            led = at > 0 && owns[at - 1].colon;
        }
        let place = Place {
            above: at.checked_sub(1).filter(|_| under).map(|at| &owns[at]),
            below: owns.get(at + 1).filter(|_| over),
            ends: over && filled.get(at + 2) != Some(&(filled[at] + 2)),
            led: led && depth < 40,
            stack,
            depth,
            again: over && times.get(own.words).is_some_and(|times| *times > 2),
            bulleted,
            last: at + 1 == owns.len(),
        };
        looks.push(look(own, &place));
        depth += 1;
    }
    looks
}

struct Place<'o, 't> {
    above: Option<&'o Own<'t>>,
    below: Option<&'o Own<'t>>,
    /// A blank line follows the line below.
    ends: bool,
    /// The passage over the stack ends in a colon.
    led: bool,
    /// How many lines stand together, and how many of them above this one.
    stack: usize,
    depth: usize,
    /// The same few words stand over other lines several times.
    again: bool,
    /// The page shows the marks of lists.
    bulleted: bool,
    /// The text ends with it.
    last: bool,
}

fn look(own: &Own, place: &Place) -> Look {
    let mut signs = [0; SIGNS];
    signs[..26].copy_from_slice(&of_words(own));
    signs[26..].copy_from_slice(&of_place(own, place));
    Look { signs, barred: barred(own, place) }
}

/// What the words say by themselves.
fn of_words(own: &Own) -> [i8; 26] {
    let joined = own.words.contains(['-', '–', '—'])
        && [" - ", " – ", " — "].iter().any(|dash| own.words.contains(dash));
    let is = i8::from;
    [
        1,
        own.likeness.clamp(-3, 6) as i8,
        is(own.likeness > 0),
        is(own.likeness > 2),
        is(own.indent > 0),
        is(own.colon),
        is(own.titled),
        is(!own.titled && heading::is_name(own.words)),
        is(own.upper),
        is(own.ends),
        is(own.count <= 2),
        is(own.count <= 5),
        is(own.count > 10),
        is(own.width > 70),
        is(own.width > 140),
        is(inline::lead(own.words).is_some()),
        is(joined),
        is(own.numbered),
        is(own.edited),
        is(own.bullet),
        is(own.words.ends_with([',', ';', '，', '；'])),
        is(own.words.starts_with(|c: char| c.is_ascii_digit()) && !own.numbered),
        is(own.version),
        is(own.plain >= 4),
        is(own.plain >= 7),
        is(own.pair && own.plain >= 3),
    ]
}

/// What the lines around say.
fn of_place(own: &Own, place: &Place) -> [i8; SIGNS - 26] {
    let alike = |other: Option<&Own>| other.is_some_and(|other| other.first == own.first);
    let over = place.below.is_some();
    let is = i8::from;
    [
        is(place.above.is_some()),
        is(place.led && place.depth == 0),
        is(place.led),
        is(place.above.is_some_and(|above| above.colon)),
        is(own.pair
            && (place.above.is_some_and(|other| other.pair) || place.below.is_some_and(|other| other.pair))),
        is(own.words.starts_with(['#', '$', '%', '└', '├']) && over),
        is(place.ends),
        is(place.ends && place.below.is_some_and(|below| below.width > 80)),
        is(place.below.is_some_and(|below| below.likeness > 0)),
        is(place.below.is_some_and(|below| below.titled)),
        is(place.above.is_some_and(|above| above.titled)),
        is(alike(place.above) || alike(place.below)),
        is(place.stack >= 5),
        is(place.stack >= 10),
        is(place.bulleted),
        is(place.below.is_some_and(|below| below.bullet)),
        is(place.depth == 0 && place.stack == 2),
        is(!over && place.above.is_none()),
        is(place.again),
        is(place.below.is_some_and(|below| own.width * 2 < below.width)),
        is(place.above.is_some_and(|above| own.width * 2 < above.width)),
        is(place.below.is_some_and(|below| below.version)),
    ]
}

/// What a line cannot be: text over other text; a heading or an item over a blank line; a row of a table either; what
/// shows no bullet among those that do no item; full sentences no code.
fn barred(own: &Own, place: &Place) -> [bool; KINDS] {
    let over = place.below.is_some();
    let open = own.bullet || own.numbered || place.last;
    let unmarked = place.bulleted && !own.bullet && !own.numbered;
    // Where the line above leads to it or is listed too, no code begins.
    let listed = own.listed && place.above.is_some_and(|above| above.colon || above.listed);
    let row = own.words.contains('\t');
    // A full sentence is no code, but in the comments and the output of what is set in.
    let sentence = own.plain >= 7 && own.plain * 3 >= own.count * 2 && own.likeness <= 0;
    let near = |other: Option<&Own>| other.is_some_and(|other| other.likeness > 0 || other.indent > 0);
    let prose = sentence
        && (own.indent == 0 && !near(place.above) && !near(place.below) || place.stack == 1)
        && own.words.starts_with(char::is_alphabetic);
    // A full sentence of many words heads nothing.
    let said = heading::bare(own.words);
    let whole = own.count >= 16 && own.plain >= 8 && said.ends_with(['.', '"', '”']) && ends_sentence(said);
    [
        over && !row,
        !over && !place.last || row || whole,
        !over && !open || row || unmarked,
        own.bullet || listed || own.edited || prose,
    ]
}
