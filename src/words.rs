//! The words of the interface, in the language of the site: what pages say that no text and no editor wrote.
//!
//! They stand in Fluent files (<https://projectfluent.org>), one a language, `templates/words/<language>.ftl`; a corpus
//! adds a language, or changes some words of one, with a file of its own at the same path. What a language lacks is said
//! in English.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::Sources;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rapidhash::RapidHashMap;
use serde_json::{Map, Value};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;
use unic_langid::{CharacterDirection, LanguageIdentifier};

/// The files that `build.rs` embeds.
mod embedded {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

/// The folder of the files, in a corpus as in this package.
pub const FOLDER: &str = "templates/words/";

/// Braces within braces that are read: the parser takes a part of the stack for each.
const DEEPEST: usize = 50;

/// The language that has every word.
const ENGLISH: &str = "en";

/// How the names of messages begin that scripts say, in the browser.
const SCRIPT: &str = "script-";

/// How those begin that the search field answers with, which come with the index.
const ANSWER: &str = "answer-";

/// A message that says which form a number asks for.
const CATEGORIES: &str = "category = { $count ->
    [zero] zero
    [one] one
    [two] two
    [few] few
    [many] many
   *[other] other
}
";

/// The words of one language.
#[derive(Clone)]
pub struct Words {
    language: String,
    said: Arc<Said>,
}

struct Said {
    /// What needs no number and no name, ready to be said.
    fixed: RapidHashMap<String, String>,
    /// The language, and English for what it lacks.
    bundles: Vec<FluentBundle<FluentResource>>,
    thousands: String,
    /// Of the language of the site.
    direction: CharacterDirection,
    /// Whether files of the corpus say any of it.
    is_own: bool,
}

impl Words {
    /// The words for the language of the site, and what is wrong with the corpus's own files of them.
    pub fn read(sources: &Sources, language: &str) -> (Words, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let mut bundles = Vec::new();
        let mut is_own = false;
        for language in languages(language) {
            let built_in = embedded::WORDS.iter().find(|(name, _)| *name == format!("{language}.ftl"));
            let path = format!("{FOLDER}{language}.ftl");
            let own = sources.text(&path);
            if built_in.is_none() && own.is_none() {
                continue;
            }
            let identifier: LanguageIdentifier = language.parse().unwrap_or_default();
            let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
            // Marks of direction around every name would be in the way of styles and of copying.
            bundle.set_use_isolating(false);
            let own = own.filter(|text| {
                let deep = too_deep(text);
                let said = "braces stand too deep within one another; no word of this file is used";
                let place = |at: usize| Place::new(&path, at..at + 1);
                diagnostics.extend(deep.map(|at| Diagnostic::new(Code::BadWords, said).at(place(at))));
                deep.is_none()
            });
            is_own |= own.is_some();
            for text in built_in.map(|(_, text)| *text).into_iter().chain(own) {
                let resource = match FluentResource::try_new(text.to_owned()) {
                    Ok(resource) => resource,
                    Err((resource, errors)) => {
                        diagnostics.extend(errors.iter().map(|error| {
                            Diagnostic::new(
                                Code::BadWords,
                                format!("this is no Fluent message: {}", error.kind),
                            )
                            .at(Place::new(&path, error.pos.clone()))
                            .hint("write it as `name = words`; the other messages of the file are used")
                        }));
                        resource
                    }
                };
                bundle.add_resource_overriding(resource);
            }
            bundles.push(bundle);
        }
        let direction = language.parse::<LanguageIdentifier>().unwrap_or_default().character_direction();
        let fixed = RapidHashMap::default();
        let mut said = Said { fixed, bundles, thousands: String::new(), direction, is_own };
        said.fixed = said.fixed();
        said.thousands = said
            .fixed
            .get("thousands")
            .map(|sign| sign.trim_matches(['\u{2066}', '\u{2069}']).to_owned())
            .unwrap_or_else(|| ",".to_owned());
        (Words { language: language.to_owned(), said: Arc::new(said) }, diagnostics)
    }

