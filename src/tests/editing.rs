//! What an editor adds to a text, and what is said where it does not fit.

use super::diagnose;
use crate::corpus::Corpus;
use crate::document::{Relation, Style, TitledBy, Why};
use crate::pipeline::understand;
use crate::source::Sources;

const TEXT: &str = "We had no plan.\n\nThey had a plen, and we knew it.\n\nCookie settings\n";

fn corpus(sidecar: &str) -> Corpus {
    let files =
        [("seeds/a.txt", TEXT), ("seeds/a.yaml", sidecar), ("seeds/b.md", "# B\n\nOne *had* to plan.\n")];
    understand(&Sources::from_pairs(files)).corpus
}

fn problems(sidecar: &str) -> Vec<String> {
    let files = [
        ("seeds/a.txt", TEXT),
        ("seeds/a.yaml", sidecar),
        ("seeds/b.md", "# B\n"),
        ("seeds/concepts.yaml", "- id: plan\n"),
    ];
    diagnose(&files)
}

#[test]
fn a_garbled_word_keeps_its_letters_and_gets_a_reading() {
    let corpus = corpus("corrections:\n  - {quote: plen, read: plan, note: A slip.}\n");
    let document = &corpus.texts[0].document;
    let passage = &document.passages[1];
    let mark = passage.marks.iter().find(|mark| mark.style == Style::Reading(0)).unwrap();
    assert_eq!(&passage.text[mark.span.clone()], "plen");
    assert_eq!(document.readings[0].read.as_deref(), Some("plan"));
}

#[test]
fn a_dropped_passage_is_set_apart_and_reported() {
    let corpus = corpus("corrections:\n  - {quote: Cookie settings, drop: true}\n");
    let document = &corpus.texts[0].document;
    assert!(document.passages.iter().all(|passage| !passage.text.contains("Cookie")));
    let dropped: Vec<_> = document.removed.iter().filter(|one| one.why == Why::Correction).collect();
    assert_eq!(dropped[0].text, "Cookie settings");
    assert_eq!(corpus.texts[0].anchors.len(), document.passages.len());
}

#[test]
fn a_relation_finds_its_other_end_across_markup() {
    let corpus = corpus(
        "annotations:\n  - {quote: no plan, kind: disputes, with: {text: b, quote: one had to}, note: Indeed.}\n",
    );
    assert!(corpus.texts[0].annotations[0].with.is_none(), "the case of a quotation counts");
    let corpus = self::corpus(
        "annotations:\n  - {quote: no plan, kind: disputes, with: {text: b, quote: One had to}, note: Indeed.}\n",
    );
    let annotation = &corpus.texts[0].annotations[0];
    let (text, quotation) = annotation.with.as_ref().unwrap();
    assert_eq!(annotation.relation, Relation::Disputes);
    assert_eq!(
        &corpus.text(*text).document.passage(quotation.passage).text[quotation.span.clone()],
        "One had to"
    );
}

#[test]
fn titles_tell_who_gave_them() {
    let by = |sidecar: &str| {
        let corpus = corpus(sidecar);
        (corpus.texts[0].document.meta.title.clone(), corpus.texts[0].document.meta.titled_by)
    };
    assert_eq!(by("supplied-title: On plans\n"), ("On plans".to_owned(), TitledBy::Editor));
    assert_eq!(by("title: On plans\n"), ("On plans".to_owned(), TitledBy::Metadata));
    assert_eq!(by("").1, TitledBy::Nobody);
    assert_eq!(corpus("").texts[1].document.meta.titled_by, TitledBy::Text);
}

#[test]
fn what_does_not_fit_is_said_with_its_place() {
    assert_eq!(
        problems("corrections:\n  - {quote: plan or so, read: x}\n"),
        ["quote-not-found seeds/a.yaml:2 “plan or so” does not occur in the text"]
    );
    assert_eq!(
        problems("annotations:\n  - {quote: had}\n"),
        ["quote-ambiguous seeds/a.yaml:2 “had” occurs 2 times in the text"]
    );
    assert_eq!(
        problems("annotations:\n  - {quote: no plan, concepts: [pan], with: {text: c, quote: x}}\n"),
        [
            "unknown-concept seeds/a.yaml:2 the lexicon has no concept `pan`",
            "unknown-text seeds/a.yaml:2 there is no text `c`"
        ]
    );
    assert_eq!(problems("kinds: Essay\n"), ["unknown-key seeds/a.yaml:1 unknown key `kinds`"]);
    assert_eq!(
        diagnose(&[
            ("seeds/a.txt", "A plan.\n"),
            ("seeds/c.yaml", "kind: x\n"),
            ("seeds/concepts.yaml", "- id: plan\n")
        ]),
        ["orphan-sidecar seeds/c.yaml:1 there is no text of the same name beside this sidecar"]
    );
}

#[test]
fn front_matter_of_other_programs_is_passed_over() {
    let text = "---\ntitle: A\nlayout: post\ntags: [x, y]\nweight: 3\n---\nA plan.\n";
    assert_eq!(diagnose(&[("seeds/a.md", text), ("seeds/concepts.yaml", "- id: plan\n")]), [""; 0]);
    let text = "---\ntitel: A\n---\nA plan.\n";
    assert_eq!(
        diagnose(&[("seeds/a.md", text), ("seeds/concepts.yaml", "- id: plan\n")]),
        ["unknown-key seeds/a.md:2 unknown key `titel`"]
    );
}
