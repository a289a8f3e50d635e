//! Hostile input for the commands beside `build`, and input that a build rarely meets: words of the interface,
//! corrections, files that are of two kinds at once.

use crate::case::{Case, Does, Verdict};
use crate::markup::{quoted, vectors};
use crate::{Kind, Scale};

pub const KINDS: &[Kind] = &[
    ("import", import),
    ("init", init),
    ("suggest", suggest),
    ("explain", explain),
    ("concept", concept),
    ("words of the interface", words),
    ("corrections", corrections),
    ("files of two kinds", polyglots),
];

/// Texts that are bad in one way each, and the endings under which they come.
fn bad_texts(scale: Scale) -> Vec<(String, Vec<u8>)> {
    let depth = scale.pick(2_000, 50_000);
    let mut texts: Vec<(String, Vec<u8>)> = vec![
        ("empty.md".into(), Vec::new()),
        ("zeros.txt".into(), vec![0; 4_000]),
        ("latin.txt".into(), b"A caf\xe9 in the town of M\xfcnchen.\n".to_vec()),
        ("cut.html".into(), b"<table><tr><td><p>A text \xf0\x9f".to_vec()),
        ("wide.txt".into(), b"\xff\xfeA\0 \0t\0e\0x\0t\0.\0".to_vec()),
        ("picture.md".into(), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        ("quotes.md".into(), "> ".repeat(depth).into_bytes()),
        ("tags.html".into(), "<div><b>".repeat(depth).into_bytes()),
        ("brackets.md".into(), "[".repeat(depth).into_bytes()),
        ("line.txt".into(), "word ".repeat(depth).into_bytes()),
        ("capitals.txt".into(), "The Great Plan of the Year (GPY). ".repeat(depth / 10).into_bytes()),
        ("front.md".into(), b"---\ntitle: [a, *b, &c]\nslug: ../../x\n---\n\nA text.\n".to_vec()),
        ("turned.txt".into(), "A \u{202e}txet\u{2066} and \u{1b}[31mred.\n".as_bytes().to_vec()),
    ];
    for (number, part) in vectors().chunks(40).enumerate() {
        let ending = ["md", "html", "txt"][number % 3];
        texts.push((format!("scripts-{number}.{ending}"), part.join("\n\n").into_bytes()));
    }
    texts
}

/// What comes from elsewhere is read and written as Markdown beside the texts that are there.
fn import(scale: Scale) -> Vec<Case> {
    let one = |(name, bytes): (String, Vec<u8>)| {
        let path = format!("incoming/{name}");
        Case::new(&name, Verdict::Ends)
            .file(&path, bytes)
            .arguments(&["import", &path])
            .does(Does::Adds(&["corpus/seeds/"]))
    };
    let refused = |name: &str, arguments: &[&str], said| {
        Case::new(name, Verdict::Refuses(said)).arguments(arguments).does(Does::Adds(&[]))
    };
    let mut cases: Vec<Case> = bad_texts(scale).into_iter().map(one).collect();
    cases.extend([
        refused("a folder", &["import", "seeds"], "cannot read"),
        refused("a device", &["import", "/dev/zero"], "cannot read"),
        refused("over a text that is there", &["import", "incoming/other-000.txt"], "other-000")
            .file("incoming/other-000.txt", "Another text.\n"),
        refused("one name twice", &["import", "incoming/a.txt", "incoming/b/a.html"], "a.md")
            .file("incoming/a.txt", "A text.\n")
            .file("incoming/b/a.html", "<p>A text.</p>\n"),
    ]);
    cases
}

/// Nothing that is there is overwritten.
fn init(_: Scale) -> Vec<Case> {
    let of = |name: &str, verdict: Verdict, arguments: &[&str]| {
        Case::new(name, verdict).arguments(arguments).does(Does::Adds(&["corpus/"]))
    };
    vec![
        of("where a corpus is", Verdict::Ends, &["init"]),
        of("in a folder of files", Verdict::Ends, &["init", "seeds"]),
        of("in a new folder", Verdict::Fine, &["init", "new/folder"]),
        of("the theme", Verdict::Ends, &["init", "--theme"]).file("templates/home.html", "mine"),
        of("where files are in the way", Verdict::Ends, &["init", "new"])
            .file("new/seedbed.yaml", "mine")
            .file("new/.gitignore", "mine"),
        of("where a file is a folder", Verdict::Ends, &["init", "new"]).file("new/seedbed.yaml/x", "mine"),
        of("in a file", Verdict::Ends, &["init", "new"]).file("new", "mine"),
        of("in a device", Verdict::Ends, &["init", "/dev/null"]),
        of("in a name with signs", Verdict::Ends, &["init", "a\u{202e}b\u{1b}[31m\n"]),
        of("in a very long name", Verdict::Ends, &["init", &"n".repeat(5_000)]),
    ]
}

fn suggest(scale: Scale) -> Vec<Case> {
    let of = |name: String, arguments: &[&str]| {
        Case::new(name, Verdict::Ends)
            .arguments(arguments)
            .does(Does::Changes(&["corpus/suggestions.yaml", "corpus/seeds/concepts.yaml"]))
    };
    let one = |(name, bytes): (String, Vec<u8>)| {
        of(name.clone(), &["suggest"]).file(format!("seeds/zz-{name}"), bytes)
    };
    let mut cases: Vec<Case> = bad_texts(scale).into_iter().map(one).collect();
    let reviews: [(&str, &[u8]); 4] = [
        ("a review that is none", b"proposals: {a: [}\n"),
        ("a review of bytes", b"\xff\xfe\xfd"),
        (
            "a review of markup",
            b"rejected: ['<script>alert(1)</script>']\nproposals:\n  - {name: '../../x', accept: yes}\n",
        ),
        ("a review that grows", b"a: &a [x,x]\nb: &b [*a,*a]\nrejected: [*b,*b]\n"),
    ];
    cases.extend(
        reviews.map(|(name, bytes)| of(name.to_owned(), &["suggest"]).file("suggestions.yaml", bytes)),
    );
    cases.push(of("nothing".to_owned(), &["suggest", "--top", "0"]));
    cases.push(of("very many".to_owned(), &["suggest", "--top", "18446744073709551615"]));
    cases
}

fn explain(scale: Scale) -> Vec<Case> {
    let of = |name: String, asked: &str| {
        Case::new(name, Verdict::Ends).arguments(&["explain", asked]).does(Does::Adds(&[]))
    };
    let one = |(name, bytes): (String, Vec<u8>)| {
        let path = format!("seeds/zz-{name}");
        of(name, &path).file(&path, bytes)
    };
    let mut cases: Vec<Case> = bad_texts(scale).into_iter().map(one).collect();
    for asked in [
        "seeds/other-000.md:0",
        "seeds/other-000.md:99999999999999999999",
        "seeds/other-000.md:-1",
        "seeds/../../secret.txt",
        "../secret.txt",
        "/dev/zero",
        "",
        ":",
        "\u{1b}[31m",
        "unsafe-link",
        "nothing-of-the-kind",
    ] {
        cases.push(of(format!("of {asked:?}"), asked));
    }
    cases
}

/// Names that an editor gives, over lexicons in which they stand in odd ways.
fn concept(_: Scale) -> Vec<Case> {
    let of = |name: String, arguments: &[&str]| {
        Case::new(name, Verdict::Ends).arguments(arguments).does(Does::Changes(&["corpus/seeds/"]))
    };
    let names = [
        "Zeppelin",
        "",
        " ",
        "..",
        "../../x",
        "a: b",
        "- x",
        "# x",
        "'",
        "\"",
        "&a *a",
        "<b>",
        "\n",
        "null",
        "~",
        "1",
        "\u{202e}x",
        "[[x]]",
        "{a}",
        "é",
    ];
    let mut cases: Vec<Case> = names
        .iter()
        .map(|name| of(format!("renamed to {name:?}"), &["concept", "rename", "quokka", name]))
        .collect();
    cases.extend(
        names
            .iter()
            .take(8)
            .map(|name| of(format!("id {name:?}"), &["concept", "rename", "quokka", "Quokka", "--id", name])),
    );
    let lexicons = [
        ("twice", "- name: Quokka\n- name: Quokka\n- name: Zeppelin\n"),
        ("flow", "[{name: Quokka, related: [zeppelin]}, {name: Zeppelin, broader: [quokka]}]"),
        ("anchors", "- &a {name: Quokka}\n- *a\n- name: Zeppelin\n"),
        ("comments", "# Quokka\n- name: Quokka # quokka\n  aliases: [zeppelin]\n- id: zeppelin\n"),
        ("circle", "- name: Quokka\n  broader: [zeppelin]\n- name: Zeppelin\n  broader: [quokka]\n"),
        ("broken", "- name: Quokka\n  aliases: [\n- name: Zeppelin\n"),
        ("no list", "quokka: zeppelin\n"),
        ("blocks", "- name: |\n    Quokka\n- name: >-\n    Zeppelin\n"),
    ];
    for (name, lexicon) in lexicons {
        let with = |case: Case| case.file("seeds/concepts.yaml", lexicon);
        cases.push(with(of(format!("{name}, renamed"), &["concept", "rename", "quokka", "Wombat"])));
        cases.push(with(of(format!("{name}, merged"), &["concept", "merge", "quokka", "zeppelin"])));
        cases.push(with(of(format!("{name}, split"), &["concept", "split", "--suggest", "quokka"])));
    }
    cases.push(of("with itself".to_owned(), &["concept", "merge", "quokka", "quokka"]));
    cases
}

fn words(scale: Scale) -> Vec<Case> {
    let depth = scale.pick(300, 20_000);
    let parts: Vec<(&str, Vec<u8>)> = vec![
        ("nothing", Vec::new()),
        ("bytes", b"skip = \xff\xfe\n".to_vec()),
        ("markup", b"texts = <script>alert(1)</script>\"onload=x\n".to_vec()),
        ("not closed", b"texts = { $count\n".to_vec()),
        ("itself", b"texts = { texts }\n".to_vec()),
        ("in a circle", b"texts = { concepts }\nconcepts = { texts }\n".to_vec()),
        ("terms in a circle", b"-a = { -b }\n-b = { -a }\ntexts = { -a }\n".to_vec()),
        ("a function", b"texts = { EVIL($count) } { NUMBER($nobody) }\n".to_vec()),
        ("twice", b"texts = a\ntexts = b\n".to_vec()),
        ("no variants", b"texts = { $count ->\n }\n".to_vec()),
        ("deep", format!("texts = {}x{}\n", "{ ".repeat(depth), " }".repeat(depth)).into_bytes()),
        ("long", format!("texts = {}\n", "x".repeat(depth)).into_bytes()),
        ("turned", "texts = \u{202e}a\u{2066}b\n".as_bytes().to_vec()),
        ("growing", {
            let of = |n: usize| format!("-t{n} = {}\n", format!("{{ -t{} }}", n + 1).repeat(10));
            (format!("texts = {{ -t0 }}\n{}-t12 = x\n", (0..12).map(of).collect::<String>())).into_bytes()
        }),
    ];
    let of = |(name, bytes): &(&str, Vec<u8>)| {
        ["en", "de", "xx"].map(|language| {
            Case::new(format!("{name} ({language})"), Verdict::Ends)
                .file(format!("templates/words/{language}.ftl"), bytes.clone())
                .file("seedbed.yaml", format!("language: {language}\n"))
                .others_differ()
        })
    };
    parts.iter().flat_map(of).collect()
}

fn corrections(scale: Scale) -> Vec<Case> {
    let most = scale.pick(300, 5_000);
    let lists: Vec<(&str, String)> = vec![
        ("nothing", "corrections:\n".into()),
        ("no list", "corrections: x\n".into()),
        ("no quotation", "corrections:\n  - {drop: true}\n".into()),
        ("an empty quotation", "corrections:\n  - {quote: '', drop: true}\n".into()),
        ("twice in the text", "corrections:\n  - {quote: text, drop: true}\n".into()),
        ("not in the text", "corrections:\n  - {quote: nowhere, heading: 2}\n".into()),
        ("two that contradict", "corrections:\n  - {quote: A first, drop: true, heading: 2}\n".into()),
        ("levels that are none", "corrections:\n  - {quote: A first, heading: 99}\n  - {quote: two parts, heading: -1}\n".into()),
        ("all dropped", "corrections:\n  - {quote: A first, through: the end, drop: true}\n".into()),
        ("the wrong way round", "corrections:\n  - {quote: the end, through: A first, join: true}\n".into()),
        ("joined with nothing", "corrections:\n  - {quote: the end, join: true}\n".into()),
        ("split at every word", "corrections:\n  - {quote: first, split: true}\n  - {quote: In two, split: true}\n  - {quote: parts, split: true}\n".into()),
        ("one many times", format!("corrections:\n{}", "  - {quote: A first, split: true}\n".repeat(most))),
        ("read as markup", "corrections:\n  - {quote: two, read: '<script>alert(1)</script>', note: '<b>'}\n".into()),
        ("read as a line end", "corrections:\n  - {quote: two, read: \"a\\n\\nb\\0c\\u202e\"}\n".into()),
        ("a long quotation", format!("corrections:\n  - {{quote: {}, drop: true}}\n", quoted(&"A first ".repeat(most * 10)))),
        ("notes of all kinds", "annotations:\n  - {quote: two, note: '[x](javascript:alert(1)) ![y](//x.invalid/z)'}\nmentions:\n  add:\n    - {quote: two, concept: '../x'}\n  deny:\n    - {quote: parts, concept: quokka}\n".into()),
    ];
    let of = |(name, yaml): &(&str, String)| {
        ["txt", "md", "html"].map(|ending| {
            Case::new(format!("{name} ({ending})"), Verdict::Builds)
                .file(
                    format!("seeds/zz-hostile.{ending}"),
                    "A first text.\n\nIn two parts.\n\nAnd the end.\n",
                )
                .file("seeds/zz-hostile.yaml", yaml.clone())
                // A passage that says it is of a concept may be shown by another.
                .others_differ()
        })
    };
    lists.iter().flat_map(of).collect()
}

/// What begins as one format and is called another.
fn polyglots(_: Scale) -> Vec<Case> {
    let unreadable = || Verdict::Says("unreadable");
    let archive = b"PK\x03\x04\x14\0\0\0\x08\0\x21\0\x21\0".as_slice();
    let parts: [(&str, Vec<u8>, Verdict); 11] = [
        ("a PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\n".to_vec(), unreadable()),
        ("a PDF that is HTML", b"%PDF-1.4\n<script>alert(1)</script><p>A text.</p>\n".to_vec(), unreadable()),
        ("a ZIP", archive.to_vec(), unreadable()),
        ("a Word document", [archive, b"[Content_Types].xml<?xml version='1.0'?>"].concat(), unreadable()),
        ("a book", [archive, b"mimetypeapplication/epub+zip"].concat(), unreadable()),
        ("a PNG", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR<script>alert(1)</script>".to_vec(), unreadable()),
        ("a GIF that is a script", b"GIF89a/*\x01\0*/=1;alert(1)//<p>A text.</p>".to_vec(), unreadable()),
        ("a JPEG", b"\xff\xd8\xff\xe0\0\x10JFIF\0A text.".to_vec(), unreadable()),
        ("a program", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0".to_vec(), unreadable()),
        ("rich text", b"{\\rtf1\\ansi A text.}".to_vec(), unreadable()),
        ("a script of a shell", b"#!/bin/sh\necho <script>alert(1)</script>\n".to_vec(), Verdict::Builds),
    ];
    let of = |(name, bytes, verdict): &(&str, Vec<u8>, Verdict)| {
        ["txt", "md", "html"].map(|ending| {
            Case::new(format!("{name} ({ending})"), verdict.clone())
                .file(format!("seeds/zz-hostile.{ending}"), bytes.clone())
        })
    };
    let mut cases: Vec<Case> = parts.iter().flat_map(of).collect();
    cases.push(
        Case::new("a drawing that is a page", Verdict::Warns("unsafe-picture"))
            .file("seeds/zz-hostile.md", "A text. ![x](zz-hostile.svg)\n")
            .file("seeds/zz-hostile.svg", "<html><script>alert(1)</script></html>"),
    );
    cases
}
