//! What tells the words of a passage from those of others, and how alike two passages are.

use crate::document::Passage;
use std::fmt::Write as _;

/// Hashes of words kept per entry, to tell an edited passage from another one.
pub const SKETCH: usize = 16;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    pub words: u64,
    pub sketch: [u8; SKETCH],
}

impl Fingerprint {
    pub fn write(&self, anchor: &str, text: &mut String) {
        let _ = writeln!(text, "{anchor} {:016x} {:032x}", self.words, u128::from_be_bytes(self.sketch));
    }
}

/// What a passage says, whatever its case, marks and spacing.
pub fn fingerprint(passage: &Passage) -> Fingerprint {
    let mut hashes: Vec<u64> = if passage.text.is_ascii() {
        let words = passage.text.as_bytes().split(|byte| !byte.is_ascii_alphanumeric());
        words.filter(|word| !word.is_empty()).map(hash_ascii).collect()
    } else {
        let words = passage.text.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(hash_word).collect()
    };
    if hashes.is_empty() {
        hashes.push(hash_word(&passage.text));
    }
    let words = hashes.iter().fold(SEED, |all, word| mixed(all ^ word));
    // The least hash of all pairs of words, in each of 16 hash functions: two texts share as many of
    // these minima as they share pairs (Broder, On the resemblance and containment of documents, 1997).
    // With the first bit turned, signed numbers are in the order that unsigned ones had: most processors compare many
    // of them at once.
    const FIRST: u16 = 1 << 15;
    let mut least = [i16::MAX; SKETCH];
    for pair in hashes.windows(2.min(hashes.len())) {
        let mut hash = pair.iter().fold(SEED, |all, word| mixed(all.rotate_left(1) ^ word));
        let mut drawn = [0; SKETCH];
        for four in drawn.chunks_exact_mut(4) {
            hash = mixed(hash);
            for (at, one) in (0..).zip(four) {
                *one = ((hash >> (16 * at)) as u16 ^ FIRST).cast_signed();
            }
        }
        for (least, drawn) in least.iter_mut().zip(drawn) {
            *least = (*least).min(drawn);
        }
    }
    Fingerprint { words, sketch: least.map(|hash| (hash.cast_unsigned() ^ FIRST).to_le_bytes()[0]) }
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a over the lower-case letters. The ledger keeps what comes of it: it must never change.
fn hash_word(word: &str) -> u64 {
    if word.is_ascii() {
        return hash_ascii(word.as_bytes());
    }
    hash_bytes(word.chars().flat_map(char::to_lowercase).flat_map(|c| u32::from(c).to_le_bytes()))
}

fn hash_ascii(word: &[u8]) -> u64 {
    hash_bytes(word.iter().map(u8::to_ascii_lowercase))
}

fn hash_bytes(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(SEED, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// The finaliser of SplitMix64.
pub fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
