//! Whether a text speaks of a concept, or only uses its words.
//!
//! An everyday word that is also the name of a concept makes most of the wrong links. No list of such
//! words would serve: what is common in one corpus is the subject of another. So the question is put
//! for each text and concept, and the answer is a sum of evidence that can be read. Its weights were
//! fitted to links that human editors made in several bodies of documentation, each left out in turn
//! (`docs/finding.md`), and rounded.

use super::choose::{Choice, Outcome};
use super::cue::{Cues, is_among_capitals};
use super::language::Language;
use super::phrase::Kind;
use super::proper;
use super::reference;
use super::spot::{Found, Likeness, RuledOut, Spot};
use super::survey::Survey;
use super::token::is_unspaced;
use super::{Mention, Standing};
use crate::concept::ConceptIx;
use crate::config::Confidence;
use crate::document::{Document, PassageIx};
use std::ops::Range;

/// What the score of a text that has nothing to say of a concept would be.
const DOUBT: f32 = -1.1;
/// Of a sentence's first word that is everywhere else in the text an everyday one.
const EVERYDAY: f32 = -8.0;
/// Of a mention that is another word of the family; and of one that is written small where the text writes the concept
/// with a capital: who *constitutes* a majority speaks of no Constitution, what *verbindet* of no *Verbindlichkeit*.
const DERIVED: f32 = -1.5;
const SMALL_DERIVED: f32 = -4.0;
/// Of so many places in a text one may be small that the concept is written with a capital there; fewer than so many
/// places tell nothing.
const SMALL_PLACES: usize = 10;
const TELLING_PLACES: usize = 3;
/// Of a mention that the text refers to.
const REFERENCE: f32 = 3.0;
/// Of one concept in one text.
const MOST_EVIDENCE: usize = 10;
/// With fewer texts than this the editor knew them all when naming the concepts.
pub const FEW_TEXTS: usize = 30;

/// A reason to believe or doubt that a text speaks of a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// An editor says so.
    Explicit,
    /// With no evidence at all, a word is only a word.
    Doubt,
    /// The phrase has several words.
    SeveralWords,
    /// A word in capitals or camel case.
    Capitals,
    /// A long word is seldom an everyday one.
    Length,
    /// How often the text has it.
    Density,
    /// Concepts that the lexicon relates to it.
    Kin,
    /// Words of its definition in the same passage.
    Near,
    /// Words of its definition in the text.
    Gist,
    /// Capitals where the language asks for none.
    Capital,
    FewTexts,
    /// More texts have it than have the unmistakable concepts of the lexicon.
    Common,
    /// Only other forms of the words.
    Inflected,
    /// Written as one word where the name has several, or the other way round.
    Compound,
    /// Only its initials, and the name nowhere.
    Initials,
    /// Of one mention: another word of the family.
    Derived,
    /// Of one mention: part of a longer name.
    InName,
    /// Of one mention: part of a compound with a hyphen.
    InCompound,
    /// Of one mention: it stands where a verb does.
    Verb,
    /// Of one mention: the text refers to it, *see also*.
    Reference,
    /// Of one mention: a sentence begins with it, and the text has it as an everyday word too.
    Everyday,
}

impl Evidence {
    /// In words, for `seedbed explain`.
    pub fn about(self) -> &'static str {
        match self {
            Evidence::Explicit => "an editor says so",
            Evidence::Doubt => "a word may be only a word",
            Evidence::SeveralWords => "a phrase of several words",
            Evidence::Capitals => "written in capitals",
            Evidence::Length => "the length of the word",
            Evidence::Density => "how often the text has it",
            Evidence::Kin => "related concepts in the text",
            Evidence::Near => "words of its definition in the passage",
            Evidence::Gist => "words of its definition in the text",
            Evidence::Capital => "capitalised within sentences",
            Evidence::FewTexts => "a corpus of few texts",
            Evidence::Common => "a word of very many texts",
            Evidence::Inflected => "only in other forms than the lexicon's",
            Evidence::Compound => "written apart or together, unlike the lexicon",
            Evidence::Initials => "initials that the text does not explain",
            Evidence::Derived => "another word of the family",
            Evidence::InName => "part of a longer name",
            Evidence::InCompound => "part of a compound",
            Evidence::Verb => "it stands where a verb does",
            Evidence::Reference => "the text refers to it",
            Evidence::Everyday => {
                "a capital that begins a sentence, of a word that the text also writes small"
            }
        }
    }
}

/// The weight of a piece of evidence, in tenths.
pub type Tenths = i8;

