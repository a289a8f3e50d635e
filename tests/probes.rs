//! What a stranger may try on `seedbed serve`: paths that climb, hosts and origins of others, methods,
//! broken and slow requests, many at once. Nothing but the site is ever answered.
#![allow(clippy::disallowed_methods, reason = "this test is a client")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const SECRET: &str = "a secret of the house";

struct Server {
    child: Child,
    folder: PathBuf,
    address: SocketAddr,
}

impl Server {
    fn start() -> Server {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("probes");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("corpus/seeds/.hidden")).unwrap();
        std::fs::write(folder.join("secret.txt"), SECRET).unwrap();
        std::fs::write(folder.join("corpus/secret.txt"), SECRET).unwrap();
        std::fs::write(folder.join("corpus/seeds/.hidden/a.md"), SECRET).unwrap();
        std::fs::write(folder.join("corpus/seeds/draft.md"), format!("---\ndraft: true\n---\n\n{SECRET}\n"))
            .unwrap();
        std::fs::write(folder.join("corpus/seeds/a.md"), "# A\n\nThe plan.\n").unwrap();
        std::fs::write(folder.join("corpus/seeds/concepts.yaml"), "- name: Plan\n").unwrap();
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("seedbed"))
            .args(["serve", "corpus", "--port", "4700"])
            .current_dir(&folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines.map_while(Result::ok).find_map(|line| {
            let (_, address) = line.split_once("http://")?;
            address.trim_end_matches('/').parse().ok()
        });
        Server { child, folder, address: address.expect("it says where it listens") }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream
    }

    /// The answer to these bytes, whole.
    fn answer(&self, request: &[u8]) -> String {
        let mut stream = self.connect();
        // The server may end the connection before it has read all.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str, head: &str) -> String {
        self.answer(
            format!("GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n{head}\r\n", self.address)
                .as_bytes(),
        )
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0)
}

/// What a browser says that comes from elsewhere.
const HEADS: &[&str] = &[
    "origin: https://evil.invalid\r\n",
    "origin: null\r\n",
    "origin: http://localhost.evil.invalid\r\n",
    "origin: https://localhost\r\n",
    "origin: file://\r\n",
    "sec-fetch-site: cross-site\r\nsec-fetch-mode: no-cors\r\n",
    "sec-fetch-site: same-site\r\nsec-fetch-mode: cors\r\n",
    "sec-fetch-site: cross-site\r\n",
    "sec-fetch-site: x\r\n",
    "host: evil.invalid\r\n",
    "origin: http://localhost\r\norigin: https://evil.invalid\r\n",
];

const HOSTS: &[&str] = &[
    "evil.invalid",
    "localhost.evil.invalid",
    "127.0.0.1.evil.invalid",
    "0.0.0.0",
    "192.168.0.1",
    "169.254.169.254",
    "[::]",
    "",
    "localhost:x",
    "localhost:80:80",
    "localhost@evil.invalid",
    "evil.invalid#localhost",
    "127.1",
    "0x7f000001",
    "2130706433",
    "LOCALHOST.",
    "xn--localhost",
];

/// Names of files, and forms of names, that lead to none of the site.
const PATHS: &[&str] = &[
    "/etc/passwd",
    "//etc/passwd",
    "/texts/../../secret.txt",
    "/c:/windows/win.ini",
    "/c:%5cwindows%5cwin.ini",
    "/%5c%5cx.invalid%5ca",
    "/\\\\x.invalid\\a",
    "/file:///etc/passwd",
    "/con",
    "/nul",
    "/aux.html",
    "/texts/a.html::$DATA",
    "/texts/a.html.",
    "/texts/a.html%20",
    "/texts/A.HTML",
    "/%00",
    "/index.html%00.png",
    "/secret.txt",
    "/seeds/a.md",
    "/seeds/concepts.yaml",
    "/seeds/draft.md",
    "/texts/draft.html",
    "/seeds/.hidden/a.md",
    "/.hidden/a.md",
    "/.git/config",
    "/.env",
    "/seedbed.yaml",
    "/.seedbed-manifest",
    "/public/index.html",
    "/templates/base.html",
    "/-/",
    "/-/secret.txt",
    "/-/../secret.txt",
    "/-",
    "/%2d/problems/..",
    "/proc/self/environ",
    "/~root/",
    "/%",
    "/%g0",
    "/%ff%fe",
    "/texts/",
    "/data/",
    "/assets/",
    "/concepts/?x=../../secret.txt",
    "/?secret.txt",
    "/%3fsecret.txt",
    "/%23",
    "/*",
    "/;/secret.txt",
];

