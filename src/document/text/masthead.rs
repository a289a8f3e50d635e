//! The lines over a text: a title with its byline and date close below it are three things, not one.

use super::chunk::{Chunk, Form, Role};
use super::furniture::Apart;
use super::line::Line;
use super::sheet::{self, Sheet};
use super::{heading, preamble};
use crate::document::{Found, month};

/// The most lines that a title, byline and date take together.
const LONGEST: usize = 4;
/// The same where each line under the title names a writer, a version or a day.
const SIGNED: usize = 12;
/// The most lines about a text that are taken away.
const MOST: usize = 40;

/// Parts the first chunk into its lines, if one of them is a byline or a date; or the second, under a title.
pub fn part(sheet: &Sheet, chunks: &mut Vec<Chunk>) {
    let words = |line: usize| sheet.text[sheet.span(&(line..line + 1))].trim();
    let names = |line: usize| is_masthead(words(line)) || preamble::line(words(line), &mut Found::default());
    let titled = |chunk: &Chunk| chunk.is_single() && heading::is_short_name(words(chunk.lines.start));
    for at in 0..chunks.len().min(2) {
        let chunk = &chunks[at];
        let lines = chunk.lines.clone();
        let plain = chunk.form == Form::Prose
            && chunk.marker.is_none()
            && chunk.quote == 0
            && !is_letterhead(sheet, chunk);
        let signed = at == 0
            && (3..=SIGNED).contains(&lines.len())
            && lines.clone().skip(1).all(names)
            && lines.clone().any(|line| is_dated(words(line)));
        let fits = signed || (2..=LONGEST).contains(&lines.len());
        if at == 0 && plain && fits && says_more(sheet, chunk) {
            let title = of_line(sheet, chunk, lines.start);
            let mut rest = of_line(sheet, chunk, lines.start + 1);
            rest.lines.end = lines.end;
            rest.broken = true;
            chunks.splice(0..1, [title, rest]);
            return;
        }
        let told = if at == 0 { lines.clone().skip(1).any(names) } else { lines.clone().all(names) };
        if plain && fits && told && (at == 0 || titled(&chunks[0])) {
            let parts: Vec<Chunk> = lines.clone().map(|line| of_line(sheet, &chunks[at], line)).collect();
            chunks.splice(at..=at, parts);
            return;
        }
        if !titled(&chunks[0]) {
            return;
        }
    }
}

/// Whether what stands close under the first line of a text is no more of its title: what kind of text it is, its version,
/// who gave it and where. A title of two lines goes on instead.
fn says_more(sheet: &Sheet, chunk: &Chunk) -> bool {
    let lines = chunk.lines.clone();
    let words = |line: usize| sheet.words(line);
    let (first, second) = (words(lines.start), words(lines.start + 1));
    let last = first.rsplit(' ').next().unwrap_or("").to_lowercase();
    let open = super::wrap::dangles(&format!("a {last}"));
    let forced = |line: usize| sheet.wrapping.forces(sheet.text, &sheet.lines[line], &sheet.lines[line + 1]);
    let short = |line: usize| sheet.lines[line].width <= 72 && !sheet::ends_sentence(words(line));
    let tells = second.split(' ').count() <= 2 && !heading::is_capitals(first)
        || second.bytes().any(|byte| byte.is_ascii_digit())
        || second.contains(" by ")
        || second.split_once(", ").is_some_and(|(name, _)| name.split(' ').count() <= 4);
    chunk.role == Role::Paragraph
        && heading::is_title_like(first)
        && sheet::starts_upper(second)
        && !second.contains(':')
        && !open
        && !lines.clone().take(lines.len() - 1).any(forced)
        && lines.clone().all(short)
        && !lines.clone().skip(1).any(|line| is_masthead(words(line)))
        && tells
}

/// The place and date over a letter: lines far to the right, flush with one another on one side.
pub fn is_letterhead(sheet: &Sheet, chunk: &Chunk) -> bool {
    const RIGHT: u32 = 24;
    let lines = &sheet.lines[chunk.lines.clone()];
    let flush = |pair: &[Line]| pair[0].indent == pair[1].indent || pair[0].right() == pair[1].right();
    lines.len() >= 2
        && lines.iter().all(|line| line.indent >= sheet.base + RIGHT)
        && lines.windows(2).all(flush)
}

