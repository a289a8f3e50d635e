//! Preformatted parts: what code looks like, line by line.

use super::glance::{Seen, is_symbol};
use super::sheet::Sheet;
use std::ops::Range;

/// A region longer than this is judged by its beginning.
const SAMPLE: usize = 40;

/// How much lines look like code, from about -3 (prose) to 6 (code), on average.
pub fn likeness(sheet: &Sheet, lines: Range<usize>) -> f32 {
    let mut sum = 0;
    let mut count = 0;
    for line in lines.filter(|line| !sheet.lines[*line].is_blank()).take(SAMPLE) {
        sum += i32::from(sheet.lines[line].glance.likeness);
        count += 1;
    }
    if count == 0 { 0.0 } else { sum as f32 / count as f32 }
}

/// Whether lines are sentences of any language: words and few signs, begun like a sentence and ended like one.
pub fn is_said(sheet: &Sheet, lines: Range<usize>) -> bool {
    if lines.is_empty() {
        return false;
    }
    let (first, last) = (sheet.words(lines.start), sheet.words(lines.end - 1));
    let lines = lines.start..lines.end.min(lines.start + SAMPLE);
    let all = || lines.clone().map(|at| sheet.words(at));
    let quoted = first.starts_with(['"', '“', '„', '«', '‘', '\'']);
    let begins = quoted || first.starts_with(|c: char| c.is_uppercase());
    let ended = super::sheet::ends_sentence(last) || lines.len() > 2 && last.ends_with(')');
    let ends = ended || last.ends_with([';', ':', ',', ']']);
    // A sentence may go on from a term over it.
    let small = ended && lines.len() > 1 && first.starts_with(char::is_lowercase);
    if !(begins && ends || small) {
        return false;
    }
    let words: usize = all().map(|words| words.split(' ').count()).sum();
    let bytes: usize = all().map(str::len).sum();
    let signs = all().flat_map(str::bytes).filter(|byte| is_symbol(*byte)).count();
    let broken = lines.len() > 1
        && lines
            .clone()
            .skip(1)
            .all(|at| sheet.wrapping.forces(sheet.text, &sheet.lines[at - 1], &sheet.lines[at]));
    let even = lines.clone().all(|at| sheet.lines[at].indent == sheet.lines[lines.start].indent);
    even && words >= 7
        && words >= 4 * lines.len()
        && signs * 20 <= bytes + 20
        && (broken || lines.len() == 1 && quoted)
}

/// Words that open a line of code and seldom one of prose.
const OPENERS: [&str; 15] =
    ["$ ", "% ", ">>> ", "//", "/*", "<!--", "</", "#!", "#include", "const ", "let ", "@", "{", "}", "];"];

/// Whether a line opens with a word that opens a command or a statement, and now and then a sentence.
fn opens_command(words: &str) -> bool {
    words.split_once(' ').is_some_and(|(first, _)| {
        matches!(
            first,
            "import"
                | "from"
                | "def"
                | "function"
                | "var"
                | "return"
                | "kubectl"
                | "sudo"
                | "export"
                | "docker"
                | "git"
                | "curl"
                | "npm"
                | "pip"
                | "class"
                | "echo"
        )
    })
}

/// How much words look like code, for a rule that asks of less than a line.
pub fn line_likeness(words: &str) -> i32 {
    i32::from(super::glance::Glance::of(words).likeness)
}

/// How much the beginning of a line looks like code, given what is counted of it.
pub fn judged(words: &str, seen: &Seen) -> i32 {
    let mut score = prose(words, seen);
    score += i32::from(opens_command(words));
    if seen.has_three_spaces() {
        score += 1;
    }
    if seen.symbols > 0 {
        score += marked(words, seen);
    }
    score + drawn(words, seen)
}

/// What the strokes of a drawing say: the tree of a folder, a box, a ruler of digits over a diagram.
fn drawn(words: &str, seen: &Seen) -> i32 {
    let boxed = words.starts_with("+-") && words.ends_with("+")
        || words.starts_with("|") && words.ends_with("|") && words.contains("  ");
    let tree = seen.boxes && words.contains(['├', '└', '│', '┌', '┐', '┘', '─', '┼', '╔', '║', '╚']);
    let ruler = words.len() > 10
        && words.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ')
        && words.split(' ').all(|digit| digit.len() <= 1);
    4 * (i32::from(boxed) + i32::from(tree) + i32::from(ruler))
}

/// What the signs of a line say.
fn marked(words: &str, seen: &Seen) -> i32 {
    let mut score = 0;
    let opens = words.as_bytes().first().is_some_and(|byte| is_symbol(*byte) || matches!(byte, b'c' | b'l'));
    if opens && OPENERS.iter().any(|opener| words.starts_with(opener))
        || words.starts_with("<") && words.ends_with(">") && !is_mailbox(words)
    {
        score += 3;
    }
    if words.ends_with(['{', '}', ';', '\\', '[', '(', '|']) || words.ends_with("},") || words.ends_with("),")
    {
        score += 2;
    }
    if seen.symbols > 1 || seen.assigns() {
        score += seen.pairs.count_ones().min(2) as i32 * 2;
    }
    let length = words.len().max(1);
    score += i32::from(seen.dense * 10 > length) + i32::from(seen.dense * 5 > length);
    score + i32::from(seen.colon && is_pair(words))
}

/// `<ada@example.org>`: an address and no tag.
fn is_mailbox(words: &str) -> bool {
    words.contains('@') && !words.contains([' ', '=', '"'])
}

/// What speaks for prose, and for it alone, is negative.
fn prose(words: &str, seen: &Seen) -> i32 {
    let mut score = -seen.common;
    let count = seen.spaces + 1;
    let first = words.chars().next().unwrap_or(' ');
    if first.is_lowercase() && count <= 6 {
        score += 1;
    }
    if first.is_uppercase() || super::line::is_wide(first) || matches!(first, '“' | '‘' | '—') {
        score -= 1;
    }
    if count >= 3 && words.ends_with(['.', ',', '!', '?', '”', '’', '…', '—']) {
        score -= 1;
    }
    score
}

/// `name: value`, as YAML and headers write it.
fn is_pair(words: &str) -> bool {
    let Some((name, _)) = words.split_once(':') else { return false };
    let name = name.trim_start_matches("- ");
    !name.is_empty()
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::line_likeness;

    #[test]
    fn code_scores_high_and_prose_low() {
        for code in [
            "kubectl get pods",
            "if (x == 1) {",
            "apiVersion: v1",
            "$VENV/bin/python helloworld.py",
            "NAME                READY   STATUS",
        ] {
            assert!(line_likeness(code) >= 0, "{code}: {}", line_likeness(code));
        }
        for prose in [
            "It is a truth universally acknowledged, that a single man in",
            "In the forests of the night;",
            "What immortal hand or eye,",
        ] {
            assert!(line_likeness(prose) < 0, "{prose}: {}", line_likeness(prose));
        }
    }

    #[test]
    fn drawings_are_seen_and_tables_and_sums_are_none() {
        for drawn in ["├── src", "+--------+        +--------+", "0 1 2 3 4 5 6 7 8 9 0 1", "+-+-+-+-+-+-+"]
        {
            assert!(line_likeness(drawn) >= 3, "{drawn}: {}", line_likeness(drawn));
        }
        for plain in ["1917 1921 1928 1932", "A plan + a plan is two plans."] {
            assert!(line_likeness(plain) < 1, "{plain}: {}", line_likeness(plain));
        }
    }
}
