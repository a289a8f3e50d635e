//! The keys of a concept, and what else people and other programs call them.

use crate::diagnostic::{Code, Diagnostic, did_you_mean};

/// What may be said of a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Id,
    Name,
    Aliases,
    Definition,
    Broader,
    Narrower,
    Related,
    Not,
    Context,
    Case,
    Link,
    SameAs,
    FormerIds,
    Page,
}

impl Key {
    pub const ALL: [Key; 14] = [
        Key::Id,
        Key::Name,
        Key::Aliases,
        Key::Definition,
        Key::Broader,
        Key::Narrower,
        Key::Related,
        Key::Not,
        Key::Context,
        Key::Case,
        Key::Link,
        Key::SameAs,
        Key::FormerIds,
        Key::Page,
    ];

    /// As the manual has it.
    pub fn name(self) -> &'static str {
        match self {
            Key::Id => "id",
            Key::Name => "name",
            Key::Aliases => "aliases",
            Key::Definition => "definition",
            Key::Broader => "broader",
            Key::Narrower => "narrower",
            Key::Related => "related",
            Key::Not => "not",
            Key::Context => "context",
            Key::Case => "case",
            Key::Link => "link",
            Key::SameAs => "same_as",
            Key::FormerIds => "former_ids",
            Key::Page => "page",
        }
    }

    pub fn is_relation(self) -> bool {
        matches!(self, Key::Broader | Key::Narrower | Key::Related)
    }
}

/// Other words for a key, in small letters without blanks and hyphens: those of SKOS and of programs for notes, and what
/// comes to mind.
const OTHERS: [(Key, &[&str]); 8] = [
    (Key::Name, &["preflabel", "title", "term", "label", "concept"]),
    (
        Key::Aliases,
        &["alias", "altlabel", "hiddenlabel", "synonyms", "synonym", "aka", "alsoknownas", "othernames"],
    ),
    (Key::Definition, &["description", "def", "meaning", "explanation"]),
    (Key::Broader, &["parent", "parents", "broaderterm"]),
    (Key::Narrower, &["children", "narrowerterm"]),
    (Key::Related, &["seealso", "see", "relatedterm"]),
    (Key::SameAs, &["exactmatch"]),
    (Key::Not, &["except", "exclude"]),
];

/// Which key is meant, however its words are joined and whether they have capitals.
pub fn key_of(written: &str) -> Option<Key> {
    // Nearly every key is written as the manual has it.
    if let Some(key) = Key::ALL.into_iter().find(|key| key.name() == written) {
        return Some(key);
    }
    let plain = |text: &str| -> String {
        text.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).flat_map(char::to_lowercase).collect()
    };
    let written = plain(written);
    let others = OTHERS.iter().find(|(_, words)| words.contains(&written.as_str())).map(|(key, _)| *key);
    others.or_else(|| Key::ALL.into_iter().find(|key| plain(key.name()) == written))
}

pub fn unknown_key(written: &str) -> Diagnostic {
    let names = Key::ALL.map(Key::name);
    let hint = match did_you_mean(written, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            format!(
                "known keys: {}; another concept needs a dash of its own before its name",
                names.join(", ")
            )
        }
    };
    Diagnostic::new(Code::UnknownKey, format!("unknown key `{written}`")).hint(hint)
}
