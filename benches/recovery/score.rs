//! How near a reading is to the truth. Words are aligned first, so that a word that a reader lost or added costs only itself.

use crate::reading::{Kind, Reading, Unit};
use std::collections::HashMap;
use std::ops::{AddAssign, Range};

/// Expected, given and right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub expected: usize,
    pub given: usize,
    pub right: usize,
}

impl Tally {
    pub fn precision(self) -> f64 {
        ratio(self.right, self.given)
    }

    pub fn recall(self) -> f64 {
        ratio(self.right, self.expected)
    }

    pub fn f1(self) -> f64 {
        ratio(2 * self.right, self.expected + self.given)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.expected += other.expected;
        self.given += other.given;
        self.right += other.right;
    }
}

/// The kinds that are scored, in the order of the table.
pub const KINDS: [Kind; 5] = [Kind::Heading, Kind::Item, Kind::Quote, Kind::Code, Kind::Paragraph];

#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    pub documents: usize,
    pub boundaries: Tally,
    pub kinds: [Tally; KINDS.len()],
    /// Of the headings that were found, how many have their level; the same of items and depth.
    pub levels: Tally,
    pub depths: Tally,
    pub notes: Tally,
    pub words: usize,
    /// In no passage and not set apart with a reason.
    pub lost: usize,
    /// In no passage, but set apart with a reason.
    pub apart: usize,
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Score) {
        self.documents += other.documents;
        self.boundaries += other.boundaries;
        for (own, other) in self.kinds.iter_mut().zip(other.kinds) {
            *own += other;
        }
        self.levels += other.levels;
        self.depths += other.depths;
        self.notes += other.notes;
        self.words += other.words;
        self.lost += other.lost;
        self.apart += other.apart;
    }
}

/// A unit of a reading that is unlike the truth's, for whoever works on the rules.
#[derive(Debug)]
pub struct Fault {
    pub kind: Kind,
    pub what: &'static str,
    pub text: String,
}

pub fn score(truth: &Reading, given: &Reading) -> (Score, Vec<Fault>) {
    let expected = Words::of(truth);
    let got = Words::of(given);
    let places = align(&expected.words, &got.words);
    let got_spans: Vec<Option<Range<usize>>> =
        got.spans.iter().map(|span| placed(&places, span.clone())).collect();
    let mut faults = Vec::new();
    let mut score = Score { documents: 1, words: expected.words.len(), ..Score::default() };
    score.boundaries = boundaries(&expected, &got_spans);
    for (place, kind) in KINDS.iter().enumerate() {
        let sides = Sides { truth, expected: &expected.spans, given, got: &got_spans };
        let (tally, levels) = sides.kind(*kind, &mut faults);
        score.kinds[place] = tally;
        match kind {
            Kind::Heading => score.levels = levels,
            Kind::Item => score.depths = levels,
            _ => {}
        }
    }
    score.notes = notes(truth, given, &mut faults);
    (score.lost, score.apart) = lost(&expected.words, &got.words, &given.apart);
    (score, faults)
}

/// The words of a reading in order, and which of them each unit has.
struct Words {
    words: Vec<String>,
    spans: Vec<Range<usize>>,
}

impl Words {
    fn of(reading: &Reading) -> Words {
        let mut words = Vec::new();
        let mut spans = Vec::new();
        for unit in &reading.units {
            let start = words.len();
            tokens(&unit.text, &mut words);
            spans.push(start..words.len());
        }
        Words { words, spans }
    }
}

/// Runs of letters and digits; a character of a script without spaces is a word.
fn tokens(text: &str, words: &mut Vec<String>) {
    let wide = |c: char| c >= '\u{2e80}' && !('\u{ac00}'..='\u{d7a3}').contains(&c);
    let mut open = false;
    for c in text.chars() {
        if !c.is_alphanumeric() {
            open = false;
        } else if open && !wide(c) {
            words.last_mut().expect("an open word is there").push(c);
        } else {
            words.push(c.to_string());
            open = !wide(c);
        }
    }
}

/// How far apart two readings may run before they are given up, and how many words say that they met again.
const REACH: usize = 600;
const MEET: usize = 4;

/// For each word given, the place of the same word in the truth.
fn align(expected: &[String], got: &[String]) -> Vec<Option<usize>> {
    let mut places = vec![None; got.len()];
    let (mut e, mut g) = (0, 0);
    while e < expected.len() && g < got.len() {
        if expected[e] == got[g] {
            places[g] = Some(e);
            (e, g) = (e + 1, g + 1);
            continue;
        }
        let met = (1..REACH).find_map(|apart| {
            (0..=apart).map(|skip| (e + skip, g + apart - skip)).find(|(e, g)| meets(expected, got, *e, *g))
        });
        (e, g) = met.unwrap_or((e + 1, g + 1));
    }
    places
}

fn meets(expected: &[String], got: &[String], e: usize, g: usize) -> bool {
    let (Some(expected), Some(got)) = (expected.get(e..), got.get(g..)) else { return false };
    let length = MEET.min(expected.len()).min(got.len());
    length > 0 && expected[..length] == got[..length]
}

/// The words of the truth that a unit covers.
fn placed(places: &[Option<usize>], span: Range<usize>) -> Option<Range<usize>> {
    let mut found = places[span].iter().flatten();
    let first = *found.next()?;
    Some(first..found.next_back().map_or(first, |last| *last) + 1)
}

