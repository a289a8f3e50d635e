//! Taking blocks apart and putting them together again, as an editor's corrections ask for it.
//!
//! Whatever is cut keeps its order: what stood before a passage stands before it afterwards, in as
//! many of its lists and quotations as are left.

use super::{Block, Definition, Enumeration, Kind, ListItem, Passage, PassageIx};

/// How far a passage is lifted out of what holds it before it is changed.
#[derive(Clone, Copy, PartialEq)]
pub enum Reach {
    /// It stays in what holds it; an item leaves its list.
    Here,
    /// It leaves the innermost quotation too.
    OutOfQuotation,
    /// It stands among the blocks of the text itself.
    Top,
}

/// Where a cut goes: before or behind a passage.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Before,
    Behind,
}

/// Changes the blocks that hold exactly the passages from `first` to `last`. Tells whether both are here.
pub fn change_run(
    blocks: &mut Vec<Block>,
    first: PassageIx,
    last: PassageIx,
    reach: Reach,
    change: &mut dyn FnMut(Vec<Block>) -> Vec<Block>,
) -> bool {
    let start = blocks.iter().position(|block| holds(block, first));
    let end = blocks.iter().position(|block| holds(block, last));
    let (Some(start), Some(end)) = (start, end) else { return false };
    if start == end && reach != Reach::Top {
        let leaves = reach == Reach::OutOfQuotation
            && matches!(&blocks[start], Block::Quote(inner) | Block::Alert { blocks: inner, .. }
                if inner.contains(&Block::Passage(first)));
        let deeper = inner_lists(&mut blocks[start]).into_iter().find(|inner| {
            let is_head = inner.is_item && inner.blocks.first() == Some(&Block::Passage(first));
            !is_head && any_holds(inner.blocks, first) && any_holds(inner.blocks, last)
        });
        if let Some(inner) = deeper.filter(|_| !leaves) {
            return change_run(inner.blocks, first, last, reach, change);
        }
    }
    let mut middle: Vec<Block> = blocks.drain(start..=end).collect();
    let (until, behind) = cut(middle.pop().expect("a run has a block"), last, Side::Behind);
    middle.extend(until);
    let at = middle.iter().position(|block| holds(block, first)).unwrap_or(0);
    let rest = middle.split_off(at + 1);
    let (mut whole, from) = cut(middle.pop().expect("found above"), first, Side::Before);
    whole.splice(0..0, middle);
    whole.extend(change(from.into_iter().chain(rest).collect()));
    whole.extend(behind);
    blocks.splice(start..start, whole);
    true
}

/// A list of blocks inside a block.
struct Inner<'a> {
    blocks: &'a mut Vec<Block>,
    is_item: bool,
}

fn inner_lists(block: &mut Block) -> Vec<Inner<'_>> {
    match block {
        Block::List { items, .. } => {
            items.iter_mut().map(|item| Inner { blocks: &mut item.blocks, is_item: true }).collect()
        }
        Block::Quote(blocks) | Block::Alert { blocks, .. } => vec![Inner { blocks, is_item: false }],
        Block::Definitions(list) => {
            let described = list.iter_mut().flat_map(|definition| &mut definition.descriptions);
            described.map(|blocks| Inner { blocks, is_item: false }).collect()
        }
        Block::Passage(_) | Block::Table { .. } | Block::Rule => Vec::new(),
    }
}

pub fn holds(block: &Block, wanted: PassageIx) -> bool {
    match block {
        Block::Passage(ix) => *ix == wanted,
        Block::List { items, .. } => items.iter().any(|item| any_holds(&item.blocks, wanted)),
        Block::Quote(blocks) | Block::Alert { blocks, .. } => any_holds(blocks, wanted),
        Block::Table { head, rows, .. } => head.iter().chain(rows.iter().flatten()).any(|ix| *ix == wanted),
        Block::Definitions(list) => list.iter().any(|definition| {
            definition.term == wanted
                || definition.descriptions.iter().any(|blocks| any_holds(blocks, wanted))
        }),
        Block::Rule => false,
    }
}

