//! What elements, roles, classes and ids say of a part of a page.

use super::content::Reason;
use super::element::{self, Element};
use super::tree::{NodeIx, Tree};
use crate::document::Why;
use crate::document::slug::slug;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hint {
    pub reason: Reason,
    pub strength: Strength,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Strength {
    /// Never text.
    Certain,
    /// Not text unless it is most of the page.
    Strong,
    /// Not text if it has hardly any sentences, or stands outside of the article.
    OfLinks,
}

const fn hint(rule: &'static str, strength: Strength) -> Hint {
    Hint { reason: (Why::Boilerplate, rule), strength }
}

/// Classes that programs give to what they add, by their whole name.
const CERTAIN: [&str; 64] = [
    "navheader",
    "navfooter",
    "docnav",
    "linenos",
    "linenodiv",
    "rouge-gutter",
    "blob-num",
    "hljs-ln-numbers",
    "line-numbers-rows",
    "mw-editsection",
    "editsection",
    "mw-jump-link",
    "mw-indicators",
    "mw-empty-elt",
    "catlinks",
    "printfooter",
    "navbox",
    "vertical-navbox",
    "navbox-styles",
    "ambox",
    "sistersitebox",
    "noprint",
    "headerlink",
    "header-anchor",
    "heading-anchor",
    "hash-link",
    "anchorjs-link",
    "anchor-link",
    "permalink",
    "skip-link",
    "skip-to-content",
    "skiplink",
    "sr-only",
    "visually-hidden",
    "screen-reader-text",
    "screen-reader-only",
    "visuallyhidden",
    "theme-edit-this-page",
    "edit-this-page",
    "copybtn",
    "copy-button",
    "adsbygoogle",
    "sharedaddy",
    "jp-relatedposts",
    "addtoany_content",
    "mobile-menu",
    "pg-boilerplate",
    "pagenum",
    "pageno",
    "mso-toc",
    "cookie-banner",
    "nomobile-menu",
    "td-page-meta",
    "ttc",
    "ingroups",
    "hideme",
    "jp-inputprompt",
    "jp-outputprompt",
    "input_prompt",
    "output_prompt",
    "votecell",
    "js-post-menu",
    "postprofile",
    "userpic_wrap",
];

/// Single words within classes and ids that name a part of the site.
const STRONG: [&str; 33] = [
    "comments",
    "commentlist",
    "disqus",
    "respond",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "advert",
    "advertisement",
    "adverts",
    "ads",
    "sponsored",
    "newsletter",
    "subscribe",
    "subscription",
    "signup",
    "share",
    "sharing",
    "sharebar",
    "social",
    "breadcrumb",
    "breadcrumbs",
    "pagination",
    "paging",
    "outbrain",
    "taboola",
    "paywall",
    "popup",
    "modal",
    "colophon",
    "masthead",
    "footer",
];
const OF_LINKS: [&str; 29] = [
    "postmetadata",
    "nav",
    "navbar",
    "navigation",
    "navi",
    "menu",
    "topbar",
    "sidebar",
    "sidenav",
    "toolbar",
    "toc",
    "tableofcontents",
    "contents",
    "related",
    "recommended",
    "recommendations",
    "promo",
    "widget",
    "widgets",
    "tags",
    "tagcloud",
    "pager",
    "search",
    "searchbox",
    "header",
    "banner",
    "login",
    "relations",
    "titlearea",
];

/// Parts of a manual as DocBook and Texinfo call them.
const OF_MANUALS: [&str; 26] = [
    "sect1",
    "sect2",
    "sect3",
    "sect4",
    "sect5",
    "simplesect",
    "refsect1",
    "refsect2",
    "refsect3",
    "refsection",
    "refsynopsisdiv",
    "chapter",
    "appendix",
    "preface",
    "table",
    "informaltable",
    "figure",
    "example",
    "variablelist",
    "subsection",
    "subsubsection",
    "chapter-level-extent",
    "section-level-extent",
    "subsection-level-extent",
    "subsubsection-level-extent",
    "appendix-level-extent",
];

/// What a formatting element is, if it is no text.
pub fn of_format(element: &Element) -> Option<Reason> {
    if element.is("aria-hidden", "true") || element.has("hidden") {
        return Some((Why::Html, "hidden from readers"));
    }
    let certain = element.classes().any(|class| CERTAIN.contains(&class.to_ascii_lowercase().as_str()));
    certain.then_some((Why::Boilerplate, "a link that the site adds"))
}

/// What a node is, if it is no text.
pub fn of(tree: &Tree, ix: NodeIx) -> Option<Hint> {
    let element = tree.element(ix)?;
    let name = element.name.as_str();
    if matches!(name, "html" | "body" | "main" | "head") {
        return None;
    }
    if element::heading(name).is_some() {
        return of_heading(tree, ix, element).or_else(|| by_class(element));
    }
    by_element(tree, ix, element).or_else(|| by_class(element)).or_else(|| {
        let may = matches!(
            name,
            "div"
                | "section"
                | "ul"
                | "ol"
                | "aside"
                | "table"
                | "form"
                | "header"
                | "footer"
                | "p"
                | "center"
                | "details"
                | "td"
        );
        may.then(|| by_words(tree, ix, element)).flatten()
    })
}

/// Headings of what a site adds, and the name of the site as a link to its first page.
fn of_heading(tree: &Tree, ix: NodeIx, element: &Element) -> Option<Hint> {
    let words = tree.words(ix);
    let is_own = |id: &str| slug(&words).contains(&slug(id));
    let names = element.classes().chain(element.get("id").filter(|id| !is_own(id)));
    let of_comments =
        names.flat_map(self::words).any(|word| matches!(word.as_str(), "comments" | "respond" | "reply"));
    if of_comments {
        return Some(hint("the heading of comments", Strength::Strong));
    }
    is_site_name(tree, ix).then(|| hint("the name of the site", Strength::Strong))
}

/// Whether a heading is a link to the first page of the site.
pub fn is_site_name(tree: &Tree, ix: NodeIx) -> bool {
    let texts =
        || tree.within(ix).filter(|inner| tree.text(*inner).is_some_and(|text| !text.trim().is_empty()));
    let leads_home = |inner: NodeIx| {
        let href = tree.link(inner).and_then(|link| tree.formats[link].element.get("href")).unwrap_or("none");
        let path = href
            .split_once("://")
            .map_or(href, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
        matches!(path.trim_matches('/'), "" | "." | ".." | "index.html" | "index.htm" | "index.php")
    };
    tree.name(ix) == "h1" && texts().next().is_some() && texts().all(leads_home)
}

fn by_element(tree: &Tree, ix: NodeIx, element: &Element) -> Option<Hint> {
    let role = |role: &str| element.has_role(role);
    let in_text = || {
        tree.ancestors(ix)
            .any(|outer| matches!(tree.name(outer), "main" | "article" | "blockquote" | "section"))
    };
    let is_note = || super::notes::is_named_note(element);
    if is_note() {
        return None;
    }
    if role("doc-pagebreak") || element.get("epub:type").is_some_and(|kind| kind.contains("pagebreak")) {
        return Some(hint("the number of a page", Strength::Certain));
    }
    if role("doc-toc")
        || element.get("epub:type").is_some_and(|kind| kind.split(' ').any(|kind| kind == "toc"))
    {
        return Some(hint("a table of contents", Strength::Strong));
    }
    match element.name.as_str() {
        "nav" | "menu" => return Some(hint("navigation", Strength::Strong)),
        "form" => return Some(hint("a form", Strength::OfLinks)),
        "dialog" => return Some(hint("a dialog", Strength::Strong)),
        "footer" if !in_text() => return Some(hint("the foot of the page", Strength::Strong)),
        "header" if !in_text() => return Some(hint("the head of the page", Strength::OfLinks)),
        "aside" if !in_text() => return Some(hint("beside the text", Strength::Strong)),
        _ => {}
    }
    let chrome = ["navigation", "search", "contentinfo", "dialog", "alertdialog", "menubar", "toolbar"];
    if chrome.iter().any(|wanted| role(wanted)) {
        return Some(hint("a part of the site by its role", Strength::Strong));
    }
    (role("banner") || role("complementary"))
        .then(|| hint("a part of the site by its role", Strength::OfLinks))
}

fn by_class(element: &Element) -> Option<Hint> {
    for class in element.classes() {
        let class = class.to_ascii_lowercase();
        // In a line it is a remark on the text, such as “citation needed”.
        let is_remark = class == "noprint" && !element::is_block(&element.name);
        if CERTAIN.contains(&class.as_str()) && !is_remark {
            return Some(hint("its class names a part of the site", Strength::Certain));
        }
        if class.starts_with("msotoc") && class != "msotocheading" {
            return Some(hint("a table of contents", Strength::Certain));
        }
    }
    None
}

fn by_words(tree: &Tree, ix: NodeIx, element: &Element) -> Option<Hint> {
    // Generators name sections by their headings, and writers of manuals name theirs: the words are then the writer's.
    let id = element
        .get("id")
        .filter(|_| !element.classes().any(|class| OF_MANUALS.contains(&class)))
        .filter(|id| {
            let first = tree.within(ix).find(|inner| element::heading(tree.name(*inner)).is_some());
            // The heading may have a number or a sign that the name lacks.
            first.is_none_or(|heading| {
                let (id, name) = (slug(&deciphered(id)), slug(&tree.words(heading)));
                !id.starts_with(&name) && !name.contains(&id)
            })
        });
    let names = element.classes().chain(id);
    let mut found = None;
    // DocBook calls so what stands within the frame of a table or a figure.
    const FRAMED: [&str; 5] = [
        "table-contents",
        "figure-contents",
        "example-contents",
        "equation-contents",
        "informaltable-contents",
    ];
    for name in names.filter(|name| !name.contains("-not-") && !FRAMED.contains(name)) {
        let words = words(name);
        // The head of a table, whatever it is made of.
        let of_table = words.iter().any(|word| matches!(word.as_str(), "table" | "column" | "col" | "row"));
        for word in words.into_iter().filter(|word| !(of_table && word == "header")) {
            if STRONG.contains(&word.as_str()) {
                return Some(hint("its class or id names a part of the site", Strength::Strong));
            }
            if OF_LINKS.contains(&word.as_str()) {
                found = Some(hint("its class or id names a part of the site", Strength::OfLinks));
            }
        }
    }
    found
}

/// An id as Texinfo writes it, with the signs that it stands for: `User_002dDefined-Widgets`.
fn deciphered(id: &str) -> String {
    let mut parts = id.split("_00");
    let mut said = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let sign = part.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok()).filter(u8::is_ascii);
        match sign {
            Some(sign) => {
                said.push(char::from(sign));
                said.push_str(&part[2..]);
            }
            None => {
                said.push_str("_00");
                said.push_str(part);
            }
        }
    }
    said
}

