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

use super::rewritten;
use crate::diagnostic::Diagnostic;
use crate::document::front_matter;
use crate::document::text::Recovery;
use crate::source::ending::ending;
use block::Walk;

/// A line without its end: places of the text.
pub(super) type Line = std::ops::Range<usize>;

/// Reads a text, if it is AsciiDoc: by its name, or by its signs.
pub fn read(path: &str, text: &str) -> Option<(Recovery, Vec<Diagnostic>)> {
    let is_named = matches!(ending(path).as_str(), "adoc" | "asciidoc");
    if !is_named && !mark::may_be(text) {
        return None;
    }
    let (yaml, body) = front_matter(text);
    let lines = lines(text, body.start);
    if !is_named && !mark::is_asciidoc(text, &lines) {
        return None;
    }
    let written = Walk::new(text, &lines, body.start).run();
    Some(rewritten(path, text, (yaml, body), written))
}

pub(super) fn lines(text: &str, from: usize) -> Vec<Line> {
    let mut start = from;
    let line = |raw: &str| {
        let line = start..start + raw.trim_end().len();
        start += raw.len() + 1;
        line
    };
    text[from..].split('\n').map(line).collect()
}
