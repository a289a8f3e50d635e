//! Writes Markdown in place of what a text says otherwise: its own words stay where they are, ours stand between.

use super::draft::Edit;
use super::mixed::Finding;
use crate::document::{Delimiter, Enumerator, Found, Kind};
use std::ops::Range;

/// What was made of a text.
#[derive(Default)]
pub struct Written {
    pub edits: Vec<Edit>,
    pub findings: Vec<Finding>,
    /// Places of lists that count in letters.
    pub enumerators: Vec<(usize, (Enumerator, Delimiter))>,
    pub found: Found,
    /// Places of the text whose words are written elsewhere, as notes are.
    pub elsewhere: Vec<Range<usize>>,
}

/// What stands at a place amid words: the words inside, where it ends, and what it is.
pub struct Form<Shape> {
    pub inner: Range<usize>,
    pub past: usize,
    pub shape: Shape,
}

/// What is written of a line so far, but for blanks: a sign that comes next may open a block of Markdown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    Empty,
    Number,
    Words,
}

/// Bytes that may stand before a sign that opens a block: three blanks and nine digits in Markdown.
const BEFORE_SIGN: usize = 32;

impl Head {
    fn after(self, words: &str) -> Head {
        if words.len() > BEFORE_SIGN {
            return Head::Words;
        }
        words.bytes().fold(self, |head, byte| match (head, byte) {
            (Head::Words, _) | (_, b' ') => head,
            (_, b'0'..=b'9') => Head::Number,
            _ => Head::Words,
        })
    }
}

/// What holds the blocks that come next.
#[derive(Clone)]
struct Holder {
    /// What each of its lines begins with.
    prefix: String,
    /// What its first line begins with, if that is not written yet.
    lead: Option<String>,
}

pub struct Writer<'t> {
    pub text: &'t str,
    pub written: Written,
    holders: Vec<Holder>,
    /// The end of what is kept of the text.
    at: usize,
    /// What is to be written before the next words that are kept.
    pending: String,
    /// Where words go that are written elsewhere than they stand.
    aside: Option<String>,
    /// The last block was the first of a list item: the next item may stand close under it.
    tight: bool,
    begun: bool,
    head: Head,
    /// Words of a table's cell: no line ends in them.
    pub cell: bool,
    /// The notes, each to be written at the end.
    pub notes: Vec<String>,
}

