//! Where each concept stands in the corpus, what it stands beside, and the hue it is shown in.

use super::build::unique;
use super::telling::{Told, best, score, told};
use super::{Count, Presence, Text, TextIx};
use crate::concept::{ConceptIx, Lexicon};
use crate::config::Config;
use crate::document::slug::{file_name, is_reserved};
use crate::document::{Document, PassageIx};
use crate::mention::judge::Judged;
use crate::mention::{Mention, Standing};
use rapidhash::RapidHashSet;
use std::sync::Arc;

const HUES: u8 = 8;

pub fn presences(
    config: &Config,
    lexicon: &Lexicon,
    texts: &[Arc<Text>],
    neighbours: &[Vec<(ConceptIx, usize)>],
) -> Vec<Presence> {
    let mut presences: Vec<Presence> = std::iter::zip(concept_slugs(lexicon), neighbours)
        .map(|(slug, neighbours)| Presence { slug, neighbours: neighbours.clone(), ..Presence::default() })
        .collect();
    for (ix, text) in (0..).map(TextIx).zip(texts) {
        let language = text.primary_language(config);
        for count in &text.counts {
            let presence = &mut presences[count.concept.0 as usize];
            presence.passages += count.passages as usize;
            presence.told += count.told as usize;
            let Some(best) = count.best else { continue };
            presence.hear(best.of(ix), &language);
            presence.before.push(presence.total);
            presence.total += count.mentions as usize;
            presence.texts.push((ix, count.mentions as usize));
            presence.first.push(count.first);
        }
    }
    colour(lexicon, &mut presences);
    presences
}

/// How often a text mentions each concept and where it tells most of it, in order of concept. The mentions that
/// count are given by concept, with their scores.
pub fn counts(mentions: &[Mention], by_concept: &[u32], scores: &[i8]) -> Vec<Count> {
    let mut places: Vec<(ConceptIx, PassageIx)> =
        mentions.iter().map(|mention| (mention.concept, mention.passage)).collect();
    places.sort_unstable();
    let number = |count: usize| u32::try_from(count).expect("a text has less than 4 billion words");
    let mut before = 0;
    let count = |of_concept: &[(ConceptIx, PassageIx)]| {
        let concept = of_concept[0].0;
        let rest = by_concept[before..].iter();
        let own = rest.take_while(|at| mentions[**at as usize].concept == concept).count();
        let range = before..before + own;
        before = range.end;
        let told: Vec<Told> = told(mentions, &by_concept[range.clone()], &scores[range.clone()]).collect();
        Count {
            concept,
            first: number(range.start),
            mentions: number(own),
            passages: number(of_concept.chunk_by(|a, b| a.1 == b.1).count()),
            told: number(told.len()),
            best: best(told.into_iter()),
        }
    };
    places.chunk_by(|a, b| a.0 == b.0).map(count).collect()
}

/// Places in the list but for nested mentions, by concept and then by place.
pub fn by_concept(mentions: &[Mention]) -> Vec<u32> {
    let counted = (0..).zip(mentions).filter(|(_, mention)| mention.standing != Standing::Nested);
    let mut places: Vec<u32> = counted.map(|(at, _)| at).collect();
    places.sort_by_key(|at| mentions[*at as usize].concept);
    places
}

/// How much the passages of these mentions tell, judged by the first mention in each; of the others nothing is asked.
pub fn scores(document: &Document, judged: &Judged, by_concept: &[u32]) -> Vec<i8> {
    let mut last = None;
    let score = |at: &u32| {
        let mention = &judged.mentions[*at as usize];
        let place = Some((mention.concept, mention.passage));
        if std::mem::replace(&mut last, place) == place { 0 } else { score(document, judged, mention) }
    };
    by_concept.iter().map(score).collect()
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