    /// The words of that name, as they are. A name that no language has is said itself.
    pub fn say<'a>(&'a self, name: &'a str) -> &'a str {
        self.said.fixed.get(name).map_or(name, String::as_str)
    }

    /// The words of that name for a number of things, `$count`; `$shown` is how it is written.
    pub fn count(&self, name: &str, number: usize) -> String {
        self.with(name, &[("count", Filled::Number(number))])
    }

    /// The words of that name with names and numbers in them. A number `$texts` chooses the form of a word, `$texts-shown`
    /// is how it is written; of `$count` that is `$shown`.
    pub fn with(&self, name: &str, named: &[(&str, Filled<'_>)]) -> String {
        let mut arguments = FluentArgs::with_capacity(named.len() + 1);
        for (name, value) in named {
            match value {
                Filled::Words(words) => arguments.set(*name, FluentValue::from(*words)),
                Filled::Number(number) => {
                    arguments.set(*name, FluentValue::from(*number));
                    let shown = if *name == "count" { "shown".to_owned() } else { format!("{name}-shown") };
                    arguments.set(shown, FluentValue::from(self.number(*number)));
                }
            }
        }
        self.said.format(name, Some(&arguments)).unwrap_or_else(|| name.to_owned())
    }

    /// Which entries of a list these are: "1 to 50 of 120".
    pub fn range(&self, entries: &Range<usize>, all: usize) -> String {
        let named = [("from", entries.start + 1), ("to", entries.end), ("all", all)];
        self.with("range-of", &named.map(|(name, number)| (name, Filled::Number(number))))
    }

    /// The words that scripts say, as JSON by name without [`SCRIPT`]: those with a number by category of its plural.
    /// None if they are what the scripts say by themselves, which is English.
    pub fn of_scripts(&self) -> Option<String> {
        if !self.said.is_own && languages(&self.language) == [ENGLISH] {
            return None;
        }
        let english = Words::read(&Sources::default(), ENGLISH).0.said.scripts(SCRIPT);
        let mut own = self.said.scripts(SCRIPT);
        own.retain(|name, said| english.get(name) != Some(said));
        if own.is_empty() {
            return None;
        }
        own.insert("lang".to_owned(), self.said.language());
        Some(Value::from(own).to_string())
    }

    /// The words that the search field answers with, and their language, by name without [`ANSWER`].
    pub fn of_answers(&self) -> Value {
        let mut said = self.said.scripts(ANSWER);
        said.insert("lang".to_owned(), self.said.language());
        Value::from(said)
    }

    /// A number as readers of the language write it: `1,234` or `1.234`.
    pub fn number(&self, number: usize) -> String {
        grouped(number, &self.said.thousands)
    }
}

/// A number with something between groups of three digits.
pub fn grouped(number: usize, between: &str) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + 4);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push_str(between);
        }
        grouped.push(digit);
    }
    grouped
}

/// What stands in a place of a message.
#[derive(Clone, Copy, Debug)]
pub enum Filled<'a> {
    Words(&'a str),
    Number(usize),
}

impl Said {
    fn format(&self, name: &str, arguments: Option<&FluentArgs<'_>>) -> Option<String> {
        self.bundles.iter().find_map(|bundle| {
            let pattern = bundle.get_message(name)?.value()?;
            let mut errors = Vec::new();
            let said = bundle.format_pattern(pattern, arguments, &mut errors).into_owned();
            errors.is_empty().then(|| self.apart(bundle, said))
        })
    }

    /// Words of a language that runs against that of the site, as a whole of their own, or `3 texts` would be `texts 3`.
    fn apart(&self, bundle: &FluentBundle<FluentResource>, said: String) -> String {
        let direction = bundle.locales.first().map(LanguageIdentifier::character_direction);
        let turn = match direction {
            Some(CharacterDirection::RTL) if self.direction != CharacterDirection::RTL => '\u{2067}',
            Some(CharacterDirection::LTR) if self.direction != CharacterDirection::LTR => '\u{2066}',
            _ => return said,
        };
        format!("{turn}{said}\u{2069}")
    }

