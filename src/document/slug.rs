//! Addresses made of words: lower case, letters and digits of any script, hyphens between.

use unicode_normalization::UnicodeNormalization;

/// The longest slug, in bytes; longer ones are cut at a word.
const LONGEST: usize = 60;

/// The slug of a title or name; empty if it has no letter or digit.
pub fn slug(words: &str) -> String {
    let mut slug = String::new();
    for word in plain(words).split('-').filter(|word| !word.is_empty()) {
        if !slug.is_empty() && slug.len() + 1 + word.len() > LONGEST {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    let mut end = slug.len().min(LONGEST);
    while !slug.is_char_boundary(end) {
        end -= 1;
    }
    slug.truncate(end);
    slug
}

/// The name of a concept's page: its id, as far as that is one, else the slug of it.
pub fn file_name(id: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if id.chars().all(plain) { id.to_owned() } else { slug(id) }
}

/// Decomposed, without combining marks, lower case; apostrophes vanish, the rest becomes hyphens.
fn plain(words: &str) -> String {
    words
        .nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .filter(|c| !matches!(c, '\'' | '’' | '\u{ad}'))
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn words_become_an_address() {
        assert_eq!(slug("Trotsky’s Socialism"), "trotskys-socialism");
        assert_eq!(slug("  1. How did “he” define it?"), "1-how-did-he-define-it");
        assert_eq!(slug("Économie — Планирование"), "economie-планирование");
        assert_eq!(slug("!?"), "");
    }

    #[test]
    fn a_long_title_is_cut_at_a_word() {
        let long = "The possibility of building socialism in a single country and what follows from it";
        assert_eq!(slug(long), "the-possibility-of-building-socialism-in-a-single-country");
    }
}