/// Ways up, written in every way, to files that are there.
fn climbing() -> Vec<String> {
    let ups = [
        "..",
        "%2e%2e",
        "%2E%2e",
        ".%2e",
        "%252e%252e",
        "%25252e%25252e",
        "..%00",
        "%c0%ae%c0%ae",
        "%e0%80%ae%e0%80%ae",
        "%uff0e%uff0e",
        "..;",
        "....",
        "..%20",
        "%2e%2e%2f..",
    ];
    let slashes = ["/", "%2f", "%252f", "\\", "%5c", "%255c", "//"];
    let mut paths = Vec::new();
    for up in ups {
        for slash in slashes {
            paths.push(format!("/{}secret.txt", format!("{up}{slash}").repeat(2)));
        }
    }
    paths.extend(PATHS.iter().map(|path| (*path).to_owned()));
    paths
}

#[test]
fn nothing_but_the_site_is_answered() {
    let server = Server::start();
    assert_eq!(status(&server.get("/texts/a.html", "")), 200);
    let mut probes = 0;
    let mut refused = |answer: &str, may: &[u16], what: &str| {
        probes += 1;
        assert!(may.contains(&status(answer)), "{what}: {}", answer.lines().next().unwrap_or("nothing"));
        assert!(!answer.contains(SECRET) && !answer.contains("root:"), "{what}");
        assert!(!answer.to_ascii_lowercase().contains("access-control-allow"), "{what}");
    };
    for path in climbing() {
        let is_index = matches!(path.as_str(), "/texts/" | "/?secret.txt") || path.starts_with("/concepts/?");
        let may: &[u16] = if is_index { &[200] } else { &[400, 404] };
        refused(&server.get(&path, ""), may, &path);
    }
    let port = server.address.port();
    for host in HOSTS.iter().map(|host| (*host).to_owned()).chain([format!("evil.invalid:{port}")]) {
        let request = format!("GET / HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
        refused(&server.answer(request.as_bytes()), &[400, 403], &format!("host {host}"));
    }
    for head in HEADS {
        for path in ["/", "/-/events", "/-/problems", "/data/passages.jsonl"] {
            refused(&server.get(path, head), &[400, 403], head);
        }
    }
    for method in [
        "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "X", "MOVE",
        "LOCK",
    ] {
        let request = format!(
            "{method} /texts/a.html HTTP/1.1\r\nhost: {}\r\ncontent-length: 1\r\nconnection: close\r\n\r\nx",
            server.address
        );
        refused(&server.answer(request.as_bytes()), &[400, 403, 405], method);
    }
    for request in broken() {
        refused(
            &server.answer(request.as_bytes()),
            &[0, 400, 403, 405, 414, 431, 505],
            request.get(..40).unwrap_or(&request),
        );
    }
    // A second request hidden in the body of the first is never answered with a file.
    let smuggled = "GET / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /secret.txt HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    let answer = server.answer(smuggled.as_bytes());
    assert!(!answer.contains(SECRET), "{answer}");
    assert!(probes >= 230, "{probes} probes");

    many_at_once(&server);
    assert!(!server.folder.join("corpus/public").exists(), "the server writes nothing");
}

/// A thousand requests, twenty at a time, beside two hundred clients that do not go on.
fn many_at_once(server: &Server) {
    // Clients that say nothing, or begin and stop, hold nobody up; nor do many at once.
    let silent: Vec<TcpStream> = (0..100).map(|_| server.connect()).collect();
    let mut halves: Vec<TcpStream> = (0..100).map(|_| server.connect()).collect();
    halves.iter_mut().for_each(|stream| drop(stream.write_all(b"GET / HTTP/1.1\r\nhost: loc")));
    let answers = std::thread::scope(|scope| {
        let ask =
            |_| scope.spawn(|| (0..50).filter(|_| status(&server.get("/texts/a.html", "")) == 200).count());
        let asked: Vec<_> = (0..20).map(ask).collect();
        asked.into_iter().map(|thread| thread.join().unwrap()).sum::<usize>()
    });
    assert_eq!(answers, 1_000);
    drop((silent, halves));
}

/// Requests that are none.
fn broken() -> Vec<String> {
    let long = "x".repeat(100_000);
    vec![
        "\r\n\r\n".to_owned(),
        "GET\r\n\r\n".into(),
        "GET / HTTP/9.9\r\n\r\n".into(),
        "GET / HTTP/1.1\r\n\r\n".into(),
        "\u{0}\u{1}\u{2}".into(),
        "\u{16}\u{3}\u{1}".into(),
        format!("GET /{long} HTTP/1.1\r\nhost: localhost\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nhost: localhost\r\nx: {long}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nhost: localhost\r\n{}\r\n", "x: y\r\n".repeat(5_000)),
        "GET http://evil.invalid/ HTTP/1.1\r\nhost: evil.invalid\r\n\r\n".into(),
        "GET / HTTP/1.1\r\nhost : localhost\r\n\r\n".into(),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".into(),
        "GET / HTTP/1.1\nhost: evil.invalid\n\n".into(),
    ]
}
