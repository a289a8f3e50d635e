//! Where the chosen phrases stand: how they are written, which passage defines them, what they stand beside.

use super::phrase::{PhraseIx, Phrases};
use super::stream::{Flag, Origin, Stream, spans};
use super::tongue::{Tongue, Tongues};
use crate::document::quote::shorten;
use crate::document::{Block, Document, Kind, PassageIx, Style};
use crate::mention::identifier;
use crate::mention::key::key;
use crate::mention::token::whole_words;
use rapidhash::{RapidHashMap, RapidHashSet};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;

/// The place of a chosen thing in the list of those that are looked for.
pub type Member = u32;

/// Words of a text that say what something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The path of the text below `seeds/`.
    pub path: String,
    pub passage: PassageIx,
    pub words: String,
}

/// How firmly a passage defines, the firmest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Firmness {
    /// "The X is ...": said of one X rather than of all.
    Remark,
    BelowHeading,
    Item,
    Sentence,
    BelowTitle,
    DefinitionList,
}

/// What is known of one chosen thing from its places.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// By form as written: how often within sentences, and how often at their start or in headings. What is set as code
    /// or part of a program's name would be no mention, and gives no form.
    pub forms: BTreeMap<String, (u32, u32)>,
    definition: Option<(Firmness, Quote)>,
    /// The same with a name before it that stands nowhere else: "Leon Trotsky" for "Trotsky".
    pub fuller: BTreeMap<String, u32>,
    /// In how many passages it stands as a whole.
    pub passages: u32,
}

impl Places {
    pub fn definition(&self) -> Option<&Quote> {
        self.definition.as_ref().map(|(_, quote)| quote)
    }
}

/// All places of the chosen things.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub places: Vec<Places>,
    /// By pair, the lower first: in how many passages both stand.
    pub together: BTreeMap<(Member, Member), u32>,
    pub passages: u32,
}

/// What definitions are sought in.
#[derive(Clone, Copy)]
pub struct Texts<'a> {
    pub documents: &'a [&'a Document],
    pub tongues: &'a Tongues,
}

/// Passages that are looked at together.
const RUNS: usize = 4_096;
/// Beyond these a passage is a list, and who stands beside whom in it says nothing.
const CROWD: usize = 24;
const LONGEST_DEFINITION: usize = 320;
const SHORTEST_DEFINITION: usize = 20;
/// After them nothing is said of what something is.
const NEGATIONS: [&str; 5] = ["not", "nicht", "pas", "no", "не"];

/// Looks for phrases, each of which belongs to a chosen thing.
pub fn find(
    texts: Texts<'_>,
    stream: &Stream,
    phrases: &Phrases,
    wanted: &RapidHashMap<PhraseIx, Member>,
    members: usize,
) -> Found {
    let looker = Looker { texts, stream, phrases, wanted, members };
    let chunks: Vec<Found> = stream.origins.par_chunks(RUNS).map(|origins| looker.look(origins)).collect();
    let mut found = Found { places: vec![Places::default(); members], ..Found::default() };
    for chunk in chunks {
        found.passages += chunk.passages;
        for (pair, count) in chunk.together {
            *found.together.entry(pair).or_default() += count;
        }
        for (all, some) in found.places.iter_mut().zip(chunk.places) {
            all.passages += some.passages;
            for (form, (within, edge)) in some.forms {
                let form = all.forms.entry(form).or_default();
                *form = (form.0 + within, form.1 + edge);
            }
            for (form, count) in some.fuller {
                *all.fuller.entry(form).or_default() += count;
            }
            if let Some((firmness, quote)) = some.definition {
                all.define(firmness, || Some(quote));
            }
        }
    }
    found
}

impl Places {
    /// Keeps the firmest definition, of equal ones the first.
    fn define(&mut self, firmness: Firmness, quote: impl FnOnce() -> Option<Quote>) {
        if self.definition.as_ref().is_none_or(|(known, _)| *known < firmness)
            && let Some(quote) = quote()
        {
            self.definition = Some((firmness, quote));
        }
    }
}

struct Looker<'a> {
    texts: Texts<'a>,
    stream: &'a Stream,
    phrases: &'a Phrases,
    wanted: &'a RapidHashMap<PhraseIx, Member>,
    members: usize,
}

/// A run of the stream, and the text that it comes from.
struct Reading<'a> {
    origin: &'a Origin,
    document: &'a Document,
    /// The passages that are terms of definition lists.
    terms: &'a RapidHashSet<PassageIx>,
}

/// A chosen phrase in a run of the stream, by words.
struct Hit {
    member: Member,
    words: Range<usize>,
}

