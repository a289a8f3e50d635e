//! Blocks of Org that are no paragraphs: listings, quotations, verse, call-outs, tables, formulas.

use super::walk::Walk;
use crate::document::markdown::callout;
use crate::document::markdown::grid::{self, Cell, Grid};
use std::ops::Range;

impl<'t> Walk<'t, '_> {
    /// What stands between `#+BEGIN_x` and `#+END_x`.
    pub(super) fn between(&mut self, at: usize, close: usize, kind: &str, value: &'t str) {
        let inner = at + 1..close;
        let depth = self.writer.depth();
        match kind.to_ascii_lowercase().as_str() {
            "comment" | "export" | "html" | "latex" => {}
            "src" => self.listing(inner, value.split_whitespace().next()),
            "example" => self.listing(inner, None),
            "verse" => self.verse(inner),
            "quote" => {
                if !inner.clone().all(|at| self.words(at).is_empty()) {
                    self.writer.hold("> ", Some("> "));
                    self.blocks(inner);
                }
            }
            name => {
                if let Some(label) = callout::label(name) {
                    self.writer.begin();
                    self.writer.put(&format!("> [!{}]", label.to_uppercase()));
                    self.writer.hold("> ", None);
                }
                self.blocks(inner);
            }
        }
        self.writer.release(depth);
    }

    fn listing(&mut self, lines: Range<usize>, language: Option<&str>) {
        self.writer.listing(&self.lines[lines], language, "a listing of Org");
    }

    /// Each line of it ends where it is written to end.
    fn verse(&mut self, lines: Range<usize>) {
        let mut open = false;
        for at in lines {
            if self.words(at).is_empty() {
                open = false;
                continue;
            }
            if open {
                self.writer.put("\\");
                self.writer.end_line();
            } else {
                self.writer.begin();
                self.writer.put("<!-- verse -->");
                self.writer.end_line();
            }
            open = true;
            self.inline(self.lines[at].start + self.indent(at)..self.lines[at].end);
        }
    }

    /// Lines behind colons are shown as they are.
    pub(super) fn fixed(&mut self, at: usize, end: usize) -> Option<usize> {
        let is_fixed = |at: &usize| self.words(*at) == ":" || self.words(*at).starts_with(": ");
        let next = (at..end).find(|at| !is_fixed(at)).unwrap_or(end);
        let own = |at: usize| {
            let line = &self.lines[at];
            (line.start + self.indent(at) + 2).min(line.end)..line.end
        };
        let lines: Vec<Range<usize>> = (at..next).map(own).collect();
        if lines.is_empty() {
            return None;
        }
        self.writer.listing(&lines, None, "lines of Org behind colons");
        Some(next)
    }

    /// `\\begin{align}` to its end, or what stands between two dollars on lines of their own.
    pub(super) fn formula(&mut self, at: usize, end: usize) -> Option<usize> {
        let words = self.words(at);
        let (close, inner) = if let Some(rest) = words.strip_prefix("\\begin{") {
            let sign = format!("\\end{{{}}}", rest.split('}').next()?);
            let close = (at..end).take_while(|at| !self.words(*at).is_empty());
            let close = close.into_iter().find(|line| self.words(*line).ends_with(&sign))?;
            (close, self.lines[at].start + self.indent(at)..self.lines[close].end)
        } else {
            let sign =
                [("\\[", "\\]"), ("$$", "$$")].into_iter().find(|(open, _)| words.starts_with(open))?;
            let lines = (at..end).take_while(|at| !self.words(*at).is_empty());
            let ends = |line: &usize| {
                let own = if *line == at { &words[2..] } else { self.words(*line) };
                own.ends_with(sign.1)
            };
            let close = lines.into_iter().find(ends)?;
            (close, self.lines[at].start + self.indent(at) + 2..self.lines[close].end - 2)
        };
        let own = |line: usize| {
            let line = &self.lines[line];
            line.start.max(inner.start)..line.end.min(inner.end)
        };
        let lines: Vec<Range<usize>> = (at..=close).map(own).filter(|line| line.start < line.end).collect();
        if lines.is_empty() || lines.iter().any(|line| self.text[line.clone()].contains(['$', '`'])) {
            return None;
        }
        self.writer.begin();
        self.writer.put("$$");
        lines.into_iter().for_each(|line| self.writer.line(line));
        self.writer.end_line();
        self.writer.put("$$");
        Some(close + 1)
    }

    pub(super) fn table(&mut self, at: usize, end: usize) -> Option<usize> {
        let next = (at..end).find(|at| !self.words(*at).starts_with('|')).unwrap_or(end);
        if next == at {
            return None;
        }
        let is_rule = |at: usize| self.words(at).starts_with("|-");
        let ruled = (at..next).skip_while(|at| is_rule(*at)).find(|at| is_rule(*at));
        let mut grid = Grid::default();
        for line in (at..next).filter(|line| !is_rule(*line)) {
            let start = self.lines[line].start + self.indent(line) + 1;
            let inner = self.raw(line).trim_start()[1..].trim_end();
            let inner = inner.strip_suffix('|').unwrap_or(inner);
            let mut place = start;
            let head = grid.rows.is_empty() && ruled.is_some_and(|ruled| ruled > line) && line + 1 < next;
            let cells: Vec<Range<usize>> = inner
                .split('|')
                .map(|cell| {
                    let range = place..place + cell.len();
                    place += cell.len() + 1;
                    range
                })
                .collect();
            let look = |cell: &Range<usize>| {
                let words = self.text[cell.clone()].trim();
                words.is_empty() || matches!(words, "/" | "<" | ">" | "<>" | "<l>" | "<r>" | "<c>")
            };
            // How columns look and where groups of them begin.
            let is_look =
                cells.iter().all(look) && cells.iter().any(|cell| !self.text[cell.clone()].trim().is_empty());
            if !is_look {
                grid.rows.push(cells.into_iter().map(|cell| Cell { head, ..Cell::of(vec![cell]) }).collect());
            }
        }
        grid::write(&mut self.words_in(), grid);
        Some(next)
    }
}
