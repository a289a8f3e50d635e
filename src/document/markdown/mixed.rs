//! Plain text amid Markdown.
//!
//! People paste. What a Markdown parser would garble (bullets run together, headings that swallow
//! their paragraphs, reference lists, indented prose taken for code) is written as Markdown means it.
//! Each rule looks at a series, not at a line, and says how sure it is; a well-formed Markdown text
//! gives none of them anything to do.

use super::draft::Edit;
use super::lines::{Line, lines};
use super::looks::{Written, bullet, enumerator, is_capitals, is_prose, is_title, without_letters};
use super::survey::Survey;
use crate::document::{Delimiter, Enumerator, Kind};
use std::collections::BTreeSet;
use std::ops::Range;

/// What a rule found, at a place of the draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub at: usize,
    pub kind: Kind,
    pub level: u8,
    pub rule: &'static str,
    pub confidence: f32,
    pub otherwise: (Kind, &'static str),
}

#[derive(Default)]
pub struct Repairs {
    pub findings: Vec<Finding>,
    pub edits: Vec<Edit>,
    /// Places of lists that count in letters.
    pub enumerators: Vec<(usize, (Enumerator, Delimiter))>,
}

/// Words that indented prose has at least, and its first line where the rest is not indented.
const WORDS: usize = 12;
const FIRST_WORDS: usize = 5;
/// A number that counts items is smaller.
const LARGEST_ORDINAL: u64 = 99;
/// Headings of lists of notes.
const NOTES: [&str; 9] = [
    "notes",
    "references",
    "footnotes",
    "endnotes",
    "citations",
    "bibliography",
    "works cited",
    "sources",
    "notes and references",
];

pub fn repairs(text: &str) -> Repairs {
    let lines = lines(text);
    if !may_be_mixed(text, &lines) {
        return Repairs::default();
    }
    let survey = Survey::of(text);
    let mut mender = Mender { text, lines: &lines, survey: &survey, repairs: Repairs::default() };
    mender.bullets();
    mender.enumerators();
    mender.large_numbers();
    mender.swallowing_headings();
    mender.capitals();
    mender.indented_prose();
    mender.notes();
    mender.repairs.findings.sort_by_key(|finding| finding.at);
    mender.repairs
}

/// Most texts have no line that any of the rules is about.
fn may_be_mixed(text: &str, lines: &[Line]) -> bool {
    let mut is_after_blank = true;
    lines.iter().filter(|line| !line.fenced).any(|line| {
        let words = &text[line.content..line.end];
        let is_indented = line.width >= 4 && is_after_blank;
        is_after_blank = line.is_blank();
        is_indented
            || bullet(words).is_some()
            || enumerator(words).is_some()
            || is_capitals(words)
            || words.starts_with('[')
    })
}

struct Mender<'a> {
    text: &'a str,
    lines: &'a [Line],
    survey: &'a Survey,
    repairs: Repairs,
}

impl<'a> Mender<'a> {
    fn found(
        &mut self,
        at: usize,
        kind: (Kind, u8),
        rule: (&'static str, f32),
        otherwise: (Kind, &'static str),
    ) {
        let (rule, confidence) = rule;
        self.repairs.findings.push(Finding { at, kind: kind.0, level: kind.1, rule, confidence, otherwise });
    }

    /// The lines of a place.
    fn lines_of(&self, range: &Range<usize>) -> &'a [Line] {
        let first = self.lines.partition_point(|line| line.end < range.start);
        let last = self.lines.partition_point(|line| line.start < range.end);
        &self.lines[first.min(last)..last]
    }

    fn words(&self, line: &Line) -> &'a str {
        self.text[line.content..line.end].trim_end()
    }

    /// Whether there is nothing but blanks between two places.
    fn is_adjacent(&self, before: usize, after: usize) -> bool {
        self.text.get(before..after).is_none_or(|between| between.trim().is_empty())
    }

    /// Lines that begin with `•` and its like, in paragraphs or in what looks like code.
    fn bullets(&mut self) {
        let mut blocks: Vec<&Range<usize>> =
            self.survey.paragraphs.iter().map(|span| &span.range).chain(&self.survey.indented).collect();
        blocks.sort_by_key(|range| range.start);
        let mut group: Vec<&Line> = Vec::new();
        let mut end = 0;
        for range in blocks {
            if !self.is_adjacent(end, range.start) {
                self.bulleted(&std::mem::take(&mut group));
            }
            end = range.end;
            let items = self.lines_of(range).iter().filter(|line| bullet(self.words(line)).is_some());
            let before = group.len();
            group.extend(items);
            // A paragraph without any item ends the list.
            if group.len() == before {
                self.bulleted(&std::mem::take(&mut group));
            }
        }
        self.bulleted(&group);
    }

