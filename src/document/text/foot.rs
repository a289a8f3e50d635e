//! Notes at the foot of a page that open with a bare number: `1 See Smith, p. 4.` under a page that has `fen,1`.
//!
//! A raised number loses its style in plain text, so that nothing marks it in the text nor before the note. What
//! remains is that the two count alike: each number of the foot stands after a word of the text over it, once and in
//! order, and each foot goes on where the last one ended, or begins anew.

use super::chunk::{Chunk, Role};
use super::reference::{self, Shape};
use super::sheet::Sheet;
use std::collections::HashMap;
use std::ops::Range;

/// A note at the foot of a page: its number, where its words begin, and where the text refers to it.
pub struct Foot {
    pub label: u32,
    pub content: usize,
    pub mark: Range<usize>,
}

/// Finds the feet, parts each into its notes, and says what they are, by where they begin.
pub fn part(sheet: &Sheet, chunks: &mut Vec<Chunk>) -> HashMap<usize, Foot> {
    let mut feet = HashMap::new();
    let mut parts: HashMap<usize, Vec<usize>> = HashMap::new();
    let (mut last, mut from) = (0, 0);
    for chunk in chunks.iter() {
        let Some(starts) = starts(sheet, chunk, last) else { continue };
        let (first, count) = (number(sheet.words(starts[0])).unwrap_or(0), starts.len() as u32);
        let numbers = first..=first + count - 1;
        let over = from..chunk.from;
        from = sheet.span(&chunk.lines).end;
        // What is over a number that is none is not read again.
        let Some(marks) = reference::placed(sheet.text, over, numbers, Shape::Glued) else { continue };
        for ((line, mark), label) in starts.iter().zip(marks).zip(first..) {
            let at = sheet.lines[*line].from;
            let content = at + label.to_string().len() + 1;
            feet.insert(at, Foot { label, content, mark });
        }
        last = first + count - 1;
        parts.insert(chunk.from, starts);
    }
    // One number after one word may be chance.
    if feet.len() < 2 {
        return HashMap::new();
    }
    *chunks = chunks.drain(..).flat_map(|chunk| parted(sheet, &parts, chunk)).collect();
    feet
}

/// The chunk, or one for each of its notes.
fn parted(sheet: &Sheet, parts: &HashMap<usize, Vec<usize>>, chunk: Chunk) -> Vec<Chunk> {
    let Some(starts) = parts.get(&chunk.from) else { return vec![chunk] };
    let ends = starts[1..].iter().copied().chain([chunk.lines.end]);
    let part = |(start, end): (&usize, usize)| Chunk {
        lines: *start..end,
        from: sheet.lines[*start].from,
        before: if *start == chunk.lines.start { chunk.before } else { 0 },
        broken: false,
        ..chunk.clone()
    };
    starts.iter().zip(ends).map(part).collect()
}

/// The lines of a chunk on which its notes begin, if it is nothing but notes that count on from the last one.
fn starts(sheet: &Sheet, chunk: &Chunk, last: u32) -> Option<Vec<usize>> {
    let plain =
        chunk.is_prose() && chunk.role == Role::Paragraph && chunk.marker.is_none() && chunk.quote == 0;
    let first = number(sheet.words(chunk.lines.start)).filter(|_| plain)?;
    if first != last + 1 && first != 1 {
        return None;
    }
    let mut starts = Vec::new();
    for at in chunk.lines.clone() {
        if number(sheet.words(at)) == Some(first + starts.len() as u32) {
            starts.push(at);
        }
    }
    Some(starts)
}

/// The number that opens a line of words: `1 See Smith`.
fn number(words: &str) -> Option<u32> {
    let (number, rest) = words.split_once(' ')?;
    let small = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    let said = rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '‘' | '(' | '«' | '„'));
    if small && said { number.parse().ok().filter(|number| *number > 0) } else { None }
}

#[cfg(test)]
mod tests {
    use super::super::recover;
    use super::super::tests::outline;

    #[test]
    fn bare_numbers_at_the_foot_of_a_page_are_notes_if_the_page_refers_to_them() {
        let text = "On Fens\n\nThe first to drain the fen was a company of merchants,1 who had bought it\nunseen. They built a wall of turf that the sea took away within the year, and\nthen another of stone.2 The fishermen were not asked.\n\n1 See Smith, The Fens, p. 4.\n2 Smith, p. 19; the stone came from Marden, and was paid for by those who\nhad none.\n\nIn the second year they sent for an engineer, who stood on the wall and\nlaughed.3 He was paid for it, though not at once.\n\n3 His letters are lost.\n";
        let parsed = recover("a.txt", text).0.parsed;
        assert_eq!(parsed.notes.len(), 3, "{}", outline(text));
        let atoms: usize = parsed.passages.iter().map(|passage| passage.atoms.len()).sum();
        assert_eq!(atoms, 3, "{}", outline(text));
        super::super::properties::nothing_is_lost(text);
    }

    #[test]
    fn numbers_that_no_word_has_are_no_notes() {
        let text = "On Fens\n\nThere were two of them, CO2 and water, and nobody asked for either of them.\n\n1 Smith was the first.\n2 Jones was the other one.\n\nThat is all.\n";
        assert!(recover("a.txt", text).0.parsed.notes.is_empty(), "{}", outline(text));
    }
}
