//! Short words by their bytes: a table for the one question that is asked for every word of every text.

use super::token::eight_bytes;
use std::ops::Range;

/// The bytes of a word of at most sixteen as two numbers. No word has a zero among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Packed([u64; 2]);

/// In ASCII a letter has this bit and a digit has not; the next lower one makes it small.
const LETTER: u64 = 0x4040_4040_4040_4040;

impl Packed {
    /// None if the word is longer.
    #[inline]
    pub fn new(text: &str, word: &Range<usize>) -> Option<Packed> {
        let bytes = text.as_bytes();
        match word.len() {
            length @ 0..8 => Some(Packed([eight_bytes(bytes, word.start) & !(!0 << (8 * length)), 0])),
            8 => Some(Packed([eight_bytes(bytes, word.start), 0])),
            length @ 9..16 => {
                let rest = eight_bytes(bytes, word.start + 8) & !(!0 << (8 * (length - 8)));
                Some(Packed([eight_bytes(bytes, word.start), rest]))
            }
            16 => Some(Packed([eight_bytes(bytes, word.start), eight_bytes(bytes, word.start + 8)])),
            _ => None,
        }
    }

    pub fn is_ascii(self) -> bool {
        (self.0[0] | self.0[1]) & 0x8080_8080_8080_8080 == 0
    }

    /// Of a word of ASCII letters and digits: how many are letters.
    pub fn letters(self) -> usize {
        self.0.map(|eight| (eight & LETTER).count_ones() as usize).iter().sum()
    }

    /// Of a word of ASCII letters and digits.
    pub fn in_small_letters(self) -> Packed {
        Packed(self.0.map(|eight| eight | ((eight & LETTER) >> 1)))
    }

    #[inline]
    fn hash(self) -> u64 {
        // Any odd numbers whose bits are well mixed would do.
        let first = u128::from(self.0[0] ^ 0x9e37_79b9_7f4a_7c15);
        let product = first * u128::from(self.0[1] ^ 0xd1b5_4a32_d192_ed03);
        #[expect(clippy::cast_possible_truncation, reason = "both halves are used")]
        let halves = (product as u64, (product >> 64) as u64);
        halves.0 ^ halves.1
    }
}

/// A number for each word. A word that is not at its place is at the next that is free.
pub struct Table {
    places: Vec<(Packed, u32)>,
    filled: usize,
}

impl Default for Table {
    fn default() -> Table {
        Table { places: vec![(Packed::default(), 0); 1 << 12], filled: 0 }
    }
}

impl Table {
    #[inline]
    pub fn get(&self, word: Packed) -> Option<u32> {
        let (at, known) = self.place(word);
        known.then(|| self.places[at].1)
    }

    /// Adds a word that is not there yet.
    pub fn add(&mut self, word: Packed, number: u32) {
        if self.filled * 2 >= self.places.len() {
            let twice = vec![(Packed::default(), 0); self.places.len() * 2];
            let before = std::mem::replace(&mut self.places, twice);
            for (word, number) in before.into_iter().filter(|(word, _)| *word != Packed::default()) {
                let (at, _) = self.place(word);
                self.places[at] = (word, number);
            }
        }
        let (at, _) = self.place(word);
        self.places[at] = (word, number);
        self.filled += 1;
    }

    /// Where a word is, or where it may be put.
    #[inline]
    fn place(&self, word: Packed) -> (usize, bool) {
        let last = self.places.len() - 1;
        #[expect(clippy::cast_possible_truncation, reason = "the high bits are not asked for")]
        let mut at = word.hash() as usize & last;
        loop {
            let here = self.places[at].0;
            if here == word {
                return (at, true);
            }
            if here == Packed::default() {
                return (at, false);
            }
            at = (at + 1) & last;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_its_number() {
        let words: Vec<String> = (0..20_000_u64).map(|n| format!("w{:x}", n * n * n)).collect();
        let packed = |word: &String| Packed::new(&format!("({word}, more"), &(1..1 + word.len()));
        let mut table = Table::default();
        for (number, word) in (0..).zip(&words) {
            table.add(packed(word).expect("it is short"), number);
        }
        assert!((0..).zip(&words).all(|(n, word)| table.get(packed(word).expect("it is short")) == Some(n)));
        assert_eq!(table.get(Packed::new("other", &(0..5)).expect("it is short")), None);
        assert_eq!(Packed::new("seventeen letters", &(0..17)), None);
        let letters = |word: &str| Packed::new(word, &(0..word.len())).map(Packed::letters);
        assert_eq!((letters("HTTP2server"), letters("2026")), (Some(10), Some(0)));
        let is_ascii = |word: &str| Packed::new(word, &(0..word.len())).map(Packed::is_ascii);
        assert_eq!((is_ascii("sixteen_letters."), is_ascii("Höhe")), (Some(true), Some(false)));
        let small = Packed::new("HTTP2server", &(0..11)).map(Packed::in_small_letters);
        assert_eq!(small, Packed::new("http2server", &(0..11)));
        assert_ne!(Packed::new("sixteen_letters.", &(0..16)), Packed::new("sixteen_letters.", &(0..15)));
    }
}
