//! Tables as Pandoc has them: drawn with `+` and `|`, with columns under strokes of dashes, with rows of several lines; and
//! the captions behind colons.

use super::draft::Edit;
use super::marks::{Marks, attributes};
use std::ops::Range;

/// What a text with such a table holds.
pub const SIGNS: [&str; 6] = ["--  ", "-- -", "+--", "+:-", "\n: ", "$$ {#"];

/// No table has more lines, so that a stroke alone costs no more.
const LONGEST: usize = 400;
/// A stroke over a table is longer than one that parts two parts of a text.
const STROKE: usize = 10;

/// A table found in the lines of a text.
struct Ruled {
    lines: Range<usize>,
    alignments: Vec<&'static str>,
    head: Option<Row>,
    rows: Vec<Row>,
}

/// The lines of each cell.
type Row = Vec<Vec<Range<usize>>>;

impl<'a> Marks<'a> {
    /// Writes the table that begins at a line, as one with pipes; the place of the line after it.
    pub(super) fn ruled(&mut self, at: usize) -> Option<usize> {
        if self.own(at).starts_with(": ") {
            self.caption(at);
            return None;
        }
        let table = self.table_at(at)?;
        let next = table.lines.end;
        self.write(table);
        Some(next)
    }

    fn table_at(&self, at: usize) -> Option<Ruled> {
        let is_first = at == 0 || self.lines[at - 1].is_blank() || self.own(at - 1).starts_with(": ");
        let own = self.own(at);
        if !is_first || self.lines[at].width >= 4 {
            return None;
        }
        match own.as_bytes().first()? {
            b'+' => self.drawn(at),
            b'-' if own.len() >= STROKE && is_stroke(own) && groups(own).len() == 1 => self.stroked(at),
            b'-' if is_stroke(own) => self.headless(at),
            _ => self.simple(at),
        }
    }

