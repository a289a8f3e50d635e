//! Faults of the world: a build is killed, two run at once, the system refuses a call, files of an earlier
//! build are damaged. The output is always a whole site, the old one or the new one, and the next build
//! needs nobody's hand. And the same inputs give the same bytes wherever and whenever they are built.
//!
//! `SEEDBED_FAULTS=full` makes 500 kills, 250 refused calls, 200 damaged manifests, 50 starts at once and
//! 40 environments; the usual run makes a few of each.
#![allow(clippy::disallowed_methods, reason = "these tests look at the disk as a user would")]

mod random;

use random::Rng;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

type Tree = BTreeMap<PathBuf, Vec<u8>>;

const MANIFEST: &str = ".seedbed-manifest";

fn pick(usual: usize, full: usize) -> usize {
    if std::env::var("SEEDBED_FAULTS").is_ok_and(|asked| asked == "full") { full } else { usual }
}

/// A corpus in a folder of its own, gone when the test is over.
struct Corpus(PathBuf);

impl Corpus {
    fn new(name: &str) -> Corpus {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("faults-{name}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("seeds")).unwrap();
        for number in 0..25 {
            let text = format!("# Text {number}\n\nOn the plan, and on {number} markets.\n\n").repeat(4);
            fs::write(folder.join(format!("seeds/text-{number}.md")), text).unwrap();
        }
        fs::write(folder.join("seeds/concepts.yaml"), "- name: Plan\n- name: Market\n").unwrap();
        let corpus = Corpus(folder);
        corpus.state(0);
        corpus
    }

    /// One of two states of the inputs, of which each page tells.
    fn state(&self, state: usize) {
        fs::write(self.0.join("seedbed.yaml"), format!("title: State {}\n", state % 2)).unwrap();
    }

    fn command(&self) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("seedbed"));
        command.args(["build", "--quiet"]).current_dir(&self.0).stdout(Stdio::null()).stderr(Stdio::piped());
        command
    }

    /// The site of the present state, built in order.
    fn build(&self) -> Tree {
        let output = self.command().output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(!self.0.join(".public.seedbed-stage").exists(), "a build clears up");
        self.site()
    }

    /// A build under strace, which has some calls fail.
    fn traced(&self, refused: &[&str]) -> std::process::Output {
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-o", "/dev/null"]).args(refused);
        command.arg(assert_cmd::cargo::cargo_bin("seedbed")).args(["build", "--quiet"]);
        command.current_dir(&self.0).output().unwrap()
    }

    fn site(&self) -> Tree {
        tree(&self.0.join("public"))
    }

    /// The sites of both states; the first is what is there now.
    fn both(&self) -> [Tree; 2] {
        self.state(1);
        let other = self.build();
        self.state(0);
        [self.build(), other]
    }

    fn inputs(&self) -> Tree {
        let mut inputs = tree(&self.0.join("seeds"));
        inputs.remove(Path::new("anchors.lock"));
        inputs
    }
}

impl Drop for Corpus {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn tree(folder: &Path) -> Tree {
    let files =
        walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let read = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_owned();
        (path, fs::read(entry.path()).unwrap_or_default())
    };
    files.map(read).collect()
}

/// Kills a child after a while and waits for it.
fn kill_after(mut child: Child, delay: Duration) {
    std::thread::sleep(delay);
    let _ = child.kill();
    let _ = child.wait();
}

#[test]
fn a_build_that_is_killed_leaves_the_old_site_or_the_new_one() {
    let corpus = Corpus::new("kill");
    let sites = corpus.both();
    let start = Instant::now();
    corpus.state(1);
    corpus.build();
    let whole = start.elapsed().as_micros() as usize;
    corpus.state(0);
    corpus.build();
    let mut random = Rng(1);
    let mut now = 0;
    for kill in 0..pick(16, 500) {
        // Every fourth is a first build: there is no old site.
        let is_first = kill % 4 == 3;
        if is_first {
            fs::remove_dir_all(corpus.0.join("public")).unwrap();
        }
        let next = 1 - now;
        corpus.state(next);
        let delay = Duration::from_micros(random.below(whole + whole / 4) as u64);
        kill_after(corpus.command().spawn().unwrap(), delay);
        let left = corpus.site();
        let is_old = if is_first { left.is_empty() } else { left == sites[now] };
        assert!(is_old || left == sites[next], "neither site after {delay:?} (kill {kill})");
        assert!(corpus.build() == sites[next], "the next build makes the new site (kill {kill})");
        now = next;
    }
}

