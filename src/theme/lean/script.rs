//! Our scripts as they are published: without blanks that part nothing, and with short names for what they alone name.
//!
//! This knows the JavaScript that we write, not all there is: statements end in semicolons or lines, functions are arrows.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// A name, a word of the language or a number.
    Word,
    Sign,
    Blank,
    /// What stands in quotes, templates and regular expressions.
    Literal,
}

#[derive(Clone, Copy, Debug)]
struct Token<'a> {
    kind: Kind,
    text: &'a str,
}

/// A script without blanks beside signs, and without the ends of lines that end no statement. What stands in quotes,
/// templates and regular expressions stays as it is.
pub fn without_blanks(js: &str) -> String {
    let mut out = String::with_capacity(js.len());
    let mut rest = js;
    for token in tokens(js) {
        rest = &rest[token.text.len()..];
        if token.kind != Kind::Blank {
            out.push_str(token.text);
        } else if !is_spare(&out, token.text, rest) {
            out.push(if token.text.contains('\n') { '\n' } else { ' ' });
        }
    }
    out
}

/// A script in which each name that it declares itself is short, wherever it stands for what was declared. Names that
/// are never known at one place may have the same short one.
pub fn with_short_names(js: &str) -> String {
    let tokens = tokens(js);
    let code: Vec<Token> = tokens.iter().copied().filter(|token| token.kind != Kind::Blank).collect();
    let uses = uses(&code);
    let mut known = declared(&code);
    for (at, (token, what)) in code.iter().zip(&uses).enumerate() {
        if let Some(name) = known.get_mut(token.text).filter(|_| *what != Use::Other) {
            name.count += 1;
            name.covers(at..at + 1);
        }
    }
    let short = shortened(known, &code.iter().map(|token| token.text).collect());
    let mut uses = uses.iter();
    let mut out = String::with_capacity(js.len());
    for token in tokens {
        let what = if token.kind == Kind::Blank { Use::Other } else { *uses.next().unwrap_or(&Use::Other) };
        match (what, short.get(token.text)) {
            (Use::Name, Some(name)) => out.push_str(name),
            (Use::Both, Some(name)) => out.extend([token.text, ":", name]),
            _ => out.push_str(token.text),
        }
    }
    out
}

/// A name that a script declares: the tokens among which it is known, and how often it stands there.
#[derive(Clone, Debug)]
struct Name {
    extent: Range<usize>,
    count: usize,
}

impl Name {
    fn covers(&mut self, tokens: Range<usize>) {
        self.extent = self.extent.start.min(tokens.start)..self.extent.end.max(tokens.end);
    }
}

/// The shortest names first for those that stand most often.
fn shortened<'a>(known: BTreeMap<&'a str, Name>, taken: &BTreeSet<&str>) -> BTreeMap<&'a str, String> {
    let mut names: Vec<(&str, Name)> = known.into_iter().filter(|(name, _)| name.len() > 2).collect();
    names.sort_by_key(|(name, known)| (Reverse(known.count), *name));
    let free: Vec<String> =
        shortest().filter(|short| !taken.contains(&short[..])).take(names.len()).collect();
    let mut used: Vec<Vec<Range<usize>>> = vec![Vec::new(); free.len()];
    let mut short = BTreeMap::new();
    for (name, Name { extent, .. }) in names {
        let apart = |other: &Range<usize>| other.end <= extent.start || extent.end <= other.start;
        let Some(at) = used.iter().position(|others| others.iter().all(apart)) else { continue };
        used[at].push(extent);
        short.insert(name, free[at].clone());
    }
    short
}

