//! Writes Markdown in place of what a text says otherwise: its own words stay where they are, ours stand between.

use super::super::draft::Edit;
use super::super::mixed::Finding;
use crate::document::{Delimiter, Enumerator, Found};
use std::ops::Range;

/// What was made of a text.
#[derive(Default)]
pub struct Written {
    pub edits: Vec<Edit>,
    pub findings: Vec<Finding>,
    /// Places of lists that count in letters.
    pub enumerators: Vec<(usize, (Enumerator, Delimiter))>,
    pub found: Found,
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
            cell: false,
            notes: Vec::new(),
        }
    }

    /// Writes words of ours.
    pub fn put(&mut self, words: &str) {
        self.aside.as_mut().unwrap_or(&mut self.pending).push_str(words);
    }

    /// Writes words of the text where they stand.
    pub fn keep(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        if let Some(aside) = &mut self.aside {
            return aside.push_str(&self.text[range]);
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
        let cell = std::mem::replace(&mut self.cell, true);
        write(self);
        self.cell = cell;
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
