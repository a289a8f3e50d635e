//! What people wrote to one another in a chat, as programs save it: WhatsApp's exports, the logs of IRC and of Pidgin. Each
//! message is a paragraph that opens with who wrote it; a day is a heading; times, and what the program tells, are set apart.

use super::Recovery;
use super::line::Line;
use crate::document::autolink::autolink;
use crate::document::{Block, Decision, Kind, Mark, Parsed, Passage, Style, Why};
use std::collections::HashSet;
use std::ops::Range;

const WRITTEN: &str = "a message of a chat";
const DAY: &str = "the day of the messages below";

/// So many messages show what a file is.
const LEAST: usize = 4;
/// Names are no longer.
const LONGEST: usize = 40;

/// Recovers such a text, if it is one: most are told from it by their first lines.
pub fn recover(text: &str, lines: &[Line]) -> Option<Recovery> {
    let mut opening = lines.iter().filter(|line| !line.is_blank()).take(3);
    if !opening.any(|line| stamp(line.words(text)).is_some()) {
        return None;
    }
    let heads: Vec<Option<Head>> = lines.iter().map(|line| head(line.words(text))).collect();
    let written =
        || heads.iter().zip(lines).filter_map(|(head, line)| Some((head.as_ref()?.name.clone()?, line)));
    let names = written().map(|(name, line)| &line.words(text)[name]).filter(|name| !name.is_empty());
    let names: HashSet<&str> = names.collect();
    let messages = written().count();
    let filled = lines.iter().filter(|line| !line.is_blank()).count();
    let stamped = heads.iter().flatten().count();
    // A log of a program has many levels and no people.
    let people = names.iter().filter(|name| !is_level(name)).count();
    let again = messages > names.len();
    if messages < LEAST || people < 2 || people < names.len() || !again || stamped * 5 < filled * 2 {
        return None;
    }
    let mut talk = Talk { text, lines, parsed: Parsed::default(), decisions: Vec::new(), day: None };
    let mut at = 0;
    while at < lines.len() {
        let next = (at + 1..lines.len()).find(|at| heads[*at].is_some() || is_told(lines[*at].words(text)));
        let next = next.unwrap_or(lines.len());
        match &heads[at] {
            Some(head) => talk.head(at..next, head),
            None => talk.told(at..next),
        }
        at = next;
    }
    Some(Recovery { parsed: talk.parsed, decisions: talk.decisions })
}

/// What opens a message, in bytes of its line.
struct Head {
    day: Option<Range<usize>>,
    /// Who wrote it; nothing where the program tells something.
    name: Option<Range<usize>>,
    /// Where what was written begins.
    said: usize,
    /// Where the words of the passage begin: the name is a part of them.
    from: usize,
}

/// `--- Day changed`, as programs for IRC write.
fn is_told(words: &str) -> bool {
    words.starts_with("--- ") && words.contains(|c: char| c.is_ascii_digit())
}

/// Names of how much something matters to a program.
fn is_level(name: &str) -> bool {
    const LEVELS: [&str; 12] = [
        "info", "warn", "warning", "error", "debug", "trace", "notice", "fatal", "critical", "severe", "err",
        "fine",
    ];
    LEVELS.contains(&name.to_lowercase().as_str())
}

/// The day and the time that open a line: the bytes of the day, and where what follows begins.
fn stamp(words: &str) -> Option<(Option<Range<usize>>, usize, bool)> {
    let bare = words.trim_start_matches(['\u{200e}', '\u{200f}', '\u{feff}']);
    let open = bare.bytes().next()?;
    if !(open.is_ascii_digit() || open == b'[' || open == b'(') {
        return None;
    }
    let start = words.len() - bare.len() + usize::from(!open.is_ascii_digit());
    let close = match open {
        b'[' => Some(']'),
        b'(' => Some(')'),
        _ => None,
    };
    let mut at = start;
    let day = digits_with(&words[at..], b"/.-").filter(|length| *length >= 6).map(|length| at..at + length);
    if let Some(day) = &day {
        at = day.end;
        let rest = words[at..].trim_start_matches([',', ' ', 'T', '\u{a0}']);
        at = words.len() - rest.len();
    }
    let clock = digits_with(&words[at..], b":").filter(|length| (4..=8).contains(length))?;
    if !words[at..at + clock].contains(':') {
        return None;
    }
    at += clock;
    let rest = words[at..].trim_start_matches([' ', '\u{202f}', '\u{a0}']);
    let half = ["AM", "PM", "am", "pm", "a.m.", "p.m."].iter().find(|half| rest.starts_with(**half));
    if let Some(half) = half {
        at = words.len() - rest.len() + half.len();
    }
    if let Some(close) = close {
        at += words[at..].starts_with(close).then_some(1)?;
    }
    Some((day, at, close.is_some()))
}

