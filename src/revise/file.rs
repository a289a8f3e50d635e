//! The files of the lexicon, concept by concept: where each is written, and how its lines are laid out.

use crate::concept::written::{self, LIST, Listed, Shape, Under};
use crate::document::front_matter;
use crate::source::Sources;
use std::ops::{Deref, Range};

/// One concept that is written in lines of its own.
pub struct Written<'a> {
    pub id: String,
    pub fields: written::Written<'a>,
    /// Its lines, as bytes of its file.
    pub lines: Range<usize>,
    /// How far its keys are set in.
    pub indent: usize,
    /// Whether the file holds this concept alone.
    pub alone: bool,
}

impl<'a> Deref for Written<'a> {
    type Target = written::Written<'a>;

    fn deref(&self) -> &written::Written<'a> {
        &self.fields
    }
}

/// Every concept of the lexicon that is written in lines of its own.
pub fn all_written(sources: &Sources) -> Vec<Written<'_>> {
    let all = written::written(sources, &mut Vec::new());
    let starts: Vec<Option<usize>> = all.iter().map(first_line).collect();
    let listed = all.iter().take_while(|one| one.stem.is_none()).count();
    let settled = all.into_iter().enumerate().filter_map(|(place, fields)| {
        let text = sources.text(fields.yaml.path)?;
        let id = fields.settled_id()?;
        if fields.stem.is_some() {
            return Some(Written { id, lines: front_matter(text).0, indent: 0, alone: true, fields });
        }
        let start = starts[place]?;
        let next = starts[place + 1..listed].iter().flatten().next().copied().unwrap_or(text.len());
        let indent = indent(text, &fields);
        Some(Written {
            id,
            lines: start..without_tail(text, start..next, indent),
            indent,
            alone: false,
            fields,
        })
    });
    settled.collect()
}

/// How the concepts of the list follow each other.
pub fn order(sources: &Sources) -> Listed {
    sources.text(LIST).map_or_else(Listed::default, |text| written::listed(text, &mut Vec::new()).0)
}

/// Where the line of a concept begins, if nothing but a dash is before it there.
fn first_line(one: &written::Written<'_>) -> Option<usize> {
    let text = one.yaml.text;
    let start = line_start(text, one.start);
    let before = text[start..one.start].trim_matches([' ', '\u{feff}']);
    (before.is_empty() || before == "-").then_some(start)
}

fn indent(text: &str, one: &written::Written<'_>) -> usize {
    let column = |at: usize| at - line_start(text, at);
    match &one.shape {
        Shape::Keys | Shape::Braces | Shape::Word => column(one.start),
        Shape::Under(_, Under::Keys(first)) => column(*first),
        // What stands in several lines below the key may be set in by two: one less keeps it below.
        Shape::Under(key, Under::Bare) if in_several_lines(text, key.end, one) => column(one.start) + 1,
        Shape::Under(_, Under::Bare | Under::Nothing | Under::Braces(_)) => column(one.start) + 2,
    }
}

fn in_several_lines(text: &str, key_end: usize, one: &written::Written<'_>) -> bool {
    let definition = one.definition.as_ref().map(|words| one.yaml.bytes(words).end);
    let aliases =
        one.aliases.as_ref().and_then(|list| list.value.last()).map(|word| one.yaml.bytes(word).end);
    definition.or(aliases).is_some_and(|end| text[key_end..end].contains('\n'))
}

/// The end of an entry without the blank lines and comments that belong to the next one.
fn without_tail(text: &str, lines: Range<usize>, indent: usize) -> usize {
    let mut end = lines.end;
    loop {
        let start = line_start(text, end.saturating_sub(1));
        let line = &text[start..end];
        let margin = line.len() - line.trim_start().len();
        let is_tail = line.trim().is_empty() || (line.trim_start().starts_with('#') && margin < indent);
        if start <= lines.start || !is_tail {
            return end;
        }
        end = start;
    }
}

pub fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// The end of the line, behind its line end.
pub fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1)
}
