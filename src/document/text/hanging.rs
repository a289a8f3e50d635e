//! Options of a command beside what they do: `-n, --dry-run  move nothing`, the words in one column; and terms before
//! a dash: `Cill -- the step under water`.
//!
//! They are terms and their descriptions, though no line parts the two.

use super::line::{Line, is_wide};
use super::marker;
use super::sheet::Sheet;
use std::collections::{HashMap, HashSet};
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
    if !shallow || run.len() > LONGEST {
        return None;
    }
    if !is_option(sheet.words(run.start)) {
        return dashed(sheet, run);
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

/// The one term or option that opens a run, if what is said of it stands beside it and goes on under itself:
/// `Ign    The default action is to ignore the signal.`
pub fn tagged(sheet: &Sheet, run: Range<usize>) -> Option<Entry> {
    let line = &sheet.lines[run.start];
    let words = line.words(sheet.text);
    // Most lines are seen to be none by what was counted of them.
    if !line.glance.has_two_spaces() && !words.starts_with('-') {
        return None;
    }
    let opens = words.starts_with(|c: char| c.is_alphabetic() || c == '-' || c == '<');
    if line.quote > 0 || !opens || marker::of(sheet.text, line).is_some() {
        return None;
    }
    let under = sheet.lines.get(run.start + 1).filter(|_| run.len() > 1);
    let content = match under {
        Some(under) => byte_at(words, under.indent.checked_sub(line.indent)?)?,
        None => byte_at(words, gap(sheet, run.start)?.checked_sub(line.indent)?)?,
    };
    let (term, said) = words.split_at(content);
    let option = is_option(term) && term.ends_with(' ');
    let fits = (option || term.ends_with("  "))
        && !said.starts_with(' ')
        && !said.contains("   ")
        && said.split(' ').count() >= 2
        && term.trim_end().len() <= WIDEST_TAG
        && !term.trim_end().contains("  ")
        && sheet.lines[run.clone()].iter().skip(1).all(|other| other.indent as usize == column(line, term));
    fits.then(|| Entry {
        term: line.from..line.from + term.trim_end().len(),
        content: line.from + content,
        lines: run,
    })
}

/// Terms beside what is said of them are no longer.
const WIDEST_TAG: usize = 24;

fn column(line: &Line, term: &str) -> usize {
    (line.indent + super::line::columns(term)) as usize
}

/// The lines that open such runs, where three or more in a file stand alike, each a run by itself.
pub fn tags(sheet: &Sheet, heads: &HashSet<usize>) -> HashSet<usize> {
    let mut found: HashMap<(u32, usize), Vec<usize>> = HashMap::new();
    let mut at = 0;
    while at < sheet.lines.len() && !sheet.is_copied() {
        at += usize::from(heads.contains(&at));
        let end = at + sheet.lines[at..].iter().take_while(|line| !line.is_blank()).count();
        if (1..=LONGEST).contains(&(end - at))
            && let Some(entry) = tagged(sheet, at..end)
        {
            let line = &sheet.lines[at];
            let column = column(line, &sheet.text[line.from..entry.content]);
            found.entry((line.indent, column)).or_default().push(at);
        }
        at = end.max(at + 1);
    }
    let options = |tags: &[usize]| tags.iter().filter(|at| is_option(sheet.words(**at))).count();
    // What comes again and again, such as `Q:`, says who speaks.
    let distinct = |tags: &[usize]| {
        let name = |at: &usize| sheet.words(*at).split("  ").next().unwrap_or("");
        let names: HashSet<&str> = tags.iter().map(name).collect();
        names.len() * 4 >= tags.len() * 3
    };
    found
        .into_values()
        .filter(|tags| (tags.len() >= 3 || options(tags) >= 2) && distinct(tags))
        .flatten()
        .collect()
}

/// Terms before a dash, each once, and at least three of them: what goes on is set in, or was broken by the margin.
fn dashed(sheet: &Sheet, run: Range<usize>) -> Option<Vec<Entry>> {
    let indent = sheet.lines[run.start].indent;
    if run.len() < 3 || sheet.is_copied() {
        return None;
    }
    let dash = DASHES.into_iter().find(|dash| before(sheet.words(run.start), dash).is_some())?;
    let mut entries: Vec<Entry> = Vec::new();
    for at in run {
        let line = &sheet.lines[at];
        let words = line.words(sheet.text);
        match before(words, dash).filter(|_| line.indent == indent) {
            Some(term) => entries.push(Entry {
                term: line.from..line.from + term.len(),
                content: line.from + term.len() + dash.len(),
                lines: at..at + 1,
            }),
            None if line.indent > indent + 1
                || sheet.wrapping.forces(sheet.text, &sheet.lines[at - 1], line) =>
            {
                entries.last_mut()?.lines.end = at + 1;
            }
            None => return None,
        }
    }
    let mut terms: Vec<&str> = entries.iter().map(|entry| &sheet.text[entry.term.clone()]).collect();
    terms.sort_unstable();
    terms.dedup();
    (entries.len() >= 3 && terms.len() == entries.len()).then_some(entries)
}

const DASHES: [&str; 3] = [" -- ", " – ", " — "];

/// The term before a dash that opens a line, if it looks like one: a few words, and no sign among them.
fn before<'t>(words: &'t str, dash: &str) -> Option<&'t str> {
    let (term, said) = words.split_once(dash)?;
    let named = term.starts_with(|c: char| c.is_alphabetic() || matches!(c, '"' | '“' | '„' | '«'))
        && term.len() <= 40
        && term.split(' ').count() <= 5
        && !term.contains([',', ';', ':', '.', '?', '!', '=', '{', '|'])
        && !term.ends_with(' ');
    // Between two numbers or names a dash means "to"; after a second one the sentence goes on.
    let says = said.starts_with(char::is_alphabetic)
        && said.split(' ').take(3).count() >= 2
        && DASHES.iter().all(|dash| !said.contains(dash));
    (named && says).then_some(term)
}

/// `-v`, `--version`, `-c FILE`.
pub fn is_option(words: &str) -> bool {
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
    fn what_stands_before_a_dash_in_line_after_line_is_a_term() {
        let text = "Words\n\nThe keepers have words of their own, and this is what they mean.\n\nApron -- the floor below the lower gates\nBalance beam -- the long arm by which a gate is pushed\nCill -- the step under water at the upper end of a lock, where\n    boats hang\n\nThat is all of them.\n";
        let parsed = recover("a.txt", text).0.parsed;
        let Some(Block::Definitions(list)) = parsed.body.get(1) else { panic!("{:?}", parsed.body) };
        let term = |at: usize| parsed.passages[list[at].term.0 as usize].text.as_str();
        assert_eq!((list.len(), term(0), term(1), term(2)), (3, "Apron", "Balance beam", "Cill"));
        super::super::properties::nothing_is_lost(text);
        let verse = "Night\n\nI saw -- and then the light was gone,\nI heard -- and nobody had spoken.\nI saw -- and then I was alone.\n";
        let parsed = recover("a.txt", verse).0.parsed;
        assert!(!parsed.body.iter().any(|block| matches!(block, Block::Definitions(_))), "{:?}", parsed.body);
    }

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
