//! Who speaks: dialogues, interviews, questions and answers, plays, transcripts with times.
//!
//! A name and a colon may open any paragraph. It names a speaker if it does so again and again.

use super::chunk::{Chunk, Role};
use super::heading::is_capitals;
use super::sheet::{Sheet, starts_upper};
use std::collections::HashMap;

/// The opening of a turn.
struct Opening<'t> {
    name: &'t str,
    /// The bytes of time, name and what ends it.
    end: usize,
}

/// Names of speakers are no longer.
const LONGEST: usize = 40;

/// Marks the words that name the speaker of each turn.
pub fn decide(sheet: &Sheet, chunks: &mut [Chunk]) {
    let mut turns: HashMap<String, u32> = HashMap::new();
    let (mut count, mut others, mut timed) = (0u32, 0u32, 0u32);
    for chunk in chunks.iter().filter(|chunk| can_open(sheet, chunk)) {
        let words = sheet.words(chunk.lines.start);
        timed += u32::from(time(words) > 0);
        match opening(words) {
            Some(opening) => {
                count += 1;
                *turns.entry(opening.name.to_owned()).or_default() += 1;
            }
            None => others += 1,
        }
    }
    let again: u32 = turns.values().filter(|turns| **turns > 1).sum();
    let voices = turns.values().filter(|turns| **turns > 1).count();
    let loud = turns.iter().filter(|(name, turns)| is_capitals(name) && **turns > 1).count() > 1;
    let speaks = count >= 3 && (loud || voices > 1 && count * 3 >= others || voices == 1 && count >= others);
    if !speaks && timed < 3 {
        return;
    }
    for chunk in chunks.iter_mut().filter(|chunk| can_open(sheet, chunk)) {
        let words = sheet.words(chunk.lines.start);
        // A name that comes once may be a speaker among others, or any words before a colon.
        let known = |opening: &Opening| {
            speaks && (turns.get(opening.name).is_some_and(|turns| *turns > 1) || again * 2 >= count)
        };
        let named = opening(words).filter(known).map_or(0, |opening| opening.end);
        chunk.speaker = if named > 0 || timed < 3 { named } else { time(words) };
        if chunk.speaker > 0 && chunk.role == Role::Paragraph {
            chunk.decide(Role::Paragraph, "a turn: a name or time that opens paragraph after paragraph", 0.8);
        }
    }
}

fn can_open(sheet: &Sheet, chunk: &Chunk) -> bool {
    let words = sheet.words(chunk.lines.start);
    // "Two remarks:" leads to what follows and names nobody; a speaker in capitals may stand alone.
    let alone = chunk.is_single() && words.ends_with([':', '：']) && !is_capitals_only(words);
    !alone
        && !sheet.lines[chunk.lines.start].head
        && chunk.is_prose()
        && matches!(chunk.role, Role::Paragraph | Role::Verse)
        && chunk.marker.is_none()
        && chunk.quote == 0
}

fn opening(words: &str) -> Option<Opening<'_>> {
    let at = time(words);
    let rest = words[at..].trim_start();
    let from = words.len() - rest.len();
    let head = &rest[..super::words::floor(rest, rest.len().min(LONGEST + 4))];
    let (end, stop) = head.char_indices().find(|(_, c)| matches!(c, ':' | '：' | '.'))?;
    let name = &head[..end];
    let after = &rest[end + stop.len_utf8()..];
    let spaced = after.is_empty() || after.starts_with([' ', '\u{a0}']) || stop == '：';
    let short = (1..=4).contains(&name.split(' ').count()) && !name.contains("  ") && name.len() <= LONGEST;
    let plain = super::heading::division(name).is_none()
        && !name.contains([',', ';', '?', '!', '"', '[', '(', '/', '“'])
        && starts_upper(name);
    let loud = name.chars().filter(|c| c.is_alphabetic()).count() >= 2 && is_capitals_only(name);
    let question = matches!(name, "Q" | "A");
    (spaced && short && plain && (loud || question || stop != '.'))
        .then(|| Opening { name, end: from + end + stop.len_utf8() })
}

fn is_capitals_only(name: &str) -> bool {
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}

/// The bytes of a time that opens a line: `[00:01:02]`, `(1:02)`, `00:01:02`.
fn time(words: &str) -> usize {
    let open = usize::from(words.starts_with(['[', '(']));
    let rest = &words[open..];
    let digits = rest.bytes().take(12).take_while(|b| b.is_ascii_digit() || matches!(b, b':' | b'.')).count();
    let parts: Vec<&str> = rest[..digits].split(':').collect();
    let timed = (2..=3).contains(&parts.len())
        && parts[1..].iter().all(|part| part.len() >= 2)
        && parts[0].len() <= 2;
    let end = open + digits + open;
    let closed = open == 0 || rest[digits..].starts_with([']', ')']);
    if timed && closed && words.get(end..).is_some_and(|rest| rest.starts_with(' ')) { end } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{outline, sees};

    #[test]
    fn an_interview_with_directions() {
        sees(
            "THE DEBATE\n\nMODERATOR: Good evening. We are here to talk about plans.\n\nSMITH: I have made none.\n\n(Laughter.)\n\nSMITH: Well.\n\nMODERATOR: Thank you.\n",
            "title: THE DEBATE
            paragraph: <MODERATOR:> Good evening.
            paragraph: <SMITH:> I have made none.
            paragraph: (Laughter.)
            paragraph: <SMITH:> Well.
            paragraph: <MODERATOR:> Thank you.",
        );
    }

    #[test]
    fn a_play_names_its_speakers_in_capitals() {
        sees(
            "BARNARDO.\nWho's there?\n\nFRANCISCO.\nNay, answer me. Stand and unfold yourself.\n\nBARNARDO.\nLong live the King!\n\nFRANCISCO.\nBarnardo?\n",
            "paragraph: <BARNARDO.> / Who's there?
            paragraph: <FRANCISCO.> / Nay, answer me. Stand and unfold yourself.
            paragraph: <BARNARDO.> / Long live the King!
            paragraph: <FRANCISCO.> / Barnardo?",
        );
    }

    #[test]
    fn a_transcript_with_times() {
        sees(
            "Interview with a planner\n\n[00:00:12] INTERVIEWER: So when did you begin?\n\n[00:00:15] PLANNER: In 1921, I think.\n\n[00:01:02] INTERVIEWER: And then?\n",
            "title: Interview with a planner
            paragraph: <[00:00:12] INTERVIEWER:> So when did you begin?
            paragraph: <[00:00:15] PLANNER:> In 1921, I think.
            paragraph: <[00:01:02] INTERVIEWER:> And then?",
        );
    }

    #[test]
    fn a_colon_now_and_then_names_nobody() {
        let seen = outline(
            "On plans\n\nOne thing is sure: there is no plan at all.\n\nNote: this is so.\n\nAnd so it went on, for a long while, until the end.\n\nNote: that is not so.\n\nThere was nothing more to say of it, and nobody said it.\n\nIt ended.\n\nIt was over.\n\nAll went home.\n",
        );
        assert!(!seen.contains('<'), "{seen}");
    }
}
