//! Messages as they are copied out of Slack, Discord and Teams, and turns as programs for transcripts write them: a name
//! with a time beside or below it stands over what was said. The name opens the message; times are set apart.

use super::Recovery;
use super::line::Line;
use crate::document::autolink::autolink;
use crate::document::{Block, Decision, Kind, Mark, Parsed, Passage, PassageIx, Style, Why, month};
use std::collections::HashSet;
use std::ops::Range;

const RULE: &str = "a message under a name and a time";

/// So many messages show what a text is.
const LEAST: usize = 3;
/// Lines before the first message.
const LEAD: usize = 8;
/// Names are no longer, in bytes.
const LONGEST: usize = 40;

/// What stands over a message.
struct Head {
    /// The bytes of who wrote it; nothing where the same goes on.
    name: Option<Range<usize>>,
    /// How many lines it has.
    lines: usize,
}

/// Recovers such a text, if it is one.
pub fn recover(text: &str, lines: &[Line]) -> Option<Recovery> {
    let filled: Vec<usize> = (0..lines.len()).filter(|at| !lines[*at].is_blank()).collect();
    let first = filled
        .iter()
        .take(LEAD)
        .position(|at| head(text, lines, *at).is_some_and(|head| head.name.is_some()))?;
    let mut heads: Vec<(usize, Head)> = Vec::new();
    let mut at = filled[first];
    while at < lines.len() {
        match head(text, lines, at) {
            Some(head) => {
                let next = at + head.lines;
                heads.push((at, head));
                at = next;
            }
            None => at += 1,
        }
    }
    let named = || heads.iter().filter_map(|(at, head)| Some((*at, head, &text[head.name.clone()?])));
    let names: HashSet<&str> = named().map(|(.., name)| name).collect();
    let follows = |(at, head, _): &(usize, &Head, &str)| {
        let next = at + head.lines;
        lines.get(next).is_some_and(|line| !line.is_blank())
            && heads.binary_search_by_key(&next, |(at, _)| *at).is_err()
    };
    let count = named().count();
    // A programme has times beside its items, but nothing below them, and hardly one item twice.
    let speaks = named().filter(follows).count() * 4 >= count * 3;
    if count < LEAST || names.len() < 2 || count <= names.len() || !speaks || count * 12 < filled.len() {
        return None;
    }
    let mut posts = Posts { text, lines, parsed: Parsed::default(), decisions: Vec::new() };
    posts.lead(0..filled[first]);
    let ends = heads.iter().skip(1).map(|(at, _)| *at).chain([lines.len()]);
    for ((at, head), end) in heads.iter().zip(ends) {
        posts.message(*at..end, head);
    }
    Some(Recovery { parsed: posts.parsed, decisions: posts.decisions })
}

/// The head that begins on a line.
fn head(text: &str, lines: &[Line], at: usize) -> Option<Head> {
    let line = &lines[at];
    let words = line.words(text);
    // Most lines are longer, or have no time.
    if words.is_empty() || words.len() > LONGEST * 2 {
        return None;
    }
    if is_moment(words) {
        return Some(Head { name: None, lines: 1 });
    }
    let here = |name: &str, lines: usize| {
        let from = line.from + words.find(name)?;
        is_name(name).then(|| Head { name: Some(from..from + name.len()), lines })
    };
    if let Some((time, name)) = words.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
        return is_moment(time).then(|| here(name.trim(), 1)).flatten();
    }
    let beside = [" — ", "  ", "\t", " ["].iter().find_map(|sign| words.split_once(sign));
    if let Some((name, _)) = beside.filter(|(_, time)| is_moment(time.trim().trim_start_matches('['))) {
        return here(name.trim(), 1);
    }
    let below = lines.get(at + 1).filter(|below| !below.is_blank())?;
    let time = below.words(text);
    (time.contains(':') && is_moment(time)).then(|| here(words, 2)).flatten()
}

/// `10:12 AM`, `03/11/2024 10:12`, `Today at 10:12`, `[10:13]`: a time of the day, with a day or without.
fn is_moment(words: &str) -> bool {
    let words = words.trim_start_matches('[').trim_end_matches(']').trim();
    // A sign of how somebody is may stand before it.
    let words = match words.strip_prefix(':').and_then(|rest| rest.split_once(": ")) {
        Some((sign, rest)) if !sign.contains(' ') => rest.trim_start(),
        _ => words,
    };
    let half = ["AM", "PM", "am", "pm", "a.m.", "p.m."].iter().find_map(|half| words.strip_suffix(half));
    let words = half.unwrap_or(words).trim_end_matches([' ', '\u{202f}', '\u{a0}']);
    let (day, clock) = words.rsplit_once([' ', '\u{a0}']).unwrap_or(("", words));
    let parts: Vec<&str> = clock.split(':').collect();
    let digits =
        |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    (2..=3).contains(&parts.len()) && parts.iter().all(digits) && (day.is_empty() || is_day(day))
}

