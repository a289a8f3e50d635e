//! Pages that are one preformatted text, as old standards and e-texts are, or that frame such texts, as archives of
//! mailing lists do: these texts are read as plain text is.

use super::code::is_line_number;
use super::content::Content;
use super::flow::Writer;
use super::printed::{self, Between, Spot};
use super::tree::{NodeIx, Tree};
use crate::diagnostic::Diagnostic;
use crate::document::{AtomKind, Block, Kind, Parsed, PassageIx, each_passage, text};
use std::ops::Range;

/// Lines of a page that is text rather than an example of code.
const FEWEST_LINES: usize = 15;

/// Whether nearly all that is shown is preformatted prose.
pub fn is_plain(tree: &Tree, content: &Content) -> bool {
    let (mut inside, mut all, mut lines, mut words) = (0, 0, 0, 0);
    let mut end = 0;
    for ix in content.root..tree.nodes[content.root].end {
        if tree.name(ix) == "pre"
            && tree.formats(ix).all(|format| tree.formats[format].element.name != "code")
        {
            end = end.max(tree.nodes[ix].end);
        }
        // What has numbers before its lines is code.
        if ix < end && tree.element(ix).is_some_and(is_line_number) {
            return false;
        }
        let Some(text) = tree.text(ix) else { continue };
        if !content.keeps(ix) {
            continue;
        }
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        all += letters;
        if ix < end {
            if tree.formats(ix).any(|format| tree.formats[format].element.name == "code") {
                return false;
            }
            inside += letters;
            lines += text.matches('\n').count();
            words += text.split_whitespace().count();
        }
    }
    inside * 10 >= all * 9 && lines >= FEWEST_LINES && words >= lines * 4
}

/// Whether a page is a frame around preformatted prose: nothing beside it is as long as a paragraph.
pub fn is_frame(tree: &Tree, content: &Content) -> bool {
    const PARAGRAPH: usize = 100;
    let (mut end, mut frames) = (0, false);
    for ix in content.root..tree.nodes[content.root].end {
        if tree.name(ix) == "pre" && content.keeps(ix) {
            end = end.max(tree.nodes[ix].end);
            frames |= is_prose(tree, ix);
        }
        let long = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).count() > PARAGRAPH;
        if ix >= end && content.keeps(ix) && tree.text(ix).is_some_and(long) {
            return false;
        }
    }
    frames
}

/// Whether what stands in a preformatted element are sentences rather than code: its lines have several words, these are
/// nearly all letters, and some sentences end.
pub fn is_prose(tree: &Tree, ix: NodeIx) -> bool {
    const FEWEST: usize = 3;
    let (mut lines, mut words, mut letters, mut signs, mut ends) = (1, 0, 0, 0, 0);
    for node in ix..tree.nodes[ix].end {
        let code = |format: usize| tree.formats[format].element.name == "code";
        if tree.formats(node).any(code) || tree.element(node).is_some_and(is_line_number) {
            return false;
        }
        let Some(text) = tree.text(node) else { continue };
        lines += text.split('\n').skip(1).filter(|line| !line.trim().is_empty()).count();
        words += text.split_whitespace().count();
        ends += text.split_whitespace().filter(|word| word.len() > 2 && text::ends_sentence(word)).count();
        for c in text.chars().filter(|c| !c.is_whitespace()) {
            if c.is_alphabetic() { letters += 1 } else { signs += 1 }
        }
    }
    lines >= FEWEST && words >= lines * 4 && letters >= signs * 5 && ends >= 2
}

/// Where pieces of the text come from: places in the text, in the seed, and the seed's bytes for it.
struct Origins {
    pieces: Vec<(usize, Range<usize>)>,
}

impl Origins {
    /// Takes in the words of a text node, a piece for each stretch without a character reference.
    fn add(&mut self, at: usize, words: &str, source: &Range<usize>, seed: &str) {
        let written = &seed[source.clone()];
        let (mut text, mut start) = (0, 0);
        while let Some(reference) = written[start..].find('&').map(|found| start + found) {
            self.pieces.push((at + text, source.start + start..source.start + reference));
            text += reference - start;
            let Some(c) = words.get(text..).and_then(|rest| rest.chars().next()) else { break };
            let rest = &written[reference..];
            let named =
                rest[1..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
            // A sign that names nothing is itself.
            let is_itself = c == '&'
                && !["&amp", "&AMP", "&#38", "&#x26", "&#X26"].iter().any(|name| rest.starts_with(name));
            let length =
                if is_itself { 1 } else { 1 + named + usize::from(rest[1 + named..].starts_with(';')) };
            self.pieces.push((at + text, source.start + reference..source.start + reference + length));
            text += c.len_utf8();
            start = reference + length;
        }
        self.pieces.push((at + text, source.start + start..source.end));
    }

    /// Has blanks that keep words together be as others are.
    fn without_hard_blanks(&mut self, text: &mut String) {
        const HARD: char = '\u{a0}';
        if !text.contains(HARD) {
            return;
        }
        let (mut hard, mut from) = (0, 0);
        for (at, _) in &mut self.pieces {
            hard += text[from..*at].matches(HARD).count();
            from = *at;
            *at -= hard * (HARD.len_utf8() - 1);
        }
        *text = text.replace(HARD, " ");
    }

    /// The place in the seed.
    fn place(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|(start, _)| *start <= at);
        match piece.checked_sub(1).map(|piece| &self.pieces[piece]) {
            Some((start, source)) => (source.start + (at - start)).min(source.end),
            None => 0,
        }
    }

