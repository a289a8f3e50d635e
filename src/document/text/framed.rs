//! Heads in a frame: between two strokes that are alike, however long, or in a box that is drawn of signs. What draws the frame
//! is set apart, and what stands in it is a head, with the lines under it that tell more.

use super::furniture::Apart;
use super::heading;
use super::line::Line;
use super::sheet::ends_sentence;
use super::wrap::dangles;
use std::collections::HashMap;
use std::ops::Range;

const RULE: &str = "what frames a heading";
/// The lines of words in one frame, and all lines in it.
const MOST_WORDS: usize = 4;
const LONGEST: usize = 9;
/// How far in a frame stands at most, but over the text.
const FARTHEST: u32 = 4;
/// What looks so much like code is no head.
const CODE: i8 = 2;
/// So many lines may stand over a frame that is over the text.
const OPENING: usize = 6;

/// A head and what is drawn around it.
pub struct Frame {
    /// The lines of strokes.
    strokes: Vec<usize>,
    /// The lines that hold words, with where these begin and end.
    words: Vec<(usize, Range<usize>)>,
    /// Lines within it that hold none.
    empty: Vec<usize>,
    /// The lines that the head itself takes.
    head: usize,
    stroke: char,
    /// Whether it has sides.
    sided: bool,
}

/// What is in a frame, as its first line tells.
#[derive(Clone, Copy)]
pub struct Framed {
    /// The sign that draws the frame.
    pub stroke: char,
    /// The lines of the head, and those directly under it that tell more.
    pub head: usize,
    pub more: usize,
}

impl Frame {
    /// Where the head begins, and what it is.
    pub fn framed(&self) -> (usize, Framed) {
        let (first, words) = &self.words[0];
        let close = self.words.iter().enumerate().take_while(|(place, (at, _))| *at == first + place).count();
        (words.start, Framed { stroke: self.stroke, head: self.head, more: close.saturating_sub(self.head) })
    }
}

/// All frames of a text.
pub fn find(text: &str, lines: &[Line]) -> Vec<Frame> {
    let mut found: Vec<Frame> = Vec::new();
    // Strokes around code, such as those of AsciiDoc, by their sign.
    let mut listings: HashMap<char, usize> = HashMap::new();
    let filled = lines.iter().enumerate().filter(|(_, line)| !line.is_blank());
    let opening = filled.map(|(at, _)| at).nth(OPENING).unwrap_or(lines.len());
    let mut at = 0;
    while at + 2 < lines.len() {
        let drawn = if opens(text, &lines[at]) { drawn(text, lines, at) } else { None };
        let Some(drawn) = drawn else {
            at += 1;
            continue;
        };
        at = drawn.last + drawn.depth + 1;
        if drawn.side == 0 && drawn.is_listing(text, lines) {
            *listings.entry(drawn.stroke).or_default() += 1;
        } else {
            found.extend(drawn.frame(text, lines, opening));
        }
    }
    let counts = listings.into_iter().filter(|(stroke, count)| {
        *count >= found.iter().filter(|frame| !frame.sided && frame.stroke == *stroke).count()
    });
    let listing: Vec<char> = counts.map(|(stroke, _)| stroke).collect();
    found.retain(|frame| frame.sided || !listing.contains(&frame.stroke));
    found
}

/// Takes the strokes and sides of frames off, so that their words stand by themselves.
pub fn bare(text: &str, lines: &mut [Line], frames: &[Frame]) -> Vec<Apart> {
    let mut removed = Vec::new();
    let mut apart = |source| removed.extend(Apart::signs(text, source, RULE, 0.95));
    for frame in frames {
        for at in frame.strokes.iter().chain(&frame.empty) {
            let line = &mut lines[*at];
            apart(line.from..line.to);
            let from = line.from;
            line.reword(text, from..from);
        }
        for (at, words) in &frame.words {
            let line = &mut lines[*at];
            apart(line.from..words.start);
            apart(words.end..line.to);
            line.reword(text, words.clone());
        }
    }
    removed
}

/// Whether a line may be the upper stroke of a frame, by its first bytes.
fn opens(text: &str, line: &Line) -> bool {
    let bytes = &text.as_bytes()[line.from..line.to];
    match bytes {
        [first, second, third, ..] if *first < 0x80 => {
            second == third && !first.is_ascii_alphanumeric() && b"=-~*#_+.:^%\"'`".contains(second)
        }
        [0xe2, 0x94 | 0x95, ..] => true,
        _ => false,
    }
}

