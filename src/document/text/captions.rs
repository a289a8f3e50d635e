//! What was said in a recording, as its captions have it: SubRip (`.srt`), WebVTT (`.vtt`) and transcripts copied from
//! under a video, with a time over each line. The times go, what was said runs on, and is parted where somebody else
//! speaks, where there was a pause or where the subject changes.

use super::assemble::LineNumbers;
use super::line::Line;
use super::{Recovery, unbroken};
use crate::document::{Block, Decision, Kind, Parsed, Passage, PassageIx, Why};
use std::collections::BTreeMap;
use std::ops::Range;

const RULE: &str = "captions of a recording, without their times";

/// So many times show that a text is of captions, with arrows between them or alone.
const LEAST: [usize; 2] = [2, 4];
/// What opens the name of who speaks, in WebVTT.
const VOICE: &str = "<v ";
/// A silence so long ends a paragraph, in milliseconds.
const PAUSE: u64 = 3_000;
/// A paragraph may be so long, in columns, before it is parted by its subjects.
const LONG: u32 = 1_200;

/// Recovers such a text, if it is one.
pub fn recover(text: &str, lines: &[Line]) -> Option<Recovery> {
    let times = times(text, lines)?;
    let names = names(text, lines, &times);
    let mut said = Said {
        text,
        parsed: Parsed::default(),
        words: String::new(),
        span: 0..0,
        names,
        speaker: String::new(),
    };
    said.until(lines, 0, times[0].opens);
    said.close();
    for (place, time) in times.iter().enumerate() {
        let next = times.get(place + 1);
        let end = next.map_or(lines.len(), |next| next.opens);
        said.apart(lines[time.opens].from..lines[time.at].to);
        said.until(lines, time.at + 1, end);
        let silence = next.zip(time.end).map(|(next, end)| next.start.saturating_sub(end));
        if silence.is_some_and(|silence| silence >= PAUSE) {
            said.close();
        }
    }
    said.close();
    let mut parsed = said.parsed;
    let long = unbroken::paragraphs_over(LONG, &parsed);
    unbroken::part_all(text, &mut parsed, &long);
    let mut numbers = LineNumbers::default();
    let decide = |(ix, passage): (u32, &Passage)| Decision {
        line: numbers.of(text, passage.source.start),
        kind: Kind::Paragraph,
        level: 0,
        rule: RULE,
        confidence: 0.6,
        runner_up: None,
        passage: Some(PassageIx(ix)),
    };
    let decisions = (0..).zip(&parsed.passages).map(decide).collect();
    Some(Recovery { parsed, decisions })
}

/// A time over what was said then.
struct Time {
    /// Its line, and the line with the number or name of the caption, if one stands over it.
    at: usize,
    opens: usize,
    /// In milliseconds.
    start: u64,
    end: Option<u64>,
}

/// The times of all captions, if most of the text is captions.
fn times(text: &str, lines: &[Line]) -> Option<Vec<Time>> {
    let arrows = text.contains("-->");
    let mut times: Vec<Time> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let words = line.words(text);
        let (start, end) = if arrows {
            let Some((start, end)) = words.split_once("-->") else { continue };
            let end = end.trim_start().split(' ').next().unwrap_or("");
            (moment(start.trim()), moment(end))
        } else {
            (lone(words), None)
        };
        let Some(start) = start else { continue };
        // A number or a name stands over the time, by itself.
        let named = arrows && at > 0 && !lines[at - 1].is_blank() && (at < 2 || lines[at - 2].is_blank());
        times.push(Time { at, opens: at - usize::from(named), start, end });
    }
    let filled = lines.iter().filter(|line| !line.is_blank()).count();
    let rising = times.windows(2).all(|pair| pair[0].start <= pair[1].start);
    // A programme has times over its lines too, but it does not begin in the first minute of the day.
    let begins = arrows || times.first().is_some_and(|first| first.start < 60_000 && first.at < 5);
    let least = LEAST[usize::from(!arrows)];
    (times.len() >= least && times.len() * 4 >= filled && rising && begins).then_some(times)
}

/// `0:05`, `[1:02:03]`: a time alone on its line.
fn lone(words: &str) -> Option<u64> {
    // Most lines are longer, as is seen first.
    if words.len() > 10 || !words.starts_with(|first: char| first == '[' || first.is_ascii_digit()) {
        return None;
    }
    let bare = words.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(words);
    moment(bare).filter(|_| !bare.contains(['.', ',']))
}

/// `00:01:02.500` in milliseconds.
fn moment(words: &str) -> Option<u64> {
    let (clock, fraction) = words.split_once(['.', ',']).unwrap_or((words, "0"));
    let digits = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = clock.split(':');
    let seconds = parts
        .try_fold(0u64, |sum, part| digits(part).then(|| sum * 60 + part.parse::<u64>().unwrap_or(0)))?;
    let colons = clock.bytes().filter(|byte| *byte == b':').count();
    ((1..=2).contains(&colons) && digits(fraction))
        .then(|| seconds * 1_000 + fraction.parse::<u64>().unwrap_or(0))
}

