//! The law of the Markdown that we write: read again, it is the same text.

use super::markdown_out::markdown;
use super::{AtomKind, Block, Kind, Parsed, Passage, PassageIx, Style, Why, markdown as reader, text};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Everything that must come back, as lines.
fn facts(parsed: &Parsed) -> String {
    let mut lines = Lines { parsed, out: String::new(), numbers: numbers(parsed) };
    if let Some(ix) = parsed.title {
        lines.passage(ix, "title");
    }
    let mut body = parsed.body.as_slice();
    if let (None, [Block::Passage(ix), rest @ ..]) = (parsed.title, body)
        && (lines.parsed.passages[ix.0 as usize].kind, lines.parsed.passages[ix.0 as usize].level)
            == (Kind::Heading, 1)
    {
        lines.passage(*ix, "title");
        body = rest;
    }
    lines.blocks(body, 0);
    let mut notes: Vec<_> = lines.numbers.clone().into_iter().zip(&parsed.notes).collect();
    notes.sort_by_key(|(number, _)| *number);
    for (number, note) in notes.into_iter().filter(|(_, note)| !is_empty(parsed, &note.blocks)) {
        lines.out.push_str(&format!("note {number}\n"));
        lines.blocks(&note.blocks, 1);
    }
    lines.out
}

/// Notes are numbered as they are first referred to, then those that nothing refers to.
fn numbers(parsed: &Parsed) -> Vec<usize> {
    let mut numbers = vec![usize::MAX; parsed.notes.len()];
    let mut next = 0;
    let references =
        parsed.passages.iter().flat_map(|passage| &passage.atoms).filter_map(|atom| match &atom.what {
            AtomKind::NoteReference { note, .. } => Some(*note),
            AtomKind::Image { .. } => None,
        });
    for note in references.chain(0..parsed.notes.len()) {
        if numbers[note] == usize::MAX && (!parsed.notes[note].blocks.is_empty() || note < parsed.notes.len())
        {
            numbers[note] = next;
            next += 1;
        }
    }
    numbers
}

/// Whether the text itself refers to each note that a note refers to, without which their order is not kept.
fn notes_are_in_order(parsed: &Parsed) -> bool {
    let called = |by_notes: bool| -> BTreeSet<usize> {
        let callers = parsed.passages.iter().filter(|passage| (passage.kind == Kind::Note) == by_notes);
        let atoms = callers.flat_map(|passage| &passage.atoms);
        let note = |what: &AtomKind| {
            if let AtomKind::NoteReference { note, .. } = what { Some(*note) } else { None }
        };
        atoms.filter_map(|atom| note(&atom.what)).collect()
    };
    called(true).is_subset(&called(false))
}

struct Lines<'a> {
    parsed: &'a Parsed,
    out: String,
    numbers: Vec<usize>,
}

