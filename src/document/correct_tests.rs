//! What corrections make of a text, and what holds whatever they are.

use super::correct::{Change, Draft, Run};
use super::quote::Quotable;
use super::{AtomKind, Block, Document, Kind, Parsed, PassageIx, Quotation, documents, markdown, text};
use crate::source::Sources;
use proptest::prelude::*;

/// The passages of a corrected text, indented by what holds them, and what was said.
fn corrected(path: &str, seed: &str, corrections: &str) -> (String, Vec<String>) {
    let list: String = corrections.lines().map(|line| format!("  - {{{line}}}\n")).collect();
    let sidecar = format!("corrections:\n{list}");
    let sources = Sources::from_pairs([(path, seed), ("seeds/a.yaml", sidecar.as_str())]);
    let (documents, diagnostics) = documents(&sources);
    let said = diagnostics.iter().map(|one| {
        let hint = one.hint.as_deref().unwrap_or("");
        format!("{} {}: {hint}", one.code.name(), one.message)
    });
    (outline(&documents[0]), said.collect())
}

/// The outline of a text that every correction fits.
fn outcome(seed: &str, corrections: &str) -> String {
    let (outline, said) = corrected("seeds/a.md", seed, corrections);
    assert_eq!(said, Vec::<String>::new());
    outline
}

fn complaint(seed: &str, corrections: &str) -> String {
    corrected("seeds/a.md", seed, corrections).1.join("\n")
}

fn outline(document: &Document) -> String {
    let mut lines = String::new();
    let mut line = |ix: PassageIx, depth: usize, mark: &str| {
        let passage = document.passage(ix);
        let level = if passage.level > 0 { passage.level.to_string() } else { String::new() };
        let notes: String = passage.atoms.iter().map(|atom| format!(" *{}", atom.at)).collect();
        let indent = "  ".repeat(depth);
        lines.push_str(&format!("{indent}{mark}{}{level} {:?}{notes}\n", passage.kind.name(), passage.text));
    };
    document.title.iter().for_each(|ix| line(*ix, 0, "= "));
    blocks(&document.body, 0, &mut line);
    document.notes.iter().for_each(|note| blocks(&note.blocks, 1, &mut line));
    lines
}

fn blocks(list: &[Block], depth: usize, line: &mut impl FnMut(PassageIx, usize, &str)) {
    for block in list {
        match block {
            Block::Passage(ix) => line(*ix, depth, ""),
            Block::List { enumeration, items } => {
                for (number, item) in (enumeration.map_or(0, |one| one.start)..).zip(&items[..]) {
                    let mark = if enumeration.is_some() { format!("{number}. ") } else { "- ".to_owned() };
                    let (head, rest) = item.blocks.split_at(item.blocks.len().min(1));
                    match head {
                        [Block::Passage(ix)] => line(*ix, depth, &mark),
                        other => blocks(other, depth + 1, line),
                    }
                    blocks(rest, depth + 1, line);
                }
            }
            Block::Quote(list) | Block::Alert { blocks: list, .. } => blocks(list, depth + 1, line),
            Block::Table { head, rows, .. } => {
                head.iter().chain(rows.iter().flatten()).for_each(|ix| line(*ix, depth, "| "))
            }
            Block::Definitions(list) => {
                for one in list {
                    line(one.term, depth, "? ");
                    one.descriptions.iter().for_each(|list| blocks(list, depth + 1, line));
                }
            }
            Block::Rule => {}
        }
    }
}

const LIST: &str = "1. one\n2. two\n\n   more\n   - deep\n3. three\n";

#[test]
fn a_heading_leaves_its_list_and_the_list_goes_on_behind_it() {
    assert_eq!(
        outcome(LIST, "quote: two, heading: 3"),
        "1. item1 \"one\"\nheading3 \"two\"\nparagraph \"more\"\n- item1 \"deep\"\n3. item1 \"three\"\n"
    );
    assert_eq!(
        outcome(LIST, "quote: deep, heading: 2"),
        "1. item1 \"one\"\n2. item1 \"two\"\n  paragraph \"more\"\nheading2 \"deep\"\n3. item1 \"three\"\n"
    );
}

