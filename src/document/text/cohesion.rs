//! Where prose changes its subject: the words of a few sentences beside those of the next few.
//!
//! The method is TextTiling (M. Hearst, *Computational Linguistics* 23, 1997) with two changes: a word counts the
//! more the fewer sentences have it, and the breaks are chosen all at once, so that parts come out about as long
//! as paragraphs are.

use super::line::{columns, is_wide};
use std::collections::HashMap;
use std::ops::Range;

/// How long a part is at the least, as a rule, and at the most, in columns.
const LEAST: u32 = 240;
const USUAL: f32 = 650.0;
const MOST: u32 = 1_600;
/// As much text on each side of a place tells what is spoken of there.
const WINDOW: u32 = 350;
/// A sentence of fewer bytes is taken together with the next.
const SHORTEST: usize = 60;

/// What a break costs beside a part that is twice as long as usual, which costs 1: for each deviation by which its
/// place coheres more than others do, before a sentence that goes on from the last one, in the middle of a sentence,
/// and of a part that is too short.
const COHESION: f32 = 0.6;
const ONWARD: f32 = 1.0;
const TORN: f32 = 0.8;
const SHORT: f32 = 2.0;
/// What it costs less where a number stands alone: `II.`
const NUMBERED: f32 = 3.0;

/// Words with which a sentence goes on from the last one, in English, German and French.
const GOING_ON: [&str; 41] = [
    "this",
    "these",
    "those",
    "that",
    "such",
    "it",
    "its",
    "they",
    "their",
    "them",
    "he",
    "his",
    "him",
    "she",
    "her",
    "thus",
    "therefore",
    "hence",
    "but",
    "and",
    "or",
    "nor",
    "yet",
    "so",
    "then",
    "dies",
    "diese",
    "dieser",
    "dieses",
    "sie",
    "aber",
    "und",
    "denn",
    "il",
    "elle",
    "ils",
    "mais",
    "et",
    "ce",
    "cette",
    "ces",
];

/// Where parts begin, the first not counted.
pub fn breaks(text: &str) -> Vec<usize> {
    let sentences = sentences(text);
    let cohesion = cohesion(&sentences);
    chosen(&sentences, &cohesion)
}

/// A sentence, or a piece of one that goes on for longer than a part may.
struct Sentence {
    start: usize,
    columns: u32,
    /// Its words by number, each once.
    words: Vec<u32>,
    /// What a break before it costs, whatever it speaks of.
    cost: f32,
}

/// The cheapest way to part the sentences.
fn chosen(sentences: &[Sentence], cohesion: &[f32]) -> Vec<usize> {
    // Of so many sentences from the first on: the least cost, and where the last part begins.
    let mut best = vec![(0.0, 0)];
    for end in 1..=sentences.len() {
        let mut columns = 0;
        let mut least = (f32::INFINITY, end - 1);
        for start in (0..end).rev() {
            columns += sentences[start].columns;
            if columns > MOST && start + 1 < end {
                break;
            }
            let off = (columns as f32 - USUAL) / USUAL;
            let length = off * off + if columns < LEAST { SHORT } else { 0.0 };
            let place = if start == 0 { 0.0 } else { sentences[start].cost + COHESION * cohesion[start] };
            let cost = best[start].0 + length + place;
            if cost < least.0 {
                least = (cost, start);
            }
        }
        best.push(least);
    }
    let mut starts = Vec::new();
    let mut end = best[sentences.len()].1;
    while end > 0 {
        starts.push(sentences[end].start);
        end = best[end].1;
    }
    starts.reverse();
    starts
}

/// How alike what stands before each sentence and what follows are: their cosine, as deviations from the mean.
fn cohesion(sentences: &[Sentence]) -> Vec<f32> {
    let words = || sentences.iter().flat_map(|sentence| &sentence.words).map(|word| *word as usize);
    let mut having = vec![0.0f32; words().max().map_or(0, |most| most + 1)];
    words().for_each(|word| having[word] += 1.0);
    let count = sentences.len() as f32;
    let weights: Vec<f32> = having.iter().map(|having| (1.0 + count / having).ln().powi(2)).collect();
    let mut sides = Sides { counts: vec![[0.0; 2]; weights.len()], seen: Vec::new() };
    let mut alike = vec![0.0];
    for at in 1..sentences.len() {
        sides.take(0, sentences[..at].iter().rev());
        sides.take(1, sentences[at..].iter());
        alike.push(sides.cosine(&weights));
    }
    let mean = alike.iter().sum::<f32>() / count;
    let spread =
        (alike.iter().map(|value| (value - mean).powi(2)).sum::<f32>() / count).sqrt().max(f32::MIN_POSITIVE);
    alike.iter().map(|value| ((value - mean) / spread).clamp(-2.0, 2.0)).collect()
}