/// A line of nothing but one sign, or such between two corners: the sign.
fn stroke(words: &str) -> Option<char> {
    const CORNERS: &str = "+.,'`o/\\*#|┌┐└┘╔╗╚╝╭╮╰╯";
    const SIGNS: &str = "=-~*#_+.:^%\"'`─━═";
    let mut signs = words.chars();
    let (first, last) = (signs.next()?, signs.next_back()?);
    let sign = signs.next()?;
    let even = SIGNS.contains(sign) && signs.all(|c| c == sign);
    let whole = first == sign && last == sign;
    let cornered = CORNERS.contains(first) && CORNERS.contains(last) && words.chars().count() >= 5;
    (even && (whole || cornered)).then_some(sign)
}

/// Whether two strokes belong together: the same, or those over and under a box.
fn matches(over: &str, under: &str) -> bool {
    over == under || {
        let alike = over.chars().count().abs_diff(under.chars().count()) <= 2;
        let cornered = |words: &str| {
            let sign = stroke(words);
            sign.is_some() && sign != words.chars().next()
        };
        alike && stroke(over) == stroke(under) && cornered(over) && cornered(under)
    }
}

/// Lines between two that are drawn.
struct Drawn {
    stroke: char,
    /// The inmost strokes, and how many more stand around them on each side.
    first: usize,
    last: usize,
    depth: usize,
    /// The bytes of each side, and whether the strokes end in corners.
    side: usize,
    cornered: bool,
}

/// What is drawn from a line on: strokes over lines, and the same strokes under them.
fn drawn(text: &str, lines: &[Line], at: usize) -> Option<Drawn> {
    let words = |at: usize| lines[at].words(text);
    let is_stroke = |at: usize| lines.get(at).is_some_and(|line| stroke(line.words(text)).is_some());
    // Strokes within strokes are one frame.
    let depth = (at + 1..at + 3).take_while(|at| is_stroke(*at)).count();
    let first = at + depth;
    let stroke = stroke(words(first))?;
    let inner = first + 1..lines.len().min(first + LONGEST + 1);
    let last = inner.clone().find(|at| lines[*at].is_blank() || is_stroke(*at))?;
    let mirrored =
        |ring: usize| last + ring < lines.len() && matches(words(first - ring), words(last + ring));
    let over = at == 0 || lines[at - 1].is_blank();
    let quoted = lines[at].quote > 0 || lines[last].quote > 0;
    if last == first + 1 || !over || quoted || !(0..=depth).all(mirrored) {
        return None;
    }
    let side = side(words(first + 1));
    let sided = !side.is_empty() && (first + 1..last).all(|at| closed(words(at), side));
    let side = if sided { side.len() } else { 0 };
    let cornered = !words(first).starts_with(stroke);
    Some(Drawn { stroke, first, last, depth, side, cornered })
}

impl Drawn {
    /// Whether what stands between the strokes is a sample and not a head: it looks like code, or words lead to it.
    fn is_listing(&self, text: &str, lines: &[Line]) -> bool {
        let inner = &lines[self.first + 1..self.last];
        let over = lines[..self.first - self.depth].iter().rev().find(|line| !line.is_blank());
        let led = over.is_some_and(|line| line.words(text).ends_with(':'));
        led || inner.iter().any(|line| is_code(line, text))
    }

    /// The frame, if it is one. Before the line `opening` it is over the text.
    fn frame(&self, text: &str, lines: &[Line], opening: usize) -> Option<Frame> {
        let (first, last) = (self.first, self.last);
        let opening = first < opening;
        let far = lines[first].indent > FARTHEST && !opening;
        if far || self.cornered && (self.side == 0 || self.is_picture(text, lines)) {
            return None;
        }
        let (mut words, mut empty) = (Vec::new(), Vec::new());
        for (at, line) in lines.iter().enumerate().take(last).skip(first + 1) {
            let (from, to) = (line.from + self.side, line.to - self.side);
            let inner = text[from..to].trim();
            let start = to - text[from..to].trim_start().len();
            if inner.is_empty() { empty.push(at) } else { words.push((at, start..start + inner.len())) }
        }
        let said: Vec<&str> = words.iter().map(|(_, span)| &text[span.clone()]).collect();
        let tabled = self.side == 0 && is_table(text, lines, (first, last));
        let lower = self.side == 0 && said.first().is_some_and(|first| first.starts_with(char::is_lowercase));
        let head = head(&said).filter(|_| !tabled && !lower && words.len() <= MOST_WORDS)?;
        // Under the title of a text stands what tells more of it; elsewhere two lines are one head.
        let head = if !opening && is_broken(&said) { 2 } else { head };
        let strokes = (first - self.depth..=first).chain(last..=last + self.depth).collect();
        Some(Frame { strokes, words, empty, head, stroke: self.stroke, sided: self.side > 0 })
    }

