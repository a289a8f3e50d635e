//! Edits while `seedbed serve` runs: from the moment a file is saved to the moment its new page is answered.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A page that has not come by then does not come.
const PATIENCE: Duration = Duration::from_secs(60);

struct Server {
    child: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn measure(program: &Path, root: &Path, edits: usize) {
    let start = Instant::now();
    let server = start_server(program, root);
    println!("serve            ready after {:.2} s", start.elapsed().as_secs_f64());
    let seeds = seeds(root);
    let mut times: Vec<f64> = (0..edits)
        .map(|edit| {
            let path = &seeds[(edit * 37) % seeds.len()];
            let mark = format!("Markwort{edit}");
            let text = std::fs::read_to_string(path).expect("the corpus is ours");
            let start = Instant::now();
            std::fs::write(path, format!("{text}\n{mark} is new here.\n")).expect("there is room");
            wait(&server.address, &page_of(root, path), &mark);
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    println!(
        "edit of a text   {:.0} ms median, {:.0} ms at the 95th percentile, {edits} edits",
        at(50),
        at(95)
    );
    let lexicon = root.join("seeds/concepts.yaml");
    let text = std::fs::read_to_string(&lexicon).expect("the corpus is ours");
    let start = Instant::now();
    std::fs::write(&lexicon, text.replacen("  name:", "  aliases: [Markwort0]\n  name:", 1))
        .expect("there is room");
    wait(&server.address, "/concepts/c0.html", "Markwort0");
    println!("edit of an alias {:.0} ms", start.elapsed().as_secs_f64() * 1000.0);
}

/// The server, when it has said where it is.
fn start_server(program: &Path, root: &Path) -> Server {
    let mut child = Command::new(program)
        .args(["serve", "--port", "4321"])
        .arg(root)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut said = BufReader::new(child.stdout.take().expect("it is piped"));
    let mut line = String::new();
    let address = loop {
        line.clear();
        assert!(said.read_line(&mut line).expect("it speaks UTF-8") > 0, "the server ended");
        if let Some((_, rest)) = line.split_once("http://") {
            break rest.trim().trim_end_matches('/').to_owned();
        }
    };
    // What it says later is read, so that it never waits for us.
    std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
    Server { child, address }
}

fn seeds(root: &Path) -> Vec<std::path::PathBuf> {
    let walk =
        walkdir::WalkDir::new(root.join("seeds")).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = walk.map(walkdir::DirEntry::into_path).filter(|path| path.is_file());
    files.filter(|path| path.extension().is_some_and(|ending| ending != "yaml" && ending != "lock")).collect()
}

fn page_of(root: &Path, seed: &Path) -> String {
    let below = seed.strip_prefix(root.join("seeds")).expect("it is a seed").with_extension("");
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    format!("/texts/{}.html", parts.join("-"))
}

/// Asks for a page until it says so.
fn wait(address: &str, path: &str, words: &str) {
    let start = Instant::now();
    while !get(address, path).contains(words) {
        assert!(start.elapsed() < PATIENCE, "{path} never said {words}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")
        .expect("it takes requests");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("it answers");
    String::from_utf8_lossy(&answer).into_owned()
}
