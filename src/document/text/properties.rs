//! What holds for any text at all: no panic, no word lost, no mark off its place.

use super::{Recovery, recover};
use crate::document::{Block, Kind, Parsed, PassageIx};
use proptest::prelude::*;

/// The letters and digits of a text, each with its place.
fn letters(text: &str, from: usize) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter(|(_, c)| c.is_alphanumeric()).map(move |(at, c)| (from + at, c))
}

/// Every letter of the seed is in one passage or set apart with a reason, in the order of the seed.
pub fn nothing_is_lost(text: &str) {
    let (Recovery { parsed, decisions }, _) = recover("seed.txt", text);
    let mut removed = vec![false; text.len()];
    for part in &parsed.removed {
        assert!(
            text.is_char_boundary(part.source.start) && text.is_char_boundary(part.source.end),
            "{part:?}"
        );
        for (at, _) in letters(&text[part.source.clone()], part.source.start) {
            assert!(!removed[at], "removed twice: {part:?}");
            removed[at] = true;
        }
    }
    let mut held = removed.clone();
    // A paragraph may begin on one page and end on the next: the notes between are not of it.
    let notes: Vec<_> =
        parsed.notes.iter().flat_map(|note| note.blocks.iter()).flat_map(passages_in).collect();
    let noted: Vec<_> = notes.iter().map(|ix| parsed.passages[ix.0 as usize].source.clone()).collect();
    let is_other = |own: &std::ops::Range<usize>, at: usize| {
        noted
            .iter()
            .any(|note| note != own && own.start <= note.start && note.end < own.end && note.contains(&at))
    };
    // Cells that run over several lines stand beside one another: only together do they fill their bytes.
    tables_hold_their_letters(text, &parsed, &removed, &mut held);
    for passage in parsed.passages.iter().filter(|passage| passage.kind != Kind::Table) {
        let source = letters(&text[passage.source.clone()], passage.source.start)
            .filter(|(at, _)| !removed[*at] && !is_other(&passage.source, *at));
        let expected: String = source.map(|(_, c)| c).collect();
        let got: String = letters(&passage.text, 0).map(|(_, c)| c).collect();
        assert_eq!(expected, got, "{passage:?}");
        for (at, _) in letters(&text[passage.source.clone()], passage.source.start)
            .filter(|(at, _)| !is_other(&passage.source, *at))
        {
            assert!(!held[at] || removed[at], "held twice at {at}: {passage:?}");
            held[at] = true;
        }
        for mark in &passage.marks {
            assert!(
                passage.text.get(mark.span.clone()).is_some_and(|words| !words.is_empty()),
                "{passage:?}"
            );
        }
        assert!(passage.atoms.iter().all(|atom| passage.text.is_char_boundary(atom.at)));
    }
    for (at, c) in letters(text, 0) {
        assert!(
            held[at],
            "lost {c:?} at {at}: {:?}\n{:#?}",
            &text[at..text.len().min(super::words::ceiling(text, at + 30))],
            parsed
        );
    }
    assert!(decisions.iter().all(|decision| (0.0..=1.0).contains(&decision.confidence)));
    no_level_is_skipped(&parsed);
}

/// The passages of a note: each of its blocks is one.
fn passages_in(block: &Block) -> Option<PassageIx> {
    if let Block::Passage(ix) = block { Some(*ix) } else { None }
}

fn tables_hold_their_letters(text: &str, parsed: &Parsed, removed: &[bool], held: &mut [bool]) {
    let cells = || parsed.passages.iter().filter(|passage| passage.kind == Kind::Table);
    let mut got: Vec<char> =
        cells().flat_map(|cell| cell.text.chars().filter(|c| c.is_alphanumeric())).collect();
    let mut expected = Vec::new();
    for cell in cells() {
        for (at, c) in letters(&text[cell.source.clone()], cell.source.start) {
            if !held[at] && !removed[at] {
                expected.push(c);
            }
            held[at] = true;
        }
    }
    got.sort_unstable();
    expected.sort_unstable();
    assert_eq!(got, expected);
}

fn no_level_is_skipped(parsed: &Parsed) {
    let mut last = 1;
    for passage in parsed.passages.iter().filter(|passage| passage.kind == Kind::Heading) {
        assert!(passage.level <= last + 1 && passage.level >= 1, "{passage:?} after level {last}");
        last = passage.level.max(1);
    }
}

