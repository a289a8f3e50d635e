//! What is known of each language: one row of a table, with a file for rules that need code.
//!
//! A language without a row is still searched: case and typography are reduced, forms are not.

mod declension;
mod detect;
mod dutch;
mod english;
mod french;
mod german;
mod japanese;
mod korean;
mod latin;
mod russian;
mod slavic;
mod spanish;
mod table;

use declension::Declension;
pub use detect::Detector;
pub use korean::is_syllable;
pub use slavic::is_cyrillic;
use std::cmp::Ordering;

/// A language, as its row of the table. Two are equal if their tags are.
#[derive(Clone, Copy)]
pub struct Language(&'static Rules);

/// All that the finder asks of a language.
pub struct Rules {
    /// The primary subtag of BCP 47.
    pub tag: &'static str,
    /// Words by which a text in the language is known, and which mean nothing by themselves.
    pub common: &'static [&'static str],
    /// Small letters that no other language of the table has.
    pub letters: &'static str,
    /// What may stand before a phrase, or be missing there, without making it another.
    pub articles: &'static [&'static str],
    /// Little words that have an article in them, and what they are without it: *du*, *de*.
    pub contracted: &'static [(&'static str, &'static str)],
    /// The key of a folded word, beyond what all languages have in common.
    pub key: fn(&str) -> String,
    /// Other folded words that a word may be a form of, tried in this order where it is in no phrase.
    pub bases: fn(&str) -> Vec<String>,
    /// Other ways in which a whole phrase is written, where no key tells: `サーバ` for `サーバー`.
    pub spellings: fn(&str) -> Vec<String>,
    /// How it is written as several words: `데이터 베이스` for `데이터베이스`.
    pub parted: fn(&str) -> Vec<String>,
    /// Of a folded word; most keys have lost endings that a stemmer wants to see.
    pub stem: Option<fn(&str) -> String>,
    pub kin: Kin,
    /// How words are written for their endings to be compared.
    pub spelled: Option<fn(&str) -> String>,
    /// How nouns and adjectives decline, where that decides which form names them.
    pub declensions: &'static [Declension],
    /// Words after which a bare word is a verb.
    pub before_verbs: &'static [&'static str],
}

/// When two words of one stem are forms of one word: by what each has beyond the letters they share.
pub enum Kin {
    /// The language's own rules tell.
    Told(fn(&str, &str) -> bool),
    /// Both rests are among these.
    Endings(&'static [&'static str]),
    /// The rests are one of these pairs, which are in order. Such words are related, not the same. What is
    /// done and who does it are near only where the other words of a phrase are the same: a garbage
    /// collector is about garbage collection, but a container is not to contain.
    Pairs { related: &'static [Pair], doers: &'static [Pair] },
}

/// Two endings.
type Pair = (&'static str, &'static str);

/// How near two different words of one stem are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nearness {
    /// Forms of one word: `революция`, `революции`.
    Inflected,
    /// Words of one family: `decrypt`, `decryption`.
    Derived,
    /// What is done, and who does it: `collection`, `collector`.
    Doer,
}

/// The commonest words of each language that has a row, by tag.
pub fn common_words() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    table::TABLE.iter().map(|row| (row.tag, row.common))
}

/// The language of a tag without its region or script: `en` of `en-GB` (BCP 47).
pub fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or("").to_lowercase()
}

impl Language {
    pub const ENGLISH: Language = Language(&table::TABLE[0]);
    pub const OTHER: Language = Language(&table::OTHER);

    /// From a language tag such as `en-GB` (BCP 47).
    pub fn from_tag(tag: &str) -> Language {
        let primary = primary(tag);
        // Norwegian is hardly ever said to be the one or the other.
        let primary = if matches!(primary.as_str(), "no" | "nn") { "nb" } else { &primary };
        let row = table::TABLE.iter().find(|rules| rules.tag == primary);
        row.map_or(Language::OTHER, Language)
    }

