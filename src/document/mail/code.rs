//! The codes in which mails are sent: quoted-printable, Base64, and words of a head in either.

use super::Edit;
use encoding_rs::{Encoding, UTF_8};
use std::ops::Range;

/// Bytes as letters.
pub fn letters(bytes: &[u8], charset: &str) -> String {
    let encoding = Encoding::for_label(charset.as_bytes()).unwrap_or(UTF_8);
    encoding.decode(bytes).0.into_owned()
}

/// `=?utf-8?Q?K=C3=A4the?=` at the beginning: its bytes, and what it says.
pub fn word(text: &str) -> Option<(usize, String)> {
    let inner = text.strip_prefix("=?")?;
    let (charset, rest) = inner.split_once('?')?;
    let (code, rest) = rest.split_once('?')?;
    let (said, _) = rest.split_once("?=")?;
    if charset.len() > 40 || said.contains(char::is_whitespace) {
        return None;
    }
    let bytes = match code {
        "q" | "Q" => said_bytes(&said.replace('_', " ")),
        "b" | "B" => base64(said)?,
        _ => return None,
    };
    let length = 2 + charset.len() + 1 + code.len() + 1 + said.len() + 2;
    let said = letters(&bytes, charset.split('*').next().unwrap_or(""));
    Some((length, said.replace(['\n', '\r'], " ")))
}

/// Words in which `=C3` is a byte.
fn said_bytes(words: &str) -> Vec<u8> {
    let bytes = words.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at] == b'=').then(|| hex(bytes, at)).flatten() {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    out
}

/// The byte that two digits after a sign stand for.
fn hex(bytes: &[u8], at: usize) -> Option<u8> {
    let digit = |at: usize| char::from(*bytes.get(at)?).to_digit(16);
    u8::try_from(digit(at + 1)? * 16 + digit(at + 2)?).ok()
}

/// What must be written otherwise in quoted-printable: lines that go on, and letters as bytes.
pub fn printable(text: &str, body: Range<usize>, charset: &str) -> Vec<Edit> {
    let bytes = text.as_bytes();
    let mut edits = Vec::new();
    let mut at = body.start;
    while let Some(open) = text[at..body.end].find('=').map(|open| at + open) {
        let rest = &text[open + 1..body.end];
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if rest[blank..].starts_with('\n') {
            at = open + 1 + blank + 1;
            edits.push(Edit::new(open..at, ""));
            continue;
        }
        let mut end = open;
        let mut said = Vec::new();
        // Bytes of one letter may stand on both sides of a line's end.
        while end < body.end && bytes[end] == b'=' {
            match hex(&bytes[..body.end], end) {
                Some(byte) => {
                    said.push(byte);
                    end += 3;
                }
                None if text[end..body.end].starts_with("=\n") => end += 2,
                None => break,
            }
        }
        if said.is_empty() {
            at = open + 1;
        } else {
            edits.push(Edit::new(open..end, letters(&said, charset)));
            at = end;
        }
    }
    edits
}

/// The bytes of a text in Base64.
pub fn base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0u32, 0);
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' | b'\n' | b'\r' | b' ' | b'\t' => continue,
            _ => return None,
        };
        held = held << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from(held >> bits & 0xff).unwrap_or(0));
        }
    }
    Some(out)
}
