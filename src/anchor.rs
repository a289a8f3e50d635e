//! Anchors: the ids by which passages are linked to, kept across edits by a ledger.
//!
//! A new passage is named after its words: a heading by its slug, the rest by a short hash. The
//! ledger, `seeds/anchors.lock`, remembers which words had which name. A passage that moves keeps
//! its name because its words do; an edited one keeps it when exactly one old entry is clearly like
//! it; one that is gone leaves its name to the passage before it. When two are close, nothing is guessed.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::document::slug::slug;
use crate::document::{Document, Kind, Passage};
use rapidhash::{RapidHashMap, RapidHashSet};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

pub use crate::source::LEDGER;

/// Hashes of words kept per entry, to tell an edited passage from another one.
const SKETCH: usize = 16;
/// The least share of equal sketch hashes for an edited passage, and its lead over the next best.
const ALIKE: usize = 8;
const LEAD: usize = 3;
/// More comparisons than this in one text are not made: it was written anew.
const COMPARISONS: usize = 1_000_000;

/// So many texts are written into the ledger at once.
const AT_ONCE: usize = 1_000;

/// Ids that the pages use for themselves. All others of theirs have a `.` or `_`, which no slug has.
const RESERVED: [&str; 12] = [
    "main", "display", "rail", "top", "notes", "cite", "said", "texts", "concepts", "contents", "apart", "q",
];

/// What was known of all texts when the site was last built.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// By path of the seed.
    texts: BTreeMap<String, Arc<Vec<Entry>>>,
}

/// The passages of a text, named.
#[derive(Debug)]
pub struct Named {
    pub anchors: Anchors,
    pub diagnostics: Vec<Diagnostic>,
    known: Known,
}

/// What the ledger shall know of a text besides its anchors.
#[derive(Debug)]
enum Known {
    /// By passage.
    Words(Vec<Fingerprint>),
    /// The text cannot be read today: what the ledger knew of it.
    Kept(Arc<Vec<Entry>>),
}

/// The passages of all texts, named.
#[derive(Debug)]
pub struct Naming {
    /// In the order of texts, with their paths.
    texts: Vec<(String, Arc<Named>)>,
    /// By path, texts that are no longer there.
    vanished: BTreeMap<String, Arc<Vec<Entry>>>,
}

/// How the texts were named in an earlier state of the files.
#[derive(Default)]
pub struct Memory {
    texts: RapidHashMap<String, Remembered>,
}