/// How often words stand on either side of a place.
struct Sides {
    counts: Vec<[f32; 2]>,
    seen: Vec<u32>,
}

impl Sides {
    fn take<'s>(&mut self, side: usize, sentences: impl Iterator<Item = &'s Sentence>) {
        let mut columns = 0;
        for sentence in sentences {
            if columns >= WINDOW {
                break;
            }
            columns += sentence.columns;
            for word in &sentence.words {
                self.counts[*word as usize][side] += 1.0;
                self.seen.push(*word);
            }
        }
    }

    /// How alike both sides are, from 0 to 1; afterwards nothing is counted.
    fn cosine(&mut self, weights: &[f32]) -> f32 {
        let (mut both, mut one, mut other) = (0.0, 0.0, 0.0);
        for word in self.seen.drain(..) {
            // A word that was seen before is counted already.
            let [before, behind] = std::mem::take(&mut self.counts[word as usize]);
            let weight = weights[word as usize];
            both += before * behind * weight;
            one += before * before * weight;
            other += behind * behind * weight;
        }
        if both > 0.0 { both / (one * other).sqrt() } else { 0.0 }
    }
}

fn sentences(text: &str) -> Vec<Sentence> {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut sentences = Vec::new();
    let mut start = 0;
    for end in starts(text).chain([text.len()]) {
        let (said, rest) = (&text[start..end], &text[end..]);
        // A number opens the next sentence, and so does what is too short to tell a subject.
        let short = said.len() < SHORTEST && !rest.is_empty() && !is_number(first_word(rest));
        if is_number(said) || short {
            continue;
        }
        for piece in pieces(text, start..end) {
            let words = &text[piece.clone()];
            let cost = if piece.start == start { cost_before(words) } else { TORN };
            sentences.push(Sentence {
                start: piece.start,
                columns: columns(words),
                words: numbered(words, &mut numbers),
                cost,
            });
        }
        start = end;
    }
    sentences
}

fn first_word(text: &str) -> &str {
    text.split_inclusive(' ').next().unwrap_or("")
}

