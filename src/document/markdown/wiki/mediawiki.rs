//! What only the words of MediaWiki hold: quotes that set off words, links with words of their own, templates, references.

use super::form::{Form, LONGEST, Spot};
use crate::document::markdown::wording::Shape;
use std::ops::Range;

/// What stands before the names of pictures and sounds, in languages with many wikis.
const FILES: [&str; 13] = [
    "file", "image", "media", "datei", "bild", "fichier", "archivo", "immagine", "bestand", "plik", "файл",
    "文件", "ficheiro",
];
/// What stands before the names of what a page is filed under.
const CATEGORIES: [&str; 10] = [
    "category",
    "kategorie",
    "catégorie",
    "categoría",
    "categoria",
    "categorie",
    "kategoria",
    "категория",
    "分类",
    "kategori",
];

impl<'t> Spot<'_, 't> {
    pub(super) fn media(&self, byte: u8) -> Option<Form<'t>> {
        match byte {
            b'\'' => self.quotes(),
            b'[' if self.rest().starts_with("[[") => self.page(),
            b'[' => self.outside(),
            b'{' if self.rest().starts_with("{{") => self.template(),
            b'<' => self.element(),
            _ => None,
        }
    }

    /// Two quotes for emphasis, three for strong words, five for both.
    fn quotes(&self) -> Option<Form<'t>> {
        let run = |text: &str| text.bytes().take_while(|byte| *byte == b'\'').count();
        let rest = self.rest().split('\n').next().unwrap_or("");
        let rest = &rest[..crate::document::text::floor(rest, rest.len().min(LONGEST))];
        let count = run(rest);
        let mut at = match count {
            2 | 3 | 5 => count,
            // The first of more means itself.
            _ => return None,
        };
        let mut inside = [false; 2];
        let mut own = at;
        let (mut first, mut seen) = (true, at);
        while let Some(found) = rest[seen..].find("''") {
            let place = seen + found;
            let length = run(&rest[place..]);
            let length = if matches!(length, 2 | 3 | 5) { length } else { 3.min(length) };
            if own == 5 && first && length != 5 {
                // The other of the two ends first: the one that ends last is around it.
                own = 5 - length;
                at = own;
                inside[usize::from(length == 3)] = true;
            }
            first = false;
            let (slanted, strong) = (matches!(length, 2 | 5), matches!(length, 3 | 5));
            let end = match own {
                5 if length == 5 => Some(place),
                2 if slanted => Some(if length == 5 && inside[1] { place + 3 } else { place }),
                3 if strong => Some(if length == 5 && inside[0] { place + 2 } else { place }),
                _ => None,
            };
            if let Some(end) = end {
                let shape = if own == 2 { Shape::Emphasis } else { Shape::Strong };
                // Both: strong words within which the quotes for emphasis are left.
                let (from, to) = if own == 5 { (at - 2, end + 2) } else { (at, end) };
                let past = if own == 5 { end + 5 } else { end + own };
                return (to > from).then(|| Form {
                    inner: self.at + from..self.at + to,
                    past: self.at + past,
                    shape,
                });
            }
            inside[0] ^= slanted;
            inside[1] ^= strong;
            seen = place + length;
        }
        None
    }

    /// `[[page|words]]`, and what is filed or shown by such a link.
    fn page(&self) -> Option<Form<'t>> {
        let inner = self.pair()?;
        let past = inner.end + 2;
        let words = &self.text[inner.clone()];
        let silent = Form { inner: past..past, past, shape: Shape::Silent };
        if is_file(words) || is_named(words, &CATEGORIES) || is_other_language(words) {
            return Some(silent);
        }
        let parts = self.parts(inner.clone());
        let last = parts.last().filter(|part| !self.text[(*part).clone()].trim().is_empty());
        let shown = last.or(parts.first())?.clone();
        let colon = usize::from(self.text[shown.clone()].starts_with(':'));
        Some(Form { inner: shown.start + colon..shown.end, past, shape: Shape::Plain })
    }

    /// `[https://example.org words]`.
    fn outside(&self) -> Option<Form<'t>> {
        let rest = &self.rest()[1..];
        let rest = &rest[..crate::document::text::floor(rest, rest.len().min(LONGEST))];
        let leads =
            ["http://", "https://", "//", "mailto:", "ftp://"].iter().any(|scheme| rest.starts_with(scheme));
        let length = rest.find(']').filter(|_| leads)?;
        let target = rest[..length].split(' ').next()?;
        let start = self.at + 1;
        let words = start + (target.len() + 1).min(length)..start + length;
        let shown = if words.is_empty() { start..start + length } else { words };
        Some(Form { inner: shown, past: start + length + 1, shape: Shape::Link(target.into()) })
    }

    /// What stands between bars, but for those of links and templates inside.
    pub fn parts(&self, inner: Range<usize>) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let (mut at, mut from) = (inner.start, inner.start);
        while at < inner.end {
            match self.pairs.end(at).filter(|end| *end <= inner.end) {
                Some(end) => at = end,
                None => {
                    if self.text.as_bytes()[at] == b'|' {
                        parts.push(from..at);
                        from = at + 1;
                    }
                    at += 1;
                }
            }
        }
        parts.push(from..inner.end);
        parts
    }

    /// A template amid words: it says its last part, or what its fields say, if it is about a source.
    fn template(&self) -> Option<Form<'t>> {
        let inner = self.pair()?;
        let past = inner.end + 2;
        let parts = self.parts(inner.clone());
        let name = self.text[parts[0].clone()].trim().to_lowercase();
        let (named, given): (Vec<Field<'t>>, Vec<Field<'t>>) = parts[1..]
            .iter()
            .map(|part| self.field(part.clone()))
            .filter(|field| !field.words.is_empty())
            .partition(|field| field.key.is_some());
        let words = |fields: &[Field<'t>]| fields.iter().map(|field| field.words.clone()).collect::<Vec<_>>();
        let of = |shape| Some(Form { inner: inner.clone(), past, shape });
        match name.as_str() {
            "sfn" | "sfnp" | "efn" | "refn" | "#tag:ref" => {
                of(Shape::Note(None, words(&[given, named].concat())))
            }
            "'" | "'s" | "snd" | "spnd" | "ndash" | "mdash" => {
                let value = match name.as_str() {
                    "'" => "'",
                    "'s" => "'s",
                    "mdash" => "—",
                    _ => " – ",
                };
                of(Shape::Value(value.into()))
            }
            "convert" | "cvt" => of(Shape::Fields(words(&given[..given.len().min(2)]), " ")),
            _ if !given.is_empty() && named.len() < 3 => {
                of(Shape::Fields(words(&given[given.len() - 1..]), ""))
            }
            _ if is_source(&name) || named.len() >= 3 => {
                let mut told: Vec<Field<'t>> =
                    named.into_iter().filter(|field| !field.is_about_the_page()).collect();
                // An address stands behind what it leads to.
                told.sort_by_key(|field| self.text[field.words.clone()].contains("://"));
                of(Shape::Fields(words(&told), ", "))
            }
            _ => of(Shape::Silent),
        }
    }

    fn field(&self, part: Range<usize>) -> Field<'t> {
        let words = &self.text[part.clone()];
        let key = words.split_once('=').map(|(key, _)| key.trim()).filter(|key| {
            !key.is_empty()
                && key.chars().all(|c| c.is_alphanumeric() || " -_".contains(c))
                && key.len() <= 40
        });
        let from = if key.is_some() { words.find('=').map_or(0, |at| at + 1) } else { 0 };
        let said = &words[from..];
        let start = part.start + from + (said.len() - said.trim_start().len());
        Field { key, words: start..start + said.trim().len() }
    }

    /// A reference, and elements of HTML.
    fn element(&self) -> Option<Form<'t>> {
        let rest = self.rest();
        if rest.starts_with("<!--") {
            let past = self.pairs.end(self.at).filter(|end| *end <= self.end)?;
            return Some(Form { inner: past..past, past, shape: Shape::Silent });
        }
        if !rest.starts_with("<ref") || rest.starts_with("<references") {
            return self.tag();
        }
        let past = self.pairs.end(self.at).filter(|end| *end <= self.end)?;
        let tag = self.at + rest.find('>').filter(|tag| self.at + tag < past)?;
        let name = self.text[self.at..tag]
            .split_once("name")
            .and_then(|(_, said)| said.trim_start().strip_prefix('='));
        let name = name.map(|name| name.trim().trim_end_matches('/').trim().trim_matches(['"', '\'']));
        let name =
            name.map(|name| name.split(['"', '\'']).next().unwrap_or("")).filter(|name| !name.is_empty());
        let alone = self.text[..tag].ends_with('/');
        let words = if alone { Vec::new() } else { vec![tag + 1..past - "</ref>".len()] };
        Some(Form { inner: past..past, past, shape: Shape::Note(name, words) })
    }

    /// The words under a picture that a link shows.
    pub fn caption(&self) -> Option<Range<usize>> {
        let inner = self.pair().filter(|_| self.rest().starts_with("[["))?;
        let parts = self.parts(inner.clone());
        let last = parts.last().filter(|_| parts.len() > 1)?.clone();
        let words = self.text[last.clone()].trim();
        (is_file(&self.text[inner]) && words.contains(' ')).then_some(last)
    }

    pub fn is_picture(&self) -> bool {
        self.rest().starts_with("[[") && self.pair().is_some_and(|inner| is_file(&self.text[inner]))
    }
}

