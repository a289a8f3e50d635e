//! Japanese: one word is written in several ways, with a long vowel or without, with the endings of its verbs or
//! without.

use super::super::token::is_katakana;

/// Letters with the vowel `a`, after which `-er`, `-or` and `-ar` are written with a long vowel or without; and others
/// that foreign words end in.
const BEFORE_LONG: &str = "アカサタナハマヤラワガザダバパャァリギ";
/// Shorter words in katakana would be others: `カバ` is no `カバー`.
const SHORTEST: usize = 4;
/// Within a compound there must be as many letters before and after.
const BESIDE: usize = 3;
/// Sounds that are written in two ways, the one with small letters first.
const SOUNDS: [(&str, &str); 8] = [
    ("ヴァ", "バ"),
    ("ヴィ", "ビ"),
    ("ヴェ", "ベ"),
    ("ヴォ", "ボ"),
    ("ヴ", "ブ"),
    ("ウィ", "ウイ"),
    ("ウェ", "ウエ"),
    ("ウォ", "ウオ"),
];
/// Ends of verbs that are left out between two characters.
const ENDINGS: &str = "いきぎしちにびみりえけげせてねべめれ";

/// Other ways of writing a phrase.
pub fn spellings(phrase: &str) -> Vec<String> {
    let mut spellings = Vec::new();
    let mut add = |spelling: String| {
        if spelling != phrase && !spellings.contains(&spelling) {
            spellings.push(spelling);
        }
    };
    let letters: Vec<char> = phrase.chars().collect();
    long_vowels(&letters).into_iter().for_each(&mut add);
    verbs(&letters).into_iter().for_each(&mut add);
    if letters.iter().any(|c| is_katakana(*c)) {
        add(without_dots(&letters));
        add(SOUNDS.iter().fold(phrase.to_owned(), |words, (one, other)| words.replace(one, other)));
        add(phrase.replace("ウイン", "ウィン").replace("ウエブ", "ウェブ"));
    }
    spellings
}

/// `サーバ` for `サーバー`, `エディターツールバー` for `エディタツールバー`: each place by itself, and all long vowels at
/// the ends of words left out.
fn long_vowels(letters: &[char]) -> Vec<String> {
    let mut spellings = Vec::new();
    let mut all = letters.to_vec();
    for at in (0..letters.len()).rev() {
        let before = letters[..at].iter().rev().take_while(|c| is_katakana(**c)).count();
        let after = letters[at + 1..].iter().take_while(|c| is_katakana(**c)).count();
        let has_room = |before: usize, after: usize| match after {
            0 => before + 1 >= SHORTEST,
            _ => before >= BESIDE && after >= BESIDE,
        };
        if letters[at] == 'ー' && has_room(before, after) {
            spellings.push(without(letters, at));
            if after == 0 {
                all.remove(at);
            }
        }
        // At the very end the text may have it all the same.
        let is_last = at + 1 == letters.len();
        let ends_long = letters.get(at + 1) == Some(&'ー');
        if BEFORE_LONG.contains(letters[at]) && !ends_long && !is_last && has_room(before + 1, after) {
            let mut longer = letters.to_vec();
            longer.insert(at + 1, 'ー');
            spellings.push(longer.into_iter().collect());
        }
    }
    spellings.push(all.into_iter().collect());
    spellings
}

/// `取消し` and `取消` for `取り消し`.
fn verbs(letters: &[char]) -> Vec<String> {
    let is_han = |c: Option<&char>| c.is_some_and(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
    let is_between = |at: &usize| {
        ENDINGS.contains(letters[*at]) && is_han(letters.get(at - 1)) && is_han(letters.get(at + 1))
    };
    let Some(at) = (1..letters.len()).find(is_between) else { return Vec::new() };
    let shorter = without(letters, at);
    // The second verb ends behind its character.
    let is_end = letters.get(at + 2).is_some_and(|c| ENDINGS.contains(*c))
        && letters.get(at + 3).is_none_or(|c| is_han(Some(c)) || is_katakana(*c));
    let shortest = is_end.then(|| {
        let letters = letters.iter().enumerate().filter(|(place, _)| *place != at && *place != at + 2);
        letters.map(|(_, c)| c).collect()
    });
    std::iter::once(shorter).chain(shortest).collect()
}

fn without_dots(letters: &[char]) -> String {
    let is_dot = |at: &usize| {
        let is_foreign = |c: Option<&char>| c.is_some_and(|c| is_katakana(*c));
        letters[*at] == '・' && *at > 0 && is_foreign(letters.get(at - 1)) && is_foreign(letters.get(at + 1))
    };
    (0..letters.len()).filter(|at| !is_dot(at)).map(|at| letters[at]).collect()
}

fn without(letters: &[char], at: usize) -> String {
    letters[..at].iter().chain(&letters[at + 1..]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_written_in_several_ways() {
        assert_eq!(spellings("サーバー"), ["サーバ"]);
        assert!(spellings("エディタツールバー").contains(&"エディターツールバー".to_owned()));
        assert!(spellings("エディターツールバー").contains(&"エディタツールバー".to_owned()));
        assert_eq!(spellings("ユーザ名"), ["ユーザー名"]);
        assert!(spellings("カテゴリ一覧").contains(&"カテゴリー一覧".to_owned()));
        assert_eq!(spellings("取り消し"), ["取消し", "取消"]);
        assert_eq!(spellings("組み込み関数"), ["組込み関数", "組込関数"]);
        assert!(spellings("コンテナ・ランタイム").contains(&"コンテナランタイム".to_owned()));
        assert_eq!(spellings("ヴァイオリン"), ["バイオリン"]);
    }

    #[test]
    fn short_words_would_be_others() {
        for phrase in ["カバー", "バス", "生産・分配", "服の色", "カタログ"] {
            assert_eq!(spellings(phrase), [""; 0], "{phrase}");
        }
    }
}