fn of_line(sheet: &Sheet, chunk: &Chunk, line: usize) -> Chunk {
    let mut part = chunk.clone();
    part.lines = line..line + 1;
    part.broken = false;
    if line > chunk.lines.start {
        part.from = sheet.lines[line].from;
        part.before = 1;
    }
    part
}

/// Takes away the lines close under the title that name the writer, the day or the place the text
/// is from, if they can be nothing else.
pub fn take(sheet: &Sheet, chunks: &mut Vec<Chunk>, found: &mut Found) -> Vec<Apart> {
    let mut removed = Vec::new();
    let words = |chunk: &Chunk| sheet.text[sheet.span(&chunk.lines)].trim();
    let short = |chunk: &Chunk| {
        chunk.form == Form::Prose && chunk.is_single() && chunk.quote == 0 && chunk.marker.is_none()
    };
    // The first of several messages does not speak for all of them.
    let one_of_many = |chunk: &Chunk| sheet.title.is_none() && sheet.declares(chunk.lines.start);
    if chunks.first().is_some_and(one_of_many) {
        return removed;
    }
    // Names and addresses that no day follows are what the text says.
    let mut over = chunks.iter().skip(1).take(SIGNED).take_while(|chunk| short(chunk));
    let dated = over.any(|chunk| is_dated(words(chunk)));
    let mut at = 1;
    while at < chunks.len().min(LONGEST + 1) && removed.len() < MOST && short(&chunks[at]) {
        let titled = short(&chunks[0]) && heading::is_short_name(words(&chunks[0]));
        let line = words(&chunks[at]);
        let read = titled && at + 1 < chunks.len() && {
            if is_byline(line) {
                let names = preamble::authors(&line[3..]);
                let named = !names.is_empty();
                found.authors =
                    if found.authors.is_empty() { names } else { std::mem::take(&mut found.authors) };
                named
            } else if let Some(name) = signed(line).filter(|_| dated) {
                found.authors.push(name.to_owned());
                true
            } else if let Some(day) = versioned(line).filter(|_| !found.authors.is_empty()) {
                found.date.get_or_insert_with(|| day.to_owned());
                true
            } else if is_date(line) && (line.contains(' ') || is_wide_date(line)) {
                found.date.get_or_insert_with(|| line.to_owned());
                true
            } else {
                preamble::line(line, found)
            }
        };
        if read {
            let source = sheet.span(&chunks[at].lines);
            let said = &sheet.text[source.clone()];
            removed.push(Apart::metadata(said, source, "a byline, date or source under the title", 0.8));
            let gap = chunks.remove(at).before;
            chunks[at].before = chunks[at].before.max(gap);
        } else if heading::is_short_name(line) && at + 1 < chunks.len() && is_masthead(words(&chunks[at + 1]))
        {
            at += 1;
        } else {
            break;
        }
    }
    removed
}

fn is_masthead(line: &str) -> bool {
    is_byline(line) || is_date(line) || signed(line).is_some() || versioned(line).is_some()
}

fn is_dated(line: &str) -> bool {
    is_date(line) || versioned(line).is_some()
}

/// `Ada Keeper <ada@example.org>`, `Ada Keeper, ada@example.org`: the name.
fn signed(line: &str) -> Option<&str> {
    let (name, address) = line.rsplit_once(' ').filter(|_| line.ends_with('>') || line.contains('@'))?;
    let inner = address.trim_start_matches('<').trim_end_matches('>');
    let addressed = inner.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'));
    let name = name.trim_end_matches([',', ' ']);
    let word = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase()) || matches!(word, "de" | "van" | "von" | "der")
    };
    let named =
        (2..=5).contains(&name.split(' ').count()) && name.split(' ').all(word) && !name.contains([':', '@']);
    (addressed && named).then_some(name)
}

