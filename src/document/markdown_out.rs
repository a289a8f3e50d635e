//! A text as Markdown that reads back as the same text.
//!
//! What [`super::markdown`] makes of it has the same passages (kind, level, text), the same lists in
//! lists, the same links and the same references to notes. Two things that Markdown cannot say stand
//! in comments that our parser knows: `<!-- verse -->` before verse, and `<!-- a. -->`, `<!-- A. -->`,
//! `<!-- i. -->` or `<!-- I. -->` before a list with letters or Roman numbers. What is not the same:
//!
//! - notes get the numbers and the order of the first references to them; those that only notes refer to may stand
//!   in another order;
//! - a table without a head gets an empty one, and short rows get empty cells;
//! - headings, code and verse within a note are prose in it, as everywhere in a note;
//! - blanks at both ends of a passage go; a reference or picture within a link or code stands behind it;
//! - a word that opens an item and names it is strong; a mark whose note is lost is plain;
//! - a note without a word is not written, a term without a description is a paragraph,
//!   nor is a number of more than nine digits;
//! - a text without a title that opens with a heading of level 1 has it as its title;
//! - lists and quotations nested deeper than the parser goes stand at its depth.

use super::markdown_words::{Setting, words};
use super::{
    Alignment, Block, Definition, Delimiter, Enumeration, Enumerator, Kind, ListItem, Note, Parsed, Passage,
    PassageIx, Style,
};
use std::fmt::Write as _;

/// The largest number that an item may bear in Markdown.
const LARGEST: u64 = 999_999_999;

pub fn markdown(parsed: &Parsed) -> String {
    let writer = Writer::new(&parsed.passages, &parsed.notes, &parsed.ids);
    let title = parsed.title.map(|ix| writer.passage(ix));
    let parts = [title.unwrap_or_default(), writer.blocks(&parsed.body), writer.notes(&parsed.notes)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n\n") + "\n"
}

/// Which of two signs marks the items of a list: a list of the same sort right before it has the other.
#[derive(Clone, Copy, PartialEq)]
enum Sign {
    First,
    Second,
}

impl Sign {
    fn other(self) -> Sign {
        if self == Sign::First { Sign::Second } else { Sign::First }
    }
}

/// What holds blocks, as far as it matters to them.
#[derive(Clone, Copy, PartialEq)]
enum Holder {
    Item(Sign),
    Other,
}

/// Writes the blocks of one text.
pub struct Writer<'a> {
    passages: &'a [Passage],
    ids: &'a [(PassageIx, String)],
    labels: Vec<String>,
}

