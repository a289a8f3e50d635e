//! Who speaks: dialogues, interviews, questions and answers, plays, transcripts with times.
//!
//! A name and a colon may open any paragraph. It names a speaker if it does so again and again.

use super::chunk::{Chunk, Role};
use super::heading::{is_capitals, is_short_name};
use super::preamble;
use super::sheet::{Sheet, ends_sentence, starts_upper};
use crate::document::Found;
use std::collections::HashMap;

/// The opening of a turn.
struct Opening<'t> {
    name: &'t str,
    /// The bytes of time, name and what ends it.
    end: usize,
}

/// Names of speakers are no longer.
const LONGEST: usize = 40;

/// Whether a line opens with a dash and what could be said.
pub fn is_dashed(words: &str) -> bool {
    words.strip_prefix(['—', '–']).is_some_and(|rest| {
        rest.trim_start()
            .starts_with(|c: char| c.is_uppercase() || matches!(c, '«' | '“' | '"' | '¿' | '¡' | '…'))
    })
}

/// `— А дальше как? — спросил сторож.`: after what is said, another dash, and who says it.
pub fn is_told(words: &str) -> bool {
    ["? —", "! —", ", —", ". —", "… —", "? –", "! –", ", –", ". –", "… –"]
        .iter()
        .any(|told| words.contains(told))
}

/// Names of question and answer.
const PAIRS: [(&str, &str); 8] = [
    ("Q", "A"),
    ("Question", "Answer"),
    ("F", "A"),
    ("Frage", "Antwort"),
    ("В", "О"),
    ("Вопрос", "Ответ"),
    ("问", "答"),
    ("問", "答"),
];

/// Whether a line answers the question that a passage asks, or asks the next one: `Q: Why?` and, under it, `A: Because.`
pub fn answers(passage: &str, line: &str) -> bool {
    if !line.starts_with(['A', 'О', '答', 'Q', 'F', 'В', '问', '問']) {
        return false;
    }
    let named = |words: &str, name: &str| {
        words.strip_prefix(name).is_some_and(|rest| rest.starts_with([':', '：']) || rest.starts_with(". "))
            || counted(words).is_some_and(|turn| turn.name == name)
    };
    PAIRS.iter().any(|(asks, answers)| {
        named(passage, asks) && named(line, answers) || named(passage, answers) && named(line, asks)
    })
}

/// A question or an answer with its number: `Q1:`, `A.1`, `Frage 3:`, `Q 2.`; the name is without the number.
fn counted(words: &str) -> Option<Opening<'_>> {
    let head = &words[..super::words::floor(words, words.len().min(24))];
    let digit = head.find(|c: char| c.is_ascii_digit())?;
    let (name, sign) = match head[..digit].trim_end() {
        name if name.len() < digit => (name, " "),
        name => (name.trim_end_matches('.'), if name.ends_with('.') { "." } else { "" }),
    };
    if !PAIRS.iter().any(|(asks, answers)| name == *asks || name == *answers) {
        return None;
    }
    let digits = head[digit..].bytes().take_while(u8::is_ascii_digit).count();
    let rest = &words[digit + digits..];
    let stop = rest.chars().next().filter(|c| matches!(c, ':' | '：' | '.' | ')')).map_or(0, char::len_utf8);
    let parted = stop > 0 || sign == ".";
    let spaced = rest[stop..].starts_with(' ') || rest.starts_with('：');
    (digits <= 3 && parted && spaced).then(|| Opening { name, end: digit + digits + stop })
}

