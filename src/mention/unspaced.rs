//! Where words of Chinese and Japanese end, as far as single characters tell.
//!
//! A phrase is found wherever its characters stand. Most that follows it is another word (`服务` in `服务发现`,
//! service discovery), but a few characters make one word of it and themselves: `服务器` is a server.

use super::token::{is_katakana, is_unspaced};
use std::ops::Range;

/// Characters that make another word of the one before them, and those after them that show that they
/// begin the next one instead: in `节点性能` a node has performance.
const SUFFIXES: [(char, &str); 7] = [
    ('者', ""),
    ('器', "官具材件械"),
    ('员', "工"),
    ('員', "工"),
    ('化', "学石工妆解學粧"),
    ('性', "能质別别格情命質"),
    ('率', "领先"),
];

/// A phrase in katakana is part of another word where fewer letters of katakana stand beside it than these: `ポート`, a
/// port, is no word of `サポート`, support, nor `データ` one of `データベース`. What is longer is mostly another word of a compound,
/// unless the phrase is shorter than most words are: `イン` is no word of `インストール`.
const SHORTEST_BESIDE: usize = 4;
const SHORTEST_PART: usize = 3;

/// Whether words are part of a longer one that is written without a blank.
pub fn is_part(text: &str, span: &Range<usize>) -> bool {
    goes_on(&text[span.start..], span.len()) || is_part_of_katakana(text, span)
}

/// Whether the word goes on behind a phrase, which is so many bytes from the beginning of the text.
fn goes_on(text: &str, phrase: usize) -> bool {
    let (phrase, rest) = text.split_at(phrase);
    let mut rest = rest.chars();
    let Some(next) = rest.next().filter(|c| !c.is_ascii()) else { return false };
    let suffix = SUFFIXES.iter().find(|(suffix, _)| *suffix == next);
    let after = rest.next();
    let begins_next = |others: &str| after.is_some_and(|after| others.contains(after));
    suffix.is_some_and(|(_, others)| phrase.ends_with(is_unspaced) && !begins_next(others))
}

fn is_part_of_katakana(text: &str, span: &Range<usize>) -> bool {
    let (before, phrase, after) = (&text[..span.start], &text[span.clone()], &text[span.end..]);
    let is_inside = |own: usize, beside: usize| {
        own > 0 && beside > 0 && (own < SHORTEST_PART || beside < SHORTEST_BESIDE)
    };
    // `サーバー` is `サーバ`.
    let is_long_vowel = || katakana(after.chars()) == 1 && after.starts_with('ー');
    is_inside(katakana(phrase.chars()), katakana(before.chars().rev()))
        || is_inside(katakana(phrase.chars().rev()), katakana(after.chars())) && !is_long_vowel()
}

/// How many of the first letters are katakana, as far as it matters.
fn katakana(letters: impl Iterator<Item = char>) -> usize {
    letters.take(SHORTEST_BESIDE).take_while(|c| is_katakana(*c)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suffix_makes_another_word() {
        for (text, phrase) in [("服务器", "服务"), ("労働者は", "労働"), ("容器化。", "容器")]
        {
            assert!(goes_on(text, phrase.len()), "{text}");
        }
        for (text, phrase) in
            [("服务发现", "服务"), ("节点性能", "节点"), ("Pod 器", "Pod"), ("服务", "服务")]
        {
            assert!(!goes_on(text, phrase.len()), "{text}");
        }
    }

    #[test]
    fn a_word_of_katakana_is_no_part_of_another() {
        let is_part = |text: &str, phrase: &str| {
            let start = text.find(phrase).expect("the text has the phrase");
            is_part(text, &(start..start + phrase.len()))
        };
        for (text, phrase) in
            [("サポートする", "ポート"), ("データベース", "データ"), ("インストール", "イン")]
        {
            assert!(is_part(text, phrase), "{text}");
        }
        for (text, phrase) in [
            ("ポート番号", "ポート"),
            ("このデータは", "データ"),
            ("ファイルシステム", "ファイル"),
            ("ファイルシステム", "システム"),
            ("サーバーが", "サーバ"),
            ("データ・センター", "データ"),
            ("カードの種類", "種類"),
        ] {
            assert!(!is_part(text, phrase), "{text}");
        }
    }
}
