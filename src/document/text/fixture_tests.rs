//! Long texts of many shapes, each with the outline that a careful reader wrote of it by hand.
//!
//! `tests/fixtures/recovery/` holds the texts and, for each, its outline; the README there says how an
//! outline is read. Where the program sees a text otherwise, the difference is an entry of a snapshot: a new
//! one fails, and so does one that is gone, so that the list only says what is so.
#![allow(clippy::disallowed_methods, reason = "these tests read files beside the sources")]

use super::properties::nothing_is_lost;
use super::recover;
use crate::document::{AtomKind, Block, Kind, Parsed, Passage, PassageIx, Removed, Style, Why};
use crate::source::Sources;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// A line of an outline: what a block is, where it begins, and its first and last words.
struct Entry {
    line: usize,
    depth: usize,
    /// What it may be, where readers could disagree.
    kinds: Vec<String>,
    words: String,
    /// The marks in it and the lines of the notes they lead to.
    marks: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/recovery")
}

/// The texts by name, decoded as the program decodes a seed.
fn texts() -> Vec<(String, String)> {
    let (sources, _) = Sources::read(&folder());
    let below = sources.below("seeds/");
    let names: Vec<String> =
        below.filter_map(|(path, _)| Some(path.strip_suffix(".txt")?.to_owned())).collect();
    let texts = names.into_iter().map(|name| {
        let text = sources.text(&format!("seeds/{name}.txt")).expect("a seed is text").to_owned();
        (name, text)
    });
    texts.collect()
}

/// The outline of a text: its blocks, and words that are easily misread.
fn expected(name: &str) -> (Vec<Entry>, Vec<Entry>) {
    let path = folder().join(format!("{name}.outline"));
    let outline =
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let entries = outline
        .lines()
        .map(|line| entry(line).unwrap_or_else(|| panic!("{name}: no line of an outline: {line}")));
    entries.partition(|entry| entry.kinds != ["word"])
}

/// `  12   item 1|paragraph: first … last {1→2}`
fn entry(line: &str) -> Option<Entry> {
    let (number, rest) = line.split_at_checked(5)?;
    let depth = rest.bytes().take_while(|byte| *byte == b' ').count() / 2;
    let (kinds, said) = rest.trim_start().split_once(':')?;
    let (words, marks) = match said.rsplit_once(" {") {
        Some((words, marks)) if marks.ends_with('}') && marks.contains('→') => {
            (words, marks.trim_end_matches('}'))
        }
        _ => (said, ""),
    };
    Some(Entry {
        line: number.trim().parse().ok()?,
        depth,
        kinds: kinds.split('|').map(str::to_owned).collect(),
        words: words.trim().to_owned(),
        marks: lowered(marks),
    })
}

/// Without what the reader lets the program set apart, where it does: a table of contents.
fn without_contents(mut blocks: Vec<Entry>, mut seen: Vec<Entry>, text: &str) -> (Vec<Entry>, Vec<Entry>) {
    let removed = recover("seed.txt", text).0.parsed.removed;
    let apart = set_apart(text, &removed);
    let line = |at: usize| 1 + text[..at].matches('\n').count();
    let lines: Vec<usize> = apart.iter().flat_map(|(part, _)| line(part.start)..=line(part.end)).collect();
    let mut left_out = Vec::new();
    blocks.retain(|block| {
        let out = block.kinds.iter().any(|kind| kind == "apart") && lines.contains(&block.line);
        if out {
            left_out.push(block.line);
        }
        !out
    });
    seen.retain(|entry| entry.kinds != [Why::Boilerplate.name()] || !left_out.contains(&entry.line));
    (blocks, seen)
}

/// What the program sees, in the order of the seed, the notes last.
fn seen(text: &str) -> Vec<Entry> {
    let parsed = recover("seed.txt", text).0.parsed;
    let mut walk = Walk { text, parsed: &parsed, entries: Vec::new() };
    if let Some(title) = parsed.title {
        walk.passage(title, "title".to_owned(), 0);
    }
    walk.blocks(&parsed.body, 0);
    for (part, why) in set_apart(text, &parsed.removed) {
        let words = collapsed(&text[part.clone()]);
        walk.add(part.start, 0, why.name().to_owned(), words);
    }
    walk.entries.sort_by_key(|entry| entry.line);
    for note in &parsed.notes {
        let from = walk.entries.len();
        walk.blocks(&note.blocks, 1);
        if let Some(first) = walk.entries.get_mut(from) {
            first.depth = 0;
        }
    }
    walk.entries
}

struct Walk<'a> {
    text: &'a str,
    parsed: &'a Parsed,
    entries: Vec<Entry>,
}

