//! What is no plain file, and output folders that are none.

use crate::case::{Case, Verdict};
use crate::{Kind, Scale};

pub const KINDS: &[Kind] = &[
    ("links", links),
    ("special files", special),
    ("rights that are missing", rights),
    ("output folders", outputs),
    ("roots", roots),
];

/// A name of a file, made a link to somewhere.
#[cfg(unix)]
macro_rules! link {
    ($name:literal, $path:literal, $to:literal, $verdict:expr) => {
        Case::new(concat!($name, ": ", $path), $verdict).special(|corpus| {
            let _ = std::fs::create_dir_all(corpus.join($path).parent().expect("it lies in the corpus"));
            let _ = std::fs::remove_file(corpus.join($path));
            std::os::unix::fs::symlink($to, corpus.join($path)).expect("a link can be made");
        })
    };
}

#[cfg(not(unix))]
fn links(_: Scale) -> Vec<Case> {
    Vec::new()
}

#[cfg(unix)]
fn links(_: Scale) -> Vec<Case> {
    let unreadable = || Verdict::Says("unreadable");
    vec![
        link!("out of the root", "seeds/zz.md", "../../secret.txt", unreadable()),
        link!("out of the root", "seeds/zz.txt", "/etc/passwd", unreadable()),
        link!("out of the root", "seeds/zz.html", "/etc/passwd", unreadable()),
        link!("out of the root", "seeds/zz.png", "/etc/passwd", unreadable()),
        link!("a folder", "seeds/zz", "../../home", unreadable()),
        link!("a folder", "seeds/zz", "/", unreadable()),
        link!("a loop", "seeds/zz", ".", unreadable()),
        link!("a loop", "seeds/zz", "..", unreadable()),
        link!("itself", "seeds/zz.md", "zz.md", unreadable()),
        link!("nothing", "seeds/zz.md", "nowhere.md", unreadable()),
        link!("a sidecar", "seeds/other-000.yaml", "../../secret.txt", unreadable()),
        link!("a device", "seeds/zz.txt", "/dev/zero", unreadable()),
        link!("a device", "seeds/zz.txt", "/dev/random", unreadable()),
        link!("a device", "seeds/zz.txt", "/dev/stdin", unreadable()),
        link!("within the root", "seeds/zz.md", "other-000.md", unreadable()),
        link!("static", "static/zz.txt", "/etc/passwd", unreadable()),
        link!("templates", "templates/home.html", "/etc/passwd", unreadable()),
        link!("the ledger", "seeds/anchors.lock", "../../secret.txt", unreadable()),
        link!("the configuration", "seedbed.yaml", "/etc/passwd", Verdict::Builds).others_differ(),
        link!("the configuration", "seedbed.yaml", "/dev/zero", Verdict::Builds).others_differ(),
        link!("the lexicon", "seeds/concepts.yaml", "/etc/passwd", unreadable()).others_differ(),
        link!("the review", "suggestions.yaml", "/etc/passwd", Verdict::Builds),
        link!("the output", "public", "../home", Verdict::Refuses("home folder")),
        link!("a fresh ledger", "seeds/anchors.lock.new", "../../secret.txt", unreadable()),
        link!("the stage", ".public.seedbed-stage", "../home", Verdict::Refuses("in the way")),
        link!(
            "the lock of the stage",
            ".public.seedbed-stage/lock",
            "../../secret.txt",
            Verdict::Refuses("in the way")
        ),
        link!("the manifest", "public/.seedbed-manifest", "/dev/zero", Verdict::Refuses("in the way")),
        link!(
            "a page of the site",
            "public/index.html",
            "../../secret.txt",
            Verdict::Refuses("was not written by Seedbed")
        ),
        link!("a folder of the site", "public/texts", "../../home", Verdict::Refuses("texts")),
        link!("the output", "public", "seeds", Verdict::Refuses("inside seeds")),
        link!("the output", "public", ".", Verdict::Refuses("contains the seeds")),
        link!("the output", "public", "nowhere", Verdict::Ends),
        link!("the output", "public", "/dev/null", Verdict::Refuses("is a file")),
        link!("the output", "public", "public", Verdict::Refuses("cannot")),
    ]
}

