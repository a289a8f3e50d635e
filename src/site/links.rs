//! The site's own links: each must lead to a page of it, and to an id on that page.

use super::Site;
use crate::corpus::percent_decoded;
use crate::diagnostic::{Code, Diagnostic};
use rapidhash::{RapidHashMap, RapidHashSet};

impl Site {
    /// Links and anchors that lead nowhere, ids that stand twice on a page. Templates may be the
    /// corpus's own, so that no type can rule this out.
    pub fn broken_links(&self) -> Vec<Diagnostic> {
        let pages: RapidHashMap<&str, Page> = self
            .iter()
            .filter(|(path, _)| path.ends_with(".html"))
            .filter_map(|(path, html)| Some((path, Page::read(std::str::from_utf8(html).ok()?))))
            .collect();
        let mut paths: Vec<_> = pages.keys().copied().collect();
        paths.sort_unstable();
        let mut diagnostics = Vec::new();
        for path in paths {
            let page = &pages[path];
            let wrong = page.twice.iter().map(|id| format!("{path}: the id `{id}` stands twice"));
            let dead = page.links.iter().filter(|link| !self.resolves(&pages, path, link));
            let wrong = wrong.chain(dead.map(|link| format!("{path}: `{link}` leads nowhere in the site")));
            diagnostics.extend(wrong.map(|message| Diagnostic::new(Code::BrokenLink, message)));
        }
        diagnostics
    }

    fn resolves(&self, pages: &RapidHashMap<&str, Page>, from: &str, link: &str) -> bool {
        let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
        let path = path.split('?').next().unwrap_or("");
        let target = if path.is_empty() { Some(from.to_owned()) } else { crate::corpus::joined(from, path) };
        let Some(target) = target else { return false };
        if self.get(&target).is_none() {
            return false;
        }
        let id = fragment.split(":~:").next().unwrap_or("");
        id.is_empty() || pages.get(target.as_str()).is_some_and(|page| page.ids.contains(id))
    }
}

/// What links from and into a page need to be checked.
#[derive(Default)]
struct Page {
    ids: RapidHashSet<String>,
    twice: Vec<String>,
    links: Vec<String>,
}

impl Page {
    /// Reads attributes in double quotes, which is all that the escaper and the templates write.
    fn read(html: &str) -> Page {
        let mut page = Page::default();
        let mut rest = html;
        while let Some(at) = rest.find("=\"") {
            let name =
                rest[..at].rsplit(|c: char| c.is_whitespace() || c == '<' || c == '"').next().unwrap_or("");
            let in_tag = rest[..at].rfind('<') > rest[..at].rfind('>') || !rest[..at].contains(['<', '>']);
            let value_start = at + 2;
            let Some(length) = rest[value_start..].find('"') else { break };
            let value = crate::document::html::tags::unescape(&rest[value_start..value_start + length]);
            if in_tag {
                page.take(name, value);
            }
            rest = &rest[value_start + length + 1..];
        }
        page
    }
}

impl Page {
    fn take(&mut self, attribute: &str, value: String) {
        match attribute {
            "id" if self.ids.contains(&value) => self.twice.push(value),
            "id" => {
                self.ids.insert(value);
            }
            "href" | "src" if !is_external(&value) => self.links.push(percent_decoded(&value)),
            _ => {}
        }
    }
}

fn is_external(link: &str) -> bool {
    link.split_once(':').is_some_and(|(scheme, _)| !scheme.contains(['/', '#', '?', '.']))
}
