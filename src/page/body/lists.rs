//! Long lists as HTML: there are so many of their entries that a template would take longer for each than it says.

use super::Html;
use crate::page::Named;
use crate::page::concordance::Group;
use crate::page::links::push_escaped;

/// Mentions in their contexts, those of one text one below the other as an item.
pub fn in_a_row(groups: &[Group]) -> Html {
    let lines: usize = groups.iter().map(|group| group.lines.len()).sum();
    let mut html = String::with_capacity(groups.len() * 120 + lines * 160);
    for group in groups {
        html.push_str("<li");
        if group.begins {
            attribute(&mut html, " id=\"in-", &group.slug);
        }
        html.push_str(" dir=\"auto\"");
        if let Some(language) = &group.language {
            attribute(&mut html, " lang=\"", language);
        }
        html.push_str("><b>");
        push_escaped(&mut html, &group.title);
        html.push_str("</b>");
        let parted = if group.lines.len() > 1 { "<br>" } else { " " };
        for line in &group.lines {
            html.push_str(parted);
            push_escaped(&mut html, &line.place);
            html.push(' ');
            push_escaped(&mut html, &line.left);
            linked(&mut html, &line.href, &line.words);
            push_escaped(&mut html, &line.right);
        }
        html.push_str("</li>\n");
    }
    Html { html }
}

/// Links as the items of a list.
pub fn items(entries: &[Named]) -> Html {
    let mut html = String::with_capacity(entries.len() * 80);
    for entry in entries {
        html.push_str("<li>");
        linked(&mut html, &entry.href, &entry.name);
        html.push_str("</li>");
    }
    Html { html }
}

fn attribute(html: &mut String, opening: &str, value: &str) {
    html.push_str(opening);
    push_escaped(html, value);
    html.push('"');
}

fn linked(html: &mut String, href: &str, words: &str) {
    attribute(html, "<a href=\"", href);
    html.push('>');
    push_escaped(html, words);
    html.push_str("</a>");
}
