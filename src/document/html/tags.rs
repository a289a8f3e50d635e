//! The little of HTML that Markdown texts carry: words kept, tags set apart.

use crate::document::Style;

/// A piece of an HTML block.
#[derive(Debug, PartialEq)]
pub enum Part {
    Words(String),
    /// Tags, comments, scripts and style sheets.
    Markup(String),
}

/// Elements whose content no browser shows as text.
const UNSHOWN: [&str; 5] = ["script", "style", "template", "noscript", "iframe"];
/// Elements that end the paragraph before them.
const BLOCKS: [&str; 20] = [
    "p",
    "div",
    "section",
    "article",
    "aside",
    "details",
    "summary",
    "figure",
    "figcaption",
    "table",
    "tr",
    "td",
    "th",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
];

/// Takes the tags out of a block of HTML. A blank line stands between blocks.
pub fn strip(html: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut words = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        words.push_str(&unescape(before));
        let length = markup_length(tag);
        if length == 0 {
            words.push('<');
            rest = &tag[1..];
            continue;
        }
        let (markup, after) = tag.split_at(length);
        if tag_name(markup).is_some_and(|name| BLOCKS.contains(&name.as_str())) {
            words.push_str("\n\n");
        } else {
            words.push(' ');
        }
        parts.push(Part::Words(std::mem::take(&mut words)));
        parts.push(Part::Markup(markup.to_owned()));
        rest = after;
    }
    words.push_str(&unescape(rest));
    parts.push(Part::Words(words));
    join(parts)
}

/// Words that only an inline tag parts belong to one paragraph.
fn join(parts: Vec<Part>) -> Vec<Part> {
    let mut words = String::new();
    let mut markup = Vec::new();
    for part in parts {
        match part {
            Part::Words(more) => words.push_str(&more),
            Part::Markup(_) => markup.push(part),
        }
    }
    markup.push(Part::Words(words));
    markup
}

/// How long the tag, comment or unshown element at the start is; 0 if it is none.
fn markup_length(html: &str) -> usize {
    if html.starts_with("<!--") {
        return html.find("-->").map_or(html.len(), |end| end + 3);
    }
    let Some(name) = tag_name(html) else {
        let declaration = html.starts_with("<!") || html.starts_with("<?");
        return if declaration { html.find('>').map_or(html.len(), |end| end + 1) } else { 0 };
    };
    let mut quote = None;
    let end = html.char_indices().find(|(_, c)| match quote {
        Some(open) => {
            if *c == open {
                quote = None;
            }
            false
        }
        None if *c == '"' || *c == '\'' => {
            quote = Some(*c);
            false
        }
        None => *c == '>',
    });
    let end = end.map_or(html.len(), |(at, _)| at + 1);
    if html.starts_with("</") || !UNSHOWN.contains(&name.as_str()) {
        return end;
    }
    let closes = |at: &usize| {
        let after = &html.as_bytes()[*at + 2..];
        after.len() >= name.len() && after[..name.len()].eq_ignore_ascii_case(name.as_bytes())
    };
    html[end..].match_indices("</").map(|(at, _)| end + at).find(closes).unwrap_or(html.len())
}

/// The lower-case name of the tag that a piece of HTML begins with.
pub fn tag_name(html: &str) -> Option<String> {
    let rest = html.strip_prefix('<')?;
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
    let name = &rest[..end];
    name.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| name.to_ascii_lowercase())
}

/// The style that an inline element stands for.
pub fn style(name: &str) -> Option<Style> {
    Some(match name {
        "em" | "i" | "cite" | "dfn" | "var" => Style::Emphasis,
        "strong" | "b" => Style::Strong,
        "s" | "del" | "strike" => Style::Strikethrough,
        "sup" => Style::Superscript,
        "sub" => Style::Subscript,
        "code" | "kbd" | "samp" | "tt" => Style::Code,
        _ => return None,
    })
}

/// Character references: by number, and the names that texts use.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((c, length)) => {
                plain.push(c);
                rest = &rest[length..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|b| b == b';')?;
    let name = &text[1..end];
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "copy" => '©',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| *c != '\0')?
        }
    };
    Some((c, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(html: &str) -> String {
        let words = strip(html).into_iter().filter_map(|part| match part {
            Part::Words(words) => Some(words),
            Part::Markup(_) => None,
        });
        words.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_stay_and_scripts_go() {
        assert_eq!(
            words("<div class=\"a>b\"><p>One &amp; <b>two</b></p><script>alert(1)</script></div>"),
            "One & two"
        );
        assert_eq!(words("1 < 2 <!-- no --> yes"), "1 < 2 yes");
        assert_eq!(words("<script>never closed"), "");
    }
}