    /// All messages that can be said without anything to put into them.
    fn fixed(&self) -> RapidHashMap<String, String> {
        names().filter_map(|name| Some((name.to_owned(), self.format(name, None)?))).collect()
    }

    fn language(&self) -> Value {
        let language = self.bundles.first().and_then(|bundle| bundle.locales.first());
        language.map_or_else(|| ENGLISH.to_owned(), ToString::to_string).into()
    }

    /// The messages of scripts whose names begin so: words with `{place}` where something is to stand, or such words by
    /// category of plural.
    fn scripts(&self, prefix: &str) -> Map<String, Value> {
        let mut all = Map::new();
        let numbers = (0..=30).chain([100, 1_000_000]);
        let numbers: Vec<(usize, String)> =
            numbers.filter_map(|number| Some((number, self.category(number)?))).collect();
        for (name, script) in names().filter_map(|name| Some((name, name.strip_prefix(prefix)?))) {
            let mut forms = Map::new();
            for (number, category) in &numbers {
                let Some(said) = self.with_places(name, *number) else { continue };
                forms.entry(category.clone()).or_insert(said.into());
            }
            let Some(first) = forms.values().next().cloned() else { continue };
            let said = if forms.values().all(|form| *form == first) { first } else { forms.into() };
            all.insert(script.to_owned(), said);
        }
        all
    }

    /// The message for that number, with the names of its places in them.
    fn with_places(&self, name: &str, number: usize) -> Option<String> {
        let mut arguments = FluentArgs::new();
        for place in ["shown", "at", "all", "concept", "form", "passage", "what"] {
            arguments.set(place, FluentValue::from(format!("{{{place}}}")));
        }
        arguments.set("count", FluentValue::from(number));
        self.format(name, Some(&arguments))
    }

    /// The category of a number in the rules for plurals of the language, as the Unicode CLDR calls it.
    fn category(&self, number: usize) -> Option<String> {
        let language = self.bundles.first()?.locales.first()?.clone();
        let mut bundle: FluentBundle<FluentResource> = FluentBundle::new_concurrent(vec![language]);
        bundle.add_resource(FluentResource::try_new(CATEGORIES.to_owned()).ok()?).ok()?;
        let mut arguments = FluentArgs::new();
        arguments.set("count", FluentValue::from(number));
        let pattern = bundle.get_message("category")?.value()?;
        Some(bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned())
    }
}

/// The names of all messages.
fn names() -> impl Iterator<Item = &'static str> {
    let english = embedded::WORDS.iter().find(|(name, _)| *name == "en.ftl").map_or("", |(_, text)| text);
    english.lines().filter_map(|line| line.split_once(" =")).map(|(name, _)| name)
}

/// The languages to look into, the nearest first: `de-at`, `de`, `en`.
fn languages(language: &str) -> Vec<String> {
    let language = language.to_ascii_lowercase();
    let mut languages = vec![language.clone()];
    languages.extend(language.split_once('-').map(|(general, _)| general.to_owned()));
    languages.push(ENGLISH.to_owned());
    languages.dedup();
    languages
}

impl Default for Words {
    fn default() -> Words {
        Words::read(&Sources::default(), ENGLISH).0
    }
}

/// Two sets of words are the same if they are of the same language; the files are compared as sources.
impl PartialEq for Words {
    fn eq(&self, other: &Words) -> bool {
        self.language == other.language
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Words").field(&self.language).finish()
    }
}

