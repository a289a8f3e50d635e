//! From bytes to text: which encoding a file is in, and one form of line ends.
//!
//! A mark at its beginning decides, then validity (text in another encoding is hardly ever valid
//! UTF-8), then the statistics of the bytes. Whatever was guessed is said, never silently taken.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// What the bytes of a file are.
#[derive(Debug, PartialEq)]
pub enum Decoded {
    Text(String),
    /// The same, with what there is to say of how it was read.
    Guessed(String, String),
    /// No text: the bytes of a picture, a program, an office document.
    Binary,
}

pub fn decode(bytes: &[u8]) -> Decoded {
    let marked = Encoding::for_bom(bytes);
    if let Some((encoding, mark)) = marked {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        if !broken {
            return Decoded::Text(normal(&text));
        }
        if encoding != UTF_8 {
            let said = format!("some bytes are not valid {}; they are shown as \u{fffd}", encoding.name());
            return Decoded::Guessed(normal(&text), said);
        }
    }
    if marked.is_none()
        && let Some((encoding, text)) = wide(bytes)
    {
        let said = format!("this text is in {} without a mark that says so", encoding.name());
        return Decoded::Guessed(normal(&text), said);
    }
    if is_binary(bytes) {
        return Decoded::Binary;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded::Text(normal(text)),
        Err(_) => legacy(bytes),
    }
}

/// Bytes of such files are read no further to tell what they are.
const SAMPLE: usize = 1 << 16;

/// UTF-16 without a byte-order mark: one half of the pairs has zeros, the other none, and all of it is text.
fn wide(bytes: &[u8]) -> Option<(&'static Encoding, String)> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = |offset| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let encoding = match (zeros(0), zeros(1)) {
        (0, 1..) => UTF_16LE,
        (1.., 0) => UTF_16BE,
        _ => return None,
    };
    // One stray zero in a text of another encoding is no sign of this one.
    if (zeros(0) + zeros(1)) * 40 < sample.len() && std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    (!broken && !text.chars().any(|c| c.is_control() && !c.is_whitespace()))
        .then(|| (encoding, text.into_owned()))
}

