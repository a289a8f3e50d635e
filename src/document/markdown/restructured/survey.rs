//! What the text calls its parts, found before any of it is written: places, notes, what stands for what.

use super::explicit::{Explicit, explicit};
use super::signs::{label, normal};
use super::title::title;
use super::walk::Walk;
use crate::document::markdown::wording::{Notes, Wording};
use crate::document::markdown::writer::{destination, escaped};
use crate::document::slug::slug;
use crate::document::text::floor;
use std::cell::Cell;
use std::collections::HashSet;

impl Walk<'_> {
    pub(super) fn survey(&mut self) {
        self.referred = referred(self.text);
        let counted = Cell::new(0);
        let mut pending: Vec<String> = Vec::new();
        let mut used: HashSet<String> = HashSet::new();
        let mut at = 0;
        while at < self.lines.len() {
            let words = self.words(at);
            if words.is_empty() {
                at += 1;
                continue;
            }
            match explicit(words) {
                Some(Explicit::Note(name, _)) => self.names.notes.push(label(name, &counted)),
                Some(Explicit::Place(name, target)) => {
                    let target = self.target(at, target);
                    match (target.is_empty(), name == "_") {
                        (false, true) => self.names.anonymous.push(target),
                        (false, false) => {
                            let places = std::mem::take(&mut pending);
                            for name in places.into_iter().chain([normal(name)]) {
                                self.names.targets.insert(name, target.clone());
                            }
                        }
                        (true, _) => pending.push(normal(name)),
                    }
                }
                Some(_) => {}
                None => {
                    let labels = std::mem::take(&mut pending);
                    if let Some(title) = title(self.text, &self.lines, at, self.lines.len()) {
                        let words = &self.text[title.words.clone()];
                        self.called(title.words.start, words, labels, &mut used);
                        at = title.next;
                        continue;
                    }
                    if let Some(target) = words.strip_prefix("__ ") {
                        self.names.anonymous.push(target.trim().to_owned());
                    }
                }
            }
            at += 1;
        }
        self.indirect();
        self.substitutions();
    }

    /// An address may go on in the lines that are set in under it.
    fn target(&self, at: usize, first: &str) -> String {
        let indent = self.lines[at].indent;
        let more = (at + 1..self.lines.len())
            .take_while(|line| !self.lines[*line].is_blank() && self.lines[*line].indent > indent);
        std::iter::once(first).chain(more.map(|line| self.words(line))).collect::<String>().trim().to_owned()
    }

    /// Keeps what a heading is called, for those that refer to it.
    fn called(&mut self, at: usize, words: &str, labels: Vec<String>, used: &mut HashSet<String>) {
        let own = labels.first().map_or_else(|| slug(words), |label| slug(label));
        if own.is_empty() || !used.insert(own.clone()) {
            return;
        }
        let bare = words.replace(['`', '*'], "");
        let wanted = labels.is_empty().then(|| normal(&bare));
        if labels.is_empty() && !self.referred.contains(&normal(&bare)) {
            return;
        }
        for name in labels.into_iter().chain(wanted).chain([normal(&bare)]) {
            self.names.targets.entry(name.clone()).or_insert_with(|| format!("#{own}"));
            self.names.titles.entry(name).or_insert_with(|| bare.clone());
        }
        self.names.ids.insert(at, own);
    }

    /// `.. _one: other_` leads where the other does.
    fn indirect(&mut self) {
        let found: Vec<(String, String)> = self
            .names
            .targets
            .iter()
            .filter(|(_, target)| target.ends_with('_') && !target.contains("://"))
            .filter_map(|(name, target)| {
                let other = normal(target.trim_end_matches('_').trim_matches('`'));
                Some((name.clone(), self.names.targets.get(&other)?.clone()))
            })
            .collect();
        self.names.targets.extend(found);
    }

    /// What stands for what, where the text asks for it.
    fn substitutions(&mut self) {
        let asked: HashSet<String> =
            self.text.split('|').skip(1).filter(|name| name.len() <= 100).map(normal).collect();
        for at in 0..self.lines.len() {
            let Some(Explicit::Substitution(name, kind, rest)) = explicit(self.words(at)) else { continue };
            let name = normal(name);
            if !asked.contains(&name) {
                continue;
            }
            let end = self.lines[at].end;
            let next = self.under(at, self.lines.len(), self.lines[at].indent);
            let more = (at + 1..next).map(|line| self.lines[line].range());
            let more = more.filter(|line| !self.text[line.clone()].starts_with(':'));
            let parts: Vec<_> = std::iter::once(end - rest.len()..end).chain(more).collect();
            let said = match kind {
                "replace" => {
                    let (names, text) = (std::mem::take(&mut self.names), self.text);
                    let mut notes = Notes::default();
                    let elsewhere = self.writer.written.elsewhere.len();
                    let said = self.writer.beside(|writer| {
                        let filled = parts.into_iter().filter(|part| !text[part.clone()].is_empty());
                        let filled: Vec<_> = filled.collect();
                        Wording::new(&names, writer, &mut notes).fields(&filled, " ");
                    });
                    // Where it is said, it is set apart all the same: nobody may ask for it.
                    self.writer.written.elsewhere.truncate(elsewhere);
                    self.names = names;
                    said
                }
                "image" => {
                    let alt = (at + 1..next).find_map(|line| self.words(line).strip_prefix(":alt:"));
                    format!("![{}]({})", escaped(alt.unwrap_or("").trim()), destination(rest))
                }
                "unicode" => {
                    let codes = rest.split_whitespace().take_while(|word| *word != "..");
                    codes.map(|code| letter(code).map_or_else(|| escaped(code), String::from)).collect()
                }
                _ => continue,
            };
            self.names.substitutions.insert(name, said);
        }
    }
}

/// `0xA9`, `U+00A9`, `\u00A9`: the letter.
fn letter(code: &str) -> Option<char> {
    let digits = ["0x", "U+", "\\u", "u", "x", "\\x"].iter().find_map(|sign| code.strip_prefix(sign))?;
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

/// The names that words of the text refer to: `` `name`_ ``, `name_`.
fn referred(text: &str) -> HashSet<String> {
    const LONGEST: usize = 200;
    let mut names = HashSet::new();
    for (at, _) in text.match_indices('_') {
        let before = &text[..at];
        let name = if let Some(quoted) = before.strip_suffix('`') {
            let from = floor(quoted, quoted.len().saturating_sub(LONGEST));
            quoted[from..].rfind('`').map(|open| &quoted[from + open + 1..])
        } else {
            let from = floor(before, before.len().saturating_sub(LONGEST));
            let is_name = |c: char| c.is_alphanumeric() || "-_.+".contains(c);
            let own = before[from..]
                .rfind(|c| !is_name(c))
                .map_or(&before[from..], |open| before[from + open..].trim_start_matches(|c| !is_name(c)));
            (!text[at + 1..].starts_with(is_name)).then_some(own)
        };
        names.extend(name.map(normal));
    }
    names
}