#[test]
fn a_paragraph_leaves_one_list_or_quotation() {
    assert_eq!(
        outcome(LIST, "quote: deep, paragraph: true"),
        "1. item1 \"one\"\n2. item1 \"two\"\n  paragraph \"more\"\n  paragraph \"deep\"\n3. item1 \"three\"\n"
    );
    assert_eq!(outcome("> > a\n>\n> b\n", "quote: a, paragraph: true"), "  quote1 \"a\"\n  quote1 \"b\"\n");
    assert_eq!(outcome("## A\n\nb\n", "quote: A, paragraph: true"), "paragraph \"A\"\nparagraph \"b\"\n");
}

#[test]
fn a_quotation_may_run_through_several_passages() {
    assert_eq!(
        outcome("a\n\nb\n\nc\n", "quote: b, quotation: true"),
        "paragraph \"a\"\n  quote1 \"b\"\nparagraph \"c\"\n"
    );
    assert_eq!(
        outcome("a\n\n- b\n- c\n- d\n\ne\n", "quote: a, through: c, quotation: true"),
        "  quote1 \"a\"\n  - item1 \"b\"\n  - item1 \"c\"\n- item1 \"d\"\nparagraph \"e\"\n"
    );
    assert_eq!(outcome("- a\n- b\n", "quote: a, quotation: true"), "  quote1 \"a\"\n- item1 \"b\"\n");
}

#[test]
fn passages_are_joined_at_their_seam_into_the_first() {
    let text = "One *half*[^1]\n\n- and the[^2] other\n- next\n\n[^1]: a\n[^2]: b\n";
    let joined =
        "paragraph \"One half and the other\" *8 *16\n- item1 \"next\"\n  note \"a\"\n  note \"b\"\n";
    assert_eq!(outcome(text, "quote: half and the, join: true"), joined);
    assert_eq!(outcome(text, "quote: One half, join: true"), joined);
    assert_eq!(outcome(text, "quote: half, through: and the, join: true"), joined);
    assert_eq!(outcome("revo-\n\nlution\n", "quote: revo-, join: true"), "paragraph \"revo-lution\"\n");
}

#[test]
fn a_passage_is_split_where_the_quotation_begins() {
    assert_eq!(
        outcome("- One[^1] *two three* four\n- five\n\n[^1]: a\n", "quote: three, split: true"),
        "- item1 \"One two\" *3\n  paragraph \"three four\"\n- item1 \"five\"\n  note \"a\"\n"
    );
    assert_eq!(
        outcome("## Heading. The text\n", "quote: The text, split: true"),
        "heading2 \"Heading.\"\nparagraph \"The text\"\n"
    );
    assert_eq!(
        outcome("# Title and text\n\nmore\n", "quote: and text, split: true"),
        "= heading1 \"Title\"\nparagraph \"and text\"\nparagraph \"more\"\n"
    );
}

#[test]
fn verse_and_code_keep_the_lines_of_the_seed() {
    let (outline, said) = corrected(
        "seeds/a.txt",
        "Some words here.\n\nTyger Tyger, burning bright, in the night of the\nforests of the night and so on it goes for\nlong.\n\n- key: value\n  other: value\n- key: more\n",
        "quote: Tyger Tyger, verse: true\nquote: \"key: value\", through: \"key: more\", code: true",
    );
    assert_eq!(said, Vec::<String>::new());
    assert!(
        outline.contains("verse \"Tyger Tyger, burning bright, in the night of the\\nforests of"),
        "{outline}"
    );
    assert!(outline.contains("code \"- key: value\\n  other: value\\n- key: more\""), "{outline}");
}

#[test]
fn items_join_the_bullets_beside_them() {
    assert_eq!(
        outcome("- a\n\nb\n\nc\n\n- d\n", "quote: b, through: c, item: true"),
        "- item1 \"a\"\n- item1 \"b\"\n- item1 \"c\"\n- item1 \"d\"\n"
    );
}

#[test]
fn titles_are_made_and_unmade() {
    assert_eq!(outcome("a\n\nb\n", "quote: a, heading: 1"), "= heading1 \"a\"\nparagraph \"b\"\n");
    assert_eq!(outcome("# a\n\nb\n", "quote: a, paragraph: true"), "paragraph \"a\"\nparagraph \"b\"\n");
    assert_eq!(outcome("# a\n\nb\n", "quote: a, drop: true"), "paragraph \"b\"\n");
}

#[test]
fn corrections_follow_one_another() {
    assert_eq!(
        outcome("a b\n\nc\n", "quote: b, split: true\nquote: b, heading: 2\nquote: b c, join: true"),
        "paragraph \"a\"\nheading2 \"b c\"\n"
    );
}

