//! What a text says of itself before it begins: lines of `Key: value`, as mails, e-texts and lists
//! of frequent questions have them. They are metadata of the page and no part of what is read.

use super::framed::Framed;
use super::furniture::Apart;
use super::line::Line;
use super::source;
use crate::document::Found;
use std::ops::Range;

mod keys;
use keys::{Key, keyed};

/// What the heads of a text told.
#[derive(Default)]
pub struct Told {
    pub found: Found,
    /// Where the line begins that the text itself calls its title.
    pub title: Option<usize>,
    /// Where lines begin that it calls headings.
    pub declared: Vec<usize>,
    /// How deep its contents list them, where numbers say so.
    pub depths: Vec<(usize, u8)>,
    /// The names of those who wrote its messages, word by word.
    pub senders: Vec<String>,
    /// Heads in a frame, by where they begin.
    pub framed: Vec<(usize, Framed)>,
}

/// Reads a line that stands by itself under a title: `Author: A. Writer`, `Published: 12 May 1921`.
pub fn line(words: &str, found: &mut Found) -> bool {
    match keyed(words) {
        Some((key @ (Key::Author | Key::Date | Key::Source), _, value)) => take(key, value, found),
        _ => false,
    }
}

/// Takes a value, if it can be what its key says. A wrong value is worse than none.
fn take(key: Key, value: &str, found: &mut Found) -> bool {
    match key {
        Key::Author => {
            let names = authors(value);
            let any = !names.is_empty();
            if found.authors.is_empty() {
                found.authors = names;
            }
            any
        }
        Key::Date => {
            let dated = value.chars().any(|c| c.is_ascii_digit()) && value.chars().count() <= 60;
            if dated {
                found.date.get_or_insert_with(|| value.to_owned());
            }
            dated
        }
        Key::Source => source::address(value).map(|url| found.source.get_or_insert(url)).is_some(),
        Key::Language => language(value).map(|code| found.language.get_or_insert(code)).is_some(),
        Key::Description => {
            found.description.get_or_insert_with(|| value.to_owned());
            true
        }
        Key::Title | Key::Other => true,
    }
}

/// The names in `Ada Lovelace <ada@example.org>`, `a@b.example (A. Writer)`, `A. Writer and B. Author`.
pub fn authors(value: &str) -> Vec<String> {
    let name = |part: &str| {
        let part = match (part.split_once('<'), part.split_once('(')) {
            (Some((name, _)), _) if !name.trim().is_empty() => name,
            (_, Some((address, name))) if address.contains('@') => name.trim_end_matches(')'),
            _ => part,
        };
        let name = part.trim().trim_matches(['"', '\'']).trim();
        let plausible = name.chars().any(char::is_alphabetic)
            && !name.contains(['@', '<', ':'])
            && name.chars().count() <= 60;
        (plausible && name.split(' ').count() <= 6).then(|| name.to_owned())
    };
    let parts = value.split(';').flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" & "));
    parts.map(name).collect::<Option<Vec<_>>>().unwrap_or_default()
}

fn language(value: &str) -> Option<String> {
    const NAMES: [(&str, &str); 22] = [
        ("english", "en"),
        ("german", "de"),
        ("deutsch", "de"),
        ("french", "fr"),
        ("français", "fr"),
        ("spanish", "es"),
        ("español", "es"),
        ("italian", "it"),
        ("italiano", "it"),
        ("portuguese", "pt"),
        ("russian", "ru"),
        ("русский", "ru"),
        ("dutch", "nl"),
        ("latin", "la"),
        ("greek", "el"),
        ("polish", "pl"),
        ("swedish", "sv"),
        ("finnish", "fi"),
        ("chinese", "zh"),
        ("中文", "zh"),
        ("japanese", "ja"),
        ("日本語", "ja"),
    ];
    let lower = value.to_lowercase();
    let named = NAMES.iter().find(|(name, _)| *name == lower).map(|(_, code)| (*code).to_owned());
    let code = (2..=3).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_lowercase());
    named.or(code.then(|| value.to_owned()))
}

