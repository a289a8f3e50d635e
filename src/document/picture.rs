//! How large a picture is, as its file says: a page keeps the room for it, and nothing moves when it has come.
//!
//! Read here and not by a crate because photographs are shown as their camera was held, which the usual one for sizes
//! does not look at; SVG would be left to us, too.

/// In the pixels of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub width: u32,
    pub height: u32,
}

/// None where the file does not say, or is none of these kinds.
pub fn size(bytes: &[u8]) -> Option<Size> {
    let (width, height) = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        (big(bytes, 16, 4)?, big(bytes, 20, 4)?)
    } else if bytes.starts_with(b"GIF8") {
        (little(bytes, 6, 2)?, little(bytes, 8, 2)?)
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        jpeg(bytes)?
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        webp(bytes)?
    } else {
        svg(bytes)?
    };
    // What no screen shows is no size.
    let fits = |length: u32| (1..=65_535).contains(&length);
    (fits(width) && fits(height)).then_some(Size { width, height })
}

fn big(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    Some(bytes.get(at..at + count)?.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

fn little(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    Some(bytes.get(at..at + count)?.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

/// Segment by segment up to the frame; a camera that was held upright says so before it.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    let mut is_turned = false;
    loop {
        let marker = *bytes.get(at..at + 2).filter(|marker| marker[0] == 0xff)?.last()?;
        // Bytes to fill a gap, and marks that nothing follows.
        if matches!(marker, 0xff | 0x01 | 0xd0..=0xd8) {
            at += if marker == 0xff { 1 } else { 2 };
            continue;
        }
        let length = big(bytes, at + 2, 2)? as usize;
        match marker {
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let (height, width) = (big(bytes, at + 5, 2)?, big(bytes, at + 7, 2)?);
                return Some(if is_turned { (height, width) } else { (width, height) });
            }
            0xe1 => is_turned |= bytes.get(at + 4..at + 2 + length).and_then(turned).unwrap_or(false),
            0xd9 | 0xda => return None,
            _ => {}
        }
        at += 2 + length;
    }
}

/// Whether what a camera noted of the picture says that it lies on its side.
fn turned(exif: &[u8]) -> Option<bool> {
    const ORIENTATION: u32 = 0x0112;
    let tiff = exif.strip_prefix(b"Exif\0\0")?;
    let number = if tiff.starts_with(b"II") { little } else { big };
    let entries = number(tiff, 4, 4)? as usize;
    let count = number(tiff, entries, 2)? as usize;
    let mut places = (0..count.min(100)).map(|entry| entries + 2 + 12 * entry);
    let place = places.find(|place| number(tiff, *place, 2) == Some(ORIENTATION))?;
    Some((5..=8).contains(&number(tiff, place + 8, 2)?))
}

fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(12..16)? {
        b"VP8X" => Some((little(bytes, 24, 3)? + 1, little(bytes, 27, 3)? + 1)),
        b"VP8L" => {
            let bits = little(bytes, 21, 4)?;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => Some((little(bytes, 26, 2)? & 0x3fff, little(bytes, 28, 2)? & 0x3fff)),
        _ => None,
    }
}

/// A drawing that says only its proportions takes the room that there is.
fn svg(bytes: &[u8]) -> Option<(u32, u32)> {
    // What may stand before the drawing itself, a comment say, is short.
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4_000)]);
    let (_, tag) = head.split_once("<svg")?;
    let (tag, _) = tag.split_once('>')?;
    let length = |name: &str| {
        let mut values = tag.split(name).skip(1).filter_map(|after| after.trim_start().strip_prefix('='));
        let value = values.next()?.trim_start();
        let value = value.strip_prefix(['"', '\''])?.split(['"', '\'']).next()?.trim();
        let length: f64 = value.strip_suffix("px").unwrap_or(value).parse().ok()?;
        (length > 0.0 && length < 65_535.0).then_some(length.round().max(1.0))
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "both are between 1 and 65,535"
    )]
    Some((length(" width")? as u32, length(" height")? as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Option<(u32, u32)> {
        size(bytes).map(|size| (size.width, size.height))
    }

    /// A photograph of 640 by 480 as the camera held it.
    fn photograph(orientation: u8) -> Vec<u8> {
        let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
        let mut jpeg = vec![0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xe1, 0, exif.len() as u8 + 2];
        jpeg.extend(exif);
        jpeg.extend([0xff, 0xff, 0xc4, 0, 3, 0, 0xff, 0xc2, 0, 11, 8, 1, 0xe0, 2, 0x80, 3, 0, 0]);
        jpeg
    }

    #[test]
    fn pictures_say_how_large_they_are() {
        assert_eq!(of(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x03\x20\0\0\x02\x58\x08"), Some((800, 600)));
        assert_eq!(of(b"GIF89a\x10\0\x20\0\xf0"), Some((16, 32)));
        assert_eq!(of(&photograph(1)), Some((640, 480)));
        assert_eq!(of(&photograph(6)), Some((480, 640)));
        assert_eq!(of(b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x1f\x03\0\x57\x02\0"), Some((800, 600)));
        assert_eq!(of(b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x1f\xc3\x95\0"), Some((800, 600)));
        assert_eq!(of(b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x20\x03\x58\x02"), Some((800, 600)));
        let drawing =
            "<?xml version=\"1.0\"?><svg viewBox=\"0 0 8 6\" stroke-width='2' width=\"80px\" height='59.6'>";
        assert_eq!(of(drawing.as_bytes()), Some((80, 60)));
    }

    #[test]
    fn a_file_that_does_not_say_how_large_it_is_says_nothing_else() {
        for bytes in [
            &b""[..],
            b"\x89PNG\r\n\x1a\n\0\0",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\x02\x58\x08",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\0\0\x02\x58\x08",
            b"\xff\xd8\xff\xe1\0\0",
            b"\xff\xd8\xff\xe1\xff\xffExif\0\0II",
            b"\xff\xd8\xff\xda\0\x04\0\0",
            b"RIFF\0\0\0\0WEBPVP8X",
            b"<svg viewBox=\"0 0 8 6\">",
            b"<svg width=\"100%\" height=\"10em\">",
            b"<svg width=\"80\" height=",
            b"%PDF-1.7",
        ] {
            assert_eq!(size(bytes), None, "{bytes:?}");
        }
    }
}
