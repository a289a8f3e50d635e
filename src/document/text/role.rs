//! What each chunk is: title, heading, item, quotation, verse or paragraph.

use super::chunk::{Chunk, Form, Role};
use super::copied::Cast;
use super::likelihood::likelihood;
use super::line::Line;
use super::manner::{Habit, Manner, is_quoted, is_version, stands_alone};
use super::marker::{Marker, Sign};
use super::sheet::{Sheet, ends_sentence, starts_upper};
use super::wrap::Wrapping;
use super::{
    caption, code, counted, heading, level, masthead, note, preamble, quotation, series, speech, title,
    title_page,
};
use crate::document::{Found, month};

pub fn decide(sheet: &Sheet, chunks: &mut [Chunk]) {
    forms(chunks);
    speech::questions(sheet, chunks);
    series::decide(sheet, chunks);
    bullets(chunks);
    if sheet.is_copied() {
        counted::worded(sheet, chunks);
    }
    unmarked(sheet, chunks);
    speech::decide(sheet, chunks);
    headings(sheet, chunks);
    title::title(sheet, chunks);
    title::subtitle(sheet, chunks);
    note_heads(sheet, chunks);
    quotation::quotations(sheet, chunks);
    leads(sheet, chunks);
    level::levels(sheet, chunks);
}

/// What the form of a chunk says by itself.
fn forms(chunks: &mut [Chunk]) {
    for chunk in chunks.iter_mut().filter(|chunk| {
        !matches!(chunk.role, Role::Note(_) | Role::NoteMore(_) | Role::NoteHead | Role::Verse | Role::Term)
    }) {
        match chunk.form {
            Form::Prose => chunk.decide(Role::Paragraph, "text", 0.8),
            Form::Code => chunk.decide(Role::Code, "lines set in that look like code", 0.8),
            Form::Fenced => chunk.decide(Role::Code, "lines between fences", 0.99),
            Form::Options => {
                chunk.decide(Role::Options, "terms or options beside what is said of them", 0.85)
            }
            Form::Table => chunk.decide(Role::Table, "columns", 0.9),
            Form::Rule => chunk.decide(Role::Rule, "a line of strokes", 0.95),
            Form::Underlined(_) => chunk.decide(Role::Heading, "a line underlined", 0.95),
            Form::Framed(_) => chunk.decide(Role::Heading, "a line in a frame", 0.95),
            Form::Dated => chunk.decide(Role::Heading, "a day over what was written on it", 0.85),
            Form::Scene => chunk.decide(Role::Heading, "the head of a scene", 0.95),
            Form::Hung => chunk.decide(Role::Heading, "a head close over text that is set in under it", 0.9),
            Form::Ornate => chunk.decide(Role::Heading, "a name between ornaments", 0.85),
            Form::Hashed(_) => chunk.decide(Role::Heading, "a line after #", 0.9),
        }
    }
}

fn bullets(chunks: &mut [Chunk]) {
    for chunk in chunks.iter_mut().filter(|chunk| {
        chunk.role == Role::Paragraph && chunk.marker.is_some_and(|marker| marker.is_bullet())
    }) {
        match chunk.marker.is_some_and(|marker| marker.sign == Sign::Bullet('\0')) {
            true => chunk.decide(Role::Item, "one of several lines that open with an amount", 0.75),
            false => chunk.decide(Role::Item, "a bullet", 0.95),
        }
    }
}

/// Lines set in on a page of MediaWiki are the items of a list whose bullets were left out.
fn pasted(sheet: &Sheet, chunks: &mut [Chunk]) {
    if !sheet.edited || sheet.wrapping != Wrapping::None {
        return;
    }
    for chunk in chunks.iter_mut() {
        let line = &sheet.lines[chunk.lines.start];
        let free = chunk.role == Role::Paragraph && chunk.marker.is_none() && chunk.quote == 0;
        if free && chunk.is_single() && chunk.is_prose() && line.indent >= sheet.base + 2 && line.width <= 80
        {
            chunk.marker = Some(Marker::unwritten(line));
            chunk.decide(Role::Item, "a line set in, where a wiki's lists lost their bullets", 0.7);
        }
    }
}

