//! Where the links of the texts lead.

use super::{Corpus, Text, TextIx};
use crate::document::picture::Size;
use crate::document::slug::slug;
use crate::source::is_page;
use rapidhash::RapidHashMap;
use std::sync::Arc;

/// The schemes of addresses that a page may carry: none of them runs anything in the reader's browser.
pub const SCHEMES: [&str; 10] =
    ["http", "https", "mailto", "tel", "sms", "ftp", "ftps", "news", "nntp", "gopher"];

/// Where a link in a text leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To another site, or to a person by mail or telephone.
    External,
    /// To a text, and a passage of it by its id on the page.
    Passage {
        text: TextIx,
        anchor: Option<String>,
    },
    /// To a file beside the texts, by its path below `seeds/`.
    Media(String),
    /// To another page of the site that the text was saved from, by its whole address.
    Origin(String),
    /// By a scheme that a page must not carry.
    Unsafe,
    Unknown,
}

/// Schemes by which a browser might run what follows.
const SCRIPTS: [&str; 3] = ["javascript", "vbscript", "data"];

impl Corpus {
    /// Where a link leads that stands in a text. Paths are relative to the text's own.
    pub fn target(&self, from: TextIx, href: &str) -> Target {
        self.looked_up(from, href).0
    }

    /// The same, and the text in which it was looked for.
    pub fn looked_up(&self, from: TextIx, href: &str) -> (Target, Option<TextIx>) {
        let mut asked = None;
        let path = &self.text(from).document.path;
        let target = match self.own_target((path, Some(from)), href, &mut asked) {
            Target::Unknown => self.origin_target(from, href).map_or(Target::Unknown, Target::Origin),
            found => found,
        };
        (target, asked)
    }

    /// Where a link leads that the site's editor wrote in a file, or in what stands beside a text: paths are relative to it.
    pub fn target_beside(&self, path: &str, href: &str) -> Target {
        let text = self.addresses.by_path.get(path).copied();
        self.own_target((path, text), href, &mut None)
    }

    /// How large a picture beside the texts is, by its path below `seeds/`, if its file says so.
    pub fn picture_size(&self, path: &str) -> Option<Size> {
        *self.addresses.media.get(path)?
    }

    /// What a saved page links to and the corpus does not have is where the page was.
    fn origin_target(&self, from: TextIx, href: &str) -> Option<String> {
        let document = &self.text(from).document;
        absolute(document.meta.source.as_deref().filter(|_| is_page(&document.path))?, href.trim())
    }

    fn own_target(
        &self,
        (from, text): (&str, Option<TextIx>),
        href: &str,
        asked: &mut Option<TextIx>,
    ) -> Target {
        let href: String = href.chars().filter(|c| !c.is_control()).collect();
        let href = href.trim();
        if let Some((scheme, rest)) = href.split_once(':')
            && !scheme.contains(['/', '?', '#'])
        {
            // The path of a name in a program, as manuals of code link to: `std::fmt::Display`.
            let is_scheme = SCRIPTS.iter().any(|script| scheme.eq_ignore_ascii_case(script));
            if rest.starts_with(':') && !is_scheme {
                return Target::Unknown;
            }
            let known = SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known));
            return if known { Target::External } else { Target::Unsafe };
        }
        if href.starts_with("//") || href.contains('\\') {
            return Target::Unsafe;
        }
        let (path, fragment) = match href.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (href, None),
        };
        let path = percent_decoded(path.split('?').next().unwrap_or(""));
        if path.is_empty() {
            *asked = text;
            return text.map_or(Target::Unknown, |text| self.passage_target(text, fragment));
        }
        let Some(below) = joined(from, &path) else { return Target::Unknown };
        let way = below.strip_suffix('/').unwrap_or(&below);
        for way in std::iter::once(way).chain(shorter(way).filter(|_| path.starts_with('/'))) {
            if let Some(text) = self.addresses.by_path.get(way) {
                *asked = Some(*text);
                return self.passage_target(*text, fragment);
            }
            if self.addresses.media.contains_key(way) {
                return Target::Media(way.to_owned());
            }
        }
        Target::Unknown
    }

    fn passage_target(&self, text: TextIx, fragment: Option<&str>) -> Target {
        let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else {
            return Target::Passage { text, anchor: None };
        };
        let of = self.text(text);
        let named =
            |id: &str| of.passage_at(id).map(|passage| of.anchor(passage)).or_else(|| of.moved_to(id));
        let wanted = percent_decoded(fragment);
        let silent = |id: &str| of.document.silent_passage(id).map(|passage| of.anchor(passage));
        match named(&wanted).or_else(|| silent(&wanted)).or_else(|| named(&slug(&wanted))) {
            Some(id) => Target::Passage { text, anchor: Some(id.to_owned()) },
            None => Target::Unknown,
        }
    }
}

