//! Names of files, addresses and ids that lead elsewhere, collide, or are not to be had everywhere.

use crate::case::{Case, Verdict};
use crate::{Kind, Scale};

pub const KINDS: &[Kind] = &[
    ("file names with markup", |_| MARKUP.iter().flat_map(named).collect()),
    ("file names that climb", |_| CLIMBING.iter().flat_map(named).collect()),
    ("addresses that climb", |_| CLIMBING.iter().chain(&ABSOLUTE).flat_map(addressed).collect()),
    ("names reserved by Windows", |_| {
        RESERVED.iter().flat_map(|name| named(name).into_iter().chain(addressed(name))).collect()
    }),
    ("names that collide", collisions),
    ("very long names", long),
];

const MARKUP: [&str; 12] = [
    "<script>alert(1)<",
    "\"onload=\"x",
    "a'b",
    "a&amp;b",
    "a\nb",
    "a\tb",
    "{{ page }}",
    "\u{1b}[31mred",
    "a\u{202e}b",
    "-n",
    "--help",
    "$(echo x)",
];
const CLIMBING: [&str; 16] = [
    "..%2f..%2fx",
    "%2e%2e",
    "%2e%2e%2fx",
    "..",
    "...",
    "..\\..\\x",
    "a..b",
    "....",
    ". .",
    "~",
    "%00",
    "%c0%ae%c0%ae",
    "..;x",
    "\u{ff0e}\u{ff0e}",
    "index",
    "404",
];
const ABSOLUTE: [&str; 8] = [
    "../../x",
    "/etc/passwd",
    "C:\\x",
    "\\\\x.invalid\\y",
    "../index",
    "texts/../../x",
    "//x.invalid",
    "file:///etc/passwd",
];
const RESERVED: [&str; 14] = [
    "CON",
    "nul",
    "aux",
    "PRN",
    "com1",
    "LPT9",
    "con.x",
    "nul ",
    "a.",
    "a ",
    "COM¹",
    "CONIN$",
    "clock$",
    "Aux.tar.gz",
];

/// A text, and a picture beside it, of this name.
fn named(name: &&str) -> Vec<Case> {
    if *name == ".." {
        return Vec::new();
    }
    let text = |ending: &str| {
        Case::new(format!("{name:?}.{ending}"), Verdict::Builds)
            .file(format!("seeds/{name}.{ending}"), "A text.\n")
    };
    let media = Case::new(format!("{name:?}.png"), Verdict::Builds)
        .file(format!("seeds/{name}.png"), "\u{89}PNG")
        .file(format!("seeds/{name}/{name}.txt"), "A text.\n")
        .file("seeds/zz-hostile.md", format!("![x](<{name}.png>) [x](<{name}.txt>)\n"));
    vec![text("md"), text("html"), media]
}

/// Addresses that an editor gives to texts and concepts.
fn addressed(name: &&str) -> Vec<Case> {
    let quoted = crate::markup::quoted(name);
    let text = Case::new(format!("slug {name:?}"), Verdict::Builds)
        .file("seeds/zz-hostile.txt", "A text.\n")
        .file("seeds/zz-hostile.yaml", format!("slug: {quoted}\nformer-slugs: [{quoted}, {quoted}]\n"));
    let concept = Case::new(format!("id {name:?}"), Verdict::Builds)
        .file("seeds/concepts.yaml", format!("- id: {quoted}\n  name: Quokka\n  former_ids: [{quoted}]\n- name: {quoted}\n  former_ids: [{quoted}]\n"))
        .others_differ();
    let link = Case::new(format!("link {name:?}"), Verdict::Builds)
        .file("seeds/zz-hostile.md", format!("[a](<{name}>) ![b](<{name}>) [c](<{name}.png#{name}>)\n"))
        .file("seeds/zz-hostile.html", format!("<a href=\"{name}\">a</a> <img src='{name}'>\n"));
    vec![text, concept, link]
}