impl<'a> Writer<'a> {
    pub fn new(passages: &'a [Passage], notes: &[Note], ids: &'a [(PassageIx, String)]) -> Writer<'a> {
        Writer { passages, ids, labels: labels(notes) }
    }

    pub fn blocks(&self, blocks: &[Block]) -> String {
        self.blocks_in(blocks, Holder::Other)
    }

    fn blocks_in(&self, blocks: &[Block], holder: Holder) -> String {
        let mut out = String::new();
        let mut before: Option<(&Block, Sign)> = None;
        for block in blocks {
            let sign = match before {
                Some((before, sign)) if would_be_one(before, block) => sign.other(),
                // A line of dashes alone would be a rule.
                None if holder == Holder::Item(Sign::First) => Sign::Second,
                _ => Sign::First,
            };
            let written = self.block(block, sign);
            if written.is_empty() {
                continue;
            }
            out.push_str(match (before, block) {
                (None, _) => "",
                (Some((Block::Definitions(_), _)), Block::Definitions(_)) => "\n\n<!-- -->\n\n",
                (Some((Block::Passage(_), _)), Block::List { .. })
                    if holder != Holder::Other && is_tight(block) =>
                {
                    "\n"
                }
                _ => "\n\n",
            });
            out.push_str(&written);
            before = Some((block, sign));
        }
        out
    }

    pub fn notes(&self, notes: &[Note]) -> String {
        let written = notes.iter().zip(&self.labels).map(|(note, label)| {
            let words = indented(&self.blocks(&note.blocks), "    ");
            let opens_with_words = matches!(note.blocks.first(), Some(Block::Passage(_)));
            let words = if opens_with_words {
                words.trim_start_matches(' ').to_owned()
            } else {
                format!("\n{words}")
            };
            format!("[^{label}]: {words}").trim_end().to_owned()
        });
        written.collect::<Vec<_>>().join("\n\n")
    }

    fn block(&self, block: &Block, sign: Sign) -> String {
        match block {
            Block::Passage(ix) => self.passage(*ix),
            Block::List { enumeration, items } => self.list(*enumeration, items, sign),
            Block::Quote(blocks) => quoted(&self.blocks(blocks)),
            Block::Alert { label, blocks } => {
                quoted(format!("[!{}]\n{}", label.to_uppercase(), self.blocks(blocks)).trim_end())
            }
            Block::Table { alignments, head, rows } => self.table(alignments, head, rows),
            Block::Definitions(list) => {
                let written = list.iter().map(|definition| self.definition(definition));
                written.collect::<Vec<_>>().join("\n\n")
            }
            Block::Rule => "***".to_owned(),
        }
    }

    fn get(&self, ix: PassageIx) -> &'a Passage {
        &self.passages[ix.0 as usize]
    }

    fn words(&self, ix: PassageIx, setting: Setting) -> String {
        let written = words(self.get(ix), &self.labels, setting);
        written.trim_matches([' ', '\n']).to_owned()
    }

    fn passage(&self, ix: PassageIx) -> String {
        let passage = self.get(ix);
        match passage.kind {
            Kind::Heading => {
                let id = self.ids.iter().find(|(of, id)| *of == ix && is_simple(id));
                let id = id.map_or_else(String::new, |(_, id)| format!(" {{#{id}}}"));
                let marks = "#".repeat(usize::from(passage.level.clamp(1, 6)));
                format!("{marks} {}{id}", self.words(ix, Setting::Line)).trim_end().to_owned()
            }
            Kind::Code => code(passage),
            Kind::Verse => format!("<!-- verse -->\n{}", self.words(ix, Setting::Prose)),
            _ => self.words(ix, Setting::Prose),
        }
    }

    fn list(&self, enumeration: Option<Enumeration>, items: &[ListItem], sign: Sign) -> String {
        let close = items.iter().all(|item| {
            item.blocks.iter().skip(1).all(|block| matches!(block, Block::List { .. }) && is_tight(block))
                && matches!(item.blocks.first(), Some(Block::Passage(_) | Block::List { .. }) | None)
        });
        let count = items.len() as u64;
        let start = enumeration.map_or(1, |one| one.start);
        let start = if start.saturating_add(count) > LARGEST { 1 } else { start };
        let written = (start..).zip(items).map(|(number, item)| {
            let mark = match (enumeration, sign) {
                (Some(_), Sign::First) => format!("{number}. "),
                (Some(_), Sign::Second) => format!("{number}) "),
                (None, Sign::First) => "- ".to_owned(),
                (None, Sign::Second) => "+ ".to_owned(),
            };
            let words = indented(&self.blocks_in(&item.blocks, Holder::Item(sign)), &" ".repeat(mark.len()));
            format!("{mark}{}{}", self.task(item), words.trim_start_matches(' ')).trim_end().to_owned()
        });
        let list = written.collect::<Vec<_>>().join(if close { "\n" } else { "\n\n" });
        let hint = enumeration.and_then(hint);
        hint.map_or_else(String::new, |hint| format!("<!-- {hint} -->\n")) + &list
    }

    fn task(&self, item: &ListItem) -> &'static str {
        let has_words = matches!(item.blocks.first(), Some(Block::Passage(ix))
            if !matches!(self.get(*ix).kind, Kind::Heading | Kind::Code | Kind::Verse));
        match item.task.filter(|_| has_words) {
            Some(true) => "[x] ",
            Some(false) => "[ ] ",
            None => "",
        }
    }

    fn table(&self, alignments: &[Alignment], head: &[PassageIx], rows: &[Vec<PassageIx>]) -> String {
        let width = rows.iter().map(Vec::len).chain([head.len()]).max().unwrap_or(0);
        if width == 0 {
            return String::new();
        }
        let row = |cells: &[PassageIx]| {
            let mut words: Vec<String> = cells.iter().map(|cell| self.words(*cell, Setting::Cell)).collect();
            words.resize(width, String::new());
            format!("| {} |", words.join(" | "))
        };
        let line = (0..width).map(|column| match alignments.get(column) {
            Some(Alignment::Left) => ":---",
            Some(Alignment::Center) => ":---:",
            Some(Alignment::Right) => "---:",
            Some(Alignment::None) | None => "---",
        });
        let line = format!("| {} |", line.collect::<Vec<_>>().join(" | "));
        let rows = rows.iter().map(|cells| row(cells));
        [row(head), line].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
    }

    fn definition(&self, definition: &Definition) -> String {
        let mut out = self.words(definition.term, Setting::Line);
        let described = definition.descriptions.iter().map(|blocks| self.blocks(blocks));
        for words in described.filter(|words| !words.is_empty()) {
            let words = indented(&words, "  ");
            let _ = write!(out, "\n: {}", words.trim_start_matches(' '));
        }
        out
    }
}

