//! Which of the spots in a passage are mentions: one concept for the same words, the longest of those
//! that overlap. An editor's word goes before both.

use super::acronym::bracketed;
use super::key::fold;
use super::phrase::Kind;
use super::spot::{Edited, Found, Likeness, RuledOut, Spot};
use super::survey::Survey;
use super::token::tokens;
use crate::concept::{ConceptIx, Lexicon};
use crate::document::Document;
use rapidhash::{RapidHashMap, RapidHashSet};
use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::ops::Range;

/// By how much one concept must be nearer to the topic of a text than another of the same name.
const MARGIN: f32 = 0.35;

/// What became of a spot.
#[derive(Clone, Debug)]
pub struct Choice {
    pub spot: Spot,
    pub outcome: Outcome,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Chosen,
    /// Part of the words of a longer mention.
    Nested,
    RuledOut(RuledOut),
    /// The same words rather mean another concept here.
    Outdone(ConceptIx),
    /// The same words may mean several concepts, and nothing decides.
    Undecided,
    /// An editor denies it.
    Denied,
}

/// Words of several concepts that nothing decides between.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shared {
    pub words: String,
    pub concepts: Vec<ConceptIx>,
}

/// Decides over all spots of a text, in order of place.
pub fn choose(
    document: &Document,
    found: &Found,
    lexicon: &Lexicon,
    survey: &Survey,
) -> (Vec<Choice>, Vec<Shared>) {
    let topic = LazyCell::new(|| Topic::of(found, survey));
    let mut choices = Vec::with_capacity(found.spots.len());
    let mut shared = RapidHashSet::default();
    let mut decided = Vec::new();
    for spots in found.spots.chunk_by(|a, b| a.passage == b.passage) {
        let passage = spots[0].passage;
        let text = document.passage(passage).text.as_str();
        decide(&Passage { text, spots, lexicon }, &topic, &mut decided);
        shared.extend(undecided(&decided, text));
        for choice in &mut decided {
            // A denial comes after the decision: what is denied to one concept does not fall to another.
            let denies = |one: &Edited| {
                one.passage == passage
                    && one.concept == choice.spot.concept
                    && overlap(&one.span, &choice.spot.span)
            };
            let explicit = choice.spot.kind == Kind::Explicit;
            if choice.outcome == Outcome::Chosen && !explicit && found.denied.iter().any(denies) {
                choice.outcome = Outcome::Denied;
            }
        }
        longest(&mut decided);
        choices.append(&mut decided);
    }
    let mut shared: Vec<Shared> = shared.into_iter().collect();
    shared.sort();
    (choices, shared)
}

/// The spots of one passage, in order of place.
struct Passage<'a> {
    text: &'a str,
    spots: &'a [Spot],
    lexicon: &'a Lexicon,
}

/// Where one phrase may mean several concepts: what stands in brackets decides, and the contexts, then a
/// name before an alias, then the form of the words, then what the text speaks of.
fn decide<'a>(
    passage: &Passage<'_>,
    topic: &LazyCell<Topic<'a>, impl FnOnce() -> Topic<'a>>,
    choices: &mut Vec<Choice>,
) {
    for group in passage.spots.chunk_by(|a, b| a.span == b.span) {
        let winner = match group {
            [only] => Some(only.concept),
            _ => match &rivals(group)[..] {
                [] => None,
                [only] => Some(only.concept),
                rivals => {
                    let told = passage.short_form_after(rivals, topic).or_else(|| passage.qualified(rivals));
                    told.or_else(|| winner(rivals, passage.lexicon, topic))
                }
            },
        };
        choices.extend(group.iter().map(|spot| {
            let outcome = match (spot.ruled_out, winner) {
                (Some(why), _) => Outcome::RuledOut(why),
                _ if spot.kind == Kind::Explicit => Outcome::Chosen,
                (None, Some(winner)) if winner == spot.concept => Outcome::Chosen,
                (None, Some(winner)) => Outcome::Outdone(winner),
                (None, None) => Outcome::Undecided,
            };
            Choice { spot: spot.clone(), outcome }
        }));
    }
}

/// The spots of one place that may be meant.
fn rivals(group: &[Spot]) -> Vec<&Spot> {
    let open = |spot: &&Spot| spot.ruled_out.is_none() && spot.kind != Kind::Explicit;
    group.iter().filter(open).collect()
}

