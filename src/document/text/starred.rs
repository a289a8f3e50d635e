//! Headings between stars, as html2text prints a page: six for the name of the page, fewer for what is under it. One that is
//! too long for a line goes on in the next, and text may follow without a gap.

use super::furniture::Apart;
use super::line::Line;
use super::preamble::Told;
use crate::document::{Removed, Why};

const RULE: &str = "the stars around a heading";
/// So many show that such is the way of a text.
const LEAST: usize = 2;
const MOST_STARS: usize = 6;
/// The lines of one heading.
const LONGEST: usize = 4;

/// Makes a heading of what stands between stars, on one line.
pub fn read(text: &str, lines: &mut [Line], told: &mut Told) -> Vec<Apart> {
    let starts: Vec<usize> = (0..lines.len()).filter(|at| stars(lines[*at].words(text)) > 1).collect();
    if starts.len() < LEAST {
        return Vec::new();
    }
    let found: Vec<(usize, usize)> =
        starts.iter().filter_map(|at| Some((*at, last(text, lines, *at)?))).collect();
    if found.len() < LEAST || found.len() * 2 < starts.len() {
        return Vec::new();
    }
    let most = found.iter().map(|(at, _)| stars(lines[*at].words(text)));
    // What has more stars than all others once, and first, is the name of the page.
    let mut counts: Vec<usize> = most.collect();
    let titled = counts[1..].iter().all(|count| *count < counts[0]) && counts[0] >= MOST_STARS - 1;
    counts.sort_unstable_by(|a, b| b.cmp(a));
    counts.dedup();
    let mut removed = Vec::new();
    for (place, (at, last)) in found.into_iter().enumerate() {
        let count = stars(lines[at].words(text));
        let (from, to) = (lines[at].from, lines[last].to);
        let words = &text[from + count..to - count];
        let start = from + count + (words.len() - words.trim_start().len());
        let end = start + words.trim().len();
        for source in [from..from + count, to - count..to] {
            let text = text[source.clone()].to_owned();
            removed.push(Apart {
                removed: Removed { text, source, why: Why::Markup },
                rule: RULE,
                confidence: 0.95,
            });
        }
        for line in &mut lines[at + 1..=last] {
            let from = line.from;
            line.reword(text, from..from);
        }
        lines[at].reword(text, start..end);
        if titled && place == 0 && told.title.is_none() {
            told.title = Some(start);
        } else {
            let depth = counts.iter().position(|own| *own == count).unwrap_or(0) + usize::from(!titled);
            told.declared.push(start);
            told.depths.push((start, u8::try_from(depth).unwrap_or(1).max(1)));
        }
    }
    removed
}

/// The stars that open a line, before a blank and words.
fn stars(words: &str) -> usize {
    if !words.starts_with('*') {
        return 0;
    }
    let rest = words.trim_start_matches('*');
    let count = words.len() - rest.len();
    if count <= MOST_STARS && rest.starts_with(' ') && rest.contains(char::is_alphanumeric) {
        count
    } else {
        0
    }
}

/// The line that ends in as many stars as this one begins with.
fn last(text: &str, lines: &[Line], at: usize) -> Option<usize> {
    let count = stars(lines[at].words(text));
    let run = lines[at..].iter().take(LONGEST).take_while(|line| !line.is_blank());
    let closes = |line: &Line| {
        let words = line.words(text);
        let rest = words.trim_end_matches('*');
        words.len() - rest.len() == count && (rest.is_empty() || rest.ends_with(' '))
    };
    let place = run.clone().position(closes)?;
    let others = run.skip(1).take(place).any(|line| stars(line.words(text)) > 0);
    (!others).then_some(at + place)
}

#[cfg(test)]
mod tests {
    use super::super::properties::nothing_is_lost;
    use super::super::tests::{outline, sees};

    const TEXT: &str = "****** The Upper Lock and the Long History of Its Keepers and Their Gates on\nthe River Moor ******\nThe upper lock is a pound lock on the river Moor. It was built in 1843 by the\ncounty and has been in use ever since. Nobody knows how many boats have gone\nthrough it in all these years.\n***** Before the flood *****\nThere was a mill here before the lock, of which nothing is left but a wheel that\nstands in the garden of the inn.\n    * gates\n    * sluices\n**** What It Cost the County ****\nIt cost much, and the county did not pay until the spring of the following\nyear, when the keeper had sold his boat.\n";

    #[test]
    fn headings_between_stars_are_read_over_line_ends() {
        sees(
            TEXT,
            "title: The Upper Lock and the Long History of Its Keepers and Their Gates on the River Moor
            paragraph: The upper lock is a pound lock on the river Moor. It was built in 1843 by the county
            heading2: Before the flood
            paragraph: There was a mill here before the lock, of which nothing is left but a wheel that stands
            item1: gates
            item1: sluices
            heading3: What It Cost the County
            paragraph: It cost much, and the county did not pay until the spring of the following year",
        );
        nothing_is_lost(TEXT);
    }

    #[test]
    fn stars_of_a_list_or_of_strong_words_open_no_heading() {
        let text = "Gates\n\n** upper\n** lower, of **oak**\n\n* of the county\n";
        assert!(!outline(text).contains("heading"), "{}", outline(text));
    }
}