/// What was decided of one concept in one text. There is one for each text and concept: its evidence is
/// kept in place.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    pub concept: ConceptIx,
    told: [(Evidence, Tenths); MOST_EVIDENCE],
    count: u8,
}

impl Judgement {
    fn new(concept: ConceptIx, weighed: &[(Evidence, f32)]) -> Judgement {
        let mut judgement = Judgement { concept, told: [(Evidence::Doubt, 0); MOST_EVIDENCE], count: 0 };
        let told = weighed.iter().map(|(evidence, weight)| (*evidence, tenths(*weight)));
        let told = told.filter(|(_, weight)| *weight != 0);
        for (place, told) in judgement.told.iter_mut().zip(told) {
            *place = told;
            judgement.count += 1;
        }
        judgement
    }

    /// The strongest first.
    pub fn evidence(&self) -> &[(Evidence, Tenths)] {
        &self.told[..usize::from(self.count)]
    }
}

/// A spot that is no mention, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOut {
    pub passage: PassageIx,
    pub span: Range<usize>,
    pub concept: ConceptIx,
    pub why: Why,
    /// As of a mention.
    pub doubt: Option<(Evidence, Tenths)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    RuledOut(RuledOut),
    Outdone(ConceptIx),
    Undecided,
    Denied,
    /// Less confident, in percent, than `confidence: record:` asks for.
    Doubtful(u8),
}

/// What the judgement of a text comes to.
#[derive(Debug, Default)]
pub struct Judged {
    /// The language that the words of the text tell, where neither the text nor the site says so (BCP 47).
    pub language: Option<&'static str>,
    /// The language by whose rules its words were compared; of every text that is judged.
    pub read_as: Option<Language>,
    /// In order of place; of two that begin together the longer first.
    pub mentions: Vec<Mention>,
    /// By concept that the text seems to mention: what speaks for and against it. In order of concept.
    pub judgements: Vec<Judgement>,
    /// Words that match a concept and are no mention of it, in order of passage.
    pub left_out: Vec<LeftOut>,
}

impl Judged {
    /// The mentions in one passage.
    pub fn in_passage(&self, passage: PassageIx) -> &[Mention] {
        let start = self.mentions.partition_point(|mention| mention.passage < passage);
        let behind = &self.mentions[start..];
        &behind[..behind.iter().take_while(|mention| mention.passage == passage).count()]
    }
}

/// Judges all that was chosen in a text.
pub fn judge(
    document: &Document,
    choices: Vec<Choice>,
    found: &Found,
    survey: &Survey,
    least: Confidence,
) -> Judged {
    let (scores, judgements) = judgements(document, &choices, found, survey);
    let capital = written_with_capitals(&choices);
    let is_mention = |choice: &&Choice| matches!(choice.outcome, Outcome::Chosen | Outcome::Nested);
    let most = choices.iter().filter(is_mention).count();
    let mut judged = Judged { judgements, mentions: Vec::with_capacity(most), ..Judged::default() };
    for Choice { spot, outcome } in choices {
        let score = scores.binary_search_by_key(&spot.concept, |(concept, _)| *concept);
        let score = score.map_or(0.0, |at| scores[at].1);
        let mut doubts = of_mention(&spot, &capital);
        let everyday =
            proper::doubt(&spot, found, |spot| &document.passage(spot.passage).text[spot.span.clone()]);
        if everyday > 0.0 {
            doubts.push((Evidence::Everyday, EVERYDAY * everyday));
        }
        let mut confidence = match spot.kind {
            Kind::Explicit => 100,
            _ => percent(score + sum(&doubts)),
        };
        let text = || document.passage(spot.passage).text.as_str();
        if confidence < least.link && reference::is_referred_to(text(), &spot.span) {
            doubts.push((Evidence::Reference, REFERENCE));
            confidence = percent(score + sum(&doubts));
        }
        let doubt = doubts.into_iter().max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
        let doubt = doubt.map(|(evidence, weight)| (evidence, tenths(weight)));
        let out = match outcome {
            Outcome::Chosen if confidence < least.record => Some(Why::Doubtful(confidence)),
            Outcome::Chosen | Outcome::Nested => None,
            Outcome::RuledOut(why) => Some(Why::RuledOut(why)),
            Outcome::Outdone(by) => Some(Why::Outdone(by)),
            Outcome::Undecided => Some(Why::Undecided),
            Outcome::Denied => Some(Why::Denied),
        };
        let Spot { passage, span, concept, .. } = spot;
        if let Some(why) = out {
            judged.left_out.push(LeftOut { passage, span, concept, why, doubt });
            continue;
        }
        let standing = match outcome {
            Outcome::Nested => Standing::Nested,
            _ if confidence < least.link => Standing::Doubtful,
            _ => Standing::Later,
        };
        judged.mentions.push(Mention { passage, span, concept, standing, confidence, doubt });
    }
    judged
}

