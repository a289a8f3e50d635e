//! Short forms that a text introduces for a concept: after `Left Opposition (LO)`, `LO` is the concept.

use super::acronym::{bracketed, is_short_form, stands_for};
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
