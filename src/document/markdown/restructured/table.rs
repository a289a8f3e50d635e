//! Tables: drawn with strokes, ruled between columns, as lists of lists, with commas.

use super::item::bullet;
use super::walk::Walk;
use crate::document::markdown::grid::{self, Cell, Grid, WIDEST};
use std::ops::Range;

/// `====  ====`: what stands over and under a simple table.
pub fn border(words: &str) -> bool {
    words.starts_with("==")
        && words.contains("= =") | words.contains("=  ")
        && words.bytes().all(|byte| b"= ".contains(&byte))
}

/// Where so many columns of a line end, in bytes.
fn column(words: &str, columns: usize) -> usize {
    words.char_indices().nth(columns).map_or(words.len(), |(at, _)| at)
}

impl Walk<'_> {
    /// A part of a line, by columns from where its words begin.
    fn part(&self, line: usize, from: usize, to: usize) -> Range<usize> {
        let words = self.words(line);
        let start = self.lines[line].start;
        let range = start + column(words, from)..start + column(words, to);
        let own = &self.text[range.clone()];
        let blanks = own.len() - own.trim_start().len();
        range.start + blanks..(range.start + own.trim_end().len()).max(range.start + blanks)
    }

    /// A table between rules of `=`.
    pub(super) fn simple_table(&mut self, at: usize, end: usize) -> Option<usize> {
        if !border(self.words(at)) {
            return None;
        }
        let rules: Vec<usize> = (at..end)
            .scan(0, |rules, line| {
                let ruled = border(self.words(line));
                let over =
                    *rules >= 2 && self.lines[line].is_blank() && (line == 0 || border(self.words(line - 1)));
                *rules += usize::from(ruled);
                (!over).then_some((line, ruled))
            })
            .filter(|(_, ruled)| *ruled)
            .map(|(line, _)| line)
            .collect();
        let (first, last) = (*rules.first()?, *rules.last()?);
        if first == last {
            return None;
        }
        let columns = columns(self.words(at));
        let heads = rules.len() > 2;
        let mut grid = Grid::default();
        let indent = self.lines[at].indent;
        for line in first + 1..last {
            let words = self.words(line);
            let rule = words.bytes().all(|byte| b"-= ".contains(&byte)) && words.len() > 1;
            if words.is_empty() || rule {
                continue;
            }
            let shift = self.lines[line].indent.saturating_sub(indent);
            let head = heads && line < rules[1];
            let mut cells: Vec<Range<usize>> = Vec::new();
            for (place, (from, to)) in columns.iter().enumerate() {
                let wide = if place + 1 == columns.len() { usize::MAX } else { *to };
                cells.push(self.part(line, from.saturating_sub(shift), wide.saturating_sub(shift)));
            }
            // A row without a first cell goes on with the one above.
            let goes_on = cells.first().is_some_and(Range::is_empty)
                && grid.rows.last().is_some_and(|row: &Vec<Cell>| row[0].head == head);
            if goes_on && let Some(row) = grid.rows.last_mut() {
                row.iter_mut().zip(cells).for_each(|(cell, words)| cell.words.push(words));
            } else {
                grid.rows
                    .push(cells.into_iter().map(|words| Cell { head, ..Cell::of(vec![words]) }).collect());
            }
        }
        self.heads(&mut grid);
        grid::write(&mut self.words_in(), grid);
        Some(last + 1)
    }

    /// Only one row may be a head: more are rows.
    fn heads(&self, grid: &mut Grid) {
        let heads = grid.rows.iter().take_while(|row| row.iter().all(|cell| cell.head)).count();
        if heads > 1 {
            let mut rows = grid.rows.drain(..heads);
            let mut head = rows.next().unwrap_or_default();
            for row in rows {
                for (cell, more) in head.iter_mut().zip(row) {
                    cell.words.extend(more.words);
                }
            }
            grid.rows.insert(0, head);
        }
    }

    /// A table drawn with `+`, `-` and `|`.
    pub(super) fn grid(&mut self, at: usize, end: usize) -> Option<usize> {
        if !is_rule(self.words(at)) {
            return None;
        }
        let drawn = |line: &usize| self.words(*line).starts_with(['+', '|']);
        let next = (at..end).find(|line| !drawn(line)).unwrap_or(end);
        let lines = at..next;
        if next < at + 3 || !is_rule(self.words(next - 1)) {
            return None;
        }
        let places = |line: usize, sign: char| {
            let words = self.words(line).chars().enumerate();
            words.filter(move |(_, c)| *c == sign).map(|(place, _)| place).collect::<Vec<_>>()
        };
        let mut bounds: Vec<usize> = lines
            .clone()
            .filter(|line| is_rule(self.words(*line)))
            .flat_map(|line| places(line, '+'))
            .collect();
        bounds.sort_unstable();
        bounds.dedup();
        if bounds.len() < 2 || bounds.len() > WIDEST {
            return None;
        }
        let head = (at + 1..next - 1).find(|line| self.words(*line).starts_with("+="));
        let mut grid = Grid::default();
        let mut row: Option<Vec<Cell>> = None;
        for line in lines {
            if self.words(line).starts_with('+') {
                grid.rows.extend(row.take());
                continue;
            }
            let bars = places(line, '|');
            let is_head = head.is_some_and(|head| line < head);
            let fresh = row.is_none();
            let cells = row.get_or_insert_with(Vec::new);
            let mut from = bounds[0];
            let mut place = 0;
            let mut first = 0;
            for (count, bound) in bounds.iter().enumerate().skip(1) {
                if !bars.contains(bound) && count + 1 < bounds.len() {
                    continue;
                }
                let words = self.part(line, from + 1, *bound);
                if fresh {
                    cells.push(Cell { words: vec![words], head: is_head, wide: count - first, high: 1 });
                } else if let Some(cell) = cells.get_mut(place) {
                    cell.words.push(words);
                }
                (from, first) = (*bound, count);
                place += 1;
            }
        }
        grid.rows.extend(row);
        self.heads(&mut grid);
        grid::write(&mut self.words_in(), grid);
        Some(next)
    }

    /// Rows are items, and cells are items in them.
    pub(super) fn list_table(&mut self, lines: Range<usize>, heads: usize) {
        let mut grid = Grid::default();
        let outer = self.body_indent(lines.clone(), 0);
        let mut inner = outer + 2;
        for at in lines {
            let line = &self.lines[at];
            let words = line.words(self.text);
            let Some(length) = bullet(words) else {
                if let Some(cell) =
                    grid.rows.last_mut().and_then(|row| row.last_mut()).filter(|_| !words.is_empty())
                {
                    cell.words.push(line.range());
                }
                continue;
            };
            if line.indent == outer {
                grid.rows.push(Vec::new());
                inner = outer + length;
                let rest = &words[length..];
                if let Some(second) = bullet(rest) {
                    let cell = Cell {
                        head: grid.rows.len() <= heads,
                        ..Cell::of(vec![line.start + length + second..line.end])
                    };
                    grid.rows.last_mut().expect("one was pushed").push(cell);
                }
            } else if line.indent == inner
                && let Some(row) = grid.rows.last_mut()
            {
                let head = row.first().is_some_and(|cell| cell.head);
                row.push(Cell { head, ..Cell::of(vec![line.start + length..line.end]) });
            } else if let Some(cell) = grid.rows.last_mut().and_then(|row| row.last_mut()) {
                cell.words.push(line.range());
            }
        }
        grid::write(&mut self.words_in(), grid);
    }

    /// Cells between commas, some of them in quotation marks.
    pub(super) fn csv(&mut self, header: Option<Range<usize>>, lines: Range<usize>, heads: usize) {
        let mut grid = Grid::default();
        if let Some(header) = header.clone() {
            grid.rows.push(cells(self.text, header));
        }
        for at in lines.filter(|at| !self.lines[*at].is_blank()) {
            grid.rows.push(cells(self.text, self.lines[at].range()));
        }
        let heads = header.map_or(heads, |_| 1);
        grid.rows.iter_mut().take(heads).flatten().for_each(|cell| cell.head = true);
        self.heads(&mut grid);
        grid::write(&mut self.words_in(), grid);
    }
}

