//! What speaks for a phrase: where it stands, how it is written, what stands around it.

use super::phrase::{LONGEST, Phrases, shares};
use super::stream::{Flag, Stream, Word};
use rapidhash::RapidHashMap;
use rayon::prelude::*;

/// Counts of what was seen of one phrase.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// The phrase is a whole title, a whole heading, or part of one.
    pub whole_titles: u32,
    pub titles: u32,
    pub whole_headings: u32,
    pub headings: u32,
    /// "X is a ...", at the start of a sentence.
    pub defined: u32,
    /// "Called X", "known as X".
    pub introduced: u32,
    /// The words that name a list item: "X: what is said of it".
    pub names: u32,
    /// Emphasised, quoted, linked or set as code, as a whole.
    pub marked: u32,
    /// With a word that is set as code, where no mention is sought.
    pub coded: u32,
    /// Within sentences: written with capitals, and without.
    pub capital: u32,
    pub lower: u32,
    /// Written as acronyms and some names are.
    pub all_capitals: u32,
    /// After words that stand before nouns, and before verbs.
    pub as_noun: u32,
    pub as_verb: u32,
    /// After an auxiliary, or an adverb that follows one: a participle or an adjective stands so.
    pub as_predicate: u32,
    /// At the end of its phrase, not before a further word of it.
    pub as_head: u32,
    /// Both: after an article or preposition, and before no further word. No adjective stands so.
    pub as_whole: u32,
    /// Right before a full stop, where it is no passage of its own.
    pub stopped: u32,
    /// The words around its first place, and how many of its places have the same before and behind.
    neighbours: [Option<u32>; 2],
    pub same_neighbours: u32,
    /// Begins with a name in the possessive: "Trotsky's theory".
    pub owned: u32,
    /// Occurrences within longer phrases that may be terms, the number of these, the most frequent.
    pub nested: u32,
    pub containers: u32,
    pub largest_container: u32,
    /// The count of the most frequent longer phrase of any kind.
    pub largest_extension: u32,
}

/// An acronym that a text introduces: "Left Opposition (LO)".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acronym {
    pub short: u32,
    /// The keys of its long form.
    pub long: Vec<u32>,
    pub count: u32,
}

/// The evidence for each phrase, and the acronyms that were introduced.
pub fn gather(stream: &Stream, phrases: &Phrases) -> (Vec<Evidence>, Vec<Acronym>) {
    let shares = shares();
    let parts: Vec<Vec<Evidence>> =
        (0..shares).into_par_iter().map(|share| gather_share(stream, phrases, share, shares)).collect();
    let mut parts = parts.into_iter();
    let mut evidence = parts.next().unwrap_or_default();
    for part in parts {
        // No phrase has evidence in two shares.
        let found = std::iter::zip(&mut evidence, part).filter(|(_, seen)| *seen != Evidence::default());
        found.for_each(|(all, seen)| *all = seen);
    }
    let mut acronyms: RapidHashMap<(u32, Vec<u32>), u32> = RapidHashMap::default();
    let bracketed = stream.words.iter().enumerate().filter(|(_, word)| word.is(Flag::Bracketed));
    for (at, word) in bracketed {
        if let Some(long) = long_form(stream, at) {
            *acronyms.entry((word.key, long)).or_default() += 1;
        }
    }
    for phrase in &phrases.list {
        for part in [phrase.prefix, phrase.suffix].into_iter().flatten() {
            let part = &mut evidence[part as usize];
            part.largest_extension = part.largest_extension.max(phrase.count);
        }
    }
    for ix in (0..).take(phrases.list.len()).filter(|ix| phrases.get(*ix).is_term) {
        let count = phrases.get(ix).count;
        for part in phrases.parts(ix) {
            let part = &mut evidence[part as usize];
            part.containers += 1;
            part.nested += count;
            part.largest_container = part.largest_container.max(count);
        }
    }
    let mut acronyms: Vec<_> =
        acronyms.into_iter().map(|((short, long), count)| Acronym { short, long, count }).collect();
    acronyms.sort_by(|a, b| (a.short, b.count, &a.long).cmp(&(b.short, a.count, &b.long)));
    (evidence, acronyms)
}

