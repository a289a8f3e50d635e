//! The words of a block that is not Markdown, each as Markdown writes it; every other sign that Markdown would read is told
//! to mean itself. What is a sign in the markup at hand, its [`Signs`] say.

use super::writer::{self, Writer, destination, escaped, is_sign};
use crate::document::text::floor;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// Marks within more marks than these are left as they are written.
const DEEPEST: u8 = 6;
/// No mark reaches further, so that an opening sign alone costs no more.
pub const LONGEST: usize = 2_000;

pub type Form<'t> = writer::Form<Shape<'t>>;

/// What words may hold besides letters.
pub enum Shape<'t> {
    Strong,
    Emphasis,
    Struck,
    Raised,
    Lowered,
    Plain,
    Code,
    Literal,
    Math,
    /// What is drawn as a formula.
    Formula,
    /// Words with a link under them.
    Link(Cow<'t, str>),
    /// What is shown, under the words that stand for it.
    Picture(&'t str),
    /// A note by its name, if it has one: without words it is told elsewhere.
    Note(Option<&'t str>, Vec<Range<usize>>),
    /// The mark of a note that stands as a block of its own.
    Mark(String),
    /// What a template says, with something between.
    Fields(Vec<Range<usize>>, &'static str),
    /// What stands for itself, as Markdown writes it.
    Value(Cow<'t, str>),
    Break,
    Silent,
}

/// A place in words that are being written.
#[derive(Clone, Copy)]
pub struct Spot<'t> {
    pub text: &'t str,
    pub at: usize,
    pub end: usize,
    /// Where the words begin.
    pub from: usize,
}

impl<'t> Spot<'t> {
    pub fn rest(&self) -> &'t str {
        &self.text[self.at..self.end]
    }

    /// The rest, as far as a mark may reach.
    pub fn near(&self) -> &'t str {
        let rest = self.rest();
        &rest[..floor(rest, rest.len().min(LONGEST))]
    }

    pub fn before(&self) -> Option<char> {
        self.text[self.from..self.at].chars().next_back()
    }

    pub fn after(&self, past: usize) -> Option<char> {
        self.text[past.min(self.end)..self.end].chars().next()
    }
}

/// What the signs of some markup mean.
pub trait Signs<'t> {
    /// What is more than a letter at a place.
    fn form(&self, spot: Spot<'t>) -> Option<Form<'t>>;

    /// Whether a reader shall see where lines end.
    fn keeps_lines(&self) -> bool {
        false
    }

    /// Whether a word may be more than its letters.
    fn reads_words(&self) -> bool {
        false
    }
}

/// The notes of a text by name, counted as the text refers to them.
#[derive(Default)]
pub struct Notes<'t> {
    by_name: HashMap<&'t str, usize>,
}

pub struct Wording<'w, 't> {
    pub signs: &'w dyn Signs<'t>,
    pub writer: &'w mut Writer<'t>,
    pub notes: &'w mut Notes<'t>,
    /// Notes are told here and referred to elsewhere.
    listed: bool,
    depth: u8,
}

impl<'w, 't> Wording<'w, 't> {
    pub fn new(
        signs: &'w dyn Signs<'t>,
        writer: &'w mut Writer<'t>,
        notes: &'w mut Notes<'t>,
    ) -> Wording<'w, 't> {
        Wording { signs, writer, notes, listed: false, depth: 0 }
    }

    /// Writes a part of the text, which may run over several lines.
    pub fn words(&mut self, range: Range<usize>) {
        let text = self.writer.text;
        let (mut at, mut plain) = (range.start, range.start);
        while at < range.end {
            let byte = text.as_bytes()[at];
            if byte == b'\n' {
                self.writer.keep(plain..at);
                if self.signs.keeps_lines() && !self.writer.cell && !text[at..range.end].trim().is_empty() {
                    self.writer.put("\\");
                }
                at = self.line_end(at, range.end);
                plain = at;
                continue;
            }
            let is_word = self.signs.reads_words() && byte.is_ascii_alphanumeric();
            if !byte.is_ascii_punctuation() && !is_word {
                at += 1;
                continue;
            }
            let spot = Spot { text, at, end: range.end, from: range.start };
            let form = if self.depth < DEEPEST { self.signs.form(spot) } else { None };
            if let Some(form) = form.filter(|form| form.past > at) {
                self.writer.keep(plain..at);
                (at, plain) = (form.past, form.past);
                self.form(&spot, form);
                continue;
            }
            if is_word {
                let word = |byte: &u8| byte.is_ascii_alphanumeric();
                at += text.as_bytes()[at..range.end].iter().take_while(|byte| word(byte)).count();
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

    fn form(&mut self, spot: &Spot<'t>, form: Form<'t>) {
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
            Shape::Formula => self.formula(inner),
            Shape::Link(target) => self.around("[", inner, &format!("]({})", destination(&target))),
            Shape::Picture(target) => {
                self.writer.put("![");
                self.literal(inner);
                self.writer.put(&format!("]({})", destination(target)));
            }
            Shape::Mark(label) => self.writer.put(&format!("[^{label}]")),
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
            Shape::Value(value) => self.writer.put(&value),
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

    pub fn fields(&mut self, fields: &[Range<usize>], between: &str) {
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

    /// A formula, if Markdown can hold it.
    fn formula(&mut self, inner: Range<usize>) {
        let words = &self.writer.text[inner.clone()];
        let start = inner.start + (words.len() - words.trim_start().len());
        let words = words.trim();
        let odd = words.contains(['$', '|', '`']) || words.contains("\n\n") || words.ends_with('\\');
        if words.is_empty() || odd {
            return self.code(inner);
        }
        self.writer.put("$");
        let cell = std::mem::replace(&mut self.writer.cell, true);
        self.lines(start..start + words.len(), |writer, range| writer.keep(range));
        self.writer.cell = cell;
        self.writer.put("$");
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
            let (signs, depth) = (self.signs, self.depth + 1);
            let mut told = Notes::default();
            std::mem::swap(&mut told, self.notes);
            let said = self.writer.beside(|writer| {
                let mut wording = Wording { signs, writer, notes: &mut told, listed: false, depth };
                wording.fields(words, ", ");
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
fn is_free(spot: &Spot<'_>, inner: &Range<usize>, past: usize) -> bool {
    let words = &spot.text[inner.clone()];
    let apart =
        |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "([{\"“„«—–-/.,;:!?)]}”»".contains(c));
    words.trim().len() == words.len()
        && apart(spot.text[spot.from..spot.at].chars().next_back())
        && apart(spot.text[past.min(spot.end)..spot.end].chars().next())
}
