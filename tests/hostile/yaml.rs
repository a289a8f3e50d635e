//! YAML that is a trap, in each file that is YAML; lexicons of a bad kind; files that Seedbed wrote itself
//! and somebody damaged.

use crate::case::{Case, Verdict};
use crate::{Kind, Scale};

pub const KINDS: &[Kind] = &[
    ("YAML that grows", bombs),
    ("deep YAML", nested),
    ("keys twice", twice),
    ("values of a wrong type", types),
    ("YAML of rare forms", forms),
    ("large lexicons", large),
    ("odd names and aliases", aliases),
    ("relations of concepts", relations),
    ("damaged ledgers", ledgers),
    ("damaged reviews of suggestions", reviews),
];

/// The same YAML in every place that reads some. A bad lexicon and configuration may change other pages.
fn everywhere(name: &str, yaml: &str, verdict: &Verdict) -> Vec<Case> {
    let case = |place: &str| Case::new(format!("{name} ({place})"), verdict.clone());
    vec![
        case("sidecar").file("seeds/zz-hostile.txt", "A text.\n").file("seeds/zz-hostile.yaml", yaml),
        case("front matter").file("seeds/zz-hostile.md", format!("---\n{yaml}\n---\n\nA text.\n")),
        case("lexicon").file("seeds/concepts.yaml", yaml).others_differ(),
        case("concept")
            .file("seeds/concepts/zz.md", format!("---\nname: A\n{yaml}\n---\n\nA text.\n"))
            .others_differ(),
        case("configuration").file("seedbed.yaml", yaml).others_differ(),
    ]
}

fn bombs(_: Scale) -> Vec<Case> {
    let laughs: String =
        (1..10).map(|n| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(", "))).collect();
    let merges: String = (1..200).map(|n| format!("a{n}: &a{n}\n  <<: *a{}\n  k{n}: v\n", n - 1)).collect();
    let parts = [
        ("a billion laughs", format!("a0: &a0 lol\n{laughs}title: *a9\n")),
        ("an anchor in itself", "title: &a [*a]\n".to_owned()),
        ("merges", format!("a0: &a0 {{k: v}}\n{merges}")),
        ("many aliases", format!("a: &a x\nauthors: [{}]\n", vec!["*a"; 20_000].join(", "))),
        ("an unknown alias", "title: *nobody\n".to_owned()),
        ("a long scalar", format!("title: {}\n", "x".repeat(2_000_000))),
        ("a long key", format!("{}: x\n", "k".repeat(200_000))),
        ("many keys", (0..20_000).map(|n| format!("k{n}: v\n")).collect()),
    ];
    parts.iter().flat_map(|(name, yaml)| everywhere(name, yaml, &Verdict::Builds)).collect()
}

fn nested(scale: Scale) -> Vec<Case> {
    let depth = scale.pick(5_000, 100_000);
    let blocks: String = (0..depth.min(2_000)).map(|n| format!("{}a:\n", " ".repeat(n))).collect();
    let parts = [
        ("lists", format!("title: {}{}\n", "[".repeat(depth), "]".repeat(depth))),
        ("lists not closed", format!("title: {}\n", "[".repeat(depth))),
        ("mappings", format!("title: {}x{}\n", "{a: ".repeat(depth), "}".repeat(depth))),
        ("dashes", format!("{}x\n", "- ".repeat(depth))),
        ("questions", format!("{}x\n", "? ".repeat(depth))),
        ("blocks", blocks),
    ];
    parts
        .iter()
        .flat_map(|(name, yaml)| everywhere(name, yaml, &Verdict::Says("yaml")))
        .map(any_error)
        .collect()
}

/// A list where a mapping is meant, and the like, is an error too, if under another name.
fn any_error(mut case: Case) -> Case {
    case.verdict = Verdict::Builds;
    case
}

