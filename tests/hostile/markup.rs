//! Markup that would run a script or ask another host, through every channel.
//! That it does not is shown in a real browser: `tests/browser/xss.test.mjs`.

use crate::case::{Case, Verdict};
use crate::{Kind, Scale};

pub const KINDS: &[Kind] = &[
    ("scripts in Markdown", |_| in_text("md")),
    ("scripts in HTML", |_| in_text("html")),
    ("scripts in plain text", |_| in_text("txt")),
    ("scripts in front matter", |_| fields(front_matter)),
    ("scripts in sidecars", |_| fields(sidecar)),
    ("scripts in the lexicon", |_| fields(lexicon)),
    ("scripts in the configuration", |_| fields(configuration)),
    ("drawings with scripts", drawings),
];

/// The vectors of the fixture, as they are.
pub fn vectors() -> Vec<String> {
    let lines = include_str!("../fixtures/hostile/vectors.txt").lines();
    lines
        .filter(|line| !line.is_empty() && !line.starts_with("# ") || line.starts_with("# <"))
        .map(unescaped)
        .collect()
}

/// `\n` and the like resolved.
fn unescaped(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('\\') {
        text.push_str(before);
        let mut letters = after.chars();
        match letters.next() {
            Some('n') => text.push('\n'),
            Some('r') => text.push('\r'),
            Some('t') => text.push('\t'),
            Some('0') => text.push('\0'),
            Some('u') if letters.as_str().starts_with('{') => {
                let (code, tail) =
                    letters.as_str()[1..].split_once('}').expect("the fixture closes its braces");
                text.push(u32::from_str_radix(code, 16).ok().and_then(char::from_u32).expect("a character"));
                rest = tail;
                continue;
            }
            other => text.extend(other),
        }
        rest = letters.as_str();
    }
    text + rest
}

/// Ten vectors a text, so that one leads into the next.
fn in_text(ending: &str) -> Vec<Case> {
    let vectors = vectors();
    let parts = vectors.chunks(10).enumerate();
    let one = |(number, part): (usize, &[String])| {
        let name = format!("{ending}, part {number}");
        let text = part.join("\n\n");
        // Pages refer to another text that speaks of the same.
        let speaks = text.contains("[[quokka");
        let case = Case::new(name, Verdict::Builds).file(format!("seeds/zz-hostile.{ending}"), text);
        if speaks { case.others_differ() } else { case }
    };
    parts.map(one).collect()
}

fn fields(of: fn(&str) -> Case) -> Vec<Case> {
    vectors().iter().step_by(7).map(|vector| of(vector)).collect()
}

/// A text in quotation marks, as JSON and YAML both read it.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control()
                || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') =>
            {
                quoted.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

fn metadata(vector: &str) -> String {
    let keys = ["title", "description", "date", "kind", "source", "licence", "language", "slug"];
    let lines: String = keys.iter().map(|key| format!("{key}: {}\n", quoted(vector))).collect();
    format!("{lines}authors: [{0}, {0}]\nformer-slugs: [{0}]\n", quoted(vector))
}

fn front_matter(vector: &str) -> Case {
    let text = format!("---\n{}---\n\nA text.\n", metadata(vector));
    Case::new(vector, Verdict::Builds).file("seeds/zz-hostile.md", text)
}

fn sidecar(vector: &str) -> Case {
    let notes = format!(
        "annotations:\n  - {{quote: A text., note: {0}}}\ncorrections:\n  - {{quote: two, read: {0}, note: {0}}}\n",
        quoted(vector)
    );
    Case::new(vector, Verdict::Builds)
        .file("seeds/zz-hostile.txt", "A text.\n\nIn two parts.\n")
        .file("seeds/zz-hostile.yaml", metadata(vector) + &notes)
}

fn lexicon(vector: &str) -> Case {
    let list = format!(
        "- name: Quokka\n- name: {0}\n  aliases: [{0}, animal]\n  definition: {0}\n  same_as: {0}\n  not: [{0}]\n  context: {{any: [{0}]}}\n  former_ids: [{0}]\n  page: {0}\n- id: {0}x\n",
        quoted(vector)
    );
    Case::new(vector, Verdict::Builds)
        .file("seeds/concepts.yaml", list.replace("\"x\n", "x\"\n"))
        .file("seeds/zz-hostile.txt", format!("{vector} is an animal.\n"))
        .others_differ()
}

fn configuration(vector: &str) -> Case {
    let text =
        format!("title: {0}\ndescription: {0}\nlanguage: {0}\nbase-url: {0}\norder: [{0}]\n", quoted(vector));
    Case::new(vector, Verdict::Builds).file("seedbed.yaml", text).others_differ()
}

/// Drawings beside the texts that a reader's browser would run if it were led to them.
fn drawings(_: Scale) -> Vec<Case> {
    const BAD: [&str; 24] = [
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "<svg xmlns='http://www.w3.org/2000/svg'><g onclick='alert(1)'/></svg>",
        "<s:svg xmlns:s='http://www.w3.org/2000/svg'><s:script>alert(1)</s:script></s:svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><foreignObject><body xmlns='http://www.w3.org/1999/xhtml'/></foreignObject></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/1999/xlink'><a x:href='javascript:alert(1)'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><a href='https://x.invalid/'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><image href='https://x.invalid/a.png'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><use href='data:image/svg+xml,x#y'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><animate attributeName='href' values='javascript:alert(1)'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><set attributeName='onload' to='alert(1)'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><style>@import url(https://x.invalid/a.css)</style></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><rect style='fill:url(https://x.invalid/a.svg#b)'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><rect fill='url(//x.invalid/a.svg#b)'/></svg>",
        "<!DOCTYPE svg [<!ENTITY x '<script>alert(1)</script>'>]><svg xmlns='http://www.w3.org/2000/svg'>&x;</svg>",
        "<?xml-stylesheet href='https://x.invalid/a.css'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        "<?xml-stylesheet type='text/xsl' href='#x'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        "<svg xmlns='http://www.w3.org/2000/svg'><handler type='text/ecmascript'>alert(1)</handler></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><iframe xmlns='http://www.w3.org/1999/xhtml' src='javascript:alert(1)'/></svg>",
        "<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>",
        "<svg xmlns='http://www.w3.org/2000/svg'><![CDATA[<script>]]><script>alert(1)</script></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><!-- > --><script>alert(1)</script></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><style>&#64;import 'https://x.invalid/a.css'</style></svg>",
        "\u{feff}<?xml version='1.0' encoding='utf-7'?><svg xmlns='http://www.w3.org/2000/svg'/>",
    ];
    const GOOD: &str = "<?xml version='1.0'?><!-- drawn --><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><style>rect{fill:#123}</style><defs><linearGradient id='g'/></defs><rect fill='url(#g)' width='9' height='9'/><text>a &amp; b</text></svg>";
    let picture = |name: String, svg: &str, verdict: Verdict| {
        Case::new(name, verdict)
            .file("seeds/zz-hostile.md", "A text. ![x](zz-hostile.svg) [x](zz-hostile.svg)\n")
            .file("seeds/zz-hostile.svg", svg)
    };
    let bad = BAD.iter().map(|svg| picture((*svg).to_owned(), svg, Verdict::Warns("unsafe-picture")));
    let wide: Vec<u8> = GOOD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let coded =
        picture("UTF-16".to_owned(), "", Verdict::Warns("unsafe-picture")).file("seeds/zz-hostile.svg", wide);
    bad.chain([picture("a good drawing".to_owned(), GOOD, Verdict::Fine), coded]).collect()
}
