//! The source of a wiki page that was saved or pasted as plain text: MediaWiki, DokuWiki, Textile, TiddlyWiki.
//!
//! It is known by several of its signs together ([`mark`]) and then written as the Markdown that says the same
//! ([`super::writer`]). What only speaks to a program (templates by themselves, categories, comments) is set apart.

mod alone;
mod form;
mod line;
mod mark;
mod mediawiki;
mod pair;
mod table;
#[cfg(test)]
mod tests;
mod walk;

use super::asciidoc::lines;
use super::rewritten;
use crate::diagnostic::Diagnostic;
use crate::document::front_matter;
use crate::document::text::Recovery;
use crate::source::ending::ending;
use std::ops::Range;
use walk::Walk;

/// A line without its end: places of the text.
type Line = Range<usize>;

/// In which markup a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    MediaWiki,
    DokuWiki,
    Textile,
    TiddlyWiki,
}

impl Tongue {
    /// What the ending of a file's name says.
    fn of(path: &str) -> Option<Tongue> {
        match ending(path).as_str() {
            "mediawiki" => Some(Tongue::MediaWiki),
            "dokuwiki" => Some(Tongue::DokuWiki),
            "textile" => Some(Tongue::Textile),
            "tid" => Some(Tongue::TiddlyWiki),
            _ => None,
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Tongue::MediaWiki => "a heading of MediaWiki",
            Tongue::DokuWiki => "a heading of DokuWiki",
            Tongue::Textile => "a heading of Textile",
            Tongue::TiddlyWiki => "a heading of TiddlyWiki",
        }
    }
}

/// Reads a text, if it is the source of a wiki page: by its name, or by its signs.
pub fn read(path: &str, text: &str) -> Option<(Recovery, Vec<Diagnostic>)> {
    let named = Tongue::of(path);
    if named.is_none() && !mark::may_be(text) {
        return None;
    }
    let (yaml, body) = front_matter(text);
    let lines = lines(text, body.start);
    let tongue = named.or_else(|| mark::tongue(text, &lines))?;
    let written = Walk::new(text, &lines, body.start, tongue).run();
    Some(rewritten(path, text, (yaml, body), written))
}