/// Names of one letter, then of two.
fn shortest() -> impl Iterator<Item = String> {
    let letters = || ('a'..='z').chain('A'..='Z');
    let two = letters().flat_map(move |first| letters().map(move |second| format!("{first}{second}")));
    letters().map(String::from).chain(two)
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Use {
    /// It stands for what was declared.
    Name,
    /// It does, and names a property of an object too: `{ name }`.
    Both,
    /// A property, a key, a number, a sign.
    Other,
}

fn uses(code: &[Token]) -> Vec<Use> {
    // Of each bracket around the token at hand, whether it holds properties.
    let mut brackets: Vec<bool> = Vec::new();
    let mut uses = Vec::with_capacity(code.len());
    for (at, token) in code.iter().enumerate() {
        let before = |back: usize| at.checked_sub(back).map_or("", |at| code[at].text);
        let after = code.get(at + 1).map_or("", |token| token.text);
        match (token.kind, token.text) {
            (Kind::Sign, "{") => brackets.push(!opens_block(before(1))),
            // Between two pieces of code a template closes one and opens the other.
            (Kind::Literal, text) if text.starts_with('}') && text.ends_with("${") => {}
            (Kind::Literal, text) if text.ends_with("${") => brackets.push(false),
            (Kind::Literal, text) if text.starts_with('}') => drop(brackets.pop()),
            (Kind::Sign, "(" | "[") => brackets.push(false),
            (Kind::Sign, "}" | ")" | "]") => drop(brackets.pop()),
            _ => {}
        }
        let begins = brackets.last() == Some(&true) && matches!(before(1), "{" | ",");
        uses.push(match token.kind {
            Kind::Word if token.text.starts_with(|c: char| c.is_ascii_digit()) => Use::Other,
            Kind::Word if before(1) == "." && before(2) != "." => Use::Other,
            Kind::Word if begins && matches!(after, "," | "}" | "=") => Use::Both,
            Kind::Word if begins => Use::Other,
            Kind::Word => Use::Name,
            _ => Use::Other,
        });
    }
    uses
}

/// Whether a brace after this opens statements, not properties.
fn opens_block(before: &str) -> bool {
    matches!(before, ")" | ">" | ";" | "{" | "}" | "" | "else" | "try" | "catch" | "finally" | "do")
}

/// What a script declares: after `const` and `let`, and before an arrow; and where it may be known at most.
fn declared<'a>(code: &[Token<'a>]) -> BTreeMap<&'a str, Name> {
    let mut known: BTreeMap<&str, Name> = BTreeMap::new();
    for (at, token) in code.iter().enumerate() {
        let mut names = BTreeSet::new();
        match token.text {
            "const" | "let" => bound(&code[at + 1..], &mut names),
            "=" if code.get(at + 1).is_some_and(|token| token.text == ">") => match code[at - 1] {
                Token { kind: Kind::Word, text } => drop(names.insert(text)),
                _ => bound(&code[opening(code, at - 1) + 1..at - 1], &mut names),
            },
            _ => continue,
        }
        let brackets: &[&str] = if token.text == "=" { &["(", "[", "{"] } else { &["{"] };
        let extent = around(code, at, brackets);
        for name in names {
            known.entry(name).or_insert(Name { extent: extent.clone(), count: 0 }).covers(extent.clone());
        }
    }
    known
}

/// What the next brackets of these around a token hold. A template in between opens none.
fn around(code: &[Token], at: usize, brackets: &[&str]) -> Range<usize> {
    let mut depth = 0;
    let start = (0..at).rev().find(|at| {
        depth += nesting(&code[*at]);
        depth > 0 && {
            depth = 0;
            brackets.contains(&code[*at].text)
        }
    });
    let Some(start) = start else { return 0..code.len() };
    let mut depth = 0;
    let end = (start..code.len()).find(|at| {
        depth += nesting(&code[*at]);
        depth == 0
    });
    start..end.unwrap_or(code.len())
}

fn nesting(token: &Token) -> i32 {
    match (token.kind, token.text) {
        (Kind::Sign, "(" | "[" | "{") => 1,
        (Kind::Sign, ")" | "]" | "}") => -1,
        _ => 0,
    }
}

/// The names of a list of declarations, which ends with its statement, its bracket or the `of` of a loop: those in
/// patterns too, but nothing of what they are set to.
fn bound<'a>(code: &[Token<'a>], names: &mut BTreeSet<&'a str>) {
    let (mut depth, mut is_value, mut value_depth) = (0_i32, false, 0);
    for (at, token) in code.iter().enumerate() {
        let next = code.get(at + 1).map_or("", |token| token.text);
        match (token.kind, token.text) {
            (Kind::Word, "of" | "in") | (Kind::Sign, ";") if depth == 0 => return,
            (Kind::Sign, "(" | "[" | "{") => depth += 1,
            (Kind::Literal, text) if text.ends_with("${") && !text.starts_with('}') => depth += 1,
            (Kind::Literal, text) if text.starts_with('}') && !text.ends_with("${") => depth -= 1,
            (Kind::Sign, ")" | "]" | "}") => {
                depth -= 1;
                if depth < 0 {
                    return;
                }
                is_value &= depth >= value_depth;
            }
            (Kind::Sign, "=") if !is_value => (is_value, value_depth) = (true, depth),
            (Kind::Sign, ",") => is_value &= depth != value_depth,
            (Kind::Word, name) if !is_value && next != ":" => drop(names.insert(name)),
            _ => {}
        }
    }
}

/// Where the bracket opens that closes here.
fn opening(code: &[Token], closing: usize) -> usize {
    let mut depth = 0;
    let opens = (0..=closing).rev().find(|at| {
        depth += nesting(&code[*at]);
        depth == 0
    });
    opens.unwrap_or(0)
}

fn tokens(js: &str) -> Vec<Token<'_>> {
    // Of each template around the code at hand, the braces that are open in that code.
    let mut braces: Vec<u32> = Vec::new();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = js[at..].chars().next() {
        let rest = &js[at..];
        let (kind, length) = match c {
            '"' | '\'' => (Kind::Literal, literal(rest, &[c])),
            '/' if begins_regex(&js[..at]) => (Kind::Literal, literal(rest, &['/'])),
            '`' => (Kind::Literal, template(rest, &mut braces)),
            '}' if braces.last() == Some(&0) => {
                braces.pop();
                (Kind::Literal, template(rest, &mut braces))
            }
            ' ' | '\n' => (Kind::Blank, rest.len() - rest.trim_start_matches([' ', '\n']).len()),
            c if is_of_word(c) => (Kind::Word, rest.len() - rest.trim_start_matches(is_of_word).len()),
            c => {
                match (c, braces.last_mut()) {
                    ('{', Some(open)) => *open += 1,
                    ('}', Some(open)) => *open -= 1,
                    _ => {}
                }
                (Kind::Sign, c.len_utf8())
            }
        };
        tokens.push(Token { kind, text: &rest[..length] });
        at += length;
    }
    tokens
}

