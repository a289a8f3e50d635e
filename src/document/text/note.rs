//! Notes: where the text lists them, and which mark leads to which.

use super::chunk::{Chunk, Form, Role};
use super::marker::{Delimiter, Numbering, Sign};
use super::reference::{self, Series, Shape, Style, bracketed, is_label, is_sign};
use super::sheet::Sheet;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

mod heads;
mod more;
mod shape;

pub use heads::is_head;
use heads::{Zone, head};
pub use shape::is_signed;
use shape::{returns, shape};

/// The notes of a text, and how its marks find them.
#[derive(Default)]
pub struct Book {
    pub notes: Vec<Entry>,
    by_label: HashMap<String, Vec<usize>>,
    /// Marks that nothing but their place in the text tells apart from other numbers: where each
    /// begins and ends, and its note.
    pub placed: BTreeMap<usize, (usize, usize)>,
    /// Marks such as `[1]` are this text's way to refer, so that one without a note is worth a warning.
    pub refers: bool,
    /// Marks stand after a blank, as in "see [1]".
    pub spaced: bool,
    /// Marks stand directly after a word, so that what stands after a blank is none.
    pub attached: bool,
    /// Labels whose only mark stands after a blank all the same.
    pub apart: HashSet<String>,
    /// Where brackets open that are no marks.
    pub refused: HashSet<usize>,
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
    /// Where the bracket ends that closes the note.
    pub closed_by: Option<usize>,
    /// Which of a list it is, if only its place (or a number the browser gave it) says so.
    counted: Option<u32>,
    /// Marks find it by its label.
    found: bool,
}

impl Book {
    /// The note that a mark leads to: the next of that label, for labels may begin anew with each page or section.
    pub fn find(&self, label: &str, at: usize) -> Option<usize> {
        let places = self.by_label.get(label)?;
        let next = places.partition_point(|note| self.notes[*note].at <= at);
        // A sign belongs to its page, and a label given twice to its section: neither reaches back.
        let reaches_back = places.len() == 1 && !label.starts_with(is_sign);
        places.get(next).or_else(|| places.last().filter(|_| reaches_back)).copied()
    }

    fn take(&mut self, entry: Entry) -> usize {
        self.signs.extend(entry.label.chars().next().filter(|c| is_sign(*c) && !self.signs.contains(c)));
        self.notes.push(entry);
        self.notes.len() - 1
    }

    fn index(&mut self) {
        for (place, entry) in self.notes.iter().enumerate().filter(|(_, entry)| entry.found) {
            self.by_label.entry(entry.label.clone()).or_default().push(place);
        }
    }
}

/// Finds the notes among the chunks, and gives them their role.
pub fn collect(sheet: &Sheet, chunks: &mut Vec<Chunk>) -> Book {
    let mut marks = reference::marks(sheet);
    marks.returned = chunks.iter().any(|chunk| is_returning(sheet, chunk));
    let stars =
        || chunks.iter().filter(|chunk| chunk.marker.is_some_and(|marker| marker.sign == Sign::Bullet('*')));
    marks.starred = stars().any(|chunk| !chunk.alone) || stars().count() > marks.stars;
    let mut book = Book {
        refers: marks.refers(),
        spaced: marks.are_spaced(),
        attached: marks.are_attached(),
        apart: marks.apart(),
        refused: marks.indexes.clone(),
        ..Book::default()
    };
    let mut feet = super::foot::part(sheet, chunks);
    let mut regions = vec![Region { zone: Zone::Text, text: 0..0, notes: 0..0, counted: 0 }];
    let mut at = 0;
    while at < chunks.len() {
        let heads = head(sheet, &chunks[at]);
        if heads != Zone::Text {
            let before = regions.last().map_or(0, |region| region.text.end);
            let none = book.notes.len()..book.notes.len();
            regions.push(Region { zone: heads, text: before..chunks[at].from, notes: none, counted: 0 });
            at += 1;
            continue;
        }
        let region = regions.last_mut().expect("the first region is the text");
        let end = listed(sheet, chunks, at, region, &mut book)
            .or_else(|| transcribed(sheet, chunks, at, &mut book))
            .unwrap_or(at);
        if end > at {
            at = end;
            continue;
        }
        if let Some(foot) = feet.remove(&chunks[at].from) {
            footed(&mut chunks[at], foot, &mut book);
            at += 1;
            continue;
        }
        if let Some(found) = shape(sheet, &chunks[at], &marks, region.zone, region.counted + 1) {
            region.counted = region.counted.max(found.entry.counted.unwrap_or(0));
            let place = book.take(found.entry);
            chunks[at].decide(Role::Note(place), found.rule, found.confidence);
            region.notes.end = book.notes.len();
        } else {
            more::follow(sheet, chunks, at, &book);
            // A call-out that says "Note" is no head of notes: prose stands under it.
            if region.zone == Zone::Notes && region.notes.is_empty() && is_long(sheet, &chunks[at]) {
                region.zone = Zone::Text;
            }
        }
        at += 1;
    }
    number(&marks.series(), &regions, &mut book.notes);
    book.index();
    more::between(sheet, chunks, &marks, &book);
    over_notes(chunks);
    more::over_pages(sheet, chunks);
    book
}

