//! What one look at a line tells: signs that many rules ask about, counted once for all of them.

use super::words::floor;

/// What a line holds, and how much it looks like code.
#[derive(Clone, Copy, Debug, Default)]
pub struct Glance {
    /// The same as [`super::code::line_likeness`] of its words.
    pub likeness: i8,
    holds: u16,
}

/// Some blank that is no single space, and spaces in rows of two, three and four.
const WIDE: u16 = 1;
const TWO: u16 = 2;
const THREE: u16 = 4;
const FOUR: u16 = 8;
const PIPE: u16 = 16;
const TAB: u16 = 32;
/// It begins like a sentence and has nothing of code.
const PLAIN: u16 = 64;

impl Glance {
    pub fn of(words: &str) -> Glance {
        let seen = Seen::of(words.as_bytes());
        let whole = words.len() <= MOST;
        let first = if whole { seen } else { Seen::of(&words.as_bytes()[..floor(words, MOST)]) };
        let likeness = super::code::judged(&words[..floor(words, words.len().min(MOST))], &first);
        let upper = words.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
        let plain = upper && first.symbols == 0 && !seen.has_three_spaces();
        let holds = seen.holds | if plain { PLAIN } else { 0 };
        Glance { likeness: i8::try_from(likeness).unwrap_or(i8::MAX), holds }
    }

    /// Whether some blank inside is no single space.
    pub fn is_wide(self) -> bool {
        self.holds & WIDE != 0
    }

    pub fn has_two_spaces(self) -> bool {
        self.holds & TWO != 0
    }

    pub fn has_three_spaces(self) -> bool {
        self.holds & THREE != 0
    }

    pub fn has_four_spaces(self) -> bool {
        self.holds & FOUR != 0
    }

    /// Whether it begins like a sentence and has nothing of code.
    pub fn is_plain(self) -> bool {
        self.holds & PLAIN != 0
    }

    pub fn has_pipe(self) -> bool {
        self.holds & PIPE != 0
    }

    pub fn has_tab(self) -> bool {
        self.holds & TAB != 0
    }
}

/// How much of a line is read to tell whether it looks like code.
pub const MOST: usize = 300;

/// What is counted byte by byte.
#[derive(Clone, Copy, Default)]
pub struct Seen {
    holds: u16,
    pub spaces: usize,
    /// Signs of which code is full and prose is not, and the rarer ones among them.
    pub symbols: usize,
    pub dense: usize,
    /// Words of which prose is full, as far as two.
    pub common: i32,
    /// Which pairs of signs that stand in code, a bit for each.
    pub pairs: u16,
    /// Perhaps a stroke of those that draw boxes.
    pub boxes: bool,
    pub colon: bool,
}

/// What a byte may be.
const SYMBOL: u8 = 1;
const DENSE: u8 = 2;
const SPACE: u8 = 4;
const BLANK: u8 = 8;
const STROKE: u8 = 16;

const CLASSES: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0u8;
    while byte < 128 {
        if byte.is_ascii_punctuation() && !matches!(byte, b'.' | b',' | b'\'' | b'!' | b'?') {
            let common = matches!(byte, b'-' | b'(' | b')' | b':' | b'*' | b'%' | b'+');
            table[byte as usize] = if common { SYMBOL } else { SYMBOL | DENSE };
        }
        byte += 1;
    }
    table[b' ' as usize] = SPACE;
    table[b'\t' as usize] = BLANK;
    table[b'\n' as usize] = BLANK;
    table[0x0b] = BLANK;
    table[0x0c] = BLANK;
    table[b'\r' as usize] = BLANK;
    table[0x94] = STROKE;
    table[0x95] = STROKE;
    table
};

/// Whether code is full of a sign and prose is not.
pub fn is_symbol(byte: u8) -> bool {
    CLASSES[usize::from(byte)] & SYMBOL != 0
}

impl Seen {
    pub fn of(words: &[u8]) -> Seen {
        let mut seen = Seen::default();
        let mut start = 0;
        // The last four bytes, which are the whole of a word no longer than that.
        let mut last = 0u32;
        for (at, &byte) in words.iter().enumerate() {
            let class = CLASSES[usize::from(byte)];
            if class != 0 {
                if class == SPACE {
                    seen.word(at - start, last);
                    seen.spaced(last);
                    start = at + 1;
                } else {
                    seen.signed(class, byte, last, words.get(at + 1).copied());
                }
            }
            last = last << 8 | u32::from(byte);
        }
        seen.word(words.len() - start, last);
        seen
    }

