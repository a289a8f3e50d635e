//! Suggestions: concepts that the texts speak of and the lexicon lacks, with the evidence for each.
//!
//! The texts become one stream of words (`stream`), whose repeated phrases are counted (`phrase`) and
//! judged by where and how they stand (`evidence`, `score`). The best are brought together with their
//! other names (`group`), looked up in the texts (`occurrence`), named and related (`name`, `relate`).

pub mod entry;
mod evidence;
mod group;
mod name;
mod occurrence;
mod phrase;
mod relate;
pub mod review;
mod score;
mod stream;
mod tongue;
mod words;

use crate::concept::{ConceptIx, Lexicon};
use crate::document::Document;
use crate::mention::key::key;
use crate::mention::token::whole_words;
use evidence::Evidence;
use group::{Group, Seen};
pub use occurrence::Quote;
use occurrence::{Member, Texts};
use phrase::{PhraseIx, Phrases};
use rapidhash::{RapidHashMap, RapidHashSet};
use std::collections::BTreeMap;
use stream::Stream;
use tongue::Tongues;

/// Proposals with a lower score are not built with unasked.
pub const FIRM: f64 = 1.5;

/// Words of all texts for which a phrase must occur once more to be counted at all.
const WORDS_PER_COUNT: usize = 2_000_000;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// The language of texts that do not name theirs and whose words tell none.
    pub language: &'a str,
    /// Names that an editor has rejected.
    pub rejected: &'a [String],
    /// At most so many proposals.
    pub top: usize,
    /// In at least so many texts.
    pub min_texts: u32,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Suggestions {
    /// The best first.
    pub proposals: Vec<Proposal>,
    /// Aliases that concepts of the lexicon lack, by id.
    pub aliases: Vec<FurtherAliases>,
}

/// A concept that the lexicon lacks.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    pub name: String,
    pub aliases: Vec<String>,
    pub definition: Option<Quote>,
    /// Names of proposals, or ids of concepts of the lexicon.
    pub broader: Vec<String>,
    pub related: Vec<String>,
    pub reasons: Reasons,
    pub score: f64,
}

/// The evidence in figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reasons {
    pub texts: u32,
    pub mentions: u32,
    pub titles: u32,
    pub headings: u32,
    pub definitions: u32,
    /// Emphasised, quoted, linked or set as code.
    pub marked: u32,
}

/// Other words for a concept of the lexicon.
#[derive(Clone, Debug, PartialEq)]
pub struct FurtherAliases {
    pub concept: String,
    pub add: Vec<String>,
    pub mentions: u32,
}

/// Whether a word belongs to the grammar of its language rather than to what is said.
pub fn is_function_word(word: &str, tag: &str) -> bool {
    words::Words::of(tag).is_function(&word.to_lowercase())
}

pub fn count_words(documents: &[&Document]) -> usize {
    let passages = documents.iter().flat_map(|document| &document.passages);
    passages.map(|passage| passage.text.split_whitespace().count()).sum()
}

/// How many concepts suit texts of so many words: more for more, but ever more slowly.
pub fn suitable_number(words: usize) -> usize {
    ((words as f64).sqrt() * 0.6).round().clamp(8.0, 300.0) as usize
}

/// What the texts speak of and the lexicon lacks.
pub fn suggest(documents: &[&Document], lexicon: &Lexicon, wanted: &Wanted<'_>) -> Suggestions {
    let mut documents = documents.to_vec();
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    let tongues = Tongues::of(&documents, wanted.language);
    let stream = Stream::of(&documents, &tongues);
    let least = 2 + u32::try_from(stream.words.len() / WORDS_PER_COUNT).unwrap_or(u32::MAX - 2);
    let phrases = Phrases::of(&stream, least);
    let (evidence, acronyms) = evidence::gather(&stream, &phrases);
    let candidates = score::candidates(&stream, &phrases, &evidence);
    let language = tongues.most().language;
    let seen =
        Seen { stream: &stream, phrases: &phrases, evidence: &evidence, acronyms: &acronyms, language };
    let groups = group::groups(&seen, &candidates);
    let known = Known::of(lexicon, &seen, wanted);
    let (chosen, further) = known.choose(groups, &seen, wanted);
    Writer { texts: Texts { documents: &documents, tongues: &tongues }, seen, known, lexicon }
        .write(&chosen, further)
}