impl Walk<'_> {
    fn add(&mut self, at: usize, depth: usize, kind: String, words: String) {
        let line = self.line(at);
        self.entries.push(Entry { line, depth, kinds: vec![kind], words, marks: String::new() });
    }

    fn passage(&mut self, ix: PassageIx, kind: String, depth: usize) {
        let passage = &self.parsed.passages[ix.0 as usize];
        self.add(passage.source.start, depth, kind, written(passage));
        self.entries.last_mut().expect("it was just added").marks = self.marks(passage);
    }

    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        for block in blocks {
            match block {
                Block::Passage(ix) => {
                    let passage = &self.parsed.passages[ix.0 as usize];
                    let kind = match passage.kind {
                        Kind::Heading | Kind::Item | Kind::Quote => {
                            format!("{} {}", passage.kind.name(), passage.level)
                        }
                        kind => kind.name().to_owned(),
                    };
                    let depth = if passage.kind == Kind::Item { depth.saturating_sub(1) } else { depth };
                    self.passage(*ix, kind, depth);
                }
                Block::List { items, .. } => {
                    items.iter().for_each(|item| self.blocks(&item.blocks, depth + 1));
                }
                Block::Quote(blocks) | Block::Alert { blocks, .. } => self.blocks(blocks, depth),
                Block::Table { head, rows, .. } => {
                    self.row(head, "head", depth);
                    rows.iter().for_each(|row| self.row(row, "row", depth));
                }
                Block::Definitions(definitions) => {
                    for definition in definitions {
                        self.passage(definition.term, "term".to_owned(), depth);
                        definition.descriptions.iter().for_each(|blocks| self.blocks(blocks, depth + 1));
                    }
                }
                Block::Rule => {}
            }
        }
    }

    fn marks(&self, passage: &Passage) -> String {
        let name = |label: &str| lowered(label.trim_matches(['[', ']', '(', ')']));
        let mut marks: Vec<(usize, String)> = Vec::new();
        for atom in &passage.atoms {
            if let AtomKind::NoteReference { label, note } = &atom.what {
                marks.push((atom.at, format!("{}→{}", name(label), self.note_line(*note))));
            }
        }
        for mark in passage.marks.iter().filter(|mark| mark.style == Style::LostReference) {
            marks.push((mark.span.start, format!("{}→lost", name(&passage.text[mark.span.clone()]))));
        }
        marks.sort_by_key(|(at, _)| *at);
        let marks: Vec<String> = marks.into_iter().map(|(_, mark)| mark).collect();
        marks.join(" ")
    }

    /// Where the first words of a note are.
    fn note_line(&self, note: usize) -> usize {
        let Some(Block::Passage(ix)) = self.parsed.notes[note].blocks.first() else { return 0 };
        self.line(self.parsed.passages[ix.0 as usize].source.start)
    }

    fn line(&self, at: usize) -> usize {
        1 + self.text[..at].matches('\n').count()
    }

    fn row(&mut self, cells: &[PassageIx], kind: &str, depth: usize) {
        let cells: Vec<&Passage> = cells.iter().map(|ix| &self.parsed.passages[ix.0 as usize]).collect();
        let Some(first) = cells.iter().find(|cell| !cell.source.is_empty()) else { return };
        let words: Vec<String> = cells.iter().map(|cell| written(cell)).collect();
        self.add(first.source.start, depth, kind.to_owned(), words.join(" | ").trim().to_owned());
        let marks: Vec<String> =
            cells.iter().map(|cell| self.marks(cell)).filter(|marks| !marks.is_empty()).collect();
        self.entries.last_mut().expect("it was just added").marks = marks.join(" ");
    }
}

/// The words of a passage, its lead in angle brackets, its lines set apart by strokes.
fn written(passage: &Passage) -> String {
    let mut text = passage.text.clone();
    if let Some(lead) = passage.marks.iter().find(|mark| matches!(mark.style, Style::Lead)) {
        text.insert(lead.span.end, '>');
        text.insert(lead.span.start, '<');
    }
    let lines: Vec<String> = text.lines().map(collapsed).filter(|line| !line.is_empty()).collect();
    lines.join(" / ")
}

/// A raised figure is the same mark as the figure.
fn lowered(label: &str) -> String {
    let raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let figure = |c| raised.chars().position(|other| other == c);
    label.chars().map(|c| figure(c).and_then(|ix| "0123456789".chars().nth(ix)).unwrap_or(c)).collect()
}

