//! Web and mail addresses that stand bare in a text become links.

use super::{Mark, Passage, Style};
use std::ops::Range;

/// Marks the addresses in a passage that no other mark touches.
pub fn autolink(passage: &mut Passage) {
    if !may_hold(&passage.text) {
        return;
    }
    let found: Vec<_> = addresses(&passage.text)
        .into_iter()
        .filter(|(span, _)| {
            passage.marks.iter().all(|mark| mark.span.end <= span.start || span.end <= mark.span.start)
        })
        .collect();
    for (span, href) in found {
        let at = passage.marks.partition_point(|mark| mark.span.start < span.start);
        passage.marks.insert(at, Mark { span, style: Style::Link { href } });
    }
}

/// Whether some address may stand in a text: a look that costs little.
pub fn may_hold(text: &str) -> bool {
    text.contains("://") || text.contains('@') || text.contains("www.")
}

/// Whether words are nothing but an address.
pub fn is_address(words: &str) -> bool {
    let bare = words.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(words);
    let opens = ["http://", "https://", "www.", "ftp://"].iter().any(|scheme| bare.starts_with(scheme));
    opens && bare.len() > 12 && !bare.contains(char::is_whitespace)
}

/// Addresses with their spans, in order.
pub fn addresses(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        if let Some((span, href)) = address(word.trim_end()) {
            found.push((at + span.start..at + span.end, href));
        }
        at += word.len();
    }
    found
}

/// `www.example.org/a`, as people write addresses without their scheme.
fn world_wide(word: &str) -> Option<(Range<usize>, String)> {
    let start = word.find("www.").filter(|start| !word[..*start].ends_with(char::is_alphanumeric))?;
    let end = start + trimmed(&word[start..]);
    let host = word[start..end].split(['/', '?', '#', ':']).next().unwrap_or("");
    let part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-');
    let named = host.split('.').count() >= 3 && host.split('.').all(part) && !word[..start].contains('@');
    named.then(|| (start..end, format!("http://{}", &word[start..end])))
}

fn address(word: &str) -> Option<(Range<usize>, String)> {
    let start = ["https://", "http://"].iter().filter_map(|scheme| word.find(scheme)).min();
    if let Some(start) = start {
        let end = start + trimmed(&word[start..]);
        let host = word[start..end].split("://").nth(1).unwrap_or("");
        return host.starts_with(char::is_alphanumeric).then(|| (start..end, word[start..end].to_owned()));
    }
    if let Some(found) = world_wide(word) {
        return Some(found);
    }
    let at = word.find('@')?;
    let is_local = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let start = word[..at]
        .rfind(|c| !is_local(c))
        .map_or(0, |before| before + word[before..].chars().next().map_or(1, char::len_utf8));
    let is_host = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    let end = word[at + 1..].find(|c| !is_host(c)).map_or(word.len(), |after| at + 1 + after);
    let end = start + word[start..end].trim_end_matches(['.', '-']).len();
    let host = word.get(at + 1..end)?;
    let plausible = start < at && host.contains('.') && host.split('.').all(|part| !part.is_empty());
    plausible.then(|| (start..end, format!("mailto:{}", &word[start..end])))
}

/// How much of a word belongs to the address: not the punctuation of the sentence around it.
fn trimmed(word: &str) -> usize {
    let end = word.find(['<', '>', '"', '“', '”', '»', '«']).unwrap_or(word.len());
    let mut url = &word[..end];
    let mut unmatched = url.matches(')').count().saturating_sub(url.matches('(').count());
    loop {
        let shorter = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_', ']']);
        url = match shorter.strip_suffix(')') {
            Some(inner) if unmatched > 0 => {
                unmatched -= 1;
                inner
            }
            _ => return shorter.len(),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn the_sentence_keeps_its_punctuation() {
        let text = "See https://a.example/b_(c). Or (http://d.example/), or me@e.example!";
        let found: Vec<_> = addresses(text).into_iter().map(|(span, href)| (&text[span], href)).collect();
        let expected = [
            ("https://a.example/b_(c)", "https://a.example/b_(c)"),
            ("http://d.example/", "http://d.example/"),
            ("me@e.example", "mailto:me@e.example"),
        ];
        assert_eq!(found, expected.map(|(words, href)| (words, href.to_owned())));
    }

    #[test]
    fn an_address_may_lack_its_scheme() {
        let text = "See www.example.org/a_b. (www.d.example) but not www.x, awww.x.y or www..";
        let found: Vec<_> = addresses(text).into_iter().map(|(span, href)| (&text[span], href)).collect();
        let expected = [
            ("www.example.org/a_b", "http://www.example.org/a_b"),
            ("www.d.example", "http://www.d.example"),
        ];
        assert_eq!(found, expected.map(|(words, href)| (words, href.to_owned())));
    }

    #[test]
    fn what_only_looks_like_an_address_is_left() {
        assert_eq!(addresses("a @ b, @name, https:// x@y"), []);
    }
}
