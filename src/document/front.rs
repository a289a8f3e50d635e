//! Front matter: what an editor writes above a text, and where the text begins.

use std::ops::Range;

/// The bytes of the front matter (YAML between its two `---` lines, or JSON in braces; empty if there
/// is none), and those of what follows it. TOML, between `+++` lines, is read elsewhere (`front_toml.rs`).
pub fn front_matter(text: &str) -> (Range<usize>, Range<usize>) {
    let none = (0..0, 0..text.len());
    let Some(first) = text.find('\n') else { return none };
    let fence = text[..first].trim_end();
    let (opens, closes) = match fence {
        "---" => (first + 1, ["---", "..."]),
        "+++" => (first + 1, ["+++", "+++"]),
        "{" => (0, ["}", "}"]),
        _ => return none,
    };
    let mut at = first + 1;
    for line in text[at..].split_inclusive('\n') {
        let past = at + line.len();
        if closes.contains(&line.trim_end()) {
            return match fence {
                "+++" => (0..0, past..text.len()),
                "{" if has_keys(&text[opens..past]) => (opens..past, past..text.len()),
                "---" if has_keys(&text[opens..at]) => (opens..at, past..text.len()),
                _ => none,
            };
        }
        at = past;
    }
    none
}

/// Whether lines are keys with values, or nothing: a text may open with a rule, too.
fn has_keys(yaml: &str) -> bool {
    let mut lines =
        yaml.lines().map(|line| line.trim_start_matches([' ', '\t', '{'])).filter(|line| !line.is_empty());
    let first = lines.find(|line| !line.starts_with('#'));
    first.is_none_or(|line| {
        let key = line.split(':').next().unwrap_or("").trim_end();
        let rest = &line[key.len()..].trim_start();
        let is_key = |c: char| c.is_alphanumeric() || "-_ .\"'".contains(c);
        rest.strip_prefix(':').is_some_and(|value| value.is_empty() || value.starts_with([' ', '\t']))
            && !key.is_empty()
            && key.chars().all(is_key)
            && key.split_whitespace().count() <= 3
    })
}
