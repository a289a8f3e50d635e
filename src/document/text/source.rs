//! The line in which a text names the place it was taken from.

use crate::document::{Mark, Passage, Style};

/// Words before an address that say: this text is from there.
const LABELS: [&str; 22] = [
    "original:",
    "original：",
    "source:",
    "source url:",
    "original source:",
    "originally published at:",
    "originally published:",
    "retrieved from",
    "retrieved from:",
    "available at:",
    "url:",
    "link:",
    "permalink:",
    "original article:",
    "quelle:",
    "источник:",
    "原文：",
    "原文:",
    "原文链接：",
    "原文链接:",
    "来源：",
    "来源:",
];

/// If a passage is such a line, marks its address as a link and says the address.
pub fn mark(passage: &mut Passage) -> Option<String> {
    if passage.text.len() > 600 {
        return None;
    }
    /// No label is longer.
    const LONGEST: usize = 40;
    let head = &passage.text[..super::words::floor(&passage.text, passage.text.len().min(LONGEST))];
    if !head.contains([':', '：']) && !head.contains("from") {
        return None;
    }
    let lower = head.to_lowercase();
    let label = LABELS.iter().filter(|label| lower.starts_with(**label)).map(|label| label.len()).max()?;
    let said = passage.text.get(label..)?;
    let address = bare(said)?;
    let start = label + said.find(address)?;
    let span = start..start + address.len();
    let href = href(address)?;
    if passage.marks.iter().all(|mark| mark.span.end <= span.start || span.end <= mark.span.start) {
        passage.marks.push(Mark { span, style: Style::Link { href: href.clone() } });
        passage.marks.sort_by_key(|mark| (mark.span.start, usize::MAX - mark.span.end));
    }
    Some(href)
}

/// The address that some words are, if they are one.
pub fn address(words: &str) -> Option<String> {
    href(bare(words)?)
}

fn bare(said: &str) -> Option<&str> {
    let address = said.trim().trim_matches(['"', '<', '>', '“', '”']);
    (!address.is_empty() && !address.contains(char::is_whitespace)).then_some(address)
}

fn href(address: &str) -> Option<String> {
    if address.starts_with("https://") || address.starts_with("http://") {
        Some(address.to_owned())
    } else {
        is_bare_address(address).then(|| format!("https://{address}"))
    }
}

/// `host.tld/path` without a scheme.
fn is_bare_address(address: &str) -> bool {
    let host = address.split(['/', '?', '#']).next().unwrap_or("");
    let parts: Vec<&str> = host.split('.').collect();
    let last = parts.last().copied().unwrap_or("");
    parts.len() >= 2
        && parts.iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-'))
        && last.len() >= 2
        && last.chars().all(char::is_alphabetic)
}
