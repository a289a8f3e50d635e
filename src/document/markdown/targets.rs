//! Links without words, pages and pictures put into others, and icons of a theme.

use super::draft::Edit;
use super::marks::{Marks, attributes, is_escaped};
use super::writer::escaped;
use crate::source::ending::ending;
use std::ops::Range;

/// What opens the name of an icon of MkDocs' themes: `:material-check:`.
pub const ICONS: [&str; 5] = [":material-", ":fontawesome-", ":octicons-", ":simple-", ":lucide-"];
const PICTURES: [&str; 8] = ["png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "bmp"];

impl Marks<'_> {
    /// `:material-check:{ .lg }` is a picture of the theme.
    pub(super) fn icons(&mut self, range: &Range<usize>) {
        let words = &self.text[range.clone()];
        for (at, icon) in ICONS.iter().flat_map(|icon| words.match_indices(icon)) {
            let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            let rest = words[at + icon.len()..].trim_start_matches(is_name);
            let amid = words[..at].ends_with(char::is_alphanumeric) || is_escaped(words, at);
            if amid || !rest.starts_with(':') || self.protected.holds(range.start + at) {
                continue;
            }
            let end = words.len() - rest.len() + 1;
            let end = end + attributes(&words[end..]).unwrap_or(0);
            self.edits.push(Edit::drop(range.start + at..range.start + end));
        }
    }

    /// `[](address)`: a link without words is called by its address.
    pub(super) fn wordless(&mut self, range: &Range<usize>) {
        let words = &self.text[range.clone()];
        for (at, _) in words.match_indices("[](") {
            let address = &words[at + 3..];
            let Some(address) = address.find([')', ' ', '<', '(']).map(|end| &address[..end]) else { return };
            let is_picture = words[..at].ends_with('!');
            if is_picture
                || is_escaped(words, at)
                || address.is_empty()
                || self.protected.holds(range.start + at)
            {
                continue;
            }
            let place = range.start + at + 1;
            self.edits.push(Edit::new(place..place, escaped(called(address))));
        }
    }

    /// `![[page]]` is a link to the page; `![[picture.png|300]]` loses its width.
    pub(super) fn embedded(&mut self, range: &Range<usize>) {
        let words = &self.text[range.clone()];
        for (at, _) in words.match_indices("![[") {
            let place = range.start + at;
            let Some(length) = words[at + 3..].find([']', '[']) else { return };
            if self.protected.holds(place) || !words[at + 3 + length..].starts_with("]]") {
                continue;
            }
            let inner = &words[at + 3..at + 3 + length];
            let (target, width) =
                inner.split_once('|').map_or((inner, ""), |(target, width)| (target, width));
            if !PICTURES.contains(&ending(target).as_str()) {
                self.edits.push(Edit::drop(place..place + 1));
            } else if !width.is_empty() && width.bytes().all(|byte| byte.is_ascii_digit() || byte == b'x') {
                let end = place + 3 + length;
                self.edits.push(Edit::drop(end - width.len() - 1..end));
            }
        }
    }
}

/// What a link without words is called: an address of the web by itself, a file or a place in it by its name.
fn called(address: &str) -> &str {
    if address.contains("://") {
        return address.split_once("://").map_or(address, |(_, rest)| rest);
    }
    let (path, place) = address.split_once('#').unwrap_or((address, ""));
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if place.is_empty() && !name.is_empty() { name } else { place }
}
