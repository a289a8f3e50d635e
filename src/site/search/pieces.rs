//! The pieces of the index as files: each small enough to be fetched for one query, together few.

use super::classes::{Entry, Words};
use super::{Items, code};
use crate::concept::ConceptIx;
use crate::corpus::{Corpus, Text};
use crate::mention::token::is_unspaced;
use crate::page::full_title;
use rapidhash::RapidHashMap;
use rayon::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

/// The least bytes of a piece, and the most pieces of its kind.
struct Sizes {
    least: usize,
    most: usize,
}

// In a corpus too large for files of passages together with the one that says what they hold at most 300 files, however
// large it is.
const WORDS: Sizes = Sizes { least: 30_000, most: 225 };
const TITLES: Sizes = Sizes { least: 6_000, most: 70 };
const TEXTS: Sizes = Sizes { least: 16_000, most: 190 };

/// Up to so many bytes of passages the index holds their words. Beyond that a browser takes them from
/// the page of the text, because all of them again would be larger than the rest of the index.
const OWN_TEXTS: usize = 6_000_000;

/// The files of the index, by path.
pub fn files(corpus: &Corpus, items: &Items, words: &Words) -> Vec<(String, Vec<u8>)> {
    let (word_starts, word_pieces) = word_pieces(words);
    let titles = corpus.texts.par_iter().map(|text| json!([full_title(text), text.slug]).to_string());
    let names = items.concepts.par_iter().map(|ix| name(corpus, *ix));
    let titles: Vec<String> = titles.chain(names).collect();
    let (title_starts, title_pieces) = grouped(titles, &TITLES);
    let size: usize =
        corpus.texts.iter().flat_map(|text| &text.document.passages).map(|p| p.text.len()).sum();
    let texts = if size > OWN_TEXTS { Vec::new() } else { texts(corpus) };
    let (text_starts, text_pieces) = grouped(texts, &TEXTS);

    let mut files = Vec::new();
    let mut edition = blake3::Hasher::new();
    for (kind, pieces) in [("w", word_pieces), ("m", title_pieces), ("t", text_pieces)] {
        for (at, piece) in pieces.into_iter().enumerate() {
            let script = format!("seedbedSearch(\"{kind}{at}\",{piece})\n");
            edition.update(script.as_bytes());
            files.push((format!("search/{kind}{at}.js"), script.into_bytes()));
        }
    }
    let mut lengths = String::new();
    code::push(&mut lengths, &items.starts.windows(2).map(|two| two[1] - two[0]).collect::<Vec<_>>());
    let index = json!({
        "v": edition.finalize().to_hex()[..8],
        "n": lengths,
        "c": items.concepts.len(),
        "u": unspaced(words),
        "say": corpus.config.words.of_answers(),
        "w": word_starts,
        "m": title_starts,
        "t": text_starts,
    });
    files.push(("search/index.js".to_owned(), format!("seedbedSearch(\"index\",{index})\n").into_bytes()));
    files
}

/// The scripts of the corpus that part no words by blanks, as a regular expression names their letters.
fn unspaced(words: &Words) -> String {
    let letters = words.entries.iter().flat_map(|entry| entry.form.chars()).filter(|c| is_unspaced(*c));
    let scripts: BTreeSet<&str> = letters
        .map(|letter| match u32::from(letter) {
            0x0E00..=0x0E7F => r"\p{sc=Thai}",
            0x0E80..=0x0EFF => r"\p{sc=Lao}",
            0x1000..=0x109F => r"\p{sc=Mymr}",
            0x1780..=0x17FF => r"\p{sc=Khmr}",
            0x3040..=0x309F => r"\p{sc=Hira}",
            // The sign that makes a vowel long belongs to no script.
            0x30A0..=0x30FF | 0x31F0..=0x31FF | 0xFF66..=0xFF9F => r"\p{sc=Kana}ー",
            _ => r"\p{sc=Han}",
        })
        .collect();
    scripts.into_iter().collect()
}

/// The first word of each piece, and the pieces: words and their places in turn, parted by blanks.
fn word_pieces(words: &Words) -> (Vec<&str>, Vec<String>) {
    let size =
        |entry: &Entry| entry.form.len() + if entry.first { words.places[entry.class].len() } else { 2 };
    let total: usize = words.entries.iter().map(size).sum();
    let mut target = (total / WORDS.most).max(WORDS.least);
    let mut ranges = ranges(words, &size, target);
    while ranges.len() > WORDS.most {
        target += target / 50;
        ranges = self::ranges(words, &size, target);
    }
    let mut forms = vec![Vec::new(); words.places.len()];
    words.entries.iter().enumerate().for_each(|(at, entry)| forms[entry.class].push(at));
    let starts = ranges.iter().map(|range| words.entries[range.start].form.as_str()).collect();
    let pieces = ranges.into_par_iter().map(|range| word_piece(words, &forms, range)).collect();
    (starts, pieces)
}

