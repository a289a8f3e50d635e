//! Two texts against each other: what both speak of, each in its words, and what only one speaks of.

use super::facts::Postings;
use super::links::Links;
use super::relation::{Related, related};
use super::{Content, Facts, Head, Key, Listed, Named, facts, listed, quote};
use crate::concept::ConceptIx;
use crate::corpus::{Corpus, Text, TextIx};
use crate::words::Filled;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Shared concepts with a quotation of each text, further ones by name, and concepts of one text.
const QUOTED: usize = 30;
const LISTED: usize = 60;
/// Characters of a quotation.
const WORDS: usize = 260;
/// Other pairs of either text that the page leads to.
const OTHERS: usize = 12;

/// Up to so many texts, any two are compared; of more, each with those that share most with it; of very many none.
const ALL: usize = 12;
const MANY: usize = 1_000;
const NEAREST: usize = 3;

#[derive(Clone, Debug, Serialize)]
pub struct Pair {
    a: Side,
    b: Side,
    lede: String,
    relations: Vec<Related>,
    both: usize,
    shared: Vec<Shared>,
    more_shared: Vec<Listed>,
    left_out: usize,
    others: Vec<Named>,
}

/// One of the two.
#[derive(Clone, Debug, Serialize)]
struct Side {
    title: String,
    short: String,
    href: String,
    language: Option<String>,
    /// The concepts that the other does not speak of.
    only: Vec<Listed>,
    more: usize,
}

/// A concept of which both speak.
#[derive(Clone, Debug, Serialize)]
struct Shared {
    concept: Listed,
    a: Said,
    b: Said,
}

/// How often a text mentions it, and where it tells most of it.
#[derive(Clone, Debug, Serialize)]
struct Said {
    count: usize,
    place: String,
    href: String,
    words: String,
}

pub fn make(links: Links<'_>, facts: &Facts, a: TextIx, b: TextIx) -> (Head, Content) {
    let corpus = links.corpus;
    let counts = [a, b].map(|ix| facts::counts(corpus.text(ix)));
    let (shared, only_a, only_b) = divided(&counts);
    let ranked = facts.ranked(corpus, &shared);
    let shared_of = |ix: ConceptIx| {
        Some(Shared {
            concept: Listed { href: links.compare(ix), ..listed(links, ix, 0) },
            a: said(links, ix, a)?,
            b: said(links, ix, b)?,
        })
    };
    let quoted = ranked.iter().take(QUOTED).filter_map(|ix| shared_of(*ix));
    let more = ranked.iter().skip(QUOTED).take(LISTED);
    let titles = [a, b].map(|ix| quote::full_title(corpus.text(ix)));
    let words = links.words();
    let page = Pair {
        lede: words.with(
            "what-two-texts-share",
            &[
                ("count", Filled::Number(shared.len())),
                ("first", Filled::Number(only_a.len())),
                ("second", Filled::Number(only_b.len())),
            ],
        ),
        relations: relations(links, a, b),
        both: shared.len(),
        shared: quoted.collect(),
        more_shared: more
            .map(|ix| Listed { href: links.compare(*ix), ..listed(links, *ix, corpus.presence(*ix).total) })
            .collect(),
        left_out: ranked.len().saturating_sub(QUOTED + LISTED),
        others: others(links, facts, a, b),
        a: side(links, a, &only_a),
        b: side(links, b, &only_b),
    };
    let named = [("one", Filled::Words(&titles[0])), ("other", Filled::Words(&titles[1]))];
    let head = Head {
        title: words.with("one-and-other", &named),
        description: format!("{}: {}", words.with("one-and-other", &named), page.lede),
    };
    (head, Content::Pair(Box::new(page)))
}

/// Which texts shared most in an earlier state of the files.
#[derive(Default)]
pub struct Memory {
    before: Option<(Arc<Corpus>, Vec<Near>)>,
}

/// By text: those that share most with it.
type Near = Vec<TextIx>;