/// The names before a colon that open captions again and again, as programs for meetings write them.
fn names<'t>(text: &'t str, lines: &[Line], times: &[Time]) -> Vec<&'t str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let first = times.iter().filter_map(|time| lines.get(time.at + 1));
    for name in first.filter_map(|line| name(line.words(text))) {
        *counts.entry(name).or_default() += 1;
    }
    // Where most captions name somebody, somebody may speak but once.
    let least = if counts.values().sum::<usize>() * 3 >= times.len() * 2 { 1 } else { 2 };
    counts.into_iter().filter(|(_, count)| *count >= least).map(|(name, _)| name).collect()
}

/// A name that opens a line, before a colon: `Ada Keeper: Thank you.`
fn name(words: &str) -> Option<&str> {
    const LONGEST: usize = 40;
    let (name, _) = words.split_once(": ")?;
    let is_part = |part: &str| {
        part.starts_with(|c: char| c.is_uppercase() || !c.is_ascii() && c.is_alphabetic())
            && part.chars().all(|c| c.is_alphanumeric() || ".'’-".contains(c))
    };
    let parts = name.split(' ').count();
    (name.len() <= LONGEST && parts <= 4 && name.split(' ').all(is_part)).then_some(name)
}

/// What was said so far.
struct Said<'t> {
    text: &'t str,
    parsed: Parsed,
    words: String,
    span: Range<usize>,
    names: Vec<&'t str>,
    /// Who spoke last.
    speaker: String,
}

impl Said<'_> {
    /// Takes what was said in some lines. A block may be for programs.
    fn until(&mut self, lines: &[Line], start: usize, end: usize) {
        let (mut opens, mut note) = (start == 0, false);
        for line in &lines[start..end] {
            let words = line.words(self.text);
            if line.is_blank() {
                (opens, note) = (true, false);
                continue;
            }
            note |= std::mem::take(&mut opens) && is_note(words);
            if note {
                self.apart(line.from..line.to);
            } else {
                self.take(words, line.from);
            }
        }
    }

    /// Takes the words of a line; what stands in tags is a style or a name.
    fn take(&mut self, words: &str, from: usize) {
        let mut said = String::new();
        let mut signs = Vec::new();
        let mut at = 0;
        let mut turn = words.starts_with(['-', '–', '—']);
        let named = name(words).filter(|name| self.names.contains(name));
        if let Some(name) = named.filter(|name| !self.is_another(name)) {
            at = name.len() + 2;
            signs.push(from..from + name.len() + 1);
        } else {
            turn |= named.is_some();
        }
        while let Some((tag, voice)) = tag(&words[at..]) {
            said.push_str(&words[at..at + tag.start]);
            let (start, end) = (from + at + tag.start, from + at + tag.end);
            match voice {
                Some(voice) if self.is_another(voice) => {
                    said.push_str(&format!("{voice}: "));
                    signs.extend([start..start + VOICE.len(), end - 1..end]);
                    turn = true;
                }
                _ => signs.push(start..end),
            }
            at += tag.end;
        }
        said.push_str(&words[at..]);
        let said = said.trim();
        if turn {
            self.close();
        } else if said.contains(' ') && self.words.ends_with(said) {
            // A program that captions while one speaks shows each line twice.
            self.apart(from..from + words.len());
            return;
        }
        signs.into_iter().for_each(|sign| self.apart(sign));
        if said.is_empty() {
            return;
        }
        if self.words.is_empty() {
            self.span.start = from;
        } else {
            self.words.push(' ');
        }
        self.words.push_str(said);
        self.span.end = from + words.len();
    }

    /// Whether somebody else speaks than before, who is remembered.
    fn is_another(&mut self, name: &str) -> bool {
        let another = self.speaker != name;
        if another {
            name.clone_into(&mut self.speaker);
        }
        another
    }

    fn apart(&mut self, source: Range<usize>) {
        self.parsed.remove(&self.text[source.clone()], source, Why::Markup);
    }

    fn close(&mut self) {
        if !self.words.is_empty() {
            let passage = Passage::paragraph(std::mem::take(&mut self.words), self.span.clone());
            let ix = self.parsed.push(passage);
            self.parsed.body.push(Block::Passage(ix));
        }
    }
}

/// What WebVTT says to programs, up to the next blank line.
fn is_note(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or("");
    matches!(first, "WEBVTT" | "NOTE" | "STYLE" | "REGION")
}

