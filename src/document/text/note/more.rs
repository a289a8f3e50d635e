//! What goes on with a note: paragraphs and lists under its first line, and the text that its page interrupted.

use super::{Book, is_note};
use crate::document::text::chunk::{Chunk, Role};
use crate::document::text::reference::Marks;
use crate::document::text::sheet::{Sheet, ends_sentence};

/// A paragraph after a note, set in under it, is more of the same note.
pub fn follow(sheet: &Sheet, chunks: &mut [Chunk], at: usize, book: &Book) {
    let Some(before) = at.checked_sub(1) else { return };
    let (Role::Note(place) | Role::NoteMore(place)) = chunks[before].role else { return };
    let chunk = &chunks[at];
    // What stands further in is set in the middle: a page number, the printer's name.
    const FURTHEST: u32 = 12;
    let least = chunks[before].indent.max(sheet.base)
        + if matches!(chunks[before].role, Role::Note(_)) { 2 } else { 0 };
    let set_in = (least..=least + FURTHEST).contains(&chunk.indent);
    let open = book.notes[place].closed_by.is_none();
    if open && set_in && chunk.is_prose() && !chunk.broken && chunk.marker.is_none() {
        chunks[at].decide(Role::NoteMore(place), "set in under a note", 0.8);
    }
}

/// Of notes that the text refers to before the first of them, what stands between one and the next goes on with it: none of
/// the text is left to come. After the last, a list that it leads to is its own.
pub fn between(sheet: &Sheet, chunks: &mut [Chunk], marks: &Marks, book: &Book) {
    /// More passages are rather a text with notes in it.
    const MOST: usize = 12;
    let opens = |chunk: &Chunk| match chunk.role {
        Role::Note(place) => Some(place),
        _ => None,
    };
    let notes: Vec<(usize, usize)> =
        (0..chunks.len()).filter_map(|at| Some((at, opens(&chunks[at])?))).collect();
    let value =
        |place: usize| book.notes[place].label.parse::<u32>().ok().filter(|_| book.notes[place].found);
    let free = |chunk: &Chunk| {
        chunk.is_prose()
            && chunk.quote == 0
            && chunk.role == Role::Paragraph
            && !sheet.declares(chunk.lines.start)
    };
    for (index, (at, place)) in notes.iter().enumerate() {
        let Some(label) = value(*place) else { continue };
        let more = at + 1..chunks.len().min(at + 1 + MOST);
        let end = match notes.get(index + 1) {
            Some((next, follower)) => {
                let told = value(*follower) == Some(label + 1)
                    && marks.first_of(&(label + 1).to_string()).is_some_and(|mark| mark < chunks[*at].from);
                if !told
                    || *next > more.end
                    || !chunks[more.start..*next].iter().all(|chunk| free(chunk) || is_note(chunk))
                {
                    continue;
                }
                *next
            }
            None if sheet.words(chunks[*at].lines.end - 1).ends_with(':') => {
                let item = |chunk: &Chunk| free(chunk) && chunk.marker.is_some();
                more.start + chunks[more].iter().take_while(|chunk| item(chunk)).count()
            }
            None => continue,
        };
        for chunk in &mut chunks[at + 1..end] {
            if !is_note(chunk) {
                chunk.decide(
                    Role::NoteMore(*place),
                    "between a note and the next, all of which the text before refers to",
                    0.8,
                );
            }
        }
    }
}

/// A paragraph that breaks off over the notes of its page goes on under them.
pub fn over_pages(sheet: &Sheet, chunks: &mut Vec<Chunk>) {
    let plain = |chunk: &Chunk| {
        chunk.is_prose()
            && chunk.role == Role::Paragraph
            && chunk.marker.is_none()
            && chunk.quote == 0
            && !chunk.broken
            && !sheet.declares(chunk.lines.start)
    };
    let mut gone = Vec::new();
    for at in 1..chunks.len() {
        if !is_note(&chunks[at - 1]) || !plain(&chunks[at]) {
            continue;
        }
        let foot = |chunk: &Chunk| is_note(chunk) || chunk.role == Role::NoteHead;
        let Some(before) = chunks[..at].iter().rposition(|chunk| !foot(chunk)) else { continue };
        let (open, next) = (sheet.words(chunks[before].lines.end - 1), sheet.words(chunks[at].lines.start));
        let torn = !ends_sentence(open)
            && open.ends_with(|c: char| c.is_alphanumeric() || c == '-')
            && next.starts_with(char::is_lowercase)
            && chunks[before].lines.len() > 1;
        if torn && plain(&chunks[before]) && chunks[before].tail.is_none() {
            chunks[before].tail = Some(chunks[at].lines.clone());
            gone.push(at);
        }
    }
    let mut gone = gone.into_iter().peekable();
    let mut at = 0..;
    chunks.retain(|_| gone.next_if_eq(&at.next().unwrap_or(0)).is_none());
}