/// What the names of a text follow from, and they.
struct Remembered {
    document: Arc<Document>,
    old: Option<Arc<Vec<Entry>>>,
    named: Arc<Named>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    anchor: String,
    fate: Fate,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Fate {
    Here(Fingerprint),
    /// The passage is gone; links to it lead here now.
    Gone {
        to: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Fingerprint {
    words: u64,
    sketch: [u8; SKETCH],
}

/// The anchors of one text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Anchors {
    /// By passage.
    pub ids: Vec<String>,
    /// Former ids, and the present ids that they lead to.
    pub moved: Vec<(String, String)>,
}

impl Ledger {
    /// Lines that are not understood are passed over: the worst that follows is a new anchor.
    pub fn parse(text: &str) -> Ledger {
        let mut texts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut lines = &mut Vec::new();
        for line in text.lines() {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(path) => lines = texts.entry(path).or_default(),
                None => lines.push(line),
            }
        }
        let entries = |(path, lines): (&str, Vec<&str>)| {
            let mut seen = RapidHashSet::default();
            let entries = lines.into_iter().filter_map(Entry::parse);
            let once = entries.filter(|entry| seen.insert(entry.anchor.clone()));
            (path.to_owned(), Arc::new(once.collect()))
        };
        Ledger { texts: texts.into_par_iter().map(entries).collect() }
    }

    /// Names the passages of all texts; the ledger stays as it was read.
    pub fn name(&self, documents: &[Arc<Document>], memory: &mut Memory) -> Naming {
        let renamed = self.renamed(documents);
        let before = std::mem::take(&mut memory.texts);
        let name = |document: &Arc<Document>| {
            let path = document.path.as_str();
            let old = self.texts.get(renamed.get(path).map_or(path, String::as_str)).cloned();
            let known = before.get(path);
            let known = known.filter(|known| Arc::ptr_eq(&known.document, document) && known.old == old);
            let named = match known {
                Some(known) => known.named.clone(),
                None => Arc::new(named(document, old.as_ref())),
            };
            (path.to_owned(), Remembered { document: document.clone(), old, named })
        };
        let known: Vec<(String, Remembered)> = documents.par_iter().map(name).collect();
        let texts = known.iter().map(|(path, known)| (path.clone(), known.named.clone())).collect();
        memory.texts = known.into_iter().collect();
        let renamed: RapidHashSet<&String> = renamed.values().collect();
        let is_there = |path: &String| memory.texts.contains_key(path) || renamed.contains(path);
        let vanished = self.texts.iter().filter(|(path, _)| !is_there(path));
        Naming { texts, vanished: vanished.map(|(path, old)| (path.clone(), old.clone())).collect() }
    }

    /// By path that is new to the ledger: the vanished one whose text goes on there. That is when most of
    /// what the ledger knows of it stands in exactly one new text.
    fn renamed(&self, documents: &[Arc<Document>]) -> RapidHashMap<String, String> {
        let present: RapidHashSet<&str> = documents.iter().map(|document| document.path.as_str()).collect();
        let vanished: Vec<&String> =
            self.texts.keys().filter(|path| !present.contains(path.as_str())).collect();
        let new = documents.iter().filter(|document| !self.texts.contains_key(&document.path));
        let new: Vec<&Arc<Document>> = new.collect();
        let mut renamed = RapidHashMap::default();
        if vanished.is_empty() || new.is_empty() {
            return renamed;
        }
        let mut holders: RapidHashMap<u64, Vec<usize>> = RapidHashMap::default();
        for (ix, document) in new.iter().enumerate() {
            for passage in &document.passages {
                holders.entry(fingerprint(passage).words).or_default().push(ix);
            }
        }
        for path in vanished {
            let words: Vec<u64> = self.texts[path].iter().filter_map(Entry::words).collect();
            let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
            for ix in words.iter().filter_map(|words| holders.get(words)).flatten() {
                *shared.entry(*ix).or_default() += 1;
            }
            let mut likely = shared.into_iter().filter(|(_, count)| count * 2 > words.len());
            if let (Some((ix, _)), None) = (likely.next(), likely.next()) {
                renamed.entry(new[ix].path.clone()).or_insert_with(|| path.clone());
            }
        }
        renamed
    }
}

impl Naming {
    /// By text.
    pub fn texts(&self) -> impl ExactSizeIterator<Item = &Arc<Named>> {
        self.texts.iter().map(|(_, named)| named)
    }

    /// What the ledger shall hold when the site is written.
    pub fn ledger(&self) -> String {
        let mut text = String::new();
        self.write_ledger(|piece| text.push_str(piece));
        text
    }

    /// The same piece by piece: that of a large corpus is long.
    pub fn write_ledger(&self, mut out: impl FnMut(&str)) {
        out(
            "# The anchors of passages, so that links to them last. Made by Seedbed: commit it, do not edit it.\n",
        );
        let here = self.texts.iter().map(|(path, named)| (path, Ok(named)));
        let texts: BTreeMap<&String, Result<&Arc<Named>, &Arc<Vec<Entry>>>> =
            self.vanished.iter().map(|(path, old)| (path, Err(old))).chain(here).collect();
        let texts: Vec<_> = texts.into_iter().collect();
        for some in texts.chunks(AT_ONCE) {
            let lines = |(path, text): &(&String, Result<&Arc<Named>, &Arc<Vec<Entry>>>)| {
                let mut lines = format!("[{path}]\n");
                match text {
                    Ok(named) => named.write(&mut lines),
                    Err(old) => old.iter().for_each(|entry| entry.write(&mut lines)),
                }
                lines
            };
            let lines: Vec<String> = some.par_iter().map(lines).collect();
            lines.iter().for_each(|lines| out(lines));
        }
    }
}

impl Named {
    fn write(&self, text: &mut String) {
        match &self.known {
            Known::Kept(old) => old.iter().for_each(|entry| entry.write(text)),
            Known::Words(prints) => {
                std::iter::zip(&self.anchors.ids, prints).for_each(|(id, print)| print.write(id, text));
                self.anchors.moved.iter().for_each(|(from, to)| write_gone(from, to, text));
            }
        }
    }
}

impl Entry {
    fn words(&self) -> Option<u64> {
        match &self.fate {
            Fate::Here(print) => Some(print.words),
            Fate::Gone { .. } => None,
        }
    }

