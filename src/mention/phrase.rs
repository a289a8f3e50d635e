//! The phrases by which a concept is known: what the lexicon says, and what follows from it.

use super::acronym::{bracketed, initials, is_short_form, long_form, stands_for};
use super::key::fold;
use super::language::{Language, is_syllable};
use super::respelled::respellings;
use super::token::{is_apostrophe, is_unspaced, tokens};
use crate::concept::{Case, Concept};
use rapidhash::{RapidHashMap, RapidHashSet};

/// What is longer, in bytes, is no phrase.
pub const LONGEST: usize = 1_000;

/// How a phrase comes to stand for its concept, the firmest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Nobody's phrase: an editor says that these words are the concept.
    Explicit,
    Name,
    Alias,
    /// A name without what it has in brackets, or what it has there: `Pod (group)`, `Storage Interface (CSI)`.
    Part,
    /// A name without its article, or without one in it: `Rights of Man` for `Rights of the Man`.
    Bare,
    /// Another way of writing it: `サーバ` for `サーバー`, `UTF8` for `UTF-8`.
    Respelled,
    /// A compound written as one word or as several: `ReplicaSet`, `replica set`.
    Compound,
    /// What the definition spells out, or the short form it gives.
    Spelled,
    /// A short form that the text itself introduces.
    Introduced,
    /// The initials of the name.
    Initials,
    /// A phrase that looks like the concept and is not it.
    Not,
}

impl Kind {
    /// Which of several concepts a phrase means is decided by rank before anything else.
    pub fn rank(self) -> u8 {
        match self {
            Kind::Explicit | Kind::Name => 0,
            Kind::Alias => 1,
            Kind::Part | Kind::Bare | Kind::Respelled | Kind::Compound | Kind::Spelled | Kind::Introduced => {
                2
            }
            Kind::Initials => 3,
            Kind::Not => 4,
        }
    }

    /// Whether the lexicon itself says so.
    pub fn is_declared(self) -> bool {
        matches!(self, Kind::Name | Kind::Alias)
    }
}

/// A phrase, and how its case is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub words: String,
    pub kind: Kind,
    pub case: Case,
}

/// All phrases that stand for a concept in texts of a language.
pub fn forms(concept: &Concept, language: Language) -> Vec<Form> {
    let mut forms = Forms { list: Vec::new(), firmest: RapidHashMap::default(), case: concept.case };
    forms.add(&concept.name, Kind::Name);
    concept.aliases.iter().for_each(|alias| forms.add(alias, Kind::Alias));
    let declared = forms.list.clone();
    declared.iter().for_each(|form| forms.add_parts(&form.words));
    if let Some(definition) = &concept.definition {
        forms.add_spelled(definition);
    }
    for form in forms.list.clone() {
        if !forms.add_bare(&form.words, language) {
            forms.add_compounds(&form.words);
        }
        forms.add_without_articles(&form.words, language);
        respellings(&form.words, language).iter().for_each(|words| forms.add(words, Kind::Respelled));
        language.spellings(&form.words).iter().for_each(|words| forms.add(words, Kind::Respelled));
        let parted = language.parted(&form.words);
        parted.iter().for_each(|words| forms.add_as(words, Kind::Compound, Case::Insensitive));
        forms.add_initials(&form.words);
    }
    let not = concept.not.iter().map(|words| (words, Kind::Not));
    not.for_each(|(words, kind)| forms.add_as(words, kind, Case::Insensitive));
    forms.list
}

struct Forms {
    list: Vec<Form>,
    /// By words: the firmest kind that the list has them as. A concept may have very many.
    firmest: RapidHashMap<String, Kind>,
    case: Case,
}

impl Forms {
    fn add(&mut self, words: &str, kind: Kind) {
        self.add_as(words, kind, self.case);
    }

    fn add_as(&mut self, words: &str, kind: Kind, case: Case) {
        let words = words.trim();
        let known = self.firmest.get(words).copied();
        let is_phrase = !words.is_empty() && words.len() <= LONGEST;
        if !is_phrase || known.is_some_and(|known| known <= kind) {
            return;
        }
        self.firmest.insert(words.to_owned(), kind);
        self.list.push(Form { words: words.to_owned(), kind, case });
    }

