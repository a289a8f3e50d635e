//! What belongs to the paper that a text was printed on: numbers of pages, and the heads that run over every page.

use super::line::Line;
use super::{contents, heading};
use std::collections::{HashMap, HashSet};

/// The most columns of a line with a name on one side of a page and its number on the other.
const WIDEST: u32 = 160;
/// The most columns of a number by itself, with what stands around it: `- Page 12 -`.
const LONGEST_NUMBER: u32 = 14;

/// A line that belongs to a page of paper.
pub struct Page {
    pub line: usize,
    pub rule: &'static str,
    pub confidence: f32,
}

/// Numbers of pages, and the heads that run over or under every page.
pub fn pages(text: &str, lines: &[Line]) -> Vec<Page> {
    let numbers: Vec<(usize, u32)> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| Some((at, page_number(text, lines, at, line)?)))
        .collect();
    let page = |rule, confidence| move |line| Page { line, rule, confidence };
    let mut gone: Vec<Page> =
        counted(&numbers).into_iter().map(page("page numbers that count on", 0.9)).collect();
    let dashed = numbers.iter().map(|(at, _)| *at).filter(|at| is_dashed(lines[*at].words(text)));
    gone.extend(dashed.map(page("a number between dashes", 0.9)));
    let closing = closing(text, lines, &numbers);
    gone.extend(closing.into_iter().map(page("a number by itself at the end of a page", 0.8)));
    if !gone.is_empty() || lines.iter().any(|line| line.page) {
        let numbered: Vec<usize> = gone.iter().map(|page| page.line).collect();
        heads(text, lines, &numbered, &mut gone);
    }
    recurring(text, lines, &mut gone);
    gone.sort_by_key(|page| page.line);
    gone.dedup_by_key(|page| page.line);
    gone
}

/// `- 12 -`: a number between dashes can be nothing else.
fn is_dashed(words: &str) -> bool {
    let inner = words.strip_prefix(['-', '–', '—']).and_then(|rest| rest.strip_suffix(['-', '–', '—']));
    inner.is_some_and(|inner| inner.starts_with(' ') && inner.trim().bytes().all(|b| b.is_ascii_digit()))
}

/// The page number that a line is: `12`, `- 12 -`, `Page 12`, `[12]`, or ends in: `[Page 12]`.
fn page_number(text: &str, lines: &[Line], at: usize, line: &Line) -> Option<u32> {
    if line.is_blank() || line.width > if line.glance.has_four_spaces() { WIDEST } else { 100 } {
        return None;
    }
    let words = line.words(text);
    // Most lines end otherwise, are longer than a number, and have no gap before one.
    if line.width > LONGEST_NUMBER && !line.glance.has_four_spaces() && !words.ends_with(']') {
        return None;
    }
    if let Some((_, number)) = words.strip_suffix("]").and_then(|rest| rest.rsplit_once("[Page ")) {
        return number.trim().parse().ok();
    }
    let blank = |line: Option<&Line>| line.is_none_or(Line::is_blank);
    let next = lines.get(at + 1).filter(|next| !next.page);
    let (over, under) = (blank(at.checked_sub(1).and_then(|at| lines.get(at))), blank(next));
    // The head of a page, in capitals, may stand close under the last line of the page before.
    let touches = || (over || under) && heading::is_capitals(words);
    if line.glance.has_four_spaces()
        && (over && under || touches())
        && let Some(number) = numbered_head(words)
    {
        return Some(number);
    }
    if !(over && under) {
        return None;
    }
    if line.width > LONGEST_NUMBER {
        return None;
    }
    let bare = words.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '[' | ']' | '|' | ' ' | '~' | '*'));
    let number = bare
        .strip_prefix("Page ")
        .or_else(|| bare.strip_prefix("page "))
        .or_else(|| bare.strip_prefix("p. "))
        .unwrap_or(bare);
    let number =
        [" of ", " / ", "/"].iter().find_map(|of| number.split_once(of)).map_or(number, |(number, _)| number);
    (number.len() <= 4).then(|| number.parse().ok()).flatten()
}

/// `4          HEALTH REPORT, 1894.`: a number on the outer side of the head of a page.
fn numbered_head(words: &str) -> Option<u32> {
    let (first, last) = (words.split_once("    "), words.rsplit_once("    "));
    let number = |side: &str| side.parse::<u32>().ok().filter(|_| side.len() <= 4);
    let named = |side: &str| {
        side.trim().chars().filter(|c| c.is_alphabetic()).count() >= 4 && !side.trim().contains("  ")
    };
    first
        .filter(|(_, rest)| named(rest))
        .and_then(|(side, _)| number(side))
        .or_else(|| last.filter(|(rest, _)| named(rest)).and_then(|(_, side)| number(side.trim())))
}

/// Numbers that count on, three or more, with some text between: one alone may be a heading or a verse.
fn counted(numbers: &[(usize, u32)]) -> Vec<usize> {
    let mut gone = Vec::new();
    let mut run: Vec<(usize, u32)> = Vec::new();
    let end = |run: &mut Vec<(usize, u32)>, gone: &mut Vec<usize>| {
        let (first, last) = (run.first().copied(), run.last().copied());
        if let (Some(first), Some(last)) = (first, last)
            && run.len() >= 3
            && last.0 - first.0 >= run.len() * 8
        {
            gone.extend(run.iter().map(|(at, _)| *at));
        }
        run.clear();
    };
    for (at, number) in numbers {
        if run.last().is_some_and(|(_, last)| !(1..=2).contains(&number.saturating_sub(*last))) {
            end(&mut run, &mut gone);
        }
        run.push((*at, *number));
    }
    end(&mut run, &mut gone);
    gone
}

