//! What all texts together say of each concept: how common it is, and what it is kin to.

use super::cue::Cues;
use super::finder::Finder;
use super::judge::FEW_TEXTS;
use super::language::Language;
use super::proper::{self, Style, Written};
use super::spot::Found;
use crate::concept::{ConceptIx, Lexicon};
use crate::document::Document;
use std::sync::Arc;

/// Read by the judgement of every text; made once all of them have been searched.
#[derive(Debug, Default)]
pub struct Survey {
    pub texts: usize,
    /// The share of the texts that unmistakable concepts are found in, at most: nine in ten are in fewer.
    typical: f32,
    by_concept: Vec<Spread>,
    proper: Vec<bool>,
    kin: Arc<Kin>,
}

/// What the lexicon alone says of its concepts.
#[derive(Debug, Default)]
pub struct Kin {
    /// By concept: those it is related to, or whose definitions name each other, in order.
    others: Vec<Vec<ConceptIx>>,
    /// By concept.
    styles: Vec<Style>,
}

/// What one text says of how widely phrases are spread, by concept that it has phrases of.
#[derive(Debug, Default)]
pub struct Share(Vec<(ConceptIx, Spread)>);

/// How widely the phrases of a concept are spread.
#[derive(Clone, Copy, Debug, Default)]
struct Spread {
    texts: u32,
    spots: u32,
    /// Those that can hardly be everyday words.
    firm: u32,
    /// Of the texts and the spots: those with nothing but small parts of its name.
    small_texts: u32,
    small: u32,
    written: Written,
}

impl Share {
    pub fn of(found: &Found, document: &Document, language: Language) -> Share {
        let one = Spread { texts: 1, ..Spread::default() };
        let mut share: Vec<_> = found.gists.iter().map(|(concept, _)| (*concept, one)).collect();
        for spot in found.spots.iter().filter(|spot| spot.ruled_out.is_none()) {
            let at = share.binary_search_by_key(&spot.concept, |(concept, _)| *concept);
            let spread = &mut share[at.expect("every concept with spots has a gist")].1;
            spread.spots += 1;
            spread.small += u32::from(proper::is_small_part(spot));
            let text = &document.passage(spot.passage).text[spot.span.clone()];
            spread.written.add(Written::of(spot, text, language));
            spread.firm += u32::from(spot.words > 1 || !spot.cues.has(Cues::SMALL_WORD));
        }
        for (_, spread) in &mut share {
            spread.small_texts = u32::from(spread.spots > 0 && spread.small == spread.spots);
        }
        Share(share)
    }
}

impl Survey {
    /// Sums up what the texts say of so many concepts.
    pub fn new<'a>(
        concepts: usize,
        kin: Arc<Kin>,
        shares: impl ExactSizeIterator<Item = &'a Share>,
    ) -> Survey {
        let texts = shares.len();
        let mut by_concept = vec![Spread::default(); concepts];
        for (concept, share) in shares.flat_map(|share| &share.0) {
            let spread = &mut by_concept[concept.0 as usize];
            spread.texts += share.texts;
            spread.spots += share.spots;
            spread.firm += share.firm;
            spread.small_texts += share.small_texts;
            spread.small += share.small;
            spread.written.add(share.written);
        }
        let written: Vec<Written> = by_concept.iter().map(|spread| spread.written).collect();
        let proper = proper::proper(&kin.styles, &written);
        for (spread, _) in by_concept.iter_mut().zip(&proper).filter(|(_, proper)| **proper) {
            spread.texts -= spread.small_texts;
            spread.spots -= spread.small;
        }
        let typical = typical(&by_concept, texts);
        Survey { texts, typical, by_concept, proper, kin }
    }

    /// Whether it says of a text and its concepts what an earlier survey said: then the text is judged as
    /// it was. To be kept in step with the functions below.
    pub fn says_as(&self, before: &Survey, share: &Share) -> bool {
        let few = |survey: &Survey| survey.texts.min(FEW_TEXTS);
        let same = |concept: ConceptIx| {
            self.commonness(concept).max(0.0).to_bits() == before.commonness(concept).max(0.0).to_bits()
                && self.is_proper(concept) == before.is_proper(concept)
        };
        Arc::ptr_eq(&self.kin, &before.kin)
            && few(self) == few(before)
            && share.0.iter().all(|(concept, _)| same(*concept))
    }

    /// How much commoner a concept is than the unmistakable ones: the logarithm of the ratio.
    pub fn commonness(&self, concept: ConceptIx) -> f32 {
        (share(self.by_concept[concept.0 as usize], self.texts) / self.typical).ln()
    }

    pub fn kin(&self, concept: ConceptIx) -> &[ConceptIx] {
        &self.kin.others[concept.0 as usize]
    }

    /// Whether its name is a proper name.
    pub fn is_proper(&self, concept: ConceptIx) -> bool {
        self.proper[concept.0 as usize]
    }
}

impl Kin {
    pub fn new(lexicon: &Lexicon, finder: Option<&Finder>, language: Language) -> Kin {
        let mut kin = vec![Vec::new(); lexicon.len()];
        let mut search = finder.map(Finder::search);
        for (ix, concept) in lexicon.iter() {
            let declared = concept.broader.iter().chain(&concept.narrower).chain(&concept.related).copied();
            let mut others: Vec<ConceptIx> = declared.collect();
            if let (Some(search), Some(definition)) = (&mut search, &concept.definition) {
                others.extend(search.concepts_in(definition));
            }
            for other in others.into_iter().filter(|other| *other != ix) {
                kin[ix.0 as usize].push(other);
                kin[other.0 as usize].push(ix);
            }
        }
        for list in &mut kin {
            list.sort_unstable();
            list.dedup();
        }
        Kin { others: kin, styles: proper::styles(lexicon, language) }
    }
}

/// The share of texts below which nine in ten of the unmistakable concepts stay. One that is thought to
/// be in every text keeps a small lexicon from telling anything.
fn typical(by_concept: &[Spread], texts: usize) -> f32 {
    let firm = by_concept.iter().filter(|spread| spread.texts > 0 && 2 * spread.firm > spread.spots);
    let mut shares: Vec<f32> = firm.map(|spread| share(*spread, texts)).collect();
    shares.push(1.0);
    shares.sort_by(f32::total_cmp);
    shares[shares.len() * 9 / 10]
}

#[expect(clippy::cast_precision_loss, reason = "a share need not be exact")]
fn share(spread: Spread, texts: usize) -> f32 {
    spread.texts.max(1) as f32 / texts.max(1) as f32
}