pub fn any_holds(blocks: &[Block], wanted: PassageIx) -> bool {
    blocks.iter().any(|block| holds(block, wanted))
}

/// Parts a block at a passage that it holds. A table stays whole.
fn cut(block: Block, at: PassageIx, side: Side) -> (Vec<Block>, Vec<Block>) {
    match block {
        Block::List { enumeration, items } => cut_list(enumeration, items, at, side),
        Block::Quote(blocks) => {
            let (left, right) = cut_blocks(blocks, at, side);
            (wrapped(left, Block::Quote), wrapped(right, Block::Quote))
        }
        Block::Alert { label, blocks } => {
            let (left, right) = cut_blocks(blocks, at, side);
            let alert = |blocks| Block::Alert { label, blocks };
            (wrapped(left, alert), wrapped(right, alert))
        }
        Block::Definitions(list) => cut_definitions(list, at, side),
        whole => match side {
            Side::Before => (Vec::new(), vec![whole]),
            Side::Behind => (vec![whole], Vec::new()),
        },
    }
}

fn wrapped(blocks: Vec<Block>, wrap: impl FnOnce(Vec<Block>) -> Block) -> Vec<Block> {
    if blocks.is_empty() { blocks } else { vec![wrap(blocks)] }
}

fn cut_blocks(mut blocks: Vec<Block>, at: PassageIx, side: Side) -> (Vec<Block>, Vec<Block>) {
    let Some(place) = blocks.iter().position(|block| holds(block, at)) else { return (blocks, Vec::new()) };
    let behind = blocks.split_off(place + 1);
    let (left, mut right) = cut(blocks.pop().expect("found above"), at, side);
    blocks.extend(left);
    right.extend(behind);
    (blocks, right)
}

/// An item that is cut in two leaves its first part in the list; the rest stands behind the list.
fn cut_list(
    enumeration: Option<Enumeration>,
    mut items: Vec<ListItem>,
    at: PassageIx,
    side: Side,
) -> (Vec<Block>, Vec<Block>) {
    let Some(place) = items.iter().position(|item| any_holds(&item.blocks, at)) else {
        return (vec![Block::List { enumeration, items }], Vec::new());
    };
    let mut behind = items.split_off(place + 1);
    let ListItem { task, blocks } = items.pop().expect("found above");
    let (left, right) = cut_blocks(blocks, at, side);
    let mut loose = Vec::new();
    match (left.is_empty(), right.is_empty()) {
        (true, _) => behind.insert(0, ListItem { task, blocks: right }),
        (false, true) => items.push(ListItem { task, blocks: left }),
        (false, false) => {
            items.push(ListItem { task, blocks: left });
            loose = right;
        }
    }
    let went_before = items.len() as u64;
    let goes_on = enumeration.map(|one| Enumeration { start: one.start.saturating_add(went_before), ..one });
    let list = |enumeration| move |items| Block::List { enumeration, items };
    loose.extend(some_list(behind, list(goes_on)));
    (some_list(items, list(enumeration)).into_iter().collect(), loose)
}

fn some_list(items: Vec<ListItem>, list: impl FnOnce(Vec<ListItem>) -> Block) -> Option<Block> {
    (!items.is_empty()).then(|| list(items))
}

fn cut_definitions(mut list: Vec<Definition>, at: PassageIx, side: Side) -> (Vec<Block>, Vec<Block>) {
    let is_in = |definition: &Definition| {
        definition.term == at || definition.descriptions.iter().any(|blocks| any_holds(blocks, at))
    };
    let Some(place) = list.iter().position(is_in) else {
        return (vec![Block::Definitions(list)], Vec::new());
    };
    let behind = list.split_off(place + 1);
    let Definition { term, descriptions } = list.pop().expect("found above");
    let mut right = Vec::new();
    if term == at && side == Side::Before {
        list.push(Definition { term, descriptions });
        let own = list.split_off(place);
        right.push(Block::Definitions(own.into_iter().chain(behind).collect()));
    } else {
        let mut kept = Vec::new();
        for blocks in descriptions {
            if term == at || !right.is_empty() {
                right.extend(blocks);
            } else if any_holds(&blocks, at) {
                let (left, rest) = cut_blocks(blocks, at, side);
                kept.extend((!left.is_empty()).then_some(left));
                right.extend(rest);
            } else {
                kept.push(blocks);
            }
        }
        list.push(Definition { term, descriptions: kept });
        right.extend((!behind.is_empty()).then_some(Block::Definitions(behind)));
    }
    let left = (!list.is_empty()).then_some(Block::Definitions(list));
    (left.into_iter().collect(), right)
}

