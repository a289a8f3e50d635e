//! The lines over a text: a title with its byline and date close below it are three things, not one.

use super::chunk::{Chunk, Form};
use super::sheet::Sheet;

/// The most lines that a title, byline and date take together.
const LONGEST: usize = 4;

/// Parts the first chunk into its lines, if one of them is a byline or a date.
pub fn part(sheet: &Sheet, chunks: &mut Vec<Chunk>) {
    let Some(first) = chunks.first().filter(|chunk| chunk.form == Form::Prose && chunk.marker.is_none())
    else {
        return;
    };
    let lines = first.lines.clone();
    let words = |line: usize| sheet.text[sheet.span(&(line..line + 1))].trim();
    let names = |line: usize| is_byline(words(line)) || is_date(words(line));
    if !(2..=LONGEST).contains(&lines.len()) || first.quote > 0 || !lines.clone().skip(1).any(names) {
        return;
    }
    let part = |line: usize| {
        let mut part = first.clone();
        part.lines = line..line + 1;
        part.broken = false;
        if line > lines.start {
            part.from = sheet.lines[line].from;
            part.before = 1;
        }
        part
    };
    let parts: Vec<Chunk> = lines.clone().map(part).collect();
    chunks.splice(..1, parts);
}

/// "by A. Writer": a few words, the name in capitals.
fn is_byline(line: &str) -> bool {
    let name = line.strip_prefix("by ").or_else(|| line.strip_prefix("By "));
    name.is_some_and(|name| {
        name.starts_with(char::is_uppercase) && name.split(' ').count() <= 5 && !name.ends_with('.')
    })
}

/// "March 3, 1921", "4 May 1890": a year, and nothing beside it but a day and a month.
fn is_date(line: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let words = || line.split([' ', ',']).filter(|word| !word.is_empty());
    let is_month = |word: &str| {
        MONTHS.iter().any(|month| month.starts_with(word.trim_end_matches('.')) && word.len() > 2)
    };
    let is_number = |word: &str| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_day = |word: &str| is_number(word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']));
    (1..=3).contains(&words().count())
        && words().any(|word| word.len() == 4 && is_number(word))
        && words().all(|word| is_month(word) || is_number(word) || is_day(word))
}

#[cfg(test)]
mod tests {
    use super::super::tests::outline;

    #[test]
    fn a_title_ends_where_the_byline_begins() {
        let text = "ON TOWNS\nby John Smith\nMarch 3, 1921\n\nTowns are older than the states that hold them, and they last.\n";
        let seen = outline(text);
        assert!(
            seen.starts_with("title: ON TOWNS\nparagraph: by John Smith\nparagraph: March 3, 1921\n"),
            "{seen}"
        );
    }

    #[test]
    fn a_first_paragraph_that_names_a_year_stays_whole() {
        let text = "The towns were older than the state in those days, and so it went on\nuntil the year\n1921\nwhen all was over, as we know from the books that were kept.\n";
        assert!(outline(text).starts_with("paragraph: The towns were older"), "{}", outline(text));
    }
}
