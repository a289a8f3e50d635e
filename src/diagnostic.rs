//! What is wrong with a seed, the lexicon or the configuration, as a value.
//!
//! A diagnostic names its place by byte range in a source; only `cli` turns it into lines,
//! columns and colours. Every kind has a code, and its severity can be set by that code.

mod manual;

use std::ops::Range;

pub use manual::{manual, page};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
    /// Worth knowing, nothing to mend.
    Note,
}

impl Severity {
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// The kinds of diagnostic. A code is stable: users write it in `seedbed.yaml` under `checks:`.
macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $about:literal,)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $($variant,)* }

        impl Code {
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            pub fn called(name: &str) -> Option<Code> {
                Code::ALL.iter().copied().find(|code| code.name() == name)
            }

            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            /// What the code means, in one sentence.
            pub fn about(self) -> &'static str {
                match self { $(Code::$variant => $about,)* }
            }
        }
    };
}

codes! {
    Unreadable "unreadable" Error "A file or folder could not be read.",
    Encoding "encoding" Warning "A text is not UTF-8; it was read in another encoding.",
    Yaml "yaml" Error "A YAML file or front matter does not parse or has a wrong type.",
    UnknownKey "unknown-key" Error "A key that Seedbed does not know.",
    BadValue "bad-value" Error "A key is known, its value is not.",
    BadWords "bad-words" Error "A file of interface words has a line that is no Fluent message.",
    OrphanSidecar "orphan-sidecar" Warning "A sidecar has no text of the same stem beside it.",
    UnknownFormat "unknown-format" Warning "A file under seeds/ is in no format that Seedbed reads.",
    NoTexts "no-texts" Error "There is no text under seeds/.",
    Parser "parser" Error "A parser gave up on a text; the page shows it as plain text.",
    DuplicateConcept "duplicate-concept" Error "Two concepts have the same id.",
    EmptyConcept "empty-concept" Error "A concept has neither a name nor an id.",
    UnknownConcept "unknown-concept" Error "A concept is named that the lexicon does not hold.",
    SharedAlias "shared-alias" Warning "An alias belongs to several concepts and nothing decides between them; it is not linked.",
    CyclicBroader "cyclic-broader" Warning "A concept is broader than itself by way of others.",
    UnmentionedConcept "unmentioned-concept" Warning "No text mentions a concept of the lexicon.",
    ConceptEverywhere "concept-everywhere" Note "A concept is in so many passages that linking it tells readers little.",
    OverLinked "over-linked" Note "A text has more links than readers follow.",
    UnderLinked "under-linked" Note "A long text has no link to a concept.",
    NoConcepts "no-concepts" Warning "There is no lexicon, so nothing is linked.",
    ProposedConcepts "proposed-concepts" Note "There is no lexicon; the concepts are what Seedbed proposes.",
    SiteLanguage "site-language" Note "Most texts are in another language than the site's own words; `language: de` in `seedbed.yaml` changes these.",
    NotEditable "not-editable" Error "A file cannot be edited without touching what must stay; nothing was changed.",
    QuoteNotFound "quote-not-found" Error "A quotation in a sidecar does not occur in the text.",
    QuoteAmbiguous "quote-ambiguous" Error "A quotation in a sidecar occurs more than once in the text.",
    Correction "correction" Error "A correction says two things at once, or asks for what its place does not allow.",
    NeedlessCorrection "needless-correction" Note "A correction says what the text says without it.",
    UnknownText "unknown-text" Error "An annotation points to a text that is not there.",
    BrokenLink "broken-link" Warning "A link leads to no page or passage of the site.",
    UnsafeLink "unsafe-link" Warning "A link with a scheme that a page must not carry; its words are kept, the link is not.",
    NoteWithoutText "note-without-text" Warning "A reference mark has no note to lead to.",
    NoteWithoutReference "note-without-reference" Note "A note is listed, but nothing refers to it.",
    UnsafePicture "unsafe-picture" Warning "A drawing holds what a browser would run or fetch; it is no part of the site.",
    UnportableName "unportable-name" Warning "A file beside the texts has a name that not every system can have; it is no part of the site.",
    Direction "direction" Warning "A character turns the direction of writing and nothing turns it back.",
    SlugCollision "slug-collision" Warning "Two texts would have the same address; one gets a number.",
    ReusedAddress "reused-address" Error "A former address is the present address of another page.",
    AnchorLost "anchor-lost" Warning "A passage that had a permalink is gone; the link leads to its section now.",
    ReadOnlyLedger "read-only-ledger" Warning "The ledger of passage anchors could not be written.",
    SetApart "set-apart" Note "Lines that a library puts around a text were set apart from it.",
    RawHtml "raw-html" Note "Raw HTML in a Markdown text was set apart; its words are kept.",
    Draft "draft" Note "A text says that it is a draft; it is no part of the site.",
    NoParagraphs "no-paragraphs" Note "A plain text has no paragraphs; it was parted where its subject changes.",
    ReadAsText "read-as-text" Note "A text with a Markdown name has no Markdown in it; it was read as plain text.",
    ForeignFile "foreign-file" Note "A file in the output folder is not Seedbed's; it was left as it is.",
}

/// Where a diagnostic points: a source, and the bytes of its decoded text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub path: String,
    pub start: usize,
    pub end: usize,
}

impl Place {
    pub fn new(path: impl Into<String>, span: Range<usize>) -> Place {
        Place { path: path.into(), start: span.start, end: span.end }
    }

    /// The whole file: no line can be named.
    pub fn file(path: impl Into<String>) -> Place {
        Place { path: path.into(), start: 0, end: 0 }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    pub severity: Severity,
    pub place: Option<Place>,
    pub message: String,
    /// What to do next, in one sentence.
    pub hint: Option<String>,
}

impl Diagnostic {
    pub fn new(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic { code, severity: code.severity(), place: None, message: message.into(), hint: None }
    }

    pub fn at(mut self, place: Place) -> Diagnostic {
        self.place = Some(place);
        self
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Diagnostic {
        self.hint = Some(hint.into());
        self
    }

    /// The order in which diagnostics are shown: by file and place, then by code.
    pub fn sort(diagnostics: &mut [Diagnostic]) {
        diagnostics.sort_by(|a, b| (&a.place, a.code, &a.message).cmp(&(&b.place, b.code, &b.message)));
    }
}

/// The nearest of `known` to a mistyped `word`, if one is near enough to be meant.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    let limit = (length / 3).max(1);
    known
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= limit)
        .map(|candidate| (edit_distance(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Damerau's edit distance with adjacent transpositions (optimal string alignment), in characters.
fn edit_distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let substitution = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = substitution.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_word_is_proposed_and_a_far_one_is_not() {
        assert_eq!(did_you_mean("titel", ["title", "kind"]), Some("title"));
        assert_eq!(did_you_mean("colour", ["title", "kind"]), None);
    }

    #[test]
    fn codes_are_unique_and_kebab_case() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(names.iter().all(|name| name.chars().all(|c| c == '-' || c.is_ascii_lowercase())));
    }
}
