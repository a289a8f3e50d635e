//! Divisions between lines of colons: `::: note Title`, `:::note[Title]`, `::: {.note title="Title"}`; or of strokes: `/// note | Title`.

use super::callout;
use super::lines::Line;
use rapidhash::RapidHashMap;
use std::ops::Range;

/// The line of `:::` that closes each `::: name`, and of `///` each `/// name`.
pub fn divisions(text: &str, lines: &[Line]) -> RapidHashMap<usize, usize> {
    let (mut open, mut slashed) = (Vec::new(), Vec::new());
    let mut found = RapidHashMap::default();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.fenced) {
        let words = &text[line.content..line.end];
        if words.starts_with(":::") {
            if colons(words).is_empty() {
                open.pop().map(|opener| found.insert(opener, at));
            } else {
                open.push(at);
            }
        } else if words.starts_with("///") {
            if words.trim_end().bytes().all(|byte| byte == b'/') {
                slashed.pop().map(|opener| found.insert(opener, at));
            } else if slashes(words).is_some() {
                slashed.push(at);
            }
        }
    }
    found
}

/// `/// note | Title`, as the blocks of PyMdown open: the name, and the title with blanks at its ends.
pub fn slashes(words: &str) -> Option<(&str, &str)> {
    let info = words.strip_prefix("///")?.trim_start_matches('/');
    let (name, title) = info.split_once('|').unwrap_or((info, ""));
    let name = name.trim();
    let is_name =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || b"-_".contains(&byte));
    (is_name && info.starts_with(' ')).then_some((name, title.trim()))
}

/// What is said between the colons of a division's line.
pub fn colons(words: &str) -> &str {
    words.trim_start_matches(':').trim_end().trim_end_matches(':').trim()
}

/// The label of a division, and where in what it says its title is.
pub fn division_info(info: &str) -> (Option<&'static str>, Option<Range<usize>>) {
    let attributes = info.trim_start_matches('{').trim_start();
    if info.starts_with('{') && attributes.starts_with(['.', '#']) {
        let classes = attributes.split([' ', '}', '"']).filter_map(|word| word.strip_prefix('.'));
        let label = classes.filter_map(callout::label).next();
        let title = info.find("title=\"").and_then(|at| {
            let start = at + 7;
            Some(start..start + info[start..].find('"')?)
        });
        return (label, title);
    }
    let bare = info.strip_prefix('{').map_or(info, |rest| rest);
    let end = bare.find([' ', '[', '{', '}']).unwrap_or(bare.len());
    let label = callout::label(&bare[..end]);
    let offset = info.len() - bare.len();
    let rest = &bare[end..];
    let rest = rest.strip_prefix('}').unwrap_or(rest);
    let title = match rest.strip_prefix('[').and_then(|rest| rest.find(']')) {
        Some(length) => 1..1 + length,
        None => 0..rest.find(['{']).unwrap_or(rest.len()),
    };
    let start = offset + end + (bare.len() - end - rest.len()) + title.start;
    let words = &info[start..start + (title.end - title.start)];
    let trimmed = words.trim();
    let start = start + (words.len() - words.trim_start().len());
    (label, (!trimmed.is_empty()).then_some(start..start + trimmed.len()))
}
