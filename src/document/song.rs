//! Songs with chords: lines of chords over the words, or chords in brackets amid them, as ChordPro writes. The words are the
//! text, read as any plain text; the chords, which would stand over no syllable of theirs on a page, are set apart.

use super::markdown;
use super::markdown::draft::Edit;
use super::text::Recovery;
use crate::diagnostic::Diagnostic;
use std::ops::Range;

/// So many lines of chords, or chords in brackets, show what a text is.
const LEAST: usize = 4;
/// A song begins within so many lines.
const OPENING: usize = 60;

/// Reads a text, if it is a song with chords.
pub fn read(path: &str, text: &str) -> Option<(Recovery, Vec<Diagnostic>)> {
    let filled = || text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    if !filled().take(OPENING).any(|line| is_chords(line) || bracketed(line).next().is_some()) {
        return None;
    }
    let mut edits = over_words(text);
    if edits.is_empty() {
        edits = amid_words(text);
    }
    (!edits.is_empty()).then(|| markdown::recover_edited(path, text, edits))
}

/// Lines of chords, each with the end of its line, where they stand over the words of a song.
fn over_words(text: &str) -> Vec<Edit> {
    let mut found = Vec::new();
    let (mut filled, mut several, mut over, mut at) = (0, 0, 0, 0);
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let words = line.trim();
        filled += usize::from(!words.is_empty());
        if is_chords(words) {
            several += usize::from(words.contains(' '));
            over += usize::from(
                lines.peek().is_some_and(|next| !next.trim().is_empty() && !is_chords(next.trim())),
            );
            found.push(Edit::drop(at..at + line.len()));
        }
        at += line.len();
    }
    let sung = found.len() >= LEAST && several * 2 >= found.len() && over * 2 >= found.len();
    if sung && found.len() * 6 >= filled { found } else { Vec::new() }
}

/// Chords in brackets and what ChordPro says in braces, where a text has many of them.
fn amid_words(text: &str) -> Vec<Edit> {
    let mut found = Vec::new();
    let (mut chords, mut others, mut at) = (0, 0, 0);
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if words.starts_with('{') && words.ends_with('}') {
            let start = at + (line.len() - line.trim_start().len());
            found.extend(
                directive(words).into_iter().map(|range| Edit::drop(start + range.start..start + range.end)),
            );
        } else {
            chords += bracketed(line).count();
            others += line.matches('[').count();
            found.extend(bracketed(line).map(|range| Edit::drop(at + range.start..at + range.end)));
        }
        at += line.len();
    }
    if chords >= 2 * LEAST && chords * 5 >= others * 4 { found } else { Vec::new() }
}

/// What is to go of a line such as `{title: Locks}` or `{start_of_chorus}`: all but its words.
fn directive(words: &str) -> Vec<Range<usize>> {
    const SHOWN: [&str; 8] = ["title", "t", "subtitle", "st", "comment", "c", "comment_italic", "ci"];
    let shown = words[1..words.len() - 1].split_once(':').filter(|(name, _)| SHOWN.contains(&name.trim()));
    match shown {
        Some((name, _)) => vec![0..name.len() + 2, words.len() - 1..words.len()],
        None => std::iter::once(0..words.len()).collect(),
    }
}

/// The chords in brackets in a line.
fn bracketed(line: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    line.match_indices('[').filter_map(|(at, _)| {
        let length = line[at..].bytes().take(16).position(|byte| byte == b']')?;
        is_chord(&line[at + 1..at + length]).then_some(at..at + length + 1)
    })
}

/// Whether a line has nothing but chords, bars and how often they come.
fn is_chords(words: &str) -> bool {
    let opens = words.starts_with(|c: char| ('A'..='H').contains(&c) || "|(N".contains(c));
    let sign = |token: &str| {
        token.bytes().all(|byte| matches!(byte, b'|' | b'-' | b'/' | b':' | b'%'))
            || token == "N.C."
            || token
                .trim_matches(['(', ')'])
                .strip_prefix('x')
                .is_some_and(|times| times.parse::<u8>().is_ok())
    };
    opens
        && words.len() <= 160
        && words.split_whitespace().all(|token| sign(token) || is_chord(token.trim_matches(['(', ')'])))
        && words.split_whitespace().any(|token| !sign(token))
}

