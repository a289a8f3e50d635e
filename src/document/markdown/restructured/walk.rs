//! The blocks of reStructuredText: what a block holds is set in under it.

use super::line::Line;
use super::signs::Names;
use super::title::{Strokes, stroke, title};
use super::{item, table};
use crate::document::markdown::wording::{Notes, Wording};
use crate::document::markdown::writer::{Writer, Written};
use crate::document::{Delimiter, Enumerator, Kind};
use std::cell::Cell;
use std::collections::HashSet;
use std::ops::Range;

/// Blocks within more blocks than these are paragraphs.
const DEEPEST: usize = 24;

/// What the items of a list are: bullets, or how they count.
pub(super) type Items = (bool, Option<(Enumerator, Delimiter)>);

pub struct Walk<'t> {
    pub(super) text: &'t str,
    pub(super) lines: Vec<Line>,
    pub(super) writer: Writer<'t>,
    pub(super) names: Names,
    notes: Notes<'t>,
    /// The strokes of titles, in the order of their levels.
    strokes: Vec<Strokes>,
    /// The language of listings that name none.
    pub(super) language: Option<&'t str>,
    /// How many of the notes that count themselves are told.
    pub(super) told: Cell<usize>,
    /// The last item: how many holders stand around it, what it is, and where it ends.
    pub(super) last_item: Option<(usize, Items, usize)>,
    pub(super) nested: usize,
    /// How many paragraphs are written.
    pub(super) paragraphs: usize,
    /// The names that words refer to.
    pub(super) referred: HashSet<String>,
}

impl<'t> Walk<'t> {
    pub fn new(text: &'t str, lines: Vec<Line>, from: usize) -> Walk<'t> {
        Walk {
            text,
            lines,
            writer: Writer::new(text, from),
            names: Names::default(),
            notes: Notes::default(),
            strokes: Vec::new(),
            language: None,
            told: Cell::new(0),
            last_item: None,
            nested: 0,
            paragraphs: 0,
            referred: HashSet::new(),
        }
    }

    pub fn run(mut self) -> Written {
        self.survey();
        self.blocks(0..self.lines.len(), 0);
        self.writer.finish()
    }

    pub(super) fn words(&self, at: usize) -> &'t str {
        self.lines.get(at).map_or("", |line| line.words(self.text))
    }

    pub(super) fn words_in(&mut self) -> Wording<'_, 't> {
        Wording::new(&self.names, &mut self.writer, &mut self.notes)
    }

    pub(super) fn inline(&mut self, range: Range<usize>) {
        self.words_in().words(range);
    }

    /// Where what is set in under a line ends, without the blank lines behind it.
    pub(super) fn under(&self, at: usize, end: usize, indent: usize) -> usize {
        let mut next = at + 1;
        for line in at + 1..end {
            if self.lines[line].is_blank() {
                continue;
            }
            if self.lines[line].indent <= indent {
                break;
            }
            next = line + 1;
        }
        next
    }

    /// How far lines are set in at least.
    pub(super) fn body_indent(&self, lines: Range<usize>, fallback: usize) -> usize {
        let filled = self.lines[lines].iter().filter(|line| !line.is_blank());
        filled.map(|line| line.indent).min().unwrap_or(fallback)
    }

    /// Takes what opens a line away from it: the rest stands as if it were set in.
    pub(super) fn set_in(&mut self, at: usize, bytes: usize, indent: usize) {
        let line = &mut self.lines[at];
        line.start = (line.start + bytes).min(line.end);
        line.from = line.start;
        line.indent = if line.is_blank() { 0 } else { indent };
    }

    /// Writes the blocks of lines that are set in so far.
    pub(super) fn blocks(&mut self, lines: Range<usize>, indent: usize) {
        self.nested += 1;
        let depth = self.writer.depth();
        let mut at = lines.start;
        while at < lines.end {
            if self.lines[at].is_blank() {
                at += 1;
                continue;
            }
            at = self.block(at, lines.end, indent).clamp(at + 1, lines.end);
            self.writer.release(depth);
        }
        self.nested -= 1;
    }

    /// Writes what begins at a line; says where the next begins.
    fn block(&mut self, at: usize, end: usize, indent: usize) -> usize {
        if self.nested > DEEPEST {
            return self.paragraph(at, end);
        }
        if self.lines[at].indent > indent {
            return self.quotation(at, end, indent);
        }
        self.explicit(at, end)
            .or_else(|| self.item(at, end))
            .or_else(|| self.fields(at, end))
            .or_else(|| self.option(at, end))
            .or_else(|| self.doctest(at, end))
            .or_else(|| self.line_block(at, end))
            .or_else(|| self.grid(at, end))
            .or_else(|| self.simple_table(at, end))
            .or_else(|| self.title(at, end))
            .or_else(|| self.definition(at, end))
            .unwrap_or_else(|| self.paragraph(at, end))
    }

