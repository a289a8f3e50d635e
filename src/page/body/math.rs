//! Formulas: TeX as MathML, which browsers draw by themselves, without a script and without a font of ours.
//!
//! What is not known here makes no formula: it is shown as it is written.
//!
//! It is our own because no crate would do: `math-core` 0.7 and `pulldown-latex` 0.8 write `style` attributes, which the
//! policy that the pages carry forbids; braces nested 20,000 deep end the program in the one, and the other writes `<` as it is.

use super::math_signs::{Alphabet, Sign, bracket, bracket_of, environment, letter};
use crate::page::links::escape;
use std::fmt::Write as _;
use unicode_normalization::UnicodeNormalization as _;

/// Braces within braces that are read; deeper ones are nobody's formula.
const DEEPEST: usize = 40;

/// Where a formula stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Setting {
    InLine,
    Alone,
}

/// A formula as MathML; none if some of it is not understood.
pub fn mathml(tex: &str, setting: Setting) -> Option<String> {
    let mut reader = Reader { tokens: tokens(tex), at: 0, depth: 0 };
    let rows = reader.rows(&[])?;
    let inner = match rows.as_slice() {
        [row] if row.len() == 1 => row[0].clone(),
        rows => table(rows, |column| if column % 2 == 0 { " class=\"ar\"" } else { "" }),
    };
    if reader.at < reader.tokens.len() || inner.is_empty() {
        return None;
    }
    let display = if setting == Setting::Alone { " display=\"block\"" } else { "" };
    // The words of the text are those of the annotation; what is drawn is added.
    Some(format!(
        "<math{display}><semantics><mrow data-added>{inner}</mrow>\
         <annotation encoding=\"application/x-tex\">{}</annotation></semantics></math>",
        escape(tex)
    ))
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Token<'a> {
    /// A command, without its backslash.
    Command(&'a str),
    Sign(char),
    Blank,
}

pub fn tokens(tex: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = tex;
    while let Some(sign) = rest.chars().next() {
        let length = if sign == '\\' {
            let letters = rest[1..].find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len() - 1);
            let one = rest[1..].chars().next().map_or(0, char::len_utf8);
            let length = letters.max(one);
            tokens.push(Token::Command(&rest[1..=length]));
            1 + length
        } else if sign.is_whitespace() {
            tokens.push(Token::Blank);
            rest.len() - rest.trim_start().len()
        } else {
            tokens.push(Token::Sign(sign));
            sign.len_utf8()
        };
        rest = &rest[length..];
    }
    tokens
}

/// A part of a formula that may have something above and below.
struct Atom {
    mathml: String,
    /// Whether this stands over and under it instead of beside it.
    limits: bool,
}

impl From<String> for Atom {
    fn from(mathml: String) -> Atom {
        Atom { mathml, limits: false }
    }
}

