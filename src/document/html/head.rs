//! What a page says of itself: title, authors, date, description, language, address.
//!
//! Silence is better than a wrong value: only what is said in so many words is taken.

use super::content::Content;
use super::look;
use super::notes::{Notes, bare, in_region};
use super::tree::{NodeIx, ROOT, Tree};
use crate::document::Found;

/// The title of the text.
#[derive(Debug, PartialEq)]
pub enum Title {
    /// A heading of the page.
    Heading(NodeIx),
    /// Words of the `title` element, by its text node.
    Element(NodeIx, String),
    None,
}

/// What is said in the head of the page, or in data for search engines.
pub struct Head<'t> {
    tree: &'t Tree,
    /// The text node of the title element, and its words.
    title: Option<(NodeIx, String)>,
    json: Vec<serde_json::Value>,
}

/// Larger data for search engines are not read.
const LONGEST_JSON: usize = 1_000_000;

impl<'t> Head<'t> {
    pub fn of(tree: &'t Tree) -> Head<'t> {
        let in_svg = |ix: NodeIx| tree.ancestors(ix).any(|outer| tree.name(outer) == "svg");
        let title =
            (1..tree.nodes.len()).find(|ix| tree.name(*ix) == "title" && !in_svg(*ix)).and_then(|ix| {
                let words = tree.words(ix);
                tree.within(ix).next().filter(|_| !words.is_empty()).map(|text| (text, words))
            });
        let scripts = (1..tree.nodes.len()).filter(|ix| {
            tree.element(*ix)
                .is_some_and(|element| element.name == "script" && element.is("type", "application/ld+json"))
        });
        let texts = scripts.filter_map(|ix| tree.within(ix).next()).filter_map(|ix| tree.text(ix));
        let json =
            texts.filter(|text| text.len() < LONGEST_JSON).filter_map(|text| serde_json::from_str(text).ok());
        Head { tree, title, json: json.collect() }
    }

    /// What a `meta` element says, by its name or property.
    fn meta(&self, names: &[&str]) -> Vec<String> {
        let elements = (1..self.tree.nodes.len())
            .filter_map(|ix| self.tree.element(ix))
            .filter(|element| element.name == "meta");
        let said: Vec<(&str, String)> = elements
            .filter_map(|element| {
                let name = element.get("property").or_else(|| element.get("name"))?;
                Some((name, one_line(element.get("content")?)))
            })
            .collect();
        let found = names.iter().map(|wanted| {
            let of_name =
                said.iter().filter(|(name, value)| name.eq_ignore_ascii_case(wanted) && !value.is_empty());
            of_name.map(|(_, value)| value.clone()).collect::<Vec<_>>()
        });
        found.into_iter().find(|values| !values.is_empty()).unwrap_or_default()
    }

    fn first_meta(&self, names: &[&str]) -> Option<String> {
        self.meta(names).into_iter().next()
    }

    /// The articles in data for search engines.
    fn articles(&self) -> Vec<&serde_json::Value> {
        let mut open: Vec<&serde_json::Value> = self.json.iter().collect();
        let mut articles = Vec::new();
        while let Some(value) = open.pop() {
            match value {
                serde_json::Value::Array(values) => open.extend(values),
                serde_json::Value::Object(object) => {
                    let kinds = object.get("@type").into_iter().flat_map(|kind| match kind {
                        serde_json::Value::Array(kinds) => kinds.iter().collect(),
                        kind => vec![kind],
                    });
                    let is_article =
                        |kind: &str| kind.ends_with("Article") || kind == "BlogPosting" || kind == "Report";
                    if kinds.filter_map(serde_json::Value::as_str).any(is_article) {
                        articles.push(value);
                    }
                    open.extend(object.get("@graph"));
                }
                _ => {}
            }
        }
        articles
    }

    pub fn found(&self) -> Found {
        let article = self.articles().into_iter().next();
        let json = |key: &str| article.and_then(|article| article.get(key)?.as_str().map(one_line));
        Found {
            authors: self.authors(article),
            date: self
                .first_meta(&[
                    "article:published_time",
                    "citation_publication_date",
                    "citation_date",
                    "dc.date",
                    "dcterms.date",
                    "dc.date.issued",
                    "dcterms.issued",
                    "date",
                ])
                .or_else(|| json("datePublished"))
                .or_else(|| self.published())
                .map(|date| day(&date))
                .filter(|date| date.contains(|c: char| c.is_ascii_digit()) && date.chars().count() <= 40),
            description: self.first_meta(&[
                "description",
                "dc.description",
                "dcterms.description",
                "og:description",
            ]),
            language: self.language(),
            source: self.address(),
        }
    }

    fn authors(&self, article: Option<&serde_json::Value>) -> Vec<String> {
        let mut authors =
            self.meta(&["citation_author", "author", "dc.creator", "dcterms.creator", "article:author"]);
        if authors.is_empty() {
            let said = article.and_then(|article| article.get("author"));
            let people = said.into_iter().flat_map(|said| match said {
                serde_json::Value::Array(people) => people.iter().collect(),
                one => vec![one],
            });
            authors = people
                .filter_map(|person| person.as_str().or_else(|| person.get("name")?.as_str()).map(one_line))
                .collect();
        }
        if authors.is_empty() {
            let named = (1..self.tree.nodes.len())
                .filter(|ix| self.tree.element(*ix).is_some_and(look::names_author));
            authors = named.map(|ix| self.tree.words(ix)).collect();
        }
        authors.retain(|author| is_name(author));
        authors.dedup();
        authors
    }

    /// The time that an element says the text was published at.
    fn published(&self) -> Option<String> {
        let says = |ix: &NodeIx| {
            self.tree
                .element(*ix)
                .is_some_and(|element| element.has("pubdate") || element.is("itemprop", "datePublished"))
        };
        let element = self.tree.element((1..self.tree.nodes.len()).find(says)?)?;
        element.get("datetime").or_else(|| element.get("content")).map(one_line)
    }

    fn language(&self) -> Option<String> {
        let root = self.tree.element(ROOT)?;
        let body = (1..self.tree.nodes.len())
            .find(|ix| self.tree.name(*ix) == "body")
            .and_then(|ix| self.tree.element(ix));
        let said = [Some(root), body]
            .into_iter()
            .flatten()
            .find_map(|element| element.get("lang").or_else(|| element.get("xml:lang")));
        let language =
            said.map(str::to_owned).or_else(|| self.first_meta(&["dc.language", "dcterms.language"]))?;
        let language = language.trim().replace('_', "-");
        let mut parts = language.split('-');
        let is_language = parts.next().is_some_and(|first| {
            (2..=3).contains(&first.len()) && first.chars().all(|c| c.is_ascii_alphabetic())
        }) && parts
            .all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()));
        is_language.then_some(language)
    }

    /// Where the page is from.
    pub fn address(&self) -> Option<String> {
        let canonical = (1..self.tree.nodes.len())
            .filter_map(|ix| self.tree.element(ix))
            .find(|element| element.name == "link" && element.is("rel", "canonical"))
            .and_then(|element| element.get("href").map(str::to_owned));
        let saved = || {
            self.tree.comments.iter().find_map(|comment| {
                let (_, address) = comment.split_once("saved from url=")?;
                let address =
                    address.trim_start_matches(|c: char| c == '(' || c == ')' || c.is_ascii_digit());
                address.split_whitespace().next().map(str::to_owned)
            })
        };
        let is_web = |address: &String| {
            (address.starts_with("https://") || address.starts_with("http://"))
                && !address.contains(char::is_whitespace)
                && address.len() < 500
        };
        canonical
            .filter(is_web)
            .or_else(|| self.first_meta(&["og:url"]).filter(is_web))
            .or_else(|| saved().filter(is_web))
    }

    /// Which words are the title, and why.
    pub fn title(&self, content: &Content, notes: &Notes) -> (Title, &'static str) {
        let tree = self.tree;
        let og = self.first_meta(&["og:title"]);
        let said: Vec<&str> =
            self.title.iter().map(|(_, words)| words.as_str()).chain(og.as_deref()).collect();
        let headings: Vec<(NodeIx, u8)> = (1..tree.nodes.len())
            .filter_map(|ix| Some((ix, look::heading_at(tree, ix)?)))
            .filter(|(ix, _)| {
                let words = tree.words(*ix);
                !words.is_empty()
                    && words.len() <= super::LONGEST_HEADING
                    && !super::settle::heads_notes(&words)
                    && !in_region(tree, notes, *ix)
            })
            .collect();
        let kept: Vec<(NodeIx, u8)> = headings
            .iter()
            .copied()
            .filter(|(ix, _)| content.keeps(*ix) && tree.holds(content.root, *ix))
            .collect();
        if let Some((ix, _)) = kept.iter().find(|(_, level)| *level == 0) {
            return (Title::Heading(*ix), "a paragraph or heading that is called a title");
        }
        let repeats = |ix: NodeIx| said.iter().any(|title| is_part(title, &tree.words(ix)));
        if let Some((ix, _)) = kept.iter().find(|(ix, level)| *level == 1 && repeats(*ix)) {
            return (Title::Heading(*ix), "the heading that the page's title repeats");
        }
        if let Some(ix) = self.line_of_title(content, &said) {
            return (Title::Heading(ix), "the words over the text that the page's title repeats");
        }
        let firsts: Vec<NodeIx> = kept.iter().filter(|(_, level)| *level == 1).map(|(ix, _)| *ix).collect();
        if let [only] = firsts[..] {
            return (Title::Heading(only), "the only heading of level 1");
        }
        let opening = kept.first().copied();
        let said_first = opening.as_ref().filter(|(ix, _)| opens(tree, content, *ix, 200));
        // A page of a manual cut in pieces may begin at any level.
        let is_highest = |level: u8| kept.iter().skip(1).all(|(_, other)| *other > level);
        if let Some((ix, _)) =
            said_first.filter(|(ix, level)| (*level <= 2 || is_highest(*level)) && repeats(*ix))
        {
            return (Title::Heading(*ix), "the opening heading, which the page's title repeats");
        }
        // The name of the site stands at the end of such titles.
        let begins = |ix: NodeIx| said.iter().any(|title| names(title, &tree.words(ix)));
        let mut outside = headings.iter().filter(|(ix, _)| {
            !tree.holds(content.root, *ix)
                && tree.ancestors(*ix).all(|outer| !matches!(tree.name(outer), "nav" | "footer"))
        });
        if let Some((ix, _)) = outside.find(|(ix, level)| *level == 1 && begins(*ix)) {
            return (Title::Heading(*ix), "a heading outside of the text that the page's title repeats");
        }
        if let Some((text, words)) = &self.title
            && !is_generic(words)
        {
            let site = self.first_meta(&["og:site_name"]);
            return (
                Title::Element(*text, without_site(words, og.as_deref(), site.as_deref()).to_owned()),
                "the page's title",
            );
        }
        match opening {
            Some((ix, level)) if opens(tree, content, ix, 0) && (level == 1 || is_highest(level)) => {
                (Title::Heading(ix), "the heading that opens the text")
            }
            _ => (Title::None, "nothing is called a title"),
        }
    }

    /// The line over the text that is the page's title, or is called a title and part of it.
    fn line_of_title(&self, content: &Content, said: &[&str]) -> Option<NodeIx> {
        let tree = self.tree;
        let site = self.first_meta(&["og:site_name"]);
        let bare = |title: &&str| folded(without_site(title, None, site.as_deref()));
        let titles: Vec<String> =
            said.iter().map(|title| folded(title)).chain(said.iter().map(bare)).collect();
        let all = said.first().map(|title| folded(title)).unwrap_or_default();
        let is_line = |ix: &NodeIx| {
            matches!(tree.name(*ix), "p" | "div" | "center")
                && content.keeps(*ix)
                && !tree
                    .within(*ix)
                    .any(|inner| content.keeps(inner) && super::element::is_block(tree.name(inner)))
        };
        let mut letters = 0;
        let line = (content.root..tree.nodes[content.root].end)
            .take_while(|ix| {
                let text = tree.text(*ix).filter(|_| content.keeps(*ix)).unwrap_or("");
                letters += text.chars().filter(|c| c.is_alphanumeric()).count();
                letters <= 200
            })
            .filter(is_line)
            .find(|ix| titles.contains(&folded(&tree.words(*ix))) || is_called_title(tree, *ix, &all))?;
        (!is_generic(&tree.words(line)) && tree.words(line).len() <= super::LONGEST_HEADING).then_some(line)
    }

    /// The words of the title element, and its text node.
    pub fn title_words(&self) -> Option<(NodeIx, &str)> {
        self.title.as_ref().map(|(ix, words)| (*ix, words.as_str()))
    }
}