/// Takes a note of the foot of a page, with the number in the text that leads to it.
fn footed(chunk: &mut Chunk, foot: super::foot::Foot, book: &mut Book) {
    let note = book.take(Entry {
        label: foot.label.to_string(),
        at: chunk.from,
        content: foot.content,
        closed_by: None,
        counted: None,
        found: false,
    });
    book.placed.insert(foot.mark.start, (foot.mark.end, note));
    chunk.decide(Role::Note(note), "a number at the foot of a page, after a word on that page", 0.85);
}

/// `1. ^ Text`: a number and a mark of return.
fn is_returning(sheet: &Sheet, chunk: &Chunk) -> bool {
    let last = sheet.lines[chunk.lines.start].to;
    chunk
        .marker
        .is_some_and(|marker| !marker.is_bullet() && returns(&sheet.text[marker.content..last]).is_some())
}

/// A paragraph of a line or more.
fn is_long(sheet: &Sheet, chunk: &Chunk) -> bool {
    chunk.role == Role::Paragraph
        && chunk.is_prose()
        && chunk.marker.is_none()
        && (!chunk.is_single() || sheet.lines[chunk.lines.start].width > 60)
}

/// The part of a text under one heading of notes; the first is the text itself.
struct Region {
    zone: Zone,
    /// The bytes between the heading before and this one: what its notes are of.
    text: Range<usize>,
    notes: Range<usize>,
    /// How many of its notes only their place tells apart.
    counted: u32,
}

/// Gives the notes that have no label of their own the labels of the marks they answer to. Where two
/// lists could answer to the same marks and nothing decides, neither does: no link is better than a wrong one.
fn number(series: &[Series], regions: &[Region], notes: &mut [Entry]) {
    let counted: Vec<&Region> = regions.iter().filter(|region| region.counted > 0).collect();
    let numbers = series.iter().find(|series| series.style == Style::Numbers);
    let mut free: Vec<&Series> = series
        .iter()
        .filter(|series| series.style != Style::Numbers)
        .filter(|series| !notes.iter().any(|entry| entry.label == series.style.label(1)))
        .collect();
    let mut rest: Vec<&Region> = Vec::new();
    for region in &counted {
        let own = (region.zone == Zone::Notes && (counted.len() > 1 || numbers.is_none()))
            .then(|| free.iter().position(|series| series.last <= region.counted))
            .flatten();
        match own {
            Some(own) => relabel(&mut notes[region.notes.clone()], &free.remove(own).style),
            None => rest.push(region),
        }
    }
    let alike = rest.windows(2).all(|pair| pair[0].zone == pair[1].zone);
    let exact = |region: &&&Region| numbers.is_some_and(|series| series.last == region.counted);
    let claims: Vec<&Region> = if alike { rest } else { rest.iter().filter(exact).copied().collect() };
    if alike || claims.len() == 1 {
        for region in claims {
            relabel(&mut notes[region.notes.clone()], &Style::Numbers);
        }
    }
}

fn relabel(notes: &mut [Entry], style: &Style) {
    for entry in notes {
        if let Some(value) = entry.counted {
            entry.label = style.label(value);
            entry.found = true;
        }
    }
}

/// A rule over nothing but notes only parts them from the text of their page.
fn over_notes(chunks: &mut [Chunk]) {
    for at in 1..chunks.len() {
        if chunks[at - 1].form == Form::Rule && matches!(chunks[at].role, Role::Note(_)) {
            chunks[at - 1].decide(Role::NoteHead, "a rule over notes", 0.9);
        }
    }
}

