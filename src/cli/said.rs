//! What a build says, kept for the next one: while its inputs and its site are the same, nothing else is to be said,
//! and no text has to be understood to say it.

use super::summary::Counts;
use crate::concept::Origin;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::publish;
use crate::source;
use serde_json::{Value, json};
use std::path::Path;

/// A smaller corpus is understood in a blink, and its folder stays free of records.
const WORTH: usize = 200;
/// Opens the last line, which tells whether the lines before it are whole.
const END: &str = "# whole ";

#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Of the inputs with the ledger that the build wrote.
    pub fingerprint: String,
    pub counts: Counts,
    /// Those that follow from the inputs, not from what could not be read or written.
    pub diagnostics: Vec<Diagnostic>,
}

impl Said {
    /// What was said of the site below this root; a damaged record is none.
    pub fn last(root: &Path) -> Option<Said> {
        Said::parse(&source::record(root)?)
    }

    /// Keeps it. A build that cannot is a build all the same.
    pub fn keep(&self, root: &Path) {
        if self.counts.texts >= WORTH {
            let _ = publish::write_record(root, &self.write());
        }
    }

    /// A line of JSON for the counts and one for each diagnostic. That a passage is gone is said once, by the build that
    /// writes it into the ledger.
    fn write(&self) -> String {
        let Counts { texts, words, passages, concepts, shared, mentions, links, origin } = self.counts;
        let is_proposed = origin == Origin::Proposed;
        let counts = [texts, words, passages, concepts, shared, mentions, links];
        let mut text = json!([self.fingerprint, counts, is_proposed]).to_string() + "\n";
        for one in self.diagnostics.iter().filter(|one| one.code != Code::AnchorLost) {
            let place = one.place.as_ref().map(|place| json!([place.path, place.start, place.end]));
            let line = json!([one.code.name(), one.severity.name(), place, one.message, one.hint]);
            text.push_str(&line.to_string());
            text.push('\n');
        }
        let sum = publish::checksum(&text);
        format!("{text}{END}{sum}\n")
    }

    fn parse(text: &str) -> Option<Said> {
        let (text, sum) = text.rsplit_once(END)?;
        if sum.trim_end() != publish::checksum(text) {
            return None;
        }
        let mut lines = text.lines().map(|line| serde_json::from_str::<Value>(line).ok());
        let first = lines.next()??;
        let counts: Vec<usize> = first[1].as_array()?.iter().map(number).collect::<Option<_>>()?;
        let [texts, words, passages, concepts, shared, mentions, links] = counts[..] else { return None };
        let origin = if first[2].as_bool()? { Origin::Proposed } else { Origin::Written };
        Some(Said {
            fingerprint: first[0].as_str()?.to_owned(),
            counts: Counts { texts, words, passages, concepts, shared, mentions, links, origin },
            diagnostics: lines.map(|line| diagnostic(&line?)).collect::<Option<_>>()?,
        })
    }
}

fn diagnostic(line: &Value) -> Option<Diagnostic> {
    let severities = [Severity::Error, Severity::Warning, Severity::Note];
    let severity = line[1].as_str()?;
    let place = match &line[2] {
        Value::Null => None,
        place => Some(Place {
            path: place[0].as_str()?.to_owned(),
            start: number(&place[1])?,
            end: number(&place[2])?,
        }),
    };
    Some(Diagnostic {
        code: Code::called(line[0].as_str()?)?,
        severity: severities.into_iter().find(|known| known.name() == severity)?,
        place,
        message: line[3].as_str()?.to_owned(),
        hint: line[4].as_str().map(str::to_owned),
    })
}

fn number(value: &Value) -> Option<usize> {
    usize::try_from(value.as_u64()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Said {
        let link = Diagnostic::new(Code::BrokenLink, "the link “x\ny” leads nowhere").hint("mend it");
        let mut note = Diagnostic::new(Code::NoTexts, "none");
        note.severity = Severity::Note;
        let numbers = Counts {
            texts: 1,
            words: 2,
            passages: 3,
            concepts: 4,
            shared: 5,
            mentions: 6,
            links: 7,
            origin: Origin::Proposed,
        };
        Said {
            fingerprint: "f".to_owned(),
            counts: numbers,
            diagnostics: vec![link.at(Place::new("seeds/a.md", 3..9)), note],
        }
    }

    #[test]
    fn what_is_kept_reads_back() {
        assert_eq!(Said::parse(&sample().write()), Some(sample()));
    }

    #[test]
    fn a_damaged_record_is_none() {
        let text = sample().write();
        for (at, _) in text.char_indices().filter(|(at, _)| *at > 0) {
            let cut = &text[..at];
            assert!(Said::parse(cut).is_none_or(|said| said == sample()), "{cut}");
        }
        assert_eq!(Said::parse(&text.replace("leads", "heads")), None);
    }

    #[test]
    fn that_a_passage_is_gone_is_said_once() {
        let mut said = sample();
        said.diagnostics.push(Diagnostic::new(Code::AnchorLost, "gone"));
        assert_eq!(Said::parse(&said.write()), Some(sample()));
    }
}