/// Items whose bullets a browser left out: several together, or under a passage that leads to them.
fn unmarked(sheet: &Sheet, chunks: &mut [Chunk]) {
    pasted(sheet, chunks);
    let Some(casts) = &sheet.copied else { return };
    let is_item = |chunk: &Chunk| {
        chunk.role == Role::Paragraph
            && chunk.marker.is_none()
            && chunk.is_single()
            && chunk.is_prose()
            && casts[chunk.lines.start] == Cast::Item
    };
    let mut at = 0;
    while at < chunks.len() {
        let run = chunks[at..].iter().take_while(|chunk| is_item(chunk)).count();
        let led = at > 0 && sheet.words(chunks[at - 1].lines.end - 1).ends_with([':', '：']);
        if run > 1 || run == 1 && led {
            for chunk in &mut chunks[at..at + run] {
                let line = &sheet.lines[chunk.lines.start];
                chunk.marker = Some(Marker::unwritten(line));
                chunk.decide(
                    Role::Item,
                    "one of several lines over others, where paragraphs stand apart",
                    0.6,
                );
            }
        }
        at += run.max(1);
    }
}

/// Headings without a number.
fn headings(sheet: &Sheet, chunks: &mut [Chunk]) {
    counted::decide(sheet, chunks);
    let title_page = title_page::find(sheet, chunks);
    let manner = Manner::of(sheet, chunks);
    for at in 0..chunks.len() {
        if title_page.contains(&at) {
            chunks[at].decide(Role::Paragraph, "a line of the title page", 0.7);
        } else if !may_be_heading(&chunks[at]) {
            continue;
        } else if let Some((rule, confidence)) = bare_heading(sheet, chunks, at, manner) {
            chunks[at].decide(Role::Heading, rule, confidence);
        }
    }
}

/// Whether a chunk is of one or two lines and nothing yet but text.
fn may_be_heading(chunk: &Chunk) -> bool {
    chunk.role == Role::Paragraph
        && chunk.marker.is_none()
        && chunk.quote == 0
        && !chunk.broken
        && chunk.lines.len() <= 2
}

fn bare_heading(sheet: &Sheet, chunks: &[Chunk], at: usize, manner: Manner) -> Option<(&'static str, f32)> {
    let chunk = &chunks[at];
    let span = chunk.from..sheet.span(&chunk.lines).end;
    let text = &sheet.text[span];
    if sheet.declares(chunk.lines.start) {
        return Some(("the text itself lists it as a heading", 0.97));
    }
    if heading::edit_mark(text).is_some() {
        return Some(("a line that ends in [edit]", 0.99));
    }
    if manner.versions && is_version(sheet, chunks, at) {
        return Some(("the number of a version, as others in the text", 0.85));
    }
    if manner.edited || sheet.signs(text) || manner.spoken && is_quoted(text) {
        return None;
    }
    let alone = chunk.is_single()
        && (chunk.before > 0 || at == 0)
        && chunks.get(at + 1).is_some_and(|next| next.before > 0);
    if alone && chunk.indent <= sheet.base + 1 && heading::opens_division(text) {
        return Some(("the name of a division of a book", 0.9));
    }
    let known = || is_known_otherwise(sheet, chunks, at, text);
    if sheet.is_copied() {
        if heading::division(sheet.words(chunk.lines.start)).is_some() && heading::is_short_name(text) {
            return Some(("the name of a division of a book", 0.9));
        }
        let heading = chunks.get(at + 1).and_then(|next| copied_heading(sheet, chunk, next, text))?;
        return (heading::names_version(text) || !known()).then_some(heading);
    }
    unnumbered_heading(sheet, chunks, at, text, manner).filter(|_| !known())
}

