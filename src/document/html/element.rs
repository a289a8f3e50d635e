//! Elements: their names, the attributes that say something, and the kinds that names fall into.

use html5gum::StartTag;

/// An element's name and the attributes that Seedbed looks at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// In lower case.
    pub name: String,
    attributes: Vec<(String, String)>,
}

/// Attributes that are looked at; all others are passed over.
const ATTRIBUTES: [&str; 47] = [
    "alt",
    "align",
    "aria-hidden",
    "aria-label",
    "aria-level",
    "checked",
    "cite",
    "class",
    "colspan",
    "content",
    "data-lang",
    "data-language",
    "data-original",
    "data-src",
    "data-srcset",
    "datetime",
    "display",
    "encoding",
    "epub:type",
    "for",
    "height",
    "hidden",
    "href",
    "hreflang",
    "id",
    "itemprop",
    "lang",
    "name",
    "property",
    "pubdate",
    "rel",
    "reversed",
    "role",
    "rowspan",
    "scope",
    "src",
    "srcset",
    "start",
    "style",
    "summary",
    "title",
    "type",
    "value",
    "width",
    "xml:lang",
    "http-equiv",
    "alttext",
];

const LONGEST_STYLE: usize = 1000;

impl Element {
    pub fn named(name: &str) -> Element {
        Element { name: name.to_owned(), attributes: Vec::new() }
    }

    pub fn of(tag: &StartTag<usize>) -> Element {
        let known = tag.attributes.iter().filter_map(|(name, value)| {
            let name = std::str::from_utf8(name).ok().filter(|name| ATTRIBUTES.contains(name))?;
            let value = String::from_utf8_lossy(value);
            // These are read over and over, and no honest page needs more.
            let most = if matches!(name, "style" | "class") { LONGEST_STYLE } else { usize::MAX };
            Some((name.to_owned(), value.chars().take(most).collect()))
        });
        Element { name: String::from_utf8_lossy(&tag.name).into_owned(), attributes: known.collect() }
    }

    pub fn is_bare(&self) -> bool {
        self.attributes.is_empty()
    }

    pub fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == attribute).map(|(_, value)| value.as_str())
    }

    pub fn has(&self, attribute: &str) -> bool {
        self.get(attribute).is_some()
    }

    /// Whether an attribute has this value, in any case.
    pub fn is(&self, attribute: &str, value: &str) -> bool {
        self.get(attribute).is_some_and(|found| found.trim().eq_ignore_ascii_case(value))
    }

    pub fn classes(&self) -> impl Iterator<Item = &str> {
        self.get("class").unwrap_or("").split_ascii_whitespace()
    }

    pub fn has_class(&self, class: &str) -> bool {
        self.classes().any(|found| found.eq_ignore_ascii_case(class))
    }

    pub fn has_role(&self, role: &str) -> bool {
        self.get("role").unwrap_or("").split_ascii_whitespace().any(|found| found.eq_ignore_ascii_case(role))
    }

    /// The ids by which links may lead to it.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let name = if self.name == "a" { self.get("name") } else { None };
        self.get("id").into_iter().chain(name).map(str::trim).filter(|id| !id.is_empty())
    }

    /// What `style` says of a property, in lower case.
    pub fn css(&self, property: &str) -> Option<String> {
        declared(self.get("style")?, property)
    }
}

/// What CSS declarations say of a property, in lower case.
pub fn declared(declarations: &str, property: &str) -> Option<String> {
    let said = declarations.split(';').filter_map(|one| one.split_once(':'));
    let found = said.rev().find(|(name, _)| name.trim().eq_ignore_ascii_case(property))?;
    Some(found.1.trim().trim_end_matches("!important").trim().to_ascii_lowercase())
}

pub const IN_HEAD: [&str; 11] = [
    "base", "basefont", "bgsound", "link", "meta", "title", "noscript", "noframes", "style", "script",
    "template",
];

/// Elements that hold nothing.
pub fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "image"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements that style words and may end in any order.
pub fn is_format(name: &str) -> bool {
    matches!(
        name,
        "a" | "b"
            | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    )
}

/// Elements that stand on lines of their own.
pub fn is_block(name: &str) -> bool {
    ends_paragraph(name)
        || matches!(
            name,
            "body"
                | "html"
                | "head"
                | "caption"
                | "tbody"
                | "thead"
                | "tfoot"
                | "tr"
                | "td"
                | "th"
                | "colgroup"
                | "legend"
                | "optgroup"
                | "option"
                | "select"
                | "textarea"
                | "template"
                | "noscript"
                | "title"
                | "frameset"
                | "iframe"
        )
}

/// Elements before which an open paragraph ends.
pub fn ends_paragraph(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "header"
            | "hgroup"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "search"
            | "section"
            | "summary"
            | "ul"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "pre"
            | "listing"
            | "form"
            | "table"
            | "hr"
            | "xmp"
            | "plaintext"
            | "li"
            | "dd"
            | "dt"
    )
}

/// The level of `h1` to `h6`.
pub fn heading(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// Elements that end tags and formats do not reach out of.
pub fn is_cell_edge(name: &str) -> bool {
    matches!(
        name,
        "td" | "th" | "caption" | "table" | "template" | "object" | "marquee" | "applet" | "svg" | "math"
    )
}

pub fn is_button_edge(name: &str) -> bool {
    name == "button" || is_cell_edge(name)
}

/// Where the search for an open item ends.
pub fn is_list_edge(name: &str) -> bool {
    matches!(name, "ul" | "ol" | "menu" | "dir" | "dl") || is_cell_edge(name)
}
