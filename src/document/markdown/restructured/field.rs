//! `:name: what it holds`: who wrote the text and when, and other fields.

use super::walk::Walk;
use crate::document::text::{ABOUT, authors, field};

/// Fields that speak of a text to Sphinx, beside those that say what it is.
const TO_SPHINX: [&str; 4] = ["orphan", "tocdepth", "nosearch", "nocomments"];

impl Walk<'_> {
    pub(super) fn fields(&mut self, at: usize, end: usize) -> Option<usize> {
        field(self.words(at))?;
        let indent = self.lines[at].indent;
        // A list of fields: each with what is set in under it.
        let mut starts = Vec::new();
        let mut next = at;
        while next < end && self.lines[next].indent == indent && field(self.words(next)).is_some() {
            starts.push(next);
            next = self.under(next, end, indent);
            let filled = (next..end).find(|line| !self.lines[*line].is_blank());
            match filled.filter(|line| *line == next || field(self.words(*line)).is_some()) {
                Some(line) => next = line,
                None => break,
            }
        }
        let next = self.under(*starts.last()?, end, indent);
        let named = |at: &usize| field(self.words(*at)).map_or("", |(name, _)| name).to_ascii_lowercase();
        let known = starts.iter().filter(|at| is_about(&named(at))).count();
        if self.nested == 1 && known * 2 >= starts.len() && self.is_head(at) {
            starts.iter().for_each(|at| self.tell(*at));
            return Some(next);
        }
        let depth = self.writer.depth();
        for (count, start) in starts.iter().enumerate() {
            self.one(*start, starts.get(count + 1).copied().unwrap_or(next));
            self.writer.release(depth);
        }
        Some(next)
    }

    /// Whether nothing stands over a line but a title.
    fn is_head(&self, at: usize) -> bool {
        (0..at).filter(|line| !self.lines[*line].is_blank()).count() <= 6 && self.paragraphs == 0
    }

    /// What a field says of the text.
    fn tell(&mut self, at: usize) {
        let Some((name, value)) = field(self.words(at)) else { return };
        let found = &mut self.writer.written.found;
        match name.to_ascii_lowercase().as_str() {
            "author" | "authors" if found.authors.is_empty() => found.authors = authors(value),
            "date" => {
                found.date = Some(value.to_owned()).filter(|day| day.contains(|c: char| c.is_ascii_digit()))
            }
            _ => {}
        }
    }

    /// One field as a term and what is said of it.
    fn one(&mut self, at: usize, next: usize) {
        let Some((name, value)) = field(self.words(at)) else { return };
        let line = &self.lines[at];
        let name = line.start + 1..line.start + 1 + name.len();
        let before = self.words(at).len() - value.len();
        let next =
            (at + 1..next).rev().find(|line| !self.lines[*line].is_blank()).map_or(at + 1, |last| last + 1);
        let body = self.body_indent(at + 1..next, line.indent + 1);
        self.writer.begin();
        self.inline(name);
        self.set_in(at, before, body);
        self.describe(at, next, body);
    }
}

fn is_about(name: &str) -> bool {
    ABOUT.contains(&name) || TO_SPHINX.contains(&name)
}
