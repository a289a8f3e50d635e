//! Options of a command beside what they do: `-n, --dry-run  move nothing`, the words in one column.
//!
//! They are terms and their descriptions, though no line parts the two.

use super::line::is_wide;
use super::sheet::Sheet;
use std::ops::Range;

/// One option: the bytes of its names, where its description begins, and the lines of both.
pub struct Entry {
    pub term: Range<usize>,
    pub content: usize,
    pub lines: Range<usize>,
}

/// A list is no longer than this.
const LONGEST: usize = 400;

/// The options that a run of lines is, if it is nothing else and set in by less than code.
pub fn entries(sheet: &Sheet, run: Range<usize>) -> Option<Vec<Entry>> {
    let first = &sheet.lines[run.start];
    let shallow = first.indent < sheet.base + 4 && first.quote == 0;
    if !shallow || run.len() > LONGEST || !is_option(sheet.words(run.start)) {
        return None;
    }
    let opens = |at: usize| sheet.lines[at].indent == first.indent && is_option(sheet.words(at));
    let column = run.clone().filter(|at| opens(*at)).find_map(|at| gap(sheet, at))?;
    let mut entries: Vec<Entry> = Vec::new();
    for at in run {
        let line = &sheet.lines[at];
        if opens(at) {
            let content = line.from + byte_at(line.words(sheet.text), column.checked_sub(line.indent)?)?;
            let term = sheet.text[line.from..content].trim_end();
            if term.len() == content - line.from {
                return None;
            }
            entries.push(Entry { term: line.from..line.from + term.len(), content, lines: at..at + 1 });
        } else if line.indent >= column {
            entries.last_mut()?.lines.end = at + 1;
        } else {
            return None;
        }
    }
    (entries.len() >= 2).then_some(entries)
}

/// `-v`, `--version`, `-c FILE`.
fn is_option(words: &str) -> bool {
    let name = words.strip_prefix("--").or_else(|| words.strip_prefix("-"));
    name.is_some_and(|name| name.starts_with(|c: char| c.is_alphanumeric() && !c.is_ascii_digit()))
}

/// The column of the words after the first wide gap of a line.
fn gap(sheet: &Sheet, at: usize) -> Option<u32> {
    let line = &sheet.lines[at];
    let words = line.words(sheet.text);
    let gap = words.find("  ")?;
    let rest = words[gap..].trim_start_matches(' ');
    Some(line.indent + super::line::columns(&words[..words.len() - rest.len()]))
}

/// The byte at a column of some words.
fn byte_at(words: &str, column: u32) -> Option<usize> {
    let mut seen = 0;
    for (at, c) in words.char_indices() {
        if seen >= column {
            return (seen == column).then_some(at);
        }
        seen += 1 + u32::from(is_wide(c));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::recover;
    use crate::document::Block;

    #[test]
    fn options_are_terms() {
        let text = "The options of the command go before all of it:\n\n  -c FILE       read FILE in place of the other\n  -n, --dry-run move nothing; say what would be moved and in which\n                order\n  --version     print the version and stop\n\nThat is all there is to say of it.\n";
        let parsed = recover("seed.txt", text).0.parsed;
        let Some(Block::Definitions(list)) = parsed.body.get(1) else { panic!("{:?}", parsed.body) };
        let terms: Vec<&str> =
            list.iter().map(|one| parsed.passages[one.term.0 as usize].text.as_str()).collect();
        assert_eq!(terms, ["-c FILE", "-n, --dry-run", "--version"]);
    }

    #[test]
    fn a_list_of_dashes_and_a_patch_are_none() {
        for text in [
            "Things to buy:\n\n  - bread    two of it\n  - milk     one of it\n\nThat is all.\n",
            "The patch:\n\n--- queue.c\n+++ queue.c\n-  return 0;\n+  return 1;\n\nThat is all.\n",
        ] {
            let parsed = recover("seed.txt", text).0.parsed;
            assert!(!parsed.body.iter().any(|block| matches!(block, Block::Definitions(_))), "{text}");
        }
    }
}
