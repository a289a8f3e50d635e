//! Outlines of Org, written as the Markdown that says the same ([`super::writer`]).
//!
//! One is known by the ending of its name, or by what it says to its program over headings of stars. What only speaks to
//! the program (keywords, drawers, plans, comments, what is not to be exported) is set apart.

mod head;
mod item;
mod part;
mod signs;
#[cfg(test)]
mod tests;
mod walk;

use super::asciidoc::lines;
use super::rewritten;
use crate::diagnostic::Diagnostic;
use crate::document::front_matter;
use crate::document::text::Recovery;
use crate::source::ending::ending;
use std::ops::Range;
use walk::Walk;

/// A line without its end: places of the text.
type Line = Range<usize>;

/// Reads a text, if it is an outline of Org.
pub fn read(path: &str, text: &str) -> Option<(Recovery, Vec<Diagnostic>)> {
    if ending(path) != "org" && !text.contains("#+") {
        return None;
    }
    let (yaml, body) = front_matter(text);
    let lines = lines(text, body.start);
    if ending(path) != "org" && !is_org(text, &lines) {
        return None;
    }
    let written = Walk::new(text, &lines, body.start).run();
    Some(rewritten(path, text, (yaml, body), written))
}

/// Whether a text speaks to Org and has headings of stars.
fn is_org(text: &str, lines: &[Line]) -> bool {
    const SAYS: [&str; 12] = [
        "title",
        "author",
        "date",
        "options",
        "startup",
        "property",
        "filetags",
        "todo",
        "seq_todo",
        "begin_src",
        "begin_quote",
        "begin_example",
    ];
    let says = |line: &Line| {
        keyword(&text[line.clone()])
            .is_some_and(|(name, _)| SAYS.iter().any(|known| name.eq_ignore_ascii_case(known)))
    };
    const SEVERAL: usize = 3;
    let starred = || lines.iter().any(|line| stars(&text[line.clone()]).is_some());
    let said = lines.iter().filter(|line| says(line)).take(SEVERAL).count();
    said == SEVERAL || said > 0 && starred()
}

/// How many stars open a heading.
fn stars(words: &str) -> Option<usize> {
    let count = words.bytes().take_while(|byte| *byte == b'*').count();
    (count > 0 && words[count..].starts_with(' ')).then_some(count)
}

/// `#+TITLE: Plans`, `#+BEGIN_SRC c`: the name and what follows it.
fn keyword(words: &str) -> Option<(&str, &str)> {
    let rest = words.trim_start().strip_prefix("#+")?;
    let bytes = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(byte)).count();
    let (name, rest) = rest.split_at(bytes);
    let block = |start: &str| name.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start));
    // What is said for a program may stand in brackets before the colon.
    let value = match rest.strip_prefix('[').and_then(|told| told.split_once("]:")) {
        Some((_, value)) => Some(value),
        None => rest.strip_prefix(':'),
    };
    match value {
        Some(value) if !name.is_empty() => Some((name, value.trim())),
        None if block("begin_") || block("end_") => Some((name, rest.trim())),
        _ => None,
    }
}