/// How many bytes of digits and these signs open some words.
fn digits_with(words: &str, signs: &[u8]) -> Option<usize> {
    let length = words.bytes().take_while(|byte| byte.is_ascii_digit() || signs.contains(byte)).count();
    (length > 0 && words.as_bytes()[length - 1].is_ascii_digit()).then_some(length)
}

/// What opens a message, if a line is the first of one.
fn head(words: &str) -> Option<Head> {
    let (day, at, bracketed) = stamp(words)?;
    let rest = &words[at..];
    let dashed = rest.strip_prefix(" - ").filter(|_| day.is_some());
    let after = dashed.unwrap_or(rest).trim_start_matches([' ', '\t', '\u{200e}']);
    let start = words.len() - after.len();
    let of = |name: Option<Range<usize>>, said: usize, from: usize| {
        Some(Head { day: day.clone(), name, said, from })
    };
    // IRC: `<nick> words`, `* nick does`, `-!- nick has come`.
    if let Some(inner) = after.strip_prefix('<') {
        let length = inner.find('>').filter(|length| (1..=LONGEST).contains(length))?;
        let bare = inner[..length].trim_start_matches(['@', '+', '%', '&', '~', ' ']);
        let from = start + 1 + length - bare.len();
        return of(Some(from..start + 1 + length), start + length + 2, from);
    }
    if after.starts_with("-!-")
        || after.starts_with("***")
        || after.starts_with("-->")
        || after.starts_with("<--")
    {
        return of(None, start, start);
    }
    if let Some(does) = after.strip_prefix("* ") {
        let from = words.len() - does.len();
        return of(None, from, from)
            .filter(|_| !does.is_empty())
            .map(|head| Head { name: Some(from..from), ..head });
    }
    // `Ada Keeper: words`, behind a day or in brackets.
    if !(dashed.is_some() || bracketed) {
        return None;
    }
    let colon = after.find(": ").or_else(|| after.ends_with(':').then(|| after.len() - 1));
    match colon.filter(|colon| *colon <= LONGEST && is_name(&after[..*colon])) {
        Some(colon) => of(Some(start..start + colon), start + colon + 1, start),
        None if day.is_some() => of(None, start, start),
        None => None,
    }
}

fn is_name(words: &str) -> bool {
    (1..=5).contains(&words.split(' ').count())
        && !words.contains(['/', '\\', '=', '(', '"'])
        && !words.is_empty()
}

struct Talk<'t> {
    text: &'t str,
    lines: &'t [Line],
    parsed: Parsed,
    decisions: Vec<Decision>,
    day: Option<&'t str>,
}

impl<'t> Talk<'t> {
    /// A message, or what the program tells.
    fn head(&mut self, lines: Range<usize>, head: &Head) {
        let first = self.lines[lines.start];
        let text = self.text;
        let mut from = first.from;
        if let Some(day) = &head.day {
            let span = first.from + day.start..first.from + day.end;
            if self.day != Some(&text[span.clone()]) {
                self.day = Some(&text[span.clone()]);
                self.apart(from..span.start);
                from = span.end;
                self.push(lines.start, heading(text, span));
            }
        }
        let Some(name) = &head.name else {
            self.apart(from..first.to);
            return self.told(lines.start + 1..lines.end);
        };
        self.apart(from..first.from + head.from);
        let who = &text[first.from + name.start..first.from + name.end];
        let mut said = if who.is_empty() { String::new() } else { format!("{who}: ") };
        let lead = said.trim_end().len();
        said.push_str(text[(first.from + head.said).min(first.to)..first.to].trim());
        let mut end = first.to;
        for line in self.lines[lines.start + 1..lines.end].iter().filter(|line| !line.is_blank()) {
            said.push('\n');
            said.push_str(text[line.start..line.to].trim());
            end = line.to;
        }
        let marks = if lead > 0 { vec![Mark { span: 0..lead, style: Style::Strong }] } else { Vec::new() };
        let said = said.trim_end().to_owned();
        self.push(lines.start, Passage { marks, ..Passage::paragraph(said, first.from + head.from..end) });
    }

    /// Lines that no message opens: a day, or what stands before the first.
    fn told(&mut self, lines: Range<usize>) {
        for at in lines {
            let line = self.lines[at];
            let words = line.words(self.text);
            if is_told(words) {
                let span = line.from + 4..line.to;
                self.push(at, heading(self.text, span));
            } else if !line.is_blank() {
                let span = line.start..line.to;
                let words = self.text[span.clone()].trim().to_owned();
                self.push(at, Passage::paragraph(words, span));
            }
        }
    }

    fn apart(&mut self, source: Range<usize>) {
        if self.text[source.clone()].contains(char::is_alphanumeric) {
            self.parsed.remove(self.text[source.clone()].trim(), source, Why::Metadata);
        }
    }

