//! Plain text amid Markdown.
//!
//! People paste. What a Markdown parser would garble (bullets run together, headings that swallow
//! their paragraphs, reference lists, indented prose taken for code) is written as Markdown means it.
//! Each rule looks at a series, not at a line, and says how sure it is; a well-formed Markdown text
//! gives none of them anything to do.

use super::draft::Edit;
use super::lines::{Line, lines};
use super::options;
use crate::document::{Enumerator, Kind};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
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
    pub enumerators: Vec<(usize, Enumerator)>,
}

const BULLETS: [char; 13] = ['•', '◦', '▪', '‣', '·', '●', '○', '■', '□', '▸', '►', '➢', '–'];
/// A number that counts items is smaller.
const LARGEST_ORDINAL: u64 = 99;
/// Headings of lists of notes.
const NOTES: [&str; 9] = [
    "notes", "references", "footnotes", "endnotes", "citations", "bibliography", "works cited", "sources",
    "notes and references",
];

/// What the Markdown parser takes the text for.
#[derive(Default)]
struct Survey {
    paragraphs: Vec<Span>,
    /// Indented code at the outermost level.
    indented: Vec<Range<usize>>,
    lists: Vec<Ordered>,
    headings: Vec<(usize, u8)>,
    /// Code, links and HTML: marks in them are no marks.
    shut: Vec<Range<usize>>,
    /// Whether there is anything that only someone who knows Markdown writes.
    is_markdown: bool,
}

struct Span {
    range: Range<usize>,
    is_outermost: bool,
}

struct Ordered {
    items: Vec<Range<usize>>,
    is_outermost: bool,
}

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
        is_indented || bullet(words).is_some() || enumerator(words).is_some() || is_capitals(words) || words.starts_with('[')
    })
}

impl Survey {
    fn of(text: &str) -> Survey {
        let mut survey = Survey::default();
        let mut depth = 0_usize;
        let mut open: Vec<Option<Ordered>> = Vec::new();
        for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
            survey.is_markdown |= is_markdown(&event, &text[range.clone()]);
            match event {
                Event::Start(tag) => {
                    match tag {
                        Tag::Paragraph => survey.paragraphs.push(Span { range, is_outermost: depth == 0 }),
                        Tag::Heading { level, .. } => survey.headings.push((range.start, level as u8)),
                        Tag::CodeBlock(kind) => {
                            if depth == 0 && kind == CodeBlockKind::Indented {
                                survey.indented.push(range.clone());
                            }
                            survey.shut.push(range);
                        }
                        Tag::List(start) => {
                            open.push(start.map(|_| Ordered { items: Vec::new(), is_outermost: depth == 0 }));
                        }
                        Tag::Item => {
                            if let Some(Some(list)) = open.last_mut() {
                                list.items.push(range);
                            }
                        }
                        Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock => survey.shut.push(range),
                        _ => {}
                    }
                    depth += 1;
                }
                Event::End(tag) => {
                    depth -= 1;
                    if let TagEnd::List(_) = tag {
                        survey.lists.extend(open.pop().flatten());
                    }
                }
                Event::Code(_) | Event::InlineHtml(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                    survey.shut.push(range)
                }
                _ => {}
            }
        }
        survey.lists.sort_by_key(|list| list.items.first().map_or(0, |item| item.start));
        survey.shut.sort_by_key(|span| (span.start, span.end));
        let mut reach = 0;
        survey.shut.retain(|span| {
            let is_new = span.end > reach;
            reach = reach.max(span.end);
            is_new
        });
        survey
    }

    fn is_shut(&self, at: usize) -> bool {
        let next = self.shut.partition_point(|span| span.end <= at);
        self.shut.get(next).is_some_and(|span| span.start <= at)
    }

    /// One below the heading that a place stands under.
    fn level_below(&self, at: usize) -> u8 {
        let above = self.headings.partition_point(|(start, _)| *start < at);
        above.checked_sub(1).map_or(2, |above| (self.headings[above].1 + 1).min(6))
    }
}

struct Mender<'a> {
    text: &'a str,
    lines: &'a [Line],
    survey: &'a Survey,
    repairs: Repairs,
}

