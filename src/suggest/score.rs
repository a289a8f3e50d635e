//! How much a phrase looks like a concept: a sum of named reasons.

use super::evidence::Evidence;
use super::phrase::{Phrase, PhraseIx, Phrases};
use super::stream::{Flag, Stream};

/// A phrase that may be proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub phrase: PhraseIx,
    pub score: f64,
}

/// What a word is where it may be part of a term.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    everyday: bool,
    unspaced: bool,
    function: bool,
}

/// All phrases that have reason enough, the best first.
pub fn candidates(stream: &Stream, phrases: &Phrases, evidence: &[Evidence]) -> Vec<Candidate> {
    let scorer = Scorer { words: words(stream), stream, phrases, evidence };
    let scored = (0..)
        .zip(&phrases.list)
        .filter(|(_, phrase)| phrase.is_term)
        .filter_map(|(ix, _)| Some(Candidate { phrase: ix, score: scorer.score(ix)? }));
    let mut candidates: Vec<_> = scored.collect();
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.phrase.cmp(&b.phrase)));
    candidates
}

/// By key: what kind of word it is, where it stands first.
fn words(stream: &Stream) -> Vec<Word> {
    let mut words = vec![None; stream.keys.len()];
    for word in stream.words.iter().filter(|word| !word.is(Flag::Break)) {
        words[word.key as usize].get_or_insert(Word {
            everyday: word.is(Flag::Everyday),
            unspaced: word.is(Flag::Unspaced),
            function: word.is(Flag::Function),
        });
    }
    words.into_iter().map(Option::unwrap_or_default).collect()
}

struct Scorer<'a> {
    words: Vec<Word>,
    stream: &'a Stream,
    phrases: &'a Phrases,
    evidence: &'a [Evidence],
}

impl Scorer<'_> {
    fn score(&self, ix: PhraseIx) -> Option<f64> {
        let phrase = self.phrases.get(ix);
        let seen = &self.evidence[ix as usize];
        let keys = self.phrases.keys(ix);
        let words: Vec<Word> = keys.iter().map(|key| self.words[*key as usize]).collect();
        if self.is_fragment(phrase, seen, &words)
            || self.is_no_noun(&keys, seen)
            || is_abbreviation(phrase, seen)
            || is_code(phrase, seen)
            || is_set_phrase(phrase, seen)
            || is_only_in_heads(phrase, seen)
        {
            return None;
        }
        let score =
            self.termhood(phrase, seen, &words) + self.spread(phrase) + places(phrase, seen) + form(seen)
                - commonness(phrase, seen, &words);
        Some(score)
    }

    /// Whether the phrase lives only within a longer one: "Ash" of "Ash Sarkar", half of a Chinese word.
    fn is_fragment(&self, phrase: &Phrase, seen: &Evidence, words: &[Word]) -> bool {
        let whole = seen.is_named() || seen.marked > 0;
        let unspaced = words.iter().any(|word| word.unspaced);
        let most = if unspaced { 0.7 } else { 0.9 };
        let largest = if unspaced { seen.largest_extension } else { seen.largest_container };
        !whole && f64::from(largest) > most * f64::from(phrase.count)
    }

    /// Whether the last word is used as a verb or only before other words, as adjectives are.
    fn is_no_noun(&self, keys: &[u32], seen: &Evidence) -> bool {
        // A character of Chinese is no word, and its neighbours tell nothing of it.
        let is_word = |ix: &PhraseIx| self.phrases.get(*ix).is_term;
        let single = |key: u32| {
            let ix = self.phrases.find(&[key]).filter(is_word)?;
            Some((ix, &self.evidence[ix as usize]))
        };
        let verb = |key: u32| single(key).is_some_and(|(_, seen)| seen.as_verb > seen.as_noun + 1);
        let last = keys[keys.len() - 1];
        let loose = single(last).is_some_and(|(ix, last)| {
            let count = self.phrases.get(ix).count;
            (f64::from(last.as_head) + 1.0) / (f64::from(count) + 2.0) < 0.3
        });
        // A title of its own is a firmer sign: a glossary may define adjectives.
        let predicate = |key: u32| {
            single(key).is_some_and(|(_, seen)| {
                seen.whole_titles == 0 && seen.capital <= seen.lower && seen.as_predicate > seen.as_whole + 1
            })
        };
        verb(keys[0]) || verb(last) || predicate(last) || (loose && !seen.is_named())
    }

    /// C-value (Frantzi and Ananiadou, 1996), and how firmly the words hold together.
    fn termhood(&self, phrase: &Phrase, seen: &Evidence, words: &[Word]) -> f64 {
        let nested = f64::from(seen.nested) / f64::from(seen.containers.max(1));
        let alone = (f64::from(phrase.count) - nested).max(0.0);
        let inner = words.iter().filter(|word| word.function).count();
        let content = words.len() - inner;
        let length = if words.iter().any(|word| word.unspaced) {
            (content as f64 / 2.0).max(1.0)
        } else {
            content as f64
        };
        ALONE * up_to(alone, ENOUGH_PLACES).ln_1p() + LENGTH * length.log2() - INNER * inner as f64
    }

    /// How many texts use it, and whether those that do use it much: what everyday words do not.
    fn spread(&self, phrase: &Phrase) -> f64 {
        let texts = f64::from(u32::try_from(self.stream.texts).unwrap_or(u32::MAX));
        let (count, df) = (f64::from(phrase.count), f64::from(phrase.texts));
        let spread = SPREAD * (1.0 + df).ln() / (1.0 + texts).ln();
        // The residual IDF of Church and Gale (1995) says nothing of a handful of texts.
        let expected = texts * (1.0 - (-count / texts).exp());
        let bursts = if texts >= 10.0 { (expected / df).log2().clamp(-1.0, 2.0) } else { 0.0 };
        spread + BURSTS * bursts
    }
}

