//! The examples of the CommonMark specification, from the tests that pulldown-cmark ships with its sources.
//!
//! The specification has a licence of its own (CC-BY-SA), so no copy of it is kept here; the sources of the
//! parser are on every machine that builds Seedbed.

use std::path::PathBuf;
use std::process::Command;

pub struct Example {
    /// As the specification counts them.
    pub number: usize,
    pub markdown: String,
    pub html: String,
}

pub fn examples() -> Vec<Example> {
    let path = parser().join("tests/suite/spec.rs");
    let tests = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let string = |test: &str, name: &str| {
        let (_, rest) = test.split_once(&format!("let {name} = r##\"")).expect("a test has both strings");
        rest.split_once("\"##;").expect("the string ends").0.to_owned()
    };
    let numbered = (1..).zip(tests.split("#[test]").skip(1));
    numbered
        .map(|(number, test)| Example {
            number,
            markdown: string(test, "original"),
            html: string(test, "expected"),
        })
        .collect()
}

/// The folder of the parser's sources.
fn parser() -> PathBuf {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--locked", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo can be called");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("cargo answers in JSON");
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let manifest = packages
        .filter(|package| package["name"] == "pulldown-cmark")
        .find_map(|package| package["manifest_path"].as_str())
        .expect("pulldown-cmark is a dependency");
    PathBuf::from(manifest).parent().expect("a manifest lies in a folder").to_owned()
}
