//! Diagnostics as a person reads them: the place, the source line with the words marked, a hint.
//! What is said of many places is shown at the first and named at the others.

mod machine;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Sources;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::collections::BTreeMap;
use std::io::Write as _;

/// As many of one kind are shown in full; the rest is counted.
const SHOWN: usize = 12;
/// A longer source line is cut, around the place.
const WIDEST: usize = 240;

/// For whom diagnostics are written.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A person: with the source line and what to do
    Human,
    /// Programs: a JSON object a line, on standard output, and nothing else there
    Json,
    /// A workflow on GitHub: annotations of the lines
    Github,
}

/// Shows what is at least as grave as `least`; programs are told all.
pub fn show(format: Format, found: &[Diagnostic], sources: &Sources, least: Severity) {
    let told: Vec<Diagnostic> =
        found.iter().filter(|diagnostic| diagnostic.severity <= least).cloned().collect();
    let words = match format {
        Format::Human => return diagnostics(found, sources, least),
        Format::Json => machine::json(found, sources),
        Format::Github => machine::github(&told, sources),
    };
    // A closed pipe is the reader's wish, not our failure; so with every write below.
    let _ = anstream::stdout().lock().write_all(words.as_bytes());
}

/// Shows what is at least as grave as `least` to a person.
pub fn diagnostics(diagnostics: &[Diagnostic], sources: &Sources, least: Severity) {
    let mut stderr = anstream::stderr().lock();
    let (shown, more) = shown(diagnostics, sources, least);
    for one in shown {
        let _ = writeln!(stderr, "{one}\n");
    }
    for (code, count) in more {
        let _ = writeln!(stderr, "… and {count} more of {}", code.name());
    }
}

/// The same in one plain text.
pub fn plain(diagnostics: &[Diagnostic], sources: &Sources, least: Severity) -> String {
    let (shown, more) = shown(diagnostics, sources, least);
    let mut text: String = shown.iter().map(|one| format!("{one}\n\n")).collect();
    text.extend(more.iter().map(|(code, count)| format!("… and {count} more of {}\n", code.name())));
    anstream::adapter::strip_str(&text).to_string()
}

/// Each message once, as far as there are not too many of one code, and how many more of which code.
fn shown(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    least: Severity,
) -> (Vec<String>, BTreeMap<Code, usize>) {
    let mut places = machine::Places::new(sources);
    let mut seen: BTreeMap<Code, usize> = BTreeMap::new();
    let mut more = BTreeMap::new();
    let mut shown = Vec::new();
    for group in grouped(diagnostics).into_iter().filter(|group| group[0].severity <= least) {
        let count = seen.entry(group[0].code).or_default();
        *count += 1;
        if *count <= SHOWN {
            let others = machine::elsewhere(&group[1..], &mut places);
            shown.push(rendered(group[0], others, sources));
        } else {
            *more.entry(group[0].code).or_default() += group.len();
        }
    }
    (shown, more)
}

/// Diagnostics that say the same, in the order of the first of each.
fn grouped(diagnostics: &[Diagnostic]) -> Vec<Vec<&Diagnostic>> {
    let mut groups: Vec<Vec<&Diagnostic>> = Vec::new();
    let mut known = BTreeMap::new();
    for diagnostic in diagnostics {
        let key = (diagnostic.code, diagnostic.severity, &diagnostic.message, &diagnostic.hint);
        let group = *known.entry(key).or_insert(groups.len());
        match groups.get_mut(group) {
            Some(group) => group.push(diagnostic),
            None => groups.push(vec![diagnostic]),
        }
    }
    groups
}

/// Words that are no part of what was asked for.
pub fn aside(words: &str) {
    let _ = anstream::stderr().lock().write_all(words.as_bytes());
}

/// A page of the manual, which is what was asked for.
pub fn page(words: &str) {
    let _ = anstream::stdout().lock().write_all(words.as_bytes());
}

pub fn failure(error: &anyhow::Error) {
    let message = chain(error);
    let _ = writeln!(
        anstream::stderr().lock(),
        "{}",
        Renderer::styled().render(&[Group::with_title(Level::ERROR.primary_title(message))])
    );
}

/// An error with its causes, a line each.
pub fn chain(error: &anyhow::Error) -> String {
    let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
    causes.join("\n")
}

/// Shows an address or a file in the user's browser, or says that there is none.
pub fn open(what: &std::ffi::OsStr) {
    if let Err(error) = open::that_detached(what) {
        failure(&anyhow::Error::new(error).context("cannot open a browser; open the address yourself"));
    }
}

pub fn counts(diagnostics: &[Diagnostic]) {
    let _ = writeln!(anstream::stdout().lock(), "{}", counted(diagnostics));
}