/// The evidence on one mention, beside that on its concept in the text.
fn of_mention(spot: &Spot, capital: &[ConceptIx]) -> Vec<(Evidence, f32)> {
    let mut evidence = Vec::new();
    if spot.likeness == Likeness::Derived {
        let is_unlike = is_small_derived(spot) && capital.contains(&spot.concept);
        evidence.push((Evidence::Derived, if is_unlike { SMALL_DERIVED } else { DERIVED }));
    }
    let single = spot.words == 1;
    if single && spot.cues.has(Cues::IN_NAME) {
        evidence.push((Evidence::InName, -1.4));
    }
    if single && spot.cues.has(Cues::IN_COMPOUND) {
        evidence.push((Evidence::InCompound, -1.0));
    }
    if single && spot.cues.has(Cues::VERB) && spot.likeness <= Likeness::OtherCase {
        evidence.push((Evidence::Verb, -0.5));
    }
    evidence
}

fn is_small_derived(spot: &Spot) -> bool {
    spot.likeness == Likeness::Derived && spot.cues.has(Cues::SMALL_WORD)
}

/// Of the concepts that the text has another word of the family of, written small: those that it writes with a capital.
fn written_with_capitals(choices: &[Choice]) -> Vec<ConceptIx> {
    let derived = choices.iter().map(|choice| &choice.spot).filter(|spot| is_small_derived(spot));
    let mut asked: Vec<ConceptIx> = derived.map(|spot| spot.concept).collect();
    asked.sort_unstable();
    asked.dedup();
    // By concept: its places, and those where it is small.
    let mut places = vec![(0, 0); asked.len()];
    let own = choices
        .iter()
        .map(|choice| &choice.spot)
        .filter(|spot| spot.likeness != Likeness::Derived && !spot.cues.has(Cues::BEGINS));
    for spot in own.filter(|_| !asked.is_empty()) {
        if let Ok(at) = asked.binary_search(&spot.concept) {
            places[at].0 += 1;
            places[at].1 += usize::from(spot.cues.has(Cues::SMALL_WORD));
        }
    }
    let is_capital = |(all, small): &(usize, usize)| *all >= TELLING_PLACES && small * SMALL_PLACES <= *all;
    std::iter::zip(asked, &places)
        .filter(|(_, places)| is_capital(places))
        .map(|(concept, _)| concept)
        .collect()
}

fn sum(evidence: &[(Evidence, f32)]) -> f32 {
    evidence.iter().map(|(_, weight)| weight).sum()
}

/// A sum of evidence as a degree of belief.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is between 0 and 99")]
fn percent(score: f32) -> u8 {
    (100.0 / (1.0 + (-score).exp())).min(99.0) as u8
}

/// By concept that was chosen anywhere in the text, in order.
fn judgements(
    document: &Document,
    choices: &[Choice],
    found: &Found,
    survey: &Survey,
) -> (Vec<(ConceptIx, f32)>, Vec<Judgement>) {
    let is_chosen = |choice: &&Choice| choice.outcome == Outcome::Chosen;
    let mut chosen: Vec<&Spot> = choices.iter().filter(is_chosen).map(|choice| &choice.spot).collect();
    chosen.sort_by_key(|spot| spot.concept);
    let groups: Vec<&[&Spot]> = chosen.chunk_by(|a, b| a.concept == b.concept).collect();
    let present: Vec<ConceptIx> = groups.iter().map(|spots| spots[0].concept).collect();
    let judge = |spots: &[&Spot]| {
        let concept = spots[0].concept;
        let mut sum = Sum::default();
        Case { document, spots, found, survey, present: &present }.weigh(&mut sum);
        let score = self::sum(sum.evidence());
        sum.sort();
        ((concept, score), Judgement::new(concept, sum.evidence()))
    };
    groups.into_iter().map(judge).unzip()
}

#[expect(clippy::cast_possible_truncation, reason = "no weight comes near to 12")]
fn tenths(weight: f32) -> Tenths {
    (weight * 10.0).round() as Tenths
}

/// The evidence on one concept in one text.
struct Sum {
    list: [(Evidence, f32); MOST_EVIDENCE],
    count: usize,
}

impl Default for Sum {
    fn default() -> Sum {
        Sum { list: [(Evidence::Doubt, 0.0); MOST_EVIDENCE], count: 0 }
    }
}