    fn bulleted(&mut self, group: &[&Line]) {
        let signs: Vec<char> = group.iter().filter_map(|line| bullet(self.words(line))).collect();
        if group.len() < 2 || signs.iter().all(|sign| *sign == 'o') {
            return;
        }
        let mut seen: Vec<char> = Vec::new();
        for sign in &signs {
            if !seen.contains(sign) {
                seen.push(*sign);
            }
        }
        let least = group.iter().map(|line| line.width).min().unwrap_or(0);
        let is_flat = group.iter().all(|line| line.width == least);
        let mut widths: Vec<usize> = Vec::new();
        for (line, sign) in group.iter().zip(&signs) {
            let level = if is_flat {
                seen.iter().position(|other| other == sign).unwrap_or(0)
            } else {
                widths.retain(|width| *width < line.width);
                widths.push(line.width);
                widths.len() - 1
            };
            let level = level.min(9);
            self.repairs.edits.push(Edit::new(
                line.start..line.content + sign.len_utf8(),
                format!("{}-", "  ".repeat(level)),
            ));
            let depth = u8::try_from(level + 1).unwrap_or(u8::MAX);
            self.found(
                line.content,
                (Kind::Item, depth),
                ("lines with bullets", 0.95),
                (Kind::Paragraph, "Markdown"),
            );
        }
    }

    /// `(1)`, `a)` and `(a)`, which Markdown does not count with, in lines that follow one another.
    fn enumerators(&mut self) {
        for span in &self.survey.paragraphs {
            let lines = self.lines_of(&span.range);
            let items: Vec<(&Line, Written)> = lines
                .iter()
                .filter_map(|line| Some((line, enumerator(self.words(line))?)))
                .filter(|(_, written)| written.closes == ')')
                .collect();
            let Some((first, written)) = items.first() else { continue };
            let counts = items
                .iter()
                .zip(1..)
                .all(|((_, item), ordinal)| item.ordinal == ordinal && item.style == written.style);
            // Lines before the first lead in, with a colon, if it is no prose that happens to count.
            let leads_in = first.start <= span.range.start || {
                let before = self.text[..first.start].trim_end();
                let is_item =
                    |line: &Line| line.width > first.width || enumerator(self.words(line)).is_some();
                before.ends_with([':', '：'])
                    && lines.iter().filter(|line| line.start > first.start).all(is_item)
            };
            if items.len() < 2 || !counts || !span.is_outermost || !leads_in {
                continue;
            }
            let style = written.style;
            if first.start > span.range.start {
                self.repairs.edits.push(Edit::new(first.start..first.start, "\n"));
            }
            let bracket = self.words(first).starts_with('(');
            let delimiter = if bracket { Delimiter::Brackets } else { Delimiter::Bracket };
            self.repairs.enumerators.push((first.content, (style, delimiter)));
            for (line, item) in items {
                self.repairs
                    .edits
                    .push(Edit::new(line.content..line.content + item.length, format!("{})", item.ordinal)));
                self.found(
                    line.content,
                    (Kind::Item, 1),
                    ("lines that count", 0.9),
                    (Kind::Paragraph, "Markdown"),
                );
            }
        }
    }

    /// "1917. What a great year." is no list that begins at 1917.
    fn large_numbers(&mut self) {
        for list in &self.survey.lists {
            let numbers: Vec<(usize, Written)> = list
                .items
                .iter()
                .filter_map(|item| Some((item.start, enumerator(&self.text[item.start..item.end])?)))
                .collect();
            let Some((_, first)) = numbers.first() else { continue };
            let counts = numbers.windows(2).all(|pair| pair[1].1.ordinal == pair[0].1.ordinal + 1);
            if first.ordinal <= LARGEST_ORDINAL || (counts && numbers.len() > 1) {
                continue;
            }
            for (at, written) in numbers {
                let stop = at + written.length - 1;
                self.repairs.edits.push(Edit::new(stop..stop, "\\"));
                if at > 0 && !self.text[..at].ends_with("\n\n") {
                    let line = self.text[..at].rfind('\n').map_or(0, |before| before + 1);
                    if self.text[line..at].trim().is_empty() {
                        self.repairs.edits.push(Edit::new(line..line, "\n"));
                    }
                }
                self.found(
                    at,
                    (Kind::Paragraph, 0),
                    ("a number that counts nothing", 0.9),
                    (Kind::Item, "Markdown"),
                );
            }
        }
    }