/// A part of a template.
#[derive(Clone)]
struct Field<'t> {
    key: Option<&'t str>,
    words: Range<usize>,
}

impl Field<'_> {
    /// What says when the page was looked at, and how it is kept.
    fn is_about_the_page(&self) -> bool {
        const KEYS: [&str; 9] = [
            "access-date",
            "accessdate",
            "archive-url",
            "archiveurl",
            "archive-date",
            "archivedate",
            "url-status",
            "ref",
            "df",
        ];
        self.key.is_some_and(|key| KEYS.contains(&key))
    }
}

fn is_file(words: &str) -> bool {
    is_named(words, &FILES)
}

fn is_named(words: &str, names: &[&str]) -> bool {
    words
        .split_once(':')
        .is_some_and(|(space, _)| space.len() <= 24 && names.contains(&space.trim().to_lowercase().as_str()))
}

/// `[[de:Schleuse]]`: the page in another language.
fn is_other_language(words: &str) -> bool {
    words.split_once(':').is_some_and(|(language, rest)| {
        (2..=3).contains(&language.len())
            && language.bytes().all(|byte| byte.is_ascii_lowercase())
            && !rest.contains('|')
            && !rest.starts_with(' ')
    })
}

fn is_source(name: &str) -> bool {
    ["cite", "citation", "literatur", "internetquelle", "ouvrage", "lien web", "article", "cita"]
        .iter()
        .any(|known| name.starts_with(known))
}