/// A path without its first folders, while one is left: from its root, the site that texts were written for may have
/// had them in a folder that the corpus has not, such as `/docs/`.
fn shorter(path: &str) -> impl Iterator<Item = &str> {
    let all = std::iter::successors(Some(path), |path| path.split_once('/').map(|(_, rest)| rest));
    all.skip(1).filter(|rest| rest.contains('/'))
}

/// A path relative to a text's, as a path below `seeds/`; nothing if it leads out of it.
pub fn joined(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { from.split('/').collect() };
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// An address relative to a web page, in full.
fn absolute(page: &str, href: &str) -> Option<String> {
    let (scheme, rest) = page.split_once("://").filter(|(scheme, _)| ["http", "https"].contains(scheme))?;
    let rest = rest.split(['?', '#']).next()?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if host.is_empty() {
        return None;
    }
    if href.starts_with(['?', '#']) {
        return Some(format!("{scheme}://{host}/{path}{href}"));
    }
    let end = href.find(['?', '#']).unwrap_or(href.len());
    let (way, query) = href.split_at(end);
    // What leads out of the site leads to its root, as in browsers.
    let mut parts: Vec<&str> = if way.starts_with('/') { Vec::new() } else { path.split('/').collect() };
    parts.pop();
    let mut ways = way.trim_start_matches('/').split('/').peekable();
    while let Some(part) = ways.next() {
        match part {
            "." | ".." => {
                if part == ".." {
                    parts.pop();
                }
                if ways.peek().is_none() {
                    parts.push("");
                }
            }
            part => parts.push(part),
        }
    }
    Some(format!("{scheme}://{host}/{}{query}", parts.join("/")))
}

pub fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'%').then(|| after.get(..2)).flatten();
        let code = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        match code {
            Some(code) => {
                bytes.push(code);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// By path, with and without the ending; an index file also by its folder.
pub fn by_path(texts: &[Arc<Text>]) -> RapidHashMap<String, TextIx> {
    let mut by_path = RapidHashMap::default();
    for (ix, text) in (0..).map(TextIx).zip(texts) {
        let path = text.document.path.as_str();
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        by_path.insert(path.to_owned(), ix);
        by_path.entry(stem.to_owned()).or_insert(ix);
        by_path.entry(format!("{stem}.html")).or_insert(ix);
        if let Some(folder) = stem.strip_suffix("/_index").or_else(|| stem.strip_suffix("/index")) {
            by_path.entry(folder.to_owned()).or_insert(ix);
        }
    }
    by_path
}

#[cfg(test)]
mod tests {
    use super::absolute;
    use crate::tests::diagnose;

    #[test]
    fn every_id_of_a_section_leads_to_it() {
        let page = |body: &str| format!("<html><body><main><h1>Page</h1>{body}</main></body></html>");
        let sections = page(
            "<div id=\"chapter\"><p>Words.</p><div id=\"outer\"><div id=\"INNER\"><h2>Head</h2></div></div><p>More.</p></div>",
        );
        let links = page(
            "<p><a href=\"b.html#outer\">a</a> <a href=\"b.html#INNER\">b</a> <a href=\"b.html#lost\">c</a></p>",
        );
        let found = diagnose(&[("seeds/a.html", &links), ("seeds/b.html", &sections)]);
        let broken: Vec<_> = found.iter().filter(|line| line.contains("broken-link")).collect();
        assert!(broken.len() == 1 && broken[0].contains("#lost"), "{broken:#?}");
    }

    #[test]
    fn addresses_are_relative_to_the_page() {
        let of = |href: &str| absolute("https://a.example/b/c.html?x#y", href);
        assert_eq!(of("d.html#e").as_deref(), Some("https://a.example/b/d.html#e"));
        assert_eq!(of("/d/").as_deref(), Some("https://a.example/d/"));
        assert_eq!(of("../../../d?e=../f").as_deref(), Some("https://a.example/d?e=../f"));
        assert_eq!(of("..").as_deref(), Some("https://a.example/"));
        assert_eq!(of("#e").as_deref(), Some("https://a.example/b/c.html#e"));
        assert_eq!(absolute("not a page", "d"), None);
    }
}