/// Whether hardly anything is shown of the text before a heading: no more than some letters.
pub fn opens(tree: &Tree, content: &Content, heading: NodeIx, most: usize) -> bool {
    let before = content.root..heading;
    let letters = before.filter(|ix| content.keeps(*ix)).filter_map(|ix| tree.text(ix)).flat_map(str::chars);
    letters.filter(|c| c.is_alphanumeric()).take(most + 1).count() <= most
}

/// Whether words are a page's title, or the title without the names of the site.
fn is_part(title: &str, words: &str) -> bool {
    let (title, words) = (folded(title), folded(words));
    // Generators number headings, but not the title that repeats them.
    let bare = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let words = if bare.is_empty() || title.starts_with(&words) { words.as_str() } else { bare };
    if words.is_empty() {
        return false;
    }
    title == words
        || title.strip_prefix(words).is_some_and(|rest| rest.starts_with(' '))
        || title.strip_suffix(words).is_some_and(|rest| rest.ends_with(' '))
}

/// Whether a page's title begins with some words, or has them between a subject and a site: a few words may stand there by
/// chance, but not a whole question.
fn names(title: &str, words: &str) -> bool {
    let (title, words) = (folded(title), folded(words));
    let is_long = words.split(' ').count() >= 4;
    title.starts_with(&words) || is_long && format!(" {title} ").contains(&format!(" {words} "))
}