/// A heading without a number in a text that no browser copied.
fn unnumbered_heading(
    sheet: &Sheet,
    chunks: &[Chunk],
    at: usize,
    text: &str,
    manner: Manner,
) -> Option<(&'static str, f32)> {
    let chunk = &chunks[at];
    let centred = is_centred(sheet, chunk);
    let out = chunk.indent <= sheet.base + 1;
    let named = manner.names && heading::is_name(text) || sheet.code_set_in && heading::is_call(text);
    // One of several lines of `Label: value` says what is so of a thing and names none.
    let told =
        |above: &Chunk| is_short_labelled(sheet, above) && !ends_sentence(sheet.words(above.lines.start));
    let labelled =
        || chunk.is_single() && heading::labelled_name(text).is_some() && !(at > 0 && told(&chunks[at - 1]));
    let named = named || manner.labels && labelled();
    if named && out && !sheet.set_in && stands_alone(sheet, chunks, at) {
        return Some(("a name by itself, as others in the text", 0.7));
    }
    let next = chunks.get(at + 1)?;
    if sheet.set_in {
        let named =
            heading::is_short_name(text) || heading::is_name(text) || is_broken_name(sheet, chunk, text);
        return printed_heading(sheet, chunk, next).filter(|_| named);
    }
    if !heading::is_short_name(text) || !(chunk.indent <= sheet.base + 1 || centred) {
        return None;
    }
    if !heading::is_title_like(text) {
        // After a comma the sentence goes on.
        let open = at > 0 && sheet.words(chunks[at - 1].lines.end - 1).ends_with(',');
        return lower_heading(sheet, chunk, next, text).filter(|_| !open);
    }
    if heading::is_labelled(text)
        && (is_short_labelled(sheet, next) || at > 0 && is_short_labelled(sheet, &chunks[at - 1]))
    {
        return None;
    }
    // What breaks off before a list goes on in its items.
    if next.marker.is_some() && heading::breaks_off(text) {
        return None;
    }
    if heading::division(text).is_some() && chunk.before > 0 && next.before > 0 {
        return Some(("the name of a division of a book", 0.9));
    }
    if next.before == 0 && !next.is_prose() || is_set_in(sheet, next) && !centred && manner.terms {
        return None;
    }
    if note::is_head(sheet, chunk) && note::is_note(next) {
        return Some(("the name of a list of notes over notes", 0.97));
    }
    if heading::division(text).is_some() {
        return Some(("the name of a division of a book", 0.9));
    }
    if heading::is_capitals(heading::bare(text)) && !text.contains('_') && text.split(' ').count() <= 12 {
        return Some(("a line in capitals", 0.85));
    }
    let apart = chunk.before > 0 || at == 0;
    let few = text.split(' ').count() <= 3;
    let open = manner.habit == Habit::Open;
    if !apart {
        return None;
    }
    let score = likelihood(sheet, text, next) - if !open { 0.0 } else { if few { 0.1 } else { 0.25 } };
    (score >= 0.5 && follows_heading(sheet, chunks, at))
        .then_some(("a short line by itself over other text", score.min(0.95)))
}