/// Which two texts have a page of their own together, the earlier one first.
pub fn pairs(corpus: &Corpus, postings: &Postings) -> BTreeSet<(TextIx, TextIx)> {
    addressed(corpus, &nearest(corpus, postings, None))
}

/// The same after an edit.
pub fn pairs_anew(
    corpus: &Arc<Corpus>,
    postings: &Postings,
    memory: &mut Memory,
) -> BTreeSet<(TextIx, TextIx)> {
    let near = nearest(corpus, postings, memory.before.take());
    let pairs = addressed(corpus, &near);
    memory.before = (!near.is_empty()).then(|| (corpus.clone(), near));
    pairs
}

/// The pairs that get an address.
fn addressed(corpus: &Corpus, near: &[Near]) -> BTreeSet<(TextIx, TextIx)> {
    let texts: Vec<TextIx> = corpus.enumerate().map(|(ix, _)| ix).collect();
    let mut pairs = BTreeSet::new();
    if texts.len() <= ALL {
        for (at, b) in texts.iter().enumerate() {
            pairs.extend(texts[..at].iter().map(|a| (*a, *b)));
        }
    }
    for (ix, near) in texts.iter().zip(near) {
        pairs.extend(near.iter().map(|other| (*ix.min(other), *ix.max(other))));
    }
    // Two hyphens in a name could make an address that another page has.
    let mut taken: BTreeSet<String> =
        corpus.lexicon.iter().map(|(ix, _)| Key::Compare(ix).path(corpus)).collect();
    pairs.retain(|(a, b)| taken.insert(Key::Pair(*a, *b).path(corpus)));
    pairs
}

/// The nearest of each text, if there are neither few texts nor very many. Looked for again where a text is another one, or one of its concepts is mentioned in other texts or another
/// number of times than before.
fn nearest(corpus: &Corpus, postings: &Postings, before: Option<(Arc<Corpus>, Vec<Near>)>) -> Vec<Near> {
    if !(ALL + 1..=MANY).contains(&corpus.texts.len()) {
        return Vec::new();
    }
    let before = before.filter(|(before, _)| {
        Arc::ptr_eq(&before.lexicon, &corpus.lexicon) && Arc::ptr_eq(&before.addresses, &corpus.addresses)
    });
    let touched: Option<Vec<bool>> = before.as_ref().map(|(before, _)| {
        std::iter::zip(&before.presences, &corpus.presences).map(|(a, b)| a.texts != b.texts).collect()
    });
    let near = |ix: TextIx| {
        let text = &corpus.texts[ix.0 as usize];
        let is_same = |known: &Arc<Text>, touched: &[bool]| {
            Arc::ptr_eq(known, text) && !text.counts.iter().any(|count| touched[count.concept.0 as usize])
        };
        if let (Some((before, near)), Some(touched)) = (&before, &touched)
            && is_same(&before.texts[ix.0 as usize], touched)
        {
            return near[ix.0 as usize].clone();
        }
        let related = facts::related(corpus, postings, ix, &facts::counts(text));
        related.into_iter().take(NEAREST).map(|(other, _)| other).collect()
    };
    let texts: Vec<TextIx> = corpus.enumerate().map(|(ix, _)| ix).collect();
    texts.into_par_iter().map(near).collect()
}

type Counts = Vec<(ConceptIx, usize)>;

/// The concepts of both texts with the smaller of their counts, and those of only one.
fn divided(counts: &[Counts; 2]) -> (Counts, Counts, Counts) {
    let find = |counts: &Counts, ix: ConceptIx| {
        counts.iter().find(|(other, _)| *other == ix).map(|(_, count)| *count)
    };
    let (mut shared, mut only_a) = (Vec::new(), Vec::new());
    for (ix, count) in &counts[0] {
        match find(&counts[1], *ix) {
            Some(other) => shared.push((*ix, other.min(*count))),
            None => only_a.push((*ix, *count)),
        }
    }
    let only_b = counts[1].iter().filter(|(ix, _)| find(&counts[0], *ix).is_none());
    (shared, only_a, only_b.copied().collect())
}

