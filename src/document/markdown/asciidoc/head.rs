//! What opens a text: its title, who wrote it and when, and what is set for all of it.

use super::block::Walk;
use super::mark::{attribute, section, underlined};

impl Walk<'_, '_> {
    /// The title, who wrote it and when, and what is set for all of the text.
    pub(super) fn head(&mut self) -> usize {
        let silent = |words: &str| words.is_empty() || words.starts_with("//") || attribute(words).is_some();
        let Some(at) = (0..self.lines.len()).find(|at| !silent(self.words(*at))) else { return 0 };
        let title = section(self.words(at)).filter(|(level, _)| *level == 1);
        let two = underlined(self.words(at), self.words(at + 1)).filter(|level| *level == 1);
        let mut next = match (title, two) {
            (Some((_, title)), _) => {
                self.heading(self.lines[at].end - title.len()..self.lines[at].end, 1);
                at + 1
            }
            (None, Some(_)) => {
                self.heading(self.lines[at].clone(), 1);
                at + 2
            }
            _ => return 0,
        };
        if next < self.lines.len() && is_author(self.words(next)) {
            let names = self.words(next).split(';').map(|part| part.split('<').next().unwrap_or("").trim());
            self.writer.written.found.authors = names.map(|name| name.replace('_', " ")).collect();
            next += 1;
            if is_revision(self.words(next)) {
                let said = self.words(next);
                let date = said.split(',').nth(usize::from(said.starts_with(['v', 'V']))).unwrap_or("");
                let date = date.split(':').next().unwrap_or("").trim();
                let dated = date.contains(|c: char| c.is_ascii_digit());
                self.writer.written.found.date = dated.then(|| date.to_owned());
                next += 1;
            }
        }
        while silent(self.words(next)) && !self.words(next).is_empty() {
            next += 1;
        }
        let found = &mut self.writer.written.found;
        if let (true, Some(author)) = (found.authors.is_empty(), self.names.get("author")) {
            found.authors = vec![(*author).to_owned()];
        }
        found.date = found.date.take().or_else(|| self.names.get("revdate").map(|date| (*date).to_owned()));
        found.description = self.names.get("description").map(|said| (*said).to_owned());
        next
    }
}

/// `Ada Keeper <ada@example.org>`: the line under the title that says who wrote it.
fn is_author(words: &str) -> bool {
    let names = words.split('<').next().unwrap_or("").trim();
    let count = names.split(' ').count();
    let named = |name: &str| name.starts_with(|c: char| c.is_uppercase()) && !name.ends_with([':', ',']);
    (1..=4).contains(&count)
        && names.split(' ').all(named)
        && (words.contains('@') || count >= 2)
        && section(words).is_none()
        && !words.ends_with('.')
}

/// `v1.0, 2020-01-02: what is new`, `2020-01-02`.
fn is_revision(words: &str) -> bool {
    let number = words.strip_prefix(['v', 'V']).unwrap_or(words);
    number.starts_with(|c: char| c.is_ascii_digit()) && words.len() <= 80
}