/// One head: its lines, the one that names the text, and what the others say.
struct Head {
    lines: Range<usize>,
    title: Option<(usize, usize)>,
    found: Found,
    /// The lines that say who wrote it and when: of one message among several, they are shown.
    shown: Vec<usize>,
}

/// Reads the heads of a text, takes their lines away and says what they told.
pub fn read(text: &str, lines: &mut Vec<Line>, removed: &mut Vec<Apart>) -> Told {
    let messages = messages(text, lines);
    unfold(text, lines, &messages);
    let heads = heads(text, lines);
    let mut told = Told { senders: senders(text, lines, &messages), ..Told::default() };
    let single = heads.len() == 1;
    for head in heads {
        let shown = if single { Vec::new() } else { head.shown.clone() };
        for at in head.lines.clone().filter(|at| !shown.contains(at)) {
            let line = &mut lines[at];
            let title = head.title.filter(|(place, _)| *place == at);
            let end = title.map_or(line.to, |(_, label)| line.from + label);
            if line.is_blank() {
                continue;
            }
            let source = line.from..end;
            let said = text[source.clone()].trim_end();
            let source = source.start..source.start + said.len();
            removed.push(Apart::metadata(said, source, "keys and values over the text", 0.9));
            line.indent = 0;
            line.reword(text, end..line.to);
            match title {
                Some(_) if single => told.title = Some(line.from),
                Some(_) => told.declared.push(line.from),
                None => {}
            }
        }
        if single {
            told.found = head.found;
        } else {
            lead_with(lines, &head, &shown);
        }
    }
    told
}

/// Of one message among several, the subject is the heading, and who wrote it and when stand under it.
fn lead_with(lines: &mut [Line], head: &Head, shown: &[usize]) {
    let kept: Vec<Line> =
        head.title.iter().map(|(at, _)| *at).chain(shown.iter().copied()).map(|at| lines[at]).collect();
    let own = &mut lines[head.lines.clone()];
    for line in own.iter_mut() {
        (line.to, line.width) = (line.from, 0);
    }
    // A blank line between each of them: `heads` saw to it that there is room.
    for (place, line) in kept.into_iter().enumerate() {
        own[place * 2] = line;
    }
}

/// The words with which the head of a message begins.
const SENDERS: [&str; 4] = ["From:", "Von:", "De :", "От:"];

/// Where the heads of messages begin, in a thread that was copied into one file: `From:` and at least
/// two keys more, or one if the sender has an address.
fn messages(text: &str, lines: &[Line]) -> Vec<usize> {
    let opens = |at: &usize| {
        let line = &lines[*at];
        if !line.words(text).starts_with(['F', 'V', 'D', 'О']) {
            return false;
        }
        // A mailbox parts its messages by lines of its own; others have a blank one or strokes over them.
        let before = at.checked_sub(1).map_or("", |before| lines[before].words(text));
        let parted = before.is_empty() || before.starts_with(['-', '_', '*']);
        parted
            && line.quote == 0
            && SENDERS.iter().any(|sender| line.words(text).starts_with(sender))
            && {
                let own =
                    lines[*at..].iter().take(MOST).take_while(|line| !line.is_blank() && line.quote == 0);
                let plain = own.clone().all(|line| line.indent > 0 || keyed(line.words(text)).is_some());
                if !plain {
                    return false;
                }
                let known = own.clone().filter(|line| keyed(line.words(text)).is_some()).count();
                let dated = own.clone().any(|line| {
                matches!(keyed(line.words(text)), Some((Key::Date | Key::Title, _, value)) if !value.is_empty())
            });
                let addressed = line.words(text).contains('@');
                dated && known >= if addressed { 2 } else { 3 }
            }
    };
    (0..lines.len()).filter(opens).collect()
}

