//! The words that other programs use for call-outs, and the five that a page shows.

/// What a page shows for each word. Add a word where its colour would be in the program it comes from.
const CALLOUTS: &[(&str, &[&str])] = &[
    (
        "note",
        &[
            "note",
            "notes",
            "info",
            "information",
            "abstract",
            "summary",
            "tldr",
            "seealso",
            "see-also",
            "todo",
            "example",
            "question",
            "faq",
            "help",
            "admonition",
            "alert",
            "callout",
            "notice",
            "hint",
            "aside",
            "comment-box",
            "primary",
            "secondary",
            "versionadded",
            "versionchanged",
            "callout-note",
        ],
    ),
    ("tip", &["tip", "success", "check", "done", "callout-tip"]),
    ("important", &["important", "attention", "callout-important"]),
    ("warning", &["warning", "warn", "deprecated", "callout-warning"]),
    ("caution", &["caution", "danger", "error", "failure", "fail", "missing", "bug", "callout-caution"]),
];

/// The label of a call-out, by the word that a text uses.
pub fn label(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    CALLOUTS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(label, _)| *label)
}
