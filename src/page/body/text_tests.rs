//! What a reader sees of a text and of what stands beside it.

use super::Links;
use super::text::text_body;
use crate::corpus::TextIx;
use crate::page::facts::Facts;
use crate::page::tests::corpus;
use std::fmt::Write as _;

const CONCEPTS: (&str, &str) = ("seeds/concepts.yaml", "- id: plan\n- id: permanent-revolution\n");

/// The body of the first text.
fn body(files: &[(&str, &str)]) -> String {
    let files: Vec<_> = files.iter().copied().chain([CONCEPTS]).collect();
    let corpus = corpus(&files);
    let body = text_body(Links::new(&corpus, "texts"), &Facts::new(&corpus), TextIx(0));
    body.body.html + &body.end_notes.html
}

#[test]
fn a_note_to_the_title_stands_at_the_head_of_the_text() {
    for text in ["# Head[^1]\n\nWords.\n\n[^1]: Its note.\n", "[^1]: Its note.\n# Head[^1]\n"] {
        let html = body(&[("seeds/a.md", text)]);
        assert_eq!(html.matches("Its note.").count(), 1, "{html}");
    }
}

#[test]
fn the_notes_of_a_table_or_a_term_find_what_they_stand_beside() {
    let notes = "[^1]: One.\n[^2]: Two.\n[^3]: Three.\n";
    for cells in ["| a[^1] | b[^2] |\n|---|---|\n| c | d[^3] |", "a[^1]\n: b[^2]\n\nc[^3]\n: d"] {
        let html = body(&[("seeds/a.md", &format!("# A\n\nBefore.\n\n{cells}\n\nAfter.\n\n{notes}"))]);
        let (_, shared) =
            html.split_once("<div class=\"ns\">").expect("cells share one scope with their notes");
        let (shared, _) = shared.split_once("After.").expect("the text goes on");
        for (number, note) in ["One.", "Two.", "Three."].iter().enumerate() {
            assert_eq!(shared.matches(note).count(), 1, "{note} {html}");
            let place = if cells.starts_with('|') { number + 1 } else { [1, 1, 2][number] };
            let reference = format!("<a class=\"nr k{place}\" id=\"r.{}.1\"", number + 1);
            assert!(shared.contains(&reference), "{reference} {html}");
        }
    }
}

#[test]
fn notes_that_the_margin_cannot_hold_stand_at_the_end_of_the_text() {
    let beside = |words: usize| {
        let (mut text, mut notes) = ("# A\n\n".to_owned(), String::new());
        for number in 1..=40 {
            let _ = write!(text, "{}[^{number}]\n\n", "Words. ".repeat(words));
            let _ = writeln!(notes, "[^{number}]: {}", "An author, a title, a place. ".repeat(8));
        }
        let html = body(&[("seeds/a.md", &(text + &notes))]);
        assert_eq!(html.matches("role=\"doc-noteref\"").count(), 40, "{html}");
        assert_eq!(html.matches("An author").count(), 320, "{html}");
        html.matches("class=\"sn seed-note").count()
    };
    assert_eq!(beside(80), 40);
    assert_eq!(beside(8), 0);
}

#[test]
fn another_text_is_not_referred_to_where_notes_fill_the_margin() {
    let long = "A plan is a list of what shall be done, whoever has made it, and when.";
    let referred = |note: &str| {
        let text = format!("# A\n\nBefore.[^1]\n\nThey made a plan.\n\n[^1]: {note}\n");
        body(&[("seeds/a.md", &text), ("seeds/b.txt", long)]).contains("class=\"sn x")
    };
    assert!(referred("Short."));
    assert!(!referred(&"A long note. ".repeat(50)));
}

#[test]
fn the_box_of_a_task_stands_for_the_mark_of_its_item() {
    let html = body(&[("seeds/a.md", "# A\n\n- [x] the plan\n- [ ] rest\n- more\n")]);
    let items: Vec<&str> = html.lines().filter(|line| line.starts_with("<li")).collect();
    assert!(items[0].starts_with("<li class=\"b list\"") && items[0].contains('☑'), "{html}");
    assert!(items[1].starts_with("<li class=\"b list\"") && items[1].contains('☐'), "{html}");
    assert!(items[2].starts_with("<li class=\"b\""), "{html}");
}

