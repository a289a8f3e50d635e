//! The theme: templates and static files, built in or overridden by the corpus, and how a page
//! becomes HTML.
//!
//! Every template escapes what it shows. The filter `safe` takes nothing but [`page::Html`], so that
//! no template can show words of a text as markup.

// What `build.rs` makes of our styles and scripts.
#[cfg(test)]
mod lean;

use crate::corpus::joined;
use crate::document::direction::closing;
use crate::page::Page;
use crate::source::{Content, Sources};
use crate::words::{FOLDER, Filled, Words};
use anyhow::{Context as _, anyhow, bail};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use tera::{Context, Kwargs, State, Tera, Value};

/// The default theme, embedded by `build.rs`.
mod embedded {
    include!(concat!(env!("OUT_DIR"), "/theme.rs"));
}

/// Files that a browser may keep for ever, because their names change with their content.
const CACHEABLE: [&str; 14] =
    ["css", "js", "mjs", "woff2", "woff", "ttf", "otf", "svg", "png", "jpg", "jpeg", "webp", "avif", "ico"];

/// The files of the built-in theme, by their path in a corpus that overrides them.
pub fn built_in() -> impl Iterator<Item = (String, &'static [u8])> {
    let folder = |name: &'static str, files: &'static [(&'static str, &'static [u8])]| {
        files.iter().map(move |(path, bytes)| (format!("{name}/{path}"), *bytes))
    };
    folder("templates", embedded::TEMPLATES).chain(folder("static", embedded::STATICS))
}

/// How a script names a static file.
const STATIC: &str = "static:";

/// What the scripts say, where it is not what they say by themselves.
const WORDS: &str = "words.js";

pub struct Theme {
    tera: Tera,
    /// By path in the site.
    assets: BTreeMap<String, Vec<u8>>,
}

impl Theme {
    /// The built-in theme, in which files of the corpus stand in for those of the same path.
    pub fn load(sources: &Sources, words: &Words) -> anyhow::Result<Theme> {
        // Of two files of one path the later one counts.
        let published = embedded::STATICS.iter().chain(embedded::LEAN);
        let mut files: BTreeMap<String, Vec<u8>> =
            published.map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect();
        for (path, content) in sources.below("static/") {
            let bytes = match content {
                Content::Text(text) => text.as_bytes().to_vec(),
                Content::Bytes(bytes) => bytes.to_vec(),
                Content::Unread(_) => continue,
            };
            // A copy that nobody changed is ours.
            if !embedded::STATICS.contains(&(path, &bytes[..])) {
                files.insert(path.to_owned(), bytes);
            }
        }
        // Small pictures and styles as addresses.
        let inline = files.iter().filter_map(|(path, bytes)| Some((path.clone(), data_url(path, bytes)?)));
        let inline = inline.collect();
        // English is in the scripts themselves.
        if let Some(said) = words.of_scripts() {
            files.insert(WORDS.to_owned(), format!("seedbedWords({said});\n").into_bytes());
        }
        let (assets, names) = Assets::named(files)?;
        let own_words = names.get(WORDS).cloned().unwrap_or_default();
        let mut tera = Tera::default();
        tera.register_function("words_of_scripts", move |_: Kwargs, _: &State| own_words.clone());
        let (words, numbers) = (words.clone(), words.clone());
        tera.register_function("t", move |kwargs: Kwargs, _: &State| said(&words, &kwargs));
        tera.register_filter("number", move |number: usize, _: Kwargs, _: &State| numbers.number(number));
        for (function, by_path) in [("asset", names), ("data_url", inline)] {
            tera.register_function(function, move |kwargs: Kwargs, _: &State| -> tera::TeraResult<String> {
                let path: &str = kwargs.must_get("path")?;
                let known = by_path.get(path).cloned();
                known.ok_or_else(|| tera::Error::message(format!("there is no static file `{path}`")))
            });
        }
        add_templates(&mut tera, sources)?;
        Ok(Theme { tera, assets })
    }

    /// The paths of the static files in the site.
    pub fn assets(&self) -> impl Iterator<Item = &str> {
        self.assets.keys().map(String::as_str)
    }

