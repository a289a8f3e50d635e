//! The language of a text that does not say it: by its script, then by its commonest words.

use super::{Language, Rules, table};
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
    /// By letter that one language only has: its row.
    letters: RapidHashMap<char, u32>,
    /// The rows whose words are Cyrillic.
    cyrillic: u32,
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
    greek: usize,
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
        let each = || table::TABLE.iter().enumerate();
        let letters = each().flat_map(|(row, rules)| rules.letters.chars().map(move |c| (c, 1 << row)));
        let is_cyrillic = |rules: &Rules| rules.common.iter().any(|word| word.starts_with(is_cyrillic));
        let cyrillic = each().filter(|(_, rules)| is_cyrillic(rules)).map(|(row, _)| 1 << row).sum();
        Detector { rows: table, letters: letters.collect(), cyrillic }
    }
}

impl Detector {
    /// The language of the texts; the usual one unless they clearly tell another.
    pub fn language<'a>(&self, texts: impl Iterator<Item = &'a str>, usual: Language) -> Language {
        let mut scripts = Scripts::default();
        let mut counts = vec![0usize; table::TABLE.len()];
        // Single letters, which may be no words.
        let mut letters = counts.clone();
        let mut seen = 0;
        'sample: for text in texts {
            for word in runs(text) {
                let counts = if word.len() == 1 { &mut letters } else { &mut counts };
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
        // They tell no more than the longer words do.
        counts.iter_mut().zip(letters).for_each(|(count, letters)| *count += letters.min(*count));
        if let Some(language) = scripts.language() {
            return language;
        }
        let foreign = if scripts.cyrillic > scripts.latin { !self.cyrillic } else { self.cyrillic };
        let foreign_rows = (0..counts.len()).filter(|row| foreign & (1 << row) != 0);
        foreign_rows.for_each(|row| counts[row] = 0);
        let best = (0..counts.len()).max_by_key(|row| (counts[*row], usize::MAX - row)).unwrap_or(0);
        let rival = (0..counts.len()).find(|row| table::TABLE[*row].tag == usual.tag());
        let rival = rival.map_or(0, |row| counts[row]);
        #[expect(clippy::cast_precision_loss, reason = "both are at most the size of the sample")]
        let share = counts[best] as f32 / seen.max(1) as f32;
        // Short texts have few words that tell, and neighbouring languages share some of them.
        let clear = counts[best] > 2 && 2 * counts[best] > 3 * rival;
        if share > LEAST && clear { Language(&table::TABLE[best]) } else { usual }
    }

    /// The rows that have a long or foreign word among their common ones, or a letter of it for their own;
    /// a bit for each.
    fn rows(&self, word: &str) -> u32 {
        let small = word.to_lowercase();
        let common = Packed::new(&small, &(0..small.len())).and_then(|packed| self.rows.get(packed));
        let told = |c: char| self.letters.get(&c).copied().filter(|_| !c.is_ascii());
        small.chars().filter_map(told).fold(common.unwrap_or(0), |rows, row| rows | row)
    }
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{4ff}')
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
                _ if is_cyrillic(c) => self.cyrillic += 1,
                0x0370..=0x03FF | 0x1F00..=0x1FFF => self.greek += 1,
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
        } else if self.greek > self.latin {
            "el"
        } else {
            return None;
        };
        (east + self.thai + self.greek > 3).then(|| Language::from_tag(tag))
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
            ("sr", "Теорија државе није више оно што је била, и то се види свуда."),
            ("uk", "Теорія держави вже не така, якою була в минулі часи."),
            ("el", "Η θεωρία του κράτους δεν είναι πια αυτή που ήταν."),
            ("hu", "Az állam elmélete már nem az, ami volt, és ez jól látszik."),
            ("nb", "Teorien om staten er ikke lenger hva den var, og det ser noen."),
        ];
        let detector = Detector::default();
        for (tag, text) in cases {
            let usual = if tag == "en" { Language::from_tag("de") } else { Language::ENGLISH };
            assert_eq!(detector.language(std::iter::once(text), usual).tag(), tag, "{text}");
        }
        for unclear in ["x = y + 1", "S/N ratio, n. (also s/n ratio, s:n ratio), d, c, S."] {
            let unclear = std::iter::once(unclear);
            assert_eq!(detector.language(unclear, Language::ENGLISH), Language::ENGLISH);
        }
    }
}
