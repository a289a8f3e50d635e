//! The headings of lists of notes, in the languages that texts are written in.

use crate::document::text::chunk::Chunk;
use crate::document::text::heading;
use crate::document::text::sheet::Sheet;

/// Where in the text we are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    Text,
    /// Under a heading such as "Notes".
    Notes,
    /// Under one such as "References".
    References,
}

const NOTE_HEADS: [&str; 27] = [
    "notes",
    "note",
    "footnotes",
    "footnote",
    "endnotes",
    "explanatory notes",
    "anmerkungen",
    "fußnoten",
    "fussnoten",
    "notes de bas de page",
    "notas",
    "notas al pie",
    "notas de rodapé",
    "note a piè di pagina",
    "noten",
    "voetnoten",
    "fodnoter",
    "fotnoter",
    "przypisy",
    "poznámky",
    "примечания",
    "сноски",
    "примітки",
    "注释",
    "註釋",
    "注",
    "脚注",
];

const REFERENCE_HEADS: [&str; 24] = [
    "references",
    "citations",
    "notes and references",
    "references and notes",
    "normative references",
    "informative references",
    "works cited",
    "literature cited",
    "bibliography",
    "sources",
    "literatur",
    "einzelnachweise",
    "quellen",
    "références",
    "notes et références",
    "referencias",
    "referências",
    "riferimenti",
    "bibliografia",
    "литература",
    "источники",
    "参考文献",
    "參考文獻",
    "出典",
];

/// Whether a chunk is the heading of a list of notes.
pub fn head(sheet: &Sheet, chunk: &Chunk) -> Zone {
    if chunk.lines.len() > 2 || sheet.lines[chunk.lines.start].width > 40 {
        return Zone::Text;
    }
    let words = sheet.words(chunk.lines.start);
    let words = heading::bare(words)
        .trim_start_matches(|c: char| c == '#' || c.is_ascii_digit() || c == '.' || c == ' ')
        .trim_end_matches([':', '：'])
        .to_lowercase();
    if NOTE_HEADS.contains(&words.as_str()) {
        Zone::Notes
    } else if REFERENCE_HEADS.contains(&words.as_str()) {
        Zone::References
    } else {
        Zone::Text
    }
}

/// Whether a chunk is the heading of nothing but notes.
pub fn is_head(sheet: &Sheet, chunk: &Chunk) -> bool {
    head(sheet, chunk) != Zone::Text
}