/// What a short line is when it is known to be no heading: the turn of a speaker, a name under "by", a caption, a
/// direction, a byline, or a centred line under a centred title.
fn is_known_otherwise(sheet: &Sheet, chunks: &[Chunk], at: usize, text: &str) -> bool {
    let chunk = &chunks[at];
    let signed = at > 0 && caption::is_by(sheet.words(chunks[at - 1].lines.start));
    // What is wholly in parentheses says how something was said, or what happened meanwhile.
    let direction = text.starts_with('(') && text.ends_with(')');
    // After a comma the sentence goes on: the name under a letter is no heading.
    let open =
        at > 0 && chunk.indent > sheet.base && sheet.words(chunks[at - 1].lines.end - 1).ends_with(',');
    let stage = sheet.script.is_some() && heading::is_capitals(text) && heading::division(text).is_none();
    let dated = masthead::is_date(text) && !heading::names_version(text);
    let addressed = text.contains('@') && text.contains('<') && text.contains('>')
        || text.contains(": ") && preamble::line(text, &mut Found::default());
    if stage
        || dated
        || addressed
        || chunk.speaker > 0
        || signed
        || open
        || direction
        || caption::is_none_of_a_heading(text)
    {
        return true;
    }
    // Centred lines under a centred title name the writer, the place or the year.
    let leads_in = chunks.get(at + 1).is_some_and(|next| next.lines.len() > 1 && !next.broken);
    let titled = is_centred(sheet, chunk)
        && !leads_in
        && (1..5).contains(&at)
        && chunks[..at].iter().all(|above| above.is_single() && is_centred(sheet, above));
    at < 5 && is_byline(text) || titled && heading::division(text).is_none()
}

/// A heading that is too long for a line, as a text browser prints it: both lines further out than the prose, or the second in
/// the middle.
pub fn is_broken_name(sheet: &Sheet, chunk: &Chunk, text: &str) -> bool {
    const WIDE: u32 = 60;
    let [first, second] = &sheet.lines[chunk.lines.clone()] else { return false };
    let in_line = |line: &Line| line.indent < sheet.base || line.indent >= sheet.base + 12;
    in_line(first) && in_line(second) && first.width >= WIDE && heading::is_long_name(text)
}

/// A heading as a text browser prints it: by itself, further out than the prose, or in by a little over what is not.
fn printed_heading(sheet: &Sheet, chunk: &Chunk, next: &Chunk) -> Option<(&'static str, f32)> {
    let listed = next.marker.is_some() && next.indent <= sheet.base + 3;
    let further_in = (sheet.base + 1..=sheet.base + 3).contains(&chunk.indent)
        && (next.indent <= sheet.base || listed)
        && chunk.is_single();
    let out = chunk.indent < sheet.base;
    let alone = chunk.before > 0 && next.before > 0;
    let centred = alone && chunk.is_single() && chunk.indent >= sheet.base + 12 && is_centred(sheet, chunk);
    if centred {
        return Some(("a line by itself in the middle", 0.75));
    }
    (alone && (out || further_in))
        .then_some(("a line by itself out of line with the prose", if out { 0.95 } else { 0.75 }))
}

/// A heading of a page copied from a browser stands directly over what it heads; a short paragraph never does.
fn copied_heading(sheet: &Sheet, chunk: &Chunk, next: &Chunk, text: &str) -> Option<(&'static str, f32)> {
    let named = sheet.copied.as_ref().is_some_and(|casts| casts[chunk.lines.start] == Cast::Heading);
    (named && next.before == 0).then(|| {
        let confidence = likelihood(sheet, text, next) + 0.2;
        ("a short line directly over other text, where paragraphs stand apart", confidence.clamp(0.5, 0.97))
    })
}

/// A line under the title that names the writer or the day.
fn is_byline(text: &str) -> bool {
    let words = text.split(' ').take(13).count();
    if words > 12 {
        return false;
    }
    let lower = text.to_lowercase();
    let by = [
        "by ",
        "author:",
        "von ",
        "written by ",
        "translated by ",
        "edited by ",
        "published",
        "posted",
        "updated",
        "date:",
        "作者",
        "translation:",
    ]
    .iter()
    .any(|opener| lower.starts_with(opener));
    // `Poems by Ada Quill`: what it is, and a name and nothing else.
    let named = text.split_once(" by ").is_some_and(|(_, name)| {
        (2..=4).contains(&name.split(' ').count())
            && name.split(' ').all(|word| word.starts_with(char::is_uppercase))
    });
    let year = lower
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()));
    let month = lower
        .split(|c: char| !c.is_alphabetic())
        .any(|word| word.len() >= 3 && month::number(word).is_some());
    let dated = words <= 6 && year && (month || !text.chars().any(char::is_alphabetic));
    by || named || dated
}

