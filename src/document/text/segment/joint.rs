//! How a line stands to the one before it: whether a new passage begins, and whether the break is the writer's.

use super::super::line::Line;
use super::super::marker::{self, Delimiter, Marker, Sign};
use super::super::sheet::{ends_sentence, starts_upper};
use super::super::wrap::{Wrapping, dangles};
use super::super::{heading, note, outline, reference, speech};
use super::{Cutter, Joint, continues};

impl Cutter<'_, '_> {
    /// How a line stands to the one before it.
    pub(super) fn joint(
        &mut self,
        first: usize,
        at: usize,
        item: Option<&Marker>,
        wrapping: Wrapping,
    ) -> Joint {
        let sheet = self.sheet;
        let (before, line) = (&sheet.lines[at - 1], &sheet.lines[at]);
        // The margin forces most breaks: only the others are worth the reading.
        let runs_on = || !sheet.is_copied() && sheet.runs_on(before, line);
        let forced = wrapping.forces(sheet.text, before, line) || runs_on();
        let gap = if forced { Joint::Soft } else { Joint::Wanted };
        if gap == Joint::Wanted && heading::is_second_line(self.sheet.words(at - 1), self.sheet.words(at)) {
            return Joint::Soft;
        }
        if at == first + 1 && self.is_under_middle(at) {
            return Joint::Soft;
        }
        if self.is_said(at) && !runs_on() || speech::answers(self.sheet.words(first), self.sheet.words(at)) {
            return Joint::New;
        }
        let edited = |at: usize| heading::edit_mark(self.sheet.words(at)).is_some();
        if edited(at - 1) && at == first + 1 || edited(at) && !forced {
            return Joint::New;
        }
        if item.is_none() && (self.shouted_over(at) || self.names_in_turn(first, at)) {
            return Joint::New;
        }
        if self.sheet.declares(at) || self.sheet.declares(at - 1) || self.opens_item(first, at, item, gap) {
            return Joint::New;
        }
        // In an outline a heading ends where its line does.
        let heads = |at: usize| self.outlined && outline::depth(sheet, at).is_some();
        if heads(at) || heads(at - 1) {
            return Joint::New;
        }
        // A mail's signature begins under two dashes and a blank.
        let signs = |at: usize| {
            let line = self.line(at);
            self.sheet.words(at) == "--" && self.sheet.text[line.to..].starts_with(' ')
        };
        if line.head || signs(at) || signs(at - 1) {
            return Joint::New;
        }
        if (self.parted || line.width > 2) && self.is_stroke(self.sheet.words(at))
            || self.opens_note(first, at, gap)
        {
            return Joint::New;
        }
        if wrapping == Wrapping::None {
            let hangs = item.is_some_and(|marker| {
                line.indent > self.line(first).indent && line.indent + 2 >= marker.column.min(8)
            }) || line.indent > self.line(first).indent && note::opens(self.sheet.words(first))
                || self.hangs(first, at);
            return if hangs || runs_on() { Joint::Soft } else { self.pasted(first, at, item) };
        }
        // The lines of a note at the foot of a page hang under its first words.
        if line.indent > self.line(first).indent && note::is_signed(self.sheet.words(first)) {
            return Joint::Soft;
        }
        if forced {
            let indented = line.indent >= before.indent + 2 && self.sheet.first_line == Some(line.indent);
            return if indented && ends_sentence(self.sheet.words(at - 1)) {
                Joint::New
            } else {
                Joint::Soft
            };
        }
        self.wanted(first, at, item)
    }

    /// Whether a line is the rest of a heading that a text browser set in the middle and broke.
    pub(super) fn is_under_middle(&self, at: usize) -> bool {
        const WIDE: u32 = 60;
        let (before, line) = (self.line(at - 1), self.line(at));
        if line.is_blank() {
            return false;
        }
        let middle = |line: &Line| 2 * line.indent + line.width;
        self.sheet.set_in
            && line.indent >= self.sheet.base + 12
            && before.width >= WIDE
            && middle(before).abs_diff(middle(line)) <= 4
    }