    /// The static file of a path in the site.
    pub fn asset(&self, path: &str) -> Option<&[u8]> {
        self.assets.get(path).map(Vec::as_slice)
    }

    pub fn render(&self, page: &Page) -> anyhow::Result<String> {
        let context = Context::from_serialize(page).map_err(|error| explained(&error))?;
        self.tera.render(page.template(), &context).map_err(|error| explained(&error))
    }
}

type ByPath = BTreeMap<String, String>;

fn add_templates(tera: &mut Tera, sources: &Sources) -> anyhow::Result<()> {
    let mut templates: BTreeMap<&str, &str> = BTreeMap::new();
    // The words are no templates.
    let words = FOLDER.trim_start_matches("templates/");
    for (path, bytes) in embedded::TEMPLATES.iter().filter(|(path, _)| !path.starts_with(words)) {
        templates.insert(path, std::str::from_utf8(bytes).expect("the templates of this package are UTF-8"));
    }
    for (path, content) in sources.below("templates/").filter(|(path, _)| !path.starts_with(words)) {
        match content {
            Content::Text(text) => templates.insert(path, text),
            Content::Bytes(_) => bail!("templates/{path} is no text"),
            // The built-in one stands in for it, and that it was not read is said.
            Content::Unread(_) => continue,
        };
    }
    // Every name ends in nothing, so every template escapes, whatever it is called.
    tera.autoescape_on([""]);
    tera.set_escape_fn(escaped);
    tera.register_filter("safe", safe);
    tera.add_raw_templates(templates).map_err(|error| explained(&error))
}

/// Words of the interface: `t(key="skip")`, or with what stands in them, `t(key="count-texts", count=3)`.
fn said(words: &Words, kwargs: &Kwargs) -> tera::TeraResult<String> {
    let key: &str = kwargs.must_get("key")?;
    let mut named = Vec::new();
    for (name, value) in kwargs.iter() {
        let Some(name) = name.as_str().filter(|name| *name != "key") else { continue };
        match (value.as_str(), kwargs.get::<u64>(name)) {
            (Some(words), _) => named.push((name, Filled::Words(words))),
            (None, Ok(Some(number))) => {
                named.push((name, Filled::Number(usize::try_from(number).unwrap_or(usize::MAX))));
            }
            _ => return Err(tera::Error::message(format!("`{name}` is neither words nor a number"))),
        }
    }
    Ok(if named.is_empty() { words.say(key).to_owned() } else { words.with(key, &named) })
}

/// Words as HTML shows them; whatever they turn of the direction of writing is turned back behind them.
fn escaped(words: &str, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    let mut done = 0;
    for (at, byte) in words.bytes().enumerate() {
        let replacement: &[u8] = match byte {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            b'\'' => b"&#39;",
            _ => continue,
        };
        out.write_all(&words.as_bytes()[done..at])?;
        out.write_all(replacement)?;
        done = at + 1;
    }
    out.write_all(&words.as_bytes()[done..])?;
    out.write_all(closing(words).as_bytes())
}

/// A small picture or a stylesheet as an address, so that it needs no request of its own.
fn data_url(path: &str, bytes: &[u8]) -> Option<String> {
    let kind = match path.rsplit_once('.')?.1 {
        "svg" => "image/svg+xml",
        "gif" => "image/gif",
        "png" => "image/png",
        "css" => "text/css",
        _ => return None,
    };
    // Signs written by number pack worse.
    if matches!(kind, "image/gif" | "image/png") {
        return Some(format!("data:{kind};base64,{}", base64(bytes)));
    }
    let mut url = format!("data:{kind},");
    for byte in bytes.trim_ascii() {
        if byte.is_ascii_alphanumeric() || b"-._~/:=;,()".contains(byte) {
            url.push(char::from(*byte));
        } else {
            let _ = write!(url, "%{byte:02X}");
        }
    }
    Some(url)
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | usize::from(*three.get(at).unwrap_or(&0)));
        for at in 0..4 {
            let letter = LETTERS[bits >> (18 - 6 * at) & 63];
            out.push(if at > three.len() { '=' } else { char::from(letter) });
        }
    }
    out
}

