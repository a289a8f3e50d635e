//! What the editor says of the texts in one place: how passages answer each other, and notes.

use super::links::Links;
use super::parts::{self, Parts};
use super::relation::{Related, related};
use super::{Content, Head, Key};
use crate::corpus::{Annotation, Corpus, TextIx};
use crate::document::Relation;
use crate::words::Filled;
use serde::Serialize;

/// Relations and notes on a page.
const EACH: usize = 60;

#[derive(Clone, Debug, Serialize)]
pub struct Disputes {
    lede: String,
    which: Option<String>,
    kinds: Vec<Kind>,
    parts: Option<Parts>,
}

/// All of one kind that stand on the page.
#[derive(Clone, Debug, Serialize)]
struct Kind {
    name: String,
    id: &'static str,
    list: Vec<Related>,
}

pub fn make(links: Links<'_>, part: usize) -> (Head, Content) {
    let corpus = links.corpus;
    let words = links.words();
    let all = all(corpus);
    let range = parts::entries(part, EACH, all.len());
    let parts = parts::numbered(part, parts_of(corpus), |part| links.page(Key::Disputes(part)));
    let mut kinds: Vec<Kind> = Vec::new();
    for (place, ix, annotation) in &all[range.clone()] {
        let id = NAMES[*place];
        if kinds.last().is_none_or(|last| last.id != id) {
            kinds.push(Kind { name: words.say(id).to_owned(), id, list: Vec::new() });
        }
        let last = kinds.last_mut().expect("one was pushed if there was none");
        last.list.push(related(links, *ix, annotation));
    }
    let relations = all.iter().filter(|(.., annotation)| annotation.with.is_some()).count();
    let page = Disputes {
        lede: words.with(
            "what-disputes-are",
            &[
                ("relations", Filled::Words(&words.count("count-relations", relations))),
                ("notes", Filled::Words(&words.count("count-notes", all.len() - relations))),
            ],
        ),
        which: parts.as_ref().map(|_| words.range(&range, all.len())),
        kinds,
        parts,
    };
    let head = Head {
        title: super::index::titled(words.say("disputes-and-notes"), page.which.as_deref()),
        description: page.lede.clone(),
    };
    (head, Content::Disputes(Box::new(page)))
}

/// How many pages they take: none if the editor says nothing.
pub fn parts_of(corpus: &Corpus) -> usize {
    all(corpus).len().div_ceil(EACH)
}

/// What divides comes before what unites; notes come last.
const NAMES: [&str; 6] = ["disputes", "answers", "extends", "agrees", "quotes", "notes"];

fn place(annotation: &Annotation) -> usize {
    match annotation.relation {
        Relation::Disputes => 0,
        Relation::Answers => 1,
        Relation::Extends => 2,
        Relation::Agrees => 3,
        Relation::Quotes => 4,
        Relation::Note => 5,
    }
}

/// All annotations, with the place of their kind in [`NAMES`], kind by kind and in the order of the texts.
fn all(corpus: &Corpus) -> Vec<(usize, TextIx, &Annotation)> {
    let annotations = corpus
        .enumerate()
        .flat_map(|(ix, text)| text.annotations.iter().map(move |one| (place(one), ix, one)));
    let mut all: Vec<_> = annotations.collect();
    all.sort_by_key(|(place, ix, _)| (*place, *ix));
    all
}

#[cfg(test)]
mod tests {
    use super::super::tests::corpus;
    use super::*;

    #[test]
    fn what_divides_comes_first_and_a_note_has_one_end() {
        let corpus = corpus(&[
            ("seeds/a.md", "# A\n\nA plan is good. It is long.\n"),
            (
                "seeds/a.yaml",
                "annotations:\n  - {quote: It is long, note: True.}\n  - {quote: A plan is good, kind: disputes, with: {text: b, quote: Plans are bad}}\n",
            ),
            ("seeds/b.md", "# B\n\nPlans are bad.\n"),
            ("seeds/concepts.yaml", "- id: plan\n"),
        ]);
        let (_, page) = make(Links::new(&corpus, ""), 1);
        let Content::Disputes(page) = page else { panic!("it is the overview") };
        let ids: Vec<&str> = page.kinds.iter().map(|kind| kind.id).collect();
        assert_eq!(ids, ["disputes", "notes"]);
        assert!(page.lede.ends_with("1 relation and 1 note."), "{}", page.lede);
    }
}
