//! Seedbed shows of Markdown what CommonMark says it is: every example of the specification, as passages
//! and blocks, against the HTML that the specification gives for it.
//!
//! Where it does not, there is a reason, and `docs/commonmark.md` gives it; no other example differs, and
//! each of these does.
#![allow(clippy::disallowed_methods, reason = "the examples lie in the sources of the Markdown parser")]

mod found;
mod said;
mod shown;
mod spec;

use seedbed::document::Parsed;
use seedbed::document::Why;
use seedbed::document::markdown::{Guess, read};
use spec::Example;

/// The examples with HTML in them that sanitising changes.
const SANITISED: &[usize] = &[
    21, 31, 148, 150, 159, 162, 168, 169, 170, 171, 172, 173, 176, 178, 180, 186, 187, 344, 475, 476, 477,
    494, 613, 614, 615, 616, 623, 629, 630, 631, 642, 643,
];

/// The others that differ, by what Seedbed does beyond CommonMark or leaves out.
const OTHERWISE: &[(&str, &[usize])] = &[
    ("addresses become links", &[602, 606, 608, 611, 612]),
    ("wiki links", &[548, 559, 590]),
    ("front matter", &[98]),
    ("components", &[163]),
    ("links without words", &[484]),
    ("nothing to read", &[79, 126, 130, 144, 237, 487]),
    ("blanks at the ends of code", &[138, 331, 332, 333, 334, 336]),
];

fn parsed(example: &Example, guess: Guess) -> Parsed {
    read("a.md", &example.markdown, guess).0.parsed
}

fn is_same(example: &Example, guess: Guess) -> bool {
    shown::outline(&parsed(example, guess)) == said::outline(&example.html)
}

#[test]
fn every_example_is_shown_as_it_says_or_differs_for_a_reason() {
    let examples = spec::examples();
    assert_eq!(examples.len(), 652, "CommonMark 0.31.2 has as many");
    let differ: Vec<usize> = examples
        .iter()
        .filter(|example| !is_same(example, Guess::Off))
        .map(|example| example.number)
        .collect();
    let mut explained: Vec<usize> =
        OTHERWISE.iter().flat_map(|(_, numbers)| *numbers).chain(SANITISED).copied().collect();
    explained.sort_unstable();
    let first = examples.iter().find(|one| differ.contains(&one.number) != explained.contains(&one.number));
    let what = first.map(|example| {
        let shown = shown::outline(&parsed(example, Guess::Off));
        format!(
            "{}\n{}\nshown\n{shown}\nsaid\n{}",
            example.number,
            example.markdown,
            said::outline(&example.html)
        )
    });
    assert!(differ == explained, "{}", what.unwrap_or_default());
}

#[test]
fn with_linking_and_sanitising_off_every_example_is_what_it_says() {
    for example in spec::examples() {
        let found = found::html(&example.markdown);
        let (number, markdown) = (example.number, &example.markdown);
        assert_eq!(said::outline(&found), said::outline(&example.html), "{number}: {markdown}\n{found}");
    }
}

#[test]
fn sanitising_changes_examples_with_html_alone() {
    // Of a declaration that HTML does not know, browsers show what is behind its first `>`.
    let declaration = 629;
    let sanitised = |example: &&Example| SANITISED.contains(&example.number) && example.number != declaration;
    for example in spec::examples().iter().filter(sanitised) {
        let parsed = parsed(example, Guess::Off);
        assert!(parsed.removed.iter().any(|one| one.why == Why::Html), "{}", example.markdown);
        let shown: String = parsed.passages.iter().flat_map(|one| one.text.split_whitespace()).collect();
        assert_eq!(shown, said::letters(&example.html), "its words stay: {}", example.markdown);
    }
}

#[test]
fn what_is_recognised_as_plain_text_is_none_of_the_examples() {
    // A number of nine digits counts no list that anybody writes.
    let other = [265];
    for example in spec::examples().iter().filter(|example| !other.contains(&example.number)) {
        let (guessed, plain) = (parsed(example, Guess::On), parsed(example, Guess::Off));
        assert_eq!(shown::outline(&guessed), shown::outline(&plain), "{}", example.markdown);
    }
}

#[test]
fn the_manual_names_the_examples_that_differ() {
    let manual = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/commonmark.md"))
        .expect("it is in the repository");
    let others: usize = OTHERWISE.iter().map(|(_, numbers)| numbers.len()).sum();
    let counts = [652 - SANITISED.len() - others, SANITISED.len(), others];
    assert!(counts.iter().all(|count| manual.contains(&format!(" {count} "))), "{counts:?}");
    let list = |numbers: &[usize]| numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
    for (reason, numbers) in OTHERWISE {
        let row = format!("| {reason} | {} |", list(numbers));
        assert!(manual.contains(&row), "docs/commonmark.md lacks: {row}");
    }
    let named: Vec<usize> = manual
        .lines()
        .filter_map(|line| line.strip_prefix("| HTML: "))
        .filter_map(|row| row.split('|').nth(1))
        .flat_map(|numbers| numbers.split(',').filter_map(|number| number.trim().parse().ok()))
        .collect();
    let mut sorted = named.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, SANITISED);
}
