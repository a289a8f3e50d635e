//! The components of MDX: `<Tabs>`, `<Card title="Words" />`, `<div style={{ width: 1 }}>`, `import` and `export`.

use rapidhash::RapidHashMap;
use std::ops::Range;

/// Longer than any tag that people write amid words.
pub const LONGEST: usize = 1_000;
/// Properties whose words a reader sees.
const TITLES: [&str; 7] = ["title", "label", "header", "heading", "caption", "summary", "description"];
const PICTURES: [&str; 4] = ["Image", "Img", "Figure", "Picture"];

pub struct Component<'a> {
    pub length: usize,
    name: &'a str,
    /// Names and quoted values.
    properties: Vec<(&'a str, &'a str)>,
}

impl Component<'_> {
    /// What is shown of it where it stands alone.
    pub fn written(&self) -> String {
        let property =
            |name: &str| self.properties.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
        if PICTURES.contains(&self.name)
            && let Some(source) = property("src").filter(|source| !source.contains([' ', '(', ')']))
        {
            let caption = property("caption").map_or(String::new(), |caption| format!("\n\n{caption}"));
            return format!("![{}]({source}){caption}", property("alt").unwrap_or(""));
        }
        let words =
            self.properties.iter().filter(|(key, value)| TITLES.contains(key) && !value.trim().is_empty());
        words.map(|(_, words)| words.trim()).collect::<Vec<_>>().join("\n\n")
    }
}

/// Which bracket closes each brace of a text.
pub struct Braces(RapidHashMap<usize, usize>);

impl Braces {
    pub fn of(text: &str) -> Braces {
        let (mut open, mut closed) = (Vec::new(), RapidHashMap::default());
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b'{' => open.push(at),
                b'}' => {
                    open.pop().map(|from| closed.insert(from, at + 1));
                }
                _ => {}
            }
        }
        Braces(closed)
    }

    /// How long the expression in braces is that begins at a place.
    fn length(&self, at: usize) -> Option<usize> {
        self.0.get(&at).map(|end| end - at)
    }
}

/// The tag of a component at a place of a text. Its name has a capital, as no element of HTML has, or it has an
/// expression in braces, as no tag of HTML has.
pub fn component<'t>(whole: &'t str, start: usize, braces: &Braces) -> Option<Component<'t>> {
    let text = &whole[start..];
    let rest = text.strip_prefix('<')?;
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let stop = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '.')?;
    let name = &rest[..stop];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut is_component = name.starts_with(|c: char| c.is_ascii_uppercase());
    let mut expressions = 0;
    let mut at = text.len() - rest.len() + stop;
    let mut properties = Vec::new();
    loop {
        let words = &text[at..];
        let inner = words.trim_start();
        // An expression may be as long as a table.
        if at - expressions > LONGEST || words[..words.len() - inner.len()].contains("\n\n") {
            return None;
        }
        at += words.len() - inner.len();
        if inner.starts_with("/>") {
            return is_component.then_some(Component { length: at + 2, name, properties });
        }
        match inner.chars().next()? {
            '>' => return is_component.then_some(Component { length: at + 1, name, properties }),
            '{' if is_component => {
                let length = braces.length(start + at)?;
                expressions += length;
                at += length;
            }
            c if c.is_ascii_alphabetic() && words.len() > inner.len() => {
                let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && !"_:-".contains(c))?;
                let key = &inner[..end];
                at += end;
                let Some(value) = text[at..].strip_prefix('=') else { continue };
                let quote = value.chars().next()?;
                let length = match quote {
                    '"' | '\'' => {
                        let length = value[1..].find(quote).filter(|length| *length < LONGEST)?;
                        properties.push((key, &value[1..1 + length]));
                        length + 2
                    }
                    '{' => {
                        is_component = true;
                        let length = braces.length(start + at + 1)?;
                        expressions += length;
                        length
                    }
                    _ => return None,
                };
                at += 1 + length;
            }
            _ => return None,
        }
    }
}

/// Whether a paragraph's first line is an import or export of a module.
pub fn is_module(line: &str) -> bool {
    let line = line.trim_end().trim_end_matches(';');
    if let Some(rest) = line.strip_prefix("import ") {
        let quoted = line.ends_with(['"', '\'']);
        return quoted && (rest.contains(" from ") || rest.starts_with(['"', '\'']));
    }
    let starts =
        ["const ", "let ", "var ", "default ", "function ", "async function ", "class ", "{", "* from"];
    line.strip_prefix("export ").is_some_and(|rest| starts.iter().any(|start| rest.starts_with(start)))
}

/// What `text` has between two places, as the place of the words in it.
pub fn within(whole: &Range<usize>, text: &str, words: &str) -> Option<Range<usize>> {
    let at = text[whole.clone()].rfind(words)?;
    Some(whole.start + at..whole.start + at + words.len())
}