    fn word(&mut self, length: usize, last: u32) {
        if self.common < 2 && (1..5).contains(&length) {
            let word = if length == 4 { last } else { last & ((1 << (8 * length)) - 1) };
            self.common += i32::from(is_common(word));
        }
    }

    /// A space after the last four bytes.
    fn spaced(&mut self, last: u32) {
        self.spaces += 1;
        if last as u8 == b' ' {
            let three = last >> 8 & 0xff == 0x20;
            let four = three && last >> 16 & 0xff == 0x20;
            self.holds |= WIDE | TWO | if three { THREE } else { 0 } | if four { FOUR } else { 0 };
        }
    }

    /// A sign, or a rare blank, between the last four bytes and the next one.
    fn signed(&mut self, class: u8, byte: u8, last: u32, next: Option<u8>) {
        match byte {
            b'\t' => self.holds |= WIDE | TAB,
            b':' => self.colon = true,
            b'|' => self.holds |= PIPE,
            _ if class == BLANK => self.holds |= WIDE,
            _ if class == STROKE => self.boxes |= last as u8 == 0xe2,
            _ => {}
        }
        if class & SYMBOL != 0 {
            self.symbols += 1;
            self.dense += usize::from(class & DENSE != 0);
            self.pairs |= pair(last, byte, next);
        }
    }

    pub fn has_three_spaces(&self) -> bool {
        self.holds & THREE != 0
    }

    /// Whether an equals sign stands between spaces.
    pub fn assigns(&self) -> bool {
        self.pairs & ASSIGNS != 0
    }
}

const ASSIGNS: u16 = 1;

/// The pairs of signs that stand in code and seldom in prose, each a bit: what a sign makes with those before it and
/// the next.
fn pair(last: u32, byte: u8, next: Option<u8>) -> u16 {
    let before = last as u8;
    match (before, byte) {
        (b' ', b'=') if next == Some(b' ') => ASSIGNS,
        (b'(', b')') => 1 << 1,
        (b':', b':') => 1 << 2,
        (b'-', b'>') => 1 << 3,
        (b'=', b'>') => 1 << 4,
        (b'=', b'=') => 1 << 5,
        (b'!', b'=') => 1 << 6,
        (b'&', b'&') => 1 << 7,
        (b'|', b'|') => 1 << 8,
        (b'-', b'-') if last >> 8 & 0xff == 0x20 => 1 << 9,
        (b'<', b'/') => 1 << 10,
        (b'/', b'>') => 1 << 11,
        (b'+', b'=') => 1 << 12,
        (b'"', b':') => 1 << 13,
        (b'$', b'{') => 1 << 14,
        (b'\\', b'\\') => 1 << 15,
        _ => 0,
    }
}

/// Words of which prose is full, as the bytes of a number.
fn is_common(word: u32) -> bool {
    const fn of(letters: &[u8]) -> u32 {
        let (mut word, mut at) = (0, 0);
        while at < letters.len() {
            word = word << 8 | letters[at] as u32;
            at += 1;
        }
        word
    }
    const COMMON: [u32; 18] = [
        of(b"the"),
        of(b"of"),
        of(b"and"),
        of(b"to"),
        of(b"in"),
        of(b"a"),
        of(b"is"),
        of(b"that"),
        of(b"with"),
        of(b"for"),
        of(b"his"),
        of(b"was"),
        of(b"it"),
        of(b"be"),
        of(b"der"),
        of(b"die"),
        of(b"und"),
        of(b"de"),
    ];
    COMMON.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_tells_what_it_holds() {
        let glance = Glance::of("a  b\tc | d [1]");
        assert!(glance.is_wide() && glance.has_two_spaces() && glance.has_tab() && glance.has_pipe());
        assert!(!glance.has_three_spaces() && !glance.is_plain());
        let plain = Glance::of("one two");
        assert!(!plain.is_wide() && !plain.has_two_spaces() && Glance::of("One two").is_plain());
        assert!(Glance::of("a    b").has_four_spaces() && !Glance::of("a   b").has_four_spaces());
        assert!(Glance::of("a   b").has_three_spaces() && Glance::of("a\rb").is_wide());
    }
}