    /// `1. Title`, `A. Title` or `II. TITLE` with a paragraph on the next line.
    fn swallowing_headings(&mut self) {
        let items = self.survey.lists.iter().filter(|list| list.is_outermost).flat_map(|list| {
            let all = list.items.iter().all(|item| self.swallows(item).is_some());
            list.items.iter().filter(move |_| all)
        });
        let paragraphs =
            self.survey.paragraphs.iter().filter(|span| span.is_outermost).map(|span| &span.range);
        let mut titles: Vec<(usize, Written)> =
            items.chain(paragraphs).filter_map(|range| self.swallows(range)).collect();
        titles.sort_by_key(|(at, _)| *at);
        let mut taken = vec![false; titles.len()];
        for first in 0..titles.len() {
            if taken[first] || titles[first].1.ordinal != 1 {
                continue;
            }
            let mut series = vec![first];
            for next in first + 1..titles.len() {
                let (wanted, style) = (series.len() as u64 + 1, titles[first].1.style);
                if titles[next].1.style == style && titles[next].1.ordinal == wanted {
                    series.push(next);
                } else if titles[next].1.style == style {
                    break;
                }
            }
            if series.len() < 2 {
                continue;
            }
            let level = self.survey.level_below(titles[first].0);
            for place in series {
                taken[place] = true;
                let at = titles[place].0;
                self.repairs.edits.push(Edit::new(at..at, format!("\n{} ", "#".repeat(level.into()))));
                self.found(
                    at,
                    (Kind::Heading, level),
                    ("numbered titles with a paragraph below", 0.85),
                    (Kind::Item, "Markdown"),
                );
            }
        }
    }

    /// The place and enumerator of a title that a paragraph follows without a blank line.
    fn swallows(&self, range: &Range<usize>) -> Option<(usize, Written)> {
        let lines = self.lines_of(range);
        let (first, second) = (lines.first()?, lines.get(1)?);
        let words = self.words(first);
        let written = enumerator(words).filter(|written| written.closes == '.')?;
        let title = words[written.length..].trim();
        let below = self.words(second);
        let is_prose = second.width < 2
            && below.len() > title.len().max(40)
            && below.starts_with(|c: char| c.is_uppercase() || "\"“‘'*_[".contains(c))
            && enumerator(below).is_none();
        (first.content == range.start && is_title(title) && is_prose).then_some((first.content, written))
    }

    /// Lines in capitals that stand alone above paragraphs.
    fn capitals(&mut self) {
        let outer: Vec<&Range<usize>> =
            self.survey.paragraphs.iter().filter(|span| span.is_outermost).map(|span| &span.range).collect();
        let is_heading = |range: &Range<usize>| {
            let lines = self.lines_of(range);
            lines.len() == 1 && lines[0].width < 4 && is_capitals(self.words(&lines[0]))
        };
        let titles: Vec<usize> = outer
            .windows(2)
            .filter(|pair| {
                is_heading(pair[0]) && !is_heading(pair[1]) && self.is_adjacent(pair[0].end, pair[1].start)
            })
            .map(|pair| pair[0].start)
            .collect();
        if titles.len() < 2 {
            return;
        }
        let level = self.survey.level_below(titles[0]);
        for at in titles {
            let level = self.survey.level_below(at).min(level.max(2));
            self.repairs.edits.push(Edit::new(at..at, format!("{} ", "#".repeat(level.into()))));
            self.found(at, (Kind::Heading, level), ("lines in capitals", 0.8), (Kind::Paragraph, "Markdown"));
        }
    }

    /// Prose whose first line, or all of it, is indented as code is.
    fn indented_prose(&mut self) {
        for range in &self.survey.indented {
            let next = self.survey.paragraphs.partition_point(|span| span.range.start < range.end);
            let below = self.survey.paragraphs.get(next).map_or(self.text.len(), |span| span.range.start);
            let end = range.start + self.text[range.clone()].trim_end().len();
            let gap = &self.text[end..below];
            let goes_on = gap.trim().is_empty() && gap.matches('\n').count() == 1;
            let chunks: Vec<&[Line]> =
                self.lines_of(range).split(Line::is_blank).filter(|lines| !lines.is_empty()).collect();
            let last = chunks.len().saturating_sub(1);
            let is_prose = |place: usize| {
                let words: Vec<&str> = chunks[place].iter().map(|line| self.words(line)).collect();
                let has_bullets = words.iter().any(|words| bullet(words).is_some());
                let words = words.join(" ");
                let is_sentence = if goes_on && place == last {
                    is_prose(&words, FIRST_WORDS)
                } else {
                    is_prose(&words, WORDS) && words.ends_with(['.', '!', '?', '"', '”', '’'])
                };
                !has_bullets && is_sentence
            };
            // One part that is no prose makes a listing of all: a licence, the output of a program.
            if !(0..chunks.len()).all(is_prose) {
                continue;
            }
            for (place, lines) in chunks.into_iter().enumerate() {
                for line in lines {
                    self.repairs.edits.push(Edit::drop(line.start..line.content));
                }
                let rule = ("indented prose", if goes_on && place == last { 0.95 } else { 0.8 });
                self.found(lines[0].content, (Kind::Paragraph, 0), rule, (Kind::Code, "Markdown"));
            }
        }
    }