    /// `A (B)`: A, and B where it is A in short, at length, or in another script. `A；B` likewise.
    fn add_parts(&mut self, words: &str) {
        let mut outer = words.to_owned();
        let mut inner = Vec::new();
        if let Some(span) = bracketed(words).next() {
            let open = words[..span.start].char_indices().next_back().map_or(0, |(at, _)| at);
            outer = words[..open].trim().to_owned();
            inner.extend(words[span].split(['；', ';', '，', '、']).map(str::trim));
        } else if let Some((first, second)) = words.split_once(['；', ';']) {
            outer = first.trim().to_owned();
            inner.push(second.trim());
        } else if let Some((first, second)) = words.split_once(": ")
            && is_short_form(first)
            && stands_for(first, second)
        {
            outer = first.trim().to_owned();
            inner.push(second.trim());
        }
        if outer == words || outer.is_empty() {
            return;
        }
        let same: Vec<&str> = inner
            .iter()
            .filter(|part| {
                abbreviates(part, &outer)
                    || is_ascii_word(part) != is_ascii_word(&outer)
                    || inner.iter().any(|other| abbreviates(part, other))
            })
            .copied()
            .collect();
        self.add(&outer, Kind::Part);
        same.into_iter().for_each(|part| self.add(part, Kind::Part));
    }

    /// `POP3 (Post Office Protocol)` in the definition of POP3, or the other way round.
    fn add_spelled(&mut self, definition: &str) {
        let declared: RapidHashSet<String> = self.list.iter().map(|form| letters(&form.words)).collect();
        let is_declared = |words: &str| !words.is_empty() && declared.contains(&letters(words));
        let plain = definition.replace(['*', '_', '`'], "");
        for span in bracketed(&plain) {
            let inside = plain[span.clone()].trim();
            let before = plain[..span.start].trim_end_matches(['(', '（']).trim_end();
            let long = if is_short_form(inside) { long_form(before, inside) } else { "" };
            let word = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
            if !long.is_empty() && is_declared(inside) {
                self.add_as(long, Kind::Spelled, Case::Smart);
            }
            if self.list.iter().any(|form| before.ends_with(&form.words) && expands(&form.words, inside)) {
                self.add_as(inside, Kind::Spelled, Case::Smart);
            }
            if is_declared(long) && letters(long) != letters(inside) {
                self.add_as(inside, Kind::Spelled, Case::Sensitive);
            } else if is_short_form(word) && is_declared(word) && stands_for(word, inside) {
                self.add_as(inside, Kind::Spelled, Case::Smart);
            }
        }
    }

    /// Tells whether the phrase begins with an article.
    fn add_bare(&mut self, words: &str, language: Language) -> bool {
        let elided = words.strip_prefix(['L', 'l']).and_then(|rest| rest.strip_prefix(is_apostrophe));
        let Some((article, rest)) = elided.map(|rest| ("l", rest)).or_else(|| words.split_once(' ')) else {
            return false;
        };
        let has_article = language.is_article(&article.to_lowercase());
        // With a capital it is a name: `the Web`. `Le zénith` is any zenith; but an English name has an article
        // only where it means something: *the self* is no *self*.
        let is_word = !rest.contains(' ');
        let is_name = is_word && rest.starts_with(char::is_uppercase);
        let means_something = is_word && !is_name && language == Language::ENGLISH;
        if has_article && !means_something && !language.is_common(&rest.to_lowercase()) {
            self.add_as(rest, Kind::Bare, if is_name { Case::Sensitive } else { self.case });
        }
        has_article
    }

    /// An article that follows a little word may be missing, if enough words are left: `étape de filtre` for `Étape d'un
    /// filtre`, but *vitamin A* has a letter.
    fn add_without_articles(&mut self, words: &str, language: Language) {
        const LEAST: usize = 3;
        let spans: Vec<_> = tokens(words).collect();
        let is =
            |at: usize, what: fn(Language, &str) -> bool| what(language, &fold(&words[spans[at].clone()]));
        let is_needless = |at: &usize| {
            is(*at, Language::is_article)
                && is(at - 1, Language::is_common)
                && !is(at - 1, Language::is_article)
        };
        let needless: Vec<usize> = (1..spans.len().saturating_sub(1)).filter(is_needless).collect();
        if needless.is_empty() || spans.len() - needless.len() < LEAST {
            return;
        }
        let mut bare = words.to_owned();
        needless.iter().rev().for_each(|at| bare.replace_range(spans[*at].start..spans[at + 1].start, ""));
        self.add(&bare, Kind::Bare);
    }

