//! Texts of a bad shape: encodings, control characters, depth, width and size.

use crate::case::{Case, Verdict};
use crate::{Kind, Scale};

pub const KINDS: &[Kind] = &[
    ("bytes that are no UTF-8", invalid),
    ("zeros and control characters", controls),
    ("byte-order marks and wide encodings", wide),
    ("mixed line ends", line_ends),
    ("direction overrides", directions),
    ("empty texts", empty),
    ("deep quotations", |scale| deep(scale, QUOTES)),
    ("deep lists", |scale| deep(scale, LISTS)),
    ("deep brackets", |scale| deep(scale, BRACKETS)),
    ("deep emphasis", |scale| deep(scale, EMPHASIS)),
    ("deep notes", |scale| deep(scale, NOTES)),
    ("deep HTML", |scale| deep(scale, TAGS)),
    ("wide tables and many of a kind", many),
    ("large files", large),
    ("long lines", long),
];

const ENDINGS: [&str; 3] = ["md", "txt", "html"];

/// The same bytes under each ending.
fn in_each(name: &str, bytes: impl AsRef<[u8]>, verdict: &Verdict) -> Vec<Case> {
    let one = |ending: &&str| {
        let case = Case::new(format!("{name} ({ending})"), verdict.clone());
        case.file(format!("seeds/zz-hostile.{ending}"), bytes.as_ref())
    };
    ENDINGS.iter().map(one).collect()
}

fn invalid(_: Scale) -> Vec<Case> {
    let parts: [(&str, &[u8]); 10] = [
        ("one byte", b"A caf\xe9 in town, and more words.\n"),
        ("overlong", b"A text \xc0\xaf\xe0\x80\xaf here.\n"),
        ("surrogates", b"A text \xed\xa0\x80\xed\xb0\x80 here.\n"),
        ("cut off", b"A text that ends in \xf0\x9f\x98"),
        ("beyond", b"A text \xf4\x90\x80\x80 here.\n"),
        ("lone tails", b"A text \x80\xbf\x80\xbf here.\n"),
        ("in a title", b"# \xff\xfe\xfd\n\nA text.\n"),
        ("in a link", b"[a\xff](b\xff) <a href='\xff'>x</a>\n"),
        ("in front matter", b"---\ntitle: \xff\n---\n\nA text.\n"),
        ("nothing else", b"\xfe\xfe\xff\xff\xc0\xc1"),
    ];
    parts.iter().flat_map(|(name, bytes)| in_each(name, bytes, &Verdict::Builds)).collect()
}

fn controls(_: Scale) -> Vec<Case> {
    let all: String =
        (0..32).chain(127..160).filter_map(char::from_u32).filter(|c| !"\n\r".contains(*c)).collect();
    let parts = [
        ("a zero", "A text\0with a zero in it, and then more words of the usual kind.\n".to_owned()),
        ("in a word", "A te\0xt, a t\u{1b}[31mext\u{1b}]0;title\u{7}.\n".to_owned()),
        ("in a heading", "# A\0 \u{7f}heading\n\nA text.\n".to_owned()),
        ("in a link", "[x](ht\0tp://a.invalid) <a href='java\0script:x'>x</a>\n".to_owned()),
        (
            "all of them",
            format!("A text with {all} in it, amid many words of the usual kind, so that it is one.\n"),
        ),
        ("form feeds", "One\u{c}\u{c}\n\u{c}\nTwo\u{b}three\n".repeat(50)),
        ("non-characters", "A text \u{fffe}\u{ffff}\u{1fffe}\u{fdd0} here.\n".to_owned()),
    ];
    let mut cases: Vec<Case> =
        parts.iter().flat_map(|(name, text)| in_each(name, text, &Verdict::Builds)).collect();
    cases.extend(in_each("zeros alone", [0; 5000], &Verdict::Says("unreadable")));
    cases.extend(in_each(
        "a picture",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01",
        &Verdict::Says("unreadable"),
    ));
    cases.extend(in_each(
        "an archive",
        b"PK\x03\x04\x14\0\0\0\x08\0\xff\xfe\x80\x81\0\0\0\0",
        &Verdict::Says("unreadable"),
    ));
    cases
}

