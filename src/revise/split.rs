//! How the mentions of a concept fall into groups by what stands around them: whether one concept is two.
//!
//! Each mention is the words near it; those most alike are joined first, as long as they are alike
//! (average-link clustering by the cosine of weighted words). Nothing is written.

use crate::concept::ConceptIx;
use crate::corpus::{Corpus, TextIx};
use crate::mention::Standing;
use crate::mention::key::key;
use crate::mention::language::Language;
use crate::mention::token::tokens;
use crate::suggest::is_function_word;
use rapidhash::RapidHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// More mentions than these are sampled evenly.
const MOST: usize = 150;
/// Words on either side of a mention that are its context.
const AROUND: usize = 12;
/// Groups less alike than this stay apart.
const ALIKE: f64 = 0.04;
/// A group has at least one in so many of the mentions.
const SMALLEST: usize = 12;
/// Words that are shown of a group.
const WORDS: usize = 6;
const EXAMPLES: usize = 3;

/// Mentions that stand among the same words.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What the concept might be called here.
    pub name: String,
    /// Words that stand near these mentions and not near the others: for `context: any`.
    pub context: Vec<String>,
    pub mentions: usize,
    /// Titles of the texts, and how many of the mentions each has.
    pub texts: Vec<(String, usize)>,
    pub examples: Vec<String>,
}

/// The groups, the largest first; and how many mentions were looked at.
pub fn split(corpus: &Corpus, of: ConceptIx) -> (Vec<Group>, usize) {
    let mut places = places(corpus, of);
    let step = places.len().div_ceil(MOST).max(1);
    places = places.into_iter().step_by(step).collect();
    let looked_at = places.len();
    let vectors = weighted(&places);
    let mut clusters = clusters(&vectors);
    clusters.retain(|cluster| cluster.len() > 1 && cluster.len() * SMALLEST >= looked_at);
    clusters.sort_by_key(|cluster| (usize::MAX - cluster.len(), cluster[0]));
    let name = &corpus.lexicon.get(of).name;
    (clusters.iter().map(|cluster| group(corpus, name, &places, cluster)).collect(), looked_at)
}

/// One mention with the words around it.
struct Place {
    text: TextIx,
    /// By key, the words as written.
    near: BTreeMap<String, String>,
    /// The word before, where a phrase goes on through it.
    before: Option<String>,
    shown: String,
}

fn places(corpus: &Corpus, of: ConceptIx) -> Vec<Place> {
    let mut places = Vec::new();
    for (ix, text) in corpus.enumerate() {
        let tag = text.document.meta.language.as_deref().unwrap_or(&corpus.config.language);
        let language = Language::from_tag(tag);
        let own =
            text.judged.mentions.iter().filter(|one| one.concept == of && one.standing != Standing::Nested);
        for mention in own {
            let words = text.document.passage(mention.passage).text.as_str();
            let spans: Vec<_> = tokens(words).collect();
            let first = spans.partition_point(|span| span.end <= mention.span.start);
            let end = spans.partition_point(|span| span.start < mention.span.end);
            let window = first.saturating_sub(AROUND)..(end + AROUND).min(spans.len());
            let content = |at: &usize| {
                let word = &words[spans[*at].clone()];
                word.chars().count() > 2 && !is_function_word(word, tag)
            };
            let near = window.filter(|at| !(first..end).contains(at)).filter(content);
            let near = near.map(|at| {
                let word = &words[spans[at].clone()];
                (key(word, language), word.to_lowercase())
            });
            let before = first.checked_sub(1).filter(content);
            let from = spans[first.saturating_sub(5)].start;
            let to = spans[(end + 5).min(spans.len()) - 1].end;
            places.push(Place {
                text: ix,
                near: near.collect(),
                before: before
                    .filter(|at| &words[spans[*at].end..mention.span.start] == " ")
                    .map(|at| words[spans[at].clone()].to_lowercase()),
                shown: words[from..to].split_whitespace().collect::<Vec<_>>().join(" "),
            });
        }
    }
    places
}

type Vector<'a> = BTreeMap<&'a str, f64>;

