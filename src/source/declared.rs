//! The encoding that a web page declares for itself.

use super::decode::normal;
use encoding_rs::Encoding;

/// Pages declare their encoding within so many bytes.
const DECLARED_WITHIN: usize = 4096;

/// The encoding that a page declares: in `<meta charset=…>`, `<meta content="…; charset=…">` or `<?xml encoding=…?>`.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_WITHIN)]).to_ascii_lowercase();
    let tags = head.match_indices('<').map(|(at, _)| head[at..].split('>').next().unwrap_or(""));
    tags.filter_map(|tag| {
        let key = if tag.starts_with("<meta") {
            "charset"
        } else if tag.starts_with("<?xml") {
            "encoding"
        } else {
            return None;
        };
        let value = tag.split_once(key)?.1.trim_start().strip_prefix('=')?;
        let value = value.trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'');
        let label = value.split(|c: char| c.is_whitespace() || "\"';/?".contains(c)).next()?;
        encoding_rs::Encoding::for_label(label.as_bytes())
    })
    .next()
}

/// The text of a page in the encoding that it declares, and what is wrong with it. None if the page
/// declares none, or is in UTF-8 whatever it declares: letters of UTF-8 are hardly ever valid by
/// chance, and a page that was converted may still declare what it was.
pub fn decode(bytes: &[u8]) -> Option<(String, Option<String>)> {
    let declared = declared(bytes).filter(|declared| *declared != encoding_rs::UTF_8)?;
    let is_marked = Encoding::for_bom(bytes).is_some();
    if is_marked || (declared != encoding_rs::ISO_2022_JP && std::str::from_utf8(bytes).is_ok()) {
        return None;
    }
    let (text, broken) = declared.decode_without_bom_handling(bytes);
    let problem = broken.then(|| {
        format!(
            "this page declares {}, but not all of it is valid; broken letters are shown as \u{fffd}",
            declared.name()
        )
    });
    Some((normal(&text), problem))
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn pages_declare_their_encoding() {
        let read = |page: &[u8]| decode(page).expect("it declares one");
        let (text, problem) = read(b"<meta charset=koi8-r><p>\xed\xc9\xd2");
        assert_eq!((text.as_str(), problem), ("<meta charset=koi8-r><p>\u{41c}\u{438}\u{440}", None));
        let japanese = read(b"<meta http-equiv=Content-Type content='text/html; charset=shift_jis'>\x93\xfa");
        assert!(japanese.0.ends_with('\u{65e5}'));
        assert!(read(b"<?xml version='1.0' encoding=\"iso-8859-2\"?>\xb1").0.ends_with('\u{105}'));
        assert!(read(b"<meta charset=euc-jp>\xff\xff").1.is_some(), "not all of it is valid");
    }

    #[test]
    fn a_page_in_utf_8_is_that_whatever_it_declares() {
        assert_eq!(decode("<meta charset=iso-8859-1>é".as_bytes()), None);
        assert_eq!(decode(b"<p>no word of it"), None);
    }
}
