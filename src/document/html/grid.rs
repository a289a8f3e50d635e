//! Tables made of divisions: by the roles that tell a screen reader of them, or by the columns that their classes name.

use super::table::Row;
use super::tree::{NodeIx, Tree};

/// The rows of a division that is a table and holds nothing else.
pub fn rows(tree: &Tree, ix: NodeIx) -> Option<Vec<Row>> {
    let element = tree.element(ix).filter(|element| element.name == "div")?;
    let by_role = ["table", "grid", "treegrid"].iter().any(|role| element.has_role(role));
    let rows = if by_role { rows_by_role(tree, ix) } else { rows_by_class(tree, ix) }?;
    (rows.len() > 1 && rows.iter().any(|row| row.cells.len() > 1)).then_some(rows)
}

/// The elements directly within a node; none if words stand between them.
fn elements(tree: &Tree, ix: NodeIx) -> Option<Vec<NodeIx>> {
    let says = |child: &NodeIx| tree.text(*child).is_some_and(|text| !text.trim().is_empty());
    let children = || tree.children(ix);
    (!children().any(|child| says(&child)))
        .then(|| children().filter(|child| tree.element(*child).is_some()).collect())
}

fn has_role(tree: &Tree, ix: NodeIx, roles: &[&str]) -> bool {
    tree.element(ix).is_some_and(|element| roles.iter().any(|role| element.has_role(role)))
}

fn rows_by_role(tree: &Tree, ix: NodeIx) -> Option<Vec<Row>> {
    let mut rows = Vec::new();
    for part in elements(tree, ix)? {
        if has_role(tree, part, &["rowgroup"]) {
            rows.extend(rows_by_role(tree, part)?);
            continue;
        }
        if !has_role(tree, part, &["row"]) {
            return None;
        }
        let cells = elements(tree, part)?;
        let is_cell =
            |cell: &NodeIx| has_role(tree, *cell, &["cell", "gridcell", "columnheader", "rowheader"]);
        if cells.is_empty() || !cells.iter().all(is_cell) {
            return None;
        }
        let is_head = cells.iter().all(|cell| has_role(tree, *cell, &["columnheader"]));
        rows.push(Row { node: Some(part), cells, is_head });
    }
    Some(rows)
}

/// The summaries of Javadoc: cells one behind the other, whose classes say which is the last of its row.
fn rows_by_class(tree: &Tree, ix: NodeIx) -> Option<Vec<Row>> {
    let called = |cell: NodeIx, name: &str| tree.element(cell).is_some_and(|element| element.has_class(name));
    let is_cell = |cell: NodeIx| {
        tree.element(cell).is_some_and(|element| element.classes().any(|class| class.starts_with("col-")))
    };
    let mut rows: Vec<Row> = Vec::new();
    let mut cells = Vec::new();
    for cell in elements(tree, ix)? {
        if !is_cell(cell) {
            return None;
        }
        cells.push(cell);
        if called(cell, "col-last") {
            let is_head = cells.iter().all(|cell| called(*cell, "table-header"));
            rows.push(Row { node: None, cells: std::mem::take(&mut cells), is_head });
        }
    }
    cells.is_empty().then_some(rows)
}
