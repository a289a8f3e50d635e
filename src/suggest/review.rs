//! The review file, `suggestions.yaml`: what is proposed, and what the editor says to it.
//!
//! It is made by Seedbed and edited by people, so it is never written anew: entries that are not yet
//! decided stay as they are, line for line, but for their evidence; new ones are put after them.

use super::entry::Entry;
use super::{FurtherAliases, Proposal, Reasons, Suggestions};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::REVIEW;
use crate::yaml::{self, OneOrMore, Yaml, list, scalar};
use rapidhash::RapidHashSet;
use serde::Deserialize;

const HEAD: &str = "\
# What Seedbed proposes for the lexicon of these texts. For each entry set `accept` to yes or no, change what you
# like, and run `seedbed suggest` again: what is accepted moves to seeds/concepts.yaml, what is rejected is
# remembered at the end of this file, and what is undecided stays.
";

/// The review file as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Review {
    head: String,
    proposals: Vec<(Decision, Entry, String)>,
    aliases: Vec<(Decision, FurtherAliases, String)>,
    pub rejected: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decision {
    Undecided,
    Yes,
    No,
}

/// What the editor decided since the last time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decided {
    pub concepts: Vec<Entry>,
    /// By id of the concept.
    pub aliases: Vec<(String, Vec<String>)>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    proposals: Vec<WrittenProposal>,
    aliases: Vec<WrittenAliases>,
    #[serde(deserialize_with = "yaml::words")]
    rejected: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenProposal {
    name: String,
    accept: Accept,
    #[serde(deserialize_with = "yaml::words")]
    aliases: Vec<String>,
    definition: Option<String>,
    from: Option<String>,
    broader: OneOrMore,
    related: OneOrMore,
    #[serde(rename = "evidence")]
    _evidence: serde::de::IgnoredAny,
    #[serde(rename = "score")]
    _score: serde::de::IgnoredAny,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenAliases {
    concept: String,
    accept: Accept,
    #[serde(deserialize_with = "yaml::words")]
    add: Vec<String>,
    #[serde(rename = "evidence")]
    _evidence: serde::de::IgnoredAny,
}

/// `yes` and `no` as YAML readers of both ages take them.
#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
enum Accept {
    Truth(bool),
    Word(String),
    #[default]
    None,
}

impl Review {
    /// The review file, or what keeps it from being read.
    pub fn read(text: &str) -> Result<Review, Vec<Diagnostic>> {
        let mut diagnostics = Vec::new();
        let written: Written = Yaml::file(REVIEW, text).read(&mut diagnostics);
        if !diagnostics.is_empty() {
            return Err(diagnostics);
        }
        let blocks = Blocks::of(text);
        let in_step = blocks.proposals.len() == written.proposals.len()
            && blocks.aliases.len() == written.aliases.len();
        if !in_step {
            let problem = Diagnostic::new(Code::Yaml, "the entries of this file do not stand one below the other")
                .at(Place::file(REVIEW))
                .hint("write each entry as Seedbed writes it, from `- name:` on lines of its own, or delete the file");
            return Err(vec![problem]);
        }
        let proposals = written
            .proposals
            .into_iter()
            .zip(blocks.proposals)
            .map(|(one, lines)| Ok((one.accept.decision(&one.name)?, one.entry(), lines)));
        let aliases = written.aliases.into_iter().zip(blocks.aliases).map(|(one, lines)| {
            let decision = one.accept.decision(&one.concept)?;
            Ok((decision, FurtherAliases { concept: one.concept, add: one.add, mentions: 0 }, lines))
        });
        let collected: Result<(Vec<_>, Vec<_>), Diagnostic> = proposals
            .collect::<Result<_, _>>()
            .and_then(|proposals| Ok((proposals, aliases.collect::<Result<_, _>>()?)));
        let (proposals, aliases) = collected.map_err(|problem| vec![problem])?;
        Ok(Review { head: blocks.head, proposals, aliases, rejected: written.rejected })
    }

    pub fn decided(&self) -> Decided {
        let concepts = self.proposals.iter().filter(|(decision, ..)| *decision == Decision::Yes);
        let aliases = self.aliases.iter().filter(|(decision, ..)| *decision == Decision::Yes);
        Decided {
            concepts: concepts.map(|(_, entry, _)| entry.clone()).collect(),
            aliases: aliases.map(|(_, one, _)| (one.concept.clone(), one.add.clone())).collect(),
        }
    }

    /// All names that are rejected, now or before.
    pub fn all_rejected(&self) -> Vec<String> {
        let now = self.proposals.iter().filter(|(decision, ..)| *decision == Decision::No);
        let names = now.flat_map(|(_, entry, _)| entry.aliases.iter().chain([&entry.name]));
        let aliases = self.aliases.iter().filter(|(decision, ..)| *decision == Decision::No);
        let mut all = self.rejected.clone();
        for name in names.chain(aliases.flat_map(|(_, one, _)| &one.add)) {
            if !all.contains(name) {
                all.push(name.clone());
            }
        }
        all
    }

    /// The file after the decisions: what is undecided as it stands, what is new after it.
    pub fn write(&self, fresh: &Suggestions, from: impl Fn(&Proposal) -> Option<String>) -> String {
        let undecided = || self.proposals.iter().filter(|(decision, ..)| *decision == Decision::Undecided);
        let known: RapidHashSet<String> = undecided()
            .flat_map(|(_, entry, _)| entry.aliases.iter().chain([&entry.name]))
            .map(|name| name.to_lowercase())
            .collect();
        let mut proposals: Vec<String> = undecided()
            .map(|(_, entry, lines)| {
                let same = fresh.proposals.iter().find(|one| one.name.eq_ignore_ascii_case(&entry.name));
                same.map_or_else(|| lines.clone(), |one| with_evidence(lines, one))
            })
            .collect();
        let new = fresh.proposals.iter().filter(|one| !known.contains(&one.name.to_lowercase()));
        proposals.extend(new.map(|one| proposal(one, from(one))));
        let waiting = || self.aliases.iter().filter(|(decision, ..)| *decision == Decision::Undecided);
        let mut aliases: Vec<String> = waiting().map(|(_, _, lines)| lines.clone()).collect();
        let new = fresh.aliases.iter().filter(|one| !waiting().any(|(_, old, _)| old.concept == one.concept));
        aliases.extend(new.map(further));
        let rejected: Vec<String> =
            self.all_rejected().iter().map(|name| format!("  - {}\n", scalar(name))).collect();
        let mut text = if self.head.is_empty() { HEAD.to_owned() } else { self.head.clone() };
        for (key, blocks) in [("proposals", proposals), ("aliases", aliases), ("rejected", rejected)] {
            if !blocks.is_empty() {
                text.push_str(&format!("{key}:\n{}", blocks.concat()));
            }
        }
        text
    }
}

impl Accept {
    fn decision(&self, name: &str) -> Result<Decision, Diagnostic> {
        let word = match self {
            Accept::None => return Ok(Decision::Undecided),
            Accept::Truth(truth) => return Ok(if *truth { Decision::Yes } else { Decision::No }),
            Accept::Word(word) => word.trim().to_lowercase(),
        };
        match word.as_str() {
            "yes" | "y" => Ok(Decision::Yes),
            "no" | "n" => Ok(Decision::No),
            "" | "undecided" | "~" | "?" => Ok(Decision::Undecided),
            _ => Err(Diagnostic::new(
                Code::BadValue,
                format!("`accept: {word}` of “{name}” is neither yes nor no"),
            )
            .at(Place::file(REVIEW))
            .hint("write `accept: yes`, `accept: no` or `accept: undecided`")),
        }
    }
}

impl WrittenProposal {
    fn entry(self) -> Entry {
        Entry {
            name: self.name,
            aliases: self.aliases,
            definition: self.definition.filter(|definition| !definition.trim().is_empty()),
            from: self.from,
            broader: self.broader.into(),
            related: self.related.into(),
        }
    }
}

/// The file cut into its entries, line for line.
#[derive(Default)]
struct Blocks {
    head: String,
    proposals: Vec<String>,
    aliases: Vec<String>,
}

impl Blocks {
    fn of(text: &str) -> Blocks {
        let mut blocks = Blocks::default();
        let mut section = String::new();
        // Comments and blank lines belong to what follows them.
        let mut waiting = String::new();
        for line in text.split_inclusive('\n') {
            let plain = line.trim();
            let is_section = !line.starts_with([' ', '-', '#']) && !plain.is_empty() && plain != "---";
            if is_section {
                section = plain.split(':').next().unwrap_or("").to_owned();
                if blocks.head.is_empty() {
                    blocks.head = std::mem::take(&mut waiting);
                }
                waiting.clear();
                continue;
            }
            waiting.push_str(line);
            if plain.is_empty() || plain.starts_with('#') || plain == "---" {
                continue;
            }
            let list = match section.as_str() {
                "proposals" => &mut blocks.proposals,
                "aliases" => &mut blocks.aliases,
                _ => {
                    waiting.clear();
                    continue;
                }
            };
            // An item of a list within an entry is set further in than the entry's own dash.
            let indent = line.len() - line.trim_start().len();
            let starts =
                plain.starts_with("- ") && list.first().is_none_or(|first: &String| indent <= dash_of(first));
            let taken = std::mem::take(&mut waiting);
            match list.last_mut() {
                Some(last) if !starts => last.push_str(&taken),
                _ => list.push(taken),
            }
        }
        for list in [&mut blocks.aliases, &mut blocks.proposals] {
            if let Some(last) = list.last_mut()
                && !last.ends_with('\n')
            {
                last.push('\n');
            }
        }
        blocks
    }
}

/// How far the dash of an entry is set in.
fn dash_of(block: &str) -> usize {
    let line = block.lines().find(|line| line.trim_start().starts_with("- ")).unwrap_or("");
    line.len() - line.trim_start().len()
}

/// The lines of an entry with the evidence of today.
fn with_evidence(lines: &str, today: &Proposal) -> String {
    let fresh = |line: &str| {
        let margin = &line[..line.len() - line.trim_start().len()];
        match line.trim_start().split(':').next() {
            Some("evidence") if line.trim_end().ends_with('}') => {
                format!("{margin}evidence: {}\n", evidence(&today.reasons))
            }
            Some("score") => format!("{margin}score: {:.2}\n", today.score),
            _ => line.to_owned(),
        }
    };
    lines.split_inclusive('\n').map(fresh).collect()
}

fn proposal(one: &Proposal, from: Option<String>) -> String {
    let mut lines = format!("  - name: {}\n    accept: undecided\n", scalar(&one.name));
    let mut line = |text: String| lines.push_str(&format!("    {text}\n"));
    line(format!("aliases: {}", list(&one.aliases)));
    if let Some(quote) = &one.definition {
        line(format!("definition: {}", serde_json::Value::from(quote.words.as_str())));
        line(format!("from: {}", scalar(&from.unwrap_or_else(|| quote.path.clone()))));
    }
    for (key, names) in [("broader", &one.broader), ("related", &one.related)] {
        if !names.is_empty() {
            line(format!("{key}: {}", list(names)));
        }
    }
    line(format!("evidence: {}", evidence(&one.reasons)));
    line(format!("score: {:.2}", one.score));
    lines
}

fn evidence(reasons: &Reasons) -> String {
    let Reasons { texts, mentions, titles, headings, definitions, marked } = reasons;
    format!(
        "{{texts: {texts}, mentions: {mentions}, titles: {titles}, headings: {headings}, definitions: {definitions}, marked: {marked}}}"
    )
}

fn further(one: &FurtherAliases) -> String {
    format!(
        "  - concept: {}\n    accept: undecided\n    add: {}\n    evidence: {{mentions: {}}}\n",
        scalar(&one.concept),
        list(&one.add),
        one.mentions
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suggestion(name: &str, texts: u32) -> Proposal {
        Proposal {
            name: name.to_owned(),
            aliases: Vec::new(),
            definition: None,
            broader: Vec::new(),
            related: vec!["x: y".to_owned()],
            reasons: Reasons { texts, ..Reasons::default() },
            score: 1.5,
        }
    }

    fn fresh(names: &[&str]) -> Suggestions {
        let aliases =
            vec![FurtherAliases { concept: "plan".to_owned(), add: vec!["planner".to_owned()], mentions: 3 }];
        Suggestions { proposals: names.iter().map(|name| suggestion(name, 7)).collect(), aliases }
    }

    #[test]
    fn what_was_written_is_read_again_and_writing_again_changes_nothing() {
        let fresh = fresh(&["market", "state: x"]);
        let first = Review::default().write(&fresh, |_| None);
        let review = Review::read(&first).unwrap();
        assert_eq!(review.write(&fresh, |_| None), first);
        assert_eq!(review.decided(), Decided::default());
    }

    #[test]
    fn decisions_are_kept_and_what_a_person_wrote_stays() {
        let first = Review::default().write(&fresh(&["market", "state", "plan"]), |_| None);
        let edited = first
            .replace("- name: market\n    accept: undecided", "- name: market\n    accept: yes")
            .replace(
                "  - name: state\n    accept: undecided",
                "  # Which state?\n  - name: state # mine\n    accept:   undecided",
            )
            .replace("- name: plan\n    accept: undecided", "- name: plan\n    accept: no");
        let review = Review::read(&edited).unwrap();
        assert_eq!(review.decided().concepts[0].name, "market");
        assert_eq!(review.all_rejected(), ["plan"]);
        let mut again = fresh(&["state", "class"]);
        again.proposals[0].reasons.texts = 9;
        let second = review.write(&again, |_| None);
        assert!(
            second.contains("  # Which state?\n  - name: state # mine\n    accept:   undecided\n"),
            "{second}"
        );
        assert!(second.contains("{texts: 9,") && second.contains("- name: class"), "{second}");
        assert!(!second.contains("market") && second.ends_with("rejected:\n  - plan\n"), "{second}");
        assert_eq!(Review::read(&second).unwrap().rejected, ["plan"]);
    }

    #[test]
    fn what_is_neither_yes_nor_no_is_said() {
        let text = "proposals:\n  - name: a\n    accept: perhaps\n";
        assert_eq!(Review::read(text).unwrap_err()[0].code, Code::BadValue);
        assert!(Review::read("proposals: [{name: a}]\n").is_err());
    }
}
