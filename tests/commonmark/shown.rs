//! What Seedbed makes of a text, a line for each passage and each block around it.

use super::said::plain_address;
use seedbed::document::weave::{Piece, weave};
use seedbed::document::{AtomKind, Block, Kind, Parsed, Passage, PassageIx, Style};

pub fn outline(parsed: &Parsed) -> String {
    let mut lines = String::new();
    if let Some(title) = parsed.title {
        passage(parsed, title, &mut lines);
    }
    blocks(parsed, &parsed.body, &mut lines);
    lines
}

fn blocks(parsed: &Parsed, list: &[Block], lines: &mut String) {
    for block in list {
        match block {
            Block::Passage(ix) => passage(parsed, *ix, lines),
            Block::List { enumeration, items } => {
                let open = enumeration.map_or("<ul>\n".to_owned(), |one| format!("<ol {}>\n", one.start));
                lines.push_str(&open);
                for item in items {
                    lines.push_str("<li>\n");
                    blocks(parsed, &item.blocks, lines);
                    lines.push_str("</li>\n");
                }
                lines.push_str(if enumeration.is_some() { "</ol>\n" } else { "</ul>\n" });
            }
            Block::Quote(inner) => {
                lines.push_str("<blockquote>\n");
                blocks(parsed, inner, lines);
                lines.push_str("</blockquote>\n");
            }
            Block::Rule => lines.push_str("<hr>\n"),
            other => lines.push_str(&format!("{other:?}\n")),
        }
    }
}

fn passage(parsed: &Parsed, ix: PassageIx, lines: &mut String) {
    let passage = &parsed.passages[ix.0 as usize];
    let words = words(passage);
    let line = match passage.kind {
        Kind::Code => format!("code: {words:?}\n"),
        Kind::Heading => format!("h{}: {words:?}\n", passage.level),
        _ => format!("p: {words:?}\n"),
    };
    lines.push_str(&line);
}

fn words(passage: &Passage) -> String {
    let places: Vec<usize> = passage.atoms.iter().map(|atom| atom.at).collect();
    let written = weave(passage, &[], &places).into_iter().map(|piece| match piece {
        Piece::Text(text) => text.to_owned(),
        Piece::Open(Style::Link { href }) => format!("⟨a {}⟩", plain_address(href)),
        Piece::Open(Style::Language(language)) => format!("⟨{language}⟩"),
        Piece::Close(Style::Language(_)) => String::new(),
        Piece::Open(style) => format!("⟨{}⟩", name(style)),
        Piece::Close(style) => format!("⟨/{}⟩", name(style)),
        Piece::Insert(atom) => match &passage.atoms[atom].what {
            AtomKind::Image { src, alt, title, link } => {
                let image = format!("⟨img {} {alt:?} {title:?}⟩", plain_address(src));
                let within = |link: &String| format!("⟨a {}⟩{image}⟨/a⟩", plain_address(link));
                link.as_ref().map_or(image.clone(), within)
            }
            AtomKind::NoteReference { label, .. } => format!("⟨note {label}⟩"),
        },
        Piece::OpenSpot(_) | Piece::CloseSpot(_) => String::new(),
    });
    written.collect()
}

fn name(style: &Style) -> String {
    match style {
        Style::Emphasis => "em".to_owned(),
        Style::Strong => "strong".to_owned(),
        Style::Code => "code".to_owned(),
        Style::Link { .. } => "a".to_owned(),
        other => format!("{other:?}"),
    }
}
