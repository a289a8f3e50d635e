//! What a line of a wiki's source opens.

use super::mark::{Signed, closed, signed};
use super::{Line, Tongue};
use std::ops::Range;

pub enum Opens<'t> {
    Heading(u8, Range<usize>),
    /// Signs of lists, outermost first, as MediaWiki writes them: `*` a bullet, `#` a number, `:` more of the item.
    Item(String, Range<usize>),
    /// `; term : what it is`.
    Term(Range<usize>, Option<Range<usize>>),
    Quote(usize, Range<usize>),
    /// A block that Textile names, and its words.
    Named(Signed<'t>, Range<usize>),
    Row,
    /// A listing that ends at a line, and what it is called.
    Fenced(&'static str),
    Rule,
    Silent,
    /// Set in, as DokuWiki and MediaWiki write a listing.
    SetIn,
    Words,
}

/// Reads the line that stands at a place of the text.
pub fn opens<'t>(tongue: Tongue, text: &'t str, line: &Line) -> Opens<'t> {
    let words = &text[line.clone()];
    let Some(first) = words.bytes().next() else { return Opens::Words };
    let rule = words.len() >= 3 && words.bytes().all(|byte| byte == b'-');
    if rule && (words.len() >= 4 || tongue == Tongue::TiddlyWiki) {
        return Opens::Rule;
    }
    let found = match tongue {
        Tongue::MediaWiki => media(words, line, first),
        Tongue::DokuWiki => doku(words, line, first),
        Tongue::Textile => textile(words, line, first),
        Tongue::TiddlyWiki => tiddly(words, line, first),
    };
    found.unwrap_or(Opens::Words)
}

/// The line without so many bytes and the blanks behind them.
fn behind(words: &str, line: &Line, bytes: usize) -> Range<usize> {
    let rest = &words[bytes..];
    line.end - rest.trim_start().len()..line.end
}

fn heading<'t>(words: &str, line: &Line, level: impl Fn(usize) -> usize) -> Option<Opens<'t>> {
    let (count, title) = closed(words)?;
    let level = u8::try_from(level(count)).unwrap_or(6);
    Some(Opens::Heading(level, line.start + title.start..line.start + title.end))
}

fn media<'t>(words: &'t str, line: &Line, first: u8) -> Option<Opens<'t>> {
    match first {
        b'=' => heading(words, line, |count| count),
        b'*' | b'#' | b':' | b';' => {
            let signs = words.bytes().take_while(|byte| b"*#:;".contains(byte)).count();
            let rest = behind(words, line, signs);
            let signs = &words[..signs];
            if words.to_ascii_lowercase().starts_with("#redirect") || rest.is_empty() {
                return Some(if rest.is_empty() { Opens::Silent } else { Opens::Words });
            }
            let listed = signs.trim_start_matches(':');
            match signs.bytes().last() {
                _ if signs.starts_with(';') && signs.len() == 1 => Some(term(words, line, rest, ": ")),
                _ if listed.starts_with(['*', '#']) => Some(Opens::Item(listed.replace(';', ":"), rest)),
                Some(b';') => Some(term(words, line, rest, ": ")),
                _ => Some(Opens::Quote(signs.len(), rest)),
            }
        }
        b' ' => Some(Opens::SetIn),
        b'_' => (words.starts_with("__")
            && words.ends_with("__")
            && words.bytes().all(|byte| byte == b'_' || byte.is_ascii_uppercase()))
        .then_some(Opens::Silent),
        b'{' => words.starts_with("{|").then_some(Opens::Row),
        b'<' => ["pre", "syntaxhighlight", "source"]
            .into_iter()
            .find(|name| is_tag(words, name))
            .map(Opens::Fenced),
        _ => None,
    }
}

/// `<pre>`, `<source lang="c">`.
pub fn is_tag(words: &str, name: &str) -> bool {
    let rest = words.strip_prefix('<').and_then(|rest| rest.strip_prefix(name));
    rest.is_some_and(|rest| rest.starts_with(['>', ' ']) && rest.contains('>'))
}

fn term<'t>(words: &str, line: &Line, rest: Range<usize>, sign: &str) -> Opens<'t> {
    let offset = rest.start - line.start;
    let cut = words[offset..].find(sign).filter(|_| !sign.is_empty()).map(|at| offset + at);
    match cut {
        Some(at) => Opens::Term(rest.start..line.start + at, Some(behind(words, line, at + sign.len()))),
        None => Opens::Term(rest, None),
    }
}

