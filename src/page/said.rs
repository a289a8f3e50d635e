//! A passage in a line of plain words, as other pages quote it.

use super::body::said_formula;
use crate::document::{Passage, Style};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

/// In bytes: what is longer is quoted as it is written.
const LONGEST: usize = 20_000;

/// Some of a passage, with the signs of its formulas instead of TeX's commands for them.
pub fn said(passage: &Passage, range: Range<usize>) -> Cow<'_, str> {
    let words = passage.text.get(range.clone()).unwrap_or_default();
    let within = |span: &&Range<usize>| range.start <= span.start && span.end <= range.end;
    let formulas = passage.marks.iter().filter(|mark| mark.style == Style::Math).map(|mark| &mark.span);
    let mut formulas: Vec<_> = formulas.filter(within).collect();
    let mut said = Cow::Borrowed(words);
    if words.len() > LONGEST {
        return said;
    }
    // From the last to the first: what is before one stays where it is.
    formulas.sort_by_key(|span| Reverse(span.start));
    for span in formulas {
        let place = span.start - range.start..span.end - range.start;
        if let Some(formula) = words.get(place.clone()).and_then(said_formula) {
            said.to_mut().replace_range(place, &formula);
        }
    }
    said
}

/// The whole of a passage said so, and where some of its words are then.
pub fn said_around<'a>(passage: &'a Passage, span: &Range<usize>) -> (Cow<'a, str>, Range<usize>) {
    if !passage.marks.iter().any(|mark| mark.style == Style::Math) {
        return (Cow::Borrowed(&passage.text), span.clone());
    }
    let before = said(passage, 0..span.start);
    let words = said(passage, span.clone());
    let after = said(passage, span.end..passage.text.len());
    let place = before.len()..before.len() + words.len();
    (Cow::Owned(format!("{before}{words}{after}")), place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::TextIx;
    use crate::page::quote;
    use crate::page::tests::corpus;

    #[test]
    fn a_quotation_has_the_signs_of_formulas() {
        let corpus = corpus(&[(
            "seeds/a.md",
            "# A\n\nWith paddles at $\\tau_1 \\le \\tau_2$ the gate of $\\foo$ and $\\alpha$ opens.\n",
        )]);
        let passage = &corpus.text(TextIx(0)).document.passages[1];
        let at = passage.text.find("gate").expect("it is there");
        let whole = "With paddles at τ₁ ≤ τ₂ the gate of \\foo and α opens.";
        assert_eq!(quote::around(passage, &(at..at + 4), 200), whole);
        assert_eq!(said(passage, 0..at), "With paddles at τ₁ ≤ τ₂ the ");
        assert_eq!(said(passage, at..passage.text.len()), "gate of \\foo and α opens.");
    }
}