/// A short line that begins with a small letter, as the names of programs do, by itself over a full paragraph.
fn lower_heading(sheet: &Sheet, chunk: &Chunk, next: &Chunk, text: &str) -> Option<(&'static str, f32)> {
    let named = code::line_likeness(text) <= 1 && !text.contains(['{', '[', '$', '"', '=']);
    let begins = named
        && text.starts_with(char::is_alphabetic)
        && chunk.is_single()
        && chunk.before > 0
        && next.before > 0;
    let full = next.role == Role::Paragraph && next.marker.is_none() && next.indent <= sheet.base + 1 && {
        let said = &sheet.text[next.from..sheet.span(&next.lines).end];
        starts_upper(said) && super::line::columns(said) > 50 && said.ends_with(['.', ':'])
    };
    (begins && full && text.split(' ').count() <= 4 && !ends_sentence(text))
        .then_some(("a few small words by themselves over a paragraph", 0.55))
}

/// `Label: value` on a short line, as lines of metadata are.
pub fn is_short_labelled(sheet: &Sheet, chunk: &Chunk) -> bool {
    chunk.is_single() && sheet.lines[chunk.lines.start].width <= 70 && is_labelled(sheet, chunk)
}

pub fn is_labelled(sheet: &Sheet, chunk: &Chunk) -> bool {
    let words = sheet.words(chunk.lines.start);
    let words = &words[..super::words::floor(words, words.len().min(60))];
    chunk.role == Role::Paragraph && chunk.marker.is_none() && heading::is_labelled(words)
}

/// A paragraph set in under the line before, which then is a term or a lead-in and no heading.
pub fn is_set_in(sheet: &Sheet, chunk: &Chunk) -> bool {
    chunk.role == Role::Paragraph
        && chunk.marker.is_none()
        && (2..24).contains(&chunk.indent.saturating_sub(sheet.base))
        && chunk.speaker == 0
        && sheet.first_line != Some(chunk.indent)
        && !opens_set_in(sheet, chunk)
        && !is_centred(sheet, chunk)
}

/// Whether a paragraph is set in at its first line alone, as printers set paragraphs.
fn opens_set_in(sheet: &Sheet, chunk: &Chunk) -> bool {
    let rest = chunk.lines.start + 1..chunk.lines.end;
    !rest.is_empty() && rest.clone().all(|line| sheet.lines[line].indent <= sheet.base)
}

/// Whether what comes next can stand under a heading.
fn follows_heading(sheet: &Sheet, chunks: &[Chunk], at: usize) -> bool {
    let Some(next) = chunks.get(at + 1) else { return false };
    match next.role {
        Role::Item | Role::Code | Role::Table | Role::Heading | Role::Quote | Role::Verse => true,
        Role::Paragraph => {
            let text = &sheet.text[next.from..sheet.span(&next.lines).end];
            let own = chunks[at].lines.clone().map(|line| sheet.lines[line].width).sum::<u32>();
            // A line as short as this one and as bare may be a heading too; a third one in a row makes a list of names.
            let bare = heading::is_short_name(text) && super::line::columns(text) <= (own * 2).max(40);
            let third = chunks.get(at + 2).is_some_and(|third| {
                third.is_single()
                    && third.role == Role::Paragraph
                    && heading::is_title_like(sheet.words(third.lines.start))
            });
            if bare {
                !third
                    && (chunks.get(at + 2).is_some() || heading::closes(sheet.words(chunks[at].lines.start)))
            } else {
                let ended = text.ends_with([':', '.', '?', '!', '：', '。', '？', '！']);
                super::line::columns(text) > own || ended
            }
        }
        _ => false,
    }
}

