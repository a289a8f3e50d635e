//! Verse: short lines, broken where the writer wanted, each with its own beginning.

use super::line::Line;
use super::marker;
use super::sheet::{Sheet, ends_sentence, starts_upper};
use super::wrap::Wrapping;
use std::ops::Range;

/// The widest line of verse; wider ones are prose or a table.
const WIDEST: u32 = 64;

/// Where the verse ends that fills a run of lines, if it is verse.
pub fn end(sheet: &Sheet, run: Range<usize>, wrapping: Wrapping) -> Option<usize> {
    let run = run.start..unsigned(sheet, run);
    let lines = &sheet.lines[run.clone()];
    if !(2..=400).contains(&lines.len())
        || lines.iter().any(|line| line.width > WIDEST || marker::of(sheet.text, line).is_some())
        || super::note::opens(lines[0].words(sheet.text))
        || super::heading::division(lines[0].words(sheet.text)).is_some()
    {
        return None;
    }
    let wanted = lines.windows(2).filter(|pair| !wrapping.forces(sheet.text, &pair[0], &pair[1])).count();
    if wanted + 1 < lines.len() && wanted * 8 < (lines.len() - 1) * 7 {
        return None;
    }
    let count = lines.len();
    let upper = lines.iter().filter(|line| starts_upper(line.words(sheet.text))).count();
    let words = lines.iter().map(|line| line.words(sheet.text).split(' ').count()).sum::<usize>();
    let ends = |tails: &[char]| lines.iter().filter(|line| line.words(sheet.text).ends_with(tails)).count();
    let broken = ends(&[',', ';', '—', ':']);
    let full = lines.iter().filter(|line| ends_sentence(line.words(sheet.text))).count();
    if is_wide_verse(sheet, lines) {
        return Some(run.end);
    }
    let even = (3..=11).contains(&(words / count));
    let flows = broken * 3 >= count
        || (full * 2 <= count && broken >= 1 && count >= 4)
        || lines.iter().any(|line| deeper(line, &lines[0]));
    (count >= 3 && upper * 10 >= count * 8 && even && flows && broken + full > 0
        || count >= 3 && ragged(lines) && even && flows && broken + full > 0)
        .then_some(run.end)
}

/// Where some lines end before the name of who wrote them, which stands under them far to the right.
fn unsigned(sheet: &Sheet, run: Range<usize>) -> usize {
    let Some(last) = run.end.checked_sub(1).filter(|last| *last > run.start) else { return run.end };
    let (line, words) = (&sheet.lines[last], sheet.words(last));
    let dashed = words.starts_with("--") || words.starts_with(['—', '―']);
    let far = line.indent >= sheet.lines[run.start].indent + 4;
    if dashed && far { last } else { run.end }
}

/// Four lines or more of Chinese as long as one another, each ended by a sign.
fn is_wide_verse(sheet: &Sheet, lines: &[Line]) -> bool {
    let first = lines[0].words(sheet.text).chars().count();
    let like = |line: &Line| {
        let words = line.words(sheet.text);
        words.chars().count() == first
            && words.starts_with(super::line::is_wide)
            && words.ends_with(['，', '。', '；', '！', '？', '、'])
    };
    lines.len() >= 4 && (5..=18).contains(&first) && lines.iter().all(like)
}

fn deeper(line: &Line, first: &Line) -> bool {
    line.indent > first.indent
}

/// Every second line indented, as hymns and sonnets are set.
fn ragged(lines: &[Line]) -> bool {
    let turns = lines.windows(2).filter(|pair| pair[0].indent.abs_diff(pair[1].indent) >= 2).count();
    turns * 2 >= lines.len()
}
