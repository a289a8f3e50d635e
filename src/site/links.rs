//! The site's own links: each must lead to a page of it, and to an id on that page.

use super::Site;
use crate::corpus::percent_decoded;
use crate::diagnostic::{Code, Diagnostic};
use html5gum::{State, Token, Tokenizer};
use rapidhash::{RapidHashMap, RapidHashSet};
use rayon::prelude::*;

impl Site {
    /// Links and anchors that lead nowhere, ids that stand twice on a page. Templates may be the
    /// corpus's own, so that no type can rule this out.
    pub fn broken_links(&self) -> anyhow::Result<Vec<Diagnostic>> {
        let paths: Vec<&str> = self.paths().filter(|path| path.ends_with(".html")).collect();
        let page = |path: &&str| {
            let html = self.get(path)?.unwrap_or_default();
            Ok(Page::read(&String::from_utf8_lossy(&html)))
        };
        let pages: Vec<Page> = paths.par_iter().map(page).collect::<anyhow::Result<_>>()?;
        let by_path: RapidHashMap<&str, &Page> = std::iter::zip(paths.iter().copied(), &pages).collect();
        let wrong_on = |(path, page): (&&str, &Page)| -> Vec<String> {
            let twice = page.twice.iter().map(|id| format!("{path}: the id `{id}` stands twice"));
            let dead = page.links.iter().filter(|link| !self.resolves(&by_path, path, link));
            twice.chain(dead.map(|link| format!("{path}: `{link}` leads nowhere in the site"))).collect()
        };
        let wrong: Vec<Vec<String>> = paths.par_iter().zip(&pages).map(wrong_on).collect();
        Ok(wrong.into_iter().flatten().map(|message| Diagnostic::new(Code::BrokenLink, message)).collect())
    }

    fn resolves(&self, pages: &RapidHashMap<&str, &Page>, from: &str, link: &str) -> bool {
        let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
        let path = path.split('?').next().unwrap_or("");
        let target = if path.is_empty() { Some(from.to_owned()) } else { crate::corpus::joined(from, path) };
        let Some(target) = target else { return false };
        if !self.has(&target) {
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
    fn read(html: &str) -> Page {
        let mut page = Page::default();
        let mut tokens = Tokenizer::new(html);
        while let Some(Ok(token)) = tokens.next() {
            let Token::StartTag(tag) = token else { continue };
            match &tag.name[..] {
                b"script" => tokens.set_state(State::ScriptData),
                b"style" => tokens.set_state(State::RawText),
                _ => {}
            }
            for (attribute, value) in &tag.attributes {
                page.take(attribute, &String::from_utf8_lossy(value));
            }
        }
        page
    }

    fn take(&mut self, attribute: &[u8], value: &str) {
        match attribute {
            b"id" if self.ids.contains(value) => self.twice.push(value.to_owned()),
            b"id" => {
                self.ids.insert(value.to_owned());
            }
            b"href" | b"src" if !is_external(value) => self.links.push(percent_decoded(value)),
            _ => {}
        }
    }
}

fn is_external(link: &str) -> bool {
    link.split_once(':').is_some_and(|(scheme, _)| !scheme.contains(['/', '#', '?', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tags_have_ids_and_links() {
        let page = Page::read(
            "<p id=\"a\">An older form, \":=\", is kept <a id='b' href=\"c.html?d&amp;e\">here</a></p><script>'<a href=\"f\">'</script>",
        );
        assert_eq!(page.links, ["c.html?d&e"]);
        assert_eq!(page.ids, ["a".to_owned(), "b".to_owned()].into_iter().collect());
    }
}
