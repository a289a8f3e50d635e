//! The macros of other generators as values: a name, arguments, and the macro that closes it.
//!
//! `{{< name arg key="value" >}}` and `{{% name %}}` are Hugo's, `{{ name(key="value") }}` Zola's and
//! MDN's, `{% name arg %}` Jekyll's, Liquid's and Zola's. What they mean is said in [`super::shortcode`].

use rapidhash::RapidHashMap;
use std::ops::Range;

/// Longer than any macro that people write.
const LONGEST: usize = 2_000;

#[derive(Clone, Debug, PartialEq)]
pub struct Macro {
    pub range: Range<usize>,
    /// Lower case, without what says that it closes.
    pub name: String,
    pub role: Role,
    pub arguments: Vec<Argument>,
    /// Its place in the list of the text's macros, if it is one of a pair.
    pub mate: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Opens,
    Closes,
    /// A value: `{{ page.title }}`.
    Value,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    pub key: Option<String>,
    pub value: String,
}

impl Macro {
    /// An argument by its name, or by its place if the name is a number.
    pub fn argument(&self, name: &str) -> Option<&str> {
        let found = match name.parse::<usize>() {
            Ok(place) => self.arguments.iter().filter(|argument| argument.key.is_none()).nth(place),
            Err(_) => self.arguments.iter().find(|argument| argument.key.as_deref() == Some(name)),
        };
        found.map(|argument| argument.value.trim()).filter(|value| !value.is_empty())
    }

    /// The first of several arguments that is given.
    pub fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.argument(name))
    }
}

/// The macros of a text, in order. `is_code` says whether a place is in code, where a macro is text.
pub fn macros(text: &str, mut is_code: impl FnMut(usize) -> bool) -> Vec<Macro> {
    let mut found: Vec<Macro> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('{').map(|offset| at + offset) {
        at = start + 1;
        if !matches!(text.as_bytes().get(at), Some(b'{' | b'%')) || is_code(start) {
            continue;
        }
        if let Some(one) = read(text, start) {
            at = one.range.end;
            found.push(one);
        }
    }
    pair(&mut found);
    found
}

/// The macro that begins at a place. It ends in its paragraph, and none is within another.
fn read(text: &str, start: usize) -> Option<Macro> {
    let rest = &text[start..];
    let (open, close) = [("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}")]
        .into_iter()
        .find(|(open, _)| rest.starts_with(open))?;
    let inner = &rest[open.len()..];
    let limit = (0..=LONGEST.min(inner.len())).rev().find(|at| inner.is_char_boundary(*at))?;
    let mut end = None;
    for (at, byte) in inner[..limit].bytes().enumerate() {
        match byte {
            b'{' if matches!(inner.as_bytes().get(at + 1), Some(b'{' | b'%')) => return None,
            b'\n' if inner[at + 1..].trim_start_matches([' ', '\t']).starts_with('\n') => return None,
            _ if inner.as_bytes()[at..].starts_with(close.as_bytes()) => {
                end = Some(at);
                break;
            }
            _ => {}
        }
    }
    let end = end?;
    let words = inner[..end].trim_matches(|c: char| c == '-' || c == '~' || c.is_whitespace());
    let words = words.strip_suffix('/').unwrap_or(words).trim_end();
    // Hugo's way to show a macro as text.
    if words.starts_with("/*") {
        return None;
    }
    let (closes, words) = match words.strip_prefix(['/', '#']) {
        Some(rest) => (words.starts_with('/'), rest.trim_start()),
        None => (false, words),
    };
    let stop = words.find(|c: char| !is_name(c)).unwrap_or(words.len());
    let (name, after) = words.split_at(stop);
    let range = start..start + open.len() + end + close.len();
    let role = match name.strip_prefix("end") {
        _ if closes => Role::Closes,
        Some(_) if open == "{%" => Role::Closes,
        _ if open == "{{" && !after.trim_start().starts_with(['(', '\'', '"']) => Role::Value,
        _ => Role::Opens,
    };
    let name = if role == Role::Closes { name.strip_prefix("end").unwrap_or(name) } else { name };
    Some(Macro { range, name: name.to_lowercase(), role, arguments: arguments(after), mate: None })
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':')
}