    /// Whether more is drawn close over or under a box.
    fn is_picture(&self, text: &str, lines: &[Line]) -> bool {
        let drawn = |line: &Line| {
            let words = line.words(text);
            stroke(words).is_some()
                || words.starts_with(['|', '+', '│', '║', '┌', '└', '╔', '╚', '^', '/', '\\'])
        };
        let over = lines[..self.first - self.depth].iter().rev().find(|line| !line.is_blank());
        let under = lines[self.last + self.depth + 1..].iter().find(|line| !line.is_blank());
        over.is_some_and(drawn) || under.is_some_and(drawn)
    }
}

/// Whether a line between strokes is plainly code or a command.
fn is_code(line: &Line, text: &str) -> bool {
    line.glance.likeness >= CODE || line.words(text).starts_with(['$', '%', '>', '.', '/', '<', '{'])
}

/// What draws the left side of a box, if something does.
fn side(words: &str) -> &str {
    let first = words.chars().next().unwrap_or(' ');
    let end = words.find(|c| c != first).unwrap_or(0);
    if "|*#!:║│".contains(first) { &words[..end] } else { "" }
}

/// Whether a line has the same on both sides, and is not all of it.
fn closed(words: &str, side: &str) -> bool {
    words.len() > 2 * side.len()
        && words.strip_prefix(side).is_some_and(|rest| rest.starts_with([' ', '\t']))
        && words.strip_suffix(side).is_some_and(|rest| rest.ends_with([' ', '\t']))
}

/// Whether the strokes are those of a table, which has more of them than two around each line: over the next row, or under
/// the last one.
fn is_table(text: &str, lines: &[Line], (first, last): (usize, usize)) -> bool {
    let own = lines[first].words(text);
    let same = |at: usize| lines.get(at).is_some_and(|line| line.words(text) == own);
    let filled = |at: usize| lines.get(at).is_some_and(|line| !line.is_blank()) && !same(at);
    let shared = filled(last + 1) && same(last + 2) || first >= 2 && filled(first - 1) && same(first - 2);
    let below = lines[last + 1..].iter().take(200).take_while(|line| !line.is_blank());
    shared || below.clone().filter(|line| line.words(text) == own).count() % 2 == 1
}

/// How many of the lines in a frame are its head, if they can be one: a name, and what tells more of it.
fn head(said: &[&str]) -> Option<usize> {
    let name = |words: &str| {
        let words = words.trim_end_matches([':', '.']);
        !words.ends_with('!') && heading::is_short_name(words) && !heading::says_page(words)
    };
    let tells = |words: &&str| !ends_sentence(words) && words.len() <= 76 && !wide(words);
    let (first, rest) = said.split_first()?;
    if !name(first)
        || wide(first)
        || ends_sentence(first) && !heading::is_capitals(first)
        || !rest.iter().all(tells)
    {
        return None;
    }
    let goes_on = rest.first().is_some_and(|next| dangles(first) || next.starts_with(char::is_lowercase));
    Some(1 + usize::from(goes_on))
}

/// Whether two lines are one name.
fn is_broken(said: &[&str]) -> bool {
    matches!(said, [first, next] if heading::is_title_like(next) && first.len() + next.len() <= 90)
}

/// Whether a line is parted by blanks as a row of a table is.
fn wide(words: &str) -> bool {
    words.contains('\t') || words.contains("   ")
}

#[cfg(test)]
mod tests {
    use super::super::properties::nothing_is_lost;
    use super::super::tests::{outline, sees};

    const GATES: &str = "A lock keeps water where it is, and lets it go when somebody asks it to, which\nhappens often enough.\n";
    const WATER: &str =
        "Water comes from above, and goes below, and is never the same twice, as all the\nkeepers say.\n";

    #[test]
    fn what_stands_between_two_strokes_is_a_head_however_long_they_are() {
        let rule = "-".repeat(70);
        let text = format!(
            "{rule}\n                The lock and its keeper\n{rule}\n\nSee the board beside the gate of it.\n\n{rule}\nWHAT IS IN IT\n{rule}\n\n{GATES}\n{rule}\nWHAT IS NOT\n{rule}\n{WATER}"
        );
        sees(
            &text,
            "title: The lock and its keeper
            paragraph: See the board
            heading2: WHAT IS IN IT
            paragraph: A lock keeps
            heading2: WHAT IS NOT
            paragraph: Water comes",
        );
        nothing_is_lost(&text);
    }

