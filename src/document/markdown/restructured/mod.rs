//! reStructuredText, written as the Markdown that says the same ([`super::writer`]).
//!
//! It is known by the ending of its name, or by several of its signs over an underlined title. What only speaks to a
//! program (comments, places, options, directives for an index) is set apart.

mod code;
mod directive;
mod explicit;
mod field;
mod item;
mod line;
mod role;
mod signs;
mod survey;
mod table;
#[cfg(test)]
mod tests;
mod title;
mod walk;

use super::rewritten;
use crate::diagnostic::Diagnostic;
use crate::document::front_matter;
use crate::document::text::Recovery;
use crate::source::ending::ending;
use line::Line;
use walk::Walk;

/// Reads a text, if it is reStructuredText: by its name, or by its signs.
pub fn read(path: &str, text: &str) -> Option<(Recovery, Vec<Diagnostic>)> {
    let is_named = matches!(ending(path).as_str(), "rst" | "rest");
    if !is_named && !text.contains(".. ") {
        return None;
    }
    let (yaml, body) = front_matter(text);
    let lines = line::lines(text, body.start);
    if !is_named && !is_restructured(text, &lines) {
        return None;
    }
    let written = Walk::new(text, lines, body.start).run();
    Some(rewritten(path, text, (yaml, body), written))
}

/// Whether a text has an underlined title, and two signs that nothing else has.
fn is_restructured(text: &str, lines: &[Line]) -> bool {
    let sure = |line: &&Line| {
        let words = line.words(text);
        let explicit = words.strip_prefix(".. ").is_some_and(|rest| {
            explicit::directive(rest).is_some_and(|(name, _)| directive::is_known(name))
                || rest.starts_with('_') && rest.contains(':') && !rest.contains(": :")
        });
        explicit || words.contains(":`") && role::has_role(words) || words.contains(">`_")
    };
    lines.iter().filter(sure).take(2).count() == 2
        && (0..lines.len()).any(|at| title::title(text, lines, at, lines.len()).is_some())
}
