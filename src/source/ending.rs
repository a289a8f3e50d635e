//! What a file under `seeds/` is, by the ending of its name.

/// Markdown; the dialects of MDX, Quarto and R Markdown have endings of their own.
pub const MARKDOWN: [&str; 9] = ["md", "markdown", "mdown", "mkd", "mkdn", "mdwn", "mdx", "qmd", "rmd"];

/// Plain text, captions, mails, and the markup that is known in plain text.
pub const PLAIN: [&str; 16] = [
    "txt",
    "text",
    "srt",
    "vtt",
    "eml",
    "mbox",
    "adoc",
    "asciidoc",
    "rst",
    "rest",
    "org",
    "wiki",
    "mediawiki",
    "dokuwiki",
    "textile",
    "tid",
];

/// Web pages.
pub const PAGES: [&str; 3] = ["html", "htm", "xhtml"];

/// The ending of a path, in small letters.
pub fn ending(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}

pub fn is_markdown(path: &str) -> bool {
    MARKDOWN.contains(&ending(path).as_str())
}

/// Whether a file of this name is a web page.
pub fn is_page(path: &str) -> bool {
    PAGES.contains(&ending(path).as_str())
}

/// The endings of all texts.
pub fn of_texts() -> impl Iterator<Item = &'static str> {
    MARKDOWN.into_iter().chain(PLAIN).chain(PAGES)
}

/// Whether a file of this name is a text.
pub fn is_text(path: &str) -> bool {
    let ending = ending(path);
    of_texts().any(|known| known == ending)
}