/// `+---+---+`.
fn is_rule(words: &str) -> bool {
    words.starts_with("+-") && words.ends_with('+') && words.bytes().all(|byte| b"+-=".contains(&byte))
}

/// Where columns begin and end.
fn columns(rule: &str) -> Vec<(usize, usize)> {
    let mut columns: Vec<(usize, usize)> = Vec::new();
    for (at, _) in rule.bytes().enumerate().filter(|(_, byte)| *byte == b'=') {
        match columns.last_mut().filter(|(_, end)| *end == at) {
            Some((_, end)) => *end = at + 1,
            None => columns.push((at, at + 1)),
        }
    }
    columns.truncate(WIDEST);
    // What stands between two columns belongs to the first.
    let starts: Vec<usize> = columns.iter().map(|(start, _)| *start).collect();
    columns.iter_mut().zip(starts.iter().skip(1)).for_each(|((_, end), next)| *end = *next);
    columns
}

fn cells(text: &str, line: Range<usize>) -> Vec<Cell> {
    let mut found = Vec::new();
    let mut at = line.start;
    while at <= line.end {
        let rest = &text[at..line.end];
        let blanks = rest.len() - rest.trim_start().len();
        if let Some(quoted) = rest[blanks..].strip_prefix('"')
            && let Some(length) = quoted.find('"')
        {
            let start = at + blanks + 1;
            found.push(Cell::of(vec![start..start + length]));
            let behind = &text[start + length + 1..line.end];
            at = behind.find(',').map_or(line.end + 1, |comma| start + length + 2 + comma);
            continue;
        }
        let length = rest.find(',').unwrap_or(rest.len());
        found.push(Cell::of(vec![at..at + length]));
        at += length + 1;
    }
    found
}