/// Rare words weigh more; every vector has length one.
fn weighted(places: &[Place]) -> Vec<Vector<'_>> {
    let mut spread: RapidHashMap<&str, f64> = RapidHashMap::default();
    places.iter().flat_map(|place| place.near.keys()).for_each(|key| *spread.entry(key).or_default() += 1.0);
    let all = places.len() as f64;
    let vectors = places.iter().map(|place| {
        let mut vector: Vector<'_> =
            place.near.keys().map(|key| (key.as_str(), (1.0 + all / spread[key.as_str()]).ln())).collect();
        let length = vector.values().map(|weight| weight * weight).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
        vector.values_mut().for_each(|weight| *weight /= length);
        vector
    });
    vectors.collect()
}

/// Joins the most alike until none are alike.
fn clusters(vectors: &[Vector<'_>]) -> Vec<Vec<usize>> {
    let cosine = |a: &Vector<'_>, b: &Vector<'_>| -> f64 {
        a.iter().filter_map(|(key, weight)| Some(weight * b.get(key)?)).sum()
    };
    let mut alike: Vec<Vec<f64>> =
        vectors.iter().map(|a| vectors.iter().map(|b| cosine(a, b)).collect()).collect();
    let mut clusters: Vec<Vec<usize>> = (0..vectors.len()).map(|ix| vec![ix]).collect();
    loop {
        let mut best = (ALIKE, 0, 0);
        for (a, row) in alike.iter().enumerate() {
            for (b, cosine) in row.iter().enumerate().skip(a + 1) {
                if *cosine > best.0 {
                    best = (*cosine, a, b);
                }
            }
        }
        let (_, a, b) = best;
        if a == b {
            return clusters;
        }
        let (weight_a, weight_b) = (clusters[a].len() as f64, clusters[b].len() as f64);
        let average: Vec<f64> = std::iter::zip(&alike[a], &alike[b])
            .map(|(to_a, to_b)| (to_a * weight_a + to_b * weight_b) / (weight_a + weight_b))
            .collect();
        alike.iter_mut().zip(&average).for_each(|(row, cosine)| row[a] = *cosine);
        alike[a] = average;
        alike.remove(b);
        alike.iter_mut().for_each(|row| {
            row.remove(b);
        });
        let joined = clusters.remove(b);
        clusters[a].extend(joined);
        clusters[a].sort_unstable();
    }
}

fn group(corpus: &Corpus, name: &str, places: &[Place], cluster: &[usize]) -> Group {
    let inside: BTreeSet<usize> = cluster.iter().copied().collect();
    let mut counts: BTreeMap<&str, (usize, usize, &str)> = BTreeMap::new();
    for (ix, place) in places.iter().enumerate() {
        for (key, word) in &place.near {
            let count = counts.entry(key).or_insert((0, 0, word));
            if inside.contains(&ix) { count.0 += 1 } else { count.1 += 1 }
        }
    }
    let share = |(here, there, _): &(usize, usize, &str)| {
        let (here, there) = (*here as f64, *there as f64);
        here * ((here + 0.5) / (here + there + 1.0)).max(f64::MIN_POSITIVE)
    };
    let mut telling: Vec<_> =
        counts.into_values().filter(|(here, there, _)| *here > 1 && here > there).collect();
    telling.sort_by(|a, b| share(b).total_cmp(&share(a)).then(a.2.cmp(b.2)));
    let context: Vec<String> = telling.iter().take(WORDS).map(|(.., word)| (*word).to_owned()).collect();
    let mut texts: BTreeMap<TextIx, usize> = BTreeMap::new();
    let mut before: BTreeMap<&str, usize> = BTreeMap::new();
    for place in cluster.iter().map(|ix| &places[*ix]) {
        *texts.entry(place.text).or_default() += 1;
        if let Some(word) = &place.before {
            *before.entry(word).or_default() += 1;
        }
    }
    let usual = before.into_iter().max_by_key(|(word, count)| (*count, std::cmp::Reverse(*word)));
    let called = match usual.filter(|(_, count)| count * 5 >= cluster.len() * 2 && *count > 1) {
        Some((word, _)) => format!("{word} {}", name.to_lowercase()),
        None => context.first().map_or_else(|| name.to_owned(), |word| format!("{name} ({word})")),
    };
    Group {
        name: called,
        context,
        mentions: cluster.len(),
        texts: texts
            .into_iter()
            .map(|(ix, count)| (corpus.text(ix).document.meta.title.clone(), count))
            .collect(),
        examples: cluster.iter().take(EXAMPLES).map(|ix| places[*ix].shown.clone()).collect(),
    }
}