    /// Adds what begins at a line.
    fn push(&mut self, at: usize, mut passage: Passage) {
        let (kind, level) = (passage.kind, passage.level);
        autolink(&mut passage);
        let ix = self.parsed.push(passage);
        self.parsed.body.push(Block::Passage(ix));
        self.decisions.push(Decision {
            line: at + 1,
            kind,
            level,
            rule: if kind == Kind::Heading { DAY } else { WRITTEN },
            confidence: 0.9,
            runner_up: None,
            passage: Some(ix),
        });
    }
}

fn heading(text: &str, source: Range<usize>) -> Passage {
    let words = text[source.clone()].to_owned();
    Passage { kind: Kind::Heading, level: 2, ..Passage::paragraph(words, source) }
}

#[cfg(test)]
mod tests {
    use super::super::properties::nothing_is_lost;
    use super::super::recover;
    use super::super::tests::{outline, sees_whole as sees};
    use proptest::prelude::*;

    #[test]
    fn what_whatsapp_exports_is_read_by_days_and_messages() {
        let text = "12/03/2021, 18:04 - Messages and calls are end-to-end encrypted.\n12/03/2021, 18:05 - Ada Keeper: Shall we meet on Monday about the gates?\n12/03/2021, 18:07 - Ben Oar: Monday is fine.\nI can bring the drawings\n12/03/2021, 18:12 - Carla Weir: Who pays?\n13/03/2021, 09:01 - Ben Oar: The county: https://example.org/grants\n";
        sees(
            text,
            "heading2: 12/03/2021
            paragraph: {? Ada Keeper:} Shall we meet on Monday about the gates?
            paragraph: {? Ben Oar:} Monday is fine. / I can bring the drawings
            paragraph: {? Carla Weir:} Who pays?
            heading2: 13/03/2021
            paragraph: {? Ben Oar:} The county: {link https://example.org/grants}",
        );
        let removed = recover("a.txt", text).0.parsed.removed;
        assert!(removed.iter().any(|one| one.text.ends_with("Messages and calls are end-to-end encrypted.")));
        sees(
            "[12.03.21, 18:04:11] Komitee: Verschlüsselt.\n[12.03.21, 18:05:02] Ada: Treffen wir uns?\n[12.03.21, 18:07:45] Ben: Montag.\n\u{200e}[12.03.21, 18:09:13] Ada: \u{200e}Bild weggelassen\n[12.03.21, 18:12:30] Carla: Wer zahlt?\n",
            "heading2: 12.03.21
            paragraph: {? Komitee:} Verschlüsselt.
            paragraph: {? Ada:} Treffen wir uns?
            paragraph: {? Ben:} Montag.
            paragraph: {? Ada:} \u{200e}Bild weggelassen
            paragraph: {? Carla:} Wer zahlt?",
        );
    }

    #[test]
    fn what_was_written_on_irc_is_read_without_times() {
        sees(
            "--- Log opened Fri Mar 12 18:00:00 2021\n18:00 -!- ada [~ada@lock.example] has joined #locks\n18:01 <@ada> shall we meet?\n18:03 < ben> monday is fine\n18:04  * carla wonders who pays\n18:05 <@ada> the county\n",
            "heading2: Log opened Fri Mar 12 18:00:00 2021
            paragraph: {? ada:} shall we meet?
            paragraph: {? ben:} monday is fine
            paragraph: carla wonders who pays
            paragraph: {? ada:} the county",
        );
    }

    #[test]
    fn logs_of_programs_programmes_and_transcripts_are_none() {
        for text in [
            "[2021-03-12 18:01:00] INFO: starting\n[2021-03-12 18:01:02] WARN: slow\n[2021-03-12 18:01:02] INFO: done\n[2021-03-12 18:01:04] INFO: bye\n",
            "10:00 Opening: the chair\n10:30 Coffee: in the hall\n11:00 Locks: Ada\n12:00 Lunch: no\n",
            "1.1.1900 - born\n2.2.1920 - married\n3.3.1940 - died\n",
        ] {
            assert!(!outline(text).contains("{?"), "{}", outline(text));
        }
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(parts in prop::collection::vec("(12/03/2021, 18:0[0-9] - |\\[1\\.2\\.21, 18:05\\] |18:05 |--- 1 |> )?(<@?a> |\\* |-!- |Ada: |A B: )?[ab:<>* ]{0,8}\n", 1..12)) {
            let text = format!("12/03/2021, 18:04 - Ada: a\n12/03/2021, 18:04 - Ben: a\n12/03/2021, 18:04 - Ada: a\n12/03/2021, 18:04 - Ben: a\n{}", parts.concat());
            nothing_is_lost(&text);
        }
    }
}
