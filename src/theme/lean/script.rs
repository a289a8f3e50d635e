//! Our scripts as they are published: without blanks that part nothing, and with short names for what they alone name.
//!
//! This knows the JavaScript that we write, not all there is: statements end in semicolons or lines, functions are arrows.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A name, a word of the language or a number.
    Word,
    Sign,
    Blank,
    /// What stands in quotes, templates and regular expressions.
    Literal,
}

#[derive(Clone, Copy, Debug)]
pub struct Token<'a> {
    pub kind: Kind,
    pub text: &'a str,
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
    let mut names = declared(&code);
    let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for name in &names {
        by_name.entry(name.name).or_default().push(name.number);
    }
    let mut others = BTreeSet::new();
    let mut of_token: Vec<Option<usize>> = Vec::with_capacity(code.len());
    for (at, (token, what)) in code.iter().zip(&uses).enumerate() {
        // Of names that are the same the one that is declared nearest around it.
        let same = by_name.get(token.text).filter(|_| *what != Use::Other).into_iter().flatten().copied();
        let name = same
            .filter(|name| names[*name].extent.contains(&at))
            .min_by_key(|name| names[*name].extent.len());
        of_token.push(name);
        match name {
            Some(name) => names[name].uses.push(at),
            None if *what != Use::Other => drop(others.insert(token.text)),
            None => {}
        }
    }
    let short = shortened(&names, &others);
    let mut said = uses.iter().zip(of_token);
    let mut out = String::with_capacity(js.len());
    for token in tokens {
        let of = if token.kind == Kind::Blank { None } else { said.next() };
        match of {
            Some((Use::Name, Some(name))) => out.push_str(&short[name]),
            Some((Use::Both, Some(name))) if short[name] != token.text => {
                out.extend([token.text, ":", &short[name]])
            }
            _ => out.push_str(token.text),
        }
    }
    out
}

/// A name where it is declared.
#[derive(Clone, Debug)]
struct Name<'a> {
    name: &'a str,
    number: usize,
    /// The tokens among which it is known.
    extent: Range<usize>,
    /// The tokens that stand for it.
    uses: Vec<usize>,
}

impl Name<'_> {
    /// Whether one name for both would hide one of them where it is meant.
    fn collides(&self, other: &Name) -> bool {
        self.extent == other.extent
            || self.uses.iter().any(|at| other.extent.contains(at))
                && other.uses.iter().any(|at| self.extent.contains(at))
    }
}

/// Names are short in the order in which they are declared, those around others first: so what is alike in two functions
/// mostly has one name, and the same words are packed as one.
fn shortened(names: &[Name], taken: &BTreeSet<&str>) -> Vec<String> {
    let mut order: Vec<&Name> = names.iter().collect();
    order.sort_by_key(|name| (Reverse(name.extent.len()), name.number));
    let free: Vec<String> =
        shortest().filter(|short| !taken.contains(&short[..])).take(names.len()).collect();
    let mut holders: Vec<Vec<&Name>> = vec![Vec::new(); free.len()];
    let mut short = vec![String::new(); names.len()];
    for name in order {
        let fits = |holders: &Vec<&Name>| !holders.iter().any(|other| name.collides(other));
        let at = holders.iter().position(fits).expect("there are as many short names as names");
        holders[at].push(name);
        short[name.number].clone_from(&free[at]);
    }
    short
}

/// Names of one letter, then of two. The letters that words of a script have most come first: packed, a letter takes the
/// less the more there are of it.
fn shortest() -> impl Iterator<Item = String> {
    const USUAL: &str = "etsanoilrc";
    let others = || ('a'..='z').chain('A'..='Z').filter(|c| !USUAL.contains(*c));
    let letters = move || USUAL.chars().chain(others());
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

/// What a script declares: after `const` and `let`, and before an arrow.
fn declared<'a>(code: &[Token<'a>]) -> Vec<Name<'a>> {
    let mut all: Vec<Name> = Vec::new();
    for (at, token) in code.iter().enumerate() {
        let mut names = Vec::new();
        let extent = match token.text {
            "const" | "let" => {
                bound(&code[at + 1..], &mut names);
                scope(code, at)
            }
            "=" if code.get(at + 1).is_some_and(|token| token.text == ">") => {
                let start = match code[at - 1] {
                    Token { kind: Kind::Word, text } => {
                        names.push(text);
                        at - 1
                    }
                    _ => {
                        let opens = opening(code, at - 1);
                        bound(&code[opens + 1..at - 1], &mut names);
                        opens
                    }
                };
                start..body(code, at + 2)
            }
            _ => continue,
        };
        for name in names {
            let declared = Name { name, number: all.len(), extent: extent.clone(), uses: Vec::new() };
            // What a statement declares again in the same block is one name; `of` may also be the word of a loop.
            if name != "of" && !all.iter().any(|other| other.name == name && other.extent == extent) {
                all.push(declared);
            }
        }
    }
    all
}

/// Where a declaration is known: in the braces around it, or, in the head of a loop, there and in what the loop does.
fn scope(code: &[Token], at: usize) -> Range<usize> {
    if at > 1 && code[at - 1].text == "(" && code[at - 2].text == "for" {
        let head = at - 1;
        let end = closing(code, head);
        return head..statement(code, end);
    }
    let mut depth = 0;
    let start = (0..at).rev().find(|at| {
        depth += nesting(&code[*at]);
        depth > 0 && {
            depth = 0;
            code[*at].text == "{"
        }
    });
    start.map_or(0..code.len(), |start| start..closing(code, start))
}

