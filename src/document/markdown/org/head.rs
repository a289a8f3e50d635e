//! Headings of Org, and what a text says of itself.

use super::walk::Walk;
use super::{keyword, stars};
use crate::document::Kind;
use crate::document::text::authors;
use std::ops::Range;

/// A heading: how many stars, and its words.
pub struct Head {
    pub stars: usize,
    pub words: Range<usize>,
    /// It and what stands under it are not meant for readers.
    pub is_private: bool,
}

/// The parts of a heading's line.
pub fn head(text: &str, line: &Range<usize>) -> Option<Head> {
    let words = &text[line.clone()];
    let stars = stars(words)?;
    let mut start = line.start + stars;
    start += words[stars..].len() - words[stars..].trim_start().len();
    let mut end = line.end;
    let own = &text[start..end];
    let tags = own.rsplit_once([' ', '\t']).map_or(own, |(_, tags)| tags);
    let is_tags = tags.len() > 2
        && tags.starts_with(':')
        && tags.ends_with(':')
        && tags.chars().all(|c| c.is_alphanumeric() || "_@#%:".contains(c));
    let mut is_private = false;
    if is_tags {
        is_private = tags.split(':').any(|tag| tag == "noexport" || tag == "ARCHIVE");
        end -= tags.len();
    }
    if own.starts_with("COMMENT ") {
        is_private = true;
    }
    end = start + text[start..end].trim_end().len();
    Some(Head { stars, words: start..end.max(start), is_private })
}

impl<'t> Walk<'t, '_> {
    pub(super) fn heading(&mut self, at: usize, end: usize) -> usize {
        let line = self.lines[at].clone();
        let Some(head) = head(self.text, &line) else { return at + 1 };
        self.close_lists(0);
        let deeper = |next: &usize| stars(self.raw(*next)).is_none_or(|own| own > head.stars);
        if head.is_private {
            return (at + 1..end).find(|next| !deeper(next)).unwrap_or(end);
        }
        let level = u8::try_from((head.stars + self.under).clamp(1, 6)).unwrap_or(6);
        let mut next = at + 1;
        while next < end && is_plan(self.words(next)) {
            next += 1;
        }
        // The heading over the notes says nothing that the notes do not show.
        let first = (next..end).find(|next| !self.words(*next).is_empty());
        let words = &self.text[head.words.clone()];
        if matches!(words, "Footnotes" | "Footnotes:")
            && first.is_some_and(|first| self.definition(first).is_some())
        {
            return next;
        }
        self.writer.begin();
        self.writer.put(&format!("{} ", "#".repeat(usize::from(level))));
        self.writer.found(line.start, Kind::Heading, level, "a heading of Org");
        let (before, after) = priority(words);
        self.inline(head.words.start..head.words.start + before);
        self.inline(head.words.start + after..head.words.end);
        if let Some(id) = self.names.headings.get(words).cloned() {
            self.writer.put(&format!(" {{#{id}}}"));
        }
        next
    }

    /// The id that a heading gives itself in its drawer.
    pub(super) fn own_id(&self, at: usize) -> Option<&'t str> {
        const NEAR: usize = 20;
        let lines = (at + 1..self.lines.len()).take(NEAR).take_while(|line| stars(self.raw(*line)).is_none());
        let drawer = lines.skip_while(|line| is_plan(self.words(*line)));
        let mut own = drawer.map(|line| self.words(line)).take_while(|words| words.starts_with(':'));
        let value = own.find_map(|words| words.strip_prefix(":CUSTOM_ID:"))?.trim();
        let fits = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        (fits && !value.is_empty()).then_some(value)
    }

    /// What a line says of the text as a whole; whether it says anything of that kind.
    pub(super) fn take(&mut self, at: usize) -> bool {
        let Some((name, value)) = keyword(self.words(at)) else { return false };
        let end = self.lines[at].end;
        let found = &mut self.writer.written.found;
        match name.to_ascii_lowercase().as_str() {
            "title" if !value.is_empty() && self.title == Some(at) => {
                self.writer.begin();
                self.writer.put("# ");
                self.inline(end - value.len()..end);
            }
            "author" => found.authors = authors(value),
            "date" => {
                let day = value.trim_matches(['<', '>', '[', ']']);
                // The name of the day says no more than the day.
                let day = day.rsplit_once(' ').filter(|(_, name)| name.chars().all(char::is_alphabetic));
                let day = day.map_or(value.trim_matches(['<', '>', '[', ']']), |(day, _)| day);
                found.date = Some(day.to_owned()).filter(|day| day.contains(|c: char| c.is_ascii_digit()));
            }
            "description" => found.description = Some(value.to_owned()).filter(|value| !value.is_empty()),
            "language" => found.language = (value.len() == 2).then(|| value.to_owned()),
            _ => return false,
        }
        true
    }
}

/// Where `[#A] ` begins and ends before the words of a heading, behind what is to be done with it.
fn priority(words: &str) -> (usize, usize) {
    let todo = words.bytes().take_while(u8::is_ascii_uppercase).count();
    let before = if words[todo..].starts_with(' ') { todo + 1 } else { 0 };
    let rest = &words[before..];
    let is_one = rest.starts_with("[#") && rest.as_bytes().get(3) == Some(&b']');
    let length = if is_one { rest.len() - rest[4..].trim_start().len() } else { 0 };
    (before, before + length)
}

/// When something is to be done, or was.
pub fn is_plan(words: &str) -> bool {
    ["SCHEDULED: ", "DEADLINE: ", "CLOSED: ", "CLOCK: "].iter().any(|plan| words.starts_with(plan))
}
