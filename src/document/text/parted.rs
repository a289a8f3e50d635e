//! The number of a section and its name, which a copy of printed pages puts on two lines with a gap between: one line again.

use super::heading;
use super::line::Line;
use std::collections::HashSet;

/// As many sections show that such is the way of a text; one fewer where the first of all is among them.
const LEAST: usize = 3;

/// Makes one line of each number of a section and the name under it.
pub fn join(text: &str, lines: &mut [Line]) {
    let mut parted: Vec<(usize, usize)> =
        (0..lines.len()).filter_map(|at| Some((at, name_under(text, lines, at)?))).collect();
    let number_of = |at: usize| number(lines[at].words(text)).unwrap_or_default();
    let whole: Vec<(usize, usize)> =
        parted.iter().copied().filter(|(at, _)| number_of(*at).len() == 1).collect();
    let over = |name: usize| is_over_prose(text, lines, name);
    if !(count_up(text, lines, &whole) && whole.iter().all(|(_, name)| over(*name))) {
        parted.retain(|(at, _)| number_of(*at).len() > 1);
    }
    let numbers: Vec<Vec<u32>> = parted.iter().map(|(at, _)| number_of(*at)).collect();
    let begun = numbers.first().is_some_and(|first| first.iter().all(|part| *part == 1))
        && parted.iter().all(|(_, name)| over(*name));
    // The numbers of versions count down, if at all.
    let counting = numbers.windows(2).filter(|pair| pair[0] < pair[1]).count();
    if parted.len() + usize::from(begun) < LEAST || counting * 3 < (parted.len() - 1) * 2 {
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

/// Whether numbers of one part are those of sections, and not of pages: they count from 1 without a gap, each over another name.
fn count_up(text: &str, lines: &[Line], parted: &[(usize, usize)]) -> bool {
    let counts =
        (1u32..).zip(parted).all(|(value, (at, _))| number(lines[*at].words(text)) == Some(vec![value]));
    let names: HashSet<&str> = parted.iter().map(|(_, name)| lines[*name].words(text)).collect();
    parted.len() > 1 && counts && names.len() == parted.len()
}

/// Whether a line stands over prose, or over the number of a part of it, as no entry of a table of contents does.
fn is_over_prose(text: &str, lines: &[Line], name: usize) -> bool {
    const NARROWEST: u32 = 45;
    let next = lines[name + 1..].iter().take(6).find(|line| !line.is_blank());
    let words = lines[name].words(text);
    !words.starts_with(|c: char| c.is_ascii_digit())
        && next.is_some_and(|next| next.width >= NARROWEST || number(next.words(text)).is_some())
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

/// The parts of a section's number: `3`, `4.1`, `A.2.3`.
fn number(words: &str) -> Option<Vec<u32>> {
    let words = words.strip_suffix('.').unwrap_or(words);
    let part = |part: &str| match part.as_bytes() {
        [letter @ b'A'..=b'Z'] => Some(1000 + u32::from(*letter)),
        digits if (1..=2).contains(&digits.len()) => part.parse().ok(),
        _ => None,
    };
    let parts: Option<Vec<u32>> = words.split('.').map(part).collect();
    parts.filter(|parts| {
        let counts = parts.len() > 1 || parts[0] < 1000;
        (1..=5).contains(&parts.len()) && parts[0] > 0 && counts
    })
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
        let sections = format!(
            "The Locks of the Vire\n\n1\n\nIntroduction\n\n{prose}\n\n2\n\nRelated work\n\n{prose}\n\n2.1\n\nEarly locks\n\n{prose}\n\n3\n\nConclusion\n\n{prose}\n"
        );
        let seen = outline(&sections);
        for heading in ["2: 1 Introduction", "2: 2 Related work", "3: 2.1 Early locks", "2: 3 Conclusion"] {
            assert!(seen.contains(&format!("heading{heading}\n")), "{heading}\n{seen}");
        }
        let pages =
            format!("The Locks\n\n{prose}\n\n1\n\nThe Locks\n\n{prose}\n\n2\n\nThe Locks\n\n{prose}\n");
        assert!(!outline(&pages).contains("1 The Locks"), "{}", outline(&pages));
        let contents = "Contents\n\n1\n\n2\n\nIntroduction\n\n1\n\n1.1\n\nThe first gate\n\n2\n\nThe second gate\n\n3\n\nThe end\n\n4\n\n";
        let seen = outline(&format!("The Locks of the Vire\n\n{contents}{prose}\n"));
        assert!(!seen.contains("2 The second gate"), "{seen}");
        let versions = format!(
            "Changes\n\n2.1\n\nFaster\n\n{prose}\n\n1.2\n\nLighter\n\n{prose}\n\n1.1\n\nNew\n\n{prose}\n"
        );
        assert!(!outline(&versions).contains("2.1 Faster"), "{}", outline(&versions));
    }
}