/// `II. `, `3. `: the number of a section, with no word beside it.
fn is_number(words: &str) -> bool {
    let number = words.trim_end().strip_suffix('.').unwrap_or("");
    let roman = number.bytes().all(|byte| b"IVXLC".contains(&byte));
    (1..=6).contains(&number.len())
        && (roman || number.len() < 4 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn cost_before(sentence: &str) -> f32 {
    let first = sentence.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or("");
    if is_number(first_word(sentence)) {
        -NUMBERED
    } else if GOING_ON.contains(&first.to_lowercase().as_str()) {
        ONWARD
    } else {
        0.0
    }
}

/// A sentence that is longer than a part may be in pieces of the usual length, cut between words where there are blanks.
fn pieces(text: &str, sentence: Range<usize>) -> Vec<Range<usize>> {
    if columns(&text[sentence.clone()]) <= MOST {
        return vec![sentence];
    }
    let mut pieces = Vec::new();
    let (mut start, mut width) = (sentence.start, 0);
    for (at, sign) in text[sentence.clone()].char_indices() {
        let parts = sign.is_whitespace() || matches!(sign, '，' | '、' | '；');
        width += 1 + u32::from(is_wide(sign));
        if width as f32 >= USUAL && (parts || width as f32 >= 2.0 * USUAL) {
            let cut = sentence.start + at + sign.len_utf8();
            pieces.push(start..cut);
            (start, width) = (cut, 0);
        }
    }
    if start < sentence.end {
        pieces.push(start..sentence.end);
    }
    pieces
}

/// The words of a sentence that tell its subject, each once: those of four letters or more, as far as most endings; in
/// scripts without blanks all pairs of signs.
fn numbered(sentence: &str, numbers: &mut HashMap<String, u32>) -> Vec<u32> {
    let mut found = Vec::new();
    let mut number = |word: String| {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        found.push(*numbers.entry(word).or_insert(next));
    };
    for word in sentence.split(|c: char| !c.is_alphanumeric()) {
        let signs = || word.chars();
        if signs().any(is_wide) {
            signs().zip(signs().skip(1)).for_each(|(one, next)| number(String::from_iter([one, next])));
        } else if signs().nth(3).is_some() {
            number(signs().take(6).flat_map(char::to_lowercase).collect());
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Where sentences begin, the first not counted.
fn starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.char_indices().filter_map(|(at, sign)| {
        let rest = &text[at + sign.len_utf8()..];
        let next = match sign {
            '。' | '！' | '？' => rest.trim_start_matches(['」', '』', '”', '）', '》', ' ']),
            '.' | '!' | '?' | '…' => {
                let closed = rest.trim_start_matches(['"', '\'', '”', '“', '’', ')', ']', '»']);
                let next = closed.trim_start();
                let upper = next.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
                let begins = next.len() < closed.len() && upper && !(sign == '.' && abbreviates(&text[..at]));
                if begins { next } else { "" }
            }
            _ => "",
        };
        (!next.is_empty()).then(|| text.len() - next.len())
    })
}

/// Whether a full stop behind these words ends no sentence as a rule: `Mr`, `St`, `J`, `U.S`.
pub fn abbreviates(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or("");
    let title = word.chars().nth(3).is_none() && word.starts_with(char::is_uppercase);
    let letter = word.chars().nth(1).is_none() && word.starts_with(char::is_alphabetic);
    word.contains('.') || letter && !is_numeral(word) || title && word.contains(char::is_lowercase)
}

fn is_numeral(word: &str) -> bool {
    matches!(word, "I" | "V" | "X")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences on one subject, each with words of its own.
    fn on(subject: &str, count: usize) -> String {
        let sentence = |at: usize| {
            format!(
                "Number {at} tells how the {subject} was kept, and whom the {subject} served in year {at}. "
            )
        };
        (0..count).map(sentence).collect()
    }

    #[test]
    fn parts_end_where_the_subject_does() {
        let subjects = ["harbour wall", "granary roof", "bellfounders' guild"];
        let parts = subjects.map(|subject| on(subject, 7));
        let text = parts.concat();
        let ends: Vec<usize> = breaks(&text);
        assert_eq!(ends, [parts[0].len(), parts[0].len() + parts[1].len()], "{text}");
    }

    #[test]
    fn a_part_begins_with_a_number_that_stands_alone_and_with_nothing_that_goes_on() {
        let text = format!("{}II. {}", on("harbour", 8), on("harbour", 8));
        let number = text.find("II.").expect("it was put there");
        assert!(breaks(&text).contains(&number));
        let text = on("harbour", 40).replace("Number 1", "It is number 1");
        assert!(breaks(&text).iter().all(|at| !text[*at..].starts_with("It ")));
    }

    #[test]
    fn titles_initials_and_closing_signs_end_no_sentence() {
        let text =
            "Mr. Speaker, J. Adams of the U.S. Senate said: “We wait.” Then he left (in 1799.) And so on.";
        let begin: Vec<&str> = starts(text).map(|at| &text[at..at + 4]).collect();
        assert_eq!(begin, ["Then", "And "]);
        assert_eq!(starts("一。二！「三？」四").collect::<Vec<_>>(), [6, 12, 24]);
    }

    #[test]
    fn what_has_no_sentences_is_parted_between_words() {
        let text = "and then we said that it was so ".repeat(200);
        let found = breaks(&text);
        assert!(found.len() > 5, "{found:?}");
        assert!(found.iter().all(|at| text[..*at].ends_with(' ')));
        let text = "她说这是她的计划".repeat(500);
        assert!(breaks(&text).len() > 3);
        assert_eq!(breaks(""), [0usize; 0]);
        assert_eq!(breaks("One sentence."), [0usize; 0]);
    }
}
