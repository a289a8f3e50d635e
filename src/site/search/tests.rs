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
                let first = pair[0].chars().next().expect("every word says what it shares");
                let shared = (0..64).position(|n| code::letter(n) == first).expect("it is a letter");
                let before: String =
                    forms.last().map(|form| form.chars().take(shared).collect()).unwrap_or_default();
                forms.push(before + &pair[0].chars().skip(1).collect::<String>());
                let form = forms.last().expect("one was pushed");
                let items = if let Some(back) = pair[1].strip_prefix('&') {
                    words[&forms[forms.len() - 1 - back.parse::<usize>().expect("it is a number")]].clone()
                } else {
                    items(pair[1])
                };
                if let Some(before) = words.insert(form.clone(), items) {
                    assert_eq!(before, words[form], "{form} is the same in every piece");
                }
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
        let mut next = 0;
        code::read(list)
            .into_iter()
            .map(|gap| {
                next += gap + 1;
                next - 1
            })
            .collect::<Vec<_>>()
    };
    let mut items: Vec<u32> = lists.trim_end_matches('%').split('$').flat_map(level).collect();
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
    let id = &corpus.texts[0].anchors()[1];
    assert_eq!(index.pieces["t0"][2], serde_json::json!(["¶1", id, "Trotsky’s économie needed plans."]));
}

#[test]
fn a_site_may_do_without() {
    let mut files = TEXTS.to_vec();
    files.push(("seedbed.yaml", "search: false\n"));
    assert_eq!(super::files(&corpus(&files)), []);
}

#[test]
fn concepts_are_named_in_any_script_by_names_that_are_theirs_alone() {
    let concepts = "- name: 计划经济\n- {id: a, name: Mercury, aliases: [planet]}\n- {id: b, name: Mercury, aliases: [element]}\n- name: École";
    let text = "# x\n\nThe planet.\n\nAn element.\n\n计划经济 again.\n\nThe École.\n";
    let corpus = corpus(&[("seeds/a.md", text), ("seeds/concepts.yaml", concepts)]);
    let words = Index::of(&corpus).words();
    let found = ["#计-划-经-济", "#ecole", "#planet", "#element", "#a"].map(|name| words[name].clone());
    assert!(found.iter().all(|items| items.len() == 1), "{found:?}");
    assert_eq!(words["#planet"], words["#a"]);
    assert_ne!(words["#planet"], words["#element"]);
    assert!(!words.contains_key("#mercury"), "it is two concepts");
}

#[test]
fn of_words_that_stand_nearly_everywhere_the_best_places_are_kept() {
    let text = "# The one\n\n".to_owned() + &"The plan.\n\n".repeat(5000) + "A rare one.\n";
    let index = Index::of(&corpus(&[("seeds/a.md", &text)]));
    let the = index.find("the");
    assert_eq!((the.len(), index.find("rare").len()), (4000, 1));
    assert_eq!(the[0], 0, "the title is among the best");
    assert!(the.windows(2).all(|two| two[1] - two[0] < 3), "they are from all over the text");
    let lists = index.pieces["w0"].as_str().expect("it is a string").split(' ');
    assert_eq!(lists.filter(|list| list.ends_with("$%")).count(), 2);
}