#[test]
fn a_correction_may_have_its_reason() {
    assert_eq!(outcome("a\n\nb\n", "quote: b, drop: true, note: a caption"), "paragraph \"a\"\n");
}

#[test]
fn a_run_may_be_dropped() {
    assert_eq!(
        outcome("a\n\nb\n\nc\n\nd\n", "quote: b, through: c, drop: true"),
        "paragraph \"a\"\nparagraph \"d\"\n"
    );
}

#[test]
fn what_is_no_longer_needed_is_said() {
    let needless =
        "needless-correction the text is so without this correction: delete it; it is no longer needed";
    for correction in [
        "quote: H, heading: 2",
        "quote: p, paragraph: true",
        "quote: q, quotation: true",
        "quote: p, split: true",
    ] {
        assert_eq!(complaint("## H\n\np\n\n> q\n", correction), needless, "{correction}");
    }
    assert_eq!(
        complaint("one and two and three\n", "quote: one and, join: true"),
        "correction nothing is joined: the quotation lies within one passage and does not end it: if the passages are one now, delete the correction; else quote the last words of the first, “one and two and three”"
    );
}

#[test]
fn what_does_not_fit_is_said() {
    let text = "# T\n\nOne way\n\nand two\n\n| c | d |\n|---|---|\n| e | f |\n";
    let cases = [
        (
            "quote: One, heading: 9",
            "bad-value a heading has no level 9: levels go from 1, the title of the text, to 6",
        ),
        (
            "quote: One, drop: true, heading: 2",
            "correction one correction cannot say both `heading` and `drop`: keep one of them; what both shall do is two corrections, one after the other",
        ),
        (
            "quote: One, drop: true, read: why",
            "correction one correction cannot say both `drop` and `read`: keep one of them; what both shall do is two corrections, one after the other",
        ),
        ("quote: One, quotatoin: true", "unknown-key unknown key `quotatoin`: did you mean `quotation`?"),
        (
            "quote: One, split: true, through: two",
            "correction `through` has no meaning with `split`: it goes with drop, paragraph, quotation, verse, code, item and join",
        ),
        (
            "quote: two, through: One, drop: true",
            "correction this correction cannot be made: the words after `through` stand before the quotation: quote another passage, or delete the correction",
        ),
        (
            "quote: e, heading: 2",
            "quote-ambiguous “e” occurs 2 times in the text: quote more words around it, so that it occurs once",
        ),
        (
            "quote: d, through: f, code: true",
            "quote-ambiguous “d” occurs 2 times in the text: quote more words around it, so that it occurs once",
        ),
        (
            "quote: c, join: true",
            "correction this correction cannot be made: cells of a table and terms of definitions stay in their places: quote another passage, or delete the correction",
        ),
        (
            "quote: way and two, heading: 2",
            "quote-not-found “way and two” does not occur in the text: the words run over more than one passage; quote words of one, or make the passages one (`join: true`)",
        ),
        (
            "quote: f, join: true",
            "correction nothing is joined: no passage follows this one: delete the correction",
        ),
    ];
    for (correction, expected) in cases {
        assert_eq!(complaint(text, correction), expected, "{correction}");
    }
}

/// Letters and digits of all that is kept, sorted.
fn letters(parsed: &Parsed) -> Vec<char> {
    let texts = parsed.passages.iter().map(|passage| &passage.text);
    let removed = parsed.removed.iter().map(|one| &one.text);
    let alts =
        parsed.passages.iter().flat_map(|passage| &passage.atoms).filter_map(|atom| match &atom.what {
            AtomKind::Image { alt, .. } => Some(alt),
            AtomKind::NoteReference { .. } => None,
        });
    let mut letters: Vec<char> = texts
        .chain(removed)
        .chain(alts)
        .flat_map(|text| text.chars().filter(|c| c.is_alphanumeric()))
        .collect();
    letters.sort_unstable();
    letters
}

