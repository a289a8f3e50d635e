//! What the specification says a text is: its HTML, in the same lines as what Seedbed makes of it.
//!
//! Left aside is what Seedbed's passages do not carry: whether a list is loose, and the titles of links.

use html5gum::{StartTag, Token, Tokenizer};

pub fn outline(html: &str) -> String {
    let mut reader = Reader::default();
    for token in Tokenizer::new(html) {
        match token {
            Ok(Token::StartTag(tag)) => reader.start(&tag),
            Ok(Token::EndTag(tag)) => reader.end(&name(&tag.name)),
            Ok(Token::String(words)) => reader.words(&name(&words.value)),
            _ => {}
        }
    }
    reader.flush();
    reader.lines
}

/// The letters of the HTML that a browser shows, without blanks.
pub fn letters(html: &str) -> String {
    let mut hidden = false;
    let mut shown = String::new();
    for token in Tokenizer::new(html) {
        match token {
            Ok(Token::StartTag(tag)) if is_hidden(&tag.name) => hidden = true,
            Ok(Token::EndTag(tag)) if is_hidden(&tag.name) => hidden = false,
            Ok(Token::String(words)) if !hidden => shown.push_str(&name(&words.value)),
            _ => {}
        }
    }
    shown.split_whitespace().collect()
}

fn is_hidden(tag: &[u8]) -> bool {
    matches!(tag, b"script" | b"style")
}

/// An address without the escapes that one writer uses and another does not.
pub fn plain_address(address: &str) -> String {
    let bytes = address.as_bytes();
    let mut plain = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let escaped = address.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                plain.push(byte);
                at += 3;
            }
            None => {
                plain.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}

fn name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[derive(Default)]
struct Reader {
    lines: String,
    /// The words of the passage that is open.
    inline: String,
    /// What the passage is, if an element says so.
    kind: Option<String>,
}

impl Reader {
    fn start(&mut self, tag: &StartTag<()>) {
        let attribute = |wanted: &str| {
            let found = tag.attributes.iter().find(|(key, _)| key.as_slice() == wanted.as_bytes());
            found.map(|(_, value)| name(value)).unwrap_or_default()
        };
        match name(&tag.name).as_str() {
            "p" => self.open("p"),
            block @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => self.open(block),
            "pre" => self.open("code"),
            "code" if self.kind.as_deref() == Some("code") => {
                if let Some(language) = attribute("class").strip_prefix("language-") {
                    self.inline.push_str(&format!("⟨{}⟩", language.to_lowercase()));
                }
            }
            "ol" => {
                let start = attribute("start");
                self.block(&format!("<ol {}>", if start.is_empty() { "1" } else { &start }));
            }
            block @ ("ul" | "li" | "blockquote" | "hr") => self.block(&format!("<{block}>")),
            "a" => self.inline.push_str(&format!("⟨a {}⟩", plain_address(&attribute("href")))),
            "img" => self.inline.push_str(&format!(
                "⟨img {} {:?} {:?}⟩",
                plain_address(&attribute("src")),
                attribute("alt"),
                attribute("title")
            )),
            "br" => self.inline.push('\u{b}'),
            mark @ ("em" | "strong" | "code") => self.inline.push_str(&format!("⟨{mark}⟩")),
            _ => {}
        }
    }

    fn end(&mut self, tag: &str) {
        match tag {
            "code" if self.kind.as_deref() == Some("code") => {}
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" => self.flush(),
            "ul" | "ol" | "li" | "blockquote" => self.block(&format!("</{tag}>")),
            "a" | "em" | "strong" | "code" => self.inline.push_str(&format!("⟨/{tag}⟩")),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.kind.as_deref() == Some("code") {
            self.inline.push_str(words);
        } else {
            self.inline.push_str(&words.replace('\n', " "));
        }
    }

    fn open(&mut self, kind: &str) {
        self.flush();
        self.kind = Some(kind.to_owned());
    }

    fn block(&mut self, line: &str) {
        self.flush();
        self.lines.push_str(line);
        self.lines.push('\n');
    }

    fn flush(&mut self) {
        let inline = std::mem::take(&mut self.inline);
        let kind = self.kind.take();
        if kind.as_deref() == Some("code") {
            let code = inline.strip_suffix('\n').unwrap_or(&inline);
            self.lines.push_str(&format!("code: {code:?}\n"));
            return;
        }
        // A break is written with a line end behind it.
        let words = inline.replace("\u{b} ", "\n").replace('\u{b}', "\n");
        let words = words.trim();
        if !words.is_empty() || kind.is_some() {
            self.lines.push_str(&format!("{}: {words:?}\n", kind.as_deref().unwrap_or("p")));
        }
    }
}
