//! What is so throughout a file and bears on which lines are headings: how its writer ends paragraphs, whether versions
//! or names stand over text.

use super::chunk::{Chunk, Role};
use super::heading;
use super::role::is_set_in;
use super::sheet::{Sheet, ends_sentence};

/// What is so throughout a file.
#[derive(Clone, Copy)]
pub struct Manner {
    pub habit: Habit,
    /// What is set in explains the short line over it.
    pub terms: bool,
    /// Names of a program's things stand by themselves over other text.
    pub names: bool,
    /// Names after one label stand by themselves over other text: `Event: 'close'`.
    pub labels: bool,
    /// Every heading ends in `[edit]`, as MediaWiki writes them.
    pub edited: bool,
    /// Numbers of versions stand by themselves over other text.
    pub versions: bool,
    /// Paragraph after paragraph opens with a quotation mark, as where people talk.
    pub spoken: bool,
}

impl Manner {
    pub fn of(sheet: &Sheet, chunks: &[Chunk]) -> Manner {
        Manner {
            habit: habit(sheet, chunks),
            terms: terms(sheet, chunks),
            names: names(sheet, chunks),
            labels: labels(sheet, chunks),
            edited: edited(sheet, chunks),
            versions: versions(sheet, chunks),
            spoken: spoken(sheet, chunks),
        }
    }
}

/// Whether words open with a quotation mark, as what somebody says does.
pub fn is_quoted(words: &str) -> bool {
    words.starts_with(['"', '“', '„', '«', '»', '‘', '\'', '「', '『', '”'])
}

fn spoken(sheet: &Sheet, chunks: &[Chunk]) -> bool {
    const LEAST: usize = 6;
    let told = |chunk: &&Chunk| chunk.role == Role::Paragraph && chunk.marker.is_none() && chunk.quote == 0;
    let quoted = |chunk: &&Chunk| is_quoted(sheet.words(chunk.lines.start));
    let said = chunks.iter().filter(told).filter(quoted).count();
    said >= LEAST && said * 12 >= chunks.iter().filter(told).count()
}

fn versions(sheet: &Sheet, chunks: &[Chunk]) -> bool {
    (0..chunks.len()).filter(|at| is_version(sheet, chunks, *at)).take(2).count() == 2
}

/// Whether a line names a version and stands by itself over what is said of it.
pub fn is_version(sheet: &Sheet, chunks: &[Chunk], at: usize) -> bool {
    let chunk = &chunks[at];
    let next = chunks.get(at + 1);
    chunk.is_single()
        && chunk.role == Role::Paragraph
        && chunk.marker.is_none()
        && chunk.quote == 0
        // A text browser sets the heads of a page in the middle.
        && (chunk.indent <= sheet.base + 1 || chunk.indent >= 12)
        && (chunk.before > 0 || at == 0)
        && next.is_some_and(|next| next.before > 0 || !next.is_prose())
        && heading::names_version(sheet.words(chunk.lines.start))
        && !sheet.is_copied()
}

/// Whether several names stand by themselves where code would be set in.
fn names(sheet: &Sheet, chunks: &[Chunk]) -> bool {
    let named = |at: &usize| {
        let chunk = &chunks[*at];
        chunk.role == Role::Paragraph
            && chunk.marker.is_none()
            && chunk.quote == 0
            && chunk.indent <= sheet.base + 1
            && chunk.is_single()
            && heading::is_name(sheet.words(chunk.lines.start))
            && stands_alone(sheet, chunks, *at)
    };
    !sheet.is_copied() && !sheet.set_in && (1..chunks.len()).filter(named).take(3).count() == 3
}

/// Whether one label stands before several names by themselves.
fn labels(sheet: &Sheet, chunks: &[Chunk]) -> bool {
    let label = |at: usize| {
        let chunk = &chunks[at];
        let plain =
            chunk.is_single() && chunk.role == Role::Paragraph && chunk.marker.is_none() && chunk.quote == 0;
        heading::labelled_name(sheet.words(chunk.lines.start))
            .filter(|_| plain && stands_alone(sheet, chunks, at))
    };
    let mut found: Vec<&str> = Vec::new();
    !sheet.is_copied()
        && (1..chunks.len()).filter_map(label).take(50).any(|label| {
            let again = found.contains(&label);
            found.push(label);
            again
        })
}

/// Whether blank lines are around a chunk and what follows is not of its kind.
pub fn stands_alone(sheet: &Sheet, chunks: &[Chunk], at: usize) -> bool {
    let next = chunks.get(at + 1);
    chunks[at].before > 0
        && next.is_some_and(|next| {
            next.before > 0
                && !is_set_in(sheet, next)
                && !(next.is_single()
                    && next.role == Role::Paragraph
                    && heading::is_name(sheet.words(next.lines.start)))
        })
}

fn edited(sheet: &Sheet, chunks: &[Chunk]) -> bool {
    let marked =
        |chunk: &&Chunk| chunk.is_single() && heading::edit_mark(sheet.words(chunk.lines.start)).is_some();
    chunks.iter().filter(marked).take(2).count() == 2
}

/// Whether what is set in follows short lines more often than full paragraphs: then it defines them, and quotes nothing.
fn terms(sheet: &Sheet, chunks: &[Chunk]) -> bool {
    let (mut defining, mut quoting) = (0u32, 0u32);
    for pair in chunks.windows(2).filter(|pair| is_set_in(sheet, &pair[1]) && !is_set_in(sheet, &pair[0])) {
        let over = &sheet.text[pair[0].from..sheet.span(&pair[0].lines).end];
        let short = pair[0].marker.is_none() && heading::is_short_name(over);
        *(if short { &mut defining } else { &mut quoting }) += 1;
    }
    defining > quoting && defining > 1
}

/// How a writer ends paragraphs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Habit {
    Stops,
    /// Often without a stop: then a short line without one says little.
    Open,
}

fn habit(sheet: &Sheet, chunks: &[Chunk]) -> Habit {
    let (mut stopped, mut open) = (0u32, 0u32);
    for chunk in chunks.iter().filter(|chunk| matches!(chunk.role, Role::Paragraph | Role::Item)) {
        let text = &sheet.text[chunk.from..sheet.span(&chunk.lines).end];
        // No text is wider than its bytes are many.
        if text.len() > 80 && super::line::columns(text) > 80 {
            *(if ends_sentence(heading::bare(text)) || text.ends_with([':', ';']) {
                &mut stopped
            } else {
                &mut open
            }) += 1;
        }
    }
    if open >= 3 && open * 4 >= stopped + open { Habit::Open } else { Habit::Stops }
}
