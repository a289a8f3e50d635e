//! Reading YAML: values with their places, and errors as diagnostics.

mod marked;
mod tree;
mod words;

use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
pub use marked::unmarked;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_yaml::Location;
pub use serde_yaml::Spanned;
use std::collections::BTreeMap;
use std::ops::Range;
pub use tree::{Node, Value};
pub use words::{OneOrMore, Words, placed_list, placed_words, words};

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
        if is_empty(self.text) {
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

    /// The same for a mapping, key by key: a value that does not parse or fit costs only itself, in a
    /// list only its item.
    pub fn read_by_key<T: DeserializeOwned + Default>(self, diagnostics: &mut Vec<Diagnostic>) -> T {
        let whole = || serde_yaml::from_str_with_options::<T>(self.text, options());
        if is_empty(self.text) {
            return T::default();
        }
        if let Ok(value) = whole() {
            return value;
        }
        let mut bad = Vec::new();
        for entry in entries(self.text) {
            bad.extend(self.misfits::<T>(&entry, diagnostics));
        }
        self.read_without(&bad, diagnostics)
    }

    /// The same for a list, item by item.
    pub fn read_by_item<T: DeserializeOwned>(self, diagnostics: &mut Vec<Diagnostic>) -> Vec<T> {
        if is_empty(self.text) {
            return Vec::new();
        }
        let error = match serde_yaml::from_str_with_options::<Vec<T>>(self.text, options()) {
            Ok(value) => return value,
            Err(error) => error,
        };
        let items = items(self.text, 0);
        let bad = self.bad_items::<Vec<T>>(&(0..self.text.len()), &items, diagnostics);
        if bad.is_empty() || bad.len() == items.len() {
            diagnostics.truncate(diagnostics.len() - bad.len());
            diagnostics.push(self.diagnostic(&error));
            return Vec::new();
        }
        self.read_without(&bad, diagnostics)
    }

    /// The value without some of its lines.
    fn read_without<T: DeserializeOwned + Default>(
        self,
        bad: &[Range<usize>],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> T {
        let mut kept = self.text.to_owned();
        for bad in bad {
            // Blanks, so that places stay.
            let blank: String =
                kept[bad.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
            kept.replace_range(bad.clone(), &blank);
        }
        Yaml { text: &kept, ..self }.read(diagnostics)
    }

    /// The parts of one key's lines that cannot be read, each reported.
    fn misfits<T: DeserializeOwned>(
        self,
        entry: &Range<usize>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Range<usize>> {
        let part = |range: &Range<usize>| Yaml {
            path: self.path,
            text: &self.text[range.clone()],
            offset: self.offset + range.start,
        };
        let one = part(entry);
        let Err(error) = serde_yaml::from_str_with_options::<T>(one.text, options()) else {
            return Vec::new();
        };
        let items = items(one.text, 1);
        let bad = self.bad_items::<T>(entry, &items, diagnostics);
        if !bad.is_empty() && bad.len() < items.len() {
            return bad;
        }
        diagnostics.truncate(diagnostics.len() - bad.len());
        let key = one.text.split(':').next().unwrap_or("").trim();
        let hint = match one.text.trim_end().split_once(": ") {
            Some((_, value))
                if value.contains(": ")
                    && !value.contains('\n')
                    && !value.starts_with(['"', '\'', '[', '{']) =>
            {
                format!(
                    "a value with a colon in it needs quotation marks: `{key}: \"...\"`; it was passed over"
                )
            }
            _ => format!("`{key}` was passed over; mend it and build again"),
        };
        diagnostics.push(one.diagnostic(&error).hint(hint));
        vec![entry.clone()]
    }

    /// The items of a list that cannot be read, each reported: each is tried by itself under the lines of `list` before
    /// the first.
    fn bad_items<T: DeserializeOwned>(
        self,
        list: &Range<usize>,
        items: &[Range<usize>],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Range<usize>> {
        let text = &self.text[list.clone()];
        let head = items.first().map_or("", |first| &text[..first.start]);
        let mut bad = Vec::new();
        for item in items {
            let alone = format!("{head}{}", &text[item.clone()]);
            if let Err(error) = serde_yaml::from_str_with_options::<T>(&alone, options()) {
                let mut problem = Yaml { path: self.path, text: &alone, offset: 0 }.diagnostic(&error);
                // Its place is counted from the item.
                let shift = self.offset + list.start + item.start;
                if let Some(place) = &mut problem.place {
                    place.start = shift + place.start.saturating_sub(head.len());
                    place.end = shift + place.end.saturating_sub(head.len());
                }
                diagnostics.push(problem.hint("this item was passed over; mend it and build again"));
                bad.push(list.start + item.start..list.start + item.end);
            }
        }
        bad
    }

    /// What is not known among the keys of a mapping; of YAML that does not parse, nothing. Whoever
    /// asks goes on with the keys that are known.
    pub fn unknown_keys(self, known: &'static [&'static str]) -> Vec<Diagnostic> {
        self.unknown_keys_of(&[self.read_by_key::<Keys>(&mut Vec::new())], known)
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
        Diagnostic::new(Code::Yaml, in_plain_words(message))
            .at(place)
            .hint("nothing of this file was used; mend it and build again")
    }
}

/// What the parser says in words of YAML's grammar, for who knows only what it looks like.
fn in_plain_words(message: &str) -> String {
    const WORDS: [(&str, &str); 14] = [
        ("expected string scalar", "words are expected here, neither a list nor keys"),
        ("expected mapping start", "keys with their values are expected here, such as `name: ...`"),
        ("expected sequence start", "a list is expected here, such as `[one, two]`"),
        (
            "mapping values are not allowed",
            "a value that has a colon in it needs quotation marks: `\"...: ...\"`",
        ),
        ("invalid u", "a number is expected here"),
        ("alias references unknown anchor", "words that begin with `*` need quotation marks: `\"*...\"`"),
        ("unexpected character", "words that begin with this sign need quotation marks: `\"...\"`"),
        ("while scanning a plain scalar, found a tab", "lines are set in by blanks, not by tabs"),
        ("tabs disallowed", "lines are set in by blanks, not by tabs"),
        ("invalid indentation in multiline quoted scalar", "a quotation mark is opened and not closed"),
        (
            "simple key expected",
            "this line has no colon; keys are written `key: value`, items of a list `- item`",
        ),
        (
            "while parsing a block collection, did not find expected '-'",
            "this line is set in neither as the item above it nor as the keys of that item",
        ),
        (
            "while parsing a block mapping, did not find expected key",
            "this line is set in neither as the key above it nor as what is below that key",
        ),
        ("multiple YAML documents", "a line `---` parts the file in two; take it out"),
    ];
    if let Some(key) = message.strip_prefix("duplicate mapping key: ") {
        let key = key.split(", set DuplicateKeyPolicy").next().unwrap_or(key);
        return format!("`{key}` stands here a second time; make one of the two");
    }
    let plain = WORDS.iter().find(|(grammar, _)| message.starts_with(grammar));
    plain.map_or(message, |(_, words)| words).to_owned()
}

/// The parts of a block mapping that stand by themselves: each key with its value.
fn entries(text: &str) -> Vec<Range<usize>> {
    parts(text, |line| line.starts_with(|c: char| !c.is_whitespace() && !matches!(c, '#' | '-' | '}' | ']')))
}

/// The items of the list, or the keys of the mapping, that begins below so many lines.
fn items(text: &str, above: usize) -> Vec<Range<usize>> {
    let mut below = text.split_inclusive('\n').skip(above);
    let is_written = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let Some(first) = below.find(is_written) else {
        return Vec::new();
    };
    let indent = &first[..first.len() - first.trim_start().len()];
    let is_list = first.trim_start().starts_with("- ");
    if !is_list && above > 0 && indent.is_empty() {
        return Vec::new();
    }
    let opens = |rest: &str| {
        if is_list { rest.starts_with("- ") } else { !rest.starts_with([' ', '\t', '#', '-', '}', ']']) }
    };
    let mut found = parts(text, |line| line.strip_prefix(indent).is_some_and(opens));
    let head = text.len() - text.split_inclusive('\n').skip(above).map(str::len).sum::<usize>();
    found.retain(|range| range.start >= head && !text[range.clone()].trim().is_empty());
    found
}

/// A text parted before each line that opens a part.
fn parts(text: &str, opens: impl Fn(&str) -> bool) -> Vec<Range<usize>> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if opens(line) {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(start, end)| *start..end).collect()
}

fn is_empty(text: &str) -> bool {
    text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
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
    use serde::Deserialize;

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
    fn an_item_that_does_not_fit_costs_only_itself() {
        let text = "# a\n- title: one\n- titel: two\n- title: [three\n- title: four\n";
        let mut diagnostics = Vec::new();
        let list: Vec<Sample> = Yaml::file("a.yaml", text).read_by_item(&mut diagnostics);
        let read: Vec<_> = list.iter().filter_map(|one| Some(one.title.as_ref()?.value.as_str())).collect();
        assert_eq!(read, ["one", "four"]);
        let said: Vec<_> =
            diagnostics.iter().map(|one| (one.code, one.place.as_ref().map(|at| at.start))).collect();
        assert_eq!(said, [(Code::UnknownKey, Some(19)), (Code::Yaml, Some(39))]);
    }

    #[test]
    fn a_broken_file_is_one_diagnostic_with_its_place() {
        let problems = read("title: [a\n");
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].code, Code::Yaml);
    }

    #[test]
    fn what_is_wrong_is_said_without_the_grammar_of_yaml() {
        for (text, said) in [
            ("title: [a]\n", "words are expected here"),
            ("- title: a\n", "keys with their values are expected here"),
            ("title: a: b\n", "a value that has a colon in it needs quotation marks"),
        ] {
            let problems = read(text);
            assert!(problems[0].message.starts_with(said), "{text}: {}", problems[0].message);
        }
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
