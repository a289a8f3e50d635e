//! A corpus that is made up: texts of about a thousand words in sections, a third of them plain text, all of which speak
//! of the same concepts. The same numbers give the same bytes.

use std::fmt::Write as _;
use std::path::Path;

const SYLLABLES: [&str; 40] = [
    "ba", "cor", "den", "fal", "gor", "hin", "jas", "kel", "lom", "mar", "nis", "pol", "qua", "ras", "sol",
    "tin", "ur", "vel", "wen", "yor", "zan", "bri", "cla", "dro", "fle", "gri", "plo", "sta", "tre", "vri",
    "an", "el", "is", "or", "un", "ea", "io", "ou", "ai", "oe",
];
const COMMON: [&str; 24] = [
    "the", "of", "and", "a", "in", "to", "is", "that", "it", "was", "for", "on", "are", "with", "as", "by",
    "be", "this", "which", "or", "from", "at", "not", "but",
];
/// Words that are no concept.
const WORDS: usize = 6000;

/// Writes the corpus, and says how many bytes it has.
pub fn write(root: &Path, texts: usize, concepts: usize) -> usize {
    let words: Vec<String> = (0..WORDS + concepts).map(word).collect();
    let (plain, names) = words.split_at(WORDS);
    let names: Vec<String> = names.iter().enumerate().map(|(ix, name)| named(ix, name, plain)).collect();
    let mut lexicon = String::new();
    for (ix, name) in names.iter().enumerate() {
        let _ = writeln!(lexicon, "- id: c{ix}\n  name: {name}");
        if ix % 2 == 0 {
            let mut dice = Dice(ix as u64 + 1);
            let _ = writeln!(lexicon, "  definition: {}", sentence(&mut dice, plain, &names));
        }
    }
    save(&root.join("seeds/concepts.yaml"), &lexicon);
    let mut bytes = lexicon.len();
    for number in 0..texts {
        let text = text(number, plain, &names);
        let ending = if is_markdown(number) { "md" } else { "txt" };
        save(&root.join(format!("seeds/part-{}/text-{number}.{ending}", number / 500)), &text);
        bytes += text.len();
    }
    bytes
}

fn save(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("it lies in the corpus")).expect("there is room");
    std::fs::write(path, text).expect("there is room");
}

/// A number that follows from the ones before it (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((value ^ (value >> 31)) % sides as u64).expect("it is less than the sides")
    }

    /// Small numbers come more often, as frequent words do.
    fn seldom(&mut self, sides: usize) -> usize {
        let first = self.roll(sides);
        self.roll(first + 1)
    }
}

/// A word of its own for each number.
fn word(number: usize) -> String {
    let mut rest = number * 7919 + 40 * 40;
    let mut word = String::new();
    while rest > 0 {
        word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    word
}

/// Every other concept has a name of two words.
fn named(ix: usize, name: &str, plain: &[String]) -> String {
    if ix.is_multiple_of(2) { name.to_owned() } else { format!("{} {name}", plain[ix * 31 % plain.len()]) }
}

fn sentence(dice: &mut Dice, plain: &[String], names: &[String]) -> String {
    let mut sentence = String::new();
    let length = 8 + dice.roll(16);
    for place in 0..length {
        let word = match dice.roll(36) {
            0 => names[dice.seldom(names.len())].as_str(),
            1..18 => COMMON[dice.seldom(COMMON.len())],
            _ => plain[dice.seldom(plain.len())].as_str(),
        };
        if place > 0 {
            sentence.push(' ');
        }
        sentence.push_str(word);
    }
    let mut letters = sentence.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

fn is_markdown(number: usize) -> bool {
    !number.is_multiple_of(3)
}

fn text(number: usize, plain: &[String], names: &[String]) -> String {
    let markdown = is_markdown(number);
    let mut dice = Dice(number as u64 * 1_000_003);
    let mut text = if markdown { format!("# Text {number}\n\n") } else { format!("Text {number}\n\n") };
    for section in 1..=5 {
        let head = format!("Of {}", plain[dice.roll(plain.len())]);
        let _ = if markdown { write!(text, "## {head}\n\n") } else { write!(text, "{section}. {head}\n\n") };
        for _ in 0..4 {
            let sentences: Vec<String> = (0..3).map(|_| sentence(&mut dice, plain, names)).collect();
            let _ = write!(text, "{}\n\n", sentences.join(" "));
        }
        let items: Vec<String> = (0..3).map(|_| format!("- {}", sentence(&mut dice, plain, names))).collect();
        let _ = write!(text, "{}\n\n", items.join("\n"));
        if markdown && section == 3 {
            let _ = write!(
                text,
                "```rust\nfn {}() {{ let x = {section}; }}\n```\n\n",
                plain[dice.roll(plain.len())]
            );
        }
    }
    text
}
