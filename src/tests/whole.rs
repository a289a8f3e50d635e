//! What holds of every corpus, tried on corpora made at random from pieces of real ones.

use crate::pipeline::{site, understand};
use crate::source::Sources;
use proptest::prelude::*;

/// Pieces that meet in real texts, among them what parsers stumble over.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "plan",
        "Market",
        "the plan's end",
        " ",
        "\n",
        "\n\n",
        "# Head",
        "## plan",
        "- ",
        "  - ",
        "1. ",
        "> ",
        "*",
        "**",
        "`plan`",
        "```\n",
        "[^1]",
        "[^1]: note",
        "[1]",
        "1. ^ note",
        "[plan](b.txt#x)",
        "[x](javascript:y)",
        "![p](q.png)",
        "[[plan]]",
        "[[none|x]]",
        "<b>",
        "</b>",
        "<script>x</script>",
        "<p>plan</p>",
        "| a | b |\n|---|---|\n| plan | c |\n",
        "é",
        "恶性",
        "\u{202e}",
        "&amp;",
        "\"",
        "—",
        "https://a.example/x?y=1&z",
        "me@a.example",
        "Term: text",
        "    code",
        "{{ x }}",
        "]]>",
        "\u{feff}",
        "\t",
        "***",
        "---\n",
        "[edit]",
        "A. ",
        "PLAN",
        "¹",
        "† ",
    ])
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

const LEXICON: &str = "- id: plan\n  name: Plan <i>\n  aliases: [plan]\n  definition: A *way*, see [[market]].\n- id: market\n  related: [plan]\n- id: index\n  name: Head\n";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Invariants 4, 6 and 9, and no text of an author as markup.
    #[test]
    fn every_site_is_whole(markdown in text(), plain in text(), title in text()) {
        let title = format!("supplied-title: {}\n", serde_json::to_string(&title).expect("text is JSON"));
        let sources = Sources::from_pairs([
            ("seeds/a.md", markdown.as_str()),
            ("seeds/b.txt", plain.as_str()),
            ("seeds/b.yaml", title.as_str()),
            ("seeds/concepts.yaml", LEXICON),
        ]);
        let understood = understand(&sources);
        let site = site(understood.corpus.clone(), &sources).expect("the theme is whole");
        prop_assert_eq!(site.broken_links().expect("the templates are whole"), []);
        let files = site.files().expect("the templates are whole");
        for (path, html) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
            let html = String::from_utf8_lossy(html);
            prop_assert!(!html.contains("<script>x") && !html.contains("=\"javascript:"), "{}", path);
        }
        for text in &understood.corpus.texts {
            for mention in &text.judged.mentions {
                let words = text.document.passage(mention.passage).text.get(mention.span.clone());
                prop_assert!(words.is_some_and(|words| !words.is_empty()));
            }
        }
    }

    /// Invariant 3: the order of the files does not matter.
    #[test]
    fn the_order_of_the_files_does_not_matter(one in text(), other in text()) {
        let files = [("seeds/a.md", one.as_str()), ("seeds/b.txt", other.as_str()), ("seeds/concepts.yaml", LEXICON)];
        let files_of = |files: Vec<(&str, &str)>| {
            let sources = Sources::from_pairs(files);
            let site = site(understand(&sources).corpus, &sources).expect("the theme is whole");
            site.files().expect("the templates are whole")
        };
        prop_assert_eq!(files_of(files.to_vec()), files_of(files.into_iter().rev().collect()));
    }
}
