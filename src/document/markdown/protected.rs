//! Where a Markdown text is code, HTML or a formula: there, every sign means itself.

use super::Events;
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

#[derive(Default)]
pub struct Protected {
    /// In order, none within another.
    spans: Vec<Range<usize>>,
    code_spans: Vec<Range<usize>>,
    html: Vec<Range<usize>>,
}

impl Protected {
    pub fn of(events: &Events<'_>) -> Protected {
        let mut protected = Protected::default();
        for (event, range) in events {
            match event {
                Event::Code(_) => {
                    protected.code_spans.push(range.clone());
                    protected.spans.push(range.clone());
                }
                Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => protected.html.push(range.clone()),
                Event::Start(Tag::CodeBlock(_)) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                    protected.spans.push(range.clone())
                }
                _ => {}
            }
        }
        protected
    }

    pub fn holds(&self, at: usize) -> bool {
        self.is_code(at) || is_in(&self.html, at)
    }

    /// Whether a place is in code or a formula; HTML may be a component's tags.
    pub fn is_code(&self, at: usize) -> bool {
        is_in(&self.spans, at)
    }

    pub fn is_html(&self, at: usize) -> bool {
        is_in(&self.html, at)
    }

    /// The code between backticks that begins at a place.
    pub fn code_at(&self, at: usize) -> Option<&Range<usize>> {
        let next = self.code_spans.partition_point(|span| span.start < at);
        self.code_spans.get(next).filter(|span| span.start == at)
    }
}

fn is_in(spans: &[Range<usize>], at: usize) -> bool {
    let next = spans.partition_point(|span| span.end <= at);
    spans.get(next).is_some_and(|span| span.start <= at)
}