/// The first tag in some words, and who speaks from there on, if it says so: `<i>`, `{\\an8}`, `<v Ada>`.
fn tag(words: &str) -> Option<(Range<usize>, Option<&str>)> {
    let start = words.find(['<', '{'])?;
    let (open, close) = if words[start..].starts_with('<') { ('<', '>') } else { ('{', '}') };
    let end = start + words[start..].find(close)?;
    let inside = &words[start + 1..end];
    let styles = open == '<' || inside.starts_with('\\');
    let voice = words[start..=end].strip_prefix(VOICE).and_then(|rest| rest.strip_suffix('>'));
    styles.then_some((start..end + 1, voice))
}

#[cfg(test)]
mod tests {
    use super::super::properties::nothing_is_lost;
    use super::super::recover;
    use super::super::tests::outline;
    use proptest::prelude::*;

    const SRT: &str = "1\n00:00:01,000 --> 00:00:04,000\nWelcome everyone to this\nlecture on planning.\n\n2\n00:00:04,100 --> 00:00:09,500\n<i>Today</i> we will speak of bureaucracy\n\n3\n00:00:09,600 --> 00:00:11,000\nand how it grows.\n\n4\n00:00:20,000 --> 00:00:22,000\nFirst, what is a plan?\n";

    #[test]
    fn captions_run_on_and_a_silence_ends_a_paragraph() {
        assert_eq!(
            outline(SRT),
            "paragraph: Welcome everyone to this lecture on planning. Today we will speak of bureaucracy and how it grows.\nparagraph: First, what is a plan?\n"
        );
        let removed: Vec<String> =
            recover("a.srt", SRT).0.parsed.removed.into_iter().map(|one| one.text).collect();
        assert_eq!(
            removed[..3],
            ["1\n00:00:01,000 --> 00:00:04,000", "2\n00:00:04,100 --> 00:00:09,500", "<i>"]
        );
    }

    #[test]
    fn voices_and_notes_of_webvtt_are_read() {
        let text = "WEBVTT - a lecture\nKind: captions\n\nNOTE checked by Ada\n\n00:01.000 --> 00:04.000\n<v Ada>Is it inevitable?\n\n00:04.500 --> 00:06.000 align:start\n<v Ben>I think not.\n\n00:06.000 --> 00:07.000\nI think not.\n\nname\n00:07.000 --> 00:09.000\nNot at all.\n";
        assert_eq!(
            outline(text),
            "paragraph: Ada: Is it inevitable?\nparagraph: Ben: I think not. Not at all.\n"
        );
    }

    #[test]
    fn who_speaks_is_named_once_a_turn() {
        let zoom = "WEBVTT\n\n1\n00:00:05.120 --> 00:00:08.900\nBo Lock: Thank you for coming.\n\n2\n00:00:08.900 --> 00:00:12.000\nAda Keeper: Thank you. I have been a keeper\n\n3\n00:00:12.000 --> 00:00:15.000\nAda Keeper: since 1979. One thing: nobody asks.\n";
        let seen = "paragraph: Bo Lock: Thank you for coming.\nparagraph: Ada Keeper: Thank you. I have been a keeper since 1979. One thing: nobody asks.\n";
        assert_eq!(outline(zoom), seen);
        nothing_is_lost(zoom);
        let teams = zoom.replace("Bo Lock: ", "<v Bo Lock>").replace("Ada Keeper: ", "<v Ada Keeper>");
        assert_eq!(outline(&teams), seen);
        nothing_is_lost(&teams);
    }

    #[test]
    fn a_transcript_has_times_over_its_lines_and_a_programme_is_none() {
        let transcript = "A lecture on plans\n0:00\nwelcome everyone\n0:04\ntoday we speak\n0:09\nof plans\n1:02:10\nand their ends\n";
        assert_eq!(
            outline(transcript),
            "paragraph: A lecture on plans\nparagraph: welcome everyone today we speak of plans and their ends\n"
        );
        let programme = "10:00\nOpening\n10:30\nCoffee\n11:00\nThe plan\n12:00\nLunch\n13:00\nThe end\n";
        assert!(outline(programme).contains("10:30"), "{}", outline(programme));
    }

    #[test]
    fn a_line_that_is_shown_twice_is_set_apart_once_with_its_tags() {
        let text = "00:01.000 --> 00:02.000\n<c>we speak</c> of plans\n\n00:02.000 --> 00:03.000\n<c>we speak</c> of plans\nand of ends\n";
        assert_eq!(outline(text), "paragraph: we speak of plans and of ends\n");
        nothing_is_lost(text);
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(said in prop::collection::vec("(<v |<i>|NOTE |- )?[ab<>{} ]{0,8}(\n|\n\n)?[ab ]{0,8}", 2..12)) {
            let cue = |(at, words): (usize, &String)| format!("00:{at:02}.000 --> 00:{at:02}.500\n{words}\n\n");
            let text: String = said.iter().enumerate().map(cue).collect();
            nothing_is_lost(&text);
        }
    }
}