/// Shows HTML as it is, if it is HTML that a page made.
fn safe(value: &Value, _: Kwargs, _: &State) -> tera::TeraResult<Value> {
    let html =
        value.as_map().filter(|map| map.len() == 1).and_then(|_| value.get_from_path("html")?.as_str());
    match html {
        Some(html) => Ok(Value::safe_string(html)),
        None => Err(tera::Error::message("`safe` takes nothing but HTML that Seedbed made")),
    }
}

/// The error with the place in the template that it arose at.
fn explained(error: &tera::Error) -> anyhow::Error {
    use tera::ErrorKind::{RenderingError, SyntaxError};
    match error.kind() {
        SyntaxError(report) | RenderingError(report) => {
            let (span, file) = (report.span(), report.filename());
            let place = format!("templates/{file}:{}:{}", span.start_line, span.start_col + 1);
            anyhow!("{place}: {}\n{error}", report.message())
        }
        _ => anyhow!("templates: {error}"),
    }
}

/// Gives static files the names under which they are published.
struct Assets {
    files: BTreeMap<String, Vec<u8>>,
    /// By path below `static/`: the path in the site.
    names: ByPath,
    assets: BTreeMap<String, Vec<u8>>,
}

impl Assets {
    /// Scripts and stylesheets come last, because they name the others.
    fn named(files: BTreeMap<String, Vec<u8>>) -> anyhow::Result<(BTreeMap<String, Vec<u8>>, ByPath)> {
        let (sheets, others): (Vec<String>, Vec<String>) =
            files.keys().cloned().partition(|path| path.ends_with(".css"));
        let (mut scripts, others): (Vec<String>, Vec<String>) =
            others.into_iter().partition(|path| path.ends_with(".js"));
        let mut assets = Assets { files, names: BTreeMap::new(), assets: BTreeMap::new() };
        for path in others {
            let bytes = assets.files.remove(&path).expect("the list was made of these files");
            assets.add(&path, bytes);
        }
        while !scripts.is_empty() {
            // One that names no other that is still to come; of scripts that name each other any.
            let names =
                |one: &String| scripts.iter().any(|other| other != one && assets.is_named(one, other));
            let at = scripts.iter().position(|one| !names(one)).unwrap_or(0);
            let path = scripts.remove(at);
            let bytes = assets.files.remove(&path).expect("the list was made of these files");
            let bytes = String::from_utf8(bytes).map(|js| assets.filled(js).into_bytes());
            assets.add(&path, bytes.unwrap_or_else(|error| error.into_bytes()));
        }
        for path in sheets {
            let bytes = assets.files.remove(&path).expect("the list was made of these files");
            let css = String::from_utf8(bytes).with_context(|| format!("static/{path} is not UTF-8"))?;
            let css = assets.linked(&path, &css);
            assets.add(&path, css.into_bytes());
        }
        Ok((assets.assets, assets.names))
    }

    fn add(&mut self, path: &str, bytes: Vec<u8>) {
        let name = match path.rsplit_once('.') {
            Some((stem, ending)) if CACHEABLE.contains(&ending.to_ascii_lowercase().as_str()) => {
                let hash = blake3::hash(&bytes).to_hex();
                format!("assets/{stem}.{}.{ending}", &hash[..8])
            }
            _ => path.to_owned(),
        };
        self.names.insert(path.to_owned(), name.clone());
        self.assets.insert(name, bytes);
    }

    /// Whether a script names another file, as `'static:path'`.
    fn is_named(&self, script: &str, path: &str) -> bool {
        let name = format!("'{STATIC}{path}'");
        self.files[script].windows(name.len()).any(|bytes| bytes == name.as_bytes())
    }

    /// A script in which `'static:path'` is the path in the site under which that file is published.
    fn filled(&self, js: String) -> String {
        if !js.contains(STATIC) {
            return js;
        }
        let published =
            self.names.iter().map(|(path, name)| (format!("'{STATIC}{path}'"), format!("'{name}'")));
        published.fold(js, |js, (path, name)| js.replace(&path, &name))
    }

