//! Tables drawn with pipes, tabs, or blanks under a ruled head.

use super::chunk::Chunk;
use super::line::{Line, columns as width, is_wide};
use super::sheet::Sheet;
use super::words::Draft;
use super::{columns, drawing, marker};
use crate::document::Alignment;
use std::ops::Range;

/// How a table is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    Pipes,
    /// Strokes around rows that may run over several lines.
    Grid,
    Tabs,
    /// Columns under dashes.
    Ruled,
    /// Columns between gutters.
    Spaced,
}

/// A table is no longer than this; what is longer is data, and stays as it stands.
const LONGEST: usize = 5_000;
/// Nor has it more columns.
const WIDEST: usize = 40;

/// Looks for tables from line to line, downwards. It remembers how far looks that failed have read, so that no line is
/// read again for every line above it.
#[derive(Default)]
pub struct Finder {
    /// The last answer: the line, and the table that begins there.
    last: Option<(usize, Option<(Drawing, usize)>)>,
    /// No drawing begins before this line, and no lines framed by pipes.
    undrawn: usize,
    unframed: usize,
    /// No line before this one ends lines between full rules.
    unclosed: usize,
    /// Where the last region ends that had no columns, and how often it was looked at.
    uncolumned: (usize, usize),
}

/// Lines that are no table are looked at so often for columns, each time from a lower line on.
const LOOKS: usize = 12;

impl Finder {
    /// Where the table ends that begins at a line, if one does.
    pub fn end(&mut self, sheet: &Sheet, at: usize) -> Option<usize> {
        self.find(sheet, at).map(|(_, end)| end)
    }

    /// The same of tables that stand set in like code, and are none all the same.
    pub fn spaced(&mut self, sheet: &Sheet, at: usize) -> Option<usize> {
        let drawn = |drawing: &Drawing| matches!(drawing, Drawing::Grid | Drawing::Spaced | Drawing::Ruled);
        self.find(sheet, at).filter(|(drawing, _)| drawn(drawing)).map(|(_, end)| end)
    }

    fn find(&mut self, sheet: &Sheet, at: usize) -> Option<(Drawing, usize)> {
        if let Some((_, found)) = self.last.filter(|(line, _)| *line == at) {
            return found;
        }
        let found = self.look(sheet, at);
        self.last = Some((at, found));
        found
    }

    fn look(&mut self, sheet: &Sheet, at: usize) -> Option<(Drawing, usize)> {
        let words = sheet.words(at);
        if drawing::is_rule(words) {
            if at < self.undrawn {
                return None;
            }
            let framed = drawing::framed(sheet, at);
            self.undrawn = framed.end;
            return drawing::is_table(sheet, framed.clone()).then_some((Drawing::Grid, framed.end));
        }
        let glance = sheet.lines[at].glance;
        if glance.has_pipe() {
            return self.pipes(sheet, at).map(|end| (Drawing::Pipes, end));
        }
        if glance.has_tab() && marker::of(sheet.text, &sheet.lines[at]).is_none() {
            let count = words.matches('\t').count();
            if count >= WIDEST {
                return None;
            }
            let end = run(sheet, at, |words| words.matches('\t').count() == count);
            return (end >= at + if count > 1 { 2 } else { 3 }).then_some((Drawing::Tabs, end));
        }
        let ruled = self.ruled(sheet, at).map(|end| (Drawing::Ruled, end));
        ruled.or_else(|| self.columns(sheet, at).map(|end| (Drawing::Spaced, end)))
    }

    /// Lines with pipes: over a rule, or all of them framed.
    fn pipes(&mut self, sheet: &Sheet, at: usize) -> Option<usize> {
        let piped = |words: &str| words.contains('|');
        let quote = sheet.lines[at].quote;
        let ruled = sheet.lines.get(at + 1).is_some_and(|next| {
            let words = next.words(sheet.text);
            next.quote == quote && piped(words) && pipe_rule(words).is_some()
        });
        if ruled {
            return Some(run(sheet, at, piped));
        }
        if at < self.unframed || !is_framed(sheet.words(at)) {
            return None;
        }
        let end = run(sheet, at, is_framed);
        let next = sheet.lines.get(end).filter(|_| end < at + LONGEST);
        if next.is_some_and(|next| next.quote == quote && piped(next.words(sheet.text))) {
            self.unframed = end;
            return None;
        }
        (end >= at + 2).then_some(end)
    }