/// Phrases that are settled: in the lexicon, or rejected.
struct Known {
    concepts: RapidHashMap<PhraseIx, ConceptIx>,
    /// Looks like a concept and is not it, or was rejected.
    closed: RapidHashSet<PhraseIx>,
    /// Last words of full names in the lexicon; of a word that ends several, nothing.
    surnames: RapidHashMap<PhraseIx, Option<ConceptIx>>,
}

impl Known {
    fn of(lexicon: &Lexicon, seen: &Seen<'_>, wanted: &Wanted<'_>) -> Known {
        let numbers: RapidHashMap<&str, u32> =
            (0..).zip(&seen.stream.keys).map(|(ix, key)| (key.as_str(), ix)).collect();
        let find = |words: &str| {
            let keys: Option<Vec<u32>> = whole_words(words)
                .map(|span| numbers.get(key(&words[span], seen.language).as_str()).copied())
                .collect();
            seen.phrases.find(&keys?)
        };
        let mut known = Known {
            concepts: RapidHashMap::default(),
            closed: RapidHashSet::default(),
            surnames: RapidHashMap::default(),
        };
        for (ix, concept) in lexicon.iter() {
            for phrase in concept.aliases.iter().chain([&concept.name]).filter_map(|words| find(words)) {
                known.concepts.insert(phrase, ix);
            }
            let full = concept.aliases.iter().chain([&concept.name]).filter(|name| is_full_name(name));
            for surname in full.filter_map(|name| find(name.rsplit(' ').next()?)) {
                let of = known.surnames.entry(surname).or_insert(Some(ix));
                *of = of.filter(|other| *other == ix);
            }
            known.closed.extend(concept.not.iter().filter_map(|words| find(words)));
        }
        known.closed.extend(wanted.rejected.iter().filter_map(|words| find(words)));
        known
    }

    /// The groups to be proposed, and phrases that belong to concepts of the lexicon.
    fn choose(
        &self,
        groups: Vec<Group>,
        seen: &Seen<'_>,
        wanted: &Wanted<'_>,
    ) -> (Vec<Group>, Vec<(ConceptIx, PhraseIx)>) {
        let mut chosen = Vec::new();
        let mut further = Vec::new();
        for group in groups {
            let own = || group.others.iter().chain([&group.name]);
            let open = |ix: &&PhraseIx| !self.closed.contains(*ix) && !self.concepts.contains_key(*ix);
            if let Some(concept) = own().find_map(|ix| self.concepts.get(ix)) {
                further.extend(own().filter(open).map(|ix| (*concept, *ix)));
                continue;
            }
            let surname = self.surnames.get(&group.name).copied().flatten();
            if let Some(concept) = surname.filter(|_| seen.is_name(group.name) && open(&&group.name)) {
                further.push((concept, group.name));
                continue;
            }
            let texts = own().map(|ix| seen.phrases.get(*ix).texts).max().unwrap_or(0);
            if chosen.len() < wanted.top && texts >= wanted.min_texts && open(&&group.name) {
                let others = group.others.iter().filter(open).copied().collect();
                chosen.push(Group { others, ..group });
            }
        }
        further.sort_unstable();
        (chosen, further)
    }
}

/// Puts into words what was chosen.
struct Writer<'a> {
    texts: Texts<'a>,
    seen: Seen<'a>,
    known: Known,
    lexicon: &'a Lexicon,
}

