//! The language of each text, and the one that most of the texts' letters are in: what a text says, else what its
//! words tell, as for mentions. Nobody need have named the site's language for its words to be brought together.

use super::words::Words;
use crate::document::Document;
use crate::mention::language::{Detector, Language};
use crate::mention::language_of;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// One language (BCP 47).
#[derive(Clone, Debug)]
pub struct Tongue {
    pub tag: String,
    pub words: &'static Words,
    pub language: Language,
}

#[derive(Debug)]
pub struct Tongues {
    by_text: Vec<Tongue>,
    most: Tongue,
}

impl Tongues {
    /// `usual` is the language of texts whose words tell none.
    pub fn of(documents: &[&Document], usual: &str) -> Tongues {
        let detector = Detector::default();
        let usual_language = Language::from_tag(usual);
        let by_text: Vec<Tongue> = documents
            .par_iter()
            .map(|document| match &document.meta.language {
                Some(tag) => Tongue::new(tag),
                None => match language_of(document, usual_language, &detector) {
                    told if told == usual_language => Tongue::new(usual),
                    told => Tongue::new(told.tag()),
                },
            })
            .collect();
        let mut letters: BTreeMap<Language, usize> = BTreeMap::new();
        for (document, tongue) in documents.iter().zip(&by_text) {
            let length: usize = document.passages.iter().map(|passage| passage.text.len()).sum();
            *letters.entry(tongue.language).or_default() += length;
        }
        // The usual language, where as much is in it as in any other.
        let most = letters.iter().max_by_key(|(own, length)| (**length, **own == usual_language));
        let told = most.and_then(|(most, _)| by_text.iter().find(|tongue| tongue.language == *most));
        let most = told.cloned().unwrap_or_else(|| Tongue::new(usual));
        Tongues { by_text, most }
    }

    pub fn of_text(&self, text: usize) -> &Tongue {
        &self.by_text[text]
    }

    /// The language that most is in.
    pub fn most(&self) -> &Tongue {
        &self.most
    }
}

impl Tongue {
    pub fn new(tag: &str) -> Tongue {
        Tongue { tag: tag.to_owned(), words: Words::of(tag), language: Language::from_tag(tag) }
    }
}
