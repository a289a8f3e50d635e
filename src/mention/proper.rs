//! Proper names: `Mill` in a lexicon that has *John Stuart Mill* is not every mill.
//!
//! An alias that is one word of such a name stands for it only with a capital. Capitals in a lexicon do
//! not make a name, for many lexicons write all their names with them; so the texts are asked how they
//! write the whole name, and where none has it, how the lexicon writes its other names.

use super::cue::Cues;
use super::key::fold;
use super::language::Language;
use super::phrase::{Kind, LONGEST};
use super::spot::{Found, RuledOut, Spot};
use super::survey::Survey;
use super::token::tokens;
use crate::concept::{Case, Concept, Lexicon};
use std::borrow::Cow;

/// Words so short may be small in a name: *de*, *von*, *of*.
const PARTICLE: usize = 3;
/// Of so many places one may lack its capitals: texts have slips.
const SLIPS: u32 = 20;

/// What a phrase is to a name of several words that is written with capitals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Share {
    #[default]
    None,
    /// The name itself.
    Whole,
    /// An alias that is one of its words.
    Part,
    /// The name itself, where it is one word with a capital: *Flask* the mate is no flask.
    Word,
}

/// How the lexicon writes the name of a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    OneWord,
    /// Every word of weight has a capital.
    Title,
    Sentence,
}

/// How the texts write names of several words, by what they have of one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Written {
    capital: u32,
    small: u32,
    /// Those that are capital, and after an article: *the Supreme Court* is also *the court*.
    article: u32,
}

impl Style {
    pub fn of(concept: &Concept, language: Language) -> Style {
        let name = without_brackets(&concept.name);
        let words: Vec<&str> = tokens(name).map(|span| &name[span]).collect();
        let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
        let is_title = words.iter().all(|word| {
            let small = || word.chars().count() <= PARTICLE || language.is_common(&fold(word));
            word.starts_with(char::is_uppercase) || small()
        });
        match words.len() {
            0 | 1 => Style::OneWord,
            _ if is_title && capitals > 1 => Style::Title,
            _ => Style::Sentence,
        }
    }
}

/// By concept: how the lexicon writes its name.
pub fn styles(lexicon: &Lexicon, language: Language) -> Vec<Style> {
    lexicon.iter().map(|(_, concept)| Style::of(concept, language)).collect()
}

/// What a phrase of a concept is to the concept's name.
pub fn share(concept: &Concept, (style, language): (Style, Language), words: &str, kind: Kind) -> Share {
    if concept.case != Case::Smart || style == Style::Sentence || concept.name.len() > LONGEST {
        return Share::None;
    }
    let name = without_brackets(&concept.name);
    let is_small = |alias: &String| !alias.starts_with(char::is_uppercase) && fold(alias) == fold(words);
    if words == name {
        // Among other letters a Latin word is often written small.
        let capital_tells = !(language.writes_no_latin() && name.is_ascii());
        let is_name =
            capital_tells && name.starts_with(char::is_uppercase) && !concept.aliases.iter().any(is_small);
        return match style {
            Style::Title => Share::Whole,
            Style::OneWord if is_name => Share::Word,
            Style::OneWord | Style::Sentence => Share::None,
        };
    }
    let is_part = || tokens(name).any(|span| name[span] == *words);
    let is_name = || words.starts_with(char::is_uppercase) && !concept.aliases.iter().any(is_small);
    // Few phrases are a part, and a concept may have very many aliases.
    if kind == Kind::Alias && style == Style::Title && is_part() && is_name() {
        Share::Part
    } else {
        Share::None
    }
}

