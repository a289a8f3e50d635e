//! Long lists on numbered pages: which entries stand on which page, and the links from page to page.

use serde::Serialize;
use std::ops::Range;

/// A list that is no longer than this stands on one page …
const WHOLE: usize = 120;
/// … of a longer one so many stand on the first page, which shows other things too …
const FIRST: usize = 60;
/// … and so many on each that follows.
const NEXT: usize = 300;

/// How many pages the passages of a concept take.
pub fn of_lines(total: usize) -> usize {
    if total <= WHOLE { 1 } else { 1 + (total - FIRST).div_ceil(NEXT) }
}

/// The page on which a line stands; pages count from 1.
pub fn of_line(line: usize, total: usize) -> usize {
    if total <= WHOLE || line < FIRST { 1 } else { 2 + (line - FIRST) / NEXT }
}

/// The lines of a page.
pub fn lines(part: usize, total: usize) -> Range<usize> {
    match part {
        1 if total <= WHOLE => 0..total,
        1 => 0..FIRST,
        _ => {
            let start = FIRST + (part - 2) * NEXT;
            start.min(total)..(start + NEXT).min(total)
        }
    }
}

/// The entries of a page where all pages hold as many.
pub fn entries(part: usize, each: usize, total: usize) -> Range<usize> {
    ((part - 1) * each).min(total)..(part * each).min(total)
}

/// How many pages there are then; an empty list has one too.
pub fn count(each: usize, total: usize) -> usize {
    total.div_ceil(each).max(1)
}

/// The numbers of the pages, as links.
#[derive(Clone, Debug, Serialize)]
pub struct Parts {
    numbers: Vec<Number>,
}

#[derive(Clone, Debug, Serialize)]
struct Number {
    number: usize,
    /// None for the page itself.
    href: Option<String>,
}

/// The first and the last page, those around this one, and of the rest every tenth, so that none is far.
/// None if there is but one.
pub fn numbered(here: usize, parts: usize, href: impl Fn(usize) -> String) -> Option<Parts> {
    let shown = |part: &usize| {
        *part == 1 || *part == parts || part.abs_diff(here) <= 3 || part.is_multiple_of(10) || parts <= 20
    };
    let numbers = (1..=parts)
        .filter(shown)
        .map(|number| Number { number, href: (number != here).then(|| href(number)) });
    (parts > 1).then(|| Parts { numbers: numbers.collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_stands_on_exactly_one_page() {
        for total in [0, 1, 60, 61, 120, 121, 360, 361, 660, 661, 5_000] {
            let mut next = 0;
            for part in 1..=of_lines(total) {
                let lines = lines(part, total);
                assert_eq!(lines.start, next, "page {part} of {total}");
                assert!(total == 0 || !lines.is_empty(), "page {part} of {total} is empty");
                assert!(lines.clone().all(|line| of_line(line, total) == part), "page {part} of {total}");
                next = lines.end;
            }
            assert_eq!(next, total);
        }
    }

    #[test]
    fn every_entry_stands_on_exactly_one_page() {
        for total in [0, 1, 49, 50, 51, 1_000] {
            let all: Vec<usize> = (1..=count(50, total)).flat_map(|part| entries(part, 50, total)).collect();
            assert_eq!(all, (0..total).collect::<Vec<_>>());
        }
    }

    #[test]
    fn no_page_is_far_from_another() {
        let numbers = |here, parts| -> Vec<usize> {
            numbered(here, parts, |part| part.to_string())
                .map_or(Vec::new(), |parts| parts.numbers.iter().map(|one| one.number).collect())
        };
        assert!(numbers(1, 1).is_empty());
        assert_eq!(numbers(2, 3), [1, 2, 3]);
        assert_eq!(numbers(14, 32), [1, 10, 11, 12, 13, 14, 15, 16, 17, 20, 30, 32]);
    }
}
