//! A page copied out of a browser: one line a block, and a blank line after a paragraph and after nothing else.
//!
//! So a heading stands directly over what it heads, the last item of a list over the next paragraph, and code over
//! whatever comes next. Where that is the way of a file, blank lines say more than the words do.

use super::heading;
use super::line::Line;
use super::marker::{self, Sign};
use super::sheet::{ends_sentence, starts_upper};
use super::wrap::Wrapping;
use super::{caption, counted, masthead, reference};

mod look;
mod weights;

/// Whether short lines like headings stand directly over paragraphs of one line, and seldom apart from them.
pub fn is_copied(text: &str, lines: &[Line], wrapping: Wrapping) -> bool {
    if wrapping != Wrapping::None {
        return false;
    }
    if is_broken_by_hand(text, lines) || is_listed_by_hand(text, lines) {
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
        let item = marker::of(text, line).is_some_and(|marker| {
            !marker.is_dotted() && !matches!(marker.sign, Sign::Bullet('-' | '+' | 'o' | '*'))
        });
        if item && line.indent == 0 {
            let after = filled(at + 1).filter(|next| next.indent == 0 && marker::of(text, next).is_none());
            over += u32::from(after.is_some_and(|next| starts_upper(next.words(text))));
        }
        let words = line.words(text);
        let short = (1..=70).contains(&line.width) && line.indent == 0;
        // The head of a list of changes touches the first of them.
        let version = short && heading::names_version(words) && filled(at + 1).is_some();
        let named = short && marker::of(text, line).is_none() && heading::is_title_like(words);
        if version || named || short && heading::is_name(words) {
            let list = filled(at + 1).is_some_and(|next| next.words(text).starts_with('•'));
            over += u32::from(version || list || paragraph(at + 1));
        }
        // A paragraph above would be followed by a blank line; an item of a list or code need not be.
        if named && at.checked_sub(1).and_then(filled).is_none() {
            apart += u32::from(filled(at + 1).is_none() && paragraph(at + 2));
        }
    }
    over >= 1 && over >= apart * 2
}

/// Whether sentences run on over line ends twice or more, and no line holds a long paragraph: a writer broke the lines.
fn is_broken_by_hand(text: &str, lines: &[Line]) -> bool {
    const MARGIN: std::ops::RangeInclusive<u32> = 52..=100;
    let runs_on = |pair: &&[Line]| {
        let (line, next) = (pair[0].words(text), pair[1].words(text));
        MARGIN.contains(&pair[0].width)
            && line.starts_with(|c: char| c.is_alphanumeric())
            && line.ends_with(|c: char| c.is_alphanumeric())
            && next.starts_with(char::is_lowercase)
            && pair[0].glance.likeness < 1
    };
    lines.windows(2).filter(runs_on).take(2).count() == 2
        && lines.iter().all(|line| line.width <= *MARGIN.end())
}

/// Whether lists twice or more stand set in, with dashes or stars, directly under words that lead to no code: a writer
/// typed the marks, as in a list of what somebody has done.
fn is_listed_by_hand(text: &str, lines: &[Line]) -> bool {
    let typed = |pair: &&[Line]| {
        let (over, item) = (&pair[0], &pair[1]);
        let (over_words, words) = (over.words(text), item.words(text));
        over.indent == 0
            && (1..=8).contains(&item.indent)
            && words.starts_with(['-', '*'])
            && words[1..].starts_with(' ')
            && starts_upper(words)
            && starts_upper(over_words)
            && !over_words.ends_with(':')
            && marker::of(text, over).is_none()
            && over.glance.likeness < 2
            && item.glance.likeness < 3
    };
    lines.windows(2).filter(typed).take(2).count() == 2
}

/// What a line of a copied page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cast {
    /// A block of its own.
    Alone,
    Heading,
    /// An item of a list whose marks were lost.
    Item,
    Code,
}

