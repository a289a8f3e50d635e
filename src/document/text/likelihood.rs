//! How likely a short line is a heading, by its words and by what it stands over.

use super::chunk::{Chunk, Role};
use super::sheet::{Sheet, ends_sentence};

/// Words with which sentences begin, and headings seldom.
const SENTENCE_OPENERS: [&str; 24] = [
    "This", "These", "That", "Those", "It", "If", "I", "We", "You", "He", "She", "They", "So", "And", "But",
    "There", "For", "When", "Then", "Also", "Here", "As", "Let’s", "Let's",
];

/// Verbs that make a sentence of a few words.
const VERBS: [&str; 12] = [
    " is ", " are ", " was ", " were ", " has ", " have ", " had ", " can ", " should ", " will ", " would ",
    " must ",
];

/// How likely a short line without a stop is a heading, by its words and by what it stands over.
pub fn likelihood(sheet: &Sheet, text: &str, next: &Chunk) -> f32 {
    let words: Vec<&str> = text.split(' ').take(20).collect();
    let asks = ends_sentence(text) && !text.ends_with('.');
    let mut score: f32 = 0.65;
    score += match words.len() {
        0..=4 => 0.15,
        5..=6 => 0.05,
        7..=9 => 0.0,
        10..=12 => -0.1,
        _ => -0.3,
    };
    if asks && (words.len() > 9 || text.ends_with('!')) {
        score -= 0.2;
    }
    let long: Vec<&&str> = words.iter().skip(1).filter(|word| word.chars().count() > 3).collect();
    let capitals = long.iter().filter(|word| word.starts_with(|c: char| !c.is_lowercase())).count();
    if !long.is_empty() && capitals * 3 >= long.len() * 2 {
        score += 0.15;
    }
    if SENTENCE_OPENERS.contains(&words[0]) {
        score -= 0.2;
    }
    if !asks && VERBS.iter().any(|verb| text.contains(verb)) {
        score -= 0.15;
    }
    if refers(text) {
        score -= 0.5;
    }
    if text.contains([',', ';']) || text.starts_with(['(', '"', '“', '\'']) {
        score -= 0.1;
    }
    score + over(sheet, next)
}

/// Whether a short line only points to something: `See also: Conviviality`, `Source`, `Figure 3. The plan`.
fn refers(text: &str) -> bool {
    const OPENERS: [&str; 14] = [
        "see",
        "see also",
        "source",
        "sources",
        "related",
        "related to",
        "via",
        "from",
        "figure",
        "fig",
        "credit",
        "cf",
        "for example",
        "e.g",
    ];
    // Their first letters.
    if text.trim_end_matches(':') == "See" {
        return true;
    }
    if !text.starts_with(|c: char| !c.is_ascii() || "srvfceb".contains(c.to_ascii_lowercase())) {
        return false;
    }
    let lower: String = text.chars().take(24).flat_map(char::to_lowercase).collect();
    let label = lower.split([':', '.']).next().unwrap_or("");
    let label = label.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let pointed = OPENERS.contains(&label) && (text.contains([':', '.']) || label == "source");
    let count = text.split(' ').count();
    // `From Hobbes`, `By Ada Keeper`: whose words follow.
    let named = |rest: &str| rest.split(' ').all(|word| word.starts_with(char::is_uppercase));
    let whose = (2..=4).contains(&count)
        && text.strip_prefix("From ").or_else(|| text.strip_prefix("By ")).is_some_and(named);
    pointed || whose || lower.starts_with("see ") && lower != "see also"
}

/// What the passage under a line says for a heading.
fn over(sheet: &Sheet, next: &Chunk) -> f32 {
    if next.role != Role::Paragraph {
        return 0.0;
    }
    let width: u32 = next.lines.clone().take(8).map(|line| sheet.lines[line].width).sum();
    match width {
        0..=50 => -0.15,
        51..=120 => 0.0,
        _ => 0.1,
    }
}
