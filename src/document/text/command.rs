//! Commands that a text shows set in, each by itself: `openssl genrsa -out key.pem 2048`.

use super::chunk::{Chunk, Role};
use super::sheet::{Sheet, ends_sentence};

/// Whether a paragraph is a command, or a few of them one under another: it opens with the name of a program, and
/// something in it is an option, a file or a place for one.
pub fn is_run(sheet: &Sheet, chunk: &Chunk) -> bool {
    const LONGEST: usize = 6;
    let plain = chunk.role == Role::Paragraph
        && chunk.marker.is_none()
        && chunk.quote == 0
        && chunk.speaker == 0
        && chunk.is_prose()
        && chunk.lines.len() <= LONGEST;
    plain && is_command(sheet.words(chunk.lines.start)) && !ends_sentence(sheet.words(chunk.lines.end - 1))
}

fn is_command(words: &str) -> bool {
    let mut tokens = words.split(' ').filter(|token| !token.is_empty());
    let Some(first) = tokens.next() else { return false };
    let program = if matches!(first, "$" | "%" | "#") { tokens.next().unwrap_or("") } else { first };
    let named = program.starts_with(|c: char| c.is_ascii_lowercase() || matches!(c, '/' | '.'))
        && program.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-./+".contains(&byte))
        && program.bytes().any(|byte| byte.is_ascii_lowercase())
        && !program.ends_with('.');
    named && words.len() <= 100 && tokens.any(takes)
}

/// Whether a word is one that a command takes: an option, a file, a place for one.
fn takes(token: &str) -> bool {
    let option = token.strip_prefix("--").or_else(|| token.strip_prefix('-'));
    let file = token.rsplit_once('.').is_some_and(|(name, kind)| {
        (1..=5).contains(&kind.len())
            && kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            && name.bytes().any(|byte| byte.is_ascii_alphabetic())
    });
    let place =
        token.starts_with('[') && token.contains(']') && !token.bytes().any(|byte| byte.is_ascii_digit())
            || token.starts_with('<') && token.ends_with('>') && !token.contains('@');
    option.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
        || file && !token.contains("://")
        || place
}

#[cfg(test)]
mod tests {
    use super::super::tests::outline;

    #[test]
    fn a_command_set_in_is_code_and_a_quotation_is_none() {
        let text = "On keys\n\nA key is made of two parts, and the one does not say anything of the other to those who have it. To make one:\n\n  openssl genrsa -des3 -out key.pem 2048\n\nThe poet says of it, and he should know, for he had lost his own in the river, as it is told:\n\n  no key will open what is not a door, nor\n  shut it\n\nThat is all that is known of it, and it is more than one needs in order to go in and out of a house.\n";
        let seen = outline(text);
        assert!(seen.contains("code: openssl genrsa") && seen.contains("quote1: no key will open"), "{seen}");
    }
}
