//! What the parser finds in a text, as HTML: with linking and sanitising off.

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use seedbed::document::markdown::options;

/// Wiki links are the one thing that CommonMark reads otherwise.
pub fn html(markdown: &str) -> String {
    let mut html = String::new();
    // Within a picture only the words count, as what it says in other words.
    let mut alt: Option<(String, String)> = None;
    for event in Parser::new_ext(markdown, options() - Options::ENABLE_WIKILINKS) {
        match (&mut alt, event) {
            (None, Event::Start(Tag::Image { dest_url, title, .. })) => {
                alt = Some((
                    format!("<img src=\"{}\" title=\"{}\"", escaped(&dest_url), escaped(&title)),
                    String::new(),
                ));
            }
            (Some((tag, words)), Event::End(TagEnd::Image)) => {
                html.push_str(&format!("{tag} alt=\"{}\">", escaped(words)));
                alt = None;
            }
            (Some((_, words)), Event::Text(text) | Event::Code(text)) => words.push_str(&text),
            (Some(_), _) => {}
            (None, event) => html.push_str(&written(event)),
        }
    }
    html
}

fn written(event: Event<'_>) -> String {
    match event {
        Event::Start(tag) => start(tag),
        Event::End(tag) => end(tag).to_owned(),
        Event::Text(text) => escaped(&text),
        Event::Code(text) => format!("<code>{}</code>", escaped(&text)),
        Event::Html(html) | Event::InlineHtml(html) => html.into_string(),
        Event::SoftBreak => "\n".to_owned(),
        Event::HardBreak => "<br>\n".to_owned(),
        Event::Rule => "<hr>".to_owned(),
        other => panic!("no part of CommonMark: {other:?}"),
    }
}

fn start(tag: Tag<'_>) -> String {
    match tag {
        Tag::Paragraph => "<p>".to_owned(),
        Tag::Heading { level, .. } => format!("<{level}>"),
        Tag::BlockQuote(None) => "<blockquote>".to_owned(),
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => match info.split_whitespace().next() {
            Some(language) => format!("<pre><code class=\"language-{}\">", escaped(language)),
            None => "<pre><code>".to_owned(),
        },
        Tag::CodeBlock(CodeBlockKind::Indented) => "<pre><code>".to_owned(),
        Tag::List(Some(first)) => format!("<ol start=\"{first}\">"),
        Tag::List(None) => "<ul>".to_owned(),
        Tag::Item => "<li>".to_owned(),
        Tag::Emphasis => "<em>".to_owned(),
        Tag::Strong => "<strong>".to_owned(),
        Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
            format!("<a href=\"mailto:{}\">", escaped(&dest_url))
        }
        Tag::Link { dest_url, .. } => format!("<a href=\"{}\">", escaped(&dest_url)),
        Tag::HtmlBlock => String::new(),
        other => panic!("no part of CommonMark: {other:?}"),
    }
}

fn end(tag: TagEnd) -> &'static str {
    match tag {
        TagEnd::Paragraph => "</p>",
        TagEnd::Heading(_) => "</h1>",
        TagEnd::BlockQuote(_) => "</blockquote>",
        TagEnd::CodeBlock => "</code></pre>",
        TagEnd::List(true) => "</ol>",
        TagEnd::List(false) => "</ul>",
        TagEnd::Item => "</li>",
        TagEnd::Emphasis => "</em>",
        TagEnd::Strong => "</strong>",
        TagEnd::Link => "</a>",
        _ => "",
    }
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