const LENGTH: f64 = 0.6;
const OWNED: f64 = 1.0;
const INNER: f64 = 0.5;
const SPREAD: f64 = 1.0;
const BURSTS: f64 = 0.4;
const EVERYDAY: f64 = 2.5;
const NAMED_EVERYDAY: f64 = 1.0;
const EVERYDAY_HEAD: f64 = 0.5;
/// An everyday word that is named at fewer than one of so many places is not what the texts are about.
const RARELY_NAMED: u32 = 500;
const ALONE: f64 = 0.6;
/// More places, or more titles, headings and definitions, than so many hardly tell more: or else in a large corpus a
/// word that is everywhere would come before what whole chapters are about.
const ENOUGH_PLACES: f64 = 100.0;
const ENOUGH_NAMED: f64 = 30.0;
/// The name of a section in so many places, and at so many of all its places, is the name of a kind of section.
const SECTIONS: u32 = 6;
const SECTION_SHARE: u32 = 6;

impl Evidence {
    /// Whether a text gives it a place of its own: a title, a heading, an item, a definition.
    fn is_named(&self) -> bool {
        self.named() > 0
    }

    fn named(&self) -> u32 {
        self.whole_titles + self.whole_headings + self.names + self.defined + self.introduced
    }

    /// Whether it names sections as "Synopsis" and "Overview" do, in text after text.
    fn is_section_name(&self, phrase: &Phrase) -> bool {
        self.whole_headings >= SECTIONS && self.whole_headings * SECTION_SHARE > phrase.count
    }
}

/// A count that grows ever less beyond what is enough, and never beyond it.
fn up_to(count: f64, enough: f64) -> f64 {
    count / (1.0 + count / enough)
}

/// Whether a word nearly always has a full stop behind it, as in "Op. cit." and "vol. 2".
fn is_abbreviation(phrase: &Phrase, seen: &Evidence) -> bool {
    phrase.words == 1 && seen.stopped > 2 && seen.stopped * 5 > phrase.count * 4
}

/// Whether it is only ever set as code, where it would be no mention: `println`, the `Deref` trait.
fn is_code(phrase: &Phrase, seen: &Evidence) -> bool {
    seen.coded >= phrase.count
}

/// Whether several words always stand between the same two others: part of a sentence that is said again and again.
fn is_set_phrase(phrase: &Phrase, seen: &Evidence) -> bool {
    phrase.words > 1 && !seen.is_named() && seen.marked == 0 && seen.same_neighbours >= phrase.count
}

/// Whether it is part of titles and headings and hardly ever of a text, where mentions are linked: "Speech in" a parliament.
fn is_only_in_heads(phrase: &Phrase, seen: &Evidence) -> bool {
    let heads = seen.titles + seen.headings;
    seen.whole_titles + seen.whole_headings == 0 && heads > 2 && heads * 10 > phrase.count * 9
}

/// What speaks against everyday words, and phrases that are at heart one: "new argument".
fn commonness(phrase: &Phrase, seen: &Evidence, words: &[Word]) -> f64 {
    let head = words.iter().take_while(|word| !word.function).last();
    if seen.is_section_name(phrase) {
        EVERYDAY
    } else if words.iter().filter(|word| !word.function).all(|word| word.everyday) {
        // In long texts every word begins some sentence that looks like a definition.
        if seen.named() > phrase.count / RARELY_NAMED { NAMED_EVERYDAY } else { EVERYDAY }
    } else if head.is_some_and(|head| head.everyday) {
        EVERYDAY_HEAD
    } else {
        0.0
    }
}

/// Titles, headings and definitions.
fn places(phrase: &Phrase, seen: &Evidence) -> f64 {
    let some = |count: u32, weight: f64| if count > 0 { weight } else { 0.0 };
    let more = |count: u32, weight: f64| weight * up_to(f64::from(count), ENOUGH_NAMED).ln_1p();
    let headings = some(seen.whole_headings, 0.7) + more(seen.headings, 0.3);
    some(seen.whole_titles, 2.5)
        + more(seen.titles, 0.5)
        + if seen.is_section_name(phrase) { 0.0 } else { headings }
        + more(seen.defined, 0.5)
        + more(seen.introduced, 0.3)
        + more(seen.names, 0.5)
        + more(seen.marked, 0.3)
}

/// Written as names are, and as nouns are used.
fn form(seen: &Evidence) -> f64 {
    let share = |part: u32, rest: u32, prior: f64| {
        (f64::from(part) + prior) / (f64::from(part) + f64::from(rest) + 1.0)
    };
    let capital = share(seen.capital, seen.lower, 0.5);
    let noun = share(seen.as_whole, seen.as_verb, 0.3);
    let proper = if capital > 0.8 { 0.8 } else { 0.0 };
    let owned = if seen.owned > seen.as_head / 2 { OWNED } else { 0.0 };
    proper + 1.5 * (noun - 0.5) - owned
}