/// A short line set in the middle between the margins.
pub fn is_centred(sheet: &Sheet, chunk: &Chunk) -> bool {
    let Some(margin) = sheet.wrapping.margin() else { return false };
    let line = &sheet.lines[chunk.lines.start];
    // Lines of different length that begin in one column are set in and not centred.
    if sheet.lines[chunk.lines.clone()]
        .iter()
        .skip(1)
        .any(|other| other.indent == line.indent && other.width.abs_diff(line.width) > 3)
    {
        return false;
    }
    let room = margin.saturating_sub(line.width);
    // Who centres with tabs means those of a typewriter, of eight columns.
    let tabs = sheet.text[line.start..line.from].bytes().take_while(|byte| *byte == b'\t').count();
    let typed = line.indent + 4 * u32::try_from(tabs).unwrap_or(0);
    if tabs >= 3 && room >= 8 && chunk.is_single() && typed.abs_diff(room / 2) <= 4 + room / 6 {
        return true;
    }
    room >= 8 && line.indent >= 6 && line.indent.abs_diff(room / 2) <= 4 + room / 6
}

/// Headings of nothing but notes.
fn note_heads(sheet: &Sheet, chunks: &mut [Chunk]) {
    for at in 0..chunks.len() {
        // One of several lists of notes, such as 4.1 before 4.2, is a section like others.
        let one_of_several = chunks[at].marker.is_some_and(|marker| marker.is_dotted());
        let may_head = matches!(chunks[at].role, Role::Heading | Role::Paragraph);
        if may_head && !one_of_several && note::is_head(sheet, &chunks[at]) {
            let mut under = chunks[at + 1..].iter().take_while(|next| next.role != Role::Heading).peekable();
            if under.peek().is_some() && under.all(note::is_note) {
                chunks[at].decide(Role::NoteHead, "the name of a list of notes over nothing but notes", 0.97);
            }
        }
    }
}

/// Items in a row that each open with a name and a dash: `- Gate – what is shut at night`.
fn dashed_leads(sheet: &Sheet, chunks: &mut [Chunk]) {
    const LEAST: usize = 3;
    let term = |chunk: &Chunk| {
        let marker = chunk.marker.filter(|marker| chunk.role == Role::Item && marker.is_bullet())?;
        let line = &sheet.lines[chunk.lines.start];
        let words = sheet.text.get(marker.content..line.to)?;
        let bytes = [" – ", " — ", " -- "].iter().filter_map(|dash| words.find(dash)).min()?;
        let name = &words[..bytes];
        let named = name.split(' ').count() <= 4
            && !name.contains([':', ',', ';', '.', '[', '*', '('])
            && starts_upper(name);
        named.then_some(bytes)
    };
    let mut at = 0;
    while at < chunks.len() {
        let terms: Vec<usize> = chunks[at..].iter().map_while(term).collect();
        if terms.len() >= LEAST {
            chunks[at..].iter_mut().zip(&terms).for_each(|(chunk, bytes)| chunk.speaker = *bytes);
        }
        at += terms.len().max(1);
    }
}

/// Paragraphs in a row that each open with a name and a colon: a dialogue, questions and answers, a glossary.
fn leads(sheet: &Sheet, chunks: &mut [Chunk]) {
    let opens = |chunk: &Chunk| {
        if chunk.role != Role::Paragraph || chunk.marker.is_some() {
            return false;
        }
        let words = sheet.words(chunk.lines.start);
        let words = &words[..super::words::floor(words, words.len().min(44))];
        words.split_once(": ").is_some_and(|(name, _)| {
            name.split(' ').count() <= 4
                && name.len() <= 40
                && starts_upper(name)
                && !name.contains(['.', ',', ';'])
        })
    };
    dashed_leads(sheet, chunks);
    let mut at = 0;
    while at < chunks.len() {
        let run = chunks[at..].iter().take_while(|chunk| opens(chunk)).count();
        if run >= 3 {
            chunks[at..at + run].iter_mut().for_each(|chunk| chunk.leads = true);
        }
        at += run.max(1);
    }
}