    pub fn tag(self) -> &'static str {
        self.0.tag
    }

    /// The key of a word that is already folded. Latin words within Chinese, Japanese, Korean and
    /// Thai are nearly always English.
    pub fn key(self, folded: &str) -> String {
        if let Some(plain) = self.uncontracted(folded) {
            return plain.to_owned();
        }
        if self.writes_no_latin() && folded.is_ascii() { english::key(folded) } else { (self.0.key)(folded) }
    }

    pub fn bases(self, folded: &str) -> Vec<String> {
        (self.0.bases)(folded)
    }

    pub fn spellings(self, phrase: &str) -> Vec<String> {
        (self.0.spellings)(phrase)
    }

    pub fn parted(self, phrase: &str) -> Vec<String> {
        (self.0.parted)(phrase)
    }

    fn uncontracted(self, folded: &str) -> Option<&'static str> {
        self.0.contracted.iter().find(|(word, _)| *word == folded).map(|(_, plain)| *plain)
    }

    pub fn is_article(self, folded: &str) -> bool {
        self.0.articles.contains(&folded)
    }

    pub fn is_common(self, folded: &str) -> bool {
        self.0.common.contains(&folded) || self.0.articles.contains(&folded)
    }

    pub fn has_stems(self) -> bool {
        self.0.stem.is_some()
    }

    pub fn precedes_verbs(self, folded: &str) -> bool {
        self.0.before_verbs.contains(&folded)
    }

    /// Whether a capital within a sentence says more than that a word is a noun.
    pub fn capitals_tell(self) -> bool {
        self.0.tag != "de"
    }

    /// The stem of a folded word, where the language has stems and the word is long enough to have one.
    pub fn stem(self, folded: &str) -> Option<String> {
        let stem = self.0.stem?;
        if let Some(plain) = self.uncontracted(folded) {
            return Some(plain.to_owned());
        }
        let word = folded.strip_suffix("'s").unwrap_or(folded);
        let is_told = matches!(self.0.kin, Kin::Told(_));
        let least = if is_told { 3 } else { 4 };
        // `об'єкт`
        let is_letter = |c: char| c.is_alphabetic() || (is_told && c == '\'');
        let long = word.chars().count() >= least && word.chars().all(is_letter);
        (long && !(self.writes_no_latin() && word.is_ascii())).then(|| stem(word))
    }

    /// Of forms of one word, each with how often it stands, the place of the nominative, if the language declines and the
    /// forms tell it.
    pub fn nominative(self, forms: &[(&str, u32)]) -> Option<usize> {
        declension::nominative(self.0.declensions, forms)
    }

    pub fn declines(self) -> bool {
        !self.0.declensions.is_empty()
    }

    /// What two different words of one stem are to each other, if anything.
    pub fn nearness(self, a: &str, b: &str) -> Option<Nearness> {
        if let Kin::Told(are_forms) = self.0.kin {
            return are_forms(a, b).then_some(Nearness::Inflected);
        }
        let spelled = self.0.spelled.map(|spelled| (spelled(a), spelled(b)));
        let (a, b) = spelled.as_ref().map_or((a, b), |(a, b)| (a.as_str(), b.as_str()));
        let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        let (a, b) = (&a[shared..], &b[shared..]);
        match self.0.kin {
            Kin::Told(_) => None,
            Kin::Endings(endings) => {
                let is_ending = |rest: &str| rest.is_empty() || endings.contains(&rest);
                Some(if is_ending(a) && is_ending(b) { Nearness::Inflected } else { Nearness::Derived })
            }
            Kin::Pairs { related, doers } => {
                let has =
                    |pairs: &[Pair]| [(a, b), (b, a)].iter().any(|pair| pairs.binary_search(pair).is_ok());
                match () {
                    () if has(related) => Some(Nearness::Derived),
                    () if has(doers) => Some(Nearness::Doer),
                    () => None,
                }
            }
        }
    }

    pub fn writes_no_latin(self) -> bool {
        matches!(self.0.tag, "zh" | "ja" | "ko" | "th" | "ru" | "uk" | "sr" | "bg" | "mk" | "el")
    }
}

impl std::fmt::Debug for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.tag)
    }
}

impl PartialEq for Language {
    fn eq(&self, other: &Language) -> bool {
        self.0.tag == other.0.tag
    }
}

impl Eq for Language {}

impl PartialOrd for Language {
    fn partial_cmp(&self, other: &Language) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Language {
    fn cmp(&self, other: &Language) -> Ordering {
        self.0.tag.cmp(other.0.tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_have_regions_and_any_case() {
        let tags = ["en-GB", "EN", "zh_Hant", "ru", "tlh"];
        assert_eq!(tags.map(|tag| Language::from_tag(tag).tag()), ["en", "en", "zh", "ru", ""]);
    }

    #[test]
    fn pairs_that_are_searched_are_in_order() {
        let pairs = table::TABLE.iter().filter_map(|rules| match rules.kin {
            Kin::Pairs { related, doers } => Some([related, doers]),
            _ => None,
        });
        assert!(pairs.flatten().all(|pairs| pairs.is_sorted()));
    }

    #[test]
    fn words_of_one_stem_are_forms_or_kin_or_nothing() {
        let near = |tag, a, b| Language::from_tag(tag).nearness(a, b);
        assert_eq!(near("en", "decrypt", "decryption"), Some(Nearness::Derived));
        assert_eq!(near("en", "contain", "container"), None);
        assert_eq!(near("en", "materialism", "materialists"), Some(Nearness::Derived));
        assert_eq!(near("en", "collection", "collectors"), Some(Nearness::Doer));
        assert_eq!(near("ru", "план", "плану"), Some(Nearness::Inflected));
        assert_eq!(near("fr", "ouvrier", "ouvriers"), Some(Nearness::Inflected));
        assert_eq!(near("fr", "national", "nationalisation"), Some(Nearness::Derived));
    }
}
