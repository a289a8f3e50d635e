//! How much room the notes of a text take in its margin.

use crate::document::{Kind, Passage};

/// How far down the margin reaches, guessed from lengths: notes stand beside their passages, each
/// below the one before.
#[derive(Default)]
pub struct Room {
    /// Pixels from the top of the text to the passage, and to the end of the last note.
    text: usize,
    margin: usize,
    notes: usize,
    /// Of these, how many stand so far below that nobody sees them with their references.
    lost: usize,
}

/// About as much as two screens show.
const SCREENS: usize = 1_600;
/// What is only said beside the text may stand a few lines below its place.
const A_FEW_LINES: usize = 120;

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
        self.notes += 1;
        self.lost += usize::from(self.margin > self.text + SCREENS);
        self.margin = self.margin.max(self.text) + 15 + 20 * (length / 39 + 1);
    }

    /// Whether something that belongs so many bytes into the next passage can stand beside it.
    pub fn is_free(&self, bytes: usize) -> bool {
        self.margin <= self.text + 31 * (bytes / 62) + A_FEW_LINES
    }

    /// Whether the margin is too short for its notes: one in four has left its reference behind.
    pub fn is_too_small(&self) -> bool {
        self.lost * 4 > self.notes
    }

    /// What stands below every text takes some of it.
    pub fn beyond(&self) -> u32 {
        const BELOW: usize = 240;
        u32::try_from(self.margin.saturating_sub(self.text + BELOW)).unwrap_or(u32::MAX)
    }
}
