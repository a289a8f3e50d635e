//! Headings known by their series: lines of one shape that no single one would be sure of.
//!
//! A word and a number that count on (`TOP 2: Bericht`, `Day 3`, `§ 4. Register`), and capitals that end in a
//! stop. One alone may be a sentence, a name, or a line of a list; several, each over text, are headings.

use super::chunk::{Chunk, Role};
use super::line::Line;
use super::marker::{Delimiter, Marker, Numbering, Sign};
use super::sheet::Sheet;
use super::{caption, heading};
use std::collections::HashMap;
use std::ops::Range;

/// Finds the series and makes headings of their members.
pub fn decide(sheet: &Sheet, chunks: &mut [Chunk]) {
    worded(sheet, chunks);
    stopped(sheet, chunks);
    ended(sheet, chunks);
    sections(sheet, chunks);
    numerals(sheet, chunks);
}

/// `II.`, `II`, `2.`: the value of a numeral that is all of a line. A page of a book may have a number by itself, but no
/// stop after it.
pub fn numeral(words: &str) -> Option<u32> {
    if words.len() > 7 {
        return None;
    }
    let bare = words.strip_suffix('.').unwrap_or(words);
    let roman = bare.bytes().all(|byte| byte.is_ascii_uppercase());
    let value = if roman { super::marker::roman_value(bare) } else { bare.parse().ok() };
    value.filter(|value| (roman || bare.len() < words.len()) && *value < 100)
}

/// Numerals by themselves, `II.`, over the parts of a poem or of a story.
fn numerals(sheet: &Sheet, chunks: &mut [Chunk]) {
    let numeral = |chunk: &Chunk| numeral(sheet.words(chunk.lines.start));
    let over = |at: usize| {
        let chunk = &chunks[at];
        let next = chunks.get(at + 1);
        let free =
            matches!(chunk.role, Role::Paragraph | Role::Verse) && chunk.speaker == 0 && chunk.quote == 0;
        chunk.is_single()
            && free
            && chunk.marker.is_none()
            && (chunk.before > 0 || at == 0)
            && next.is_some_and(|next| next.before > 0 && numeral(next).is_none())
    };
    let members: Vec<(usize, u32)> =
        (0..chunks.len()).filter_map(|at| Some((at, numeral(&chunks[at]).filter(|_| over(at))?))).collect();
    let on = |pair: &[(usize, u32)]| pair[1].1 == pair[0].1 + 1 || pair[1].1 == 1;
    if members.len() < 2 || members[0].1 != 1 || !members.windows(2).all(on) {
        return;
    }
    for (at, _) in members {
        chunks[at].decide(Role::Heading, "a numeral by itself that counts on", 0.85);
    }
}

/// A word and a number at the opening of a line.
struct Label<'t> {
    word: &'t str,
    value: u32,
}

/// `TOP 2: Bericht`, `§ 5A. Refusal.`, `Day 3`, `Письмо первое`: the word, and what its number says.
fn label(words: &str) -> Option<Label<'_>> {
    if words.starts_with(|c: char| c.is_ascii_digit()) {
        return bare_number(words);
    }
    let (word, rest) = match words.strip_prefix("§") {
        Some(rest) => (&words[..'§'.len_utf8()], rest),
        None => words.split_once(' ')?,
    };
    let capital = word.starts_with(char::is_uppercase);
    if !capital && word != "§" {
        return None;
    }
    let rest = rest.trim_start();
    // Most second words are plain and stand before a third.
    let plain = rest.bytes().find(|byte| !byte.is_ascii_alphanumeric()) == Some(b' ');
    if plain && !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = &rest[end..];
    let closed = after.is_empty() || after.starts_with(['.', ':']);
    let value = if digits > 0 && end - digits <= 1 && digits <= 3 {
        rest[..digits].parse().ok()?
    } else if closed {
        heading::spelled(&rest[..end].to_lowercase()).or_else(|| super::marker::roman_value(&rest[..end]))?
    } else {
        // "In one terminal" counts nothing.
        return None;
    };
    let ends = closed || after.starts_with([' ', ')', ',', '–', '—']) && !words.ends_with(['.', ':']);
    let named = !capital || word.chars().all(|c| c.is_alphabetic() || c == '.');
    (ends && named && word.chars().count() <= 16).then_some(Label { word, value })
}

/// Which of some lines open with one word and numbers that count on from 1: `Week 2 (Jan. 18, 20): Who owns water?`
pub fn with_words(text: &str, lines: &[Line]) -> Vec<usize> {
    let mut series: HashMap<&str, Vec<(usize, u32)>> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        let words = line.words(text);
        if words.starts_with(char::is_uppercase)
            && words.len() <= 120
            && let Some(label) = label(words)
            && is_named(words)
        {
            series.entry(label.word).or_default().push((at, label.value));
        }
    }
    let on = |pair: &[(usize, u32)]| (0..=1).contains(&pair[1].1.wrapping_sub(pair[0].1));
    let counts =
        |members: &Vec<(usize, u32)>| members.len() > 1 && members[0].1 <= 1 && members.windows(2).all(on);
    series.into_values().filter(counts).flatten().map(|(at, _)| at).collect()
}

