//! Names for passages: the ids that a text itself gives, slugs of headings, short hashes of the rest.

use super::fingerprint::{Fingerprint, mixed};
use crate::document::slug::slug;
use crate::document::{Document, Kind, Passage};
use rapidhash::{RapidHashMap, RapidHashSet};
use std::collections::BTreeMap;

/// Ids that the pages use for themselves. All others of theirs have a `.` or `_`, which no slug has.
pub const RESERVED: [&str; 12] = [
    "main", "display", "rail", "top", "notes", "cite", "said", "texts", "concepts", "contents", "apart", "q",
];

/// The names of one text, each given once.
pub struct Names {
    taken: RapidHashSet<String>,
    /// By name: the last number that was tried behind it.
    numbers: RapidHashMap<String, usize>,
}

impl Names {
    /// Names beside those that are `taken`.
    pub fn new(taken: RapidHashSet<String>) -> Names {
        Names { taken, numbers: RapidHashMap::default() }
    }

    pub fn new_name(&mut self, passage: &Passage, print: &Fingerprint) -> String {
        if passage.kind == Kind::Heading {
            let words = slug(&passage.text);
            if !words.is_empty() {
                return self.unique(&words);
            }
        }
        // Five bits a letter; one letter more for as long as the name is taken.
        const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
        let letter = |index: usize| {
            let hash = mixed(print.words.wrapping_add(index as u64 / 8));
            LETTERS[usize::from(hash.to_le_bytes()[index % 8] % 32)] as char
        };
        let mut name = String::from("p");
        name.extend((0..4).map(letter));
        let mut next = 4;
        while self.taken.contains(&name) && next < 32 {
            name.push(letter(next));
            next += 1;
        }
        self.unique(&name)
    }

    pub fn unique(&mut self, wanted: &str) -> String {
        let mut name = if RESERVED.contains(&wanted) { format!("{wanted}-1") } else { wanted.to_owned() };
        let number = self.numbers.entry(wanted.to_owned()).or_insert(1);
        while !self.taken.insert(name.clone()) {
            *number += 1;
            name = format!("{wanted}-{number}");
        }
        name
    }
}

/// Names the passages that the text itself gives an id. Of several with one id the one that has it keeps it,
/// else the first gets it; the others have it with a number, and keep that for as long as another has the id.
pub fn name_as_written(document: &Document, ids: &mut [Option<String>], names: &mut Names) {
    let slugs = document.ids.iter().rev().map(|(ix, id)| (ix.0 as usize, slug(id)));
    // The first of a passage counts.
    let wanted: BTreeMap<usize, String> = slugs.filter(|(_, slug)| !slug.is_empty()).collect();
    let mut given = RapidHashSet::default();
    for (ix, id) in ids.iter().enumerate() {
        if wanted.get(&ix).is_none_or(|wanted| id.as_ref() == Some(wanted)) {
            given.extend(id.clone());
        }
    }
    for (ix, wanted) in &wanted {
        let id = &mut ids[*ix];
        if id.as_ref() == Some(wanted) {
            continue;
        }
        let is_free = !given.contains(wanted) && !RESERVED.contains(&wanted.as_str());
        let keeps = |id: &String| !is_free && is_numbered(id, wanted) && !given.contains(id);
        if !id.as_ref().is_some_and(keeps) {
            if is_free {
                // It was a passage's that is gone, or that the text calls otherwise now.
                names.taken.remove(wanted);
            }
            *id = Some(names.unique(wanted));
        }
        given.extend(id.clone());
    }
}

fn is_numbered(name: &str, wanted: &str) -> bool {
    let number = name.strip_prefix(wanted).and_then(|rest| rest.strip_prefix('-'));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}
