//! What a site holds for other programs reads back whatever the seeds hold, and no file of it says more than the
//! seeds do of who made it and where.
#![allow(clippy::disallowed_methods, reason = "these tests look at the disk as a user would")]

use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};

/// Words that are nowhere but where the test puts them.
const HOME: &str = "qzx-home";
const FOLDER: &str = "qzx-folder";
const USER: &str = "qzx-user";
const COMMENT: &str = "qzx-comment";
const DRAFT: &str = "qzx-draft";
const OTHER: &str = "qzx-other";

/// Words that end the syntax of one format or another, or that it does not allow.
const WORDS: [&str; 20] = [
    "]]>",
    "<![CDATA[",
    "<?xml version='1.0'?>",
    "<!DOCTYPE x [<!ENTITY e 'f'>]>",
    "&e; &amp; & &#0; &#x1f;",
    "a\u{1}b\u{8}c\u{b}d\u{c}e\u{1f}f",
    "\u{fffe}\u{ffff}",
    "\u{7f}\u{85}\u{9f}",
    "\u{2028}\u{2029}",
    "\u{202e}x\u{2066}",
    "</loc></url><url><loc>https://x.invalid/",
    "\"}, {\"a\": \"",
    "\\\"\\u0000\\",
    "</script><script>",
    "{}}{ % @book{x, title = {",
    "*/ `${a}` //",
    "\u{10ffff}\u{1fffe}",
    "a'b\"c<d>e",
    "é\u{301}\u{200d}👩‍👧",
    "__proto__",
];

struct Site {
    folder: PathBuf,
    files: Vec<(String, Vec<u8>)>,
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Site {
    /// The site of some seeds, built in a folder and a home that have names of their own.
    fn of(name: &str, seeds: &[(String, String)]) -> Site {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{FOLDER}-{name}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join(HOME)).unwrap();
        for (path, text) in seeds {
            let file = folder.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let mut command = Command::cargo_bin("seedbed").unwrap();
        command.current_dir(&folder).env("HOME", folder.join(HOME)).env("USER", USER).env("LOGNAME", USER);
        let output = command.output().unwrap();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&output.stderr));
        let public = folder.join("public");
        let walk = walkdir::WalkDir::new(&public).sort_by_file_name().into_iter().filter_map(Result::ok);
        let files = walk.filter(|entry| entry.file_type().is_file()).map(|entry| {
            let path = entry.path().strip_prefix(&public).unwrap().to_string_lossy().into_owned();
            (path, fs::read(entry.path()).unwrap())
        });
        Site { files: files.collect(), folder }
    }

    fn ending<'a>(&'a self, ending: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let files = self.files.iter().filter(move |(path, _)| path.ends_with(ending));
        files.map(|(path, bytes)| {
            (path.as_str(), std::str::from_utf8(bytes).expect("what is written is UTF-8"))
        })
    }
}

fn yaml(words: &str) -> String {
    serde_json::to_string(words).expect("any words are JSON")
}

/// Each of the words in every field that another program reads.
fn seeds() -> Vec<(String, String)> {
    let mut seeds =
        vec![("seedbed.yaml".to_owned(), "title: A site\nbase-url: https://a.invalid/b\n".to_owned())];
    let mut lexicon = "- name: Plan\n".to_owned();
    for (number, words) in WORDS.iter().enumerate() {
        let quoted = yaml(words);
        seeds.push((
            format!("seeds/text-{number}.md"),
            format!("---\ntitle: {quoted}\nauthors: [{quoted}]\ndate: {quoted}\nlicence: {quoted}\nsource: {quoted}\nslug: {quoted}\n---\n\nA plan. {words}\n"),
        ));
        lexicon += &format!(
            "- name: {quoted}\n  definition: {quoted}\n  aliases: [{quoted}]\n  same_as: {quoted}\n"
        );
    }
    seeds.push(("seeds/concepts.yaml".to_owned(), lexicon));
    seeds
}