    /// `1. ^ a b The note` or `[1] The note`, with `[1]` in the text.
    fn notes(&mut self) {
        let mut notes = self.pasted_notes();
        if notes.is_empty() {
            notes = self.bracketed_notes();
        }
        let numbers: BTreeSet<u64> = notes.iter().map(|note| note.0).collect();
        // `[1]: address` makes a link of `[1]`.
        let has_definition = self.lines.iter().any(|line| {
            let words = self.words(line).strip_prefix('[').and_then(|rest| rest.split_once("]:"));
            words.is_some_and(|(label, _)| label.bytes().all(|byte| byte.is_ascii_digit()))
        });
        if notes.is_empty() || has_definition {
            return;
        }
        let marks = self.marks(&numbers, &notes);
        if marks.is_empty() {
            return;
        }
        for (number, line, mark) in notes {
            self.repairs.edits.push(Edit::new(line..mark, format!("\n[^{number}]: ")));
            self.found(line, (Kind::Note, 0), ("a list of notes", 0.9), (Kind::Item, "Markdown"));
        }
        for (at, number) in marks {
            self.repairs.edits.push(Edit::new(at + 1..at + 1, "^"));
            self.found(at, (Kind::Note, 0), ("a mark of a note", 0.9), (Kind::Paragraph, "Markdown"));
            debug_assert!(numbers.contains(&number));
        }
    }

    /// Notes as an encyclopedia's page gives them: number, where the line begins, where its words do.
    fn pasted_notes(&self) -> Vec<(u64, usize, usize)> {
        let mut notes = Vec::new();
        for item in self.survey.lists.iter().filter(|list| list.is_outermost).flat_map(|list| &list.items) {
            let words = &self.text[item.clone()];
            let Some(written) = enumerator(words).filter(|written| written.style == Enumerator::Decimal)
            else {
                continue;
            };
            let note = words[written.length..].trim_start();
            let Some(rest) = note.strip_prefix(['^', '↑']) else { continue };
            let rest = rest.trim_start();
            let rest =
                ["Jump up to:", "Jump up"].iter().find_map(|said| rest.strip_prefix(said)).unwrap_or(rest);
            let rest = without_letters(rest.trim_start());
            if !rest.trim().is_empty() {
                notes.push((written.ordinal, item.start, item.start + (words.len() - rest.len())));
            }
        }
        if notes.len() < 2 { Vec::new() } else { notes }
    }

    /// `[1] The note` on lines that count from one.
    fn bracketed_notes(&self) -> Vec<(u64, usize, usize)> {
        let mut notes: Vec<(u64, usize, usize)> = Vec::new();
        let mut heading = None;
        for span in self.survey.paragraphs.iter().filter(|span| span.is_outermost) {
            for line in self.lines_of(&span.range) {
                let words = self.words(line);
                let Some((number, rest)) = words.strip_prefix('[').and_then(|rest| rest.split_once(']'))
                else {
                    continue;
                };
                let rest = rest.trim_start_matches([' ', '\t']);
                let opens = rest.starts_with(|c: char| c.is_alphanumeric() || "\"“‘'*_<".contains(c))
                    && words.contains("] ");
                match number.parse::<u64>() {
                    Ok(number) if opens && number == notes.len() as u64 + 1 => {
                        if notes.is_empty() {
                            heading = self.survey.headings.iter().rev().find(|(at, _)| *at < line.start);
                        }
                        notes.push((number, line.content, line.content + (words.len() - rest.len())));
                    }
                    _ => {}
                }
            }
        }
        let named = heading.is_some_and(|(at, _)| {
            let line = self.text[*at..].lines().next().unwrap_or("");
            NOTES.contains(&line.trim_matches(['#', ' ', '=', '-', ':']).to_lowercase().as_str())
        });
        if notes.len() < 2 && !named { Vec::new() } else { notes }
    }

    /// The places of `[n]` in the text before its notes.
    fn marks(&self, numbers: &BTreeSet<u64>, notes: &[(u64, usize, usize)]) -> Vec<(usize, u64)> {
        let mut marks = Vec::new();
        let starts: Vec<usize> = notes.iter().map(|note| note.1).collect();
        for (at, _) in self.text.match_indices('[') {
            let rest = &self.text[at + 1..];
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let Ok(number) = rest[..digits].parse::<u64>() else { continue };
            let after = &rest[digits..];
            if after.starts_with(']')
                && !after.starts_with("](")
                && !after.starts_with("]:")
                && numbers.contains(&number)
                && starts.binary_search(&at).is_err()
                && !self.survey.is_shut(at)
            {
                marks.push((at, number));
            }
        }
        marks
    }
}
