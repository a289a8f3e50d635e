//! One line of the ledger: a name, and what had it or where it leads now.

use super::fingerprint::{Fingerprint, SKETCH};
use std::fmt::Write as _;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub anchor: String,
    pub fate: Fate,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    Here(Fingerprint),
    /// The passage is gone; links to it lead here now.
    Gone {
        to: String,
    },
}

impl Entry {
    pub fn words(&self) -> Option<u64> {
        match &self.fate {
            Fate::Here(print) => Some(print.words),
            Fate::Gone { .. } => None,
        }
    }

    pub fn parse(line: &str) -> Option<Entry> {
        let mut fields = line.split(' ');
        let (anchor, second, third) = (fields.next()?.to_owned(), fields.next()?, fields.next()?);
        // A ledger may come with a stranger's changes, and its names go into pages.
        let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-');
        if !is_name(&anchor) {
            return None;
        }
        if second == "->" {
            return Some(Entry { anchor, fate: Fate::Gone { to: third.to_owned() } })
                .filter(|_| is_name(third));
        }
        let words = u64::from_str_radix(second, 16).ok()?;
        let mut sketch = [0; SKETCH];
        for (index, place) in sketch.iter_mut().enumerate() {
            *place = u8::from_str_radix(third.get(index * 2..index * 2 + 2)?, 16).ok()?;
        }
        Some(Entry { anchor, fate: Fate::Here(Fingerprint { words, sketch }) })
    }

    pub fn write(&self, text: &mut String) {
        match &self.fate {
            Fate::Gone { to } => write_gone(&self.anchor, to, text),
            Fate::Here(print) => print.write(&self.anchor, text),
        }
    }
}

pub fn write_gone(anchor: &str, to: &str, text: &mut String) {
    let _ = writeln!(text, "{anchor} -> {to}");
}