    /// Whether two lines each open with a name and a colon, as most of their run do, and some of them fill the margin:
    /// terms and what they mean. Prose that the margin broke has no such lines but by accident.
    fn names_in_turn(&self, first: usize, at: usize) -> bool {
        let names = |at: usize| {
            let head = self.sheet.words(at).split_once(": ").map(|(head, _)| head);
            head.is_some_and(|head| {
                head.len() <= 32
                    && head.split(' ').count() <= 3
                    && starts_upper(head)
                    && head.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’'))
            })
        };
        if !names(first) || !names(at) || self.run.len() > 60 {
            return false;
        }
        // Where no margin broke any of them, the breaks are the writer's, and stay.
        let forced = |at: usize| {
            names(at) && self.run_wrapping.forces(self.sheet.text, self.line(at - 1), self.line(at))
        };
        let named = self.run.clone().filter(|at| names(*at)).count();
        named * 2 >= self.run.len() && self.run.clone().skip(1).any(forced)
    }

    /// A break in a file of one line a paragraph. Where blank lines part the paragraphs, lines that
    /// stand together are one passage with breaks in it: an address, a signature, a sample.
    fn pasted(&self, first: usize, at: usize, item: Option<&Marker>) -> Joint {
        let set_in = |at: usize| self.line(at).indent >= self.sheet.base + 2;
        if self.sheet.is_copied() || self.sheet.edited && set_in(at) && set_in(at - 1) {
            return Joint::New;
        }
        let short = |at: usize| self.line(at).width <= 90;
        let (before, line) = (self.sheet.words(at - 1), self.sheet.words(at));
        let heading = at == first + 1
            && heading::is_title_like(before)
            && ends_sentence(line)
            && self.line(at).width > 60;
        let small =
            self.run.len() <= 8 && self.sheet.lines[self.run.clone()].iter().all(|line| line.width <= 50);
        let division =
            at == first + 1 && heading::division(before).is_some() && before.split(' ').count() == 2;
        let heading = heading || division;
        let together = self.sheet.spaced && short(at) && short(at - 1) || small;
        if together && item.is_none() && !heading { Joint::Wanted } else { Joint::New }
    }

    /// Whether a line within a run begins a note: `[2] Text`, `² Text`, `^ Text`.
    fn opens_note(&self, first: usize, at: usize, gap: Joint) -> bool {
        let forced = gap == Joint::Soft;
        let (words, opening) = (self.sheet.words(at), self.sheet.words(first));
        if let Some((label, bytes)) = reference::bracketed(words) {
            let spaced = words[bytes..].trim_start_matches(':').starts_with(' ');
            let listed = reference::bracketed(opening).is_some();
            return spaced && (reference::is_label(label) && (listed || !forced) || listed && !forced);
        }
        if reference::superscripted(words).is_some() {
            return reference::superscripted(opening).is_some() || !forced;
        }
        words.starts_with("^ ") || words.starts_with("↑")
    }

    /// A break that the margin did not force: the end of a paragraph, of a heading, or of a line.
    fn wanted(&self, first: usize, at: usize, item: Option<&Marker>) -> Joint {
        let (before, line) = (self.sheet.words(at - 1), self.sheet.words(at));
        let ends = ends_sentence(before);
        if dangles(before) && item.is_none() {
            return Joint::Soft;
        }
        let indented = self.line(at).indent >= self.line(at - 1).indent + 2;
        let opens = self.sheet.first_line == Some(self.line(at).indent) && (indented || ends);
        if starts_upper(line) && (opens || ends && self.sheet.tight) {
            return Joint::New;
        }
        // Words in capitals are wide, and a writer breaks their lines by eye.
        let shouted = heading::is_capitals(before) && heading::is_capitals(line) && before.contains(' ');
        let filled =
            self.sheet.wrapping.margin().is_some_and(|margin| self.line(at - 1).right() * 4 > margin * 3);
        if item.is_some() && shouted && filled && !ends {
            return Joint::Soft;
        }
        if item.is_some() && self.line(at).indent <= self.line(first).indent {
            return Joint::New;
        }
        let heading = at == first + 1
            && item.is_none()
            && heading::is_title_like(before)
            && starts_upper(line)
            && self.is_prose_after(at);
        // The name of a letter or a chapter is a head by itself, whatever stands close under it.
        let division = at == first + 1
            && item.is_none()
            && heading::division(before).is_some()
            && before.split(' ').count() == 2;
        if heading || division || item.is_none() && self.heads_close(first, at) {
            Joint::New
        } else {
            Joint::Wanted
        }
    }

    /// Whether a line hangs under a long one, as those of a list of works do, and the next is at the margin again.
    fn hangs(&self, first: usize, at: usize) -> bool {
        let (line, before) = (self.line(at), self.line(at - 1));
        let margin = self.line(first).indent;
        let over = at == first + 1 && before.width >= 50 || at > first + 1 && before.indent == line.indent;
        let after =
            self.sheet.lines.get(at + 1).is_none_or(|next| next.is_blank() || next.indent <= line.indent);
        !self.sheet.is_copied()
            && (margin + 2..=margin + 8).contains(&line.indent)
            && over
            && after
            && !self.sheet.words(at - 1).ends_with([':', '：'])
            && marker::of(self.sheet.text, line).is_none()
    }

