//! What stands by itself on a page of MediaWiki: templates, comments, pictures, lists of references, and what the page is filed
//! under.

use super::Tongue;
use super::form::Spot;
use super::walk::Walk;
use crate::document::markdown::wording::Shape;

impl<'t> Walk<'t, '_> {
    /// What stands by itself and says nothing to a reader: templates, comments, what pages are filed under. Of a picture its
    /// caption is a paragraph.
    pub(super) fn silent(&mut self, at: usize) -> Option<usize> {
        let line = self.lines[at].clone();
        let words = self.words(at).trim_start();
        if self.tongue != Tongue::MediaWiki {
            return None;
        }
        let tag = |name: &str| words.strip_prefix(name).is_some_and(|rest| rest.starts_with(['>', ' ', '/']));
        if tag("<blockquote") || tag("</blockquote") {
            self.close_lists(0);
            self.fence(at);
            let rest = words.find('>').map_or(line.end, |end| line.end - words.len() + end + 1);
            return Some(if rest < line.end { self.paragraph_from(rest, at) } else { at + 1 });
        }
        if tag("<references") || words.starts_with("{{") && self.has_list_of_notes(at) {
            return Some(self.list_of_notes(at));
        }
        let start = line.end - words.len();
        let end = self.pairs.end(start)?;
        let last = self.line_of(end);
        let alone = self.text[end..self.lines[last].end].trim().is_empty();
        let spot = self.spot(start, end);
        let caption = spot.caption();
        if !(words.starts_with("{{") || words.starts_with("<!--") || caption.is_some() || spot.is_picture()) {
            let filed = words.starts_with("[[")
                && spot.form().is_some_and(|form| matches!(form.shape, Shape::Silent));
            return (filed && alone).then_some(last + 1);
        }
        if words.starts_with("{{") && !alone {
            return None;
        }
        self.close_lists(0);
        if let Some(caption) = caption {
            self.writer.begin();
            self.inline(caption);
        } else if words.starts_with("{{") {
            self.quoted_template(start);
        }
        Some(if alone { last + 1 } else { self.paragraph_from(end, last) })
    }

    pub(super) fn spot(&self, at: usize, end: usize) -> Spot<'_, 't> {
        Spot { tongue: self.tongue, text: self.text, pairs: &self.pairs, at, end, from: at }
    }

    /// The line that a place stands in.
    pub(super) fn line_of(&self, place: usize) -> usize {
        self.lines.partition_point(|line| line.end < place).min(self.lines.len() - 1)
    }

    /// `{{quote|words|who}}` by itself.
    fn quoted_template(&mut self, at: usize) {
        const NAMES: [&str; 7] =
            ["quote", "blockquote", "cquote", "quotation", "zitat", "citation bloc", "cita"];
        let spot = self.spot(at, self.text.len());
        let parts = spot.pair().map(|inner| spot.parts(inner)).unwrap_or_default();
        let name = parts.first().map_or(String::new(), |name| self.text[name.clone()].trim().to_lowercase());
        if !NAMES.contains(&name.as_str()) {
            return;
        }
        let depth = self.writer.depth();
        self.writer.hold("> ", None);
        for part in &parts[1..] {
            let words = &self.text[part.clone()];
            let key = words
                .split_once('=')
                .map_or(0, |(key, _)| if key.trim().contains(' ') { 0 } else { key.len() + 1 });
            let said = words[key..].trim();
            let start = part.start + key + (words[key..].len() - words[key..].trim_start().len());
            self.writer.begin();
            self.inline(start..start + said.len());
        }
        self.writer.release(depth);
    }

    /// `{{Reflist|refs=` with references in it.
    fn has_list_of_notes(&self, at: usize) -> bool {
        let start = self.lines[at].end - self.words(at).trim_start().len();
        self.pairs.end(start).is_some_and(|end| self.text[start..end].contains("</ref>"))
            && self.text[start..].lines().next().is_some_and(|line| line.to_lowercase().contains("ref"))
    }

    /// References that are told where they are listed.
    fn list_of_notes(&mut self, at: usize) -> usize {
        let start = self.lines[at].end - self.words(at).trim_start().len();
        let end = match self.pairs.end(start) {
            Some(end) => end,
            None if self.words(at).contains("/>") => return at + 1,
            None => match self.text[start..].find("</references>") {
                Some(length) => start + length,
                None => return at + 1,
            },
        };
        let mut place = start + 1;
        while let Some(found) = self.text[place..end].find("<ref ") {
            place += found;
            let past = self.pairs.end(place).filter(|past| *past <= end);
            let form = past.and_then(|past| self.spot(place, past).form());
            if let Some(Shape::Note(Some(name), words)) = form.map(|form| form.shape) {
                for words in words {
                    self.words_in().tell(name, words);
                }
            }
            place = past.unwrap_or(place + 5);
        }
        self.line_of(end) + 1
    }
}
