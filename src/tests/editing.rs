//! What an editor adds to a text, and what is said where it does not fit.

use super::diagnose;
use crate::corpus::Corpus;
use crate::document::{Relation, Style, TitledBy, Why};
use crate::pipeline::understand;
use crate::source::Sources;
use std::sync::Arc;

const TEXT: &str = "We had no plan.\n\nThey had a plen, and we knew it.\n\nCookie settings\n";

fn corpus(sidecar: &str) -> Arc<Corpus> {
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
    assert_eq!(corpus.texts[0].anchors().len(), document.passages.len());
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
fn a_list_of_concepts_that_is_called_otherwise_is_said() {
    let said = |path: &str| diagnose(&[("seeds/a.txt", "A plan.\n"), (path, "- plan\n")]);
    let passed_over = "concepts are read from seeds/concepts.yaml; this file was passed over";
    for path in ["seeds/concepts.yml", "seeds/Glossary.yaml", "seeds/concepts/plan.yaml"] {
        let said: Vec<String> =
            said(path).into_iter().filter(|one| one.starts_with("orphan-sidecar")).collect();
        assert_eq!(said, [format!("orphan-sidecar {path}:1 {passed_over}")]);
    }
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

/// The titles and authors of a corpus of one Markdown text, and what is said of it.
fn front(text: &str) -> (Option<crate::document::Meta>, Vec<String>) {
    let files = [("seeds/a.md", text), ("seeds/b.txt", "A plan.\n"), ("seeds/concepts.yaml", "- id: plan\n")];
    let corpus = understand(&Sources::from_pairs(files)).corpus;
    let meta =
        corpus.texts.iter().find(|text| text.document.path == "a.md").map(|text| text.document.meta.clone());
    (meta, diagnose(&files))
}

#[test]
fn a_bad_value_in_front_matter_costs_only_itself() {
    let (meta, problems) =
        front("---\ntitle: A: B\ndate: 2020-01-02\norder: first\nauthor: {name: X}\n---\nA plan.\n");
    let meta = meta.unwrap();
    assert_eq!(
        (meta.date.as_deref(), meta.authors, meta.order),
        (Some("2020-01-02"), vec!["X".to_owned()], None)
    );
    assert_eq!(problems.len(), 2);
    assert!(problems[0].starts_with("yaml seeds/a.md:2"), "{problems:?}");
    assert!(problems[1].starts_with("yaml seeds/a.md:4"), "{problems:?}");
}

#[test]
fn front_matter_in_toml_is_read_as_that_in_yaml() {
    let (meta, problems) = front(
        "+++\ntitle = \"A: B\"\ndate = 2020-01-02\nauthors = [\"X\", \"Y\"]\norder = 3\n\n[extra]\ncolour = \"red\"\n+++\nA plan.\n",
    );
    let meta = meta.unwrap();
    assert_eq!(
        (meta.date.as_deref(), meta.authors, meta.order),
        (Some("2020-01-02"), vec!["X".to_owned(), "Y".to_owned()], Some(3))
    );
    assert_eq!(problems, [""; 0]);
    let draft = front("+++\ndraft = true\n+++\nA plan.\n");
    assert!(draft.0.is_none(), "{:?}", draft.1);
}

#[test]
fn what_is_wrong_in_toml_is_said_where_it_stands() {
    let (meta, problems) = front("+++\ntitle = \"A\"\n\norder = \"first\"\ntitel = 1\n+++\nA plan.\n");
    assert!(meta.is_some());
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems[0].starts_with("yaml seeds/a.md:4"), "{problems:?}");
    assert!(problems[1].starts_with("unknown-key seeds/a.md:5 unknown key `titel`"), "{problems:?}");
    let (_, problems) = front("+++\ntitle = \"A\"\ndate = \n+++\nA plan.\n");
    assert!(problems[0].starts_with("yaml seeds/a.md:3 this TOML does not parse"), "{problems:?}");
}

#[test]
fn a_bad_correction_costs_only_itself() {
    let text = "corrections:\n  - {quote: plen, read: plan}\n  - {quote: x, rad: y}\nkind: Letter\n";
    assert_eq!(corpus(text).texts[0].document.readings.len(), 1);
    assert_eq!(corpus(text).texts[0].document.meta.kind.as_deref(), Some("Letter"));
    assert_eq!(
        problems(text),
        [
            "quote-not-found seeds/a.yaml:3 “x” does not occur in the text",
            "unknown-key seeds/a.yaml:3 unknown key `rad`"
        ]
    );
}

#[test]
fn front_matter_as_other_programs_write_it() {
    let (meta, problems) = front(
        "--- \ntitle: A\nauthors:\n  - name: X\n    url: https://x.example\n  - Zoe\ndate: 1924\n---  \nA plan.\n",
    );
    let meta = meta.unwrap();
    assert_eq!(
        (meta.title.as_str(), meta.authors, meta.date.as_deref()),
        ("A", vec!["X".to_owned(), "Zoe".to_owned()], Some("1924"))
    );
    assert_eq!(problems, [""; 0]);
    let (meta, problems) = front("{\n  \"title\": \"J\",\n  \"tags\": [\"x\"]\n}\n\nA plan.\n");
    assert_eq!((meta.unwrap().title, problems), ("J".to_owned(), Vec::new()));
}

#[test]
fn a_text_between_rules_is_no_front_matter() {
    let (meta, problems) = front("---\nA plan, said plainly.\n---\n\nMore.\n");
    assert!(meta.unwrap().title.starts_with("A plan"));
    assert_eq!(problems, [""; 0]);
}

#[test]
fn a_draft_is_left_out_and_said() {
    let (meta, problems) = front("---\ndraft: true\n---\nA plan.\n");
    assert!(meta.is_none());
    assert_eq!(problems, ["draft seeds/a.md:1 this text is a draft and was left out"]);
}

#[test]
fn the_format_can_be_said() {
    let kinds = |text: &str, sidecar: &str| {
        let files = [
            ("seeds/a.md", text),
            ("seeds/a.yaml", sidecar),
            ("seeds/b.txt", "---\ntitle: T\n---\nA plan.\n"),
        ];
        let corpus = understand(&Sources::from_pairs(files)).corpus;
        assert_eq!(corpus.texts[1].document.meta.title, "T", "plain text has front matter too");
        corpus.texts[0]
            .document
            .passages
            .iter()
            .map(|passage| passage.kind.name())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let text = "Some words of prose lead in here:\n\n\u{2022} one\n\u{2022} two\n";
    assert!(kinds(text, "kind: x\n").ends_with("item item"));
    assert_eq!(kinds(text, "format: markdown\n"), "paragraph paragraph");
    assert!(kinds("## No *heading*\n\nA plan.\n", "format: markdown\n").starts_with("heading"));
    assert!(kinds("1. *Item*\n2. two\n", "format: text\n").contains("item"));
}