impl Lines<'_> {
    fn passage(&mut self, ix: PassageIx, place: &str) {
        let passage = &self.parsed.passages[ix.0 as usize];
        let mut links = Vec::new();
        let mut end = 0;
        for mark in &passage.marks {
            let target = match &mark.style {
                Style::Link { href } => format!("{:?}→{href}", &passage.text[mark.span.clone()]),
                Style::Wikilink { target } => format!("{:?}→[[{target}]]", &passage.text[mark.span.clone()]),
                Style::Language(language) => format!("language {language}"),
                _ => continue,
            };
            if mark.span.start >= end {
                end = mark.span.end;
                links.push(target);
            }
        }
        let atoms: Vec<String> =
            passage.atoms.iter().map(|atom| self.atom(passage, atom.at, &atom.what)).collect();
        let text = if passage.kind == Kind::Code { passage.text.as_str() } else { passage.text.trim() };
        let (kind, level) = (passage.kind.name(), passage.level);
        self.out.push_str(&format!("{place} {kind}{level} {text:?} {links:?} {atoms:?}\n"));
    }

    /// With its place among the letters: blanks may go, and what stands in a link stands behind it.
    fn atom(&self, passage: &Passage, at: usize, what: &AtomKind) -> String {
        let whole = passage.marks.iter().filter(|mark| {
            matches!(mark.style, Style::Link { .. } | Style::Wikilink { .. } | Style::Code | Style::Math)
        });
        let mut at = at;
        for mark in whole {
            if mark.span.start < at && at < mark.span.end {
                at = mark.span.end;
            }
        }
        let place = passage.text[..at].trim().len();
        match what {
            AtomKind::NoteReference { note, .. } => format!("{place} note {}", self.numbers[*note]),
            AtomKind::Image { src, alt, title, link } => {
                format!("{place} {src:?} {alt:?} {title:?} {link:?}")
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        let indent = "  ".repeat(depth);
        for block in blocks {
            match block {
                Block::Passage(ix) => self.passage(*ix, &indent),
                Block::List { enumeration, items } => {
                    for item in items {
                        self.out.push_str(&format!("{indent}item {enumeration:?} {:?}\n", item.task));
                        self.blocks(&item.blocks, depth + 1);
                    }
                }
                Block::Quote(blocks) => {
                    self.out.push_str(&format!("{indent}quote\n"));
                    self.blocks(blocks, depth + 1);
                }
                Block::Alert { label, blocks } => {
                    self.out.push_str(&format!("{indent}{label}\n"));
                    self.blocks(blocks, depth + 1);
                }
                Block::Table { alignments, head, rows } => {
                    self.out.push_str(&format!("{indent}table {alignments:?}\n"));
                    for row in std::iter::once(head).chain(rows) {
                        let filled = row.iter().filter(|ix| {
                            let cell = &self.parsed.passages[ix.0 as usize];
                            !cell.text.is_empty() || !cell.atoms.is_empty()
                        });
                        filled
                            .copied()
                            .collect::<Vec<_>>()
                            .into_iter()
                            .for_each(|ix| self.passage(ix, &indent));
                    }
                }
                Block::Definitions(list) => {
                    for one in list {
                        if one.descriptions.iter().all(|blocks| is_empty(self.parsed, blocks)) {
                            self.passage(one.term, &indent);
                            continue;
                        }
                        self.out.push_str(&format!("{indent}definition\n"));
                        self.passage(one.term, &indent);
                        for blocks in one.descriptions.iter().filter(|blocks| !is_empty(self.parsed, blocks))
                        {
                            self.out.push_str(&format!("{indent}is\n"));
                            self.blocks(blocks, depth + 1);
                        }
                    }
                }
                Block::Rule => self.out.push_str(&format!("{indent}rule\n")),
            }
        }
    }
}

/// Blocks without a word.
fn is_empty(parsed: &Parsed, blocks: &[Block]) -> bool {
    blocks.iter().all(|block| match block {
        Block::Passage(ix) => {
            let passage = &parsed.passages[ix.0 as usize];
            passage.text.is_empty() && passage.atoms.is_empty()
        }
        _ => false,
    })
}

/// Writes a text and reads it again.
fn comes_back(parsed: &Parsed) {
    let written = markdown(parsed);
    let (again, _) = reader::parse("a.md", &written);
    assert_eq!(facts(&again), facts(parsed), "{written}");
}

fn of_markdown(text: &str) {
    comes_back(&reader::parse("a.md", text).0);
}

fn of_plain(text: &str) {
    comes_back(&text::recover("a.txt", text).0.parsed);
}

#[test]
fn what_is_written_is_clean() {
    let text = "# A *title*\n\nOne [1] & two: 3 < 4, a_b, \\* and https://a.example/b_c.[^n]\n\n- one\n- two\n  1. deep\n  2. er\n\n     more\n\n> said\n\n| a | b |\n| :-- | --: |\n| c\\|d | `e` |\n\n- [x] done\n- [ ] not\n\nTerm\n: what it is\n\n```rust\nlet x = \"```\";\n```\n\n[^n]: A note.\n";
    let written = markdown(&reader::parse("a.md", text).0);
    insta::assert_snapshot!(written);
}

#[test]
fn what_markdown_cannot_say_comes_back_all_the_same() {
    let text = "A letter\n\nSome words go before it, as they do in every such text.\n\n(a) one thing\n(b) another thing\n(c) a third\n\n    Tyger Tyger, burning bright,\n    In the forests of the night;\n    What immortal hand or eye,\n    Could frame thy fearful symmetry?\n";
    of_plain(text);
    let lettered = "<!-- a. -->\n1. one\n2. two\n\n<!-- verse -->\nline\\\n&#32; other\n";
    let (parsed, diagnostics) = reader::parse("a.md", lettered);
    assert_eq!(diagnostics, []);
    assert_eq!(markdown(&parsed), lettered);
    assert!(parsed.removed.iter().all(|one| one.why == Why::Markup));
}

#[test]
fn hard_cases() {
    for text in [
        "a\n\n- b\n\n\n+ c\n\n1. d\n\n1) e\n",
        "- a\n\n  ```\n  x\n\n    y\n  ```\n- b\n",
        "- > q\n- # h\n- | a |\n  |---|\n- ***\n",
        "***a** b*\n\n**a***b*\n\na*b*c\n\n*a*.b\n",
        "\\# a\n\n1\\. b\n\n\\- c\n\na\\\n\\- b\n\n\\=\n\na\\\n\\===\n",
        "[a](<b c> \"t\") [d](e(f)) <g@h.example> ![\\[i\\]](j.png \"k\\\"\")\n",
        "`` a`b `` ` ` `\\` a!\\[b](c) !\\![d](e)\n",
        "# T\n\n## a \\#\n\n## b {#c}\n\n## d \\{e}\n\nf\\\ng\n===\n",
        "a[^1] b[^2]\n\n[^2]: - x\n    - y\n[^1]: ```\n    z\n    ```\n",
        "A\n: b\n\n  c\n: d\n\nE\n: - f\n  - g\n",
        "> a\n\n> b\n>\n> > c\n\n> [!TIP]\n> d\n",
        "&amp;amp; &lt;b> \\&copy; $a$ \\$b\\$ ~~c~~ \\~\\~d\\~\\~\n",
        "a<br><br>b\n\n    code\n\n    more\n",
        "[[Plan]] [[Plan|that]] \\[[x]] \\[^1]\n",
    ] {
        of_markdown(text);
    }
}

/// Signs that other programs' Markdown has for marks, in texts that mean them.
#[test]
fn signs_of_other_programs_stay() {
    for text in [
        "He wrote a ==b c== and more.\n",
        "A0==0 a==\n",
        "%%not hidden%% words\n",
        "A line of words.\n%%\nnot hidden\n%%\n",
        "Words ^[in] {brackets} {{< more >}} {% of %} them.\n",
        "¶\n",
        "0\n¶\n",
        "[edit]\n",
        "id:: 5 is a number.\n",
        "(@) Fine.\n",
        "*[HTML]: is\n",
        "Words.^[Of it.]\n",
        "Words.\n\nimport x from 'y'\n",
    ] {
        of_plain(text);
    }
    of_markdown("a \\==b== c, a ==d== e\n");
}

/// Blocks of Markdown, to stand in lists, quotations and notes.
const BLOCKS: [&str; 20] = [
    "# Title",
    "## Part *two* {#part}",
    "Plain[^1] *words* **of** `x|y` _it_",
    "- item\n- next[^2]",
    "1. one\n2. two",
    "7) seven",
    "<!-- a. -->\n1. one\n2. two",
    "<!-- verse -->\none\\\ntwo",
    "| a | b |\n|:--|---|\n| c `\\|` | |",
    "Term\n: what it is",
    "```rust\nlet x = 1;\n\n\ty\n```",
    "![alt *x*](x.png \"t\") behind",
    "***",
    "[^1]: a note\n\n    more",
    "[^2]: - list",
    "- [x] done\n- [ ] not",
    "- - deep\n- ",
    "> [!NOTE]\n> mind",
    "a ***b*c** d~~e~~ [f *g*](h) https://i.example/j_k_.",
    "    code\n\n      more",
];

/// Each block in what a number says: nothing, a quotation, a bulleted or a numbered item, once or twice.
fn nested(pieces: &[(&str, usize, usize)]) -> String {
    let hold = |text: String, how: usize| match how {
        0 => text,
        1 => text.lines().map(|line| format!("> {line}\n")).collect(),
        2 => format!("- {}\n", text.replace('\n', "\n  ")),
        _ => format!("1. {}\n", text.replace('\n', "\n   ")),
    };
    let held = pieces.iter().map(|(text, inner, outer)| hold(hold((*text).to_owned(), *inner), *outer));
    held.collect::<Vec<_>>().join("\n\n")
}

/// The texts of the repository's own corpus.
#[test]
fn our_own_texts_come_back() {
    for name in ["socialism-and-the-plan", "socialism-in-one-country", "trotskys-socialism"] {
        let path = format!("{}/seeds/{name}.txt", env!("CARGO_MANIFEST_DIR"));
        #[expect(clippy::disallowed_methods, reason = "a test of these very files")]
        of_plain(&std::fs::read_to_string(&path).expect("the corpus is there"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_markdown_comes_back(text in "([a-z]{1,4}|[ \\n]|[*_`#>|~\\-:!\\\\]|\\[\\^?[a-c]\\]|\\n\\n\\[\\^a\\]: |\\n: |\\[a\\]\\(b\\)|\\n\\n|\\n- |\\n  - |\\n1\\. |\\n\\n> |\\n\\n```\\n|&amp;|\\$|: |é|\\.){0,40}") {
        of_markdown(&text);
    }

    #[test]
    fn any_plain_text_comes_back(text in "(([A-C][a-c ]{0,9}|- [a-c*_]{1,4}|  \\* [a-c]|[1-3]\\. [a-c]{1,3}|\\([a-c]\\) [a-c]+|    [a-c=]{1,4}|> [a-c]|\\[[12]\\] [a-c]|[a-c]+\\[[12]\\]|[a-c#*`<&|~\\[\\]$ ]{1,9}|https://a\\.b/[a-c_*()]{0,5})\n\n?){0,16}") {
        let parsed = text::recover("a.txt", &text).0.parsed;
        prop_assume!(notes_are_in_order(&parsed));
        comes_back(&parsed);
    }

    #[test]
    fn blocks_in_blocks_come_back(pieces in prop::collection::vec((prop::sample::select(&BLOCKS[..]), 0usize..4, 0usize..4), 1..9)) {
        of_markdown(&nested(&pieces));
    }

    #[test]
    fn any_line_comes_back(text in "\\PC{0,60}(\n\\PC{0,60}){0,2}") {
        of_plain(&text);
    }
}