#[test]
fn files_for_other_programs_read_back() {
    let site = Site::of("machines", &seeds());
    let (mut xml, mut json) = (0, 0);
    for (path, text) in site.ending(".xml").chain(site.ending(".svg")) {
        well_formed(text).unwrap_or_else(|what| panic!("{path}: {what}"));
        xml += 1;
    }
    for ending in [".json", ".jsonld"] {
        for (path, text) in site.ending(ending) {
            serde_json::from_str::<serde_json::Value>(text).unwrap_or_else(|what| panic!("{path}: {what}"));
            json += 1;
        }
    }
    for (path, text) in site.ending(".jsonl") {
        for line in text.lines() {
            serde_json::from_str::<serde_json::Value>(line).unwrap_or_else(|what| panic!("{path}: {what}"));
            json += 1;
        }
    }
    for (path, text) in site.ending(".html") {
        for part in text.split("<script type=\"application/ld+json\">").skip(1) {
            let part = part.split("</script>").next().unwrap_or("");
            serde_json::from_str::<serde_json::Value>(part).unwrap_or_else(|what| panic!("{path}: {what}"));
            json += 1;
        }
    }
    assert!(xml >= 1 && json > 3 * WORDS.len(), "there are such files: {xml}, {json}");
    let (_, entries) = site.ending(".bib").next().expect("there is a bibliography");
    let depth = entries.replace("\\{", "").replace("\\}", "").chars().try_fold(0i32, |depth, c| {
        let depth = depth + i32::from(c == '{') - i32::from(c == '}');
        (depth >= 0).then_some(depth)
    });
    assert_eq!(depth, Some(0), "the braces of BibTeX are even: {entries}");
}

/// Whether a text is XML in the small: elements that close, letters that XML 1.0 allows, five entities.
fn well_formed(text: &str) -> Result<(), String> {
    let allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..);
    if let Some(c) = text.chars().find(|c| !allowed(*c)) {
        return Err(format!("{c:?} is no letter of XML"));
    }
    let is_entity = |part: &str| {
        ["amp;", "lt;", "gt;", "quot;", "apos;", "#"].iter().any(|entity| part.starts_with(entity))
    };
    if let Some(part) = text.split('&').skip(1).find(|part| !is_entity(part)) {
        return Err(format!("an entity: &{part:.20}"));
    }
    let mut open = Vec::new();
    for part in text.split('<').skip(1) {
        let (tag, _) = part.split_once('>').ok_or("a tag that does not end")?;
        let name = |tag: &str| tag.split([' ', '\n', '/']).next().unwrap_or("").to_owned();
        match tag.strip_prefix('/') {
            Some(end) if open.pop() != Some(name(end)) => return Err(format!("</{end}> closes nothing")),
            Some(_) => {}
            None if tag.starts_with('?') || tag.ends_with('/') => {}
            None if tag.starts_with('!') => return Err(format!("a declaration: {tag}")),
            None => open.push(name(tag)),
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("{open:?} stay open")) }
}

#[test]
fn no_file_says_who_made_the_site_or_what_is_not_published() {
    let texts = [
        (
            "seeds/a.md",
            format!("# A\n\nA plan. <!-- {COMMENT} -->\n\n<!-- {COMMENT}\n\n{COMMENT} -->\n\nThe end.\n"),
        ),
        (
            "seeds/b.html",
            format!(
                "<html><!-- {COMMENT} --><head><title>B</title></head><body><p>A plan<!-- {COMMENT} -->.</p></body></html>"
            ),
        ),
        ("seeds/c.txt", "A plan, in plain words.\n".to_owned()),
        ("seeds/d.md", format!("---\ntitle: {DRAFT}\ndraft: true\n---\n\nA plan. {DRAFT}\n")),
        ("seeds/e.txt", format!("A plan. {DRAFT}\n")),
        ("seeds/e.yaml", format!("draft: true\ntitle: {DRAFT}\n")),
        ("seeds/concepts.yaml", "- name: Plan\n".to_owned()),
        ("seedbed.yaml", "base-url: https://a.invalid/\n".to_owned()),
        // What is no input is nobody's business.
        ("notes.txt", format!("{OTHER}\n")),
        ("seeds/.hidden.md", format!("{OTHER}\n")),
    ];
    let site = Site::of("private", &texts.map(|(path, text)| (path.to_owned(), text)));
    assert!(site.files.len() > 20);
    let tmp = env!("CARGO_TARGET_TMPDIR");
    for (path, bytes) in &site.files {
        let text = String::from_utf8_lossy(bytes);
        for secret in [HOME, FOLDER, USER, COMMENT, DRAFT, OTHER, tmp, env!("CARGO_MANIFEST_DIR")] {
            assert!(!text.contains(secret), "{path} has {secret}");
        }
    }
}
