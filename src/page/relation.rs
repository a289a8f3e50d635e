//! What the site's editor says of two passages, as pages quote it: both ends, the kind, the note.

use super::body::{self, Html};
use super::links::Links;
use super::said::said;
use super::{Named, quote};
use crate::corpus::{Annotation, TextIx};
use crate::document::{Quotation, Relation};
use serde::Serialize;

/// Characters of a quotation.
const WORDS: usize = 240;

#[derive(Clone, Debug, Serialize)]
pub struct Related {
    from: End,
    relation: String,
    /// None for a note on one passage.
    to: Option<End>,
    note: Option<Html>,
    concepts: Vec<Named>,
}

/// A passage, and the words of it that the editor speaks of.
#[derive(Clone, Debug, Serialize)]
struct End {
    place: Named,
    words: String,
    language: Option<String>,
}

pub fn related(links: Links<'_>, from: TextIx, annotation: &Annotation) -> Related {
    let corpus = links.corpus;
    let concept = |ix: &crate::concept::ConceptIx| Named {
        name: corpus.lexicon.get(*ix).name.clone(),
        href: links.concept(*ix),
    };
    Related {
        from: end(links, from, &annotation.at),
        relation: links.words().say(verb(annotation.relation)).to_owned(),
        to: annotation.with.as_ref().map(|(to, quotation)| end(links, *to, quotation)),
        note: annotation
            .note
            .as_ref()
            .map(|note| body::editor(links, note, &corpus.text(from).document.path)),
        concepts: annotation.concepts.iter().map(concept).collect(),
    }
}

fn end(links: Links<'_>, ix: TextIx, at: &Quotation) -> End {
    let text = links.corpus.text(ix);
    let name = format!("{}, {}", quote::short_title(text), quote::location(text, at.passage));
    let words = said(text.document.passage(at.passage), at.span.clone());
    End {
        place: Named { name, href: links.passage(ix, at.passage) },
        words: quote::cut(&words, WORDS),
        language: super::index::own_language(links, ix),
    }
}

fn verb(relation: Relation) -> &'static str {
    match relation {
        Relation::Note => "refers-to",
        Relation::Agrees => "agrees-with",
        Relation::Disputes => "verb-disputes",
        Relation::Extends => "verb-extends",
        Relation::Quotes => "verb-quotes",
        Relation::Answers => "verb-answers",
    }
}