    /// The words of a line.
    fn own(&self, at: usize) -> &'a str {
        self.lines.get(at).map_or("", |line| self.text[line.content..line.end].trim_end())
    }

    fn is_blank(&self, at: usize) -> bool {
        self.own(at).is_empty()
    }

    /// The line as it is written, in the columns of the text.
    fn whole(&self, at: usize) -> &'a str {
        &self.text[self.lines[at].start..self.lines[at].end]
    }

    /// Strokes with blanks between: the columns of a table.
    fn columns(&self, at: usize) -> Option<Vec<Range<usize>>> {
        let whole = self.lines.get(at).map(|_| self.whole(at))?;
        let columns = groups(whole);
        (is_stroke(self.own(at)) && columns.len() >= 2 && columns.iter().all(|column| column.len() >= 2))
            .then_some(columns)
    }

    /// Words over strokes, rows under them up to a blank line.
    fn simple(&self, at: usize) -> Option<Ruled> {
        let columns = self.columns(at + 1)?;
        let last =
            (at + 2..self.lines.len()).take(LONGEST).take_while(|line| !self.is_blank(*line)).last()?;
        let head = self.row(at..at + 1, &columns)?;
        let closed = self.columns(last).is_some() && last > at + 2;
        let rows = (at + 2..last + usize::from(!closed)).map(|line| self.row(line..line + 1, &columns));
        let alignments = self.alignments(at, &columns);
        Some(Ruled { lines: at..last + 1, alignments, head: Some(head), rows: rows.collect::<Option<_>>()? })
    }

    /// Rows between strokes, without a head.
    fn headless(&self, at: usize) -> Option<Ruled> {
        let columns = self.columns(at)?;
        let last = self.end_of(at)?;
        let rows = self.rows(at + 1..last, &columns)?;
        let alignments = self.alignments(at + 1, &columns);
        Some(Ruled { lines: at..last + 1, alignments, head: None, rows })
    }

    /// A stroke over all, a head of some lines over strokes, rows between blank lines, a stroke under all.
    fn stroked(&self, at: usize) -> Option<Ruled> {
        const TALLEST: usize = 8;
        let under = (at + 1..self.lines.len()).take(TALLEST).take_while(|line| !self.is_blank(*line));
        let under =
            under.into_iter().find(|line| self.columns(*line).is_some()).filter(|under| *under > at + 1)?;
        let columns = self.columns(under)?;
        let last = self.end_of(under)?;
        let head = self.row(at + 1..under, &columns)?;
        let rows = self.rows(under + 1..last, &columns)?;
        let alignments = self.alignments(at + 1, &columns);
        Some(Ruled { lines: at..last + 1, alignments, head: Some(head), rows })
    }

    /// The stroke under a table, behind which nothing or a blank line stands.
    fn end_of(&self, at: usize) -> Option<usize> {
        let near = at + 2..self.lines.len().min(at + LONGEST);
        near.into_iter().find(|line| is_stroke(self.own(*line)) && self.is_blank(line + 1))
    }

    /// Rows of one line each, or of several between blank lines.
    fn rows(&self, lines: Range<usize>, columns: &[Range<usize>]) -> Option<Vec<Row>> {
        if !lines.clone().any(|line| self.is_blank(line)) {
            return lines.map(|line| self.row(line..line + 1, columns)).collect();
        }
        let mut rows = Vec::new();
        let mut at = lines.start;
        while at < lines.end {
            let end = (at..lines.end).find(|line| self.is_blank(*line)).unwrap_or(lines.end);
            if end > at {
                rows.push(self.row(at..end, columns)?);
            }
            at = end + 1;
        }
        Some(rows)
    }

    /// The cells of a row, if none of its words stands across two columns.
    fn row(&self, lines: Range<usize>, columns: &[Range<usize>]) -> Option<Row> {
        let mut row: Row = vec![Vec::new(); columns.len()];
        for line in lines {
            let whole = self.whole(line);
            let start = self.lines[line].start;
            let place = |column: usize| whole.char_indices().nth(column).map_or(whole.len(), |(at, _)| at);
            for (count, column) in columns.iter().enumerate() {
                let from = if count == 0 { 0 } else { place(column.start) };
                let to = columns.get(count + 1).map_or(whole.len(), |next| place(next.start));
                let between = &whole[place(column.end).min(to)..to];
                let ends =
                    columns.get(count + 1).is_none() || between.trim().is_empty() || between.ends_with(' ');
                if !ends {
                    return None;
                }
                row[count].push(self.trimmed(start + from..start + to));
            }
        }
        Some(row)
    }

    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let words = &self.text[range.clone()];
        let start = range.start + (words.len() - words.trim_start().len());
        start..start + words.trim().len()
    }

    /// Where words stand over their strokes says how columns are aligned.
    fn alignments(&self, at: usize, columns: &[Range<usize>]) -> Vec<&'static str> {
        let whole: Vec<char> = self.whole(at).chars().collect();
        let filled = |column: usize| whole.get(column).is_some_and(|c| !c.is_whitespace());
        let aligned = |column: &Range<usize>| match (filled(column.start), filled(column.end - 1)) {
            (true, false) => ":---",
            (false, true) => "---:",
            (false, false) => ":---:",
            (true, true) => "---",
        };
        columns.iter().map(aligned).collect()
    }

    /// A table drawn with `+`, `-` and `|`.
    fn drawn(&self, at: usize) -> Option<Ruled> {
        const WIDEST: usize = 40;
        let is_rule = |line: usize| {
            let own = self.own(line);
            own.starts_with('+')
                && own.ends_with('+')
                && own.len() > 3
                && own.bytes().all(|byte| b"+-=:".contains(&byte))
        };
        let last = (at..self.lines.len())
            .take(LONGEST)
            .take_while(|line| self.own(*line).starts_with(['+', '|']))
            .last()?;
        if !is_rule(at) || !is_rule(last) || last < at + 2 {
            return None;
        }
        let bounds: Vec<usize> =
            self.whole(at).chars().enumerate().filter(|(_, c)| *c == '+').map(|(place, _)| place).collect();
        let columns: Vec<Range<usize>> = bounds.windows(2).map(|pair| pair[0] + 1..pair[1]).collect();
        if columns.len() > WIDEST {
            return None;
        }
        let (mut head, mut rows, mut row) = (None, Vec::new(), None::<Row>);
        let mut ruled = at;
        for line in at + 1..=last {
            if is_rule(line) {
                match row.take() {
                    Some(row) if self.own(line).contains('=') && rows.is_empty() => {
                        head = Some(row);
                        ruled = line;
                    }
                    row => rows.extend(row),
                }
                continue;
            }
            let cells = row.get_or_insert_with(|| vec![Vec::new(); columns.len()]);
            let whole = self.whole(line);
            let place = |column: usize| whole.char_indices().nth(column).map(|(at, _)| at);
            let mut from = place(columns[0].start)?;
            let mut open = 0;
            for (count, column) in columns.iter().enumerate() {
                // Where no stroke stands, a cell goes on over the next column.
                let to = place(column.end)?;
                if whole.as_bytes()[to] == b'|' {
                    cells[open]
                        .push(self.trimmed(self.lines[line].start + from..self.lines[line].start + to));
                    (from, open) = (to + 1, count + 1);
                }
            }
            if open != columns.len() {
                return None;
            }
        }
        let alignments = self.own(ruled).split('+').filter(|part| !part.is_empty());
        let alignments = alignments.map(|part| match (part.starts_with(':'), part.ends_with(':')) {
            (true, true) => ":---:",
            (true, false) => ":---",
            (false, true) => "---:",
            (false, false) => "---",
        });
        Some(Ruled { lines: at..last + 1, alignments: alignments.collect(), head, rows })
    }

    fn write(&mut self, table: Ruled) {
        let first = &self.lines[table.lines.start];
        let lead = self.text[first.start..first.content].to_owned();
        let mut writing = Writing { at: first.content, put: String::new() };
        let width = table.alignments.len();
        match &table.head {
            Some(head) => self.write_row(&mut writing, head),
            None => writing.put.push_str(&("|  ".repeat(width) + "|")),
        }
        writing.put.push_str(&format!("\n{lead}| {} |", table.alignments.join(" | ")));
        for row in &table.rows {
            writing.put.push_str(&format!("\n{lead}"));
            self.write_row(&mut writing, row);
        }
        let end = self.lines[table.lines.end - 1].end;
        self.edits.push(Edit::new(writing.at..end, writing.put));
    }

    /// Cells of one line stay where they are; those of several are written anew.
    fn write_row(&mut self, writing: &mut Writing, row: &Row) {
        for cell in row {
            writing.put.push_str("| ");
            let filled: Vec<&Range<usize>> = cell.iter().filter(|line| !line.is_empty()).collect();
            let in_place = row.iter().all(|cell| cell.len() < 2);
            for (count, line) in filled.iter().enumerate() {
                if in_place {
                    self.keep(writing, (*line).clone());
                } else {
                    let words = &self.text[(*line).clone()];
                    writing.put.push_str(if count > 0 { " " } else { "" });
                    writing.put.push_str(&words.replace('|', "\\|"));
                    self.elsewhere.push((*line).clone());
                }
            }
            writing.put.push(' ');
        }
        writing.put.push('|');
    }

    fn keep(&mut self, writing: &mut Writing, cell: Range<usize>) {
        let mut from = cell.start;
        let bars: Vec<usize> =
            self.text[cell.clone()].match_indices('|').map(|(at, _)| cell.start + at).collect();
        for end in bars.into_iter().chain([cell.end]) {
            self.edits.push(Edit::new(writing.at..from, std::mem::take(&mut writing.put)));
            writing.at = end;
            from = end;
            if end < cell.end {
                writing.put.push('\\');
            }
        }
    }

    /// `: Caption {#tbl-x}` beside a table.
    fn caption(&mut self, at: usize) {
        let words = self.own(at);
        let above = (0..at).rev().find(|line| !self.is_blank(*line));
        let below = (at + 1..self.lines.len()).find(|line| !self.is_blank(*line));
        let starts = |line: usize| {
            self.own(line).starts_with('|') && self.own(line + 1).starts_with(['|', '-', ':'])
                || self.table_at(line).is_some()
        };
        let over =
            above.is_some_and(|above| self.own(above).starts_with('|') || is_table_end(self.own(above)));
        let under = (at == 0 || self.is_blank(at - 1)) && below.is_some_and(starts);
        if !over && !under {
            return;
        }
        let line = &self.lines[at];
        let close = at > 0 && !self.is_blank(at - 1);
        let put = if close { "\n" } else { "" };
        self.edits.push(Edit::new(line.content..line.content + 2, put));
        let end = line.content + self.own(at).len();
        if let Some(open) =
            words.rfind('{').filter(|open| attributes(&words[*open..]) == Some(words.len() - open))
        {
            let start = end - (words.len() - words[..open].trim_end().len());
            self.edits.push(Edit::drop(start..end));
        }
        // A table right under it would be part of the paragraph.
        if below == Some(at + 1) && under {
            self.edits.push(Edit::new(line.end..line.end, "\n"));
        }
    }
}

