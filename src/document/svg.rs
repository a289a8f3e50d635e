//! Whether a drawing in SVG is nothing but a drawing.
//!
//! A picture in a page runs no script, but who opens the file itself is in the site, and a script in
//! it would be the site's own. So a drawing is published only if it is XML of the plainest sort and
//! nothing in it runs, fetches, leads elsewhere or is HTML. When in doubt, it is left out.

/// What runs, or holds what runs.
const ACTIVE: [&str; 4] = ["script", "foreignobject", "handler", "listener"];
/// Pictures within the file itself; other data could be a drawing or a page again.
const INLINE: [&str; 5] =
    ["data:image/png", "data:image/jpeg", "data:image/jpg", "data:image/gif", "data:image/webp"];

const NOT_XML: &str = "is not well-formed XML";
const RUNS: &str = "holds a script";
const FETCHES: &str = "asks for other files";
const LEADS: &str = "leads to other places";

type Found = Result<(), &'static str>;

/// What is wrong with it, in words that follow "this drawing"; nothing if nothing is.
pub fn danger(bytes: &[u8]) -> Option<&'static str> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Some("is not in UTF-8") };
    read(text.trim_start_matches('\u{feff}')).err()
}

fn read(text: &str) -> Found {
    let mut rest = text;
    // The words of a style sheet, while one is open.
    let mut style: Option<String> = None;
    while let Some((words, markup)) = rest.split_once('<') {
        if let Some(style) = &mut style {
            style.push_str(&resolved(words));
        }
        if let Some(after) = markup.strip_prefix("!--") {
            rest = behind(after, "-->")?.1;
        } else if let Some(after) = markup.strip_prefix("![CDATA[") {
            let (words, after) = behind(after, "]]>")?;
            if let Some(style) = &mut style {
                style.push_str(words);
            }
            rest = after;
        } else if let Some(after) = markup.strip_prefix('?') {
            let (instruction, after) = behind(after, "?>")?;
            declaration(instruction)?;
            rest = after;
        } else if let Some(after) = markup.strip_prefix('!') {
            let (kind, after) = behind(after, ">")?;
            if kind.contains('[') || kind.to_ascii_lowercase().contains("xhtml") {
                return Err("defines what its words mean");
            }
            rest = after;
        } else if let Some(after) = markup.strip_prefix('/') {
            if let Some(style) = style.take() {
                sheet(&style)?;
            }
            rest = behind(after, ">")?.1;
        } else {
            let (is_style, after) = element(markup)?;
            if style.is_some() {
                return Err(NOT_XML);
            }
            style = is_style.then(String::new);
            rest = after;
        }
    }
    if style.is_some() { Err(NOT_XML) } else { Ok(()) }
}

fn behind<'t>(text: &'t str, end: &str) -> Result<(&'t str, &'t str), &'static str> {
    text.split_once(end).ok_or(NOT_XML)
}

/// Of all instructions only `<?xml ...?>` may be there: some load style sheets that run. Elsewhere than at
/// the start it makes the file no XML, and no browser draws it.
fn declaration(instruction: &str) -> Found {
    let Some(rest) = instruction.strip_prefix("xml").filter(|rest| rest.starts_with([' ', '\t', '\n']))
    else {
        return Err("holds instructions to programs");
    };
    let encoding = rest.split_once("encoding").map_or("", |(_, value)| value);
    let encoding = encoding.trim_start_matches([' ', '=', '\t', '\n', '"', '\'']).to_ascii_lowercase();
    let known = encoding.is_empty() || encoding.starts_with("utf-8") || encoding.starts_with("us-ascii");
    if known { Ok(()) } else { Err("is not in UTF-8") }
}

/// Reads a start tag behind its `<`; tells whether a style sheet opens, and what follows.
fn element(markup: &str) -> Result<(bool, &str), &'static str> {
    let end = markup.find(|c: char| c.is_whitespace() || c == '/' || c == '>').ok_or(NOT_XML)?;
    let name = local(&markup[..end]);
    if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c)) {
        return Err(NOT_XML);
    }
    if ACTIVE.contains(&name.as_str()) {
        return Err(RUNS);
    }
    let mut rest = markup[end..].trim_start();
    loop {
        if let Some(after) = rest.strip_prefix('>') {
            return Ok((name == "style", after));
        }
        if let Some(after) = rest.strip_prefix("/>") {
            return Ok((false, after));
        }
        let (key, after) = rest.split_once('=').ok_or(NOT_XML)?;
        let key = key.trim();
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\'')).ok_or(NOT_XML)?;
        let (value, after) = after[1..].split_once(quote).ok_or(NOT_XML)?;
        if key.is_empty()
            || key.contains(|c: char| c.is_whitespace() || "<>\"'/&".contains(c))
            || value.contains('<')
        {
            return Err(NOT_XML);
        }
        attribute(key, resolved(value).trim())?;
        rest = after.trim_start();
    }
}

fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase()
}

fn attribute(key: &str, value: &str) -> Found {
    let (key, name) = (key.to_ascii_lowercase(), local(key));
    let lower = value.to_ascii_lowercase();
    if key == "xmlns" || key.starts_with("xmlns:") {
        return if lower.contains("xhtml") || lower.contains("xml-events") {
            Err("holds HTML")
        } else {
            Ok(())
        };
    }
    // An animation may set an attribute later on.
    let set = local(&lower);
    if name.starts_with("on") || (name == "attributename" && set.starts_with("on")) {
        return Err(RUNS);
    }
    if key == "xml:base" || (name == "attributename" && set == "href") {
        return Err(LEADS);
    }
    if matches!(name.as_str(), "href" | "src") {
        let is_own =
            value.is_empty() || value.starts_with('#') || INLINE.iter().any(|kind| lower.starts_with(kind));
        return if is_own { Ok(()) } else { Err(LEADS) };
    }
    sheet(&lower)
}

/// Rules of style that fetch nothing. An escape may hide what would.
fn sheet(css: &str) -> Found {
    let css = css.to_ascii_lowercase();
    let fetches = ["@import", "image-set", "image(", "src(", "expression(", "javascript:"];
    if css.contains('\\') || fetches.iter().any(|word| css.contains(word)) {
        return Err(FETCHES);
    }
    let foreign = |address: &str| {
        let address = address.trim_start_matches([' ', '\t', '\n', '\r', '"', '\'']);
        !address.starts_with('#') && !INLINE.iter().any(|kind| address.starts_with(kind))
    };
    if css.split("url(").skip(1).any(foreign) { Err(FETCHES) } else { Ok(()) }
}

/// References to characters replaced by the characters.
fn resolved(words: &str) -> String {
    let mut parts = words.split('&');
    let mut text = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let (name, after) = part.split_once(';').unwrap_or(("", part));
        let code = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        });
        let named = match name {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => None,
        };
        text.extend(code.and_then(char::from_u32).or(named));
        text.push_str(after);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::danger;

    /// A drawing with this in it.
    fn with(part: &str) -> Option<&'static str> {
        danger(format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox='0 0 9 9'>{part}</svg>").as_bytes())
    }

    #[test]
    fn a_plain_drawing_is_one() {
        for part in [
            "<path d='M0 0h9'/>",
            "<style>a{fill:url(#g)}</style><rect style=\"fill:url('#g');stroke:red\"/>",
            "<style><![CDATA[ a > b { fill: red } ]]></style>",
            "<use href='#a'/><a xlink:href=\"#b\"><text>R&amp;D, on time</text></a>",
            "<image href='data:image/png;base64,AAAA'/>",
            "<animate attributeName='r' values='1;2'/>",
            "<metadata><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></metadata>",
        ] {
            assert_eq!(with(part), None, "{part}");
        }
        let exported = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n<!-- by hand --><svg xmlns='http://www.w3.org/2000/svg'/>\n";
        assert_eq!(danger(exported.as_bytes()), None);
    }

    #[test]
    fn what_runs_or_fetches_is_none() {
        for part in [
            "<script/>",
            "<s:ScRipt xmlns:s='http://www.w3.org/2000/svg'/>",
            "<g onload='x'/>",
            "<g\nonload = 'x'/>",
            "<g ev:onload='x'/>",
            "<g a='>' onload='x'/>",
            "<a href='java&#115;cript:x'/>",
            "<a href=' &#9;javascript:x'/>",
            "<x xmlns='http://www.w3.org/1999/xht&#109;l'/>",
            "<style>a{b:u&#114;l(//x)}</style>",
            "<style><![CDATA[@import 'x']]></style>",
            "<style>@im</style><style><!-- --></style><style>a{b:\\75rl(x)}</style>",
            "<set attributeName='xlink:href' to='javascript:x'/>",
            "<g fill='url( \"//x\" )'/>",
            "<g onload=x/>",
            "<g <script/>",
            "<![CDATA[ <script> ",
        ] {
            assert!(with(part).is_some(), "{part}");
        }
        assert!(danger(b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>").is_some());
        assert!(danger(b"<?xml-stylesheet href='x'?><svg/>").is_some());
        assert!(danger(b"<svg/>\xff").is_some());
    }
}
