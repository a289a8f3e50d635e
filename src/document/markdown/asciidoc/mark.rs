//! What AsciiDoc is known by, and what opens its blocks.

use super::Line;

/// Signs without one of which no text is AsciiDoc: most texts are done with here.
pub fn may_be(text: &str) -> bool {
    const SIGNS: [&str; 7] = ["\n== ", "::\n", ":: ", "[[", "\n[", "::", "\n|==="];
    (text.starts_with("= ") || text.contains("\n= ") || text.contains("\n=="))
        || SIGNS.iter().any(|sign| text.contains(sign)) && text.contains("\n--")
}

/// Kinds of signs: those that nothing else writes count two, those that something else may write one.
pub fn is_asciidoc(text: &str, lines: &[Line]) -> bool {
    let words = |at: usize| lines.get(at).map_or("", |line| &text[line.clone()]);
    let mut strong = [false; 8];
    let mut weak = [false; 6];
    let (mut titles, mut others, mut attached) = (0, 0, 0);
    for at in 0..lines.len() {
        let line = words(at);
        let above = at.checked_sub(1).map_or("", words);
        match line.as_bytes().first() {
            Some(b'=') => match section(line) {
                // MediaWiki closes its titles.
                Some((_, title)) if title.ends_with('=') => others += 1,
                Some(_) => titles += 1,
                None => weak[0] |= line.len() >= 4 && line.bytes().all(|byte| byte == b'='),
            },
            Some(b'[') => strong[1] |= attributes(line).is_some_and(is_known_style),
            Some(b'|') => {
                strong[2] |= line.starts_with("|===") && line.bytes().skip(1).all(|byte| byte == b'=')
            }
            Some(b':') => weak[1] |= attribute(line).is_some_and(|(name, _)| is_plain_name(name)),
            Some(b'.') => {
                others += usize::from(line.starts_with(".. ") && line.contains("::"));
                weak[2] |= above.is_empty() && block_title(line).is_some() && fence(words(at + 1)).is_some();
            }
            Some(b'-') => {
                weak[3] |= fence(line) == Some('-') && (attributes(above).is_some() || above == "+")
            }
            Some(b'+') => attached += usize::from(line == "+" && !above.is_empty()),
            Some(b'#') => others += usize::from(line.starts_with("#+")),
            _ => {}
        }
        weak[5] |= term(line).is_some();
        strong[3] |= block_macro(line).is_some();
        strong[4] |= line.contains('[')
            && ["link:", "xref:", "image:", "footnote:[", "kbd:["]
                .iter()
                .any(|name| line.find(name).is_some_and(|at| is_macro(&line[at..])));
        strong[5] |= line.contains("<<") && line.find(">>").is_some_and(|end| is_reference(&line[..end]));
        strong[6] |= ["NOTE: ", "TIP: ", "WARNING: ", "CAUTION: ", "IMPORTANT: "]
            .iter()
            .any(|label| above.is_empty() && line.starts_with(label) && titles > 0);
    }
    strong[0] = titles > 0;
    weak[4] = attached == 1;
    strong[7] = attached > 1;
    let count = |signs: &[bool]| signs.iter().filter(|sign| **sign).count();
    let (strong, weak) = (count(&strong), count(&weak));
    others <= titles / 4 && strong >= 1 && strong * 2 + weak >= 3
}

/// `link:` and an address, and words in brackets behind it.
fn is_macro(words: &str) -> bool {
    let target = words.split(char::is_whitespace).next().unwrap_or("");
    target.contains('[') && words.contains(']')
}

/// Whether words end in `<<name` or `<<name,words`, as a reference begins.
fn is_reference(words: &str) -> bool {
    words.rfind("<<").is_some_and(|at| {
        let name = words[at + 2..].split(',').next().unwrap_or("");
        name.len() >= 2 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-#.:".contains(&byte))
    })
}

fn is_plain_name(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_!".contains(&byte))
}

fn is_known_style(inner: &str) -> bool {
    const STYLES: [&str; 26] = [
        "source",
        "listing",
        "literal",
        "verse",
        "quote",
        "NOTE",
        "TIP",
        "WARNING",
        "CAUTION",
        "IMPORTANT",
        "abstract",
        "appendix",
        "preface",
        "glossary",
        "horizontal",
        "qanda",
        "bibliography",
        "discrete",
        "float",
        "example",
        "sidebar",
        "colophon",
        "dedication",
        "stem",
        "subs",
        "cols",
    ];
    let style = inner.split([',', '%', '.', '#', '=']).next().unwrap_or("").trim();
    STYLES.contains(&style)
        || inner.starts_with(['%', '#'])
        || inner.starts_with('[') && inner.ends_with(']')
        || ["role=", "options=", "cols=", "width="].iter().any(|key| inner.starts_with(key))
}

