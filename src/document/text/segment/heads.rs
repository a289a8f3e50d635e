//! Lines that are headings by their look: underlined, in a frame, between ornaments, or seen to be so in the whole file.

use super::super::chunk::Form;
use super::super::framed::Framed;
use super::super::line::Line;
use super::super::sheet::starts_upper;
use super::super::{heading, outline};
use super::{Cutter, is_rule};

impl Cutter<'_, '_> {
    /// Whether the margin broke a heading of an outline, which ends on the next line.
    pub(super) fn heads_two(&self, at: usize) -> bool {
        let (line, next) = (self.line(at), self.sheet.lines.get(at + 1).filter(|next| !next.is_blank()));
        self.outlined
            && outline::depth(self.sheet, at).is_some()
            && self.sheet.lines.get(at + 2).is_none_or(Line::is_blank)
            && next.is_some_and(|next| {
                outline::depth(self.sheet, at + 1).is_none()
                    && self.sheet.wrapping.forces(self.sheet.text, line, next)
            })
    }

    /// The form of a line that was seen to be a heading when the whole file was looked at.
    pub(super) fn head(&mut self, at: usize, words: &str) -> Option<Form> {
        let (dated, hung) = (self.days.contains(&at), self.heads.contains(&at));
        if dated || hung {
            // What is under it is a run by itself.
            self.run = at..at + 1;
        }
        let stars = if self.outlined { outline::depth(self.sheet, at) } else { None };
        match () {
            () if self.sheet.is_scene(at) => Some(Form::Scene),
            () if stars.is_some() => stars.map(Form::Hashed),
            () if dated => Some(Form::Dated),
            () if hung => Some(Form::Hung),
            () if self.is_ornate(words)
                && (self.is_over(at) || self.sheet.tight && heading::is_ornate(words)) =>
            {
                Some(Form::Ornate)
            }
            () => None,
        }
    }

    pub(super) fn is_ornate(&self, words: &str) -> bool {
        heading::is_ornate(words) || self.ornate && heading::ornaments(words).is_some()
    }

    /// A line under a blank one, with something below it.
    pub(super) fn is_over(&self, at: usize) -> bool {
        let below = self.sheet.lines[at + 1..].iter().take(4).any(|line| !line.is_blank());
        (at == 0 || self.sheet.lines[at - 1].is_blank()) && below && self.line(at).quote == 0
    }

    pub(super) fn underline(&self, at: usize) -> Option<char> {
        let under = self.sheet.lines.get(at + 1).filter(|line| !line.is_blank())?;
        let line = self.line(at);
        let strokes = under.words(self.sheet.text);
        let stroke = strokes.chars().next().filter(|c| "=-~^*#+\"'".contains(*c))?;
        let alone = self.sheet.lines.get(at + 2).is_none_or(Line::is_blank) || stroke == '=' || stroke == '-';
        let spaced = strokes.contains(" ")
            && strokes.split(' ').filter(|part| !part.is_empty()).all(|part| part.len() == 1);
        let fits = strokes.len() >= 3
            && strokes.chars().all(|c| c == stroke || spaced && c == ' ')
            && under.width.abs_diff(line.width) <= 3 + line.width / 4;
        // Strokes of another kind may stand over it too; those of the same kind draw a table.
        let over = |at: usize| {
            let words = self.sheet.words(at);
            words.is_empty() || is_rule(words) && !words.starts_with(stroke)
        };
        let first = at == 0 || over(at - 1) || self.before > 0;
        // What is as long as the line was drawn for it, though the line may begin with the name of a program.
        let drawn = under.width.abs_diff(line.width) <= 2
            && under.indent == line.indent
            && matches!(stroke, '=' | '-');
        let named =
            starts_upper(self.sheet.words(at)) || drawn && heading::is_short_name(self.sheet.words(at));
        (alone && fits && first && named && line.quote == under.quote).then_some(stroke)
    }

    /// The head in a frame, and the lines under it there.
    pub(super) fn framed(&mut self, at: usize, framed: Framed) -> usize {
        let end = self.run.end.min(at + framed.head);
        let last = self.run.end.min(end + framed.more);
        self.push(at..end, None, Form::Framed(framed.stroke));
        if last > end {
            self.push(end..last, None, Form::Prose);
            self.chunks.last_mut().expect("a chunk was pushed just now").broken = true;
        }
        // What is under it is a run by itself.
        self.run = at..last;
        last
    }
}
