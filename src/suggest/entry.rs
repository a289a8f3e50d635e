//! Proposals as the lexicon writes concepts.

use super::{Proposal, Suggestions};
use crate::yaml::{list, scalar};

/// A concept for `seeds/concepts.yaml`, as its lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    pub name: String,
    pub aliases: Vec<String>,
    pub definition: Option<String>,
    /// Where the definition is quoted from.
    pub from: Option<String>,
    pub broader: Vec<String>,
    pub related: Vec<String>,
}

impl Entry {
    pub fn of(proposal: &Proposal, from: Option<String>) -> Entry {
        Entry {
            name: proposal.name.clone(),
            aliases: proposal.aliases.clone(),
            definition: proposal.definition.as_ref().map(|quote| quote.words.clone()),
            from,
            broader: proposal.broader.clone(),
            related: proposal.related.clone(),
        }
    }

    /// The lines of the entry, its dash so many blanks from the margin.
    pub fn write(&self, indent: usize) -> String {
        let margin = " ".repeat(indent);
        let mut lines = format!("{margin}- name: {}\n", scalar(&self.name));
        let mut line = |text: String| lines.push_str(&format!("{margin}  {text}\n"));
        if !self.aliases.is_empty() {
            line(format!("aliases: {}", list(&self.aliases)));
        }
        if let Some(definition) = &self.definition {
            if let Some(from) = &self.from {
                line(format!("# Quoted from {from}"));
            }
            line(format!("definition: {}", serde_json::Value::from(definition.as_str())));
        }
        for (key, names) in [("broader", &self.broader), ("related", &self.related)] {
            if !names.is_empty() {
                line(format!("{key}: {}", list(names)));
            }
        }
        lines
    }

    /// The same for a lexicon whose concepts stand by their names, without dashes.
    pub fn write_keyed(&self, indent: usize) -> String {
        let lines = self.write(indent);
        let below = lines.split_once('\n').map_or("", |(_, below)| below);
        format!("{}{}:\n{below}", " ".repeat(indent), scalar(&self.name))
    }
}

/// The lexicon that all proposals make.
pub fn lexicon(suggestions: &Suggestions) -> String {
    suggestions.proposals.iter().map(|proposal| Entry::of(proposal, None).write(0)).collect()
}
