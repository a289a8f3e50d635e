//! What is shown as it is: listings under two colons, sessions with a program, formulas.

use super::walk::Walk;
use std::ops::Range;

impl<'t> Walk<'t> {
    /// Words of the text as code.
    pub(super) fn code(&mut self, range: Range<usize>) {
        let words = &self.text[range.clone()];
        let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let pad = if words.starts_with('`') || words.ends_with('`') { " " } else { "" };
        self.writer.put(&format!("{fence}{pad}"));
        self.writer.keep(range);
        self.writer.put(&format!("{pad}{fence}"));
    }

    /// What stands under two colons: lines that are set in, or that begin with the same sign.
    pub(super) fn literal(&mut self, from: usize, end: usize, indent: usize) -> usize {
        let Some(at) = (from..end).find(|line| !self.lines[*line].is_blank()) else { return from };
        if self.lines[at].indent > indent {
            let next = self.under(at, end, indent);
            self.listing(at..next, self.language);
            return next;
        }
        let sign = self.words(at).as_bytes()[0];
        let same = |line: &usize| self.words(*line).as_bytes().first() == Some(&sign);
        let next = (at..end).find(|line| !same(line)).unwrap_or(end);
        let quotes = b">|$%!;".contains(&sign) && self.lines[at].indent == indent;
        if !quotes || at == from {
            return from;
        }
        self.listing(at..next, None);
        next
    }

    pub(super) fn listing(&mut self, lines: Range<usize>, language: Option<&str>) {
        let is_blank = |at: &usize| self.lines[*at].is_blank();
        let Some(first) = lines.clone().find(|at| !is_blank(at)) else { return };
        let last = lines.rev().find(|at| !is_blank(at)).unwrap_or(first);
        let lines: Vec<Range<usize>> =
            self.lines[first..=last].iter().map(super::line::Line::whole).collect();
        self.writer.listing(&lines, language, "a listing of reStructuredText");
    }

    /// `>>> ` and what a program answers, up to a blank line.
    pub(super) fn doctest(&mut self, at: usize, end: usize) -> Option<usize> {
        if !self.words(at).starts_with(">>> ") {
            return None;
        }
        let next = (at..end).find(|line| self.lines[*line].is_blank()).unwrap_or(end);
        // What goes on behind a blank line is the same session.
        let mut next = next;
        while let Some(more) = (next..end).find(|line| !self.lines[*line].is_blank())
            && self.words(more).starts_with(">>> ")
            && self.lines[more].indent == self.lines[at].indent
        {
            next = (more..end).find(|line| self.lines[*line].is_blank()).unwrap_or(end);
        }
        self.listing(at..next, Some("python"));
        Some(next)
    }

    /// Lines of a formula.
    pub(super) fn formula(&mut self, lines: Range<usize>) {
        let filled: Vec<Range<usize>> = self.lines[lines.clone()]
            .iter()
            .filter(|line| !line.is_blank())
            .map(|line| line.range())
            .collect();
        if filled.iter().any(|line| self.text[line.clone()].contains(['$', '`'])) {
            return self.listing(lines, None);
        }
        if filled.is_empty() {
            return;
        }
        // Blank lines part one formula from the next.
        self.writer.begin();
        self.writer.put("$$");
        filled.into_iter().for_each(|line| self.writer.line(line));
        self.writer.end_line();
        self.writer.put("$$");
    }
}
