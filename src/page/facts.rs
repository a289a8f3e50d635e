//! What many pages need to know of the corpus, found once, so that a page costs what it shows.

use super::{links_here, pair};
use crate::concept::ConceptIx;
use crate::corpus::{Corpus, Count, Telling, Text, TextIx};
use crate::document::PassageIx;
use crate::mention::{Mention, Standing};
use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// Of the texts that mention a concept, so many are looked at when related texts are sought.
const POSTINGS: usize = 200;
/// The concepts by which a text is compared with others.
const CHARACTERISTIC: usize = 12;
/// Texts that share most with one.
const RELATED: usize = 4;
/// Concepts of the same passages that are shown beside one, and passages that are shown of both.
pub const NEAR: usize = 12;
const BOTH: usize = 4;

/// An annotation of another text that points here.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Incoming {
    pub from: TextIx,
    /// The place in [`Text::annotations`] of that text.
    pub annotation: usize,
}

/// Found when it is first asked for: after an edit few pages are looked at.
pub struct Facts {
    corpus: Arc<Corpus>,
    /// By concept: the passages that mention it, and those that mention its neighbours too.
    tellings: Vec<OnceLock<Vec<Telling>>>,
    near: Vec<OnceLock<Vec<Vec<Telling>>>>,
    postings: Postings,
    /// By text, by entry of its counts: where the text stands among those that mention the concept.
    places: OnceLock<Vec<Vec<u32>>>,
    /// By text, by passage: the bytes before it; one more for the end.
    starts: Vec<OnceLock<Vec<usize>>>,
    incoming: Vec<Vec<Incoming>>,
    named_by: OnceLock<Vec<Vec<ConceptIx>>>,
    annotated: Vec<Vec<(TextIx, PassageIx)>>,
    /// All concepts in order, and the place of each in it.
    alphabetical: OnceLock<(Vec<ConceptIx>, Vec<usize>)>,
    pairs: BTreeSet<(TextIx, TextIx)>,
}

/// By concept: texts with the most mentions of it, at most [`POSTINGS`].
pub struct Postings {
    concepts: Vec<OnceLock<Vec<(TextIx, usize)>>>,
}

impl Facts {
    pub fn new(corpus: &Arc<Corpus>) -> Facts {
        Facts::anew(corpus, &mut pair::Memory::default())
    }

    /// The same after an edit.
    pub fn anew(corpus: &Arc<Corpus>, memory: &mut pair::Memory) -> Facts {
        let concepts = corpus.lexicon.len();
        let mut incoming: Vec<Vec<Incoming>> = vec![Vec::new(); corpus.texts.len()];
        for (ix, text) in corpus.enumerate() {
            for (annotation, with) in
                text.annotations.iter().enumerate().filter_map(|(at, a)| Some((at, a.with.as_ref()?)))
            {
                incoming[with.0.0 as usize].push(Incoming { from: ix, annotation });
            }
        }
        let postings = Postings::new(corpus);
        Facts {
            tellings: later(concepts),
            near: later(concepts),
            places: OnceLock::new(),
            starts: later(corpus.texts.len()),
            incoming,
            named_by: OnceLock::new(),
            annotated: links_here::annotated(corpus),
            alphabetical: OnceLock::new(),
            pairs: pair::pairs_anew(corpus, &postings, memory),
            postings,
            corpus: corpus.clone(),
        }
    }

    /// The passages that mention a concept, in the order of texts and passages.
    pub fn tellings(&self, ix: ConceptIx) -> &[Telling] {
        self.tellings[ix.0 as usize].get_or_init(|| self.corpus.tellings(ix))
    }

    /// The concepts that a text mentions, and where it stands among the texts that do so.
    pub fn places(&self, ix: TextIx) -> impl Iterator<Item = (ConceptIx, usize)> {
        let places = &self.places.get_or_init(|| places(&self.corpus))[ix.0 as usize];
        std::iter::zip(mentioned(self.corpus.text(ix)), places)
            .map(|(count, place)| (count.concept, *place as usize))
    }

    pub fn incoming(&self, ix: TextIx) -> &[Incoming] {
        &self.incoming[ix.0 as usize]
    }

    /// The concepts whose definitions name one.
    pub fn named_by(&self, ix: ConceptIx) -> &[ConceptIx] {
        let found = || links_here::named_by(&self.corpus.lexicon, &self.corpus.config.language);
        &self.named_by.get_or_init(found)[ix.0 as usize]
    }