/// Behind the statement that begins here.
fn statement(code: &[Token], at: usize) -> usize {
    match code.get(at).map(|token| token.text) {
        Some("{") => closing(code, at),
        Some("for" | "if" | "while") => {
            let end = statement(code, closing(code, at + 1));
            if code.get(end).is_some_and(|token| token.text == "else") {
                statement(code, end + 1)
            } else {
                end
            }
        }
        _ => until(code, at, &[";"]) + 1,
    }
}

/// Behind the body of an arrow that begins here.
fn body(code: &[Token], at: usize) -> usize {
    if code.get(at).is_some_and(|token| token.text == "{") {
        closing(code, at)
    } else {
        until(code, at, &[",", ";"])
    }
}

/// The first of these signs outside of all brackets that open from here on, or the end of what is around, which may be
/// the code within a template.
fn until(code: &[Token], at: usize, signs: &[&str]) -> usize {
    let mut depth = 0;
    let end = (at..code.len()).find(|at| {
        let token = &code[*at];
        depth += nesting(token);
        let goes_on = token.kind == Kind::Literal && token.text.starts_with('}');
        depth < 0 || depth == 0 && (goes_on || signs.contains(&token.text))
    });
    end.unwrap_or(code.len())
}

/// Behind the bracket that closes what opens here.
fn closing(code: &[Token], opening: usize) -> usize {
    let mut depth = 0;
    let end = (opening..code.len()).find(|at| {
        depth += nesting(&code[*at]);
        depth == 0
    });
    end.map_or(code.len(), |end| end + 1)
}

/// How many brackets a token opens, or closes; code within a template stands in brackets.
pub fn nesting(token: &Token) -> i32 {
    match (token.kind, token.text) {
        (Kind::Sign, "(" | "[" | "{") => 1,
        (Kind::Sign, ")" | "]" | "}") => -1,
        (Kind::Literal, text) if text.starts_with('}') == text.ends_with("${") => 0,
        (Kind::Literal, text) if text.ends_with("${") => 1,
        (Kind::Literal, _) => -1,
        _ => 0,
    }
}

/// The names of a list of declarations, which ends with its statement, its bracket or the `of` of a loop: those in
/// patterns too, but nothing of what they are set to.
fn bound<'a>(code: &[Token<'a>], names: &mut Vec<&'a str>) {
    let (mut depth, mut is_value, mut value_depth) = (0_i32, false, 0);
    for (at, token) in code.iter().enumerate() {
        let next = code.get(at + 1).map_or("", |token| token.text);
        match (token.kind, token.text) {
            (Kind::Word, "of" | "in") | (Kind::Sign, ";") if depth == 0 => return,
            _ if nesting(token) != 0 => {
                depth += nesting(token);
                if depth < 0 {
                    return;
                }
                is_value &= depth >= value_depth;
            }
            (Kind::Sign, "=") if !is_value => (is_value, value_depth) = (true, depth),
            (Kind::Sign, ",") => is_value &= depth != value_depth,
            (Kind::Word, name) if !is_value && next != ":" => names.push(name),
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

pub fn tokens(js: &str) -> Vec<Token<'_>> {
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
    let parts = is_of_word(last) && is_of_word(next) || last == next && "+-/".contains(last);
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
            ("x = /[ / ] b/g.test(y) || z / 2 / w", "x=/[ / ] b/g.test(y)||z/2/w"),
            ("a => ({ b, ...c })", "a=>({b,...c})"),
            ("a + +b - -c + d", "a+ +b- -c+d"),
            ("'it\\'s  a' + `\\` ${ b }`", "'it\\'s  a'+`\\` ${b}`"),
            (
                "for (const [a, b] of c) if (typeof a == 'x') return /a  b/",
                "for(const[a,b]of c)if(typeof a=='x')return/a  b/",
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
                "const e = 1, t = f(e, 'name'); g.name = t",
            ),
            (
                "let { size, kind: sort = kind } = box, [first, ...rest] = all",
                "let { size:e, kind: t = kind } = box, [s, ...a] = all",
            ),
            (
                "for (const word of words) say({ w: `${word} ${{ word: `${word}` }}` }, word)",
                "for (const e of words) say({ w: `${e} ${{ word: `${e}` }}` }, e)",
            ),
            (
                "h = (one, { two, three: four }, five = six) => one + two + four + five + six",
                "h = (e, { two:t, three: s }, a = six) => e + t + s + a + six",
            ),
            (
                "const long = y => { if (x) { long, long(...long) } }; x = long ? { long: 1 } : long",
                "const e = t => { if (x) { e, e(...e) } }; x = e ? { long: 1 } : e",
            ),
            (
                "f = () => { const one = 1; g(one); }; h = () => { const two = 2; g(two); }",
                "f = () => { const e = 1; g(e); }; h = () => { const e = 2; g(e); }",
            ),
            (
                "const one = 1; { g(one); const two = 2; g(two, one); }",
                "const e = 1; { g(e); const t = 2; g(t, e); }",
            ),
            // What is around may have the same name where only the inner one is meant, and two of one name are two.
            (
                "const one = 1, two = f(one => one, two => two + one, one); f((one, two) => [one, two])",
                "const e = 1, t = f(e => e, t => t + e, e); f((e, t) => [e, t])",
            ),
            (
                "const one = 1; for (const one of two) { f(one); } for (const it of three) if (it) f(it, one); else f(it); f(one, it)",
                "const e = 1; for (const e of two) { f(e); } for (const t of three) if (t) f(t, e); else f(t); f(e, it)",
            ),
            ("for (const [one, of] of two) f(one, of)", "for (const [e, of] of two) f(e, of)"),
            ("f(`${one => one}${one}`, a.map(b => b))", "f(`${e => e}${one}`, a.map(e => e))"),
            ("const abc = /abc/.test('abc') ? abc?.abc : 3", "const e = /abc/.test('abc') ? e?.abc : 3"),
        ] {
            assert_eq!(with_short_names(written), published);
        }
    }
}
