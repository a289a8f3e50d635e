//! The phrases of a lexicon as paths of words and of stems, for texts of one language.

use super::language::Language;
use super::pattern::Pattern;
use super::phrase::{Kind, forms};
use super::proper;
use super::trie::{Trie, number};
use crate::concept::Lexicon;
use rapidhash::RapidHashMap;

/// Concepts that share their words beyond this many are not told apart by them, and not looked for.
const NAMESAKES: usize = 200;

pub struct Index {
    pub language: Language,
    /// By key: its number.
    pub words: RapidHashMap<String, u32>,
    pub stems: RapidHashMap<String, u32>,
    pub exact: Trie,
    pub stemmed: Trie,
    patterns: Vec<Pattern>,
}

impl Index {
    pub fn new(lexicon: &Lexicon, language: Language) -> Index {
        let mut index = Index {
            language,
            words: RapidHashMap::default(),
            stems: RapidHashMap::default(),
            exact: Trie::default(),
            stemmed: Trie::default(),
            patterns: Vec::new(),
        };
        for (ix, concept) in lexicon.iter() {
            let style = proper::Style::of(concept, language);
            for form in forms(concept, language) {
                if let Some(mut pattern) = Pattern::new(ix, &form) {
                    pattern.of.share = proper::share(concept, (style, language), &form.words, form.kind);
                    pattern.of.has_context =
                        !(concept.context.any.is_empty() && concept.context.none.is_empty());
                    index.add(pattern);
                }
            }
        }
        index
    }

    pub fn pattern(&self, ix: u32) -> &Pattern {
        &self.patterns[ix as usize]
    }

    fn add(&mut self, mut pattern: Pattern) {
        let ix = number(self.patterns.len());
        let path = pattern.folded.iter().map(|word| numbered(&mut self.words, self.language.key(word)));
        pattern.path = path.collect();
        let node = self.exact.node(&pattern.path);
        // A name that fits wherever an alias of its words does leaves nothing to find by the alias.
        let others = self.exact.ends(node).iter().rev().map(|other| self.pattern(*other));
        let mut own = others.take_while(|other| other.of.concept == pattern.of.concept);
        let is_outdone = own.any(|other| other.outdoes(&pattern));
        if !is_outdone && self.exact.ends(node).len() < NAMESAKES {
            self.exact.end(node, ix);
        }
        let any_case = pattern.exact.iter().any(Option::is_none) && pattern.literal.is_none();
        let made_up = matches!(pattern.of.kind, Kind::Initials | Kind::Spelled);
        if any_case && !made_up && self.language.has_stems() {
            let stem = |word: &String| self.language.stem(word).unwrap_or_else(|| word.clone());
            let path = pattern.folded.iter().map(|word| numbered(&mut self.stems, stem(word)));
            let node = self.stemmed.node(&path.collect::<Vec<_>>());
            if self.stemmed.ends(node).len() < NAMESAKES {
                self.stemmed.end(node, ix);
            }
        }
        self.patterns.push(pattern);
    }
}

/// The number of a word, a new one if it has none.
fn numbered(words: &mut RapidHashMap<String, u32>, word: String) -> u32 {
    let next = number(words.len());
    *words.entry(word).or_insert(next)
}
