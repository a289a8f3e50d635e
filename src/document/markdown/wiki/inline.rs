//! The words of a block of a wiki's source, each as Markdown writes it; every other sign that Markdown would read is told to
//! mean itself.

use super::Tongue;
use super::form::{Form, Shape, Spot};
use super::pair::Pairs;
use crate::document::markdown::writer::{Writer, destination, escaped, is_sign};
use std::collections::HashMap;
use std::ops::Range;

/// Marks within more marks than these are left as they are written.
const DEEPEST: u8 = 6;

/// The notes of a text by name, counted as the text refers to them.
#[derive(Default)]
pub struct Notes<'t> {
    by_name: HashMap<&'t str, usize>,
}

pub struct Inline<'w, 't> {
    pub tongue: Tongue,
    pub pairs: &'w Pairs,
    pub writer: &'w mut Writer<'t>,
    pub notes: &'w mut Notes<'t>,
    /// Notes are told here and referred to elsewhere.
    pub listed: bool,
    pub depth: u8,
}

impl<'t> Inline<'_, 't> {
    /// Writes a part of the text, which may run over several lines.
    pub fn words(&mut self, range: Range<usize>) {
        let text = self.writer.text;
        let (mut at, mut plain) = (range.start, range.start);
        while at < range.end {
            let byte = text.as_bytes()[at];
            if byte == b'\n' {
                self.writer.keep(plain..at);
                if self.tongue == Tongue::Textile
                    && !self.writer.cell
                    && !text[at..range.end].trim().is_empty()
                {
                    // A reader shall see where it ends.
                    self.writer.put("\\");
                }
                at = self.line_end(at, range.end);
                plain = at;
                continue;
            }
            if !byte.is_ascii_punctuation() {
                at += 1;
                continue;
            }
            let spot =
                Spot { tongue: self.tongue, text, pairs: self.pairs, at, end: range.end, from: range.start };
            if let Some(form) = spot.form().filter(|form| self.depth < DEEPEST && form.past > at) {
                self.writer.keep(plain..at);
                (at, plain) = (form.past, form.past);
                self.form(&spot, form);
                continue;
            }
            if is_sign(text, at, range.end) || self.writer.opens_block(&text[plain..at], byte) {
                self.writer.keep(plain..at);
                self.writer.put("\\");
                plain = at;
            }
            at += 1;
        }
        self.writer.keep(plain..range.end);
    }

    /// A new line; says where the next begins.
    fn line_end(&mut self, at: usize, end: usize) -> usize {
        let rest = &self.writer.text[at..end];
        let blanks = rest.len() - rest.trim_start().len();
        self.writer.end_line();
        at + blanks.max(1)
    }

    fn form(&mut self, spot: &Spot<'_, 't>, form: Form<'t>) {
        let Form { inner, past, shape } = form;
        match shape {
            Shape::Strong | Shape::Emphasis => {
                let strong = matches!(shape, Shape::Strong);
                let (open, close) = match (is_free(spot, &inner, past), strong) {
                    (true, true) => ("**", "**"),
                    (true, false) => ("*", "*"),
                    (false, true) => ("<b>", "</b>"),
                    (false, false) => ("<i>", "</i>"),
                };
                self.around(open, inner, close);
            }
            Shape::Struck => self.around("<s>", inner, "</s>"),
            Shape::Raised => self.around("<sup>", inner, "</sup>"),
            Shape::Lowered => self.around("<sub>", inner, "</sub>"),
            Shape::Plain => self.around("", inner, ""),
            Shape::Code | Shape::Math => self.code(inner),
            Shape::Literal => self.literal(inner),
            Shape::Link(target) => self.around("[", inner, &format!("]({})", destination(target))),
            Shape::Note(name, words) => self.note(name, &words),
            Shape::Fields(fields, between) => self.fields(&fields, between),
            Shape::Break => {
                let rest = &self.writer.text[past..spot.end];
                if !self.writer.cell && !rest.trim().is_empty() {
                    self.writer.put("\\");
                    // A line that ends here already is not ended twice.
                    if !rest.trim_start_matches(' ').starts_with('\n') {
                        self.writer.end_line();
                    }
                } else {
                    self.writer.put(" ");
                }
            }
            Shape::Value(value) => self.writer.put(value),
            Shape::Silent => {}
        }
    }

    fn around(&mut self, open: &str, inner: Range<usize>, close: &str) {
        let text = self.writer.text;
        // A sign that a line ends behind would mean something else: blanks stand outside.
        let words = &text[inner.clone()];
        let start = inner.start + (words.len() - words.trim_start().len());
        let own = if open.is_empty() { inner.clone() } else { start..start + words.trim().len() };
        if own.is_empty() {
            return self.writer.put(if inner.is_empty() { "" } else { " " });
        }
        // A tag by itself on a line would open a block.
        let (open, close) =
            match open.starts_with('<') && !words.trim_start().starts_with(char::is_alphanumeric) {
                true => ("", ""),
                false => (open, close),
            };
        self.writer.put(if own.start > inner.start { " " } else { "" });
        self.writer.put(open);
        self.depth += 1;
        self.words(own.clone());
        self.depth -= 1;
        self.writer.put(close);
        self.writer.put(if own.end < inner.end { " " } else { "" });
    }

    fn fields(&mut self, fields: &[Range<usize>], between: &str) {
        for (count, field) in fields.iter().enumerate() {
            self.around(if count > 0 { between } else { "" }, field.clone(), "");
        }
    }

    /// Code keeps its signs.
    fn code(&mut self, inner: Range<usize>) {
        let words = &self.writer.text[inner.clone()];
        if words.trim().is_empty() || words.contains("\n\n") || self.writer.cell && words.contains('|') {
            return self.literal(inner);
        }
        let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let pad = if words.starts_with('`') || words.ends_with('`') { " " } else { "" };
        self.writer.put(&format!("{fence}{pad}"));
        // On one line, so that no line of it begins with a sign of Markdown's blocks.
        let cell = std::mem::replace(&mut self.writer.cell, true);
        self.lines(inner, |writer, range| writer.keep(range));
        self.writer.cell = cell;
        self.writer.put(&format!("{pad}{fence}"));
    }

    /// Words in which every sign means itself.
    fn literal(&mut self, inner: Range<usize>) {
        self.lines(inner, |writer, range| {
            let mut plain = range.start;
            for at in range.clone().filter(|at| writer.text.as_bytes()[*at].is_ascii_punctuation()) {
                writer.keep(plain..at);
                writer.put("\\");
                plain = at;
            }
            writer.keep(plain..range.end);
        });
    }

    /// Each line of some words by itself.
    fn lines(&mut self, inner: Range<usize>, write: impl Fn(&mut Writer<'t>, Range<usize>)) {
        let text = self.writer.text;
        let mut at = inner.start;
        while at < inner.end {
            let end = text[at..inner.end].find('\n').map_or(inner.end, |end| at + end);
            write(self.writer, at..end);
            at = if end < inner.end { self.line_end(end, inner.end).min(inner.end) } else { end };
        }
    }

    fn note(&mut self, name: Option<&'t str>, words: &[Range<usize>]) {
        let known = name.and_then(|name| self.notes.by_name.get(name).copied());
        let number = known.unwrap_or_else(|| {
            self.writer.notes.push(String::new());
            self.writer.notes.len() - 1
        });
        if let Some(name) = name {
            self.notes.by_name.insert(name, number);
        }
        let text = self.writer.text;
        if words.iter().any(|words| !text[words.clone()].trim().is_empty()) {
            let (tongue, pairs, depth) = (self.tongue, self.pairs, self.depth + 1);
            let mut told = Notes::default();
            std::mem::swap(&mut told, self.notes);
            let said = self.writer.beside(|writer| {
                let mut inline = Inline { tongue, pairs, writer, notes: &mut told, listed: false, depth };
                inline.fields(words, ", ");
            });
            std::mem::swap(&mut told, self.notes);
            let note = &mut self.writer.notes[number];
            note.push_str(if note.is_empty() { "" } else { " " });
            note.push_str(said.trim());
        }
        if !self.listed {
            self.writer.put(&format!("[^{}]", number + 1));
        }
    }

    /// What a note says that nobody tells: its name.
    pub fn name_untold(&mut self) {
        for (name, number) in &self.notes.by_name {
            if self.writer.notes[*number].is_empty() {
                self.writer.notes[*number] = escaped(name);
            }
        }
    }

    /// Says what a note says that stands as a block of its own.
    pub fn tell(&mut self, name: &'t str, words: Range<usize>) {
        self.listed = true;
        self.note(Some(name), &[words]);
    }
}

/// Whether Markdown's own signs can stand around words: it reads them by what is beside them.
fn is_free(spot: &Spot<'_, '_>, inner: &Range<usize>, past: usize) -> bool {
    let words = &spot.text[inner.clone()];
    let apart =
        |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "([{\"“„«—–-/.,;:!?)]}”»".contains(c));
    words.trim().len() == words.len()
        && apart(spot.text[spot.from..spot.at].chars().next_back())
        && apart(spot.text[past.min(spot.end)..spot.end].chars().next())
}
