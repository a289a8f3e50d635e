//! Where each concept stands in the corpus, what it stands beside, and the hue it is shown in.

use super::build::unique;
use super::{Presence, Text, TextIx};
use crate::concept::{ConceptIx, Lexicon};
use crate::document::slug::{file_name, is_reserved};
use crate::mention::{Mention, Standing};
use rapidhash::{RapidHashMap, RapidHashSet};
use std::sync::Arc;

/// How many neighbours of a concept are kept.
const NEIGHBOURS: usize = 24;
const HUES: u8 = 8;

pub fn presences(lexicon: &Lexicon, texts: &[Arc<Text>]) -> Vec<Presence> {
    let mut presences: Vec<Presence> =
        concept_slugs(lexicon).into_iter().map(|slug| Presence { slug, ..Presence::default() }).collect();
    let mut together: RapidHashMap<(ConceptIx, ConceptIx), usize> = RapidHashMap::default();
    for (ix, text) in (0..).map(TextIx).zip(texts) {
        let counted = text.mentions.iter().filter(|mention| mention.standing != Standing::Nested);
        for mention in counted.clone() {
            let presence = &mut presences[mention.concept.0 as usize];
            presence.total += 1;
            match presence.texts.last_mut() {
                Some((last, count)) if *last == ix => *count += 1,
                _ => presence.texts.push((ix, 1)),
            }
        }
        let counted: Vec<&Mention> = counted.collect();
        for passage in counted.chunk_by(|a, b| a.passage == b.passage) {
            let mut concepts: Vec<ConceptIx> = passage.iter().map(|mention| mention.concept).collect();
            concepts.sort_unstable();
            concepts.dedup();
            for (index, a) in concepts.iter().enumerate() {
                for b in &concepts[index + 1..] {
                    *together.entry((*a, *b)).or_default() += 1;
                }
            }
        }
    }
    for ((a, b), count) in together {
        presences[a.0 as usize].neighbours.push((b, count));
        presences[b.0 as usize].neighbours.push((a, count));
    }
    for presence in &mut presences {
        presence.neighbours.sort_unstable_by_key(|(ix, count)| (usize::MAX - count, *ix));
        presence.neighbours.truncate(NEIGHBOURS);
        presence.before = before(&presence.texts);
    }
    colour(lexicon, &mut presences);
    presences
}

/// By text: the mentions in the texts before it.
fn before(texts: &[(TextIx, usize)]) -> Vec<usize> {
    let sums = texts.iter().scan(0, |sum, (_, count)| Some(std::mem::replace(sum, *sum + count)));
    sums.collect()
}

/// Ids as file names, unique whatever the case.
fn concept_slugs(lexicon: &Lexicon) -> Vec<String> {
    let mut taken: RapidHashSet<String> = RapidHashSet::default();
    taken.insert("index".to_owned());
    let slugs = lexicon.iter().map(|(_, concept)| {
        let wanted = file_name(&concept.id);
        let wanted = if wanted.is_empty() { "concept".to_owned() } else { wanted };
        let free = unique(&wanted, |name| !taken.contains(&name.to_lowercase()) && !is_reserved(name));
        taken.insert(free.to_lowercase());
        free
    });
    slugs.collect()
}

/// Gives neighbours different hues where it can: the most frequent concept chooses first, and where
/// it has a choice, its id decides, so that the hue stays as the corpus grows.
fn colour(lexicon: &Lexicon, presences: &mut [Presence]) {
    let mut order: Vec<usize> = (0..presences.len()).collect();
    order.sort_by_key(|ix| (usize::MAX - presences[*ix].total, *ix));
    let mut done = vec![false; presences.len()];
    for ix in order {
        let mut weight = [0usize; HUES as usize];
        for (neighbour, count) in &presences[ix].neighbours {
            let neighbour = neighbour.0 as usize;
            if done[neighbour] {
                weight[usize::from(presences[neighbour].hue)] += count;
            }
        }
        let id = &lexicon.get(ConceptIx(u32::try_from(ix).expect("counted in u32"))).id;
        let start = blake3::hash(id.as_bytes()).as_bytes()[0] % HUES;
        let hue = (0..HUES).map(|step| (start + step) % HUES).min_by_key(|hue| weight[usize::from(*hue)]);
        presences[ix].hue = hue.expect("there are hues");
        done[ix] = true;
    }
}
