//! Long lists as HTML: there are so many of their entries that a template would take longer for each than it says.

use super::Html;
use crate::page::Named;
use crate::page::concordance::Line;
use crate::page::links::push_escaped;

/// Mentions of one text in their contexts, one behind the other.
pub fn in_a_row(lines: &[Line]) -> Html {
    let mut html = String::with_capacity(lines.len() * 160);
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            html.push_str(" · ");
        }
        push_escaped(&mut html, &line.place);
        html.push(' ');
        push_escaped(&mut html, &line.left);
        linked(&mut html, &line.href, &line.words);
        push_escaped(&mut html, &line.right);
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

fn linked(html: &mut String, href: &str, words: &str) {
    html.push_str("<a href=\"");
    push_escaped(html, href);
    html.push_str("\">");
    push_escaped(html, words);
    html.push_str("</a>");
}