#[test]
fn builds_at_once_do_not_mix() {
    let corpus = Corpus::new("at-once");
    let sites = corpus.both();
    for round in 0..pick(3, 50) {
        corpus.state(round + 1);
        let children: Vec<Child> = (0..4).map(|_| corpus.command().spawn().unwrap()).collect();
        let ended: Vec<_> = children.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
        assert!(ended.iter().any(|one| one.status.success()), "one of them builds");
        for one in ended.iter().filter(|one| !one.status.success()) {
            let said = String::from_utf8_lossy(&one.stderr);
            assert!(one.status.code() == Some(2) && said.contains("another build is writing"), "{said}");
        }
        assert!(corpus.site() == sites[(round + 1) % 2]);
        assert!(corpus.build() == sites[(round + 1) % 2]);
    }
}

#[test]
fn a_damaged_manifest_is_made_anew() {
    let corpus = Corpus::new("manifest");
    let [expected, _] = corpus.both();
    let manifest = corpus.0.join("public").join(MANIFEST);
    let whole = fs::read(&manifest).unwrap();
    let mut random = Rng(2);
    for round in 0..pick(12, 200) {
        let mut bytes = whole.clone();
        match round % 4 {
            0 => bytes.truncate(random.below(bytes.len())),
            1 => {
                let at = random.below(bytes.len());
                bytes[at] ^= 1 << random.below(8);
            }
            2 => bytes.extend(b"../../secret.txt\n/etc/passwd\nmine.txt\n"),
            _ => bytes = (0..random.below(500)).map(|_| random.below(256) as u8).collect(),
        }
        fs::write(corpus.0.join("public/mine.txt"), "mine").unwrap();
        fs::write(&manifest, &bytes).unwrap();
        let mut site = corpus.build();
        let mine = site.remove(Path::new("mine.txt"));
        assert_eq!(mine.as_deref(), Some(&b"mine"[..]), "a file of the user's stays (round {round})");
        assert!(site == expected, "round {round}");
        fs::remove_file(corpus.0.join("public/mine.txt")).unwrap();
    }
}

/// Calls of the system that a build makes, and what may be wrong with them.
const CALLS: [&str; 14] = [
    "openat",
    "read",
    "write",
    "mkdir",
    "rename",
    "renameat2",
    "linkat",
    "link",
    "unlinkat",
    "syncfs",
    "chmod",
    "statx",
    "getdents64",
    "flock",
];
const ERRORS: [&str; 5] = ["ENOSPC", "EACCES", "EIO", "EROFS", "EMFILE"];

fn can_trace() -> bool {
    let traced = Command::new("strace").args(["-f", "-o", "/dev/null", "true"]).output();
    traced.is_ok_and(|output| output.status.success())
}

/// As when the rights to a folder are missing, whoever runs the test. Needs strace, too.
#[test]
fn the_texts_of_a_folder_that_cannot_be_listed_keep_their_pages() {
    if !can_trace() {
        return;
    }
    let corpus = Corpus::new("unlisted");
    fs::create_dir(corpus.0.join("seeds/sub")).unwrap();
    fs::write(corpus.0.join("seeds/sub/deep.md"), "# Deep\n\nOn the plan.\n").unwrap();
    let whole = corpus.build();
    let anchors = || fs::read(corpus.0.join("seeds/anchors.lock")).unwrap();
    let known = anchors();
    let unlisted = |folder: &str| {
        corpus.traced(&["-P", folder, "-e", "trace=openat", "-e", "inject=openat:error=EACCES"])
    };

    // What is in the folder can still be opened by its name.
    let output = unlisted("./seeds/sub");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(1) && said.contains("seeds/sub"), "{said}");
    assert!(said.contains("error[unreadable]") && said.contains("cannot be listed"), "{said}");
    let site = corpus.site();
    assert_eq!(site.keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>());
    assert!(site[Path::new("texts/sub-deep.html")] == whole[Path::new("texts/sub-deep.html")]);
    assert_eq!(anchors(), known);

    let output = unlisted("./seeds");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(2) && said.contains("cannot be listed"), "{said}");
    assert!(corpus.site() == site && anchors() == known, "the old site stays");
    assert!(corpus.build() == whole);
}

