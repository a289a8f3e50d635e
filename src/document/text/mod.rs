//! Plain text: the structure that a writer meant, recovered from lines.
//!
//! The way is: lines, the facts of the file ([`sheet`]), chunks of lines ([`segment`]), notes
//! ([`note`]), roles and levels ([`role`], [`series`], [`heading`]), passages ([`assemble`]).
//! A rule decides for a series or a file where it can, never for a line alone; it says how sure it
//! is; and when it is unsure, a chunk is a paragraph.

mod amount;
mod assemble;
mod base;
mod caption;
mod captions;
mod chat;
mod chunk;
mod clippings;
mod code;
mod cohesion;
mod columns;
mod command;
mod comment;
mod contents;
mod copied;
mod counted;
mod definition;
mod diary;
#[cfg(test)]
mod desk_tests;
mod drawing;
#[cfg(test)]
mod fixture_tests;
mod foot;
mod framed;
mod furniture;
mod glance;
mod hanging;
pub(super) mod heading;
#[cfg(test)]
mod heads_tests;
mod hung;
mod inline;
mod level;
mod likelihood;
mod line;
mod manner;
mod manual;
mod marker;
mod masthead;
mod note;
#[cfg(test)]
mod note_tests;
#[cfg(test)]
mod page_tests;
mod outline;
mod paper;
mod parted;
mod posts;
mod preamble;
#[cfg(test)]
mod print_tests;
#[cfg(test)]
mod properties;
mod quotation;
mod reference;
mod releases;
mod restructured;
mod role;
mod script;
mod segment;
mod series;
mod sheet;
mod source;
mod speech;
mod starred;
mod table;
mod title;
mod title_page;
#[cfg(test)]
mod tests;
mod tooling;
mod unbroken;
mod verse;
mod words;
mod wrap;

use super::{Decision, Found, Kind, Parsed};
use crate::diagnostic::{Code, Diagnostic, Place};
use assemble::{Assembly, LineNumbers};
pub use cohesion::abbreviates;
use furniture::{Apart, Bared, FRAME};
pub(super) use preamble::authors;
pub(super) use restructured::{ABOUT, field};
use sheet::Sheet;
pub(super) use sheet::ends_sentence;
pub(super) use words::floor;

/// A text understood, with the reasons.
#[derive(Clone, Debug, Default)]
pub struct Recovery {
    pub parsed: Parsed,
    pub decisions: Vec<Decision>,
}

/// Recovers the structure of a plain text. `text` is decoded, with `\n` at line ends; places are bytes of it.
pub fn recover(path: &str, text: &str) -> (Recovery, Vec<Diagnostic>) {
    let lines = line::lines(text);
    let whole = captions::recover(text, &lines)
        .or_else(|| clippings::recover(text, &lines))
        .or_else(|| chat::recover(text, &lines))
        .or_else(|| posts::recover(text, &lines));
    if let Some(recovery) = whole {
        return (recovery, Vec::new());
    }
    let Bared { lines, removed: set_apart, told } = furniture::set_apart(text, lines);
    let sheet = Sheet {
        title: told.title,
        declared: told.declared,
        depths: told.depths.into_iter().collect(),
        senders: told.senders,
        framed: told.framed.into_iter().collect(),
        ..Sheet::new(text, lines)
    };
    let mut chunks = segment::chunks(&sheet);
    masthead::part(&sheet, &mut chunks);
    let mut found = told.found;
    let mut set_apart: Vec<Apart> =
        set_apart.into_iter().chain(masthead::take(&sheet, &mut chunks, &mut found)).collect();
    let book = note::collect(&sheet, &mut chunks);
    role::decide(&sheet, &mut chunks);
    let Assembly { mut parsed, mut decisions, lost, referred } = assemble::assemble(&sheet, &chunks, &book);
    set_apart.sort_by_key(|apart| apart.removed.source.start);
    let mut numbers = LineNumbers::default();
    decisions
        .extend(set_apart.iter().map(|apart| of_apart(apart, numbers.of(text, apart.removed.source.start))));
    let source = parsed.found.source.take();
    parsed.found = Found { source: found.source.or(source), ..found };
    let mut diagnostics: Vec<Diagnostic> =
        lost.into_iter().map(|(label, span)| without_text(path, &label, span)).collect();
    diagnostics.extend(
        referred
            .iter()
            .zip(&book.notes)
            .filter(|(referred, _)| !**referred)
            .map(|(_, note)| without_reference(path, note)),
    );
    diagnostics
        .extend(set_apart.iter().filter(|apart| apart.rule == FRAME).map(|apart| frame(path, text, apart)));
    parsed.removed.extend(set_apart.into_iter().map(|apart| apart.removed));
    parsed.removed.sort_by_key(|removed| (removed.source.start, removed.source.end));
    debug_assert_eq!(book.notes.len(), parsed.notes.len());
    diagnostics.extend(unbroken::mend(path, text, &mut parsed, &mut decisions));
    decisions.sort_by_key(|decision| decision.line);
    Diagnostic::sort(&mut diagnostics);
    (Recovery { parsed, decisions }, diagnostics)
}

/// The decision that some lines are no part of the text.
fn of_apart(apart: &Apart, line: usize) -> Decision {
    Decision {
        line,
        kind: Kind::Paragraph,
        level: 0,
        rule: apart.rule,
        confidence: apart.confidence,
        runner_up: None,
        passage: None,
    }
}

fn frame(path: &str, text: &str, apart: &Apart) -> Diagnostic {
    let source = apart.removed.source.clone();
    let mut numbers = LineNumbers::default();
    let (first, last) = (numbers.of(text, source.start), numbers.of(text, source.end));
    Diagnostic::new(
        Code::SetApart,
        format!("lines {first} to {last} are Project Gutenberg's own and no part of the text"),
    )
    .at(Place::new(path, source))
    .hint("the page shows them apart, under the text; the licence they state holds for what you publish")
}

fn without_text(path: &str, label: &str, span: std::ops::Range<usize>) -> Diagnostic {
    Diagnostic::new(Code::NoteWithoutText, format!("the mark [{label}] has no note"))
        .at(Place::new(path, span))
        .hint(format!("add a line \"[{label}] the note\" at the end of the text, or leave it: the mark is shown as written"))
}

fn without_reference(path: &str, note: &note::Entry) -> Diagnostic {
    Diagnostic::new(Code::NoteWithoutReference, format!("nothing refers to note {}", note.label))
        .at(Place::new(path, note.at..note.content))
        .hint(format!(
            "the note is kept with the others; a mark [{}] in the text would lead to it",
            note.label
        ))
}