fn twice(_: Scale) -> Vec<Case> {
    let mut cases = vec![
        Case::new("sidecar", Verdict::Says("yaml"))
            .file("seeds/zz-hostile.txt", "A text.\n")
            .file("seeds/zz-hostile.yaml", "title: a\ntitle: b\n"),
        Case::new("front matter", Verdict::Says("yaml"))
            .file("seeds/zz-hostile.md", "---\ntitle: a\ntitle: b\n---\n\nA text.\n"),
        Case::new("lexicon", Verdict::Says("yaml"))
            .file("seeds/concepts.yaml", "- name: Quokka\n  name: Zeppelin\n")
            .others_differ(),
        Case::new("configuration", Verdict::Says("yaml"))
            .file("seedbed.yaml", "title: a\ntitle: b\n")
            .others_differ(),
        Case::new("two concepts", Verdict::Says("duplicate-concept"))
            .file("seeds/concepts.yaml", "- name: Quokka\n- id: quokka\n- name: Zeppelin\n")
            .others_differ(),
        Case::new("a concept in two files", Verdict::Says("duplicate-concept"))
            .file("seeds/concepts/quokka.md", "---\nname: Quokka\n---\n\nAn animal.\n")
            .others_differ(),
    ];
    let merged = "a: &a {title: x}\n<<: *a\n<<: *a\n";
    cases.extend(everywhere("merged twice", merged, &Verdict::Builds));
    cases.extend(everywhere("a thousand times", &"title: x\n".repeat(1_000), &Verdict::Builds));
    cases
}

fn types(_: Scale) -> Vec<Case> {
    let keys = [
        "title",
        "authors",
        "date",
        "order",
        "slug",
        "former-slugs",
        "linking",
        "draft",
        "annotations",
        "mentions",
        "corrections",
        "checks",
        "confidence",
        "base-url",
        "links-per-100-words",
        "concepts",
    ];
    let values = [
        "[]",
        "{}",
        "~",
        "true",
        "-1",
        "1e400",
        ".nan",
        "99999999999999999999",
        "!!binary aGk=",
        "[[]]",
        "{a: b}",
        "\"\"",
        "2026-11-22",
    ];
    let pairs = keys.iter().flat_map(|key| values.iter().map(move |value| format!("{key}: {value}\n")));
    pairs.step_by(7).flat_map(|yaml| everywhere(yaml.trim(), &yaml, &Verdict::Builds)).collect()
}

fn forms(_: Scale) -> Vec<Case> {
    let parts = [
        ("a tab", "title:\tA\n\tdate: B\n"),
        ("tags", "title: !!python/object:os.system [echo]\nauthors: !<tag:x.invalid,2026:y> z\n"),
        ("documents", "title: a\n---\ntitle: b\n...\n---\ntitle: c\n"),
        ("directives", "%YAML 9.9\n%TAG ! tag:x.invalid:\n---\ntitle: a\n"),
        ("complex keys", "? [a, b]\n: c\n? {d: e}\n: f\n"),
        ("null keys", "~: a\n: b\n? \n"),
        ("a scalar", "just words\n"),
        ("a number", "42\n"),
        ("a list of lists", "- [a]\n- [[b]]\n"),
        ("half a quotation", "title: \"a\nauthors: b\n"),
        ("bad escapes", "title: \"\\q \\x \\ud800 \\UFFFFFFFF\"\n"),
        ("block scalars", "title: |99\n  a\ndate: >-\n\n\n  b\n"),
        ("control characters", "title: \"a\u{1}b\"\ndate: a\u{0}b\n"),
        ("brackets", "title: ]\n"),
        ("a colon", "title: a: b: c\n"),
        ("percent and at", "title: @a\ndate: %b\nkind: `c`\n"),
        ("prototype", "__proto__: {a: b}\nconstructor: x\n"),
        ("not a sidecar", "<html><body>x</body></html>\n"),
    ];
    parts.iter().flat_map(|(name, yaml)| everywhere(name, yaml, &Verdict::Builds)).collect()
}

