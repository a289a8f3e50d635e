//! A text whose paragraphs were lost, as where a page was copied as one line: it is parted where its subject changes,
//! so that it can be read, and its places be told.

use super::assemble::LineNumbers;
use super::cohesion;
use super::line::columns;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::document::passages::{located, part, reading_order, renumber};
use crate::document::{Block, Decision, Kind, Parsed, Passage, PassageIx};

/// In columns: some 700 words. No paragraph is so long where a writer ends any.
const LONG: u32 = 4_000;

const RULE: &str = "a text without paragraphs, parted where its subject changes";

/// Parts the paragraphs of such a text. Others are left as they are.
pub fn mend(
    path: &str,
    seed: &str,
    parsed: &mut Parsed,
    decisions: &mut Vec<Decision>,
) -> Option<Diagnostic> {
    let long = long_paragraphs(parsed)?;
    let Parted { numbers, parts } = part_all(seed, parsed, &long);
    let new = |ix: PassageIx| numbers[ix.0 as usize];
    decisions.retain(|decision| decision.passage.is_none_or(|ix| !long.contains(&ix)));
    decisions.iter_mut().for_each(|decision| decision.passage = decision.passage.and_then(new));
    let mut lines = LineNumbers::default();
    let source = |ix: PassageIx| parsed.passages[ix.0 as usize].source.start;
    let first = source(*parts.first()?);
    let count = parts.len();
    decisions.extend(parts.into_iter().map(|ix| Decision {
        line: lines.of(seed, source(ix)),
        kind: Kind::Paragraph,
        level: 0,
        rule: RULE,
        confidence: 0.4,
        runner_up: Some((Kind::Paragraph, "one paragraph with what is before it")),
        passage: Some(ix),
    }));
    let place = Place::new(path, first..first);
    Some(
        Diagnostic::new(Code::NoParagraphs, format!("this text has no paragraphs; it was parted into {count} where its subject changes"))
            .at(place)
            .hint("leave a line blank where a paragraph ends; or, if it is meant to be one, `join` its first words `through` its last in the sidecar"),
    )
}

/// The paragraphs that are too long to be any, if next to nothing else is in the text.
fn long_paragraphs(parsed: &Parsed) -> Option<Vec<PassageIx>> {
    let size = |passage: &Passage| u64::from(columns(&passage.text));
    let long = paragraphs_over(LONG, parsed);
    if long.is_empty() {
        return None;
    }
    let inside: u64 = long.iter().map(|ix| size(&parsed.passages[ix.0 as usize])).sum();
    let all: u64 = parsed.passages.iter().map(size).sum();
    (inside * 4 >= all * 3).then_some(long)
}

/// The paragraphs of the text itself that are longer than so many columns.
pub fn paragraphs_over(longest: u32, parsed: &Parsed) -> Vec<PassageIx> {
    let is_long = |ix: PassageIx| {
        let passage = &parsed.passages[ix.0 as usize];
        // Of no letter there are more columns than bytes.
        let may_be = passage.kind == Kind::Paragraph && passage.text.len() > longest as usize;
        may_be && columns(&passage.text) > longest
    };
    let paragraphs = parsed.body.iter().filter_map(|block| match block {
        Block::Passage(ix) => Some(*ix),
        _ => None,
    });
    paragraphs.filter(|ix| is_long(*ix)).collect()
}

/// What became of passages that were parted.
pub struct Parted {
    /// The new number of each old passage.
    numbers: Vec<Option<PassageIx>>,
    /// All parts, by their new numbers.
    parts: Vec<PassageIx>,
}

/// Parts paragraphs of the text itself where their subject changes.
pub fn part_all(seed: &str, parsed: &mut Parsed, long: &[PassageIx]) -> Parted {
    let mut parts = Vec::new();
    for ix in long {
        let behind = parted(seed, parsed, *ix);
        let place = parsed.body.iter().position(|block| *block == Block::Passage(*ix));
        let place = place.expect("it was found in the body") + 1;
        parsed.body.splice(place..place, behind.iter().copied().map(Block::Passage));
        parts.extend([*ix].into_iter().chain(behind));
    }
    let order = reading_order(parsed);
    let numbers = renumber(parsed, &order);
    let parts = parts.into_iter().filter_map(|ix| numbers[ix.0 as usize]).collect();
    Parted { numbers, parts }
}

/// Cuts a passage into its parts; those behind the first are put behind all other passages.
fn parted(seed: &str, parsed: &mut Parsed, ix: PassageIx) -> Vec<PassageIx> {
    let whole = &parsed.passages[ix.0 as usize];
    let cuts = places(seed, whole, &cohesion::breaks(&whole.text));
    let mut parts = Vec::new();
    // From the last one on, so that each cut moves no more than its own part.
    for (cut, place) in cuts.into_iter().rev() {
        parts.push(part(&mut parsed.passages[ix.0 as usize], cut, place));
    }
    parts.into_iter().rev().map(|part| parsed.push(part)).collect()
}