/// The invariants of a parsed text.
fn whole(parsed: &mut Parsed) {
    let mut named: Vec<PassageIx> = parsed.title.into_iter().collect();
    super::each_passage(&mut parsed.body, &mut |ix| named.push(*ix));
    let body = named.len();
    parsed.notes.iter_mut().for_each(|note| super::each_passage(&mut note.blocks, &mut |ix| named.push(*ix)));
    let order: Vec<PassageIx> = (0..).map(PassageIx).take(parsed.passages.len()).collect();
    assert_eq!(named, order, "each passage is named once, in reading order");
    for (place, passage) in parsed.passages.iter().enumerate() {
        assert_eq!(passage.kind == Kind::Note, place >= body, "{passage:?}");
        assert!(passage.source.start <= passage.source.end);
        for mark in &passage.marks {
            assert!(
                passage.text.get(mark.span.clone()).is_some_and(|words| !words.is_empty()),
                "{passage:?}"
            );
        }
        assert!(passage.marks.is_sorted_by_key(|mark| mark.span.start), "{passage:?}");
        assert!(passage.atoms.iter().all(|atom| passage.text.is_char_boundary(atom.at)), "{passage:?}");
        assert!(passage.atoms.is_sorted_by_key(|atom| atom.at), "{passage:?}");
    }
    assert!(parsed.ids.iter().all(|(ix, _)| (ix.0 as usize) < parsed.passages.len()));
}

const CHANGES: [Change; 10] = [
    Change::Drop,
    Change::Heading(1),
    Change::Heading(3),
    Change::Paragraph,
    Change::Quotation,
    Change::Verse,
    Change::Code,
    Change::Item,
    Change::Join,
    Change::Split,
];

fn any_changes() -> impl Strategy<Value = Vec<(usize, usize, usize, usize)>> {
    prop::collection::vec((0..CHANGES.len(), 0usize..40, 0usize..4, 0usize..20), 0..8)
}

/// Makes the changes and looks whether everything still holds.
fn nothing_is_lost(seed: &str, parsed: Parsed, changes: &[(usize, usize, usize, usize)]) {
    let before = letters(&parsed);
    let mut draft = Draft::new(seed, parsed);
    for (change, start, length, offset) in changes {
        let order = draft.order();
        if order.is_empty() {
            break;
        }
        let start = start % order.len();
        let passage = order[start];
        let text = &draft.passage(passage).text;
        let cut = (0..=(*offset).min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let at = Quotation { passage, span: cut..text.len() };
        draft.apply(CHANGES[*change], &Run { at, last: order[(start + length).min(order.len() - 1)] });
    }
    let (mut parsed, quotable) = draft.finish();
    assert_eq!(letters(&parsed), before);
    whole(&mut parsed);
    assert!(quotable == Quotable::new(&parsed.passages), "what finds words knows the new text");
}

/// Blocks of Markdown, some of them inside others.
const PIECES: [&str; 16] = [
    "# Title",
    "## Part *two*",
    "Plain[^1] *words* `x`",
    "- item\n- next[^2]\n\n  more\n\n  > deep",
    "1. one\n   - sub\n2. two",
    "> said\n>\n> > twice",
    "| a | b |\n|---|---|\n| c | d |",
    "Term\n: what it is\n\n  more of it\n\nOther\n: thing",
    "```rust\nlet x = 1;\n\ny\n```",
    "![alt](x.png) behind",
    "> [!NOTE]\n> mind",
    "***",
    "[^1]: a note\n\n    more",
    "[^2]: - list",
    "one\\\ntwo",
    "### Head {#id}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_corrections_of_markdown_keep_every_word(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 1..8), changes in any_changes()) {
        let seed = pieces.join("\n\n");
        nothing_is_lost(&seed, markdown::parse("a.md", &seed).0, &changes);
    }

    #[test]
    fn any_corrections_of_plain_text_keep_every_word(lines in "(([A-C][a-c ]{0,9}|- [a-c]{1,4}|  \\* [a-c]|[1-3]\\. [a-c]{1,3}|    [a-c=]{1,4}|> [a-c]|\\[[12]\\] [a-c]|[a-c]+\\[[12]\\]|é\\-)\n\n?){0,16}", changes in any_changes()) {
        nothing_is_lost(&lines, text::recover("a.txt", &lines).0.parsed, &changes);
    }

    /// A text that nobody corrects is settled already.
    #[test]
    fn prose_has_the_kind_of_its_place(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 1..8)) {
        let parsed = markdown::parse("a.md", &pieces.join("\n\n")).0;
        let mut settled = parsed.clone();
        super::blocks::settle_kinds(&settled.body, &mut settled.passages);
        prop_assert_eq!(settled.passages, parsed.passages);
    }
}
