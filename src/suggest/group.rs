//! Which phrases name one thing: acronyms and long forms, surnames and full names, an adjective and
//! its noun, forms of one word where the language has stems. English plurals and spellings need no group;
//! they have one key already.

use super::evidence::{Acronym, Evidence};
use super::phrase::{PhraseIx, Phrases};
use super::score::Candidate;
use super::stream::Stream;
use crate::mention::language::{Language, Nearness};
use rapidhash::{RapidHashMap, RapidHashSet};
use rayon::prelude::*;

/// Phrases that name one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The phrase that gives the name, and the others, the most frequent first.
    pub name: PhraseIx,
    pub others: Vec<PhraseIx>,
    pub score: f64,
}

/// How often an acronym is used for each use of its long form, where it is the usual name.
const SELDOM: u32 = 5;
/// A form that stands at fewer than one in so many places of another does not give the name.
const RARE: u32 = 4;

pub struct Seen<'a> {
    pub stream: &'a Stream,
    pub phrases: &'a Phrases,
    pub evidence: &'a [Evidence],
    pub acronyms: &'a [Acronym],
    pub language: Language,
}

/// Candidates brought together, the best first.
pub fn groups(seen: &Seen<'_>, candidates: &[Candidate]) -> Vec<Group> {
    let scores: RapidHashMap<PhraseIx, f64> = candidates.iter().map(|one| (one.phrase, one.score)).collect();
    let mut names: RapidHashMap<PhraseIx, PhraseIx> = RapidHashMap::default();
    let mut heads: RapidHashSet<PhraseIx> = RapidHashSet::default();
    let pairs = seen.short_forms().into_iter().chain(seen.surnames(candidates));
    let pairs = pairs.chain(seen.adjectives(candidates)).filter(|(_, other)| scores.contains_key(other));
    for (one, other) in pairs.chain(seen.forms(candidates)) {
        // A phrase joins one group; a chain of three would be guessing.
        if !names.contains_key(&other) && !heads.contains(&one) {
            names.insert(one, other);
            heads.insert(other);
        }
    }
    let mut groups: RapidHashMap<PhraseIx, Group> = RapidHashMap::default();
    for candidate in candidates {
        let name = names.get(&candidate.phrase).copied().unwrap_or(candidate.phrase);
        let group = groups.entry(name).or_insert(Group { name, others: Vec::new(), score: f64::MIN });
        group.score = group.score.max(candidate.score);
        if candidate.phrase != name {
            group.others.push(candidate.phrase);
        }
    }
    let count = |ix: &PhraseIx| seen.phrases.get(*ix).count;
    let mut groups: Vec<Group> = groups.into_values().collect();
    for group in &mut groups {
        group.others.sort_by_key(|ix| (u32::MAX - count(ix), *ix));
        let own = group.others.iter().chain([&group.name]);
        let (all, most) = (own.clone().map(count).sum::<u32>(), own.map(count).max().unwrap_or(1));
        group.score += (f64::from(all) / f64::from(most)).ln();
    }
    groups.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.name.cmp(&b.name)));
    groups
}

