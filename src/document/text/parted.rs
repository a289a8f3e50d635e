//! The number of a section and its name, which a copy of printed pages puts on two lines with a gap between: one line again.

use super::heading;
use super::line::Line;

/// As many sections show that such is the way of a text.
const LEAST: usize = 3;

/// Makes one line of each number of a section and the name under it.
pub fn join(text: &str, lines: &mut [Line]) {
    let parted: Vec<(usize, usize)> =
        (0..lines.len()).filter_map(|at| Some((at, name_under(text, lines, at)?))).collect();
    let numbers: Vec<Vec<u32>> = parted.iter().filter_map(|(at, _)| number(lines[*at].words(text))).collect();
    // The numbers of versions count down, if at all.
    let counting = numbers.windows(2).filter(|pair| pair[0] < pair[1]).count();
    if parted.len() < LEAST || counting * 3 < (parted.len() - 1) * 2 {
        return;
    }
    for (at, name) in parted {
        let (from, to) = (lines[at].from, lines[name].to);
        let start = lines[at].start;
        lines[at].reword(text, from..from);
        lines[name].reword(text, from..to);
        (lines[name].start, lines[name].indent) = (start, lines[at].indent);
    }
}

/// The line with the name of the section whose number stands alone on a line.
fn name_under(text: &str, lines: &[Line], at: usize) -> Option<usize> {
    const FARTHEST: usize = 6;
    if lines[at].width > 12 || lines[at].is_blank() {
        return None;
    }
    let blank = |at: usize| lines.get(at).is_none_or(Line::is_blank);
    let alone = (at == 0 || blank(at - 1)) && blank(at + 1);
    if !alone {
        return None;
    }
    number(lines[at].words(text))?;
    let name = (at + 1..lines.len().min(at + 1 + FARTHEST)).find(|at| !lines[*at].is_blank())?;
    let words = lines[name].words(text);
    let named = heading::is_title_like(words) && lines[name].width <= 90 && number(words).is_none();
    (named && lines[name].quote == 0 && blank(name + 1)).then_some(name)
}

/// The parts of a section's number, two or more: `4.1`, `A.2.3`.
fn number(words: &str) -> Option<Vec<u32>> {
    let words = words.strip_suffix('.').unwrap_or(words);
    let part = |part: &str| match part.as_bytes() {
        [letter @ b'A'..=b'Z'] => Some(1000 + u32::from(*letter)),
        digits if (1..=2).contains(&digits.len()) => part.parse().ok(),
        _ => None,
    };
    let parts: Option<Vec<u32>> = words.split('.').map(part).collect();
    parts.filter(|parts| (2..=5).contains(&parts.len()) && parts[0] > 0)
}

#[cfg(test)]
mod tests {
    use super::super::tests::outline;

    #[test]
    fn a_sections_number_over_its_name_is_one_heading() {
        let prose =
            "It was begun in the year of the flood, when the old gates had been carried away by the ice.";
        let text = format!(
            "The Locks\n\n{prose}\n\n1.1\n\nThe first gate\n\n{prose}\n\n1.2\n\nWho paid for it?\n\n{prose}\n\n2.1\n\nThe second gate\n\n{prose}\n"
        );
        let seen = outline(&text);
        assert!(seen.contains("heading2: 1.1 The first gate\n"), "{seen}");
        assert!(seen.contains("heading2: 1.2 Who paid for it?\n"), "{seen}");
        let versions = format!(
            "Changes\n\n2.1\n\nFaster\n\n{prose}\n\n1.2\n\nLighter\n\n{prose}\n\n1.1\n\nNew\n\n{prose}\n"
        );
        assert!(!outline(&versions).contains("2.1 Faster"), "{}", outline(&versions));
    }
}
