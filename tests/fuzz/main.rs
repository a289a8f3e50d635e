//! Seeded random inputs for every reader: no reader gives up, every place lies on letters, no letter is lost,
//! and what was understood becomes a corpus. The same cases in every run: `SEEDBED_FUZZ=100000` makes the first
//! hundred thousand a target, `SEEDBED_FUZZ=100000..200000` the next.
//!
//! The targets of `fuzz/` hold the same oracle against inputs that grow by what they reach; what these began
//! with and found is held here too.
#![allow(clippy::disallowed_methods, reason = "the number of cases is asked of the environment")]
#![allow(clippy::disallowed_macros, reason = "a long run says how far it is")]

mod oracle;
mod parts;
#[path = "../random/mod.rs"]
mod random;

use oracle::{SEPARATOR, TARGETS, Target};
use parts::{PARTS, YAML, text};
use random::Rng;
use seedbed::diagnostic::Code;
use seedbed::pipeline;
use seedbed::source::Sources;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Cases a target in the usual run.
const CASES: usize = 1_000;
/// A run does not end at its first finding.
const FINDINGS: usize = 20;

/// The numbers of the cases that are asked for.
fn cases() -> Range<usize> {
    let asked = std::env::var("SEEDBED_FUZZ").unwrap_or_default();
    let (from, to) = asked.split_once("..").unwrap_or(("0", &asked));
    from.parse().unwrap_or(0)..to.parse().unwrap_or(CASES)
}

/// Whether a case is made a corpus of too, which costs a hundred times as much.
fn is_whole(number: usize) -> bool {
    number.is_multiple_of(if number < CASES { 10 } else { 1_000 })
}

