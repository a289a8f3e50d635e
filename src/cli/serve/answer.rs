//! What is answered to a request: from the memory, to this machine's own browser only.

use super::state::Version;
use std::borrow::Cow;
use std::sync::Arc;

/// Paths that are the server's own, and no page of a site.
const OWN: &str = "/-/";
pub const EVENTS: &str = "/-/events";

/// What matters of a request.
pub struct Request<'a> {
    pub method: &'a str,
    /// As the browser sent it, without the query.
    pub path: &'a str,
    pub host: Option<&'a str>,
    pub origin: Option<&'a str>,
    /// `Sec-Fetch-Site` and `Sec-Fetch-Mode`: where a browser says that the request comes from.
    pub fetch_site: Option<&'a str>,
    pub fetch_mode: Option<&'a str>,
}

#[derive(Debug, PartialEq)]
pub struct Answer {
    pub status: u16,
    pub content_type: &'static str,
    pub location: Option<String>,
    pub body: Arc<[u8]>,
}

impl Answer {
    fn new(status: u16, content_type: &'static str, body: impl Into<Arc<[u8]>>) -> Answer {
        Answer { status, content_type, location: None, body: body.into() }
    }

    fn words(status: u16, words: &str) -> Answer {
        Answer::new(status, "text/plain; charset=utf-8", words.as_bytes())
    }
}

/// Why a request is refused, if it is.
pub fn refusal(request: &Request<'_>) -> Option<Answer> {
    if !matches!(request.method, "GET" | "HEAD") {
        return Some(Answer::words(405, "Only GET and HEAD are answered.\n"));
    }
    // A page of another site can make a browser ask this machine, under a name that leads here.
    if !request.host.is_some_and(is_this_machine) {
        return Some(Answer::words(403, "This server answers to localhost and 127.0.0.1 only.\n"));
    }
    let foreign =
        |site: &str| !matches!(site, "same-origin" | "none") && request.fetch_mode != Some("navigate");
    let origin_is_ours = |origin: &str| origin.strip_prefix("http://").is_some_and(is_this_machine);
    if request.fetch_site.is_some_and(foreign) || request.origin.is_some_and(|origin| !origin_is_ours(origin))
    {
        return Some(Answer::words(403, "This server does not answer other sites.\n"));
    }
    None
}

