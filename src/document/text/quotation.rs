//! What is set in: quotations, commands, or the text of a section all of which is set in.

use super::chunk::{Chunk, Form, Role};
use super::role::is_set_in;
use super::sheet::{Sheet, ends_sentence};
use super::{command, definition};
use crate::document::autolink;

/// Paragraphs set in from the others. Under an item they are the item's: the assembly sees to that.
pub fn quotations(sheet: &Sheet, chunks: &mut [Chunk]) {
    let mut section = 0..0;
    let mut own = None;
    let told = |chunk: &&Chunk| chunk.role == Role::Paragraph && chunk.marker.is_none() && chunk.quote == 0;
    let within = chunks.iter().filter(told).filter(|chunk| is_set_in(sheet, chunk)).count();
    let mostly = within > (chunks.iter().filter(told).count() - within) * 2;
    // Most texts set nothing in, and then no section need be looked at.
    let any = chunks.iter().any(|chunk| is_set_in(sheet, chunk));
    let sections = if any { set_in_sections(sheet, chunks) } else { 0 };
    for at in 0..chunks.len() {
        if any && !section.contains(&at) {
            let rest = chunks[at + 1..].iter().take_while(|chunk| !is_head(chunk)).count();
            section = at..at + 1 + rest;
            let under = &chunks[at + 1..at + 1 + rest];
            let close = under.first().is_some_and(|first| first.before == 0);
            // A text browser sets in by little what is quoted.
            let within = || under.iter().filter(|chunk| is_set_in(sheet, chunk)).take(2).count();
            // One line alone under a title is a motto, however the sections after it stand.
            let motto = chunks[at].role == Role::Title && rest == 1 && under[0].is_single();
            let several = !sheet.set_in && (sections >= 2 && !motto || within() > 1);
            let fits = is_head(&chunks[at]) && (mostly || close || several);
            own = fits.then(|| all_set_in(sheet, under)).flatten();
            // A quotation has something before it: several paragraphs close under a head are the text.
            let first = under.iter().take_while(|chunk| is_set_in(sheet, chunk)).count();
            if own.is_none() && is_head(&chunks[at]) && first > 2 && !sheet.set_in {
                (section.end, own) = (at + 1 + first, all_set_in(sheet, &under[..first]));
            }
        }
        let chunk = &chunks[at];
        let set_in = any && is_set_in(sheet, chunk);
        if (set_in || at > 0 && chunks[at - 1].form == Form::Hung) && command::is_run(sheet, chunk) {
            chunks[at].decide(Role::Code, "a command set in", 0.7);
        } else if set_in
            && !(at < 5 && is_under_title(sheet, &chunks[..=at]))
            && own.is_none_or(|own| chunk.indent > own + 1)
            && !is_own(sheet.words(chunk.lines.start))
        {
            chunks[at].decide(Role::Quote, "set in from the margin", 0.7);
        }
    }
}

/// Whether the last of some chunks is one of several short lines that stand under a title set in as they are: who wrote the
/// text, and when.
fn is_under_title(sheet: &Sheet, chunks: &[Chunk]) -> bool {
    let short = |chunk: &Chunk| {
        let words = sheet.words(chunk.lines.start);
        chunk.is_single()
            && chunk.indent >= sheet.base + 6
            && words.split(' ').count() <= 6
            && !ends_sentence(words)
    };
    chunks.len() > 1 && chunks[0].role == Role::Title && chunks.iter().all(short)
}

fn is_head(chunk: &Chunk) -> bool {
    matches!(chunk.role, Role::Heading | Role::Title)
}

/// The indent of the text of a section, if all of it is set in: close under its head, or as most of the file is, that is
/// its place, and no quotation.
fn all_set_in(sheet: &Sheet, section: &[Chunk]) -> Option<u32> {
    let told = |chunk: &&Chunk| !matches!(chunk.role, Role::Code | Role::Table | Role::Rule | Role::Verse);
    let least = section.iter().filter(told).map(|chunk| chunk.indent).min()?;
    (least >= sheet.base + 2).then_some(least)
}

/// How many sections have no text but what is set in.
fn set_in_sections(sheet: &Sheet, chunks: &[Chunk]) -> usize {
    let sections = chunks.chunk_by(|_, next| !is_head(next)).filter(|section| is_head(&section[0]));
    sections.filter(|section| all_set_in(sheet, &section[1..]).is_some()).take(2).count()
}

/// Whether words that are set in are the text's own: a definition of an act, an address that stands by itself, or the
/// name of who said what stands above.
fn is_own(words: &str) -> bool {
    let named = words.strip_prefix("--").or_else(|| words.strip_prefix('—'));
    let signed =
        named.is_some_and(|name| name.trim_start().starts_with(char::is_uppercase) && words.len() <= 80);
    definition::defines(words) || autolink::is_address(words) || signed
}
