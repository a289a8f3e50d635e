//! Whether lines were broken by a machine at a margin, or where the writer wanted them.
//!
//! A machine breaks a line only where the next word would not have fitted. So a break is *forced*
//! when the line, a blank and the first word of the next line together pass the margin, and
//! *wanted* when they would have fitted. That one test tells prose from verse, a heading from the
//! paragraph under it, and one item from the next.

use super::line::{Line, columns};
use super::marker;
use super::sheet::ends_sentence;
use std::ops::Range;

/// How the lines of a file, or of a part of it, are broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrapping {
    /// One line is one paragraph, as when a browser's text is pasted.
    None,
    /// Lines are broken at a margin: a break is forced when more columns than `fill` were needed.
    At { margin: u32, fill: u32 },
}

/// No margin is wider: a longer line is a paragraph of its own.
const WIDEST: usize = 132;
/// No margin is narrower: a shorter one is that of a list of words or of verse.
const NARROWEST: u32 = 36;

impl Wrapping {
    /// Decides once for the whole file, from the breaks inside runs of lines.
    pub fn of(text: &str, lines: &[Line]) -> Wrapping {
        let shallow = Breaks::count(text, lines, &(0..4), 0);
        if shallow.total >= 4 {
            return shallow.verdict();
        }
        let deep = Breaks::count(text, lines, &(0..u32::MAX), 0);
        // Where there is so little prose, a short last line that could be code must count as well.
        if deep.total > 0 { deep.verdict() } else { Breaks::count(text, lines, &(0..u32::MAX), 1).verdict() }
    }

    /// The same for a file that sets its prose in: what stands further out is code and breaks where it likes.
    pub fn of_set_in(text: &str, lines: &[Line], indent: u32) -> Wrapping {
        Breaks::count(text, lines, &(indent..indent + 1), 0).verdict()
    }

    /// Decides for one run of lines by itself: a quotation in a file that is else not wrapped.
    pub fn of_run(text: &str, run: &[Line]) -> Wrapping {
        let margin = run.iter().map(Line::right).max().unwrap_or(0);
        // Two lines say little: only a sentence that plainly goes on joins them.
        let goes_on = run.len() == 2
            && run[0].width >= 50
            && run[1].words(text).starts_with(char::is_lowercase)
            && !ends_sentence(run[0].words(text));
        if run.len() == 2 && run[0].width >= 30 && margin <= 110 && dangles(run[0].words(text)) {
            return Wrapping::At { margin, fill: run[0].right().saturating_sub(1).min(margin - margin / 8) };
        }
        if run.len() < 3 && !goes_on || !(NARROWEST..=110).contains(&margin) {
            return Wrapping::None;
        }
        let fill = margin - margin / 8;
        let inner = run.windows(2);
        let lower = inner.clone().filter(|pair| starts_lower(text, &pair[1])).count();
        let forced = inner.clone().all(|pair| needed(text, &pair[0], &pair[1]) > fill);
        if forced && lower * 5 >= (run.len() - 1) * 2 {
            Wrapping::At { margin, fill }
        } else {
            Wrapping::None
        }
    }

    /// Whether the break after a line was forced by the margin.
    pub fn forces(self, text: &str, line: &Line, next: &Line) -> bool {
        match self {
            Wrapping::None => false,
            Wrapping::At { fill, .. } => line.right() > fill || needed(text, line, next) > fill,
        }
    }

    pub fn margin(self) -> Option<u32> {
        match self {
            Wrapping::None => None,
            Wrapping::At { margin, .. } => Some(margin),
        }
    }
}

/// The breaks inside runs of lines, by the width of the line before and by what was needed.
struct Breaks {
    widths: [u32; WIDEST + 1],
    /// Lines wider than any margin, and those among them that stand in a run.
    wider: u32,
    wide_inside: u32,
    needed: Vec<u32>,
    /// The widths of lines after which a sentence plainly goes on.
    torn: Vec<u32>,
    long: u32,
    lower: u32,
    total: u32,
}

/// Enough breaks to judge a text of any length.
const SAMPLE: u32 = 20_000;

impl Breaks {
    fn count(text: &str, lines: &[Line], indents: &Range<u32>, likest: i32) -> Breaks {
        let mut breaks = Breaks {
            widths: [0; WIDEST + 1],
            wider: 0,
            wide_inside: 0,
            needed: Vec::new(),
            torn: Vec::new(),
            long: 0,
            lower: 0,
            total: 0,
        };
        for pair in lines.windows(2) {
            if breaks.total >= SAMPLE {
                break;
            }
            // A line beyond every margin was not broken by one, alone or among others.
            breaks.wider += u32::from(
                pair[0].right() > WIDEST as u32
                    && indents.contains(&pair[0].indent)
                    && !pair[0].glance.has_four_spaces()
                    && pair[0].words(text).contains(' '),
            );
            let [line, next] = pair else { continue };
            let headed = line.head || next.head;
            let inner = !headed
                && !line.is_blank()
                && !next.is_blank()
                && line.quote == next.quote
                && indents.contains(&next.indent);
            // The rows of a table are as wide as their cells, and say nothing of the margin.
            let prose =
                |line: &Line| i32::from(line.glance.likeness) <= likest && !line.glance.has_four_spaces();
            if inner
                && marker::of(text, next).is_none()
                && next.words(text).contains(' ')
                && prose(line)
                && prose(next)
            {
                breaks.take(text, line, next);
            }
        }
        breaks
    }