fn is_this_machine(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

/// The answer to a request that was not refused. No part of it looks at the disk.
pub fn answer(version: &Version, request: &Request<'_>) -> Answer {
    match request.path {
        "/-/live.js" => Answer::new(200, "text/javascript; charset=utf-8", &include_bytes!("live.js")[..]),
        "/-/live.css" => Answer::new(200, "text/css; charset=utf-8", &include_bytes!("live.css")[..]),
        "/-/problems" => Answer::words(200, &version.problems),
        path if path.starts_with(OWN) => Answer::words(404, "There is nothing here.\n"),
        path => file(version, path),
    }
}

fn file(version: &Version, written: &str) -> Answer {
    let Some(path) = decoded(written) else { return Answer::words(400, "This is no path.\n") };
    let path = path.trim_start_matches('/');
    let index = format!("{path}{}index.html", if path.is_empty() || path.ends_with('/') { "" } else { "/" });
    for (name, is_folder) in [(path.to_owned(), false), (index, true), (format!("{path}.html"), false)] {
        match version.file(&name) {
            // Relative links on the page of a folder need the slash.
            Ok(Some(_)) if is_folder && !path.is_empty() && !path.ends_with('/') => {
                let mut answer = Answer::words(301, "");
                answer.location = Some(format!("{written}/"));
                return answer;
            }
            Ok(Some(body)) => return Answer { status: 200, ..page(&name, body) },
            Ok(None) => {}
            Err(error) => return Answer::words(500, &crate::cli::report::chain(&error)),
        }
    }
    match version.file("404.html") {
        Ok(Some(body)) => Answer { status: 404, ..page("404.html", body) },
        _ => Answer::words(404, "There is no such page.\n"),
    }
}

fn page(name: &str, body: Arc<[u8]>) -> Answer {
    let content_type = content_type(name);
    let body = if content_type.starts_with("text/html") { live(&body) } else { body };
    Answer::new(200, content_type, body)
}

/// A page with the script that hears of changes.
fn live(html: &[u8]) -> Arc<[u8]> {
    const LIVE: &[u8] =
        b"<link rel=\"stylesheet\" href=\"/-/live.css\"><script src=\"/-/live.js\" defer></script>";
    let head = html.windows(7).position(|bytes| bytes == b"</head>").unwrap_or(html.len());
    [&html[..head], LIVE, &html[head..]].concat().into()
}

/// A path with its `%` escapes resolved, once. None if it is no text.
fn decoded(path: &str) -> Option<Cow<'_, str>> {
    if !path.contains('%') {
        return Some(Cow::Borrowed(path));
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            let digits = std::str::from_utf8(after.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "jsonl" | "map" => "application/json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "pdf" => "application/pdf",
        "mp3" => "audio/mpeg",
        "ogg" => "audio/ogg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "md" | "txt" | "csv" | "bib" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline;
    use crate::source::Sources;

    fn version() -> Version {
        let sources =
            Sources::from_pairs([("seeds/a b.md", "# A\n\nThe plan.\n"), ("seeds/b.txt", "The plan.\n")]);
        let site = pipeline::site(pipeline::understand(&sources).corpus, &sources);
        Version::new(1, Arc::new(site.expect("the theme is whole")), "none".to_owned())
    }

    fn get(path: &str) -> Request<'_> {
        Request {
            method: "GET",
            path,
            host: Some("localhost:3000"),
            origin: None,
            fetch_site: None,
            fetch_mode: None,
        }
    }

    #[test]
    fn pages_are_found_as_a_host_finds_them() {
        let version = version();
        let status = |path: &str| answer(&version, &get(path)).status;
        for path in [
            "/",
            "/index.html",
            "/texts/",
            "/texts/a-b.html",
            "/texts/a-b",
            "/texts/%61-b.html",
            "/data/passages.jsonl",
        ] {
            assert_eq!(status(path), 200, "{path}");
        }
        let folder = answer(&version, &get("/texts"));
        assert_eq!((folder.status, folder.location.as_deref()), (301, Some("/texts/")));
        assert_eq!(answer(&version, &get("/texts/a-b.html")).content_type, "text/html; charset=utf-8");
    }

    #[test]
    fn no_path_leads_out_of_the_site() {
        let version = version();
        for path in [
            "/../Cargo.toml",
            "/..%2fCargo.toml",
            "/%2e%2e/Cargo.toml",
            "/%252e%252e/Cargo.toml",
            "//etc/passwd",
            "/etc/passwd",
            "/texts/../../seeds/a b.md",
            "/seeds/a%20b.md",
            "/c:/windows/win.ini",
            "/..\\..\\x",
            "/%00",
            "/index.html%00.md",
            "/%ff",
            "/%",
            "/%zz",
            "/-/",
            "/-/../index.html",
            "/.seedbed-manifest",
            "/./index.html",
            "/texts//a-b.html",
        ] {
            let answer = answer(&version, &get(path));
            assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
        }
    }

    #[test]
    fn other_sites_and_other_methods_are_refused() {
        let status = |request: Request<'_>| refusal(&request).map(|answer| answer.status);
        assert_eq!(status(get("/")), None);
        assert_eq!(status(Request { host: Some("127.0.0.1"), ..get("/") }), None);
        assert_eq!(status(Request { host: Some("[::1]:3000"), ..get("/") }), None);
        for host in [
            "evil.example",
            "localhost.evil.example",
            "evil.example:3000",
            "0.0.0.0:3000",
            "192.168.0.1",
            "",
            "localhost:x",
        ] {
            assert_eq!(status(Request { host: Some(host), ..get("/") }), Some(403), "{host}");
        }
        assert_eq!(status(Request { host: None, ..get("/") }), Some(403));
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "get"] {
            assert_eq!(status(Request { method, ..get("/") }), Some(405), "{method}");
        }
        for origin in ["https://evil.example", "null", "http://evil.example:3000"] {
            assert_eq!(status(Request { origin: Some(origin), ..get("/") }), Some(403), "{origin}");
        }
        let embedded =
            Request { fetch_site: Some("cross-site"), fetch_mode: Some("no-cors"), ..get("/-/events") };
        assert_eq!(status(embedded), Some(403));
        let followed = Request { fetch_site: Some("cross-site"), fetch_mode: Some("navigate"), ..get("/") };
        assert_eq!(status(followed), None, "a link from elsewhere may lead here");
    }

    #[test]
    fn a_page_hears_of_changes_and_a_download_is_left_as_it_is() {
        let version = version();
        let html = String::from_utf8_lossy(&answer(&version, &get("/")).body).into_owned();
        assert_eq!(html.matches("/-/live.js").count(), 1);
        assert!(html.find("/-/live.js") < html.find("</head>"));
        let markdown = String::from_utf8_lossy(&answer(&version, &get("/texts/a-b.md")).body).into_owned();
        assert!(!markdown.contains("/-/live.js"));
    }
}
