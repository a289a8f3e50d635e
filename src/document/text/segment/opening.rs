//! Which marks open a chunk: bullets and enumerators that are such, and not the dash before what somebody says or before
//! the name of who said it.

use super::super::chunk::Form;
use super::super::line::Line;
use super::super::marker::{self, Marker, Sign};
use super::super::sheet::Sheet;
use super::super::{counted, heading, restructured, speech};
use super::{Cutter, is_attribution};
use std::collections::HashSet;

/// Whether three lines or more in capitals open parts of a text that blank lines part, one at least close over others, and
/// none comes again as the name of a speaker does.
pub(super) fn shouts(sheet: &Sheet) -> bool {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut close = false;
    for at in 0..sheet.lines.len() {
        let words = sheet.words(at);
        let opens = words.starts_with(char::is_uppercase) && (at == 0 || sheet.lines[at - 1].is_blank());
        if opens && is_shout(words) {
            close |= sheet.lines.get(at + 1).is_some_and(|next| !next.is_blank());
            if !seen.insert(words) {
                return false;
            }
        }
    }
    close && seen.len() >= 3
}

/// A few words in capitals: `SKILLS`, `WORK EXPERIENCE`.
fn is_shout(words: &str) -> bool {
    words.len() <= 60
        && words.as_bytes().get(1).is_some_and(|second| !second.is_ascii_lowercase())
        && words.len() >= 4
        && heading::is_capitals(words)
        && heading::is_title_like(words)
        && !words.contains(|c: char| c.is_ascii_digit() || c == '_')
}

impl Cutter<'_, '_> {
    /// Whether a line in capitals, as others of the text, ends before a line within its run.
    pub(super) fn shouted_over(&self, at: usize) -> bool {
        self.shouts
            && at == self.run.start + 1
            && is_shout(self.sheet.words(at - 1))
            && !heading::is_capitals(self.sheet.words(at))
    }

    /// The marker that opens a line: a bullet, an enumerator, or a word that counts.
    pub(super) fn marker(&self, at: usize) -> Option<Marker> {
        marker::of(self.sheet.text, self.line(at))
            .or_else(|| counted::marker(self.sheet, at, self.run.clone()))
    }

    /// Fields, of which two or more stand together: each is an item by itself, with the lines set in under it.
    pub(super) fn fields(&mut self, at: usize) -> Option<usize> {
        let is_field = |at: usize| restructured::field(self.sheet.words(at)).is_some();
        let indent = self.line(at).indent;
        let run = at..self.run.end;
        if at != self.run.start || !is_field(at) || run.len() > 400 {
            return None;
        }
        let fits =
            |at: usize| is_field(at) && self.line(at).indent == indent || self.line(at).indent > indent;
        let heads: Vec<usize> =
            run.clone().filter(|at| is_field(*at) && self.line(*at).indent == indent).collect();
        if heads.len() < 2 || !run.clone().all(fits) {
            return None;
        }
        for (place, head) in heads.iter().enumerate() {
            let end = heads.get(place + 1).copied().unwrap_or(run.end);
            self.push(*head..end, Some(Marker::unwritten(self.line(*head))), Form::Prose);
        }
        Some(run.end)
    }

    /// The marker that opens a chunk at a line, where a chunk begins there for other reasons.
    pub(super) fn accepted(&mut self, at: usize) -> Option<Marker> {
        if self.is_said(at) {
            return None;
        }
        let marker = self.marker(at)?;
        if self.is_attributed(at) {
            return None;
        }
        match marker.sign {
            Sign::Bullet('o') => (!self.columns.is_empty() || self.line(at).indent > 0).then_some(marker),
            Sign::Bullet('+') if !self.columns.is_empty() && self.line(at).indent > self.sheet.base => {
                Some(marker)
            }
            Sign::Bullet('–' | '—' | '→' | '+' | '·') => {
                self.has_sibling(at, &marker).then_some(marker)
            }
            _ => Some(marker),
        }
    }

    /// `-- Benjamin Franklin`, far in under what he said.
    fn is_attributed(&self, at: usize) -> bool {
        let words = self.sheet.words(at);
        let above = at.checked_sub(1).map(|above| self.line(above)).filter(|above| !above.is_blank());
        let far = |above: &Line| self.line(at).indent >= above.indent + 4;
        (words.starts_with("--") || words.starts_with(['—', '―']))
            && is_attribution(words)
            && above.is_some_and(|above| far(above) && !above.words(self.sheet.text).ends_with(':'))
    }

    /// Whether a line before or after opens with the same bullet.
    fn has_sibling(&self, at: usize, marker: &Marker) -> bool {
        let same =
            |line: &Line| marker::of(self.sheet.text, line).is_some_and(|other| other.sign == marker.sign);
        let tight = self.chunks.last().is_some_and(|chunk| {
            self.before == 0 && chunk.marker.is_some_and(|other| other.sign == marker.sign)
        });
        let far = self.before == 0
            && self.chunks.iter().rev().take_while(|chunk| chunk.marker.is_some()).take(12).any(|chunk| {
                chunk.marker.is_some_and(|other| other.sign == marker.sign)
                    && chunk.indent == self.line(at).indent
            });
        tight
            || far
            || self.sheet.lines[at + 1..].iter().take(6).take_while(|line| !line.is_blank()).any(same)
    }

    /// Whether a line after a dash is what somebody says, for it or one beside it goes on after another dash.
    pub(super) fn is_said(&mut self, at: usize) -> bool {
        let (sheet, run) = (self.sheet, self.run.clone());
        let dashed = |at: usize| run.contains(&at) && speech::is_dashed(sheet.words(at));
        let told = |at: usize| dashed(at) && speech::is_told(sheet.words(at));
        let listed = || run.clone().take(400).any(|at| sheet.words(at).ends_with([';', '；']));
        dashed(at) && !*self.listed.get_or_insert_with(listed) && (at.saturating_sub(6)..at + 6).any(told)
    }
}
