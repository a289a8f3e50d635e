//! `seedbed.yaml`: what holds for the whole site.

use crate::diagnostic::{Code, Diagnostic, Severity, did_you_mean};
use crate::source::{CONFIG, Sources};
use crate::words::Words;
use crate::yaml::{self, Spanned, Yaml};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// As the editor names the site; see `Corpus::title`.
    pub title: Option<String>,
    pub description: String,
    pub language: String,
    /// Whether the editor says so, or nobody.
    pub says_language: bool,
    /// What pages say that no text and no editor wrote.
    pub words: Words,
    /// Where the site will be published, ending in `/`; only addresses for other programs need it.
    pub base_url: Option<String>,
    pub linking: Linking,
    pub confidence: Confidence,
    /// Texts by slug or file name, in the order in which they are shown; the others follow.
    pub order: Vec<String>,
    /// Whether the site has a search field and its index.
    pub search: bool,
    pub checks: BTreeMap<Code, Level>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Error,
    Warn,
    Ignore,
}

/// Which of the mentions become links.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Policy {
    All,
    FirstPerPassage,
    FirstPerSection,
    FirstPerDocument,
    None,
}

impl Policy {
    /// As it is written in a file.
    pub fn named(name: &str) -> Option<Policy> {
        let known = [
            ("all", Policy::All),
            ("first-per-passage", Policy::FirstPerPassage),
            ("first-per-section", Policy::FirstPerSection),
            ("first-per-document", Policy::FirstPerDocument),
            ("none", Policy::None),
        ];
        known.into_iter().find(|(known, _)| *known == name).map(|(_, policy)| policy)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Linking {
    /// What the site asks for, if it asks.
    pub policy: Option<Policy>,
    /// The most links in a passage of 100 words.
    pub per_100_words: Option<u32>,
}

/// How sure a mention must be, in percent, to be recorded and to be linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Confidence {
    pub record: u8,
    pub link: u8,
}

impl Default for Confidence {
    fn default() -> Confidence {
        Confidence { record: 5, link: 45 }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
struct Written {
    title: Option<Spanned<String>>,
    description: Option<Spanned<String>>,
    language: Option<String>,
    base_url: Option<Spanned<String>>,
    linking: Option<Policy>,
    links_per_100_words: Option<u32>,
    confidence: Confidence,
    #[serde(deserialize_with = "yaml::words")]
    order: Vec<String>,
    search: Option<bool>,
    checks: BTreeMap<String, Spanned<Level>>,
}

/// Letters of a title or a description, which stand on every page.
const LONGEST: usize = 1_000;

/// The keys above as they are written.
const KEYS: [&str; 10] = [
    "title",
    "description",
    "language",
    "base-url",
    "linking",
    "links-per-100-words",
    "confidence",
    "order",
    "search",
    "checks",
];

impl Config {
    pub fn read(sources: &Sources) -> (Config, Vec<Diagnostic>) {
        let yaml = Yaml::file(CONFIG, sources.text(CONFIG).unwrap_or(""));
        let mut diagnostics = yaml.unknown_keys(&KEYS);
        let written: Written = yaml.read_by_key(&mut diagnostics);
        let mut checks = BTreeMap::new();
        for (name, level) in &written.checks {
            match Code::ALL.iter().find(|code| code.name() == name) {
                Some(code) => {
                    checks.insert(*code, level.value);
                }
                None => diagnostics.push(unknown_check(name).at(yaml.place(level))),
            }
        }
        let base_url = written.base_url.and_then(|url| match base_url(&url.value) {
            Some(base) => Some(base),
            None => {
                diagnostics.push(
                    Diagnostic::new(Code::BadValue, "`base-url` is no web address")
                        .at(yaml.place(&url))
                        .hint("write it whole, such as https://name.github.io/repository/"),
                );
                None
            }
        });
        let says_language = written.language.is_some();
        let language = written.language.unwrap_or_else(|| "en".to_owned());
        let (words, problems) = Words::read(sources, &language);
        diagnostics.extend(problems);
        let mut short = |words: Spanned<String>| {
            let whole = words.value.chars().count() <= LONGEST;
            if !whole {
                let said = format!("only the first {LONGEST} letters of this are shown");
                let hint = "it stands on every page: say it in a sentence";
                diagnostics.push(Diagnostic::new(Code::BadValue, said).at(yaml.place(&words)).hint(hint));
            }
            let words = yaml::unmarked(&words.value);
            if whole { words } else { words.chars().take(LONGEST).collect() }
        };
        let config = Config {
            title: written.title.map(&mut short),
            description: written.description.map(&mut short).unwrap_or_default(),
            language,
            says_language,
            words,
            base_url,
            linking: Linking { policy: written.linking, per_100_words: written.links_per_100_words },
            confidence: written.confidence,
            order: written.order,
            search: written.search.unwrap_or(true),
            checks,
        };
        (config, diagnostics)
    }

    /// Sets the severities that `checks:` asks for; what it ignores is dropped.
    pub fn judge(&self, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let judged = diagnostics.into_iter().filter_map(|mut diagnostic| {
            match self.checks.get(&diagnostic.code) {
                Some(Level::Ignore) => return None,
                Some(Level::Error) => diagnostic.severity = Severity::Error,
                Some(Level::Warn) => diagnostic.severity = Severity::Warning,
                None => {}
            }
            Some(diagnostic)
        });
        judged.collect()
    }
}

fn unknown_check(name: &str) -> Diagnostic {
    let known = Code::ALL.iter().map(|code| code.name());
    let diagnostic = Diagnostic::new(Code::BadValue, format!("no check is called `{name}`"));
    match did_you_mean(name, known) {
        Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
        None => diagnostic,
    }
}

fn base_url(written: &str) -> Option<String> {
    let rest = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://"))?;
    let plain = !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || "\"'<>?#".contains(c));
    plain.then(|| format!("{}/", written.trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Config, Vec<Diagnostic>) {
        Config::read(&Sources::from_pairs([(CONFIG, text)]))
    }

    #[test]
    fn nothing_need_be_written() {
        let (config, diagnostics) = read("");
        assert_eq!((config.language.as_str(), config.linking.policy), ("en", None));
        assert_eq!(diagnostics, []);
    }

    #[test]
    fn what_stands_on_every_page_is_no_book() {
        let (config, diagnostics) = read(&format!("title: {}\ndescription: A site.\n", "é".repeat(5_000)));
        assert_eq!(config.title.map(|title| title.chars().count()), Some(1_000));
        assert_eq!((config.description.as_str(), diagnostics.len()), ("A site.", 1));
    }

    #[test]
    fn checks_set_severities() {
        let (config, _) = read("checks:\n  unmentioned-concept: ignore\n  note-without-text: error\n");
        let problems =
            vec![Diagnostic::new(Code::UnmentionedConcept, ""), Diagnostic::new(Code::NoteWithoutText, "")];
        let judged = config.judge(problems);
        assert_eq!(judged.len(), 1);
        assert_eq!(judged[0].severity, Severity::Error);
    }

    #[test]
    fn what_is_not_known_is_said_with_its_place() {
        let (_, diagnostics) = read("linking: first-per-passag\n");
        assert_eq!(diagnostics.len(), 1);
        let (_, diagnostics) = read("base-url: nowhere\nchecks:\n  broken-lnk: warn\n");
        let hints: Vec<_> = diagnostics.iter().filter_map(|d| d.hint.as_deref()).collect();
        assert_eq!(
            hints,
            ["did you mean `broken-link`?", "write it whole, such as https://name.github.io/repository/"]
        );
    }

    #[test]
    fn a_base_url_ends_in_a_slash() {
        assert_eq!(base_url("https://a.example/b"), Some("https://a.example/b/".to_owned()));
        assert_eq!(base_url("ftp://a.example"), None);
    }
}
