//! Short forms and the words that they stand for, as texts introduce them: `Left Opposition (LO)`.

use super::token::tokens;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Characters of a short form.
const SHORT: Range<usize> = 2..9;
/// Bytes before a bracket in which the words are sought that it is short for.
const NEAR: usize = 1_000;

/// Words in brackets, and where they stand: `(LO)`, `（LO）`.
pub fn bracketed(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    // Each is sought by itself, which is far faster than looking at every character for both.
    let mut opens: Vec<(usize, &str)> = text.match_indices('(').chain(text.match_indices('（')).collect();
    opens.sort_unstable();
    opens.into_iter().filter_map(|(at, open)| {
        let start = at + open.len();
        let rest = &text[start..];
        let end = rest.find([')', '）', '(', '（', '\n'])?;
        let closed = rest[end..].starts_with([')', '）']);
        (closed && end > 0).then_some(start..start + end)
    })
}

/// Whether a word looks like a short form: mostly capitals, or capitals and digits.
pub fn is_short_form(word: &str) -> bool {
    let letters = word.strip_suffix('s').unwrap_or(word);
    let capitals = letters.chars().filter(|c| c.is_uppercase()).count();
    SHORT.contains(&letters.chars().count())
        && letters.chars().all(char::is_alphanumeric)
        && capitals >= 2
        && 2 * capitals >= letters.chars().count()
}

/// The words before a bracket for which the short form in it stands, or nothing.
pub fn long_form<'a>(before: &'a str, short: &str) -> &'a str {
    let near = before.len().saturating_sub(NEAR);
    let near = (near..=before.len()).find(|at| before.is_char_boundary(*at)).unwrap_or(0);
    let before = &before[near..];
    let starts: Vec<usize> = tokens(before).map(|span| span.start).collect();
    let most = short.chars().count() + 3;
    let mut tails = starts.iter().rev().take(most).map(|start| &before[*start..]);
    tails.find(|tail| stands_for(short, tail)).unwrap_or("")
}

/// Whether `short` may stand for these words: its letters are their initials, in order, and no word
/// of weight is passed over. Letters beyond the initials are inner ones: `HTTP`, hypertext.
pub fn stands_for(short: &str, long: &str) -> bool {
    let short = short.strip_suffix('s').unwrap_or(short);
    // The digits of a version are not spelled out: `POP3`.
    let short = short.trim_end_matches(|c: char| c.is_ascii_digit());
    let letters: Vec<char> = short.chars().flat_map(char::to_lowercase).collect();
    let words: Vec<Vec<char>> =
        tokens(long).map(|span| long[span].chars().flat_map(char::to_lowercase).collect()).collect();
    let begins = words.first().is_some_and(|word| word.first() == letters.first());
    words.len() > 1 && begins && fits(&letters, &words, letters.len().saturating_sub(words.len()))
}

fn fits(letters: &[char], words: &[Vec<char>], inner: usize) -> bool {
    let Some((word, rest)) = words.split_first() else { return letters.is_empty() };
    let taken = (1..=inner + 1).take_while(|taken| {
        let mut chars = word.iter();
        letters.len() >= *taken
            && word.first() == letters.first()
            && letters[..*taken].iter().all(|letter| chars.any(|c| c == letter))
    });
    let mut taken = taken.collect::<Vec<_>>().into_iter();
    taken.any(|taken| fits(&letters[taken..], rest, inner - (taken - 1)))
        || (word.len() <= 3 && fits(letters, rest, inner))
}

/// The initials of a phrase as its short form is usually written, small words left out or small:
/// `Proof of Work` gives `PW`, `POW` and `PoW`. Only three words or more make one that tells.
pub fn initials(words: &[&str]) -> Vec<String> {
    let is_small = |word: &str| word.chars().count() <= 3 && word.chars().all(char::is_lowercase);
    let weighty = words.iter().filter(|word| !is_small(word)).count();
    let first = |word: &str| word.chars().next().filter(|c| c.is_alphabetic());
    if words.len() < 3 || weighty < 2 || words.iter().any(|word| first(word).is_none()) {
        return Vec::new();
    }
    let mut forms = Vec::new();
    let upper =
        |word: &&str| first(word).into_iter().flat_map(char::to_uppercase).nfd().take(1).collect::<String>();
    if weighty > 2 {
        forms.push(words.iter().filter(|word| !is_small(word)).map(upper).collect());
    }
    if weighty < words.len() {
        forms.push(words.iter().map(upper).collect());
        forms.push(
            words
                .iter()
                .map(|word| if is_small(word) { word.chars().take(1).collect() } else { upper(word) })
                .collect(),
        );
    }
    forms.retain(|form: &String| form.chars().count() < SHORT.end);
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_found_with_their_places() {
        let text = "The Left Opposition (LO), 左翼反对派（LO） and (open";
        let found: Vec<_> = bracketed(text).map(|span| &text[span]).collect();
        assert_eq!(found, ["LO", "LO"]);
    }

    #[test]
    fn letters_stand_for_words() {
        for (short, long) in [
            ("LO", "Left Opposition"),
            ("CRDs", "custom resource definitions"),
            ("DNS", "Domain Name System"),
            ("HTTP", "Hypertext Transfer Protocol"),
            ("PoW", "proof of work"),
            ("ARPA", "Address and Routing Parameter Area"),
        ] {
            assert!(is_short_form(short) && stands_for(short, long), "{short}: {long}");
        }
        for (short, long) in
            [("LO", "Left Socialist Opposition"), ("UN", "union"), ("LO", "the Left Opposition")]
        {
            assert!(!stands_for(short, long), "{short}: {long}");
        }
    }

    #[test]
    fn initials_are_of_three_words_or_more() {
        assert_eq!(initials(&["Persistent", "Volume", "Claim"]), ["PVC"]);
        assert_eq!(initials(&["Proof", "of", "Work"]), ["POW", "PoW"]);
        assert_eq!(initials(&["Left", "Opposition"]), [""; 0]);
    }
}