/// Makes one line of each line of a head and those that go on with it, set in, and marks the heads of
/// all messages but the first as such.
fn unfold(text: &str, lines: &mut Vec<Line>, messages: &[usize]) {
    if messages.is_empty() {
        return;
    }
    let first = lines.iter().position(|line| !line.is_blank());
    let mut kept: Vec<Line> = Vec::with_capacity(lines.len());
    let mut inside = false;
    for (at, line) in lines.iter().enumerate() {
        let opens = messages.binary_search(&at).is_ok();
        inside = opens || inside && !line.is_blank();
        let folded = inside && !opens && line.indent > 0;
        // What was set apart between them is no part of the head.
        let adjoins = |before: &Line| text[before.to..line.start].trim().is_empty();
        match kept.last_mut().filter(|before| folded && adjoins(before)) {
            Some(before) => {
                before.reword(text, before.from..line.to);
            }
            None => kept
                .push(Line { head: inside && first.is_none_or(|first| !is_of(lines, first, at)), ..*line }),
        }
    }
    *lines = kept;
}

/// Whether a line stands in the part without blank lines that begins at the first.
fn is_of(lines: &[Line], first: usize, at: usize) -> bool {
    at < first + MOST && lines[first..=at].iter().all(|line| !line.is_blank())
}

/// The names of the senders, word by word, as people sign with them.
fn senders(text: &str, lines: &[Line], messages: &[usize]) -> Vec<String> {
    if messages.is_empty() {
        return Vec::new();
    }
    let mut senders: Vec<String> = lines
        .iter()
        .map(|line| line.words(text))
        .filter(|words| SENDERS.iter().any(|sender| words.starts_with(sender)))
        .filter_map(|words| keyed(words).map(|(_, _, value)| authors(value)))
        .flatten()
        .flat_map(|name| name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>())
        .collect();
    senders.sort_unstable();
    senders.dedup();
    senders
}

/// No head is longer.
const MOST: usize = 80;

/// The head at the beginning, and those of further messages in one file.
fn heads(text: &str, lines: &[Line]) -> Vec<Head> {
    let mut heads = Vec::new();
    let Some(first) = lines.iter().position(|line| !line.is_blank()) else { return heads };
    heads.extend(head(text, lines, first));
    if !lines[first].words(text).starts_with("From ") {
        return heads;
    }
    for at in first + 1..lines.len() {
        if lines[at - 1].is_blank() && lines[at].words(text).starts_with("From ") {
            heads.extend(head(text, lines, at));
        }
    }
    heads
}

/// The head that begins at a line: nothing but keys, two of them well known, and what goes on with them.
fn head(text: &str, lines: &[Line], first: usize) -> Option<Head> {
    let envelope = usize::from(is_envelope(lines[first].words(text)));
    let count =
        lines[first..].iter().take(MOST).take_while(|line| !line.is_blank() && line.quote == 0).count();
    let mut head =
        Head { lines: first..first + count, title: None, found: Found::default(), shown: Vec::new() };
    let (mut known, mut others) = (0, 0);
    for (at, line) in lines.iter().enumerate().take(first + count).skip(first + envelope) {
        let words = line.words(text);
        match keyed(words) {
            Some((Key::Title, label, value)) if head.title.is_none() && !value.is_empty() => {
                head.title = Some((at, label + replies(value)));
                known += 1;
            }
            Some((key, _, value)) => {
                known += 1;
                take(key, value, &mut head.found);
                let room = head.shown.len() * 2 + 3 <= count;
                if matches!(key, Key::Author | Key::Date) && room {
                    head.shown.push(at);
                }
            }
            // A value that goes on is set in under its key; its own line was cut short.
            None if line.indent > 0 && at > first + envelope => {}
            None if is_field(words) => others += 1,
            None => return None,
        }
    }
    // A title that runs over two lines is not cut in two: it stays as it stands.
    let whole = head
        .title
        .is_none_or(|(at, _)| lines.get(at + 1).is_none_or(|next| next.is_blank() || next.indent == 0));
    let ends = lines.get(first + count).is_none_or(Line::is_blank);
    // Among many keys of a mail or a posting there may be some that only its programs know.
    let fields = others == 0 || known >= 5 && others <= known && head.title.is_some();
    (known >= 2 && fields && ends && whole).then_some(head)
}

