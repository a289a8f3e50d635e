//! What reStructuredText and its like add to plain text: strokes over a heading as well as under it, comments, places that
//! links lead to, and directives that say how a part is shown.

use super::line::Line;
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
    fn two_dots_in_other_texts_stay() {
        let seen = outline(&format!(
            "Locks\n\n{PROSE}\n\n.. and so it went on, until the end of that year.\n\n{PROSE}\n"
        ));
        assert!(seen.contains(".. and so it went on"), "{seen}");
    }
}
