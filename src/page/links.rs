//! Addresses: relative links from page to page, and what may stand in an `href`.

use super::{Key, parts};
use crate::concept::ConceptIx;
use crate::corpus::Corpus;
use crate::corpus::{Target, TextIx};
use crate::document::PassageIx;
use crate::document::direction::closing;
use crate::words::Words;
use std::fmt::Write as _;

/// Text made safe for the content and the quoted attributes of HTML and XML; whatever it turns of the
/// direction of writing is turned back at its end.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    push_escaped(&mut escaped, text);
    escaped
}

/// The same at the end of what there is.
pub fn push_escaped(out: &mut String, text: &str) {
    escape_into(out, text);
    out.push_str(&closing(text));
}

/// The same for a part of a text, which may turn the direction of the next part.
pub fn escape_into(out: &mut String, text: &str) {
    replaced(out, text, |byte| match byte {
        b'"' => Some("&quot;"),
        byte => in_words(byte),
    });
}

/// Text made safe for the content of HTML, where quotation marks are nothing special.
pub fn escape_words_into(out: &mut String, text: &str) {
    replaced(out, text, in_words);
}

fn in_words(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        _ => None,
    }
}

/// What stands between the signs that are replaced, which are ASCII, is taken over as it is.
fn replaced(out: &mut String, text: &str, by: impl Fn(u8) -> Option<&'static str>) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(replacement) = by(byte) {
            out.push_str(&text[done..at]);
            out.push_str(replacement);
            done = at + 1;
        }
    }
    out.push_str(&text[done..]);
}

/// A path as it is written in a URL: letters outside ASCII and reserved characters as `%` codes.
pub fn percent_encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    encode_into(&mut encoded, path);
    encoded
}

fn encode_into(out: &mut String, path: &str) {
    let is_plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b'/');
    // Most paths are of plain letters.
    if path.bytes().all(is_plain) {
        return out.push_str(path);
    }
    for byte in path.bytes() {
        if is_plain(byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

/// An address as an author wrote it, with `%` codes for what no URL may hold.
pub fn tidied(href: &str) -> String {
    let mut tidy = String::with_capacity(href.len());
    for c in href.trim().chars().filter(|c| !c.is_control()) {
        if c == ' ' || "\"<>\\^`{|}".contains(c) {
            let _ = write!(tidy, "%{:02X}", u32::from(c));
        } else {
            tidy.push(c);
        }
    }
    tidy
}

/// The host of a web address, for a reader's eye.
pub fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

/// Whether a page may carry this address of another site.
pub fn is_web(url: &str) -> bool {
    let lower = url.trim_start().to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://")
}

/// What a link says of an address that is not the site's.
pub fn rel(href: &str) -> &'static str {
    let lower = href.to_ascii_lowercase();
    // Browsers read `https:host` as `https://host`.
    let leads_away = lower.starts_with("https:") || lower.starts_with("http:");
    if leads_away { " rel=\"external\"" } else { "" }
}

/// An address as people write it among words.
pub fn bare(address: &str) -> &str {
    let address =
        ["https://", "http://"].iter().find_map(|scheme| address.strip_prefix(scheme)).unwrap_or(address);
    address.trim_end_matches('/')
}

/// Makes links for a page that stands in one folder of the site.
#[derive(Clone, Copy)]
pub struct Links<'a> {
    pub corpus: &'a Corpus,
    /// The folder of the page: empty, or such as `texts`, or `texts/*` for any folder in that one.
    pub folder: &'static str,
}