/// Pieces that real texts are made of.
const PIECES: &[&str] = &[
    "",
    "",
    "",
    "A title",
    "1. First heading",
    "2. Second",
    "A. Theoretical Argument",
    "I. ONE",
    "II. TWO",
    "• a bullet: with a lead",
    "  • nested",
    "- dash item",
    "* star item",
    "    * deep item",
    "1) one",
    "2) two",
    "(a) letter",
    "(b) letter",
    "i. roman",
    "  continued here",
    "Plain prose that goes on for a while and ends in a stop.",
    "Prose with a mark.[1] And another[2] and one more [note 3].",
    "[1] The note",
    "[2]: another",
    "[note 3] a third",
    "1. ^ Back to it",
    "^ Jump up to: a b Wikipedia",
    "Notes",
    "References",
    "    kubectl get pods -o yaml",
    "    { \"a\": 1 }",
    "```",
    "~~~",
    "| a | b |",
    "|---|---|",
    "| 1 | 2 |",
    "+---+---+",
    "a\tb\tc",
    "----- ------",
    "Name  Size",
    "=====",
    "-----",
    "***",
    "> quoted words",
    "> > twice",
    "On Monday, A wrote:",
    "revo-",
    "lution goes on",
    "12",
    "- 13 -",
    "\u{c}",
    "Page 4",
    "*** START OF THE PROJECT GUTENBERG EBOOK X ***",
    "*** END OF THE PROJECT GUTENBERG EBOOK X ***",
    "Tyger Tyger, burning bright,",
    "In the forests of the night;",
    "  What immortal hand or eye,",
    "By A. Writer",
    "12 May 1924",
    "Source: example.org/a",
    "https://example.org/x_(y)",
    "_emphasis_ here",
    "word*",
    "* a note to it",
    "word¹",
    "¹ raised note",
    "Term: text",
    "Q: What?",
    "A: That.",
    "History[edit]",
    "一、经济",
    "他说道，这是一个很长的句子",
    "———",
    "Dear Sir,",
    "Yours,",
    "---",
    "title: x",
    "Subject: Re: hello",
    "From: a@b.example",
    "        centred",
    "CAPITALS",
    "1.1 Scope",
    "1.2 Terms",
    "Chapter IV",
    "Contents",
    "A title ..... 3",
    "2. Second  . . . .  7",
    "[ ] a task",
    "[x] a task done",
    "From a@b.example Mon Jul 10 1843",
    "To: c@d.example",
    "Date: 10 Jul 1843",
    "Title: A title",
    "-- ",
    "BARNARDO.",
    "MODERATOR: Good evening.",
    "[00:01:02] SMITH: Well.",
    "[Footnote 1: a note in",
    "brackets]",
    "[Illustration]",
    "(1) in parentheses",
    "marks (1) and (2), glued1 and.2 so,3",
    "3. three",
    "[1, 2] and [1–3]",
    "^ back",
    "note 3. ^ back",
    "[RFC2119]",
    "        -- A. Writer",
    "                                        London",
    "<https://example.org/a",
    "b/c> and so on",
    "+-+-+-+",
    "├── src",
    "\u{a0}\u{200b}",
    "\tindented by a tab",
];

/// A piece, indented or not, with a blank line after it or not.
fn fragment() -> impl Strategy<Value = String> {
    (prop::sample::select(PIECES), 0usize..4, prop::bool::weighted(0.3)).prop_map(|(line, indent, blank)| {
        format!("{}{line}\n{}", " ".repeat(indent * indent), if blank { "\n" } else { "" })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 700, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_keeps_its_words(text in "\\PC{0,300}") {
        nothing_is_lost(&text);
    }

    #[test]
    fn any_lines_keep_their_words(text in "([ \t>*•\\-\\[\\]\\^|=#_0-9a-cA-C.):§¹†一é\u{ad}\u{a0}]{0,12}\n){0,30}") {
        nothing_is_lost(&text);
    }

    #[test]
    fn texts_of_real_lines_keep_their_words(lines in prop::collection::vec(fragment(), 0..60)) {
        nothing_is_lost(&lines.concat());
    }
}
