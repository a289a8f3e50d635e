//! Items find their list, open one inside another, or close what they do not stand in.

use super::super::chunk::{Chunk, Role};
use super::super::inline::Lead;
use super::super::marker::{Delimiter, Marker, Numbering, Sign};
use super::super::sheet::Sheet;
use super::{Builder, DEEPEST, Open};
use crate::document::{Enumeration, Enumerator, Kind, ListItem, Why};

impl Builder<'_, '_> {
    pub(super) fn item(&mut self, chunk: &Chunk) {
        let Some(marker) = chunk.marker else { return self.paragraph(chunk) };
        self.make_room(chunk, &marker);
        let (task, marker) = task(self.sheet, chunk, marker);
        match self.open.last_mut() {
            Some(Open::List { indent, column, items, goes_on, .. })
                if chunk.indent.abs_diff(*indent) <= 1
                    || items.is_empty()
                    || !marker.is_bullet() && marker.column == *column =>
            {
                *column = marker.column;
                *goes_on = chunk.goes_on;
                items.push(ListItem { task, blocks: Vec::new() });
            }
            _ => self.open.push(Open::List {
                indent: chunk.indent,
                column: marker.column,
                sign: marker.sign,
                enumeration: enumeration(marker.sign),
                items: vec![ListItem { task, blocks: Vec::new() }],
                goes_on: chunk.goes_on,
            }),
        }
        // No list of a page counts `1.1`, `1.2`: the number stands with the words.
        let marker = match marker.is_dotted() {
            true => Marker { content: self.sheet.lines[chunk.lines.start].from, ..marker },
            false => marker,
        };
        let span = self.sheet.lines[chunk.lines.start].from..marker.content;
        let written = self.sheet.text[span.clone()].trim_end();
        if !written.is_empty() {
            self.parsed.remove(written, span.start..span.start + written.len(), Why::Markup);
        }
        let mut placed = chunk.clone();
        placed.marker = Some(marker);
        placed.role = Role::Item;
        let lead = if chunk.speaker > 0 { Lead::Named(chunk.speaker) } else { Lead::Possible };
        let passage = self.prose(&placed, Kind::Item, self.lists(), lead);
        self.put(chunk, passage);
    }

    /// Closes lists until the top one takes the item, or the item opens a list inside it.
    fn make_room(&mut self, chunk: &Chunk, marker: &Marker) {
        if let Some(at) = self.brother(chunk, marker) {
            self.close_to(at + 1);
            return;
        }
        // A copied page parts the paragraphs of items by blank lines, and lists not at all.
        let before = if self.sheet.is_copied() { 0 } else { chunk.before };
        while let Some(open) = self.open.last() {
            let nests = match open {
                Open::List { indent, column, goes_on, sign, .. } => {
                    let deeper = chunk.indent >= (*column).min(indent + 2).max(indent + 1);
                    let by_sign = chunk.indent.abs_diff(*indent) <= 1
                        && (*goes_on || glyph_nests(*sign, marker.sign, before));
                    (deeper || by_sign) && self.open.len() < DEEPEST
                }
                Open::Quote { marked, indent, .. } => *marked || chunk.indent + 1 >= *indent,
                Open::Definitions { indent, .. } => chunk.indent > *indent,
            };
            if nests {
                break;
            }
            self.close_to(self.open.len() - 1);
        }
        // It must not be taken for a brother of the item that it begins inside.
        if matches!(self.open.last(), Some(Open::List { .. })) {
            let (sign, items) = (marker.sign, Vec::new());
            self.open.push(Open::List {
                indent: chunk.indent,
                column: marker.column,
                sign,
                enumeration: enumeration(sign),
                items,
                goes_on: false,
            });
        }
    }
}

fn enumeration(sign: Sign) -> Option<Enumeration> {
    let Sign::Number { numbering, delimiter, value, .. } = sign else { return None };
    let style = match numbering {
        Numbering::Dotted => return None,
        Numbering::Decimal | Numbering::Chinese => Enumerator::Decimal,
        Numbering::LowerAlpha => Enumerator::LowerAlpha,
        Numbering::UpperAlpha => Enumerator::UpperAlpha,
        Numbering::LowerRoman => Enumerator::LowerRoman,
        Numbering::UpperRoman => Enumerator::UpperRoman,
    };
    let delimiter = match delimiter {
        Delimiter::Dot | Delimiter::None => crate::document::Delimiter::Stop,
        Delimiter::Paren => crate::document::Delimiter::Bracket,
        Delimiter::Parens => crate::document::Delimiter::Brackets,
    };
    Some(Enumeration { start: u64::from(value), style, delimiter })
}

/// Bullets that editors use for the second and third depth, in a text that lost its indents.
fn glyph_nests(open: Sign, next: Sign, before: u32) -> bool {
    let rank = |sign| match sign {
        Sign::Bullet('•' | '●') => Some(0),
        Sign::Bullet('o' | '◦' | '○' | '–') => Some(1),
        Sign::Bullet('▪' | '■' | '‣' | '\u{f0a7}') => Some(2),
        _ => None,
    };
    before == 0 && matches!((rank(open), rank(next)), (Some(a), Some(b)) if a < b)
}

/// `[ ]`, `[x]`, `☐` and `☒` at the opening of an item: a task.
fn task(sheet: &Sheet, chunk: &Chunk, marker: Marker) -> (Option<bool>, Marker) {
    let words = &sheet.text[marker.content..sheet.lines[chunk.lines.start].to];
    let done = [("[ ] ", false), ("[x] ", true), ("[X] ", true), ("☐ ", false), ("☒ ", true), ("☑ ", true)];
    match marker.sign {
        Sign::Bullet('☐') => (Some(false), marker),
        Sign::Bullet('☒') => (Some(true), marker),
        Sign::Bullet(_) => match done.iter().find(|(mark, _)| words.starts_with(mark)) {
            Some((mark, done)) => (Some(*done), Marker { content: marker.content + mark.len(), ..marker }),
            None => (None, marker),
        },
        Sign::Number { .. } => (None, marker),
    }
}