/// `2   The Bedford Level`: a number, a wide blank, and what is like a title.
fn bare_number(words: &str) -> Option<Label<'_>> {
    let (number, title) = words.split_once("  ")?;
    let small = number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit());
    let title = title.trim_start();
    (small && heading::is_title_like(title) && !title.contains("  "))
        .then(|| Some(Label { word: "", value: number.parse().ok()? }))
        .flatten()
}

/// Whether a line opens with a word and a number and a wide blank after them: `TOP 1  Bericht`.
pub fn is_labelled(words: &str) -> bool {
    words.split_once("  ").is_some_and(|(head, _)| label(head).is_some() && head.split(' ').count() <= 2)
}

/// The marker of a line that counts so and has others beside it that count on: an agenda, a list of sections.
pub fn marker(sheet: &Sheet, at: usize, run: Range<usize>) -> Option<Marker> {
    let counts = |at: usize| {
        let words = sheet.words(at);
        let (head, rest) = words.split_once("  ")?;
        let label = label(head).filter(|_| is_labelled(words)).or_else(|| bare_number(words))?;
        Some((label, words.len() - rest.trim_start().len(), head.len()))
    };
    if !sheet.lines[at].glance.has_two_spaces() {
        return None;
    }
    let (own, content, end) = counts(at)?;
    let near = run.start.max(at.saturating_sub(6))..run.end.min(at + 7);
    let beside =
        near.filter(|other| *other != at && sheet.lines[*other].glance.has_two_spaces()).any(|other| {
            counts(other)
                .is_some_and(|(other, ..)| other.word == own.word && other.value.abs_diff(own.value) == 1)
        });
    let line = &sheet.lines[at];
    let columns = |bytes: usize| super::line::columns(&sheet.words(at)[..bytes]);
    beside.then(|| Marker {
        sign: Sign::Number {
            numbering: Numbering::Decimal,
            delimiter: Delimiter::Dot,
            value: own.value,
            depth: 1,
        },
        end: line.from + end,
        content: line.from + content,
        column: line.indent + columns(content),
        gap: columns(content) - columns(end),
    })
}

/// Whether the lines of a run are those of an agenda: `4  AOB`, each counting on from the one before, or set in under one.
pub fn is_agenda(sheet: &Sheet, run: Range<usize>) -> bool {
    let indent = sheet.lines[run.start].indent;
    if run.len() < 2 || !sheet.lines[run.start].glance.has_two_spaces() {
        return false;
    }
    let mut last = None;
    let mut count = 0;
    let on = run.clone().take(100).all(|at| {
        // Numbers of two digits may be set to the right or to the left.
        if sheet.lines[at].indent > indent + 1 {
            return true;
        }
        let value = bare_number(sheet.words(at)).map(|label| label.value);
        let on = value.is_some_and(|value| last.is_none_or(|last| value == last + 1));
        last = value;
        count += 1;
        on
    });
    on && count > 1
}

/// Lines by themselves that open with the same word and numbers that count on.
pub fn worded(sheet: &Sheet, chunks: &mut [Chunk]) {
    let mut series: HashMap<String, Vec<(usize, u32)>> = HashMap::new();
    for (at, chunk) in chunks.iter().enumerate() {
        let words = sheet.words(chunk.lines.start);
        if chunk.is_single()
            && stands_over(sheet, chunks, at)
            && let Some(label) = label(words)
            && is_named(words)
            && !caption::is_none_of_a_heading(words)
        {
            series.entry(label.word.to_owned()).or_default().push((at, label.value));
        }
    }
    for members in series.into_values() {
        let on = |pair: &&[(usize, u32)]| (pair[0].1..=pair[0].1 + 1).contains(&pair[1].1) || pair[1].1 == 1;
        let counts = members.windows(2).filter(on).count();
        if members.len() < 2 || counts + 1 < members.len() || members[0].1 > 1 {
            continue;
        }
        for (at, _) in members {
            chunks[at].decide(Role::Heading, "a word and a number that counts on", 0.85);
        }
    }
}

/// Whether the words after a label, or the label itself, can be a heading: a few, with a stop or none.
fn is_named(words: &str) -> bool {
    let bare = heading::bare(words).trim_end_matches(['.', ':']);
    heading::is_short_name(bare) && words.split(' ').take(16).count() <= 14
}