/// `Today at`, `03/11/2024`, `Mar 11,`, `Monday, 11 March 2024`: words for days and nothing else.
fn is_day(words: &str) -> bool {
    const TODAY: [&str; 8] = ["today", "yesterday", "heute", "gestern", "aujourd’hui", "hier", "hoy", "ayer"];
    const WITH: [&str; 14] =
        ["at", "um", "à", "den", "le", "the", "of", "mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let tells = |token: &str| {
        TODAY.contains(&token)
            || month::number(token).is_some()
            || token.len() >= 6 && token.bytes().all(|byte| byte.is_ascii_digit() || b"/.-".contains(&byte))
    };
    let goes_with = |token: &str| {
        let number = token.len() <= 4 && token.starts_with(|c: char| c.is_ascii_digit());
        number || WITH.contains(&token) || token.ends_with("day") || token.ends_with("tag")
    };
    let tokens = words.split([' ', ',']).filter(|token| !token.is_empty()).map(str::to_lowercase);
    let tokens: Vec<String> = tokens.collect();
    tokens.iter().any(|token| tells(token)) && tokens.iter().all(|token| tells(token) || goes_with(token))
}

fn is_name(words: &str) -> bool {
    let letters = words.chars().any(char::is_alphabetic);
    letters
        && words.len() <= LONGEST
        && words.split(' ').count() <= 5
        && !words.contains("  ")
        && !words.contains(['"', '/', '\\', '=', '—', ':', ';', ',', '?', '!', '•'])
        && !words.starts_with(['-', '*', '#', '>', '('])
        && !words.ends_with('.')
}

struct Posts<'t> {
    text: &'t str,
    lines: &'t [Line],
    parsed: Parsed,
    decisions: Vec<Decision>,
}

impl Posts<'_> {
    /// What stands before the first message: a title, if it is a line alone, and anything.
    fn lead(&mut self, lines: Range<usize>) {
        let groups = self.groups(lines);
        for (place, group) in groups.into_iter().enumerate() {
            let is_title = place == 0 && group.len() == 1;
            let mut passage = self.words(group.clone());
            if is_title {
                (passage.kind, passage.level) = (Kind::Heading, 1);
            }
            let ix = self.push(group.start, passage);
            if is_title {
                self.parsed.title = Some(ix);
            } else {
                self.parsed.body.push(Block::Passage(ix));
            }
        }
    }

    fn message(&mut self, lines: Range<usize>, head: &Head) {
        let first = &self.lines[lines.start];
        let over = first.from..self.lines[lines.start + head.lines - 1].to;
        let mut lead = match &head.name {
            Some(name) => {
                self.apart(over.start..name.start);
                self.apart(name.end..over.end);
                Some(name.clone())
            }
            None => {
                self.apart(over);
                None
            }
        };
        let mut groups = self.groups(lines.start + head.lines..lines.end);
        let day = groups.last().cloned().filter(|group| {
            let words = self.lines[group.start].words(self.text);
            group.len() == 1 && words.contains(|c: char| c.is_ascii_digit()) && is_day(words)
        });
        groups.truncate(groups.len() - usize::from(day.is_some()));
        if groups.is_empty()
            && let Some(name) = lead.take()
        {
            let words = self.text[name.clone()].to_owned();
            let ix = self.push(lines.start, Passage::paragraph(words, name));
            self.parsed.body.push(Block::Passage(ix));
        }
        for group in groups {
            let mut passage = self.words(group.clone());
            if let Some(name) = lead.take() {
                let who = format!("{}: ", &self.text[name.clone()]);
                passage.marks.push(Mark { span: 0..who.len() - 1, style: Style::Strong });
                passage.text.insert_str(0, &who);
                passage.source.start = name.start;
            }
            let ix = self.push(group.start, passage);
            self.parsed.body.push(Block::Passage(ix));
        }
        if let Some(day) = day {
            let passage = Passage { kind: Kind::Heading, level: 2, ..self.words(day.clone()) };
            let ix = self.push(day.start, passage);
            self.parsed.body.push(Block::Passage(ix));
        }
    }

    /// Lines that no blank line parts. A day is by itself.
    fn groups(&self, lines: Range<usize>) -> Vec<Range<usize>> {
        let mut groups: Vec<Range<usize>> = Vec::new();
        for at in lines {
            if self.lines[at].is_blank() {
                continue;
            }
            let words = self.lines[at].words(self.text);
            let day = words.len() <= LONGEST && words.contains(|c: char| c.is_ascii_digit()) && is_day(words);
            match groups.last_mut().filter(|last| last.end == at && !day) {
                Some(last) => last.end = at + 1,
                None => groups.push(at..at + 1),
            }
        }
        groups
    }

    fn words(&self, lines: Range<usize>) -> Passage {
        let said: Vec<&str> =
            self.lines[lines.clone()].iter().map(|line| self.text[line.start..line.to].trim()).collect();
        Passage::paragraph(said.join("\n"), self.lines[lines.start].start..self.lines[lines.end - 1].to)
    }

    fn apart(&mut self, source: Range<usize>) {
        if self.text[source.clone()].contains(char::is_alphanumeric) {
            self.parsed.remove(self.text[source.clone()].trim(), source, Why::Metadata);
        }
    }

    fn push(&mut self, at: usize, mut passage: Passage) -> PassageIx {
        let (kind, level) = (passage.kind, passage.level);
        autolink(&mut passage);
        let ix = self.parsed.push(passage);
        let decision = Decision {
            line: at + 1,
            kind,
            level,
            rule: RULE,
            confidence: 0.85,
            runner_up: None,
            passage: Some(ix),
        };
        self.decisions.push(decision);
        ix
    }
}

