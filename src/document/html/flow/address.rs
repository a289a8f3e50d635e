//! What words and pictures lead to: links and their addresses, pictures, and the styles that links are among.

use super::super::element::Element;
use super::super::look;
use super::super::notes::fragment;
use super::super::tree::{FormatIx, NodeIx};
use super::{LONGEST_ADDRESS, LONGEST_LINK, Writer};
use crate::document::{AtomKind, Style, Why};

impl Writer<'_> {
    /// Whether the text node before this one is in the same link: a mark in parts is one mark.
    pub(super) fn is_in_link(&self, ix: NodeIx, link: FormatIx) -> bool {
        let before = (ix.saturating_sub(6)..ix)
            .rev()
            .find(|before| self.tree.text(*before).is_some_and(|text| !text.trim().is_empty()));
        before.is_some_and(|before| self.tree.link(before) == Some(link))
    }

    pub(super) fn styles_at(&mut self, ix: NodeIx) -> Vec<Style> {
        let tree = self.tree;
        let mut wanted = self.inline.clone();
        let mut formats: Vec<FormatIx> = tree.formats(ix).collect();
        formats.reverse();
        for format in formats {
            let element = &tree.formats[format].element;
            let styles = self.sheet.styles(element);
            wanted.extend(styles.into_iter().filter(|style| !self.inline.contains(style)));
            if element.name == "a" && element.has("href") {
                wanted.extend(self.link(format, element));
            }
        }
        let mut unique: Vec<Style> = Vec::with_capacity(wanted.len());
        for style in wanted {
            if !unique.contains(&style) {
                unique.push(style);
            }
        }
        unique
    }

    fn link(&mut self, format: FormatIx, element: &Element) -> Option<Style> {
        if self.link_uses.get(&format).is_some_and(|uses| *uses > LONGEST_LINK) {
            return None;
        }
        let href = self.address(element.get("href")?)?;
        Some(Style::Link { href })
    }

    /// An address as the page means it; none if a page must not carry it.
    fn address(&mut self, href: &str) -> Option<String> {
        let href: String = href.chars().filter(|c| !c.is_control()).collect();
        let href = href.trim();
        if let Some(id) = fragment(href, self.own_addresses) {
            return Some(format!("#{id}"));
        }
        let scheme = href
            .split(['/', '?', '#'])
            .next()
            .and_then(|start| start.split_once(':'))
            .map(|(scheme, _)| scheme);
        let refused = ["javascript", "data", "vbscript", "about", "blob", "file"];
        if href.len() > LONGEST_ADDRESS
            || scheme.is_some_and(|scheme| refused.contains(&scheme.trim().to_ascii_lowercase().as_str()))
        {
            self.refused_links += 1;
            return None;
        }
        if href.is_empty() || href == "#" {
            return None;
        }
        Some(match href.strip_prefix("//") {
            Some(rest) => format!("https://{rest}"),
            None => look::unwrapped(href),
        })
    }

    pub(super) fn image(&mut self, ix: NodeIx, element: &Element) {
        let alt = element.get("alt").unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
        let source = self.tree.nodes[ix].source.clone();
        if element.classes().any(|class| class.contains("emoji"))
            && !alt.is_empty()
            && !alt.contains(char::is_alphanumeric)
        {
            return self.push(&alt, &source, &self.inline.clone());
        }
        let is_dot =
            |attribute: &str| element.get(attribute).is_some_and(|size| matches!(size.trim(), "0" | "1"));
        if is_dot("width") || is_dot("height") {
            return;
        }
        let listed = element.get("data-srcset").or_else(|| element.get("srcset"));
        let candidates = [
            element.get("src").filter(|src| !src.trim_start().starts_with("data:")),
            element.get("data-src"),
            element.get("data-original"),
            listed.and_then(|list| list.split_whitespace().next()),
        ];
        match candidates.into_iter().flatten().map(str::trim).find(|src| !src.is_empty()) {
            Some(src) => {
                if let Some(src) = self.address(src) {
                    let title = element.get("title").unwrap_or("").to_owned();
                    let link = self.styles_at(ix).into_iter().find_map(|style| match style {
                        Style::Link { href } => Some(href),
                        _ => None,
                    });
                    self.atom(AtomKind::Image { src, alt, title, link }, &source);
                }
            }
            None if element.has("src") => {
                self.refused_pictures += 1;
                self.parsed.remove(format!("[a picture within the page: {alt}]"), source, Why::Html);
            }
            None => {}
        }
    }
}