    fn span(&self, span: &Range<usize>, seed: &str) -> Range<usize> {
        let floor = |mut at: usize| {
            while !seed.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = floor(self.place(span.start));
        let end = floor(self.place(span.end.saturating_sub(1)).saturating_add(1).min(seed.len()));
        start..end.max(start)
    }
}

/// Recovers the text's structure and puts it in the place of the body.
pub fn write(writer: &mut Writer<'_>, path: &str) -> Vec<Diagnostic> {
    let (mut recovered, diagnostics) = recovered(writer, super::ROOT, path);
    let title = writer.parsed.title;
    if let (Some(_), Some(own)) = (title, recovered.title) {
        // The page names the text; the text's own title line stands in it as a heading.
        stands_as(writer, own, Kind::Heading, 2);
        recovered.body.insert(0, Block::Passage(own));
    }
    writer.parsed.title = title.or(recovered.title);
    writer.parsed.body = recovered.body;
    diagnostics
}

/// The same with one preformatted text amid a page.
pub fn write_one(writer: &mut Writer<'_>, ix: NodeIx) {
    let (mut recovered, _) = recovered(writer, ix, "");
    if let Some(first) = recovered.title {
        // What opens a mail is no title.
        stands_as(writer, first, Kind::Paragraph, 0);
        recovered.body.insert(0, Block::Passage(first));
    }
    writer.blocks.extend(recovered.body);
}

fn stands_as(writer: &mut Writer<'_>, ix: PassageIx, kind: Kind, level: u8) {
    if let Some(passage) = writer.parsed.passages.get_mut(ix.0 as usize) {
        (passage.kind, passage.level) = (kind, level);
    }
}

/// What the words of a node are as plain text. Passages, notes and what was set apart are the page's already.
fn recovered(writer: &mut Writer<'_>, ix: NodeIx, path: &str) -> (Parsed, Vec<Diagnostic>) {
    let mut text = String::new();
    let mut origins = Origins { pieces: Vec::new() };
    collect(writer, ix, &mut text, &mut origins);
    origins.without_hard_blanks(&mut text);
    let (recovery, mut diagnostics) = text::recover(path, &text);
    let mut recovered = recovery.parsed;
    let shift = u32::try_from(writer.parsed.passages.len()).unwrap_or(0);
    let notes = writer.parsed.notes.len();
    let seed = writer.text;
    let moved = |ix: &mut PassageIx| ix.0 += shift;
    for passage in &mut recovered.passages {
        passage.source = origins.span(&passage.source, seed);
        for atom in &mut passage.atoms {
            if let AtomKind::NoteReference { note, .. } = &mut atom.what {
                *note += notes;
            }
        }
    }
    for removed in &mut recovered.removed {
        removed.source = origins.span(&removed.source, seed);
    }
    for diagnostic in &mut diagnostics {
        if let Some(place) = &mut diagnostic.place {
            let span = origins.span(&(place.start..place.end), seed);
            (place.start, place.end) = (span.start, span.end);
        }
    }
    each_passage(&mut recovered.body, &mut |ix| moved(ix));
    recovered.notes.iter_mut().for_each(|note| each_passage(&mut note.blocks, &mut |ix| moved(ix)));
    recovered.title.iter_mut().for_each(moved);
    writer.parsed.passages.append(&mut recovered.passages);
    writer.parsed.notes.append(&mut recovered.notes);
    writer.parsed.removed.append(&mut recovered.removed);
    (recovered, diagnostics)
}

fn collect(writer: &mut Writer<'_>, ix: NodeIx, text: &mut String, origins: &mut Origins) {
    let tree = writer.tree;
    let end = tree.nodes[ix].end;
    let spots: Vec<Spot> = (ix..end).filter_map(|node| printed::spot(tree, node)).collect();
    let (step, margins) = (printed::step(&spots), printed::margins(&spots));
    let mut above: Option<Spot> = None;
    let mut node = ix;
    while node < end {
        if node > ix && writer.is_passed_over(node) {
            node = tree.nodes[node].end;
            continue;
        }
        if let Some(spot) = printed::spot(tree, node) {
            let between = above.map(|above| printed::between(above, spot, step));
            match between {
                Some(Between::Blank) => text.push(' '),
                Some(Between::Paragraph) => text.push_str("\n\n"),
                Some(Between::Page) => text.push_str("\n\u{c}"),
                Some(Between::Line) | None => text.push('\n'),
            }
            if between != Some(Between::Blank) {
                text.push_str(&" ".repeat(printed::indent(&margins, spot)));
            }
            above = Some(spot);
        } else if let Some(words) =
            tree.text(node).filter(|words| above.is_none() || !words.trim().is_empty())
        {
            origins.add(text.len(), words, &tree.nodes[node].source, writer.text);
            text.push_str(words);
        } else if above.is_none() && super::element::is_block(tree.name(node)) || tree.name(node) == "br" {
            text.push('\n');
        }
        node += 1;
    }
}