impl<'t> Writer<'t> {
    /// `from` is where the text begins behind what is said over it.
    pub fn new(text: &'t str, from: usize) -> Writer<'t> {
        Writer {
            text,
            written: Written::default(),
            holders: Vec::new(),
            at: from,
            pending: String::new(),
            aside: None,
            tight: false,
            begun: false,
            head: Head::Empty,
            cell: false,
            notes: Vec::new(),
        }
    }

    /// Writes words of ours.
    pub fn put(&mut self, words: &str) {
        self.head = self.head.after(words);
        self.aside.as_mut().unwrap_or(&mut self.pending).push_str(words);
    }

    /// Writes words of the text where they stand.
    pub fn keep(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        self.head = self.head.after(&self.text[range.clone()]);
        if let Some(aside) = &mut self.aside {
            aside.push_str(&self.text[range.clone()]);
            return self.written.elsewhere.push(range);
        }
        // What was written already is not written again.
        let range = range.start.max(self.at)..range.end;
        if range.is_empty() {
            return;
        }
        let put = std::mem::take(&mut self.pending);
        if range.start > self.at || !put.is_empty() {
            self.written.edits.push(Edit::new(self.at..range.start, put));
        }
        self.at = range.end;
    }

    /// What `write` writes, as words that stand elsewhere.
    pub fn beside(&mut self, write: impl FnOnce(&mut Writer<'t>)) -> String {
        let outer = self.aside.replace(String::new());
        let (cell, head) = (std::mem::replace(&mut self.cell, true), self.head);
        self.head = Head::Empty;
        write(self);
        (self.cell, self.head) = (cell, head);
        std::mem::replace(&mut self.aside, outer).unwrap_or_default()
    }

    pub fn hold(&mut self, prefix: &str, lead: Option<&str>) {
        self.holders.push(Holder { prefix: prefix.to_owned(), lead: lead.map(str::to_owned) });
    }

    pub fn depth(&self) -> usize {
        self.holders.len()
    }

    /// Closes holders; of one that held nothing, its first line is written.
    pub fn release(&mut self, depth: usize) {
        while self.holders.len() > depth {
            if self.holders.last().is_some_and(|holder| holder.lead.is_some()) {
                self.begin();
            }
            self.holders.pop();
        }
    }

    fn prefix(&self) -> String {
        self.holders.iter().map(|holder| holder.prefix.as_str()).collect()
    }

    /// Begins a block.
    pub fn begin(&mut self) {
        let led = self.holders.iter().position(|holder| holder.lead.is_some());
        let outer: String = self.holders[..led.unwrap_or(self.holders.len())]
            .iter()
            .map(|holder| holder.prefix.as_str())
            .collect();
        if self.begun {
            let close = self.tight && led.is_some();
            let blank = if close { String::new() } else { format!("\n{}", outer.trim_end()) };
            self.put(&format!("{blank}\n"));
        }
        self.begun = true;
        self.tight = false;
        self.put(&outer);
        let from = led.unwrap_or(self.holders.len());
        let leads: String = self.holders[from..]
            .iter_mut()
            .map(|holder| holder.lead.take().unwrap_or_else(|| holder.prefix.clone()))
            .collect();
        self.put(&leads);
        self.head = Head::Empty;
    }

    /// Says that the block just written is all of a list item so far.
    pub fn close_under(&mut self) {
        self.tight = true;
    }

    /// Ends a line within a block.
    pub fn end_line(&mut self) {
        if self.cell {
            self.put(" ");
        } else {
            let prefix = self.prefix();
            self.put("\n");
            self.put(&prefix);
            self.head = Head::Empty;
        }
    }

    /// Whether a sign would open a block of Markdown behind `words`, which are yet to be written.
    pub fn opens_block(&self, words: &str, sign: u8) -> bool {
        match self.head.after(words) {
            Head::Empty => matches!(sign, b'-' | b'+' | b'=' | b':' | b'#' | b'|'),
            Head::Number => matches!(sign, b'.' | b')'),
            Head::Words => false,
        }
    }

    /// Writes a line as it is, without what all its fellows begin with.
    pub fn line(&mut self, range: Range<usize>) {
        self.end_line();
        self.keep(range);
    }

    /// The place that a list would have that begins now.
    pub fn place(&self) -> usize {
        self.at
    }

    /// Writes lines that are shown as they are, without the blanks that all of them begin with.
    pub fn listing(&mut self, lines: &[Range<usize>], language: Option<&str>, rule: &'static str) {
        let text = self.text;
        let own = |line: &Range<usize>| &text[line.clone()];
        let filled = || lines.iter().map(own).filter(|words| !words.is_empty());
        let blanks = |words: &str| words.len() - words.trim_start_matches([' ', '\t']).len();
        let shared = filled().map(blanks).min().unwrap_or(0);
        let first = filled().next().unwrap_or("");
        let shared = if filled().all(|words| words[..shared] == first[..shared]) { shared } else { 0 };
        let ticks = |line| own(line).split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(lines.iter().map(ticks).max().unwrap_or(0).max(2) + 1);
        let language = language
            .filter(|name| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-#_".contains(&byte)));
        let start = lines.iter().find(|line| !line.is_empty()).map_or(0, |line| line.start);
        self.begin();
        self.put(&format!("{fence}{}", language.unwrap_or("")));
        for line in lines {
            self.line((line.start + shared).min(line.end)..line.end);
        }
        self.end_line();
        self.put(&fence);
        self.found(start, Kind::Code, 0, rule);
    }

    /// Says what is found of a block: its first sign, and what a reader of plain text would take it for.
    pub fn found(&mut self, at: usize, kind: Kind, level: u8, rule: &'static str) {
        let otherwise = (Kind::Paragraph, "a line of plain text");
        self.written.findings.push(Finding { at, kind, level, rule, confidence: 0.95, otherwise });
    }

    pub fn finish(mut self) -> Written {
        self.release(0);
        for (number, note) in (1..).zip(std::mem::take(&mut self.notes)) {
            self.put(&format!("\n\n[^{number}]: {note}"));
        }
        let (at, end) = (self.at, self.text.len());
        self.pending.push('\n');
        self.written.edits.push(Edit::new(at..end, self.pending));
        self.written
    }
}

/// Where a link leads, as Markdown writes it.
pub fn destination(target: &str) -> String {
    let inner: String = target
        .chars()
        .flat_map(|c| match c {
            '<' | '>' | '\\' | '|' => vec!['\\', c],
            '\n' => vec![' '],
            c => vec![c],
        })
        .collect();
    format!("<{inner}>")
}

/// Words whose signs mean nothing but themselves.
pub fn escaped(words: &str) -> String {
    let sign = |c: char| c.is_ascii_punctuation().then_some('\\');
    words.chars().flat_map(|c| sign(c).into_iter().chain([if c == '\n' { ' ' } else { c }])).collect()
}

/// Whether Markdown would read the sign at a place for more than itself.
pub fn is_sign(text: &str, at: usize, end: usize) -> bool {
    match text.as_bytes()[at] {
        b'\\' | b'`' | b'*' | b'[' | b']' | b'<' | b'>' | b'~' | b'$' | b'|' | b'{' | b'}' | b'#' => true,
        b'&' => text[at + 1..end].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '#'),
        b'_' => {
            let before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
            let after = text[at + 1..end].chars().next().is_some_and(char::is_alphanumeric);
            !(before && after)
        }
        _ => false,
    }
}
