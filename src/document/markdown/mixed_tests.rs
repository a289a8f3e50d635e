//! Plain text amid Markdown and under a Markdown name, as outlines and decisions.

use super::tests::tree;
use super::{Guess, read};
use crate::document::Kind;

const PROSE: &str = "A paragraph of prose that is long enough to be one and ends as they do, with a stop at its end, and so that no one takes it for a title it goes on for a while and longer.";

fn decisions(text: &str) -> Vec<(usize, Kind, &'static str)> {
    let (recovery, _) = read("a.md", text, Guess::On);
    recovery.decisions.iter().map(|one| (one.line, one.kind, one.rule)).collect()
}

#[test]
fn bullets_become_a_list_where_they_stand() {
    let text = "# T\n\nThings:\n• **one**\n  goes on\n◦ nested\n• two\n\nAfter.\n";
    insta::assert_snapshot!(tree(text), @r#"
    # T
    paragraph "Things:"
    list
      item "one goes on" strong
      list
        item "nested"
      item "two"
    paragraph "After."
    "#);
    assert_eq!(decisions(text).len(), 3);
    assert_eq!(decisions(text)[0], (4, Kind::Item, "lines with bullets"));
}

#[test]
fn letters_count_and_a_year_does_not() {
    insta::assert_snapshot!(tree("# T\n\na) one\nb) two\n\n1917. What a great year.\n\nIt is (a) said\n(b) twice.\n"), @r#"
    # T
    list LowerAlpha
      item "one"
      item "two"
    paragraph "1917. What a great year."
    paragraph "It is (a) said (b) twice."
    less a)
    less b)
    "#);
}

#[test]
fn numbered_titles_give_their_paragraphs_back() {
    let text =
        format!("# T\n\n1. First title\n{PROSE}\n\n2. Second title\n{PROSE}\n\n## Next\n\n1. one\n2. two\n");
    let tree = tree(&text).replace(PROSE, "…");
    insta::assert_snapshot!(tree, @r#"
    # T
    heading2 "1. First title"
    paragraph "…"
    heading2 "2. Second title"
    paragraph "…"
    heading2 "Next"
    list Decimal
      item "one"
      item "two"
    less 1.
    less 2.
    "#);
}

#[test]
fn a_pasted_reference_list_is_notes() {
    insta::assert_snapshot!(tree("# T\n\nA claim[1] and *more*.[2] Not `a[1]`.\n\n## References\n\n1. ^ a b Smith, *Book*.\n2. ^ Doe.\n"), @r#"
    # T
    paragraph "A claim and more. Not a[1]." emphasis code [1] [2]
    heading2 "References"
    note 1
      note "Smith, Book." emphasis
    note 2
      note "Doe."
    less 1. ^ a b
    less 2. ^
    "#);
}

#[test]
fn indented_prose_is_no_code() {
    let text = "# T\n\n    It was a dark night and the rain fell in torrents,\nexcept at intervals.\n\n    let x = 5;\n";
    insta::assert_snapshot!(tree(text), @r#"
    # T
    paragraph "It was a dark night and the rain fell in torrents, except at intervals."
    code "let x = 5;"
    "#);
}

#[test]
fn a_text_without_markdown_is_plain_text() {
    let text = format!(
        "---\ntitle: T\n---\nMy Pasted Text\n\nIntroduction\n\n{PROSE}[1]\n\n• one\n• two\n\nReferences\n1. ^ Jump up to: a b The note.\n"
    );
    let (recovery, problems) = read("a.md", &text, Guess::On);
    assert_eq!(problems.iter().map(|problem| problem.code.name()).collect::<Vec<_>>(), ["read-as-text"]);
    assert!(recovery.decisions.iter().any(|one| one.line == 6 && one.kind == Kind::Heading));
    assert_eq!(recovery.parsed.notes.len(), 1);
    let (as_written, problems) = read("a.md", &text, Guess::Off);
    assert!(as_written.decisions.is_empty() && problems.is_empty());
}

#[test]
fn well_formed_markdown_gives_no_rule_anything_to_do() {
    let text = format!(
        "# T\n\n- a\n- b\n\n1. One\n   {PROSE}\n2. Two\n\n> quoted\n\n    fn main() {{}}\n\n[1]: https://a.example\n\nSee [1].\n\nTerm\n: what\n\n*A title*\n\n{PROSE}\n"
    );
    assert_eq!(decisions(&text), []);
    assert_eq!(read("a.md", &text, Guess::On).0.parsed, read("a.md", &text, Guess::Off).0.parsed);
}
