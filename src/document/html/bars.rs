//! Links that lead through a site rather than belong to its texts: blocks and bars of them, contents, other languages, the
//! site's own pictures over the title.

use super::content::{Content, Count, Counts};
use super::element;
use super::tree::{FormatIx, NodeIx, PLAIN, Tree};
use crate::document::Why;

/// Blocks of links that stand outside of the element with the prose.
pub fn set_link_blocks_apart(tree: &Tree, content: &mut Content, counts: &Counts) {
    let whole = counts.within(tree, content.root).prose;
    if whole == 0 {
        return;
    }
    let mut at = content.root;
    loop {
        let mut next = None;
        let mut before = None;
        for child in tree.children(at) {
            let introduced = before.is_some_and(|before| introduces(tree, before, child));
            if tree.element(child).is_some() {
                before = Some(child).filter(|child| tree.name(*child) == "p");
            }
            let held = counts.within(tree, child);
            if held.prose as f32 >= 0.9 * whole as f32 {
                next = Some(child);
            } else if is_link_block(tree, child, held) && !introduced && content.apart[child].is_none() {
                content.apart[child] = Some((Why::Boilerplate, "a block of links outside of the text"));
            }
        }
        match next {
            Some(child) if tree.element(child).is_some() && !is_text_element(tree.name(child)) => at = child,
            _ => return,
        }
    }
}

/// Elements whose children are parts of a text rather than of a page.
fn is_text_element(name: &str) -> bool {
    element::heading(name).is_some()
        || matches!(name, "p" | "li" | "ul" | "ol" | "dl" | "blockquote" | "pre" | "article" | "main")
}

fn is_link_block(tree: &Tree, ix: NodeIx, held: Count) -> bool {
    let is_block = matches!(
        tree.name(ix),
        "div" | "ul" | "ol" | "table" | "center" | "form" | "td" | "tr" | "tbody" | "header" | "footer" | "p"
    );
    // A section such as “See also” is the writer's, and so is code.
    let has_parts = || {
        let is_part = |name: &str| name == "pre" || element::heading(name).is_some_and(|level| level <= 3);
        tree.within(ix).any(|inner| is_part(tree.name(inner)))
    };
    is_block
        && held.links >= 3
        && held.density() >= 0.7
        && held.prose == 0
        && held.linked / held.links.max(1) < 40
        && !has_parts()
}

/// Words of links from one page of a series to the next.
const WAYS: [&str; 26] = [
    "next",
    "previous",
    "prev",
    "home",
    "up",
    "top",
    "back",
    "contents",
    "index",
    "forward",
    "back to top",
    "table of contents",
    "next page",
    "previous page",
    "next chapter",
    "previous chapter",
    "return",
    "main page",
    "main",
    "toc",
    "first",
    "last",
    "next section",
    "previous section",
    "skip to content",
    "title page",
];
/// Longer lists of links are rather the text.
const LONGEST_BAR: u32 = 100;

/// A heading over a list that is set apart heads nothing where another heading or the end of its part follows.
pub fn set_empty_heads_apart(tree: &Tree, content: &mut Content) {
    for ix in content.root + 1..tree.nodes[content.root].end {
        if element::heading(tree.name(ix)).is_none_or(|level| level < 2) || content.apart[ix].is_some() {
            continue;
        }
        let says = |ix: &NodeIx| tree.text(*ix).is_none_or(|text| !text.trim().is_empty());
        let part = &tree.nodes[tree.nodes[ix].parent];
        let next = |from: NodeIx| {
            let mut at = from;
            while at < part.end && !says(&at) {
                at = tree.nodes[at].end;
            }
            (at < part.end).then_some(at)
        };
        let Some(list) = next(tree.nodes[ix].end).filter(|list| {
            matches!(tree.name(*list), "ul" | "ol" | "dl")
                && content.apart[*list].is_some_and(|(why, _)| why == Why::Boilerplate)
        }) else {
            continue;
        };
        if next(tree.nodes[list].end).is_none_or(|after| element::heading(tree.name(after)).is_some()) {
            content.apart[ix] = content.apart[list];
        }
    }
}

/// Sets apart what stands over the title and is nothing but links to other pages: the site's pictures and names.
pub fn set_links_over_apart(tree: &Tree, content: &mut Content, title: NodeIx) {
    let mut ix = content.root + 1;
    while ix < title {
        if tree.holds(ix, title) {
            ix += 1;
            continue;
        }
        if content.apart[ix].is_none() {
            if !is_of_links(tree, content, ix) {
                ix += 1;
                continue;
            }
            content.set_apart(tree, ix, (Why::Boilerplate, "links over the title"));
        }
        ix = tree.nodes[ix].end;
    }
}

/// Whether a block holds links and neither other words nor a heading; a link to a picture shows the picture.
fn is_of_links(tree: &Tree, content: &Content, ix: NodeIx) -> bool {
    let shows = |inner: NodeIx| {
        tree.name(inner) == "img" || tree.text(inner).is_some_and(|text| text.contains(char::is_alphanumeric))
    };
    let leads_away = |inner: NodeIx| {
        let href = tree.link(inner).and_then(|link| tree.formats[link].element.get("href")).unwrap_or("");
        let ending = href.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        !href.is_empty()
            && !href.starts_with('#')
            && !["png", "jpg", "jpeg", "gif", "svg", "webp", "avif"].contains(&ending.as_str())
    };
    let is_ours = |inner: NodeIx| leads_away(inner) || is_emblem(tree, inner);
    if tree.name(ix) == "img" {
        return is_ours(ix);
    }
    let mut shown = tree.within(ix).filter(|inner| content.keeps(*inner) && shows(*inner)).peekable();
    element::is_block(tree.name(ix))
        && !tree.within(ix).any(|inner| element::heading(tree.name(inner)).is_some())
        && shown.peek().is_some()
        && shown.all(is_ours)
}

