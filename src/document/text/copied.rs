//! A page copied out of a browser: one line a block, and a blank line after a paragraph and after nothing else.
//!
//! So a heading stands directly over what it heads, the last item of a list over the next paragraph, and code over
//! whatever comes next. Where that is the way of a file, blank lines say more than the words do.

use super::line::Line;
use super::marker::{self, Delimiter, Sign};
use super::sheet::{ends_sentence, starts_upper};
use super::wrap::Wrapping;
use super::{code, heading};

/// Whether short lines like headings stand directly over paragraphs of one line, and seldom apart from them.
pub fn is_copied(text: &str, lines: &[Line], wrapping: Wrapping) -> bool {
    if wrapping != Wrapping::None {
        return false;
    }
    let filled = |at: usize| lines.get(at).filter(|line| !line.is_blank());
    let paragraph = |at: usize| {
        filled(at).is_some_and(|line| {
            let words = line.words(text);
            line.indent == 0
                && (line.width > 80 || line.width > 40 && ends_sentence(words) && starts_upper(words))
        }) && filled(at + 1).is_none()
    };
    let (mut over, mut apart) = (0u32, 0u32);
    for (at, line) in lines.iter().enumerate() {
        // An item stands directly over what follows its list, set no further in.
        let item = marker::of(text, line)
            .is_some_and(|marker| !matches!(marker.sign, Sign::Bullet('-' | '+' | 'o' | '*')));
        if item && line.indent == 0 {
            let after = filled(at + 1).filter(|next| next.indent == 0 && marker::of(text, next).is_none());
            over += u32::from(after.is_some_and(|next| starts_upper(next.words(text))));
        }
        let named = (1..=70).contains(&line.width)
            && line.indent == 0
            && marker::of(text, line).is_none()
            && heading::is_title_like(line.words(text));
        // A paragraph above would be followed by a blank line; an item of a list or code need not be.
        let above = at.checked_sub(1).and_then(filled);
        let opens = above.is_none_or(|above| {
            marker::of(text, above).is_some() || code::line_likeness(above.words(text)) > 0
        });
        if named && opens {
            let list = filled(at + 1).is_some_and(|next| next.words(text).starts_with('•'));
            over += u32::from(list || paragraph(at + 1));
            apart += u32::from(filled(at + 1).is_none() && paragraph(at + 2));
        }
    }
    over >= 1 && over >= apart * 2
}

/// What a line of a copied page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cast {
    /// A block of its own.
    Alone,
    Code,
    /// One of so many short lines that they cannot be headings one over another.
    Listed,
}

/// Casts every line of a copied page.
pub fn cast(text: &str, lines: &[Line]) -> Vec<Cast> {
    let code = code(text, lines);
    let mut casts: Vec<Cast> = code.iter().map(|code| if *code { Cast::Code } else { Cast::Alone }).collect();
    let loose = |at: usize| {
        !lines[at].is_blank()
            && !code[at]
            && lines[at].width <= 90
            && !lines[at].words(text).contains('\t')
            && marker::of(text, &lines[at]).is_none_or(|marker| !marker.is_bullet())
            && heading::edit_mark(lines[at].words(text)).is_none()
    };
    let mut at = 0;
    while at < lines.len() {
        let stack = (at..lines.len()).take_while(|at| loose(*at)).count();
        // The last may be a paragraph, the ones before it headings one under another.
        if stack >= MOST_HEADINGS + 2 {
            let beside = at > 0 && code[at - 1] || code.get(at + stack).is_some_and(|code| *code);
            let like = (at..at + stack).filter(|at| code::line_likeness(lines[*at].words(text)) > 0).count();
            casts[at..at + stack].fill(if beside || like * 4 >= stack { Cast::Code } else { Cast::Listed });
        }
        at += stack.max(1);
    }
    casts
}

/// No more headings stand one over another with nothing between.
const MOST_HEADINGS: usize = 3;

/// What it costs to take a line for code after one that is none, or the other way round.
const CHANGE: f32 = 1.7;
/// A blank line after code belongs to it, since none would follow its end.
const BROKEN_OFF: f32 = 3.0;