/// Whether two blocks, one behind the other, would be read as one list.
fn would_be_one(before: &Block, block: &Block) -> bool {
    match (before, block) {
        (Block::List { enumeration: one, .. }, Block::List { enumeration: other, .. }) => {
            one.is_some() == other.is_some()
        }
        _ => false,
    }
}

/// Whether a list may stand right under a line of words: one that begins otherwise would not end them.
fn is_tight(block: &Block) -> bool {
    match block {
        Block::List { enumeration, items } => {
            enumeration.is_none_or(|one| one.start == 1)
                && items.iter().all(|item| matches!(item.blocks.first(), Some(Block::Passage(_))))
        }
        _ => false,
    }
}

/// The labels that the text has, if Markdown can carry them all; else numbers.
fn labels(notes: &[Note]) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::new();
    if notes.iter().all(|note| is_simple(&note.label) && seen.insert(note.label.to_lowercase())) {
        return notes.iter().map(|note| note.label.clone()).collect();
    }
    (1..=notes.len()).map(|number| number.to_string()).collect()
}

fn is_simple(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
}

/// How our parser is told what counts the items.
fn hint(enumeration: Enumeration) -> Option<String> {
    let label = match enumeration.style {
        Enumerator::Decimal => "1",
        Enumerator::LowerAlpha => "a",
        Enumerator::UpperAlpha => "A",
        Enumerator::LowerRoman => "i",
        Enumerator::UpperRoman => "I",
    };
    match enumeration.delimiter {
        Delimiter::Stop => (label != "1").then(|| format!("{label}.")),
        Delimiter::Bracket => Some(format!("{label})")),
        Delimiter::Brackets => Some(format!("({label})")),
    }
}

/// A fence longer than any run of its sign inside.
fn code(passage: &Passage) -> String {
    let language = passage.marks.iter().find_map(|mark| match &mark.style {
        Style::Language(language) => Some(language.as_str()),
        _ => None,
    });
    let language = language.unwrap_or("");
    let sign = if language.contains('`') { '~' } else { '`' };
    let longest = passage.text.split(|c| c != sign).map(str::len).max().unwrap_or(0);
    let fence = sign.to_string().repeat(longest.max(2) + 1);
    let language: String =
        language.chars().flat_map(|c| ["\\`*_&<>".contains(c).then_some('\\'), Some(c)]).flatten().collect();
    format!("{fence}{language}\n{}\n{fence}", passage.text)
}

fn indented(text: &str, indent: &str) -> String {
    let lines =
        text.split('\n').map(|line| if line.is_empty() { String::new() } else { format!("{indent}{line}") });
    lines.collect::<Vec<_>>().join("\n")
}

fn quoted(text: &str) -> String {
    let lines =
        text.split('\n').map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") });
    lines.collect::<Vec<_>>().join("\n")
}
