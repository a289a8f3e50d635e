//! How much room the notes of a text take in its margin.

use crate::document::{Kind, Passage};

/// How far down the margin reaches, guessed from lengths: notes stand beside their passages, each
/// below the one before.
#[derive(Default)]
pub struct Room {
    /// Pixels from the top of the text to the passage, and to the end of the last note.
    text: usize,
    margin: usize,
}

impl Room {
    pub fn passage(&mut self, passage: &Passage) {
        let lines = passage.text.len() / 62 + 1;
        self.text += match passage.kind {
            Kind::Code => 18 + 24 * (passage.text.matches('\n').count() + 1),
            // Several stand in one row.
            Kind::Table => 12 * lines,
            _ => 18 + 31 * lines,
        };
    }

    pub fn note(&mut self, length: usize) {
        self.margin = self.margin.max(self.text) + 15 + 20 * (length / 39 + 1);
    }

    /// What stands below every text takes some of it.
    pub fn beyond(&self) -> u32 {
        const BELOW: usize = 240;
        u32::try_from(self.margin.saturating_sub(self.text + BELOW)).unwrap_or(u32::MAX)
    }
}
