//! The laws of finding, one case a line: `cases/<language>.txt`, each law under its own heading.
//!
//! A line has the lexicon and the text, two blanks or more between them. Concepts are parted by ` ; `,
//! names of one concept by ` / `; ` !` begins a phrase that is not it, ` ?` a word of its context and
//! ` == ` its definition. In the text each mention stands in braces, with the number of its concept
//! unless that is 1. Every mention must be found, with these words, and no other.

use crate::pipeline::understand;
use crate::source::Sources;

const TABLES: [(&str, &str); 17] = [
    ("en", include_str!("cases/en.txt")),
    ("de", include_str!("cases/de.txt")),
    ("fr", include_str!("cases/fr.txt")),
    ("es", include_str!("cases/es.txt")),
    ("ru", include_str!("cases/ru.txt")),
    ("zh", include_str!("cases/zh.txt")),
    ("ja", include_str!("cases/ja.txt")),
    ("ko", include_str!("cases/ko.txt")),
    ("it", include_str!("cases/it.txt")),
    ("pt", include_str!("cases/pt.txt")),
    ("nl", include_str!("cases/nl.txt")),
    ("uk", include_str!("cases/uk.txt")),
    ("pl", include_str!("cases/pl.txt")),
    ("cs", include_str!("cases/cs.txt")),
    ("sv", include_str!("cases/sv.txt")),
    ("ro", include_str!("cases/ro.txt")),
    ("ca", include_str!("cases/ca.txt")),
];

/// A lexicon as YAML, its concepts numbered from 1.
fn lexicon(written: &str) -> String {
    let concepts = written.split(" ; ").enumerate().map(|(ix, concept)| {
        let (concept, definition) = concept.split_once(" == ").unwrap_or((concept, ""));
        let mut words = concept.split(" ?");
        let names = words.next().unwrap_or("");
        let context: Vec<&str> = words.map(str::trim).collect();
        let mut phrases = names.split(" !");
        let names: Vec<&str> = phrases.next().unwrap_or("").split(" / ").map(str::trim).collect();
        let not: Vec<&str> = phrases.map(str::trim).collect();
        format!(
            "- id: '{}'\n  name: {:?}\n  aliases: {:?}\n  not: {not:?}\n  context: {{any: {context:?}}}\n  definition: {definition:?}\n",
            ix + 1,
            names[0],
            &names[1..]
        )
    });
    concepts.collect()
}

/// The text with its mentions in braces, as the table writes it.
fn marked(language: &str, written: &str, text: &str) -> String {
    let text = format!("---\nlanguage: {language}\n---\n{text}\n");
    let lexicon = lexicon(written);
    let files = [
        ("seedbed.yaml", "linking: all\n"),
        ("seeds/concepts.yaml", lexicon.as_str()),
        ("seeds/a.md", text.as_str()),
    ];
    let corpus = understand(&Sources::from_pairs(files)).corpus;
    let text = &corpus.texts[0];
    let mut out = Vec::new();
    for (ix, passage) in text.document.enumerate() {
        let mut words = passage.text.clone();
        let linked = text.mentions_in(ix).iter().filter(|mention| mention.standing.is_linked());
        for mention in linked.collect::<Vec<_>>().into_iter().rev() {
            let id = &corpus.lexicon.get(mention.concept).id;
            let id = if id == "1" { String::new() } else { format!(":{id}") };
            words.insert_str(mention.span.end, &format!("{id}}}"));
            words.insert(mention.span.start, '{');
        }
        out.push(words);
    }
    out.join("\n")
}

/// A text of the table without its braces.
fn plain(marked: &str) -> String {
    let mut out = String::new();
    let mut rest = marked;
    while let Some(at) = rest.find(['{', '}', ':']) {
        let numbered = rest[at + 1..]
            .find('}')
            .filter(|end| *end > 0 && rest[at + 1..at + 1 + end].bytes().all(|byte| byte.is_ascii_digit()));
        out.push_str(&rest[..at]);
        rest = match (&rest[at..=at], numbered) {
            (":", Some(end)) => &rest[at + 1 + end + 1..],
            (":", None) => {
                out.push(':');
                &rest[at + 1..]
            }
            _ => &rest[at + 1..],
        };
    }
    out + rest
}

#[test]
fn every_case_holds() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (language, table) in TABLES {
        let mut law = "";
        for line in table.lines().filter(|line| !line.trim().is_empty()) {
            if let Some(heading) = line.strip_prefix("# ") {
                law = heading;
                continue;
            }
            let (lexicon, text) = line.split_once("  ").expect("a case has a lexicon and a text");
            let expected = text.trim();
            count += 1;
            let found = marked(language, lexicon.trim(), &plain(expected));
            // Markup is no part of a passage's text.
            let shown = expected.replace(['*', '`'], "");
            if found != shown {
                wrong.push(format!("{language}, {law}: {lexicon}\n  wanted {shown}\n  found  {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} cases:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 300, "only {count} cases");
}
