//! Preformatted parts: what code looks like, line by line.

use super::sheet::Sheet;
use std::ops::Range;

/// A region longer than this is judged by its beginning.
const SAMPLE: usize = 40;

/// How much lines look like code, from about -3 (prose) to 6 (code), on average.
pub fn likeness(sheet: &Sheet, lines: Range<usize>) -> f32 {
    let mut sum = 0;
    let mut count = 0;
    for line in lines.filter(|line| !sheet.lines[*line].is_blank()).take(SAMPLE) {
        sum += line_likeness(sheet.words(line));
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
    let words: usize = all().map(|words| words.split(' ').count()).sum();
    let bytes: usize = all().map(str::len).sum();
    let signs = all().flat_map(str::bytes).filter(|byte| SYMBOLS[usize::from(*byte)]).count();
    let quoted = first.starts_with(['"', '“', '„', '«', '‘', '\'']);
    let begins = quoted || first.starts_with(|c: char| c.is_uppercase());
    let ends = super::sheet::ends_sentence(last) || last.ends_with([';', ':', ',', ']']);
    let broken = lines.len() > 1
        && lines
            .clone()
            .skip(1)
            .all(|at| sheet.wrapping.forces(sheet.text, &sheet.lines[at - 1], &sheet.lines[at]));
    let even = lines.clone().all(|at| sheet.lines[at].indent == sheet.lines[lines.start].indent);
    begins
        && ends
        && even
        && words >= 7
        && words >= 4 * lines.len()
        && signs * 20 <= bytes + 20
        && (broken || lines.len() == 1 && quoted)
}

/// Words that open a line of code and seldom one of prose.
const OPENERS: [&str; 15] =
    ["$ ", "% ", ">>> ", "//", "/*", "<!--", "</", "#!", "#include", "const ", "let ", "@", "{", "}", "];"];

/// Words that open a command or a statement, and now and then a sentence.
const COMMANDS: [&str; 16] = [
    "import ",
    "from ",
    "def ",
    "function ",
    "var ",
    "return ",
    "kubectl ",
    "sudo ",
    "export ",
    "docker ",
    "git ",
    "curl ",
    "npm ",
    "pip ",
    "class ",
    "echo ",
];

/// Signs that stand in code and seldom in prose.
const SIGNS: [&str; 16] =
    ["()", "::", "->", "=>", "==", "!=", " = ", "&&", "||", " --", "</", "/>", "+=", "\":", "${", "\\\\"];

/// Words of which prose is full.
fn is_common(word: &[u8]) -> bool {
    matches!(
        word,
        b"the"
            | b"of"
            | b"and"
            | b"to"
            | b"in"
            | b"a"
            | b"is"
            | b"that"
            | b"with"
            | b"for"
            | b"his"
            | b"was"
            | b"it"
            | b"be"
            | b"der"
            | b"die"
            | b"und"
            | b"de"
    )
}

/// Whether a line begins like a sentence and has nothing of code: a cheap look before the long one.
pub fn is_plain(words: &str) -> bool {
    words.starts_with(|c: char| c.is_ascii_uppercase())
        && !words.bytes().take(300).any(|byte| SYMBOLS[usize::from(byte)])
        && !words.contains("   ")
}

/// How much one line looks like code.
pub fn line_likeness(words: &str) -> i32 {
    let words = &words[..super::words::floor(words, words.len().min(300))];
    let symbols = words.bytes().filter(|byte| SYMBOLS[usize::from(*byte)]).count();
    let mut score = prose(words);
    let small = words.starts_with(|c: char| c.is_ascii_lowercase());
    if small && COMMANDS.iter().any(|opener| words.starts_with(opener)) {
        score += 1;
    }
    if words.contains("   ") {
        score += 1;
    }
    if symbols > 0 {
        score += marked(words, symbols);
    }
    score + drawn(words)
}

/// What the strokes of a drawing say: the tree of a folder, a box, a ruler of digits over a diagram.
fn drawn(words: &str) -> i32 {
    let boxed = words.starts_with("+-") && words.ends_with('+')
        || words.starts_with('|') && words.ends_with('|') && words.contains("  ");
    let tree = !words.is_ascii() && words.contains(['├', '└', '│', '┌', '┐', '┘', '─', '┼', '╔', '║', '╚']);
    let ruler = words.len() > 10
        && words.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ')
        && words.split(' ').all(|digit| digit.len() <= 1);
    4 * (i32::from(boxed) + i32::from(tree) + i32::from(ruler))
}

/// Signs of which code is full and prose is not.
const fn is_symbol(byte: u8) -> bool {
    byte.is_ascii_punctuation() && !matches!(byte, b'.' | b',' | b'\'' | b'!' | b'?')
}

const SYMBOLS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte as usize] = is_symbol(byte);
        byte += 1;
    }
    table
};

/// What the signs of a line say.
fn marked(words: &str, symbols: usize) -> i32 {
    let mut score = 0;
    let opens = words
        .as_bytes()
        .first()
        .is_some_and(|byte| SYMBOLS[usize::from(*byte)] || matches!(byte, b'c' | b'l'));
    if opens && OPENERS.iter().any(|opener| words.starts_with(opener))
        || (words.starts_with('<') && words.ends_with('>'))
    {
        score += 3;
    }
    if words.ends_with(['{', '}', ';', '\\', '[', '(', '|']) || words.ends_with("},") || words.ends_with("),")
    {
        score += 2;
    }
    if symbols > 1 || words.contains(" = ") {
        score += SIGNS.iter().filter(|sign| words.contains(**sign)).take(2).count() as i32 * 2;
    }
    let dense = words
        .bytes()
        .filter(|byte| {
            SYMBOLS[usize::from(*byte)]
                && !matches!(byte, b'-' | b'(' | b')' | b':' | b'!' | b'?' | b'*' | b'%' | b'+')
        })
        .count();
    let length = words.len().max(1);
    score += i32::from(dense * 10 > length) + i32::from(dense * 5 > length);
    score + i32::from(is_pair(words))
}

/// What speaks for prose, and for it alone, is negative.
fn prose(words: &str) -> i32 {
    let mut score = 0;
    let parts = || words.as_bytes().split(|byte| *byte == b' ');
    let count = words.bytes().filter(|byte| *byte == b' ').count() + 1;
    let common = parts().filter(|word| word.len() < 5 && is_common(word)).take(2).count();
    score -= i32::try_from(common).unwrap_or(0);
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
