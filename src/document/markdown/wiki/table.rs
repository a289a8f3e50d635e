//! Tables of wikis, as rows of cells.

use super::pair::Pairs;
use super::{Line, Tongue};
use crate::document::markdown::grid::{Cell, Grid, WIDEST};
use std::ops::Range;

/// Reads the rows of a table, each on a line of its own.
pub fn rows(text: &str, lines: &[Line], tongue: Tongue, pairs: &Pairs) -> Grid {
    let mut grid = Grid::default();
    for line in lines {
        let line = line.start..line.start + text[line.clone()].trim_end().len();
        match tongue {
            Tongue::DokuWiki => grid.rows.push(doku(text, line, pairs)),
            Tongue::Textile => grid.rows.push(textile(text, line, pairs)),
            _ => tiddly(text, line, pairs, &mut grid),
        }
    }
    grid
}

/// Reads what stands between `{|` and `|}`.
pub fn media(text: &str, lines: &[Line], pairs: &Pairs) -> Grid {
    let mut grid = Grid::default();
    let mut open = false;
    let mut until = 0;
    for line in lines {
        let words = text[line.clone()].trim_start();
        let start = line.end - words.len();
        let inside = line.start < until;
        until = until.max(pairs.reach(line.clone()));
        if inside || !words.starts_with(['|', '!']) || words.starts_with("|}") {
            // More of the cell above.
            if let Some(cell) = grid.rows.last_mut().and_then(|row| row.last_mut()) {
                cell.words.iter_mut().for_each(|words| words.end = line.end);
            } else if let Some(caption) = grid.caption.as_mut().filter(|_| inside) {
                caption.end = line.end;
            }
            continue;
        }
        if words.starts_with("|-") {
            open = false;
            continue;
        }
        if words.starts_with("|+") {
            grid.caption = Some(after_look(text, start + 2..line.end, pairs).0);
            continue;
        }
        let head = words.starts_with('!');
        if !open {
            grid.rows.push(Vec::new());
            open = true;
        }
        for part in parts(text, start + 1..line.end, pairs, if head { &["!!", "||"] } else { &["||"] }) {
            let (words, look) = after_look(text, part, pairs);
            let (wide, high) = (number(&text[look.clone()], "colspan"), number(&text[look], "rowspan"));
            grid.rows.last_mut().expect("one is open").push(Cell { words: vec![words], head, wide, high });
        }
    }
    grid
}

/// A cell without what it says of its look, and that: `style="x" | words`.
fn after_look(text: &str, part: Range<usize>, pairs: &Pairs) -> (Range<usize>, Range<usize>) {
    let bars = parts(text, part.clone(), pairs, &["|"]);
    match bars.as_slice() {
        [look, first, ..] if text[look.clone()].contains('=') => (first.start..part.end, look.clone()),
        _ => (part.clone(), part.start..part.start),
    }
}

/// `colspan="2"`.
fn number(look: &str, name: &str) -> usize {
    let value = look.split_once(name).map_or("", |(_, rest)| rest.trim_start_matches(['=', '"', '\'', ' ']));
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    value[..digits].parse::<usize>().unwrap_or(1).clamp(1, WIDEST)
}

/// What stands between signs, but for those within links and templates.
fn parts(text: &str, range: Range<usize>, pairs: &Pairs, signs: &[&str]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut at, mut from) = (range.start, range.start);
    while at < range.end {
        if let Some(end) = pairs.end(at).filter(|end| *end <= range.end) {
            at = end;
        } else if let Some(sign) =
            signs.iter().find(|sign| text.as_bytes()[at..range.end].starts_with(sign.as_bytes()))
        {
            parts.push(from..at);
            at += sign.len();
            from = at;
        } else {
            at += 1;
        }
    }
    parts.push(from..range.end);
    parts
}

fn doku(text: &str, line: Range<usize>, pairs: &Pairs) -> Vec<Cell> {
    let mut row: Vec<Cell> = Vec::new();
    for words in parts(text, line.start + 1..line.end - 1, pairs, &["|", "^"]) {
        let head = text[..words.start].ends_with('^');
        match row.last_mut() {
            Some(last) if words.is_empty() => last.wide += 1,
            _ => row.push(Cell { head, ..Cell::of(vec![words]) }),
        }
    }
    row
}

fn textile(text: &str, line: Range<usize>, pairs: &Pairs) -> Vec<Cell> {
    let cell = |words: Range<usize>| {
        let told = text[words.clone()].split_once(". ").map_or("", |(told, _)| told);
        let told = if told.len() <= 8 && told.bytes().all(|byte| b"_\\/=<>^~-0123456789".contains(&byte)) {
            told
        } else {
            ""
        };
        let start = words.start + if told.is_empty() { 0 } else { told.len() + 2 };
        let wide = number(told, "\\");
        Cell { words: vec![start..words.end], head: told.contains('_'), wide, high: number(told, "/") }
    };
    parts(text, line.start + 1..line.end - 1, pairs, &["|"]).into_iter().map(cell).collect()
}

fn tiddly(text: &str, line: Range<usize>, pairs: &Pairs, grid: &mut Grid) {
    let end = line.start + text[line.clone()].rfind('|').unwrap_or(0);
    let mode = &text[end + 1..line.end];
    let inner = (line.start + 1).min(end)..end;
    match mode {
        "c" => grid.caption = Some(inner),
        "k" => {}
        _ => {
            let cell = |words: Range<usize>| {
                let own = &text[words.clone()];
                let head = own.starts_with('!') || mode == "h";
                let start = words.start + usize::from(own.starts_with('!'));
                let merged = matches!(own.trim(), "~" | ">" | "<");
                Cell { head, ..Cell::of(vec![if merged { words.end..words.end } else { start..words.end }]) }
            };
            grid.rows.push(parts(text, inner, pairs, &["|"]).into_iter().map(cell).collect());
        }
    }
}