#[cfg(not(unix))]
fn special(_: Scale) -> Vec<Case> {
    Vec::new()
}

#[cfg(unix)]
fn special(_: Scale) -> Vec<Case> {
    macro_rules! make {
        ($name:literal, $verdict:expr, |$corpus:ident| $body:expr) => {
            Case::new($name, $verdict).special(|$corpus| {
                let _ = $body;
            })
        };
    }
    fn pipe(path: &std::path::Path) {
        let made = std::process::Command::new("mkfifo").arg(path).status();
        assert!(made.is_ok_and(|status| status.success()), "a pipe can be made");
    }
    let unreadable = || Verdict::Says("unreadable");
    vec![
        make!("a pipe.md", unreadable(), |corpus| pipe(&corpus.join("seeds/zz.md"))),
        make!("a pipe.txt", unreadable(), |corpus| pipe(&corpus.join("seeds/zz.txt"))),
        make!("a pipe.html", unreadable(), |corpus| pipe(&corpus.join("seeds/zz.html"))),
        make!("a pipe.png", unreadable(), |corpus| pipe(&corpus.join("seeds/zz.png"))),
        make!("a pipe as a sidecar", unreadable(), |corpus| pipe(&corpus.join("seeds/other-000.yaml"))),
        make!("a pipe as the ledger", unreadable(), |corpus| pipe(&corpus.join("seeds/anchors.lock"))),
        make!("a pipe as the configuration", unreadable(), |corpus| pipe(&corpus.join("seedbed.yaml"))),
        make!("a socket", unreadable(), |corpus| std::os::unix::net::UnixListener::bind(
            corpus.join("seeds/zz.md")
        )),
        make!("a folder called a.md", Verdict::Fine, |corpus| std::fs::create_dir(
            corpus.join("seeds/zz.md")
        )),
        make!("a folder as a sidecar", Verdict::Fine, |corpus| std::fs::create_dir(
            corpus.join("seeds/other-000.yaml")
        )),
        make!("a folder as the configuration", Verdict::Builds, |corpus| std::fs::create_dir(
            corpus.join("seedbed.yaml")
        )),
        make!("a folder as the ledger", Verdict::Builds, |corpus| std::fs::create_dir(
            corpus.join("seeds/anchors.lock")
        )),
        make!("names that are no UTF-8", Verdict::Builds, |corpus| {
            use std::os::unix::ffi::OsStrExt as _;
            let write = |name: &[u8]| {
                std::fs::write(corpus.join("seeds").join(std::ffi::OsStr::from_bytes(name)), "A text.\n")
            };
            [write(b"zz-\xff.md"), write(b"zz-\xfe.md"), write(b"zz-\xff.png"), write(b"zz-\xfe.png")]
        }),
        make!("many folders", Verdict::Fine, |corpus| {
            (0..2_000)
                .for_each(|n| drop(std::fs::create_dir_all(corpus.join(format!("seeds/d{}/e{n}", n % 40)))))
        }),
        make!("deep folders", Verdict::Builds, |corpus| {
            let deep = "d/".repeat(900);
            std::fs::create_dir_all(corpus.join("seeds").join(&deep))
                .and_then(|()| std::fs::write(corpus.join(format!("seeds/{deep}a.md")), "A text.\n"))
        }),
        make!("hidden files", Verdict::Fine, |corpus| {
            [
                std::fs::create_dir(corpus.join("seeds/.git")),
                std::fs::write(corpus.join("seeds/.git/a.md"), "x"),
                std::fs::write(corpus.join("seeds/.a.md.swp"), "x"),
            ]
        }),
    ]
}

#[cfg(not(unix))]
fn rights(_: Scale) -> Vec<Case> {
    Vec::new()
}