/// Has every kind of call fail, once and at every place up to a number. Needs strace, which Linux has.
#[test]
fn a_call_that_the_system_refuses_costs_no_site() {
    if !can_trace() {
        return;
    }
    let corpus = Corpus::new("refused");
    let sites = corpus.both();
    let inputs = corpus.inputs();
    let mut random = Rng(3);
    let mut now = 0;
    for round in 0..pick(28, 250) {
        let (call, error) = (CALLS[round % CALLS.len()], ERRORS[random.below(ERRORS.len())]);
        let at = 1 + random.below(60);
        let next = 1 - now;
        corpus.state(next);
        let trace = format!("trace={call}");
        let inject = format!("inject={call}:error={error}:when={at}");
        let output = corpus.traced(&["-e", &trace, "-e", &inject]);
        let said = String::from_utf8_lossy(&output.stderr);
        let what = format!("{call} {error} at {at}: {:?} {said}", output.status.code());
        assert!(output.status.code().is_some() && !said.contains("panicked"), "{what}");
        let left = corpus.site();
        // What could not be read has a page that says so: a whole site of its own.
        let is_told = output.status.code() == Some(1) && is_whole(&left);
        assert!(left == sites[now] || left == sites[next] || is_told, "{what}");
        assert!(corpus.inputs() == inputs, "{what}");
        assert!(corpus.build() == sites[next], "the next build makes the new site: {what}");
        now = next;
    }
}

/// Whether the manifest names every file and no other.
fn is_whole(site: &Tree) -> bool {
    let Some(manifest) = site.get(Path::new(MANIFEST)) else { return false };
    let manifest = String::from_utf8_lossy(manifest);
    let listed = manifest.lines().filter(|line| !line.starts_with('#')).map(PathBuf::from);
    let mut listed: Vec<PathBuf> = listed.chain([PathBuf::from(MANIFEST)]).collect();
    listed.sort();
    listed.iter().eq(site.keys())
}

#[test]
fn the_same_inputs_give_the_same_bytes_everywhere() {
    let zones = ["UTC", "Asia/Tokyo", "America/St_Johns", "Pacific/Kiritimati"];
    let locales = ["C", "tr_TR.UTF-8", "de_DE.UTF-8", "ar_EG.UTF-8", "POSIX"];
    let mut expected: Option<(Tree, Tree)> = None;
    for round in 0..pick(8, 40) {
        let corpus = Corpus::new(&format!("place-{}", "x".repeat(1 + round % 9)));
        if round % 2 == 1 {
            // The same files, made in another order.
            let files = tree(&corpus.0.join("seeds"));
            fs::remove_dir_all(corpus.0.join("seeds")).unwrap();
            fs::create_dir_all(corpus.0.join("seeds")).unwrap();
            files
                .iter()
                .rev()
                .for_each(|(path, bytes)| fs::write(corpus.0.join("seeds").join(path), bytes).unwrap());
        }
        let shell = format!("umask {:03o}; exec \"$0\" \"$@\"", [0o022, 0o077, 0o002][round % 3]);
        let mut command = Command::new("sh");
        command.args(["-c", &shell]).arg(assert_cmd::cargo::cargo_bin("seedbed")).args(["build", "--quiet"]);
        match round % 3 {
            0 => command.current_dir(&corpus.0),
            1 => command.arg(&corpus.0).current_dir("/"),
            _ => command.arg("../seeds/..").current_dir(corpus.0.join("seeds")),
        };
        command
            .env("TZ", zones[round % zones.len()])
            .env("LC_ALL", locales[round % locales.len()])
            .env("LANG", locales[(round / 2) % locales.len()])
            .env("RAYON_NUM_THREADS", ["1", "2", "8", "3"][round % 4])
            .env("HOME", if round % 5 == 0 { "/nowhere" } else { "/" })
            .env("SOURCE_DATE_EPOCH", [0, 1, 1_700_000_000][round % 3].to_string());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let made = (corpus.site(), tree(&corpus.0.join("seeds")));
        let first = expected.get_or_insert_with(|| made.clone());
        assert!(*first == made, "environment {round} gives other bytes");
    }
}
