//! What can be settled only when all of a page is known: levels, ids, rules, headings of notes.

use super::flow::Writer;
use super::look;
use super::notes::in_region;
use super::tree::{NodeIx, Tree};
use crate::document::{Block, Kind, Parsed, Passage, PassageIx, Style, Why};
use rapidhash::{RapidHashMap, RapidHashSet};

/// Words that head the notes of a text.
const HEADINGS_OF_NOTES: [&str; 14] = [
    "notes",
    "footnotes",
    "endnotes",
    "references",
    "notes and references",
    "references and notes",
    "citations",
    "notes:",
    "footnotes:",
    "fußnoten",
    "anmerkungen",
    "einzelnachweise",
    "notas",
    "note",
];

pub fn heads_notes(words: &str) -> bool {
    HEADINGS_OF_NOTES.contains(&words.to_lowercase().as_str())
}

/// A heading below which only notes stood has nothing to head.
pub fn pass_headings_of_notes(writer: &mut Writer<'_>) {
    if writer.notes.notes.is_empty() {
        return;
    }
    let tree = writer.tree;
    let end = tree.nodes[writer.content.root].end;
    let headings = (writer.content.root..end).filter(|ix| {
        let may_head = tree.name(*ix) == "p" || look::heading_at(tree, *ix).is_some();
        may_head && tree.nodes[*ix].end - ix < 10 && heads_notes(&tree.words(*ix))
    });
    let empty: Vec<NodeIx> = headings.filter(|ix| is_empty_section(writer, *ix, end)).take(10).collect();
    for ix in empty {
        if writer.content.keeps(ix) && !in_region(tree, writer.notes, ix) {
            writer.pass(ix, Why::Markup);
        }
    }
}

fn is_empty_section(writer: &Writer<'_>, heading: NodeIx, end: NodeIx) -> bool {
    let tree: &Tree = writer.tree;
    let mut ix = tree.nodes[heading].end;
    let mut any_notes = false;
    while ix < end {
        if writer.notes.regions.contains_key(&ix) {
            any_notes = true;
            ix = tree.nodes[ix].end;
            continue;
        }
        if writer.content.apart[ix].is_some() {
            ix = tree.nodes[ix].end;
            continue;
        }
        if look::heading_at(tree, ix).is_some() {
            break;
        }
        if tree.text(ix).is_some_and(|text| text.contains(char::is_alphanumeric))
            && writer.content.reason(tree, ix).is_none()
        {
            return false;
        }
        ix += 1;
    }
    any_notes
}

/// Rules part something from something else.
pub fn rules(blocks: &mut Vec<Block>) {
    while blocks.last() == Some(&Block::Rule) {
        blocks.pop();
    }
    let first = blocks.iter().position(|block| *block != Block::Rule).unwrap_or(0);
    blocks.drain(..first);
    blocks.dedup_by(|next, block| *next == Block::Rule && *block == Block::Rule);
}

/// Levels without gaps, below the title.
pub fn levels(parsed: &mut Parsed) {
    let title = parsed.title;
    let mut under: Vec<u8> = Vec::new();
    for (ix, passage) in (0..).map(PassageIx).zip(&mut parsed.passages) {
        if passage.kind == Kind::Heading && Some(ix) != title {
            while under.last().is_some_and(|level| *level >= passage.level) {
                under.pop();
            }
            under.push(passage.level);
            passage.level = u8::try_from(under.len() + 1).unwrap_or(6).min(6);
        }
    }
}

