//! What Markdown becomes, as an outline: kind and level of each passage, its text, what stands off it.

use super::{Guess, parse, read};
use crate::document::{AtomKind, Block, Kind, Parsed, Style, Why};

fn outline(text: &str) -> String {
    passages(&parse("a.md", text).0)
}

/// Kind and level of each passage, its text, and what stands off it: of any parser's text.
pub(in crate::document) fn passages(parsed: &Parsed) -> String {
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
                AtomKind::Image { src, alt, link: Some(link), .. } => {
                    lines.push_str(&format!(" image({src},{alt}) to {link}@{}", atom.at))
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

/// The blocks of a text with their words, then what was set apart: `- note: words` is a call-out.
pub(super) fn tree(text: &str) -> String {
    tree_of(&read("a.md", text, Guess::On).0.parsed)
}

pub(super) fn tree_of(parsed: &Parsed) -> String {
    let mut lines =
        parsed.title.map_or(String::new(), |ix| format!("# {}\n", parsed.passages[ix.0 as usize].text));
    blocks(parsed, &parsed.body, 0, &mut lines);
    for note in &parsed.notes {
        lines.push_str(&format!("note {}\n", note.label));
        blocks(parsed, &note.blocks, 1, &mut lines);
    }
    for one in parsed.removed.iter().filter(|one| one.why == Why::Markup) {
        lines.push_str(&format!("less {}\n", one.text.replace('\n', "⏎")));
    }
    lines
}

fn blocks(parsed: &Parsed, list: &[Block], depth: usize, lines: &mut String) {
    let lead = "  ".repeat(depth);
    for block in list {
        match block {
            Block::Passage(ix) => {
                let passage = &parsed.passages[ix.0 as usize];
                let level =
                    if passage.kind == Kind::Heading { passage.level.to_string() } else { String::new() };
                let marks = passage.marks.iter().map(|mark| format!(" {}", name(&mark.style)));
                let pictures = passage.atoms.iter().map(|atom| match &atom.what {
                    AtomKind::Image { src, alt, .. } => format!(" image({src},{alt})"),
                    AtomKind::NoteReference { label, .. } => format!(" [{label}]"),
                });
                let about: String = marks.chain(pictures).collect();
                lines.push_str(&format!("{lead}{}{level} {:?}{about}\n", passage.kind.name(), passage.text));
            }
            Block::List { enumeration, items } => {
                lines.push_str(&format!(
                    "{lead}list{}\n",
                    enumeration.map_or(String::new(), |one| format!(" {:?}", one.style))
                ));
                items.iter().for_each(|item| blocks(parsed, &item.blocks, depth + 1, lines));
            }
            Block::Quote(inner) => {
                lines.push_str(&format!("{lead}quote\n"));
                blocks(parsed, inner, depth + 1, lines);
            }
            Block::Alert { label, blocks: inner } => {
                lines.push_str(&format!("{lead}! {label}\n"));
                blocks(parsed, inner, depth + 1, lines);
            }
            other => lines.push_str(&format!(
                "{lead}{}\n",
                format!("{other:?}").split(['(', ' ']).next().unwrap_or("")
            )),
        }
    }
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
fn the_first_of_several_versions_is_no_title() {
    let (parsed, _) =
        parse("changes.md", "# 1.4.0 (2020-02-01)\n\n- Faster.\n\n# 1.3.0 (2020-01-01)\n\n- Smaller.\n");
    assert_eq!((parsed.title, parsed.body.len()), (None, 4));
    let (parsed, _) = parse("changes.md", "# 1.4.0\n\n- Faster.\n");
    assert!(parsed.title.is_some());
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

#[test]
fn hostile_signs_are_read_in_time() {
    for sign in [
        "{{",
        "{% a %}",
        "{% end %}",
        ":::",
        "%%",
        "==",
        "[[",
        "![[",
        "^[",
        "^[a](b)] ",
        "\n| a",
        "]{.a}",
        "{:",
        "<A b={",
        "`{{a}}` ",
        "\u{2022} a\n",
    ] {
        let text = sign.repeat(20_000);
        assert!(read("a.md", &text, Guess::On).0.parsed.removed.len() <= 60_000);
    }
    let nested = "::: note\n".repeat(5_000) + &":::\n".repeat(5_000);
    let (recovery, _) = read("a.md", &nested, Guess::On);
    assert!(recovery.parsed.body.len() < 10);
}

/// What is arbitrary in the texts below.
const PIECES: &str = concat!(
    "([a-z]{1,4}|[ \\n]|[*_`#>|~\\-:!]|\\[\\^?[a-c]\\]|\\^\\[[a-z. ]{0,9}|\\]|\\n\\| |\\n\\|\\n|\\n#\\. |\\n\\(@\\) |\\n\\*\\[a\\]: b|\\n\\n\\[\\^a\\]: |\\n: |\\[a\\]\\(b\\)|<b>|</b>|<!--|-->|\\n\\n|\\t|&amp;|\\$|: |1\\. |é|\u{feff}",
    "|\\{\\{|\\}\\}|\\{\\{< |>\\}\\}|\\{% |%\\}|\\{\\{< note >\\}\\}|\\{\\{< /note >\\}\\}|\\{% highlight x %\\}|\\{% endhighlight %\\}|\\{% raw %\\}|\\{% endraw %\\}|\\{% quote\\(author=\"q\"\\) %\\}|\\{% end %\\}",
    "|\\{\\{x\\(\"y\", \"z\"\\)\\}\\}|\\{\\{< figure src=\"s\" caption=\"c\" >\\}\\}|\\n:::|\\n::: note t\\n|\\n:::\\n|\\n!!! tip \"t\"\\n    |\\n=== \"t\"\\n    |\\n    |\\n> \\[!x\\] |%%|\\n%%\\n|==|\\[\\[|\\]\\]|!\\[\\[",
    "|\\{#a .b\\}|\\{: .c\\}|\\]\\{\\.a\\}|\\{term\\}`| \\^abcd|\\nid:: |<Tab title=\"v\">|</Tab>|<A b=\\{|\\}>|import x from 'y'|\\n```\\{note\\} |\\n```\\n|\\n• |\\n  ◦ |\\n\\(1\\) |\\n\\(2\\) |\\na\\) |\\nb\\) |\\n1917\\. |\\n1\\. \\^ a b |\\n2\\. \\^ |\\[1\\]|\\[2\\] |\\nABC DEF\\n\\n|\\n1\\. Ab\\n|\\n2\\. Bc\\nLong words that go on and on for more than forty letters\\n){0,60}",
);

/// Letters of a text, each as often as it is there.
pub(in crate::document) fn count(text: &str, counts: &mut std::collections::BTreeMap<char, i64>, by: i64) {
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        *counts.entry(c).or_default() += by;
    }
}

/// Every letter of a text is in a passage or set apart, as often as it is there; every mark lies in its passage. `counted` is
/// what of a passage's words counts.
pub(in crate::document) fn nothing_is_lost(text: &str, parsed: &Parsed, counted: impl Fn(&str) -> String) {
    let mut counts = std::collections::BTreeMap::new();
    count(&text.replace("&amp;", ""), &mut counts, 1);
    for passage in &parsed.passages {
        count(&counted(&passage.text), &mut counts, -1);
        for atom in &passage.atoms {
            if let AtomKind::Image { alt, .. } = &atom.what {
                count(alt, &mut counts, -1);
            }
        }
        assert!(
            passage.marks.iter().all(|mark| passage.text.get(mark.span.clone()).is_some()),
            "{passage:?}"
        );
        assert!(text.get(passage.source.clone()).is_some(), "{passage:?}");
    }
    for one in &parsed.removed {
        count(&one.text.replace("&amp;", ""), &mut counts, -1);
        assert!(text.get(one.source.clone()).is_some(), "{one:?}");
    }
    let lost: Vec<_> = counts.iter().filter(|(_, missing)| **missing > 0).collect();
    assert!(lost.is_empty(), "{lost:?} of {text:?} are lost: {parsed:#?}");
}

proptest::proptest! {
    /// Invariant 5: every letter of the source is in a passage or reported as removed, as often as it
    /// is there, whatever is guessed.
    #[test]
    fn no_word_is_lost(text in PIECES) {
        for guess in [Guess::On, Guess::Off] {
            let (recovery, _) = read("a.md", &text, guess);
            nothing_is_lost(&text, &recovery.parsed, str::to_owned);
        }
    }
}

#[test]
fn a_picture_in_a_link_leads_where_the_link_does() {
    let text = "[![moon](moon.jpg)](/uri) and [a ![b](c) d](/e)\n";
    assert_eq!(
        outline(text),
        "paragraph0 \" and a  d\" link(/e)=\"a  d\" image(moon.jpg,moon) to /uri@0 image(c,b) to /e@7\n"
    );
}

#[test]
fn a_picture_in_the_words_of_another_is_words() {
    assert_eq!(outline("![foo ![bar](/url)](/url2)\n"), "paragraph0 \"\" image(/url2,foo bar)@0\n");
}

#[test]
fn a_picture_behind_words_stands_apart_from_them() {
    assert_eq!(outline("My ![train](t.jpg)\n"), "paragraph0 \"My \" image(t.jpg,train)@3\n");
}

#[test]
fn a_line_end_written_as_an_entity_is_a_blank() {
    assert_eq!(outline("foo&#10;bar\n"), "paragraph0 \"foo bar\"\n");
}

#[test]
fn bounds_of_the_parser_that_cut_a_letter_are_widened() {
    let text = "}}\n\n\n:::]<div>\u{202e}fn main() {}\n<a href=x>\n*```\néCHAPTER I\na👩\u{200d}👧\n\t1. a) ----\n$</a>_“</p>Term\n: \t中文  M. le \n👩\u{200d}👧\u{ad}\nhttp://a\u{200d}.example/bfn main() {}\n)[[</table>M. le ”``----\nNotes\n|PlansNotes\n---\ntitle: a\n---\n’[^1]👩\u{200d}👧+ ](";
    let (recovery, _) = read("a.md", text, Guess::On);
    assert!(recovery.parsed.passages.iter().all(|passage| text.get(passage.source.clone()).is_some()));
    let events = super::events(text).collect::<Vec<_>>();
    assert!(events.iter().all(|(_, range)| text.get(range.clone()).is_some()));
}
