//! Roles: what a word between backticks is, by the name that stands before or behind it.

/// How words of a role are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Code,
    Emphasis,
    Strong,
    Raised,
    Lowered,
    Formula,
    /// The name of a place of this text, or of another.
    Place,
    Page,
    Pep,
    Rfc,
    Plain,
    Silent,
}

/// Roles of programs' names, without the language they are of.
const CODE: [&str; 68] = [
    "func",
    "function",
    "class",
    "meth",
    "method",
    "mod",
    "module",
    "attr",
    "attribute",
    "data",
    "const",
    "exc",
    "exception",
    "obj",
    "type",
    "member",
    "macro",
    "var",
    "enum",
    "enumerator",
    "struct",
    "union",
    "expr",
    "texpr",
    "file",
    "command",
    "program",
    "option",
    "envvar",
    "keyword",
    "samp",
    "literal",
    "code",
    "token",
    "makevar",
    "mimetype",
    "mailheader",
    "paramref",
    "param",
    "opcode",
    "dir",
    "role",
    "confval",
    "setting",
    "source",
    "src",
    "kbd",
    "regexp",
    "manpage",
    "pdbcmd",
    "event",
    "any",
    "concept",
    "deco",
    "prop",
    "prog",
    "admin",
    "field",
    "lookup",
    "tag",
    "filter",
    "fixture",
    "hook",
    "key",
    "property",
    "pyobj",
    "tt",
    "dist",
];

pub fn shown(role: &str) -> Shown {
    let own = role.rsplit(':').next().unwrap_or(role).to_ascii_lowercase();
    match own.as_str() {
        "emphasis" | "title-reference" | "title" | "t" | "dfn" | "" => Shown::Emphasis,
        "strong" | "guilabel" => Shown::Strong,
        "sup" | "superscript" => Shown::Raised,
        "sub" | "subscript" => Shown::Lowered,
        "math" => Shown::Formula,
        "ref" | "numref" | "std:ref" => Shown::Place,
        "doc" => Shown::Page,
        "pep" => Shown::Pep,
        "rfc" => Shown::Rfc,
        "raw-html" | "raw-latex" | "raw" => Shown::Silent,
        own if CODE.contains(&own) => Shown::Code,
        _ => Shown::Plain,
    }
}

/// ``:name:` `` at the beginning: the name.
pub fn before(words: &str) -> Option<&str> {
    let rest = words.strip_prefix(':')?;
    let end = rest.find(":`")?;
    is_name(&rest[..end]).then(|| &rest[..end])
}

pub fn is_name(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_:.+".contains(&byte);
    !name.is_empty() && name.len() <= 40 && name.bytes().all(fits) && !name.ends_with(':')
}

/// Whether a line has words of a role.
pub fn has_role(words: &str) -> bool {
    words.match_indices(":`").any(|(at, _)| {
        let open = words[..at].rfind(|c: char| !(c.is_ascii_alphanumeric() || "-_:.+".contains(c)));
        let from = open.map_or(0, |open| open + words[open..].chars().next().map_or(1, char::len_utf8));
        words[from..].starts_with(':') && before(&words[from..]).is_some()
    })
}