impl Looker<'_> {
    fn look(&self, origins: &[Origin]) -> Found {
        let mut found = Found { places: vec![Places::default(); self.members], ..Found::default() };
        let mut terms = (u32::MAX, RapidHashSet::default());
        for origin in origins {
            let hits = self.hits(origin);
            found.passages += 1;
            let mut here: Vec<Member> = hits.iter().map(|hit| hit.member).collect();
            here.sort_unstable();
            here.dedup();
            here.iter().for_each(|member| found.places[*member as usize].passages += 1);
            if here.len() <= CROWD {
                for (place, a) in here.iter().enumerate() {
                    here[place + 1..].iter().for_each(|b| *found.together.entry((*a, *b)).or_default() += 1);
                }
            }
            if hits.is_empty() {
                continue;
            }
            let document = self.texts.documents[origin.text as usize];
            if terms.0 != origin.text {
                terms = (origin.text, defined_terms(document));
            }
            let reading = Reading { origin, document, terms: &terms.1 };
            self.read(&reading, &hits, &mut found.places);
        }
        found
    }

    /// The longest chosen phrases of a run; what lies within one is no place of its own.
    fn hits(&self, origin: &Origin) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        let mut covered = origin.at;
        for at in origin.at..self.end_of_run(origin) {
            let longest =
                self.phrases.at(self.stream, at).filter_map(|ix| Some((ix, *self.wanted.get(&ix)?))).last();
            if let Some((ix, member)) = longest {
                let end = at + self.phrases.get(ix).words as usize;
                if end > covered {
                    covered = end;
                    hits.push(Hit { member, words: at - origin.at..end - origin.at });
                }
            }
        }
        hits
    }

    fn end_of_run(&self, origin: &Origin) -> usize {
        let next = self.stream.origins.partition_point(|other| other.at <= origin.at);
        self.stream.origins.get(next).map_or(self.stream.words.len(), |next| next.at - 1)
    }

    /// Reads the text of a passage: the forms of its hits, and what it defines.
    fn read(&self, reading: &Reading<'_>, hits: &[Hit], places: &mut [Places]) {
        let (origin, document) = (reading.origin, reading.document);
        let Some(ix) = origin.passage else {
            for hit in hits.iter().filter(|hit| self.is_whole(origin, hit)) {
                let form = document.meta.title.as_str();
                places[hit.member as usize].define(Firmness::BelowTitle, || self.below(reading, None, form));
            }
            return;
        };
        let passage = document.passage(ix);
        let words = spans(passage);
        let language = self.texts.tongues.of_text(origin.text as usize).language;
        for hit in hits {
            let (Some(first), Some(last)) = (words.get(hit.words.start), words.get(hit.words.end - 1)) else {
                continue;
            };
            let place = &mut places[hit.member as usize];
            let span = first.start..last.end;
            let form = passage.text[span.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
            let word = self.stream.words[origin.at + hit.words.start];
            let in_code = word.is(Flag::Code) || identifier::is_code(&passage.text, &span, language);
            if !in_code {
                let edge = word.is(Flag::Heading) || word.is(Flag::Title) || word.is(Flag::Start);
                let counts = place.forms.entry(form).or_default();
                counts.0 += u32::from(!edge);
                counts.1 += u32::from(edge);
            }
            let before = hit.words.start.checked_sub(1);
            if let Some(name) = before.filter(|at| self.is_given_name(origin, hit, *at)) {
                let full = passage.text[words[name].start..span.end].replace('’', "'");
                let full = full.strip_suffix("'s").unwrap_or(&full).to_owned();
                *place.fuller.entry(full).or_default() += 1;
            }
            self.read_definition(reading, ix, (hit, span), place);
        }
    }

    fn read_definition(
        &self,
        reading: &Reading<'_>,
        ix: PassageIx,
        (hit, span): (&Hit, Range<usize>),
        place: &mut Places,
    ) {
        let (origin, document) = (reading.origin, reading.document);
        let passage = document.passage(ix);
        let word = self.stream.words[origin.at + hit.words.start];
        let firmness = if word.is(Flag::Title) { Firmness::BelowTitle } else { Firmness::BelowHeading };
        let is_head = word.is(Flag::Heading) || word.is(Flag::Title);
        let whole = self.is_whole(origin, hit);
        if whole && reading.terms.contains(&ix) {
            place.define(Firmness::DefinitionList, || self.below(reading, Some(ix), ""));
        } else if whole && is_head {
            place.define(firmness, || self.below(reading, Some(ix), &passage.text[span]));
        } else if self.is_defined(origin, hit) {
            let start = passage.text[..span.start].rfind(['.', '!', '?', '\n']).map_or(0, |at| at + 1);
            let of_one = self.is_of_one(origin, hit);
            let firmness = if of_one { Firmness::Remark } else { Firmness::Sentence };
            place.define(firmness, || quote(document, ix, sentence(&passage.text[start..])));
        } else if let Some(lead) = passage.marks.iter().find(|mark| mark.style == Style::Lead)
            && lead.span.end == span.end
            && span.start <= lead.span.start + 4
        {
            let rest = passage.text[lead.span.end..].trim_start_matches([':', ' ', '–', '—', '-', '.']);
            place.define(Firmness::Item, || quote(document, ix, sentence(rest)));
        }
    }

    /// Whether the word before a name of one word is a given name: rare, and written as one.
    fn is_given_name(&self, origin: &Origin, hit: &Hit, at: usize) -> bool {
        let word = self.stream.words[origin.at + at];
        let name = self.stream.words[origin.at + hit.words.start];
        let plain = !word.is(Flag::Start)
            && !word.is(Flag::Function)
            && !word.is(Flag::Break)
            && !word.is(Flag::Owner);
        let in_text = !word.is(Flag::Title) && !word.is(Flag::Heading) && !word.is(Flag::Marked);
        let count = |keys: &[u32]| self.phrases.find(keys).map_or(0, |ix| self.phrases.get(ix).count);
        hit.words.len() == 1
            && word.is(Flag::Capital)
            && name.is(Flag::Capital)
            && plain
            && in_text
            && count(&[word.key]) <= count(&[word.key, name.key])
    }

    fn is_whole(&self, origin: &Origin, hit: &Hit) -> bool {
        let word = |at: usize| self.stream.words[origin.at + at];
        let article = hit.words.start.checked_sub(1).map(word);
        let opens = word(hit.words.start).is(Flag::Opens)
            || article.is_some_and(|word| word.is(Flag::Article) && word.is(Flag::Opens));
        opens && word(hit.words.end - 1).is(Flag::Closes)
    }

    /// Whether the words before the phrase speak of one thing of its kind.
    fn is_of_one(&self, origin: &Origin, hit: &Hit) -> bool {
        const DEFINITE: [&str; 9] = ["the", "der", "die", "das", "le", "la", "les", "el", "los"];
        let before = hit.words.start.checked_sub(1).map(|at| self.stream.words[origin.at + at]);
        before
            .filter(|word| word.is(Flag::Article))
            .is_some_and(|word| DEFINITE.contains(&self.stream.keys[word.key as usize].as_str()))
    }

    /// The first sentence of the first paragraph below a heading, a term, or the title, if it says what the
    /// words mean. Below a term it always does.
    fn below(&self, reading: &Reading<'_>, head: Option<PassageIx>, words: &str) -> Option<Quote> {
        let document = reading.document;
        let from = head.map_or(0, |head| head.0 + 1);
        let next = (from..from + 2).map(PassageIx).take_while(|ix| (ix.0 as usize) < document.passages.len());
        let ix = next.into_iter().find(|ix| {
            let passage = document.passage(*ix);
            passage.kind == Kind::Paragraph || (head.is_some() && passage.kind == Kind::Item)
        })?;
        let sentence = sentence(&document.passage(ix).text);
        let tongue = self.texts.tongues.of_text(reading.origin.text as usize);
        (words.is_empty() || says_what(sentence, words, tongue)).then(|| quote(document, ix, sentence))?
    }

    /// "X is a ..." at the start of a sentence.
    fn is_defined(&self, origin: &Origin, hit: &Hit) -> bool {
        let word = |at: usize| self.stream.words.get(origin.at + at).copied();
        let is = |at: Option<usize>, flag| at.and_then(word).is_some_and(|word| word.is(flag));
        let before = hit.words.start.checked_sub(1);
        let starts =
            is(Some(hit.words.start), Flag::Start) || (is(before, Flag::Article) && is(before, Flag::Start));
        starts && is(Some(hit.words.end), Flag::Copula) && is(Some(hit.words.end + 1), Flag::Article)
    }
}