/// Whether a picture is the emblem of a site, or an ornament that says nothing to those who cannot see it.
fn is_emblem(tree: &Tree, ix: NodeIx) -> bool {
    tree.element(ix).filter(|element| element.name == "img").is_some_and(|picture| {
        let says =
            |name: &str| picture.get(name).is_some_and(|value| value.to_ascii_lowercase().contains("logo"));
        picture.is("alt", "") || ["class", "id", "alt", "src"].into_iter().any(says)
    })
}

/// Bars of links to the next page and the like, and lists of links to the page's own headings.
pub fn set_bars_apart(tree: &Tree, content: &mut Content, counts: &Counts) {
    let mut ix = content.root + 1;
    let mut heading_before: Option<NodeIx> = None;
    let mut paragraph_before: Option<NodeIx> = None;
    while ix < tree.nodes[content.root].end {
        if content.apart[ix].is_some() {
            ix = tree.nodes[ix].end;
            continue;
        }
        let held = counts.within(tree, ix);
        let name = tree.name(ix);
        let may_be_bar = matches!(name, "p" | "div" | "center" | "table" | "ul" | "h6")
            && held.links > 0
            && held.linked == held.all;
        let reason = if may_be_bar && held.all <= LONGEST_BAR && is_bar(tree, ix) {
            Some("a bar of links to other pages")
        } else if matches!(name, "p" | "div" | "center") && held.all == 0 && shows_ways(tree, ix) {
            Some("a picture that leads to another place")
        } else if matches!(name, "p" | "div" | "ul" | "td")
            && held.links > 1
            && held.prose == 0
            && is_of_languages(tree, ix)
        {
            Some("links to the page in other languages")
        } else if matches!(name, "ul" | "ol" | "dl")
            && held.links >= 3
            && held.density() >= 0.85
            && leads_down(tree, ix, held)
            && !paragraph_before.is_some_and(|before| introduces(tree, before, ix))
        {
            Some("a table of contents")
        } else {
            None
        };
        if let Some(rule) = reason {
            content.apart[ix] = Some((Why::Boilerplate, rule));
            if let Some(heading) = heading_before
                .filter(|heading| rule == "a table of contents" && tree.nodes[*heading].end + 2 >= ix)
            {
                let words = tree.words(heading).to_lowercase();
                if matches!(words.as_str(), "contents" | "table of contents" | "on this page" | "toc") {
                    content.apart[heading] = Some((Why::Boilerplate, rule));
                }
            }
            ix = tree.nodes[ix].end;
            continue;
        }
        if name == "p" {
            paragraph_before = Some(ix);
        }
        if held.all > 0 && tree.element(ix).is_some() && held.all < 40 {
            heading_before = Some(ix);
        }
        ix += 1;
    }
}

/// Whether a block holds pictures with links that say “top”, “next” and the like, and nothing else.
fn shows_ways(tree: &Tree, ix: NodeIx) -> bool {
    let mut pictures = tree.within(ix).filter(|inner| tree.name(*inner) == "img").peekable();
    let is_way = |picture: NodeIx| {
        let said = tree.element(picture).and_then(|picture| picture.get("alt")).unwrap_or("").to_lowercase();
        tree.link(picture).is_some() && WAYS.contains(&said.trim())
    };
    pictures.peek().is_some() && pictures.all(is_way)
}

fn is_bar(tree: &Tree, ix: NodeIx) -> bool {
    let mut words: Vec<(FormatIx, String)> = Vec::new();
    for node in tree.within(ix) {
        if let (Some(text), Some(link)) = (tree.text(node), tree.link(node)) {
            match words.last_mut() {
                Some((last, words)) if *last == link => words.push_str(text),
                _ => words.push((link, text.to_owned())),
            }
        }
    }
    let is_way = |words: &str| {
        let words = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        words.is_empty() || WAYS.contains(&words.as_str())
    };
    words.iter().all(|(_, words)| is_way(words))
}

/// Whether the links of a block lead to the page in other languages, as they say: but for one, which may be this page.
fn is_of_languages(tree: &Tree, ix: NodeIx) -> bool {
    /// Longer words of a link name more than a language.
    const LONGEST: usize = 24;
    let (mut links, mut languages) = (0, Vec::new());
    let mut last = PLAIN;
    for node in tree.within(ix) {
        let Some(link) = tree.link(node) else { continue };
        if tree.text(node).is_some_and(|text| text.trim().len() > LONGEST) {
            return false;
        }
        if link != last {
            links += 1;
            let language = tree.formats[link].element.get("hreflang");
            languages.extend(language.filter(|language| !languages.contains(language)));
            last = link;
        }
    }
    links > 1 && languages.len() + 1 >= links
}

/// Whether a sentence right before a list goes on in it: "These files are made by it:".
fn introduces(tree: &Tree, paragraph: NodeIx, list: NodeIx) -> bool {
    let words = tree.words(paragraph);
    tree.nodes[paragraph].end + 2 >= list && words.ends_with(':') && words.split(' ').count() > 3
}

/// Whether the links of a list lead to headings further down the page.
fn leads_down(tree: &Tree, ix: NodeIx, held: Count) -> bool {
    let mut last = PLAIN;
    let mut local = 0;
    for link in tree.within(ix).filter_map(|node| tree.link(node)) {
        if link != last {
            let href = tree.formats[link].element.get("href").unwrap_or("");
            local += u32::from(href.len() > 1 && href.starts_with('#'));
            last = link;
        }
    }
    // Labels of notes are links within the page too.
    local >= 3 && local * 10 >= held.links * 9 && held.linked >= 4 * held.links
}