/// Whether a division is called a title, and is part of the page's title (in folded words).
pub fn is_called_title(tree: &Tree, ix: NodeIx, title: &str) -> bool {
    tree.name(ix) == "div" && tree.element(ix).is_some_and(|element| element.has_class("title")) && {
        let words = folded(&own_words(tree, ix));
        !words.is_empty() && format!(" {title} ").contains(&format!(" {words} "))
    }
}

/// The words of a block before any block in it.
fn own_words(tree: &Tree, ix: NodeIx) -> String {
    let own = tree.within(ix).take_while(|inner| !super::element::is_block(tree.name(*inner)));
    own.filter_map(|inner| tree.text(inner)).collect()
}

/// Words without case and what stands between them.
pub fn folded(text: &str) -> String {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ").to_lowercase()
}

/// Names that programs give to pages that nobody named.
fn is_generic(title: &str) -> bool {
    let title = title.trim().to_lowercase();
    const NAMES: [&str; 10] = [
        "untitled",
        "untitled document",
        "document",
        "home",
        "index",
        "new page",
        "no title",
        "welcome",
        "blank page",
        "page",
    ];
    let ends = [".doc", ".docx", ".odt", ".htm", ".html", ".pdf", ".rtf", ".txt"];
    bare(&title).is_empty()
        || NAMES.contains(&title.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' '))
        || title.starts_with("microsoft word")
        || title.starts_with("http:")
        || title.starts_with("https:")
        || ends.iter().any(|end| title.ends_with(end))
}