fn wide(_: Scale) -> Vec<Case> {
    let text = "A text, “quoted” and plain.\n\nAnd a second paragraph.\n";
    let with = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    let little = || text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let big = || text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let long = |bytes: fn(u32) -> [u8; 4]| text.chars().flat_map(|c| bytes(c.into())).collect::<Vec<u8>>();
    let odd = [little(), vec![0x41]].concat();
    let lone: Vec<u8> =
        [0x41, 0xd800, 0x42, 0xdc00, 0x43].iter().flat_map(|unit: &u16| unit.to_le_bytes()).collect();
    let parts = [
        ("UTF-8 with a mark", with(b"\xef\xbb\xbf", text.into())),
        ("two marks", with(b"\xef\xbb\xbf\xef\xbb\xbf", text.into())),
        ("a mark within", text.replace("and", "\u{feff}and\u{feff}").into()),
        ("UTF-16, little end first", with(b"\xff\xfe", little())),
        ("UTF-16, big end first", with(b"\xfe\xff", big())),
        ("UTF-16 without a mark", little()),
        ("UTF-16, the other mark", with(b"\xfe\xff", little())),
        ("UTF-16 of an odd length", with(b"\xff\xfe", odd)),
        ("UTF-16 with lone surrogates", with(b"\xff\xfe", lone)),
        ("UTF-32, little end first", with(b"\xff\xfe\0\0", long(u32::to_le_bytes))),
        ("UTF-32, big end first", with(b"\0\0\xfe\xff", long(u32::to_be_bytes))),
        ("a mark alone", b"\xff\xfe".to_vec()),
        ("UTF-7", b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-".to_vec()),
        ("another in its head", b"<meta charset=utf-16><p>caf\xc3\xa9</p>".to_vec()),
        ("none in its head", b"<meta charset=x-nothing><p>caf\xe9</p>".to_vec()),
        ("UTF-7 in its head", b"<meta charset=utf-7>+ADw-script+AD4-alert(1)+ADw-/script+AD4-".to_vec()),
    ];
    parts.iter().flat_map(|(name, bytes)| in_each(name, bytes, &Verdict::Builds)).collect()
}

fn line_ends(_: Scale) -> Vec<Case> {
    let text = "# A title\n\nA text of\ntwo lines.\n\n- one\n- two\n\n> said\n\n```\ncode\n```\n";
    let mut turn = ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}", "\n\r"].into_iter().cycle();
    let mixed: String =
        text.split('\n').map(|line| format!("{line}{}", turn.next().unwrap_or("\n"))).collect();
    let parts = [
        ("Windows", text.replace('\n', "\r\n")),
        ("old Macintosh", text.replace('\n', "\r")),
        ("line separators", text.replace('\n', "\u{2028}")),
        ("next line", text.replace('\n', "\u{85}")),
        ("mixed", mixed),
        ("returns doubled", text.replace('\n', "\r\r\n")),
        ("in front matter", format!("---\r\ntitle: A\rlicence: B\n---\r{text}")),
    ];
    parts.iter().flat_map(|(name, text)| in_each(name, text, &Verdict::Fine)).collect()
}

fn directions(_: Scale) -> Vec<Case> {
    let warns = Verdict::Warns("direction");
    let mut cases = in_each("an override", "A text \u{202e}detrever\u{202c} in part.\n", &warns);
    cases.extend(in_each("not closed", "A \u{202e}txet\n\nThe next paragraph.\n", &warns));
    cases.extend(in_each("an isolate not closed", "# A \u{2067}title\n\nA text.\n", &warns));
    cases.extend(in_each("closed twice", "A \u{202b}x\u{202c}\u{202c}\u{2069} y.\n", &Verdict::Fine));
    cases.extend(in_each(
        "embeddings in order",
        "In \u{202b}עברית\u{202c} and \u{2067}عربي\u{2069}.\n",
        &Verdict::Fine,
    ));
    cases.extend(in_each("deeper than any", "\u{202e}".repeat(500) + "A text.\n", &warns));
    cases.push(
        Case::new("a concept", Verdict::Builds)
            .file("seeds/concepts.yaml", "- name: \"Quok\u{202e}ka\"\n  aliases: [\"zep\u{2066}pelin\"]\n")
            .others_differ(),
    );
    cases.push(Case::new("a file name", Verdict::Fine).file("seeds/zz-\u{202e}txt.md", "A text.\n"));
    cases
}

