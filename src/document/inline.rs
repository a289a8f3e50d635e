//! Words inside a passage: how marks are put together while a parser walks the text.

use super::{Atom, AtomKind, Kind, Mark, Passage, Style};
use std::ops::Range;

/// Collects the text, marks and atoms of one passage.
#[derive(Default)]
pub struct Weaver {
    text: String,
    open: Vec<(usize, Style)>,
    marks: Vec<(usize, Mark)>,
    atoms: Vec<Atom>,
}

impl Weaver {
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.atoms.is_empty()
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn push_str(&mut self, words: &str) {
        self.text.push_str(words);
    }

    pub fn atom(&mut self, what: AtomKind) {
        self.atoms.push(Atom { at: self.text.len(), what });
    }

    /// Where the innermost link that is open leads.
    pub fn link(&self) -> Option<&str> {
        self.open.iter().rev().find_map(|(_, style)| match style {
            Style::Link { href } => Some(href.as_str()),
            _ => None,
        })
    }

    pub fn open(&mut self, style: Style) {
        self.open.push((self.text.len(), style));
    }

    /// Closes the innermost open mark.
    pub fn close(&mut self) {
        if let Some((start, style)) = self.open.pop() {
            let depth = self.open.len();
            if start < self.text.len() {
                self.marks.push((depth, Mark { span: start..self.text.len(), style }));
            }
        }
    }

    /// A word or more in one style.
    pub fn styled(&mut self, words: &str, style: Style) {
        self.open(style);
        self.push_str(words);
        self.close();
    }

    /// Ends the passage: what is still open is closed, blanks at both ends go.
    pub fn finish(mut self, kind: Kind, level: u8, source: Range<usize>) -> Passage {
        while !self.open.is_empty() {
            self.close();
        }
        let blank = self.text.len() - self.text.trim_start().len();
        // A blank behind a picture or mark that opens the passage is between two things.
        let lead = if self.atoms.iter().any(|atom| atom.at < blank) { 0 } else { blank };
        let end = self.text.trim_end().len().max(self.last_picture()).max(lead);
        let text = self.text[lead..end].to_owned();
        let fit = |offset: usize| offset.saturating_sub(lead).min(text.len());
        let mut marks = self.marks;
        for (_, mark) in &mut marks {
            mark.span = fit(mark.span.start)..fit(mark.span.end);
        }
        marks.retain(|(_, mark)| !mark.span.is_empty());
        marks.sort_by_key(|(depth, mark)| (mark.span.start, usize::MAX - mark.span.end, *depth));
        let mut atoms = self.atoms;
        for atom in &mut atoms {
            atom.at = fit(atom.at);
        }
        Passage { kind, level, text, marks: marks.into_iter().map(|(_, mark)| mark).collect(), atoms, source }
    }

    /// A blank before the picture that ends the passage is between two things, too. The mark of a note
    /// stands at the word before it.
    fn last_picture(&self) -> usize {
        let last = self.atoms.iter().rfind(|atom| matches!(atom.what, AtomKind::Image { .. }));
        last.map_or(0, |atom| atom.at)
    }
}
