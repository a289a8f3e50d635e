//! An editor's corrections of what a whole passage is: dropped, retyped, joined, split.
//!
//! While corrections are made, passages keep their numbers and new ones are put behind them all, so
//! that quotations can be looked up without folding the text again. At the end the passages are
//! numbered in reading order. No word is lost: it is in a passage, or on the list of what was removed.

use super::blocks::{self, Reach};
use super::passages::{broken_lines, part, place_in_seed, reading_order, renumber};
use super::quote::Quotable;
use super::{Atom, AtomKind, Block, Kind, Mark, Parsed, Passage, PassageIx, Quotation, Style, Why};
use std::ops::Range;

/// What is to be done with a passage, or with a run of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Drop,
    Heading(u8),
    Paragraph,
    Quotation,
    Verse,
    Code,
    Item,
    Join,
    Split,
}

/// Passages in reading order, from the first to the last.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The words that the editor quotes of the first passage.
    pub at: Quotation,
    pub last: PassageIx,
}

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// The text is so already.
    Needless,
    /// Its place does not allow it, and why.
    Unfit(&'static str),
}

/// A text while it is corrected.
pub struct Draft<'a> {
    seed: &'a str,
    parsed: Parsed,
    pub quotable: Quotable,
}

impl<'a> Draft<'a> {
    pub fn new(seed: &'a str, parsed: Parsed) -> Draft<'a> {
        let quotable = Quotable::new(&parsed.passages);
        Draft { seed, parsed, quotable }
    }

    pub fn passage(&self, ix: PassageIx) -> &Passage {
        &self.parsed.passages[ix.0 as usize]
    }

    /// The passages as they are read.
    pub fn order(&mut self) -> Vec<PassageIx> {
        reading_order(&mut self.parsed)
    }

    pub fn apply(&mut self, change: Change, run: &Run) -> Outcome {
        let order = self.order();
        let place = |wanted| order.iter().position(|ix| *ix == wanted);
        let (Some(start), Some(end)) = (place(run.at.passage), place(run.last)) else {
            return Outcome::Unfit("the passage is gone");
        };
        if end < start {
            return Outcome::Unfit("the words after `through` stand before the quotation");
        }
        let passages = &order[start..=end];
        if change == Change::Drop {
            passages.iter().for_each(|ix| self.drop(*ix));
            return Outcome::Done;
        }
        if self.is_note(run.at.passage) != self.is_note(run.last) {
            return Outcome::Unfit("a passage of the text and a note stay apart");
        }
        match change {
            Change::Drop => Outcome::Done,
            Change::Join => self.join(passages),
            Change::Split => self.split(&run.at),
            _ => self.retype(change, passages),
        }
    }

    /// The text as it came, and what finds words in it.
    pub fn unchanged(self) -> (Parsed, Quotable) {
        (self.parsed, self.quotable)
    }

    /// The text with its passages numbered in reading order, and what finds words in it.
    pub fn finish(mut self) -> (Parsed, Quotable) {
        let order = self.order();
        renumber(&mut self.parsed, &order);
        (self.parsed, self.quotable.reordered(&order))
    }

    fn is_note(&self, ix: PassageIx) -> bool {
        self.passage(ix).kind == Kind::Note
    }

    /// The blocks that a passage stands in. The title stands in none.
    fn root(&mut self, ix: PassageIx) -> Option<&mut Vec<Block>> {
        if blocks::any_holds(&self.parsed.body, ix) {
            return Some(&mut self.parsed.body);
        }
        let notes = self.parsed.notes.iter_mut().map(|note| &mut note.blocks);
        notes.into_iter().find(|root| blocks::any_holds(root, ix))
    }

    fn is_fixed(&mut self, ix: PassageIx) -> bool {
        self.root(ix).is_some_and(|root| blocks::is_fixed(root, ix))
    }

    /// A title that is to be something else opens the text.
    fn title_to_body(&mut self, passages: &[PassageIx]) {
        if let Some(title) = self.parsed.title.filter(|title| passages.contains(title)) {
            self.parsed.title = None;
            self.parsed.body.insert(0, Block::Passage(title));
        }
    }

    /// Takes a passage out of the text; its words stay on the list of what was set apart.
    fn drop(&mut self, ix: PassageIx) {
        if !self.is_fixed(ix) {
            self.take_out(ix);
            self.parsed.move_ids(|of| Some(of).filter(|of| *of != ix));
        }
        let passage = &mut self.parsed.passages[ix.0 as usize];
        passage.marks.clear();
        let mut words = vec![std::mem::take(&mut passage.text)];
        words.extend(passage.atoms.drain(..).filter_map(|atom| match atom.what {
            AtomKind::Image { alt, .. } if !alt.is_empty() => Some(alt),
            _ => None,
        }));
        let source = passage.source.clone();
        self.parsed.remove(words.join("\n"), source, Why::Correction);
        self.quotable.renew(ix, "");
    }

    fn take_out(&mut self, ix: PassageIx) {
        self.parsed.title = self.parsed.title.filter(|title| *title != ix);
        blocks::without(&mut self.parsed.body, ix);
        self.parsed.notes.iter_mut().for_each(|note| blocks::without(&mut note.blocks, ix));
        self.settle();
    }

    fn settle(&mut self) {
        let Parsed { body, notes, passages, .. } = &mut self.parsed;
        blocks::settle_kinds(body, passages);
        notes.iter().for_each(|note| blocks::settle_kinds(&note.blocks, passages));
    }

    fn join(&mut self, passages: &[PassageIx]) -> Outcome {
        let [first, more @ ..] = passages else { return Outcome::Needless };
        if more.is_empty() {
            return Outcome::Needless;
        }
        if passages.iter().any(|ix| self.is_fixed(*ix)) {
            return Outcome::Unfit("cells of a table and terms of definitions stay in their places");
        }
        if self.is_note(*first)
            && self.root(*first).is_some_and(|root| !blocks::any_holds(root, more[more.len() - 1]))
        {
            return Outcome::Unfit("two notes stay apart");
        }
        for ix in more {
            let passage = std::mem::replace(&mut self.parsed.passages[ix.0 as usize], nothing());
            append(&mut self.parsed.passages[first.0 as usize], passage);
            self.parsed.move_ids(|of| Some(if of == *ix { *first } else { of }));
            self.take_out(*ix);
            self.quotable.renew(*ix, "");
        }
        self.quotable.renew(*first, &self.parsed.passages[first.0 as usize].text);
        Outcome::Done
    }

    fn split(&mut self, at: &Quotation) -> Outcome {
        let ix = at.passage;
        let passage = self.passage(ix);
        if passage.text[..at.span.start].trim().is_empty() {
            return Outcome::Needless;
        }
        let place = place_in_seed(self.seed, passage, at.span.start).unwrap_or(passage.source.end);
        let new = PassageIx(u32::try_from(self.parsed.passages.len()).expect("counted by the parser"));
        let is_title = self.parsed.title == Some(ix);
        if is_title {
            self.parsed.body.insert(0, Block::Passage(new));
        } else if !self.root(ix).is_some_and(|root| blocks::insert_behind(root, ix, new)) {
            return Outcome::Unfit("cells of a table and terms of definitions stay in their places");
        }
        let second = part(&mut self.parsed.passages[ix.0 as usize], at.span.start, place);
        self.quotable.renew(ix, &self.parsed.passages[ix.0 as usize].text);
        self.quotable.renew(new, &second.text);
        self.parsed.passages.push(second);
        self.settle();
        Outcome::Done
    }

    fn retype(&mut self, change: Change, passages: &[PassageIx]) -> Outcome {
        let first = passages[0];
        if passages.iter().all(|ix| self.is_so(change, *ix)) {
            return Outcome::Needless;
        }
        if change != Change::Quotation && passages.iter().any(|ix| self.is_cell(*ix)) {
            return Outcome::Unfit("cells of a table stay in their places");
        }
        if self.is_note(first) && !matches!(change, Change::Quotation | Change::Paragraph | Change::Item) {
            return Outcome::Unfit("in a note there are paragraphs, quotations and items only");
        }
        self.title_to_body(passages);
        let reach = match (change, self.passage(first).kind) {
            (Change::Heading(_), _) => Reach::Top,
            (Change::Paragraph, Kind::Quote | Kind::Note) => Reach::OutOfQuotation,
            _ => Reach::Here,
        };
        let one = passages.len() == 1;
        let mut rearranged = |held: Vec<Block>| match change {
            Change::Code => vec![Block::Passage(first)],
            Change::Quotation if one && !is_table(&held) => vec![Block::Quote(blocks::bare(held))],
            Change::Quotation => vec![Block::Quote(held)],
            Change::Item => vec![blocks::as_items(held)],
            _ => blocks::bare(held),
        };
        let last = passages[passages.len() - 1];
        let found = self
            .root(first)
            .is_some_and(|root| blocks::change_run(root, first, last, reach, &mut rearranged));
        if !found {
            return Outcome::Unfit("two notes stay apart");
        }
        match change {
            Change::Code => self.make_code(passages),
            Change::Verse => passages.iter().for_each(|ix| self.make_verse(*ix)),
            _ => self.give_kinds(change, passages),
        }
        if change == Change::Item
            && let Some(root) = self.root(first)
        {
            blocks::merge_lists(root, first);
            blocks::merge_lists(root, last);
        }
        if change == Change::Heading(1)
            && self.parsed.title.is_none()
            && self.parsed.body.first() == Some(&Block::Passage(first))
        {
            self.parsed.body.remove(0);
            self.parsed.title = Some(first);
        }
        self.settle();
        Outcome::Done
    }

    /// Whether a passage is already what a change would make of it.
    fn is_so(&mut self, change: Change, ix: PassageIx) -> bool {
        let Passage { kind, level, .. } = *self.passage(ix);
        match change {
            Change::Heading(wanted) => kind == Kind::Heading && level == wanted,
            Change::Paragraph => kind == Kind::Paragraph,
            Change::Quotation => kind == Kind::Quote,
            Change::Verse => kind == Kind::Verse,
            Change::Code => kind == Kind::Code,
            Change::Item => kind == Kind::Item,
            Change::Drop | Change::Join | Change::Split => false,
        }
    }

    fn is_cell(&mut self, ix: PassageIx) -> bool {
        self.root(ix).is_some_and(|root| blocks::is_cell(root, ix))
    }

    fn give_kinds(&mut self, change: Change, passages: &[PassageIx]) {
        for ix in passages {
            let passage = &mut self.parsed.passages[ix.0 as usize];
            let one = passages.len() == 1;
            let (kind, level) = match (change, passage.kind) {
                (_, Kind::Note) => continue,
                (Change::Heading(level), _) => (Kind::Heading, level),
                // In a run, headings and verse stay what they are inside the quotation or the list.
                (Change::Quotation | Change::Item, Kind::Heading | Kind::Verse | Kind::Code) if !one => {
                    continue;
                }
                (Change::Quotation, Kind::Table) => continue,
                _ => (Kind::Paragraph, 0),
            };
            (passage.kind, passage.level) = (kind, level);
            passage.marks.retain(|mark| !matches!(mark.style, Style::Language(_)));
        }
    }

    /// Verse keeps the line ends of the seed.
    fn make_verse(&mut self, ix: PassageIx) {
        let passage = &mut self.parsed.passages[ix.0 as usize];
        let lines = broken_lines(self.seed, passage);
        passage.text = lines;
        (passage.kind, passage.level) = (Kind::Verse, 0);
        passage.marks.retain(|mark| !matches!(mark.style, Style::Language(_)));
    }

    /// One passage of code: the lines as they stand in the seed, where these are its very words.
    fn make_code(&mut self, passages: &[PassageIx]) {
        let [first, more @ ..] = passages else { return };
        let lines = self.lines_of(passages);
        let texts: Vec<String> =
            passages.iter().map(|ix| broken_lines(self.seed, self.passage(*ix))).collect();
        let end = passages.iter().map(|ix| self.passage(*ix).source.end).max().unwrap_or(0);
        for ix in more {
            let gone = std::mem::replace(&mut self.parsed.passages[ix.0 as usize], nothing());
            append(&mut self.parsed.passages[first.0 as usize], gone);
            self.parsed.move_ids(|of| Some(if of == *ix { *first } else { of }));
            self.quotable.renew(*ix, "");
        }
        let passage = &mut self.parsed.passages[first.0 as usize];
        (passage.kind, passage.level) = (Kind::Code, 0);
        passage.marks.clear();
        passage.source.end = end.max(passage.source.start);
        match lines {
            Some((text, span)) => {
                passage.text = text;
                passage.atoms.clear();
                self.parsed.removed.retain(|one| !lies_in(&one.source, &span));
                passage.source = span;
            }
            None => {
                passage.text = texts.join("\n");
                for atom in &mut passage.atoms {
                    while !passage.text.is_char_boundary(atom.at) {
                        atom.at -= 1;
                    }
                }
            }
        }
        self.quotable.renew(*first, &self.parsed.passages[first.0 as usize].text);
    }

    /// The seed's own lines from the first passage to the last, without their common indent; if
    /// their letters are those of the passages and of what was removed from between them, no others.
    fn lines_of(&self, passages: &[PassageIx]) -> Option<(String, Range<usize>)> {
        let sources = || passages.iter().map(|ix| &self.passage(*ix).source);
        let (start, end) = (sources().map(|one| one.start).min()?, sources().map(|one| one.end).max()?);
        let start = self.seed.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
        let end = self.seed.get(end..)?.find('\n').map_or(self.seed.len(), |at| end + at);
        let raw = self.seed.get(start..end)?.trim_end();
        let span = start..start + raw.len();
        let removed = self.parsed.removed.iter().filter(|one| lies_in(&one.source, &span));
        let texts = passages.iter().map(|ix| self.passage(*ix).text.as_str());
        let known = letters(removed.map(|one| one.text.as_str()).chain(texts));
        if letters(std::iter::once(raw)) != known {
            return None;
        }
        let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
        let common = raw.lines().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
        let lines: Vec<&str> = raw.lines().map(|line| line.get(common..).unwrap_or("")).collect();
        Some((lines.join("\n"), span))
    }
}

fn is_table(held: &[Block]) -> bool {
    matches!(held, [Block::Table { .. }])
}

fn lies_in(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// All letters and digits, sorted.
fn letters<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<char> {
    let mut letters: Vec<char> =
        texts.flat_map(|text| text.chars().filter(|c| c.is_alphanumeric())).collect();
    letters.sort_unstable();
    letters
}

fn nothing() -> Passage {
    Passage::paragraph(String::new(), 0..0)
}

/// Puts the words of a passage behind those of another, with all that stands off them.
fn append(first: &mut Passage, second: Passage) {
    let by_lines = matches!(first.kind, Kind::Verse | Kind::Code);
    // A word that a line end has cut goes on without a blank.
    let is_cut = first.text.ends_with(['-', '\u{ad}']) && second.text.starts_with(char::is_lowercase);
    let glue = match () {
        () if first.text.is_empty() || second.text.is_empty() || is_cut => "",
        () if by_lines => "\n",
        () => " ",
    };
    first.text.push_str(glue);
    let shift = first.text.len();
    first.text.push_str(&second.text);
    if first.kind == Kind::Code {
        first.marks.retain_mut(|mark| {
            mark.span = 0..first.text.len();
            matches!(mark.style, Style::Language(_))
        });
    } else {
        let marks = second.marks.into_iter().filter(|mark| !matches!(mark.style, Style::Language(_)));
        first.marks.extend(
            marks.map(|Mark { span, style }| Mark { span: span.start + shift..span.end + shift, style }),
        );
    }
    first.atoms.extend(second.atoms.into_iter().map(|Atom { at, what }| Atom { at: at + shift, what }));
    if second.source.start >= first.source.start {
        first.source.end = first.source.end.max(second.source.end);
    }
}
