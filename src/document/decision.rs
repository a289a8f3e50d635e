//! What a rule decided of some lines of a seed, and how sure it was.

use super::{Kind, PassageIx};

/// What a rule decided of some lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// The first line, from 1.
    pub line: usize,
    pub kind: Kind,
    pub level: u8,
    pub rule: &'static str,
    /// From 0 to 1.
    pub confidence: f32,
    /// What it would have been otherwise.
    pub runner_up: Option<(Kind, &'static str)>,
    /// The passage it made, unless the lines were set apart.
    pub passage: Option<PassageIx>,
}