    fn take(&mut self, text: &str, line: &Line, next: &Line) {
        self.total += 1;
        let lower = starts_lower(text, next);
        self.lower += u32::from(lower);
        self.long += u32::from(line.right() >= 45);
        if lower && next.words(text).starts_with(char::is_alphabetic) && goes_on(line.words(text)) {
            self.torn.push(line.right());
        }
        match self.widths.get_mut(line.right() as usize) {
            Some(count) => *count += 1,
            None => self.wide_inside += 1,
        }
        self.needed.push(needed(text, line, next));
    }

    fn verdict(&self) -> Wrapping {
        self.ruled().or_else(|| self.set()).unwrap_or(Wrapping::None)
    }

    /// A margin that is a number of columns, as typewriters and programs keep it.
    fn ruled(&self) -> Option<Wrapping> {
        if self.total == 0 || self.wider * 4 > self.total {
            return None;
        }
        let margin = self.margin();
        let over =
            |fill: u32| self.needed.iter().filter(|needed| **needed > fill).count() * 100 / self.needed.len();
        let ragged = margin - margin / 5;
        if margin < NARROWEST || over(ragged) < 60 || self.lower * 4 < self.total {
            return None;
        }
        let exact = margin.saturating_sub(2);
        let fill = if over(exact) + 4 >= over(ragged) { exact } else { ragged };
        Some(Wrapping::At { margin, fill })
    }

    /// A margin that is a width on paper, as a copy of printed pages has it: letters are not equally wide, and where a
    /// word was hyphenated its line and the rest of the word are one line. It is known by sentences that go on.
    fn set(&self) -> Option<Wrapping> {
        const LEAST: usize = 8;
        let mut torn = self.torn.clone();
        torn.sort_unstable();
        let middle = *torn.get(torn.len() / 2)?;
        let full = |width: &u32| *width * 20 >= middle * 17;
        let filled = torn.iter().filter(|width| full(width)).count();
        let upper = torn[torn.len() * 3 / 4];
        let many = torn.len() >= LEAST && torn.len() * 10 >= self.long as usize * 3;
        // Lines of one paragraph each are of all widths.
        let even = filled * 4 >= torn.len() * 3 && upper * 3 <= middle * 4;
        (many && even && (45..=160).contains(&middle))
            .then(|| Wrapping::At { margin: middle + middle / 8, fill: middle - middle * 3 / 20 })
    }

    /// The width that all but a few lines keep to: those few are tables, addresses and URLs.
    fn margin(&self) -> u32 {
        let inside = self.total - self.wide_inside;
        let mut seen = 0;
        for (width, count) in self.widths.iter().enumerate() {
            seen += count;
            if seen * 100 >= inside * 97 {
                return u32::try_from(width).unwrap_or(0);
            }
        }
        0
    }
}

/// Words at which nobody ends a line, a title or a verse of two lines but by force: what they belong to follows.
const DANGLING: [&str; 44] = [
    "the", "a", "an", "of", "at", "to", "and", "or", "that", "which", "where", "with", "from", "by", "into",
    "is", "was", "are", "were", "than", "its", "their", "our", "der", "die", "das", "den", "dem", "ein",
    "eine", "und", "oder", "daß", "dass", "le", "la", "les", "des", "du", "et", "el", "los", "y", "que",
];

/// Whether a line ends where no thought can end.
pub fn dangles(words: &str) -> bool {
    words.rsplit_once(' ').is_some_and(|(_, last)| DANGLING.contains(&last))
}

/// Whether no sign at the end of a line closes anything.
fn goes_on(words: &str) -> bool {
    words.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ')' | '-' | '’' | '”' | '"'))
}

/// The columns that the line would have taken with the first word of the next.
fn needed(text: &str, line: &Line, next: &Line) -> u32 {
    let words = next.words(text);
    let word = words.split([' ', '\t']).next().unwrap_or(words);
    line.right() + 1 + columns(word)
}

fn starts_lower(text: &str, line: &Line) -> bool {
    let first = line.words(text).chars().find(|c| c.is_alphanumeric());
    first.is_some_and(|c| c.is_lowercase() || !c.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn of(text: &str) -> Wrapping {
        Wrapping::of(text, &lines(text))
    }

    #[test]
    fn a_line_that_cannot_end_there_goes_on() {
        let run = |text: &str| Wrapping::of_run(text, &lines(text)[..2]) != Wrapping::None;
        assert!(run("Has anybody seen this? The log is at\nhttp://lockworks.example/log.txt (80 kB)."));
        assert!(run("See the thread on gates and seconds from January, where\nMirela found that"));
        assert!(!run("Ines Duarte, who keeps the second lock\nLockworks, Test Pond 2"));
        assert!(!run("What they are at\nHome and away"));
    }

    #[test]
    fn a_margin_is_seen_and_verse_is_not_taken_for_one() {
        let prose = "It was the best of times, it was the worst of times, it was the\nage of wisdom, it was the age of foolishness, it was the epoch of\nbelief, it was the epoch of incredulity, it was the season of\nLight, it was the season of Darkness, it was the spring of hope.\n";
        assert!(matches!(of(prose), Wrapping::At { margin: 60..=72, .. }));
        let verse = "Tyger Tyger, burning bright,\nIn the forests of the night;\nWhat immortal hand or eye,\nCould frame thy fearful symmetry?\n";
        assert_eq!(of(verse), Wrapping::None);
        assert_eq!(of("One paragraph.\n\nAnother.\n"), Wrapping::None);
    }
}