struct Reader<'a> {
    tokens: Vec<Token<'a>>,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn peek(&mut self) -> Option<Token<'a>> {
        while self.tokens.get(self.at) == Some(&Token::Blank) {
            self.at += 1;
        }
        self.tokens.get(self.at).copied()
    }

    fn next(&mut self) -> Option<Token<'a>> {
        let token = self.peek()?;
        self.at += 1;
        Some(token)
    }

    fn eat(&mut self, token: Token<'_>) -> bool {
        let is_next = self.peek() == Some(token);
        self.at += usize::from(is_next);
        is_next
    }

    /// Rows of cells, up to a command that ends them.
    fn rows(&mut self, ends: &[&str]) -> Option<Vec<Vec<String>>> {
        let mut rows = vec![vec![self.row(ends)?]];
        loop {
            match self.peek() {
                Some(Token::Sign('&')) => {
                    self.at += 1;
                    let cell = self.row(ends)?;
                    rows.last_mut()?.push(cell);
                }
                Some(Token::Command("\\")) => {
                    self.at += 1;
                    rows.push(vec![self.row(ends)?]);
                }
                _ => break,
            }
        }
        if rows.len() > 1 {
            rows.pop_if(|row| row.iter().all(String::is_empty));
        }
        Some(rows)
    }

    /// What stands in a row, up to what ends it.
    fn row(&mut self, ends: &[&str]) -> Option<String> {
        let mut row = String::new();
        while let Some(token) = self.peek() {
            let is_end = match token {
                Token::Sign('}' | '&') | Token::Command("\\") => true,
                Token::Command(name) => ends.contains(&name),
                _ => false,
            };
            if is_end {
                break;
            }
            row.push_str(&self.scripted()?);
        }
        Some(row)
    }

    /// An atom with what stands above and below it.
    fn scripted(&mut self) -> Option<String> {
        let base = match self.peek()? {
            // Of nothing, as in `{}_n`.
            Token::Sign('^' | '_' | '\'') => Atom::from("<mrow></mrow>".to_owned()),
            _ => self.atom()?,
        };
        self.scripts(base)
    }

    fn scripts(&mut self, base: Atom) -> Option<String> {
        let mut limits = base.limits;
        let (mut below, mut above) = (None, None);
        let mut primes = String::new();
        loop {
            match self.peek() {
                Some(Token::Sign('\'')) => primes.push('′'),
                Some(Token::Command("limits")) => limits = true,
                Some(Token::Command("nolimits")) => limits = false,
                Some(Token::Sign('_')) if below.is_none() => {
                    self.at += 1;
                    below = Some(self.argument()?);
                    continue;
                }
                Some(Token::Sign('^')) if above.is_none() => {
                    self.at += 1;
                    above = Some(self.argument()?);
                    continue;
                }
                _ => break,
            }
            self.at += 1;
        }
        if !primes.is_empty() {
            let rest = above.unwrap_or_default();
            above = Some(format!("<mrow><mo>{primes}</mo>{rest}</mrow>"));
        }
        let base = base.mathml;
        Some(match (below, above, limits) {
            (None, None, _) => base,
            (Some(below), None, false) => format!("<msub>{base}{below}</msub>"),
            (None, Some(above), false) => format!("<msup>{base}{above}</msup>"),
            (Some(below), Some(above), false) => format!("<msubsup>{base}{below}{above}</msubsup>"),
            (Some(below), None, true) => format!("<munder>{base}{below}</munder>"),
            (None, Some(above), true) => format!("<mover>{base}{above}</mover>"),
            (Some(below), Some(above), true) => format!("<munderover>{base}{below}{above}</munderover>"),
        })
    }

    /// What a command or a script is given: a group or a single sign, as one element.
    fn argument(&mut self) -> Option<String> {
        match self.peek()? {
            Token::Sign('^' | '_' | '&' | '}') => None,
            Token::Sign(digit) if digit.is_ascii_digit() => {
                self.at += 1;
                Some(format!("<mn>{digit}</mn>"))
            }
            _ => Some(self.atom()?.mathml),
        }
    }

    fn atom(&mut self) -> Option<Atom> {
        self.depth += 1;
        let atom = if self.depth > DEEPEST { None } else { self.atom_within() };
        self.depth -= 1;
        atom
    }

    fn atom_within(&mut self) -> Option<Atom> {
        match self.next()? {
            Token::Sign('{') => {
                let row = self.row(&[])?;
                self.eat(Token::Sign('}')).then(|| format!("<mrow>{row}</mrow>").into())
            }
            Token::Sign(sign) if sign.is_ascii_digit() => {
                let mut number = String::from(sign);
                while let Some(Token::Sign(sign @ ('0'..='9' | '.'))) = self.tokens.get(self.at) {
                    // A stop at the end belongs to the sentence.
                    if *sign == '.' && !matches!(self.tokens.get(self.at + 1), Some(Token::Sign('0'..='9'))) {
                        break;
                    }
                    number.push(*sign);
                    self.at += 1;
                }
                Some(format!("<mn>{number}</mn>").into())
            }
            Token::Sign(sign) => Some(signed(sign)?.into()),
            Token::Command(name) => self.command(name),
            Token::Blank => None,
        }
    }

    fn command(&mut self, name: &str) -> Option<Atom> {
        let mathml = match Sign::of(name) {
            Some(Sign::Letter(letter)) => format!("<mi>{}</mi>", escape(letter)),
            Some(Sign::Operator(sign)) => format!("<mo>{}</mo>", escape(sign)),
            Some(Sign::Bracket(sign)) => format!("<mo stretchy=\"false\">{sign}</mo>"),
            Some(Sign::Large(sign)) => {
                return Some(Atom { mathml: format!("<mo>{sign}</mo>"), limits: true });
            }
            Some(Sign::Function { over }) => {
                let movable = if over { " movablelimits=\"true\"" } else { "" };
                return Some(Atom { mathml: function(name, movable), limits: over });
            }
            Some(Sign::Space(width)) => format!("<mspace width=\"{width}em\"></mspace>"),
            Some(Sign::Over(sign)) => {
                let mathml =
                    format!("<mover accent=\"true\">{}{}</mover>", self.argument()?, accent(name, sign));
                return Some(Atom { mathml, limits: name == "overbrace" });
            }
            Some(Sign::Under(sign)) => {
                let mathml = format!(
                    "<munder accentunder=\"true\">{}{}</munder>",
                    self.argument()?,
                    accent(name, sign)
                );
                return Some(Atom { mathml, limits: name == "underbrace" });
            }
            None => match Alphabet::of(name) {
                Some(alphabet) => self.letters(alphabet)?,
                None => self.structure(name)?,
            },
        };
        Some(mathml.into())
    }

    fn structure(&mut self, name: &str) -> Option<String> {
        Some(match name {
            "frac" | "dfrac" | "tfrac" | "cfrac" => {
                format!("<mfrac>{}{}</mfrac>", self.argument()?, self.argument()?)
            }
            "binom" | "dbinom" | "tbinom" => {
                let (above, below) = (self.argument()?, self.argument()?);
                format!("<mrow><mo>(</mo><mfrac linethickness=\"0\">{above}{below}</mfrac><mo>)</mo></mrow>")
            }
            "sqrt" => self.root()?,
            "overset" | "stackrel" => {
                let (above, base) = (self.argument()?, self.argument()?);
                format!("<mover>{base}{above}</mover>")
            }
            "underset" => {
                let (below, base) = (self.argument()?, self.argument()?);
                format!("<munder>{base}{below}</munder>")
            }
            "text" | "textrm" | "textit" | "textbf" | "textsf" | "texttt" | "mbox" => {
                format!("<mtext>{}</mtext>", self.words()?)
            }
            "operatorname" => function(&self.words()?, ""),
            "pmod" => {
                let modulus = self.argument()?;
                format!(
                    "<mspace width=\"1em\"></mspace><mo>(</mo><mi>mod</mi><mspace width=\".33em\"></mspace>{modulus}<mo>)</mo>"
                )
            }
            "not" => {
                // The stroke goes through the sign that follows.
                let struck = self.atom()?.mathml;
                let end = struck.rfind("</")?;
                let sign: String = format!("{}\u{338}", &struck[..end]).nfc().collect();
                sign + &struck[end..]
            }
            "left" => self.fenced()?,
            "big" | "Big" | "bigg" | "Bigg" | "bigl" | "bigr" | "Bigl" | "Bigr" | "biggl" | "biggr"
            | "bigm" => {
                let sign = self.bracket()?;
                format!("<mo stretchy=\"false\">{sign}</mo>")
            }
            "begin" => self.environment()?,
            "displaystyle" | "textstyle" | "nonumber" | "notag" => String::new(),
            _ => return None,
        })
    }

    fn root(&mut self) -> Option<String> {
        if !self.eat(Token::Sign('[')) {
            return Some(format!("<msqrt>{}</msqrt>", self.argument()?));
        }
        let mut index = String::new();
        while !self.eat(Token::Sign(']')) {
            index.push_str(&self.scripted()?);
        }
        Some(format!("<mroot>{}<mrow>{index}</mrow></mroot>", self.argument()?))
    }

    /// Words in braces, as they are.
    fn words(&mut self) -> Option<String> {
        self.eat(Token::Sign('*'));
        if !self.eat(Token::Sign('{')) {
            return None;
        }
        let mut words = String::new();
        loop {
            let token = *self.tokens.get(self.at)?;
            self.at += 1;
            match token {
                Token::Sign('}') => return Some(words),
                Token::Sign('{' | '$') => return None,
                Token::Sign('~') | Token::Blank | Token::Command(" ") => words.push('\u{a0}'),
                Token::Sign(sign) => words.push_str(&escape(sign.encode_utf8(&mut [0; 4]))),
                Token::Command(sign @ ("%" | "$" | "_" | "{" | "}" | "#")) => words.push_str(sign),
                Token::Command("&") => words.push_str("&amp;"),
                Token::Command(_) => return None,
            }
        }
    }

    /// Letters of an alphabet of their own, such as double-struck ones.
    fn letters(&mut self, alphabet: Alphabet) -> Option<String> {
        if !self.eat(Token::Sign('{')) {
            return match self.next()? {
                Token::Sign(sign) if sign.is_ascii_alphanumeric() => {
                    Some(identifier(&letter(alphabet, sign).to_string()))
                }
                _ => None,
            };
        }
        let (mut out, mut word) = (String::from("<mrow>"), String::new());
        loop {
            match self.next()? {
                Token::Sign('}') => break,
                Token::Sign(sign) if sign.is_ascii_alphanumeric() => {
                    let sign = letter(alphabet, sign);
                    // What stands above or below is that of the last letter.
                    if matches!(self.peek(), Some(Token::Sign('^' | '_' | '\''))) {
                        out.push_str(&identifier(&std::mem::take(&mut word)));
                        out.push_str(&self.scripts(identifier(&sign.to_string()).into())?);
                    } else {
                        word.push(sign);
                    }
                }
                // What is no letter has one form only.
                _ => {
                    self.at -= 1;
                    out.push_str(&identifier(&std::mem::take(&mut word)));
                    out.push_str(&self.scripted()?);
                }
            }
        }
        Some(out + &identifier(&word) + "</mrow>")
    }

    fn bracket(&mut self) -> Option<&'static str> {
        match self.next()? {
            Token::Sign(sign) => bracket(sign),
            Token::Command(name) => bracket_of(name),
            Token::Blank => None,
        }
    }

    /// What stands between `\left` and `\right`, in brackets as high as it is.
    fn fenced(&mut self) -> Option<String> {
        let mut out = format!("<mrow>{}", fence(self.bracket()?));
        loop {
            out.push_str(&self.row(&["right", "middle"])?);
            match self.next()? {
                Token::Command("middle") => out.push_str(&fence(self.bracket()?)),
                Token::Command("right") => break,
                _ => return None,
            }
        }
        let _ = write!(out, "{}</mrow>", fence(self.bracket()?));
        Some(out)
    }

    fn environment(&mut self) -> Option<String> {
        let name = self.words()?;
        let (open, close, class) = environment(name.trim_end_matches('*'))?;
        if name == "array" {
            self.words()?;
        }
        let rows = self.rows(&["end"])?;
        if !self.eat(Token::Command("end")) || self.words()? != name {
            return None;
        }
        let table = table(&rows, class);
        Some(format!("<mrow>{}{table}{}</mrow>", fence(open), fence(close)))
    }
}

