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

/// Notes that follow one another, and the chunks that they are made of.
struct Run {
    chunks: Range<usize>,
    /// Of each note the line on which it begins; of the first also the number.
    starts: Vec<usize>,
    first: u32,
    end: usize,
}

/// Finds the feet, parts each into its notes, and says what they are, by where they begin.
pub fn part(sheet: &Sheet, chunks: &mut Vec<Chunk>) -> HashMap<usize, Foot> {
    let mut feet = HashMap::new();
    let mut runs: Vec<Run> = Vec::new();
    let (mut last, mut from, mut at) = (0, 0, 0);
    while at < chunks.len() {
        let found = run(sheet, chunks, at, last).and_then(|run| {
            let over = from..sheet.lines[run.starts[0]].from;
            let marks = |run: &Run| {
                let numbers = run.first..=run.first + run.starts.len() as u32 - 1;
                reference::placed(sheet.text, over.clone(), numbers, Shape::Glued)
            };
            marks(&run).map(|marks| (run, marks))
        });
        let Some((run, marks)) = found else {
            at += 1;
            continue;
        };
        for ((line, mark), label) in run.starts.iter().zip(marks).zip(run.first..) {
            feet.insert(sheet.lines[*line].from, Foot { label, content: content(sheet, *line), mark });
        }
        // What is over a number that is none is not read again.
        from = sheet.span(&(run.starts[0]..run.end)).end;
        last = run.first + run.starts.len() as u32 - 1;
        at = run.chunks.end;
        runs.push(run);
    }
    // One number after one word may be chance.
    if feet.len() < 2 {
        return HashMap::new();
    }
    for run in runs.iter().rev() {
        let notes = parted(sheet, run, &chunks[run.chunks.clone()]);
        chunks.splice(run.chunks.clone(), notes);
    }
    feet
}

/// The chunks, with one for each of the notes.
fn parted(sheet: &Sheet, run: &Run, chunks: &[Chunk]) -> Vec<Chunk> {
    let mut all = Vec::new();
    let first = &chunks[0];
    if run.starts[0] > first.lines.start {
        all.push(Chunk { lines: first.lines.start..run.starts[0], ..first.clone() });
    }
    let ends = run.starts[1..].iter().copied().chain([run.end]);
    let part = |(start, end): (&usize, usize)| Chunk {
        lines: *start..end,
        from: sheet.lines[*start].from,
        before: if *start == first.lines.start { first.before } else { 0 },
        broken: false,
        marker: None,
        quote: 0,
        role: Role::Paragraph,
        ..first.clone()
    };
    all.extend(run.starts.iter().zip(ends).map(part));
    all
}

/// Notes from a chunk on that count on from the last one, or anew, if they fill the chunks but for what stands over the
/// first: that may be text, where the number has a line for itself.
fn run(sheet: &Sheet, chunks: &[Chunk], at: usize, last: u32) -> Option<Run> {
    let opens = |line: usize, next: u32| opened(sheet, line) == Some(next);
    let lines = &chunks[at].lines;
    let start = match opened(sheet, lines.start) {
        Some(_) => lines.start,
        None => lines.clone().skip(1).find(|line| {
            lone(sheet.words(*line)).is_some_and(|number| number == last + 1 || number == 1)
                && line + 1 < lines.end
        })?,
    };
    let first = opened(sheet, start).filter(|first| *first == last + 1 || *first == 1)?;
    // Numbers with words set in under them look like verse.
    let verse = chunks[at].role == Role::Verse && lone(sheet.words(lines.start)).is_some();
    if !(verse || is_plain(&chunks[at])) || start == lines.start && chunks[at].marker.is_some() {
        return None;
    }
    let mut run = Run { chunks: at..at, starts: Vec::new(), first, end: lines.end };
    let mut from = start;
    while let Some(chunk) =
        chunks.get(run.chunks.end).filter(|chunk| run.starts.is_empty() || is_plain(chunk))
    {
        let next = first + run.starts.len() as u32;
        // The words of a note may stand apart from its number.
        let apart =
            run.starts.last().is_some_and(|line| line + 1 == run.end && lone(sheet.words(*line)).is_some())
                && chunk.before <= 1;
        if !(run.starts.is_empty() || apart || opens(chunk.lines.start, next)) {
            break;
        }
        for line in from.max(chunk.lines.start)..chunk.lines.end {
            if opens(line, first + run.starts.len() as u32) {
                run.starts.push(line);
            }
        }
        run.end = chunk.lines.end;
        run.chunks.end += 1;
        from = run.end;
    }
    // A number at the end has no words.
    let bare =
        run.starts.last().is_some_and(|line| line + 1 >= run.end && lone(sheet.words(*line)).is_some());
    (!bare).then_some(run)
}

