//! What stands in what: lists, quotations, tables and notes while they are open.

use super::builder::Builder;
use crate::document::{Alignment, Block, Definition, Enumeration, Kind, ListItem, PassageIx};
use std::collections::hash_map::Entry;

/// Blocks nested deeper than this are shown at this depth, so that what walks them may recurse.
const DEEPEST: usize = 64;

/// What is open around the words that come next.
pub(super) enum Container {
    Blocks(Vec<Block>),
    Quote(Vec<Block>),
    Alert(&'static str, Vec<Block>),
    List {
        enumeration: Option<Enumeration>,
        items: Vec<ListItem>,
    },
    Item(ListItem),
    Note {
        label: String,
        blocks: Vec<Block>,
    },
    Table {
        alignments: Vec<Alignment>,
        head: Vec<PassageIx>,
        rows: Vec<Vec<PassageIx>>,
    },
    Row(Vec<PassageIx>),
    Definitions(Vec<Definition>),
    Description(Vec<Block>),
    /// Too deep to show as what it is: its blocks go to what holds it.
    Flattened(Vec<Block>),
}

impl Builder<'_> {
    /// Opens a container, or a flat one where it would be too deep.
    pub(super) fn contain(&mut self, container: Container) {
        let deep = self.containers.len() >= DEEPEST;
        self.containers.push(if deep { Container::Flattened(Vec::new()) } else { container });
    }

    pub(super) fn end_container(&mut self) {
        let Some(container) = self.containers.pop() else { return };
        match container {
            Container::Quote(blocks) => self.add(Block::Quote(blocks)),
            Container::Alert(label, blocks) => self.add(Block::Alert { label, blocks }),
            Container::List { enumeration, items } => self.add(Block::List { enumeration, items }),
            Container::Definitions(list) => self.add(Block::Definitions(list)),
            Container::Table { alignments, head, rows } => self.add(Block::Table { alignments, head, rows }),
            Container::Item(item) => match self.containers.last_mut() {
                Some(Container::List { items, .. }) => items.push(item),
                _ => item.blocks.into_iter().for_each(|block| self.add(block)),
            },
            Container::Note { label, blocks } => match self.defined.entry(label.to_lowercase()) {
                Entry::Vacant(free) => {
                    self.definitions.push(free.key().clone());
                    free.insert(blocks);
                }
                // A label that is defined twice is one note with the words of both.
                Entry::Occupied(first) => first.into_mut().extend(blocks),
            },
            Container::Row(cells) => {
                if let Some(Container::Table { head, rows, .. }) = self.containers.last_mut() {
                    if head.is_empty() { *head = cells } else { rows.push(cells) }
                }
            }
            Container::Description(blocks) => {
                if let Some(Container::Definitions(list)) = self.containers.last_mut()
                    && let Some(definition) = list.last_mut()
                {
                    definition.descriptions.push(blocks);
                }
            }
            Container::Flattened(blocks) => blocks.into_iter().for_each(|block| self.add(block)),
            Container::Blocks(blocks) => self.containers.push(Container::Blocks(blocks)),
        }
    }

    /// Puts a block into the innermost container that holds blocks.
    pub(super) fn add(&mut self, block: Block) {
        for container in self.containers.iter_mut().rev() {
            match container {
                Container::Blocks(blocks)
                | Container::Quote(blocks)
                | Container::Alert(_, blocks)
                | Container::Item(ListItem { blocks, .. })
                | Container::Note { blocks, .. }
                | Container::Description(blocks)
                | Container::Flattened(blocks) => return blocks.push(block),
                Container::List { .. }
                | Container::Table { .. }
                | Container::Row(_)
                | Container::Definitions(_) => {}
            }
        }
    }

    pub(super) fn kind(&self) -> (Kind, u8) {
        if let Some(level) = self.heading {
            return (Kind::Heading, level);
        }
        if self.code.is_some() {
            return (Kind::Code, 0);
        }
        let depth = |wanted: fn(&Container) -> bool| {
            u8::try_from(self.containers.iter().filter(|container| wanted(container)).count())
                .unwrap_or(u8::MAX)
        };
        for container in self.containers.iter().rev() {
            match container {
                Container::Item(item) if item.blocks.is_empty() => {
                    return (Kind::Item, depth(|container| matches!(container, Container::Item(_))));
                }
                Container::Item(_) => return (Kind::Paragraph, 0),
                Container::Quote(_) => {
                    return (Kind::Quote, depth(|container| matches!(container, Container::Quote(_))));
                }
                _ => {}
            }
        }
        (Kind::Paragraph, 0)
    }
}
