//! What two dots open: notes, places, what stands for what, directives, comments.

use super::role::is_name;
use super::signs::label;
use super::walk::Walk;

pub enum Explicit<'t> {
    /// Its name, and how many bytes stand before what it says.
    Note(&'t str, usize),
    /// The name of a place, and where it leads; `_` if it has no name.
    Place(&'t str, &'t str),
    /// What stands for a name: the directive, and what follows it.
    Substitution(&'t str, &'t str, &'t str),
    /// A directive, and how many bytes stand before what follows it.
    Directive(&'t str, usize),
    Comment,
}

/// What a line opens, if it begins with two dots.
pub fn explicit(words: &str) -> Option<Explicit<'_>> {
    if words == ".." {
        return Some(Explicit::Comment);
    }
    let rest = words.strip_prefix("..").filter(|rest| rest.starts_with([' ', '\t']))?.trim_start();
    let before = words.len() - rest.len();
    if let Some((name, behind)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'))
        && !name.is_empty()
        && name.chars().all(|c| c.is_alphanumeric() || "#*-_.:+".contains(c))
        && (behind.is_empty() || behind.starts_with(' '))
    {
        return Some(Explicit::Note(name, words.len() - behind.trim_start().len()));
    }
    if let Some(target) = rest.strip_prefix("__:") {
        return Some(Explicit::Place("_", target.trim()));
    }
    if let Some(place) = rest.strip_prefix('_') {
        let (name, target) = match place.strip_prefix('`') {
            Some(quoted) => quoted.split_once("`:")?,
            // Colons of a name have a backslash, or no blank behind them.
            None => split_place(place)?,
        };
        return Some(Explicit::Place(name, target.trim()));
    }
    if let Some((name, behind)) = rest.strip_prefix('|').and_then(|rest| rest.split_once('|'))
        && let Some((kind, data)) = directive(behind.trim_start())
    {
        return Some(Explicit::Substitution(name, kind, data));
    }
    if let Some((name, data)) = directive(rest) {
        let _ = before;
        return Some(Explicit::Directive(name, words.len() - data.len()));
    }
    Some(Explicit::Comment)
}

fn split_place(place: &str) -> Option<(&str, &str)> {
    let ends = |at: &usize| {
        !place[..*at].ends_with('\\')
            && (place[at + 1..].is_empty() || place[at + 1..].starts_with([' ', '\t']))
    };
    let at = place.match_indices(':').map(|(at, _)| at).find(ends)?;
    (at > 0).then(|| (&place[..at], &place[at + 1..]))
}

/// `name:: data`.
pub fn directive(words: &str) -> Option<(&str, &str)> {
    let at = words.find("::")?;
    let name = words[..at].trim_end();
    let data = &words[at + 2..];
    (is_name(name) && (data.is_empty() || data.starts_with([' ', '\t']))).then(|| (name, data.trim_start()))
}

impl Walk<'_> {
    pub(super) fn explicit(&mut self, at: usize, end: usize) -> Option<usize> {
        let words = self.words(at);
        if words.starts_with("__ ") {
            return Some(at + 1);
        }
        let indent = self.lines[at].indent;
        let next = self.under(at, end, indent);
        match explicit(words)? {
            Explicit::Note(name, before) => {
                let name = label(name, &self.told);
                let body = self.body_indent(at + 1..next, indent + 3);
                let depth = self.writer.depth();
                self.writer.hold("    ", Some(&format!("[^{name}]: ")));
                self.set_in(at, before, body);
                self.blocks(at..next, body);
                self.writer.release(depth);
            }
            Explicit::Directive(name, before) => return Some(self.directive(at, end, name, before)),
            Explicit::Place(..) | Explicit::Substitution(..) => {}
            // A comment holds what stands right under it, or under nothing at all.
            Explicit::Comment if words == ".." => {
                let filled = at + 1 < end && !self.lines[at + 1].is_blank();
                return Some(if filled { next } else { at + 1 });
            }
            Explicit::Comment => {}
        }
        Some(next)
    }
}
