//! One block: a paragraph, a listing, a call-out, a quotation, a poem.

use super::block::{Told, Walk};
use super::mark::{attributes, fence};
use super::table;
use crate::document::markdown::writer::escaped;
use std::ops::Range;

impl<'t> Walk<'t, '_> {
    pub(super) fn paragraph(&mut self, at: usize, end: usize) -> usize {
        let line = &self.lines[at];
        let set_in = self.text[line.clone()].starts_with([' ', '\t']);
        let mut last = at + 1;
        let inside = !self.open.is_empty();
        while last < end && !self.words(last).is_empty() && self.words(last) != "+" {
            let broken = inside && self.ends_item(last)
                || fence(self.words(last)).is_some_and(|sign| sign != '+' && self.closes(last, end))
                || attributes(self.words(last)).is_some() && self.is_followed(last, end);
            if broken {
                break;
            }
            last += 1;
        }
        let told = self.take_told();
        let lines = at..last;
        match told.style {
            "source" | "listing" | "literal" => {
                self.code(lines, told.more.first().copied().filter(|_| told.style == "source"))
            }
            "verse" => self.verse(lines, &told),
            "quote" => {
                self.writer.begin();
                self.writer.put("> ");
                let depth = self.writer.depth();
                self.writer.hold("> ", None);
                self.inline(self.span(&lines));
                self.said_by(&told);
                self.writer.release(depth);
            }
            _ if set_in && told.style != "normal" => self.code(lines, None),
            style => {
                let label = callout(style).map(|label| (label, 0)).or_else(|| labelled(self.words(at)));
                self.writer.begin();
                let mut span = self.span(&lines);
                let depth = self.writer.depth();
                if let Some((label, bytes)) = label {
                    span.start += bytes;
                    self.writer.put(&format!("> [!{label}]"));
                    self.writer.hold("> ", None);
                    self.writer.end_line();
                }
                self.inline(span);
                self.writer.release(depth);
            }
        }
        last
    }

    /// Whether a line opens a block that is closed.
    fn closes(&self, at: usize, end: usize) -> bool {
        const NEAR: usize = 400;
        (at + 1..end.min(at + NEAR)).any(|line| self.words(line) == self.words(at))
    }

    fn span(&self, lines: &Range<usize>) -> Range<usize> {
        let start = self.lines[lines.start].start;
        let blanks = self.words(lines.start).len() - self.words(lines.start).trim_start().len();
        start + blanks..self.lines[lines.end - 1].end
    }

    fn verse(&mut self, lines: Range<usize>, told: &Told<'t>) {
        self.writer.begin();
        for line in lines.clone() {
            let range = self.lines[line].clone();
            let blanks = self.text[range.clone()].len() - self.text[range.clone()].trim_start().len();
            if line > lines.start {
                self.writer.put(if range.is_empty() || self.words(line - 1).is_empty() { "" } else { "\\" });
                self.writer.end_line();
            }
            self.inline(range.start + blanks..range.end);
        }
        self.said_by(told);
    }

    /// Who is quoted, and where.
    fn said_by(&mut self, told: &Told<'t>) {
        let said: Vec<String> = told
            .more
            .iter()
            .filter(|part| !part.is_empty() && !part.contains('='))
            .map(|part| escaped(part))
            .collect();
        if !said.is_empty() {
            self.writer.begin();
            self.writer.put(&format!("— {}", said.join(", ")));
        }
    }

    /// Lines that are shown as they are.
    fn code(&mut self, lines: Range<usize>, language: Option<&str>) {
        self.writer.listing(&self.lines[lines], language, "a listing of AsciiDoc");
    }

    /// What stands between two lines of signs.
    pub(super) fn between(&mut self, sign: char, at: usize, close: usize) {
        let inner = at + 1..close;
        let told = self.take_told();
        let depth = self.writer.depth();
        match (sign, told.style) {
            ('-' | '.' | '`' | '+', style) if !matches!(style, "verse") => {
                let fenced = self.words(at).trim_start_matches('`');
                let language = if sign == '`' {
                    Some(fenced)
                } else {
                    told.more.first().copied().filter(|_| style == "source")
                };
                self.code(inner, language);
            }
            ('o', "source" | "listing" | "literal") => self.code(inner, told.more.first().copied()),
            ('|', _) if self.words(at).starts_with('|') => {
                let header = told.all;
                table::write(&mut self.writer, &self.names, self.text, &self.lines[inner], &header);
            }
            ('|', _) => self.code(inner, None),
            (_, "verse") => {
                if !inner.is_empty() {
                    self.verse(inner, &told);
                }
            }
            (sign, style) => {
                let label = callout(style);
                if label.is_some() || sign == '_' {
                    self.writer.begin();
                    self.writer.put(&label.map_or("> ".to_owned(), |label| format!("> [!{label}]")));
                    self.writer.hold("> ", None);
                }
                self.blocks(inner);
                if sign == '_' {
                    self.said_by(&told);
                }
            }
        }
        self.writer.release(depth);
    }
}

/// The label of a call-out, as GitHub writes it.
fn callout(style: &str) -> Option<&'static str> {
    ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"].into_iter().find(|label| *label == style)
}

/// `NOTE: ` before words: its label and its bytes.
fn labelled(words: &str) -> Option<(&'static str, usize)> {
    let label = callout(words.split(':').next()?)?;
    words[label.len()..].starts_with(": ").then_some((label, label.len() + 2))
}
