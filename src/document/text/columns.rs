//! Tables that nothing draws but blanks: words and figures one under another, with gutters between.
//!
//! A gutter is two columns wide or more and blank on every line. Prose that is set with two blanks after a
//! stop has none that go through several lines; code and diagrams have, and are known by their signs.

use super::line::is_wide;
use super::sheet::Sheet;
use super::table::{Cell, Grid, Row};
use super::{code, counted, heading, marker};
use std::ops::Range;

/// A table is no longer than this; what is longer is data, and stays as it stands.
const LONGEST: usize = 400;
/// Nor wider.
const WIDEST: usize = 400;
/// Nor has it more columns.
const MOST_COLUMNS: usize = 16;

/// How a table is laid out.
struct Layout {
    lines: Range<usize>,
    columns: Vec<Range<u32>>,
    /// The lines that are its head.
    head: Range<usize>,
}

/// Whether lines are labels and what is said of each.
pub fn are_labelled(sheet: &Sheet, lines: Range<usize>) -> bool {
    let inner: Vec<usize> = lines.collect();
    inner.len() >= 2 && labelled(sheet, &inner).is_some()
}

/// Whether a table may begin at a line: a look at the line alone.
pub fn may_begin(sheet: &Sheet, at: usize) -> bool {
    let first = &sheet.lines[at];
    // Over the first words of a text two columns are those over a standard.
    let opens = sheet.opening.first().is_none_or(|opening| at <= *opening);
    !opens && first.quote == 0 && has_gap(sheet, at) && marker::of(sheet.text, first).is_none()
}

/// Where the table ends that begins with the first of the lines, if one does. They are those of its [`region`].
pub fn end(sheet: &Sheet, lines: Range<usize>) -> Option<usize> {
    layout(sheet, lines).map(|layout| layout.lines.end)
}

/// Reads the table into rows.
pub fn grid(sheet: &Sheet, at: usize, grid: &mut Grid) {
    let Some(layout) = layout(sheet, at..region(sheet, at)) else { return };
    let mut head: Row = Vec::new();
    for at in layout.lines.clone() {
        if sheet.lines[at].is_blank() {
            continue;
        }
        if is_rule(sheet.words(at)) {
            grid.rules.push(sheet.lines[at].from..sheet.lines[at].to);
            continue;
        }
        let spans = cells(sheet, at, &layout.columns);
        let continued = !layout.head.contains(&at) && goes_on(sheet, at, &layout, &spans);
        let row = if layout.head.contains(&at) {
            Some(&mut head)
        } else if continued {
            grid.rows.last_mut()
        } else {
            None
        };
        match row {
            Some(row) => {
                row.resize_with(layout.columns.len(), Cell::default);
                row.iter_mut().zip(spans).for_each(|(cell, span)| cell.add(sheet, span));
            }
            None => {
                let mut row: Row = Vec::new();
                row.resize_with(layout.columns.len(), Cell::default);
                row.iter_mut().zip(spans).for_each(|(cell, span)| cell.add(sheet, span));
                grid.rows.push(row);
            }
        }
    }
    grid.head = head;
}

/// Whether a line goes on with the row above: its first cell is empty, or set in and alone.
fn goes_on(sheet: &Sheet, at: usize, layout: &Layout, spans: &[Range<usize>]) -> bool {
    let filled: Vec<bool> = spans.iter().map(|span| !sheet.text[span.clone()].trim().is_empty()).collect();
    if at == layout.head.end {
        return false;
    }
    let figures = spans
        .iter()
        .zip(&filled)
        .skip(1)
        .filter(|(span, filled)| **filled && is_figure(sheet.text[(*span).clone()].trim()));
    if !filled[0] {
        return figures.count() == 0;
    }
    let alone = filled.iter().skip(1).all(|filled| !filled);
    alone && sheet.lines[at].indent >= layout.columns[0].start + 2
}

