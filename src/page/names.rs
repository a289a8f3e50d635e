//! The texts by the letters of their titles, where there are too many for one page.

use super::index::titled;
use super::links::Links;
use super::parts::{self, Parts};
use super::{Content, Head, Key, Named, quote};
use crate::corpus::{Corpus, TextIx, natural};
use crate::words::Filled;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Titles on a page.
const TITLES: usize = 500;

#[derive(Clone, Debug, Serialize)]
pub struct Names {
    letters: Vec<Initial>,
    which: Option<String>,
    parts: Option<Parts>,
}

/// The texts whose titles begin with one letter.
#[derive(Clone, Debug, Serialize)]
struct Initial {
    letter: String,
    texts: Vec<Named>,
}

/// How many pages the titles take; none where the list of texts is on one page.
pub fn parts_of(corpus: &Corpus) -> usize {
    if super::index::parts_of_texts(corpus) > 1 { parts::count(TITLES, corpus.texts.len()) } else { 0 }
}

pub fn make(links: Links<'_>, part: usize) -> (Head, Content) {
    let (corpus, words) = (links.corpus, links.words());
    let mut texts: Vec<(String, TextIx)> =
        corpus.enumerate().map(|(ix, text)| (plain(&text.document.meta.title), ix)).collect();
    texts.sort_by(|(one, a), (other, b)| natural(one, other).then_with(|| a.cmp(b)));
    let range = parts::entries(part, TITLES, texts.len());
    let parts = parts::numbered(part, parts_of(corpus), |part| links.page(Key::Names(part)));
    let which = parts.as_ref().map(|_| words.range(&range, texts.len()));
    let mut letters: Vec<Initial> = Vec::new();
    for (title, ix) in &texts[range] {
        let first = title.chars().next().filter(|c| c.is_alphabetic());
        let letter: String = first.map_or("#".to_owned(), |c| c.to_uppercase().collect());
        if letters.last().is_none_or(|last| last.letter != letter) {
            letters.push(Initial { letter, texts: Vec::new() });
        }
        let entry = Named { name: quote::full_title(corpus.text(*ix)), href: links.text(*ix) };
        letters.last_mut().expect("one was added").texts.push(entry);
    }
    let named = [("count", Filled::Number(texts.len())), ("site", Filled::Words(&corpus.title()))];
    let in_order = titled(words.say("a-to-z"), which.as_deref());
    let head = Head {
        title: titled(words.say("texts"), Some(&in_order)),
        description: format!("{} {in_order}", words.with("all-texts-of", &named)),
    };
    (head, Content::Names(Box::new(Names { letters, which, parts })))
}

/// A title as one looks it up: from its first letter or digit, without capitals and accents.
fn plain(title: &str) -> String {
    let letters = title.trim_start_matches(|c: char| !c.is_alphanumeric());
    letters.nfd().filter(|c| !is_combining_mark(*c)).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_looked_up_by_their_first_letter() {
        assert_eq!(plain("“Élan” and its uses"), "elan” and its uses");
        assert_eq!(plain("[1984]"), "1984]");
        assert_eq!(plain("計画"), "計画");
        assert_eq!(plain("…"), "");
    }
}
