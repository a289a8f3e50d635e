//! The comparison of a concept: what each text says of it, side by side, the most telling first.

use super::body::{self, Html};
use super::links::Links;
use super::relation::{Related, related};
use super::{Content, Facts, Head, Named, quote};
use crate::concept::ConceptIx;
use crate::corpus::{Telling, TextIx};
use crate::words::Filled;
use serde::Serialize;
use std::cmp::Reverse;

/// Texts on the page, and passages: the fewer texts, the more of each.
const TEXTS: usize = 12;
const PASSAGES: usize = 48;
const PASSAGES_OF_TEXT: usize = 20;
const RELATIONS: usize = 40;
const PAIRS: usize = 12;
/// Of a passage of more bytes than this, only the part around the words is shown.
const LONG: usize = 1_500;
const PART: usize = 600;
/// Of how many texts without the concept the names are said: those of more would only part the reader from the passages.
const SILENT: usize = 12;

#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    name: String,
    hue: u8,
    href: String,
    kicker: String,
    columns: Vec<Column>,
    relations: Vec<Related>,
    /// Pages on which two of the texts stand against each other.
    pairs: Vec<Named>,
    silent: Vec<Named>,
    more_silent: usize,
    more_texts: usize,
}

#[derive(Clone, Debug, Serialize)]
struct Column {
    title: String,
    href: String,
    language: Option<String>,
    count: usize,
    passages: Vec<Quoted>,
    more: Option<Named>,
}

#[derive(Clone, Debug, Serialize)]
struct Quoted {
    html: Option<Html>,
    /// A part of it, where it is long.
    part: Option<String>,
    place: String,
    href: String,
    heading: bool,
}

pub fn make(links: Links<'_>, facts: &Facts, ix: ConceptIx) -> (Head, Content) {
    let corpus = links.corpus;
    let concept = corpus.lexicon.get(ix);
    let presence = corpus.presence(ix);
    let shown = most_telling(facts, ix);
    let each = (PASSAGES / shown.len().max(1)).min(PASSAGES_OF_TEXT);
    let texts_shown: Vec<TextIx> = shown.iter().map(|of_text| of_text[0].text).collect();
    let columns = shown.into_iter().map(|of_text| column(links, ix, of_text, each)).collect();
    let with = &presence.texts;
    let is_silent = |text: &TextIx| with.binary_search_by_key(text, |(text, _)| *text).is_err();
    let is_named = corpus.texts.len() - with.len() <= SILENT;
    let silent = (0..).map(TextIx).take(if is_named { corpus.texts.len() } else { 0 }).filter(is_silent);
    let silent: Vec<Named> = silent.map(|text| super::named_text(links, text)).collect();
    let words = links.words();
    let named = [
        ("count", Filled::Number(with.len())),
        ("shown-texts", Filled::Number(TEXTS)),
        ("concept", Filled::Words(&concept.name)),
    ];
    let page = Comparison {
        name: concept.name.clone(),
        hue: presence.hue,
        href: links.concept(ix),
        kicker: match with.len() {
            0..=TEXTS => words.with("texts-side-by-side", &named),
            _ => words.with("most-telling-side-by-side", &named),
        },
        columns,
        relations: relations(links, ix),
        pairs: pairs(links, facts, &texts_shown),
        more_silent: corpus.texts.len() - with.len() - silent.len(),
        silent,
        more_texts: with.len().saturating_sub(TEXTS),
    };
    let description = words.with("what-texts-say-of", &named);
    (Head { title: words.with("compare-concept", &named), description }, Content::Compare(Box::new(page)))
}

/// The passages of each text, in the order of texts; of many texts those whose passages tell most.
fn most_telling(facts: &Facts, ix: ConceptIx) -> Vec<&[Telling]> {
    let mut texts: Vec<&[Telling]> = facts.tellings(ix).chunk_by(|a, b| a.text == b.text).collect();
    let best = |of_text: &&[Telling]| of_text.iter().map(|telling| Reverse(telling.score)).min();
    texts.sort_by_key(|of_text| (best(of_text), of_text[0].text));
    texts.truncate(TEXTS);
    texts.sort_by_key(|of_text| of_text[0].text);
    texts
}

fn column(links: Links<'_>, ix: ConceptIx, tellings: &[Telling], each: usize) -> Column {
    let corpus = links.corpus;
    let text_ix = tellings[0].text;
    let text = corpus.text(text_ix);
    let mut best: Vec<&Telling> = tellings.iter().collect();
    best.sort_by_key(|telling| (Reverse(telling.score), telling.passage));
    best.truncate(each);
    let passages = best.into_iter().map(|telling| {
        let passage = text.document.passage(telling.passage);
        let long = passage.text.len() > LONG;
        let span = &text.judged.mentions[telling.mention as usize].span;
        Quoted {
            html: (!long).then(|| body::excerpt(links, text_ix, telling.passage, ix)),
            part: long.then(|| quote::around(passage, span, PART)),
            place: quote::location(text, telling.passage),
            href: links.passage(text_ix, telling.passage),
            heading: passage.kind == crate::document::Kind::Heading,
        }
    });
    let more = tellings.len().saturating_sub(each);
    Column {
        title: quote::full_title(text),
        href: links.text(text_ix),
        language: super::index::own_language(links, text_ix),
        count: corpus.presence(ix).in_text(text_ix).map_or(0, |(count, _)| count),
        passages: passages.collect(),
        more: (more > 0).then(|| Named {
            name: links.words().count("and-in-other-passages", more),
            href: links.concept_in(ix, text_ix),
        }),
    }
}

/// What the editor says of two passages of which one mentions the concept.
fn relations(links: Links<'_>, ix: ConceptIx) -> Vec<Related> {
    let corpus = links.corpus;
    let mut found = Vec::new();
    for (from_ix, _) in &corpus.presence(ix).texts {
        if found.len() >= RELATIONS {
            break;
        }
        let from_ix = *from_ix;
        let from = corpus.text(from_ix);
        for annotation in &from.annotations {
            let Some((to_ix, quotation)) = &annotation.with else { continue };
            let to = corpus.text(*to_ix);
            let speaks = |text: &crate::corpus::Text, passage| {
                text.mentions_in(passage).iter().any(|m| m.concept == ix)
            };
            let about = annotation.concepts.contains(&ix)
                || speaks(from, annotation.at.passage) && speaks(to, quotation.passage);
            if !about {
                continue;
            }
            found.push(related(links, from_ix, annotation));
        }
    }
    found
}

fn pairs(links: Links<'_>, facts: &Facts, texts: &[TextIx]) -> Vec<Named> {
    let of_these = facts.pairs().iter().filter(|(a, b)| texts.contains(a) && texts.contains(b));
    of_these.take(PAIRS).map(|(a, b)| super::pair::named(links, *a, *b)).collect()
}
