//! AsciiDoc under a name of plain text.

use super::super::read_text;
use super::super::tests::{nothing_is_lost, passages};
use crate::document::documents;
use crate::source::Sources;

const GUIDE: &str = include_str!("guide.txt");

fn outline(text: &str) -> String {
    passages(&read_text("a.txt", text).0.parsed)
}

/// Asserts what a reader sees of a text that is AsciiDoc by its first lines.
#[track_caller]
fn sees(body: &str, expected: &str) {
    let seen = outline(&format!("= Locks\n\n[[start]]\n== Start\n\n{body}\n"));
    let seen: Vec<&str> = seen.lines().skip(2).collect();
    let expected: Vec<&str> = expected.trim().lines().map(str::trim).collect();
    assert_eq!(seen, expected);
}

#[test]
fn a_guide_is_read_with_all_that_it_holds() {
    let (recovery, diagnostics) = read_text("guide.txt", GUIDE);
    insta::assert_snapshot!(passages(&recovery.parsed));
    assert_eq!(diagnostics, []);
    assert_eq!(recovery.parsed.found.authors, ["Ada Keeper", "Bo Lock"]);
    assert_eq!(recovery.parsed.found.date.as_deref(), Some("2021-03-04"));
    assert!(recovery.decisions.iter().any(|decision| decision.rule == "a title of AsciiDoc"));
}

#[test]
fn signs_that_mean_nothing_in_it_mean_themselves() {
    sees(
        "Some <b> & $5, [no](x), a_b_c, 2 * 3 * 4, #1 and ~so on.\n- no item\n2020. A year.",
        "paragraph0 \"Some <b> & $5, [no](x), a_b_c, 2 * 3 * 4, #1 and ~so on. - no item 2020. A year.\"",
    );
}

#[test]
fn a_number_behind_what_is_not_shown_is_no_item() {
    sees(
        "(((x)))1. one\n\nindexterm:[x]- two\n\n#3.# three",
        "paragraph0 \"1. one\"\nparagraph0 \"- two\"\nparagraph0 \"3. three\"",
    );
}

#[test]
fn a_plus_makes_a_block_part_of_an_item_and_a_blank_line_over_it_of_the_outer_one() {
    let parsed =
        read_text("a.txt", "= Locks\n\n[[a]]\n== A\n\n* one\n** two\n+\nof two\n\n+\nof one\n\nof none\n");
    assert_eq!(
        super::super::tests::tree_of(&parsed.0.parsed),
        "# Locks\nheading2 \"A\"\nlist\n  item \"one\"\n  list\n    item \"two\"\n    paragraph \"of two\"\n  paragraph \"of one\"\nparagraph \"of none\"\nless [[a]]⏎==\n"
    );
}

#[test]
fn other_texts_are_none() {
    let wiki = "== Locks ==\n\nThe [[gate|gates]] of the river.\n\n=== Upper ===\n\n* one\n** two\n";
    let markdown = "Locks\n=====\n\nThe gates:\n\n----\n\n- one\n- two\n\nC++ has std::vector::\n";
    let restructured = "Locks\n=====\n\n.. note:: So.\n\n.. code::\n\n   x\n\n== =====\nA  B\n== =====\n";
    for text in [wiki, markdown, restructured] {
        let lines = super::lines(text, 0);
        assert!(!super::mark::is_asciidoc(text, &lines), "{text}");
    }
}

#[test]
fn front_matter_may_stand_over_it() {
    let (recovery, _) = read_text("a.txt", "---\nlayout: page\n---\n= Locks\n\n[[a]]\n== A\n\nThe *gate*.\n");
    let parsed = recovery.parsed;
    assert_eq!(
        passages(&parsed),
        "heading1 \"Locks\"\nheading2 \"A\"\nparagraph0 \"The gate.\" strong=\"gate\"\n"
    );
    assert_eq!(parsed.passages[2].source, 42..53);
    assert_eq!(parsed.removed[0].text, "layout: page\n");
}

#[test]
fn the_editor_may_say_that_it_is_plain() {
    let sources = Sources::from_pairs([("seeds/a.txt", GUIDE), ("seeds/a.yaml", "format: text\n")]);
    let (documents, _) = documents(&sources);
    assert!(documents[0].passages.iter().any(|passage| passage.text.contains("link:a.html[A page]")));
}

/// Pieces of which such texts are made, and some that belong to nothing.
const PIECES: &[&str] = &[
    "= Title\n",
    "== Section\n",
    "Under\n-----\n",
    "\n",
    "\n",
    "\n",
    "+\n",
    "* item *bold*\n",
    "** deep\n",
    ". one\n",
    ".. two\n",
    "a. letter\n",
    "<1> called\n",
    "term:: said\n",
    "term::\n",
    "more::: \n",
    "----\n",
    "....\n",
    "====\n",
    "****\n",
    "____\n",
    "--\n",
    "|===\n",
    "|a |b\n",
    "2+|wide a|list\n",
    "[source,c]\n",
    "[quote, A. B., C]\n",
    "[verse]\n",
    "[NOTE]\n",
    "[[id]]\n",
    "[cols=\"1,2\",options=\"header\"]\n",
    "[%header]\n",
    "NOTE: so\n",
    ".Title\n",
    "// comment\n",
    "////\n",
    ":name: value\n",
    "{name} {nbsp}",
    "link:a.html[A *b*]",
    "https://example.org/[x]",
    "<<id,there>>",
    "<<id>>",
    "footnote:[so _it_ is]",
    "image::a.png[A gate]\n",
    "image:b.png[]",
    "kbd:[F1]",
    "menu:File[Save]",
    "`code`",
    "`+lit+`",
    "*bold*",
    "_em_",
    "#mark#",
    "x^2^",
    "~low~",
    "\"`round`\"",
    "\\*no*",
    "((index))",
    "(((gone)))",
    " +\n",
    " set in\n",
    "\tset in\n",
    "prose of the text ",
    "<b>&amp;</b>",
    "| pipe",
    "[",
    "]",
    "*",
    "_",
    "`",
    "é中\u{a0}",
    "^",
    "+",
    "ifdef::x[]\n",
    "include::x.txt[]\n",
    "'''\n",
    "<<<\n",
    "pass:[<i>]",
    "&a",
    ";",
    "\\",
    "-",
    "1. one\n",
    "[ ]",
    "* [x] done\n",
];

proptest::proptest! {
    /// Every letter is in a passage or among what is said to be removed.
    #[test]
    fn no_word_is_lost(picked in proptest::collection::vec(proptest::sample::select(PIECES), 0..60)) {
        let text = format!("= A\n\n[[b]]\n== C\n{}", picked.concat());
        let (recovery, _) = read_text("a.txt", &text);
        nothing_is_lost(&text, &recovery.parsed, |words| words.replace("&amp;", ""));
    }
}

#[test]
fn hostile_signs_are_read_in_time() {
    let head = "= A\n\n[[b]]\n== C\n\n";
    for piece in [
        "*a ", "`a ", "<<a", "[", "link:a[", "((", "* a\n", "a:: ", "a::\n", "====\n", "|===\n", "----\n",
        "+\n", "{a}", "+++",
    ] {
        let text = format!("{head}{}", piece.repeat(60_000 / piece.len()));
        assert!(!read_text("a.txt", &text).0.parsed.passages.is_empty(), "{piece}");
    }
}
