//! Lines that Pandoc and its kin read otherwise than CommonMark: abbreviations, items that count themselves, line blocks.

use super::draft::Edit;
use super::marks::Marks;
use std::ops::Range;

/// What a text with such a line holds.
pub const SIGNS: [&str; 4] = ["*[", "#. ", "(@", "| "];

impl Marks<'_> {
    /// Writes what begins at a line; the place of the line after it, if nothing of it is left to look at.
    pub(super) fn pandoc(&mut self, at: usize) -> Option<usize> {
        let range = self.words(&self.lines[at]);
        let words = &self.text[range.clone()];
        if is_abbreviation(words) {
            self.edits.push(Edit::drop(range));
            return Some(at + 1);
        }
        if let Some(length) = enumerator(words) {
            self.edits.push(Edit::new(range.start..range.start + length, "1."));
            return None;
        }
        self.line_block(at)
    }

    /// Lines of which each begins with a stroke are verse; a stroke alone parts stanzas.
    fn line_block(&mut self, at: usize) -> Option<usize> {
        let is_first = at == 0 || self.lines[at - 1].is_blank();
        if !is_first || !self.text[self.lines[at].content..].starts_with('|') {
            return None;
        }
        let lines = self.lines[at..].iter().take_while(|line| !line.is_blank());
        let verses: Vec<Range<usize>> = lines.map(|line| line.content..line.end).collect();
        let is_break = |verse: &Range<usize>| self.text[verse.clone()].trim_end() == "|";
        let is_verse = |verse: &Range<usize>| {
            self.text[verse.clone()].strip_prefix("| ").is_some_and(|words| !words.contains('|'))
        };
        if verses.len() < 2
            || !verses.iter().all(|verse| is_break(verse) || is_verse(verse))
            || self.protected.holds(verses[0].start)
        {
            return None;
        }
        for (place, verse) in verses.iter().enumerate() {
            let begins = place == 0 || is_break(&verses[place - 1]);
            let goes_on = verses.get(place + 1).is_some_and(|next| !is_break(next));
            let stroke = verse.end.min(verse.start + 2);
            let open = if begins && !is_break(verse) { "<!-- verse -->\n" } else { "" };
            self.edits.push(Edit::new(verse.start..stroke, open));
            if goes_on && !is_break(verse) {
                self.edits.push(Edit::new(verse.end..verse.end, "\\"));
            }
        }
        Some(at + verses.len())
    }
}

/// `*[HTML]: what it stands for`, which is shown where the word is, or not at all.
fn is_abbreviation(words: &str) -> bool {
    words
        .strip_prefix("*[")
        .and_then(|rest| rest.split_once("]:"))
        .is_some_and(|(word, meaning)| !word.contains(['[', ']']) && meaning.starts_with(' '))
}

/// How long the sign is of an item that counts itself: `#.`, `(@)`, `(@name)`.
fn enumerator(words: &str) -> Option<usize> {
    let length = match words.strip_prefix("(@") {
        Some(rest) => {
            let name = rest.find(|c: char| !(c.is_alphanumeric() || "-_".contains(c)))?;
            rest[name..].starts_with(')').then_some("(@)".len() + name)?
        }
        None => words.starts_with("#.").then_some("#.".len())?,
    };
    words[length..].starts_with(' ').then_some(length)
}