/// `v2.8, Oct 29, 2000`, `Version 1.1, November 2008`: the day of the version.
fn versioned(line: &str) -> Option<&str> {
    let (version, day) = line.split_once(", ")?;
    let number = ["Version ", "Revision ", "Release ", "Draft ", "version ", "v"]
        .iter()
        .find_map(|name| version.strip_prefix(name))?;
    let counted = !number.contains(' ') && number.contains(|c: char| c.is_ascii_digit());
    (counted && is_date(day)).then_some(day)
}

/// "by A. Writer": a few words, the name in capitals.
fn is_byline(line: &str) -> bool {
    let name = line.strip_prefix("by ").or_else(|| line.strip_prefix("By "));
    name.is_some_and(|name| {
        let small = |word: &str| {
            matches!(
                word,
                "and" | "&" | "de" | "van" | "von" | "der" | "la" | "del" | "di" | "da" | "bin" | "al"
            )
        };
        let named = |word: &str| word.starts_with(char::is_uppercase) || small(word);
        name.starts_with(char::is_uppercase)
            && (2..=8).contains(&name.split(' ').count())
            && name.split(' ').all(named)
            && !name.ends_with(['.', '!', '?', ':'])
            && !name.contains(',')
    })
}

/// "2009年3月": numbers, and after each what it counts.
fn is_wide_date(line: &str) -> bool {
    let mut rest = line;
    let mut parts = 0;
    for unit in ['年', '月', '日'] {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        match rest[digits..].strip_prefix(unit) {
            Some(after) if digits > 0 && (unit != '年' || digits == 4) => (rest, parts) = (after, parts + 1),
            _ => break,
        }
    }
    parts > 0 && rest.is_empty() && line.contains('年')
}