impl<'a> Mender<'a> {
    fn found(&mut self, at: usize, kind: (Kind, u8), rule: (&'static str, f32), otherwise: (Kind, &'static str)) {
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
            self.found(line.content, (Kind::Item, depth), ("lines with bullets", 0.95), (Kind::Paragraph, "Markdown"));
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
            let counts = items.iter().zip(1..).all(|((_, item), ordinal)| item.ordinal == ordinal && item.style == written.style);
            // Lines before the first lead in, with a colon, if it is no prose that happens to count.
            let leads_in = first.start <= span.range.start || {
                let before = self.text[..first.start].trim_end();
                let is_item = |line: &Line| line.width > first.width || enumerator(self.words(line)).is_some();
                before.ends_with([':', '：']) && lines.iter().filter(|line| line.start > first.start).all(is_item)
            };
            if items.len() < 2 || !counts || !span.is_outermost || !leads_in {
                continue;
            }
            let style = written.style;
            if first.start > span.range.start {
                self.repairs.edits.push(Edit::new(first.start..first.start, "\n"));
            }
            self.repairs.enumerators.push((first.content, style));
            for (line, item) in items {
                self.repairs.edits.push(Edit::new(
                    line.content..line.content + item.length,
                    format!("{})", item.ordinal),
                ));
                self.found(line.content, (Kind::Item, 1), ("lines that count", 0.9), (Kind::Paragraph, "Markdown"));
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
                self.found(at, (Kind::Paragraph, 0), ("a number that counts nothing", 0.9), (Kind::Item, "Markdown"));
            }
        }
    }

    /// `1. Title`, `A. Title` or `II. TITLE` with a paragraph on the next line.
    fn swallowing_headings(&mut self) {
        let items = self.survey.lists.iter().filter(|list| list.is_outermost).flat_map(|list| {
            let all = list.items.iter().all(|item| self.swallows(item).is_some());
            list.items.iter().filter(move |_| all)
        });
        let paragraphs = self.survey.paragraphs.iter().filter(|span| span.is_outermost).map(|span| &span.range);
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
                self.found(at, (Kind::Heading, level), ("numbered titles with a paragraph below", 0.85), (Kind::Item, "Markdown"));
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
            .filter(|pair| is_heading(pair[0]) && !is_heading(pair[1]) && self.is_adjacent(pair[0].end, pair[1].start))
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
                !has_bullets && is_prose(&words.join(" "), goes_on && place == last)
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
            let Some(written) = enumerator(words).filter(|written| written.style == Enumerator::Decimal) else {
                continue;
            };
            let note = words[written.length..].trim_start();
            let Some(rest) = note.strip_prefix(['^', '↑']) else { continue };
            let rest = rest.trim_start();
            let rest = ["Jump up to:", "Jump up"].iter().find_map(|said| rest.strip_prefix(said)).unwrap_or(rest);
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
                let Some((number, rest)) = words.strip_prefix('[').and_then(|rest| rest.split_once(']')) else { continue };
                let rest = rest.trim_start_matches([' ', '\t']);
                let opens = rest.starts_with(|c: char| c.is_alphanumeric() || "\"“‘'*_<".contains(c)) && words.contains("] ");
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

/// Whether a text has anything that only someone who knows Markdown writes. Lists, quotations and
/// underlined titles are plain text's too.
pub fn has_markdown(text: &str) -> bool {
    Survey::of(text).is_markdown
}

fn is_markdown(event: &Event<'_>, words: &str) -> bool {
    match event {
        Event::Start(Tag::Heading { .. }) => words.starts_with('#'),
        Event::Start(Tag::Emphasis) => words.starts_with('*'),
        Event::Start(Tag::Link { .. }) => !words.starts_with('<'),
        Event::Start(Tag::CodeBlock(kind)) => *kind != CodeBlockKind::Indented,
        Event::Start(
            Tag::Strong | Tag::Strikethrough | Tag::Image { .. } | Tag::Table(_) | Tag::HtmlBlock | Tag::FootnoteDefinition(_),
        )
        | Event::Code(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_)
        | Event::InlineHtml(_)
        | Event::TaskListMarker(_)
        | Event::HardBreak
        | Event::FootnoteReference(_) => true,
        _ => false,
    }
}

/// A bullet that Markdown does not know, at the start of a line.
fn bullet(words: &str) -> Option<char> {
    let first = words.chars().next()?;
    let rest = &words[first.len_utf8()..];
    let is_bullet = BULLETS.contains(&first) || first == 'o';
    (is_bullet && rest.starts_with([' ', '\t', '\u{a0}']) && !rest.trim().is_empty()).then_some(first)
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Written {
    ordinal: u64,
    style: Enumerator,
    /// `.` or `)`.
    closes: char,
    /// Bytes, without the blank behind it.
    length: usize,
}

/// What counts at the start of a line: `1.`, `(2)`, `a)`, `IV.`
fn enumerator(words: &str) -> Option<Written> {
    let inner = words.strip_prefix('(').unwrap_or(words);
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric())?;
    let closes = inner[end..].chars().next().filter(|c| matches!(c, '.' | ')'))?;
    if (inner.len() < words.len() && closes != ')') || !inner[end + 1..].starts_with([' ', '\t']) {
        return None;
    }
    let sign = &inner[..end];
    let length = words.len() - inner.len() + end + 1;
    let counted = |ordinal, style| Some(Written { ordinal, style, closes, length });
    if let Ok(ordinal) = sign.parse::<u64>() {
        return counted(ordinal, Enumerator::Decimal);
    }
    let is_upper = sign.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_lower = sign.bytes().all(|byte| byte.is_ascii_lowercase());
    if let Some(ordinal) = roman(sign).filter(|_| sign.len() > 1 || sign.eq_ignore_ascii_case("i")) {
        return counted(ordinal, if is_upper { Enumerator::UpperRoman } else { Enumerator::LowerRoman })
            .filter(|_| is_upper || is_lower);
    }
    if sign.len() != 1 || !(is_upper || is_lower) {
        return None;
    }
    let ordinal = u64::from(sign.as_bytes()[0].to_ascii_lowercase() - b'a') + 1;
    counted(ordinal, if is_upper { Enumerator::UpperAlpha } else { Enumerator::LowerAlpha })
}

fn roman(sign: &str) -> Option<u64> {
    const NUMERALS: [&str; 20] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi",
        "xvii", "xviii", "xix", "xx",
    ];
    let sign = sign.to_lowercase();
    NUMERALS.iter().zip(1..).find(|(numeral, _)| **numeral == sign).map(|(_, value)| value)
}

