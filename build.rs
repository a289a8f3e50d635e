//! Embeds `templates/` and `static/` into the program, in order of path, and the words of the interface
//! (`templates/words/`) as text of their own; and what tells this program from one of other code.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a build script talks to cargo and the disk"
)]

#[path = "src/theme/lean.rs"]
mod lean;

use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it for build scripts"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it for build scripts"));
    println!("cargo::rustc-env=SEEDBED_CODE={:016x}", code(&root)?);
    let mut words = Vec::new();
    list(&root.join("templates/words"), "", &mut words)?;
    words.sort();
    let mut code = String::from("pub const WORDS: &[(&str, &str)] = &[\n");
    for (path, file) in words {
        let _ = writeln!(code, "    ({path:?}, include_str!({file:?})),");
    }
    fs::write(out.join("words.rs"), format!("{code}];\n"))?;
    let (mut code, mut lean) = (String::new(), String::new());
    for (folder, constant) in [("templates", "TEMPLATES"), ("static", "STATICS")] {
        let mut files = Vec::new();
        list(&root.join(folder), "", &mut files)?;
        files.sort();
        let _ = writeln!(code, "pub const {constant}: &[(&str, &[u8])] = &[");
        for (path, file) in files {
            let _ = writeln!(code, "    ({path:?}, include_bytes!({file:?})),");
            if folder != "static" {
                continue;
            }
            let bytes = fs::read(&file)?;
            let published = lean::lean(&path, &bytes);
            if published != bytes {
                let copy = out.join(path.replace('/', "-"));
                fs::write(&copy, published)?;
                let _ = writeln!(lean, "    ({path:?}, include_bytes!({copy:?})),");
            }
        }
        let _ = writeln!(code, "];");
    }
    let _ = writeln!(code, "/// Those that are published in another form.");
    let _ = writeln!(code, "pub const LEAN: &[(&str, &[u8])] = &[\n{lean}];");
    fs::write(out.join("theme.rs"), code)
}

/// A number for all that decides what the program makes of its inputs.
fn code(root: &Path) -> io::Result<u64> {
    let mut hasher = DefaultHasher::new();
    for folder in ["src", "templates", "static"] {
        println!("cargo::rerun-if-changed={folder}");
        let mut files = Vec::new();
        list(&root.join(folder), "", &mut files)?;
        files.sort();
        for (path, file) in files {
            hasher.write(path.as_bytes());
            hasher.write(&fs::read(file)?);
        }
    }
    // The versions of the libraries, where they are known.
    println!("cargo::rerun-if-changed=Cargo.lock");
    hasher.write(&fs::read(root.join("Cargo.lock")).unwrap_or_default());
    Ok(hasher.finish())
}

/// Paths below `folder` with `/` between names, and where the files are. Hidden files are editors' own.
fn list(folder: &Path, prefix: &str, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            list(&entry.path(), &format!("{prefix}{name}/"), files)?;
        } else {
            files.push((format!("{prefix}{name}"), entry.path()));
        }
    }
    Ok(())
}