/// The passages that are terms of definition lists.
fn defined_terms(document: &Document) -> RapidHashSet<PassageIx> {
    let lists = document.body.iter().filter_map(|block| match block {
        Block::Definitions(list) => Some(list),
        _ => None,
    });
    lists.flatten().map(|definition| definition.term).collect()
}

/// Whether a sentence says what something is: it begins with it, or says that it *is* something.
fn says_what(sentence: &str, words: &str, tongue: &Tongue) -> bool {
    let (language, table) = (tongue.language, tongue.words);
    let spans: Vec<Range<usize>> = whole_words(sentence).collect();
    let said: Vec<String> = spans.iter().map(|span| key(&sentence[span.clone()], language)).collect();
    let wanted: Vec<String> = whole_words(words).map(|span| key(&words[span], language)).collect();
    let lower = |at: usize| sentence[spans[at].clone()].to_lowercase();
    if wanted.is_empty() || sentence.ends_with('?') {
        return false;
    }
    let mut places = said.windows(wanted.len()).enumerate().filter(|(_, words)| *words == wanted);
    places.any(|(first, _)| {
        let end = spans[first + wanted.len() - 1].end;
        // "The Hypertext Transfer Protocol (HTTP) is": a short form may stand between.
        let rest = sentence[end..].trim_start_matches([')', '）', '"', '”', ' ']);
        let rest = match rest.strip_prefix(['(', '（']) {
            Some(inside) => inside.split_once([')', '）']).map_or("", |(_, rest)| rest),
            None => rest,
        };
        let mut next = whole_words(rest).map(|span| rest[span].to_lowercase());
        let is = rest.starts_with(['是', '指']) || next.next().is_some_and(|word| table.is_copula(&word));
        // Of "in cryptography, a cipher" the cipher is the subject, of "a list of ciphers" it is not.
        let clause = sentence[..spans[first].start].rfind(',').unwrap_or(0);
        let before = || (0..first).filter(|at| spans[*at].start >= clause).map(lower);
        let begins = before().all(|word| table.is_article(&word));
        let is_subject = before().all(|word| table.is_article(&word) || !table.is_function(&word));
        let goes_on = !rest.is_empty() && !rest.starts_with([':', '?']);
        let denied = next.take(2).any(|word| NEGATIONS.contains(&word.as_str()));
        !denied && ((is && is_subject) || (begins && goes_on))
    })
}

