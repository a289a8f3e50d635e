//! The HTML that stands in Markdown: words kept, tags set apart.

use super::builder::{Builder, Hint, Opener};
use crate::document::Why;
use crate::document::html::tags as html;
use std::ops::Range;

impl Builder<'_> {
    pub(super) fn html_block(&mut self, html: &str, range: Range<usize>) {
        match &mut self.html {
            Some(block) => block.push_str(html),
            None => self.inline_html(html, range.clone()),
        }
        self.has_html.get_or_insert(range.start);
        self.seen(range);
    }

    /// Words between tags are kept; the tags, and what a browser would not show, are reported.
    pub(super) fn end_html(&mut self, range: Range<usize>) {
        let Some(block) = self.html.take() else { return };
        if let Some(hint) = Hint::of(block.trim()) {
            self.hint = Some(hint);
            self.has_html = self.has_html.filter(|first| !range.contains(first));
            // One that the draft has put there is not the writer's.
            if self.draft.origins(range.clone()).next().is_some() {
                self.parsed.remove(block, range, Why::Markup);
            }
            return;
        }
        for part in html::strip(&block) {
            match part {
                html::Part::Words(words) => {
                    words.split("\n\n").for_each(|words| self.html_paragraph(words, &range))
                }
                html::Part::Markup(markup) => self.parsed.remove(markup, range.clone(), Why::Html),
            }
        }
    }

    pub(super) fn html_paragraph(&mut self, words: &str, range: &Range<usize>) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            let open = self.passage(range.start);
            open.end = range.end;
            open.weaver.push_str(&words);
            self.close_passage();
        }
    }

    pub(super) fn inline_html(&mut self, tag: &str, range: Range<usize>) {
        self.has_html.get_or_insert(range.start);
        self.parsed.remove(tag, range.clone(), Why::Html);
        self.seen(range.clone());
        let Some(name) = html::tag_name(tag) else { return };
        if name == "br" {
            return self.words("\n", range, None);
        }
        let Some(style) = html::style(&name) else { return };
        let open = self.passage(range.start);
        if tag.starts_with("</") {
            if open.openers.last() == Some(&Opener::Html(name)) {
                open.openers.pop();
                open.weaver.close();
            }
        } else if !tag.ends_with("/>") {
            open.weaver.open(style);
            open.openers.push(Opener::Html(name));
        }
    }
}
