//! What must hold of any bytes, one function a reader: the seeded tests and the targets of `fuzz/` share it.
//!
//! A panic is a finding; so is a place that is none, a letter that is lost, a name given twice.

#[path = "reference.rs"]
pub mod reference;

use reference::{GAPS, WORDS, cased};
use seedbed::anchor::{self, Ledger};
use seedbed::concept::Lexicon;
use seedbed::diagnostic::{Code, Diagnostic};
use seedbed::document::{self, AtomKind, Document, Parsed, Passage};
use seedbed::mention::language::Language;
use seedbed::source::Sources;
use seedbed::source::decode::{Decoded, decode};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A reader, and what holds of it.
pub type Target = (&'static str, fn(&[u8]));

pub const TARGETS: [Target; 6] = [
    ("plain_text", plain_text),
    ("markdown", markdown),
    ("html", html),
    ("yaml", yaml),
    ("finder", finder),
    ("anchors", anchors),
];

/// Parts two of one input where it needs several: no text has it, the decoder keeps it.
pub const SEPARATOR: char = '\u{1e}';

pub fn plain_text(bytes: &[u8]) {
    text("a.txt", bytes);
}

pub fn markdown(bytes: &[u8]) {
    text("a.md", bytes);
}

pub fn html(bytes: &[u8]) {
    let Some(text) = decoded(bytes) else { return };
    let (reading, diagnostics) = document::html::read("a.html", &text);
    places_hold(&reading.parsed, &text);
    in_place(&diagnostics, "a.html", &text);
    assert!(reading.decisions.iter().all(|decision| text.get(decision.source.clone()).is_some()));
}

fn text(path: &str, bytes: &[u8]) {
    let Some(text) = decoded(bytes) else { return };
    let (recovery, diagnostics) = document::recovered(path, &text);
    assert!(diagnostics.iter().all(|one| one.code != Code::Parser), "the parser gave up");
    places_hold(&recovery.parsed, &text);
    in_place(&diagnostics, path, &text);
    let lost = lost(&text, &recovery.parsed);
    assert!(lost.is_empty(), "{lost:?} are lost: {:#?}", recovery.parsed);
    assert!(recovery.decisions.iter().all(|decision| (0.0..=1.0).contains(&decision.confidence)));
}

/// The same bytes as a lexicon, a sidecar and front matter.
pub fn yaml(bytes: &[u8]) {
    let Some(yaml) = decoded(bytes) else { return };
    let front = format!("---\n{yaml}\n---\n\nThe plan, the market.\n");
    let files = [
        ("seeds/a.txt", "The plan, the market.\n\nA title.\n"),
        ("seeds/a.yaml", yaml.as_str()),
        ("seeds/b.md", &front),
        ("seeds/concepts.yaml", &yaml),
        ("seeds/concepts/c.md", &front),
    ];
    let sources = Sources::from_pairs(files);
    let (lexicon, mut diagnostics) = Lexicon::read(&sources);
    let (documents, problems) = document::documents(&sources);
    diagnostics.extend(problems);
    for (path, text) in files {
        in_place(&diagnostics, path, text);
    }
    for (ix, concept) in lexicon.iter() {
        assert!(!concept.id.is_empty() && !concept.name.is_empty());
        assert_eq!(lexicon.by_id(&concept.id), Some(ix), "two concepts have one id");
        assert!(concept.broader.iter().all(|other| lexicon.get(*other).narrower.contains(&ix)));
        assert!(concept.related.iter().all(|other| lexicon.get(*other).related.contains(&ix)));
    }
    for document in &documents {
        let quoted = document.annotations.iter().map(|annotation| &annotation.at);
        for at in quoted.chain(document.added.iter().chain(&document.denied).map(|edited| &edited.at)) {
            let words = document.passage(at.passage).text.get(at.span.clone());
            assert!(words.is_some_and(|words| !words.is_empty()), "{at:?}");
        }
        document.passages.iter().for_each(marks_hold);
    }
}

/// Bytes are names, zero, and words of a text: the words are given, so that each is of one family.
pub fn finder(bytes: &[u8]) {
    let (names, text) = bytes.split_at(bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len()));
    let name = |bytes: &[u8]| -> String {
        let words: Vec<&str> =
            bytes.iter().take(4).map(|byte| WORDS[usize::from(*byte) % WORDS.len()]).collect();
        words.join(if bytes.len() > 4 { "-" } else { " " })
    };
    let names: Vec<String> =
        names.split(|byte| *byte == 0xff).filter(|name| !name.is_empty()).take(8).map(name).collect();
    let word = |bytes: &[u8]| -> String {
        let [word, gap] = [bytes[0], *bytes.get(1).unwrap_or(&0)].map(usize::from);
        let said = match WORDS.get(word % 32) {
            Some(word) => word,
            None => names.get(word % names.len().max(1)).map_or("state", String::as_str),
        };
        cased(said, (word / 32) as u8) + GAPS[gap % GAPS.len()]
    };
    let text: String = text.chunks(2).take(40).map(word).collect();
    let language = if bytes.len().is_multiple_of(2) { Language::ENGLISH } else { Language::OTHER };
    assert_eq!(reference::difference(&names, &text, language), None);
}

