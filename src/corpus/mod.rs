//! The corpus: all texts, concepts and mentions, resolved both ways.

mod build;
mod ids;
mod namesake;
mod natural;
mod presence;
mod target;
mod telling;
mod together;

use crate::anchor::Named;
use crate::concept::{ConceptIx, Lexicon};
use crate::config::Config;
use crate::document::picture::Size;
use crate::document::{Document, PassageIx, Quotation, Relation};
use crate::mention::Mention;
use crate::mention::judge::Judged;
use crate::mention::language::primary;
pub use build::{Memory, Parts, ordered};
use ids::ByName;
pub use natural::natural;
use rapidhash::RapidHashMap;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
pub use target::{SCHEMES, Target, joined, percent_decoded};
pub use telling::{Telling, Told};

/// The place of a text in [`Corpus::texts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextIx(pub u32);

#[derive(Debug)]
pub struct Corpus {
    pub config: Config,
    pub lexicon: Arc<Lexicon>,
    /// In the order in which they are shown.
    pub texts: Vec<Arc<Text>>,
    /// By concept, as the lexicon counts them.
    pub presences: Vec<Presence>,
    /// How many mentions there are in all: every page says it.
    pub mentions: usize,
    pub addresses: Arc<Addresses>,
}

/// What texts may link to by its path. The same value as long as no text or file comes, goes or moves.
#[derive(Debug, Default)]
pub struct Addresses {
    /// Texts by the paths by which other texts may link to them.
    by_path: RapidHashMap<String, TextIx>,
    /// Pictures and other files beside the texts, by path below `seeds/`, and how large a picture is.
    media: BTreeMap<String, Option<Size>>,
}

/// A document among the others.
#[derive(Clone, Debug)]
pub struct Text {
    pub document: Arc<Document>,
    /// Unique among the texts; the page is `texts/<slug>.html`.
    pub slug: String,
    /// What tells it from other texts of the same title.
    pub apart: Option<String>,
    pub length: Length,
    named: Arc<Named>,
    by_anchor: ByName,
    by_former: ByName,
    /// By passage: the number that readers see and cite, for what stands in the body and is no heading.
    pub numbers: Vec<Option<u32>>,
    pub judged: Arc<Judged>,
    /// Places in the mentions of `judged` but for nested ones, by concept and then by place.
    by_concept: Vec<u32>,
    /// By entry of it: how much the passage tells, judged by its first mention.
    scores: Vec<i8>,
    /// In order of place.
    pub annotations: Vec<Annotation>,
    /// In order of concept.
    pub counts: Vec<Count>,
}

/// How often a text mentions a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    pub concept: ConceptIx,
    /// Where its mentions begin in the list by concept.
    first: u32,
    /// Mentions that count: all but nested ones.
    pub mentions: u32,
    /// Passages with a mention of any kind, and with one that counts.
    pub passages: u32,
    pub told: u32,
    /// The passage that tells most of it, if one with a mention that counts is there.
    pub best: Option<Told>,
}

/// How long a text is, its notes counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// What stands between blanks.
    pub words: usize,
    /// Letters of scripts that write no blanks between words.
    pub letters: usize,
}

/// What an editor says of a passage, its other end found.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotation {
    pub at: Quotation,
    pub relation: Relation,
    pub with: Option<(TextIx, Quotation)>,
    pub concepts: Vec<ConceptIx>,
    /// Markdown.
    pub note: Option<String>,
}

/// Where a concept stands in the corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Presence {
    /// The file name of its page, without the ending; unique whatever the case.
    pub slug: String,
    /// One of eight, 0 to 7.
    pub hue: u8,
    /// Mentions that count: all but nested ones.
    pub total: usize,
    /// Passages with a mention of any kind, and with one that counts.
    pub passages: usize,
    pub told: usize,
    best: Vec<Best>,
    /// Texts that mention it, in the order of texts, and how often.
    pub texts: Vec<(TextIx, usize)>,
    /// By entry of `texts`: the mentions in the texts before it, and where those of the text begin in its list by concept.
    pub before: Vec<usize>,
    first: Vec<u32>,
    /// Concepts of the same passages, and in how many passages; the most frequent first.
    pub neighbours: Vec<(ConceptIx, usize)>,
}

/// What the texts of one language tell of a concept.
#[derive(Clone, Debug, PartialEq)]
struct Best {
    /// Without region and script.
    language: String,
    /// The most telling passage, and the most telling one of any other text.
    tellings: [Option<Telling>; 2],
}

impl Length {
    pub fn total(self) -> usize {
        self.words + self.letters
    }
}

impl Presence {
    /// How often a text mentions it, and the mentions in the texts before; none if it does not.
    pub fn in_text(&self, ix: TextIx) -> Option<(usize, usize)> {
        let at = self.texts.binary_search_by_key(&ix, |(text, _)| *text).ok()?;
        Some((self.texts[at].1, self.before[at]))
    }