/// "1 error, 2 warnings, 3 notes"; what is not there is not said.
pub fn counted(diagnostics: &[Diagnostic]) -> String {
    let parts = [Severity::Error, Severity::Warning, Severity::Note].into_iter().filter_map(|severity| {
        let count = diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        let plural = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {}{plural}", severity.name()))
    });
    let parts: Vec<_> = parts.collect();
    if parts.is_empty() { "no problems".to_owned() } else { parts.join(", ") }
}

fn rendered(diagnostic: &Diagnostic, elsewhere: Option<String>, sources: &Sources) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name());
    let line = diagnostic.place.as_ref().and_then(|place| {
        let text = sources.text(&place.path)?;
        Some((place, Line::at(text, place.start, place.end)?))
    });
    let mut report = Vec::new();
    match (&line, &diagnostic.place) {
        (Some((place, line)), _) => report.push(
            title.element(
                Snippet::source(line.text.as_str())
                    .line_start(line.number)
                    .path(place.path.as_str())
                    .annotation(AnnotationKind::Primary.span(line.marked.clone())),
            ),
        ),
        (None, Some(place)) => {
            report.push(title.element(annotate_snippets::Origin::path(place.path.as_str())))
        }
        (None, None) => report.push(Group::with_title(title)),
    }
    if let Some(hint) = &diagnostic.hint {
        report.push(Group::with_title(Level::HELP.secondary_title(hint.as_str())));
    }
    if let Some(elsewhere) = &elsewhere {
        report.push(Group::with_title(Level::NOTE.secondary_title(elsewhere.as_str())));
    }
    Renderer::styled().render(&report).to_string()
}

/// The source line of a place.
struct Line {
    number: usize,
    text: String,
    marked: std::ops::Range<usize>,
}

impl Line {
    fn at(text: &str, start: usize, end: usize) -> Option<Line> {
        if (start, end) == (0, 0) {
            return None;
        }
        let before = text.get(..start)?;
        let begin = before.rfind('\n').map_or(0, |at| at + 1);
        let line = text[begin..].split('\n').next().unwrap_or("");
        let from = start - begin;
        let to = (end.saturating_sub(begin)).clamp(from, line.len());
        let mut cut_start = from.saturating_sub(WIDEST / 3);
        let mut cut_end = (cut_start + WIDEST).min(line.len());
        while !line.is_char_boundary(cut_start) {
            cut_start -= 1;
        }
        while !line.is_char_boundary(cut_end) {
            cut_end += 1;
        }
        let marked = from - cut_start..to.min(cut_end).max(from) - cut_start;
        Some(Line {
            number: 1 + before.matches('\n').count(),
            text: line[cut_start..cut_end].to_owned(),
            marked,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Place};

    #[test]
    fn a_problem_shows_its_line_and_what_to_do() {
        let sources = Sources::from_pairs([("seeds/concepts.yaml", "- id: plan\n- id: pla\n")]);
        let problem = Diagnostic::new(Code::UnmentionedConcept, "no text mentions `pla`")
            .at(Place::new("seeds/concepts.yaml", 17..20))
            .hint("take it out");
        let plain = anstream::adapter::strip_str(&rendered(&problem, None, &sources)).to_string();
        insta::assert_snapshot!(plain);
    }

    #[test]
    fn what_is_said_of_many_places_is_shown_once() {
        let text = "x\n".repeat(10_000);
        let sources = Sources::from_pairs([("seeds/a.md", text.as_str())]);
        let at = |line: usize| {
            let place = Place::new("seeds/a.md", 2 * line..2 * line + 1);
            Diagnostic::new(Code::BrokenLink, "the link `b` leads nowhere").at(place)
        };
        let found: Vec<Diagnostic> = (0..10_000).map(at).collect();
        let plain = plain(&found, &sources, Severity::Note);
        assert_eq!(plain.matches("leads nowhere").count(), 1);
        assert!(
            plain.contains("seeds/a.md:1:1") && plain.contains("seeds/a.md:6, 9,994 other places"),
            "{plain}"
        );
    }

    #[test]
    fn what_a_message_quotes_does_not_rule_the_terminal() {
        let problem = Diagnostic::new(Code::BrokenLink, "the link `\u{1b}[2J\u{7}\u{202e}x` leads nowhere");
        let sources = Sources::default();
        let plain = plain(&[problem], &sources, Severity::Note);
        assert!(!plain.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{plain:?}");
    }

    #[test]
    fn a_place_that_is_off_shows_no_line_and_no_panic() {
        assert!(Line::at("é", 1, 2).is_none());
        assert!(Line::at("a", 9, 9).is_none());
    }
}
