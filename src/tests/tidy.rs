//! The order of the house: what every file must keep to, checked by reading the files.
#![expect(clippy::disallowed_methods, reason = "a test of the files themselves")]

use std::path::{Path, PathBuf};

/// The modules in the order of `lib.rs`: each may use only those before it.
fn modules() -> Vec<String> {
    let lib = read(&source_folder().join("lib.rs"));
    let named = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    named.map(str::to_owned).collect()
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every Rust file of the library but the tests: its path below `src/`, and its code without its own tests.
fn files() -> Vec<(String, String)> {
    let walk = walkdir::WalkDir::new(source_folder()).sort_by_file_name();
    let files = walk.into_iter().map(|entry| entry.expect("the sources can be read").into_path());
    let rust = files.filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    let named = rust.map(|path| {
        let name = path.strip_prefix(source_folder()).expect("the walk began there").display().to_string();
        let text = read(&path);
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or("").to_owned();
        (name, code)
    });
    named.filter(|(name, _)| !name.contains("tests") && !name.contains("properties")).collect()
}

fn module_of(name: &str) -> &str {
    name.split('/').next().map_or(name, |part| part.strip_suffix(".rs").unwrap_or(part))
}

#[test]
fn a_stage_looks_only_to_its_left() {
    let order = modules();
    let place = |module: &str| order.iter().position(|other| other == module);
    let mut wrong = Vec::new();
    for (name, code) in files() {
        let Some(own) = place(module_of(&name)) else { continue };
        for used in code.split("crate::").skip(1) {
            let used: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if place(&used).is_none_or(|used| used > own) {
                wrong.push(format!("{name} uses {used}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "a stage imports only from the stages before it in lib.rs:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn the_disk_the_clock_and_the_terminal_have_their_places() {
    let places = [
        ("std::fs", &["source.rs", "source/", "publish.rs", "publish/"][..]),
        ("walkdir", &["source.rs", "publish.rs", "publish/"]),
        ("std::time", &["cli/"]),
        ("std::env", &["cli/"]),
        ("std::process", &["cli/", "main.rs"]),
        ("std::net", &["cli/"]),
        ("println!", &[]),
        ("eprintln!", &[]),
        ("dbg!", &[]),
        ("anstream::", &["cli/"]),
    ];
    let mut wrong = Vec::new();
    for (name, code) in files() {
        for (banned, allowed) in &places {
            if code.contains(banned) && !allowed.iter().any(|place| name.starts_with(place)) {
                wrong.push(format!("{name}: {banned}"));
            }
        }
    }
    assert!(wrong.is_empty(), "see invariant 2 in ARCHITECTURE.md:\n{}", wrong.join("\n"));
}

#[test]
fn templates_see_page_types_only() {
    let allowed = ["page/", "site/data.rs"];
    let wrong: Vec<_> = files()
        .into_iter()
        .filter(|(name, code)| {
            let serialises = code.lines().any(|line| line.contains("derive(") && line.contains("Serialize"));
            serialises && !allowed.iter().any(|place| name.starts_with(place))
        })
        .map(|(name, _)| name)
        .collect();
    assert!(wrong.is_empty(), "`Serialize` is for pages and machine outputs: {wrong:?}");
}

#[test]
fn every_file_says_what_it_is_for() {
    let wrong: Vec<_> =
        files().into_iter().filter(|(_, code)| !code.starts_with("//! ")).map(|(name, _)| name).collect();
    assert!(wrong.is_empty(), "a file opens by saying what it is for: {wrong:?}");
}

#[test]
fn functions_are_short() {
    let mut wrong = Vec::new();
    for (name, code) in files() {
        let mut open: Option<(usize, usize, &str)> = None;
        for (number, line) in code.lines().enumerate() {
            let indent = line.len() - line.trim_start().len();
            match open {
                None if is_function(line) && !line.trim_end().ends_with(['}', ';']) => {
                    open = Some((number, indent, line))
                }
                Some((start, at, head)) if indent == at && line.trim() == "}" => {
                    if number - start > 70 {
                        wrong.push(format!(
                            "{name}:{} {} ({} lines)",
                            start + 1,
                            head.trim(),
                            number - start
                        ));
                    }
                    open = None;
                }
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "over 70 lines is two functions:\n{}", wrong.join("\n"));
}

#[test]
fn every_dependency_says_what_it_is_for() {
    let manifest = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"));
    let sections = manifest.split("\n[").filter(|section| section.contains("dependencies]\n"));
    let mut checked = 0;
    for section in sections {
        let lines: Vec<&str> = section.lines().skip(1).filter(|line| !line.is_empty()).collect();
        for pair in lines.windows(2).filter(|pair| !pair[1].starts_with('#')) {
            assert!(pair[0].starts_with("# "), "{} needs a line above it that says why", pair[1]);
            checked += 1;
        }
    }
    assert!(checked > 20, "the sections were found");
}

fn is_function(line: &str) -> bool {
    let words = line.trim_start().trim_start_matches("pub ").trim_start_matches("const ");
    words.starts_with("fn ")
}