    /// A stylesheet in which `url(...)` leads to the names that files are published under.
    fn linked(&self, sheet: &str, css: &str) -> String {
        let depth = sheet.matches('/').count() + 1;
        let mut linked = String::with_capacity(css.len());
        let mut rest = css;
        while let Some(at) = rest.find("url(") {
            let (before, after) = rest.split_at(at + 4);
            linked.push_str(before);
            let Some(end) = after.find(')') else { break };
            let written = after[..end].trim().trim_matches(['"', '\'']);
            let relative = Some(written).filter(|written| !written.starts_with('/'));
            match relative.and_then(|path| joined(sheet, path)).and_then(|path| self.names.get(&path)) {
                Some(name) => {
                    linked.push_str(&"../".repeat(depth));
                    linked.push_str(name);
                }
                None => linked.push_str(&after[..end]),
            }
            rest = &after[end..];
        }
        linked.push_str(rest);
        linked
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Facts, keys, make, tests::corpus};

    fn load(files: &[(&str, &str)]) -> anyhow::Result<Theme> {
        Theme::load(&Sources::from_pairs(files.iter().copied()), &Words::default())
    }

    fn pages(files: &[(&str, &str)]) -> anyhow::Result<Vec<String>> {
        let (theme, corpus) = (load(files)?, corpus(files));
        let facts = Facts::new(&corpus);
        keys(&corpus, facts.pairs()).iter().map(|key| theme.render(&make(&corpus, &facts, key))).collect()
    }

    const SMALL: [(&str, &str); 3] = [
        (
            "seeds/a.md",
            "# A <i> title\n\nA <script>alert(1)</script> plan & a [link](javascript:alert(1)).\n",
        ),
        ("seeds/b.md", "# B\n\nThe plan.\n"),
        ("seeds/concepts.yaml", "- id: plan\n  name: <b>Plan</b>\n  aliases: [plan, '\"><script>']\n"),
    ];

    /// Scripts with a file of their own, and data that is never run.
    fn scripts_of_the_theme(html: &str) -> usize {
        html.matches("<script src=").count() + html.matches("<script type=\"application/ld+json\">").count()
    }

    #[test]
    fn every_page_renders_and_no_text_becomes_markup() {
        for page in pages(&SMALL).expect("the theme is whole") {
            assert_eq!(page.matches("<script").count(), scripts_of_the_theme(&page), "{page}");
            assert!(!page.contains("<b>Plan") && !page.contains("\"javascript:"), "{page}");
            assert!(!page.contains(" style="), "a strict policy allows no style attributes: {page}");
        }
    }

    #[test]
    fn a_broken_template_is_named_with_line_and_column() {
        let error =
            load(&[("templates/home.html", "<p>\n  {{ page.title }\n")]).err().expect("it does not parse");
        assert!(format!("{error}").starts_with("templates/home.html:2:"), "{error}");
    }

    #[test]
    fn a_template_that_asks_for_what_is_not_there_is_named() {
        let mut files = SMALL.to_vec();
        files.push(("templates/home.html", "<p>\n{{ page.nothing.here }}\n"));
        let error = pages(&files).expect_err("a page has no such field");
        assert!(format!("{error:#}").contains("templates/home.html:2:"), "{error}");
    }

    #[test]
    fn safe_takes_no_words_of_a_text() {
        let mut files = SMALL.to_vec();
        files.push(("templates/home.html", "{{ page.title | safe }}"));
        assert!(
            format!("{:#}", pages(&files).expect_err("a title is no HTML")).contains("`safe` takes nothing")
        );
    }

    #[test]
    fn the_corpus_overrides_file_by_file() {
        let mut files = SMALL.to_vec();
        files.push(("templates/404.html", "gone & {{ frame.site }}"));
        assert!(pages(&files).expect("it parses").contains(&"gone & Annotated texts".to_owned()));
    }

