//! Where words of Chinese and Japanese end, as far as single characters tell.
//!
//! A phrase is found wherever its characters stand. Most that follows it is another word (`服务` in `服务发现`,
//! service discovery), but a few characters make one word of it and themselves: `服务器` is a server.

use super::token::is_unspaced;

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

/// Whether the word goes on behind a phrase, which is so many bytes from the beginning of the text.
pub fn goes_on(text: &str, phrase: usize) -> bool {
    let (phrase, rest) = text.split_at(phrase);
    let mut rest = rest.chars();
    let Some(next) = rest.next().filter(|c| !c.is_ascii()) else { return false };
    let suffix = SUFFIXES.iter().find(|(suffix, _)| *suffix == next);
    let after = rest.next();
    let begins_next = |others: &str| after.is_some_and(|after| others.contains(after));
    suffix.is_some_and(|(_, others)| phrase.ends_with(is_unspaced) && !begins_next(others))
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
}
