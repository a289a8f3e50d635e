//! What a reader marked in books, as e-readers keep it in one file (`My Clippings.txt`): the book, a line with the place
//! and the time, and the words, between strokes. What was marked in one book stands together under its name, in the order
//! in which it was marked; what the reader wrote to it is a note.

use super::Recovery;
use super::line::Line;
use crate::document::{Block, Decision, Kind, Mark, Parsed, Passage, Style, Why};
use std::collections::HashMap;
use std::ops::Range;

const MARKED: &str = "words marked in a book";
const BOOK: &str = "a book that words were marked in";

/// What parts two clippings.
const STROKE: &str = "==========";
/// So many clippings show what a file is.
const LEAST: usize = 2;
/// A file may hold some that are damaged, one in so many.
const DAMAGED: usize = 20;

/// Recovers such a text, if it is one: most are told from it by their second line.
pub fn recover(text: &str, lines: &[Line]) -> Option<Recovery> {
    let first = lines.iter().take(8).position(|line| !line.is_blank())?;
    told(lines.get(first + 1)?.words(text))?;
    let clippings = clippings(text, lines);
    let damaged = clippings.iter().filter(|clipping| clipping.told.is_none()).count();
    if clippings.len() < LEAST || damaged * DAMAGED > clippings.len() {
        return None;
    }
    let mut names = HashMap::new();
    let mut books: Vec<Vec<&Clipping>> = Vec::new();
    for clipping in &clippings {
        let known = match clipping.told {
            Some(_) => *names.entry(lines[clipping.opens].words(text)).or_insert(books.len()),
            None => books.len() - 1,
        };
        if known == books.len() {
            books.push(Vec::new());
        }
        books[known].push(clipping);
    }
    let mut shelf = Shelf { text, lines, parsed: Parsed::default(), decisions: Vec::new() };
    for book in books {
        shelf.book(&book);
    }
    shelf.parsed.removed.sort_by_key(|removed| removed.source.start);
    shelf.decisions.sort_by_key(|decision| decision.line);
    Some(Recovery { parsed: shelf.parsed, decisions: shelf.decisions })
}

/// One thing that was marked: the lines from one stroke to the next.
struct Clipping {
    opens: usize,
    ends: usize,
    /// Nothing, where the lines are damaged.
    told: Option<Told>,
}

/// `- Your Highlight on page 12 | Location 180-181 | Added on Sunday, 3 March 2019 10:11:12`.
struct Told {
    /// The bytes of the line that say where.
    place: Range<usize>,
    is_own: bool,
}

fn clippings(text: &str, lines: &[Line]) -> Vec<Clipping> {
    let mut found = Vec::new();
    let mut from = 0;
    let ends = lines.iter().enumerate().filter(|(_, line)| line.words(text) == STROKE).map(|(at, _)| at);
    for ends in ends.chain([lines.len()]) {
        if let Some(opens) = (from..ends).find(|at| !lines[*at].is_blank()) {
            let told = lines[opens + 1..ends.max(opens + 1)].first().and_then(|line| told(line.words(text)));
            found.push(Clipping { opens, ends, told });
        }
        from = ends + 1;
    }
    found
}

/// What a line says of the words below. In any language it counts pages or places, and ends in a time.
fn told(words: &str) -> Option<Told> {
    /// Words of one's own, as e-readers call them.
    const NOTES: [&str; 9] =
        ["note", "notiz", "nota", "notitie", "notatka", "anteckning", "заметка", "笔记", "メモ"];
    const LONGEST: usize = 300;
    let said = words.strip_prefix('-').filter(|_| words.len() <= LONGEST)?;
    let last = words.rfind('|')?;
    let dated = words[last..].bytes().filter(u8::is_ascii_digit).count() >= 4;
    let start = words.len() - said.trim_start().len();
    let said = words.get(start..last).filter(|_| dated)?.trim_end();
    let before = said[..said.find(|c: char| c.is_ascii_digit())?].trim_end();
    // What is counted is a word by itself, in scripts that write blanks.
    let place = before.rfind(' ').filter(|_| !before.contains(is_ideograph)).map_or(0, |blank| blank + 1);
    let lower = said.to_lowercase();
    let is_own = NOTES.iter().any(|note| {
        lower.split(' ').any(|word| word == *note) || note.contains(is_ideograph) && lower.contains(note)
    });
    Some(Told { place: start + place..start + said.len(), is_own })
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

struct Shelf<'t> {
    text: &'t str,
    lines: &'t [Line],
    parsed: Parsed,
    decisions: Vec<Decision>,
}