    /// The passages with an annotation about a concept.
    pub fn annotated(&self, ix: ConceptIx) -> &[(TextIx, PassageIx)] {
        &self.annotated[ix.0 as usize]
    }

    /// By neighbour of a concept, of the first [`NEAR`]: the passages that tell most of both, at the first mention of
    /// the concept.
    pub fn near(&self, ix: ConceptIx) -> &[Vec<Telling>] {
        self.near[ix.0 as usize].get_or_init(|| {
            let neighbours = self.corpus.presence(ix).neighbours.iter().take(NEAR);
            neighbours.map(|(near, _)| self.both(ix, *near)).collect()
        })
    }

    fn both(&self, one: ConceptIx, other: ConceptIx) -> Vec<Telling> {
        let mut others = self.tellings(other).iter().peekable();
        let mut both: Vec<Telling> = Vec::new();
        for telling in self.tellings(one) {
            let place = |telling: &Telling| (telling.text, telling.passage);
            while others.next_if(|other| place(other) < place(telling)).is_some() {}
            if let Some(other) = others.next_if(|other| place(other) == place(telling)) {
                both.push(Telling { score: telling.score + other.score, ..*telling });
            }
        }
        both.sort_by_key(|telling| Reverse(telling.score));
        both.truncate(BOTH);
        both
    }

    /// How far into its text a mention stands, in thousandths.
    pub fn position(&self, ix: TextIx, mention: &Mention) -> u32 {
        let starts = self.starts[ix.0 as usize].get_or_init(|| starts(self.corpus.text(ix)));
        let total = starts.last().copied().unwrap_or(0).max(1);
        let at = starts[mention.passage.0 as usize] + mention.span.start;
        u32::try_from(at * 1000 / total).expect("a share of 1000 is at most 1000")
    }

    /// All concepts as an index lists them.
    pub fn alphabetical(&self) -> &[ConceptIx] {
        &self.in_order().0
    }

    fn in_order(&self) -> &(Vec<ConceptIx>, Vec<usize>) {
        self.alphabetical.get_or_init(|| alphabetical(&self.corpus))
    }

    /// The concepts before and behind one in the index.
    pub fn neighbours(&self, ix: ConceptIx) -> (Option<ConceptIx>, Option<ConceptIx>) {
        let (alphabetical, rank) = self.in_order();
        let at = rank[ix.0 as usize];
        let before = at.checked_sub(1).and_then(|at| alphabetical.get(at));
        (before.copied(), alphabetical.get(at + 1).copied())
    }

    /// The concepts that a text speaks of more than others do, the most particular first.
    pub fn characteristic(&self, corpus: &Corpus, counts: &[(ConceptIx, usize)]) -> Vec<ConceptIx> {
        let texts = corpus.texts.len();
        let mut ranked: Vec<(u64, ConceptIx)> =
            counts.iter().map(|(ix, count)| (weight(corpus, *ix, texts) * *count as u64, *ix)).collect();
        ranked.sort_by_key(|(score, ix)| (u64::MAX - score, *ix));
        ranked.into_iter().filter(|(score, _)| *score > 0).map(|(_, ix)| ix).take(CHARACTERISTIC).collect()
    }

    /// The texts that share most with one, and the concepts that they share.
    pub fn related(
        &self,
        corpus: &Corpus,
        ix: TextIx,
        counts: &[(ConceptIx, usize)],
    ) -> Vec<(TextIx, Vec<ConceptIx>)> {
        related(corpus, &self.postings, ix, counts)
    }

    /// The texts that are compared with each other, the earlier one of two first.
    pub fn pairs(&self) -> &BTreeSet<(TextIx, TextIx)> {
        &self.pairs
    }

    /// The passage that tells most of two concepts together.
    pub fn together(&self, a: ConceptIx, b: ConceptIx) -> Option<(TextIx, PassageIx)> {
        let mut others = self.tellings(b).iter().peekable();
        let mut best: Option<(i32, &Telling)> = None;
        for telling in self.tellings(a) {
            let place = |telling: &Telling| (telling.text, telling.passage);
            while others.next_if(|other| place(other) < place(telling)).is_some() {}
            if let Some(other) = others.peek().filter(|other| place(other) == place(telling)) {
                let score = telling.score + other.score;
                if best.is_none_or(|(most, _)| score > most) {
                    best = Some((score, telling));
                }
            }
        }
        best.map(|(_, telling)| (telling.text, telling.passage))
    }