/// The words in ranges of about so many bytes.
fn ranges(words: &Words, size: &impl Fn(&Entry) -> usize, target: usize) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut start, mut filled) = (0, 0);
    for (at, entry) in words.entries.iter().enumerate() {
        // A long list that would make the piece much too large begins the next one; forms of one word stay together.
        if entry.first && filled > 0 && filled + size(entry) / 2 > target {
            ranges.push(start..at);
            (start, filled) = (at, 0);
        }
        filled += size(entry);
    }
    if filled > 0 {
        ranges.push(start..words.entries.len());
    }
    ranges
}

/// The words of a range. What a class has of other words stands at the end, so that a reader of this piece alone
/// knows all of it.
fn word_piece(words: &Words, forms: &[Vec<usize>], range: Range<usize>) -> String {
    let mut entries: Vec<usize> = range.clone().collect();
    let classes: BTreeSet<usize> = range.clone().map(|at| words.entries[at].class).collect();
    let others = classes.into_iter().flat_map(|class| forms[class].iter().copied());
    let mut strange: Vec<usize> = others.filter(|at| !range.contains(at)).collect();
    strange.sort_unstable();
    entries.extend(strange);
    let mut piece = String::from("\"");
    let mut firsts = RapidHashMap::default();
    let mut last = "";
    for (line, at) in entries.into_iter().enumerate() {
        let Entry { form, class, .. } = &words.entries[at];
        if line > 0 {
            piece.push(' ');
        }
        let (shared, units) = shared(last, form);
        piece.push(code::letter(units));
        push_escaped(&mut piece, &form[shared..]);
        piece.push(' ');
        let first = *firsts.entry(class).or_insert(line);
        if first == line {
            piece.push_str(&words.places[*class]);
        } else {
            write!(piece, "&{}", line - first).expect("a string takes all");
        }
        last = form;
    }
    piece.push('"');
    piece
}

/// What two words begin with alike, in bytes and as JavaScript counts; at most what one letter can say.
fn shared(last: &str, word: &str) -> (usize, u32) {
    let (mut bytes, mut units) = (0, 0);
    for (a, b) in last.chars().zip(word.chars()) {
        if a != b || units > 60 {
            break;
        }
        bytes += a.len_utf8();
        units += u32::try_from(a.len_utf16()).expect("it is 1 or 2");
    }
    (bytes, units)
}

/// Forms hold letters, digits and apostrophes; anything else a text may hold is written as JSON has it.
fn push_escaped(out: &mut String, form: &str) {
    if form.contains(|c: char| c == '"' || c == '\\' || c.is_control()) {
        let quoted = Value::from(form).to_string();
        out.push_str(&quoted[1..quoted.len() - 1]);
    } else {
        out.push_str(form);
    }
}

/// What is shown of a concept, and the name of its page.
fn name(corpus: &Corpus, ix: ConceptIx) -> String {
    let (concept, presence) = (corpus.lexicon.get(ix), corpus.presence(ix));
    json!([concept.name, presence.slug, presence.hue, presence.total, presence.texts.len()]).to_string()
}

/// Every item of the texts, as JSON: how readers count it, its id, its words. A text itself has no more
/// to show than its title.
fn texts(corpus: &Corpus) -> Vec<String> {
    let of_text = |text: &Arc<Text>| {
        let mut items = vec!["0".to_owned()];
        items.extend(text.document.enumerate().map(|(ix, passage)| {
            let number = text.numbers[ix.0 as usize].map(|number| format!("¶{number}")).unwrap_or_default();
            json!([number, text.anchor(ix), passage.text]).to_string()
        }));
        items
    };
    corpus.texts.par_iter().flat_map_iter(of_text).collect()
}

/// Lists of values of about the same size, and the number of the first value of each.
fn grouped(values: Vec<String>, sizes: &Sizes) -> (Vec<usize>, Vec<String>) {
    let target = (values.iter().map(String::len).sum::<usize>() / sizes.most).max(sizes.least);
    let (mut starts, mut pieces) = (Vec::new(), Vec::new());
    let mut piece = String::new();
    for (at, value) in values.iter().enumerate() {
        if piece.is_empty() {
            starts.push(at);
        }
        piece.push(if piece.is_empty() { '[' } else { ',' });
        piece.push_str(value);
        if piece.len() >= target || at + 1 == values.len() {
            piece.push(']');
            pieces.push(std::mem::take(&mut piece));
        }
    }
    (starts, pieces)
}
