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

#[cfg(test)]
mod tests {
    use super::super::tests::outline;

    #[test]
    fn a_number_over_paragraphs_that_are_set_in_at_their_first_line_is_a_heading() {
        let text = "ON LISTS\n\nI. Of Lists in General\n\n   It has often been remarked that the oldest writing that we have is\nnot a poem nor a law but a list, and that somebody had sheep.\n   I do not mean to complain of this. A list is honest, and it claims\nno more than that one thing stands after another, as it does.\n\nII. Of Lists in Particular\n\n   Of all lists those of books are the most given to vanity, since a\nman will tell you what he has read and not what he has eaten.\n   That is all that there is to say of them, and more than there was\nto be said of them when I began to write this down.\n";
        assert_eq!(outline(text).matches("heading2: I").count(), 2, "{}", outline(text));
    }

    #[test]
    fn a_paragraph_under_the_words_of_an_item_is_its_own() {
        let text = "What to do\n\n1. Unpack the archive that you have been given\n\n   It holds all that is needed for what comes next, and some more of\n   what is not needed by anybody, as far as is known.\n\n2. Read the manual that comes with it\n\n   It is long, and it says the same things more than once, so that\n   those who begin in the middle of it are not lost.\n\nThat is all there is to do, and it is done by everybody who comes here\nfor the first time, and by nobody after that.\n";
        assert!(!outline(text).contains("heading"), "{}", outline(text));
    }
}