/// `=== Title`: how many signs, and the title.
pub fn section(line: &str) -> Option<(u8, &str)> {
    let sign = line.bytes().next().filter(|sign| matches!(sign, b'=' | b'#'))?;
    let count = line.bytes().take_while(|byte| *byte == sign).count();
    let title = line[count..].strip_prefix([' ', '\t'])?.trim_start();
    let level = u8::try_from(count).ok().filter(|level| *level <= 6)?;
    (!title.is_empty()).then_some((level, title))
}

/// What stands between the brackets of a line of attributes.
pub fn attributes(line: &str) -> Option<&str> {
    let inner = line.strip_prefix('[')?.strip_suffix(']')?;
    let opens = inner.starts_with(|c: char| c.is_alphabetic() || "[%#.,\"'_".contains(c));
    (opens
        && !inner.contains("](")
        && (inner.starts_with('[') || !inner.contains(['[', ']']))
        && !inner.starts_with("^"))
    .then_some(inner)
}

/// `:name: value`.
pub fn attribute(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.strip_prefix(':')?.split_once(':')?;
    let named =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_!".contains(&byte));
    (named && (value.is_empty() || value.starts_with(' '))).then_some((name, value.trim()))
}

/// `.The title of a block`.
pub fn block_title(line: &str) -> Option<&str> {
    let title = line.strip_prefix('.')?;
    title.starts_with(|c: char| !c.is_whitespace() && c != '.').then_some(title)
}

/// `image::gate.png[A gate]`: its name, what it takes, and what stands in its brackets.
pub fn block_macro(line: &str) -> Option<(&str, &str, &str)> {
    const NAMES: [&str; 9] =
        ["image", "include", "toc", "video", "audio", "ifdef", "ifndef", "ifeval", "endif"];
    let (name, rest) = line.split_once("::")?;
    let (target, inner) = rest.strip_suffix(']')?.split_once('[')?;
    (NAMES.contains(&name) && !target.contains(' ')).then_some((name, target, inner))
}

/// `term::`, `term:: what it is`: the term, the sign, and what follows.
pub fn term(line: &str) -> Option<(&str, &str, &str)> {
    let trimmed = line.trim_start();
    let found = trimmed.match_indices([':', ';']).find_map(|(at, _)| {
        let rest = &trimmed[at..];
        let count = rest.bytes().take_while(|byte| *byte == rest.as_bytes()[0]).count();
        let sign = &rest[..count];
        let known = matches!(sign, "::" | ":::" | "::::" | ";;");
        let ends = rest[count..].is_empty() || rest[count..].starts_with([' ', '\t']);
        let begun = trimmed[..at].ends_with([':', ';']);
        (known && ends && !begun).then_some((at, count))
    });
    let (at, count) = found.filter(|(at, _)| *at > 0)?;
    let (term, rest) = trimmed.split_at(at);
    (!term.ends_with(char::is_whitespace) && term.len() <= 300)
        .then(|| (term, &rest[..count], rest[count..].trim()))
}

/// The sign of a line that opens and closes a block.
pub fn fence(line: &str) -> Option<char> {
    if line == "--" {
        return Some('o');
    }
    if matches!(line, "|===" | ",===" | ":===" | "!===") {
        return Some('|');
    }
    let sign = line.chars().next().filter(|sign| "-.=*_+/`".contains(*sign))?;
    let least = if sign == '`' { 3 } else { 4 };
    let whole = if sign == '`' {
        line.starts_with("```") && !line[3..].contains('`')
    } else {
        line.chars().all(|c| c == sign)
    };
    (whole && line.len() >= least).then_some(sign)
}

/// Strokes under a title in two lines, outermost first.
const STROKES: [u8; 5] = *b"=-~^+";

/// The level of a title that the next line underlines, within two signs of its width.
pub fn underlined(line: &str, next: &str) -> Option<u8> {
    let sign = *next.as_bytes().first()?;
    let level = STROKES.iter().position(|stroke| *stroke == sign)?;
    let width = line.chars().count();
    let fits = next.len() >= 3 && next.bytes().all(|byte| byte == sign) && width.abs_diff(next.len()) <= 2;
    let titled = line.starts_with(|c: char| !c.is_whitespace() && !"[.:*".contains(c))
        && line.chars().any(char::is_alphanumeric);
    (fits && titled).then(|| u8::try_from(level + 1).unwrap_or(1))
}