/// The passages of some blocks, each by itself.
pub fn bare(mut blocks: Vec<Block>) -> Vec<Block> {
    let mut passages = Vec::new();
    each_passage(&mut blocks, &mut |ix| passages.push(Block::Passage(*ix)));
    passages
}

/// Every passage as an item. What is no passage goes with the item before it.
pub fn as_items(blocks: Vec<Block>) -> Block {
    let mut items: Vec<ListItem> = Vec::new();
    for block in blocks {
        match (block, items.last_mut()) {
            (Block::List { items: more, .. }, _) => items.extend(more),
            (Block::Passage(ix), _) => items.push(ListItem { task: None, blocks: vec![Block::Passage(ix)] }),
            (other, Some(item)) => item.blocks.push(other),
            (other, None) => items.push(ListItem { task: None, blocks: vec![other] }),
        }
    }
    Block::List { enumeration: None, items }
}

/// Makes the list that holds a passage one with the bulleted lists beside it.
pub fn merge_lists(blocks: &mut Vec<Block>, around: PassageIx) {
    let Some(at) = blocks.iter().position(|block| holds(block, around)) else { return };
    let is_bulleted = |block: Option<&Block>| matches!(block, Some(Block::List { enumeration: None, .. }));
    let is_item = |block: &Block| {
        matches!(block, Block::List { enumeration: None, items }
            if items.iter().any(|item| item.blocks.first() == Some(&Block::Passage(around))))
    };
    if !is_item(&blocks[at]) {
        for inner in inner_lists(&mut blocks[at]) {
            merge_lists(inner.blocks, around);
        }
        return;
    }
    for left in [Some(at), at.checked_sub(1)].into_iter().flatten() {
        if is_bulleted(blocks.get(left)) && is_bulleted(blocks.get(left + 1)) {
            let right = blocks.remove(left + 1);
            if let (Block::List { items, .. }, Block::List { items: more, .. }) = (&mut blocks[left], right) {
                items.extend(more);
            }
        }
    }
}

/// Puts a passage behind another. Tells whether there was a place for it: a cell or a term has none.
pub fn insert_behind(blocks: &mut Vec<Block>, there: PassageIx, new: PassageIx) -> bool {
    if let Some(at) = blocks.iter().position(|block| *block == Block::Passage(there)) {
        blocks.insert(at + 1, Block::Passage(new));
        return true;
    }
    let holding = blocks.iter_mut().flat_map(inner_lists).find(|inner| any_holds(inner.blocks, there));
    holding.is_some_and(|inner| insert_behind(inner.blocks, there, new))
}

/// Whether a passage is a cell of a table or a term, which others stand beside.
pub fn is_fixed(blocks: &[Block], wanted: PassageIx) -> bool {
    blocks.iter().any(|block| match block {
        Block::Passage(_) | Block::Rule => false,
        Block::List { items, .. } => items.iter().any(|item| is_fixed(&item.blocks, wanted)),
        Block::Quote(blocks) | Block::Alert { blocks, .. } => is_fixed(blocks, wanted),
        Block::Table { .. } => holds(block, wanted),
        Block::Definitions(list) => list.iter().any(|definition| {
            definition.term == wanted || definition.descriptions.iter().any(|blocks| is_fixed(blocks, wanted))
        }),
    })
}

/// Whether a passage is a cell of a table.
pub fn is_cell(blocks: &[Block], wanted: PassageIx) -> bool {
    blocks.iter().any(|block| match block {
        Block::Table { .. } => holds(block, wanted),
        Block::Passage(_) | Block::Rule => false,
        Block::List { items, .. } => items.iter().any(|item| is_cell(&item.blocks, wanted)),
        Block::Quote(blocks) | Block::Alert { blocks, .. } => is_cell(blocks, wanted),
        Block::Definitions(list) => {
            list.iter().flat_map(|definition| &definition.descriptions).any(|blocks| is_cell(blocks, wanted))
        }
    })
}

