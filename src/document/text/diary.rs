//! Days over what was written on them: `Tues. 4 March.`, `4. März 1902`.

use super::sheet::Sheet;
use crate::document::month;
use std::collections::HashSet;

/// The lines that are nothing but a day, where several begin passages; the same day twice is none.
pub fn days(sheet: &Sheet) -> HashSet<usize> {
    let lines = &sheet.lines;
    let opens = |at: &usize| {
        let line = &lines[*at];
        !line.is_blank()
            && (*at == 0 || lines[*at - 1].is_blank())
            && line.quote == 0
            && line.indent <= sheet.base + 1
            && line.width <= 40
            && line.words(sheet.text).bytes().any(|byte| byte.is_ascii_digit())
            && is_day(line.words(sheet.text))
    };
    let days: HashSet<usize> = (0..lines.len()).filter(opens).collect();
    let names: HashSet<&str> = days.iter().map(|at| sheet.words(*at)).collect();
    if days.len() >= 3 && names.len() * 4 >= days.len() * 3 && !sheet.is_copied() {
        days
    } else {
        HashSet::new()
    }
}

const WEEKDAYS: [&str; 24] = [
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
];

/// Whether words are a day and nothing else: the name of a month or of a weekday, and a number.
fn is_day(words: &str) -> bool {
    let mut tokens = words.split([' ', ',', '.', ':']).filter(|token| !token.is_empty());
    let (mut named, mut numbered, mut count) = (false, false, 0);
    let only = tokens.all(|token| {
        count += 1;
        let bare = token.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let number = !bare.is_empty() && bare.len() <= 4 && bare.bytes().all(|byte| byte.is_ascii_digit());
        let ordinal = number && matches!(&token[bare.len()..], "" | "st" | "nd" | "rd" | "th");
        let lower = token.to_lowercase();
        let name = WEEKDAYS.contains(&lower.as_str()) || month::number(&lower).is_some();
        named |= name;
        numbered |= ordinal;
        name || ordinal || count > 1 && matches!(token, "the" | "of")
    });
    only && named && numbered && count <= 6
}

#[cfg(test)]
mod tests {
    use super::super::tests::outline;

    #[test]
    fn days_head_what_was_written_on_them() {
        let text = "DIARY OF A LOCK-KEEPER\n\nMon. 3 March 1902.\nWind N.W. Eleven boats. The lower paddle is stiff again and I have\nwritten to the Board about it for the third time.\n\nTues. 4 March.\nRain. No boats but the coal.\n\nThurs. 6 March.\n\nCounted the paddles. There are four.\n";
        let seen = outline(text);
        assert_eq!(seen.matches("heading2").count(), 3, "{seen}");
        assert!(seen.contains("heading2: Tues. 4 March.\nparagraph: Rain."), "{seen}");
        let seen =
            outline("He came.\n\nOn 4 May\nhe went, and in May\nhe died.\n\nMay 4\nwas a day like others.\n");
        assert!(!seen.contains("heading"), "{seen}");
    }
}
