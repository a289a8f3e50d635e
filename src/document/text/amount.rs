//! Lines that each open with an amount: what goes into a dish, what is to be bought, who gave how much.
//!
//! `500 g flour`, `½ tsp salt`, `2 eggs`: nothing marks them as the items of a list but that they are several.

use super::sheet::{Sheet, ends_sentence};
use std::ops::Range;

/// A line of such a list is no wider.
const WIDEST: u32 = 64;
/// Nor is the list longer.
const LONGEST: usize = 100;

/// Where the lines with amounts begin in a run that is nothing but these: at its first line, or under a line that leads to them.
pub fn begin(sheet: &Sheet, run: Range<usize>) -> Option<usize> {
    let indent = sheet.lines[run.start].indent;
    if !(2..=LONGEST).contains(&run.len()) || indent > sheet.base + 3 {
        return None;
    }
    let leads = !opens(sheet.words(run.start)) && sheet.lines[run.start].width <= WIDEST;
    let from = run.start + usize::from(leads);
    let rest = from..run.end;
    let amounts = rest.clone().filter(|at| opens(sheet.words(*at))).count();
    let fits = |at: usize| {
        let line = &sheet.lines[at];
        line.width <= WIDEST
            && !ends_sentence(sheet.words(at))
            && !line.glance.has_two_spaces()
            && !sheet.words(at).ends_with([',', ';', ':', '{', '-'])
    };
    let even = rest.clone().all(|at| sheet.lines[at].quote == 0 && fits(at));
    let first = rest.clone().next().is_some_and(|at| opens(sheet.words(at)));
    (even && first && amounts >= 2 && amounts * 3 >= rest.len() * 2).then_some(from)
}

/// Whether words open with an amount of something: a number, a unit or none, and what it is.
fn opens(words: &str) -> bool {
    let fraction = |c: char| matches!(c, '½' | '¼' | '¾' | '⅓' | '⅔' | '⅛');
    if !words.starts_with(|c: char| c.is_ascii_digit() || fraction(c)) {
        return false;
    }
    let sign = |c: char| c.is_ascii_digit() || fraction(c) || matches!(c, '.' | ',' | '/' | '-' | '–' | '×');
    let mut rest = words.trim_start_matches(sign);
    let number = &words[..words.len() - rest.len()];
    if let Some(second) = rest.strip_prefix(' ').filter(|second| second.starts_with(sign)) {
        rest = second.trim_start_matches(sign);
    }
    // `1. Mix`, `4th June`, `1848: ...` and the number before a town are no amounts.
    let ordinal = ["th ", "st ", "nd ", "rd "].iter().any(|ending| rest.starts_with(ending));
    let closed = number.ends_with(['.', ',', '-', '–', '/']);
    let thing = rest.strip_prefix(' ').unwrap_or(rest);
    let great =
        number.bytes().filter(u8::is_ascii_digit).count() > 3 && !thing.starts_with(char::is_lowercase);
    !ordinal
        && !closed
        && !great
        && thing.starts_with(char::is_alphabetic)
        && words.split(' ').take(13).count() <= 12
}

#[cfg(test)]
mod tests {
    use super::super::tests::{outline, sees};

    #[test]
    fn ingredients_are_items() {
        sees(
            "Plum Cake\n\nFor the dough:\n\n500 g flour\n1 sachet dry yeast\n250 ml milk, lukewarm\na pinch of salt\n\nFor the topping:\n1.5 kg plums\n½ tsp cinnamon\n\nMix flour and yeast, pour in the milk and knead for ten minutes.\n",
            "title: Plum Cake
            paragraph: For the dough:
            item1: 500 g flour
            item1: 1 sachet
            item1: 250 ml milk, lukewarm
            item1: a pinch of salt
            paragraph: For the topping:
            item1: 1.5 kg plums
            item1: ½ tsp cinnamon
            paragraph: Mix flour",
        );
    }

    #[test]
    fn an_address_a_chronicle_and_prose_have_no_amounts() {
        for text in [
            "The tenant\n\nAnna Berger\n12 Mill Lane\n4711 Sallow\n\nShe pays the rent when she is asked for it, and not before.\n",
            "The year\n\nIn that year there were\n12 boats on the river, and\n30 of them were lost.\n\nNobody has counted the others, and nobody will.\n",
        ] {
            assert!(!outline(text).contains("item"), "{}", outline(text));
        }
    }
}