/// A list of notes, 1 to the last, to which bare numbers in the text refer, each once and in order:
/// `(1)` with a block `(1) ...` at the end; a number glued to a word with `1. ...` under a heading of notes.
fn listed(sheet: &Sheet, chunks: &mut [Chunk], at: usize, region: &Region, book: &mut Book) -> Option<usize> {
    let counts = |at: usize| match chunks.get(at)?.marker?.sign {
        Sign::Number { numbering: Numbering::Decimal, delimiter, value, .. } => Some((delimiter, value)),
        _ => None,
    };
    let (delimiter, _) = counts(at).filter(|(_, value)| *value == 1)?;
    let count =
        (1..).take_while(|value| counts(at + *value as usize - 1) == Some((delimiter, *value))).count();
    let count = u32::try_from(count).ok()?;
    let end = at + count as usize;
    let glued = (Shape::Glued, 3, "numbers after words that the text counts through in order");
    let shapes = match delimiter {
        Delimiter::Parens => {
            vec![(Shape::Parens, 2, "numbers in parentheses that the text counts through in order")]
        }
        Delimiter::Paren => {
            vec![
                (
                    Shape::Closed,
                    2,
                    "numbers and parentheses after words that the text counts through in order",
                ),
                glued,
            ]
        }
        _ => vec![glued],
    };
    let headed = region.zone != Zone::Text && at > 0 && is_head(sheet, &chunks[at - 1]);
    let last = end == chunks.len() && at > 0 && chunks[at - 1].form == Form::Rule;
    let text = if headed { region.text.clone() } else { region.text.end..chunks[at].from };
    let (places, rule) = shapes.into_iter().find_map(|(shape, least, rule)| {
        let fits = count >= least && (headed || shape != Shape::Glued && last);
        let places = fits.then(|| reference::placed(sheet.text, text.clone(), 1..=count, shape)).flatten()?;
        Some((places, rule))
    })?;
    for (place, chunk) in places.into_iter().zip(&mut chunks[at..end]) {
        let marker = chunk.marker.expect("a chunk of the list has a marker");
        let label = sheet.text[place.clone()].trim_matches(['(', ')']).to_owned();
        let entry = Entry {
            label,
            at: chunk.from,
            content: marker.content,
            closed_by: None,
            counted: None,
            found: false,
        };
        let note = book.take(entry);
        book.placed.insert(place.start, (place.end, note));
        chunk.decide(Role::Note(note), rule, 0.85);
    }
    Some(end)
}

/// `[Footnote 1: Text]`, as transcribers of books write it: over several paragraphs until the bracket closes.
fn transcribed(sheet: &Sheet, chunks: &mut [Chunk], at: usize, book: &mut Book) -> Option<usize> {
    /// A note of more paragraphs is a bracket that nobody closed.
    const MOST: usize = 30;
    let words = sheet.words(chunks[at].lines.start);
    let rest =
        ["[Footnote", "[Note", "[Anmerkung", "[Fußnote"].iter().find_map(|open| words.strip_prefix(open))?;
    let (label, said) = rest.split_once(':').filter(|(label, _)| label.len() <= 8 && !label.contains(']'))?;
    let closes = |chunk: &Chunk| sheet.words(chunk.lines.end - 1).ends_with(']');
    let end =
        at + 1 + chunks[at..].iter().take(MOST).take_while(|chunk| chunk.is_prose()).position(closes)?;
    let from = chunks[at].from;
    let content = from + words.len() - said.trim_start().len();
    let label = label.trim();
    let entry = Entry {
        label: if label.is_empty() { "*".to_owned() } else { label.to_owned() },
        at: from,
        content,
        closed_by: Some(sheet.span(&chunks[end - 1].lines).end),
        counted: None,
        found: !label.is_empty(),
    };
    let note = book.take(entry);
    for (place, chunk) in (at..end).zip(&mut chunks[at..end]) {
        let role = if place == at { Role::Note(note) } else { Role::NoteMore(note) };
        chunk.marker = None;
        chunk.decide(role, "a note in brackets that calls itself one", 0.97);
    }
    Some(end)
}

/// Whether a line opens a note of a list of notes, by its look alone.
pub fn opens(words: &str) -> bool {
    bracketed(words).is_some_and(|(label, bytes)| {
        is_label(label) && words[bytes..].trim_start_matches([':', '.']).starts_with(' ')
    })
}

/// Whether a chunk is a note or goes on with one.
pub fn is_note(chunk: &Chunk) -> bool {
    chunk.form == Form::Prose && matches!(chunk.role, Role::Note(_) | Role::NoteMore(_))
}