/// Short paragraphs all in bold are headings in texts that have no other.
pub fn bold_headings(parsed: &mut Parsed) {
    let title = parsed.title;
    let is_heading =
        |(ix, passage): (u32, &Passage)| passage.kind == Kind::Heading && Some(PassageIx(ix)) != title;
    if (0..).zip(&parsed.passages).any(is_heading) {
        return;
    }
    let paragraph = |block: Option<&Block>| match block {
        Some(Block::Passage(ix)) => Some(*ix),
        _ => None,
    };
    let is_bold = |ix: PassageIx| is_bold_line(&parsed.passages[ix.0 as usize]);
    let found: Vec<PassageIx> = (0..parsed.body.len())
        .filter_map(|at| {
            let ix = paragraph(parsed.body.get(at)).filter(|ix| is_bold(*ix))?;
            let next = parsed.body.get(at + 1)?;
            paragraph(Some(next)).is_none_or(|next| !is_bold(next)).then_some(ix)
        })
        .collect();
    if found.len() < 2 {
        return;
    }
    for ix in found {
        let passage = &mut parsed.passages[ix.0 as usize];
        (passage.kind, passage.level) = (Kind::Heading, 2);
        passage.marks.retain(|mark| mark.style != Style::Strong);
    }
}

fn is_bold_line(passage: &Passage) -> bool {
    let all = 0..passage.text.len();
    passage.kind == Kind::Paragraph
        && passage.text.chars().count() <= 80
        && !passage.text.contains('\n')
        && !passage.text.ends_with(['.', ',', ';', ':', '!'])
        && passage.text.contains(char::is_alphabetic)
        && passage.marks.iter().any(|mark| mark.style == Style::Strong && mark.span == all)
}

/// Each passage has the one id that links lead to, or its first; links are led to it.
pub fn ids(writer: &mut Writer<'_>) {
    let links = |passage: &Passage| {
        passage.marks.iter().filter_map(|mark| local(&mark.style)).map(str::to_owned).collect::<Vec<_>>()
    };
    let wanted: RapidHashSet<String> = writer.parsed.passages.iter().flat_map(links).collect();
    let mut chosen: RapidHashMap<String, String> = RapidHashMap::default();
    for (ix, ids) in std::mem::take(&mut writer.ids) {
        let silent = ids.iter().filter(|id| !says_something(id)).map(|id| (ix, id.clone()));
        writer.parsed.silent_ids.extend(silent);
        let is_wanted = |id: &&String| wanted.contains(*id);
        let Some(id) = ids.iter().find(is_wanted).or_else(|| ids.iter().find(|id| says_something(id))) else {
            continue;
        };
        let others = ids.iter().filter(|other| *other != id && says_something(other));
        writer.parsed.ids.extend(std::iter::once(id).chain(others).map(|id| (ix, id.clone())));
        for other in &ids {
            chosen.entry(other.clone()).or_insert_with(|| id.clone());
        }
    }
    let known = &writer.notes.ids;
    // Of several ids of a passage the first is its name.
    let own: RapidHashMap<PassageIx, &String> =
        writer.parsed.ids.iter().rev().map(|(ix, id)| (*ix, id)).collect();
    for (ix, passage) in (0..).map(PassageIx).zip(&mut writer.parsed.passages) {
        passage.marks.retain_mut(|mark| {
            let Some(id) = local(&mark.style).map(str::to_owned) else { return true };
            match chosen.get(&id) {
                // Generators link headings to themselves, for readers to copy: the site has its own such links.
                Some(chosen) if own.get(&ix) == Some(&chosen) => return false,
                Some(chosen) => mark.style = Style::Link { href: format!("#{chosen}") },
                // To the top of the page, or to a part of it that is set apart.
                None => return !(id == "top" || known.contains_key(&id)),
            }
            true
        });
    }
}

fn local(style: &Style) -> Option<&str> {
    match style {
        Style::Link { href } => href.strip_prefix('#'),
        _ => None,
    }
}

/// Whether an id was given for readers' links rather than by a program for its own use.
fn says_something(id: &str) -> bool {
    let made = ["h.", "_", "docs-internal", "docs-", "yui_", "ember", "mw", "cite_ref", "fnref", "toc"];
    !made.iter().any(|start| id.to_ascii_lowercase().starts_with(start))
        && id.contains(char::is_alphabetic)
        && id.len() <= 80
}
