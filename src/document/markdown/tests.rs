//! What Markdown becomes, as an outline: kind and level of each passage, its text, what stands off it.

use super::parse;
use crate::document::{AtomKind, Style, Why};

fn outline(text: &str) -> String {
    let (parsed, _) = parse("a.md", text);
    let mut lines = String::new();
    for passage in &parsed.passages {
        lines.push_str(&format!("{}{} {:?}", passage.kind.name(), passage.level, passage.text));
        for mark in &passage.marks {
            lines.push_str(&format!(" {}={:?}", name(&mark.style), &passage.text[mark.span.clone()]));
        }
        for atom in &passage.atoms {
            match &atom.what {
                AtomKind::NoteReference { note, label } => {
                    lines.push_str(&format!(" note{note}[{label}]@{}", atom.at))
                }
                AtomKind::Image { src, alt, .. } => {
                    lines.push_str(&format!(" image({src},{alt})@{}", atom.at))
                }
            }
        }
        lines.push('\n');
    }
    lines
}

fn name(style: &Style) -> String {
    match style {
        Style::Link { href } => format!("link({href})"),
        Style::Wikilink { target } => format!("wikilink({target})"),
        Style::Language(language) => format!("language({language})"),
        style => format!("{style:?}").to_lowercase(),
    }
}

#[test]
fn every_kind_of_passage() {
    let text = "# Title\n\nOne *two **three*** four.\n\n- item\n  - deeper\n\n    more\n\n> quoted\n> > twice\n\n```rust\nlet x = 1;\n```\n\n| a | b |\n|---|---|\n| c | d |\n\nTerm\n: what it is\n\n> [!NOTE]\n> Mind this.\n\nEnd.[^x]\n\n[^x]: The note.\n";
    insta::assert_snapshot!(outline(text));
}

#[test]
fn notes_are_numbered_as_they_are_referred_to() {
    let text = "A[^b] and B[^a].\n\n[^a]: Second.\n[^b]: First.\n[^c]: Never.\n";
    assert_eq!(
        outline(text),
        "paragraph0 \"A and B.\" note0[1]@1 note1[2]@7\nnote0 \"First.\"\nnote0 \"Second.\"\nnote0 \"Never.\"\n"
    );
}

#[test]
fn html_keeps_its_words_and_loses_its_tags() {
    let text = "A <b>bold <script>x</script></b> word<br>here &amp; there.\n\n<div><p>Kept</p><script>gone()</script></div>\n";
    assert_eq!(
        outline(text),
        "paragraph0 \"A bold x word\\nhere & there.\" strong=\"bold x\"\nparagraph0 \"Kept\"\n"
    );
}

#[test]
fn links_images_and_bare_addresses() {
    let text = "[a](b.md) ![alt](c.png) https://d.example. <e@f.example> [[Plan|it]]\n";
    assert_eq!(
        outline(text),
        "paragraph0 \"a  https://d.example. e@f.example it\" link(b.md)=\"a\" link(https://d.example)=\"https://d.example\" link(mailto:e@f.example)=\"e@f.example\" wikilink(Plan)=\"it\" image(c.png,alt)@2\n"
    );
}

#[test]
fn what_is_not_shown_is_reported() {
    let (parsed, _) = parse("a.md", "---\ntitle: T\n---\n[a](b.md \"tip\")\n\n```sh\nx\n```\n");
    let removed: Vec<_> = parsed.removed.iter().map(|one| (one.text.as_str(), one.why)).collect();
    assert_eq!(removed, [("title: T\n", Why::Metadata), ("](b.md \"tip\")\n\n```sh", Why::Markup)]);
}

#[test]
fn front_matter_of_another_kind_is_no_text() {
    assert_eq!(outline("+++\ntitle = \"Two\"\n+++\n\nBody\n"), "paragraph0 \"Body\"\n");
}

#[test]
fn a_blank_behind_a_picture_stays() {
    assert_eq!(outline("![i](i.png) after\n"), "paragraph0 \" after\" image(i.png,i)@0\n");
}

#[test]
fn a_note_defined_twice_or_in_other_letters_keeps_all_words() {
    let text = "A[^X].\n\n[^x]: First.\n\n[^X]: Second.\n";
    assert_eq!(outline(text), "paragraph0 \"A.\" note0[1]@1\nnote0 \"First.\"\nnote0 \"Second.\"\n");
}

#[test]
fn depth_has_an_end() {
    let deep = format!("{}x\n", "> ".repeat(50_000));
    assert_eq!(parse("a.md", &deep).0.passages.len(), 1);
    let deep = "- ".repeat(3_000) + "x\n";
    assert!(parse("a.md", &deep).0.passages.len() <= 2);
}

/// The words of a text, in order.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

proptest::proptest! {
    /// Invariant 5: every word of the source is in a passage or reported as removed.
    #[test]
    fn no_word_is_lost(text in "([a-z]{1,4}|[ \\n]|[*_`#>|~\\-:!]|\\[\\^?[a-c]\\]|\\n\\n\\[\\^a\\]: |\\n: |\\[a\\]\\(b\\)|<b>|</b>|<!--|-->|\\n\\n|\\t|&amp;|\\$|: |1\\. |é|\u{feff}){0,60}") {
        let (parsed, _) = parse("a.md", &text);
        let mut kept: Vec<String> = parsed.passages.iter().flat_map(|passage| {
            let alts = passage.atoms.iter().filter_map(|atom| match &atom.what {
                AtomKind::Image { alt, .. } => Some(words(alt)),
                AtomKind::NoteReference { .. } => None,
            });
            words(&passage.text).into_iter().chain(alts.flatten()).collect::<Vec<_>>()
        }).chain(parsed.removed.iter().flat_map(|one| words(&one.text))).collect();
        let kept = { kept.sort(); kept.join(" ") };
        for word in words(&text).iter().filter(|word| *word != "amp") {
            proptest::prop_assert!(kept.contains(word.as_str()), "{word} of {text:?} is lost: {kept}");
        }
        for passage in &parsed.passages {
            for mark in &passage.marks {
                proptest::prop_assert!(passage.text.get(mark.span.clone()).is_some());
            }
        }
    }
}