    /// The end of a table whose columns stand under or between dashes.
    fn ruled(&mut self, sheet: &Sheet, at: usize) -> Option<usize> {
        let rule = |at: usize| {
            sheet.lines.get(at).is_some_and(|line| rule_columns(line, line.words(sheet.text)).is_some())
        };
        let words = sheet.words(at);
        if is_full_rule(words) && (at + 1..at + 8).any(rule) {
            return self.closed(sheet, at);
        }
        if rule(at) {
            let close = (at + 1..sheet.lines.len().min(at + LONGEST))
                .find(|at| sheet.lines[*at].is_blank() || rule(*at))?;
            return (close > at + 1 && rule(close))
                .then_some(close + 1)
                .and_then(|end| of_one_quote(sheet, at..end));
        }
        if !rule(at + 1) || sheet.lines.get(at + 2).is_none_or(Line::is_blank) {
            return None;
        }
        let end = run(sheet, at, |_| true);
        (end > at + 2).then_some(end)
    }

    /// The end of a table between full rules, from the upper one on.
    fn closed(&mut self, sheet: &Sheet, at: usize) -> Option<usize> {
        let quote = sheet.lines[at].quote;
        let stops = |at: &usize| {
            let line = &sheet.lines[*at];
            let closes = is_full_rule(sheet.words(*at)) && sheet.lines.get(at + 1).is_none_or(Line::is_blank);
            closes || !line.is_blank() && line.quote != quote
        };
        of_one_quote(sheet, at..at + 2)?;
        let limit = sheet.lines.len().min(at + LONGEST);
        let stop = ((at + 2).max(self.unclosed)..limit).find(stops);
        self.unclosed = stop.unwrap_or(limit);
        stop.filter(|stop| sheet.lines[*stop].quote == quote).map(|stop| stop + 1)
    }

    fn columns(&mut self, sheet: &Sheet, at: usize) -> Option<usize> {
        if !columns::may_begin(sheet, at) {
            return None;
        }
        let (seen, looks) = self.uncolumned;
        if at < seen && looks >= LOOKS {
            return None;
        }
        let region = columns::region(sheet, at);
        let found = columns::end(sheet, at..region);
        if found.is_none() {
            self.uncolumned = if at < seen { (seen, looks + 1) } else { (region, 1) };
        }
        found
    }
}

/// Where the lines end that pass a test, from one on, with no blank line between.
fn run(sheet: &Sheet, at: usize, test: impl Fn(&str) -> bool) -> usize {
    let quote = sheet.lines[at].quote;
    let passes = |line: &&Line| !line.is_blank() && line.quote == quote && test(line.words(sheet.text));
    at + sheet.lines[at..].iter().take(LONGEST).take_while(passes).count()
}

fn is_framed(words: &str) -> bool {
    words.len() > 2 && words.starts_with('|') && words.ends_with('|')
}

/// `|---|:-:|`: the alignments it says.
fn pipe_rule(words: &str) -> Option<Vec<Alignment>> {
    if !words.contains("--") && !words.contains(":-")
        || !words.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'+'))
    {
        return None;
    }
    let cells = words.trim_matches('|').split(['|', '+']);
    Some(cells.take(WIDEST).map(|cell| alignment(cell.trim())).collect())
}

fn alignment(cell: &str) -> Alignment {
    match (cell.starts_with(':'), cell.ends_with(':')) {
        (true, true) => Alignment::Center,
        (true, false) => Alignment::Left,
        (false, true) => Alignment::Right,
        (false, false) => Alignment::None,
    }
}

/// The columns that groups of dashes cover: `-----  ---`.
fn rule_columns(line: &Line, words: &str) -> Option<Vec<Range<u32>>> {
    if !words.starts_with("--")
        || !words.bytes().all(|byte| matches!(byte, b'-' | b' '))
        || !words.contains("- -") && !words.contains("-  ")
    {
        return None;
    }
    let mut groups = Vec::new();
    let mut at = 0;
    for part in words.split(' ') {
        let width = u32::try_from(part.len()).ok()?;
        if width > 0 {
            groups.push(line.indent + at..line.indent + at + width);
        }
        at += width + 1;
    }
    (groups.len() >= 2 && groups.len() <= WIDEST && groups.iter().all(|group| group.len() >= 2))
        .then_some(groups)
}

