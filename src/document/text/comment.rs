//! The comment of a program over a text: `/*`, a star before each line, `*/`. The signs are set apart, and its words are text.

use super::furniture::Apart;
use super::line::Line;
use std::ops::Range;

const RULE: &str = "the signs of a program's comment";
/// The most lines of one.
const LONGEST: usize = 90;
/// It begins among so many first lines.
const OPENING: usize = 6;
/// What looks so much like code under it is the program itself.
const CODE: i8 = 2;

/// Takes the signs of such a comment off, so that its words stand at the margin.
pub fn bare(text: &str, lines: &mut [Line]) -> Vec<Apart> {
    let Some(found) = find(text, lines) else { return Vec::new() };
    let mut removed = Vec::new();
    let spans: Vec<Range<usize>> = found.clone().map(|at| inner(text, &lines[at])).collect();
    let blanks = |line: &Line, span: &Range<usize>| {
        let gutter = text[line.from..span.start].trim_end_matches([' ', '\t']).len();
        u32::try_from(span.start - line.from - gutter).unwrap_or(0)
    };
    let held = |span: &&Range<usize>| !span.is_empty();
    let least =
        found.clone().zip(&spans).filter(|(_, span)| held(span)).map(|(at, span)| blanks(&lines[at], span));
    let least = least.min().unwrap_or(0);
    let margin = margin(&lines[found.end..]);
    for (at, span) in found.zip(spans) {
        let line = &mut lines[at];
        for source in [line.from..span.start, span.end..line.to] {
            removed.extend(Apart::signs(text, source, RULE, 0.9));
        }
        line.indent = if span.is_empty() { 0 } else { margin + blanks(line, &span).saturating_sub(least) };
        line.reword(text, span);
    }
    removed
}

/// Where most lines of a text begin.
fn margin(lines: &[Line]) -> u32 {
    const LOOKED_AT: usize = 400;
    const FARTHEST: usize = 8;
    let mut counts = [0; FARTHEST];
    for line in lines.iter().take(LOOKED_AT).filter(|line| !line.is_blank()) {
        if let Some(count) = counts.get_mut(line.indent as usize) {
            *count += 1;
        }
    }
    (0..FARTHEST)
        .rev()
        .max_by_key(|indent| counts[*indent])
        .and_then(|indent| u32::try_from(indent).ok())
        .unwrap_or(0)
}

/// The lines of the comment, if the text begins with one and is no program.
fn find(text: &str, lines: &[Line]) -> Option<Range<usize>> {
    let filled = |line: &&Line| !line.is_blank();
    let words = |at: usize| lines[at].words(text);
    let mut opening = (0..lines.len()).filter(|at| !lines[*at].is_blank()).take(OPENING);
    let first = opening.find(|at| words(*at).starts_with("/*"))?;
    let last = (first..lines.len().min(first + LONGEST)).find(|at| words(*at).ends_with("*/"))?;
    let starred = |at: usize| lines[at].is_blank() || words(at).starts_with('*');
    let mut under = lines[last + 1..].iter().filter(filled).take(3).peekable();
    let text_follows = under.peek().is_some()
        && under
            .all(|line| line.glance.likeness < CODE && !line.words(text).starts_with(['#', '{', '}', '/']));
    (last > first + 2 && (first + 1..last).all(starred) && text_follows).then_some(first..last + 1)
}

/// The bytes of the words in a line of a comment.
fn inner(text: &str, line: &Line) -> Range<usize> {
    let words = line.words(text);
    let rest = words.strip_suffix("*/").unwrap_or(words);
    let rest = rest.strip_prefix("/*").unwrap_or(rest).trim_end_matches('*').trim_end();
    let held = rest.trim_start_matches('*').trim_start();
    // A row of strokes says nothing.
    if held.chars().all(|c| "*=-_~#".contains(c)) {
        return line.to..line.to;
    }
    let opening = if words.starts_with("/*") { 2 } else { 0 };
    let start = line.from + opening + rest.len() - held.len();
    start..start + held.len()
}

#[cfg(test)]
mod tests {
    use super::super::properties::nothing_is_lost;
    use super::super::tests::{outline, sees};

    #[test]
    fn the_comment_over_a_text_is_read_without_its_signs() {
        let text = "/************************************************\n *   The Lock, doc/KEEPERS\n *   Copyright (C) 1994, Ada Keeper\n *\n *   This text is free; you can give it to anybody who has a lock\n *   and a gate, and read it as often as you like.\n *\n *   It comes with no promise.  * Not even that. *\n */\n\nA lock keeps water where it is, and lets it go when somebody asks it to, which\nhappens often enough.\n";
        sees(
            text,
            "title: The Lock, doc/KEEPERS
            paragraph: Copyright (C) 1994, Ada Keeper
            paragraph: This text is free; you can give it to anybody who has a lock and a gate, and read it as often as you like.
            paragraph: It comes with no promise.
            paragraph: A lock keeps water",
        );
        nothing_is_lost(text);
    }

    #[test]
    fn the_comment_over_a_program_stays() {
        let text = "Of gates\n\n/*\n * Opens a gate.\n * Returns nothing.\n */\nvoid open(struct gate *gate) {\n    gate->state = OPEN;\n}\n";
        assert!(outline(text).contains("/*"), "{}", outline(text));
    }
}