/// Where braces are open deeper than any message needs. A line that is not set in begins a message.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0;
    let mut is_first = true;
    text.bytes().position(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = usize::saturating_sub(depth, 1),
            _ if is_first && !byte.is_ascii_whitespace() => depth = 0,
            _ => {}
        }
        is_first = byte == b'\n';
        depth > DEEPEST
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_depth_that_none_need_are_refused() {
        let deep = format!("texts = {}\"x\"{}\n", "{ ".repeat(100_000), " }".repeat(100_000));
        let sources = Sources::from_pairs([("templates/words/en.ftl", deep.as_str())]);
        let (words, diagnostics) = Words::read(&sources, "en");
        assert_eq!((words.say("texts"), diagnostics.len()), ("Texts", 1));
        assert_eq!(diagnostics[0].code, Code::BadWords);
    }
    use crate::tests::diagnose;

    fn words(language: &str, own: &[(&str, &str)]) -> Words {
        Words::read(&Sources::from_pairs(own.iter().copied()), language).0
    }

    #[test]
    fn a_number_chooses_the_form_and_is_written_as_the_language_does() {
        assert_eq!(words("en", &[]).count("count-texts", 1), "1 text");
        assert_eq!(words("en", &[]).count("count-texts", 1090), "1,090 texts");
        assert_eq!(words("de-AT", &[]).count("count-texts", 1090), "1.090 Texte");
    }

    #[test]
    fn a_corpus_changes_words_and_adds_languages() {
        let own = [
            ("templates/words/en.ftl", "skip = To the text\n"),
            ("templates/words/eo.ftl", "skip = Al la teksto\n"),
        ];
        assert_eq!(words("en", &own).say("skip"), "To the text");
        assert_eq!(words("en", &own).count("count-texts", 2), "2 texts");
        assert_eq!(words("eo", &own).say("skip"), "Al la teksto");
        // What the new language lacks is said in English.
        assert_eq!(words("eo", &own).count("count-texts", 2), "2 texts");
    }

    #[test]
    fn a_message_that_is_none_is_said_with_its_place() {
        let files = [("seeds/a.txt", "A.\n"), ("templates/words/en.ftl", "skip = To the text\n= nothing\n")];
        let said = diagnose(&files).join("\n");
        assert!(said.contains("templates/words/en.ftl:2"), "{said}");
    }

    #[test]
    fn every_word_that_a_template_asks_for_is_there() {
        let english = words("en", &[]);
        for (path, bytes) in crate::theme::built_in().filter(|(path, _)| path.ends_with(".html")) {
            let template = std::str::from_utf8(bytes).expect("the templates are UTF-8");
            for asked in template.split("t(key=\"").skip(1) {
                let name = asked.split('"').next().unwrap_or("");
                let is_there = english.said.bundles.iter().any(|bundle| bundle.has_message(name));
                assert!(is_there || name.ends_with('-'), "{path}: {name}");
            }
        }
    }

    /// What the scripts say by themselves: the tables of their English. All else that they say comes with the index.
    fn said_by_scripts() -> Map<String, Value> {
        let answers = words("en", &[]).said.scripts(ANSWER);
        let mut all = Map::new();
        for (path, bytes) in crate::theme::built_in().filter(|(path, _)| path.ends_with(".js")) {
            let script = std::str::from_utf8(bytes).expect("scripts are UTF-8");
            let Some((_, rest)) = script.split_once("seedbedSay({") else { continue };
            let (table, rest) = rest.split_once("})").expect("the table ends");
            let own: Map<String, Value> = serde_json::from_str(&format!("{{{table}}}")).expect("it is JSON");
            let table = if path.ends_with("/search.js") { &answers } else { &own };
            let rest = if path.ends_with("/search.js") { script } else { rest };
            for asked in rest.split(" t('").chain(rest.split("(t('")).chain(rest.split("[t('")).skip(1) {
                let asked = asked.split('\'').next().unwrap_or("");
                let is_name = asked.chars().all(|c| c.is_ascii_lowercase() || c == '-') && !asked.is_empty();
                assert!(!is_name || table.contains_key(asked), "{path}: {asked}");
            }
            all.extend(own);
        }
        all
    }

    #[test]
    fn scripts_say_what_the_files_say() {
        let in_scripts = said_by_scripts();
        let english = words("en", &[]).said.scripts(SCRIPT);
        for (name, said) in &in_scripts {
            assert_eq!(english.get(name), Some(said), "{name}");
        }
        assert_eq!(english.len(), in_scripts.len(), "a word that no script says");
        assert_eq!(words("en", &[]).of_scripts(), None);
        assert_eq!(words("en-GB", &[]).of_scripts(), None);
    }

    #[test]
    fn english_stands_apart_in_a_site_that_runs_from_right_to_left() {
        let hebrew = words("he", &[("templates/words/he.ftl", "texts = טקסטים\n")]);
        assert_eq!(hebrew.say("texts"), "טקסטים");
        assert_eq!(hebrew.count("count-texts", 3), "\u{2066}3 texts\u{2069}");
        assert_eq!(hebrew.number(1234), "1,234");
        assert_eq!(words("de", &[]).count("count-texts", 3), "3 Texte");
    }

    #[test]
    fn another_language_says_them_in_its_own_forms() {
        let of = |words: &Words| -> Map<String, Value> {
            serde_json::from_str(&words.of_scripts().expect("it is not English")).expect("it is JSON")
        };
        let german = of(&words("de-CH", &[]));
        assert_eq!(german["close"], "Schließen");
        assert_eq!(german["of-here"], "{at} von {all} hier");
        let answers = words("de-CH", &[]).of_answers();
        assert_eq!(answers["in-texts"]["one"], "{what} in {shown} Text");
        assert_eq!(answers["lang"], "de");
        let polish = "answer-more-texts = { $count ->\n    [one] jeszcze { $shown } tekst\n    [few] jeszcze { $shown } teksty\n   *[many] jeszcze { $shown } tekstów\n}\n";
        let polish = words("pl", &[("templates/words/pl.ftl", polish)]).of_answers();
        assert_eq!(polish["lang"], "pl");
        assert_eq!(polish["more-texts"]["few"], "jeszcze {shown} teksty");
        assert_eq!(polish["more-texts"]["many"], "jeszcze {shown} tekstów");
        let own = words("en", &[("templates/words/en.ftl", "script-close = Shut\n")]);
        assert_eq!(of(&own).len(), 2, "what differs, and the language");
    }

    #[test]
    fn a_site_in_german_says_nothing_in_english() {
        let sources = Sources::from_pairs([
            ("seedbed.yaml", "language: de\ntitle: Pläne\n"),
            (
                "seeds/a.md",
                "---\nlanguage: de\n---\n# Anfang\n\nDer Plan und der Markt.[^1]\n\n[^1]: So ist es.\n",
            ),
            (
                "seeds/a.yaml",
                "annotations: [{quote: Der Plan, kind: disputes, with: {text: b, quote: Kein Plan}}]\n",
            ),
            ("seeds/b.txt", "Ende\n\nKein Plan, kein Markt.\n"),
            ("seeds/concepts.yaml", "- name: Plan\n  related: [markt]\n- name: Markt\n"),
        ]);
        let corpus = crate::pipeline::understand(&sources).corpus;
        let site = crate::pipeline::site(corpus, &sources).expect("the theme is whole");
        let (english, german) = (words("en", &[]), words("de", &[]));
        let differs =
            |(name, said): &(&String, &String)| said.contains(' ') && german.say(name) != said.as_str();
        let phrases: Vec<&String> = english.said.fixed.iter().filter(differs).map(|(_, said)| said).collect();
        let files = site.files().expect("the templates are whole");
        for (path, content) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
            let html = std::str::from_utf8(content).expect("pages are UTF-8");
            let found = phrases.iter().find(|said| html.contains(said.as_str()));
            assert!(found.is_none(), "{path}: {found:?}");
        }
        let text = files.get("texts/a.html").expect("it has a page");
        let text = std::str::from_utf8(text).expect("pages are UTF-8");
        for said in ["Begriffe in diesem Text", "Anmerkung", "Bestreitet", "Nächster Text"] {
            assert!(text.contains(said), "{said}");
        }
    }

    #[test]
    fn every_language_says_what_english_says() {
        let names = |text: &str| -> Vec<String> {
            text.lines().filter_map(|line| Some(line.split_once(" =")?.0.to_owned())).collect()
        };
        let english = embedded::WORDS.iter().find(|(name, _)| *name == "en.ftl").expect("there is English").1;
        for (language, text) in embedded::WORDS {
            assert!(FluentResource::try_new((*text).to_owned()).is_ok(), "{language}");
            assert_eq!(names(text), names(english), "{language}: the same messages in the same order");
        }
    }
}
