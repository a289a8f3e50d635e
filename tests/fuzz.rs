//! Seeded random inputs for every reader: no reader gives up, every place lies on letters, and what was
//! understood becomes pages. The same cases in every run; `SEEDBED_FUZZ=100000` makes as many a target.
#![allow(clippy::disallowed_methods, reason = "the number of cases is asked of the environment")]

mod random;

use random::Rng;
use seedbed::diagnostic::Code;
use seedbed::pipeline;
use seedbed::source::Sources;

/// Cases a target in the usual run.
const CASES: usize = 150;

/// Parts that mean something to some reader, or to none.
const PARTS: &[&str] = &[
    "\n",
    "\n\n",
    "\n\n\n",
    " ",
    "  ",
    "    ",
    "\t",
    "a",
    "The plan",
    "plan",
    "market",
    "Plans",
    "x.",
    "1. ",
    "12) ",
    "a) ",
    "- ",
    "* ",
    "+ ",
    "• ",
    "> ",
    ">> ",
    "# ",
    "## ",
    "====\n",
    "----\n",
    "```\n",
    "~~~",
    "`",
    "``",
    "*",
    "**",
    "_",
    "__",
    "~~",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "](b)",
    "[^1]",
    "[^1]: ",
    "[1]",
    "[1] ",
    "[a]: x\n",
    "[[",
    "]]",
    "|",
    "|-|-|\n",
    "| a | b |\n",
    "<",
    ">",
    "</",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<table><tr><td>",
    "</table>",
    "<li>",
    "<ul>",
    "<a href=x>",
    "</a>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<pre>",
    "<br>",
    "&amp;",
    "&#0;",
    "&",
    ";",
    "{{",
    "}}",
    "{%",
    "%}",
    "{{< x >}}",
    ":::",
    "$",
    "$$",
    "\\",
    "---\n",
    "---\ntitle: a\n---\n",
    "+++\n",
    ": ",
    "Term\n: ",
    "é",
    "e\u{301}",
    "ß",
    "中文",
    "計画",
    "עברית",
    "\u{202e}",
    "\u{200d}",
    "\u{ad}",
    "\u{feff}",
    "\u{0}",
    "\u{c}",
    "\r",
    "\u{2028}",
    "👩‍👧",
    "“",
    "”",
    "’",
    "—",
    "Notes\n",
    "NOTES",
    "By A. B.\n",
    "http://a.example/b",
    "www.a.example",
    "a@b.example",
    "fn main() {}\n",
    "M. le ",
    "CHAPTER I\n",
];
const YAML: &[&str] = &[
    "\n",
    "- ",
    "  ",
    "name: ",
    "id: ",
    "aliases: ",
    "title: ",
    "quote: ",
    "annotations:\n",
    "corrections:\n",
    "  - ",
    "plan",
    "market",
    "[",
    "]",
    "{",
    "}",
    ", ",
    ": ",
    "\"",
    "'",
    "|\n",
    ">\n",
    "&a ",
    "*a",
    "!!str ",
    "#",
    "---\n",
    "~",
    "true",
    "broader: ",
    "context: ",
    "any: ",
    "note: ",
    "read: ",
    "heading: 2\n",
    "mentions:\n",
    "add:\n",
    "concept: ",
    "slug: ",
    "draft: ",
    "\t",
    "é",
    "\u{202e}",
    "%",
    "? ",
    "<<: ",
    "definition: ",
    "case: smart\n",
    "link: false\n",
];

fn random_text(random: &mut Rng, parts: &[&str]) -> String {
    (0..1 + random.below(60)).map(|_| parts[random.below(parts.len())]).collect()
}

fn cases() -> usize {
    std::env::var("SEEDBED_FUZZ").ok().and_then(|asked| asked.parse().ok()).unwrap_or(CASES)
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
        assert_eq!(text.anchors.len(), text.document.passages.len());
    }
    for place in understood.diagnostics.iter().filter_map(|diagnostic| diagnostic.place.as_ref()) {
        if let Some(text) = sources.text(&place.path) {
            assert!(text.get(place.start..place.end).is_some(), "a place of a problem in {files:?}");
        }
    }
}

const LEXICON: (&str, &str) =
    ("seeds/concepts.yaml", "- name: Plan\n  aliases: [market, 計画, e\u{301}]\n- name: The plan\n");

fn texts(ending: &str, seed: u64) {
    let path = format!("seeds/a.{ending}");
    let mut random = Rng(seed);
    for _ in 0..cases() {
        let text = random_text(&mut random, PARTS);
        hold(&[(&path, &text), LEXICON]);
    }
}

#[test]
fn any_plain_text() {
    texts("txt", 1);
}

#[test]
fn any_markdown() {
    texts("md", 2);
}

#[test]
fn any_html() {
    texts("html", 3);
}

#[test]
fn any_lexicon() {
    let mut random = Rng(4);
    for _ in 0..cases() {
        hold(&[
            ("seeds/a.txt", "The plan, the market and a title.\n"),
            ("seeds/concepts.yaml", &random_text(&mut random, YAML)),
        ]);
    }
}

#[test]
fn any_sidecar_and_configuration() {
    let mut random = Rng(5);
    for _ in 0..cases() {
        let (sidecar, config) = (random_text(&mut random, YAML), random_text(&mut random, YAML));
        let front = format!("---\n{}\n---\n\nThe plan.\n", random_text(&mut random, YAML));
        hold(&[
            ("seeds/a.txt", "The plan, the market.\n\nA title.\n"),
            ("seeds/a.yaml", &sidecar),
            ("seedbed.yaml", &config),
            ("seeds/b.md", &front),
            LEXICON,
        ]);
    }
}

#[test]
fn any_ledger_and_any_edit() {
    let mut random = Rng(6);
    for _ in 0..cases() {
        let (old, new) = (random_text(&mut random, PARTS), random_text(&mut random, PARTS));
        let before = pipeline::understand(&Sources::from_pairs([("seeds/a.md", old.as_str())]));
        let mut ledger = before.naming.ledger().write();
        if random.below(3) == 0 {
            let at =
                (0..=random.below(ledger.len())).rev().find(|at| ledger.is_char_boundary(*at)).unwrap_or(0);
            ledger.insert_str(at, PARTS[random.below(PARTS.len())]);
        }
        hold(&[("seeds/a.md", &new), ("seeds/anchors.lock", &ledger)]);
        // What did not change keeps its names.
        let after = pipeline::understand(&Sources::from_pairs([
            ("seeds/a.md", old.as_str()),
            ("seeds/anchors.lock", &before.naming.ledger().write()),
        ]));
        let names = |understood: &pipeline::Understood| {
            understood.corpus.texts.iter().map(|text| text.anchors.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(&before), names(&after));
    }
}