    /// Concepts by how much they tell of the texts that mention them so often, the most telling first.
    pub fn ranked(&self, corpus: &Corpus, counts: &[(ConceptIx, usize)]) -> Vec<ConceptIx> {
        let mut ranked = counts.to_vec();
        rank(corpus, &mut ranked);
        ranked.into_iter().map(|(ix, _)| ix).collect()
    }
}

fn rank(corpus: &Corpus, counts: &mut [(ConceptIx, usize)]) {
    let texts = corpus.texts.len();
    counts.sort_by_cached_key(|(concept, count)| {
        (u64::MAX - (1 + weight(corpus, *concept, texts)) * *count as u64, *concept)
    });
}

impl Postings {
    pub fn new(corpus: &Corpus) -> Postings {
        Postings { concepts: later(corpus.lexicon.len()) }
    }

    fn of(&self, corpus: &Corpus, ix: ConceptIx) -> &[(TextIx, usize)] {
        self.concepts[ix.0 as usize].get_or_init(|| {
            let most = |(ix, count): &(TextIx, usize)| (Reverse(*count), *ix);
            let mut texts = corpus.presence(ix).texts.clone();
            if texts.len() > POSTINGS {
                texts.select_nth_unstable_by_key(POSTINGS, most);
                texts.truncate(POSTINGS);
            }
            texts.sort_unstable_by_key(most);
            texts
        })
    }
}

/// The texts that share most with one, and the concepts that they share.
pub fn related(
    corpus: &Corpus,
    postings: &Postings,
    ix: TextIx,
    counts: &[(ConceptIx, usize)],
) -> Vec<(TextIx, Vec<ConceptIx>)> {
    let mut counts = counts.to_vec();
    let texts = corpus.texts.len();
    counts.retain(|(concept, _)| corpus.presence(*concept).texts.len() > 1);
    rank(corpus, &mut counts);
    counts.truncate(CHARACTERISTIC);
    let found = TALLY.with_borrow_mut(|tally| {
        for (at, (concept, count)) in counts.iter().enumerate() {
            let weight = 1 + weight(corpus, *concept, texts);
            let others = postings.of(corpus, *concept).iter().filter(|(other, _)| *other != ix);
            others.for_each(|(other, others)| tally.add(*other, at, weight * (*count).min(*others) as u64));
        }
        tally.take_most(RELATED)
    });
    let concepts =
        |bits: u32| (0..).zip(&counts).filter(move |(at, _)| bits >> at & 1 == 1).map(|(_, of)| of.0);
    found.into_iter().map(|shared| (shared.text, concepts(shared.concepts).collect())).collect()
}

/// How much a text shares with the one at hand, and which of its concepts, a bit for each.
#[derive(Clone, Copy)]
struct Shared {
    text: TextIx,
    concepts: u32,
    score: u64,
}

/// What texts share, by text. One a thread: of thousands of texts that share something with one, four are wanted, and a place
/// for each text is quicker than a map that is made anew.
#[derive(Default)]
struct Tally {
    /// By text: its place in `found`, and one.
    places: Vec<u32>,
    found: Vec<Shared>,
}

thread_local! {
    static TALLY: RefCell<Tally> = RefCell::default();
}

impl Tally {
    fn add(&mut self, text: TextIx, concept: usize, score: u64) {
        let ix = text.0 as usize;
        if self.places.len() <= ix {
            self.places.resize(ix + 1, 0);
        }
        let place = &mut self.places[ix];
        if *place == 0 {
            self.found.push(Shared { text, concepts: 0, score: 0 });
            *place = u32::try_from(self.found.len()).expect("texts are counted in 32 bits");
        }
        let shared = &mut self.found[*place as usize - 1];
        shared.score += score;
        shared.concepts |= 1 << concept;
    }

    /// The texts that share most; the next count begins with nothing.
    fn take_most(&mut self, number: usize) -> Vec<Shared> {
        self.found.iter().for_each(|shared| self.places[shared.text.0 as usize] = 0);
        let most = |found: &Shared| (Reverse(found.score), found.text);
        if self.found.len() > number {
            self.found.select_nth_unstable_by_key(number, most);
        }
        let mut found: Vec<Shared> = self.found.iter().take(number).copied().collect();
        self.found.clear();
        found.sort_by_key(most);
        found
    }
}

/// The concepts of a text and how often it mentions them, the most frequent first.
pub fn counts(text: &Text) -> Vec<(ConceptIx, usize)> {
    let mut counts: Vec<_> = mentioned(text).map(|count| (count.concept, count.mentions as usize)).collect();
    counts.sort_by_key(|(ix, count)| (usize::MAX - count, *ix));
    counts
}

