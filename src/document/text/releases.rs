//! The releases of a package as Debian's change logs tell of them: `lock (2.1-3) unstable; urgency=medium` heads what was changed.

use super::line::Line;

/// So many releases show what a text is.
const LEAST: usize = 2;

/// Where the lines begin that head releases.
pub fn heads(text: &str, lines: &[Line]) -> Vec<usize> {
    if !text.contains("; urgency=") {
        return Vec::new();
    }
    let heads: Vec<usize> = lines
        .iter()
        .filter(|line| line.indent == 0 && is_head(line.words(text)))
        .map(|line| line.from)
        .collect();
    if heads.len() < LEAST { Vec::new() } else { heads }
}

fn is_head(words: &str) -> bool {
    let Some((release, told)) = words.split_once("; ") else { return false };
    let Some((name, rest)) = release.split_once(" (") else { return false };
    told.starts_with("urgency=") && !name.contains(' ') && rest.contains(") ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::sees;

    #[test]
    fn each_release_of_a_package_heads_what_was_changed() {
        sees(
            "lock (2.1-3) unstable; urgency=medium\n\n  * New upstream release. (Closes: #123456)\n  * debian/control:\n    - Add the gates.\n\n -- Ada Keeper <ada@example.org>  Mon, 15 Mar 2021 10:00:00 +0100\n\nlock (2.0-1) unstable; urgency=low\n\n  * Initial release.\n\n -- Ada Keeper <ada@example.org>  Fri, 12 Feb 2021 10:00:00 +0100\n",
            "heading2: lock (2.1-3) unstable; urgency=medium
            item1: New upstream release. (Closes: #123456)
            item1: debian/control:
            item2: Add the gates.
            paragraph: -- Ada Keeper
            heading2: lock (2.0-1) unstable; urgency=low
            item1: Initial release.
            paragraph: -- Ada Keeper",
        );
    }
}