/// What is written of a table so far.
struct Writing {
    /// The end of what is kept of the text.
    at: usize,
    /// What is to be written before what is kept next.
    put: String,
}

fn is_stroke(words: &str) -> bool {
    words.starts_with("--") && words.bytes().all(|byte| byte == b'-' || byte == b' ')
}

/// Whether a line may be the last of a table that is drawn or ruled.
fn is_table_end(words: &str) -> bool {
    words.starts_with("+-") && words.ends_with('+') || is_stroke(words) && groups(words).len() > 1
}

/// Where strokes stand in a line, by columns.
fn groups(words: &str) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for at in words.chars().enumerate().filter(|(_, c)| *c == '-').map(|(at, _)| at) {
        match groups.last_mut().filter(|group| group.end == at) {
            Some(group) => group.end = at + 1,
            None => groups.push(at..at + 1),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::super::tests::{nothing_is_lost, passages};
    use super::super::{Guess, read};
    use crate::document::Why;
    use crate::document::markdown_out::markdown;

    #[track_caller]
    fn holds(text: &str, expected: &str) {
        let parsed = read("a.md", text, Guess::On).0.parsed;
        assert_eq!(markdown(&parsed).trim_end(), expected, "{}", passages(&parsed));
        // What is written anew is not said to be left out.
        assert!(
            parsed.removed.iter().all(|one| one.why != Why::Markup || one.text.starts_with('{')),
            "{:?}",
            parsed.removed
        );
    }

    #[test]
    fn columns_under_strokes_are_a_table() {
        holds(
            "Of gates:\n\n  Gate     Width   `a|b`\n-------  -------  ------\n  upper       12       x\n*lower*        6\n\n-----  -----\nupper      1\nlower      2\n-----  -----\n\nEnd.\n",
            "Of gates:\n\n| Gate | Width | `a\\|b` |\n| :---: | ---: | ---: |\n| upper | 12 | x |\n| *lower* | 6 |  |\n\n|  |  |\n| --- | ---: |\n| upper | 1 |\n| lower | 2 |\n\nEnd.",
        );
    }

    #[test]
    fn rows_of_several_lines_are_one() {
        holds(
            "----------------------\nGate       Of what\n           it is made\n---------- -----------\nupper      oak and\n           iron\n\nlower      stone\n----------------------\n",
            "| Gate | Of what it is made |\n| :--- | :--- |\n| upper | oak and iron |\n| lower | stone |",
        );
    }

    #[test]
    fn drawn_tables_are_tables() {
        holds(
            "- Gates:\n\n  +-------+:-----:+\n  | Gate  | Width |\n  +=======+=======+\n  | upper | five  |\n  | gate  | feet  |\n  +-------+-------+\n  | both          |\n  +-------+-------+\n",
            "- Gates:\n\n  | Gate | Width |\n  | --- | --- |\n  | upper gate | five feet |\n  | both |  |",
        );
    }

    #[test]
    fn captions_and_names_of_formulas() {
        holds(
            "| a | b |\n|---|---|\n| 1 | 2 |\n: Of gates {#tbl-a}\n\n: Below\n\n| c |\n|---|\n| 3 |\n\nTerm\n: what it is\n\n$$ x $$ {#eq-x}\n",
            "| a | b |\n| --- | --- |\n| 1 | 2 |\n\nOf gates\n\nBelow\n\n| c |\n| --- |\n| 3 |\n\nTerm\n: what it is\n\n$x$",
        );
    }

    #[test]
    fn strokes_that_rule_nothing_stay() {
        holds(
            "Some words of prose that\n--- ---\nare broken off by a stroke.\n\nTitle\n-----\n\n- - -\n\nwords across the gap\n---- ----\nabcdefghi\n",
            "Some words of prose that\n\n***\n\nare broken off by a stroke.\n\n## Title\n\n***\n\nwords across the gap\n\n***\n\nabcdefghi",
        );
    }

    const PIECES: &[&str] = &[
        "----- -----\n",
        "-----------\n",
        "-- --\n",
        "a     b\n",
        "one   two|\n",
        "      more\n",
        "\n",
        "\n",
        "+---+---+\n",
        "| a | b |\n",
        "| a     |\n",
        "+===+===+\n",
        "|---|---|\n",
        ": Cap {#tbl-x}\n",
        "words\n",
        "- item\n",
        "  ",
        "> ",
        "é中   x\n",
        "$$ x $$ {#eq-y}\n",
        "`a|b`",
        "*a",
        "    code\n",
    ];

    proptest::proptest! {
        #[test]
        fn no_word_is_lost(picked in proptest::collection::vec(proptest::sample::select(PIECES), 0..40)) {
            let text = picked.concat();
            nothing_is_lost(&text, &read("a.md", &text, Guess::On).0.parsed, str::to_owned);
        }
    }

    #[test]
    fn hostile_strokes_are_read_in_time() {
        for piece in [
            "-- --\n",
            "a  b\n-- --\n",
            "----------\n",
            "----------\na\n",
            "+-+\n",
            "+--+\n| a|\n",
            "+-+\n\n",
            ": a\n\n",
            "-----------\na\n-- --\n\n",
        ] {
            let text = piece.repeat(60_000 / piece.len());
            assert!(read("a.md", &text, Guess::On).0.parsed.passages.len() < 60_001, "{piece}");
        }
    }
}