/// For the administrator's account, which may do everything, these are no hindrance.
#[cfg(unix)]
fn rights(_: Scale) -> Vec<Case> {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt as _;
    macro_rules! locked {
        ($path:literal, $mode:literal) => {
            Case::new(concat!($path, " ", stringify!($mode)), Verdict::Ends).others_differ().special(
                |corpus| {
                    let file = corpus.join($path);
                    if !file.exists() {
                        std::fs::create_dir_all(&file).expect("a folder can be made");
                    }
                    set_permissions(file, Permissions::from_mode($mode)).expect("rights can be taken");
                },
            )
        };
    }
    vec![
        locked!("seeds/other-000.md", 0o000),
        locked!("seeds/other-000.md", 0o444),
        locked!("seeds/concepts.yaml", 0o000),
        locked!("seeds", 0o555),
        locked!("seeds/zz", 0o000),
        locked!("public", 0o555),
        locked!("public", 0o000),
        locked!("templates", 0o000),
        locked!("static", 0o000),
    ]
}

fn outputs(_: Scale) -> Vec<Case> {
    let refused = |folder: &str, said: &'static str| {
        Case::new(format!("-d {folder}"), Verdict::Refuses(said)).arguments(&["build", "-d", folder])
    };
    vec![
        refused("/", "contains the seeds"),
        refused(".", "contains the seeds"),
        refused("..", "contains the seeds"),
        refused("../..", "contains the seeds"),
        refused("seeds", "inside seeds"),
        refused("seeds/public", "inside seeds"),
        refused("public/../seeds/x", "cannot be reached"),
        refused("templates", "inside templates"),
        refused("static/out", "inside static"),
        refused("seedbed.yaml", "is a file").file("seedbed.yaml", "title: A\n"),
        refused("seeds/concepts.yaml", "inside seeds"),
        refused("../secret.txt", "is a file"),
        refused("../secret.txt/x", "secret.txt"),
        refused("../home", "home folder"),
        refused("/dev/null", "is a file"),
        refused("/proc/self/x", "proc"),
        refused("", "a value is required"),
        Case::new("a file of another in the way", Verdict::Refuses("was not written by Seedbed"))
            .file("public/index.html", "mine"),
        Case::new("a file where a folder must be", Verdict::Refuses("texts")).file("public/texts", "mine"),
        Case::new("a folder where a file must be", Verdict::Refuses("index.html"))
            .file("public/index.html/mine.txt", "mine"),
        Case::new("files of others", Verdict::Fine)
            .file("public/CNAME", "a.invalid\n")
            .file("public/.git/HEAD", "x")
            .file("public/mine/a.txt", "y"),
        Case::new("a manifest of others", Verdict::Fine)
            .file("public/.seedbed-manifest", "../../secret.txt\n/etc/passwd\nmine.txt\n")
            .file("public/mine.txt", "y"),
        Case::new("a manifest of bytes", Verdict::Fine)
            .file("public/.seedbed-manifest", vec![0xff; 99])
            .file("public/mine.txt", "y"),
        Case::new("a manifest that is a folder", Verdict::Refuses("in the way"))
            .file("public/.seedbed-manifest/x", "y"),
        Case::new("a stage of others", Verdict::Ends).file(".public.seedbed-stage", "mine"),
    ]
}

fn roots(_: Scale) -> Vec<Case> {
    let refused = |arguments: &[&str], said: &'static str| {
        Case::new(arguments.join(" "), Verdict::Refuses(said)).arguments(arguments)
    };
    vec![
        refused(&["build", "nowhere"], "there is no folder seeds/"),
        refused(&["build", "/"], "there is no folder seeds/"),
        refused(&["build", "seeds"], "there is no folder seeds/"),
        refused(&["build", "seeds/concepts.yaml"], "there is no folder seeds/"),
        refused(&["build", "/dev/null"], "there is no folder seeds/"),
        refused(&["build", ""], "a value is required"),
        refused(&["build", "a\u{202e}b\u{1b}[31m"], "there is no folder seeds/"),
        refused(&["build", "--nothing"], "--nothing"),
        refused(&["nothing"], "nothing"),
        refused(&["explain", "../../../etc/passwd"], "there is no text"),
        refused(&["import", "/nowhere"], "cannot read"),
    ]
}
