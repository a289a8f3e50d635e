//! One input: the files that are added to a site, how the program is called, what it must answer.

use crate::random::Rng;
use std::path::Path;

/// An input of the program.
#[derive(Clone)]
pub struct Case {
    pub name: String,
    /// By path below the corpus.
    pub files: Vec<(String, Vec<u8>)>,
    /// What is no plain file: links, pipes, folders, rights.
    pub special: Option<fn(&Path)>,
    /// Arguments of the program; `build` if there are none.
    pub arguments: Vec<String>,
    pub verdict: Verdict,
    pub others: Others,
    pub does: Does,
}

/// What a command may write; nothing else may be touched.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Does {
    /// The output folder and the ledger.
    Site,
    /// New files below these paths; no byte of what is there changes.
    Adds(&'static [&'static str]),
    /// Files below these paths.
    Changes(&'static [&'static str]),
}

/// How the program must end.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// With 0 and all texts published.
    Fine,
    /// With 1, a diagnostic of this code, and all texts published.
    Says(&'static str),
    /// With 0 and a warning of this code.
    Warns(&'static str),
    /// With 2 and these words, and no byte of the output changed.
    Refuses(&'static str),
    /// With 0 or 1: the input is random.
    Builds,
    /// With 0, 1 or 2: the input is random, and part of it is trusted as code is.
    Ends,
}

/// The pages of the other texts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Others {
    /// Are the same to a byte.
    Stay,
    /// Are there, and may differ: the input is the lexicon, the configuration or the theme.
    Differ,
}

impl Case {
    pub fn new(name: impl Into<String>, verdict: Verdict) -> Case {
        Case {
            name: name.into(),
            files: Vec::new(),
            special: None,
            arguments: Vec::new(),
            verdict,
            others: Others::Stay,
            does: Does::Site,
        }
    }

    pub fn file(mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Case {
        self.files.push((path.into(), bytes.into()));
        self
    }

    pub fn special(mut self, make: fn(&Path)) -> Case {
        self.special = Some(make);
        self
    }

    pub fn arguments(mut self, arguments: &[&str]) -> Case {
        self.arguments = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        self
    }

    pub fn does(mut self, does: Does) -> Case {
        self.does = does;
        self
    }

    pub fn others_differ(mut self) -> Case {
        self.others = Others::Differ;
        self
    }

    /// The same with some bytes changed. What the program must answer is then less certain.
    pub fn mutant(&self, number: usize, random: &mut Rng) -> Case {
        let mut case = self.clone();
        case.name = format!("{} (changed, {number})", self.name);
        case.verdict = match self.verdict {
            Verdict::Refuses(_) | Verdict::Ends => Verdict::Ends,
            _ => Verdict::Builds,
        };
        // A text that is changed may speak of the concepts of the others; a lexicon says what these are.
        if case.files.is_empty() {
            case.verdict = self.verdict.clone();
            return case.file(format!("seeds/zz-{number}.txt"), random.letters(number));
        }
        for (_, bytes) in &mut case.files {
            random.damage(bytes);
        }
        case
    }
}

impl Rng {
    /// A row of numbers of its own for each name.
    pub fn of_name(name: &str) -> Rng {
        Rng(name.bytes().fold(0x5eed_bed5_eed0, |sum: u64, byte| sum.rotate_left(7) ^ u64::from(byte)))
    }

    fn letters(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| b"abc <&[*_`>\n\"'{}|#-=~"[self.below(21)]).collect()
    }

    /// A few changes: bytes turned, parts taken out, doubled or put elsewhere, bad words put in.
    pub fn damage(&mut self, bytes: &mut Vec<u8>) {
        const BAD: [&[u8]; 20] = [
            b"\0",
            b"\xff\xfe",
            b"<!--",
            b"-->",
            b"\xf0\x9f",
            b"\n---\n",
            b"```\n",
            b"\r",
            b"[^1]:",
            b"<svg>",
            b"\t",
            b"]]>",
            b"&#0;",
            b"{{",
            b"%}",
            b"\xe2\x80\xae",
            b": ",
            b"- ",
            b"&a *a",
            b"<script>alert(1)</script>",
        ];
        for _ in 0..1 + self.below(8) {
            let at = self.below(bytes.len() + 1);
            let end = (at + self.below(40)).min(bytes.len());
            match self.below(5) {
                0 if at < bytes.len() => bytes[at] = self.next() as u8,
                1 => drop(bytes.drain(at..end)),
                2 => {
                    let part = bytes[at..end].to_vec();
                    let to = self.below(bytes.len() + 1);
                    drop(bytes.splice(to..to, part));
                }
                3 => bytes.truncate(bytes.len() - (end - at)),
                _ => drop(bytes.splice(at..at, BAD[self.below(BAD.len())].iter().copied())),
            }
        }
    }
}
