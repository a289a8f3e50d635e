//! What the Markdown parser takes a text for: where its paragraphs, lists, headings and code are.

use super::events;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::ops::Range;

/// What the Markdown parser takes the text for.
#[derive(Default)]
pub struct Survey {
    pub paragraphs: Vec<Span>,
    /// Indented code at the outermost level.
    pub indented: Vec<Range<usize>>,
    pub lists: Vec<Ordered>,
    pub headings: Vec<(usize, u8)>,
    /// Code, links and HTML: marks in them are no marks.
    pub shut: Vec<Range<usize>>,
    /// Whether there is anything that only someone who knows Markdown writes.
    pub is_markdown: bool,
}

pub struct Span {
    pub range: Range<usize>,
    pub is_outermost: bool,
}

pub struct Ordered {
    pub items: Vec<Range<usize>>,
    pub is_outermost: bool,
}

impl Survey {
    pub fn of(text: &str) -> Survey {
        let mut survey = Survey::default();
        let mut depth = 0_usize;
        let mut open: Vec<Option<Ordered>> = Vec::new();
        for (event, range) in events(text) {
            survey.is_markdown |= is_markdown(&event, &text[range.clone()]);
            match event {
                Event::Start(tag) => {
                    match tag {
                        Tag::Paragraph => survey.paragraphs.push(Span { range, is_outermost: depth == 0 }),
                        Tag::Heading { level, .. } => survey.headings.push((range.start, level as u8)),
                        Tag::CodeBlock(kind) => {
                            if depth == 0 && kind == CodeBlockKind::Indented {
                                survey.indented.push(range.clone());
                            }
                            survey.shut.push(range);
                        }
                        Tag::List(start) => {
                            open.push(start.map(|_| Ordered { items: Vec::new(), is_outermost: depth == 0 }));
                        }
                        Tag::Item => {
                            if let Some(Some(list)) = open.last_mut() {
                                list.items.push(range);
                            }
                        }
                        Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock => survey.shut.push(range),
                        _ => {}
                    }
                    depth += 1;
                }
                Event::End(tag) => {
                    depth -= 1;
                    if let TagEnd::List(_) = tag {
                        survey.lists.extend(open.pop().flatten());
                    }
                }
                Event::Code(_) | Event::InlineHtml(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                    survey.shut.push(range)
                }
                _ => {}
            }
        }
        survey.lists.sort_by_key(|list| list.items.first().map_or(0, |item| item.start));
        survey.shut.sort_by_key(|span| (span.start, span.end));
        let mut reach = 0;
        survey.shut.retain(|span| {
            let is_new = span.end > reach;
            reach = reach.max(span.end);
            is_new
        });
        survey
    }

    pub fn is_shut(&self, at: usize) -> bool {
        let next = self.shut.partition_point(|span| span.end <= at);
        self.shut.get(next).is_some_and(|span| span.start <= at)
    }

    /// One below the heading that a place stands under.
    pub fn level_below(&self, at: usize) -> u8 {
        let above = self.headings.partition_point(|(start, _)| *start < at);
        above.checked_sub(1).map_or(2, |above| (self.headings[above].1 + 1).min(6))
    }
}

/// Whether a text has anything that only someone who knows Markdown writes. Lists, quotations and
/// underlined titles are plain text's too.
pub fn has_markdown(text: &str) -> bool {
    Survey::of(text).is_markdown
}

fn is_markdown(event: &Event<'_>, words: &str) -> bool {
    match event {
        Event::Start(Tag::Heading { .. }) => words.starts_with('#'),
        Event::Start(Tag::Emphasis) => words.starts_with('*'),
        Event::Start(Tag::Link { .. }) => !words.starts_with('<'),
        Event::Start(Tag::CodeBlock(kind)) => *kind != CodeBlockKind::Indented,
        Event::Start(
            Tag::Strong
            | Tag::Strikethrough
            | Tag::Image { .. }
            | Tag::Table(_)
            | Tag::HtmlBlock
            | Tag::FootnoteDefinition(_),
        )
        | Event::Code(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_)
        | Event::InlineHtml(_)
        | Event::TaskListMarker(_)
        | Event::HardBreak
        | Event::FootnoteReference(_) => true,
        _ => false,
    }
}
