//! What reStructuredText and its like add to plain text: strokes over a heading as well as under it, comments, places that
//! links lead to, and directives that say how a part is shown.

use super::line::Line;
use super::preamble;
use crate::document::Found;
use std::ops::Range;

/// Directives that hold no words of the text but their arguments for a program.
const SILENT: [&str; 20] = [
    "class",
    "code",
    "code-block",
    "contents",
    "currentmodule",
    "default-role",
    "highlight",
    "highlights",
    "include",
    "index",
    "kernel-doc",
    "kernel-figure",
    "literalinclude",
    "meta",
    "module",
    "only",
    "raw",
    "sourcecode",
    "tabularcolumns",
    "toctree",
];

/// Lines that are a stroke over a heading with the same stroke under it.
pub fn overlines(text: &str, lines: &[Line]) -> Vec<usize> {
    let blank = |at: usize| lines.get(at).is_none_or(Line::is_blank);
    let over = |at: usize| {
        let [over, head, under] = [&lines[at], &lines[at + 1], &lines[at + 2]];
        let fits = over.width >= 3 && over.width == under.width && over.indent == under.indent;
        fits && !head.is_blank()
            && over.quote == head.quote
            && head.right() <= over.right() + 2
            && is_stroke(over.words(text))
            && over.words(text) == under.words(text)
            && !is_stroke(head.words(text))
            && !head.words(text).starts_with("$ ")
            && (at == 0 || blank(at - 1))
            && blank(at + 3)
    };
    (0..lines.len().saturating_sub(2)).filter(|at| over(*at)).collect()
}

fn is_stroke(words: &str) -> bool {
    let first = words.as_bytes().first().copied().unwrap_or(b' ');
    b"=-~^*#+\"'`".contains(&first) && words.bytes().all(|byte| byte == first)
}

/// Comments, places and directives without words, each with the lines set in under it that belong to it.
pub fn markup(text: &str, lines: &[Line]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut sure = false;
    while at < lines.len() {
        let Some(explicit) = lines[at].words(text).strip_prefix(".. ").and_then(explicit) else {
            at += 1;
            continue;
        };
        sure |= explicit != Explicit::Comment;
        let under = |line: &Line| line.is_blank() || line.indent > lines[at].indent;
        let end = match explicit {
            Explicit::Spoken => at,
            Explicit::Place => at + 1,
            // Options stand directly under a directive; what comes after a blank line is shown.
            Explicit::Silent => {
                at + 1 + lines[at + 1..].iter().take_while(|line| line.words(text).starts_with(':')).count()
            }
            Explicit::Comment => {
                let held = lines[at + 1..].iter().take_while(|line| !line.is_blank() && under(line)).count();
                at + 1 + held
            }
        };
        if end > at {
            found.push(at..end);
        }
        at = end.max(at + 1);
    }
    // Two dots may open a line of any text: only with a directive or a place they are markup.
    let first = |lines: &[Line]| lines.iter().position(|line| !line.is_blank());
    if sure || found.len() == 1 && first(lines) == Some(found[0].start) { found } else { Vec::new() }
}

/// `:Author: Ada Keeper`: the name of a field and what it holds.
pub fn field(words: &str) -> Option<(&str, &str)> {
    let (name, value) = words.strip_prefix(':')?.split_once(':')?;
    let named = name.starts_with(char::is_alphabetic)
        && name.chars().count() <= 40
        && !name.ends_with(' ')
        && !name.contains(['`', '[', '<', '\n']);
    (named && (value.is_empty() || value.starts_with([' ', '\t']))).then(|| (name, value.trim()))
}

/// Fields that say of a text what it is.
pub const ABOUT: [&str; 12] = [
    "author",
    "authors",
    "date",
    "version",
    "status",
    "contact",
    "organization",
    "revision",
    "copyright",
    "address",
    "last-modified",
    "license",
];

