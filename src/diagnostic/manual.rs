//! The manual page of each code: `seedbed explain CODE`, and all of them in `docs/diagnostics.md`.

use super::{Code, Severity};

/// All pages, as `docs/diagnostics.md` has them.
pub fn manual() -> String {
    let mut pages = String::from(
        "# Diagnostics\n\nWhat Seedbed says of seeds, of the lexicon and of the configuration. Every kind has a code; `seedbed explain CODE`\n\
         shows its page. An error ends a run with 1, with `--strict` a warning does too. This file is made by\n\
         `seedbed explain codes`.\n\n| code | severity | means |\n| --- | --- | --- |\n",
    );
    let mut codes = Code::ALL.to_vec();
    codes.sort_by_key(|code| code.name());
    for code in &codes {
        let row =
            format!("| [`{0}`](#{0}) | {1} | {2} |\n", code.name(), code.severity().name(), code.about());
        pages.push_str(&row);
    }
    for code in codes {
        pages.push('\n');
        pages.push_str(&page(code));
    }
    pages
}

/// What a code means, what to do, and how to set its severity.
pub fn page(code: Code) -> String {
    let name = code.name();
    let remedy = remedy(code).map_or_else(String::new, |remedy| format!("{remedy}\n\n"));
    let other = match code.severity() {
        Severity::Error => "warn",
        Severity::Warning | Severity::Note => "error",
    };
    format!(
        "## {name}\n\n{} ({})\n\n{remedy}In `seedbed.yaml`, `checks: {{{name}: {other}}}` makes it {}, `ignore` drops it.\n",
        code.about(),
        code.severity().name(),
        if other == "warn" { "a warning" } else { "an error" },
    )
}

/// What to do, where the sentence of the code does not say it.
fn remedy(code: Code) -> Option<&'static str> {
    let remedy = match code {
        Code::Unreadable => {
            "The file is a link, a pipe or another special file, is larger than 16 MB (a text), 1 GB (the ledger) or 100 MB (what else lies there),\n\
             may not be opened, holds no text, or has a name that is not UTF-8. Put a plain file in UTF-8 in its place; divide a text\n\
             that is too large. Until then its page says that it could not be read, and the other texts are built without it. Of a\n\
             folder that cannot be listed, the texts that an earlier build knew keep their pages."
        }
        Code::Encoding => {
            "Save the file as UTF-8. What was guessed is in the message; read the page before you trust it."
        }
        Code::Yaml => {
            "The place is where reading stopped. A value with a colon in it needs quotation marks, indentation is made of blanks."
        }
        Code::UnknownKey => {
            "Mistyped keys are named with what was meant. Keys of other programs may stand in front matter, not in sidecars."
        }
        Code::OrphanSidecar => {
            "A sidecar is called as its text is, with the ending `.yaml`: `letter.yaml` beside `letter.txt`."
        }
        Code::UnknownFormat => {
            "Texts end in .txt, .md, .html or an ending of some other markup (.adoc, .org, .rst, .mdx, .qmd and more). Convert the file, or move it out of `seeds/`."
        }
        Code::NoTexts => "Put a .txt, .md or .html file into `seeds/`; no other file is needed.",
        Code::Parser => "This is a fault of Seedbed. Please report it, with the text.",
        Code::DuplicateConcept => "Merge the two (`seedbed concept merge`), or give one another `id`.",
        Code::UnknownConcept => {
            "Write the concept's id, name or an alias of it; add it to the lexicon if it is missing."
        }
        Code::SharedAlias => "Give the concepts a `context`, or write `[[Concept]]` where one is meant.",
        Code::CyclicBroader => "Take out one of the `broader` or `narrower` that close the circle.",
        Code::UnmentionedConcept => {
            "Give it the aliases that the texts use, or take it out. `seedbed explain TEXT` shows what was found."
        }
        Code::OverLinked => {
            "Set `linking: first-per-section` for the text, or `links-per-100-words` for the site."
        }
        Code::NoConcepts | Code::ProposedConcepts => {
            "`seedbed suggest` writes what it proposes to a file for you to keep, change or reject."
        }
        Code::QuoteNotFound => "Copy the words from the page. The hint names the nearest words of the text.",
        Code::QuoteAmbiguous => "Quote more words, so that they stand in one place only.",
        Code::BrokenLink => {
            "Link to another text by its path, such as `../notes/letter.md#heading`; for a saved page, give `source:` in a sidecar. The editor's own links, in definitions and annotations, are relative to the file in which they stand."
        }
        Code::UnsafeLink => {
            "Only web pages, files and groups of news (http, https, ftp, news), people (mailto, tel) and places of the site can be led to. `javascript:` and `data:` would run in the reader's browser."
        }
        Code::UnsafePicture => {
            "Who opens a drawing is in your site, and a script in it is your site's own. Save it as plain SVG in UTF-8, without\n\
             scripts, `on...` attributes, HTML, entities, and without addresses of other files."
        }
        Code::UnportableName => {
            "Windows and the archives that carry a site to its host refuse names with control characters or `\\ : * ? \" < > |`,\n\
             names that end in a dot or a blank, and names of devices such as `con` or `aux.png`. Rename the file."
        }
        Code::Direction => {
            "U+202D and U+202E show letters in another order than they have; U+202A, U+202B and U+2066 to U+2068 go on until they are\n\
             closed. Take them out, or close them with U+202C or U+2069. Right-to-left words need none of them."
        }
        Code::SlugCollision => "Give one of the texts another `slug:` in its sidecar or front matter.",
        Code::ReusedAddress => "Choose another id or slug for the new one, so that old links stay true.",
        Code::ReadOnlyLedger => {
            "Make `seeds/` writable and commit `seeds/anchors.lock`: it keeps links to passages when texts are edited."
        }
        Code::ForeignFile => "Nothing need be done. Seedbed deletes only what it wrote.",
        _ => return None,
    };
    Some(remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_is_up_to_date() {
        let written = include_str!("../../docs/diagnostics.md");
        assert!(manual() == written, "write it anew: seedbed explain codes > docs/diagnostics.md");
    }

    #[test]
    fn a_page_says_how_grave_it_is_and_how_to_change_that() {
        let page = page(Code::Direction);
        assert!(page.starts_with("## direction\n\n") && page.contains("(warning)"), "{page}");
        assert!(page.contains("`checks: {direction: error}` makes it an error"), "{page}");
    }
}