/// Few words, the first with a capital, without the stop of a sentence.
fn is_title(words: &str) -> bool {
    let bare = words.trim_end_matches(|c: char| c == ']' || c == '[' || c.is_ascii_digit());
    words.split_whitespace().count() <= 12
        && words.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "\"“*_".contains(c))
        && !bare.ends_with(['.', ',', ';', ':', '!'])
}

fn is_capitals(words: &str) -> bool {
    let letters = words.chars().filter(|c| c.is_alphabetic());
    words.len() <= 80
        && letters.clone().count() >= 5
        && letters.clone().all(|c| c.is_uppercase())
        && words.starts_with(char::is_alphabetic)
        && words.split_whitespace().count() >= 2
        && words.chars().all(|c| c.is_alphanumeric() || " ,'’&-–—:?()".contains(c))
        && !words.ends_with([',', ':', ';', '.'])
}

/// Sentences, without anything that code is made of.
fn is_prose(words: &str, goes_on: bool) -> bool {
    let count = words.split_whitespace().count();
    let plain = |c: char| c.is_alphabetic() || c.is_ascii_digit() || " ,.;:'\"!?()-–—’‘“”…\u{a0}".contains(c);
    let first = words.trim_start().trim_start_matches(['"', '“', '‘', '\'', '(']);
    let lower = words.split_whitespace().filter(|word| word.chars().all(|c| !c.is_uppercase() && !c.is_numeric())).count();
    count >= if goes_on { 5 } else { 12 }
        && words.chars().all(plain)
        && !words.trim().contains("  ")
        && first.starts_with(char::is_uppercase)
        && lower * 2 > count
        && (goes_on || words.trim_end().ends_with(['.', '!', '?', '"', '”', '’']))
}

/// The letters that lead back from a note: `a b c`.
fn without_letters(words: &str) -> &str {
    let mut rest = words;
    let mut expected = 'a';
    let mut count = 0;
    while let Some(after) = rest.strip_prefix(expected).filter(|after| after.starts_with(' ')) {
        rest = after.trim_start();
        expected = char::from(expected as u8 + 1);
        count += 1;
    }
    if count >= 2 { rest } else { words }
}