/// The fields under the title, or at the head of a text, that say who wrote it, when, and the like; and what they told.
pub fn about(text: &str, lines: &[Line]) -> Option<(Range<usize>, Found)> {
    let mut filled = (0..lines.len()).filter(|at| !lines[*at].is_blank()).take(4);
    let first = filled.find(|at| field(lines[*at].words(text)).is_some())?;
    // Nothing stands over them but a title and its strokes.
    let over = lines[..first].iter().filter(|line| !line.is_blank());
    let titled = over.clone().count() == 0 || over.clone().any(|line| is_stroke(line.words(text)));
    let count = lines[first..].iter().take_while(|line| !line.is_blank()).count();
    let fits = |line: &Line| line.indent > lines[first].indent || field(line.words(text)).is_some();
    let fields = || lines[first..first + count].iter().filter_map(|line| field(line.words(text)));
    let known = fields().filter(|(name, _)| ABOUT.contains(&name.to_ascii_lowercase().as_str())).count();
    if !titled || known == 0 || known * 2 < fields().count() || !lines[first..first + count].iter().all(fits)
    {
        return None;
    }
    let mut found = Found::default();
    for (name, value) in fields() {
        match name.to_ascii_lowercase().as_str() {
            "author" | "authors" if found.authors.is_empty() => found.authors = preamble::authors(value),
            "date" => {
                found.date = Some(value.to_owned()).filter(|day| day.contains(|c: char| c.is_ascii_digit()))
            }
            _ => {}
        }
    }
    Some((first..first + count, found))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Explicit {
    /// A directive whose argument or body is text.
    Spoken,
    Silent,
    Place,
    Comment,
}

/// What two dots and a blank open.
fn explicit(rest: &str) -> Option<Explicit> {
    let rest = rest.trim_start();
    if rest.starts_with('_') && rest.contains(':') {
        return Some(Explicit::Place);
    }
    // Notes, replacements and ellipses.
    if rest.starts_with(['[', '|', '.']) || rest.is_empty() {
        return None;
    }
    let name = |c: char| c.is_ascii_alphanumeric() || "-_:.+".contains(c);
    match rest.split_once("::") {
        Some((directive, _)) if !directive.is_empty() && directive.chars().all(name) => {
            Some(if SILENT.contains(&directive) { Explicit::Silent } else { Explicit::Spoken })
        }
        _ => Some(Explicit::Comment),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::outline;

    const PROSE: &str =
        "The gates were built in the year of the flood, when the old ones had been carried away by the ice.";

    #[test]
    fn a_heading_between_two_strokes_is_one() {
        let text = format!(
            "===========================\nlocks - Gates of the river\n===========================\n\nHistory\n=======\n\n{PROSE}\n\n**********\nThe end\n**********\n\n{PROSE}\n"
        );
        let seen = outline(&text);
        assert!(seen.starts_with("title: locks - Gates of the river\nheading2: History\n"), "{seen}");
        assert!(seen.contains(": The end\n"), "{seen}");
    }

    #[test]
    fn comments_places_and_directives_are_no_text() {
        let text = format!(
            ".. SPDX-License-Identifier: GPL-2.0\n\n.. _locks:\n\n=====\nLocks\n=====\n\n.. contents::\n   :depth: 2\n\n{PROSE}\n\n.. code-block:: c\n\n   int gates = 2;\n   open(gates);\n\n.. note:: The keeper sleeps.\n"
        );
        let seen = outline(&text);
        assert!(seen.starts_with("title: Locks\nparagraph: The gates"), "{seen}");
        assert!(seen.contains("code: int gates = 2;") && !seen.contains("code-block"), "{seen}");
        assert!(seen.contains("The keeper sleeps."), "{seen}");
    }

    #[test]
    fn a_field_is_no_heading() {
        let text = format!(
            ":Original: the book of gates\n\n:Translator:\n\n Ada Keeper\n\nLocks\n=====\n\n{PROSE}\n"
        );
        let seen = outline(&text);
        assert!(!seen.contains("title: :Original") && !seen.contains("heading2: :"), "{seen}");
    }

    #[test]
    fn fields_under_the_title_tell_of_the_text_and_others_stand_one_by_one() {
        let text = format!(
            "Locks\n=====\n\n:Author: Ada Keeper\n:Date: 2021-03-04\n:Status: Draft,\n  and so on\n\n{PROSE}\n\n:param gate: which of them to open\n:param slow: whether to open it slowly,\n    or fast\n:returns: the height\n"
        );
        let (recovery, _) = super::super::recover("a.txt", &text);
        assert_eq!(recovery.parsed.found.authors, ["Ada Keeper"]);
        assert_eq!(recovery.parsed.found.date.as_deref(), Some("2021-03-04"));
        assert_eq!(
            outline(&text),
            format!(
                "title: Locks\nparagraph: {PROSE}\nitem1: :param gate: which of them to open\nitem1: :param slow: whether to open it slowly, or fast\nitem1: :returns: the height\n"
            )
        );
    }

    #[test]
    fn two_dots_in_other_texts_stay() {
        let seen = outline(&format!(
            "Locks\n\n{PROSE}\n\n.. and so it went on, until the end of that year.\n\n{PROSE}\n"
        ));
        assert!(seen.contains(".. and so it went on"), "{seen}");
    }
}
