//! Tables drawn with strokes on all sides: `+---+---+`, `┌──┬──┐`.
//!
//! Boxes are drawn for many ends. Such a drawing is a table when all its lines are framed and end in one
//! column, and when a rule parts a head from rows or a row from the next: a box alone is a diagram.

use super::line::Line;
use super::sheet::Sheet;
use super::table::{Cell, Grid, Row, split};
use std::ops::Range;

/// A table is no longer than this.
const LONGEST: usize = 5_000;

/// A line of strokes and crosses that begins and ends with a cross. Single strokes between crosses draw
/// the bits of a protocol's header.
pub fn is_rule(words: &str) -> bool {
    if words.starts_with("+") {
        return words.len() > 4
            && (words.contains("--") || words.contains("=="))
            && words.ends_with('+')
            && words.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'=' | b':'));
    }
    !words.as_bytes().first().is_some_and(u8::is_ascii)
        && words.starts_with(['┌', '├', '└', '╔', '╠', '╚', '┏', '┣', '┗', '╭', '╰', '╟', '╞'])
        && words.chars().all(|c| ('\u{2500}'..='\u{257f}').contains(&c) && !is_upright(c))
}

fn is_upright(c: char) -> bool {
    matches!(c, '|' | '│' | '║' | '┃')
}

/// The lines framed alike that begin at a rule.
pub fn framed(sheet: &Sheet, at: usize) -> Range<usize> {
    let first = &sheet.lines[at];
    let ascii = sheet.words(at).starts_with('+');
    let framed = |line: &&Line| {
        let words = line.words(sheet.text);
        let upright = words.starts_with(is_upright) && words.ends_with(is_upright);
        !line.is_blank()
            && line.quote == first.quote
            && line.indent == first.indent
            && line.right() == first.right()
            && (is_rule(words) || upright)
            && words.starts_with(['+', '|']) == ascii
    };
    at..at + sheet.lines[at..].iter().take(LONGEST).take_while(framed).count()
}

/// Whether lines framed alike are a table.
pub fn is_table(sheet: &Sheet, lines: Range<usize>) -> bool {
    let Range { start: at, end } = lines;
    let rules = (at..end).filter(|at| is_rule(sheet.words(*at))).count();
    let whole = sheet
        .lines
        .get(end)
        .is_none_or(|next| next.is_blank() || !next.words(sheet.text).starts_with(['+', '|', '-']));
    let cells = (at..end).filter(|at| !is_rule(sheet.words(*at))).map(|at| spans(sheet, at).len());
    let several = cells.clone().min().is_some_and(|least| least > 1 && cells.clone().max() == Some(least));
    rules >= 3 && several && whole && is_rule(sheet.words(end - 1))
}

/// The cells of a line.
fn spans(sheet: &Sheet, at: usize) -> Vec<Range<usize>> {
    let upright = sheet.words(at).chars().next().filter(|c| is_upright(*c)).unwrap_or('|');
    split(sheet, at, upright)
}

/// Reads the rows. Where rules part every row, the lines between two are one row; where a rule only
/// follows the head, a line whose first cell is empty goes on with the row above.
pub fn grid(sheet: &Sheet, lines: Range<usize>, grid: &mut Grid) {
    let rules: Vec<usize> = lines.clone().filter(|at| is_rule(sheet.words(*at))).collect();
    grid.rules.extend(rules.iter().map(|at| sheet.lines[*at].from..sheet.lines[*at].to));
    let parted = rules.len() > 3;
    for (place, pair) in rules.windows(2).enumerate() {
        let heads = place == 0 && is_head(sheet, pair[0] + 1..pair[1], pair[1]);
        let mut open: Row = Vec::new();
        for at in pair[0] + 1..pair[1] {
            let spans = spans(sheet, at);
            let begins = !sheet.text[spans[0].clone()].trim().is_empty();
            if !open.is_empty() && !heads && !parted && begins {
                grid.rows.push(std::mem::take(&mut open));
            }
            open.resize_with(spans.len().max(open.len()), Cell::default);
            open.iter_mut().zip(spans).for_each(|(cell, span)| cell.add(sheet, span));
        }
        if open.is_empty() {
            continue;
        }
        if heads { grid.head = open } else { grid.rows.push(open) }
    }
}

/// Whether the lines between the first two rules name the columns: over a doubled rule, or every cell in words.
fn is_head(sheet: &Sheet, lines: Range<usize>, rule: usize) -> bool {
    let named = |at: usize| {
        let cells = spans(sheet, at).into_iter().map(|span| sheet.text[span].trim().to_owned());
        cells.clone().all(|cell| !cell.starts_with(|c: char| c.is_ascii_digit()))
            && cells.filter(|cell| !cell.is_empty()).count() > 1
    };
    sheet.words(rule).contains(['=', '═']) || lines.clone().take(1).all(named)
}

#[cfg(test)]
mod tests {
    use super::super::recover;
    use crate::document::Block;

    /// How many columns the first table of a text has, and how many rows.
    fn size(text: &str) -> Option<(usize, usize)> {
        let parsed = recover("seed.txt", text).0.parsed;
        parsed.body.iter().find_map(|block| match block {
            Block::Table { head, rows, .. } => Some((head.len(), rows.len())),
            _ => None,
        })
    }

    #[test]
    fn a_rule_under_the_head_alone_leaves_a_row_a_line() {
        let text = "The flags:\n\n    +-----+--------+--------------+\n    | Bit | Name   | Meaning      |\n    +-----+--------+--------------+\n    | 1   | ASKED  | An answer    |\n    | 2   | LOW    | The battery  |\n    |     |        | is low       |\n    +-----+--------+--------------+\n\nThere are no more.\n";
        assert_eq!(size(text), Some((3, 2)));
    }

    #[test]
    fn rules_between_rows_hold_their_lines_together() {
        let text = "The types:\n\n┌──────┬───────┐\n│Name  │Length │\n│      │(bytes)│\n├──────┼───────┤\n│CARD8 │1      │\n├──────┼───────┤\n│ARRAY │n + 2, │\n│      │or more│\n└──────┴───────┘\n\nThere are no more.\n";
        assert_eq!(size(text), Some((2, 2)));
    }

    #[test]
    fn a_box_is_a_diagram() {
        for text in [
            "The stream:\n\n    +========+=========+\n    | Stream | Padding |\n    +========+=========+\n\nThat is all.\n",
            "A field:\n\n    +-------+\n    |  Foo  |   One byte.\n    +-------+\n    +-------+\n    |  Bar  |   Two bytes.\n    +-------+\n\nThat is all.\n",
        ] {
            assert_eq!(size(text), None, "{text}");
        }
    }
}