fn empty(_: Scale) -> Vec<Case> {
    let parts = [
        ("nothing", ""),
        ("a line end", "\n"),
        ("blanks", "  \t \u{a0}\u{2003}\n \n"),
        ("front matter alone", "---\ntitle: A\n---\n"),
        ("front matter cut off", "---\ntitle: A\n"),
        ("a comment", "<!-- nothing -->"),
        ("marks alone", "# \n\n- \n\n> \n\n```\n```\n\n| |\n|-|\n"),
        ("a rule", "---\n"),
        ("elements alone", "<html><head><title></title></head><body><p></p></body></html>"),
        ("zero width", "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}"),
        ("combining marks", "\u{301}\u{301}\n\n# \u{301}\n"),
        ("soft hyphens", "\u{ad}\u{ad}\n"),
    ];
    parts.iter().flat_map(|(name, text)| in_each(name, text, &Verdict::Builds)).collect()
}

/// What is nested, and how it is closed again.
type Nest = &'static [(&'static str, &'static str)];

const QUOTES: Nest = &[
    (">", ""),
    ("> ", ""),
    ("> - ", ""),
    (">\n", ""),
    ("<blockquote>", "</blockquote>"),
    ("<blockquote>x", ""),
];
const LISTS: Nest =
    &[("- ", ""), ("1. ", ""), ("* - + ", ""), ("<ul><li>", "</li></ul>"), ("<ul>", ""), ("<dl><dd>", "")];
const BRACKETS: Nest = &[
    ("[", "]"),
    ("![", "](x)"),
    ("[a](", ")"),
    ("(", ")"),
    ("[[", "]]"),
    ("{{", "}}"),
    ("<", ">"),
    ("[a][", "]"),
];
const EMPHASIS: Nest =
    &[("*", "*"), ("**a ", "**"), ("_a*", "*_"), ("~~", "~~"), ("`", "`"), ("*a _b ", ""), ("<b><i>", "")];
const NOTES: Nest = &[
    ("[^", "]"),
    ("[^a]: ", ""),
    ("[^a", "]: "),
    ("[1]", ""),
    ("[note 1]", ""),
    ("^[", "]"),
    ("[^a]\n\n[^a]:\n    ", ""),
];
const TAGS: Nest = &[
    ("<div>", "</div>"),
    ("<span>", "</span>"),
    ("<table><tr><td>", "</td></tr></table>"),
    ("<svg>", ""),
    ("<p>", ""),
    ("<font>", ""),
    ("<a href=x>", ""),
    ("<math><mtext>", ""),
    ("<template>", ""),
    ("</div>", ""),
    ("<!--", ""),
    ("<form>", ""),
];

/// Deeper than any writer goes, on one line, under each ending.
fn deep(scale: Scale, nests: Nest) -> Vec<Case> {
    let depth = scale.pick(3_000, 100_000);
    let one = |(open, close): &(&str, &str)| {
        let text = format!("{}x{}\n", open.repeat(depth), close.repeat(depth));
        in_each(&format!("{open:?}"), text, &Verdict::Builds)
    };
    let mut cases: Vec<Case> = nests.iter().flat_map(one).collect();
    let steps: String = (0..scale.pick(300, 1_500))
        .map(|step| format!("{}{}x\n", " ".repeat(2 * step), nests[0].0))
        .collect();
    cases.extend(in_each("by indentation", steps, &Verdict::Builds));
    cases
}

