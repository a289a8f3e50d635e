//! German: umlauts written out, those that come with the plural, and plurals from Greek and Latin.

/// Old and new ways of spelling words from Greek and Latin. A count is no `Graph`.
const RESPELLED: [(&str, &str); 5] =
    [("photo", "foto"), ("ograph", "ograf"), ("phon", "fon"), ("tial", "zial"), ("tiell", "ziell")];

/// `Oekonomie` is `Ökonomie`, but the `ue` of `Bauer`, `neue` and `Quelle` is no umlaut; `Potential` is `Potenzial`.
pub fn key(folded: &str) -> String {
    let mut key = umlauts(folded);
    for (old, new) in RESPELLED {
        if key.contains(old) {
            key = key.replace(old, new);
        }
    }
    key
}

fn umlauts(folded: &str) -> String {
    let mut key = String::with_capacity(folded.len());
    let mut before = ' ';
    for c in folded.chars() {
        let umlaut = match (before, c) {
            ('a', 'e') => Some('ä'),
            ('o', 'e') => Some('ö'),
            ('u', 'e') if !ends_in_vowel(&key) => Some('ü'),
            _ => None,
        };
        if let Some(umlaut) = umlaut {
            key.pop();
            key.push(umlaut);
        } else {
            key.push(c);
        }
        before = c;
    }
    key
}

/// Whether the letter before the last is one after which `ue` are two sounds.
fn ends_in_vowel(key: &str) -> bool {
    key.chars().rev().nth(1).is_some_and(|c| matches!(c, 'a' | 'e' | 'q' | 'ä'))
}

/// `Kämpfe` as `kampfe`: the umlaut is part of the ending.
pub fn without_umlauts(folded: &str) -> String {
    key(folded).replace('ä', "a").replace('ö', "o").replace('ü', "u")
}

/// The stemmer takes the `s` of `Zins` and `Kurs` for an ending and leaves it in `Zinsen` and `Kurse`.
pub fn without_s(mut stem: String) -> String {
    let ends = stem.strip_suffix('s').is_some_and(|rest| {
        rest.chars().count() > 2 && rest.ends_with(['b', 'd', 'f', 'g', 'h', 'k', 'l', 'm', 'n', 'r', 't'])
    });
    if ends {
        stem.pop();
    }
    stem
}

/// Plurals of words from Greek and Latin: `Themen`, `Algorithmen`, `Indizes`, `Lexika`.
pub fn bases(folded: &str) -> Vec<String> {
    // `Daten` are no calendar dates.
    let plural = |ending| folded.strip_suffix(ending).filter(|stem| stem.len() > 2 && *stem != "dat");
    let mut bases = Vec::new();
    let endings: [(&str, &[&str]); 3] =
        [("en", &["a", "um", "us", "o", "is"]), ("izes", &["ex", "ix"]), ("a", &["um", "on"])];
    for (ending, singular) in endings {
        bases.extend(
            plural(ending).iter().flat_map(|stem| singular.iter().map(move |end| format!("{stem}{end}"))),
        );
    }
    bases
}
