//! AsciiDoc that was saved or pasted as plain text.
//!
//! It is known by several of its signs together, never by one, and is then written as the Markdown that says
//! the same ([`super::draft`]): what both can say, each its own way. What only speaks to a program
//! (attributes, comments, conditions) is set apart.

mod block;
mod form;
mod head;
mod inline;
mod list;
mod mark;
mod part;
mod table;
#[cfg(test)]
mod tests;
mod writer;

use super::draft::Draft;
use super::mixed::Finding;
use super::{builder::Builder, decisions, events, front_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::text::Recovery;
use crate::document::{Found, front_matter};
use block::Walk;
use writer::Written;

/// A line without its end: places of the text.
type Line = std::ops::Range<usize>;

/// Reads a text, if it is AsciiDoc.
pub fn read(path: &str, text: &str) -> Option<(Recovery, Vec<Diagnostic>)> {
    if !mark::may_be(text) {
        return None;
    }
    let (yaml, body) = front_matter(text);
    let lines = lines(text, body.start);
    if !mark::is_asciidoc(text, &lines) {
        return None;
    }
    let Written { edits, findings, enumerators, found } = Walk::new(text, &lines, body.start).run();
    let mut draft = Draft::new(text, body.clone());
    draft.edit(edits.into_iter().map(|edit| edit.before(body.start)).collect());
    let mut builder = Builder::new(path, &draft, enumerators);
    for (event, range) in events(draft.text()) {
        builder.event(event, range);
    }
    let (mut parsed, mut diagnostics) = builder.finish();
    // Tags of HTML are ours: in AsciiDoc they are words.
    diagnostics.retain(|diagnostic| diagnostic.code != Code::RawHtml);
    parsed.found = Found { source: parsed.found.source.take(), ..found };
    parsed.removed.splice(0..0, front_of(text, yaml, body.start));
    let decisions = decisions(text, &findings, &parsed);
    Some((Recovery { parsed, decisions }, diagnostics))
}

fn lines(text: &str, from: usize) -> Vec<Line> {
    let mut start = from;
    let line = |raw: &str| {
        let line = start..start + raw.trim_end().len();
        start += raw.len() + 1;
        line
    };
    text[from..].split('\n').map(line).collect()
}

/// What is found of a block: its first sign, and what a reader of plain text would take it for.
fn finding(at: usize, kind: crate::document::Kind, level: u8, rule: &'static str) -> Finding {
    let otherwise = (crate::document::Kind::Paragraph, "a line of plain text");
    Finding { at, kind, level, rule, confidence: 0.95, otherwise }
}
