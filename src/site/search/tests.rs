//! What the index says of small corpora, read as a browser reads it.

use super::code;
use super::files;
use crate::corpus::Corpus;
use crate::page::tests::corpus;
use serde_json::Value;
use std::collections::BTreeMap;

const TEXTS: [(&str, &str); 4] = [
    (
        "seeds/a.md",
        "# On planning\n\nTrotsky’s économie needed plans.\n\n## Bureaucracies\n\nNobody planned the “plan”.\n",
    ),
    ("seeds/b.txt", "The other one\n\nThe mice of the bureaucracy ate 计划经济 in labor camps.\n"),
    ("seeds/c.md", "---\nlanguage: ru\n---\n# План\n\nБез плана нет революции, и революция ждёт.\n"),
    ("seeds/concepts.yaml", "- name: Plan\n  aliases: [scheme]\n  definition: What is intended.\n"),
];

/// Reads the pieces of an index.
struct Index {
    pieces: BTreeMap<String, Value>,
}

impl Index {
    fn of(corpus: &Corpus) -> Index {
        let piece = |(path, bytes): (String, Vec<u8>)| {
            let text = String::from_utf8(bytes).expect("the pieces are UTF-8");
            let call = text.strip_prefix("seedbedSearch(").and_then(|rest| rest.strip_suffix(")\n"));
            let (name, data) = call.and_then(|call| call.split_once(',')).expect("it is one call");
            assert_eq!(format!("search/{}.js", name.trim_matches('"')), path);
            (name.trim_matches('"').to_owned(), serde_json::from_str(data).expect("the data is JSON"))
        };
        Index { pieces: files(corpus).into_iter().map(piece).collect() }
    }

    /// The words of all pieces, and the items in which each stands.
    fn words(&self) -> BTreeMap<String, Vec<u32>> {
        let mut words: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for at in 0..self.pieces["index"]["w"].as_array().expect("it is a list").len() {
            let fields = self.pieces[&format!("w{at}")].as_str().expect("it is a string").split(' ');
            let fields: Vec<&str> = fields.collect();
            let mut forms: Vec<String> = Vec::new();
            for pair in fields.chunks(2) {
                let shared = code::read(&pair[0].chars().take(1).collect::<String>())[0] as usize;
                let before: String =
                    forms.last().map(|form| form.chars().take(shared).collect()).unwrap_or_default();
                forms.push(before + &pair[0].chars().skip(1).collect::<String>());
                let form = forms.last().expect("one was pushed");
                let items = if let Some(back) = pair[1].strip_prefix('&') {
                    words[&forms[forms.len() - 1 - code::read(back)[0] as usize]].clone()
                } else if let Some(first) = pair[1].strip_prefix('%') {
                    words[first].clone()
                } else {
                    items(pair[1])
                };
                words.insert(form.clone(), items);
            }
        }
        words
    }

    fn find(&self, word: &str) -> Vec<u32> {
        self.words().get(&super::fold::form(word)).cloned().unwrap_or_default()
    }
}

fn items(lists: &str) -> Vec<u32> {
    let level = |list: &str| {
        let mut item = 0;
        code::read(list)
            .into_iter()
            .map(|step| {
                item += step;
                item
            })
            .collect::<Vec<_>>()
    };
    let mut items: Vec<u32> = lists.split('$').flat_map(level).collect();
    items.sort_unstable();
    items
}

#[test]
fn forms_of_one_word_find_the_same_items() {
    let index = Index::of(&corpus(&TEXTS));
    for (a, b) in
        [("plan", "Plans"), ("bureaucracy", "BUREAUCRACIES"), ("плана", "План"), ("революции", "революция")]
    {
        assert!(!index.find(a).is_empty() && index.find(a) == index.find(b), "{a} and {b}");
    }
    assert_eq!(index.find("economie"), index.find("Économie"));
    assert_ne!(index.find("plan"), index.find("planned"));
}

#[test]
fn every_word_finds_its_passage() {
    let corpus = corpus(&TEXTS);
    let (index, items) = (Index::of(&corpus), super::Items::new(&corpus));
    let words = index.words();
    let mut count = 0;
    for (ix, text) in corpus.enumerate() {
        for (at, passage) in text.document.enumerate() {
            let title = text.document.title == Some(at);
            let item = if title { items.text(ix) } else { items.passage(ix, at) };
            for word in super::fold::words(&passage.text) {
                let word = &passage.text[word];
                let found = words.get(&super::fold::form(word));
                assert!(found.is_some_and(|found| found.contains(&item)), "{word} in {}", passage.text);
                count += 1;
            }
        }
    }
    assert!(count > 30);
}

#[test]
fn concepts_are_found_by_name_alias_and_definition_and_lead_to_their_passages() {
    let corpus = corpus(&TEXTS);
    let (index, items) = (Index::of(&corpus), super::Items::new(&corpus));
    for word in ["plan", "scheme", "intended"] {
        assert!(index.find(word).contains(&items.first_concept()), "{word}");
    }
    assert!(!index.find("#plan").is_empty());
    assert!(index.find("#plan").iter().all(|item| *item < items.first_concept()));
}

#[test]
fn pieces_are_named_by_what_the_index_says_and_passages_have_their_anchors() {
    let corpus = corpus(&TEXTS);
    let index = Index::of(&corpus);
    let all = &index.pieces["index"];
    let pieces: usize = ["w", "m", "t"].iter().map(|kind| all[kind].as_array().map_or(0, Vec::len)).sum();
    assert_eq!(pieces + 1, index.pieces.len());
    let first = index.pieces["t0"][2].as_str().expect("a passage has words");
    assert_eq!(first, format!("¶1 {} Trotsky’s économie needed plans.", corpus.texts[0].anchors[1]));
}

#[test]
fn a_site_may_do_without() {
    let mut files = TEXTS.to_vec();
    files.push(("seedbed.yaml", "search: false\n"));
    assert_eq!(super::files(&corpus(&files)), []);
}

#[test]
fn words_that_stand_nearly_everywhere_have_no_list() {
    let text = "x\n\n".to_owned() + &"The plan.\n\n".repeat(5000) + "A rare one.\n";
    let index = Index::of(&corpus(&[("seeds/a.md", &text)]));
    assert_eq!(index.pieces["index"]["x"], "plan the");
    assert_eq!((index.find("plan").len(), index.find("rare").len()), (0, 1));
}
