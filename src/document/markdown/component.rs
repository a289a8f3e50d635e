//! The components of MDX: `<Tabs>`, `<Card title="Words" />`, `import` and `export`.

use std::ops::Range;

/// Longer than any tag that people write.
const LONGEST: usize = 1_000;
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

/// The tag of a component at the start of a text. Its name has a capital, as no element of HTML has.
pub fn component(text: &str) -> Option<Component<'_>> {
    let rest = text.strip_prefix('<')?;
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let stop = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '.')?;
    let name = &rest[..stop];
    if !name.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let mut at = text.len() - rest.len() + stop;
    let mut properties = Vec::new();
    loop {
        let words = &text[at..];
        let inner = words.trim_start();
        if at > LONGEST || words[..words.len() - inner.len()].contains("\n\n") {
            return None;
        }
        at += words.len() - inner.len();
        if inner.starts_with("/>") {
            return Some(Component { length: at + 2, name, properties });
        }
        match inner.chars().next()? {
            '>' => return Some(Component { length: at + 1, name, properties }),
            '{' => at += braces(inner)?,
            c if c.is_ascii_alphabetic() && words.len() > inner.len() => {
                let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && !"_:-".contains(c))?;
                let key = &inner[..end];
                at += end;
                let Some(value) = text[at..].strip_prefix('=') else { continue };
                let quote = value.chars().next()?;
                at += 1 + match quote {
                    '"' | '\'' => {
                        let length = value[1..].find(quote).filter(|length| *length < LONGEST)?;
                        properties.push((key, &value[1..1 + length]));
                        length + 2
                    }
                    '{' => braces(value)?,
                    _ => return None,
                };
            }
            _ => return None,
        }
    }
}

/// How long the expression in braces at the start of a text is.
pub fn braces(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().take(LONGEST) {
        match byte {
            b'{' => depth += 1,
            b'}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
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