fn is_plain(chunk: &Chunk) -> bool {
    chunk.is_prose() && chunk.role == Role::Paragraph && chunk.quote == 0
}

/// Where the words of the note begin whose number opens a line.
fn content(sheet: &Sheet, line: usize) -> usize {
    let own = &sheet.lines[line];
    match lone(sheet.words(line)) {
        Some(_) => {
            let next = (line + 1..sheet.lines.len()).find(|next| !sheet.lines[*next].is_blank());
            next.map_or(own.to, |next| sheet.lines[next].from)
        }
        None => own.from + sheet.words(line).find(' ').map_or(0, |blank| blank + 1),
    }
}

/// The number of the note that a line opens.
fn opened(sheet: &Sheet, line: usize) -> Option<u32> {
    let words = sheet.words(line);
    number(words).or_else(|| lone(words))
}

/// A number alone on its line, as where it was raised and the words of the note begin below it.
fn lone(words: &str) -> Option<u32> {
    let small = (1..=3).contains(&words.len()) && words.bytes().all(|byte| byte.is_ascii_digit());
    if small { words.parse().ok().filter(|number| *number > 0) } else { None }
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
    fn a_number_of_the_foot_may_stand_on_a_line_of_its_own() {
        let text = "On Fens\n\nThe first to drain the fen was a company of merchants,1 who had bought it\nunseen. They built a wall of turf in 1602.2 The fishermen were not asked, and\nthey were sure that they\n\n1\n  See Smith, The Fens, p. 4.\n2\n  Smith, p. 19; the stone came from Marden, and was paid for by those who\nhad none.\n\nnever would be. In the second year they sent for an engineer, who stood on the wall and\nlaughed.3 He was paid for it.4\n\n3\n  His letters are lost.\n\n4\n\n  In gold.\n";
        let parsed = recover("a.txt", text).0.parsed;
        let notes: Vec<&str> = parsed
            .passages
            .iter()
            .filter(|passage| passage.kind == crate::document::Kind::Note)
            .map(|passage| passage.text.as_str())
            .collect();
        let said = "Smith, p. 19; the stone came from Marden, and was paid for by those who had none.";
        assert_eq!(notes, ["See Smith, The Fens, p. 4.", said, "His letters are lost.", "In gold."]);
        let atoms: usize = parsed.passages.iter().map(|passage| passage.atoms.len()).sum();
        assert_eq!(atoms, 4, "{}", outline(text));
        super::super::properties::nothing_is_lost(text);
    }

    #[test]
    fn a_paragraph_that_opens_set_in_is_no_quotation() {
        let text = "On Fens\n\nThe first to drain the fen was a company of merchants, who had bought it unseen.\nThey built a wall of turf.\n\n   In the second year they sent for an engineer, who stood on the wall and\nlaughed. He was paid for it.\n\nHe went home.\n";
        assert!(outline(text).contains("paragraph: In the second year"), "{}", outline(text));
    }

    #[test]
    fn a_foot_may_follow_its_text_without_a_blank_line() {
        let text = "On Fens\n\nThe first to drain the fen was a company of merchants,1 who had bought it\nunseen. They built a wall of turf.2 The fishermen were not asked.\n1\nSee Smith, The Fens, p. 4.\n2\nSmith, p. 19.\n\nIn the second year they sent for an engineer.\n";
        assert_eq!(
            outline(text),
            "title: On Fens\nparagraph: The first to drain the fen was a company of merchants,{1→0} who had bought it unseen. They built a wall of turf.{2→1} The fishermen were not asked.\nparagraph: In the second year they sent for an engineer.\nnote: See Smith, The Fens, p. 4.\nnote: Smith, p. 19.\n"
        );
    }

    #[test]
    fn numbers_that_no_word_has_are_no_notes() {
        let text = "On Fens\n\nThere were two of them, CO2 and water, and nobody asked for either of them.\n\n1 Smith was the first.\n2 Jones was the other one.\n\nThat is all.\n";
        assert!(recover("a.txt", text).0.parsed.notes.is_empty(), "{}", outline(text));
    }
}