fn side(links: Links<'_>, ix: TextIx, only: &Counts) -> Side {
    let text = links.corpus.text(ix);
    let of_text = |(concept, count): &(ConceptIx, usize)| Listed {
        href: links.concept_in(*concept, ix),
        ..listed(links, *concept, *count)
    };
    Side {
        title: quote::full_title(text),
        short: quote::short_title(text),
        href: links.text(ix),
        language: super::index::own_language(links, ix),
        only: only.iter().take(LISTED).map(of_text).collect(),
        more: only.len().saturating_sub(LISTED),
    }
}

fn said(links: Links<'_>, ix: ConceptIx, text_ix: TextIx) -> Option<Said> {
    let telling = links.corpus.text(text_ix).best_of(ix)?;
    let text = links.corpus.text(text_ix);
    let span = &text.judged.mentions[telling.mention as usize].span;
    Some(Said {
        count: links.corpus.presence(ix).in_text(text_ix)?.0,
        place: quote::location(text, telling.passage),
        href: links.passage(text_ix, telling.passage),
        words: quote::around(text.document.passage(telling.passage), span, WORDS),
    })
}

/// What the editor says of passages of both.
fn relations(links: Links<'_>, a: TextIx, b: TextIx) -> Vec<Related> {
    let mut found = Vec::new();
    for (from, to) in [(a, b), (b, a)] {
        let annotations = links.corpus.text(from).annotations.iter();
        let of_both = annotations.filter(|one| one.with.as_ref().is_some_and(|(with, _)| *with == to));
        found.extend(of_both.map(|annotation| related(links, from, annotation)));
    }
    found
}

fn others(links: Links<'_>, facts: &Facts, a: TextIx, b: TextIx) -> Vec<Named> {
    let pairs = facts
        .pairs()
        .iter()
        .filter(|(x, y)| (*x, *y) != (a, b) && [x, y].iter().any(|ix| **ix == a || **ix == b));
    pairs.take(OTHERS).map(|(x, y)| named(links, *x, *y)).collect()
}

/// A link to the comparison of two texts.
pub fn named(links: Links<'_>, a: TextIx, b: TextIx) -> Named {
    let title = |ix: TextIx| quote::short_title(links.corpus.text(ix));
    let (a_title, b_title) = (title(a), title(b));
    let named = [("one", Filled::Words(&a_title)), ("other", Filled::Words(&b_title))];
    Named { name: links.words().with("one-and-other", &named), href: links.page(Key::Pair(a, b)) }
}

#[cfg(test)]
mod tests {
    use super::super::tests::corpus;
    use super::*;

    #[test]
    fn what_both_speak_of_is_quoted_and_what_one_speaks_of_is_named() {
        let corpus = corpus(&[
            ("seeds/a.md", "# A\n\nA plan is a list. The war began.\n"),
            ("seeds/b.md", "# B\n\nNo plan at all. Peace came.\n"),
            ("seeds/concepts.yaml", "- id: plan\n- id: war\n- id: peace\n"),
        ]);
        let facts = Facts::new(&corpus);
        let (head, page) = make(Links::new(&corpus, "compare"), &facts, TextIx(0), TextIx(1));
        let Content::Pair(page) = page else { panic!("it is a pair") };
        assert_eq!(head.title, "A and B");
        assert_eq!(page.lede, "1 concept in both, 1 only in the first, 1 only in the second.");
        assert_eq!(page.shared[0].a.words, "A plan is a list. The war began.");
        assert_eq!(page.shared[0].concept.href, "plan.html");
        assert_eq!(page.a.only[0].href, "../concepts/war.html#in-a");
        assert_eq!(Key::Pair(TextIx(0), TextIx(1)).path(&corpus), "compare/a--b.html");
    }
}