/// Which lines are code: the cheapest way through all lines, when each is weighed by its look and a change has its price.
fn code(text: &str, lines: &[Line]) -> Vec<bool> {
    // The best sums that end in text and in code, and whether each came from code.
    let (mut in_text, mut in_code) = (0.0f32, -CHANGE);
    let mut from: Vec<[bool; 2]> = Vec::with_capacity(lines.len());
    // `Name: value`, as headers and listings have it.
    let pair = |at: usize| {
        let words = lines.get(at).map_or("", |line| line.words(text));
        words.split_once(':').is_some_and(|(name, value)| {
            value.starts_with(' ') && !value.trim().is_empty() && !name.contains(' ') && words.len() < 90
        })
    };
    // Whether a passage that ends in a colon stands above.
    let mut led = false;
    for (at, line) in lines.iter().enumerate() {
        let stands = Stands {
            over: lines.get(at + 1).is_some_and(|next| !next.is_blank()),
            under: at > 0 && !lines[at - 1].is_blank(),
            led,
            paired: pair(at) && (pair(at + 1) || at > 0 && pair(at - 1)),
        };
        let weight = if line.is_blank() { 0.0 } else { weight(text, line, stands) };
        led = if line.is_blank() { led } else { !stands.over && line.words(text).ends_with([':', '：']) };
        let leave = in_code - if line.is_blank() { CHANGE + BROKEN_OFF } else { CHANGE };
        let enter = in_text - CHANGE;
        from.push([leave > in_text, in_code >= enter]);
        (in_text, in_code) = (in_text.max(leave) - weight, in_code.max(enter) + weight);
        // Sums of a long text would lose their small differences.
        let common = in_text.max(in_code);
        (in_text, in_code) = (in_text - common, in_code - common);
    }
    let mut states = vec![false; lines.len()];
    let mut state = in_code > in_text;
    for (at, from) in from.iter().enumerate().rev() {
        states[at] = state && !lines[at].is_blank();
        state = from[usize::from(state)];
    }
    states
}

/// How a line stands to its neighbours.
#[derive(Clone, Copy)]
struct Stands {
    /// No blank line is below it, or above it.
    over: bool,
    under: bool,
    /// The passage above ends in a colon.
    led: bool,
    /// It has a name and a value, and so has a neighbour.
    paired: bool,
}

/// How much a line looks like code; what looks like text is negative.
fn weight(text: &str, line: &Line, stands: Stands) -> f32 {
    let words = line.words(text);
    if heading::edit_mark(words).is_some() || words.starts_with(['•', '◦', '▪']) {
        return -8.0;
    }
    let mut weight = code::line_likeness(words) as f32 - 0.2;
    if line.indent > 0 {
        weight += 2.5;
    }
    if stands.led {
        weight += 2.5;
    }
    if stands.paired {
        weight += 2.0;
    }
    // No page shows the marks of a comment or a prompt but in code.
    if words.starts_with(['#', '$', '%', '└', '├']) && stands.over {
        weight += 2.0;
    }
    // Between two blank lines stands a paragraph; one that ends in a colon leads to what comes next.
    if !stands.over && !stands.under {
        weight -= 2.0;
    }
    if !stands.over && words.ends_with([':', '：']) {
        weight -= 3.0;
    }
    let numbered = marker::of(text, line).is_some_and(|marker| {
        matches!(marker.sign, Sign::Number { delimiter: Delimiter::Dot | Delimiter::Paren, .. })
    });
    if numbered {
        weight -= 2.5;
    }
    if starts_upper(words) && words.ends_with(['.', ':', '?', '：', '。']) && words.contains(' ') {
        weight -= if line.width > 30 { 2.0 } else { 1.0 };
    }
    // Headings seldom begin with a small letter, and a paragraph would have a blank line after it.
    if stands.over && !starts_upper(words) {
        weight += 1.5;
    }
    if line.width > 140 {
        weight -= 2.0;
    }
    weight
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    const PAGE: &str = "Drains\nA drain moves a workload from one machine to another, and says so to those who wait for it.\n\nBefore you begin\nYou need a machine, and the right to stop what runs on it. Ask whoever gave you the machine.\n\nRun this:\n\nkubectl drain node-1 --force\nkubectl get pods -o wide\n\n  # and wait\nThe answer is like this:\n\nnode/node-1 drained\nSee also\nThe page on machines says more about the things that a machine can be asked to do, and when.\n";

    #[test]
    fn a_copied_page_is_known_by_its_blank_lines_and_code_by_its_neighbours() {
        assert!(is_copied(PAGE, &lines(PAGE), Wrapping::None));
        let apart = PAGE
            .replace("begin\n", "begin\n\n")
            .replace("Drains\n", "Drains\n\n")
            .replace("also\n", "also\n\n");
        assert!(!is_copied(&apart, &lines(&apart), Wrapping::None));
        let lines = lines(PAGE);
        let code: Vec<&str> = lines
            .iter()
            .zip(code(PAGE, &lines))
            .filter(|(_, code)| *code)
            .map(|(line, _)| line.words(PAGE))
            .collect();
        assert_eq!(
            code,
            ["kubectl drain node-1 --force", "kubectl get pods -o wide", "# and wait", "node/node-1 drained"]
        );
    }
}
