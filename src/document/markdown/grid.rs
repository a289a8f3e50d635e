//! Rows of cells, as a table of Markdown.

use super::wording::Wording;
use std::ops::Range;

pub struct Cell {
    /// Its lines.
    pub words: Vec<Range<usize>>,
    pub head: bool,
    pub wide: usize,
    pub high: usize,
}

impl Cell {
    /// One of the body of a table, which takes one place.
    pub fn of(words: Vec<Range<usize>>) -> Cell {
        Cell { words, head: false, wide: 1, high: 1 }
    }
}

#[derive(Default)]
pub struct Grid {
    pub caption: Option<Range<usize>>,
    pub rows: Vec<Vec<Cell>>,
}

/// Whether cells stand in the text in the order in which they are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Read,
    Mixed,
}

/// No table is wider.
pub const WIDEST: usize = 40;

/// Writes the rows as a table of Markdown.
pub fn write(wording: &mut Wording<'_, '_>, grid: Grid) {
    let rows: Vec<Vec<Cell>> = grid.rows.into_iter().filter(|row| !row.is_empty()).collect();
    let words = || rows.iter().flatten().flat_map(|cell| &cell.words);
    let flows = words().zip(words().skip(1)).all(|(one, next)| one.end <= next.start);
    let order = if flows { Order::Read } else { Order::Mixed };
    let width = rows.iter().map(|row| row.iter().map(|cell| cell.wide).sum::<usize>()).max().unwrap_or(0);
    let width = width.min(WIDEST);
    if width == 0 {
        return;
    }
    let heads = rows[0].iter().all(|cell| cell.head);
    let rule = "| --- ".repeat(width) + "|";
    wording.writer.begin();
    if !heads {
        wording.writer.put(&("|  ".repeat(width) + "|"));
        wording.writer.end_line();
        wording.writer.put(&rule);
    }
    let mut held = vec![0usize; width];
    for (count, row) in rows.into_iter().enumerate() {
        if count > 0 || !heads {
            wording.writer.end_line();
        }
        write_row(wording, row, &mut held, order);
        if count == 0 && heads {
            wording.writer.end_line();
            wording.writer.put(&rule);
        }
    }
}

/// `held` says for how many rows each column is taken from above.
fn write_row(wording: &mut Wording<'_, '_>, row: Vec<Cell>, held: &mut [usize], order: Order) {
    let width = held.len();
    let mut column = 0;
    wording.writer.cell = true;
    let skip = |wording: &mut Wording<'_, '_>, column: &mut usize, held: &mut [usize]| {
        while *column < width && held[*column] > 0 {
            held[*column] -= 1;
            wording.writer.put("|  ");
            *column += 1;
        }
    };
    for cell in row {
        skip(wording, &mut column, held);
        // What is wider than the table stands in its last cell.
        if column < width {
            wording.writer.put("| ");
        }
        write_cell(wording, &cell.words, order);
        wording.writer.put(" ");
        for place in 0..cell.wide.min(width - column) {
            held[column] = cell.high - 1;
            if place > 0 {
                wording.writer.put("|  ");
            }
            column += 1;
        }
    }
    skip(wording, &mut column, held);
    wording.writer.put(&"|  ".repeat(width - column));
    wording.writer.put("|");
    wording.writer.cell = false;
}

/// The words of a cell; where they do not follow what is written already, as words that stand elsewhere.
fn write_cell(wording: &mut Wording<'_, '_>, lines: &[Range<usize>], order: Order) {
    let text = wording.writer.text;
    let own = |line: &Range<usize>| {
        let words = &text[line.clone()];
        let start = line.start + (words.len() - words.trim_start().len());
        start..start + words.trim().len()
    };
    let lines: Vec<Range<usize>> = lines.iter().map(own).filter(|line| !line.is_empty()).collect();
    if order == Order::Read {
        return wording.fields(&lines, " ");
    }
    let Wording { signs, writer, notes, .. } = wording;
    let said = writer.beside(|writer| {
        Wording::new(*signs, writer, notes).fields(&lines, " ");
    });
    writer.put(&said);
}