impl Passage<'_> {
    /// What the short form means that stands in brackets after the words: they mean the same.
    fn short_form_after<'a>(
        &self,
        rivals: &[&Spot],
        topic: &LazyCell<Topic<'a>, impl FnOnce() -> Topic<'a>>,
    ) -> Option<ConceptIx> {
        let end = rivals[0].span.end;
        let rest = &self.text[end..];
        let inside = rest.trim_start().strip_prefix(['(', '（'])?;
        let start = end + rest.len() - inside.len();
        let mut groups = self.spots.chunk_by(|a, b| a.span == b.span);
        let group = groups.find(|group| {
            group[0].span.start == start && self.text[group[0].span.end..].starts_with([')', '）'])
        })?;
        let meant = match &self::rivals(group)[..] {
            [] => None,
            [only] => Some(only.concept),
            rivals => winner(rivals, self.lexicon, topic),
        };
        meant.filter(|concept| rivals.iter().any(|rival| rival.concept == *concept))
    }

    /// The one concept whose name says in brackets which of several it is, in words that the passage has:
    /// `Node (DOM)` where it speaks of the DOM.
    fn qualified(&self, rivals: &[&Spot]) -> Option<ConceptIx> {
        let qualifier = |spot: &&Spot| {
            let name = &self.lexicon.get(spot.concept).name;
            bracketed(name).next().map(|span| (spot.concept, spot.span.clone(), &name[span]))
        };
        let qualified: Vec<_> = rivals.iter().filter_map(qualifier).collect();
        if qualified.is_empty() {
            return None;
        }
        let folded = |text: &str| -> Vec<String> { tokens(text).map(|span| fold(&text[span])).collect() };
        let words = folded(self.text);
        let is_there = |wanted: &String| words.iter().any(|word| is_like(word, wanted));
        let mut met = qualified.into_iter().filter(|(_, span, qualifier)| {
            let (own, qualifier) = (folded(&self.text[span.clone()]), folded(qualifier));
            !qualifier.is_empty() && qualifier.iter().all(|word| is_there(word) && !own.contains(word))
        });
        met.next().filter(|_| met.next().is_none()).map(|(concept, ..)| concept)
    }
}

/// Whether two folded words are one, or one of them is the other and an ending: network, networking.
fn is_like(a: &str, b: &str) -> bool {
    /// Letters that are too few to be the beginning of one word only.
    const SHORT: usize = 4;
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short == long || (short.chars().count() > SHORT && long.starts_with(short))
}

fn winner(rivals: &[&Spot], lexicon: &Lexicon, topic: &Topic<'_>) -> Option<ConceptIx> {
    // A word of the family is less than the word itself, whatever the lexicon calls it by.
    let rank = |spot: &Spot| (spot.likeness == Likeness::Derived, spot.kind.rank());
    let best = rivals.iter().map(|spot| rank(spot)).min()?;
    // A context that is met weighs as much as a name.
    let has_context = |spot: &Spot| {
        let context = &lexicon.get(spot.concept).context;
        !context.any.is_empty() || !context.none.is_empty()
    };
    let firm: Vec<&Spot> =
        rivals.iter().filter(|spot| rank(spot) == best || has_context(spot)).copied().collect();
    // `Routes` is the library of that name and `route` is one of several: the form itself goes before
    // an inflected one. A capital alone decides nothing, for many lexicons write all names with one.
    let form = |spot: &Spot| spot.likeness.max(Likeness::OtherCase);
    let likest = firm.iter().map(|spot| form(spot)).min()?;
    let likest: Vec<&Spot> = firm.into_iter().filter(|spot| form(spot) == likest).collect();
    if let [only] = likest[..] {
        return Some(only.concept);
    }
    let mut scored: Vec<(f32, ConceptIx)> =
        likest.iter().map(|spot| (topic.speaks_of(spot), spot.concept)).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    (scored[0].0 >= scored[1].0 + MARGIN).then_some(scored[0].1)
}

/// What a text speaks of, as far as it says so without ambiguity.
struct Topic<'a> {
    survey: &'a Survey,
    clear: RapidHashMap<ConceptIx, f32>,
    gists: &'a [(ConceptIx, f32)],
}

