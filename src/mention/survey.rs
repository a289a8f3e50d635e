//! What all texts together say of each concept: how common it is, and what it is kin to.

use super::cue::Cues;
use super::finder::Finder;
use super::spot::Found;
use crate::concept::{ConceptIx, Lexicon};

/// Read by the judgement of every text; made once all of them have been searched.
#[derive(Debug, Default)]
pub struct Survey {
    pub texts: usize,
    /// The share of the texts that unmistakable concepts are found in, at most: nine in ten are in fewer.
    typical: f32,
    by_concept: Vec<Spread>,
    /// By concept: those it is related to, or whose definitions name each other, in order.
    kin: Vec<Vec<ConceptIx>>,
}

/// How widely the phrases of a concept are spread.
#[derive(Clone, Copy, Debug, Default)]
struct Spread {
    texts: u32,
    spots: u32,
    /// Those that can hardly be everyday words.
    firm: u32,
}

impl Survey {
    pub fn new(lexicon: &Lexicon, finder: Option<&Finder<'_>>, found: &[Found]) -> Survey {
        let mut by_concept = vec![Spread::default(); lexicon.len()];
        for text in found {
            for spot in text.spots.iter().filter(|spot| spot.ruled_out.is_none()) {
                let spread = &mut by_concept[spot.concept.0 as usize];
                spread.spots += 1;
                spread.firm += u32::from(spot.words > 1 || !spot.cues.has(Cues::SMALL_WORD));
            }
            for (concept, _) in &text.gists {
                by_concept[concept.0 as usize].texts += 1;
            }
        }
        let typical = typical(&by_concept, found.len());
        Survey { texts: found.len(), typical, by_concept, kin: kin(lexicon, finder) }
    }

    /// How much commoner a concept is than the unmistakable ones: the logarithm of the ratio.
    pub fn commonness(&self, concept: ConceptIx) -> f32 {
        (share(self.by_concept[concept.0 as usize], self.texts) / self.typical).ln()
    }

    pub fn kin(&self, concept: ConceptIx) -> &[ConceptIx] {
        &self.kin[concept.0 as usize]
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

fn kin(lexicon: &Lexicon, finder: Option<&Finder<'_>>) -> Vec<Vec<ConceptIx>> {
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
    kin
}