    #[test]
    fn scripts_name_other_files_as_they_are_published() {
        let theme = load(&[
            ("static/a.js", "run('static:b.js');run('static:site.js');'static:none.js'"),
            ("static/b.js", "run('static:a.js');run('static:c.js')"),
            ("static/c.js", "c()"),
        ]);
        let theme = theme.expect("the theme is whole");
        let script = |stem: &str| {
            let is_it = |path: &&str| path.starts_with(&format!("assets/{stem}.")) && path.ends_with(".js");
            let path = theme.assets().find(is_it).expect("it is published");
            (path, std::str::from_utf8(theme.asset(path).expect("it has this path")).expect("it is UTF-8"))
        };
        let (a, b, c) = (script("a"), script("b"), script("c"));
        assert!(b.1.ends_with(&format!("run('{}')", c.0)), "{}", b.1);
        assert!(a.1.contains(&format!("run('{}')", script("site").0)) && a.1.ends_with("'static:none.js'"));
        // Of two that name each other one has to come first.
        assert!(a.1.contains(b.0) != b.1.contains(a.0));
        let site = script("site").1;
        assert!(["reading", "search"].iter().all(|stem| site.contains(script(stem).0)), "{site}");
    }

    #[test]
    fn cacheable_files_are_named_by_content() {
        let theme = load(&[
            ("static/CNAME", "a.example"),
            ("static/style.css", "a{background:url('pictures/x.svg')}b{background:url(data:x)}"),
            ("static/pictures/x.svg", "<svg/>"),
        ]);
        let theme = theme.expect("it is whole");
        assert!(theme.asset("CNAME").is_some());
        let path = theme.assets().find(|path| path.starts_with("assets/style.")).expect("it is there");
        let css = theme.asset(path).expect("it has this path");
        assert_eq!(path.len(), "assets/style.12345678.css".len());
        let css = String::from_utf8_lossy(css);
        assert!(
            css.starts_with("a{background:url(../assets/pictures/x.") && css.ends_with("url(data:x)}"),
            "{css}"
        );
    }

    #[test]
    fn a_picture_may_stand_in_an_address() {
        for (bytes, letters) in [
            (&b"\x89PNG"[..], "data:image/png;base64,iVBORw=="),
            (b"\xff\xfe\xfd\xfc\xfb", "data:image/png;base64,//79/Ps="),
            (b"\0\x10\x83", "data:image/png;base64,ABCD"),
        ] {
            assert_eq!(data_url("a.png", bytes).as_deref(), Some(letters));
        }
        assert_eq!(data_url("a.svg", b"<a>").as_deref(), Some("data:image/svg+xml,%3Ca%3E"));
    }

    #[test]
    fn scripts_of_the_corpus_stay_as_they_are() {
        let theme = load(&[("static/site.js", "// mine\n")]).expect("it is whole");
        assert!(theme.assets().any(|path| theme.asset(path) == Some(b"// mine\n")));
    }

    /// A browser sorts rules by the class, id or name of what they are for; a rule for `:is()` alone is tried on every
    /// element of every page.
    #[test]
    fn no_rule_of_the_stylesheet_is_tried_on_every_element() {
        let (_, css) = embedded::LEAN.iter().find(|(path, _)| *path == "style.css").expect("it is there");
        let css = std::str::from_utf8(css).expect("it is UTF-8");
        let lists = css.split(['{', '}', ';']).filter(|piece| piece.contains(":is("));
        for selector in lists.flat_map(|list| outside(list, ",")) {
            let of = outside(selector, " >+~").pop().unwrap_or_default();
            assert!(!of.starts_with(":is("), "{selector}");
        }
    }

    /// The parts of a text between these signs, but for those in parentheses.
    fn outside<'a>(text: &'a str, signs: &str) -> Vec<&'a str> {
        let mut depth = 0;
        let is_end = |c: char| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            depth == 0 && signs.contains(c)
        };
        text.split(is_end).collect()
    }

    #[test]
    fn the_built_in_templates_hold_under_a_strict_policy() {
        for (path, bytes) in embedded::TEMPLATES {
            let text = std::str::from_utf8(bytes).expect("templates are UTF-8");
            assert!(!text.contains("style=\"") && !text.contains("<style"), "{path}");
            assert_eq!(text.matches("<script").count(), scripts_of_the_theme(text), "{path}");
        }
    }
}
