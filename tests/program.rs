//! The program as a user runs it: what it says, what it writes, what it leaves alone.
#![allow(clippy::disallowed_methods, reason = "these tests look at the disk as a user would")]

use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};

/// A corpus in a folder of its own, gone when the test is over.
struct Corpus {
    folder: PathBuf,
}

impl Corpus {
    fn new(name: &str, files: &[(&str, &str)]) -> Corpus {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        let corpus = Corpus { folder };
        for (path, text) in files {
            corpus.write(path, text);
        }
        corpus
    }

    fn write(&self, path: &str, text: &str) {
        let file = self.folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join(path)).unwrap_or_default()
    }

    fn has(&self, path: &str) -> bool {
        self.folder.join(path).exists()
    }

    /// Exit code, standard output, standard error.
    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let output = Command::cargo_bin("seedbed")
            .unwrap()
            .current_dir(&self.folder)
            .args(arguments)
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
    }

    /// Every file below a folder with its content, to compare two states.
    fn tree(&self, folder: &str) -> Vec<(String, Vec<u8>)> {
        let root = self.folder.join(folder);
        let walk = walkdir::WalkDir::new(&root).sort_by_file_name();
        let files = walk.into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
        files
            .map(|entry| {
                let path = entry.path().strip_prefix(&root).unwrap().to_string_lossy().into_owned();
                (path, fs::read(entry.path()).unwrap())
            })
            .collect()
    }
}