impl Sum {
    fn add(&mut self, evidence: Evidence, weight: f32) {
        self.list[self.count] = (evidence, weight);
        self.count += 1;
    }

    fn evidence(&self) -> &[(Evidence, f32)] {
        &self.list[..self.count]
    }

    /// Puts the strongest first.
    fn sort(&mut self) {
        self.list[..self.count].sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    }
}

/// One concept in one text.
struct Case<'a> {
    document: &'a Document,
    /// Where the text has it; never empty.
    spots: &'a [&'a Spot],
    found: &'a Found,
    survey: &'a Survey,
    /// All concepts of the text, in order.
    present: &'a [ConceptIx],
}

impl Case<'_> {
    /// Adds at most [`MOST_EVIDENCE`].
    fn weigh(&self, sum: &mut Sum) {
        let concept = self.spots[0].concept;
        if self.spots.iter().any(|spot| spot.kind == Kind::Explicit) {
            sum.add(Evidence::Explicit, 5.0);
            return;
        }
        sum.add(Evidence::Doubt, DOUBT);
        let per_1000 = 1000.0 * count(self.spots.len()) / count(self.found.words).max(100.0);
        sum.add(Evidence::Density, 0.5 * (1.0 + per_1000).ln());
        let kin = self.survey.kin(concept);
        let kin = kin.iter().filter(|other| self.present.binary_search(other).is_ok()).count();
        sum.add(Evidence::Kin, 0.6 * (1.0 + count(kin)).ln());
        let near = self.spots.iter().map(|spot| spot.gist).fold(0.0, f32::max);
        sum.add(Evidence::Near, 2.0 * near);
        let few = count(FEW_TEXTS.saturating_sub(self.survey.texts)) / count(FEW_TEXTS);
        sum.add(Evidence::FewTexts, 1.5 * few);
        self.weigh_words(sum);
        self.weigh_form(sum);
    }

    /// What the phrase itself says: one of several words is hardly ever meant otherwise.
    fn weigh_words(&self, sum: &mut Sum) {
        let concept = self.spots[0].concept;
        let several =
            |spot: &&Spot| spot.words > 2 || (spot.words > 1 && !self.text(spot).starts_with(is_unspaced));
        if self.spots.iter().any(several) {
            sum.add(Evidence::SeveralWords, 1.8);
            return;
        }
        let capitals = |spot: &&Spot| {
            let is_small = spot.cues.has(Cues::SMALL_WORD);
            !is_small
                && self.text(spot).chars().filter(|c| c.is_uppercase()).count() > 1
                && !self.is_among_capitals(spot)
        };
        if self.spots.iter().any(capitals) {
            sum.add(Evidence::Capitals, 1.7);
            return;
        }
        let letters = self.spots.iter().map(|spot| self.text(spot).chars().count()).max().unwrap_or(0);
        let capital = self.spots.iter().filter(|spot| spot.cues.has(Cues::CAPITAL)).count();
        let gist = self.found.gists.binary_search_by_key(&concept, |(of, _)| *of);
        let gist = gist.map_or(0.0, |at| self.found.gists[at].1);
        sum.add(Evidence::Length, 1.35 * count(letters.min(14)) / 14.0);
        sum.add(Evidence::Capital, 0.8 * count(capital) / count(self.spots.len()));
        sum.add(Evidence::Gist, 0.55 * gist);
        sum.add(Evidence::Common, -0.87 * self.survey.commonness(concept).max(0.0));
    }

    /// What the best form of it says that the text has.
    fn weigh_form(&self, sum: &mut Sum) {
        let inflected = || self.spots.iter().all(|spot| spot.likeness == Likeness::Inflected);
        match self.spots.iter().map(|spot| spot.kind).min() {
            Some(Kind::Compound) => sum.add(Evidence::Compound, -0.9),
            Some(Kind::Initials) if self.spots.iter().all(|spot| self.is_among_capitals(spot)) => {
                sum.add(Evidence::Initials, -4.0);
            }
            Some(Kind::Initials) => sum.add(Evidence::Initials, -1.0),
            Some(_) if inflected() => sum.add(Evidence::Inflected, -0.7),
            _ => {}
        }
    }

    fn is_among_capitals(&self, spot: &Spot) -> bool {
        is_among_capitals(&self.document.passage(spot.passage).text, &spot.span)
    }

    fn text(&self, spot: &Spot) -> &str {
        &self.document.passage(spot.passage).text[spot.span.clone()]
    }
}

#[expect(clippy::cast_precision_loss, reason = "evidence need not be exact")]
fn count(n: usize) -> f32 {
    n as f32
}