impl Seen<'_> {
    /// Pairs of an acronym and its long form, where a text gives it. A long form that is hardly ever used
    /// is the acronym's other name.
    fn short_forms(&self) -> Vec<(PhraseIx, PhraseIx)> {
        let pairs = self.acronyms.iter().filter_map(|acronym| {
            Some((self.phrases.find(&[acronym.short])?, self.phrases.find(&acronym.long)?))
        });
        let mut pairs: Vec<_> = pairs.collect();
        pairs.dedup_by_key(|(short, _)| *short);
        let count = |ix: PhraseIx| self.phrases.get(ix).count;
        let by_use = |(short, long)| match count(short) / count(long).max(1) {
            0..SELDOM => (short, long),
            _ => (long, short),
        };
        pairs.into_iter().map(by_use).collect()
    }

    /// Pairs of a surname that stands alone and the full name, or of further full names and the surname.
    fn surnames(&self, candidates: &[Candidate]) -> Vec<(PhraseIx, PhraseIx)> {
        let mut full: RapidHashMap<PhraseIx, Vec<PhraseIx>> = RapidHashMap::default();
        for candidate in candidates {
            let phrase = self.phrases.get(candidate.phrase);
            let keys = self.phrases.keys(candidate.phrase);
            let surname = self.phrases.find(&keys[keys.len() - 1..]);
            if (2..=3).contains(&phrase.words)
                && self.is_name(candidate.phrase)
                && let Some(surname) =
                    surname.filter(|surname| self.is_name(*surname) && self.stands_alone(*surname))
                && self.is_given_name(&keys[..1])
            {
                full.entry(surname).or_default().push(candidate.phrase);
            }
        }
        let mut pairs = Vec::new();
        // Where it stands more often in another phrase, it is no surname: *Vice President* beside *American President*.
        let count = |ix: PhraseIx| self.phrases.get(ix).count;
        let is_theirs = |(surname, names): &(PhraseIx, Vec<PhraseIx>)| {
            let own: u32 = names.iter().map(|name| count(*name)).sum();
            own * 2 >= self.evidence[*surname as usize].largest_container
        };
        let mut surnames: Vec<_> = full.into_iter().filter(is_theirs).collect();
        surnames.sort_unstable();
        for (surname, names) in surnames {
            let initial = |ix: &PhraseIx| self.stream.keys[self.phrases.keys(*ix)[0] as usize].chars().next();
            match &names[..] {
                [one] => pairs.push((surname, *one)),
                // Leon and Lev are one, John and Mary are not.
                more if more.iter().all(|name| initial(name) == initial(&more[0])) => {
                    pairs.extend(more.iter().map(|name| (*name, surname)));
                }
                _ => {}
            }
        }
        pairs
    }

    /// Written with a capital wherever that tells something, as it does not where every noun has one.
    pub fn is_name(&self, ix: PhraseIx) -> bool {
        let seen = &self.evidence[ix as usize];
        self.language.capitals_tell()
            && seen.capital > 0
            && seen.lower * 5 <= seen.capital
            && seen.all_capitals * 2 <= seen.capital
    }

    fn stands_alone(&self, ix: PhraseIx) -> bool {
        self.phrases.get(ix).count > self.evidence[ix as usize].largest_container
    }

    /// Whether a word is hardly ever written but before a surname.
    fn is_given_name(&self, word: &[u32]) -> bool {
        self.phrases.find(word).is_some_and(|ix| {
            self.is_name(ix) && self.evidence[ix as usize].as_head * 3 <= self.phrases.get(ix).count
        })
    }

    /// Pairs of an English adjective or gerund and the noun that it belongs to by its ending.
    fn adjectives(&self, candidates: &[Candidate]) -> Vec<(PhraseIx, PhraseIx)> {
        const ENDINGS: [(&str, &str); 5] = [
            ("ist", "ism"),
            ("istic", "ism"),
            ("cratic", "cracy"),
            ("ocratic", "ocracy"),
            ("ating", "ation"),
        ];
        let single = |candidate: &&Candidate| self.phrases.get(candidate.phrase).words == 1;
        let words: RapidHashMap<&str, PhraseIx> = candidates
            .iter()
            .filter(single)
            .map(|candidate| (self.word(candidate.phrase), candidate.phrase))
            .collect();
        let pairs = candidates.iter().filter(single).filter_map(|candidate| {
            let noun = ENDINGS.iter().find_map(|(ending, noun)| {
                let stem = self.word(candidate.phrase).strip_suffix(ending)?;
                words.get(format!("{stem}{noun}").as_str())
            });
            Some((candidate.phrase, *noun?))
        });
        pairs.collect()
    }

    /// Pairs of forms of one word, or of phrases of such words, and the one that names them: the most frequent, or what it
    /// puts an ending to if that is not rare, as *Werkzeug* of *Werkzeuge*; in languages that decline, the nominative.
    fn forms(&self, candidates: &[Candidate]) -> Vec<(PhraseIx, PhraseIx)> {
        let stems = self.stems();
        let of = |ix: PhraseIx| -> Vec<&str> {
            self.phrases.keys(ix).into_iter().map(|key| stems[key as usize].as_str()).collect()
        };
        let mut by_stems: RapidHashMap<Vec<&str>, Vec<PhraseIx>> = RapidHashMap::default();
        for candidate in candidates {
            by_stems.entry(of(candidate.phrase)).or_default().push(candidate.phrase);
        }
        let count = |ix: PhraseIx| self.phrases.get(ix).count;
        by_stems.values_mut().for_each(|forms| forms.sort_by_key(|ix| (u32::MAX - count(*ix), *ix)));
        if self.language.declines() {
            // Forms that are no candidates may give the name: a nominative stands after no preposition, and so looks less
            // like a noun.
            let known: RapidHashSet<PhraseIx> = candidates.iter().map(|one| one.phrase).collect();
            let others = (0..).take(self.phrases.list.len()).filter(|ix| !known.contains(ix));
            for ix in others.filter(|ix| self.phrases.get(*ix).is_term) {
                if let Some(forms) = by_stems.get_mut(&of(ix)) {
                    forms.push(ix);
                }
            }
        }
        let mut pairs = Vec::new();
        for forms in by_stems.values().filter(|forms| forms.len() > 1) {
            let is_base = |ix: &PhraseIx| {
                let mut words = self.words(*ix).zip(self.words(forms[0]));
                count(*ix) * RARE >= count(forms[0]) && words.all(|(base, form)| form.starts_with(base))
            };
            let name = match self.language.declines() {
                true => self.nominative(forms),
                false => forms.iter().rposition(is_base),
            };
            let name = forms[name.unwrap_or(0)];
            let is_form = |other: &&PhraseIx| {
                let mut words = self.words(name).zip(self.words(**other));
                **other != name && words.all(|(a, b)| self.is_form(a, b))
            };
            pairs.extend(forms.iter().filter(is_form).map(|other| (*other, name)));
        }
        pairs.sort_unstable();
        pairs
    }

    /// By key of a word.
    fn stems(&self) -> Vec<String> {
        let stem = |word: &String| {
            // Of `Debian-Pakete` the last part has a stem.
            let (before, last) = word.rsplit_once('-').unwrap_or(("", word));
            self.language.stem(last).map_or_else(|| word.clone(), |stem| format!("{before}-{stem}"))
        };
        self.stream.keys.par_iter().map(stem).collect()
    }

    fn is_form(&self, a: &str, b: &str) -> bool {
        a == b || self.language.nearness(a, b) == Some(Nearness::Inflected)
    }

    /// The most frequent of these phrases whose words are in the nominative, or at least the first; the others are forms of it.
    fn nominative(&self, forms: &[PhraseIx]) -> Option<usize> {
        let mut in_nominative: Vec<Vec<bool>> = vec![Vec::new(); forms.len()];
        for place in 0..self.words(forms[0]).count() {
            let words: Vec<&str> = forms.iter().filter_map(|ix| self.words(*ix).nth(place)).collect();
            let mut different: Vec<(&str, u32)> = Vec::new();
            for (word, ix) in words.iter().zip(forms).filter(|(word, _)| self.is_form(words[0], word)) {
                let count = self.phrases.get(*ix).count;
                match different.iter_mut().find(|(known, _)| known == word) {
                    Some((_, all)) => *all += count,
                    None => different.push((word, count)),
                }
            }
            let nominative = self.language.nominative(&different).map(|at| different[at].0);
            for (told, word) in in_nominative.iter_mut().zip(&words) {
                told.push(nominative == Some(*word) || (different.len() == 1 && *word == words[0]));
            }
        }
        let first = (0..forms.len()).filter(|at| in_nominative[*at][0]);
        first.min_by_key(|at| in_nominative[*at].iter().filter(|told| !**told).count())
    }

    fn words(&self, ix: PhraseIx) -> impl Iterator<Item = &str> {
        self.phrases.keys(ix).into_iter().map(|key| self.stream.keys[key as usize].as_str())
    }

    fn word(&self, ix: PhraseIx) -> &str {
        &self.stream.keys[self.phrases.get(ix).last as usize]
    }
}