#[cfg(test)]
mod tests {
    use super::super::properties::nothing_is_lost;
    use super::super::tests::{outline, sees_whole as sees};
    use proptest::prelude::*;

    #[test]
    fn what_is_copied_from_slack_and_discord_is_read_by_messages() {
        sees(
            "Ada Keeper\n  10:12 AM\nThe upper gate is stuck.\nCan somebody come?\n10:13\nBring the crank.\n\nBo Lock\n:boat:  10:20 AM\non my way\n\nTuesday, March 12th\n\nAda Keeper\n  9:02 AM\nIt is mended.\n",
            "paragraph: {? Ada Keeper:} The upper gate is stuck. / Can somebody come?
            paragraph: Bring the crank.
            paragraph: {? Bo Lock:} on my way
            heading2: Tuesday, March 12th
            paragraph: {? Ada Keeper:} It is mended.",
        );
        sees(
            "ada — 03/11/2024 10:12 AM\nThe upper gate is stuck.\n[10:13 AM]\nBring the crank.\nbo_lock — Today at 10:20 AM\non my way\nada — Today at 10:21 AM\nthanks\n",
            "paragraph: {? ada:} The upper gate is stuck.
            paragraph: Bring the crank.
            paragraph: {? bo_lock:} on my way
            paragraph: {? ada:} thanks",
        );
    }

    #[test]
    fn a_transcript_by_names_and_times_has_its_title() {
        sees(
            "Meeting about the gate\n\nBo Lock  00:05\nHow long have you been a keeper?\n\nAda Keeper  00:12\nSince 1979.\n\nI never left.\n\nBo Lock  00:40\nAnd what has changed?\n",
            "title: Meeting about the gate
            paragraph: {? Bo Lock:} How long have you been a keeper?
            paragraph: {? Ada Keeper:} Since 1979.
            paragraph: I never left.
            paragraph: {? Bo Lock:} And what has changed?",
        );
    }

    #[test]
    fn programmes_and_lists_of_times_are_none() {
        for text in [
            "Saturday\n\nLunch  12:00\nDinner  18:00\n\nSunday\n\nLunch  12:00\nDinner  18:00\n",
            "Opening\n10:00\nAda speaks of locks\nCoffee\n10:30\nin the hall\nThe end\n11:00\nfor all\n",
        ] {
            assert!(!outline(text).contains("{?"), "{}", outline(text));
        }
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(parts in prop::collection::vec("(Ada  1:02|Ben — Today at 1:02 PM|\\[1:02\\] Ada|Ada|1:02|3 May|\\[1:03\\])?\n?[ab:\\[\\] —]{0,6}\n", 1..12)) {
            let text = format!("Ada  1:02\na\nBen  1:02\nb\nAda  1:03\na\n{}", parts.concat());
            nothing_is_lost(&text);
        }
    }
}