impl<'a> Topic<'a> {
    fn of(found: &'a Found, survey: &'a Survey) -> Topic<'a> {
        let mut clear: RapidHashMap<ConceptIx, f32> = RapidHashMap::default();
        for group in found.spots.chunk_by(|a, b| a.passage == b.passage && a.span == b.span) {
            if let [spot] = group
                && spot.ruled_out.is_none()
            {
                let weight = match spot.kind {
                    Kind::Explicit => 2.0,
                    _ if spot.words > 1 => 1.5,
                    _ => 1.0,
                };
                let best = clear.entry(spot.concept).or_default();
                *best = best.max(weight);
            }
        }
        Topic { survey, clear, gists: &found.gists }
    }

    fn speaks_of(&self, spot: &Spot) -> f32 {
        let gist = self.gists.binary_search_by_key(&spot.concept, |(concept, _)| *concept);
        let gist = gist.map_or(0.0, |at| self.gists[at].1);
        let kin = self.survey.kin(spot.concept).iter().filter(|other| self.clear.contains_key(other)).count();
        let kin = f32::from(u8::try_from(kin.min(4)).unwrap_or(4));
        self.clear.get(&spot.concept).copied().unwrap_or(0.0) + 2.0 * spot.gist + gist + 0.2 * kin
    }
}

fn undecided(choices: &[Choice], text: &str) -> Vec<Shared> {
    let open = choices.iter().filter(|choice| choice.outcome == Outcome::Undecided);
    let open: Vec<&Spot> = open.map(|choice| &choice.spot).collect();
    let groups = open.chunk_by(|a, b| a.span == b.span);
    // What the program derives from a name and cannot decide is no problem of the editor's.
    let declared = groups.filter(|group| group.iter().filter(|spot| spot.kind.is_declared()).count() > 1);
    declared
        .map(|group| Shared {
            words: text[group[0].span.clone()].to_lowercase(),
            concepts: group.iter().map(|spot| spot.concept).collect(),
        })
        .collect()
}

/// An editor's word stands before the longest, the longest before the first. Words that several
/// concepts share hide the shorter ones within them too: they are no mention of a part.
fn longest(choices: &mut Vec<Choice>) {
    if choices.is_sorted_by(|a, b| a.spot.span.end <= b.spot.span.start) {
        return;
    }
    let stands = |choice: &Choice| matches!(choice.outcome, Outcome::Chosen | Outcome::Undecided);
    choices.sort_by_key(|choice| {
        let explicit = choice.spot.kind == Kind::Explicit;
        (!explicit, usize::MAX - choice.spot.span.len(), choice.spot.span.start, choice.spot.concept)
    });
    let mut taken = Taken::default();
    let mut dropped = RapidHashSet::default();
    for (ix, choice) in choices.iter_mut().enumerate().filter(|(_, choice)| stands(choice)) {
        match taken.overlapping(&choice.spot.span) {
            Some((by, _)) if by == choice.spot.concept => {
                dropped.insert(ix);
            }
            Some((_, span)) if choice.outcome == Outcome::Undecided && span == choice.spot.span => {}
            Some(_) => choice.outcome = Outcome::Nested,
            None => taken.take(&choice.spot),
        }
    }
    let mut ix = 0;
    choices.retain(|_| {
        ix += 1;
        !dropped.contains(&(ix - 1))
    });
    outermost(choices);
    choices.sort_by_key(|choice| {
        (choice.spot.span.start, usize::MAX - choice.spot.span.end, choice.spot.concept)
    });
}

/// Of nested places of one concept that overlap, the first and longest.
fn outermost(choices: &mut Vec<Choice>) {
    choices.sort_by_key(|choice| {
        let nested = choice.outcome == Outcome::Nested;
        (nested, choice.spot.concept, choice.spot.span.start, usize::MAX - choice.spot.span.end)
    });
    let mut last: Option<(ConceptIx, usize)> = None;
    choices.retain(|choice| {
        if choice.outcome != Outcome::Nested {
            return true;
        }
        let spot = &choice.spot;
        let again = last.is_some_and(|(concept, end)| concept == spot.concept && spot.span.start < end);
        if !again {
            last = Some((spot.concept, spot.span.end));
        }
        !again
    });
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Spans that do not overlap, by their start, with the concept that each one means.
#[derive(Default)]
struct Taken {
    by_start: BTreeMap<usize, (usize, ConceptIx)>,
}

impl Taken {
    fn take(&mut self, spot: &Spot) {
        self.by_start.insert(spot.span.start, (spot.span.end, spot.concept));
    }

    fn overlapping(&self, span: &Range<usize>) -> Option<(ConceptIx, Range<usize>)> {
        let (start, (end, concept)) = self.by_start.range(..span.end).next_back()?;
        (*end > span.start).then_some((*concept, *start..*end))
    }
}