/// Marks the words that name the speaker of each turn.
pub fn decide(sheet: &Sheet, chunks: &mut [Chunk]) {
    if sheet.script.is_some() {
        return cues(sheet, chunks);
    }
    let mut turns: HashMap<String, u32> = HashMap::new();
    let (mut count, mut others, mut timed) = (0u32, 0u32, 0u32);
    let said: Vec<bool> =
        (0..chunks.len()).map(|at| can_open(sheet, &chunks[at]) && is_said(sheet, chunks, at)).collect();
    for (chunk, said) in chunks.iter().zip(&said).filter(|(chunk, _)| can_open(sheet, chunk)) {
        let words = sheet.words(chunk.lines.start);
        timed += u32::from(time(words) > 0);
        match opening(words).filter(|_| *said) {
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
    // Only what is both asked and answered is counted as a turn: `A.1` by itself is a section.
    let answered =
        PAIRS.iter().any(|(asks, answers)| turns.contains_key(*asks) && turns.contains_key(*answers));
    let speaks = count >= 3 && (loud || voices > 1 && count * 3 >= others || voices == 1 && count >= others);
    if !speaks && timed < 3 {
        return;
    }
    // Where there are only questions and answers, nobody else speaks.
    let pairs = turns
        .iter()
        .filter(|(_, turns)| **turns > 1)
        .all(|(name, _)| PAIRS.iter().any(|(asks, answers)| name == asks || name == answers));
    let first = chunks.first().map_or(0, |chunk| chunk.from);
    for (chunk, said) in chunks.iter_mut().zip(said).filter(|(chunk, _)| can_open(sheet, chunk)) {
        let words = sheet.words(chunk.lines.start);
        // A name that comes once may be a speaker among others, or any words before a colon; over all it is the title's.
        let known = |opening: &Opening| {
            let several = turns.get(opening.name).is_some_and(|turns| *turns > 1);
            let said = words.len() > opening.end || is_capitals(opening.name);
            speaks && (several || again * 2 >= count && chunk.from > first && said && !pairs)
        };
        let bare = |_: &Opening| answered || counted(words).is_none();
        let named =
            opening(words).filter(|_| said).filter(bare).filter(known).map_or(0, |opening| opening.end);
        chunk.speaker = if named > 0 || timed < 3 { named } else { time(words) };
        if chunk.speaker > 0 && chunk.role == Role::Paragraph {
            chunk.decide(Role::Paragraph, "a turn: a name or time that opens paragraph after paragraph", 0.8);
        }
    }
}

/// Names over what is said, in a script.
fn cues(sheet: &Sheet, chunks: &mut [Chunk]) {
    for chunk in chunks.iter_mut().filter(|chunk| sheet.is_cue(chunk.lines.start) && chunk.is_prose()) {
        chunk.speaker = sheet.words(chunk.lines.start).len();
        chunk.decide(Role::Paragraph, "a name in capitals over what is said, again and again", 0.85);
    }
}

/// Whether what a name opens is spoken: it ends as speech does, touches another turn, or
/// is a line of a mail's head. `Event: 'drain'` by itself
/// is a heading.
fn is_said(sheet: &Sheet, chunks: &[Chunk], at: usize) -> bool {
    let chunk = &chunks[at];
    if !chunk.is_single() {
        return true;
    }
    let last = sheet.words(chunk.lines.end - 1);
    if ends_sentence(last) || last.ends_with([':', '：', ',', '—', '–', '-', ')', ']', '…']) {
        return true;
    }
    let turns = |at: usize| opening(sheet.words(chunks[at].lines.start)).is_some();
    let under = chunks.get(at + 1).is_some_and(|next| next.before == 0 && turns(at + 1));
    let apart = !under && (chunk.before > 0 || at == 0 || !turns(at - 1));
    let keyed = || preamble::line(last, &mut Found::default());
    !apart || !is_short_name(last) || keyed()
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
    if let Some(turn) = counted(words) {
        return Some(turn);
    }
    let at = time(words);
    let rest = words[at..].trim_start();
    let from = words.len() - rest.len();
    let head = &rest[..super::words::floor(rest, rest.len().min(LONGEST + 4))];
    let (end, stop) = stop(head)?;
    let (name, directed) = undirected(&head[..end]);
    if directed && !is_capitals_only(name) {
        return None;
    }
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

/// Where a name ends: at a colon, or at a stop that is not the one of "MRS. PASK".
fn stop(head: &str) -> Option<(usize, char)> {
    const TITLES: [&str; 16] = [
        "mr", "mrs", "ms", "dr", "prof", "st", "rev", "hon", "capt", "col", "gen", "lt", "sgt", "fr", "sr",
        "jr",
    ];
    let mut open = 0u32;
    for (at, c) in head.char_indices() {
        match c {
            '[' | '(' if at > 0 => open += 1,
            ']' | ')' => open = open.saturating_sub(1),
            ':' | '：' if open == 0 => return Some((at, c)),
            '.' if open == 0 => {
                let word = head[..at].rsplit(' ').next().unwrap_or("");
                let title = TITLES.contains(&word.to_lowercase().as_str());
                let named =
                    head[at + 1..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase));
                if !(title && named) {
                    return Some((at, c));
                }
            }
            _ => {}
        }
    }
    None
}

/// `NQ [to Mrs. Pask]`: the name without the direction, and whether there is one.
fn undirected(name: &str) -> (&str, bool) {
    match name.find(" [").or_else(|| name.find(" (")).filter(|_| name.ends_with([']', ')'])) {
        Some(at) => (&name[..at], true),
        None => (name, false),
    }
}

/// Questions and answers, "Q." and "A." again and again, are turns and no letters of a list.
pub fn questions(sheet: &Sheet, chunks: &mut [Chunk]) {
    let letter = |chunk: &Chunk| {
        let words = sheet.words(chunk.lines.start);
        let lettered = chunk.marker.is_some() && chunk.is_prose() && words.as_bytes().get(1) == Some(&b'.');
        lettered.then(|| words.as_bytes()[0])
    };
    let count = |wanted: u8| chunks.iter().filter(|chunk| letter(chunk) == Some(wanted)).count();
    let asked = count(b'Q');
    if asked < 2
        || count(b'A') == 0
        || count(b'A') + asked < 4
        || [b'B', b'P', b'R'].iter().any(|other| count(*other) > 0)
    {
        return;
    }
    for chunk in chunks.iter_mut().filter(|chunk| matches!(letter(chunk), Some(b'Q' | b'A'))) {
        chunk.marker = None;
        chunk.speaker = "Q.".len();
    }
}

fn is_capitals_only(name: &str) -> bool {
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}

/// The bytes of a time that opens a line: `[00:01:02]`, `(1:02)`, `00:01:02`.
fn time(words: &str) -> usize {
    if !words.starts_with(|c: char| c.is_ascii_digit() || c == '[' || c == '(') {
        return 0;
    }
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
    fn titles_and_directions_belong_to_the_speaker() {
        let seen = outline(
            "NQ: Who else is there?\n\nMRS. PASK: There is me.\n\nNQ [to Mrs. Pask]: Would you like to join us?\n\nMRS. PASK: I've the bread.\n\nNQ: So be it.\n",
        );
        assert!(
            seen.contains("<MRS. PASK:> There is me.") && seen.contains("<NQ [to Mrs. Pask]:> Would"),
            "{seen}"
        );
    }

    #[test]
    fn questions_and_answers_are_turns_and_no_letters_of_a_list() {
        let seen = outline(
            "Questions and answers\n\nThese were asked by those who came to hear him.\n\nQ. Is the house haunted?\n\nA. Only by the Board.\n\nQ. What is the most that you ever had in a day?\n\nA. Forty boats.\n",
        );
        assert!(seen.contains("<Q.> Is the house haunted?") && seen.contains("<A.> Forty boats."), "{seen}");
        let list = outline(
            "A. The first of them.\n\nB. The second of them.\n\nC. The third of them.\n\nQ. Another.\n\nQ. One more.\n",
        );
        assert!(!list.contains("<A.>"), "{list}");
    }

    #[test]
    fn questions_and_answers_may_be_numbered() {
        sees(
            "A Bell Founder\n\nIt was told in the yard.\n\nQ1: How did you come to the trade?\nA1: My aunt cast weights for looms.\nQ2: And then?\nA2: In 1961 I cast a bell.\n\nQ3: Why did it crack?\nA3: I was in a hurry.\n",
            "title: A Bell Founder
            paragraph: It was told in the yard.
            paragraph: <Q1:> How did you come
            paragraph: <A1:> My aunt
            paragraph: <Q2:> And then?
            paragraph: <A2:> In 1961
            paragraph: <Q3:> Why did it crack?
            paragraph: <A3:> I was",
        );
        let seen = outline(
            "Fragen\n\nFrage 1: Wann ist offen?\nAntwort 1: Am Dienstag.\n\nFrage 2: Was kostet es?\nAntwort 2: Nichts.\n",
        );
        assert!(seen.contains("<Frage 1:> Wann") && seen.contains("<Antwort 2:> Nichts."), "{seen}");
        let stops = outline(
            "We are asked\n\nQ.1 How do I join?\nA.1 You write to us.\n\nQ.2 How long?\nA.2 Until June.\n",
        );
        assert!(stops.contains("<Q.1> How do I") && stops.contains("<A.2> Until"), "{stops}");
        let sections = outline(
            "Annex\n\nA.1 It is meant for those who read it.\n\nA.2 It is meant for others.\n\nA.3 It is not meant for anybody else.\n",
        );
        assert!(!sections.contains('<'), "{sections}");
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
    fn headings_with_a_colon_name_no_speaker() {
        let seen = outline(
            "The client\n\nEvent: 'drain'\n\nIt comes when the queue is empty again, as it was in the beginning.\n\nEvent: 'error'\n\nIt comes when something went wrong, as it does.\n\nEvent: 'close'\n\nIt comes when all is over, and nothing comes after it.\n",
        );
        assert!(!seen.contains('<') && seen.matches("heading2").count() == 3, "{seen}");
    }

    #[test]
    fn a_colon_now_and_then_names_nobody() {
        let seen = outline(
            "On plans\n\nOne thing is sure: there is no plan at all.\n\nNote: this is so.\n\nAnd so it went on, for a long while, until the end.\n\nNote: that is not so.\n\nThere was nothing more to say of it, and nobody said it.\n\nIt ended.\n\nIt was over.\n\nAll went home.\n",
        );
        assert!(!seen.contains('<'), "{seen}");
    }
}
