//! The keys that open the lines of a head: `Subject:`, `Verfasser:`, `日期：`, and what each says of the text.

use super::super::words;

/// What a key says of the text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Title,
    Author,
    Date,
    Source,
    Language,
    Description,
    /// Known, and of no use to a reader.
    Other,
}

const KEYS: [(Key, &[&str]); 7] = [
    (Key::Title, &["title", "subject", "titel", "titre", "betreff", "название", "тема", "标题", "標題"]),
    (
        Key::Author,
        &[
            "author",
            "authors",
            "by",
            "from",
            "written by",
            "autor",
            "autorin",
            "auteur",
            "verfasser",
            "von",
            "автор",
            "作者",
        ],
    ),
    (
        Key::Date,
        &[
            "date",
            "published",
            "first published",
            "publication date",
            "posted",
            "written",
            "sent",
            "datum",
            "дата",
            "日期",
            "veröffentlicht",
        ],
    ),
    (
        Key::Source,
        &[
            "source",
            "url",
            "link",
            "original",
            "permalink",
            "source url",
            "quelle",
            "источник",
            "来源",
            "原文",
        ],
    ),
    (Key::Language, &["language", "lang", "sprache", "langue", "язык"]),
    (Key::Description, &["description", "summary", "abstract"]),
    (
        Key::Other,
        &[
            "to",
            "cc",
            "bcc",
            "reply-to",
            "message-id",
            "in-reply-to",
            "references",
            "newsgroups",
            "organization",
            "organisation",
            "lines",
            "content-type",
            "content-transfer-encoding",
            "mime-version",
            "received",
            "return-path",
            "path",
            "sender",
            "archive-name",
            "posting-frequency",
            "version",
            "category",
            "categories",
            "tags",
            "keywords",
            "status",
            "copyright",
            "license",
            "licence",
            "publisher",
            "translator",
            "translated by",
            "translation",
            "editor",
            "isbn",
            "encoding",
            "character set encoding",
            "release date",
            "last-modified",
            "last modified",
            "last updated",
            "updated",
            "approved",
            "followup-to",
            "expires",
            "distribution",
            "user-agent",
            "delivered-to",
            "precedence",
            "errors-to",
            "x-mailer",
            "resent-from",
            "resent-date",
            "resent-to",
            "envelope-to",
            "dkim-signature",
            "authentication-results",
            "content-language",
            "content-disposition",
            "thread-topic",
            "importance",
            "priority",
            "section",
            "an",
            "кому",
            "от",
        ],
    ),
];

/// A line of a head: its key, the bytes of key, colon and blanks, and its value.
pub fn keyed(words: &str) -> Option<(Key, usize, &str)> {
    let head = &words[..words::floor(words, words.len().min(60))];
    let (at, colon) = head.match_indices([':', '：']).next()?;
    let name = words[..at].trim().to_lowercase();
    let value = words[at + colon.len()..].trim();
    let key = KEYS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(key, _)| *key);
    let technical = name.starts_with("x-") || name.starts_with("list-") || name.starts_with("nntp-");
    let key = key.or(technical.then_some(Key::Other))?;
    Some((key, words.len() - value.len(), value))
}
