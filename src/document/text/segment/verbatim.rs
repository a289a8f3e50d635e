//! Which lines are preformatted: code and columns, by their indents, by their looks, by what stands around them.

use super::super::copied::Cast;
use super::super::line::Line;
use super::super::sheet::starts_upper;
use super::super::{code, columns, definition, heading, marker, note};
use super::{Cutter, continues, is_attribution, is_rule};
use crate::document::autolink;
use std::ops::Range;

/// Lines set in to a column or further, blank lines among them.
#[derive(Clone, Copy)]
pub(super) struct SetIn {
    floor: u32,
    quote: u8,
    /// Where the first blank line stands, or they end.
    run: usize,
    end: usize,
}

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
        let strokes = is_rule(self.sheet.words(at)) && self.run.len() == 1;
        if !self.sheet.stands_out(self.line(at))
            || strokes
            || self.line(at).quote > 0
            || self.is_heading_alone(at)
            || self.underline(at).is_some()
        {
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
            && (self.line(at).glance.likeness <= 2 || self.is_call_over_prose(at))
            && !self.is_statement(at)
    }

    /// A call of a function over what is no code.
    fn is_call_over_prose(&self, at: usize) -> bool {
        let below = self.sheet.lines[at + 1..].iter().take(3).find(|line| !line.is_blank());
        heading::is_call(self.sheet.words(at)) && below.is_some_and(|below| !self.sheet.stands_out(below))
    }

    /// Whether a line by itself is plainly one of a program and no name of a thing of it: it quotes, it assigns, it opens
    /// with a word that opens a statement, or the line above it leads to it.
    fn is_statement(&self, at: usize) -> bool {
        const OPENERS: [&str; 12] = [
            "await ", "return ", "import ", "const ", "let ", "cd ", "rm ", "python ", "python3 ", "npm ",
            "pip ", "kubectl ",
        ];
        let words = self.sheet.words(at);
        if starts_upper(words) && !words.contains(" = ") {
            return false;
        }
        let above = self.sheet.lines[..at].iter().rev().take(3).find(|line| !line.is_blank());
        let led = above.is_some_and(|line| line.words(self.sheet.text).ends_with(':'));
        led && self.line(at).glance.likeness >= 1
            || words.starts_with('$')
            || words.contains(['"', '\'', ';', '{']) && words.contains(['(', '='])
            || words.contains(" = ")
            || OPENERS.iter().any(|opener| words.starts_with(opener))
    }

    /// Lines indented four columns or more beyond what holds them, that look like code.
    pub(super) fn indented_code(&mut self, at: usize) -> Option<usize> {
        let line = *self.line(at);
        // The next of a list is one of it, wherever it stands.
        let last = self.chunks.last().filter(|last| last.indent == line.indent && self.before == 0);
        let counts = last.and_then(|last| last.marker).is_some_and(|open| {
            marker::of(self.sheet.text, &line).is_some_and(|next| continues(&open, &next))
        });
        if self.sheet.is_copied() || counts {
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
        let SetIn { run, end: last, .. } = self.set_in(at, floor);
        if self.sheet.lines.get(run).is_some_and(|next| !next.is_blank()) {
            return None;
        }
        if run == at + 1 && is_rule(line.words(self.sheet.text)) {
            return None;
        }
        // A line underlined is a heading, and the first of all by itself is the title.
        let first = self.sheet.opening.first() == Some(&at) && run == at + 1 && line.glance.likeness <= 0;
        let underlined = self.underline(at).is_some() && run == at + 2;
        if underlined || first && heading::is_title_like(line.words(self.sheet.text)) {
            return None;
        }
        let line = &line;
        let words = |at: usize| self.sheet.words(at);
        if definition::defines(words(at)) || (at..run).all(|at| autolink::is_address(words(at))) {
            return None;
        }
        if self.is_signed(at..run) || code::is_said(self.sheet, at..run) {
            return None;
        }
        // A short line far in is centred, or the name under a motto.
        if run == at + 1 && line.indent >= 12 && line.width <= 40 && line.glance.likeness < 2 {
            return None;
        }
        // Where nothing looks like code, what is set in is none, unless the text leads to it.
        let led = self.chunks.last().is_some_and(|last| words(last.lines.end - 1).ends_with([':', '：']));
        if self.plain && !led {
            return None;
        }
        let bullet = marker::of(self.sheet.text, line).is_some();
        let likeness = code::likeness(self.sheet, at..run);
        let least = if self.sheet.code_set_in { -1.6 } else { -0.4 };
        (likeness > if bullet { 0.9 } else { least }).then_some(last)
    }

    /// The lines from one on that are set in to a column or further.
    fn set_in(&mut self, at: usize, floor: u32) -> SetIn {
        let quote = self.line(at).quote;
        let lines = &self.sheet.lines;
        let seen = self.set_in.filter(|seen| at < seen.end && (seen.floor, seen.quote) == (floor, quote));
        let end = seen.map_or_else(
            || {
                let fits = |line: &&Line| line.is_blank() || line.indent >= floor && line.quote == quote;
                let count = lines[at..].iter().take_while(fits).count();
                (at..at + count).rfind(|at| !lines[*at].is_blank()).map_or(at, |last| last + 1)
            },
            |seen| seen.end,
        );
        let first_blank = || (at..end).find(|at| lines[*at].is_blank()).unwrap_or(end);
        let run = seen.filter(|seen| at < seen.run).map_or_else(first_blank, |seen| seen.run);
        *self.set_in.insert(SetIn { floor, quote, run, end })
    }

    /// Lines set in that are no code: far to the right, as a letter has its place and date; or ended
    /// by the name of who wrote them, as a motto is.
    fn is_signed(&self, run: Range<usize>) -> bool {
        const RIGHT: u32 = 24;
        let lines = &self.sheet.lines[run.clone()];
        let plain = || lines.iter().all(|line| line.glance.likeness < 2);
        let right = lines.len() <= 8 && lines.iter().all(|line| line.indent >= self.sheet.base + RIGHT);
        let named =
            lines.len() <= 12 && lines.last().is_some_and(|line| is_attribution(line.words(self.sheet.text)));
        (right || named) && plain()
    }

    /// Lines with wide gaps inside: columns that only their blanks hold in place.
    pub(super) fn spaced_out(&self, at: usize) -> Option<usize> {
        let run = at..self.run.end;
        if run.len() < 2
            || run.len() > 500
            || !self.is_gapped(at)
            || columns::are_labelled(self.sheet, run.clone())
            || marker::of(self.sheet.text, self.line(at)).is_some()
        {
            return None;
        }
        let gapped = run.clone().filter(|at| self.is_gapped(*at)).count();
        (gapped * 10 >= run.len() * 6).then_some(run.end)
    }

    fn is_gapped(&self, at: usize) -> bool {
        self.line(at).glance.has_four_spaces()
    }

    /// What speaks for code in how lines are set in: under one that opens a block.
    fn nests(&self, run: &Range<usize>) -> f32 {
        let opens = |at: &usize| {
            let words = self.sheet.words(*at);
            words.ends_with([':', '{'])
                && words.starts_with(|c: char| c.is_lowercase())
                && self.line(at + 1).indent >= self.line(*at).indent + 2
        };
        let opening = (run.start..run.end.saturating_sub(1)).take(40).filter(opens).count();
        if opening * 4 >= run.len() { 1.5 } else { 0.0 }
    }

    /// Lines that look so much like code that they need no indent, as when a web page is pasted.
    pub(super) fn flush_code(&self, at: usize) -> Option<usize> {
        let line = self.line(at);
        // Where blank lines part paragraphs of one line, lines that stand together are seldom prose.
        let several = if self.sheet.spaced { 0.4 } else { 1.0 };
        let looks = |run: &Range<usize>| {
            // Where code is set in, a line by itself at the margin is the name of something.
            let name = self.sheet.code_set_in && heading::is_name(self.sheet.words(run.start))
                || self.sheet.set_in && self.is_call_over_prose(run.start);
            let name = run.len() == 1 && name;
            code::likeness(self.sheet, run.clone()) + self.nests(run)
                >= if run.len() > 1 { several } else { 2.5 }
                && !name
        };
        let mut run = at..self.run.end;
        let plain = line.glance.is_plain();
        // A sentence that the margin broke is prose, whatever names stand in it.
        let broken = run.len() > 1
            && starts_upper(line.words(self.sheet.text))
            && self.run_wrapping.forces(self.sheet.text, line, self.line(at + 1))
            && line.glance.likeness <= 1;
        // A line that leads to a list is text itself.
        let lists = run.len() > 1
            && line.words(self.sheet.text).ends_with(':')
            && starts_upper(line.words(self.sheet.text))
            && marker::of(self.sheet.text, self.line(at + 1)).is_some_and(|marker| marker.is_bullet());
        let noted = note::opens(line.words(self.sheet.text));
        let addressed = run.clone().all(|at| autolink::is_address(self.sheet.words(at)));
        let unfit = plain
            || line.indent >= self.sheet.base + 12 && self.is_signed(run.clone())
            || addressed
            || broken
            || lists
            || noted
            || at > self.run.start + 1
            || run.len() > 2000
            || line.width > 400;
        // A line that may open code does, if code follows it after a blank line.
        let next = (run.end..self.sheet.lines.len()).take(2).find(|at| !self.line(*at).is_blank());
        let leads = run.len() == 1
            && line.words(self.sheet.text).starts_with(|c: char| c.is_lowercase() || c == '#')
            && line.glance.likeness >= 2
            && next.map(|at| at..self.run_end(at)).is_some_and(|next| {
                (2..500).contains(&next.len())
                    && looks(&next)
                    && self.nests(&next) > 0.0
                    && self.line(next.start).quote == line.quote
                    && self.line(next.start).indent == line.indent
            });
        // Prose is seen by its first lines: the rest need not be read.
        if unfit
            || code::likeness(self.sheet, at..run.end.min(at + 3)) < -0.5
            || marker::of(self.sheet.text, line).is_some()
            || !(looks(&run) || leads)
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