/// Letters as they are; of a single one a browser would choose the form.
fn identifier(letters: &str) -> String {
    match letters.chars().count() {
        0 => String::new(),
        1 => format!("<mi mathvariant=\"normal\">{letters}</mi>"),
        _ => format!("<mi>{letters}</mi>"),
    }
}

/// A sign over or under something, as wide as that where its command says so.
fn accent(command: &str, sign: &str) -> String {
    let grows = ["over", "under", "wide"].iter().any(|start| command.starts_with(start));
    let stretchy = if grows { "" } else { " stretchy=\"false\"" };
    format!("<mo{stretchy}>{sign}</mo>")
}

/// A sign that stands for itself.
fn signed(sign: char) -> Option<String> {
    Some(match sign {
        '-' => "<mo>−</mo>".to_owned(),
        '*' => "<mo>∗</mo>".to_owned(),
        '~' => "<mspace width=\".33em\"></mspace>".to_owned(),
        // As high as their line, unless \left and \right say otherwise.
        '(' | ')' | '[' | ']' | '|' => format!("<mo stretchy=\"false\">{sign}</mo>"),
        '{' | '}' | '&' | '^' | '_' | '#' | '%' | '$' | '"' | '`' | '@' => return None,
        sign if sign.is_alphabetic() => format!("<mi>{sign}</mi>"),
        sign => format!("<mo>{}</mo>", escape(sign.encode_utf8(&mut [0; 4]))),
    })
}

/// A function's name stands apart from what it is of.
fn function(name: &str, attributes: &str) -> String {
    format!("<mo{attributes} lspace=\".17em\" rspace=\".17em\">{name}</mo>")
}

/// A bracket as high as what it encloses.
fn fence(sign: &str) -> String {
    if sign.is_empty() { String::new() } else { format!("<mo>{sign}</mo>") }
}

fn table(rows: &[Vec<String>], class: impl Fn(usize) -> &'static str) -> String {
    let mut out = String::from("<mtable>");
    for row in rows {
        out.push_str("<mtr>");
        for (column, cell) in row.iter().enumerate() {
            let _ = write!(out, "<mtd{}>{cell}</mtd>", class(column));
        }
        out.push_str("</mtr>");
    }
    out + "</mtable>"
}

#[cfg(test)]
#[path = "math_tests.rs"]
mod tests;
