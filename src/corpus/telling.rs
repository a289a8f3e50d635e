//! How much the passages tell of a concept: what defines it more than what names it in passing.

use super::{Corpus, Text, TextIx};
use crate::concept::ConceptIx;
use crate::document::{Document, Kind, PassageIx, Style};
use crate::mention::Mention;
use crate::mention::judge::Judged;

/// A passage that mentions a concept, and how much it tells of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Telling {
    pub text: TextIx,
    pub passage: PassageIx,
    /// The first mention in it.
    pub mention: u32,
    pub score: i32,
}

/// The same within one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    pub passage: PassageIx,
    /// The first mention in it.
    pub mention: u32,
    pub score: i32,
}

impl Told {
    pub fn of(self, text: TextIx) -> Telling {
        let Told { passage, mention, score } = self;
        Telling { text, passage, mention, score }
    }
}

impl Corpus {
    /// The passages that mention a concept, in the order of texts and passages.
    pub fn tellings(&self, ix: ConceptIx) -> Vec<Telling> {
        let presence = self.presence(ix);
        let mut tellings = Vec::with_capacity(presence.told);
        for ((text_ix, count), first) in std::iter::zip(&presence.texts, &presence.first) {
            let text = self.text(*text_ix);
            let places = *first as usize..*first as usize + count;
            let told = told(&text.judged.mentions, &text.by_concept[places.clone()], &text.scores[places]);
            tellings.extend(told.map(|told| told.of(*text_ix)));
        }
        tellings
    }
}

impl Text {
    /// The passage that tells most of a concept.
    pub fn best_of(&self, concept: ConceptIx) -> Option<Told> {
        let at = self.counts.binary_search_by_key(&concept, |count| count.concept).ok()?;
        self.counts[at].best
    }
}

/// So many further mentions tell something: fewer than make up for a definition.
const FURTHER: i32 = 4;

/// The passages of mentions of one concept, which are places in the list of all, with their scores.
pub fn told(mentions: &[Mention], places: &[u32], scores: &[i8]) -> impl Iterator<Item = Told> {
    let passage = |at: u32| mentions[at as usize].passage;
    let mut ahead = std::iter::zip(places, scores).peekable();
    std::iter::from_fn(move || {
        let (at, score) = ahead.next()?;
        let mut told = Told { passage: passage(*at), mention: *at, score: i32::from(*score) };
        let mut further = 0;
        while ahead.next_if(|(at, _)| passage(**at) == told.passage).is_some() {
            further += 1;
        }
        // The more often a passage names a concept, the more it is about it; but names alone are no definition.
        told.score += 2 * further.min(FURTHER);
        Some(told)
    })
}

/// Of two that tell as much, the first one.
pub fn best(told: impl Iterator<Item = Told>) -> Option<Told> {
    told.min_by_key(|told| (-told.score, told.passage))
}

/// How much a passage tells of a concept, judged by its first mention in it.
pub fn score(document: &Document, judged: &Judged, mention: &Mention) -> i8 {
    const VERBS: [&str; 6] = [" is ", " are ", " was ", " were ", " means ", ": "];
    let passage = document.passage(mention.passage);
    let mut score = 0i8;
    let rest = passage.text.get(mention.span.end..).unwrap_or("");
    if mention.span.start < 24 && VERBS.iter().any(|verb| rest.starts_with(verb)) {
        score += 10;
    }
    if passage.marks.iter().any(|mark| mark.style == Style::Lead && mark.span.contains(&mention.span.start)) {
        score += 6;
    }
    if mention.passage.0 > 0 {
        let above = PassageIx(mention.passage.0 - 1);
        let names = |m: &Mention| m.concept == mention.concept;
        if document.passage(above).kind == Kind::Heading && judged.in_passage(above).iter().any(names) {
            score += 5;
        }
    }
    let length = passage.text.len();
    if length < 60 {
        score -= 4;
    } else if length > 1_200 {
        score -= 2;
    }
    // Contents and lists of further reading speak of what stands elsewhere.
    let linked = passage.marks.iter().filter(|mark| matches!(mark.style, Style::Link { .. }));
    if linked.map(|mark| mark.span.len()).sum::<usize>() * 2 > length {
        score -= 20;
    }
    match passage.kind {
        Kind::Heading => score - 8,
        Kind::Note | Kind::Table => score - 3,
        _ => score,
    }
}