/// The length of what a sign begins, up to one of the signs that end it; in brackets a slash ends no regular expression.
fn literal(text: &str, ends: &[char]) -> usize {
    let mut signs = text.char_indices().skip(1);
    let mut bracketed = false;
    while let Some((at, c)) = signs.next() {
        match c {
            '\\' => drop(signs.next()),
            '[' if ends == ['/'] => bracketed = true,
            ']' => bracketed = false,
            c if ends.contains(&c) && !bracketed => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of a template, or of what follows code in it, up to its end or the next code.
fn template(text: &str, braces: &mut Vec<u32>) -> usize {
    let mut at = 1;
    loop {
        at += literal(&text[at - 1..], &['`', '{']) - 1;
        if text[..at].ends_with("${") {
            braces.push(0);
            return at;
        }
        if at >= text.len() || text[..at].ends_with('`') {
            return at;
        }
    }
}

/// After a value a slash divides, elsewhere it begins a regular expression.
fn begins_regex(before: &str) -> bool {
    let before = before.trim_end();
    before.ends_with("return") || !before.ends_with(|c: char| is_of_word(c) || ")]}\"'`/".contains(c))
}

fn is_spare(before: &str, blanks: &str, after: &str) -> bool {
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else { return true };
    if blanks.contains('\n') {
        // Elsewhere the end of a line may stand for a semicolon.
        return "{([,;".contains(last) || "})]".contains(next);
    }
    let parts = is_of_word(last) && is_of_word(next)
        || last == next && "+-".contains(last)
        || last == '/'
        || next == '/';
    !parts
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$' || !c.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_script_says_keeps_its_blanks() {
        for (written, published) in [
            ("const a = b ? ' c  d ' : \"e, f\";", "const a=b?' c  d ':\"e, f\";"),
            ("a = `b ${c + ` d ${ { e: 1 }.e } f `} , ${ g } h`;", "a=`b ${c+` d ${{e:1}.e} f `} , ${g} h`;"),
            ("x = /[ / ] b/g.test(y) || z / 2 / w", "x= /[ / ] b/g.test(y)||z / 2 / w"),
            ("a => ({ b, ...c })", "a=>({b,...c})"),
            ("a + +b - -c + d", "a+ +b- -c+d"),
            ("'it\\'s  a' + `\\` ${ b }`", "'it\\'s  a'+`\\` ${b}`"),
            (
                "for (const [a, b] of c) if (typeof a == 'x') return /a  b/",
                "for(const[a,b]of c)if(typeof a=='x')return /a  b/",
            ),
            ("f(\n  a,\n  b\n)\ng()\nif (a) {\n  b()\n}\nelse c = {}", "f(a,b)\ng()\nif(a){b()}\nelse c={}"),
        ] {
            assert_eq!(without_blanks(written), published);
        }
    }

    #[test]
    fn what_a_script_declares_has_short_names() {
        for (written, published) in [
            (
                "const name = 1, other = f(name, 'name'); g.name = other",
                "const a = 1, b = f(a, 'name'); g.name = b",
            ),
            (
                "let { size, kind: sort = kind } = box, [first, ...rest] = all",
                "let { size:c, kind: d = kind } = box, [a, ...b] = all",
            ),
            (
                "for (const word of words) say({ w: `${word} ${{ word: `${word}` }}` }, word)",
                "for (const a of words) say({ w: `${a} ${{ word: `${a}` }}` }, a)",
            ),
            (
                "h = (one, { two, three: four }, five = six) => one + two + four + five + six",
                "h = (c, { two:d, three: b }, a = six) => c + d + b + a + six",
            ),
            (
                "const long = y => { if (x) { long, long(...long) } }; x = long ? { long: 1 } : long",
                "const a = y => { if (x) { a, a(...a) } }; x = a ? { long: 1 } : a",
            ),
            (
                "f = () => { const one = 1; g(one); }; h = () => { const two = 2; g(two); }",
                "f = () => { const a = 1; g(a); }; h = () => { const a = 2; g(a); }",
            ),
            (
                "const one = 1; { g(one); const two = 2; g(two, one); }",
                "const a = 1; { g(a); const b = 2; g(b, a); }",
            ),
            ("const abc = /abc/.test('abc') ? abc?.abc : 3", "const a = /abc/.test('abc') ? a?.abc : 3"),
        ] {
            assert_eq!(with_short_names(written), published);
        }
    }
}
