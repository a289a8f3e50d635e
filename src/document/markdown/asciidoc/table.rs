//! Tables between `|===`: cells in rows as long as the first, or as `cols` says.

use super::Line;
use super::inline;
use crate::document::markdown::writer::Writer;
use std::collections::HashMap;
use std::ops::Range;

/// A cell: its words, and how many columns and rows it takes.
struct Cell {
    words: Range<usize>,
    wide: usize,
    high: usize,
    first_line: usize,
}

/// No table is wider.
const WIDEST: usize = 40;

pub fn write<'t>(
    writer: &mut Writer<'t>,
    names: &HashMap<&'t str, &'t str>,
    text: &'t str,
    lines: &[Line],
    told: &str,
) {
    let cells = cells(text, lines);
    let Some(first) = cells.first() else { return };
    let on_first: usize =
        cells.iter().filter(|cell| cell.first_line == first.first_line).map(|cell| cell.wide).sum();
    let width = columns(told).unwrap_or(on_first).clamp(1, WIDEST);
    let under = lines.get(first.first_line + 1).is_some_and(|line| line.is_empty());
    let heads = told.contains("header") || under && on_first == width && first.first_line == 0;
    writer.begin();
    writer.cell = true;
    let mut rows = 0;
    let mut column = 0;
    let mut held = vec![0usize; width];
    let line = |writer: &mut Writer<'t>| {
        writer.cell = false;
        writer.end_line();
        writer.cell = true;
    };
    if !heads {
        writer.put(&"|  ".repeat(width));
        writer.put("|");
        rule(writer, width, line);
        line(writer);
    }
    for cell in &cells {
        loop {
            if column == width {
                writer.put("|");
                rows += 1;
                column = 0;
                if rows == 1 && heads {
                    rule(writer, width, line);
                }
                line(writer);
            }
            if held[column] == 0 {
                break;
            }
            held[column] -= 1;
            writer.put("|  ");
            column += 1;
        }
        writer.put("| ");
        inline::write(writer, names, cell.words.clone());
        writer.put(" ");
        for _ in 0..cell.wide.min(width - column) {
            held[column] = cell.high - 1;
            column += 1;
            if column < width && cell.wide > 1 {
                writer.put("|");
            }
        }
    }
    writer.put(&"|  ".repeat(width - column));
    writer.put("|");
    if rows == 0 && heads {
        rule(writer, width, line);
    }
    writer.cell = false;
}

fn rule<'t>(writer: &mut Writer<'t>, width: usize, line: impl Fn(&mut Writer<'t>)) {
    line(writer);
    writer.put(&"| --- ".repeat(width));
    writer.put("|");
}

/// How many columns are asked for: `cols="1,2,3"`, `cols=3*`.
fn columns(told: &str) -> Option<usize> {
    let at = told.find("cols=")? + 5;
    let rest = &told[at..];
    let value = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => rest.split(',').next()?,
    };
    let count = value.split([',', ';']).map(|part| {
        let times = part.trim().split_once('*').and_then(|(times, _)| times.parse::<usize>().ok());
        times.unwrap_or(1)
    });
    Some(count.sum::<usize>()).filter(|count| *count > 0)
}

fn cells(text: &str, lines: &[Line]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        let words = &text[line.clone()];
        for (at, _) in words.match_indices('|') {
            if words[..at].ends_with('\\') {
                continue;
            }
            let spec = words[..at].rsplit([' ', '|']).next().unwrap_or("");
            let (wide, high, taken) =
                spanned(spec).map_or((1, 1, 0), |(wide, high)| (wide, high, spec.len()));
            if let Some(last) = cells.last_mut() {
                last.words.end = (line.start + at - taken).max(last.words.end);
            }
            let start = line.start + at + 1;
            cells.push(Cell { words: start..start, wide, high, first_line: place });
        }
        if let Some(last) = cells.last_mut().filter(|_| !words.is_empty()) {
            last.words.end = line.end.max(last.words.start);
        }
    }
    for cell in &mut cells {
        let words = &text[cell.words.clone()];
        let start = cell.words.start + (words.len() - words.trim_start().len());
        let end = cell.words.start + words.trim_end().len();
        cell.words = start..end.max(start);
    }
    cells
}

/// `2+`, `.3+`, `2.3+`, `3*`, `a`, `^.>s` before a cell: its columns and its rows.
fn spanned(spec: &str) -> Option<(usize, usize)> {
    if spec.is_empty() || spec.len() > 8 {
        return None;
    }
    let (numbers, look, times) = match spec.find(['+', '*']) {
        Some(at) => (&spec[..at], &spec[at + 1..], spec[at..].starts_with('*')),
        None => ("", spec, false),
    };
    let style = |c: char| "aehlmsdv<^>.".contains(c);
    let shown = look.chars().all(style) && look.chars().filter(|c| c.is_alphabetic()).count() <= 1;
    let (wide, high) = numbers.split_once('.').unwrap_or((numbers, ""));
    let count = |digits: &str| if digits.is_empty() { Some(1) } else { digits.parse::<usize>().ok() };
    let (wide, high) = (count(wide)?.clamp(1, WIDEST), count(high)?.clamp(1, 1000));
    shown.then_some(if times { (1, 1) } else { (wide, high) })
}