fn layout(sheet: &Sheet, lines: Range<usize>) -> Option<Layout> {
    let at = lines.start;
    let counts = |at: usize| at < sheet.lines.len() && counted::is_labelled(sheet.words(at));
    if counts(at) && (counts(at + 1) || counted::marker(sheet, at, at.saturating_sub(6)..lines.end).is_some())
    {
        // A list that counts with a word: an agenda, the sections of an act.
        return None;
    }
    let inner: Vec<usize> =
        lines.clone().filter(|at| !sheet.lines[*at].is_blank() && !is_rule(sheet.words(*at))).collect();
    if inner.len() < 2 {
        return None;
    }
    // Under the title they say of the text when and where it was written.
    let above = || sheet.opening.iter().filter(|line| **line < at);
    let under_title = above().count() <= 2 && above().all(|line| heading::is_short_name(sheet.words(*line)));
    if let Some(columns) = labelled(sheet, &inner) {
        if under_title {
            return None;
        }
        return Some(Layout { lines, columns, head: at..at });
    }
    let gutter_least = if inner.len() < 4 { 3 } else { 2 };
    let fine = columns(sheet, &inner, 2)?;
    let rows = || inner.iter().map(|at| filled(sheet, *at, &fine));
    let under = |at: usize| sheet.lines[at].indent >= fine[1].start;
    let several = rows().filter(|filled| *filled >= 2).count();
    let goes_on = inner.iter().filter(|at| under(**at)).count();
    let wide = columns(sheet, &inner, gutter_least).is_some();
    if several < 2
        || (several + goes_on) * 5 < inner.len() * 3
        || several * 3 < inner.len()
        || !wide
        || !is_plain(sheet, &inner, &fine)
    {
        return None;
    }
    let head = head(sheet, &lines, &inner, &fine);
    let columns = under_heads(sheet, &head, fine);
    let body = inner.iter().filter(|at| !head.contains(at)).count();
    (columns.len() >= 2 && body >= 1 && (body >= 2 || head.is_empty())).then_some(Layout {
        lines,
        columns,
        head,
    })
}

/// Labels with a colon, and what is said under each in one column: `Anwesend:    Frau Behrens`. Here a gutter may be
/// as narrow as one blank.
fn labelled(sheet: &Sheet, inner: &[usize]) -> Option<Vec<Range<u32>>> {
    let label = |at: usize| {
        let words = sheet.words(at);
        let (name, said) = words.split_once(": ")?;
        let short = name.split(' ').count() <= 3 && name.starts_with(char::is_uppercase);
        let blanks = said.len() - said.trim_start().len() + 1;
        let column = sheet.lines[at].indent + super::line::columns(name) + 1 + u32::try_from(blanks).ok()?;
        short.then_some((column, blanks))
    };
    let indent = sheet.lines[inner[0]].indent;
    let labels: Vec<(u32, usize)> = inner
        .iter()
        .filter(|at| sheet.lines[**at].indent == indent)
        .map(|at| label(*at))
        .collect::<Option<_>>()?;
    let column = labels.first()?.0;
    let aligned =
        labels.iter().all(|(other, _)| *other == column) && labels.iter().any(|(_, blanks)| *blanks > 1);
    let under = inner.iter().all(|at| sheet.lines[*at].indent == indent || sheet.lines[*at].indent == column);
    let width = inner.iter().map(|at| sheet.lines[*at].right()).max()?;
    let plain = inner.iter().all(|at| !sheet.words(*at).split("  ").any(|cell| is_technical(cell.trim())));
    (labels.len() >= 3 && aligned && under && plain).then(|| vec![indent..column - 1, column..width])
}

/// The lines of a table: those of its run, and of runs that stand under the same columns.
pub fn region(sheet: &Sheet, at: usize) -> usize {
    let run_end = |at: usize| {
        let quote = sheet.lines[at].quote;
        let rest = sheet.lines[at..].iter().take(LONGEST);
        at + rest.take_while(|line| !line.is_blank() && line.quote == quote).count()
    };
    let starts = starts(sheet, at);
    let mut end = run_end(at);
    // Only a table of three columns or more is held together over blank lines: two may be anything.
    while starts.len() >= 3 && end < at + LONGEST {
        let next = end + 1;
        let fits = sheet.lines.get(next).is_some_and(|line| !line.is_blank() && line.quote == 0)
            && self::starts(sheet, next).len() == starts.len()
            && self::starts(sheet, next).iter().zip(&starts).all(|(a, b)| a == b);
        if !fits {
            break;
        }
        end = run_end(next);
    }
    end
}

/// The columns where the cells of a line begin.
fn starts(sheet: &Sheet, at: usize) -> Vec<u32> {
    let mut starts = Vec::new();
    let mut blanks = 2;
    for (column, c) in places(sheet, at) {
        if c.is_whitespace() {
            blanks += 1;
        } else {
            if blanks >= 2 {
                starts.push(column);
            }
            blanks = 0;
        }
    }
    starts
}

/// The characters of a line with their columns.
fn places<'s>(sheet: &'s Sheet<'_>, at: usize) -> impl Iterator<Item = (u32, char)> + 's {
    let line = &sheet.lines[at];
    line.words(sheet.text).chars().scan(line.indent, |column, c| {
        let at = *column;
        *column += 1 + u32::from(is_wide(c));
        Some((at, c))
    })
}

