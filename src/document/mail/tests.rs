//! Mails as programs keep them.

use super::super::markdown::read_text;
use super::super::markdown::tests::{count, passages};

const HEAD: &str = "Return-Path: <ada@example.org>\nReceived: from a.example.org\n\tby b.example.net; Tue, 2 Mar 2021 10:00:00 +0000\nFrom: =?utf-8?Q?Ada_K=C3=A4per?= <ada@example.org>\nTo: Bo <bo@example.net>\nSubject: =?utf-8?B?VGhlIGdhdGVz?=\n =?utf-8?Q?_of_the_river_=E2=80=93_again?=\nDate: Tue, 2 Mar 2021 10:00:00 +0000\nMIME-Version: 1.0\n";

#[test]
fn a_mail_of_two_parts_is_read_as_it_was_written() {
    let body = "Content-Type: multipart/alternative; boundary=\"0001\"\n\n--0001\nContent-Type: text/plain; charset=\"UTF-8\"\nContent-Transfer-Encoding: quoted-printable\n\nDear Bo,\n\nthe gates were built in the year of the flood, when the old ones had been c=\narried away by the ice =E2=80=93 nobody knows by whom. They cost 100 =E2=82=\n=AC in the end.\n\n--0001\nContent-Type: text/html; charset=\"UTF-8\"\n\n<div>Dear Bo, <b>the gates</b></div>\n\n--0001--\n";
    let text = format!("{HEAD}{body}");
    let (recovery, _) = read_text("a.txt", &text);
    assert_eq!(
        passages(&recovery.parsed),
        "heading1 \"The gates of the river – again\"\nparagraph0 \"Dear Bo,\"\nparagraph0 \"the gates were built in the year of the flood, when the old ones had been carried away by the ice – nobody knows by whom. They cost 100 € in the end.\"\n"
    );
    assert_eq!(recovery.parsed.found.authors, ["Ada Käper"]);
    let own = &recovery.parsed.passages[2].source;
    assert!(text[own.clone()].starts_with("the gates") && text[own.clone()].contains("=E2=80=93"));
    let lines: Vec<usize> =
        recovery.decisions.iter().filter(|one| one.passage.is_some()).map(|one| one.line).collect();
    assert_eq!(lines, [6, 16, 18]);
}

#[test]
fn attachments_are_set_apart_and_base64_is_read() {
    let body = "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: base64\n\nRGllIFNjaGxldXNlIGlzdCBo\n/GJzY2ggdW5kIGFsdC4=\n--b\nContent-Type: image/png; name=\"gate.png\"\nContent-Transfer-Encoding: base64\n\niVBORw0KGgoAAAANSUhEUgAAAAEAAAAB\n--b--\n";
    let text = format!("{HEAD}{body}");
    let parsed = read_text("a.txt", &text).0.parsed;
    assert_eq!(
        passages(&parsed),
        "heading1 \"The gates of the river – again\"\nparagraph0 \"Die Schleuse ist hübsch und alt.\"\n"
    );
    assert!(parsed.removed.iter().any(|one| one.text.contains("iVBORw0KGgo")));
}

#[test]
fn other_texts_are_left_alone() {
    for text in [
        "Content-Type is a key.\n\nSo is =?utf-8?Q?a?= a word.\n",
        "From: a\nTo: b\n\nx =3D y\n",
        "a = b\n\nb=20c\n",
    ] {
        assert!(super::read("a.txt", text).is_none(), "{text}");
    }
}

/// Pieces of mails, and of what is none.
const PIECES: &[&str] = &[
    "--b\n",
    "--b--\n",
    "Content-Type: text/plain; charset=utf-8\n",
    "Content-Type: text/html\n",
    "Content-Type: image/png\n",
    "Content-Type: multipart/alternative; boundary=b\n",
    "Content-Transfer-Encoding: quoted-printable\n",
    "Content-Transfer-Encoding: base64\n",
    "\n",
    "\n",
    "words =C3=A4 and =E2=82=\n=AC more=\n of it\n",
    "=",
    "=3",
    "=\n",
    "RGllIFNjaGxl\n",
    "From a@b.c Tue Mar  2 10:00:00 2021\nFrom: a@b.c\nDate: 2 Mar 2021\nSubject: so\n",
    "é中",
    "=?utf-8?Q?=C3=A4?= =?x?B?YWJj?=\n",
    "> said\n",
];

proptest::proptest! {
    /// Every letter is in a passage or among what is said to be removed.
    #[test]
    fn no_word_is_lost(picked in proptest::collection::vec(proptest::sample::select(PIECES), 0..40), first in 0..3usize) {
        let kind = ["Content-Type: multipart/mixed; boundary=b\n", "Content-Transfer-Encoding: quoted-printable\n", ""][first];
        let text = format!("{HEAD}{kind}\n{}", picked.concat());
        let parsed = read_text("a.txt", &text).0.parsed;
        let mut counts = std::collections::BTreeMap::new();
        count(&text, &mut counts, 1);
        for passage in &parsed.passages {
            count(&passage.text, &mut counts, -1);
            proptest::prop_assert!(text.get(passage.source.clone()).is_some());
        }
        for one in &parsed.removed {
            count(&one.text, &mut counts, -1);
            proptest::prop_assert!(text.get(one.source.clone()).is_some());
        }
        let lost: Vec<_> = counts.iter().filter(|(_, missing)| **missing > 0).collect();
        proptest::prop_assert!(lost.is_empty(), "{lost:?} of {text:?} are lost: {parsed:#?}");
    }
}
