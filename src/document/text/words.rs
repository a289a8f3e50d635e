//! The words of one passage: lines joined, blanks made one, and the way back to their place in the seed.

use super::line::{is_blank, is_wide};
use super::sheet::Sheet;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Text made from pieces of the seed, with the place of each piece.
#[derive(Default)]
pub struct Draft {
    pub text: String,
    /// Where a piece begins in `text`, and where in the seed.
    pieces: Vec<(usize, usize)>,
    /// Hyphens that a line break had put into words.
    pub hyphens: Vec<Range<usize>>,
}

impl Draft {
    /// The place in the seed of a place in the text.
    pub fn source(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.pieces.get(piece).map_or(0, |(start, source)| source + (at - start))
    }

    /// The bytes of the seed that a span of the text was made from.
    pub fn source_span(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.source(span.start);
        start..if span.is_empty() { start } else { self.source(span.end - 1) + 1 }
    }

    /// Adds more words, after a blank.
    pub fn add(&mut self, words: &str, source: usize) {
        if !self.text.is_empty() {
            self.piece(" ", source);
        }
        self.prose(words, source);
    }

    fn piece(&mut self, words: &str, source: usize) {
        self.pieces.push((self.text.len(), source));
        self.text.push_str(words);
    }

    /// Adds words with every run of blanks made one.
    fn prose(&mut self, words: &str, source: usize) {
        if !has_wide_blank(words) {
            self.piece(words, source);
            return;
        }
        let mut at = 0;
        while at < words.len() {
            let end = words[at..].find(is_ascii_blank).map_or(words.len(), |end| at + end);
            self.piece(&words[at..end], source + at);
            let next = words[end..].find(|c| !is_ascii_blank(c)).map_or(words.len(), |next| end + next);
            if next < words.len() && next > end {
                self.piece(" ", source + end);
            }
            at = next;
        }
    }
}

/// Whether some blank is more than one space.
fn has_wide_blank(words: &str) -> bool {
    let mut last = 0;
    words.bytes().any(|byte| {
        let wide = byte == b' ' && last == b' ' || matches!(byte, b'\t' | b'\n' | 0x0b | 0x0c | b'\r');
        last = byte;
        wide
    })
}

fn is_ascii_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\u{b}' | '\u{c}' | '\r')
}

/// Whether the writer's line breaks stay.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Breaks {
    Joined,
    /// Those that the margin did not force.
    Wanted,
    /// Those after a name over what it says, and around directions in parentheses; and in what is said, if it is verse.
    Spoken,
    All,
}

/// The words of some lines as prose, from a byte of the first line on.
pub fn prose(sheet: &Sheet, lines: Range<usize>, from: usize, breaks: Breaks) -> Draft {
    let mut draft = Draft::default();
    let last = lines.end;
    let first = lines.start;
    let directs = |at: usize| sheet.words(at).starts_with('(') && sheet.words(at).ends_with(')');
    // Where a line of what is said begins small, a sentence runs on over its end.
    let runs = breaks == Breaks::Spoken
        && lines.clone().skip(1).any(|at| sheet.words(at).starts_with(char::is_lowercase));
    for at in lines {
        let line = &sheet.lines[at];
        let start = line.from.max(from.min(line.to));
        let words = &sheet.text[start..line.to];
        if first + 1 == last && words.contains('\n') {
            parted(&mut draft, words, start)
        } else if line.glance.is_wide() {
            draft.prose(words, start)
        } else {
            draft.piece(words, start)
        }
        if at + 1 < last {
            let next = &sheet.lines[at + 1];
            let spoken = || at == first || directs(at) || directs(at + 1) || !runs;
            let kept = breaks == Breaks::All
                || breaks == Breaks::Spoken && spoken()
                || line.head && next.head
                || breaks == Breaks::Wanted
                    && !sheet.wrapping.forces(sheet.text, line, next)
                    && !sheet.runs_on(line, next);
            if kept {
                draft.piece("\n", line.to);
            } else {
                join(sheet, &mut draft, line.to, next.words(sheet.text));
            }
        }
    }
    draft
}

