//! Words of a text as other pages quote them: cut at words, and named by their place.

use super::said::said_around;
use crate::corpus::Text;
use crate::document::text::abbreviates;
use crate::document::{Kind, Passage, PassageIx, TitledBy};
use std::ops::Range;

/// At most so many characters, cut at a word, on one line.
pub fn cut(text: &str, longest: usize) -> String {
    if text.len() <= longest {
        return one_line(text);
    }
    // Blanks in a row become one; that much longer a piece is enough.
    let near = text.char_indices().nth(longest * 4).map_or(text, |(at, _)| &text[..at]);
    let line = one_line(near);
    let Some((end, _)) = line.char_indices().nth(longest) else { return line };
    let head = &line[..end];
    let head = head.rfind(' ').filter(|at| *at > end / 2).map_or(head, |at| &head[..at]);
    format!("{}…", head.trim_end_matches([' ', ',', ';', ':', '.', '—', '–']))
}

/// The sentence in which some words stand, or as much of it as fits.
pub fn around(passage: &Passage, span: &Range<usize>, longest: usize) -> String {
    let (text, span) = said_around(passage, span);
    sentence_around(&text, &span, longest)
}

fn sentence_around(text: &str, span: &Range<usize>, longest: usize) -> String {
    let before = &text[..span.start];
    let far = before.char_indices().nth_back(longest * 4).map_or(0, |(at, _)| at);
    let start = far + sentence_starts(&before[far..]).last().unwrap_or(0);
    let sentence = cut(&text[start..], longest);
    // A long sentence may be cut before the words that it was quoted for.
    if text[start..span.end].chars().count() <= longest {
        return sentence;
    }
    let (left, right) = (tail(before, longest / 2), cut(&text[span.start..], longest / 2));
    format!("{left}{right}")
}

fn sentence_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices([' ', '\n']).filter_map(|(at, blank)| {
        let sentence = text[..at].trim_end_matches(['”', '"', '’', ')', ']']);
        let ends = match sentence.strip_suffix('.') {
            // "Mr. Pell" and "C. Tolland" are names.
            Some(words) => !(sentence.len() == at && abbreviates(words)),
            None => sentence.ends_with(['!', '?', '…']),
        };
        let next = text[at + blank.len()..].chars().next();
        (ends && next.is_none_or(|c| !c.is_lowercase())).then_some(at + blank.len())
    })
}

/// The end of a text, at most so many characters, cut at a word, on one line; a blank at its end stays.
pub fn tail(text: &str, longest: usize) -> String {
    // No more of a long passage is looked at than will be shown.
    let near = text.char_indices().nth_back(longest).map_or(text, |(at, _)| &text[at..]);
    let line = near.replace('\n', " ");
    let count = line.chars().count();
    if count <= longest {
        return line.trim_start().to_owned();
    }
    let start = line.char_indices().nth(count - longest).map_or(0, |(at, _)| at);
    let rest = &line[start..];
    let rest = rest.find(' ').filter(|at| *at + 1 < rest.len() / 2).map_or(rest, |at| &rest[at + 1..]);
    format!("…{rest}")
}

/// The start of a text, as [`tail`] its end; a blank at its start stays.
pub fn head(text: &str, longest: usize) -> String {
    let near = text.char_indices().nth(longest + 1).map_or(text, |(at, _)| &text[..at]);
    let line = near.replace('\n', " ");
    let Some((end, _)) = line.char_indices().nth(longest) else { return line.trim_end().to_owned() };
    let rest = &line[..end];
    let rest = rest.rfind(' ').filter(|at| *at > end / 2).map_or(rest, |at| &rest[..at]);
    format!("{rest}…")
}

pub fn one_line(text: &str) -> String {
    // Most words come on one line already.
    let is_one = text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    if is_one && text.trim().len() == text.len() && !text.contains("  ") {
        return text.to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of a text where there is little room.
pub fn short_title(text: &Text) -> String {
    named(text, &cut(&text.document.meta.title, 48))
}

/// The name of a text among all: its title, and what tells it from others of the same title.
pub fn full_title(text: &Text) -> String {
    named(text, &text.document.meta.title)
}

/// The title of a text alone; in square brackets if the text has none of its own.
pub fn own_title(text: &Text) -> String {
    title(text, &text.document.meta.title)
}

fn named(text: &Text, words: &str) -> String {
    let title = title(text, words);
    match &text.apart {
        Some(apart) => format!("{title} ({apart})"),
        None => title,
    }
}

fn title(text: &Text, words: &str) -> String {
    match text.document.meta.titled_by {
        TitledBy::Text | TitledBy::Metadata => words.to_owned(),
        TitledBy::Editor | TitledBy::Nobody => format!("[{words}]"),
    }
}

/// A passage as one cites it: its text, and where it stands there.
pub fn place(text: &Text, ix: PassageIx) -> String {
    format!("{}, {}", short_title(text), location(text, ix))
}

/// Where a passage stands in its text, as one cites it.
pub fn location(text: &Text, ix: PassageIx) -> String {
    let passage = text.document.passage(ix);
    match (text.numbers[ix.0 as usize], passage.kind) {
        (Some(number), _) => format!("¶{number}"),
        (None, _) if text.document.title == Some(ix) => "title".to_owned(),
        (None, Kind::Heading) => "heading".to_owned(),
        (None, Kind::Note) => "note".to_owned(),
        (None, Kind::Table) => "table".to_owned(),
        (None, _) => "passage".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_cut_at_a_word() {
        assert_eq!(cut("one two\nthree", 40), "one two three");
        assert_eq!(cut("one two three", 9), "one two…");
        assert_eq!(tail("one two three ", 8), "…three ");
        assert_eq!(head(" one two three", 9), " one two…");
        assert_eq!(cut("文字文字文字", 4), "文字文字…");
    }

    #[test]
    fn the_sentence_around_a_mention_is_quoted() {
        let text = "It began. The plan was “new.” Nobody knew the plan then. It ended.";
        let at = text.rfind("plan").expect("it is there");
        assert_eq!(sentence_around(text, &(at..at + 4), 30), "Nobody knew the plan then. It…");
        let names = "It was late. Then Mr. Pell and J. C. Tolland of St. Ives shut the gate. They slept.";
        let at = names.find("gate").expect("it is there");
        assert_eq!(sentence_around(names, &(at..at + 4), 90), &names[13..]);
    }
}