fn many(scale: Scale) -> Vec<Case> {
    let most = scale.pick(1_000, 20_000);
    let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(most / 5));
    let parts = [
        ("columns", row("a") + &row("-") + &row("b").repeat(3)),
        ("rows", format!("| a |\n|---|\n{}", "| b |\n".repeat(most))),
        (
            "cells of HTML",
            format!("<table>{}</table>", "<tr><td colspan=9999999 rowspan=9999999>x".repeat(most)),
        ),
        ("headings", "# a\n\n".repeat(most)),
        ("the same heading", (0..most).map(|n| format!("## a {{#{}}}\n\n", n % 7)).collect()),
        ("notes", (0..most).map(|n| format!("a[^{n}]\n\n[^{n}]: b\n\n")).collect()),
        ("one note", format!("{}\n\n[^1]: b\n", "a[^1] ".repeat(most))),
        ("note marks", format!("{}\n\nNotes\n\n[1] b\n", "a [1] ".repeat(most))),
        ("links", "[a](b) ".repeat(most)),
        ("definitions of links", (0..most).map(|n| format!("[{n}]: x\n")).collect()),
        ("references", format!("{}\n\n[a]: x\n", "[a] ".repeat(most))),
        ("entities", "&amp;&#65;&bogus;&#x110000;".repeat(most)),
        ("attributes", format!("<p {}>x</p>", (0..most).map(|n| format!("a{n}=b ")).collect::<String>())),
        ("items of one letter", "a. x\n".repeat(most)),
        ("dashes", "-".repeat(most) + "\n" + &"- ".repeat(most)),
        ("pipes and dashes", "|-".repeat(most)),
        ("backticks", (1..most / 10).map(|n| format!("{}a", "`".repeat(n))).collect()),
        ("short code", format!("```rust\n{}\n```\n", "fn a(){}".repeat(most))),
        ("wiki links", "[[Quokkas]] ".repeat(most)),
        ("words of a concept", "zebra quokk zeppeli ".repeat(most)),
    ];
    // Pages refer to another text that speaks of the same.
    let speaks = |text: &str| text.contains("[[Quokkas]]");
    let of = |(name, text): &(&str, String)| -> Vec<Case> {
        let cases = in_each(name, text, &Verdict::Builds).into_iter();
        cases.map(|case| if speaks(text) { case.others_differ() } else { case }).collect()
    };
    parts.iter().flat_map(of).collect()
}

fn large(scale: Scale) -> Vec<Case> {
    let prose = "The plan of the year was made in spring, and again in autumn.\n\n";
    let size = scale.pick(600_000, 12_000_000);
    let mut cases = in_each("prose", prose.repeat(size / prose.len()), &Verdict::Builds);
    let beyond = scale.pick(17_000_000, 100_000_000);
    cases.extend(in_each(
        "beyond the limit",
        prose.repeat(beyond / prose.len()),
        &Verdict::Says("unreadable"),
    ));
    cases.push(Case::new("a picture", Verdict::Says("unreadable")).special(|corpus| {
        let picture = std::fs::File::create(corpus.join("seeds/zz.png")).expect("a file can be made");
        picture.set_len(101 << 20).expect("a hole takes no room");
    }));
    let yaml = "- {name: Quokka}\n".repeat(beyond / 17);
    cases.push(
        Case::new("a lexicon", Verdict::Says("unreadable")).file("seeds/concepts.yaml", yaml).others_differ(),
    );
    cases
}

fn long(scale: Scale) -> Vec<Case> {
    let size = scale.pick(300_000, 8_000_000);
    let mut cases = in_each("of words", "word ".repeat(size / 5), &Verdict::Builds);
    for (name, part) in [
        ("of one letter", "a"),
        ("of stars", "*"),
        ("of brackets", "["),
        ("of blanks", " x"),
        ("of marks", "\u{301}"),
    ] {
        cases.extend(in_each(
            name,
            part.repeat(scale.pick(100_000, 2_000_000) / part.len()),
            &Verdict::Builds,
        ));
    }
    if scale == Scale::Full {
        cases.extend(in_each("of 50 MB", "word ".repeat(10_000_000), &Verdict::Says("unreadable")));
    }
    cases
}
