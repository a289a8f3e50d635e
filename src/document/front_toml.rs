//! Front matter in TOML, between two lines of `+++`, as Hugo and Zola have it.
//!
//! It is said again in YAML, a key a line, so that one reader knows all keys and their values. What is found wrong
//! there is reported at the place of the key in the seed.

use crate::diagnostic::{Code, Diagnostic, Place};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::{Spanned, Value};

/// Front matter in YAML, with the bytes of the seed that each of its lines says again.
#[derive(Default)]
pub struct Translated {
    pub yaml: String,
    /// Where a line begins in the YAML, and what it was made of.
    lines: Vec<(usize, Range<usize>)>,
}

/// A path that no seed has: what is wrong at it is at a place of the YAML.
pub const NOWHERE: &str = "+++";

/// The bytes between two lines of `+++`, if a text begins with them.
pub fn front_matter(text: &str) -> Option<Range<usize>> {
    let first = text.split_inclusive('\n').next().filter(|line| line.trim_end() == "+++")?;
    let mut at = first.len();
    for line in text[at..].split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return Some(first.len()..at);
        }
        at += line.len();
    }
    None
}

/// Says the TOML front matter of a text again in YAML.
pub fn translated(path: &str, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Translated> {
    let front = front_matter(text)?;
    let mut said = Translated::default();
    match toml::from_str::<BTreeMap<Spanned<String>, Spanned<Value>>>(&text[front.clone()]) {
        Ok(table) => {
            for (key, value) in table {
                let start = front.start + key.span().start;
                // A table of tables ends far from its key: its first line is enough to find it.
                let rest = text[start..front.end].split('\n').next().unwrap_or("");
                said.lines.push((said.yaml.len(), start..start + rest.len()));
                let key = serde_json::Value::from(key.into_inner());
                let key =
                    key.as_str().filter(|key| is_plain(key)).map_or_else(|| key.to_string(), str::to_owned);
                said.yaml += &format!("{key}: {}\n", as_json(value.into_inner()));
            }
        }
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            let start = front.start + span.start;
            let rest = text.get(start..front.end).and_then(|rest| rest.split('\n').next()).unwrap_or("");
            diagnostics.push(
                Diagnostic::new(
                    Code::Yaml,
                    format!("this TOML does not parse: {}", one_line(error.message())),
                )
                .at(Place::new(path, start..(front.start + span.end).max(start + rest.len())))
                .hint("nothing of this front matter was used; mend it and build again"),
            );
        }
    }
    Some(said)
}

impl Translated {
    /// Puts what is wrong with the YAML where the seed says it.
    pub fn place(&self, path: &str, diagnostics: &mut [Diagnostic]) {
        for place in diagnostics.iter_mut().filter_map(|problem| problem.place.as_mut()) {
            if place.path == NOWHERE {
                let line = self.lines.partition_point(|(start, _)| *start <= place.start);
                let span = line.checked_sub(1).map_or(0..0, |line| self.lines[line].1.clone());
                *place = Place::new(path, span);
            }
        }
    }
}

fn is_plain(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A value as JSON, which is YAML; a date is what is written.
fn as_json(value: Value) -> serde_json::Value {
    match value {
        Value::String(text) => text.into(),
        Value::Integer(number) => number.into(),
        Value::Float(number) => number.into(),
        Value::Boolean(truth) => truth.into(),
        Value::Datetime(date) => date.to_string().into(),
        Value::Array(values) => values.into_iter().map(as_json).collect(),
        Value::Table(table) => table
            .into_iter()
            .map(|(key, value)| (key, as_json(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}
