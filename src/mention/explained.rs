//! Short forms that a text explains otherwise: where it says `RTS (Request to Send)`, `RTS` is not the
//! concept *run-time system*, nowhere in that text.

use super::acronym::{is_short_form, long_form, stands_for};
use super::key::key;
use super::language::Language;
use super::pattern::is_form_of;
use super::phrase::{Kind, forms};
use super::spot::{RuledOut, Spot};
use super::token::tokens;
use crate::concept::{Concept, ConceptIx, Lexicon};
use crate::document::Document;

/// Rules out the spots of short forms by which the text means something else.
pub fn rule_out(document: &Document, lexicon: &Lexicon, language: Language, spots: &mut [Spot]) {
    let words = |spot: &Spot| &document.passage(spot.passage).text[spot.span.clone()];
    let mut told: Vec<(String, ConceptIx, Told)> = Vec::new();
    for spot in spots.iter().filter(|spot| spot.words == 1 && spot.kind != Kind::Explicit) {
        let text = document.passage(spot.passage).text.as_str();
        let short = words(spot);
        if is_short_form(short)
            && let Some(long) = explanation(text, spot)
            && let Some(same) = is_same(lexicon.get(spot.concept), short, long, language)
        {
            told.push((short.strip_suffix('s').unwrap_or(short).to_owned(), spot.concept, same));
        }
    }
    let is_other = |short: &str, concept: ConceptIx| {
        let mut of =
            told.iter().filter(|(known, of, _)| *of == concept && is_form_of(short, known)).peekable();
        of.peek().is_some() && of.all(|(.., told)| *told == Told::Other)
    };
    if told.iter().all(|(.., told)| *told == Told::Same) {
        return;
    }
    for spot in spots.iter_mut().filter(|spot| spot.ruled_out.is_none() && spot.kind != Kind::Explicit) {
        if is_other(&document.passage(spot.passage).text[spot.span.clone()], spot.concept) {
            spot.ruled_out = Some(RuledOut::Explained);
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Told {
    Same,
    Other,
}

/// What the text says the short form stands for: `Request to Send (RTS)`, `RTS (Request to Send)`.
fn explanation<'a>(text: &'a str, spot: &Spot) -> Option<&'a str> {
    let short = &text[spot.span.clone()];
    let (before, after) = (&text[..spot.span.start], &text[spot.span.end..]);
    if let Some(before) = before.strip_suffix(['(', '（'])
        && after.starts_with([')', '）'])
    {
        return Some(long_form(before.trim_end(), short)).filter(|long| !long.is_empty());
    }
    let inside = after.trim_start().strip_prefix(['(', '（'])?;
    let inside = inside[..inside.find([')', '）', '(', '（', '\n'])?].trim();
    stands_for(short, inside).then_some(inside)
}

/// Whether it is what the lexicon says that the short form stands for; none if the lexicon does not say.
/// Texts differ in a word or two: *application programming interface*, *application program interface*.
fn is_same(concept: &Concept, short: &str, long: &str, language: Language) -> Option<Told> {
    let keys = |words: &str| -> Vec<String> {
        tokens(words).map(|span| key(&words[span], language)).filter(|key| !language.is_common(key)).collect()
    };
    let wanted = keys(long);
    let known = forms(concept, language).into_iter().filter(|form| stands_for(short, &form.words));
    let mut shares = known.map(|form| {
        let known = keys(&form.words);
        2 * wanted.iter().filter(|word| known.contains(word)).count() >= wanted.len()
    });
    let first = shares.next()?;
    Some(if first || shares.any(|same| same) { Told::Same } else { Told::Other })
}