/// Lines in capitals that end in a stop, all of them different.
fn stopped(sheet: &Sheet, chunks: &mut [Chunk]) {
    let members: Vec<usize> = (0..chunks.len())
        .filter(|at| {
            let words = sheet.words(chunks[*at].lines.start);
            let bare = words.trim_end_matches(['.', ':']);
            bare.len() < words.len()
                && chunks[*at].is_single()
                && heading::is_capitals(bare)
                && heading::is_title_like(bare)
                && bare.split(' ').count() <= 10
                && stands_over(sheet, chunks, *at)
        })
        .collect();
    let mut names: Vec<&str> = members.iter().map(|at| sheet.words(chunks[*at].lines.start)).collect();
    names.sort_unstable();
    names.dedup();
    // The speakers of a play come again; headings do not.
    if members.len() < 2 || names.len() < members.len() || sheet.script.is_some() {
        return;
    }
    for at in members {
        chunks[at].decide(Role::Heading, "a line in capitals that ends in a stop, one of several", 0.8);
    }
}

/// The sections of an act whose names have a stop and their numbers none: `1 Interpretation.`, `2A Gates.` What a schedule
/// counts so stands close over the next.
fn sections(sheet: &Sheet, chunks: &mut [Chunk]) {
    const LEAST: usize = 3;
    let counted = |at: usize| {
        let words = sheet.words(chunks[at].lines.start);
        let (number, name) =
            words.split_once(' ').filter(|_| words.starts_with(|c: char| c.is_ascii_digit()))?;
        let digits = number.trim_end_matches(|c: char| c.is_ascii_uppercase());
        let named = name.starts_with(char::is_uppercase) && name.ends_with('.') && is_named(name);
        let small = digits.len() <= 3 && number.len() - digits.len() <= 2;
        (small && named && chunks[at].is_single() && stands_over(sheet, chunks, at))
            .then(|| digits.parse::<u32>().ok())
            .flatten()
    };
    let members: Vec<(usize, u32)> = (0..chunks.len()).filter_map(|at| Some((at, counted(at)?))).collect();
    // Sections that were repealed are missing.
    let on = |before: &(usize, u32), next: &(usize, u32)| (0..=3).contains(&next.1.wrapping_sub(before.1));
    for series in members.chunk_by(on) {
        let over = series.windows(2).filter(|pair| pair[1].0 > pair[0].0 + 1).count();
        if series.len() >= LEAST && series[0].1 == 1 && over * 10 >= (series.len() - 1) * 9 {
            for (at, _) in series {
                chunks[*at].decide(
                    Role::Heading,
                    "a number and a name with a stop, as sections of an act have",
                    0.85,
                );
            }
        }
    }
}

/// Names by themselves that end in a colon, `Cribbage Board:`, each over a paragraph of several lines, and several of them.
/// What leads to a list or to code, and says so again and again, is none of these.
fn ended(sheet: &Sheet, chunks: &mut [Chunk]) {
    const LEAST: usize = 4;
    let alone = |at: usize| {
        let words = sheet.words(chunks[at].lines.start);
        let bare = words.strip_suffix(':')?.trim_end();
        let named = chunks[at].is_single() && stands_over(sheet, chunks, at) && bare.split(' ').count() <= 5;
        let counted = bare.contains(|c: char| c.is_ascii_digit() || matches!(c, ',' | ':'));
        (named && heading::is_title_like(bare) && !counted).then_some(bare)
    };
    let mut names: Vec<&str> = Vec::new();
    let mut members: Vec<usize> = Vec::new();
    let mut leads = 0;
    for (at, name) in (0..chunks.len()).filter_map(|at| Some((at, alone(at)?))) {
        let next = &chunks[at + 1];
        if next.role == Role::Paragraph && next.marker.is_none() && next.quote == 0 && next.is_prose() {
            members.push(at);
            names.push(name);
        } else {
            leads += 1;
        }
    }
    // Where what follows is set in and nothing else, the name is a term.
    let flush = |at: usize| sheet.lines[chunks[at].lines.end - 1].indent <= sheet.base + 1;
    let told = members.iter().filter(|at| flush(**at + 1)).count();
    let full = members.iter().filter(|at| chunks[**at + 1].lines.len() > 2).count();
    names.sort_unstable();
    names.dedup();
    let plain = members.len() >= LEAST && names.len() == members.len() && leads * 3 <= members.len();
    if !plain || full * 2 < members.len() || told * 3 < members.len() * 2 || sheet.is_copied() {
        return;
    }
    for at in members {
        chunks[at].decide(Role::Heading, "a name with a colon over paragraphs, one of several", 0.75);
    }
}

