//! References to other subjects: after *see also* stands what the text's author would link.

use std::ops::Range;

/// Words that say that what follows is told of elsewhere, in small letters.
const CALLS: [&str; 33] = [
    "see also",
    "see",
    "related",
    "cf",
    "compare",
    "siehe auch",
    "siehe",
    "vgl",
    "vergleiche",
    "voir aussi",
    "voir",
    "véase también",
    "véase",
    "ver también",
    "vedi anche",
    "vedi",
    "veja também",
    "veja",
    "zie ook",
    "zie",
    "se även",
    "se også",
    "см. также",
    "см",
    "див. також",
    "див",
    "zobacz też",
    "zob",
    "viz",
    "另见",
    "参见",
    "参阅",
    "関連項目",
];
/// Bytes of a list of references that are looked at.
const NEAR: usize = 300;

/// Whether the words are by themselves in a list that follows such a call: `See also: A, B and C`.
pub fn is_referred_to(text: &str, span: &Range<usize>) -> bool {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let ends = after.is_empty()
        || after.starts_with([',', ';', '.', ')', '\n', '、', '，', '。', '）'])
        || after.starts_with(" and ");
    if !ends || before.is_empty() {
        return false;
    }
    // Most mentions stand behind a word that is no call and joins no list.
    let bare = before.trim_end();
    if !joins(bare) && !CALLS.iter().any(|call| ends_with(bare.trim_end_matches('.'), call)) {
        return false;
    }
    let near = (before.len().saturating_sub(NEAR)..).find(|at| before.is_char_boundary(*at)).unwrap_or(0);
    let list = before[near..].to_lowercase();
    let begins = list.match_indices(['.', '(', '（', '。', ';', '!', '?']).map(|(at, stop)| at + stop.len());
    std::iter::once(0).chain(begins).any(|at| {
        let call = list[at..].trim_start();
        CALLS
            .iter()
            .filter_map(|name| call.strip_prefix(name))
            .any(|items| is_list(items.trim_start_matches('.')))
    })
}

/// Whether small letters end words, whatever their case.
fn ends_with(words: &str, end: &str) -> bool {
    let tail = words.char_indices().rev().nth(end.chars().count() - 1).map(|(at, _)| &words[at..]);
    tail.is_some_and(|tail| tail.chars().flat_map(char::to_lowercase).eq(end.chars()))
}

/// Whether an item of a list may come next.
fn joins(words: &str) -> bool {
    words.ends_with([':', '：', ',', ';', '、', '，']) || ends_with(words, " and")
}

/// Whether it is blank, or ends where an item of a list begins.
fn is_list(items: &str) -> bool {
    let bare = items.trim();
    let parted = items.starts_with([' ', ':', '：']) || items.is_empty();
    parted && (bare.is_empty() || joins(bare)) && !bare.contains(['.', '(', '（', '。', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refers(text: &str, words: &str) -> bool {
        let start = text.find(words).unwrap_or(0);
        is_referred_to(text, &(start..start + words.len()))
    }

    #[test]
    fn what_is_called_by_itself_is_a_reference() {
        assert!(refers("See also: time", "time"));
        assert!(refers("It passes (see attention, time and play).", "play"));
        assert!(refers("It passes. Siehe auch Zeit, Spiel.", "Spiel"));
        assert!(refers("参见：时间、游戏。", "游戏"));
    }

    #[test]
    fn what_is_part_of_a_sentence_is_not() {
        assert!(!refers("I see time as a gift.", "time"));
        assert!(!refers("See the time of day.", "time"));
        assert!(!refers("See also: the end of time", "time"));
        assert!(!refers("Oversee: time", "time"));
    }
}