    fn add_compounds(&mut self, words: &str) {
        let parts: Vec<&str> = tokens(words).map(|span| &words[span]).collect();
        let plain = |part: &&str| {
            (part.chars().count() > 1 || part.starts_with(is_syllable))
                && part.chars().all(|c| c.is_alphabetic() && !is_unspaced(c))
        };
        let apart = words.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '-');
        // A hyphen joins a letter to what it belongs to: `e-mail`, `X-ray`.
        let lettered = match parts[..] {
            [letter, word] => {
                let joined = words.strip_prefix(letter).is_some_and(|rest| rest.starts_with('-'));
                joined && letter.chars().all(char::is_alphabetic) && word.len() > 2 && plain(&word)
            }
            _ => false,
        };
        if (2..=4).contains(&parts.len()) && apart && (lettered || parts.iter().all(plain)) {
            self.add_as(&parts.concat(), Kind::Compound, Case::Insensitive);
        }
        if parts.len() > 1 && parts.iter().all(|part| part.chars().count() == 1) && words.contains('.') {
            self.add_as(&parts.concat(), Kind::Compound, Case::Sensitive);
        }
        // `Nodejs` for `Node.js`.
        if parts.len() > 1 && !words.contains(' ') && words == parts.join(".") && parts.iter().all(plain) {
            self.add_as(&parts.concat(), Kind::Compound, Case::Insensitive);
        }
        if let [word] = parts[..]
            && let split = humps(word)
            && split.len() > 1
            && split.iter().all(plain)
        {
            self.add_as(&split.join(" "), Kind::Compound, Case::Insensitive);
        }
    }

    fn add_initials(&mut self, words: &str) {
        let parts: Vec<&str> = tokens(words).flat_map(|span| humps(&words[span])).collect();
        if words.chars().all(|c| (c.is_alphanumeric() && !is_unspaced(c)) || c == ' ' || c == '-') {
            for short in initials(&parts) {
                self.add_as(&short, Kind::Initials, Case::Sensitive);
            }
        }
    }
}

fn abbreviates(short: &str, long: &str) -> bool {
    (is_short_form(short) && stands_for(short, long)) || (is_short_form(long) && stands_for(long, short))
}

/// Whether `long` is the name with a short form in it spelled out: `QoS Class`, Quality of Service Class.
fn expands(name: &str, long: &str) -> bool {
    let mut words = tokens(name).map(|span| (&name[..span.start], &name[span.clone()], &name[span.end..]));
    words.any(|(before, word, after)| {
        let spelled = long.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
        let is_part = !before.is_empty() || !after.is_empty();
        is_part && is_short_form(word) && spelled.is_some_and(|spelled| stands_for(word, spelled.trim()))
    })
}

fn is_ascii_word(words: &str) -> bool {
    words.chars().filter(|c| c.is_alphabetic()).all(|c| c.is_ascii())
}

/// What two ways of writing a name share.
fn letters(words: &str) -> String {
    let words = words.trim();
    let words = words.strip_suffix('s').unwrap_or(words);
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The parts of a word in camel case: `CustomResourceDefinition`, `WebIDL`, `HTTPRoute`.
pub fn humps(word: &str) -> Vec<&str> {
    let chars: Vec<(usize, char)> = word.char_indices().collect();
    let mut parts = Vec::new();
    let mut from = 0;
    for at in 1..chars.len() {
        let (before, here) = (chars[at - 1].1, chars[at].1);
        let next_is_lower = chars.get(at + 1).is_some_and(|(_, c)| c.is_lowercase());
        let next_ends = chars.get(at + 2).is_none();
        let begins = here.is_uppercase()
            && (before.is_lowercase() || (before.is_uppercase() && next_is_lower && !next_ends));
        if begins {
            parts.push(&word[from..chars[at].0]);
            from = chars[at].0;
        }
    }
    parts.push(&word[from..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, definition: &str) -> Vec<String> {
        let yaml = format!("- id: x\n  name: {name:?}\n  definition: {definition:?}\n");
        let sources = crate::source::Sources::from_pairs([("seeds/concepts.yaml", yaml.as_str())]);
        let (lexicon, _) = crate::concept::Lexicon::read(&sources);
        let concept = lexicon.get(crate::concept::ConceptIx(0));
        forms(concept, Language::ENGLISH).into_iter().skip(1).map(|form| form.words).collect()
    }

    #[test]
    fn what_follows_from_a_name() {
        assert_eq!(
            of("Container Storage Interface (CSI)", "").first().map(String::as_str),
            Some("Container Storage Interface")
        );
        assert!(of("Container Storage Interface (CSI)", "").contains(&"CSI".to_owned()));
        assert_eq!(of("Node (DOM)", ""), ["Node"]);
        assert_eq!(of("扩展组件（Extensions）", ""), ["扩展组件", "Extensions"]);
        assert_eq!(of("Proof of Work", ""), ["ProofofWork", "POW", "PoW"]);
        assert_eq!(of("WebIDL", ""), ["Web IDL"]);
        assert_eq!(of("the Web", ""), ["Web"]);
        assert_eq!(of("ReplicaSets", ""), ["Replica Sets"]);
        assert_eq!(of("DNS", "**DNS** (Domain Name System) is"), ["Domain Name System", "DomainNameSystem"]);
        let spelled = of("QoS Class", "QoS Class (Quality of Service Class) provides");
        assert!(spelled.contains(&"Quality of Service Class".to_owned()));
        assert!(of("Quality of Service", "A Quality of Service (QOS) class").contains(&"QOS".to_owned()));
        assert_eq!(of("plan", "A plan (see below)."), [""; 0]);
    }
}