/// `G`, `F#m7`, `Bb/D`, `Csus4`.
fn is_chord(token: &str) -> bool {
    const PARTS: [&str; 12] = ["maj", "min", "dim", "aug", "sus", "add", "m", "M", "#", "b", "+", "°"];
    let note = |words: &str| words.starts_with(|c: char| ('A'..='H').contains(&c));
    let mut rest = match token.get(1..) {
        Some(rest) if note(token) && token.len() <= 12 => rest,
        _ => return false,
    };
    while !rest.is_empty() {
        let bass = rest.strip_prefix('/').filter(|bass| note(bass)).map(|bass| &bass[1..]);
        let part = PARTS.iter().find_map(|part| rest.strip_prefix(part));
        let digit = rest.strip_prefix(|c: char| c.is_ascii_digit());
        match bass.or(part).or(digit) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::markdown::tests::{nothing_is_lost, passages};
    use proptest::prelude::*;

    const OVER: &str = "The Lock Keeper's Daughter\n\n    G              C         G\nThe water's running low, my love,\n    Em         D\nThe gates are standing wide,\n    G            C          G\nAnd I shall be upon the boat\n     D7               G/B\nThat leaves upon the tide.\n\nC                G\nOpen the gates, open the gates,\nAm               D\nLet the river in,\nC              G        Em\nNobody counted the boats that went,\nD7            G\nNobody counted him.\n";

    fn seen(text: &str) -> String {
        let (recovery, _) = read("a.txt", text).expect("it is a song");
        nothing_is_lost(text, &recovery.parsed, str::to_owned);
        passages(&recovery.parsed)
    }

    #[test]
    fn chords_over_the_words_of_a_song_are_set_apart() {
        assert_eq!(
            seen(OVER),
            "heading1 \"The Lock Keeper's Daughter\"\nverse0 \"The water's running low, my love,\\nThe gates are standing wide,\\nAnd I shall be upon the boat\\nThat leaves upon the tide.\"\nverse0 \"Open the gates, open the gates,\\nLet the river in,\\nNobody counted the boats that went,\\nNobody counted him.\"\n"
        );
        let (recovery, _) = read("a.txt", OVER).expect("it is a song");
        assert_eq!(recovery.parsed.removed[0].text, "G              C         G");
        assert_eq!(recovery.decisions.last().map(|decision| decision.line), Some(13));
    }

    #[test]
    fn chords_amid_words_are_too_and_a_directive_may_hold_the_title() {
        let text = "{title: The Daughter}\n{key: G}\n\n{soc}\nThe [G]water's running [C]low, my [G]love,\nThe [Em]gates are standing [D]wide,\nAnd [G]I shall be u[C]pon the [G]boat\nThat [D7]leaves upon the [Gsus4]tide.\n{eoc}\n";
        let seen = seen(text);
        assert!(seen.starts_with("heading1 \"The Daughter\"\n"), "{seen}");
        assert!(seen.contains("And I shall be upon the boat"), "{seen}");
    }

    #[test]
    fn other_texts_are_none() {
        for text in [
            "A\n\nApple\n\nB\n\nBall\n\nC\n\nCat\n\nD\n\nDog\n\nE\n\nEel\n",
            "See [A] and [B], also [1].\n\n[A] The first.\n[B] The second.\n",
            "A G C\nGrades of the pupils\nB C D\nare here.\n",
        ] {
            assert!(read("a.txt", text).is_none(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(parts in prop::collection::vec("(G  C|Am7 D/F#|la la\\[G\\] la|\\{c: so\\}|\\{soc\\}|\\[x\\]|)\n", 0..20)) {
            let text = format!("{OVER}{}", parts.concat());
            if let Some((recovery, _)) = read("a.txt", &text) {
                nothing_is_lost(&text, &recovery.parsed, str::to_owned);
            }
        }
    }
}