/// Words, quoted or bare, each perhaps behind `key=` or `key:`.
fn arguments(text: &str) -> Vec<Argument> {
    let mut found = Vec::new();
    let mut key = None;
    let mut rest = text.trim_start_matches(|c: char| c == '(' || c.is_whitespace());
    while let Some(first) = rest.chars().next() {
        let (value, length) = match first {
            '"' | '\'' | '`' | '“' => {
                let close = if first == '“' { '”' } else { first };
                let inner = &rest[first.len_utf8()..];
                let end = inner.find(close).unwrap_or(inner.len());
                let past = if end < inner.len() { close.len_utf8() } else { 0 };
                (&inner[..end], first.len_utf8() + end + past)
            }
            ',' | ')' | '=' | ':' | '|' => {
                rest = &rest[1..];
                continue;
            }
            c if c.is_whitespace() => {
                rest = &rest[c.len_utf8()..];
                continue;
            }
            _ => {
                let end = rest
                    .find(|c: char| c.is_whitespace() || matches!(c, ',' | '=' | '"' | ')'))
                    .unwrap_or(rest.len());
                (rest[..end].trim_end_matches(':'), end.max(first.len_utf8()))
            }
        };
        let is_key = !matches!(first, '"' | '\'' | '`' | '“')
            && (rest[..length].ends_with(':') || rest[length..].trim_start().starts_with('='));
        rest = &rest[length..];
        if is_key {
            key = Some(value.to_lowercase());
        } else {
            found.push(Argument { key: key.take(), value: value.to_owned() });
        }
    }
    found
}

/// Finds the macro that closes each one that is closed. Zola's `{% end %}` closes the last.
fn pair(macros: &mut [Macro]) {
    let mut open: RapidHashMap<String, Vec<usize>> = RapidHashMap::default();
    let mut last: Vec<usize> = Vec::new();
    for at in 0..macros.len() {
        match macros[at].role {
            Role::Opens => {
                open.entry(macros[at].name.clone()).or_default().push(at);
                last.push(at);
            }
            Role::Value => {}
            Role::Closes => {
                let mate = if macros[at].name.is_empty() {
                    std::iter::from_fn(|| last.pop()).find(|mate| macros[*mate].mate.is_none())
                } else {
                    let named = open.get_mut(&macros[at].name);
                    named.and_then(|list| {
                        std::iter::from_fn(|| list.pop()).find(|m| macros[*m].mate.is_none())
                    })
                };
                if let Some(mate) = mate {
                    macros[mate].mate = Some(at);
                    macros[at].mate = Some(mate);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let found = macros(text, |_| false);
        let shown = found.iter().map(|one| {
            let arguments = one.arguments.iter().map(|argument| match &argument.key {
                Some(key) => format!(" {key}={}", argument.value),
                None => format!(" {}", argument.value),
            });
            let mate = one.mate.map_or(String::new(), |mate| format!(" <>{mate}"));
            format!("{:?} {}{}{mate}", one.role, one.name, arguments.collect::<String>())
        });
        shown.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn every_dialect() {
        let text = r#"{{< figure src="a b.png" caption='C' 12 >}} {{% notice tip "T" %}}x{{% /notice %}} {{ youtube(id="x", n=2) }}
{%- highlight ruby linenos -%}y{% endhighlight %} {% quote(author=`V`) %}z{% end %} {{Glossary("a, b", "c")}} {{ page.title }} {% include f.html alt="A" %}"#;
        insta::assert_snapshot!(read(text), @r"
        Opens figure src=a b.png caption=C 12
        Opens notice tip T <>2
        Closes notice <>1
        Opens youtube id=x n=2
        Opens highlight ruby linenos <>5
        Closes highlight <>4
        Opens quote author=V <>7
        Closes  <>6
        Opens glossary a, b c
        Value page.title
        Opens include f.html alt=A
        ");
    }

    #[test]
    fn what_is_not_closed_in_its_paragraph_is_no_macro() {
        assert_eq!(read("{{ a\n\nb }} {{< c {{ d }}"), "Value d");
    }
}