/// Takes a passage out of the blocks that hold it, and with it what then holds nothing.
pub fn without(blocks: &mut Vec<Block>, dropped: PassageIx) {
    blocks.retain_mut(|block| match block {
        Block::Passage(ix) => *ix != dropped,
        Block::List { items, .. } => {
            items.retain_mut(|item| {
                without(&mut item.blocks, dropped);
                !item.blocks.is_empty()
            });
            !items.is_empty()
        }
        Block::Quote(blocks) | Block::Alert { blocks, .. } => {
            without(blocks, dropped);
            !blocks.is_empty()
        }
        // Cells and terms stay in their places, empty.
        Block::Table { .. } => true,
        Block::Definitions(list) => {
            for definition in list.iter_mut() {
                definition.descriptions.iter_mut().for_each(|blocks| without(blocks, dropped));
            }
            true
        }
        Block::Rule => true,
    });
}

/// What prose is, by what holds it.
#[derive(Clone, Copy)]
struct Standing {
    kind: Kind,
    level: u8,
    items: u8,
    quotations: u8,
}

/// Gives prose the kind that its place asks for: the first of an item is the item, prose in a
/// quotation is quoted, other prose is a paragraph. Headings, verse, code and notes stay what they are.
pub fn settle_kinds(blocks: &[Block], passages: &mut [Passage]) {
    settle(blocks, Standing { kind: Kind::Paragraph, level: 0, items: 0, quotations: 0 }, passages);
}

fn settle(blocks: &[Block], standing: Standing, passages: &mut [Passage]) {
    let Standing { items: in_items, quotations, .. } = standing;
    for block in blocks {
        match block {
            Block::Passage(ix) => {
                let passage = &mut passages[ix.0 as usize];
                if matches!(passage.kind, Kind::Paragraph | Kind::Item | Kind::Quote) {
                    (passage.kind, passage.level) = (standing.kind, standing.level);
                }
            }
            Block::List { items, .. } => {
                let depth = in_items.saturating_add(1);
                let head = Standing { kind: Kind::Item, level: depth, items: depth, quotations };
                for item in items {
                    let first = item.blocks.len().min(1);
                    settle(&item.blocks[..first], head, passages);
                    settle(
                        &item.blocks[first..],
                        Standing { kind: Kind::Paragraph, level: 0, ..head },
                        passages,
                    );
                }
            }
            Block::Quote(blocks) => {
                let depth = quotations.saturating_add(1);
                let inside = Standing { kind: Kind::Quote, level: depth, items: in_items, quotations: depth };
                settle(blocks, inside, passages);
            }
            Block::Alert { blocks, .. } => settle(blocks, standing, passages),
            Block::Definitions(list) => {
                let described = list.iter().flat_map(|definition| &definition.descriptions);
                described.for_each(|blocks| settle(blocks, standing, passages));
            }
            Block::Table { .. } | Block::Rule => {}
        }
    }
}

/// Every passage that the blocks name, in reading order, to be renumbered.
pub fn each_passage(blocks: &mut [Block], change: &mut impl FnMut(&mut PassageIx)) {
    for block in blocks {
        match block {
            Block::Passage(ix) => change(ix),
            Block::List { items, .. } => {
                items.iter_mut().for_each(|item| each_passage(&mut item.blocks, change))
            }
            Block::Quote(blocks) | Block::Alert { blocks, .. } => each_passage(blocks, change),
            Block::Table { head, rows, .. } => {
                head.iter_mut().chain(rows.iter_mut().flatten()).for_each(&mut *change)
            }
            Block::Definitions(list) => {
                for definition in list {
                    change(&mut definition.term);
                    definition.descriptions.iter_mut().for_each(|blocks| each_passage(blocks, change));
                }
            }
            Block::Rule => {}
        }
    }
}