impl Drop for Corpus {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

const PLAN: (&str, &str) = ("seeds/concepts.yaml", "- id: plan\n");

#[test]
fn one_text_and_no_other_file_is_enough() {
    let corpus = Corpus::new("one-text", &[("seeds/letter.txt", "A Letter\n\nWe had no plan.\n")]);
    let (code, out, _) = corpus.run(&[]);
    assert_eq!(code, 0);
    assert!(out.contains("1 text ") && out.contains("file://"), "{out}");
    assert!(corpus.read("public/texts/letter.html").contains("We had no plan."));
    assert!(corpus.has("public/.nojekyll"));
}

#[test]
fn without_seeds_it_says_what_to_do() {
    let corpus = Corpus::new("no-seeds", &[("other/a.txt", "")]);
    let (code, _, err) = corpus.run(&[]);
    assert_eq!(code, 2);
    assert!(err.contains("there is no folder seeds/"), "{err}");
}

#[test]
fn a_bad_text_or_key_does_not_stop_the_others() {
    let corpus = Corpus::new(
        "bad-key",
        &[("seeds/a.txt", "A plan.\n"), ("seeds/a.yaml", "titel: X\n"), ("seeds/b.md", "B plan.\n"), PLAN],
    );
    let (code, _, err) = corpus.run(&["build"]);
    assert_eq!(code, 1);
    assert!(err.contains("seeds/a.yaml:1") && err.contains("did you mean `title`?"), "{err}");
    assert!(corpus.has("public/texts/a.html") && corpus.has("public/texts/b.html"));
}

#[test]
fn a_template_that_does_not_parse_names_its_place_and_leaves_the_old_site() {
    let corpus = Corpus::new("bad-template", &[("seeds/a.txt", "A plan.\n"), PLAN]);
    assert_eq!(corpus.run(&["build"]).0, 0);
    let before = corpus.tree("public");
    corpus.write("templates/home.html", "one\n{% if %}\n");
    let (code, _, err) = corpus.run(&["build"]);
    assert_eq!(code, 2);
    assert!(err.contains("home.html:2:"), "{err}");
    assert_eq!(corpus.tree("public"), before);
}

#[test]
fn programs_are_told_of_problems_in_their_own_way() {
    let corpus = Corpus::new("format", &[("seeds/a.md", "A plan, [x](gone.md).\n"), PLAN]);
    let (code, out, err) = corpus.run(&["check", "--format", "json"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with('{') && out.lines().count() == 1, "{out}");
    assert!(out.contains("\"code\":\"broken-link\"") && out.contains("\"line\":1"), "{out}");
    let (_, out, _) = corpus.run(&["build", "--format", "github"]);
    assert!(out.contains("::warning file=seeds/a.md,line=1,col=13,title=broken-link::the link"), "{out}");
    let (code, out, _) = corpus.run(&["explain", "broken-link"]);
    assert!(code == 0 && out.starts_with("## broken-link\n"), "{out}");
}

#[test]
fn a_text_that_cannot_be_read_has_a_page_that_says_so() {
    let corpus = Corpus::new(
        "unread",
        &[("seeds/a.txt", "A plan.\n\nAnother plan.\n"), ("seeds/b.md", "B plan.\n"), PLAN],
    );
    assert_eq!(corpus.run(&["build"]).0, 0);
    let (before, ledger) = (corpus.read("public/texts/a.html"), corpus.read("seeds/anchors.lock"));
    fs::write(corpus.folder.join("seeds/a.txt"), [0; 4000]).unwrap();
    let (code, _, err) = corpus.run(&["build"]);
    assert_eq!(code, 1);
    assert!(err.contains("error[unreadable]") && err.contains("it holds no text"), "{err}");
    assert!(corpus.read("public/texts/a.html").contains("This text could not be read: it holds no text."));
    assert!(corpus.read("public/texts/b.html").contains("B <a"));
    assert_eq!(corpus.read("seeds/anchors.lock"), ledger, "its passages keep their permalinks");
    corpus.write("seeds/a.txt", "A plan.\n\nAnother plan.\n");
    assert_eq!(corpus.run(&["build"]).0, 0);
    assert_eq!(corpus.read("public/texts/a.html"), before);
}

#[test]
fn check_writes_nothing() {
    let corpus = Corpus::new("check", &[("seeds/a.txt", "A plan.\n"), PLAN]);
    let before = corpus.tree("");
    let (code, out, _) = corpus.run(&["check"]);
    assert_eq!((code, out.trim()), (0, "no problems"));
    assert_eq!(corpus.tree(""), before);
    corpus.write("seeds/concepts.yaml", "- id: plan\n- id: market\n");
    assert_eq!(corpus.run(&["check"]).0, 0);
    assert_eq!(corpus.run(&["check", "--strict"]).0, 1);
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    let files = [("seeds/b.txt", "The plan of b.\n"), ("seeds/a.md", "# A\n\nThe *plan*.\n"), PLAN];
    let one = Corpus::new("same-1", &files);
    let other = Corpus::new("same-2", &[files[2], files[1], files[0]]);
    assert_eq!(one.run(&["build"]).0, 0);
    let run = Command::cargo_bin("seedbed")
        .unwrap()
        .args(["build", other.folder.to_str().unwrap(), "--quiet"])
        .env("RAYON_NUM_THREADS", "1")
        .env("TZ", "Asia/Tokyo")
        .env("LC_ALL", "tr_TR.UTF-8")
        .output()
        .unwrap();
    assert!(run.status.success());
    assert_eq!(one.tree("public"), other.tree("public"));
    let before = one.tree("");
    assert_eq!(one.run(&["build"]).0, 0);
    assert_eq!(one.tree(""), before, "a second build changes nothing");
}

#[test]
fn a_file_that_stays_the_same_is_not_written_again() {
    let corpus = Corpus::new("again", &[("seeds/a.txt", "A plan.\n"), ("seeds/b.txt", "Peace.\n"), PLAN]);
    assert_eq!(corpus.run(&["build"]).0, 0);
    let written =
        |path: &str| fs::metadata(corpus.folder.join("public").join(path)).unwrap().modified().unwrap();
    let before = ["texts/a.html", "texts/b.md", "index.html"].map(written);
    let (_, out, _) = corpus.run(&["build"]);
    assert!(out.contains(" 0 written"), "{out}");
    assert_eq!(["texts/a.html", "texts/b.md", "index.html"].map(written), before);
    corpus.write("seeds/b.txt", "No peace.\n");
    fs::write(corpus.folder.join("public/texts/a.html"), "spoilt").unwrap();
    assert_eq!(corpus.run(&["build"]).0, 0);
    assert!(corpus.read("public/texts/b.md").contains("No peace"));
    assert!(corpus.read("public/texts/a.html").contains("A plan"), "what somebody else spoilt is mended");
    let after = ["texts/a.html", "texts/b.md", "index.html"].map(written);
    assert!(after[0] != before[0] && after[1] != before[1]);
    assert_eq!(written("texts/a.md"), {
        assert_eq!(corpus.run(&["build"]).0, 0);
        written("texts/a.md")
    });
}

/// While nothing has changed nothing is made; but that is found out by reading every file, not believed.
#[test]
fn a_site_of_unchanged_seeds_is_mended_where_it_is_spoilt() {
    let corpus = Corpus::new("sealed", &[("seeds/a.txt", "A plan.\n"), ("seeds/b.txt", "Peace.\n"), PLAN]);
    assert_eq!(corpus.run(&["build"]).0, 0);
    let whole = corpus.tree("public");
    let unchanged = || {
        let (_, out, timings) = corpus.run(&["build", "--timings"]);
        assert!(out.contains(" 0 written"), "{out}");
        assert!(!timings.contains("lay out"), "nothing is laid out: {timings}");
    };
    unchanged();
    let page = corpus.folder.join("public/texts/a.html");
    let length = fs::metadata(&page).unwrap().len() as usize;
    for spoilt in [&"x".repeat(length), "", "A plan."] {
        fs::write(&page, spoilt).unwrap();
        assert_eq!(corpus.run(&["build"]).0, 0);
        assert!(corpus.tree("public") == whole, "{spoilt:?}");
    }
    fs::remove_file(&page).unwrap();
    assert_eq!(corpus.run(&["build"]).0, 0);
    assert!(corpus.tree("public") == whole, "what is missing is made");
    corpus.write("public/mine.txt", "mine\n");
    let (_, out, _) = corpus.run(&["build"]);
    assert!(out.contains(" 0 written") && out.contains("mine.txt is not Seedbed's"), "{out}");
    fs::remove_file(corpus.folder.join("public/mine.txt")).unwrap();
    // Other inputs that make the same site are remembered, too.
    corpus.write("static/.hidden", "x");
    corpus.write("seedbed.yaml", "# Nothing is said here.\n");
    assert!(corpus.run(&["build"]).1.contains(" 0 written"));
    unchanged();
    corpus.write("seedbed.yaml", "title: Plans\n");
    assert!(!corpus.run(&["build"]).1.contains(" 0 written"));
    assert!(corpus.read("public/index.html").contains("Plans"));
}

/// What a build said is kept, so that an unchanged one understands no text; the same is said all the same.
#[test]
fn an_unchanged_build_of_many_texts_says_what_the_last_one_said() {
    let corpus =
        Corpus::new("said", &[("seeds/a.md", "A plan, [x](gone.md).\n\nA passage that goes.\n"), PLAN]);
    for number in 0..200 {
        corpus.write(&format!("seeds/{number}.txt"), &format!("Plan {number}\n\nOf number {number}.\n"));
    }
    let build = || {
        let (code, out, err) = corpus.run(&["build", "--timings", "--strict"]);
        let is_understood = err.contains("\n  parse ");
        let said: Vec<String> = err
            .lines()
            .filter(|line| !line.contains(" ms") && !line.starts_with("  "))
            .map(str::to_owned)
            .collect();
        let counts: Vec<String> = out.lines().take(3).map(str::to_owned).collect();
        (is_understood, (code, said, counts), out)
    };
    let (is_understood, first, _) = build();
    assert!(is_understood && first.0 == 1 && first.1.join("").contains("broken-link"), "{first:?}");
    let whole = corpus.tree("");
    let again = || {
        let (is_understood, said, out) = build();
        assert!(
            !is_understood && said == first && out.contains(" 0 written"),
            "{is_understood} {said:?} {first:?}"
        );
        assert!(corpus.tree("") == whole, "nothing is written");
    };
    again();
    let mended = |what: &str| {
        let (is_understood, said, _) = build();
        assert!(is_understood && said == first, "{what}: {said:?}");
        assert!(corpus.tree("") == whole, "{what}");
        again();
    };
    corpus.write("public/texts/a.html", "spoilt");
    mended("a spoilt page");
    fs::remove_file(corpus.folder.join("seeds/anchors.lock")).unwrap();
    mended("a ledger that is gone");
    let record = corpus.read(".seedbed/last-build");
    corpus.write(".seedbed/last-build", &record.replace("leads nowhere", "leads somewhere"));
    mended("a damaged record");
    fs::remove_dir_all(corpus.folder.join(".seedbed")).unwrap();
    mended("no record");
    // A build for another folder says the same; one of other texts does not.
    assert!(
        !corpus.run(&["build", "-d", "other", "--timings"]).2.is_empty() && corpus.has("other/index.html")
    );
    fs::remove_dir_all(corpus.folder.join("other")).unwrap();
    corpus.write("seeds/a.md", "A plan, [x](gone.md).\n");
    let lost = build();
    assert!(lost.0 && lost.1.1.join("").contains("anchor-lost"), "{lost:?}");
    let after = build();
    assert!(
        !after.0 && !after.1.1.join("").contains("anchor-lost") && after.1.1.join("").contains("broken-link"),
        "{after:?}"
    );
    assert_eq!(corpus.run(&["clean"]).0, 0);
    assert!(!corpus.has(".seedbed"));
}

#[test]
fn files_of_others_in_the_output_folder_stay() {
    let corpus = Corpus::new(
        "foreign",
        &[
            ("seeds/a.txt", "A plan.\n"),
            PLAN,
            ("public/CNAME", "a.example\n"),
            ("public/.git/HEAD", "ref\n"),
            ("public/texts/mine.html", "mine\n"),
        ],
    );
    fs::create_dir_all(corpus.folder.join("public/empty")).unwrap();
    assert_eq!(corpus.run(&["build"]).0, 0);
    corpus.write("seeds/b.txt", "B plan.\n");
    assert_eq!(corpus.run(&["build"]).0, 0);
    assert!(corpus.has("public/texts/b.html"));
    fs::remove_file(corpus.folder.join("seeds/b.txt")).unwrap();
    let (_, out, _) = corpus.run(&["build"]);
    assert!(!corpus.has("public/texts/b.html"), "what Seedbed wrote and no longer needs goes");
    for (path, text) in [("CNAME", "a.example\n"), (".git/HEAD", "ref\n"), ("texts/mine.html", "mine\n")] {
        assert_eq!(corpus.read(&format!("public/{path}")), text);
    }
    assert!(corpus.has("public/empty"));
    assert!(out.contains("CNAME is not Seedbed's; it was left as it is"), "{out}");
}

#[test]
fn a_file_of_another_under_a_name_that_the_site_needs_stops_the_build() {
    let corpus = Corpus::new("clash", &[("seeds/a.txt", "A plan.\n"), PLAN, ("public/index.html", "mine\n")]);
    let (code, _, err) = corpus.run(&["build"]);
    assert_eq!(code, 2);
    assert!(err.contains("index.html was not written by Seedbed"), "{err}");
    assert_eq!(corpus.read("public/index.html"), "mine\n");
    assert!(!corpus.has("public/texts/a.html"));
}

#[test]
fn an_output_folder_with_the_seeds_in_it_is_refused() {
    let corpus = Corpus::new("refuse", &[("seeds/a.txt", "A plan.\n"), PLAN]);
    for folder in [".", "..", "seeds", "seeds/out", "/"] {
        let (code, _, err) = corpus.run(&["build", "-d", folder]);
        assert_eq!(code, 2, "{folder}");
        assert!(
            err.contains("choose another one") || err.contains("root of the file system"),
            "{folder}: {err}"
        );
    }
    assert_eq!(corpus.tree("seeds").len(), 2);
}

#[test]
fn a_killed_build_leaves_a_whole_site() {
    let text = "The plan, and again the plan.\n\n".repeat(300);
    let files: Vec<(String, String)> =
        (0..40).map(|number| (format!("seeds/{number}.txt"), format!("Text {number}\n\n{text}"))).collect();
    let mut pairs: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    pairs.push(PLAN);
    let corpus = Corpus::new("killed", &pairs);
    assert_eq!(corpus.run(&["build"]).0, 0);
    let old = corpus.tree("public");
    corpus.write("seedbed.yaml", "title: Another title\n");
    let program = assert_cmd::cargo::cargo_bin("seedbed");
    let mut news = 0;
    for delay in [1, 3, 8, 20, 50, 90, 150, 250, 400] {
        let mut child = std::process::Command::new(&program)
            .args(["build", "--quiet"])
            .current_dir(&corpus.folder)
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(delay));
        let _ = child.kill();
        let _ = child.wait();
        let now = corpus.tree("public");
        news += usize::from(now != old);
        assert!(now == old || now.len() == old.len(), "neither the old site nor a new one after {delay} ms");
    }
    assert_eq!(corpus.run(&["build"]).0, 0);
    let new = corpus.tree("public");
    assert_ne!(new, old);
    assert!(news <= 9);
    assert!(!corpus.has(".public.seedbed-stage"), "the next build clears up");
}

#[test]
fn former_addresses_lead_on() {
    let corpus = Corpus::new(
        "former",
        &[
            ("seeds/a.txt", "A plan.\n"),
            ("seeds/a.yaml", "former-slugs: [old]\n"),
            ("seeds/concepts.yaml", "- id: plan\n  former_ids: [scheme]\n"),
            ("seedbed.yaml", "base-url: https://a.example/b\n"),
        ],
    );
    assert_eq!(corpus.run(&["build"]).0, 0);
    assert!(corpus.read("public/texts/old.html").contains("url=a.html"));
    assert!(corpus.read("public/concepts/scheme.html").contains("url=plan.html"));
    let sitemap = corpus.read("public/sitemap.xml");
    assert!(
        sitemap.contains("<loc>https://a.example/b/texts/a.html</loc>") && !sitemap.contains("old"),
        "{sitemap}"
    );
}

#[test]
fn a_folder_that_cannot_be_written_costs_only_the_ledger() {
    let corpus = Corpus::new("ledger", &[("seeds/a.txt", "A plan.\n"), PLAN]);
    // A folder in its place keeps the ledger from being written, whoever runs the test.
    fs::create_dir_all(corpus.folder.join("seeds/anchors.lock/x")).unwrap();
    let (code, _, err) = corpus.run(&["build"]);
    assert_eq!(code, 0);
    assert!(err.contains("read-only-ledger"), "{err}");
    assert!(corpus.has("public/index.html"));
}

#[test]
fn a_ledger_of_very_many_texts_is_read() {
    let corpus = Corpus::new("large-ledger", &[("seeds/a.txt", "# On Plans\n\nA plan is a plan.\n"), PLAN]);
    assert_eq!(corpus.run(&["build"]).0, 0);
    let ledger = corpus.folder.join("seeds/anchors.lock");
    let own = fs::read_to_string(&ledger).unwrap();
    let others: String = (0..)
        .map(|ix| own.replace("[a.txt]", &format!("[b{ix}.txt]")))
        .take((20 << 20) / own.len())
        .collect();
    fs::write(&ledger, format!("{own}{others}")).unwrap();
    let (code, out, err) = corpus.run(&["check"]);
    assert!(code == 0 && !err.contains("unreadable"), "{out}{err}");
}

#[test]
fn a_ledger_that_cannot_be_read_is_left_as_it_is() {
    let corpus = Corpus::new("unread-ledger", &[("seeds/a.txt", "A plan.\n"), PLAN]);
    let no_text = b"\x00\x01\x02 no text \x00\xff";
    fs::write(corpus.folder.join("seeds/anchors.lock"), no_text).unwrap();
    let (_, _, err) = corpus.run(&["build"]);
    assert!(err.contains("unreadable") && corpus.has("public/texts/a.html"), "{err}");
    assert_eq!(fs::read(corpus.folder.join("seeds/anchors.lock")).unwrap(), no_text);
}

#[test]
fn explain_says_why_lines_are_set_apart() {
    let text = "On Plans\n\nBy Ada Lovelace\n\nA plan is a plan.\n\nx    Plans\n\u{c}\nIt is good.\n\nx    Plans\n\u{c}\nSo it is.\n";
    let corpus = Corpus::new("explain-apart", &[("seeds/a.txt", text), PLAN]);
    let out = corpus.run(&["explain", "seeds/a.txt"]).1;
    assert!(out.contains("by the rule “a byline, date or source under the title”, 80 % sure"), "{out}");
    let low = corpus.run(&["explain", "seeds/a.txt", "--low"]).1;
    assert!(low.contains("not shown as text (boilerplate): x") && low.contains("70 % sure"), "{low}");
    assert!(!low.contains("Ada"), "{low}");
}

#[test]
fn the_frame_of_a_library_is_said_and_is_no_part_of_the_text() {
    let frame = "The Project Gutenberg eBook of Plans\n\n*** START OF THE PROJECT GUTENBERG EBOOK PLANS ***\n\nPLANS\n\nA plan is a plan.\n\n*** END OF THE PROJECT GUTENBERG EBOOK PLANS ***\n\nDonate a plan.\n";
    let corpus = Corpus::new("library", &[("seeds/a.txt", frame), PLAN]);
    let (_, out, err) = corpus.run(&["check"]);
    let said = format!("{out}{err}");
    assert!(said.contains("lines 1 to 3 are Project Gutenberg's own"), "{said}");
    assert!(said.contains("lines 9 to 11 are Project Gutenberg's own"), "{said}");
}

#[test]
fn explain_tells_what_was_made_of_a_line() {
    let corpus = Corpus::new("explain", &[("seeds/a.txt", "On Plans\n\nA plan is a plan.\n"), PLAN]);
    let (code, out, _) = corpus.run(&["explain", "seeds/a.txt:3"]);
    assert_eq!(code, 0);
    assert!(
        out.contains("3  paragraph: A plan is a plan.") && out.contains("plan → plan: linked, the first"),
        "{out}"
    );
    assert!(
        out.contains("not linked: the policy links an earlier mention") && !out.contains("On Plans"),
        "{out}"
    );
    assert_eq!(corpus.run(&["explain", "seeds/b.txt"]).0, 2);
}

#[test]
fn pictures_beside_the_texts_go_with_them() {
    let corpus = Corpus::new(
        "media",
        &[("seeds/sub/a.md", "A plan: [![drawn](../p.png)](a.md) ![gone](q.png)\n"), PLAN],
    );
    fs::write(corpus.folder.join("seeds/p.png"), b"\x89PNG").unwrap();
    let (_, _, err) = corpus.run(&["build"]);
    assert_eq!(fs::read(corpus.folder.join("public/media/p.png")).unwrap(), b"\x89PNG");
    let page = corpus.read("public/texts/sub-a.html");
    let drawn = "<a href=\"sub-a.html\" data-added><img src=\"../media/p.png\" alt=\"drawn\"";
    assert!(page.contains(drawn) && !page.contains("q.png"), "{page}");
    assert!(err.contains("`q.png` leads nowhere"), "{err}");
}

#[cfg(unix)]
#[test]
fn a_read_only_seeds_folder_is_left_alone_by_any_account() {
    use std::os::unix::fs::PermissionsExt as _;
    let corpus = Corpus::new("read-only", &[("seeds/a.txt", "A plan.\n"), PLAN]);
    let seeds = corpus.folder.join("seeds");
    fs::set_permissions(&seeds, fs::Permissions::from_mode(0o555)).unwrap();
    let (code, _, err) = corpus.run(&["build"]);
    fs::set_permissions(&seeds, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(code, 0);
    assert!(err.contains("read-only-ledger"), "{err}");
    assert!(!corpus.has("seeds/anchors.lock") && corpus.has("public/index.html"));
    fs::set_permissions(&corpus.folder, fs::Permissions::from_mode(0o555)).unwrap();
    // A folder that is asked for is written if the system lets the account write there, as it does the administrator's.
    let may_write = fs::write(corpus.folder.join("probe"), "").is_ok();
    let (code, _, err) = corpus.run(&["build", "-d", "out"]);
    fs::set_permissions(&corpus.folder, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!((code, corpus.has("out/index.html")), if may_write { (0, true) } else { (2, false) }, "{err}");
    assert_eq!(err.contains("is read-only; choose another output folder"), !may_write, "{err}");
}

#[test]
fn the_corpus_may_override_any_template_or_static_file() {
    let corpus = Corpus::new("override", &[("seeds/a.txt", "A plan.\n"), PLAN]);
    corpus.write("templates/home.html", "<!doctype html><title>{{ page.title }}</title><h1>Mine</h1>");
    corpus.write("static/robots-of-mine.txt", "hello\n");
    assert_eq!(corpus.run(&["build"]).0, 0);
    assert!(corpus.read("public/index.html").contains("<h1>Mine</h1>"));
    assert!(corpus.tree("public").iter().any(|(path, _)| path.contains("robots-of-mine")));
}

const LETTER: &str = "A Letter\n\nSource: https://a.example/letter\n\nWe had no plan.[1]\n\n- one\n- two\n\nNotes\n\n[1] None at all.\n";

#[test]
fn import_writes_markdown_that_goes_on_as_the_text() {
    let corpus = Corpus::new("import", &[("in/letter.dat", LETTER), ("seeds/b.txt", "B plan.\n"), PLAN]);
    let (code, out, err) = corpus.run(&["import", "in/letter.dat"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("in/letter.dat → ./seeds/letter.md") && out.contains("2 items, 1 note"), "{out}");
    assert_eq!(
        corpus.read("seeds/letter.md"),
        "# A Letter\n\nWe had no plan.[^1]\n\n- one\n- two\n\n[^1]: None at all.\n"
    );
    assert_eq!(corpus.read("seeds/letter.yaml"), "source: \"https://a.example/letter\"\n");
    assert_eq!(corpus.run(&["build"]).0, 0);
    assert!(corpus.read("public/texts/letter.html").contains("https://a.example/letter"));
}

#[test]
fn import_overwrites_nothing() {
    let corpus = Corpus::new(
        "import-taken",
        &[
            ("a.txt", "A\n"),
            ("b.txt", "By\n"),
            ("seeds/b.md", "mine\n"),
            ("seeds/c.txt", "C\n"),
            ("c.htm", "x"),
            PLAN,
        ],
    );
    let before = corpus.tree("");
    for (files, said) in [
        (&["a.txt", "b.txt"][..], "seeds/b.md is already there; nothing was written"),
        (&["c.htm"], "seeds/c.txt has the same name"),
        (&["seeds/c.txt"], "would be there twice"),
        (&["a.txt", "./a.txt"], "would both become"),
        (&["none.txt"], "cannot read none.txt"),
    ] {
        let (code, _, err) = corpus.run(&[&["import"], files].concat());
        assert_eq!(code, 2, "{files:?}");
        assert!(err.contains(said), "{err}");
        assert_eq!(corpus.tree(""), before, "{files:?}");
    }
}

#[test]
fn import_can_be_tried() {
    let corpus = Corpus::new("import-dry", &[("letter.txt", LETTER), PLAN]);
    let before = corpus.tree("");
    let (code, out, err) = corpus.run(&["import", "-n", "letter.txt"]);
    assert_eq!(code, 0);
    assert!(out.starts_with("# A Letter\n") && !out.contains("nothing was written"), "{out}");
    assert!(
        err.contains("nothing was written") && err.contains("source: \"https://a.example/letter\""),
        "{err}"
    );
    assert_eq!(corpus.tree(""), before);
    assert_eq!(corpus.run(&["import", "letter.txt", "--to", "else/where"]).0, 0);
    assert!(corpus.has("else/where/letter.md"));
}

#[test]
fn an_imported_text_keeps_its_sidecar() {
    let sidecar = "title: A Letter\ncorrections:\n  - {quote: two, paragraph: true}\nannotations:\n  - {quote: no plan, note: Indeed.}\n";
    let corpus =
        Corpus::new("import-sidecar", &[("old/letter.txt", LETTER), ("seeds/letter.yaml", sidecar), PLAN]);
    let (code, out, err) = corpus.run(&["import", "old/letter.txt"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("seeds/letter.yaml is kept as it is"), "{out}");
    assert_eq!(corpus.read("seeds/letter.yaml"), sidecar);
    assert!(
        corpus
            .read("seeds/letter.md")
            .starts_with("---\nsource: \"https://a.example/letter\"\n---\n\n# A Letter\n")
    );
    let (code, out, err) = corpus.run(&["check"]);
    assert_eq!((code, out.trim()), (0, "no problems"), "{err}");
}

/// Two texts that share a few terms, and say what one of them is.
const SHARING: [(&str, &str); 2] = [
    (
        "seeds/essay.md",
        "# On permanent revolution\n\nPermanent revolution is a theory of Leon Trotsky. In a backward country the bureaucracy rules.\n\n\
         The theory of permanent revolution denies the bureaucracy its claim, and Trotsky wrote of the bureaucracy often.\n",
    ),
    (
        "seeds/reply.md",
        "# A reply\n\nAgainst permanent revolution stands the bureaucracy of the Soviet Union, said Trotsky. \
         The Soviet Union needed the bureaucracy, and so the permanent revolution failed in the Soviet Union.\n",
    ),
];

#[test]
fn with_no_lexicon_the_site_has_concepts_and_says_whose_they_are() {
    let corpus = Corpus::new("proposed", &SHARING);
    let (code, out, _) = corpus.run(&["build"]);
    assert_eq!(code, 0);
    assert!(out.contains("`seedbed suggest` writes them down"), "{out}");
    assert!(corpus.has("public/concepts/permanent-revolution.html"));
    assert!(corpus.read("public/index.html").contains("(proposed by Seedbed)"));
    // What nobody has looked at yet is linked once in a text, unless the settings say otherwise.
    let links = |page: &str| page.matches("concepts/bureaucracy.html\"").count();
    let once = links(&corpus.read("public/texts/essay.html"));
    corpus.write("seedbed.yaml", "linking: first-per-passage\n");
    corpus.run(&["build"]);
    assert_eq!(links(&corpus.read("public/texts/essay.html")), once + 1);
    corpus.write("seedbed.yaml", "");
    corpus.run(&["build"]);
    assert!(!corpus.has("seeds/concepts.yaml") && !corpus.has("suggestions.yaml"));
    let first = corpus.tree("public");
    corpus.run(&["build"]);
    assert!(first == corpus.tree("public"), "the same inputs give the same bytes");
}

#[test]
fn what_is_accepted_goes_into_the_lexicon_and_what_is_rejected_does_not_come_back() {
    let corpus = Corpus::new("review", &SHARING);
    let (code, out, _) = corpus.run(&["suggest", "--dry-run"]);
    assert_eq!(code, 0);
    assert!(out.contains("permanent revolution") && out.contains("Nothing was written"), "{out}");
    assert!(!corpus.has("suggestions.yaml"));
    corpus.run(&["suggest"]);
    let review = corpus.read("suggestions.yaml");
    assert!(review.contains("from: essay.md#"), "{review}");
    let decided = review
        .replace(
            "name: permanent revolution\n    accept: undecided",
            "name: permanent revolution\n    accept: yes",
        )
        .replace("name: bureaucracy\n    accept: undecided", "name: bureaucracy\n    accept: no # too vague");
    corpus.write("suggestions.yaml", &decided);
    let (code, out, _) = corpus.run(&["suggest"]);
    assert_eq!(code, 0, "{out}");
    let lexicon = corpus.read("seeds/concepts.yaml");
    assert!(lexicon.contains("- name: permanent revolution\n"), "{lexicon}");
    assert!(lexicon.contains("# Quoted from essay.md#"), "{lexicon}");
    let review = corpus.read("suggestions.yaml");
    assert!(
        review.ends_with("rejected:\n  - bureaucracy\n") && !review.contains("name: permanent"),
        "{review}"
    );
    corpus.run(&["suggest"]);
    assert_eq!(review, corpus.read("suggestions.yaml"), "a third run has nothing to add");
    assert_eq!(corpus.run(&["build"]).0, 0);
}

#[test]
fn a_review_that_cannot_be_read_is_left_as_it_is() {
    let corpus = Corpus::new("bad-review", &SHARING);
    corpus.write("suggestions.yaml", "proposals:\n  - name: x\n    accept: mayhap\n");
    let (code, _, err) = corpus.run(&["suggest"]);
    assert_eq!(code, 1);
    assert!(err.contains("neither yes nor no"), "{err}");
    assert_eq!(corpus.read("suggestions.yaml"), "proposals:\n  - name: x\n    accept: mayhap\n");
}

#[test]
fn a_renamed_concept_keeps_its_address_and_its_mentions() {
    let lexicon = "# mine\r\n- id: plan # x\r\n  name: Plan\r\n";
    let files = [("seeds/a.md", "# A\n\nA plan, see [[Plan]].\n"), ("seeds/concepts.yaml", lexicon)];
    let corpus = Corpus::new("rename", &files);
    let (code, out, _) = corpus.run(&["concept", "rename", "plan", "Design", "-n"]);
    assert_eq!(code, 0);
    assert!(out.contains("  + - id: design # x") && out.contains("Nothing was written"), "{out}");
    assert_eq!(corpus.read("seeds/concepts.yaml"), lexicon);
    let (code, out, _) = corpus.run(&["concept", "rename", "plan", "Design"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("2 mentions are found as before") && out.contains("seeds/a.md:3: Plan"), "{out}");
    let expected =
        "# mine\r\n- id: design # x\r\n  name: Design\r\n  aliases: [Plan]\r\n  former_ids: [plan]\r\n";
    assert_eq!(corpus.read("seeds/concepts.yaml"), expected);
    assert_eq!(corpus.run(&["build"]).0, 0);
    assert!(corpus.read("public/concepts/plan.html").contains("url=design.html"));
}

#[test]
fn an_unknown_concept_is_named_with_the_nearest() {
    let corpus = Corpus::new("rename-unknown", &[("seeds/a.txt", "A plan.\n"), PLAN]);
    let (code, _, err) = corpus.run(&["concept", "merge", "plam", "plan"]);
    assert_eq!(code, 1);
    assert!(err.contains("did you mean `plan`?"), "{err}");
}

#[test]
fn init_makes_a_corpus_that_builds_and_changes_nothing_that_is_there() {
    let corpus = Corpus::new("init", &[("seedbed.yaml", "title: Mine\n")]);
    let (code, said, _) = corpus.run(&["init"]);
    assert_eq!(code, 0);
    assert!(said.contains("seedbed.yaml: left as it is"), "{said}");
    assert!(said.contains("seeds/concepts.yaml: made"), "{said}");
    assert_eq!(corpus.read("seedbed.yaml"), "title: Mine\n");
    let (code, _, warnings) = corpus.run(&["build", "--strict"]);
    assert_eq!((code, warnings.as_str()), (0, ""));
    assert!(corpus.read("public/concepts/garden.html").contains("On libraries"));
}

#[test]
fn init_puts_no_sample_beside_texts_that_are_there() {
    let corpus = Corpus::new("init-seeds", &[("seeds/a.txt", "A text.\n")]);
    assert_eq!(corpus.run(&["init"]).0, 0);
    assert!(corpus.has("seedbed.yaml"));
    assert_eq!(corpus.tree("seeds").len(), 1);
}

#[test]
fn a_copied_theme_makes_the_same_site() {
    let corpus = Corpus::new("init-theme", &[("seeds/a.txt", "A text.\n")]);
    corpus.run(&["build", "-d", "before"]);
    let (code, said, _) = corpus.run(&["init", "--theme"]);
    assert_eq!(code, 0);
    assert!(said.contains("templates/base.html: made"), "{said}");
    corpus.run(&["build", "-d", "after"]);
    let pages = |folder: &str| {
        let mut files = corpus.tree(folder);
        // It says what the site was made of.
        files.retain(|(path, _)| path != ".seedbed-manifest");
        files
    };
    assert!(pages("before") == pages("after"));
}

#[test]
fn clean_deletes_the_site_and_no_file_of_others() {
    let corpus = Corpus::new("clean", &[("seeds/a.txt", "A text.\n")]);
    corpus.run(&["build"]);
    corpus.write("public/texts/mine.txt", "mine");
    let seeds = corpus.tree("seeds");
    let (code, said, _) = corpus.run(&["clean"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(corpus.tree("public"), [("texts/mine.txt".to_owned(), b"mine".to_vec())]);
    assert!(!corpus.has("public/concepts") && !corpus.has(".public.seedbed-stage"));
    assert_eq!(corpus.tree("seeds"), seeds);
    assert!(corpus.run(&["clean"]).1.contains("There is no site"));
    assert_eq!(corpus.run(&["build"]).0, 0);
}

#[test]
fn clean_deletes_nothing_outside_the_site_whatever_its_list_says() {
    let corpus = Corpus::new("clean-hostile", &[("seeds/a.txt", "A text.\n"), ("kept.txt", "kept")]);
    corpus.run(&["build"]);
    let manifest = corpus.read("public/.seedbed-manifest");
    let absolute = corpus.folder.join("seeds/a.txt");
    let (whole, _) = manifest.split_once("# whole ").unwrap();
    let list = format!("{whole}../kept.txt\n{}\n", absolute.display());
    corpus.write("public/.seedbed-manifest", &list);
    let (code, _, err) = corpus.run(&["clean"]);
    assert!(code == 2 && err.contains("is damaged") && corpus.has("public/index.html"), "{err}");
    let sum = blake3::hash(list.as_bytes()).to_hex();
    corpus.write("public/.seedbed-manifest", &format!("{list}# whole {}\n", &sum[..16]));
    assert_eq!(corpus.run(&["clean"]).0, 0);
    assert_eq!(
        (corpus.read("kept.txt").as_str(), corpus.read("seeds/a.txt").as_str()),
        ("kept", "A text.\n")
    );
    assert!(!corpus.has("public"));
}

#[test]
fn export_writes_what_the_site_has() {
    let corpus =
        Corpus::new("export", &[("seeds/a.txt", "A plan.\n"), ("seeds/concepts.yaml", "- name: Plan\n")]);
    corpus.run(&["build"]);
    for (what, file) in [
        ("passages", "passages.jsonl"),
        ("annotations", "annotations.jsonl"),
        ("skos", "lexicon.jsonld"),
        ("turtle", "lexicon.ttl"),
        ("csl", "texts.csl.json"),
        ("bibtex", "texts.bib"),
    ] {
        let (code, out, _) = corpus.run(&["export", what]);
        assert_eq!((code, out), (0, corpus.read(&format!("public/data/{file}"))), "{what}");
    }
    assert_eq!(corpus.run(&["export", "bibtex", "-o", "mine.bib"]).0, 0);
    let mine = corpus.read("mine.bib");
    assert!(!mine.is_empty());
    assert_eq!(corpus.run(&["export", "turtle", "-o", "mine.bib"]).0, 2);
    assert_eq!(corpus.read("mine.bib"), mine);
}

#[test]
fn a_text_that_changes_while_it_is_read_stops_nothing() {
    let corpus = Corpus::new("changing", &[("seeds/a.md", "# A\n\nThe plan.\n"), PLAN]);
    let (file, is_done) = (corpus.folder.join("seeds/b.md"), std::sync::atomic::AtomicBool::new(false));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !is_done.load(std::sync::atomic::Ordering::Relaxed) {
                let _ = fs::write(&file, "# B\n\nThe plan of spring.\n\n".repeat(2_000));
                let _ = fs::write(&file, "# B\n");
                let _ = fs::remove_file(&file);
            }
        });
        let ended: Vec<_> = (0..5).map(|_| corpus.run(&["build"])).collect();
        is_done.store(true, std::sync::atomic::Ordering::Relaxed);
        for (code, out, err) in ended {
            assert!(code == 0 || err.contains("error[unreadable]"), "{code}: {out}{err}");
        }
    });
    assert!(corpus.has("public/texts/a.html"), "the other text has its page");
}
