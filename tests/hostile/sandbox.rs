//! A folder with a small site in it, and around it files that nobody may touch.

use crate::case::{Case, Does, Others, Verdict};
use crate::cost::Cost;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Nothing here takes a hundredth of it; what does, hangs.
const PATIENCE: Duration = Duration::from_secs(240);
/// The address space that a run may take, in KiB: what needs more has no bound.
const MEMORY: usize = 12 << 20;

pub struct Sandbox {
    folder: PathBuf,
    others: usize,
}

/// Every file below a folder by its path: its bytes, or what it is if it is none.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

impl Sandbox {
    pub fn new(name: &str, others: usize) -> Sandbox {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("hostile-{name}"));
        let sandbox = Sandbox { folder, others };
        sandbox.clear();
        let corpus = sandbox.corpus();
        fs::create_dir_all(corpus.join("seeds")).unwrap();
        fs::write(sandbox.folder.join("secret.txt"), "A secret of the neighbours.\n").unwrap();
        fs::create_dir_all(sandbox.folder.join("home")).unwrap();
        fs::write(sandbox.folder.join("home/diary.md"), "# Diary\n\nNobody may read it.\n").unwrap();
        for number in 0..others {
            let text = format!(
                "# Other {number:03}\n\nOn the quokka, paragraph {number}, and of the *zeppelin*.\n\n- Both stay as they are.\n"
            );
            fs::write(corpus.join(format!("seeds/other-{number:03}.md")), text).unwrap();
        }
        fs::write(corpus.join("seeds/concepts.yaml"), "- name: Quokka\n- name: Zeppelin\n").unwrap();
        sandbox
    }

    fn corpus(&self) -> PathBuf {
        self.folder.join("corpus")
    }

    /// The pages of the texts when nothing is wrong, and what they cost.
    pub fn expected(&self) -> (Tree, Cost) {
        let run = self.run(&[]);
        assert_eq!(run.code, Some(0), "{}", run.said);
        (self.pages(), run.cost)
    }

    /// The pages of the texts, but for what counts all texts. The first and the last have other
    /// neighbours when there is one more.
    fn pages(&self) -> Tree {
        let pages = (1..self.others - 1).filter_map(|number| {
            let path = PathBuf::from(format!("texts/other-{number:03}.html"));
            let html = fs::read_to_string(self.corpus().join("public").join(&path)).ok()?;
            let plain = without(&without(&html, "<p class=\"kick\">", "</p>")?, "<footer", "</span>")?;
            Some((path, plain.into_bytes()))
        });
        pages.collect()
    }

    /// All that is wrong with how the program deals with the case, and what that cost.
    pub fn faults(&self, case: &Case, expected: &Tree) -> (Vec<String>, Cost) {
        for (path, bytes) in &case.files {
            let file = self.corpus().join(path);
            if let Some(folder) = file.parent()
                && let Err(error) = fs::create_dir_all(folder)
            {
                return (vec![format!("the test cannot make {path}: {error}")], Cost::default());
            }
            // A name that this file system does not take is no input on it.
            let _ = fs::write(&file, bytes);
        }
        if let Some(special) = case.special {
            special(&self.corpus());
        }
        let before = tree(&self.folder);
        let run = self.run(&case.arguments);
        let after = tree(&self.folder);
        let mut faults = ending_faults(case, &run);
        faults.extend(touched(case, &before, &after).into_iter().map(|path| format!("{path} was touched")));
        let may_refuse = matches!(case.verdict, Verdict::Refuses(_) | Verdict::Ends);
        if case.does == Does::Site && !(may_refuse && run.code == Some(2)) {
            faults.extend(self.page_faults(case, expected));
        } else if after
            .keys()
            .any(|path| path.starts_with("corpus/public/texts") && !before.contains_key(path))
        {
            faults.push("refused, but wrote".to_owned());
        }
        (faults, run.cost)
    }

    fn page_faults(&self, case: &Case, expected: &Tree) -> Vec<String> {
        let pages = self.pages();
        let differ = |(path, html): &(&PathBuf, &Vec<u8>)| match pages.get(*path) {
            None => true,
            Some(now) => case.others == Others::Stay && now != *html,
        };
        expected
            .iter()
            .filter(differ)
            .map(|(path, _)| format!("{} differs", path.display()))
            .take(1)
            .collect()
    }

    fn run(&self, arguments: &[String]) -> Run {
        let program = assert_cmd::cargo::cargo_bin("seedbed");
        let mut command = Command::new("sh");
        command.args(["-c", &format!("ulimit -v {MEMORY} 2>/dev/null; exec \"$0\" \"$@\"")]).arg(program);
        if arguments.is_empty() {
            command.arg("build");
        } else {
            command.args(arguments);
        }
        command.current_dir(self.corpus()).env("HOME", self.folder.join("home")).env("NO_COLOR", "1");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program can be started");
        let streams = [
            Box::new(child.stdout.take().expect("it is piped")) as Box<dyn std::io::Read + Send>,
            Box::new(child.stderr.take().expect("it is piped")),
        ];
        let readers = streams.map(|mut stream| {
            std::thread::spawn(move || {
                let mut bytes = Vec::new();
                let _ = stream.read_to_end(&mut bytes);
                String::from_utf8_lossy(&bytes).into_owned()
            })
        });
        let start = Instant::now();
        let mut cost = Cost::default();
        let ended = loop {
            cost.look(child.id());
            if let Some(status) = child.try_wait().expect("the child is ours") {
                break Some(status);
            }
            if start.elapsed() > PATIENCE {
                break None;
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        if ended.is_none() {
            let _ = child.kill();
        }
        let _ = child.wait();
        let said = readers.map(|reader| reader.join().unwrap_or_default()).concat();
        Run { code: ended.and_then(|status| status.code()), hung: ended.is_none(), said, cost }
    }

    fn clear(&self) {
        // Some cases take rights away from folders.
        for entry in walkdir::WalkDir::new(&self.folder).into_iter().flatten() {
            #[cfg(unix)]
            if entry.file_type().is_dir() {
                use std::os::unix::fs::PermissionsExt as _;
                let _ = fs::set_permissions(entry.path(), fs::Permissions::from_mode(0o755));
            }
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.clear();
    }
}

/// A text without a part that both must be in.
fn without(text: &str, from: &str, to: &str) -> Option<String> {
    let (before, rest) = text.split_once(from)?;
    let (_, after) = rest.split_once(to)?;
    Some(format!("{before}{after}"))
}

struct Run {
    code: Option<i32>,
    hung: bool,
    said: String,
    cost: Cost,
}

fn ending_faults(case: &Case, run: &Run) -> Vec<String> {
    let shown: String = run.said.replace('\n', " ⏎ ").chars().take(400).collect();
    if run.hung {
        return vec!["it hangs".to_owned()];
    }
    let Some(code) = run.code else { return vec![format!("it was ended by a signal: {shown}")] };
    if run.said.contains("panicked at") {
        return vec![format!("it panicked: {shown}")];
    }
    let has = |level: &str, code: &str| run.said.contains(&format!("{level}[{code}]"));
    let fine = match &case.verdict {
        Verdict::Fine => code == 0,
        Verdict::Says(said) => code == 1 && has("error", said),
        Verdict::Warns(said) => code == 0 && has("warning", said),
        Verdict::Refuses(said) => code == 2 && run.said.contains(said),
        Verdict::Builds => matches!(code, 0 | 1),
        Verdict::Ends => matches!(code, 0..=2),
    };
    if fine { Vec::new() } else { vec![format!("it ended with {code}, not as {:?}: {shown}", case.verdict)] }
}

/// What changed that must not: for a build everything but the output folder and the ledger.
fn touched(case: &Case, before: &Tree, after: &Tree) -> Vec<String> {
    let below = |list: &[&str], path: &Path| list.iter().any(|from| path.to_string_lossy().starts_with(from));
    // A folder is another one when something is put into it; what that is stands by itself.
    let may = |path: &Path| match case.does {
        Does::Site => below(&["corpus/public", "corpus/seeds/anchors.lock"], path),
        Does::Adds(list) => below(list, path) && !before.contains_key(path),
        Does::Changes(list) => below(list, path),
    };
    let mut paths: Vec<&PathBuf> = before.keys().chain(after.keys()).collect();
    paths.sort();
    paths.dedup();
    let changed = paths.into_iter().filter(|path| !may(path) && before.get(*path) != after.get(*path));
    changed.map(|path| path.display().to_string()).take(3).collect()
}

fn tree(folder: &Path) -> Tree {
    let walk = walkdir::WalkDir::new(folder).follow_links(false).into_iter().flatten();
    let entries = walk.map(|entry| {
        let path = entry.path().strip_prefix(folder).expect("the walk began there").to_owned();
        let kind = entry.file_type();
        let content = if kind.is_file() {
            fs::read(entry.path()).unwrap_or_default()
        } else if kind.is_symlink() {
            fs::read_link(entry.path()).unwrap_or_default().into_os_string().into_encoded_bytes()
        } else {
            format!("{kind:?}").into_bytes()
        };
        (path, content)
    });
    entries.collect()
}