    /// The most telling of the passages that are wanted: of those in this language if there is one, else of all. Each
    /// language remembers the best of two texts.
    pub fn most_telling(&self, language: &str, wanted: impl Fn(&Telling) -> bool) -> Option<Telling> {
        let of = |own: bool| {
            let best = self.best.iter().filter(|best| (best.language == language) == own);
            let tellings = best.flat_map(|best| best.tellings).flatten().filter(&wanted);
            tellings.reduce(|best, next| if next.score > best.score { next } else { best })
        };
        of(true).or_else(|| of(false))
    }

    /// Takes notice of the best of a text behind all that it knows: of two that tell as much, the first one counts.
    fn hear(&mut self, telling: Telling, language: &str) {
        let Some(best) = self.best.iter_mut().find(|best| best.language == language) else {
            self.best.push(Best { language: language.to_owned(), tellings: [Some(telling), None] });
            return;
        };
        let tells_more = |than: Option<Telling>| than.is_none_or(|than| telling.score > than.score);
        if tells_more(best.tellings[0]) {
            best.tellings = [Some(telling), best.tellings[0]];
        } else if tells_more(best.tellings[1]) {
            best.tellings[1] = Some(telling);
        }
    }
}

impl Corpus {
    pub fn text(&self, ix: TextIx) -> &Text {
        &self.texts[ix.0 as usize]
    }

    pub fn presence(&self, ix: ConceptIx) -> &Presence {
        &self.presences[ix.0 as usize]
    }

    /// The mentions of a concept in one of the texts that mention it, as places among all of that text; nested ones do
    /// not count.
    pub fn mentions_in(&self, ix: ConceptIx, at: usize) -> (TextIx, &[u32]) {
        let presence = self.presence(ix);
        let ((text, count), first) = (presence.texts[at], presence.first[at] as usize);
        (text, &self.text(text).by_concept[first..first + count])
    }

    /// What the site is called: as its editor says, or by what it holds. Not by how many texts, which
    /// would make every page another one when a text is added.
    pub fn title(&self) -> Cow<'_, str> {
        match (&self.config.title, &self.texts[..]) {
            (Some(title), _) => Cow::Borrowed(title),
            (None, [text]) => Cow::Borrowed(&text.document.meta.title),
            (None, _) => Cow::Owned(self.config.words.say("annotated-texts").to_owned()),
        }
    }

    pub fn enumerate(&self) -> impl Iterator<Item = (TextIx, &Text)> {
        (0..).map(TextIx).zip(self.texts.iter().map(|text| &**text))
    }
}

impl Text {
    /// What the text or its sidecar says, else what its words tell where that is not the site's (BCP 47).
    pub fn language(&self) -> Option<&str> {
        self.document.meta.language.as_deref().or(self.judged.language)
    }

    /// The same, or that of the site, without region and script.
    pub fn primary_language(&self, config: &Config) -> String {
        primary(self.language().unwrap_or(&config.language))
    }

    /// By passage: the id on the page.
    pub fn anchors(&self) -> &[String] {
        &self.named.anchors.ids
    }

    /// Former ids of passages and the ids that they lead to now.
    pub fn moved(&self) -> &[(String, String)] {
        &self.named.anchors.moved
    }

    pub fn anchor(&self, passage: PassageIx) -> &str {
        &self.anchors()[passage.0 as usize]
    }

    /// The passage of an id.
    pub fn passage_at(&self, anchor: &str) -> Option<PassageIx> {
        let at = self.by_anchor.find(self.anchors(), String::as_str, anchor)?;
        u32::try_from(at).ok().map(PassageIx)
    }

    /// The id that a former one leads to.
    fn moved_to(&self, former: &str) -> Option<&str> {
        let at = self.by_former.find(self.moved(), |(former, _)| former, former)?;
        Some(&self.moved()[at].1)
    }

    /// The mentions of a concept, as places among all; nested ones do not count.
    pub fn mentions_of(&self, concept: ConceptIx) -> &[u32] {
        &self.by_concept[self.places_of(concept)]
    }

    pub fn mention(&self, at: u32) -> &Mention {
        &self.judged.mentions[at as usize]
    }

    /// Where they are in `by_concept`.
    fn places_of(&self, concept: ConceptIx) -> Range<usize> {
        let Ok(at) = self.counts.binary_search_by_key(&concept, |count| count.concept) else { return 0..0 };
        let Count { first, mentions, .. } = self.counts[at];
        first as usize..(first + mentions) as usize
    }

    /// The mentions in one passage.
    pub fn mentions_in(&self, passage: PassageIx) -> &[Mention] {
        self.judged.in_passage(passage)
    }
}
