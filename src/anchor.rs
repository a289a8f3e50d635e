//! Anchors: the ids by which passages are linked to, kept across edits by a ledger.
//!
//! A new passage is named after its words: a heading by its slug, the rest by a short hash. The
//! ledger, `seeds/anchors.lock`, remembers which words had which name. A passage that moves keeps
//! its name because its words do; an edited one keeps it when exactly one old entry is clearly like
//! it; one that is gone leaves its name to the passage before it. When two are close, nothing is guessed.

mod entry;
mod fingerprint;
mod kept;
mod names;
#[cfg(test)]
mod tests;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use entry::{Entry, Fate, write_gone};
use fingerprint::{Fingerprint, fingerprint};
use kept::{keep, moved};
use names::{Names, name_as_written};
use rapidhash::{RapidHashMap, RapidHashSet};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

pub use crate::source::LEDGER;

/// So many texts are written into the ledger at once.
const AT_ONCE: usize = 1_000;

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
    let mut names = Names::new(taken);
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