/// Numbers that need no others to be those of pages: the last line before a form feed, and between dashes
/// (`- 3 -`) the last line of all.
fn closing(text: &str, lines: &[Line], numbers: &[(usize, u32)]) -> Vec<usize> {
    let closes = |at: usize| {
        let words = lines[at].words(text);
        let between = ['-', '–', '—'].iter().any(|dash| words.starts_with(*dash) && words.ends_with(*dash));
        match lines[at + 1..].iter().position(|line| line.page || !line.is_blank()) {
            Some(next) => next < 4 && lines[at + 1 + next].page,
            None => between,
        }
    };
    numbers.iter().map(|(at, _)| *at).filter(|at| closes(*at)).collect()
}

/// What a line has of letters: two heads of pages are the same but for their numbers.
fn letters(words: &str) -> String {
    // A chapter begins on a page of its own: its number is part of its name.
    if heading::division(words).is_some() && words.split(' ').count() == 2 {
        return words.to_owned();
    }
    let roman = |word: &&str| word.bytes().all(|byte| b"ivxlc".contains(&byte));
    let words = words.split_whitespace().filter(|word| !roman(word));
    words.flat_map(str::chars).filter(|c| c.is_alphabetic()).collect()
}

/// Short lines beside page numbers and page breaks that come again and again.
fn heads(text: &str, lines: &[Line], numbers: &[usize], gone: &mut Vec<Page>) {
    let mut beside: Vec<usize> = Vec::new();
    let breaks = lines.iter().enumerate().filter(|(_, line)| line.page).map(|(at, _)| at);
    // What runs over every page is often the title, and stands first where it is that.
    let Some(opening) = lines.iter().position(|line| !line.is_blank()) else { return };
    for at in numbers.iter().copied().chain(breaks).chain([opening]) {
        let filled = |at: &usize| {
            let line = &lines[*at];
            !line.is_blank() && (line.width <= 100 || line.width <= WIDEST && line.glance.has_four_spaces())
        };
        beside.extend((at.saturating_sub(4)..at).rev().find(filled));
        beside.extend(Some(at).filter(|at| lines[*at].page && filled(at)));
        beside.extend((at + 1..lines.len().min(at + 5)).find(filled));
    }
    beside.sort_unstable();
    beside.dedup();
    let mut counts: HashMap<String, u32> = HashMap::new();
    for at in &beside {
        *counts.entry(letters(lines[*at].words(text))).or_default() += 1;
    }
    let kept = |line: &usize| *line == opening || contents::is_head(&lines[*line], text);
    for line in beside.into_iter().filter(|line| !kept(line)) {
        let count = counts.get(&letters(lines[line].words(text))).copied().unwrap_or(0);
        let apart = lines[line].words(text).contains("    ");
        if count >= if apart { 2 } else { 3 } {
            let confidence = if count > 2 { 0.85 } else { 0.7 };
            gone.push(Page { line, rule: "a line beside page breaks that comes again", confidence });
        }
    }
}

/// Numbers that touch a head that comes again and again, and count on from one to the next, though nothing parts them from
/// the text: so three pages are known as such.
fn recurring(text: &str, lines: &[Line], gone: &mut Vec<Page>) {
    const RULE: &str = "a head over the pages and its numbers, which count on";
    let number = |at: usize| {
        let line = lines.get(at).filter(|line| (1..=4).contains(&line.width))?;
        line.words(text).parse::<u32>().ok()
    };
    let numbers: Vec<(usize, u32)> = (0..lines.len()).filter_map(|at| Some((at, number(at)?))).collect();
    if numbers.len() < 3 {
        return;
    }
    let may_run = |line: &Line| {
        let wide = if line.glance.has_four_spaces() { WIDEST } else { 100 };
        (4..=wide).contains(&line.width) && line.quote == 0
    };
    let key = |at: usize| {
        let line = lines.get(at).filter(|line| may_run(line))?;
        Some(letters(line.words(text))).filter(|key| key.len() >= 3)
    };
    let mut runs: HashMap<String, Vec<(usize, u32)>> = HashMap::new();
    for (at, value) in numbers {
        for key in [at.checked_sub(1).and_then(key), key(at + 1)].into_iter().flatten() {
            runs.entry(key).or_default().push((at, value));
        }
    }
    let on = |pair: &[(usize, u32)]| {
        (1..=2).contains(&pair[1].1.saturating_sub(pair[0].1)) && pair[1].0 - pair[0].0 >= LEAST_APART
    };
    runs.retain(|_, run| run.len() >= 3 && run.windows(2).all(on));
    // Few texts have any, and all others need not be read.
    if runs.is_empty() {
        return;
    }
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for at in 0..lines.len() {
        if let Some(key) = key(at) {
            places.entry(key).or_default().push(at);
        }
    }
    let again = |at: usize| key(at).filter(|key| places.get(key).is_some_and(|places| places.len() >= 3));
    let mut taken: HashSet<usize> = HashSet::new();
    for (key, run) in &runs {
        taken.extend(run.iter().map(|(at, _)| *at));
        taken.extend(places.get(key).into_iter().flatten());
    }
    // Another line of the same head touches what is known to be one.
    let beside = |at: &usize| {
        again(*at).is_some() && (*at > 0 && taken.contains(&(at - 1)) || taken.contains(&(at + 1)))
    };
    let more: Vec<String> = (0..lines.len()).filter(beside).filter_map(again).collect();
    taken.extend(more.iter().filter_map(|key| places.get(key)).flatten());
    gone.extend(taken.into_iter().map(|line| Page { line, rule: RULE, confidence: 0.85 }));
}

/// Pages have no fewer lines.
const LEAST_APART: usize = 6;