    /// Whether a head stands close over or under a line's break: the name of a chapter under its number, and, where no
    /// blank lines part paragraphs, a line in capitals.
    fn heads_close(&self, first: usize, at: usize) -> bool {
        let (before, line) = (self.sheet.words(at - 1), self.sheet.words(at));
        let sentence = |words: &str| ends_sentence(words) && starts_upper(words) && words.contains(' ');
        let named = || {
            let above = self.chunks.last().filter(|above| above.is_single() && self.before > 0);
            above.is_some_and(|above| {
                let words = self.sheet.words(above.lines.start);
                heading::division(words).is_some() && words.split(' ').count() == 2
            })
        };
        let shouts = |words: &str| heading::is_shouted(words) && heading::is_title_like(words);
        let opens = at == first + 1 && heading::is_title_like(before) && sentence(line);
        // Over all of a text its title stands, and who wrote it close under.
        let titled =
            self.chunks.is_empty() && at == first + 1 && shouts(before) && !heading::is_capitals(line);
        let closes = ends_sentence(before) && shouts(line) && heading::closes(line);
        opens && (named() || self.sheet.tight && shouts(before))
            || titled
            || closes
            || self.sheet.tight && ends_sentence(before) && shouts(line)
    }

    /// Whether a paragraph of full lines begins at a line.
    fn is_prose_after(&self, at: usize) -> bool {
        let Some(next) = self.sheet.lines.get(at + 1) else { return false };
        !next.is_blank() && self.sheet.wrapping.forces(self.sheet.text, self.line(at), next)
    }

    /// Whether a line within a run begins a new item.
    fn opens_item(&self, first: usize, at: usize, item: Option<&Marker>, gap: Joint) -> bool {
        let forced = gap == Joint::Soft;
        let Some(marker) = self.marker(at) else { return false };
        let before = self.sheet.words(at - 1);
        let led = before.ends_with(":") || before.ends_with("：");
        // A sentence that counts in itself, `1) so, 2) or so,`, goes on counting.
        if let Sign::Number { delimiter: Delimiter::Paren, value: value @ 2.., .. } = marker.sign
            && item.is_none()
            && before.contains(&format!(" {}) ", value - 1))
        {
            return false;
        }
        if matches!(marker.sign, Sign::Bullet('-' | '–' | '—'))
            && self.line(at).indent >= self.line(first).indent + 8
            && !led
        {
            // The name of who said what stands above.
            return false;
        }
        match marker.sign {
            Sign::Bullet('*' | '-' | '+' | '–' | '—' | 'o' | '→' | '·') => {
                let sibling = item.is_some_and(Marker::is_bullet);
                let nested = marker.sign != Sign::Bullet('o')
                    || sibling
                    || item.is_some() && self.line(at).indent > self.line(first).indent;
                let inside =
                    item.is_some_and(|item| self.line(at).indent.abs_diff(item.column) <= 1 && item.gap > 0);
                nested && (!forced || sibling || led || inside)
            }
            Sign::Bullet(_) => true,
            Sign::Number { value, .. } => {
                let follows =
                    item.is_some_and(|item| continues(item, &marker)) || self.continues_open(&marker);
                let starts = value <= 1 && (!forced || led && self.has_next(at, &marker));
                follows && (!forced || ends_sentence(before) || item.is_some())
                    || starts
                    || (!forced && value < 200 && item.is_some())
                    || (!forced && value < 200 && self.sheet.wrapping == Wrapping::None)
            }
        }
    }

    /// Whether a line of the same run goes on from an enumerator.
    fn has_next(&self, at: usize, marker: &Marker) -> bool {
        let rest = &self.sheet.lines[at + 1..self.run.end.max(at + 1)];
        let next =
            |line: &Line| marker::of(self.sheet.text, line).is_some_and(|next| continues(marker, &next));
        rest.iter().take(30).any(next)
    }

    /// Whether a marker goes on a list that an earlier chunk opened.
    fn continues_open(&self, marker: &Marker) -> bool {
        self.chunks
            .iter()
            .rev()
            .take(12)
            .filter_map(|chunk| chunk.marker.as_ref())
            .any(|open| continues(open, marker))
    }
}
