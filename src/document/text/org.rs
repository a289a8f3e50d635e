//! Outlines of Org: what stands behind `#+`, in drawers and in comments is said to a program; stars open the headings.

use super::furniture::Apart;
use super::line::Line;
use super::preamble;
use crate::document::{Found, Why};
use crate::source::ending::ending;
use std::ops::Range;

/// What an outline says of itself, and which of its lines are no text.
#[derive(Default)]
pub struct Org {
    pub parts: Vec<(Range<usize>, Why)>,
    pub found: Found,
    /// Where the line begins that it calls its title.
    pub title: Option<usize>,
}

/// Reads an outline, if the text is one, by its name or what it says to its program. Its title line is left with nothing but the title.
pub fn read(path: &str, text: &str, lines: &mut [Line], removed: &mut Vec<Apart>) -> Option<Org> {
    let says = || text.contains("#+") && lines.iter().any(|line| keyword(line.words(text)).is_some());
    if ending(path) != "org" && !says() {
        return None;
    }
    let mut org = Org::default();
    let mut at = 0;
    while at < lines.len() {
        let words = lines[at].words(text);
        let end = match keyword(words) {
            Some((name, _)) if is_verbatim(name) => closed(text, lines, at, name),
            Some((name, value)) if name.eq_ignore_ascii_case("title") && org.title.is_none() => {
                let source = lines[at].from..lines[at].to - value.len();
                if !value.is_empty() {
                    removed.push(Apart::metadata(text[source.clone()].trim_end(), source.clone(), RULE, 0.9));
                    lines[at].reword(text, source.end..source.end + value.len());
                    org.title = Some(lines[at].from);
                }
                at + 1
            }
            Some((name, value)) => {
                let why = if take(name, value, &mut org.found) { Why::Metadata } else { Why::Markup };
                org.parts.push((at..at + 1, why));
                at + 1
            }
            None => {
                let end = drawer(text, lines, at)
                    .or_else(|| is_silent(words).then_some(at + 1))
                    .inspect(|end| org.parts.push((at..*end, Why::Markup)));
                end.unwrap_or(at + 1)
            }
        };
        at = end;
    }
    Some(org)
}

/// How the lines are called that are taken away.
pub const RULE: &str = "what an outline says to its program";

/// `#+TITLE: Plans`, `#+BEGIN_SRC c`: the name and what follows it.
fn keyword(words: &str) -> Option<(&str, &str)> {
    let rest = words.strip_prefix("#+")?;
    let bytes = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    let (name, rest) = rest.split_at(bytes);
    let block = ["begin_", "end_"]
        .iter()
        .any(|start| name.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start)));
    match rest.strip_prefix(':') {
        Some(value) if !name.is_empty() => Some((name, value.trim())),
        None if block => Some((name, rest.trim())),
        _ => None,
    }
}

fn is_verbatim(name: &str) -> bool {
    ["begin_src", "begin_example"].iter().any(|begin| name.eq_ignore_ascii_case(begin))
}

/// The line after the end of a block of code: all in it is code.
fn closed(text: &str, lines: &[Line], at: usize, name: &str) -> usize {
    let ends = |line: &Line| {
        keyword(line.words(text))
            .is_some_and(|(end, _)| end.eq_ignore_ascii_case(&format!("end_{}", &name[6..])))
    };
    lines[at..].iter().position(ends).map_or(at + 1, |end| at + end + 1)
}

fn take(name: &str, value: &str, found: &mut Found) -> bool {
    match name.to_ascii_lowercase().as_str() {
        "author" => found.authors = preamble::authors(value),
        "date" => {
            let day = value.trim_matches(['<', '>', '[', ']']);
            // The name of the day says no more than the day.
            let day = day
                .rsplit_once(' ')
                .filter(|(_, name)| name.chars().all(char::is_alphabetic))
                .map_or(day, |(day, _)| day);
            found.date = Some(day.to_owned()).filter(|day| day.contains(|c: char| c.is_ascii_digit()));
        }
        "description" => found.description = Some(value.to_owned()).filter(|value| !value.is_empty()),
        "language" => found.language = (value.len() == 2).then(|| value.to_owned()),
        _ => return false,
    }
    true
}

/// `:PROPERTIES:` to `:END:`: where it ends.
fn drawer(text: &str, lines: &[Line], at: usize) -> Option<usize> {
    const LONGEST: usize = 40;
    let name = lines[at].words(text).strip_prefix(':')?.strip_suffix(':')?;
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_') {
        return None;
    }
    let ends = |line: &Line| line.words(text).eq_ignore_ascii_case(":end:");
    Some(at + lines[at..].iter().take(LONGEST).position(ends)? + 1)
}

/// Plans and comments.
fn is_silent(words: &str) -> bool {
    words == "#"
        || words.starts_with("# ")
        || ["SCHEDULED: ", "DEADLINE: ", "CLOSED: "].iter().any(|plan| words.starts_with(plan))
}

#[cfg(test)]
mod tests {
    use super::super::recover;
    use super::super::tests::sees;

    const TEXT: &str = "#+TITLE: Notes on the locks\n#+AUTHOR: Ada Keeper\n#+DATE: <2021-03-04 Thu>\n#+OPTIONS: toc:nil\n\n* Introduction\n:PROPERTIES:\n:CUSTOM_ID: intro\n:END:\nThe gates were built in the year of the flood.[fn:1]\n** What to mend\nSCHEDULED: <2021-03-05 Fri>\n- the upper gate\n- the lower gate\n\n* Code\n#+BEGIN_SRC python\n# not a comment\ndef open(gate):\n    return gate\n#+END_SRC\n\n#+BEGIN_QUOTE\nNobody has counted the boats.\n#+END_QUOTE\n# a comment\n\n[fn:1] It is not known which.\n";

    #[test]
    fn an_outline_of_org_is_read() {
        sees(
            TEXT,
            "title: Notes on the locks
            heading2: Introduction
            paragraph: The gates were built in the year of the flood.{fn:1→0}
            heading3: What to mend
            item1: the upper gate
            item1: the lower gate
            heading2: Code
            code: # not a comment / def open(gate): /     return gate
            paragraph: Nobody has counted the boats.
            note: It is not known which.",
        );
        let found = recover("a.txt", TEXT).0.parsed.found;
        assert_eq!(found.authors, ["Ada Keeper"]);
        assert_eq!(found.date.as_deref(), Some("2021-03-04"));
    }
}
