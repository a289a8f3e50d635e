//! The language of a text that does not say it: by its script, then by its commonest words.

use super::{Language, table};
use crate::mention::packed::{Packed, Table};
use crate::mention::token::runs;
use rapidhash::RapidHashMap;

/// Words that are looked at; more would not change the answer.
const SAMPLE: usize = 200;
/// The share of common words in running text is 0.3 to 0.5; below this it is no language we know.
const LEAST: f32 = 0.08;

/// Knows languages by their words.
pub struct Detector {
    /// By word: which rows of the table have it among their common words.
    rows: Table,
}

/// How many letters of which script a text has.
#[derive(Default)]
struct Scripts {
    latin: usize,
    cyrillic: usize,
    han: usize,
    kana: usize,
    hangul: usize,
    thai: usize,
}

impl Default for Detector {
    fn default() -> Detector {
        let mut rows: RapidHashMap<&'static str, u32> = RapidHashMap::default();
        for (row, rules) in table::TABLE.iter().enumerate() {
            for word in rules.common.iter().chain(rules.articles) {
                *rows.entry(word).or_default() |= 1 << row;
            }
        }
        let mut table = Table::default();
        for (word, rows) in rows {
            table.add(Packed::new(word, &(0..word.len())).expect("common words are short"), rows);
        }
        Detector { rows: table }
    }
}

impl Detector {
    /// The language of the texts; the usual one unless they clearly tell another.
    pub fn language<'a>(&self, texts: impl Iterator<Item = &'a str>, usual: Language) -> Language {
        let mut scripts = Scripts::default();
        let mut counts = vec![0usize; table::TABLE.len()];
        let mut seen = 0;
        'sample: for text in texts {
            for word in runs(text) {
                let packed = Packed::new(text, &word).filter(|packed| packed.is_ascii());
                let mut rows = match packed {
                    Some(packed) => {
                        scripts.latin += packed.letters();
                        self.rows.get(packed.in_small_letters()).unwrap_or(0)
                    }
                    None => {
                        scripts.count(&text[word.clone()]);
                        self.rows(&text[word])
                    }
                };
                seen += 1;
                while rows != 0 {
                    counts[rows.trailing_zeros() as usize] += 1;
                    rows &= rows - 1;
                }
                if seen >= SAMPLE {
                    break 'sample;
                }
            }
        }
        if let Some(language) = scripts.language() {
            return language;
        }
        let best = (0..counts.len()).max_by_key(|row| (counts[*row], usize::MAX - row)).unwrap_or(0);
        let rival = (0..counts.len()).find(|row| table::TABLE[*row].tag == usual.tag());
        let rival = rival.map_or(0, |row| counts[row]);
        #[expect(clippy::cast_precision_loss, reason = "both are at most the size of the sample")]
        let share = counts[best] as f32 / seen.max(1) as f32;
        // Short texts have few words that tell, and neighbouring languages share some of them.
        let clear = counts[best] > 2 && 2 * counts[best] > 3 * rival;
        if share > LEAST && clear { Language(&table::TABLE[best]) } else { usual }
    }

    /// The rows that have a long or foreign word among their common ones, a bit for each.
    fn rows(&self, word: &str) -> u32 {
        let small = word.to_lowercase();
        Packed::new(&small, &(0..small.len())).and_then(|packed| self.rows.get(packed)).unwrap_or(0)
    }
}

impl Scripts {
    fn count(&mut self, word: &str) {
        if word.is_ascii() {
            self.latin += word.bytes().filter(u8::is_ascii_alphabetic).count();
            return;
        }
        for c in word.chars() {
            match u32::from(c) {
                0x3040..=0x30FF => self.kana += 1,
                0x4E00..=0x9FFF | 0x3400..=0x4DBF => self.han += 1,
                0xAC00..=0xD7AF | 0x1100..=0x11FF => self.hangul += 1,
                0x0E00..=0x0E7F => self.thai += 1,
                0x0400..=0x04FF => self.cyrillic += 1,
                _ if c.is_alphabetic() => self.latin += 1,
                _ => {}
            }
        }
    }

    /// The language that the script alone tells. A character of Chinese is about two letters of Latin,
    /// and technical texts are full of Latin names.
    fn language(&self) -> Option<Language> {
        let east = self.han + self.kana + self.hangul;
        let tag = if 4 * east > self.latin + self.cyrillic {
            match () {
                () if self.hangul > self.han + self.kana => "ko",
                () if 8 * self.kana > self.han => "ja",
                () => "zh",
            }
        } else if 2 * self.thai > self.latin {
            "th"
        } else {
            return None;
        };
        (east + self.thai > 3).then(|| Language::from_tag(tag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_tells_its_language() {
        let cases = [
            ("en", "The theory of the state is not what it was in the old days."),
            ("de", "Die Theorie des Staates ist nicht mehr das, was sie einmal war."),
            ("fr", "La théorie de l’État n’est plus ce qu’elle était dans le passé."),
            ("es", "La teoría del Estado ya no es lo que era en los viejos tiempos."),
            ("it", "La teoria dello Stato non è più quella che era nei tempi passati."),
            ("ru", "Теория государства уже не то, чем она была в старые времена."),
            ("zh", "国家理论已经不是过去的样子了。Kubernetes 的 Pod 也是如此。"),
            ("ja", "国家の理論はもはや昔のものではない。"),
            ("ko", "국가 이론은 더 이상 과거의 것이 아니다."),
        ];
        let detector = Detector::default();
        for (tag, text) in cases {
            let usual = if tag == "en" { Language::from_tag("de") } else { Language::ENGLISH };
            assert_eq!(detector.language(std::iter::once(text), usual).tag(), tag, "{text}");
        }
        let unclear = std::iter::once("x = y + 1");
        assert_eq!(detector.language(unclear, Language::ENGLISH), Language::ENGLISH);
    }
}
