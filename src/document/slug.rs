//! Addresses made of words: lower case, letters and digits of any script, hyphens between.

use super::direction::turns;
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
    if id.len() <= LONGEST && id.chars().all(plain) { id.to_owned() } else { slug(id) }
}

/// Whether Windows keeps this name for a device, whatever its ending.
pub fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_lowercase();
    let numbered = |device: &str| {
        let number = stem.strip_prefix(device);
        number.is_some_and(|rest| {
            matches!(rest, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
        })
    };
    let devices = ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];
    devices.contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

/// Whether a file can have this name on every system, and in every archive that carries a site.
pub fn is_portable(name: &str) -> bool {
    let bad = |c: char| c.is_control() || turns(c) || "\\:*?\"<>|".contains(c);
    !name.contains(bad) && !name.ends_with(['.', ' ']) && !is_reserved(name)
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
    use super::{is_portable, slug};

    #[test]
    fn words_become_an_address() {
        assert_eq!(slug("Trotsky’s Socialism"), "trotskys-socialism");
        assert_eq!(slug("  1. How did “he” define it?"), "1-how-did-he-define-it");
        assert_eq!(slug("Économie — Планирование"), "economie-планирование");
        assert_eq!(slug("!?"), "");
    }

    #[test]
    fn names_that_not_every_system_can_have_are_known() {
        for name in [
            "con",
            "NUL.png",
            "com1.tar.gz",
            "LPT¹",
            "a:b",
            "a\nb",
            "a.",
            "a ",
            "..",
            "x\u{202e}gnp.a",
            "..\\x",
        ] {
            assert!(!is_portable(name), "{name:?}");
        }
        for name in ["a.png", "console.png", "com10.png", "图.png", "a b%2e.png"] {
            assert!(is_portable(name), "{name:?}");
        }
    }

    #[test]
    fn a_long_title_is_cut_at_a_word() {
        let long = "The possibility of building socialism in a single country and what follows from it";
        assert_eq!(slug(long), "the-possibility-of-building-socialism-in-a-single-country");
    }
}