/// Adds the number and the name of a section, which stand on two lines of the text.
fn parted(draft: &mut Draft, words: &str, start: usize) {
    let mut at = start;
    for part in words.split('\n') {
        let inner = part.trim_matches(is_blank);
        if !inner.is_empty() {
            let from = at + (part.len() - part.trim_start_matches(is_blank).len());
            if !draft.text.is_empty() {
                draft.piece(" ", from);
            }
            draft.piece(inner, from);
        }
        at += part.len() + 1;
    }
}

/// Adds the lines on the next page with which a passage goes on.
pub fn go_on(sheet: &Sheet, draft: &mut Draft, end: usize, lines: Range<usize>) {
    let from = sheet.lines[lines.start].from;
    join(sheet, draft, end, sheet.words(lines.start));
    let rest = prose(sheet, lines, from, Breaks::Joined);
    let at = draft.text.len();
    draft.text.push_str(&rest.text);
    draft.pieces.extend(rest.pieces.into_iter().map(|(start, source)| (at + start, source)));
    draft.hyphens.extend(rest.hyphens);
}

/// Joins a line to the next: with a blank, with nothing where the script writes none, or across a hyphen.
fn join(sheet: &Sheet, draft: &mut Draft, end: usize, next: &str) {
    let last = draft.text.chars().next_back().unwrap_or(' ');
    let first = next.chars().next().unwrap_or(' ');
    if in_address(&draft.text, next) {
        return;
    }
    // What formats manual pages has a hyphen of its own for the words that it cuts.
    let cut = last == '\u{2010}' && next.starts_with(char::is_lowercase);
    if last == '\u{ad}' || cut || last == '-' && hyphenated(sheet, &draft.text, next) {
        draft.text.pop();
        draft.hyphens.push(end - last.len_utf8()..end);
    } else if !(is_wide(last) && is_wide(first) || last == '-' && keeps_hyphen(&draft.text, next)) {
        draft.piece(" ", end);
    }
}

/// Whether a line ends inside an address between angle brackets, `<https://example.org/`, which the next line closes.
fn in_address(line: &str, next: &str) -> bool {
    let tail = &line[floor(line, line.len().saturating_sub(300))..];
    let Some(open) = tail.rfind('<') else { return false };
    let begun = &tail[open + 1..];
    let address =
        ["http://", "https://", "URL:http", "ftp://"].iter().any(|scheme| begun.starts_with(scheme));
    let word = next.split(' ').next().unwrap_or("");
    address && !begun.contains([' ', '>', '\n']) && word.contains('>')
}

/// Ends of words that are no words, and so no halves of compounds: what they end was cut by the margin.
const ENDINGS: [&str; 43] = [
    "tion",
    "tions",
    "tional",
    "tionary",
    "sion",
    "sions",
    "tive",
    "tives",
    "tively",
    "ment",
    "ments",
    "mental",
    "ness",
    "nesses",
    "ity",
    "ities",
    "ance",
    "ances",
    "ence",
    "ences",
    "ency",
    "encies",
    "ancy",
    "ible",
    "ibly",
    "ious",
    "iously",
    "ously",
    "ical",
    "ically",
    "ture",
    "tures",
    "tural",
    "tially",
    "tial",
    "cial",
    "cially",
    "ology",
    "ological",
    "graphy",
    "graphical",
    "ceived",
    "tained",
];

/// The halves of a word that a line break may have cut.
fn halves<'t>(line: &'t str, next: &'t str) -> Option<(&'t str, &'t str)> {
    let line = line.strip_suffix('-')?;
    let head = &line[line.trim_end_matches(char::is_alphabetic).len()..];
    let tail = &next[..next.len() - next.trim_start_matches(char::is_alphabetic).len()];
    let plausible = !head.is_empty() && tail.starts_with(char::is_lowercase) && head.len() + tail.len() < 60;
    plausible.then_some((head, tail))
}

fn hyphenated(sheet: &Sheet, line: &str, next: &str) -> bool {
    let tail = &line[floor(line, line.len().saturating_sub(80))..];
    halves(tail, next).is_some_and(|(head, tail)| {
        head.len() > 1 && ENDINGS.contains(&tail)
            || sheet.hyphens.contains(&format!("{head}{tail}").to_lowercase())
    })
}

/// A compound such as `self-evident`, or a broken word that occurs nowhere else: its hyphen stays, without a blank.
fn keeps_hyphen(line: &str, next: &str) -> bool {
    let tail = &line[floor(line, line.len().saturating_sub(80))..];
    halves(tail, next)
        .is_some_and(|(_, tail)| !matches!(tail, "and" | "or" | "to" | "und" | "oder" | "et" | "ou"))
}

