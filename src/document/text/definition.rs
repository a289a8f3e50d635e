//! Terms over their descriptions: a short line at the margin, and under it, with no line between,
//! what is said of it, set in. Glossaries and lists of options are written so.

use super::line::Line;
use super::sheet::{Sheet, ends_sentence};
use super::{code, hanging, marker};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A term has no more columns, nor words.
const WIDEST: u32 = 60;
const MOST_WORDS: usize = 8;
/// A description is set in no further: beyond, it is centred, or code.
const DEEPEST: u32 = 10;

/// The lines that are terms: such as come several times in one file, set in alike. What stands close under a head is
/// looked at without it.
pub fn terms(sheet: &Sheet, heads: &HashSet<usize>) -> HashSet<usize> {
    let mut found: HashMap<Shape, Vec<(usize, Strength)>> = HashMap::new();
    let mut at = 0;
    while at < sheet.lines.len() {
        at += usize::from(heads.contains(&at));
        let end = at + sheet.lines[at..].iter().take_while(|line| !line.is_blank()).count();
        if let Some((shape, strength)) = shape(sheet, at..end) {
            found.entry(shape).or_default().push((at, strength));
        }
        at = end.max(at + 1);
    }
    let several = |terms: &Vec<(usize, Strength)>| {
        let count = |wanted| terms.iter().filter(|(_, strength)| *strength == wanted).count();
        let names: HashSet<&str> = terms.iter().map(|(at, _)| sheet.words(*at)).collect();
        let few = names.iter().all(|name| name.split(' ').count() <= 3);
        count(Strength::Sentence) >= 2
            || count(Strength::Option) >= if sheet.set_in { 1 } else { 2 }
            || few && names.len() >= 4 && names.len() == terms.len()
    };
    found.into_values().filter(several).flatten().map(|(at, _)| at).collect()
}

/// How terms are set: their indent, that of what is said of them, and whether they end in a colon.
type Shape = (u32, u32, bool);

/// What a description says for being one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strength {
    Sentence,
    /// An option of a command over what it does.
    Option,
    /// A few words, or such without a stop: they are one if others in the file are, or many of them together.
    Words,
}

/// The indents of term and description, if a run of lines is nothing but these two.
fn shape(sheet: &Sheet, run: Range<usize>) -> Option<(Shape, Strength)> {
    if !(2..=200).contains(&run.len()) {
        return None;
    }
    let words = |line: &Line| line.words(sheet.text);
    let (term, description) = (&sheet.lines[run.start], &sheet.lines[run.start + 1..run.end]);
    let first = &description[0];
    let deep = first.indent.checked_sub(term.indent).filter(|deep| (2..=DEEPEST).contains(deep))?;
    let even = description.iter().all(|line| line.indent == first.indent && line.quote == 0)
        && sheet.first_line != Some(first.indent);
    let colon = words(term).ends_with(':');
    let option = hanging::is_option(words(term));
    let short = term.width <= WIDEST
        && words(term).split(' ').count() <= MOST_WORDS
        && !ends_sentence(words(term))
        && !words(term).ends_with([',', ';', '-', '—', '：'])
        && (option || words(term).starts_with(|c: char| c.is_alphabetic() || matches!(c, '/' | '~' | '$')));
    let opens = |line: &Line| marker::of(sheet.text, line).is_some();
    let said = ends_sentence(words(description.last()?)) && !colon;
    let long = description.iter().map(|line| line.width).sum::<u32>() >= 20;
    let likeness = code::likeness(sheet, run.start + 1..run.end);
    let prose = likeness < if said && !option { 0.0 } else { 0.5 };
    let parted =
        term.quote == 0 && !opens(term) && !opens(first) && !sheet.wrapping.forces(sheet.text, term, first);
    let strength = match option {
        true => Strength::Option,
        false if long && said => Strength::Sentence,
        false => Strength::Words,
    };
    (even && short && prose && parted).then_some(((term.indent, deep, colon), strength))
}

/// `"boat" includes any vessel`: what an act or a contract says of its words is its own text.
pub fn defines(words: &str) -> bool {
    let Some(rest) = words.strip_prefix(['"', '“']) else { return false };
    let Some((term, said)) = rest.split_once(['"', '”']) else { return false };
    let verbs = [
        " means ",
        " includes ",
        " has the meaning",
        " shall mean ",
        ", in relation to ",
        " refers to ",
        " is ",
    ];
    term.split(' ').count() <= 5 && verbs.iter().any(|verb| said.starts_with(verb))
}

#[cfg(test)]
mod tests {
    use super::super::recover;
    use super::super::tests::outline;
    use crate::document::Block;

    #[test]
    fn a_run_that_ends_at_a_term_is_no_definition_of_it() {
        super::super::properties::nothing_is_lost(
            "   Scripts are run when tarballs are made from git and from\n   directories, to do what would be done when they\n\n   This module has a command line that can do most of what\n   is described below. Run it with -h to learn more.\n\n  tool pack <spec> [<file>]\n    If the file is missing, the tarball goes to the standard output.\n\n  tool unpack <spec> <folder>\n    Unpack it into the folder.",
        );
    }

    #[test]
    fn a_glossary_is_a_list_of_definitions() {
        let text = "A glossary\n\nplan\n    A list of things to be done, in the order in which they are to be done\n    by those who made it.\n\n    It may be long.\n\nplanner\n    One who plans, and another who does not.\n\nquota\n    A share.\n\nThe end of it is here, and there is nothing to say after it.\n";
        let parsed = recover("seed.txt", text).0.parsed;
        let [Block::Definitions(list), Block::Passage(_)] = parsed.body.as_slice() else {
            panic!("{:?}", parsed.body)
        };
        let said: Vec<usize> = list.iter().map(|one| one.descriptions[0].len()).collect();
        assert_eq!(said, [2, 1, 1]);
    }

    #[test]
    fn terms_that_stand_out_of_prose_set_in_keep_their_words() {
        let prose = "   The prose of this text is set in by three columns, as a text browser\n   prints it, and it is of two lines.\n\n";
        let term = "plan\n   A list of things to be done, in the order of their doing.\n\n";
        let parsed = recover("seed.txt", &(prose.repeat(3) + &term.repeat(3))).0.parsed;
        let texts: Vec<&str> = parsed.passages.iter().map(|passage| passage.text.as_str()).collect();
        assert_eq!(texts.iter().filter(|text| **text == "plan").count(), 3, "{texts:?}");
        assert_eq!(texts.iter().filter(|text| text.starts_with("A list")).count(), 3, "{texts:?}");
    }

    #[test]
    fn a_name_over_a_quotation_a_lead_in_and_verse_are_none() {
        for text in [
            "He said this:\n    I have seen it with my own eyes, and so it was.\n\nShe said this:\n    I have not seen it at all, and so it was not.\n",
            "Only once\n    A line is set in under another, and that is all there is to it.\n\nThe rest is prose that goes on.\n",
            "Piping down the valleys wild\n  Piping songs of pleasant glee.\nOn a cloud I saw a child\n  And he laughing said to me.\n\nPipe a song about a lamb\n  So I piped with merry cheer.\nPiper pipe that song again\n  So I piped he wept to hear.\n",
        ] {
            let parsed = recover("seed.txt", text).0.parsed;
            let none = parsed.body.iter().all(|block| !matches!(block, Block::Definitions(_)));
            assert!(none, "{}", outline(text));
        }
    }
}