/// Holds the oracle of a target against all cases, and all that is understood against some of them.
fn run(name: &str, make: fn(&mut Rng) -> Vec<u8>, whole: fn(&str, &mut Rng)) {
    let (_, oracle) = target(name);
    let one = |number: usize| {
        // Each case has a row of numbers of its own, so that any part of them can be run alone.
        let mut random =
            Rng(name.bytes().fold(number as u64, |sum, byte| sum.rotate_left(9) ^ u64::from(byte)));
        let bytes = make(&mut random);
        let held = catch_unwind(AssertUnwindSafe(|| {
            oracle(&bytes);
            if is_whole(number) {
                whole(&String::from_utf8_lossy(&bytes), &mut random);
            }
        }));
        if number.is_multiple_of(1_000_000) && number > 0 {
            println!("{name}: {number} cases");
        }
        held.is_err().then(|| format!("{name}, case {number}: {:?}", String::from_utf8_lossy(&bytes)))
    };
    // Within one thread of its own, work for several threads is done at once instead of being handed over.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread can be had");
    let found: Vec<String> = pool.install(|| cases().filter_map(one).take(FINDINGS).collect());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn target(name: &str) -> Target {
    TARGETS.into_iter().find(|(other, _)| *other == name).expect("it is one of the targets")
}

/// Understands a corpus and checks what must hold of any.
fn hold(files: &[(&str, &str)]) {
    let sources = Sources::from_pairs(files.iter().copied());
    let understood = pipeline::understand(&sources);
    let gave_up = understood.diagnostics.iter().find(|diagnostic| diagnostic.code == Code::Parser);
    assert!(gave_up.is_none(), "a parser gave up on {files:?}");
    for text in &understood.corpus.texts {
        let source = sources.text(&format!("seeds/{}", text.document.path)).expect("it was read from there");
        for passage in &text.document.passages {
            assert!(source.get(passage.source.clone()).is_some(), "a place in {files:?}");
            for span in passage.marks.iter().map(|mark| &mark.span) {
                assert!(passage.text.get(span.clone()).is_some(), "a mark in {files:?}");
            }
            assert!(
                passage.atoms.iter().all(|atom| passage.text.is_char_boundary(atom.at)),
                "an atom in {files:?}"
            );
        }
        for mention in &text.judged.mentions {
            let passage = text.document.passage(mention.passage);
            assert!(
                passage.text.get(mention.span.clone()).is_some_and(|words| !words.is_empty()),
                "a mention in {files:?}"
            );
        }
        assert_eq!(text.anchors().len(), text.document.passages.len());
    }
    for place in understood.diagnostics.iter().filter_map(|diagnostic| diagnostic.place.as_ref()) {
        if let Some(text) = sources.text(&place.path) {
            assert!(text.get(place.start..place.end).is_some(), "a place of a problem in {files:?}");
        }
    }
}

const LEXICON: (&str, &str) =
    ("seeds/concepts.yaml", "- name: Plan\n  aliases: [market, 計画, e\u{301}]\n- name: The plan\n");

/// A text of some format; now and then not all of it is text.
fn any_text(random: &mut Rng) -> Vec<u8> {
    let mut bytes = text(random, PARTS).into_bytes();
    if random.below(8) == 0 {
        for _ in 0..1 + random.below(4) {
            let at = random.below(bytes.len());
            bytes[at] = random.next() as u8;
        }
    }
    bytes
}

#[test]
fn any_plain_text() {
    run("plain_text", any_text, |text, _| hold(&[("seeds/a.txt", text), LEXICON]));
}

#[test]
fn any_markdown() {
    run("markdown", any_text, |text, _| hold(&[("seeds/a.md", text), LEXICON]));
}

#[test]
fn any_html() {
    run("html", any_text, |text, _| hold(&[("seeds/a.html", text), LEXICON]));
}

#[test]
fn any_yaml() {
    let whole = |yaml: &str, random: &mut Rng| {
        hold(&[("seeds/a.txt", "The plan, the market and a title.\n"), ("seeds/concepts.yaml", yaml)]);
        hold(&[
            ("seeds/a.txt", "The plan, the market.\n\nA title.\n"),
            ("seeds/a.yaml", yaml),
            ("seedbed.yaml", &text(random, YAML)),
            ("seeds/b.md", &format!("---\n{}\n---\n\nThe plan.\n", text(random, YAML))),
            LEXICON,
        ]);
    };
    run("yaml", |random| text(random, YAML).into_bytes(), whole);
}

#[test]
fn any_names_in_any_text() {
    let make = |random: &mut Rng| {
        let mut bytes = Vec::new();
        for _ in 0..1 + random.below(4) {
            bytes.extend((0..1 + random.below(5)).map(|_| 1 + random.below(254) as u8));
            bytes.push(0xff);
        }
        bytes.push(0);
        bytes.extend((0..random.below(48)).map(|_| random.next() as u8));
        bytes
    };
    run("finder", make, |_, _| ());
}

#[test]
fn any_ledger_and_any_edit() {
    let make = |random: &mut Rng| {
        let old = text(random, PARTS);
        let mut new = if random.below(2) == 0 { text(random, PARTS) } else { old.clone() };
        let at = random.below(new.len() + 1);
        let at = (0..=at).rev().find(|at| new.is_char_boundary(*at)).unwrap_or(0);
        new.insert_str(at, PARTS[random.below(PARTS.len())]);
        let damage = ["", "[a.md]\n", "x -> y\n", "main -> p\n", " 0 ", "\n"][random.below(6)];
        format!("{old}{SEPARATOR}{new}{SEPARATOR}{damage}").into_bytes()
    };
    let whole = |parts: &str, _: &mut Rng| {
        let [old, new] = [0, 1].map(|part| parts.split(SEPARATOR).nth(part).unwrap_or(""));
        let before = pipeline::understand(&Sources::from_pairs([("seeds/a.md", old)]));
        hold(&[("seeds/a.md", new), ("seeds/anchors.lock", &before.naming.ledger())]);
    };
    run("anchors", make, whole);
}

/// What the targets of `fuzz/` begin with, and what they found.
#[test]
fn the_kept_inputs_of_every_target() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    for (name, oracle) in TARGETS {
        let folder = kept.join(name);
        let files =
            std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let mut files: Vec<_> = files.map(|file| file.expect("the folder can be read").path()).collect();
        files.sort();
        assert!(!files.is_empty(), "{name} has an input to begin with");
        for file in files {
            let bytes = std::fs::read(&file).expect("it was listed");
            assert!(catch_unwind(|| oracle(&bytes)).is_ok(), "{}", file.display());
        }
    }
}