pub fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
pub fn ceiling(text: &str, mut at: usize) -> usize {
    while at < text.len() && !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// Words that some line break cut in two with a hyphen and that the text also writes whole.
pub fn whole_words(text: &str, lines: &[super::line::Line]) -> HashSet<String> {
    let mut cut = HashSet::new();
    let mut pairs: Vec<(String, String)> = Vec::new();
    for pair in lines.windows(2) {
        let line = pair[0].words(text);
        if line.ends_with("-") {
            let tail = &line[floor(line, line.len().saturating_sub(80))..];
            if let Some((head, tail)) = halves(tail, pair[1].words(text)) {
                cut.insert(format!("{head}{tail}").to_lowercase());
                if is_syllable(&head.to_lowercase()) {
                    pairs.push((head.to_lowercase(), tail.to_lowercase()));
                }
            }
        }
    }
    if cut.is_empty() {
        return cut;
    }
    // A word that stands nowhere else is told by its halves: those of a compound are words themselves.
    let halves: HashMap<&str, usize> =
        pairs.iter().flat_map(|(head, tail)| [head, tail]).fold(HashMap::new(), |mut counts, half| {
            *counts.entry(half.as_str()).or_default() += 1;
            counts
        });
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let sought = cut.iter().map(String::as_str).chain(halves.keys().copied());
    let shapes = Shapes::of(sought);
    let mut whole = HashSet::new();
    let mut take = |word: &str| {
        let lower = word.to_lowercase();
        if let Some((half, _)) = halves.get_key_value(lower.as_str()) {
            *seen.entry(half).or_default() += 1;
        }
        if word.len() > 3 && cut.contains(&lower) {
            whole.insert(lower);
        }
    };
    // Bytes are cut before characters are read: a piece is plain nearly always.
    let (mut start, mut plain) = (0, true);
    for (at, byte) in text.bytes().chain([b' ']).enumerate() {
        if byte.is_ascii_alphabetic() {
            continue;
        }
        if !byte.is_ascii() {
            plain = false;
            continue;
        }
        if plain && at > start + 1 && shapes.contain(&text.as_bytes()[start..at]) {
            take(&text[start..at]);
        } else if !plain {
            let words = text[start..at].split(|c: char| !c.is_alphabetic());
            words.filter(|word| word.len() > 1).for_each(&mut take);
        }
        (start, plain) = (at + 1, true);
    }
    let alone = |half: &String| seen.get(half.as_str()) > halves.get(half.as_str());
    for (head, tail) in pairs.iter().filter(|(head, tail)| !alone(head) && !alone(tail)) {
        whole.insert(format!("{head}{tail}"));
    }
    whole
}

/// What words look like at a glance: most words of a text are of no interest, and are seen not to be by three letters.
struct Shapes(Vec<bool>);

impl Shapes {
    fn of<'w>(words: impl Iterator<Item = &'w str>) -> Shapes {
        let mut shapes = vec![false; 1 << 18];
        for word in words.filter(|word| !word.is_empty()) {
            shapes[Shapes::of_word(word.as_bytes())] = true;
        }
        Shapes(shapes)
    }

    /// Whether a word in ASCII letters, small or capital, may be one of them.
    fn contain(&self, word: &[u8]) -> bool {
        self.0[Shapes::of_word(word)]
    }

    /// The first, the middle and the last letter, and the length. The low bits of a letter say nothing of its case.
    fn of_word(word: &[u8]) -> usize {
        let letter = |at: usize| usize::from(word[at] & 31);
        letter(0) | letter(word.len() / 2) << 5 | letter(word.len() - 1) << 10 | (word.len() & 7) << 15
    }
}

/// First parts of compounds that are as short as syllables, or end as they do.
const FIRST_PARTS: [&str; 84] = [
    "all", "anti", "auto", "big", "bio", "co", "counter", "cyber", "day", "dry", "eco", "electro", "euro",
    "ex", "extra", "eye", "far", "few", "full", "geo", "half", "high", "hot", "hydro", "ice", "ill", "infra",
    "inter", "intra", "job", "key", "law", "lay", "long", "low", "macro", "man", "meta", "micro", "mid",
    "mini", "mono", "multi", "neo", "new", "non", "off", "oil", "old", "on", "one", "out", "over", "pan",
    "para", "photo", "poly", "post", "pre", "pro", "proto", "pseudo", "psycho", "quasi", "radio", "raw",
    "re", "real", "red", "sea", "self", "semi", "set", "six", "so", "socio", "sub", "super", "tax", "ten",
    "too", "two", "ultra", "war",
];