impl Writer<'_> {
    /// Members are the chosen groups, their other phrases, further aliases, and the concepts of the lexicon.
    fn write(&self, chosen: &[Group], further: Vec<(ConceptIx, PhraseIx)>) -> Suggestions {
        let number = |count: usize| Member::try_from(count).expect("fewer than phrases");
        let mut members: RapidHashMap<PhraseIx, Member> = RapidHashMap::default();
        let mut alone: RapidHashMap<PhraseIx, Member> = RapidHashMap::default();
        for (ix, group) in chosen.iter().enumerate() {
            members.insert(group.name, number(ix));
        }
        let others = chosen.iter().flat_map(|group| &group.others).chain(further.iter().map(|(_, ix)| ix));
        for (place, ix) in others.enumerate() {
            alone.insert(*ix, number(chosen.len() + place));
        }
        let first_known = chosen.len() + alone.len();
        for (ix, concept) in &self.known.concepts {
            members.insert(*ix, number(first_known + concept.0 as usize));
        }
        let wanted = members.iter().chain(&alone).map(|(ix, member)| (*ix, *member)).collect();
        let count = first_known + self.lexicon.len();
        let found = occurrence::find(self.texts, self.seen.stream, self.seen.phrases, &wanted, count);
        let words = |ix: &PhraseIx| name::name(&found.places[wanted[ix] as usize].forms);
        let places = |ix: &PhraseIx| &found.places[wanted[ix] as usize];
        let names: Vec<String> = chosen.iter().map(|group| words(&group.name)).collect();
        let named = |member: Member| match (member as usize).checked_sub(first_known) {
            Some(concept) => {
                let ix = ConceptIx(u32::try_from(concept).expect("it came from one"));
                Some(self.lexicon.get(ix).id.clone())
            }
            None => names.get(member as usize).filter(|name| !name.is_empty()).cloned(),
        };
        let related = relate::related(&found);
        let proposals =
            chosen.iter().enumerate().filter(|(ix, _)| !names[*ix].is_empty()).map(|(ix, group)| {
                let relatives = Relatives { members: &members, related: &related[ix], named: &named };
                let mut aliases: Vec<String> = group.others.iter().map(words).collect();
                if self.seen.is_name(group.name) {
                    aliases.extend(full_names(&found.places[ix].fuller));
                }
                // Forms of two languages may be written alike.
                let mut seen: RapidHashSet<&str> = ["", &names[ix]].into_iter().collect();
                let aliases = aliases.iter().filter(|alias| seen.insert(alias)).cloned().collect();
                let own = [&group.name].into_iter().chain(&group.others);
                let mut told = own.filter_map(|ix| places(ix).definition());
                let definition = told.next().cloned();
                Proposal { name: names[ix].clone(), aliases, definition, ..self.proposal(group, &relatives) }
            });
        Suggestions { proposals: proposals.collect(), aliases: self.further(&further, words) }
    }

    fn proposal(&self, group: &Group, relatives: &Relatives<'_>) -> Proposal {
        let own: Vec<PhraseIx> = group.others.iter().chain([&group.name]).copied().collect();
        let sum = |count: &dyn Fn(&Evidence) -> u32| {
            own.iter().map(|ix| count(&self.seen.evidence[*ix as usize])).sum()
        };
        let phrases = own.iter().map(|ix| self.seen.phrases.get(*ix));
        let broader = relate::broader(
            self.seen.stream,
            self.seen.phrases,
            group.name,
            relatives.members,
            self.texts.tongues.most(),
        );
        let broader: Vec<String> = broader.and_then(relatives.named).into_iter().collect();
        let related = relatives.related.iter().filter_map(|member| (relatives.named)(*member));
        Proposal {
            name: String::new(),
            aliases: Vec::new(),
            definition: None,
            related: related.filter(|name| !broader.contains(name)).collect(),
            broader,
            reasons: Reasons {
                texts: phrases.clone().map(|phrase| phrase.texts).max().unwrap_or(0),
                mentions: phrases.map(|phrase| phrase.count).sum(),
                titles: sum(&|seen| seen.titles),
                headings: sum(&|seen| seen.headings),
                definitions: sum(&|seen| seen.defined + seen.introduced + seen.names),
                marked: sum(&|seen| seen.marked),
            },
            score: group.score,
        }
    }

    fn further(
        &self,
        further: &[(ConceptIx, PhraseIx)],
        words: impl Fn(&PhraseIx) -> String,
    ) -> Vec<FurtherAliases> {
        let by_concept = further.chunk_by(|a, b| a.0 == b.0).map(|aliases| FurtherAliases {
            concept: self.lexicon.get(aliases[0].0).id.clone(),
            add: aliases.iter().map(|(_, ix)| words(ix)).filter(|words| !words.is_empty()).collect(),
            mentions: aliases.iter().map(|(_, ix)| self.seen.phrases.get(*ix).count).sum(),
        });
        by_concept.filter(|aliases| !aliases.add.is_empty()).collect()
    }
}

/// Two or three words, all with capitals: "Leon Trotsky".
fn is_full_name(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    (2..=3).contains(&words.len()) && words.iter().all(|word| word.starts_with(char::is_uppercase))
}

/// Full names, where they may all be of one person: Leon and Lev are, John and Mary are not.
fn full_names(fuller: &BTreeMap<String, u32>) -> Vec<String> {
    let initial = |name: &String| name.chars().next();
    let one = fuller.keys().next().and_then(initial);
    if fuller.keys().all(|name| initial(name) == one) { fuller.keys().cloned().collect() } else { Vec::new() }
}

/// What a proposal may be related to.
struct Relatives<'a> {
    members: &'a RapidHashMap<PhraseIx, Member>,
    related: &'a [Member],
    named: &'a dyn Fn(Member) -> Option<String>,
}

#[cfg(test)]
mod tests;
