//! Which lines are preformatted: code and columns, by their indents, by their looks, by what stands around them.

use super::super::copied::Cast;
use super::super::line::Line;
use super::super::sheet::starts_upper;
use super::super::{code, heading, marker};
use super::Cutter;
use std::ops::Range;

impl Cutter<'_, '_> {
    /// Lines of a copied page that are code.
    pub(super) fn copied_code(&self, at: usize) -> Option<usize> {
        let casts = self.sheet.copied.as_ref()?;
        let mut end = at;
        while end < casts.len() && (casts[end] == Cast::Code || end > at && self.line(end).is_blank()) {
            end += 1;
        }
        while end > at && casts[end - 1] != Cast::Code {
            end -= 1;
        }
        (end > at).then_some(end)
    }

    /// Lines further out than the prose, as text browsers print code: no headings, which stand by themselves.
    pub(super) fn outdented_code(&self, at: usize) -> Option<usize> {
        if !self.sheet.stands_out(self.line(at)) || self.line(at).quote > 0 || self.is_heading_alone(at) {
            return None;
        }
        let mut end = self.run.end;
        if code::likeness(self.sheet, at..end) < if self.before == 0 && at > 0 { -1.0 } else { -0.4 } {
            return None;
        }
        // It goes on over blank lines as long as what follows stands out too.
        while let Some(next) = (end..self.sheet.lines.len()).take(3).find(|at| !self.line(*at).is_blank()) {
            if !self.sheet.stands_out(self.line(next)) || self.is_heading_alone(next) {
                break;
            }
            end = self.run_end(next);
        }
        Some(end)
    }

    /// A short line with blank lines around that could be a heading.
    fn is_heading_alone(&self, at: usize) -> bool {
        let blank = |line: Option<&Line>| line.is_none_or(Line::is_blank);
        let words = self.sheet.words(at);
        blank(at.checked_sub(1).and_then(|before| self.sheet.lines.get(before)))
            && blank(self.sheet.lines.get(at + 1))
            && (heading::is_short_name(words) || marker::of(self.sheet.text, self.line(at)).is_some())
            && code::line_likeness(words) <= 2
    }

    /// Lines indented four columns or more beyond what holds them, that look like code.
    pub(super) fn indented_code(&self, at: usize) -> Option<usize> {
        let line = self.line(at);
        if self.sheet.is_copied() {
            return None;
        }
        let held = self
            .columns
            .iter()
            .rev()
            .find(|column| **column <= line.indent)
            .copied()
            .unwrap_or(0)
            .max(self.sheet.base);
        let floor = held + 4;
        if line.indent < floor || self.sheet.first_line == Some(line.indent) {
            return None;
        }
        let mut end = at;
        let mut last = at;
        while let Some(next) = self
            .sheet
            .lines
            .get(end)
            .filter(|next| next.is_blank() || next.indent >= floor && next.quote == line.quote)
        {
            end += 1;
            if !next.is_blank() {
                last = end;
            }
        }
        let run = (at..last).find(|at| self.line(*at).is_blank()).unwrap_or(last);
        if self.sheet.lines.get(run).is_some_and(|next| !next.is_blank()) {
            return None;
        }
        // A short line far in is centred, or the name under a motto.
        if run == at + 1
            && line.indent >= 12
            && line.width <= 40
            && code::line_likeness(line.words(self.sheet.text)) < 2
        {
            return None;
        }
        let bullet = marker::of(self.sheet.text, line).is_some();
        let likeness = code::likeness(self.sheet, at..run);
        let least = if self.sheet.code_set_in { -1.6 } else { -0.4 };
        (likeness > if bullet { 0.9 } else { least }).then_some(last)
    }

    /// Lines with wide gaps inside: columns that only their blanks hold in place.
    pub(super) fn spaced_out(&self, at: usize) -> Option<usize> {
        let run = at..self.run.end;
        if run.len() < 2
            || run.len() > 500
            || !self.is_gapped(at)
            || marker::of(self.sheet.text, self.line(at)).is_some()
        {
            return None;
        }
        let gapped = run.clone().filter(|at| self.is_gapped(*at)).count();
        (gapped * 10 >= run.len() * 6).then_some(run.end)
    }

    fn is_gapped(&self, at: usize) -> bool {
        self.sheet.words(at).contains("    ")
    }

    /// Lines that look so much like code that they need no indent, as when a web page is pasted.
    pub(super) fn flush_code(&self, at: usize) -> Option<usize> {
        let line = self.line(at);
        // Where blank lines part paragraphs of one line, lines that stand together are seldom prose.
        let several = if self.sheet.spaced { 0.4 } else { 1.0 };
        let looks = |run: &Range<usize>| {
            // Where code is set in, a line by itself at the margin is the name of something.
            let name =
                run.len() == 1 && self.sheet.code_set_in && heading::is_name(self.sheet.words(run.start));
            code::likeness(self.sheet, run.clone()) >= if run.len() > 1 { several } else { 2.5 } && !name
        };
        let mut run = at..self.run.end;
        let plain = code::is_plain(line.words(self.sheet.text));
        // A sentence that the margin broke is prose, whatever names stand in it.
        let broken = run.len() > 1
            && starts_upper(line.words(self.sheet.text))
            && self.run_wrapping.forces(self.sheet.text, line, self.line(at + 1))
            && code::line_likeness(line.words(self.sheet.text)) <= 1;
        // A line that leads to a list is text itself.
        let leads = run.len() > 1
            && line.words(self.sheet.text).ends_with(':')
            && starts_upper(line.words(self.sheet.text))
            && marker::of(self.sheet.text, self.line(at + 1)).is_some_and(|marker| marker.is_bullet());
        let unfit =
            plain || broken || leads || at > self.run.start + 1 || run.len() > 2000 || line.width > 400;
        // Prose is seen by its first lines: the rest need not be read.
        if unfit
            || code::likeness(self.sheet, at..run.end.min(at + 3)) < -0.5
            || marker::of(self.sheet.text, line).is_some()
            || !looks(&run)
        {
            return None;
        }
        // Code goes on over a blank line while what follows looks like it.
        for _ in 0..200 {
            let next = (run.end..self.sheet.lines.len()).take(3).find(|at| !self.line(*at).is_blank());
            let Some(next) = next.map(|at| at..self.run_end(at)) else { break };
            if next.len() > 2000 || !looks(&next) || self.line(next.start).quote != line.quote {
                break;
            }
            run.end = next.end;
        }
        Some(run.end)
    }
}
