//! Diagnostics for programs: an object a line, or annotations of a GitHub workflow.

use super::grouped;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;
use std::collections::BTreeMap;

/// As many further places of one message are named.
const NAMED: usize = 5;

/// One JSON object a line, in the order of the diagnostics: code, severity, file, line, column, message, hint.
/// Lines and columns count from 1, columns in characters; what there is none of is null.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut places = Places::new(sources);
    let mut lines = String::new();
    for diagnostic in diagnostics {
        let at = places.of(diagnostic);
        let object = serde_json::json!({
            "code": diagnostic.code.name(),
            "severity": diagnostic.severity.name(),
            "file": diagnostic.place.as_ref().map(|place| place.path.as_str()),
            "line": at.map(|(line, _)| line),
            "column": at.map(|(_, column)| column),
            "message": diagnostic.message,
            "hint": diagnostic.hint,
        });
        lines.push_str(&object.to_string());
        lines.push('\n');
    }
    lines
}

/// Commands by which a step of a GitHub workflow marks lines of files. GitHub shows few of them, so what
/// is said of many places is said once.
pub fn github(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut places = Places::new(sources);
    let mut commands = String::new();
    for group in grouped(diagnostics) {
        let first = group[0];
        let command = match first.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut properties = Vec::new();
        if let Some(place) = &first.place {
            properties.push(format!("file={}", property(&place.path)));
        }
        if let Some((line, column)) = places.of(first) {
            properties.push(format!("line={line},col={column}"));
        }
        properties.push(format!("title={}", property(first.code.name())));
        let mut words = first.message.clone();
        if let Some(hint) = &first.hint {
            words.push_str(&format!("\nhelp: {hint}"));
        }
        if let Some(others) = elsewhere(&group[1..], &mut places) {
            words.push_str(&format!("\n{others}"));
        }
        commands.push_str(&format!("::{command} {}::{}\n", properties.join(","), data(&words)));
    }
    commands
}

/// "the same at a.md:3, b.md:7 and 9,998 other places"
pub fn elsewhere(others: &[&Diagnostic], places: &mut Places<'_>) -> Option<String> {
    if others.is_empty() {
        return None;
    }
    let named = others.iter().take(NAMED).filter_map(|diagnostic| {
        let path = &diagnostic.place.as_ref()?.path;
        Some(places.of(diagnostic).map_or_else(|| path.clone(), |(line, _)| format!("{path}:{line}")))
    });
    let mut named: Vec<String> = named.collect();
    named.dedup();
    let rest = others.len().saturating_sub(NAMED);
    if rest > 0 {
        named.push(format!(
            "{} other {}",
            crate::cli::numbers::grouped(rest),
            if rest == 1 { "place" } else { "places" }
        ));
    }
    (!named.is_empty()).then(|| format!("the same at {}", named.join(", ")))
}

fn data(words: &str) -> String {
    words.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(words: &str) -> String {
    data(words).replace(':', "%3A").replace(',', "%2C")
}

/// Lines and columns of places in the sources.
pub struct Places<'s> {
    sources: &'s Sources,
    /// By path, where its lines begin.
    starts: BTreeMap<String, Vec<usize>>,
}

impl<'s> Places<'s> {
    pub fn new(sources: &'s Sources) -> Places<'s> {
        Places { sources, starts: BTreeMap::new() }
    }

    /// Line and column of a diagnostic, from 1; none if it is about a whole file or none.
    pub fn of(&mut self, diagnostic: &Diagnostic) -> Option<(usize, usize)> {
        let place = diagnostic.place.as_ref().filter(|place| (place.start, place.end) != (0, 0))?;
        let text = self.sources.text(&place.path)?;
        let starts = self.starts.entry(place.path.clone()).or_insert_with(|| {
            std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
        });
        let line = starts.partition_point(|start| *start <= place.start);
        let before = text.get(starts[line - 1]..place.start)?;
        Some((line, 1 + before.chars().count()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Place};

    fn sample() -> (Vec<Diagnostic>, Sources) {
        let text = "é x\ny, x\nx\n".repeat(4);
        let at = |start: usize| {
            Diagnostic::new(Code::BrokenLink, "the link `x:%\n` leads nowhere")
                .at(Place::new("seeds/a,b.md", start..start + 1))
        };
        let mut found: Vec<Diagnostic> = text.match_indices('x').map(|(start, _)| at(start)).collect();
        found.push(Diagnostic::new(Code::NoTexts, "none").hint("put one there"));
        (found, Sources::from_pairs([("seeds/a,b.md", text.as_str())]))
    }

    #[test]
    fn a_line_of_json_a_diagnostic() {
        let (found, sources) = sample();
        let json = json(&found, &sources);
        assert_eq!(json.lines().count(), found.len());
        let read = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("it is JSON");
        let first = json.lines().map(read).next().expect("there is one");
        assert_eq!(
            (&first["code"], &first["line"], &first["column"]),
            (&"broken-link".into(), &1.into(), &3.into())
        );
        assert_eq!(first["hint"], serde_json::Value::Null);
        let last = json.lines().map(read).next_back().expect("there is one");
        assert_eq!((&last["file"], &last["hint"]), (&serde_json::Value::Null, &"put one there".into()));
    }

    #[test]
    fn a_workflow_is_told_once_of_what_is_said_of_many_places() {
        let (found, sources) = sample();
        assert_eq!(
            github(&found, &sources),
            "::warning file=seeds/a%2Cb.md,line=1,col=3,title=broken-link::the link `x:%25%0A` leads nowhere%0A\
             the same at seeds/a,b.md:2, seeds/a,b.md:3, seeds/a,b.md:4, seeds/a,b.md:5, seeds/a,b.md:6, 6 other places\n\
             ::error title=no-texts::none%0Ahelp: put one there\n"
        );
    }
}
