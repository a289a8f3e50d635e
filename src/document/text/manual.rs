//! The lines that a pager prints over and under a manual page: `LS(1)   User Commands   LS(1)`.

use super::furniture::Apart;
use super::line::Line;
use super::preamble::Told;
use crate::document::{Removed, Why};
use std::ops::Range;

const RULE: &str = "the line over or under a manual page";

/// Keeps of the line over a manual page its name, which is the title, and takes away the rest and the line under it.
pub fn read(text: &str, lines: &mut [Line], told: &mut Told) -> Vec<Apart> {
    let Some(first) = lines.iter().position(|line| !line.is_blank()) else { return Vec::new() };
    let Some(name) = name(text, &lines[first]).filter(|_| told.title.is_none()) else { return Vec::new() };
    let words = text[name.clone()].to_owned();
    let mut removed = vec![apart(text, name.end..lines[first].to)];
    lines[first].reword(text, name);
    told.title = Some(lines[first].from);
    let foot = |line: &Line| {
        let said = line.words(text);
        (line.glance.has_three_spaces() || line.glance.has_tab())
            && (said.ends_with(&words) || said.starts_with(&words))
    };
    for line in lines[first + 1..].iter_mut().filter(|line| foot(line)) {
        removed.push(apart(text, line.from..line.to));
        let from = line.from;
        line.reword(text, from..from);
    }
    removed
}

/// The bytes of a name with the number of its section that stands on both sides of a line.
fn name(text: &str, line: &Line) -> Option<Range<usize>> {
    let words = line.words(text);
    let (first, rest) = words
        .split_once("  ")
        .into_iter()
        .chain(words.split_once('\t'))
        .min_by_key(|(first, _)| first.len())?;
    let last = rest.rsplit([' ', '\t']).next()?;
    let (name, section) = first.strip_suffix(')')?.split_once('(')?;
    let numbered = section.starts_with(|c: char| c.is_ascii_alphanumeric()) && section.len() <= 6;
    (first == last.trim() && numbered && !name.is_empty() && !name.contains(' '))
        .then(|| line.from..line.from + first.len())
}

fn apart(text: &str, source: Range<usize>) -> Apart {
    let from = source.end - text[source.clone()].trim_start().len();
    let source = from..source.end;
    let removed = Removed { text: text[source.clone()].to_owned(), source, why: Why::Boilerplate };
    Apart { removed, rule: RULE, confidence: 0.95 }
}
