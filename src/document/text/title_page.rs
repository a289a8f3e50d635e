//! The lines between a title and the text: subtitle, writer, publisher, version, each by itself.
//!
//! Every one of them looks like a heading over the next. Four or more in a row, with no text between, are none.

use super::chunk::{Chunk, Form, Role};
use super::marker::Marker;
use super::sheet::{Sheet, ends_sentence};
use super::{caption, heading, note};
use std::ops::Range;

/// Lines of a title page are no wider.
const WIDEST: u32 = 64;
/// Fewer than this may be headings one under another.
const LEAST: usize = 4;

/// The chunks after the first that only a title page has. The last short line over text may be a heading.
pub fn find(sheet: &Sheet, chunks: &[Chunk]) -> Range<usize> {
    let short = |chunk: &Chunk| {
        let words = sheet.words(chunk.lines.start);
        chunk.form == Form::Prose
            && chunk.role == Role::Paragraph
            && chunk.marker.as_ref().is_none_or(Marker::is_bullet)
            && chunk.quote == 0
            && chunk.lines.len() <= 4
            && chunk.before > 0
            && chunk.lines.clone().all(|line| sheet.lines[line].width <= WIDEST)
            && !ends_sentence(words)
            && heading::division(words).is_none()
            && !words.starts_with(heading::is_pictograph)
            && !note::is_head(sheet, chunk)
            && !sheet.declares(chunk.lines.start)
    };
    let count = chunks.iter().skip(1).take(24).take_while(|chunk| short(chunk)).count();
    // A list of names looks the same: what tells a title page is an address, an edition, a date, a writer.
    let told = |chunk: &Chunk| {
        let words = sheet.words(chunk.lines.start);
        !chunk.is_single() || caption::is_none_of_a_heading(words)
    };
    let told = chunks.iter().skip(1).take(count).any(told);
    if count < LEAST || !told || !chunks.first().is_some_and(Chunk::is_single) {
        return 0..0;
    }
    1..1 + count - 1
}

#[cfg(test)]
mod tests {
    use super::super::tests::outline;

    #[test]
    fn no_line_of_a_title_page_is_a_heading() {
        let text = "A Control Protocol\n\nConsortium Standard\n\nKeith Parker\n\nLaboratory for Science\nThe Institute\n\nSystem Version 11\n\nThe first edition\n\nIntroduction\n\nThe purpose of it is to provide a uniform way for a display to ask for what it needs.\n";
        let seen = outline(text);
        assert_eq!(seen.matches("heading").count(), 1, "{seen}");
        assert!(seen.contains("heading2: Introduction"), "{seen}");
    }

    #[test]
    fn headings_one_under_another_stay() {
        let text = "On Plans\n\nHistory\n\nEarly plans\n\nThe first of them was made in the year of the great famine, when there was nothing left.\n";
        assert_eq!(outline(text).matches("heading").count(), 2, "{}", outline(text));
    }
}
