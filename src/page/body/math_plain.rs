//! A formula in a line of plain words, as other pages quote a passage: τ₁ ≤ τ₂ instead of `\tau_1 \le \tau_2`.

use super::math::{Token, tokens};
use super::math_signs::Sign;

/// Of nested groups so many; what is deeper is nobody's formula.
const DEEPEST: usize = 20;
/// Digits and signs, and what they are below and above the line.
const SMALL: [(&str, &str, &str); 16] = [
    ("0", "₀", "⁰"),
    ("1", "₁", "¹"),
    ("2", "₂", "²"),
    ("3", "₃", "³"),
    ("4", "₄", "⁴"),
    ("5", "₅", "⁵"),
    ("6", "₆", "⁶"),
    ("7", "₇", "⁷"),
    ("8", "₈", "⁸"),
    ("9", "₉", "⁹"),
    ("+", "₊", "⁺"),
    ("-", "₋", "⁻"),
    ("=", "₌", "⁼"),
    ("n", "ₙ", "ⁿ"),
    ("i", "ᵢ", "ⁱ"),
    ("j", "ⱼ", "ʲ"),
];

/// None if some of it cannot be said so.
pub fn plain(tex: &str) -> Option<String> {
    let mut reader = Reader { tokens: tokens(tex), at: 0, depth: 0 };
    let words = reader.until(None)?;
    (reader.at == reader.tokens.len()).then(|| words.split_whitespace().collect::<Vec<_>>().join(" "))
}

struct Reader<'a> {
    tokens: Vec<Token<'a>>,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<Token<'a>> {
        self.at += 1;
        self.tokens.get(self.at - 1).copied()
    }

    fn until(&mut self, end: Option<Token<'_>>) -> Option<String> {
        let mut words = String::new();
        while let Some(token) = self.tokens.get(self.at).copied() {
            if Some(token) == end {
                break;
            }
            words.push_str(&self.atom()?);
        }
        Some(words)
    }

    /// One sign, one command with what belongs to it, or one group.
    fn atom(&mut self) -> Option<String> {
        Some(match self.next()? {
            Token::Blank | Token::Sign('~' | '&') => " ".to_owned(),
            Token::Sign('{') => {
                self.depth += 1;
                let inner = (self.depth < DEEPEST).then(|| self.until(Some(Token::Sign('}'))))??;
                self.depth -= 1;
                (self.next()? == Token::Sign('}')).then_some(inner)?
            }
            Token::Sign('}' | '$' | '%') => return None,
            Token::Sign('_') => raised("_", &self.argument()?, |(_, below, _)| below),
            Token::Sign('^') => raised("^", &self.argument()?, |(_, _, above)| above),
            Token::Sign(sign) => sign.to_string(),
            Token::Command(command) => self.command(command)?,
        })
    }

    /// What a command takes.
    fn argument(&mut self) -> Option<String> {
        while self.tokens.get(self.at) == Some(&Token::Blank) {
            self.at += 1;
        }
        Some(self.atom()?.trim().to_owned())
    }

    fn command(&mut self, command: &str) -> Option<String> {
        Some(match command {
            "frac" | "dfrac" | "tfrac" => format!("{}/{}", whole(self.argument()?), whole(self.argument()?)),
            "sqrt" if self.tokens.get(self.at) != Some(&Token::Sign('[')) => {
                format!("√{}", whole(self.argument()?))
            }
            "text" | "textrm" | "textit" | "textbf" | "mathrm" | "mathbf" | "mathit" | "mathsf"
            | "mathtt" | "mathcal" | "mathbb" | "boldsymbol" | "operatorname" => self.argument()?,
            "left" | "right" | "big" | "Big" | "bigg" | "Bigg" => {
                // A point is a bracket that is not shown.
                self.at += usize::from(self.tokens.get(self.at) == Some(&Token::Sign('.')));
                String::new()
            }
            "displaystyle" | "limits" | "nolimits" => String::new(),
            command => match Sign::of(command)? {
                Sign::Letter(sign) | Sign::Operator(sign) | Sign::Bracket(sign) | Sign::Large(sign) => {
                    sign.to_owned()
                }
                Sign::Function { .. } => format!(" {command} "),
                Sign::Space(width) => " ".repeat(usize::from(!width.starts_with('-'))),
                Sign::Over(_) | Sign::Under(_) => return None,
            },
        })
    }
}

/// In brackets, if it is more than a name or a number.
fn whole(words: String) -> String {
    if words.chars().all(|c| c.is_alphanumeric() || c == '.') { words } else { format!("({words})") }
}

/// Below or above the line, in signs that are so if there are such.
fn raised(
    mark: &str,
    words: &str,
    of: impl Fn((&str, &'static str, &'static str)) -> &'static str,
) -> String {
    let small = |c: char| SMALL.into_iter().find(|(sign, ..)| sign.starts_with(c)).map(&of);
    match words {
        "∘" if mark == "^" => "°".to_owned(),
        "′" if mark == "^" => "′".to_owned(),
        _ => match words.chars().map(small).collect::<Option<String>>() {
            Some(signs) if !signs.is_empty() => signs,
            _ => format!("{mark}{}", whole(words.to_owned())),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_formula_is_said_in_signs() {
        for (tex, said) in [
            (r"\tau_1 \le \tau_2 \le \dots \le \tau_n", "τ₁ ≤ τ₂ ≤ … ≤ τₙ"),
            (r"e^{-x^2/2}", "e^(-x²/2)"),
            (r"\frac{a+b}{2} = \sqrt{2gh}", "(a+b)/2 = √2gh"),
            (r"C_d\, a", "C_d a"),
            (r"\left( \sum_{i=0}^{n} x_i \right)", "( ∑ᵢ₌₀ⁿ xᵢ )"),
            (r"\mathbb{R}^{10}, 90^\circ", "R¹⁰, 90°"),
            (r"x_{\text{max}} \in \{1, 2\}", "x_max ∈ {1, 2}"),
            ("H₂O", "H₂O"),
        ] {
            assert_eq!(plain(tex).as_deref(), Some(said), "{tex}");
        }
    }

    #[test]
    fn what_cannot_be_said_so_stays_as_it_is_written() {
        let deep = "{".repeat(100) + &"}".repeat(100);
        for tex in [
            r"\begin{pmatrix} 1 \\ 2 \end{pmatrix}",
            r"\hat x",
            r"\foo",
            "a}",
            "{a",
            r"\frac{a}",
            "x_",
            &deep,
        ] {
            assert_eq!(plain(tex), None, "{tex}");
        }
    }
}
