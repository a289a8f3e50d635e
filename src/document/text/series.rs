//! Numbered chunks: headings, list items or prose, decided for a whole series at once.
//!
//! A line such as `1. The plan` may be any of the three. What follows it and what its brothers are
//! say which, so all members of a series get one role by a vote.

use super::chunk::{Chunk, Form, Role};
use super::marker::{Delimiter, Marker, Numbering, Sign, alpha_value, roman_value};
use super::sheet::{Sheet, ends_sentence};
use super::{base, heading, note};

/// Chunks that count on from one another.
struct Series {
    key: Key,
    value: u32,
    members: Vec<usize>,
    /// Where the words of its last member begin.
    column: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Key {
    numbering: Numbering,
    delimiter: Delimiter,
    indent: u32,
    quote: u8,
}

/// No more series are open at once: texts do not nest deeper, hostile ones must not cost more.
const OPEN: usize = 12;

/// Decides the role of every chunk that opens with an enumerator.
pub fn decide(sheet: &Sheet, chunks: &mut [Chunk]) {
    let mut judged: Vec<Judged> = Vec::new();
    for series in gather(sheet, chunks) {
        let votes: Vec<Vote> =
            series.members.iter().map(|member| vote(sheet, chunks, &series.members, *member)).collect();
        let listed = |member: &&usize| sheet.declares(chunks[**member].lines.start);
        let listed = series.members.iter().filter(listed).count();
        let verdict = match listed * 2 > series.members.len() {
            true => LISTED,
            false => verdict(sheet, &series, &votes),
        };
        judged.push(Judged { series, votes, verdict });
    }
    asked(&mut judged);
    for Judged { series, votes, verdict } in judged {
        let strays =
            verdict.role == Role::Heading && votes.iter().filter(|vote| vote.ends).count() * 3 <= votes.len();
        for (member, vote) in series.members.iter().zip(&votes) {
            // A sentence that a number happens to open, among headings.
            let stray = strays && vote.ends && !vote.titled && !sheet.declares(chunks[*member].lines.start);
            apply(&mut chunks[*member], if stray { STRAY } else { verdict });
            chunks[*member].goes_on =
                Some(member) != series.members.last() || leads_on(sheet, &chunks[*member]);
        }
    }
}

/// Whether the words of an item lead to those under it: `is liable—`, `the following:`.
fn leads_on(sheet: &Sheet, chunk: &Chunk) -> bool {
    sheet.lines[chunk.lines.end - 1].words(sheet.text).trim_end().ends_with(['—', '–', ':'])
}

/// A series, what its members speak for, and what they are.
struct Judged {
    series: Series,
    votes: Vec<Vote>,
    verdict: Verdict,
}

#[derive(Clone, Copy)]
struct Verdict {
    role: Role,
    rule: &'static str,
    confidence: f32,
    runner_up: (Role, &'static str),
}

/// What most members of a series are that the text's own contents list.
const LISTED: Verdict = Verdict {
    role: Role::Heading,
    rule: "the text itself lists it as a heading",
    confidence: 0.97,
    runner_up: (Role::Item, "an enumerator that counts on"),
};

/// What a sentence is that a number opens by chance.
const STRAY: Verdict = Verdict {
    role: Role::Paragraph,
    rule: "a sentence among numbered headings",
    confidence: 0.7,
    runner_up: (Role::Heading, "a numbered line over other text"),
};

/// Questions that are longer than a line are headings, where shorter ones of the same depth are: `2.3 Why does it stop when
/// ...` beside `1.1 What is it?` Each stands over its answer.
fn asked(judged: &mut [Judged]) {
    let is_heading = |judged: &&Judged| {
        judged.series.key.numbering == Numbering::Dotted && judged.verdict.role == Role::Heading
    };
    let Some((key, model)) = judged.iter().find(is_heading).map(|model| (model.series.key, model.verdict))
    else {
        return;
    };
    for Judged { series, votes, verdict } in judged {
        let beside = series.key == key && verdict.role == Role::Paragraph;
        let over = votes.iter().all(|vote| vote.governs && vote.lines <= LONGEST_QUESTION);
        let asks = votes.iter().filter(|vote| vote.asks).count() * 3 >= votes.len();
        if beside && over && asks {
            *verdict = Verdict { confidence: 0.7, runner_up: (verdict.role, verdict.rule), ..model };
        }
    }
}

/// The lines of a question that stands over its answer.
const LONGEST_QUESTION: usize = 4;

fn apply(chunk: &mut Chunk, verdict: Verdict) {
    chunk.decide(verdict.role, verdict.rule, verdict.confidence);
    chunk.runner_up = Some(verdict.runner_up);
    if verdict.role == Role::Paragraph {
        chunk.marker = None;
    }
}

fn gather(sheet: &Sheet, chunks: &mut [Chunk]) -> Vec<Series> {
    let mut done: Vec<Series> = Vec::new();
    let mut open: Vec<Series> = Vec::new();
    for (at, chunk) in chunks.iter_mut().enumerate() {
        let numbered = chunk.marker.is_some_and(|marker| !marker.is_bullet());
        if !numbered || chunk.form != Form::Prose || note::is_note(chunk) {
            continue;
        }
        let column = chunk.marker.map_or(0, |marker| marker.column);
        let found = readings(sheet, chunk).into_iter().find_map(|(key, value)| {
            // Numbers may be set to the right, so that the words after them stand under one another.
            let stands = |series: &Series| {
                let aligned = key.numbering != Numbering::Dotted && series.column == column;
                series.key == key || aligned && series.key == Key { indent: series.key.indent, ..key }
            };
            let place = open.iter().rposition(|series| stands(series) && follows(series, value))?;
            Some((place, value))
        });
        let (key, value) = match found {
            Some((place, value)) => {
                let mut series = open.remove(place);
                series.value = value;
                series.column = column;
                series.members.push(at);
                let key = series.key;
                open.push(series);
                (key, value)
            }
            None => begin(sheet, chunk, at, &mut open, &mut done),
        };
        settle(chunk, key, value);
    }
    done.extend(open);
    done
}

fn begin(
    sheet: &Sheet,
    chunk: &Chunk,
    at: usize,
    open: &mut Vec<Series>,
    done: &mut Vec<Series>,
) -> (Key, u32) {
    let (key, value) = readings(sheet, chunk)[0];
    if open.len() >= OPEN {
        done.push(open.remove(0));
    }
    let column = chunk.marker.map_or(0, |marker| marker.column);
    open.push(Series { key, value, members: vec![at], column });
    (key, value)
}

/// A series goes on with the next number, with the same again (as lazy Markdown writes `1. 1. 1.`), or past one that is missing.
fn follows(series: &Series, value: u32) -> bool {
    value == series.value + 1
        || (value == 1 && series.value == 1 && series.members.len() > 1)
        || value == series.value + 2 && series.members.len() > 2
}

fn settle(chunk: &mut Chunk, key: Key, value: u32) {
    if let Some(Marker { sign: Sign::Number { numbering, value: old, .. }, .. }) = &mut chunk.marker {
        *numbering = key.numbering;
        *old = value;
    }
}

/// How an enumerator may be read: letters that are Roman digits both ways, the likelier first.
fn readings(sheet: &Sheet, chunk: &Chunk) -> Vec<(Key, u32)> {
    let Some(Marker { sign: Sign::Number { numbering, delimiter, value, depth }, end, .. }) = chunk.marker
    else {
        return Vec::new();
    };
    // Dotted numbers of different depth are different series; the indent's place is free to say so.
    let indent = if numbering == Numbering::Dotted { 1000 + u32::from(depth) } else { chunk.indent / 2 };
    let key = |numbering| Key { numbering, delimiter, indent, quote: chunk.quote };
    let mut readings = vec![(key(numbering), value)];
    let label = sheet.text[chunk.from..end].trim_matches(|c: char| !c.is_ascii_alphabetic());
    let (alpha, roman) = match numbering {
        Numbering::LowerAlpha | Numbering::LowerRoman => (Numbering::LowerAlpha, Numbering::LowerRoman),
        Numbering::UpperAlpha | Numbering::UpperRoman => (Numbering::UpperAlpha, Numbering::UpperRoman),
        _ => return readings,
    };
    if label.len() == 1 && numbering == roman {
        readings.push((key(alpha), alpha_value(label)));
    } else if numbering == alpha {
        readings.extend(roman_value(label).map(|value| (key(roman), value)));
    }
    readings
}

/// What one member speaks for.
struct Vote {
    /// Its words look like a heading's.
    titled: bool,
    /// What follows it is neither its sibling nor set under it as in a list.
    governs: bool,
    /// Lines of it are set in under its first words.
    hangs: bool,
    /// It touches a brother: no blank line stands between them.
    touches: bool,
    /// Columns between number and words.
    gap: u32,
    /// It is indented beyond the prose of the file.
    indented: bool,
    words: usize,
    /// It is a sentence, or leads to what follows.
    ends: bool,
    /// What follows is set in under its words, and no part of a list.
    holds: bool,
    /// It ends as a question does, or leads to what was seen.
    asks: bool,
    question: bool,
    /// A blank line stands under it.
    apart: bool,
    lines: usize,
}

fn vote(sheet: &Sheet, chunks: &[Chunk], members: &[usize], at: usize) -> Vote {
    let chunk = &chunks[at];
    let marker = chunk.marker.as_ref();
    let column = marker.map_or(0, |marker| marker.column);
    let content = marker.map_or(chunk.from, |marker| marker.content);
    let span = content..sheet.span(&chunk.lines).end;
    let text = &sheet.text[span];
    let next = chunks.get(at + 1);
    let sibling = members.binary_search(&(at + 1)).is_ok();
    // What counts the parts of a number stands under it as under a heading: `1. Definitions`, `1.1. "Use" means ...`
    let parts = next.is_some_and(|next| counts_parts_of(sheet, chunk, next));
    let below = !parts
        && next.is_some_and(|next| {
            next.indent >= column
                && next.indent > chunk.indent
                && !next.marker.is_some_and(|marker| marker.is_bullet())
                && !base::is_body(sheet, next)
        });
    let apart = next.is_some_and(|next| match sheet.is_copied() {
        true => next.before == 0 && !next.marker.is_some_and(|marker| marker.is_bullet()),
        false => next.before > 0 || chunk.is_single(),
    });
    Vote {
        titled: is_titled(text.trim_start_matches(['–', '—', ' '])) && chunk.lines.len() <= 2,
        governs: next.is_some() && !sibling && !below && apart,
        hangs: chunk.lines.len() > 1
            && chunk.lines.clone().skip(1).all(|line| sheet.lines[line].indent > chunk.indent),
        touches: sibling && next.is_some_and(|next| next.before == 0),
        gap: marker.map_or(1, |marker| marker.gap),
        indented: chunk.indent > sheet.base + 1 && chunk.indent < column,
        words: text.split(' ').take(60).count(),
        ends: ends_sentence(text) || text.ends_with([':', ';', ',']),
        apart: next.is_some_and(|next| next.before > 0),
        question: text.ends_with(['?', '？']),
        asks: text.ends_with(['?', '？', ':']),
        lines: chunk.lines.len(),
        holds: below && next.is_some_and(|next| next.marker.is_none()),
    }
}

/// Whether a chunk is numbered as a part of the one before it: `2.1` or `2.0.1` after `2.`
fn counts_parts_of(sheet: &Sheet, chunk: &Chunk, next: &Chunk) -> bool {
    let sign = chunk.marker.map(|marker| marker.sign);
    let Some(Sign::Number { numbering: Numbering::Decimal, value, .. }) = sign else { return false };
    let Some((whole, part)) = sheet.words(next.lines.start).split_once('.') else { return false };
    whole.parse() == Ok(value) && part.starts_with(|c: char| c.is_ascii_digit()) && next.before > 0
}

/// Like a title; a few words may end in a stop, as in laws: `3. Definitions.`
fn is_titled(text: &str) -> bool {
    let short = text.ends_with('.') && text.split(' ').take(9).count() <= 8;
    heading::is_title_like(if short { text.trim_end_matches('.') } else { text })
}

fn verdict(sheet: &Sheet, series: &Series, votes: &[Vote]) -> Verdict {
    let count = votes.len();
    let share =
        |test: fn(&Vote) -> bool| votes.iter().filter(|vote| test(vote)).count() as f32 / count as f32;
    let titled = share(|vote| vote.titled);
    // The last of a series is always followed by something else: it says nothing.
    let inner = &votes[..if count > 1 { count - 1 } else { count }];
    let governs = inner.iter().filter(|vote| vote.governs).count() as f32 / inner.len() as f32;
    let touches = votes.iter().any(|vote| vote.touches);
    let hangs = share(|vote| vote.hangs);
    let item = (Role::Item, "an enumerator that counts on");
    let heading = (Role::Heading, "a numbered line over other text");
    let prose = (Role::Paragraph, "an enumerator that counts nothing");
    let clause = (Role::Paragraph, "a clause with the number of its place");
    let numbered = if series.key.numbering == Numbering::Dotted { 0.15 } else { 0.0 };
    let for_heading = titled * 0.5 + governs * 0.5 + numbered
        - hangs * 0.3
        - share(|vote| vote.indented) * if sheet.first_line.is_some() { 0.2 } else { 0.4 }
        - share(|vote| vote.words > 14) * 0.2
        - share(|vote| vote.gap > 1) * 0.15;
    let governing = governs > if count > 1 { 0.5 } else { 0.9 } && !touches;
    let make = |(role, rule), confidence: f32, runner_up| Verdict {
        role,
        rule,
        confidence: confidence.clamp(0.05, 0.99),
        runner_up,
    };
    // A letter that none of its series goes before counts nothing: `Q. Is it so?`
    let lone = count == 1 && is_lettered(series.key.numbering);
    if lone {
        return make(prose, 0.7, heading);
    }
    if for_heading >= 0.7 && governing && titled >= 0.6 {
        return make(heading, for_heading, item);
    }
    // Questions that are numbered stand over their answers, wherever these are set.
    let asks = votes.iter().filter(|vote| vote.question).count() * 2 > count;
    let answered = votes.iter().filter(|vote| vote.holds && vote.apart).count() * 10 >= count * 9;
    let short = votes.iter().all(|vote| vote.lines <= 3);
    if asks && answered && short && count >= 4 && series.key.numbering == Numbering::Decimal {
        return make((Role::Heading, "a numbered question over its answer"), 0.8, item);
    }
    if series.key.numbering == Numbering::Dotted && is_clauses(votes, count) {
        return make(clause, 1.0 - for_heading / 2.0, item);
    }
    if counts(series, count, share(|vote| vote.hangs || vote.indented)) {
        return make(item, 1.0 - for_heading / 2.0, heading);
    }
    make(prose, 0.6, item)
}

/// Whether numbers such as `1.2` open passages of a contract, an act or a specification, which are cited by them: they
/// stand apart from one another, or are sentences; and nothing is set in under them as under the items of a list.
fn is_clauses(votes: &[Vote], count: usize) -> bool {
    let apart = votes.iter().filter(|vote| !vote.touches).count() * 2 > count;
    let holds = votes.iter().filter(|vote| vote.holds).count();
    (apart || votes.iter().all(|vote| vote.ends)) && holds == 0
}

fn is_lettered(numbering: Numbering) -> bool {
    matches!(numbering, Numbering::LowerAlpha | Numbering::UpperAlpha)
}

/// Whether a series counts at all: from its beginning, or through several members.
fn counts(series: &Series, count: usize, set_in: f32) -> bool {
    let first = series.value + 1 - u32::try_from(count).unwrap_or(series.value).min(series.value);
    match series.key.numbering {
        Numbering::Dotted => count >= 2,
        Numbering::UpperAlpha | Numbering::UpperRoman if series.key.delimiter == Delimiter::Dot => {
            count >= 2 && first == 1
        }
        Numbering::LowerAlpha | Numbering::LowerRoman | Numbering::UpperAlpha | Numbering::UpperRoman => {
            first <= 1 || count >= 2
        }
        Numbering::Decimal | Numbering::Chinese => {
            first <= 1 || count >= 2 && series.value < 1000 || set_in > 0.5 && series.value < 200
        }
    }
}