#[test]
fn a_mention_across_emphasis_is_one_link() {
    let html = body(&[("seeds/a.md", "# A\n\nThe *permanent* revolution.\n")]);
    assert!(html.contains("permanent-revolution.html\"><em>permanent</em> revolution</a>"), "{html}");
    assert!(html.contains("\" class=\"m f h"), "{html}");
}

#[test]
fn a_repeat_is_no_link_and_can_be_linked_to() {
    let html = body(&[("seeds/a.txt", "The plan and the plan.\n")]);
    assert_eq!(html.matches("plan.html").count(), 1, "{html}");
    assert!(html.contains(".2\">plan</span>"), "{html}");
}

#[test]
fn a_link_of_the_text_stays_whole() {
    let html = body(&[("seeds/a.md", "# A\n\nSee [the plan here](https://a.example/).\n")]);
    assert!(
        html.contains(".1\"></span><a href=\"https://a.example/\" rel=\"external\">the plan here</a>"),
        "{html}"
    );
}

#[test]
fn a_link_whose_words_are_its_address_is_known_to_print() {
    let html = body(&[(
        "seeds/a.md",
        "# A\n\nSee https://a.example/x/ and [a.example](https://a.example) and [it](https://a.example/x).\n",
    )]);
    assert_eq!(html.matches(" class=\"bare\">").count(), 2, "{html}");
    assert!(html.contains("rel=\"external\">it</a>"), "{html}");
}

#[test]
fn a_picture_in_a_link_leads_where_the_link_does() {
    let html = body(&[
        (
            "seeds/a.md",
            "[![moon](p.png)](b.md) and [![badge](https://b.example/i.svg)](https://a.example/x)\n",
        ),
        ("seeds/b.md", "Another.\n"),
        ("seeds/concepts.yaml", "- id: plan\n"),
    ]);
    assert!(html.contains("<a class=\"picture\" href=\"b.html\" data-added>moon</a>"), "{html}");
    assert!(html.contains("href=\"https://a.example/x\" rel=\"external\" data-added>badge</a>"), "{html}");
    assert!(!html.contains("b.example"), "{html}");
}

#[test]
fn markup_in_a_text_is_shown_and_not_obeyed() {
    let html = body(&[("seeds/a.txt", "Cite <ref> and <script>alert(1)</script> & more.\n")]);
    assert!(html.contains("&lt;ref&gt; and &lt;script&gt;alert(1)&lt;/script&gt; &amp; more."), "{html}");
}

#[test]
fn a_note_stands_once_beside_its_first_reference() {
    let html = body(&[("seeds/a.md", "# A\n\nOne.[^1] Two.[^1]\n\n[^1]: The note.\n[^2]: Alone.\n")]);
    assert_eq!(html.matches("The note.").count(), 1, "{html}");
    assert_eq!(html.matches("doc-noteref").count(), 2, "{html}");
    assert_eq!(html.matches("doc-backlink").count(), 2, "{html}");
    assert!(html.ends_with("Alone.</p></li>\n"), "{html}");
}

#[test]
fn a_relation_is_shown_at_both_ends() {
    let yaml = "annotations:\n- quote: no plan\n  kind: disputes\n  with: { text: b, quote: a plan }\n  note: Not *so*.\n";
    let files = [
        ("seeds/a.txt", "There is no plan.\n"),
        ("seeds/a.yaml", yaml),
        ("seeds/b.txt", "There was a plan.\n"),
    ];
    let here = body(&files);
    assert!(here.contains("<b>Disputes</b> <a href=\"b.html#"), "{here}");
    assert!(here.contains("<q>a plan</q> Not <em>so</em>."), "{here}");
    let mut turned = files.to_vec();
    turned.push(("seedbed.yaml", "order: [b]\n"));
    let there = body(&turned);
    assert!(there.contains("<b>Disputed by</b> <a href=\"a.html#"), "{there}");
}