fn large(scale: Scale) -> Vec<Case> {
    let lexicon = |name: &str, yaml: String| {
        Case::new(name, Verdict::Builds).file("seeds/concepts.yaml", yaml).others_differ()
    };
    let count = scale.pick(1_500, 100_000);
    let plain: String =
        (0..count).map(|n| format!("- name: Concept {n}\n  aliases: [alias {n}, other {n}]\n")).collect();
    let same: String = (0..count / 5).map(|n| format!("- id: c{n}\n  name: Quokka\n")).collect();
    let one = format!(
        "- name: Quokka\n  aliases: [{}]\n",
        (0..count).map(|n| format!("name {n}")).collect::<Vec<_>>().join(", ")
    );
    let words: String =
        (0..count / 5).map(|n| format!("- name: {}\n", "a ".repeat(1 + n % 50) + &n.to_string())).collect();
    let listed = |name: fn(usize) -> String| (0..count).map(name).collect::<Vec<_>>().join(", ");
    let proper = format!("- name: Quokka Hill\n  aliases: [{}]\n", listed(|n| format!("Hill {n}")));
    let spelled = format!(
        "- name: QKA\n  aliases: [{}]\n  definition: {}\n",
        listed(|n| format!("QK{n}")),
        "quick kit (QKA) ".repeat(count)
    );
    let endless =
        format!("- name: {}\n  aliases: [{}]\n", "Hill ".repeat(count), listed(|n| format!("Hill {n}")));
    let mut cases = vec![
        lexicon("many aliases of a proper name", proper),
        lexicon("many short forms and a long definition", spelled),
        lexicon("a name without end", endless),
        lexicon("many concepts", plain),
        lexicon("one name", same),
        lexicon("many aliases", one),
        lexicon("long names", words),
    ];
    let mut files = Case::new("many files", Verdict::Builds).others_differ();
    for n in 0..scale.pick(200, 2_000) {
        files = files.file(
            format!("seeds/concepts/c{n}.md"),
            format!("---\nname: C {n}\n---\n\nIt is C {}.\n", n + 1),
        );
    }
    cases.push(files);
    cases
}

fn aliases(_: Scale) -> Vec<Case> {
    let list = [
        "a",
        "I",
        "e",
        "1",
        "-",
        ".",
        "...",
        ".*",
        "(a+)+$",
        "[a-z]*",
        "^",
        "$",
        "\\\\b",
        "\\\\",
        "",
        " ",
        "\\t",
        "\\n",
        "\\u0000",
        "\\u200b",
        "\\u202e",
        "\\u0301",
        "#",
        "&",
        "&amp;",
        "<b>",
        "'",
        "''",
        "the",
        "of the",
        "and",
        "É",
        "ß",
        "İ",
        "ﬁ",
        "中",
        "👩‍👩‍👧",
        "\\ud83d",
        "quokka quokka quokka",
        "QUOKKA",
        "quo-kka",
        "../../etc/passwd",
        "con",
        "index",
        "__proto__",
        "NaN",
        "null",
        "true",
    ];
    let text = "a I e 1 - . ... the of the and quokka quokka quokka con index null É ß 中 aaaaaaaaaaaaaaaaaaaaaaaaa!\n".repeat(20);
    let one = |alias: &&str| {
        Case::new(format!("{alias:?}"), Verdict::Builds)
            .file("seeds/concepts.yaml", format!("- name: Quokka\n  aliases: [\"{alias}\"]\n- name: \"{alias}\"\n- id: \"{alias}\"\n  not: [\"{alias}\"]\n"))
            .file("seeds/zz-hostile.txt", text.as_str())
            .others_differ()
    };
    let mut cases: Vec<Case> = list.iter().map(one).collect();
    let nameless = "- name: Quokka\n- name: ''\n- {}\n- id: '  '\n- definition: x\n- ~\n";
    cases.insert(
        0,
        Case::new("no name", Verdict::Builds).file("seeds/concepts.yaml", nameless).others_differ(),
    );
    cases
}