/// Zeros, or many control characters: no text has them.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = sample.iter().filter(|byte| **byte == 0).count();
    let controls = sample.iter().filter(|byte| matches!(byte, 1..=7 | 14..=26 | 28..=31)).count();
    // A printer strikes over what it printed: that alone makes no file one of another kind.
    let struck = sample.windows(2).filter(|pair| pair[1] == 8 && pair[0] < b' ').count();
    let controls = controls + struck;
    let magic =
        [b"%PDF-".as_slice(), b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x7fELF", b"{\\rtf"];
    zeros * 100 > sample.len()
        || controls * 20 > sample.len()
        || magic.iter().any(|magic| bytes.starts_with(magic))
}

/// Bytes that are not valid UTF-8: UTF-8 with a few broken places, or an older encoding.
fn legacy(bytes: &[u8]) -> Decoded {
    let text = String::from_utf8_lossy(bytes);
    let broken = text.matches('\u{fffd}').count();
    let beyond = text.chars().filter(|c| !c.is_ascii()).count() - broken;
    if beyond >= broken * 10 {
        let places = if broken == 1 { "one place is" } else { "some places are" };
        return Decoded::Guessed(normal(&text), format!("{places} not valid UTF-8 and shown as \u{fffd}"));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let encoding = judged(detector.guess(None, Utf8Detection::Deny), bytes);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let said = format!("this text is not valid UTF-8; it was read as {}", name(encoding));
    Decoded::Guessed(normal(&text), said)
}

/// The code pages of Latin letters that are guessed for texts of few letters beyond ASCII.
const LATIN: [&Encoding; 10] = [
    encoding_rs::WINDOWS_1250,
    encoding_rs::WINDOWS_1254,
    encoding_rs::WINDOWS_1257,
    encoding_rs::WINDOWS_1258,
    encoding_rs::ISO_8859_2,
    encoding_rs::ISO_8859_3,
    encoding_rs::ISO_8859_4,
    encoding_rs::ISO_8859_10,
    encoding_rs::ISO_8859_13,
    encoding_rs::ISO_8859_16,
];

/// The encoding, where statistics alone err: a text in English with a few signs (`£4`) is in Windows-1252,
/// and Russian without a letter of Ukrainian in KOI8-R.
fn judged(guess: &'static Encoding, bytes: &[u8]) -> &'static Encoding {
    let sample = &bytes[..bytes.len().min(SAMPLE * 16)];
    if guess == encoding_rs::KOI8_U {
        let ukrainian = |byte: &u8| matches!(byte, 0xa4 | 0xa6 | 0xa7 | 0xad | 0xb4 | 0xb6 | 0xb7 | 0xbd);
        return if sample.iter().any(ukrainian) { guess } else { encoding_rs::KOI8_R };
    }
    if !LATIN.contains(&guess) {
        return guess;
    }
    let western = Reading::of(encoding_rs::WINDOWS_1252, guess, sample);
    let other = Reading::of(guess, encoding_rs::WINDOWS_1252, sample);
    // A language that has such letters has them in every other word.
    let letters = sample.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    let at_home = other.letters * 50 > letters && other.odd * 4 <= other.letters;
    if at_home || other.odd < western.odd { guess } else { encoding_rs::WINDOWS_1252 }
}

/// What one of two encodings makes of the bytes that they read differently.
#[derive(Default)]
struct Reading {
    /// Letters that stand in words.
    letters: usize,
    /// Letters where none stands, signs inside words.
    odd: usize,
}

impl Reading {
    fn of(encoding: &'static Encoding, other: &'static Encoding, sample: &[u8]) -> Reading {
        let table = |encoding: &'static Encoding| {
            let every: Vec<u8> = (0x80..=0xff).collect();
            encoding.decode_without_bom_handling(&every).0.chars().collect::<Vec<char>>()
        };
        let (own, others) = (table(encoding), table(other));
        let differ = |byte: u8| byte >= 0x80 && own.get(place(byte)) != others.get(place(byte));
        let seen = |at: Option<usize>| {
            let byte = at.and_then(|at| sample.get(at)).copied().unwrap_or(b' ');
            if byte < 0x80 { char::from(byte) } else { own.get(place(byte)).copied().unwrap_or(' ') }
        };
        let mut reading = Reading::default();
        for (at, byte) in sample.iter().enumerate().filter(|(_, byte)| differ(**byte)) {
            let (before, c, after) = (seen(at.checked_sub(1)), seen(Some(at)), seen(at.checked_add(1)));
            let inside = before.is_alphabetic() && after.is_alphabetic();
            let touches = before.is_alphabetic() || after.is_alphabetic();
            let digits = before.is_ascii_digit() || after.is_ascii_digit();
            let shouts = c.is_uppercase() && before.is_lowercase();
            if c.is_alphabetic() && touches && !digits && !shouts {
                reading.letters += 1;
            } else if c.is_alphabetic() || inside || c.is_control() || *byte < 0xa0 && c == '\u{fffd}' {
                reading.odd += 1;
            }
        }
        reading
    }
}

/// The place of a byte in a table of the upper half.
fn place(byte: u8) -> usize {
    usize::from(byte) - 0x80
}

/// The name people know an encoding by.
fn name(encoding: &'static Encoding) -> String {
    match encoding.name() {
        name if name.starts_with("windows") => name.replacen('w', "W", 1),
        name => name.to_owned(),
    }
}

/// One kind of line end, no NUL, which HTML does not know, and none of the signs that only a terminal understands.
pub fn normal(text: &str) -> String {
    if text.contains(['\u{8}', '\u{1b}']) {
        return normal(&unprinted(text));
    }
    if text.contains(['\r', '\0', '\u{2028}', '\u{2029}']) {
        text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n").replace('\0', "\u{fffd}")
    } else {
        text.to_owned()
    }
}

/// Without what makes a terminal print bold, underlined or in colour: a letter struck over itself or over a stroke, and
/// sequences that open with an escape.
fn unprinted(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{8}' => {
                // What was printed first is struck over by what comes next, but never a line end.
                if plain.ends_with(|c| c != '\n') && chars.peek().is_some_and(|next| !next.is_control()) {
                    let struck = plain.pop();
                    if chars.peek() == Some(&'_') {
                        chars.next();
                        plain.extend(struck);
                    }
                }
            }
            '\u{1b}' => match chars.peek() {
                Some('[') => {
                    chars.next();
                    while chars.next_if(|c| matches!(c, '0'..='?' | ' '..='/')).is_some() {}
                    chars.next_if(|c| matches!(c, '@'..='~'));
                }
                Some(']') => {
                    while chars.next_if(|c| !matches!(c, '\u{7}' | '\u{1b}' | '\n')).is_some() {}
                    if chars.next_if_eq(&'\u{1b}').is_some() {
                        chars.next_if_eq(&'\\');
                    } else {
                        chars.next_if_eq(&'\u{7}');
                    }
                }
                _ => {}
            },
            c => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_prints_bold_is_read_once() {
        let (text, said) = read(b"N\x08NA\x08AM\x08ME\x08E\n  _\x08l_\x08s - \x1b[1mlist\x1b[0m it, \x1b]8;;https://a.example/\x1b\\here\x1b]8;;\x1b\\\n");
        assert_eq!((text.as_str(), said.as_str()), ("NAME\n  ls - list it, here\n", ""));
        assert_eq!(normal("a\u{8}"), "a");
        assert_eq!(normal("\u{8}b\u{1b}"), "b");
    }

    /// The text, and what was said of it.
    fn read(bytes: &[u8]) -> (String, String) {
        match decode(bytes) {
            Decoded::Text(text) => (text, String::new()),
            Decoded::Guessed(text, said) => (text, said),
            Decoded::Binary => panic!("taken for a binary file"),
        }
    }

    #[test]
    fn a_byte_order_mark_decides_and_line_ends_become_one() {
        assert_eq!(decode(b"\xef\xbb\xbfone\r\ntwo\rthree"), Decoded::Text("one\ntwo\nthree".to_owned()));
        assert_eq!(decode(b"\xff\xfeh\0i\0"), Decoded::Text("hi".to_owned()));
        assert_eq!(decode(b"\xfe\xff\0h\0i"), Decoded::Text("hi".to_owned()));
        assert_eq!(decode("one\u{2028}two".as_bytes()), Decoded::Text("one\ntwo".to_owned()));
    }

    #[test]
    fn utf_16_is_known_without_a_mark() {
        let le: Vec<u8> = "Что делать? A plan.\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = "Что делать? A plan.\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [le, be] {
            let (text, said) = read(&bytes);
            assert_eq!(text, "Что делать? A plan.\n");
            assert!(said.contains("UTF-16"), "{said}");
        }
    }

    #[test]
    fn older_encodings_are_told_apart_and_named() {
        let cases = [
            ("WINDOWS-1252", "Le café était fermé, et l’élève s’en alla — naïvement.", "Windows-1252"),
            (
                "windows-1251",
                "Призрак бродит по Европе — призрак коммунизма. Все силы старой Европы объединились.",
                "Windows-1251",
            ),
            (
                "KOI8-R",
                "Призрак бродит по Европе, призрак коммунизма. Все силы старой Европы объединились.",
                "KOI8-R",
            ),
            (
                "KOI8-U",
                "Привид бродить по Європі, привид комунізму. Усі сили старої Європи об'єдналися для святого цькування.",
                "KOI8-U",
            ),
            (
                "windows-1250",
                "Widmo krąży po Europie, widmo komunizmu. Wszystkie potęgi starej Europy połączyły się.",
                "Windows-1250",
            ),
            (
                "windows-1250",
                "Strašidlo obchází Evropou, strašidlo komunismu. Ke svaté štvanici na toto strašidlo se spojily všechny mocnosti staré Evropy, pařížští radikálové a němečtí policajti.",
                "Windows-1250",
            ),
            (
                "windows-1254",
                "Avrupa'da bir hayalet dolaşıyor, komünizm hayaleti. Eski Avrupa'nın bütün güçleri bu hayaleti kovmak için kutsal bir sürgün avı için ittifak kurdular, değil mi?",
                "Windows-1254",
            ),
            (
                "windows-1252",
                "Ein Gespenst geht um in Europa, das Gespenst des Kommunismus. Alle Mächte haben sich zu einer Hetzjagd verbündet.",
                "Windows-1252",
            ),
            (
                "windows-1252",
                "It was necessary to go before the Justices. The costs came to £4 7s. 6d., and have not been paid. The deaths — of 1893 — were of “low” fever, and the Registrar’s figure is 11,902.",
                "Windows-1252",
            ),
            (
                "windows-1252",
                "The façade of the café, where a señor from Málaga ate his crème brûlée, was sold for £12. The rest of the street went for less, as the poor clerk’s ledger shows.",
                "Windows-1252",
            ),
            (
                "Shift_JIS",
                "ヨーロッパに幽霊が出る。共産主義という幽霊である。古いヨーロッパのあらゆる権力が、",
                "Shift_JIS",
            ),
            ("GBK", "一个幽灵，共产主义的幽灵，在欧洲游荡。为了对这个幽灵进行神圣的围剿，", "GBK"),
            (
                "EUC-KR",
                "하나의 유령이 유럽을 배회하고 있다. 공산주의라는 유령이. 옛 유럽의 모든 세력들이",
                "EUC-KR",
            ),
        ];
        for (label, text, name) in cases {
            let encoding = Encoding::for_label(label.as_bytes()).expect("a label of the standard");
            let (bytes, _, unmappable) = encoding.encode(text);
            assert!(!unmappable, "{label}");
            let (got, said) = read(&bytes);
            assert_eq!(got, text, "{label}");
            assert_eq!(said, format!("this text is not valid UTF-8; it was read as {name}"));
        }
    }

    #[test]
    fn one_broken_byte_does_not_change_the_encoding() {
        let mut bytes = "Призрак бродит по Европе — призрак коммунизма.".as_bytes().to_vec();
        bytes.push(0xd0);
        let (text, said) = read(&bytes);
        assert!(text.starts_with("Призрак бродит") && said.contains("one place"), "{text} {said}");
    }

    #[test]
    fn a_picture_is_no_text_and_a_stray_zero_makes_none() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Decoded::Binary);
        assert_eq!(decode(&[b"%PDF-1.4 ".as_slice(), &[0xe2; 40]].concat()), Decoded::Binary);
        let text = "a text that goes on for a long while ".repeat(9) + "\0 and so on";
        assert!(matches!(decode(text.as_bytes()), Decoded::Text(_)));
        assert_eq!(decode(b""), Decoded::Text(String::new()));
    }
}