    fn title(&mut self, at: usize, end: usize) -> Option<usize> {
        let Some(title) = title(self.text, &self.lines, at, end) else {
            let alone = self.words(at).len() >= 4 && (at + 1 >= end || self.lines[at + 1].is_blank());
            stroke(self.words(at)).filter(|_| alone)?;
            self.writer.begin();
            self.writer.put("***");
            return Some(at + 1);
        };
        let known = self.strokes.iter().position(|strokes| *strokes == title.strokes);
        let level = known.unwrap_or_else(|| {
            self.strokes.push(title.strokes);
            self.strokes.len() - 1
        });
        let level = u8::try_from(level + 1).unwrap_or(6).min(6);
        self.writer.begin();
        self.writer.put(&format!("{} ", "#".repeat(usize::from(level))));
        self.writer.found(title.words.start, Kind::Heading, level, "an underlined title of reStructuredText");
        self.inline(title.words.clone());
        if let Some(id) = self.names.ids.get(&title.words.start).cloned() {
            self.writer.put(&format!(" {{#{id}}}"));
        }
        Some(title.next)
    }

    /// What is set in with nothing over it that it belongs to.
    fn quotation(&mut self, at: usize, end: usize, indent: usize) -> usize {
        let next = self.under(at, end, indent);
        let body = self.body_indent(at..next, indent + 1);
        // Lists and blocks of their own are set in for the look alone.
        let words = self.words(at);
        let is_list = item::bullet(words).is_some()
            || words.starts_with("..")
            || words.starts_with(">>> ")
            || table::border(words)
            || words.starts_with("+-");
        if !is_list && self.lines[at].indent == body {
            self.writer.hold("> ", Some("> "));
        }
        self.blocks(at..next, body);
        next
    }

    /// A word or two over what is said of them, set in right under it.
    fn definition(&mut self, at: usize, end: usize) -> Option<usize> {
        let line = &self.lines[at];
        self.lines[..end].get(at + 1).filter(|under| !under.is_blank() && under.indent > line.indent)?;
        if line.words(self.text).ends_with("::") {
            return None;
        }
        let next = self.under(at, end, line.indent);
        let body = self.body_indent(at + 1..next, line.indent + 1);
        let range = line.range();
        self.writer.begin();
        self.inline(range);
        self.describe(at + 1, next, body);
        Some(next)
    }

    /// What is said of the term that is written.
    pub(super) fn describe(&mut self, at: usize, next: usize, body: usize) {
        if (at..next).all(|line| self.lines[line].is_blank()) {
            return;
        }
        self.writer.close_under();
        self.writer.hold("    ", Some(":   "));
        self.blocks(at..next, body);
    }

    /// A term that is code.
    pub(super) fn term_of_code(&mut self, range: Range<usize>) {
        self.writer.begin();
        self.code(range);
    }

    pub(super) fn paragraph(&mut self, at: usize, end: usize) -> usize {
        let indent = self.lines[at].indent;
        let mut next = at + 1;
        while next < end && !self.lines[next].is_blank() {
            let less = self.lines[next].indent < indent;
            // A comment or directive right under a paragraph is one all the same.
            if less || self.words(next).starts_with(".. ") && self.lines[next].indent == indent {
                break;
            }
            next += 1;
        }
        let mut range = self.lines[at].start..self.lines[next - 1].end;
        let words = &self.text[range.clone()];
        let listing = words.ends_with("::");
        if listing {
            let bare = words.trim_end_matches(':');
            // Two colons behind a word leave one.
            let own = if bare.ends_with(char::is_whitespace) || bare.is_empty() { 0 } else { 1 };
            range.end = range.start + bare.trim_end().len() + own;
        }
        self.paragraphs += 1;
        if !range.is_empty() {
            self.writer.begin();
            self.inline(range);
        }
        if listing { self.literal(next, end, indent) } else { next }
    }

    /// Lines behind strokes, each of which ends where it is written to end.
    fn line_block(&mut self, at: usize, end: usize) -> Option<usize> {
        let verse = |line: &Line| matches!(line.words(self.text).strip_prefix('|'), Some(rest) if rest.is_empty() || rest.starts_with(' '));
        if !verse(&self.lines[at]) {
            return None;
        }
        let indent = self.lines[at].indent;
        let mut parts: Vec<Range<usize>> = Vec::new();
        let mut next = at;
        while next < end && !self.lines[next].is_blank() {
            let line = &self.lines[next];
            if verse(line) {
                let words = &self.words(next)[1..];
                parts.push(line.end - words.trim_start().len()..line.end);
            } else if line.indent > indent {
                parts.last_mut().expect("the first line is one").end = line.end;
            } else {
                break;
            }
            next += 1;
        }
        let mut open = false;
        for part in parts {
            if part.is_empty() {
                open = false;
                continue;
            }
            if open {
                self.writer.put("\\");
            } else {
                self.writer.begin();
                self.writer.put("<!-- verse -->");
            }
            self.writer.end_line();
            open = true;
            self.inline(part);
        }
        Some(next)
    }
}
