//! Whether a chunk stands where the text of its file stands, however far that is set in.
//!
//! What is set in under a number belongs to the number only if the rest of the text is not set in as well.

use super::chunk::Chunk;
use super::sheet::Sheet;

/// Whether prose is text of the file's own: at its base, which is set in, or set in at its first line alone
/// as all paragraphs are.
pub fn is_body(sheet: &Sheet, chunk: &Chunk) -> bool {
    if !chunk.is_prose() || chunk.marker.is_some() {
        return false;
    }
    let first = &sheet.lines[chunk.lines.start];
    let rest = sheet.lines[chunk.lines.clone()].get(1);
    let turns = match rest {
        Some(second) => second.indent <= sheet.base,
        None => true,
    };
    sheet.set_in && first.indent == sheet.base && rest.is_none_or(|second| second.indent == sheet.base)
        || sheet.first_line == Some(first.indent) && turns
}
