//! Characters that turn the direction of writing: what they open, and what closes it again.
//!
//! A text in Hebrew or Arabic may need them. One that nothing closes turns all that follows it on a
//! page, also words that are not its own; an override shows letters in another order than they have.

const CLOSES_EMBEDDING: char = '\u{202c}';
const CLOSES_ISOLATE: char = '\u{2069}';

/// Languages that are written from right to left, and such scripts, as tags of languages name them.
const RIGHT_TO_LEFT: [&str; 13] =
    ["ar", "arc", "ckb", "dv", "fa", "he", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];
const RIGHT_TO_LEFT_SCRIPTS: [&str; 6] = ["adlm", "arab", "hebr", "nkoo", "syrc", "thaa"];

/// Whether a language is written from right to left; the script counts where the tag names one.
pub fn right_to_left(language: &str) -> bool {
    let mut parts = language.split(['-', '_']).map(str::to_ascii_lowercase);
    let first = parts.next().unwrap_or_default();
    match parts.find(|part| part.len() == 4) {
        Some(script) => RIGHT_TO_LEFT_SCRIPTS.contains(&script.as_str()),
        None => RIGHT_TO_LEFT.contains(&first.as_str()),
    }
}

/// Where lines begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Direction {
    pub fn of_language(language: &str) -> Direction {
        if right_to_left(language) { Direction::RightToLeft } else { Direction::LeftToRight }
    }

    /// Of a whole text: a third of its letters are enough for right to left, because texts in Arabic or Hebrew quote names
    /// and commands in Latin letters, and hardly the other way round.
    pub fn of_text<'a>(passages: impl Iterator<Item = &'a str> + Clone) -> Direction {
        if !passages.clone().any(may_run_right) {
            return Direction::LeftToRight;
        }
        let (mut right, mut all) = (0, 0);
        for passage in passages {
            let (of_passage, letters) = letters(passage);
            right += of_passage;
            all += letters;
        }
        if right * 3 > all { Direction::RightToLeft } else { Direction::LeftToRight }
    }

    /// The direction of a passage in a text of this one, if its letters run against it.
    pub fn against(self, passage: &str) -> Option<Direction> {
        if self == Direction::LeftToRight && !may_run_right(passage) {
            return None;
        }
        let (right, all) = letters(passage);
        match self {
            Direction::RightToLeft => (right == 0 && all > 0).then_some(Direction::LeftToRight),
            Direction::LeftToRight => (right * 2 > all).then_some(Direction::RightToLeft),
        }
    }

    /// As HTML names it.
    pub fn name(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }
}

/// How many letters are of scripts that run from right to left, and how many there are.
fn letters(text: &str) -> (usize, usize) {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    (letters().filter(|c| runs_right(*c)).count(), letters().count())
}

fn runs_right(c: char) -> bool {
    matches!(u32::from(c), 0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
}

/// The words, kept from turning what stands beside them on a line.
pub fn isolated(words: String) -> String {
    if may_run_right(&words) { format!("\u{2068}{words}\u{2069}") } else { words }
}

/// Whether a text has a first byte of such letters, which most texts have not.
fn may_run_right(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, 0xD6..=0xE0 | 0xEF | 0xF0))
}

/// Whether a character turns the direction of writing for those that follow it, or back.
pub fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What must follow a text so that nothing in it turns what comes behind; mostly nothing.
pub fn closing(text: &str) -> String {
    if !has_turns(text) {
        return String::new();
    }
    let mut open: Vec<char> = Vec::new();
    for c in text.chars() {
        match c {
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push(CLOSES_EMBEDDING),
            '\u{2066}'..='\u{2068}' => open.push(CLOSES_ISOLATE),
            CLOSES_EMBEDDING => drop(open.pop_if(|end| *end == CLOSES_EMBEDDING)),
            CLOSES_ISOLATE => {
                // It closes what was opened within the isolate, too.
                if let Some(at) = open.iter().rposition(|end| *end == CLOSES_ISOLATE) {
                    open.truncate(at);
                }
            }
            _ => {}
        }
    }
    open.into_iter().rev().collect()
}

/// Whether letters are shown in another order than they have, or turned and not turned back.
pub fn is_suspect(text: &str) -> bool {
    has_turns(text) && (text.contains(['\u{202d}', '\u{202e}']) || !closing(text).is_empty())
}

fn has_turns(text: &str) -> bool {
    // All of them begin with the same byte, as dashes and quotation marks do; the next two tell them apart.
    let bytes = text.as_bytes();
    bytes.contains(&0xe2)
        && bytes
            .windows(3)
            .any(|three| matches!(three, [0xe2, 0x80, 0xaa..=0xae] | [0xe2, 0x81, 0xa6..=0xa9]))
}

#[cfg(test)]
mod tests {
    use super::{closing, is_suspect, may_run_right, right_to_left, runs_right};

    #[test]
    fn letters_that_run_from_right_to_left_are_known_by_their_first_byte() {
        let right = ('\0'..=char::MAX).filter(|c| runs_right(*c));
        assert!(right.map(String::from).all(|letter| may_run_right(&letter)));
        assert!(!may_run_right("“Café” – naïve Ελλάδα, Москва; 你好"));
    }

    #[test]
    fn languages_are_written_in_one_direction_unless_the_script_says_otherwise() {
        assert!(right_to_left("ar") && right_to_left("he-IL") && right_to_left("az-Arab"));
        assert!(!right_to_left("en") && !right_to_left("zh-Hans") && !right_to_left("ar-Latn"));
    }

    #[test]
    fn what_is_open_is_closed_in_order() {
        assert_eq!(closing("plain – text"), "");
        assert_eq!(closing("\u{202b}a\u{202c} \u{2067}b\u{2069}"), "");
        assert_eq!(closing("\u{202b}a\u{2067}b"), "\u{2069}\u{202c}");
        assert_eq!(closing("\u{2067}a\u{202e}b\u{2069}"), "");
        assert_eq!(closing("\u{2067}a\u{202c}"), "\u{2069}");
        assert_eq!(closing("\u{202c}\u{2069}"), "");
    }

    #[test]
    fn only_what_misleads_is_suspect() {
        assert!(is_suspect("a\u{202e}b\u{202c}") && is_suspect("a\u{2066}b"));
        assert!(!is_suspect("in \u{202b}עברית\u{202c} and \u{2067}عربي\u{2069}"));
    }
}