/// Where the words at each break stand in the seed.
fn places(seed: &str, passage: &Passage, breaks: &[usize]) -> Vec<(usize, usize)> {
    let start = passage.source.start;
    if seed[start..].starts_with(&passage.text) {
        return breaks.iter().map(|at| (*at, start + at)).collect();
    }
    let mut words = located(seed, passage).filter_map(|(at, span)| Some((at, span?.start))).peekable();
    let mut last = start;
    let place = |at: &usize| {
        while let Some((_, place)) = words.next_if(|(word, _)| word <= at) {
            last = place;
        }
        (*at, last)
    };
    breaks.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::super::properties::nothing_is_lost;
    use super::super::recover;
    use super::*;
    use proptest::prelude::*;

    fn speech(paragraphs: usize, between: &str) -> String {
        let subjects = ["harbour", "granary", "school", "railway", "treasury", "forest"];
        let said = |at: usize| {
            let subject = subjects[at % subjects.len()];
            (0..6)
                .map(|year| {
                    format!(
                        "The {subject} was built in its year {year}, and the {subject} has paid for itself. "
                    )
                })
                .collect::<String>()
        };
        (0..paragraphs).map(|at| said(at).trim_end().to_owned()).collect::<Vec<_>>().join(between)
    }

    #[test]
    fn a_speech_on_one_line_has_paragraphs() {
        let text = speech(16, " ");
        let (recovery, diagnostics) = recover("seed.txt", &text);
        let passages = &recovery.parsed.passages;
        assert_eq!(passages.len(), 16);
        assert!(passages.iter().all(|passage| passage.text == text[passage.source.clone()].trim_end()));
        assert_eq!(passages.iter().map(|passage| passage.text.as_str()).collect::<Vec<_>>().join(" "), text);
        assert!(recovery.decisions.iter().all(|decision| decision.rule == RULE && decision.confidence < 0.5));
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(
            diagnostics[0].message,
            "this text has no paragraphs; it was parted into 16 where its subject changes"
        );
    }

    #[test]
    fn lines_broken_at_a_margin_are_joined_before_they_are_parted() {
        let mut wrapped = String::new();
        let mut column = 0;
        for word in speech(16, " ").split(' ') {
            if column + word.len() > 72 {
                wrapped.push('\n');
                column = 0;
            } else if column > 0 {
                wrapped.push(' ');
                column += 1;
            }
            wrapped.push_str(word);
            column += word.len();
        }
        let parsed = recover("seed.txt", &wrapped).0.parsed;
        assert_eq!(parsed.passages.len(), 16);
        for passage in &parsed.passages {
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(words(&passage.text), words(&wrapped[passage.source.clone()]));
        }
    }

    #[test]
    fn paragraphs_that_a_writer_ended_stay() {
        let text = speech(16, "\n\n");
        let (recovery, diagnostics) = recover("seed.txt", &text);
        assert_eq!((recovery.parsed.passages.len(), diagnostics.len()), (16, 0));
        // One long paragraph among many others is its writer's.
        let text = format!("{text}\n\n{}", speech(10, " "));
        assert_eq!(recover("seed.txt", &text).0.parsed.passages.len(), 17);
        assert_eq!(recover("seed.txt", &speech(6, " ")).0.parsed.passages.len(), 1);
    }

    proptest! {
        /// Whatever stands in the text, no letter is lost, and every mark and reference lies in its passage.
        #[test]
        fn nothing_is_lost_where_a_text_is_parted(
            words in prop::collection::vec("[A-Z]?[a-z]{1,9}([.!?,]|\\[1\\]|。)?|II\\.|\\*bold\\*", 40..60),
            wrapped in any::<bool>(),
        ) {
            let sentence: String = words.join(" ");
            let text = vec![sentence; 24].join(if wrapped { "\n" } else { " " }) + "\n\n[1] A note.\n";
            nothing_is_lost(&text);
            let parsed = recover("seed.txt", &text).0.parsed;
            for passage in &parsed.passages {
                prop_assert!(passage.marks.iter().all(|mark| passage.text.get(mark.span.clone()).is_some()));
                prop_assert!(passage.atoms.iter().all(|atom| passage.text.get(..atom.at).is_some()));
                prop_assert!(text.get(passage.source.clone()).is_some());
            }
            let sources: Vec<_> = parsed.passages.iter().map(|passage| passage.source.clone()).collect();
            prop_assert!(sources.windows(2).all(|pair| pair[0].start <= pair[1].start), "{sources:?}");
        }
    }
}