impl<'a> Links<'a> {
    pub fn new(corpus: &'a Corpus, folder: &'static str) -> Links<'a> {
        Links { corpus, folder }
    }

    /// What the page says that no text and no editor wrote.
    pub fn words(self) -> &'a Words {
        &self.corpus.config.words
    }

    /// What leads from the page to the root of the site.
    pub fn root(self) -> &'static str {
        match (self.folder.is_empty(), self.folder.contains('/')) {
            (true, _) => "",
            (false, false) => "../",
            (false, true) => "../../",
        }
    }

    fn to(self, folder: &str, file: &str) -> String {
        let mut address = String::with_capacity(folder.len() + file.len() + 32);
        if folder != self.folder {
            address.push_str(self.root());
            address.push_str(folder);
            address.push('/');
        }
        encode_into(&mut address, file);
        address.push_str(".html");
        address
    }

    pub fn text(self, ix: TextIx) -> String {
        self.to("texts", &self.corpus.text(ix).slug)
    }

    pub fn passage(self, ix: TextIx, passage: PassageIx) -> String {
        self.to_anchor(ix, self.corpus.text(ix).anchor(passage))
    }

    pub fn to_anchor(self, ix: TextIx, anchor: &str) -> String {
        let mut address = self.text(ix);
        address.push('#');
        encode_into(&mut address, anchor);
        address
    }

    pub fn concept(self, ix: ConceptIx) -> String {
        self.to("concepts", &self.corpus.presence(ix).slug)
    }

    /// The part of a concept's pages that is about one text; the page itself if that does not mention it.
    pub fn concept_in(self, ix: ConceptIx, text: TextIx) -> String {
        let presence = self.corpus.presence(ix);
        let Some((_, before)) = presence.in_text(text) else { return self.concept(ix) };
        let mut address = self.concept_part(ix, parts::of_line(before, presence.total));
        address.push_str("#in-");
        encode_into(&mut address, &self.corpus.text(text).slug);
        address
    }

    /// The page on which the passages of a concept go on.
    pub fn concept_part(self, ix: ConceptIx, part: usize) -> String {
        if part == 1 { self.concept(ix) } else { self.page(Key::Passages(ix, part)) }
    }

    /// Any page by its path.
    pub fn page(self, key: Key) -> String {
        let path = key.path(self.corpus);
        let in_folder = path.strip_prefix(self.folder).and_then(|rest| rest.strip_prefix('/'));
        match in_folder {
            Some(file) => percent_encoded(file),
            None => format!("{}{}", self.root(), percent_encoded(&path)),
        }
    }

    pub fn compare(self, ix: ConceptIx) -> String {
        self.to("compare", &self.corpus.presence(ix).slug)
    }

    /// A link that stands in a text, as an address; none if the page must not or cannot carry it.
    pub fn written(self, from: TextIx, href: &str) -> Option<String> {
        self.address(self.corpus.target(from, href), href)
    }

    /// The same in Markdown of the site's editor, by the path below `seeds/` of the file or of the text that it is beside.
    pub fn written_beside(self, path: &str, href: &str) -> Option<String> {
        self.address(self.corpus.target_beside(path, href), href)
    }

    pub fn address(self, target: Target, href: &str) -> Option<String> {
        match target {
            Target::External => Some(tidied(href)),
            Target::Origin(address) => Some(tidied(&address)),
            Target::Passage { text, anchor: None } => Some(self.text(text)),
            Target::Passage { text, anchor: Some(anchor) } => Some(self.to_anchor(text, &anchor)),
            Target::Media(path) => Some(format!("{}media/{}", self.root(), percent_encoded(&path))),
            Target::Unsafe | Target::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tests::corpus;

    #[test]
    fn links_lead_from_folder_to_folder() {
        let corpus =
            corpus(&[("seeds/one.md", "# One\n\nA plan.\n"), ("seeds/concepts.yaml", "- id: plan\n")]);
        let (text, concept) = (TextIx(0), ConceptIx(0));
        assert_eq!(Links::new(&corpus, "").text(text), "texts/one.html");
        assert_eq!(Links::new(&corpus, "texts").text(text), "one.html");
        assert_eq!(Links::new(&corpus, "texts").concept(concept), "../concepts/plan.html");
        assert_eq!(Links::new(&corpus, "compare").concept_in(concept, text), "../concepts/plan.html#in-one");
    }

    #[test]
    fn a_scheme_that_runs_code_is_no_link() {
        let corpus = corpus(&[("seeds/one.md", "# One\n\nA plan.\n")]);
        let links = Links::new(&corpus, "texts");
        assert_eq!(links.written(TextIx(0), "java\nscript:alert(1)"), None);
        assert_eq!(links.written(TextIx(0), "//elsewhere.example/x"), None);
        assert_eq!(links.written(TextIx(0), "mailto:a@b.example").as_deref(), Some("mailto:a@b.example"));
        assert_eq!(links.written_beside("one.md", "javascript:alert(1)"), None);
        assert_eq!(
            links.written_beside("one.md", "HTTPS://a.example/b c").as_deref(),
            Some("HTTPS://a.example/b%20c")
        );
    }

    #[test]
    fn what_no_url_may_hold_is_written_as_codes() {
        assert_eq!(percent_encoded("texts/a b-ö.html"), "texts/a%20b-%C3%B6.html");
        assert_eq!(escape("<a href=\"x\">&"), "&lt;a href=&quot;x&quot;&gt;&amp;");
        assert_eq!(host("https://www.a.example/b"), "a.example");
    }
}
