//! Which passages of a text are those that the ledger knew, and where the names of the others lead.

use super::entry::{Entry, Fate};
use super::fingerprint::Fingerprint;
use super::names::RESERVED;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::document::Document;
use crate::document::slug::slug;
use rapidhash::{RapidHashMap, RapidHashSet};

/// The least share of equal sketch hashes for an edited passage, and its lead over the next best.
const ALIKE: usize = 8;
const LEAD: usize = 3;
/// More comparisons than this in one text are not made: it was written anew.
const COMPARISONS: usize = 1_000_000;

/// By passage: the old entry whose name it keeps.
pub fn keep(old: &[Entry], new: &[Fingerprint]) -> Vec<Option<usize>> {
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
pub fn moved(
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