impl Shelf<'_> {
    /// A book is named once, over all that was marked in it.
    fn book(&mut self, clippings: &[&Clipping]) {
        for (count, clipping) in clippings.iter().enumerate() {
            let Clipping { opens, ends, .. } = **clipping;
            let Some(told) = &clipping.told else {
                let blocks = self.passages(opens..ends, Kind::Paragraph);
                self.parsed.body.extend(blocks);
                continue;
            };
            if count == 0 {
                let name = self.passage(opens, self.span(opens), Kind::Heading);
                self.parsed.body.push(name);
            } else {
                self.apart(self.span(opens));
            }
            let said = self.span(opens + 1);
            let place = said.start + told.place.start..said.start + told.place.end;
            let marked = (opens + 2..ends).any(|at| !self.lines[at].is_blank());
            if !marked {
                self.apart(said);
            } else {
                self.apart(said.start..place.start);
                self.apart(place.end..said.end);
                let kind = if told.is_own { Kind::Paragraph } else { Kind::Quote };
                let mut blocks = self.passages(opens + 2..ends, kind);
                blocks.push(self.place(opens + 1, place, kind));
                self.parsed.body.push(match told.is_own {
                    true => Block::Alert { label: "note", blocks },
                    false => Block::Quote(blocks),
                });
            }
        }
    }

    fn span(&self, at: usize) -> Range<usize> {
        self.lines[at].from..self.lines[at].to
    }

    fn apart(&mut self, source: Range<usize>) {
        self.parsed.remove(self.text[source.clone()].trim(), source, Why::Metadata);
    }

    /// Each line with words is a paragraph.
    fn passages(&mut self, lines: Range<usize>, kind: Kind) -> Vec<Block> {
        let filled: Vec<usize> = lines.filter(|at| !self.lines[*at].is_blank()).collect();
        filled.into_iter().map(|at| self.passage(at, self.span(at), kind)).collect()
    }

    /// Where words stand in a book: it speaks of no concept.
    fn place(&mut self, at: usize, source: Range<usize>, kind: Kind) -> Block {
        let block = self.passage(at, source, kind);
        if let Some(passage) = self.parsed.passages.last_mut() {
            passage.marks.push(Mark { span: 0..passage.text.len(), style: Style::Code });
        }
        block
    }

    fn passage(&mut self, at: usize, source: Range<usize>, kind: Kind) -> Block {
        let level = match kind {
            Kind::Heading => 2,
            Kind::Quote => 1,
            _ => 0,
        };
        let text = self.text[source.clone()].to_owned();
        let ix =
            self.parsed.push(Passage { kind, level, text, marks: Vec::new(), atoms: Vec::new(), source });
        self.decisions.push(Decision {
            line: at + 1,
            kind,
            level,
            rule: if kind == Kind::Heading { BOOK } else { MARKED },
            confidence: 0.95,
            runner_up: None,
            passage: Some(ix),
        });
        Block::Passage(ix)
    }
}

#[cfg(test)]
mod tests {
    use super::super::properties::nothing_is_lost;
    use super::super::recover;
    use super::super::tests::outline;
    use proptest::prelude::*;

    const TEXT: &str = "\u{feff}The Lock Keeper (Moor, Ada)\n- Your Highlight on page 12 | Location 180-181 | Added on Sunday, 3 March 2019 10:11:12\n\nThe water does what it likes.\n==========\n\u{feff}Boats (Ben Oar)\n- Your Highlight on Location 7-8 | Added on Monday, 4 March 2019 08:00:00\n\nA boat is a plan that floats.\n==========\n\u{feff}The Lock Keeper (Moor, Ada)\n- Your Note on page 12 | Location 181 | Added on Sunday, 3 March 2019 10:12:00\n\nDoes it?\nAsk Ben.\n==========\n\u{feff}The Lock Keeper (Moor, Ada)\n- Your Bookmark on page 40 | Location 600 | Added on Sunday, 3 March 2019 11:00:00\n\n\n==========\n";

    #[test]
    fn what_was_marked_in_a_book_stands_under_its_name() {
        assert_eq!(
            outline(TEXT),
            "heading2: The Lock Keeper (Moor, Ada)\nquote1: The water does what it likes.\nquote1: {? page 12 | Location 180-181}\nparagraph: Does it?\nparagraph: Ask Ben.\nparagraph: {? page 12 | Location 181}\nheading2: Boats (Ben Oar)\nquote1: A boat is a plan that floats.\nquote1: {? Location 7-8}\n"
        );
        nothing_is_lost(TEXT);
        let removed: Vec<String> =
            recover("a.txt", TEXT).0.parsed.removed.into_iter().map(|one| one.text).collect();
        assert_eq!(removed[..2], ["- Your Highlight on", "| Added on Sunday, 3 March 2019 10:11:12"]);
        assert!(
            removed.last().is_some_and(|last| last.starts_with("- Your Bookmark on page 40")),
            "{removed:?}"
        );
    }

    #[test]
    fn the_reader_may_speak_another_language() {
        let of = |told: &str| {
            let text = format!("Buch (A)\n{told}\n\nGesagt.\n==========\n").repeat(2);
            nothing_is_lost(&text);
            let seen = outline(&text);
            seen.lines().nth(2).unwrap_or("").to_owned()
        };
        assert_eq!(
            of(
                "- Ihre Markierung auf Seite 12 | Position 180-181 | Hinzugefügt am Sonntag, 3. März 2019 10:11:12"
            ),
            "quote1: {? Seite 12 | Position 180-181}"
        );
        assert_eq!(
            of("- Votre note sur l'emplacement 180 | Ajouté le dimanche 3 mars 2019 10:11:12"),
            "paragraph: {? l'emplacement 180}"
        );
        assert_eq!(
            of("- 您在位置 #180-181的标注 | 添加于 2019年3月3日星期日 上午10:11:12"),
            "quote1: {? 您在位置 #180-181的标注}"
        );
        assert_eq!(
            of("- Highlight Loc. 180-81 | Added on Sunday, March 03, 2019, 10:11 AM"),
            "quote1: {? Loc. 180-81}"
        );
    }

    #[test]
    fn other_texts_between_strokes_are_none() {
        let text = "Plans\n- one | two | 2019 and so on\n\nThe words of a text with a table in it.\n";
        assert!(outline(text).contains("one | two"), "{}", outline(text));
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(parts in prop::collection::vec("(\u{feff}|> )?[AB] ?\n(- n? ?(page 1)? ?\\|? 2019 10\n)?\n?[ab ]{0,6}\n[ab]{0,4}\n(==========\n)?", 1..8)) {
            nothing_is_lost(&format!("A\n- page 1 | 2019\n\nb\n==========\n{}", parts.concat()));
        }
    }
}