    #[test]
    fn strokes_of_another_kind_frame_a_lower_head() {
        let (upper, lower) = ("=".repeat(60), "-".repeat(60));
        let text = format!(
            "{upper}\nSECTION 1: GATES\n{upper}\n{GATES}\n{upper}\nSECTION 2: WATER\n{upper}\n{WATER}\n{lower}\n2.1 Rain\n{lower}\n{GATES}\n{lower}\n2.2 Snow\n{lower}\n{WATER}\n{upper}\nSECTION 3: AIR\n{upper}\n{GATES}"
        );
        sees(
            &text,
            "heading2: SECTION 1: GATES
            paragraph: A lock
            heading2: SECTION 2: WATER
            paragraph: Water
            heading3: 2.1 Rain
            paragraph: A lock
            heading3: 2.2 Snow
            paragraph: Water
            heading2: SECTION 3: AIR
            paragraph: A lock",
        );
        nothing_is_lost(&text);
    }

    #[test]
    fn a_box_may_be_drawn_of_any_signs() {
        let text = format!(
            "************************************************\n*                                              *\n*        THE KEEPER'S GUIDE TO THE LOCK        *\n*                Version 1.2                   *\n*                                              *\n************************************************\n\n{GATES}\n+---------------+\n| 1. The gates  |\n+---------------+\n\n{GATES}\n╔══════════════╗\n║  The water   ║\n╚══════════════╝\n\n{WATER}\n.-----------.\n|   Rain    |\n'-----------'\n\n{GATES}"
        );
        sees(
            &text,
            "title: THE KEEPER'S GUIDE TO THE LOCK
            paragraph: Version 1.2
            paragraph: A lock
            heading2: 1. The gates
            paragraph: A lock
            heading3: The water
            paragraph: Water
            heading2: Rain
            paragraph: A lock",
        );
        nothing_is_lost(&text);
    }

    #[test]
    fn strokes_around_strokes_are_one_frame() {
        let text = format!(
            "==========================\n--------------------------\n||  How To Work a Lock  ||\n--------------------------\n==========================\n\n{GATES}\n{WATER}"
        );
        sees(&text, "title: How To Work a Lock\nparagraph: A lock\nparagraph: Water");
        nothing_is_lost(&text);
    }

    #[test]
    fn two_lines_in_a_frame_are_one_head_but_over_the_text() {
        let stars = "*".repeat(20);
        let text = format!(
            "{stars}\nThe Lock Handbook\nCopyright (c) 2000  Ada Keeper\n{stars}\n\n{GATES}\n{GATES}\n{WATER}\n{stars}\nAppendix\nThe Oath of the Keepers\n{stars}\n\n{WATER}"
        );
        sees(
            &text,
            "title: The Lock Handbook
            paragraph: Copyright (c) 2000 Ada Keeper
            paragraph: A lock
            paragraph: A lock
            paragraph: Water
            heading2: Appendix The Oath of the Keepers
            paragraph: Water",
        );
        nothing_is_lost(&text);
    }

    #[test]
    fn strokes_around_samples_and_pictures_frame_nothing() {
        let dashes = "-".repeat(16);
        for text in [
            format!("Of gates\n\nTo open one, type:\n\n{dashes}\nOpen Gate\n{dashes}\n\nIt opens.\n"),
            format!(
                "Of gates\n\nOne opens it so.\n\n{dashes}\n$ lock --open(1)\n{dashes}\n\nOr so.\n\n{dashes}\nOpen Gate\n{dashes}\n\nIt opens.\n"
            ),
            String::from(
                "Of gates\n\nIt is built so.\n\n+-------+\n| Gate  |\n+-------+\n    |\n+-------+\n| Water |\n+-------+\n\nNo more.\n",
            ),
        ] {
            assert!(!outline(&text).contains("heading"), "{text}\n{}", outline(&text));
            nothing_is_lost(&text);
        }
    }

    #[test]
    fn strokes_of_tables_and_notices_frame_nothing() {
        for text in [
            "Of gates\n\n--------\nName\n--------\nupper\n--------\nlower\n--------\n",
            "Of gates\n\n--------\nName\n--------\nupper\nlower\n--------\n",
            "Of gates\n\n-----------------\nName        Width\n-----------------\nupper          12\nlower          14\n",
            "Of gates\n\n-----------------------\nHe opened the gate at night.\n-----------------------\n\nNo gate is open.\n",
        ] {
            assert!(!outline(text).contains("heading"), "{text}\n{}", outline(text));
            nothing_is_lost(text);
        }
    }
}