fn collisions(_: Scale) -> Vec<Case> {
    let pairs: [(&str, &str); 12] = [
        ("zz.md", "ZZ.md"),
        ("zz.md", "zz.txt"),
        ("zz.md", "zz/index.md"),
        ("caf\u{e9}.md", "cafe\u{301}.md"),
        ("zz a.md", "zz-a.md"),
        ("zz_a.md", "zz/a.md"),
        ("zz-2.md", "zz.html"),
        ("\u{ff5a}\u{ff5a}.md", "zz.md"),
        ("!.md", "?.md"),
        ("texts.md", "text.md"),
        ("zz\u{200b}.md", "zz.md"),
        ("\u{130}zz.md", "i\u{307}zz.md"),
    ];
    let one = |(a, b): &(&str, &str)| {
        Case::new(format!("{a} and {b}"), Verdict::Builds)
            .file(format!("seeds/{a}"), "A text.\n")
            .file(format!("seeds/{b}"), "Another text.\n")
            .file("seeds/zz-third.md", "A third.\n")
            .file("seeds/zz-third.yaml", "slug: zz\nformer-slugs: [zz, zz-third, zz-2]\n")
    };
    let mut cases: Vec<Case> = pairs.iter().map(one).collect();
    let ids = "- id: Quokka\n- id: quokka\n- id: QUOKKA\n- name: Quokka!\n- id: index\n- id: Index\n- id: caf\u{e9}\n- id: cafe\u{301}\n";
    cases.push(Case::new("ids", Verdict::Builds).file("seeds/concepts.yaml", ids).others_differ());
    cases.push(
        Case::new("pictures", Verdict::Builds)
            .file("seeds/a.png", "x")
            .file("seeds/A.png", "y")
            .file("seeds/caf\u{e9}.png", "x")
            .file("seeds/cafe\u{301}.png", "y"),
    );
    cases.push(
        Case::new("a static file and a page", Verdict::Ends)
            .file("static/index.html", "mine")
            .others_differ(),
    );
    cases.push(
        Case::new("a static file and a folder", Verdict::Ends).file("static/texts", "mine").others_differ(),
    );
    cases
}

fn long(_: Scale) -> Vec<Case> {
    let name = "n".repeat(250);
    let folders = vec!["d".repeat(100); 20].join("/");
    let wide = "\u{4e2d}".repeat(80);
    let mut cases = vec![
        Case::new("a name", Verdict::Builds).file(format!("seeds/{name}.md"), "A text.\n"),
        Case::new("folders", Verdict::Builds).file(format!("seeds/{folders}/a.md"), "A text.\n"),
        Case::new("a picture", Verdict::Builds).file(format!("seeds/{name}.png"), "x"),
        Case::new("a picture in folders", Verdict::Builds).file(format!("seeds/{folders}/a.png"), "x"),
        Case::new("wide letters", Verdict::Builds).file(format!("seeds/{wide}.md"), "A text.\n"),
        Case::new("a static file", Verdict::Ends).file(format!("static/{}.css", "s".repeat(248)), "x"),
        Case::new("a drawing", Verdict::Builds)
            .file(format!("seeds/{name}.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ];
    let id = "i".repeat(5_000);
    cases.push(
        Case::new("an id", Verdict::Builds)
            .file(
                "seeds/concepts.yaml",
                format!("- id: {id}\n  name: Quokka\n  former_ids: [{id}x]\n- name: {wide}{wide}{wide}\n"),
            )
            .others_differ(),
    );
    cases.push(
        Case::new("a slug", Verdict::Builds)
            .file("seeds/zz-hostile.txt", "A text.\n")
            .file("seeds/zz-hostile.yaml", format!("slug: {id}\nformer-slugs: [{id}, {id}x]\ntitle: {id}\n")),
    );
    cases.push(
        Case::new("a heading", Verdict::Builds)
            .file("seeds/zz-hostile.md", format!("# {id}\n\n## {id} {{#{id}}}\n\n[^{id}]\n\n[^{id}]: x\n")),
    );
    cases
}