/// A page's title without the name of the site behind it.
fn without_site<'w>(title: &'w str, og: Option<&str>, site: Option<&str>) -> &'w str {
    if let Some(rest) = og.and_then(|og| title.strip_prefix(og))
        && (rest.is_empty() || rest.starts_with(' '))
    {
        return title[..title.len() - rest.len()].trim();
    }
    for separator in [" | ", " · ", " :: ", " » ", " « "] {
        if let Some((words, name)) = title.rsplit_once(separator)
            && name.split_whitespace().count() <= 5
            && !words.trim().is_empty()
        {
            return words.trim();
        }
    }
    for separator in [" - ", " – ", " — "] {
        if let Some((words, name)) = title.rsplit_once(separator)
            && (site.is_some_and(|site| site.eq_ignore_ascii_case(name.trim())) || name.trim() == "Wikipedia")
        {
            return words.trim();
        }
    }
    title.trim()
}

fn is_name(author: &str) -> bool {
    let words = author.split_whitespace().count();
    (1..=8).contains(&words)
        && !author.contains("://")
        && !author.contains(['@', '{', '<', '|'])
        && author.contains(char::is_alphabetic)
        && !matches!(
            author.to_lowercase().as_str(),
            "admin"
                | "administrator"
                | "user"
                | "unknown"
                | "anonymous"
                | "editor"
                | "staff"
                | "author"
                | "root"
        )
}

/// Of a time, the day.
fn day(time: &str) -> String {
    let day = time.split(['T', ' ']).next().unwrap_or(time);
    let is_day = day.len() == 10
        && day
            .chars()
            .enumerate()
            .all(|(at, c)| if at == 4 || at == 7 { c == '-' } else { c.is_ascii_digit() });
    if is_day { day.to_owned() } else { time.to_owned() }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sites_are_no_part_of_titles() {
        assert_eq!(without_site("On Planning | The Journal", None, None), "On Planning");
        assert_eq!(without_site("Plan - Wikipedia", None, None), "Plan");
        assert_eq!(without_site("War - Peace", None, None), "War - Peace");
        assert_eq!(without_site("War - Peace - The Post", Some("War - Peace"), None), "War - Peace");
        assert!(is_part("3.1 Plans — Handbook 2.0 documentation", "3.1 Plans"));
        assert!(!is_part("Planning", "Plan"));
        assert!(is_generic("Untitled 1") && is_generic("Microsoft Word - a.doc") && !is_generic("Plan 1"));
    }

    #[test]
    fn days_and_names_are_told_from_noise() {
        assert_eq!(day("2024-03-05T10:00:00Z"), "2024-03-05");
        assert_eq!(day("5 March 2024"), "5 March 2024");
        assert!(is_name("Ada Lovelace") && !is_name("https://a.example/ada") && !is_name("admin"));
    }
}