/// Casts every line of a copied page: the likeliest way through all lines, when each is weighed by its look and each
/// neighbourhood has its weight.
pub fn cast(text: &str, lines: &[Line]) -> Vec<Cast> {
    let filled: Vec<usize> = (0..lines.len()).filter(|at| !lines[*at].is_blank()).collect();
    let looks = look::looks(text, lines, &filled);
    let mut best = [0.0f32; KINDS];
    let mut ways: Vec<[u8; KINDS]> = Vec::with_capacity(looks.len());
    for (at, look) in looks.iter().enumerate() {
        let joints =
            if at > 0 && filled[at] == filled[at - 1] + 1 { &weights::TOUCHING } else { &weights::APART };
        let own = look.weights();
        let mut next = [f32::NEG_INFINITY; KINDS];
        let mut from = [0u8; KINDS];
        for kind in 0..KINDS {
            for before in 0..KINDS {
                let sum = best[before] + if at > 0 { joints[before][kind] } else { 0.0 };
                if sum > next[kind] {
                    (next[kind], from[kind]) = (sum, before as u8);
                }
            }
            next[kind] += own[kind];
        }
        // Sums of a long text would lose their small differences.
        let most = next.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        best = next.map(|sum| sum - most);
        ways.push(from);
    }
    let mut casts = vec![Cast::Alone; lines.len()];
    let mut kind = (0..KINDS).max_by(|a, b| best[*a].total_cmp(&best[*b])).unwrap_or(0);
    for (line, from) in filled.iter().zip(&ways).rev() {
        casts[*line] = [Cast::Alone, Cast::Heading, Cast::Item, Cast::Code][kind];
        kind = usize::from(from[kind]);
    }
    stacks(text, lines, &mut casts);
    lead(text, lines, &mut casts);
    series(text, lines, &mut casts);
    casts
}

/// The first lines of a text, up to a blank one, where none of them is a sentence: the title, and who wrote the text, when
/// and where, and no headings or items.
fn lead(text: &str, lines: &[Line], casts: &mut [Cast]) {
    const WIDEST: u32 = 100;
    let Some(first) = lines.iter().position(|line| !line.is_blank()) else { return };
    let end = first + lines[first..].iter().take_while(|line| !line.is_blank()).count();
    let short = |line: &Line| {
        let words = line.words(text);
        line.width <= WIDEST
            && !ends_sentence(words)
            && marker::of(text, line).is_none()
            && line.glance.likeness < 3
    };
    let named = heading::is_title_like(lines[first].words(text));
    // A date, an address, a label and what it says: none of them is a heading.
    let told = |line: &Line| {
        let words = line.words(text);
        masthead::is_date(words)
            || words.contains('@')
            || heading::is_labelled(words)
            || caption::is_none_of_a_heading(words)
    };
    let told = lines[first + 1..end.max(first + 1)].iter().any(told);
    if (2..=8).contains(&(end - first))
        && end < lines.len()
        && named
        && told
        && lines[first..end].iter().all(short)
    {
        casts[first] = Cast::Heading;
        casts[first + 1..end].fill(Cast::Alone);
    }
}

/// Lines known by their series are none of what their look says: notes under one another, and words with numbers that
/// count on.
fn series(text: &str, lines: &[Line], casts: &mut [Cast]) {
    let noted = |at: usize| {
        lines.get(at).is_some_and(|line| {
            let words = line.words(text);
            let spaced = |bytes: usize| words[bytes..].starts_with(' ') && words.len() > bytes + 8;
            reference::bracketed(words)
                .is_some_and(|(label, bytes)| reference::is_label(label) && spaced(bytes))
        })
    };
    for at in counted::with_words(text, lines) {
        casts[at] = Cast::Alone;
    }
    for at in 0..lines.len() {
        if matches!(casts[at], Cast::Heading | Cast::Alone) {
            continue;
        }
        // `2.1 The key.`: a part of a section, in words.
        let digit = text.as_bytes().get(lines[at].from).is_some_and(u8::is_ascii_digit);
        let clause = digit
            && marker::of(text, &lines[at]).is_some_and(|marker| {
                let said = &text[marker.content..lines[at].to];
                marker.is_dotted() && said.starts_with(char::is_uppercase) && ends_sentence(said)
            });
        if clause || noted(at) && (noted(at + 1) || at > 0 && noted(at - 1)) {
            casts[at] = Cast::Alone;
        }
    }
}