/// The words of a class or id: `post-shareBar` is post, share, bar and sharebar.
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in name.split(|c: char| !c.is_alphanumeric()) {
        let mut word = String::new();
        let mut was_lower = false;
        for c in part.chars() {
            if c.is_uppercase() && was_lower {
                words.push(std::mem::take(&mut word));
            }
            was_lower = c.is_lowercase();
            word.extend(c.to_lowercase());
        }
        words.push(word);
        words.push(part.to_lowercase());
    }
    words.retain(|word| !word.is_empty());
    words.dedup();
    words
}

/// Elements that hold the text in pages that say so by class or id only.
pub fn is_content(tree: &Tree, ix: NodeIx) -> bool {
    const CLASSES: [&str; 12] = [
        "mw-parser-output",
        "entry-content",
        "post-content",
        "article-content",
        "article-body",
        "post-body",
        "markdown-body",
        "story-body",
        "articlebody",
        "page-content",
        "rst-content",
        "td-content",
    ];
    const IDS: [&str; 8] = [
        "mw-content-text",
        "bodycontent",
        "main-content",
        "maincontent",
        "content",
        "article",
        "main",
        "article-body",
    ];
    let Some(element) = tree.element(ix).filter(|element| !matches!(element.name.as_str(), "body" | "html"))
    else {
        return false;
    };
    element::is_block(&element.name)
        && (element.classes().any(|class| CLASSES.contains(&class.to_ascii_lowercase().as_str()))
            || element.get("id").is_some_and(|id| IDS.contains(&id.to_ascii_lowercase().as_str())))
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn classes_have_words() {
        assert_eq!(words("post-shareBar"), ["post", "share", "bar", "sharebar"]);
        assert_eq!(words("hljs-comment"), ["hljs", "comment"]);
        assert_eq!(words("TOC"), ["toc"]);
    }
}