/// `Xref: host group:8718`: a word that a program may write as a key.
fn is_field(words: &str) -> bool {
    let key = words.split_once(':').filter(|(_, value)| value.is_empty() || value.starts_with(' '));
    key.is_some_and(|(key, _)| {
        key.starts_with(|c: char| c.is_ascii_uppercase())
            && key.len() <= 32
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
    })
}

/// `From ada Thu Feb 23 23:20:38 1995`: the line that parts the messages of a mailbox.
fn is_envelope(words: &str) -> bool {
    let year = words.rsplit(' ').next().unwrap_or("");
    let dated = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) && words.contains(':');
    words.starts_with("From ") && (words.contains('@') || dated)
}

/// The bytes of `Re: `, `Fwd: ` and the like before a subject.
fn replies(subject: &str) -> usize {
    let mut rest = subject;
    while let Some(after) = ["Re:", "RE:", "re:", "Fwd:", "FW:", "Fw:", "AW:", "WG:"]
        .iter()
        .find_map(|mark| rest.strip_prefix(mark))
    {
        rest = after.trim_start();
    }
    if rest.is_empty() { 0 } else { subject.len() - rest.len() }
}

/// What the head of a Project Gutenberg text says; its lines are set apart with the rest of it.
pub fn of_library(text: &str, lines: &[Line], found: &mut Found) {
    for line in lines {
        if let Some((key @ (Key::Author | Key::Language), _, value)) = keyed(line.words(text)) {
            take(key, value, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::recover;
    use super::super::tests::outline;
    use super::*;
    use crate::document::Why;

    #[test]
    fn a_mail_has_a_subject_a_writer_and_a_date() {
        let text = "From: Ada Lovelace <ada@example.org>\nTo: Charles Babbage <charles@example.org>\nSubject: Re: The numbers of Bernoulli\nDate: Mon, 10 Jul 1843 10:12:00 +0000\n\nDear Charles,\n\nI have read it, and I should like to go on with it.\n\n-- \nAda Lovelace\nLondon\n";
        let parsed = recover("mail.txt", text).0.parsed;
        assert_eq!(parsed.found.authors, ["Ada Lovelace"]);
        assert_eq!(parsed.found.date.as_deref(), Some("Mon, 10 Jul 1843 10:12:00 +0000"));
        let seen = outline(text);
        assert_eq!(
            seen,
            "title: The numbers of Bernoulli\nparagraph: Dear Charles,\nparagraph: I have read it, and I should like to go on with it.\nparagraph: Ada Lovelace / London\n"
        );
        assert_eq!(parsed.removed.iter().filter(|removed| removed.why == Why::Metadata).count(), 4);
    }

    #[test]
    fn among_many_keys_of_a_posting_some_may_be_unknown() {
        let text = "From comp.locks Thu Sep 28 16:13:17 1995\nPath: gate!water!ada\nFrom: Ada Keeper <ada@example.org>\nNewsgroups: comp.locks\nSubject: Locks Considered Harmful\nDate: 28 Sep 1995 18:52:45 GMT\nLines: 560\nOriginator: ada@gate\nXref: gate comp.locks:8718\n\nThis article answers in some detail why nobody should build a lock.\n";
        let parsed = recover("post.txt", text).0.parsed;
        assert_eq!(parsed.found.authors, ["Ada Keeper"]);
        let seen = outline(text);
        assert!(seen.starts_with("title: Locks Considered Harmful\nparagraph: This article"), "{seen}");
        let told = "Gate: open\nSubject: Locks\nWater: low\n\nNo more.\n";
        assert!(outline(told).contains("Gate: open"), "{}", outline(told));
    }

    #[test]
    fn several_messages_have_a_heading_each_and_no_common_writer() {
        let text = "From ada@example.org Mon Jul 10 10:12:00 1843\nFrom: Ada <ada@example.org>\nTo: Charles\nSubject: The numbers\nDate: 10 Jul 1843\n\nI have read it, and I think that it is good as it stands.\n\nFrom charles@example.org Mon Jul 10 11:12:00 1843\nFrom: Charles <charles@example.org>\nTo: Ada\nSubject: Re: The numbers\nDate: 11 Jul 1843\n\nSo do I. From here on we go alone.\n\nFrom here on, all is prose, and it goes on.\n";
        let seen = outline(text);
        let second = "heading2: The numbers\nparagraph: <From:> Charles <{link charles@example.org}>\nparagraph: <Date:> 11 Jul 1843\nparagraph: So do I.";
        assert!(
            seen.starts_with("heading2: The numbers\nparagraph: <From:> Ada") && seen.contains(second),
            "{seen}"
        );
        assert!(seen.contains("paragraph: From here on, all is prose"), "{seen}");
        assert_eq!(recover("mail.txt", text).0.parsed.found, Found::default());
    }

    #[test]
    fn the_heads_of_later_messages_stay_whole() {
        let text = "From: Ada <ada@example.org>\nTo: list@example.org\nSubject: Re: The numbers of\n  Bernoulli\nDate: 10 Jul 1843\n\nI have read it, and I think that it is good as it stands.\n\nAda\n\nFrom: Charles <charles@example.org>\nTo: Ada <ada@example.org>,\n\tlist@example.org\nSubject: Re: The numbers\nDate: 11 Jul 1843\n\nAt noon Ada wrote:\n>\n>I have read it, and I think so.\n\nSo do I.\n\n-- \nCharles\n\n______________________________________\nThe mailing list on numbers\nlist@example.org\n";
        let seen = outline(text);
        let (first, second) = seen.split_once("paragraph: From: ").expect("a second head");
        assert_eq!(
            first,
            "title: The numbers of Bernoulli\nparagraph: I have read it, and I think that it is good as it stands.\nparagraph: Ada\n"
        );
        let lines: Vec<&str> = second.lines().collect();
        assert!(lines[0].contains("/ To: Ada") && lines[0].ends_with("/ Date: 11 Jul 1843"), "{seen}");
        assert!(seen.contains("quote1: I have read it, and I think so.\nparagraph: So do I."), "{seen}");
        assert!(!seen.contains("mailing list"), "{seen}");
    }

    #[test]
    fn a_subject_over_a_table_of_contents_is_the_title() {
        let text = "Newsgroups: comp.plans\nSubject: Questions on plans\n\nContents\n\nWhat is a plan\nWho makes it\nWhen it ends\n\nWhat is a plan\n\nA plan is a list of things to be done.\n\nWho makes it\n\nThose who must carry it out.\n\nWhen it ends\n\nNever, or so they say.\n";
        let seen = outline(text);
        assert!(seen.starts_with("title: Questions on plans\nheading2: What is a plan\n"), "{seen}");
    }

    #[test]
    fn a_dialogue_or_a_glossary_is_no_head() {
        for text in [
            "Smith: I have come.\nJones: So I see.\nSmith: And I go.\n\nThey went.\n",
            "Date: a fruit of the palm.\n\nFig: a fruit of the fig tree.\n",
            "From: the beginning\nof all things to their end, it goes on and on.\n",
        ] {
            let parsed = recover("a.txt", text).0.parsed;
            assert!(parsed.found == Found::default(), "{text}");
            assert!(parsed.removed.iter().all(|removed| removed.why != Why::Metadata), "{text}");
        }
    }

    #[test]
    fn names_are_taken_from_addresses() {
        assert_eq!(authors("\"A. Writer\" <a@b.example>"), ["A. Writer"]);
        assert_eq!(authors("a@b.example (A. Writer)"), ["A. Writer"]);
        assert_eq!(authors("Karl Marx and Friedrich Engels"), ["Karl Marx", "Friedrich Engels"]);
        assert!(authors("a@b.example").is_empty());
    }
}
