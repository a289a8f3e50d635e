//! Notes whose marks are raised numbers without a link, as typists and word processors leave them.

use super::content::Content;
use super::notes::{Entry, LONGEST, Notes, bare, block_of};
use super::tree::{NodeIx, Tree};

/// Numbers are marks only if they count from 1 on without a gap, and as many paragraphs or items after the last of
/// them count the same: an exponent has no notes.
pub fn find(tree: &Tree, content: &Content, notes: &mut Notes) {
    let is_raised = |ix: NodeIx| tree.ancestors(ix).take(2).any(|outer| tree.name(outer) == "sup");
    let number = |ix: NodeIx| bare(tree.text(ix)?).parse::<usize>().ok().filter(|number| *number > 0);
    let shown = (1..tree.nodes.len()).filter(|ix| content.keeps(*ix) && tree.link(*ix).is_none());
    let marks: Vec<(NodeIx, usize)> =
        shown.filter(|ix| is_raised(*ix)).filter_map(|ix| Some((ix, number(ix)?))).collect();
    // The number at the head of a note may be raised too: what begins a block is no mark.
    let begins = |ix: NodeIx| {
        (block_of(tree, ix)..ix).all(|before| tree.text(before).is_none_or(|text| text.trim().is_empty()))
    };
    let marks: Vec<(NodeIx, usize)> = marks.into_iter().filter(|(ix, _)| !begins(*ix)).collect();
    let mut most = 0;
    for (_, number) in &marks {
        if *number > most + 1 {
            return;
        }
        most = most.max(*number);
    }
    let Some((last, _)) = marks.last().filter(|_| most > 0) else { return };
    let Some(entries) = counted_blocks(tree, content, *last, most) else { return };
    for (place, node) in entries.into_iter().enumerate() {
        notes.notes.push(Entry { label: (place + 1).to_string(), nodes: vec![node] });
        notes.regions.insert(node, place);
    }
    notes.raised = marks.into_iter().map(|(ix, number)| (ix, number - 1)).collect();
}

/// The paragraphs or items after a place that count from 1 to `most`, one after the other; none if there are others.
fn counted_blocks(tree: &Tree, content: &Content, after: NodeIx, most: usize) -> Option<Vec<NodeIx>> {
    let blocks = (after..tree.nodes.len()).filter(|ix| {
        matches!(tree.name(*ix), "p" | "li" | "div")
            && content.keeps(*ix)
            && tree.nodes[*ix].end - ix <= LONGEST
            && !tree
                .within(*ix)
                .skip(1)
                .any(|inner| matches!(tree.name(inner), "p" | "li" | "div" | "ol" | "ul"))
    });
    let mut entries = Vec::new();
    for block in blocks {
        let counts = counts_as(tree, block, entries.len() + 1);
        if counts {
            entries.push(block);
        } else if !entries.is_empty() && entries.len() < most {
            return None;
        }
    }
    (entries.len() == most).then_some(entries)
}

/// Whether a block begins with a number and its sign, or is the item of that number in a counted list.
fn counts_as(tree: &Tree, block: NodeIx, number: usize) -> bool {
    let parent = tree.nodes[block].parent;
    if tree.name(block) == "li" {
        let mut items = tree.children(parent).filter(|child| tree.name(*child) == "li");
        return tree.name(parent) == "ol" && items.nth(number - 1) == Some(block);
    }
    let words = tree.words(block);
    let digits = number.to_string();
    let rest = words.trim_start().trim_start_matches(['[', '(', '^']);
    rest.strip_prefix(digits.as_str()).is_some_and(|rest| {
        let is_raised =
            tree.within(block).find_map(|ix| tree.text(ix).filter(|text| !text.trim().is_empty()));
        rest.starts_with([']', ')', '.', ':', ' ', '\t', '\u{a0}'])
            || is_raised.is_some_and(|text| bare(text) == digits)
    })
}