/// Short lines and nothing else between two blank ones: the first names the others, unless the paragraph above does. In a
/// browser's copy the last item touches what comes next; who pastes part by part leaves a blank line.
fn stacks(text: &str, lines: &[Line], casts: &mut [Cast]) {
    const WIDEST: u32 = 60;
    const MOST: usize = 30;
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let end = at + lines[at..].iter().take_while(|line| !line.is_blank()).count();
        let short = |line: &Line| {
            line.width <= WIDEST
                && line.glance.likeness < 1
                && line.indent == lines[at].indent
                && line.quote == 0
                && marker::of(text, line).is_none()
                && !line.words(text).ends_with(['.', ',', ';', ':', '!', '…', '。', '，', '：'])
        };
        let over = lines[..at].iter().rev().find(|line| !line.is_blank()).map(|line| line.words(text));
        let led = over.is_some_and(|over| over.ends_with([':', '：']));
        let named = over.is_some_and(ends_sentence) && heading::is_title_like(lines[at].words(text));
        let prose = casts[at..end].iter().all(|cast| *cast != Cast::Code);
        if (3..=MOST).contains(&(end - at)) && prose && (led || named) && lines[at..end].iter().all(short) {
            found.push((at..end, led));
        }
        at = end.max(at + 1);
    }
    // One may stand so by chance.
    for (stack, led) in found.iter().filter(|_| found.len() > 1) {
        casts[stack.clone()].fill(Cast::Item);
        if !led {
            casts[stack.start] = Cast::Heading;
        }
    }
}

const KINDS: usize = 4;

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::super::tests::outline;
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
            .zip(cast(PAGE, &lines))
            .filter(|(_, cast)| *cast == Cast::Code)
            .map(|(line, _)| line.words(PAGE))
            .collect();
        assert_eq!(
            code,
            ["kubectl drain node-1 --force", "kubectl get pods -o wide", "# and wait", "node/node-1 drained"]
        );
    }

    #[test]
    fn lists_that_lost_their_bullets_are_lists_and_no_listings() {
        let seen = outline(
            "Composting\nA heap turns what is left of a meal into earth, if it is looked after by somebody.\n\nA heap needs these things:\n\nsome shade, but not too much\nwater now and then\nair, for which it is turned every week\nMaking a heap\nPut down sticks first, then leaves and what is left of the meals, and cover all of it with straw.\n\nCommon faults\nThe heap smells\nThe heap is dry\nThe heap is full of ants and nobody knows why\nWhat to do about them\nTurn the heap, water it, and leave it alone for a week before you look at it again.\n",
        );
        assert_eq!(seen.matches("item1").count(), 6, "{seen}");
        assert_eq!(seen.matches("heading2").count(), 3, "{seen}");
        assert!(!seen.contains("code"), "{seen}");
    }

    #[test]
    fn a_page_pasted_part_by_part_names_its_lists() {
        let seen = outline(
            "Ten Tips for Compost\n\nCompost is not difficult. It only wants a little attention, and most of what goes wrong can be put right.\n\nWhat you need\nA corner out of the wind\nSomething brown\nSomething green\nA fork\n\nHow to begin\nPut down a layer of twigs so that air gets in from below, and on top of it whatever you have.\n\nWhat not to put in\nMeat and fish\nCooked food\nCat litter\n\nWhen it is done\nIt smells of earth and of nothing else, and nobody can tell what it was made of in the beginning.\n",
        );
        assert_eq!((seen.matches("heading2").count(), seen.matches("item1").count()), (4, 7), "{seen}");
    }

    #[test]
    fn a_list_of_changes_is_no_listing() {
        let seen = outline(
            "Changes\n2.1.0 / 2020-04-01\nThe parser reads numbers again\nparser: numbers may have a sign\nwriter: say what went wrong, and where it did (#12)\n2.0.1 / 2020-02-01\nwriter: no blanks at the ends of lines\nThe manual says what it is for\n2.0.0 / 2020-01-01\nThe names of all functions are new\nwriter: a new form\n",
        );
        assert_eq!((seen.matches("heading2").count(), seen.matches("item1").count()), (3, 7), "{seen}");
    }
}