/// By concept: whether its name is a proper name, as far as the lexicon and the texts tell.
pub fn proper(styles: &[Style], written: &[Written]) -> Vec<bool> {
    let told = |ix: usize| match styles[ix] {
        Style::Title | Style::OneWord => written[ix].is_proper(),
        Style::Sentence => None,
    };
    // Names that show whether a capital in this lexicon means anything, and those that do not.
    let shows = |ix: usize| match styles[ix] {
        Style::Sentence => true,
        Style::Title => told(ix) == Some(true),
        Style::OneWord => false,
    };
    let telling = (0..styles.len()).filter(|ix| shows(*ix)).count();
    let others = styles.iter().filter(|style| **style != Style::OneWord).count() - telling;
    let unasked = |ix: usize| styles[ix] == Style::Title && telling > others - 1;
    (0..styles.len()).map(|ix| told(ix).unwrap_or_else(|| unasked(ix))).collect()
}

impl Written {
    /// What one place says of a name.
    pub fn of(spot: &Spot, text: &str, language: Language) -> Written {
        let is_capital = || {
            tokens(text).map(|span| &text[span]).all(|word| {
                let small = || word.chars().count() <= PARTICLE || language.is_common(&fold(word));
                word.starts_with(char::is_uppercase) || small()
            })
        };
        let (capital, small) = match spot.share {
            Share::None | Share::Part => return Written::default(),
            Share::Whole => (is_capital(), !is_capital()),
            // What begins a sentence tells nothing.
            Share::Word => (spot.cues.has(Cues::CAPITAL), spot.cues.has(Cues::SMALL_WORD)),
        };
        // In a heading all words may have capitals.
        let tells = capital && !spot.cues.has(Cues::HEADING);
        Written {
            capital: u32::from(tells),
            small: u32::from(small),
            article: u32::from(tells && spot.cues.has(Cues::ARTICLE)),
        }
    }

    pub fn add(&mut self, other: Written) {
        self.capital += other.capital;
        self.small += other.small;
        self.article += other.article;
    }

    /// None if the texts do not have the name.
    fn is_proper(self) -> Option<bool> {
        let is_proper = self.small * SLIPS <= self.capital && self.article * 2 <= self.capital;
        (self.capital + self.small > 0).then_some(is_proper)
    }
}

/// Whether it is a part of a name, or a name of one word, written small.
pub fn is_small_part(spot: &Spot) -> bool {
    matches!(spot.share, Share::Part | Share::Word) && spot.cues.has(Cues::SMALL_WORD)
}

/// What was found, without what is only a small word where a name is meant.
pub fn without_small_parts<'a>(found: &'a Found, survey: &Survey) -> Cow<'a, Found> {
    let is_wrong = |spot: &Spot| is_small_part(spot) && survey.is_proper(spot.concept);
    if !found.spots.iter().any(is_wrong) {
        return Cow::Borrowed(found);
    }
    let mut found = found.clone();
    let wrong = found.spots.iter_mut().filter(|spot| spot.ruled_out.is_none() && is_wrong(spot));
    wrong.for_each(|spot| spot.ruled_out = Some(RuledOut::SmallName));
    Cow::Owned(found)
}

/// By how much a capital at the beginning of a sentence is doubted: how much of what the text has of the
/// word, where its capitals tell, is the everyday word.
pub fn doubt<'a>(spot: &Spot, found: &Found, text: impl Fn(&Spot) -> &'a str) -> f32 {
    if spot.share != Share::Part || !spot.cues.has(Cues::BEGINS) || spot.cues.has(Cues::SMALL_WORD) {
        return 0.0;
    }
    let own = fold(text(spot));
    let same = found.spots.iter().filter(|other| other.concept == spot.concept);
    let (mut small, mut capital) = (0.0, 0.0);
    for other in same {
        let is_part = other.share == Share::Part && fold(text(other)) == own;
        if is_part && other.ruled_out == Some(RuledOut::SmallName) {
            small += 1.0;
        } else if other.share == Share::Whole || (is_part && !other.cues.has(Cues::BEGINS)) {
            capital += 1.0;
        }
    }
    if small > 0.0 { small / (small + capital) } else { 0.0 }
}

fn without_brackets(name: &str) -> &str {
    name.split(['(', '（']).next().unwrap_or(name).trim()
}