/// Mentions that count, with their places in the list.
pub fn counted(text: &Text) -> impl Iterator<Item = (u32, &Mention)> {
    (0..).zip(&text.judged.mentions).filter(|(_, mention)| mention.standing != Standing::Nested)
}

/// How much a concept tells one text from others: nothing if all have it. In hundredths.
fn weight(corpus: &Corpus, ix: ConceptIx, texts: usize) -> u64 {
    let with = corpus.presence(ix).texts.len().max(1);
    let ratio = texts as f64 / with as f64;
    // Rounded, so that the last bit of a logarithm cannot change the order on another machine.
    (ratio.ln() * 100.0).round() as u64
}

fn later<T>(length: usize) -> Vec<OnceLock<T>> {
    std::iter::repeat_with(OnceLock::new).take(length).collect()
}

fn places(corpus: &Corpus) -> Vec<Vec<u32>> {
    let mut next = vec![0; corpus.lexicon.len()];
    let mut place = |concept: ConceptIx| {
        let next = &mut next[concept.0 as usize];
        *next += 1;
        *next - 1
    };
    corpus.texts.iter().map(|text| mentioned(text).map(|count| place(count.concept)).collect()).collect()
}

/// The concepts that a text mentions otherwise than within longer mentions.
fn mentioned(text: &Text) -> impl Iterator<Item = &Count> {
    text.counts.iter().filter(|count| count.mentions > 0)
}

fn starts(text: &Text) -> Vec<usize> {
    let mut starts = vec![0];
    let mut end = 0;
    for passage in &text.document.passages {
        end += passage.text.len() + 1;
        starts.push(end);
    }
    starts
}

fn alphabetical(corpus: &Corpus) -> (Vec<ConceptIx>, Vec<usize>) {
    let mut list: Vec<(String, ConceptIx)> =
        corpus.lexicon.iter().map(|(ix, concept)| (concept.name.to_lowercase(), ix)).collect();
    list.sort();
    let mut rank = vec![0; list.len()];
    for (at, (_, ix)) in list.iter().enumerate() {
        rank[ix.0 as usize] = at;
    }
    (list.into_iter().map(|(_, ix)| ix).collect(), rank)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tests::corpus;

    fn three() -> std::sync::Arc<Corpus> {
        corpus(&[
            (
                "seeds/a.md",
                "# A\n\nA plan is a list of what shall be done, whoever has made it and when.\n\nThe plan, war, war.\n",
            ),
            ("seeds/b.md", "# B\n\nThey had a plan for war.\n"),
            ("seeds/c.md", "# C\n\nPeace.\n"),
            ("seeds/concepts.yaml", "- id: plan\n- id: war\n- id: peace\n"),
        ])
    }

    #[test]
    fn the_passage_that_defines_tells_most() {
        let corpus = three();
        let facts = Facts::new(&corpus);
        let plan = corpus.lexicon.by_id("plan").expect("it is there");
        let best = facts.tellings(plan).iter().max_by_key(|telling| telling.score).expect("it is mentioned");
        assert!(corpus.text(best.text).document.passage(best.passage).text.starts_with("A plan is"));
        assert_eq!(facts.tellings(plan).len(), 3);
    }

    #[test]
    fn contents_and_mere_names_tell_less_than_a_definition() {
        let contents = "[What is a plan?](b.md) [Who needs a plan?](b.md) [How does a plan fail?](b.md)";
        let names =
            "One plan, a second plan, a third plan, a fourth plan, a fifth, a plan, a plan, a plan, a plan.";
        let definition =
            "A plan is what one means to do, in the order in which it is to be done, written down.";
        let text = format!("{contents}\n\n{names}\n\n{definition}\n");
        let corpus = corpus(&[("seeds/a.md", &text), ("seeds/concepts.yaml", "- id: plan\n")]);
        let plan = corpus.lexicon.by_id("plan").expect("it is there");
        let text = corpus.text(TextIx(0));
        let best = text.best_of(plan).expect("it is mentioned");
        assert_eq!(text.document.passage(best.passage).text, definition);
    }

    #[test]
    fn related_texts_share_concepts() {
        let corpus = three();
        let facts = Facts::new(&corpus);
        let related = facts.related(&corpus, TextIx(1), &counts(corpus.text(TextIx(1))));
        assert_eq!(related.iter().map(|(ix, concepts)| (ix.0, concepts.len())).collect::<Vec<_>>(), [(0, 2)]);
        assert!(facts.related(&corpus, TextIx(2), &counts(corpus.text(TextIx(2)))).is_empty());
    }
}