/// The evidence for the phrases whose first word belongs to a share of all words.
fn gather_share(stream: &Stream, phrases: &Phrases, share: u32, shares: u32) -> Vec<Evidence> {
    let mut evidence = vec![Evidence::default(); phrases.list.len()];
    for start in (0..stream.words.len()).filter(|at| stream.words[*at].key % shares == share) {
        for ix in phrases.at(stream, start) {
            let phrase = phrases.get(ix);
            let end = start + phrase.words as usize;
            if phrase.is_term {
                see(&mut evidence[ix as usize], &Occurrence { words: &stream.words, start, end });
            }
        }
    }
    evidence
}

/// One place where a phrase stands.
struct Occurrence<'a> {
    words: &'a [Word],
    start: usize,
    end: usize,
}

impl Occurrence<'_> {
    /// The word so many places before the phrase; `None` across a break.
    fn before(&self, places: usize) -> Option<Word> {
        let between = self.words.get(self.start.checked_sub(places)?..self.start)?;
        between.iter().all(|word| !word.is(Flag::Break)).then(|| between[0])
    }

    /// Whether an auxiliary stands before it, if need be with an adverb between: "has also been".
    fn is_predicate(&self) -> bool {
        let is_auxiliary = |places| self.before(places).is_some_and(|word| word.is(Flag::Auxiliary));
        let adverb = self.before(1).is_some_and(|word| {
            word.is(Flag::Function) && !word.is(Flag::BeforeNouns) && !word.is(Flag::BeforeVerbs)
        });
        is_auxiliary(1) || (adverb && is_auxiliary(2))
    }

    fn after(&self, places: usize) -> Option<Word> {
        let between = self.words.get(self.end..self.end + places)?;
        between.iter().all(|word| !word.is(Flag::Break)).then(|| between[places - 1])
    }
}

fn see(evidence: &mut Evidence, here: &Occurrence<'_>) {
    let words = &here.words[here.start..here.end];
    let (first, last) = (words[0], words[words.len() - 1]);
    // "The Plan" as a title is the plan.
    let article = here.before(1).filter(|word| word.is(Flag::Article));
    let opens = first.is(Flag::Opens) || article.is_some_and(|word| word.is(Flag::Opens));
    let whole = opens && last.is(Flag::Closes);
    let starts = first.is(Flag::Start) || article.is_some_and(|word| word.is(Flag::Start));
    let in_text = !first.is(Flag::Title) && !first.is(Flag::Heading);
    evidence.titles += u32::from(first.is(Flag::Title));
    evidence.whole_titles += u32::from(first.is(Flag::Title) && whole);
    evidence.headings += u32::from(first.is(Flag::Heading));
    evidence.whole_headings += u32::from(first.is(Flag::Heading) && whole);
    let copula = here.after(1).is_some_and(|word| word.is(Flag::Copula));
    let says_what = here.after(2).is_some_and(|word| word.is(Flag::Article));
    evidence.defined += u32::from(starts && in_text && copula && says_what);
    let before = if article.is_some() { here.before(2) } else { here.before(1) };
    evidence.introduced += u32::from(before.is_some_and(|word| word.is(Flag::Introducer)));
    evidence.names += u32::from(opens && last.is(Flag::Names));
    evidence.marked += u32::from(first.is(Flag::MarkOpens) && last.is(Flag::MarkCloses));
    evidence.coded += u32::from(words.iter().any(|word| word.is(Flag::Code)));
    if in_text && !first.is(Flag::Start) {
        let content = || words.iter().filter(|word| !word.is(Flag::Function));
        let capital = content().all(|word| word.is(Flag::Capital));
        evidence.capital += u32::from(capital);
        evidence.lower += u32::from(!capital);
    }
    evidence.all_capitals += u32::from(in_text && words.iter().all(|word| word.is(Flag::Marked)));
    let noun = here.before(1).is_some_and(|word| word.is(Flag::BeforeNouns));
    let verb = here.before(1).is_some_and(|word| word.is(Flag::BeforeVerbs));
    let head = here.after(1).is_none_or(|word| word.is(Flag::Function));
    evidence.as_noun += u32::from(noun);
    evidence.as_verb += u32::from(verb);
    evidence.as_head += u32::from(head);
    evidence.as_predicate += u32::from(here.is_predicate());
    evidence.as_whole += u32::from(noun && head);
    let beside = [here.before(1), here.after(1)].map(|word| word.map(|word| word.key));
    if evidence.neighbours == [None, None] {
        evidence.neighbours = beside;
    }
    let is_amid = beside.iter().all(Option::is_some);
    evidence.same_neighbours += u32::from(is_amid && beside == evidence.neighbours);
    evidence.stopped += u32::from(last.is(Flag::Stopped) && !opens);
    evidence.owned += u32::from(words.len() > 1 && first.is(Flag::Owner));
}