fn is_full_rule(words: &str) -> bool {
    words.len() >= 10 && words.bytes().all(|byte| byte == b'-')
}

/// The end of some lines, if all are quoted as deep.
fn of_one_quote(sheet: &Sheet, lines: Range<usize>) -> Option<usize> {
    let quote = sheet.lines[lines.start].quote;
    sheet.lines[lines.clone()].iter().all(|line| line.is_blank() || line.quote == quote).then_some(lines.end)
}

/// One cell: its words and the bytes of the seed that hold them.
#[derive(Default)]
pub struct Cell {
    pub draft: Draft,
    pub source: Range<usize>,
}

impl Cell {
    pub fn add(&mut self, sheet: &Sheet, span: Range<usize>) {
        let words = &sheet.text[span.clone()];
        let start = span.start + (words.len() - words.trim_start().len());
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        let end = start + words.len();
        let first = self.draft.text.is_empty();
        self.draft.add(words, start);
        self.source = if first { start..end } else { self.source.start..end };
    }
}

pub type Row = Vec<Cell>;

/// The cells of a table, every row as wide as the widest.
pub struct Grid {
    pub alignments: Vec<Alignment>,
    pub head: Row,
    pub rows: Vec<Row>,
    /// Lines that only draw.
    pub rules: Vec<Range<usize>>,
}

pub fn grid(sheet: &Sheet, chunk: &Chunk) -> Grid {
    let mut grid = Grid { alignments: Vec::new(), head: Vec::new(), rows: Vec::new(), rules: Vec::new() };
    match Finder::default().find(sheet, chunk.lines.start).map_or(Drawing::Pipes, |(drawing, _)| drawing) {
        Drawing::Pipes => pipes(sheet, chunk, &mut grid),
        Drawing::Grid => drawing::grid(sheet, chunk.lines.clone(), &mut grid),
        Drawing::Tabs => tabs(sheet, chunk, &mut grid),
        Drawing::Ruled => under_rules(sheet, chunk, &mut grid),
        Drawing::Spaced => columns::grid(sheet, chunk.lines.start, &mut grid),
    }
    join_signs(sheet, &mut grid);
    let width = grid.rows.iter().chain([&grid.head]).map(Vec::len).max().unwrap_or(0);
    for row in grid.rows.iter_mut().chain([&mut grid.head]) {
        let pad = if row.is_empty() { 0 } else { width };
        row.resize_with(pad.max(row.len()), Cell::default);
    }
    grid.alignments.resize(width, Alignment::None);
    grid
}

/// A column of nothing but colons belongs to the labels before it: `Serves   : 4`.
fn join_signs(sheet: &Sheet, grid: &mut Grid) {
    let rows = || grid.rows.iter().chain(Some(&grid.head).filter(|head| !head.is_empty()));
    let is_sign = |row: &Row| row.get(1).is_some_and(|cell| cell.draft.text == ":");
    if grid.rows.len() < 2 || !rows().all(|row| row.len() >= 2 && is_sign(row)) {
        return;
    }
    for row in grid.rows.iter_mut().chain(Some(&mut grid.head).filter(|head| !head.is_empty())) {
        let sign = row.remove(1);
        row[0].add(sheet, sign.source);
    }
    if grid.alignments.len() > 1 {
        grid.alignments.remove(1);
    }
}

fn rule(sheet: &Sheet, at: usize, grid: &mut Grid) {
    grid.rules.push(sheet.lines[at].from..sheet.lines[at].to);
}

/// The spans between separators of one line.
pub fn split(sheet: &Sheet, at: usize, separator: char) -> Vec<Range<usize>> {
    let line = &sheet.lines[at];
    let words = line.words(sheet.text);
    let inner = words.strip_prefix(separator).unwrap_or(words);
    let start = line.from + (words.len() - inner.len());
    let inner = inner.strip_suffix(separator).filter(|inner| !inner.ends_with('\\')).unwrap_or(inner);
    let mut spans = Vec::new();
    let mut from = 0;
    for (end, _) in inner.match_indices(separator) {
        if spans.len() + 1 < WIDEST && !inner[..end].ends_with('\\') {
            spans.push(start + from..start + end);
            from = end + separator.len_utf8();
        }
    }
    spans.push(start + from..start + inner.len());
    spans
}