/// "March 3, 1921", "4. Mai 1890", "4 de marzo de 1921": a year, and nothing beside it but a day and a month.
pub fn is_date(line: &str) -> bool {
    if is_wide_date(line) {
        return true;
    }
    let words: Vec<&str> = line.split([' ', ',']).filter(|word| !word.is_empty()).take(6).collect();
    let particle = |word: &str| matches!(word, "de" | "of" | "г." | "года");
    let is_month =
        |word: &str| word.starts_with(char::is_alphabetic) && month::number(&word.to_lowercase()).is_some();
    let is_number = |word: &str| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_day = |word: &str| is_number(word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h', 'e', '.', 'º']));
    let told: Vec<&str> = words.iter().copied().filter(|word| !particle(word)).collect();
    (1..=3).contains(&told.len())
        && words.len() <= 5
        && !particle(words.first().unwrap_or(&""))
        && told.iter().any(|word| word.len() == 4 && is_number(word))
        && told.iter().all(|word| is_month(word) || is_number(word) || is_day(word))
}

#[cfg(test)]
mod tests {
    use super::super::recover;
    use super::super::tests::outline;
    use super::*;
    use crate::document::Why;

    #[test]
    fn a_title_ends_where_the_byline_begins() {
        let text = "ON TOWNS\nby John Smith\nMarch 3, 1921\n\nTowns are older than the states that hold them, and they last.\n";
        let parsed = recover("seed.txt", text).0.parsed;
        assert_eq!(
            outline(text),
            "title: ON TOWNS\nparagraph: Towns are older than the states that hold them, and they last.\n"
        );
        assert_eq!(
            (parsed.found.authors.as_slice(), parsed.found.date.as_deref()),
            (&["John Smith".to_owned()][..], Some("March 3, 1921"))
        );
        assert!(
            parsed.removed.iter().all(|removed| removed.why == Why::Metadata) && parsed.removed.len() == 2
        );
    }

    #[test]
    fn a_title_page_may_name_several_writers_and_a_version() {
        let text = "  The Lock FAQ\n  Ada Keeper <ada@example.org>\n  Jan van der Water, jan@example.org\n  Bo Lee <bo@example.org>\n  Ida Gate <ida@example.org>\n  Version pre1.0, November 2008\n\n  Frequent questions about locks, and what keepers say to them when they are asked\n  in the evening.\n\n  A lock keeps water where it is, and lets it go when somebody asks it to, which\n  happens often enough.\n";
        let parsed = recover("seed.txt", text).0.parsed;
        assert!(
            outline(text).starts_with("title: The Lock FAQ\nparagraph: Frequent questions"),
            "{}",
            outline(text)
        );
        assert_eq!(parsed.found.authors, ["Ada Keeper", "Jan van der Water", "Bo Lee", "Ida Gate"]);
        assert_eq!(parsed.found.date.as_deref(), Some("November 2008"));
        super::super::properties::nothing_is_lost(text);
    }

    #[test]
    fn names_that_no_day_follows_and_the_version_of_a_licence_stay() {
        let list = "Authors\nAda Keeper <ada@example.org>\nBo Lee <bo@example.org>\n\nThey built the lock, and then they went home and slept until the morning.\n";
        assert!(outline(list).contains("Bo Lee"), "{}", outline(list));
        let licence = "THE LOCK LICENCE\nVersion 3, 29 June 2007\n\nEverybody may open the lock, and nobody may close it when a boat is under way.\n";
        assert!(outline(licence).contains("Version 3, 29 June 2007"), "{}", outline(licence));
    }

    #[test]
    fn dates_are_known_in_many_languages() {
        for date in [
            "4. Mai 1890",
            "4 mars 1921",
            "4 de marzo de 1921",
            "5 декабря 1936 г.",
            "March 3rd, 1921",
            "Sept. 1921",
        ] {
            assert!(is_date(date), "{date}");
        }
        for other in ["1921", "Plan 1921", "de marzo de 1921", "4 5 6 1921", "Mai und Juni 1890"] {
            assert!(!is_date(other) || other == "1921", "{other}");
        }
    }

    #[test]
    fn an_opinion_piece_names_its_writer_and_its_source() {
        let text = "Socialism is back\n\nBy Ash Sarkar\nPublished: 12 May 2019\nSource: https://example.org/opinion\n\nThe young have had enough of it, and they want something new.\n";
        let found = recover("seed.txt", text).0.parsed.found;
        assert_eq!(found.authors, ["Ash Sarkar"]);
        assert_eq!(
            (found.date.as_deref(), found.source.as_deref()),
            (Some("12 May 2019"), Some("https://example.org/opinion"))
        );
    }

    #[test]
    fn what_only_begins_like_a_byline_stays() {
        for line in ["By Jove, he was right", "By Then It Was Over.", "By the sea", "Date: a fruit"] {
            let text = format!(
                "On fruit\n\n{line}\n\nThere was nothing more to say of it than what had been said before.\n"
            );
            assert!(outline(&text).contains(line), "{line}: {}", outline(&text));
            assert_eq!(recover("seed.txt", &text).0.parsed.found, Found::default(), "{line}");
        }
    }

    #[test]
    fn a_first_paragraph_that_names_a_year_stays_whole() {
        let text = "The towns were older than the state in those days, and so it went on\nuntil the year\n1921\nwhen all was over, as we know from the books that were kept.\n";
        assert!(outline(text).starts_with("paragraph: The towns were older"), "{}", outline(text));
    }

    #[test]
    fn a_letterhead_keeps_its_lines_and_is_no_title() {
        let at = " ".repeat(50);
        let text = format!(
            "{at}12 St James's Square\n{at}London\n{at}10 July 1843\n\nDear Mr Babbage,\n\nI am working very hard for you; like the Devil in fact; (which perhaps I\nam). I think you will be pleased.\n"
        );
        assert!(
            outline(&text)
                .starts_with("paragraph: 12 St James's Square / London / 10 July 1843\nparagraph: Dear"),
            "{}",
            outline(&text)
        );
    }

    #[test]
    fn a_motto_is_a_quotation_with_its_author() {
        let text = "THE PLAN\n\n        \"He who does not plan\n         plans to fail.\"\n                        -- Benjamin Franklin\n\nPlans are old. They were made by the Egyptians, and by many others, before they had\na name, and they will be made when we are gone.\n";
        assert!(
            outline(text)
                .contains("quote1: \"He who does not plan / plans to fail.\" / -- Benjamin Franklin\n"),
            "{}",
            outline(text)
        );
        let code = "To list them, one runs this:\n\n        ls --all\n        rm --force x\n\nAnd that is all there is to it.\n";
        assert!(outline(code).contains("code: ls --all / rm --force x\n"), "{}", outline(code));
    }
}