fn has_gap(sheet: &Sheet, at: usize) -> bool {
    sheet.lines[at].glance.has_two_spaces()
}

/// A line of strokes, in groups or through.
fn is_rule(words: &str) -> bool {
    let stroke = |c: char| matches!(c, '-' | '=' | '_' | '─' | '━' | '═' | '—');
    words.chars().filter(|c| stroke(*c)).count() >= 3 && words.chars().all(|c| stroke(c) || c == ' ')
}

/// The columns between gutters that are blank on all lines.
fn columns(sheet: &Sheet, lines: &[usize], least: u32) -> Option<Vec<Range<u32>>> {
    let mut taken = [false; WIDEST];
    for at in lines {
        for (column, c) in places(sheet, *at) {
            let column = column as usize;
            if column + 1 >= WIDEST || c == '\t' {
                return None;
            }
            if !c.is_whitespace() {
                taken[column] = true;
                taken[column + 1] |= is_wide(c);
            }
        }
    }
    let mut columns: Vec<Range<u32>> = Vec::new();
    for (column, _) in taken.iter().enumerate().filter(|(_, taken)| **taken) {
        let column = u32::try_from(column).ok()?;
        match columns.last_mut() {
            Some(last) if column < last.end + least => last.end = column + 1,
            _ => columns.push(column..column + 1),
        }
    }
    (2..=MOST_COLUMNS).contains(&columns.len()).then_some(columns)
}

/// How many cells of a line hold something.
fn filled(sheet: &Sheet, at: usize, columns: &[Range<u32>]) -> usize {
    cells(sheet, at, columns).into_iter().filter(|span| !sheet.text[span.clone()].trim().is_empty()).count()
}