fn row(sheet: &Sheet, spans: Vec<Range<usize>>) -> Row {
    let cell = |span| {
        let mut cell = Cell::default();
        cell.add(sheet, span);
        cell
    };
    spans.into_iter().map(cell).collect()
}

fn pipes(sheet: &Sheet, chunk: &Chunk, grid: &mut Grid) {
    for at in chunk.lines.clone() {
        if let Some(alignments) = pipe_rule(sheet.words(at)) {
            rule(sheet, at, grid);
            if grid.rows.len() == 1 && grid.head.is_empty() {
                grid.head = grid.rows.remove(0);
                grid.alignments = alignments;
            }
        } else {
            grid.rows.push(row(sheet, split(sheet, at, '|')));
        }
    }
}

fn tabs(sheet: &Sheet, chunk: &Chunk, grid: &mut Grid) {
    for at in chunk.lines.clone() {
        grid.rows.push(row(sheet, split(sheet, at, '\t')));
    }
    if grid.rows.len() > 1 {
        grid.head = grid.rows.remove(0);
    }
}

/// Columns that dashes mark. Between full rules a row may run over several lines, and a blank line ends it.
fn under_rules(sheet: &Sheet, chunk: &Chunk, grid: &mut Grid) {
    let ruled = |at: usize| rule_columns(&sheet.lines[at], sheet.words(at));
    let Some(place) = chunk.lines.clone().find(|at| ruled(*at).is_some()) else { return };
    let columns = ruled(place).unwrap_or_default();
    let blocks = is_full_rule(sheet.words(chunk.lines.start))
        && chunk.lines.clone().any(|at| at > place && sheet.lines[at].is_blank());
    let mut open: Row = Vec::new();
    for at in chunk.lines.clone() {
        let words = sheet.words(at);
        let draws = at == place || !words.is_empty() && words.bytes().all(|byte| matches!(byte, b'-' | b' '));
        if draws || words.is_empty() {
            if draws {
                rule(sheet, at, grid);
            }
            let done = std::mem::take(&mut open);
            match (done.is_empty(), at == place) {
                (true, _) => {}
                (false, true) => grid.head = done,
                (false, false) => grid.rows.push(done),
            }
            continue;
        }
        let spans = cells(sheet, at, &columns);
        // A line without a first cell goes on with the row above.
        let goes_on =
            at > place && sheet.lines[at].indent >= columns.get(1).map_or(u32::MAX, |column| column.start);
        if open.is_empty() || !(blocks || at < place || goes_on) {
            let done = std::mem::replace(&mut open, row(sheet, spans));
            if !done.is_empty() {
                grid.rows.push(done);
            }
        } else {
            for (cell, span) in open.iter_mut().zip(spans) {
                cell.add(sheet, span);
            }
        }
    }
    if !open.is_empty() {
        grid.rows.push(open);
    }
}

/// A line cut at the columns; a word that stands across a cut stays whole.
fn cells(sheet: &Sheet, at: usize, groups: &[Range<u32>]) -> Vec<Range<usize>> {
    let line = &sheet.lines[at];
    let words = line.words(sheet.text);
    let mut spans = Vec::with_capacity(groups.len());
    let mut from = line.from;
    for group in groups.iter().skip(1) {
        let cut = line.from + byte_at(words, group.start.saturating_sub(line.indent));
        let cut = cut.max(from);
        let rest = &sheet.text[cut..line.to];
        let whole = sheet.text[from..cut].ends_with(char::is_whitespace) || cut == from;
        let cut = if whole { cut } else { cut + rest.find(char::is_whitespace).unwrap_or(rest.len()) };
        spans.push(from..cut);
        from = cut;
    }
    spans.push(from..line.to);
    spans
}

/// The byte at a column of some words.
fn byte_at(words: &str, column: u32) -> usize {
    if words.is_ascii() {
        return (column as usize).min(words.len());
    }
    let mut seen = 0;
    for (at, c) in words.char_indices() {
        if seen >= column {
            return at;
        }
        seen += 1 + u32::from(is_wide(c));
    }
    debug_assert!(seen <= width(words));
    words.len()
}
