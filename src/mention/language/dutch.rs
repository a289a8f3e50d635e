//! Dutch: a letter is written once or twice by whether its syllable is open, and `v` and `z` harden.

use super::latin::without_accents;
use waken_snowball::{Algorithm, stem};

/// `vrijheden` as `vrijheid`, `theorieën` without its dots.
fn plain(folded: &str) -> String {
    let word = without_accents(folded);
    word.strip_suffix("heden").map_or_else(|| word.clone().into_owned(), |stem| format!("{stem}heid"))
}

pub fn dutch_stem(folded: &str) -> String {
    spelled(&stem(Algorithm::Dutch, &plain(folded)))
}

/// What two forms of a word share in spelling: `lagen` as `laag` begins, `huizen` as `huis`.
pub fn spelled(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    for c in plain(folded).chars() {
        let c = match c {
            'v' => 'f',
            'z' => 's',
            c => c,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}