/// A text, the same after an edit, and what is put into the ledger between the two.
pub fn anchors(bytes: &[u8]) {
    let Some(whole) = decoded(bytes) else { return };
    let mut parts = whole.splitn(3, SEPARATOR);
    let [old, new, damage] = [(); 3].map(|()| parts.next().unwrap_or(""));
    let document = |text: &str| document::documents(&Sources::from_pairs([("seeds/a.md", text)])).0;
    let (before, after) = (document(old), document(new));
    let first = named(&Ledger::default(), &before);
    let written = first.1.as_str();
    let ledger = Ledger::parse(written);
    assert_eq!(named(&ledger, &before), first, "what did not change keeps its names and lines");
    let second = named(&ledger, &after);
    assert_eq!(named(&Ledger::parse(&second.1), &after), second, "and what did not change since an edit");
    let middle = (written.len() / 2..).find(|at| written.is_char_boundary(*at)).unwrap_or(written.len());
    let damaged = Ledger::parse(&[&written[..middle], damage, &written[middle..]].concat());
    named(&damaged, &after);
}

/// The names of the passages, and the ledger that remembers them.
fn named(ledger: &Ledger, documents: &[Arc<Document>]) -> (Vec<String>, String) {
    let naming = ledger.name(documents, &mut anchor::Memory::default());
    let named = naming.texts().next().expect("there is one text").clone();
    let ids = &named.anchors.ids;
    assert_eq!(ids.len(), documents[0].passages.len());
    let present: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(present.len(), ids.len(), "a name is given twice");
    let is_name = |id: &String| !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || c == '-');
    assert!(ids.iter().all(is_name), "{ids:?}");
    for (from, to) in &named.anchors.moved {
        assert!(is_name(from) && !present.contains(from) && present.contains(to), "{from:?} to {to:?}");
    }
    (ids.clone(), naming.ledger())
}

fn decoded(bytes: &[u8]) -> Option<String> {
    match decode(bytes) {
        Decoded::Text(text) | Decoded::Guessed(text, _) => Some(text),
        Decoded::Binary => None,
    }
}

/// Every place of the parsed text is one, and every passage stands once.
fn places_hold(parsed: &Parsed, text: &str) {
    for passage in &parsed.passages {
        assert!(text.get(passage.source.clone()).is_some(), "{passage:?}");
        marks_hold(passage);
    }
    assert!(parsed.removed.iter().all(|removed| text.get(removed.source.clone()).is_some()));
    let mut stands = vec![0; parsed.passages.len()];
    parsed.title.iter().for_each(|ix| stands[ix.0 as usize] += 1);
    let (mut body, mut notes) = (parsed.body.clone(), parsed.notes.clone());
    for blocks in std::iter::once(&mut body).chain(notes.iter_mut().map(|note| &mut note.blocks)) {
        document::each_passage(blocks, &mut |ix| stands[ix.0 as usize] += 1);
    }
    assert!(stands.iter().all(|count| *count == 1), "{stands:?} {parsed:#?}");
}

fn marks_hold(passage: &Passage) {
    for mark in &passage.marks {
        assert!(passage.text.get(mark.span.clone()).is_some_and(|words| !words.is_empty()), "{passage:?}");
    }
    assert!(passage.atoms.iter().all(|atom| passage.text.is_char_boundary(atom.at)), "{passage:?}");
}

fn in_place(diagnostics: &[Diagnostic], path: &str, text: &str) {
    for place in diagnostics.iter().filter_map(|one| one.place.as_ref()).filter(|place| place.path == path) {
        assert!(text.get(place.start..place.end).is_some(), "{place:?}");
    }
}

/// The letters of a text that are neither in a passage nor among what is said to be removed.
fn lost(text: &str, parsed: &Parsed) -> BTreeMap<char, i64> {
    let mut letters = BTreeMap::new();
    let mut count = |text: &str, by: i64| {
        let is_letter = |c: &char| c.is_alphanumeric();
        text.chars().filter(is_letter).for_each(|c| *letters.entry(c).or_default() += by);
    };
    // What stands for a letter, such as `&eacute;`, is none.
    text.split('&')
        .enumerate()
        .for_each(|(at, part)| count(if at > 0 { after_entity(part) } else { part }, 1));
    for passage in &parsed.passages {
        count(&passage.text, -1);
        for atom in &passage.atoms {
            if let AtomKind::Image { alt, .. } = &atom.what {
                count(alt, -1);
            }
        }
    }
    parsed.removed.iter().for_each(|removed| count(&removed.text, -1));
    letters.retain(|_, missing| *missing > 0);
    letters
}

fn after_entity(text: &str) -> &str {
    let name = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(text.len());
    text[name..].strip_prefix(';').unwrap_or(text)
}