/// The words before a bracketed acronym whose initials it is made of.
fn long_form(stream: &Stream, at: usize) -> Option<Vec<u32>> {
    let short = stream.words[at];
    let letters: Vec<char> = stream.keys[short.key as usize].chars().collect();
    if !(2..=LONGEST).contains(&letters.len()) || !short.is(Flag::Marked) {
        return None;
    }
    let end = at.checked_sub(1)?;
    let words = |count: usize| {
        let words = stream.words.get(end.checked_sub(count)?..end)?;
        words.iter().all(|word| !word.is(Flag::Break)).then_some(words)
    };
    // As many words as letters, or more where function words give none.
    (letters.len()..=letters.len() + 2).find_map(|count| {
        let words = words(count)?;
        let initials = |all: bool| -> Vec<char> {
            let counted = words.iter().filter(|word| all || !word.is(Flag::Function));
            counted.filter_map(|word| stream.keys[word.key as usize].chars().next()).collect()
        };
        let fits = initials(true) == letters || initials(false) == letters;
        (fits && !words[0].is(Flag::Function)).then(|| words.iter().map(|word| word.key).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::source::Sources;
    use crate::suggest::tongue::Tongues;

    /// The evidence for a phrase in a text in which every phrase is kept.
    fn evidence(text: &str, phrase: &str) -> Evidence {
        let documents = crate::document::documents(&Sources::from_pairs([("seeds/a.md", text)])).0;
        let documents: Vec<&Document> = documents.iter().map(|document| &**document).collect();
        let stream = Stream::of(&documents, &Tongues::of(&documents, "en"));
        let phrases = Phrases::of(&stream, 1);
        let key = |word: &str| {
            let at = stream.keys.iter().position(|key| key == word);
            u32::try_from(at.unwrap_or_else(|| panic!("{word} is no key"))).unwrap()
        };
        let keys: Vec<u32> = phrase.split(' ').map(key).collect();
        let ix = phrases.find(&keys).expect("it occurs");
        gather(&stream, &phrases).0.swap_remove(ix as usize)
    }

    #[test]
    fn headings_definitions_and_marks_are_evidence() {
        let text =
            "# Planning\n\n## The plan\n\nA plan is a list, also called scheme. *Plan* of the state.\n";
        let plan = evidence(text, "plan");
        assert_eq!((plan.whole_headings, plan.defined, plan.marked), (1, 1, 1));
        assert_eq!(evidence(text, "scheme").introduced, 1);
        assert_eq!(evidence(text, "planning").whole_titles, 1);
    }

    #[test]
    fn capitals_at_the_start_of_a_sentence_are_none() {
        let text = "Revolution came. The Soviet Union fell, and the Soviet Union rose.\n";
        assert_eq!((evidence(text, "revolution").capital, evidence(text, "soviet union").capital), (0, 2));
    }

    #[test]
    fn a_full_stop_right_behind_a_word_is_seen() {
        let seen =
            evidence("See Marx, op. cit., and then Lenin, op. cit. as well. An op is no opera.\n", "op");
        assert_eq!(seen.stopped, 2);
        assert_eq!(evidence("Planning.\n\nPlanning.\n", "planning").stopped, 0);
    }

    #[test]
    fn words_that_stand_in_one_sentence_again_and_again_are_seen() {
        let text = "All stated rates of use may vary.\n\nHere all stated rates of use may vary.\n\nThe plan may fail.\n\nA plan for all.\n";
        assert_eq!(evidence(text, "stated rate").same_neighbours, 2);
        assert_eq!(evidence(text, "plan").same_neighbours, 1);
    }

    #[test]
    fn an_acronym_is_known_by_its_initials() {
        let text = "The Left Opposition (LO) and the Bank of England (BoE) and others (AND).\n";
        let documents = crate::document::documents(&Sources::from_pairs([("seeds/a.md", text)])).0;
        let stream = Stream::of(&[&documents[0]], &Tongues::of(&[&documents[0]], "en"));
        let acronyms = gather(&stream, &Phrases::of(&stream, 1)).1;
        let found: Vec<_> = acronyms
            .iter()
            .map(|acronym| (stream.keys[acronym.short as usize].as_str(), acronym.long.len()))
            .collect();
        assert_eq!(found, [("lo", 2), ("boe", 3)]);
    }
}
