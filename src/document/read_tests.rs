//! Which files are texts, and how each is read, by its name and by what its front matter says.

use super::documents;
use crate::source::Sources;

/// What the passages of the only text say, with their kinds; then the codes of what is said of it.
fn read(pairs: &[(&str, &str)]) -> (Vec<String>, Vec<&'static str>) {
    let (documents, diagnostics) = documents(&Sources::from_pairs(pairs.iter().copied()));
    let passages = documents.iter().flat_map(|document| &document.passages);
    let said = passages.map(|passage| format!("{}{} {}", passage.kind.name(), passage.level, passage.text));
    (said.collect(), diagnostics.iter().map(|diagnostic| diagnostic.code.name()).collect())
}

#[test]
fn the_dialects_of_markdown_are_read_under_their_own_endings() {
    for ending in ["mdx", "qmd", "Rmd", "mkd", "mdown", "markdown"] {
        let (said, codes) = read(&[(&format!("seeds/a.{ending}"), "# Locks\n\nThe *upper* gate.\n")]);
        assert_eq!(said, ["heading1 Locks", "paragraph0 The upper gate."], "{ending}");
        assert_eq!(codes, [""; 0], "{ending}");
    }
}

#[test]
fn a_name_says_which_markup_a_text_is_in_where_it_has_few_signs_of_it() {
    let (said, _) = read(&[("seeds/a.org", "* Locks\nThe upper gate.\n** Boats\n- a boat\n")]);
    assert_eq!(said, ["heading1 Locks", "paragraph0 The upper gate.", "heading2 Boats", "item1 a boat"]);
    let (said, _) = read(&[("seeds/a.adoc", "== Locks\n\nThe *upper* gate.\n")]);
    assert_eq!(said, ["heading2 Locks", "paragraph0 The upper gate."]);
    let (said, _) = read(&[("seeds/a.textile", "h2. Locks\n\nThe *upper* gate.\n")]);
    assert_eq!(said, ["heading2 Locks", "paragraph0 The upper gate."]);
    let (said, _) = read(&[("seeds/a.rst", "Locks\n=====\n\nThe upper gate.\n")]);
    assert_eq!(said, ["heading1 Locks", "paragraph0 The upper gate."]);
    let mail = "From: Ada <ada@locks.example>\nTo: Bo <bo@locks.example>\nDate: Thu, 4 Mar 2021 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nSubject: =?utf-8?Q?The_g=C3=A2te?=\nContent-Transfer-Encoding: quoted-printable\n\nIt is =\nopen.\n";
    assert!(read(&[("seeds/a.eml", mail)]).0.iter().any(|passage| passage.ends_with("It is open.")));
}

#[test]
fn what_another_program_shall_make_of_a_text_is_no_mistake_in_its_front_matter() {
    for format in ["format: gfm", "format:\n  html:\n    toc: true", "format: [html, pdf]"] {
        let (said, codes) =
            read(&[("seeds/a.qmd", &format!("---\ntitle: Locks\n{format}\n---\n\nThe gate.\n"))]);
        assert_eq!((said, codes), (vec!["paragraph0 The gate.".to_owned()], vec![]), "{format}");
    }
    let (said, codes) = read(&[("seeds/a.md", "---\nformat: text\n---\n\nThe *gate*.\n")]);
    assert_eq!((said, codes), (vec!["paragraph0 The *gate*.".to_owned()], vec![]));
    let beside = [("seeds/a.md", "The gate.\n"), ("seeds/a.yaml", "format: html\n")];
    assert_eq!(read(&beside).1, ["bad-value"]);
}
