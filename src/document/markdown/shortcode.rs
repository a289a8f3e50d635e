//! What the macros of other generators stand for.
//!
//! The words that a reader of the finished page would see stay; the machinery is left out and listed.
//! [`TABLE`] is the one place to add a macro. Of one that is not there: alone on its lines it goes, with
//! its titles and captions kept; amid words it stays as written, so that nothing is guessed away.

use super::callout;
use super::macros::{Macro, Role};

/// What is shown in place of a macro.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shows {
    Nothing,
    /// The first of these arguments that is given; a number is a place.
    Words(&'static [&'static str]),
    /// The same, as code.
    Code(&'static [&'static str]),
    /// The name of an element, in angle brackets.
    Element,
    Fixed(&'static str),
    /// The first argument, behind these words.
    Prefixed(&'static str),
    Picture,
    /// A link; the address ends in the first argument.
    Link(&'static str),
    /// A path that other markup makes a link of.
    Address,
    /// Of a pair: a call-out with this label, or with the one that an argument names.
    Callout(Option<&'static str>),
    Quotation,
    Listing,
    /// Of a pair: what is between is not read for macros.
    Verbatim,
    /// Of a pair: what is between is not for readers.
    Comment,
}

use Shows::{
    Address, Callout, Code, Comment, Element, Fixed, Link, Listing, Nothing, Picture, Prefixed, Quotation,
    Verbatim, Words,
};

/// Names are in lower case.
const TABLE: &[(&[&str], Shows)] = &[
    // Hugo, its themes, and Kubernetes' documentation.
    (&["figure", "img", "image", "resize_image", "imgproc", "picture", "lightbox"], Picture),
    (&["glossary_tooltip", "glossary-tooltip"], Words(&["text", "term_id", "0"])),
    (&["heading", "skew", "param", "year"], Words(&["0", "key"])),
    (&["link"], Words(&["text", "url", "href", "0"])),
    (&["youtube", "youtubevideo"], Link("https://www.youtube.com/watch?v=")),
    (&["vimeo"], Link("https://vimeo.com/")),
    (&["gist"], Link("https://gist.github.com/")),
    (&["ref", "relref", "get_url", "post_url", "asset_path"], Address),
    (&["highlight", "codeblock", "code-block", "code"], Listing),
    (&["mermaid", "plantuml", "graphviz", "goat", "math", "katex"], Listing),
    (&["notice", "admonition", "hint", "alert", "callout", "callouts", "admonitionblock"], Callout(None)),
    (&["note", "info", "pageinfo", "aside"], Callout(Some("note"))),
    (&["tip", "success"], Callout(Some("tip"))),
    (&["important"], Callout(Some("important"))),
    (&["warning"], Callout(Some("warning"))),
    (&["caution", "danger", "error"], Callout(Some("caution"))),
    // Liquid, Jekyll, Hexo, Zola.
    (&["raw", "verbatim"], Verbatim),
    (&["comment"], Comment),
    (&["quote", "blockquote", "epigraph"], Quotation),
    (
        &[
            "if",
            "elsif",
            "else",
            "unless",
            "case",
            "when",
            "for",
            "assign",
            "capture",
            "increment",
            "set",
            "include",
            "include_relative",
            "include_cached",
            "render",
            "layout",
            "extends",
            "toc",
            "import",
            "seo",
            "feed_meta",
        ],
        Nothing,
    ),
    // MDN: the macro's last words are what its pages show.
    (&["glossary"], Words(&["1", "0"])),
    (&["htmlelement", "svgelement", "mathmlelement"], Element),
    (&["httpstatus", "httpheader", "httpmethod", "csp", "permissionpolicy"], Code(&["1", "0"])),
    (&["svgattr", "mathmlattribute", "jsxref", "domxref", "cssxref"], Code(&["1", "0"])),
    (&["htmlattrxref", "htmlattrdef", "webextapiref", "webgl"], Code(&["0"])),
    (&["htmlattrdef", "interwiki"], Words(&["2", "1", "0"])),
    (&["rfc"], Prefixed("RFC ")),
    (&["optional_inline"], Fixed("(optional)")),
    (&["readonlyinline"], Fixed("(read only)")),
    (&["deprecated_inline", "deprecatedinline"], Fixed("(deprecated)")),
    (&["experimental_inline"], Fixed("(experimental)")),
    (&["non-standard_inline"], Fixed("(not standard)")),
    (
        &[
            "glossarysidebar",
            "apiref",
            "cssref",
            "jsref",
            "httpsidebar",
            "htmlsidebar",
            "specifications",
            "compat",
        ],
        Nothing,
    ),
];

/// The language of a listing: what the macro says, or what it is.
pub fn language(one: &Macro) -> String {
    let is_named = matches!(one.name.as_str(), "highlight" | "codeblock" | "code-block" | "code");
    let own = if is_named { "" } else { &one.name };
    let said = one.first(&["language", "lang", "0"]).filter(|_| is_named).unwrap_or(own);
    said.trim_start_matches("lang:").to_lowercase()
}

/// Arguments whose words a reader sees, whatever the macro.
const TITLES: &[&str] = &["title", "caption", "summary", "label", "heading", "header", "tab", "text"];

/// What the table says of a macro.
pub fn shows(one: &Macro) -> Option<Shows> {
    let known = TABLE.iter().find(|(names, _)| names.contains(&one.name.as_str()));
    let reference = || one.name.ends_with("xref").then_some(Code(&["1", "0"]));
    known.map(|(_, shows)| *shows).or_else(reference)
}

/// How a macro amid words, or alone on its lines, is written in Markdown; nothing if it stays as it is.
pub fn written(one: &Macro, place: Place) -> Option<String> {
    let words = match (shows(one), place) {
        // A word in braces may be a template's or a formula's.
        _ if one.role == Role::Value && place == Place::AmidWords && !is_badge(one) => return None,
        (None, Place::AmidWords) if one.mate.is_none() && one.role != Role::Closes => return None,
        (Some(shows), _) => form(one, shows),
        (None, _) => one.first(TITLES).map(str::to_owned).or_else(|| named_tab(one)),
    };
    Some(words.unwrap_or_default())
}

/// Where a macro stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Alone,
    AmidWords,
    /// Where Markdown has the address of a link.
    InAddress,
}

/// MDN's macros without arguments look like values.
fn is_badge(one: &Macro) -> bool {
    matches!(shows(one), Some(Fixed(_) | Nothing)) && !one.name.contains('.')
}

fn form(one: &Macro, shows: Shows) -> Option<String> {
    match shows {
        Nothing | Verbatim | Comment | Listing => None,
        Words(names) => one.first(names).map(str::to_owned),
        Code(names) => one.first(names).map(|words| format!("`{words}`")),
        Element => one.argument("0").map(|name| format!("`<{name}>`")),
        Fixed(words) => Some(words.to_owned()),
        Prefixed(words) => one.argument("0").map(|argument| format!("{words}{argument}")),
        Picture => picture(one),
        Link(base) => {
            let parts: Vec<&str> = match one.first(&["id", "url"]) {
                Some(id) => vec![id],
                None => ["0", "1"].iter().filter_map(|place| one.argument(place)).collect(),
            };
            let parts = if one.name == "gist" { &parts[..] } else { &parts[..parts.len().min(1)] };
            let address = parts.join("/");
            let address = if address.contains("://") { address } else { format!("{base}{address}") };
            (!parts.is_empty()).then(|| match one.argument("title") {
                Some(title) => format!("[{title}]({address})"),
                None => format!("<{address}>"),
            })
        }
        Address => one.first(&["path", "0"]).map(|path| path.trim_start_matches("@/").to_owned()),
        Callout(_) | Quotation => one.first(TITLES).map(str::to_owned),
    }
}

/// A picture, and its caption as a paragraph below.
fn picture(one: &Macro) -> Option<String> {
    let source = one.first(&["src", "path", "url", "0"])?;
    let alt = one.argument("alt").unwrap_or("");
    let destination =
        if source.contains([' ', '(', ')']) { format!("<{source}>") } else { source.to_owned() };
    let mut written = format!("![{alt}]({destination})");
    for words in ["title", "caption", "attr"].iter().filter_map(|name| one.argument(name)) {
        written.push_str("\n\n");
        written.push_str(words);
    }
    Some(written)
}

/// `{{% tab name="Linux" %}}`: a name is for readers only where there are several to choose from.
fn named_tab(one: &Macro) -> Option<String> {
    one.name.contains("tab").then(|| one.first(&["name", "0"])).flatten().map(str::to_owned)
}

/// The words that open what a pair encloses: a title, a tab's name.
pub fn title(one: &Macro) -> Option<&str> {
    let is_tab = one.name == "tab" || one.name.ends_with("-tab");
    let named = one.first(TITLES).or_else(|| if is_tab { one.first(&["name", "0"]) } else { None });
    named.or_else(|| match shows(one) {
        // `{{% notice tip "Title" %}}`
        Some(Callout(None)) => one
            .arguments
            .iter()
            .filter(|argument| argument.key.is_none())
            .nth(1)
            .map(|second| second.value.trim()),
        Some(Callout(Some(_))) => one.argument("0"),
        None if one.name == "details" || one.name == "expand" => one.argument("0"),
        _ => None,
    })
}

/// The label of the call-out that a pair makes.
pub fn callout_label(one: &Macro, fixed: Option<&'static str>) -> &'static str {
    let named = || one.first(&["type", "style", "color", "kind", "context", "0"]).and_then(callout::label);
    fixed.or_else(named).unwrap_or("note")
}