fn doku<'t>(words: &'t str, line: &Line, first: u8) -> Option<Opens<'t>> {
    match first {
        b'=' => heading(words, line, |count| 7 - count),
        b' ' | b'\t' => {
            let trimmed = words.trim_start();
            let blanks: usize = words[..words.len() - trimmed.len()]
                .bytes()
                .map(|byte| if byte == b'\t' { 2 } else { 1 })
                .sum();
            let sign = trimmed.chars().next()?;
            let listed = matches!(sign, '*' | '-')
                && (blanks >= 2)
                && !trimmed[1..].is_empty()
                && !trimmed.starts_with("**");
            if listed && (trimmed.starts_with("-- ") || !trimmed.starts_with("--")) {
                let sign = if sign == '*' { "*" } else { "#" };
                let depth = (blanks / 2).clamp(1, 12);
                return Some(Opens::Item(
                    sign.repeat(depth),
                    behind(words, line, words.len() - trimmed.len() + 1),
                ));
            }
            Some(if blanks >= 2 { Opens::SetIn } else { Opens::Words })
        }
        b'>' => {
            let depth = words.bytes().take_while(|byte| *byte == b'>').count();
            Some(Opens::Quote(depth, behind(words, line, depth)))
        }
        b'^' | b'|' => (words.len() > 1 && words.ends_with(['^', '|'])).then_some(Opens::Row),
        b'~' => (words.starts_with("~~") && words.ends_with("~~")).then_some(Opens::Silent),
        b'<' => ["code", "file"].into_iter().find(|name| is_tag(words, name)).map(Opens::Fenced),
        _ => None,
    }
}

fn textile<'t>(words: &'t str, line: &Line, first: u8) -> Option<Opens<'t>> {
    match first {
        b'*' | b'#' => {
            let signs = words.bytes().take_while(|byte| b"*#".contains(byte)).count();
            (words[signs..].starts_with(' ') && signs <= 8)
                .then(|| Opens::Item(words[..signs].to_owned(), behind(words, line, signs)))
        }
        b'-' => {
            let rest = words.strip_prefix("- ")?;
            rest.contains(":=").then(|| term(words, line, behind(words, line, 2), ":="))
        }
        b'|' => (words.ends_with('|') && words.len() > 2).then_some(Opens::Row),
        b'<' => ["pre", "notextile"].into_iter().find(|name| is_tag(words, name)).map(Opens::Fenced),
        _ => {
            let sign = signed(words)?;
            let rest = behind(words, line, sign.bytes);
            match sign.name.strip_prefix('h').and_then(|level| level.parse::<u8>().ok()) {
                Some(level) => Some(Opens::Heading(level, rest)),
                None => Some(Opens::Named(sign, rest)),
            }
        }
    }
}

fn tiddly<'t>(words: &'t str, line: &Line, first: u8) -> Option<Opens<'t>> {
    match first {
        b'!' => {
            let level = words.bytes().take_while(|byte| *byte == b'!').count();
            let rest = behind(words, line, level);
            // The name of the page stands over them all.
            (level <= 6 && !rest.is_empty())
                .then(|| Opens::Heading(u8::try_from(level + 1).unwrap_or(6).min(6), rest))
        }
        b'*' | b'#' | b'>' => {
            let signs = words.bytes().take_while(|byte| b"*#>".contains(byte)).count();
            let rest = behind(words, line, signs);
            let signs = &words[..signs];
            match signs.trim_end_matches('>') {
                "" if !rest.is_empty() => Some(Opens::Quote(signs.len(), rest)),
                listed if !rest.is_empty() => Some(Opens::Item(listed.replace('>', ""), rest)),
                _ => None,
            }
        }
        b';' => Some(Opens::Term(behind(words, line, 1), None)).filter(|_| words.len() > 1),
        b':' => Some(Opens::Quote(1, behind(words, line, 1))).filter(|_| words.len() > 1),
        b'|' => (words.len() > 2 && words[1..].contains('|')).then_some(Opens::Row),
        b'\\' => words.starts_with("\\define").then_some(Opens::Silent),
        b'`' => words.starts_with("```").then_some(Opens::Fenced("```")),
        b'<' => (words == "<<<").then_some(Opens::Fenced("<<<")),
        _ => None,
    }
}