/// Whether the first half of a cut word is more likely a syllable than the first part of a compound.
fn is_syllable(head: &str) -> bool {
    let count = head.chars().count();
    let open = head.ends_with(['a', 'i', 'o', 'u', 'ä', 'ö', 'ü', 'а', 'и', 'о', 'у', 'ы', 'я', 'ю', 'е']);
    count >= 2 && (count <= 3 || open) && !FIRST_PARTS.contains(&head)
}

/// Lines as they stand, without the indent that they share.
pub fn verbatim(sheet: &Sheet, lines: Range<usize>) -> Draft {
    let mut draft = Draft::default();
    let inner = || sheet.lines[lines.clone()].iter().filter(|line| !line.is_blank());
    let shared = inner().map(|line| line.indent).min().unwrap_or(0);
    let last = lines.end;
    for at in lines.clone() {
        let line = &sheet.lines[at];
        if !line.is_blank() {
            let lead = sheet.text[line.start..line.from].trim_start_matches('>');
            let spaces = line.indent - shared;
            if spaces > 0 && lead.ends_with(is_blank) {
                draft.piece(&" ".repeat(spaces.min(200) as usize), line.start);
            }
            draft.piece(line.words(sheet.text), line.from);
        }
        if at + 1 < last {
            draft.piece("\n", line.to);
        }
    }
    draft
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    #[test]
    fn lines_join_and_every_place_is_found_again() {
        let text = "The revo-\nlution  was well-\nknown, a revolution\n";
        let mut sheet = Sheet::new(text, lines(text));
        sheet.hyphens = whole_words(text, &sheet.lines);
        let draft = prose(&sheet, 0..3, 0, Breaks::Joined);
        assert_eq!(draft.text, "The revolution was well-known, a revolution");
        for (at, c) in draft.text.char_indices().filter(|(_, c)| c.is_alphabetic()) {
            assert!(text[draft.source(at)..].starts_with(c));
        }
    }

    #[test]
    fn endings_that_are_no_words_join_and_compounds_keep_their_hyphen() {
        let joined = |text: &str| prose(&Sheet::new(text, lines(text)), 0..2, 0, Breaks::Joined).text;
        assert_eq!(joined("It was a revolu-\ntion of the mind"), "It was a revolution of the mind");
        assert_eq!(joined("It was well-\nknown to all"), "It was well-known to all");
        assert_eq!(joined("It was long-\nable to last"), "It was long-able to last");
    }

    #[test]
    fn an_address_between_angle_brackets_goes_on_in_the_next_line() {
        let joined = |text: &str| prose(&Sheet::new(text, lines(text)), 0..2, 0, Breaks::Joined).text;
        assert_eq!(
            joined("See <https://example.org/a/\nb.html> now."),
            "See <https://example.org/a/b.html> now."
        );
        assert_eq!(
            joined("See https://example.org/a/\nb.html now."),
            "See https://example.org/a/ b.html now."
        );
        assert_eq!(joined("If a <http is so\nand b> c."), "If a <http is so and b> c.");
    }

    #[test]
    fn a_word_cut_by_the_margin_is_joined_and_a_compound_is_not() {
        let joined = |text: &str| {
            let sheet = Sheet::new(text, lines(text));
            prose(&sheet, 0..sheet.lines.len() - 1, 0, Breaks::Joined).text
        };
        assert!(joined("the sentence, by con-\ntrast, is long\n").contains("by contrast, is"));
        assert!(joined("проваливались под лёд. Прибо-\nры целы\n").contains("Приборы целы"));
        for compound in [
            "the toll-\nhouse is there\n",
            "a self-\nserving habit\n",
            "a two-\nthirds vote\n",
            "the non-\nviolent\n",
        ] {
            assert!(joined(compound).contains('-'), "{compound}");
        }
        assert!(joined("the con is a man, and a con-\nman is another man\n").contains("con-man"));
    }
}