    fn parse(line: &str) -> Option<Entry> {
        let mut fields = line.split(' ');
        let (anchor, second, third) = (fields.next()?.to_owned(), fields.next()?, fields.next()?);
        // A ledger may come with a stranger's changes, and its names go into pages.
        let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-');
        if !is_name(&anchor) {
            return None;
        }
        if second == "->" {
            return Some(Entry { anchor, fate: Fate::Gone { to: third.to_owned() } })
                .filter(|_| is_name(third));
        }
        let words = u64::from_str_radix(second, 16).ok()?;
        let mut sketch = [0; SKETCH];
        for (index, place) in sketch.iter_mut().enumerate() {
            *place = u8::from_str_radix(third.get(index * 2..index * 2 + 2)?, 16).ok()?;
        }
        Some(Entry { anchor, fate: Fate::Here(Fingerprint { words, sketch }) })
    }

    fn write(&self, text: &mut String) {
        match &self.fate {
            Fate::Gone { to } => write_gone(&self.anchor, to, text),
            Fate::Here(print) => print.write(&self.anchor, text),
        }
    }
}

fn write_gone(anchor: &str, to: &str, text: &mut String) {
    let _ = writeln!(text, "{anchor} -> {to}");
}

impl Fingerprint {
    fn write(&self, anchor: &str, text: &mut String) {
        let _ = writeln!(text, "{anchor} {:016x} {:032x}", self.words, u128::from_be_bytes(self.sketch));
    }
}

/// Names the passages of one text of which the ledger knew the `old` ones.
fn named(document: &Document, old: Option<&Arc<Vec<Entry>>>) -> Named {
    let mut diagnostics = Vec::new();
    if document.unread.is_some() {
        // Its passages keep their names for the day on which it can be read again.
        let known = Known::Kept(old.cloned().unwrap_or_default());
        return Named { anchors: Anchors::default(), diagnostics, known };
    }
    let old = old.map_or(&[][..], |old| old);
    let prints: Vec<_> = document.passages.iter().map(fingerprint).collect();
    let kept = keep(old, &prints);
    // The name of a passage that is gone is free for it to come back to.
    let here = old.iter().filter(|entry| matches!(entry.fate, Fate::Here(_)));
    let taken = here.map(|entry| entry.anchor.clone()).collect();
    let mut names = Names { taken, numbers: RapidHashMap::default() };
    let mut ids: Vec<Option<String>> =
        kept.iter().map(|old_ix| old_ix.map(|ix| old[ix].anchor.clone())).collect();
    name_as_written(document, &mut ids, &mut names);
    for ((id, passage), print) in ids.iter_mut().zip(&document.passages).zip(&prints) {
        id.get_or_insert_with(|| names.new_name(passage, print));
    }
    let ids: Vec<String> = ids.into_iter().map(|id| id.expect("every passage was named above")).collect();
    let moved = moved(document, old, &kept, &ids, &mut diagnostics);
    Named { anchors: Anchors { ids, moved }, diagnostics, known: Known::Words(prints) }
}

/// Names the passages that the text itself gives an id. Of several with one id the one that has it keeps it,
/// else the first gets it; the others have it with a number, and keep that for as long as another has the id.
fn name_as_written(document: &Document, ids: &mut [Option<String>], names: &mut Names) {
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

/// By passage: the old entry whose name it keeps.
fn keep(old: &[Entry], new: &[Fingerprint]) -> Vec<Option<usize>> {
    let mut kept = vec![None; new.len()];
    let mut by_words: RapidHashMap<u64, Vec<usize>> = RapidHashMap::default();
    for (ix, entry) in old.iter().enumerate().rev() {
        if let Fate::Here(print) = &entry.fate {
            by_words.entry(print.words).or_default().push(ix);
        }
    }
    for (place, print) in kept.iter_mut().zip(new) {
        *place = by_words.get_mut(&print.words).and_then(Vec::pop);
    }
    let used: RapidHashSet<usize> = kept.iter().flatten().copied().collect();
    let free_old: Vec<usize> =
        (0..old.len()).filter(|ix| !used.contains(ix) && matches!(old[*ix].fate, Fate::Here(_))).collect();
    let free_new: Vec<usize> = (0..new.len()).filter(|ix| kept[*ix].is_none()).collect();
    if free_old.len() * free_new.len() <= COMPARISONS {
        for (new_ix, old_ix) in edited(old, new, &free_old, &free_new) {
            kept[new_ix] = Some(old_ix);
        }
    }
    kept
}

/// Pairs of a new passage and the old one that it clearly was, each the best for the other.
fn edited(old: &[Entry], new: &[Fingerprint], free_old: &[usize], free_new: &[usize]) -> Vec<(usize, usize)> {
    let alike = |old_ix: usize, new_ix: usize| match &old[old_ix].fate {
        Fate::Here(print) => print.sketch.iter().zip(&new[new_ix].sketch).filter(|(a, b)| a == b).count(),
        Fate::Gone { .. } => 0,
    };
    let clear_best = |scores: Vec<(usize, usize)>| -> Option<usize> {
        let mut scores = scores;
        scores.sort_unstable_by(|a, b| b.cmp(a));
        let next = scores.get(1).map_or(0, |(score, _)| *score);
        scores.first().filter(|(score, _)| *score >= ALIKE && *score >= next + LEAD).map(|(_, ix)| *ix)
    };
    let pairs = free_new.iter().filter_map(|new_ix| {
        let old_ix = clear_best(free_old.iter().map(|old_ix| (alike(*old_ix, *new_ix), *old_ix)).collect())?;
        let back = clear_best(free_new.iter().map(|other| (alike(old_ix, *other), *other)).collect())?;
        (back == *new_ix).then_some((*new_ix, old_ix))
    });
    pairs.collect()
}

/// Names that lead to a passage of another name: further ones that the text gives it, and names that no passage has any
/// more, each with the name of the nearest earlier passage that stays.
fn moved(
    document: &Document,
    old: &[Entry],
    kept: &[Option<usize>],
    ids: &[String],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(String, String)> {
    let present: RapidHashMap<usize, usize> = kept
        .iter()
        .enumerate()
        .filter_map(|(new_ix, old_ix)| old_ix.map(|old_ix| (old_ix, new_ix)))
        .collect();
    let current: RapidHashSet<&str> = ids.iter().map(String::as_str).collect();
    let further = document.ids.iter().map(|(ix, id)| (slug(id), ix.0 as usize));
    let mut further: RapidHashMap<String, usize> = further
        .rev()
        .filter(|(id, _)| {
            !id.is_empty() && !current.contains(id.as_str()) && !RESERVED.contains(&id.as_str())
        })
        .collect();
    let Some(first) = ids.first() else { return Vec::new() };
    let mut nearest = first.clone();
    let mut moved = Vec::new();
    for (ix, entry) in old.iter().enumerate() {
        if let Some(new_ix) = present.get(&ix) {
            nearest.clone_from(&ids[*new_ix]);
        }
        if current.contains(entry.anchor.as_str()) {
            continue;
        }
        if let Some(of) = further.remove(&entry.anchor) {
            moved.push((entry.anchor.clone(), ids[of].clone()));
            continue;
        }
        match &entry.fate {
            Fate::Gone { to } if current.contains(to.as_str()) => {
                moved.push((entry.anchor.clone(), to.clone()))
            }
            Fate::Gone { .. } => moved.push((entry.anchor.clone(), nearest.clone())),
            Fate::Here(_) => {
                if !present.contains_key(&ix) {
                    diagnostics.push(lost(document, &entry.anchor, &nearest));
                }
                moved.push((entry.anchor.clone(), nearest.clone()));
            }
        }
    }
    let mut new: Vec<_> = further.into_iter().collect();
    new.sort_unstable_by(|(id, of), (other, place)| (of, id).cmp(&(place, other)));
    moved.extend(new.into_iter().map(|(id, of)| (id, ids[of].clone())));
    moved
}

fn lost(document: &Document, anchor: &str, nearest: &str) -> Diagnostic {
    Diagnostic::new(
        Code::AnchorLost,
        format!("the passage `#{anchor}` is gone; links to it now lead to `#{nearest}`"),
    )
    .at(Place::file(format!("seeds/{}", document.path)))
}

/// The names of one text, each given once.
struct Names {
    taken: RapidHashSet<String>,
    /// By name: the last number that was tried behind it.
    numbers: RapidHashMap<String, usize>,
}

impl Names {
    fn new_name(&mut self, passage: &Passage, print: &Fingerprint) -> String {
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

    fn unique(&mut self, wanted: &str) -> String {
        let mut name = if RESERVED.contains(&wanted) { format!("{wanted}-1") } else { wanted.to_owned() };
        let number = self.numbers.entry(wanted.to_owned()).or_insert(1);
        while !self.taken.insert(name.clone()) {
            *number += 1;
            name = format!("{wanted}-{number}");
        }
        name
    }
}

/// What a passage says, whatever its case, marks and spacing.
fn fingerprint(passage: &Passage) -> Fingerprint {
    let mut hashes: Vec<u64> = if passage.text.is_ascii() {
        let words = passage.text.as_bytes().split(|byte| !byte.is_ascii_alphanumeric());
        words.filter(|word| !word.is_empty()).map(hash_ascii).collect()
    } else {
        let words = passage.text.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(hash_word).collect()
    };
    if hashes.is_empty() {
        hashes.push(hash_word(&passage.text));
    }
    let words = hashes.iter().fold(SEED, |all, word| mixed(all ^ word));
    // The least hash of all pairs of words, in each of 16 hash functions: two texts share as many of
    // these minima as they share pairs (Broder, On the resemblance and containment of documents, 1997).
    // With the first bit turned, signed numbers are in the order that unsigned ones had: most processors compare many
    // of them at once.
    const FIRST: u16 = 1 << 15;
    let mut least = [i16::MAX; SKETCH];
    for pair in hashes.windows(2.min(hashes.len())) {
        let mut hash = pair.iter().fold(SEED, |all, word| mixed(all.rotate_left(1) ^ word));
        let mut drawn = [0; SKETCH];
        for four in drawn.chunks_exact_mut(4) {
            hash = mixed(hash);
            for (at, one) in (0..).zip(four) {
                *one = ((hash >> (16 * at)) as u16 ^ FIRST).cast_signed();
            }
        }
        for (least, drawn) in least.iter_mut().zip(drawn) {
            *least = (*least).min(drawn);
        }
    }
    Fingerprint { words, sketch: least.map(|hash| (hash.cast_unsigned() ^ FIRST).to_le_bytes()[0]) }
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a over the lower-case letters. The ledger keeps what comes of it: it must never change.
fn hash_word(word: &str) -> u64 {
    if word.is_ascii() {
        return hash_ascii(word.as_bytes());
    }
    hash_bytes(word.chars().flat_map(char::to_lowercase).flat_map(|c| u32::from(c).to_le_bytes()))
}

fn hash_ascii(word: &[u8]) -> u64 {
    hash_bytes(word.iter().map(u8::to_ascii_lowercase))
}

fn hash_bytes(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(SEED, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// The finaliser of SplitMix64.
fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    /// The anchors of the texts, edited one into the next, as a ledger sees them.
    fn history(texts: &[&str]) -> Vec<Anchors> {
        let mut ledger = String::new();
        let anchors = texts.iter().map(|text| {
            let sources = Sources::from_pairs([("seeds/a.md", *text)]);
            let documents = crate::document::documents(&sources).0;
            let naming = Ledger::parse(&ledger).name(&documents, &mut Memory::default());
            ledger = naming.ledger();
            naming.texts[0].1.anchors.clone()
        });
        anchors.collect()
    }

    const LONG: &str =
        "The planners need to be able to allocate those factors, which then need to stay where they are.";

    #[test]
    fn an_unchanged_passage_keeps_its_anchor_wherever_it_moves() {
        let [before, after] =
            &history(&[&format!("One.\n\n{LONG}\n\n# Head"), &format!("# Head\n\n{LONG}\n\nOne.")])[..]
        else {
            panic!()
        };
        assert_eq!(
            (&before.ids[0], &before.ids[1], &before.ids[2]),
            (&after.ids[2], &after.ids[1], &after.ids[0])
        );
        assert_eq!(after.ids[0], "head");
    }

    #[test]
    fn an_edited_passage_keeps_its_anchor_and_an_inserted_one_is_new() {
        let edited = LONG.replace("need to stay", "have to stay");
        let [before, after] = &history(&[LONG, &format!("Something else stands here now.\n\n{edited}")])[..]
        else {
            panic!()
        };
        assert_eq!(before.ids[0], after.ids[1]);
        assert_ne!(before.ids[0], after.ids[0]);
        assert_eq!(after.moved, []);
    }

    #[test]
    fn a_deleted_passage_leads_to_the_one_before_it() {
        let [before, after] = &history(&[&format!("# Head\n\n{LONG}"), "# Head"])[..] else { panic!() };
        assert_eq!(after.moved, [(before.ids[1].clone(), "head".to_owned())]);
    }

    #[test]
    fn a_passage_that_comes_back_has_its_anchor_again() {
        let whole = format!("Start.\n\n# Head\n\n{LONG}");
        let [before, gone, again] = &history(&[&whole, "Start.", &whole])[..] else { panic!() };
        assert_eq!(gone.moved.len(), 2);
        assert_eq!(before.ids, again.ids);
        assert_eq!(again.moved, []);
    }

    #[test]
    fn a_renamed_file_keeps_its_anchors() {
        let naming = |ledger: &Ledger, path: &str, text: &str| {
            let documents = crate::document::documents(&Sources::from_pairs([(path, text)])).0;
            ledger.name(&documents, &mut Memory::default())
        };
        let text = format!("# Head\n\nStart.\n\n{LONG}");
        let before = naming(&Ledger::default(), "seeds/a.md", &text.replace("Start", "Begin"));
        let after = naming(&Ledger::parse(&before.ledger()), "seeds/b.md", &text);
        let ids = |naming: &Naming| naming.texts[0].1.anchors.ids.clone();
        assert_eq!((&ids(&before)[0], &ids(&before)[2]), (&ids(&after)[0], &ids(&after)[2]));
        assert!(!after.ledger().contains("[a.md]"));
    }

    #[test]
    fn a_ledger_cannot_put_markup_into_pages() {
        let ledger = Ledger::parse("[a]\nx\"><script> 0 0\ngood -> x\"y\nok -> head\nok -> tail\n");
        assert_eq!(
            *ledger.texts["a"],
            [Entry { anchor: "ok".into(), fate: Fate::Gone { to: "head".into() } }]
        );
    }

    #[test]
    fn of_two_that_are_close_none_is_guessed() {
        let two = format!("{LONG}\n\nAgain: {LONG}");
        let [before, after] = &history(&[&two, &LONG.replace("need to stay", "must stay")])[..] else {
            panic!()
        };
        assert!(!before.ids.contains(&after.ids[0]));
        assert_eq!(after.moved.len(), 2);
    }

    #[test]
    fn an_id_that_the_text_gives_is_the_name_whatever_becomes_of_the_words() {
        let anchors = history(&["# One of them {#x}", "# Quite another thing {#x}", "# One of them {#y}"]);
        assert_eq!(anchors.iter().map(|anchors| &anchors.ids[0]).collect::<Vec<_>>(), ["x", "x", "y"]);
    }

    #[test]
    fn passages_to_which_the_text_gives_one_id_keep_their_names() {
        let text = "# One {#x}\n\n# Two {#x}\n\n# Three {#x}\n\n# Three {#main}\n\n# X\n\n# Four {#x-2}\n";
        let added = format!("# Zero {{#x}}\n\n{text}");
        let anchors = history(&[text, text, &added, &added]);
        assert_eq!(anchors[0].ids, ["x", "x-2", "x-3", "main-1", "x-4", "x-2-2"]);
        assert_eq!(anchors[0], anchors[1]);
        assert_eq!(anchors[2].ids[1..], anchors[0].ids);
        assert_eq!(anchors[2], anchors[3]);
    }

    #[test]
    fn equal_passages_have_different_anchors() {
        let anchors = history(&["Same.\n\nSame.\n\n# n1\n\n# main"]).remove(0);
        let unique: RapidHashSet<_> = anchors.ids.iter().collect();
        assert_eq!(unique.len(), 4);
        assert_eq!(anchors.ids[2..], ["n1", "main-1"]);
    }
}