fn quote(document: &Document, passage: PassageIx, words: &str) -> Option<Quote> {
    let mut words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = document.passage(passage);
    for mark in shown.marks.iter().filter(|mark| mark.style == Style::LostReference) {
        words = words.replace(&shown.text[mark.span.clone()], "");
    }
    let words = shorten(&words, LONGEST_DEFINITION);
    let long_enough = words.chars().count() >= SHORTEST_DEFINITION && !words.ends_with(':');
    long_enough.then(|| Quote { path: document.path.clone(), passage, words })
}

/// The first sentence of a text.
fn sentence(text: &str) -> &str {
    let text = text.trim_start();
    let mut ends = text.match_indices(['.', '!', '?', '。', '！', '？', '\n']);
    let end = ends.find(|(at, sign)| {
        let rest = &text[at + sign.len()..];
        let before = text[..*at].rsplit(char::is_whitespace).next().unwrap_or("");
        // "e.g." and initials end no sentence.
        let abbreviated = *sign == "." && (before.contains('.') || before.chars().count() < 2);
        let closes = rest.chars().next().is_none_or(|c| c.is_whitespace() || "”’\")»」".contains(c));
        *sign == "\n" || "。！？".contains(*sign) || (closes && !abbreviated)
    });
    end.map_or(text, |(at, sign)| text[..at + sign.len()].trim_end())
}

#[cfg(test)]
mod tests {
    use super::{Tongue, says_what, sentence};

    #[test]
    fn a_definition_says_what_something_is() {
        for (said, words) in [
            ("A database is a store.", "Databases"),
            ("In cryptography, a cipher is an algorithm.", "Cipher"),
            ("The Hypertext Transfer Protocol (HTTP) is a protocol.", "HTTP"),
            ("Namespaces divide a cluster.", "namespace"),
            ("A packet, or network packet, is a chunk.", "packet"),
            ("In programming, Semantics refers to the meaning of code.", "Semantics"),
        ] {
            assert!(says_what(said, words, &Tongue::new("en")), "{said}");
        }
        for (said, words) in [
            ("Of course we need a lot of data.", "data"),
            ("Source: Kernel on Value", "value"),
            ("The database is full.", "data"),
            ("Is a database needed?", "database"),
            ("A database does not sleep.", "database"),
            ("The name of the database is not told.", "database"),
            ("The name of the database is long.", "database"),
            ("Innovation: the word to hide.", "innovation"),
        ] {
            assert!(!says_what(said, words, &Tongue::new("en")), "{said}");
        }
        assert!(says_what("计划是一个清单。", "计划", &Tongue::new("zh")));
    }

    #[test]
    fn a_sentence_ends_where_the_next_begins() {
        assert_eq!(
            sentence("A plan, e.g. of J. Doe, is 1.5 pages. More."),
            "A plan, e.g. of J. Doe, is 1.5 pages."
        );
        assert_eq!(sentence("计划是一个清单。另外"), "计划是一个清单。");
        assert_eq!(sentence("No end"), "No end");
    }
}
