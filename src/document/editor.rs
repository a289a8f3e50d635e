//! The editor's hand: finds the words that a sidecar quotes, applies what it says of them, and tells
//! where it does not fit.

use super::correct::{Change, Draft, Outcome, Run};
use super::quote::{Quotable, shorten};
use super::sidecar::{Correction, WrittenAnnotation, WrittenMention};
use super::{Annotation, EditedMention, Mark, Parsed, PassageIx, Quotation, Reading, Style, With};
use crate::diagnostic::{Code, Diagnostic};
use crate::yaml::{Spanned, Yaml};
use std::ops::Range;

/// Collects what is to be said to the editor.
pub struct Editor {
    pub diagnostics: Vec<Diagnostic>,
    pub readings: Vec<Reading>,
}

impl Editor {
    pub fn new(diagnostics: Vec<Diagnostic>) -> Editor {
        Editor { diagnostics, readings: Vec::new() }
    }

    /// Corrections of whole passages, in the order in which they are written: each sees the text as
    /// those before it have left it.
    pub fn restructure<'y>(
        &mut self,
        seed: &str,
        parsed: Parsed,
        layers: impl Iterator<Item = (Yaml<'y>, &'y [Correction])>,
    ) -> (Parsed, Quotable) {
        let mut draft = Draft::new(seed, parsed);
        let mut is_changed = false;
        for (yaml, correction) in layers.flat_map(|(yaml, list)| list.iter().map(move |one| (yaml, one))) {
            match correction.change(yaml) {
                Ok(Some(change)) => is_changed |= self.change(&mut draft, yaml, correction, change),
                Ok(None) => {}
                Err(problem) => self.diagnostics.push(problem),
            }
        }
        if is_changed { draft.finish() } else { draft.unchanged() }
    }

    /// Tells whether the text is another one now.
    fn change(
        &mut self,
        draft: &mut Draft<'_>,
        yaml: Yaml<'_>,
        correction: &Correction,
        change: Change,
    ) -> bool {
        let run = match self.run(draft, yaml, correction, change) {
            Ok(run) => run,
            Err(problem) => {
                self.diagnostics.extend(problem);
                return false;
            }
        };
        let outcome = draft.apply(change, &run);
        let problem = match outcome {
            Outcome::Done => return true,
            Outcome::Needless => {
                Diagnostic::new(Code::NeedlessCorrection, "the text is so without this correction")
                    .hint("delete it; it is no longer needed")
            }
            Outcome::Unfit(why) => {
                Diagnostic::new(Code::Correction, format!("this correction cannot be made: {why}"))
                    .hint("quote another passage, or delete the correction")
            }
        };
        self.diagnostics.push(problem.at(yaml.place(&correction.quote)));
        false
    }

    /// The passages that a correction is about. What is wrong may have been said already.
    fn run(
        &mut self,
        draft: &mut Draft<'_>,
        yaml: Yaml<'_>,
        correction: &Correction,
        change: Change,
    ) -> Result<Run, Option<Diagnostic>> {
        let quote = &correction.quote;
        if change == Change::Join && correction.through.is_none() {
            return seam(draft, &quote.value).map_err(|problem| Some(problem.at(yaml.place(quote))));
        }
        let at = self.locate(&draft.quotable, yaml, quote).ok_or(None)?;
        let last = match &correction.through {
            Some(through) => self.locate(&draft.quotable, yaml, through).ok_or(None)?.passage,
            None => at.passage,
        };
        Ok(Run { at, last })
    }

    fn locate(&mut self, quotable: &Quotable, yaml: Yaml<'_>, quote: &Spanned<String>) -> Option<Quotation> {
        match quotable.find(&quote.value) {
            Ok(found) => Some(found),
            Err(problem) => {
                self.diagnostics.push(problem.at(yaml.place(quote)));
                None
            }
        }
    }

    /// Corrections of single words: the words stay, the reading stands beside them.
    pub fn read_as(
        &mut self,
        parsed: &mut Parsed,
        quotable: &Quotable,
        yaml: Yaml<'_>,
        corrections: &[Correction],
    ) {
        for correction in corrections {
            // What is wrong with it was said when passages were corrected.
            let Ok(None) = correction.change(yaml) else { continue };
            let Some(at) = self.locate(quotable, yaml, &correction.quote) else { continue };
            let marks = &mut parsed.passages[at.passage.0 as usize].marks;
            let order = |span: &Range<usize>| (span.start, usize::MAX - span.end);
            let place = marks.partition_point(|mark| order(&mark.span) <= order(&at.span));
            marks.insert(place, Mark { span: at.span, style: Style::Reading(self.readings.len()) });
            self.readings.push(Reading { read: correction.read.clone(), note: correction.note.clone() });
        }
    }

    pub fn annotations(
        &mut self,
        quotable: &Quotable,
        yaml: Yaml<'_>,
        written: Vec<WrittenAnnotation>,
    ) -> Vec<Annotation> {
        let mut annotations = Vec::new();
        for one in written {
            let Some(at) = self.locate(quotable, yaml, &one.quote) else { continue };
            annotations.push(Annotation {
                at,
                relation: one.kind,
                with: one.with.map(|with| With { text: with.text, quote: with.quote }),
                concepts: one.concepts,
                note: one.note,
                place: yaml.place(&one.quote),
            });
        }
        annotations
    }

    pub fn mentions(
        &mut self,
        quotable: &Quotable,
        yaml: Yaml<'_>,
        written: Vec<WrittenMention>,
    ) -> Vec<EditedMention> {
        let mut mentions = Vec::new();
        for one in written {
            let Some(around) = self.locate(quotable, yaml, &one.quote) else { continue };
            let place = yaml.place(&one.quote);
            match quotable.within(&around, one.words.as_deref()) {
                Ok(at) => mentions.push(EditedMention { at, concept: one.concept, place }),
                Err(problem) => self.diagnostics.push(problem.at(place)),
            }
        }
        mentions
    }
}

/// The passages on both sides of a seam: the quotation runs over it, or ends at it. Words from the
/// middle of a passage would name no seam, and after a change of the seed join what must stay apart.
fn seam(draft: &mut Draft<'_>, quote: &str) -> Result<Run, Diagnostic> {
    let order = draft.order();
    let at = match draft.quotable.find(quote) {
        Ok(at) => at,
        Err(problem) => {
            let (first, last) = draft.quotable.across(&order, quote).ok_or(problem)?;
            let span = 0..draft.passage(first).text.len();
            return Ok(Run { at: Quotation { passage: first, span }, last });
        }
    };
    let text = &draft.passage(at.passage).text;
    if !text[at.span.end..].trim().is_empty() {
        return Err(Diagnostic::new(
            Code::Correction,
            "nothing is joined: the quotation lies within one passage and does not end it",
        )
        .hint(format!(
            "if the passages are one now, delete the correction; else quote the last words of the first, “{}”",
            last_words(text)
        )));
    }
    let behind = order.iter().skip_while(|ix| **ix != at.passage).nth(1).copied();
    let last: PassageIx = behind.ok_or_else(|| {
        Diagnostic::new(Code::Correction, "nothing is joined: no passage follows this one")
            .hint("delete the correction")
    })?;
    Ok(Run { at, last })
}

fn last_words(text: &str) -> String {
    let from = text.char_indices().rev().nth(40).map_or(0, |(at, _)| at);
    let from = text[from..].find(char::is_whitespace).filter(|_| from > 0).map_or(from, |blank| from + blank);
    shorten(text[from..].trim(), 60)
}