/// A line by itself at the margin, over text and under a blank line.
fn stands_over(sheet: &Sheet, chunks: &[Chunk], at: usize) -> bool {
    let chunk = &chunks[at];
    let next = chunks.get(at + 1);
    chunk.role == Role::Paragraph
        && chunk.speaker == 0
        && chunk.marker.is_none()
        && chunk.quote == 0
        && chunk.indent <= sheet.base + 1
        && (chunk.before > 0 || at == 0)
        && next.is_some_and(|next| next.before > 0 || sheet.is_copied())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{outline, sees};

    #[test]
    fn a_word_and_a_number_that_count_on() {
        sees(
            "Protokoll\n\nTOP 1: Bericht\n\nEs wird berichtet, und alle hören zu.\n\nTOP 2: Kasse\n\nEs wird gezählt, und alle zählen mit.\n\nTOP 3: Verschiedenes\n\nEs gibt nichts Verschiedenes mehr.\n",
            "title: Protokoll
            heading2: TOP 1: Bericht
            paragraph: Es wird
            heading2: TOP 2: Kasse
            paragraph: Es wird
            heading2: TOP 3: Verschiedenes
            paragraph: Es gibt",
        );
    }

    #[test]
    fn sections_of_an_act_are_headings_and_what_a_schedule_counts_is_none() {
        let text = "Locks Act 1998\n\n1 Interpretation.\n\nIn this Act \"lock\" means a lock on a river, and \"keeper\" one who keeps it.\n\n2 Duty of keepers.\n\nA keeper shall open the gate when asked to do so by a person in a boat.\n\n2A Night.\n\nAt night the keeper shall sleep.\n\n3 Short title.\n\nThis Act may be cited as the Locks Act 1998.\n\nSCHEDULE\n\n1 The Gates Act 1843 is repealed.\n\n2 The Rivers Act 1901 is repealed.\n\n3 The Boats Act 1911 is repealed.\n\nNothing else is.\n";
        sees(
            text,
            "title: Locks Act 1998
            heading2: 1 Interpretation.
            paragraph: In this Act
            heading2: 2 Duty of keepers.
            paragraph: A keeper
            heading2: 2A Night.
            paragraph: At night
            heading2: 3 Short title.
            paragraph: This Act
            heading2: SCHEDULE
            paragraph: 1 The Gates
            paragraph: 2 The Rivers
            paragraph: 3 The Boats
            paragraph: Nothing",
        );
    }

    #[test]
    fn numerals_by_themselves_are_headings_of_what_they_number() {
        sees(
            "Songs\n\nI.\n\nWater over the sill,\nwater under the stone,\nnobody walks on the hill,\nnobody walks alone.\n\nII.\n\nThe heron stands in the race,\nthe miller stands in the door,\neach with a narrow face.\n",
            "title: Songs
            heading2: I.
            paragraph: Water over
            heading2: II.
            paragraph: The heron",
        );
        let years = outline(
            "Years\n\n2.\n\nIt was the second of them, and there is no first to be found.\n\n7.\n\nIt was another, and nobody knows which.\n",
        );
        assert!(!years.contains("heading"), "{years}");
    }

    #[test]
    fn a_word_and_a_number_in_a_sentence_count_nothing() {
        let seen = outline(
            "On rooms\n\nRoom 12 was empty.\n\nNobody had been there for years, and nobody went.\n\nRoom 7 was full of people who had come to see the other.\n\nSo it went on until they closed the house.\n",
        );
        assert!(!seen.contains("heading"), "{seen}");
    }

    #[test]
    fn sentences_that_begin_alike_count_nothing() {
        let seen = outline(
            "On pods\n\nIn one terminal, watch the pods:\n\nThey come and go, and nobody knows when they will be back.\n\nIn two terminals, watch more of them:\n\nThey come and go there as well, as far as can be seen.\n\nFigure 1. The pods\n\nThe figure shows them as they were in the year of the flood.\n\nFigure 2. More pods\n\nThe figure shows more of them, as they were in the same year.\n",
        );
        assert!(!seen.contains("heading"), "{seen}");
    }

    #[test]
    fn capitals_with_a_stop_are_headings_where_there_are_several() {
        let text = "A REPORT\n\nDEATHS.\n\nThere were fewer of them than in the year before.\n\nWATER.\n\nThere was more of it than anybody had asked for.\n";
        assert_eq!(outline(text).matches("heading2").count(), 2, "{}", outline(text));
        let one = "A REPORT\n\nThere were fewer of them than in the year before.\n\nHENRY LANGTON.\n\nMarden was the place, and it was the last of them.\n";
        assert!(!outline(one).contains("heading2: HENRY"), "{}", outline(one));
        let play = "A PLAY\n\nHAMLET.\n\nWho is it that can tell me who I am, and why?\n\nGHOST.\n\nI am thy father's spirit, and so on.\n\nHAMLET.\n\nSo it is.\n";
        assert!(!outline(play).contains("heading2"), "{}", outline(play));
    }
}