fn relations(scale: Scale) -> Vec<Case> {
    let lexicon = |name: &str, verdict, yaml: String| {
        Case::new(name, verdict).file("seeds/concepts.yaml", yaml).others_differ()
    };
    let length = scale.pick(1_000, 10_000);
    let chain: String =
        (0..length).map(|n| format!("- id: c{n}\n  broader: [c{}]\n", (n + 1) % length)).collect();
    let straight: String = (0..length)
        .map(|n| {
            format!(
                "- id: c{n}\n{}",
                if n > 0 { format!("  broader: [c{}]\n", n - 1) } else { String::new() }
            )
        })
        .collect();
    let ids = (0..60).map(|n| format!("c{n}")).collect::<Vec<_>>().join(", ");
    let dense: String = (0..60)
        .map(|n| format!("- id: c{n}\n  broader: [{ids}]\n  narrower: [{ids}]\n  related: [{ids}]\n"))
        .collect();
    vec![
        lexicon(
            "broader than itself",
            Verdict::Warns("cyclic-broader"),
            "- name: Quokka\n  broader: [quokka]\n".to_owned(),
        ),
        lexicon(
            "two in a circle",
            Verdict::Warns("cyclic-broader"),
            "- id: a\n  broader: [b]\n- id: b\n  broader: [a]\n".to_owned(),
        ),
        lexicon(
            "both ways",
            Verdict::Warns("cyclic-broader"),
            "- id: a\n  broader: [b]\n  narrower: [b]\n- id: b\n".to_owned(),
        ),
        lexicon("a long circle", Verdict::Warns("cyclic-broader"), chain),
        lexicon("a long chain", Verdict::Builds, straight),
        lexicon("each to each", Verdict::Warns("cyclic-broader"), dense),
        lexicon(
            "to nothing",
            Verdict::Says("unknown-concept"),
            "- id: a\n  broader: [nobody, '', '../x']\n".to_owned(),
        ),
        lexicon(
            "former ids in a circle",
            Verdict::Builds,
            "- id: a\n  former_ids: [b, a]\n- id: b\n  former_ids: [a, c, c]\n".to_owned(),
        ),
        lexicon(
            "a page that is none",
            Verdict::Builds,
            "- id: quokka\n  page: ../../../etc/passwd\n".to_owned(),
        ),
    ]
}

fn ledgers(scale: Scale) -> Vec<Case> {
    let parts: [(&str, Vec<u8>); 12] = [
        ("empty", Vec::new()),
        ("bytes", vec![0xff; 300]),
        ("zeros", vec![0; 300]),
        ("words", b"not a ledger at all\n".to_vec()),
        ("JSON", b"{\"a\":[1,2,{\"b\":null}]}".to_vec()),
        ("cut off", b"# Seedbed\nother-000.md\tp1\t".to_vec()),
        ("ids with markup", b"other-000.md \"><script>alert(1)</script> x y\n".to_vec()),
        ("ids that climb", b"../../x ../../../etc/passwd\n[../x]\n../x: ../y\n".to_vec()),
        ("conflict", b"<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n".to_vec()),
        ("a long line", vec![b'a'; scale.pick(200_000, 5_000_000)]),
        ("many lines", b"a b c d\n".repeat(scale.pick(20_000, 500_000))),
        ("tabs", b"\t\t\t\n\t\n\n\n\t\t\t\t\t\t\t\t\t".to_vec()),
    ];
    parts
        .into_iter()
        .map(|(name, bytes)| Case::new(name, Verdict::Builds).file("seeds/anchors.lock", bytes))
        .collect()
}

fn reviews(_: Scale) -> Vec<Case> {
    let parts: [(&str, &[u8]); 6] = [
        ("no YAML", b"proposals: [\n"),
        ("another type", b"proposals: {a: b}\nrejected: 3\n"),
        ("bytes", b"\xff\xfe\xfd"),
        ("a bomb", b"a: &a [x,x]\nb: &b [*a,*a]\nrejected: [*b,*b]\n"),
        ("empty names", b"proposals:\n  - name: ''\n    accept: yes\n"),
        ("markup", b"rejected:\n  - '<script>alert(1)</script>'\n"),
    ];
    let one = |(name, bytes): (&str, &[u8])| Case::new(name, Verdict::Builds).file("suggestions.yaml", bytes);
    parts.into_iter().map(one).collect()
}
