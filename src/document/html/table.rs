//! Tables: those that hold data, and those that only lay out a page.

use super::content::Content;
use super::element::Element;
use super::flow::Writer;
use super::tree::{NodeIx, Tree};
use crate::document::{Alignment, Block, Kind, PassageIx};

/// A cell is stretched over no more columns or rows than these, whatever it says.
const MOST_COLUMNS: usize = 30;
const MOST_ROWS: usize = 200;
/// Longer cells are parts of a page.
const LONGEST_CELL: usize = 1500;

/// The rows of a table, without those of tables in its cells.
pub struct Row {
    /// The row's element, unless its cells have none around them.
    pub node: Option<NodeIx>,
    /// At least one.
    pub cells: Vec<NodeIx>,
    pub is_head: bool,
}

impl Writer<'_> {
    pub fn table(&mut self, ix: NodeIx, element: &Element) {
        let rows = rows(self.tree, self.content, ix);
        if self.single > 0 || !is_data(self.tree, ix, element, &rows) {
            return self.plainly(ix);
        }
        self.flush();
        let outer = std::mem::take(&mut self.contexts);
        self.around_rows(ix);
        self.rows(&rows);
        self.contexts = outer;
    }

    /// A table made of divisions.
    pub fn grid(&mut self, rows: &[Row]) {
        self.flush();
        let outer = std::mem::take(&mut self.contexts);
        self.rows(rows);
        self.contexts = outer;
    }

    fn rows(&mut self, rows: &[Row]) {
        let mut head: Vec<PassageIx> = Vec::new();
        let mut body: Vec<Vec<PassageIx>> = Vec::new();
        let mut held: Vec<usize> = Vec::new();
        for row in rows {
            if row.node.is_some_and(|node| self.is_passed_over(node)) {
                continue;
            }
            if let Some(element) = row.node.and_then(|node| self.tree.element(node)) {
                self.take_ids(element);
            }
            let cells = self.row(row, &mut held);
            let is_head = row.is_head && head.is_empty() && body.is_empty();
            if cells.is_empty() {
            } else if is_head {
                head = cells;
            } else {
                body.push(cells);
            }
        }
        let alignments = alignments(self.tree, rows);
        if !head.is_empty() || !body.is_empty() {
            self.add(Block::Table { alignments, head, rows: body });
        }
    }

    /// The caption, and whatever stands between rows against the rules: before the table, as browsers have it.
    fn around_rows(&mut self, ix: NodeIx) {
        let tree = self.tree;
        let is_cell = |ix: &NodeIx| matches!(tree.name(*ix), "td" | "th");
        for part in tree.children(ix) {
            match tree.name(part) {
                "td" | "th" => {}
                "tr" if !tree.children(part).any(|child| is_cell(&child)) => self.node(part),
                "tr" if !self.content.keeps(part) || self.notes.regions.contains_key(&part) => {}
                // Words directly in a row.
                "tr" => {
                    tree.children(part).filter(|child| !is_cell(child)).for_each(|child| self.node(child));
                    self.flush();
                }
                "tbody" | "thead" | "tfoot" if tree.name(ix) == "table" => {
                    if !self.is_passed_over(part) {
                        self.around_rows(part);
                    }
                }
                _ => self.node(part),
            }
        }
        self.flush();
    }

    /// The cells of a row, with empty ones where a cell reaches over several columns or rows.
    fn row(&mut self, row: &Row, held: &mut Vec<usize>) -> Vec<PassageIx> {
        let mut passages = Vec::new();
        let mut any = false;
        let at = self.tree.nodes[row.cells[0]].source.start;
        let span = |element: Option<&Element>, name: &str, most: usize| {
            element
                .and_then(|element| element.get(name)?.trim().parse::<usize>().ok())
                .unwrap_or(1)
                .clamp(1, most)
        };
        for cell in &row.cells {
            self.reach_over(&mut passages, held, at);
            if self.is_passed_over(*cell) {
                continue;
            }
            let element = self.tree.element(*cell);
            if let Some(element) = element {
                self.take_ids(element);
            }
            let (columns, rows) =
                (span(element, "colspan", MOST_COLUMNS), span(element, "rowspan", MOST_ROWS));
            let passage = self.single(*cell, Kind::Table, 0);
            any |= passage.is_some();
            passages.push(passage.unwrap_or_else(|| self.empty_passage(Kind::Table, at)));
            for _ in 1..columns {
                passages.push(self.empty_passage(Kind::Table, at));
            }
            if held.len() < passages.len() {
                held.resize(passages.len(), 0);
            }
            held[passages.len() - columns..passages.len()].fill(rows - 1);
        }
        self.reach_over(&mut passages, held, at);
        if any { passages } else { self.forget(passages) }
    }

    /// Empty cells where those of rows above reach down.
    fn reach_over(&mut self, passages: &mut Vec<PassageIx>, held: &mut [usize], at: usize) {
        while held.get(passages.len()).is_some_and(|rows| *rows > 0) {
            held[passages.len()] -= 1;
            passages.push(self.empty_passage(Kind::Table, at));
        }
    }

    /// A row without any words is not shown.
    fn forget(&mut self, passages: Vec<PassageIx>) -> Vec<PassageIx> {
        let first = passages.first().map_or(self.parsed.passages.len(), |ix| ix.0 as usize);
        let kept = self.ids.partition_point(|(ix, _)| (ix.0 as usize) < first);
        let ids = self.ids.drain(kept..).flat_map(|(_, ids)| ids);
        self.waiting.extend(ids);
        self.parsed.passages.truncate(first);
        Vec::new()
    }
}

