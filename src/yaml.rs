//! Reading YAML: values with their places, and errors as diagnostics.

use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_yaml::Location;
pub use serde_yaml::Spanned;
use std::collections::BTreeMap;
use std::ops::Range;

/// One YAML file, or the YAML at the head of one.
#[derive(Clone, Copy, Debug)]
pub struct Yaml<'a> {
    pub path: &'a str,
    pub text: &'a str,
    /// Where `text` begins in its file, in bytes.
    pub offset: usize,
}

/// The keys of a mapping, with the places of their values.
pub type Keys = BTreeMap<String, Spanned<IgnoredAny>>;

impl<'a> Yaml<'a> {
    pub fn file(path: &'a str, text: &'a str) -> Yaml<'a> {
        Yaml { path, text, offset: 0 }
    }

    /// The value, or its default and what is wrong. An unknown key is an error at its place.
    pub fn read<T: DeserializeOwned + Default>(self, diagnostics: &mut Vec<Diagnostic>) -> T {
        if self.text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
            return T::default();
        }
        match serde_yaml::from_str_with_options(self.text, options()) {
            Ok(value) => value,
            Err(error) => {
                diagnostics.push(self.diagnostic(&error));
                T::default()
            }
        }
    }

    /// What is not known among the keys of a mapping; of YAML that does not parse, nothing. Whoever
    /// asks goes on with the keys that are known.
    pub fn unknown_keys(self, known: &'static [&'static str]) -> Vec<Diagnostic> {
        self.unknown_keys_of(&[self.read::<Keys>(&mut Vec::new())], known)
    }

    /// The same for each mapping of a list.
    pub fn unknown_keys_in_list(self, known: &'static [&'static str]) -> Vec<Diagnostic> {
        self.unknown_keys_of(&self.read::<Vec<Keys>>(&mut Vec::new()), known)
    }

    pub fn unknown_keys_of(self, mappings: &[Keys], known: &'static [&'static str]) -> Vec<Diagnostic> {
        let keys = mappings.iter().flatten().filter(|(key, _)| !known.contains(&key.as_str()));
        keys.map(|(key, value)| unknown_key(key, known).at(self.place(value))).collect()
    }

    /// The place of a value in its file.
    pub fn place<T>(self, value: &Spanned<T>) -> Place {
        Place::new(self.path, self.span(value.referenced))
    }

    /// The bytes of a value in its file: of a scalar with its quotation marks, of a list its first sign.
    pub fn bytes<T>(self, value: &Spanned<T>) -> Range<usize> {
        let span = value.referenced.span();
        let offset = |bytes: Option<u64>| bytes.and_then(|at| usize::try_from(at).ok()).unwrap_or(0);
        let start = self.offset + offset(span.byte_offset());
        start..start + offset(span.byte_len())
    }

    /// From a place to the end of its line.
    fn span(self, at: Location) -> Range<usize> {
        let start = at.span().byte_offset().and_then(|at| usize::try_from(at).ok());
        let start = start.filter(|start| self.text.is_char_boundary(*start)).unwrap_or(0);
        let rest = self.text[start..].split('\n').next().unwrap_or("");
        self.offset + start..self.offset + start + rest.len()
    }

    fn diagnostic(self, error: &serde_yaml::Error) -> Diagnostic {
        let error = error.without_snippet();
        let place = error
            .location()
            .map_or_else(|| Place::file(self.path), |at| Place::new(self.path, self.span(at)));
        if let serde_yaml::Error::SerdeUnknownField { field, expected, .. } = error {
            return unknown_key(field, expected).at(place);
        }
        let message = error.to_string();
        let message = message.lines().next().unwrap_or("this YAML does not parse");
        // The place says where, in the lines of the file and not of the part that was read.
        let message = message.rsplit_once(" at line ").map_or(message, |(message, _)| message);
        Diagnostic::new(Code::Yaml, message)
            .at(place)
            .hint("nothing of this file was used; mend it and build again")
    }
}

/// A key with one value or several: `authors: A` or `authors: [A, B]`.
#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
pub enum OneOrMore {
    One(String),
    More(Vec<String>),
    #[default]
    None,
}

impl From<OneOrMore> for Vec<String> {
    fn from(names: OneOrMore) -> Vec<String> {
        match names {
            OneOrMore::One(one) => vec![one],
            OneOrMore::More(more) => more,
            OneOrMore::None => Vec::new(),
        }
    }
}

/// A text as YAML writes it: plain where that is safe, else between double quotes.
pub fn scalar(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '’' | '/' | '.' | '#');
    let reserved = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_plain = text.chars().all(plain)
        && text.starts_with(char::is_alphabetic)
        && text.trim() == text
        && !text.contains(" #")
        && !reserved.contains(&text.to_lowercase().as_str());
    if is_plain { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

/// A list of texts in one line.
pub fn list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| scalar(text)).collect::<Vec<_>>().join(", "))
}

fn unknown_key(field: &str, expected: &[&str]) -> Diagnostic {
    let hint = match did_you_mean(field, expected.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known keys: {}", expected.join(", ")),
    };
    Diagnostic::new(Code::UnknownKey, format!("unknown key `{field}`")).hint(hint)
}

/// Budgets against alias bombs and deep nesting, wide enough for 100,000 concepts.
fn options() -> serde_yaml::Options {
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_nodes: 10_000_000,
            max_events: 20_000_000,
            max_depth: 32,
            max_aliases: 1_000,
            max_documents: 1,
            max_total_scalar_bytes: 256 << 20,
        },
        with_snippet: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        #[allow(dead_code)]
        title: Option<Spanned<String>>,
    }

    fn read(text: &str) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        let _: Sample = Yaml::file("a.yaml", text).read(&mut diagnostics);
        diagnostics
    }

    #[test]
    fn a_mistyped_key_is_named_with_what_was_meant() {
        let problems = read("titel: x\n");
        assert_eq!(problems[0].code, Code::UnknownKey);
        assert_eq!(problems[0].hint.as_deref(), Some("did you mean `title`?"));
        assert_eq!(problems[0].place.as_ref().map(|place| place.start), Some(0));
    }

    #[test]
    fn a_broken_file_is_one_diagnostic_with_its_place() {
        let problems = read("title: [a\n");
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].code, Code::Yaml);
    }

    #[test]
    fn a_duplicate_key_is_an_error() {
        assert_eq!(read("title: a\ntitle: b\n").len(), 1);
    }

    #[test]
    fn what_is_written_is_read_again() {
        for text in [
            "plan",
            "no",
            "C++",
            "a: b",
            "\"quoted\"",
            "# x",
            "-",
            "1984",
            " blank ",
            "恶性",
            "it's\n",
            "[x]",
            "a, b",
        ] {
            let mut diagnostics = Vec::new();
            let read: Vec<String> = Yaml::file("a", &list(&[text.to_owned()])).read(&mut diagnostics);
            assert_eq!((read, diagnostics), (vec![text.to_owned()], Vec::new()));
        }
    }

    #[test]
    fn comments_alone_are_an_empty_file() {
        assert_eq!(read("# nothing yet\n"), []);
    }
}
