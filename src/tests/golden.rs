//! One page of each kind, as it is written. Asset names, which change with every look, are left out.

use crate::pipeline::{self, understand};
use crate::site::Site;
use crate::source::Sources;

/// A corpus that shows everything: three texts, a sidecar, notes, relations, a correction, code.
const CORPUS: &[(&str, &str)] = &[
    ("seedbed.yaml", "title: On plans\ndescription: Three short texts.\nbase-url: https://plans.example/\n"),
    (
        "seeds/concepts.yaml",
        "- id: plan\n  name: Planning\n  aliases: [plan]\n  definition: Deciding *beforehand*.\n  related: [market]\n\
         - id: market\n  name: Market\n  broader: [economy]\n- id: economy\n  former_ids: [trade]\n",
    ),
    (
        "seeds/letter.txt",
        "A Letter\n\nWe had no plan[1] and a <b>market</b>.\n\n  • First: the plen\n  • Second: see https://a.example/x\n\nCookie settings\n\n  1. ^ None at all.\n",
    ),
    (
        "seeds/letter.yaml",
        "kind: Letter\norder: 1\nformer-slugs: [note]\ncorrections:\n  - {quote: plen, read: plan, note: A slip.}\n  - {quote: Cookie settings, drop: true}\n\
         annotations:\n  - {quote: no plan, kind: disputes, with: {text: report, quote: always}, concepts: [plan], note: 'They *differ*.'}\n",
    ),
    (
        "seeds/report.md",
        "# Report\n\n## The market\n\nA *plan* always, and a [market](letter.txt).[^n]\n\n```rust\nlet plan = \"<x>\";\n```\n\n\
         | plan | b |\n|:--|--:|\n| c | 1 |\n\n> A quoted plan.\n\n[^n]: See [[Market|there]].\n",
    ),
    (
        "seeds/untitled.txt",
        "This text has no title at all, and it goes on for a while about nothing, the economy least of all.\n",
    ),
    ("seeds/untitled.yaml", "supplied-title: Nothing\n"),
];

fn site() -> Site {
    let sources = Sources::from_pairs(CORPUS.iter().copied());
    let understood = understand(&sources);
    assert_eq!(understood.diagnostics, []);
    pipeline::site(understood.corpus, &sources).expect("the theme is whole")
}

fn page(path: &str) -> String {
    let file = site().get(path).expect("the templates are whole");
    let html = String::from_utf8(file.unwrap_or_else(|| panic!("there is no {path}"))).expect("it is a text");
    let mut plain = String::new();
    let mut rest = html.as_str();
    // `style.1234abcd.css` becomes `style.css`.
    while let Some(at) = rest.find("assets/") {
        let end = at + rest[at..].find(['"', ')']).expect("an address is quoted");
        let parts: Vec<&str> = rest[at..end].split('.').collect();
        plain.push_str(&rest[..at]);
        plain.push_str(&format!("{}.{}", parts[0], parts[parts.len() - 1]));
        rest = &rest[end..];
    }
    plain + rest
}

macro_rules! goldens {
    ($($name:ident $path:literal,)*) => {
        $(#[test]
        fn $name() {
            insta::assert_snapshot!(page($path));
        })*
    };
}

goldens! {
    home "index.html",
    a_text "texts/letter.html",
    a_markdown_text "texts/report.html",
    a_text_with_a_supplied_title "texts/untitled.html",
    a_concept "concepts/plan.html",
    a_comparison "compare/plan.html",
    the_index_of_texts "texts/index.html",
    the_index_of_concepts "concepts/index.html",
    not_found "404.html",
    a_redirect "texts/note.html",
    a_text_as_markdown "texts/letter.md",
    passages "data/passages.jsonl",
    mentions "data/annotations.jsonl",
    removals "data/removed.jsonl",
    the_sitemap "sitemap.xml",
}

#[test]
fn every_link_leads_somewhere_and_every_id_is_unique() {
    assert_eq!(site().broken_links().expect("the templates are whole"), []);
}

#[test]
fn every_page_is_in_the_site_once() {
    let site = site();
    let paths: Vec<&str> = site.paths().collect();
    let mut folded: Vec<String> = paths.iter().map(|path| path.to_lowercase()).collect();
    folded.sort();
    folded.dedup();
    assert_eq!(folded.len(), paths.len(), "also where the file system does not tell capitals");
}