fn rows(tree: &Tree, content: &Content, table: NodeIx) -> Vec<Row> {
    let mut rows = Vec::new();
    rows_in(tree, content, table, &mut rows);
    for row in &mut rows {
        let in_head = tree.ancestors(row.cells[0]).take(2).any(|outer| tree.name(outer) == "thead");
        row.is_head = in_head || row.cells.len() > 1 && row.cells.iter().all(|cell| tree.name(*cell) == "th");
    }
    rows
}

fn rows_in(tree: &Tree, content: &Content, part: NodeIx, rows: &mut Vec<Row>) {
    let is_apart = |ix: NodeIx| content.reason(tree, ix).is_some();
    let is_cell = |ix: &NodeIx| matches!(tree.name(*ix), "td" | "th");
    let mut is_loose = false;
    for child in tree.children(part) {
        match tree.name(child) {
            "tbody" | "thead" | "tfoot" if tree.name(part) == "table" && !is_apart(child) => {
                rows_in(tree, content, child, rows)
            }
            "tr" => {
                let cells: Vec<NodeIx> = tree.children(child).filter(is_cell).collect();
                if !cells.is_empty() {
                    rows.push(Row { node: Some(child), cells, is_head: false });
                }
            }
            "td" | "th" => {
                match rows.last_mut().filter(|_| is_loose) {
                    Some(row) => row.cells.push(child),
                    None => rows.push(Row { node: None, cells: vec![child], is_head: false }),
                }
                is_loose = true;
                continue;
            }
            _ => continue,
        }
        is_loose = false;
    }
}

/// Whether a table holds data; else it lays out what it holds.
fn is_data(tree: &Tree, ix: NodeIx, element: &Element, rows: &[Row]) -> bool {
    let frames = super::blocks::framed_alert(tree, tree.nodes[ix].parent).is_some();
    if frames || element.has_role("presentation") || element.has_role("none") {
        return false;
    }
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let holds = |wanted: &[&str]| tree.within(ix).any(|inner| wanted.contains(&tree.name(inner)));
    if rows.is_empty() || columns < 2 || holds(&["table", "pre", "article", "main", "form"]) {
        return false;
    }
    let longest = rows.iter().flat_map(|row| &row.cells).map(|cell| letters(tree, *cell)).max().unwrap_or(0);
    let is_called = holds(&["th", "caption", "thead"]);
    let has_parts = || {
        holds(&["h1", "h2", "h3", "h4", "blockquote", "hr"])
            || rows
                .iter()
                .flat_map(|row| &row.cells)
                .any(|cell| tree.within(*cell).filter(|inner| tree.name(*inner) == "p").count() > 2)
    };
    longest <= LONGEST_CELL && (is_called || rows.len() >= 2 && !has_parts())
}

fn letters(tree: &Tree, ix: NodeIx) -> usize {
    tree.within(ix).filter_map(|inner| tree.text(inner)).map(|text| text.trim().len()).sum()
}

fn alignments(tree: &Tree, rows: &[Row]) -> Vec<Alignment> {
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).min(MOST_COLUMNS);
    let of = |element: &Element| {
        let said = element
            .css("text-align")
            .or_else(|| element.get("align").map(str::to_ascii_lowercase))
            .unwrap_or_default();
        match said.as_str() {
            "right" | "end" => Alignment::Right,
            "center" => Alignment::Center,
            "left" => Alignment::Left,
            _ if element.has_class("text-right") || element.has_class("halign-right") => Alignment::Right,
            _ if element.has_class("text-center") || element.has_class("halign-center") => Alignment::Center,
            _ => Alignment::None,
        }
    };
    let of_column = |column: usize| {
        let cells = rows
            .iter()
            .filter(|row| !row.is_head)
            .take(20)
            .filter_map(|row| tree.element(*row.cells.get(column)?));
        let found: Vec<Alignment> = cells.map(of).collect();
        let first = found.first().copied().unwrap_or(Alignment::None);
        if found.iter().all(|one| *one == first) { first } else { Alignment::None }
    };
    (0..columns).map(of_column).collect()
}
