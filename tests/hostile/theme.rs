//! Templates and static files that do not end, do not parse or reach for more than they are given.
//! Their author is trusted, as who writes code; a slip must be a message all the same.

use crate::case::{Case, Verdict};
use crate::{Kind, Scale};

pub const KINDS: &[Kind] = &[("templates", templates), ("static files", statics)];

fn templates(_: Scale) -> Vec<Case> {
    let home = |name: &str, verdict, text: &str| {
        Case::new(name, verdict).file("templates/home.html", text).others_differ()
    };
    let refused = |name: &str, text: &str| home(name, Verdict::Refuses("templates"), text);
    vec![
        refused("includes itself", "{% include \"home.html\" %}"),
        refused("extends itself", "{% extends \"home.html\" %}"),
        refused("not closed", "{% if page %}"),
        refused("an expression not closed", "{{ page.title "),
        refused("an unknown filter", "{{ page.title | shell }}"),
        refused("an unknown function", "{{ get_env(name=\"HOME\") }}"),
        refused("an unknown file", "{% include \"nowhere.html\" %}"),
        refused("a file of the system", "{% include \"/etc/passwd\" %}"),
        refused("an unknown field", "{{ page.nothing.here }}"),
        refused("words as markup", "{{ page.title | safe }}"),
        refused("division by zero", "{{ 1 / 0 }}"),
        refused("an asset that is not there", "{{ asset(path=\"../../secret.txt\") }}"),
        refused("a component in itself", "{% component a() %}{{ <a /> }}{% endcomponent a %}{{ <a /> }}"),
        refused(
            "components in a circle",
            "{% component a() %}{{ <b /> }}{% endcomponent a %}{% component b() %}{{ <a /> }}{% endcomponent b %}{{ <a /> }}",
        ),
        Case::new("includes in a circle", Verdict::Refuses("templates"))
            .file("templates/home.html", "{% include \"b.html\" %}")
            .file("templates/b.html", "{% include \"home.html\" %}")
            .others_differ(),
        Case::new("extends in a circle", Verdict::Refuses("templates"))
            .file("templates/home.html", "{% extends \"b.html\" %}")
            .file("templates/b.html", "{% extends \"home.html\" %}")
            .others_differ(),
        Case::new("a text page in itself", Verdict::Refuses("templates"))
            .file("templates/text.html", "{% if page %}{% include \"text.html\" %}{% endif %}")
            .others_differ(),
        refused("deep expressions", &format!("{{{{ {}1{} }}}}", "(".repeat(5_000), ")".repeat(5_000))),
        refused("deep lists", &format!("{{{{ {}1{} }}}}", "[".repeat(5_000), "]".repeat(5_000))),
        home(
            "deep conditions",
            Verdict::Ends,
            &format!("{}x{}", "{% if page %}".repeat(3_000), "{% endif %}".repeat(3_000)),
        ),
        home(
            "deep loops",
            Verdict::Ends,
            &format!("{}x{}", "{% for a in [1] %}".repeat(1_000), "{% endfor %}".repeat(1_000)),
        ),
        home("a long sum", Verdict::Ends, &format!("{{{{ {}1 }}}}", "1 + ".repeat(20_000))),
        home("many minus signs", Verdict::Ends, &format!("{{{{ {}1 }}}}", "-".repeat(20_000))),
        home("many negations", Verdict::Ends, &format!("{{{{ {}true }}}}", "not ".repeat(20_000))),
        home("a long path", Verdict::Ends, &format!("{{{{ page{} }}}}", ".a".repeat(20_000))),
        home("bytes", Verdict::Ends, "\u{fffd}\0\u{1}{{")
            .file("templates/home.html", vec![0xff, 0xfe, 0x00, 0x7b]),
        home("empty", Verdict::Ends, ""),
        Case::new("another file", Verdict::Ends)
            .file("templates/new.html", "{% extends \"nowhere.html\" %}")
            .others_differ(),
    ]
}

fn statics(_: Scale) -> Vec<Case> {
    let file = |path: &str, bytes: &[u8]| {
        Case::new(path, Verdict::Ends).file(format!("static/{path}"), bytes).others_differ()
    };
    vec![
        file("style.css", b"\xff\xfe"),
        file("style.css", b"a{b:url(../../../secret.txt)}b{c:url("),
        file("style.css", "url(".repeat(100_000).as_bytes()),
        file("favicon.gif", b"\xff\xfe<svg onload='alert(1)'>"),
        file("site.js", b"</script>"),
        file("texts/other-000.html", b"mine"),
        file(".seedbed-manifest", b"mine"),
        file("index.html", b"mine"),
        file("data/passages.jsonl", b"mine"),
        file("..%2fx", b"mine"),
        file("a\nb.txt", b"mine"),
        file("CNAME", b"x.invalid"),
        file("con.txt", b"mine"),
    ]
}
