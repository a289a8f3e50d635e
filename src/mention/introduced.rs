//! What a text says in brackets: after `Left Opposition (LO)`, `LO` is the concept; and where `LO` is one,
//! so is what it stands for.

use super::acronym::{bracketed, is_short_form, long_form, stands_for};
use super::cue::{Markup, Setting};
use super::language::Language;
use super::pattern::is_form_of;
use super::phrase::Kind;
use super::proper::Share;
use super::spot::{Likeness, RuledOut, Spot, best_of_each};
use super::vocabulary::{Word, Words};
use crate::concept::ConceptIx;
use crate::document::{self, Document, Passage, PassageIx};

/// A short form and what the text says it stands for.
type Introduction = (String, ConceptIx);

/// Adds to the spots of a text every place of a short form that it introduces.
pub fn add(document: &Document, language: Language, spots: &mut Vec<Spot>) {
    let introductions = introductions(document, spots);
    if introductions.is_empty() {
        return;
    }
    let before = spots.len();
    for (ix, passage) in document.enumerate() {
        let has_one = introductions.iter().any(|(short, _)| passage.text.contains(short));
        if passage.kind != document::Kind::Code && has_one {
            add_in(ix, passage, &introductions, language, spots);
        }
    }
    if spots.len() > before {
        best_of_each(spots, 0);
    }
}

/// What the text introduces. A short form that it gives to two concepts tells nothing.
fn introductions(document: &Document, spots: &[Spot]) -> Vec<Introduction> {
    let mut introduced: Vec<Introduction> = Vec::new();
    for spots in spots.chunk_by(|a, b| a.passage == b.passage) {
        let text = document.passage(spots[0].passage).text.as_str();
        for span in bracketed(text) {
            let short = text[span.clone()].trim();
            if !is_short_form(short) {
                continue;
            }
            let before = text[..span.start].trim_end_matches(['(', '（']).trim_end();
            let names = spots.iter().filter(|spot| {
                let firm = spot.words > 1 && spot.kind.rank() < Kind::Initials.rank();
                firm && spot.ruled_out.is_none() && spot.span.end == before.len()
            });
            let named = names.filter(|spot| stands_for(short, &text[spot.span.clone()]));
            if let Some(spot) = named.max_by_key(|spot| spot.span.len()) {
                introduced.push((short.strip_suffix('s').unwrap_or(short).to_owned(), spot.concept));
            }
        }
    }
    introduced.sort();
    introduced.dedup();
    let clear = introduced.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() == 1);
    clear.map(|group| group[0].clone()).collect()
}

/// Adds what the text spells out before a short form that the lexicon has: `Network Address Translator
/// (NAT)`. To be called when it is known which short forms the text explains otherwise.
pub fn add_spelled_out(document: &Document, language: Language, spots: &mut Vec<Spot>) {
    let mut added = Vec::new();
    for here in spots.chunk_by(|a, b| a.passage == b.passage) {
        let passage = document.passage(here[0].passage);
        let mut short = here.chunk_by(|a, b| a.span == b.span).filter_map(|rivals| match rivals {
            [only] if only.words == 1 && only.ruled_out.is_none() && only.kind != Kind::Explicit => {
                Some(only)
            }
            _ => None,
        });
        added.extend(short.by_ref().filter_map(|short| spelled_out(passage, short, here, language)));
    }
    if !added.is_empty() {
        spots.append(&mut added);
        best_of_each(spots, 0);
    }
}

/// The words before a short form in brackets that it stands for, if they are no phrase of the lexicon.
fn spelled_out(passage: &Passage, short: &Spot, spots: &[Spot], language: Language) -> Option<Spot> {
    let (text, span) = (passage.text.as_str(), short.span.clone());
    let before = text[..span.start].strip_suffix(['(', '（'])?.trim_end();
    let word = &text[span.clone()];
    if !is_short_form(word) || !text[span.end..].starts_with([')', '）']) {
        return None;
    }
    let long = long_form(before, word);
    let span = before.len() - long.len()..before.len();
    let is_known = |spot: &Spot| spot.words > 1 && spot.span.end == span.end;
    if long.is_empty() || spots.iter().any(is_known) {
        return None;
    }
    let markup = Markup::of(passage);
    let list = Word::unknown(text);
    let words = Words::unknown(text, &list);
    let first = (0..words.len()).find(|word| words.span(*word).start == span.start)?;
    let last = (first..words.len()).find(|word| words.span(*word).end == span.end)?;
    let setting = Setting { passage, markup: &markup, words, language };
    let likeness = Likeness::Inflected;
    let cues = setting.cues(first, last);
    let words = u16::try_from(last + 1 - first).ok()?;
    Some(Spot { span, kind: Kind::Spelled, likeness, words, cues, share: Share::None, ..short.clone() })
}

fn add_in(
    at: PassageIx,
    passage: &Passage,
    introductions: &[Introduction],
    language: Language,
    spots: &mut Vec<Spot>,
) {
    let markup = Markup::of(passage);
    let list = Word::unknown(&passage.text);
    let words = Words::unknown(&passage.text, &list);
    let setting = Setting { passage, markup: &markup, words, language };
    for (ix, text) in words.each().enumerate() {
        let span = words.span(ix);
        if let Some((_, concept)) = introductions.iter().find(|(short, _)| is_form_of(text, short)) {
            spots.push(Spot {
                passage: at,
                concept: *concept,
                kind: Kind::Introduced,
                likeness: Likeness::Same,
                words: 1,
                cues: setting.cues(ix, ix),
                share: Share::None,
                gist: 0.0,
                ruled_out: markup.is_code(&span).then_some(RuledOut::Code),
                span,
            });
        }
    }
}