/// What is set apart as no text of the author's, in parts between blank lines, however many rules took it.
fn set_apart(text: &str, removed: &[Removed]) -> Vec<(std::ops::Range<usize>, Why)> {
    let mut parts: Vec<(std::ops::Range<usize>, Why)> = Vec::new();
    for removed in removed.iter().filter(|removed| matches!(removed.why, Why::Boilerplate | Why::Metadata)) {
        for line in text[removed.source.clone()].split_inclusive('\n') {
            let start = line.as_ptr() as usize - text.as_ptr() as usize;
            let words = line.trim();
            if words.is_empty() {
                continue;
            }
            let start = start + line.find(words).expect("a trimmed line is in its line");
            let end = start + words.len();
            match parts.last_mut() {
                Some((part, why))
                    if *why == removed.why
                        && text[part.end..start].trim().is_empty()
                        && text[part.end..start].matches('\n').count() < 2 =>
                {
                    part.end = end;
                }
                _ => parts.push((start..end, removed.why)),
            }
        }
    }
    parts
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the program sees what the reader saw.
fn same(expected: &Entry, seen: &Entry) -> bool {
    let kind = &seen.kinds[0];
    let named = expected.kinds.iter().any(|name| name.trim_end_matches('~') == kind);
    // The level of an item says its depth.
    let placed = expected.depth == seen.depth || kind.starts_with("item ");
    if !placed || expected.marks != seen.marks || !named {
        return false;
    }
    // Lines matter where the reader was sure of them, and not in headings.
    let unsure =
        expected.kinds.iter().filter(|kind| *kind != "apart").count() > 1 || expected.kinds[0].ends_with('~');
    let loose = unsure || kind == "title" || kind.starts_with("heading");
    let plain = |text: &str| if loose { text.replace(" / ", " ") } else { text.to_owned() };
    let unled = |text: String| {
        let led = unsure && text.starts_with('<');
        if led { text.replacen('<', "", 1).replacen('>', "", 1) } else { text }
    };
    let (words, got) = (unled(plain(&expected.words)), unled(plain(&seen.words)));
    match words.split_once(" … ") {
        Some((first, last)) => {
            got.starts_with(first) && got.ends_with(last) && got.len() >= first.len() + last.len()
        }
        None => got == words,
    }
}

/// Where two outlines differ, in runs: first what the reader saw, then what the program sees.
fn differences(expected: &[Entry], seen: &[Entry]) -> String {
    let (n, m) = (expected.len(), seen.len());
    // The longest common subsequence, as the table of its lengths from each place on.
    let mut common = vec![vec![0usize; m + 1]; n + 1];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            let skip = common[i + 1][j].max(common[i][j + 1]);
            let take = if same(&expected[i], &seen[j]) { 1 + common[i + 1][j + 1] } else { 0 };
            common[i][j] = skip.max(take);
        }
    }
    let (mut i, mut j, mut runs) = (0, 0, 0);
    let mut out = String::new();
    let mut open = false;
    while i < n || j < m {
        if i < n && j < m && same(&expected[i], &seen[j]) && common[i][j] == 1 + common[i + 1][j + 1] {
            (i, j, open) = (i + 1, j + 1, false);
            continue;
        }
        if !open {
            runs += 1;
            out.push('\n');
            open = true;
        }
        if i < n && (j == m || common[i + 1][j] >= common[i][j + 1]) {
            show(&mut out, "expected", &expected[i]);
            i += 1;
        } else {
            show(&mut out, "got     ", &seen[j]);
            j += 1;
        }
    }
    format!("{} of {n} blocks as a reader sees them; {runs} places differ\n{out}", common[0][0])
}

/// The words that no passage has as they are to be read.
fn cut(words: &[Entry], text: &str) -> String {
    let parsed = recover("seed.txt", text).0.parsed;
    let whole = |word: &str| {
        let mut passages = parsed.passages.iter();
        passages.any(|passage| {
            passage
                .text
                .split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '£'))
                .any(|other| other == word)
        })
    };
    let mut out = String::new();
    for word in words.iter().filter(|word| !whole(&word.words)) {
        show(&mut out, "expected", word);
    }
    if out.is_empty() { out } else { format!("\nwords that no passage has\n{out}") }
}

fn show(out: &mut String, who: &str, entry: &Entry) {
    let marks = if entry.marks.is_empty() { String::new() } else { format!(" {{{}}}", entry.marks) };
    let chars: Vec<char> = entry.words.chars().collect();
    let words = if chars.len() <= 90 {
        entry.words.clone()
    } else {
        let part = |range: &[char]| range.iter().collect::<String>();
        format!("{} … {}", part(&chars[..45]).trim(), part(&chars[chars.len() - 35..]).trim())
    };
    let _ = writeln!(
        out,
        "{who} {:>4} {}{}: {words}{marks}",
        entry.line,
        "  ".repeat(entry.depth),
        entry.kinds.join("|")
    );
}

#[test]
fn every_long_text_is_seen_as_a_reader_sees_it() {
    let texts = texts();
    assert!(texts.len() >= 10, "the long texts are missing");
    for (name, text) in texts {
        let (blocks, words) = expected(&name);
        let (blocks, seen) = without_contents(blocks, seen(&text), &text);
        let report = differences(&blocks, &seen) + &cut(&words, &text);
        insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(name, report) });
    }
}

#[test]
fn no_long_text_loses_a_word() {
    for (_, text) in texts() {
        nothing_is_lost(&text);
    }
}

#[test]
fn the_texts_keep_the_mess_that_they_are_there_for() {
    let bytes = |name: &str| {
        let path = folder().join("seeds").join(name);
        std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    assert!(bytes("manual.txt").windows(2).any(|pair| pair == b"\r\n"), "CRLF");
    assert!(bytes("novel.txt").starts_with(b"\xef\xbb\xbf"), "a byte-order mark");
    assert!(String::from_utf8(bytes("scanned-report.txt")).is_err(), "Windows-1252");
    assert!(bytes("specification.txt").contains(&b'\x0c'), "form feeds");
}