/// The bytes of the cells of a line.
fn cells(sheet: &Sheet, at: usize, columns: &[Range<u32>]) -> Vec<Range<usize>> {
    let line = &sheet.lines[at];
    let words = line.words(sheet.text);
    let mut cuts = Vec::with_capacity(columns.len() + 1);
    cuts.push(line.from);
    let mut places = words.char_indices().zip(places(sheet, at)).peekable();
    for column in &columns[1..] {
        while places.next_if(|(_, (at, _))| *at < column.start).is_some() {}
        cuts.push(places.peek().map_or(line.to, |((byte, _), _)| line.from + byte));
    }
    cuts.push(line.to);
    cuts.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// The lines of the head: those over a rule, or over a blank line, or words over figures.
fn head(sheet: &Sheet, lines: &Range<usize>, inner: &[usize], columns: &[Range<u32>]) -> Range<usize> {
    let first = inner[0];
    let none = first..first;
    let rule = (lines.start..lines.end.min(lines.start + 4)).find(|at| is_rule(sheet.words(*at)));
    if let Some(rule) = rule.filter(|rule| *rule > first) {
        return first..rule;
    }
    if sheet.lines[first + 1].is_blank() {
        return first..first + 1;
    }
    let figures = |at: usize| -> Vec<bool> {
        cells(sheet, at, columns).into_iter().map(|span| is_figure(sheet.text[span].trim())).collect()
    };
    let empty = |at: usize| sheet.text[cells(sheet, at, columns).remove(0)].trim().is_empty();
    let top = figures(first);
    let body: Vec<Vec<bool>> = inner[1..].iter().map(|at| figures(*at)).collect();
    let counted = (1..columns.len())
        .filter(|column| {
            !top[*column] && body.iter().filter(|row| row[*column]).count() * 4 >= body.len() * 3
        })
        .count();
    if body.len() >= 2 && heads_of_years(sheet, inner, columns) {
        return first..first + 1;
    }
    let unnumbered = top.iter().skip(1).all(|figure| !figure);
    if (unnumbered && counted > 0 || empty(first)) && body.len() >= 2 { first..first + 1 } else { none }
}

/// Whether the first line has years, one after the other, over figures that are none.
fn heads_of_years(sheet: &Sheet, inner: &[usize], columns: &[Range<u32>]) -> bool {
    let year = |words: &str| {
        words.parse::<u32>().ok().filter(|year| words.len() == 4 && (1000..2200).contains(year))
    };
    let years = |at: usize| -> Vec<Option<u32>> {
        cells(sheet, at, columns).into_iter().skip(1).map(|span| year(sheet.text[span].trim())).collect()
    };
    let top: Option<Vec<u32>> = years(inner[0]).into_iter().collect();
    let counts = top.is_some_and(|top| {
        top.len() >= 2 && (top.is_sorted_by(|a, b| a < b) || top.is_sorted_by(|a, b| a > b))
    });
    counts && inner[1..].iter().all(|at| years(*at).iter().all(Option::is_none))
}

/// Columns that stand under one cell of the head's first line are one: pounds, shillings and pence.
fn under_heads(sheet: &Sheet, head: &Range<usize>, columns: Vec<Range<u32>>) -> Vec<Range<u32>> {
    if head.len() < 2 {
        return columns;
    }
    let mut tops: Vec<Range<u32>> = Vec::new();
    for (column, c) in places(sheet, head.start).filter(|(_, c)| !c.is_whitespace()) {
        match tops.last_mut() {
            Some(last) if column < last.end + 2 => last.end = column + 1 + u32::from(is_wide(c)),
            _ => tops.push(column..column + 1),
        }
    }
    let mut merged: Vec<Range<u32>> = Vec::new();
    for column in columns {
        let under =
            |range: &Range<u32>| tops.iter().position(|top| top.start < range.end && range.start < top.end);
        match merged.last_mut() {
            Some(last) if under(last).is_some() && under(last) == under(&column) => last.end = column.end,
            _ => merged.push(column),
        }
    }
    merged
}

/// A figure: `1.4`, `4.320,00`, `£2`, `2d.`, `—`, `2022-12-11`.
fn is_figure(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    digits > 0 && letters <= 2 && digits >= letters
        || !cell.is_empty() && cell.chars().all(|c| matches!(c, '-' | '–' | '—' | '.' | ',' | '?'))
}

/// Whether the cells are words and figures of people and no code, drawing or output of a program.
fn is_plain(sheet: &Sheet, inner: &[usize], columns: &[Range<u32>]) -> bool {
    let (mut odd, mut count, mut lower) = (0usize, 0usize, 0usize);
    for at in inner.iter().take(60) {
        let words = sheet.words(*at);
        if words.starts_with(['|', '+', '$', '#', '>', '<', '/', '{', '}', '"', '\\'])
            || words.contains(['|', '│'])
        {
            return false;
        }
        // A gap says nothing here, nor does a small letter: what is left is what signs say.
        let signs = words.split("  ").map(str::trim).filter(|cell| !cell.is_empty());
        odd += signs.clone().filter(|cell| code::line_likeness(cell) > 2 || is_technical(cell)).count();
        count += signs.count();
        lower += usize::from(words.starts_with(|c: char| c.is_lowercase()));
    }
    let top: Vec<&str> =
        cells(sheet, inner[0], columns).into_iter().map(|span| sheet.text[span].trim()).collect();
    let shouted = top.iter().all(|cell| cell.is_empty() || heading::is_capitals(cell));
    let named = !shouted || lower == 0;
    let full = inner.windows(2).filter(|pair| pair[1] == pair[0] + 1);
    let forced = full
        .clone()
        .filter(|pair| sheet.wrapping.forces(sheet.text, &sheet.lines[pair[0]], &sheet.lines[pair[1]]))
        .count();
    let prose = forced * 2 > full.count() && columns.len() == 2 && ends_open(sheet, inner);
    odd * 6 <= count && named && !prose
}

/// Whether lines run on into the next, as those of prose do.
fn ends_open(sheet: &Sheet, inner: &[usize]) -> bool {
    inner.iter().skip(1).filter(|at| sheet.words(**at).starts_with(|c: char| c.is_lowercase())).count() * 2
        >= inner.len()
}

/// Names of files, of variables and of options, paths, calls, assignments.
fn is_technical(cell: &str) -> bool {
    cell.contains(['_', '{', '}', '=', '<', '>', '$', '\\', '@', '~', '`', ';'])
        || cell.contains("()")
        || cell.contains("//")
        || cell.starts_with('-') && cell.len() > 1 && !is_figure(cell)
        || cell.starts_with('/')
        || cell.starts_with(|c: char| c.is_ascii_lowercase())
            && !cell.contains(' ')
            && cell.contains(['-', '/', '.', ':'])
            && cell.chars().any(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::recover;
    use crate::document::{Block, Parsed, PassageIx};

    /// The head and the rows of the first table of a text, cells parted by strokes.
    fn table(text: &str) -> Option<Vec<String>> {
        let parsed = recover("seed.txt", text).0.parsed;
        let row = |parsed: &Parsed, row: &[PassageIx]| {
            let cells: Vec<&str> =
                row.iter().map(|ix| parsed.passages[ix.0 as usize].text.as_str()).collect();
            cells.join("|")
        };
        parsed.body.iter().find_map(|block| match block {
            Block::Table { head, rows, .. } => {
                let rows = rows.iter().map(|cells| row(&parsed, cells));
                Some(std::iter::once(row(&parsed, head)).chain(rows).collect())
            }
            _ => None,
        })
    }

    #[test]
    fn a_column_of_colons_belongs_to_the_labels_before_it() {
        let text = "The gates\n\nUpper gate\t:\tof oak, and old\nLower gate\t:\tof iron, and new\nSluices\t:\tnone\n";
        let (recovery, _) = recover("seed.txt", text);
        let cells: Vec<&str> = recovery.parsed.passages.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(
            cells,
            [
                "The gates",
                "Upper gate :",
                "of oak, and old",
                "Lower gate :",
                "of iron, and new",
                "Sluices :",
                "none"
            ]
        );
    }

    #[test]
    fn figures_under_words_are_a_table() {
        let text = "The deaths of the last years were these:\n\n      Cause.                 1891   1892\n      ---------------------------------\n      Measles . . . . .         9      2\n      Scarlet Fever . .         4      -\n                             ----   ----\n             Total . . .       13      2\n\nIt will be seen that there were fewer of them than in the year before.\n";
        assert_eq!(
            table(text).expect("a table"),
            ["Cause.|1891|1892", "Measles . . . . .|9|2", "Scarlet Fever . .|4|-", "Total . . .|13|2"]
        );
    }

    #[test]
    fn years_over_figures_are_a_head() {
        let of = |head: &str| {
            let text = format!(
                "The gates\n\nHow often each of the gates was opened is shown in this table.\n\n{head}\nUpper           12.5%    13.1%    14.0%\nLower           20.0%    21.5%    19.8%\n\nThat is all that is known of the gates.\n"
            );
            crate::document::markdown_out::markdown(&super::super::recover("a.txt", &text).0.parsed)
        };
        assert!(
            of("Gate            1998     1999     2000").contains("| Gate | 1998 | 1999 | 2000 |\n| --- |")
        );
        assert!(
            of("Gate            1998     1780     2000")
                .contains("| --- | --- | --- | --- |\n| Gate | 1998 |")
        );
    }

    #[test]
    fn a_row_goes_on_below_and_a_head_is_over_several_columns() {
        let text = "These are the fees that are to be paid by everybody:\n\nDescription of wharf           First entry\n                               £   s.  d.\n------------------------------------------\nUnder 50 feet                  0   5   0\nOf 50 feet and under           0  10   0\n  200 feet\n------------------------------------------\n\nThey are to be paid at once.\n";
        assert_eq!(
            table(text).expect("a table"),
            [
                "Description of wharf|First entry £ s. d.",
                "Under 50 feet|0 5 0",
                "Of 50 feet and under 200 feet|0 10 0"
            ]
        );
    }

    #[test]
    fn labels_with_a_colon_are_rows() {
        let text = "Minutes\n\nThe meeting was held in the great hall of the house.\n\nPresent:  Mrs. Hill, Mr. Lake,\n          and eleven others\nExcused:  Mr. Moor\nGuests:   Mrs. Field\n\nIt began at seven and went on until the lamp was out.\n";
        assert_eq!(
            table(text).expect("a table"),
            [
                "",
                "Present:|Mrs. Hill, Mr. Lake, and eleven others",
                "Excused:|Mr. Moor",
                "Guests:|Mrs. Field"
            ]
        );
    }

    #[test]
    fn what_only_looks_like_columns_is_no_table() {
        for text in [
            // Two blanks after a stop.
            "On plans\n\nThe plan was made.  Nobody had asked for one,\nand it was kept.  Nobody had read it, as it\nwas very long.  It was made in the year after\nthe flood.  That is all there is to say of it.\n",
            // Code with remarks at its side.
            "The loop is this:\n\n    int a = 1;        // the first\n    int b = 2;        // the second\n    return a + b;     // the sum\n\nThat is the whole of it.\n",
            // What a program says.
            "It says this:\n\n    NAME        READY   STATUS\n    web-0       1/1     Running\n    web-1       0/1     Pending\n\nThat is the whole of it.\n",
            // A drawing.
            "The two are joined:\n\n    +-----+      +-----+\n    |  a  | ---> |  b  |\n    +-----+      +-----+\n\nThat is the whole of it.\n",
        ] {
            assert_eq!(table(text), None, "{text}");
        }
    }
}