/// Where units begin, but for the first, which begins with the text.
fn boundaries(expected: &Words, got: &[Option<Range<usize>>]) -> Tally {
    let mut own: Vec<usize> =
        expected.spans.iter().map(|span| span.start).filter(|start| *start > 0).collect();
    let mut given: Vec<usize> =
        got.iter().flatten().map(|span| span.start).filter(|start| *start > 0).collect();
    own.dedup();
    given.sort_unstable();
    given.dedup();
    let right = given.iter().filter(|start| own.binary_search(start).is_ok()).count();
    Tally { expected: own.len(), given: given.len(), right }
}

struct Sides<'r> {
    truth: &'r Reading,
    expected: &'r [Range<usize>],
    given: &'r Reading,
    got: &'r [Option<Range<usize>>],
}

impl Sides<'_> {
    /// How many units of a kind have their words, and how many of these their level.
    fn kind(&self, kind: Kind, faults: &mut Vec<Fault>) -> (Tally, Tally) {
        let own: HashMap<Range<usize>, &Unit> =
            self.expected.iter().cloned().zip(&self.truth.units).collect();
        let mut tally = Tally {
            expected: self.truth.units.iter().filter(|unit| unit.kind == kind).count(),
            ..Tally::default()
        };
        let mut levels = Tally::default();
        let mut found = Vec::new();
        for (unit, span) in self.given.units.iter().zip(self.got).filter(|(unit, _)| unit.kind == kind) {
            // What has none of the truth's words was added by the style, as the head over the notes.
            let Some(span) = span else { continue };
            match own.get(span) {
                Some(true_unit) if true_unit.kind == kind => {
                    tally.given += 1;
                    tally.right += 1;
                    levels.expected += 1;
                    levels.given += 1;
                    levels.right += usize::from(true_unit.level == unit.level);
                    found.push(span.clone());
                    if true_unit.level != unit.level {
                        let text = format!("{} for {}: {}", unit.level, true_unit.level, short(&unit.text));
                        faults.push(Fault { kind, what: "level", text });
                    }
                }
                // A title found as a heading is no wrong heading.
                Some(true_unit) if true_unit.kind == Kind::Title && kind == Kind::Heading => {}
                other => {
                    tally.given += 1;
                    let instead = other.map_or("nothing".to_owned(), |unit| format!("{:?}", unit.kind));
                    let text = format!("{} (truth: {instead})", short(&unit.text));
                    faults.push(Fault { kind, what: "extra", text });
                }
            }
        }
        for (unit, span) in self.truth.units.iter().zip(self.expected).filter(|(unit, _)| unit.kind == kind) {
            if !found.contains(span) {
                let held =
                    self.got.iter().position(|got| got.as_ref().is_some_and(|got| got.contains(&span.start)));
                let instead = held.map_or("nothing".to_owned(), |at| {
                    format!("{:?} {}", self.given.units[at].kind, short(&self.given.units[at].text))
                });
                let text = format!("{} (given: {instead})", short(&unit.text));
                faults.push(Fault { kind, what: "missed", text });
            }
        }
        (tally, levels)
    }
}

fn short(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { '⏎' } else { c }).take(90).collect()
}

/// Marks that lead to the note they should. A mark is told by the letters before it, a note by its first letters.
fn notes(truth: &Reading, given: &Reading, faults: &mut Vec<Fault>) -> Tally {
    let keys = |reading: &Reading| {
        let mut keys: HashMap<(String, String), usize> = HashMap::new();
        for reference in &reading.references {
            let before: String =
                reference.before.chars().rev().filter(|c| c.is_alphabetic()).take(20).collect();
            let note: String = reference.note.chars().filter(|c| c.is_alphanumeric()).take(40).collect();
            *keys.entry((before, note)).or_default() += 1;
        }
        keys
    };
    let (own, got) = (keys(truth), keys(given));
    let wrong = got.iter().filter(|(key, count)| **count > *own.get(*key).unwrap_or(&0));
    faults.extend(wrong.map(|((before, note), _)| {
        let before: String = before.chars().rev().collect();
        Fault { kind: Kind::Note, what: "extra", text: format!("…{before} → {note}") }
    }));
    let right = own.iter().map(|(key, count)| *count.min(got.get(key).unwrap_or(&0))).sum();
    Tally { expected: truth.references.len(), given: given.references.len(), right }
}

/// Words of the truth that are in no passage: nowhere at all, and set apart.
fn lost(expected: &[String], got: &[String], apart: &str) -> (usize, usize) {
    let mut left: HashMap<&str, isize> = HashMap::new();
    for word in got {
        *left.entry(word).or_default() += 1;
    }
    let mut set_apart = Vec::new();
    tokens(apart, &mut set_apart);
    let mut kept: HashMap<&str, isize> = HashMap::new();
    for word in &set_apart {
        *kept.entry(word).or_default() += 1;
    }
    let mut counts = (0, 0);
    for word in expected {
        if take(&mut left, word) {
            continue;
        }
        if take(&mut kept, word) { counts.1 += 1 } else { counts.0 += 1 }
    }
    counts
}

fn take(words: &mut HashMap<&str, isize>, word: &str) -> bool {
    match words.get_mut(word) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    }
}