#[test]
fn pictures_of_other_hosts_stand_apart_from_words_and_from_each_other() {
    let text = "# A\n\nPlans ![old](https://a.example/o.svg) ![new](https://a.example/n.svg)\n\nAn ![odd](https://a.example/d.svg) plan.\n";
    let html = body(&[("seeds/a.md", text)]);
    let shown = html.split('<').filter_map(|part| part.split_once('>')).map(|(_, words)| words);
    let shown: String = shown.collect();
    assert!(shown.contains("Plans old new"), "{shown}");
    assert!(shown.contains("An odd"), "{shown}");
}

#[test]
fn a_text_has_the_direction_of_its_letters_and_a_passage_against_it_its_own() {
    let arabic =
        "# الخطة\n\nHTTP 1: هذه هي الخطة الاولى.\n\nSee the docs (all).\n\n- one (1).\n\n```\nls -l\n```\n";
    let html = body(&[("seeds/a.md", arabic)]);
    assert!(html.contains("<p>HTTP 1: "), "the first letter decides nothing: {html}");
    assert!(html.contains("<p dir=\"ltr\">See the docs (all).</p>"), "{html}");
    assert!(html.contains("<bdi>one (1).</bdi>") && html.contains("<pre tabindex=\"0\"><code>"), "{html}");
    let english = body(&[(
        "seeds/a.md",
        "# A\n\nThe plan is everything to them, and they say so in Hebrew.\n\nהתוכנית היא הכול.\n",
    )]);
    assert!(english.contains("<p dir=\"rtl\">") && english.contains("<p>The "), "{english}");
}

#[test]
fn a_garbled_word_has_its_reading_behind_it() {
    let yaml = "corrections:\n- quote: smoll\n  read: small\n  note: A slip.\n";
    let html = body(&[("seeds/a.txt", "It is a smoll plan.\n"), ("seeds/a.yaml", yaml)]);
    assert!(html.contains("smoll</span><span class=\"read\" data-added> [small]</span>"), "{html}");
    assert!(html.contains("A slip."), "{html}");
}

#[test]
fn levels_of_headings_leave_no_gap() {
    let html =
        body(&[("seeds/a.md", "# A\n\n### Deep\n\nOne.\n\n##### Deeper\n\nTwo.\n\n## Up\n\nThree.\n")]);
    let levels: Vec<&str> = html.match_indices("<h").map(|(at, _)| &html[at + 2..at + 3]).collect();
    assert_eq!(levels, ["2", "3", "2"]);
}

#[test]
fn the_editors_links_lead_to_texts() {
    let html = body(&[
        ("seeds/a.md", "# A\n\nThe plan.\n"),
        (
            "seeds/a.yaml",
            "annotations:\n- quote: The plan\n  note: See [B](sub/b.md#b), [here](#a) and [gone](b.md).\n",
        ),
        ("seeds/sub/b.md", "# B\n\nNothing.\n"),
    ]);
    assert!(
        html.contains("<a href=\"sub-b.html#b\">B</a>") || html.contains("<a href=\"sub-b.html\">B</a>"),
        "{html}"
    );
    assert!(html.contains("<span>gone</span>"), "{html}");
}

#[test]
fn what_the_editor_says_of_a_note_at_the_end_of_a_text_stands_with_it() {
    let many: String = (1..=200).map(|number| format!("A[^{number}]\n\n")).collect();
    let notes: String = (1..=200).map(|number| format!("[^{number}]: Note {number}.\n")).collect();
    let html = body(&[
        ("seeds/a.md", &format!("# A\n\n{many}{notes}")),
        ("seeds/a.yaml", "annotations:\n- quote: Note 200\n  note: Said of it.\n"),
    ]);
    let (_, last) = html.rsplit_once("<li class=\"seed-note\"").expect("the notes are a list");
    assert!(!html.contains('\0'), "{html}");
    assert!(last.contains("Said of it.") && last.contains("id=\"a.1\" class=\"ed k"), "{last}");
}

#[test]
fn a_formula_that_is_a_paragraph_stands_alone_and_one_that_is_an_item_in_its_line() {
    let html = body(&[("seeds/a.md", "# A\n\n$$x$$\n\n- $y$\n\nSee $z$.\n")]);
    assert_eq!(html.matches("<math").count(), 3);
    assert_eq!(html.matches("<math display=\"block\"><semantics><mrow data-added><mi>x</mi>").count(), 1);
    assert_eq!(html.matches("display=\"block\"").count(), 1);
}
