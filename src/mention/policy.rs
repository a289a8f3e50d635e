//! Which of the mentions that are sure enough are linked, and how prominently.

use super::{Mention, Standing};
use crate::concept::{ConceptIx, Lexicon, Linked, Origin};
use crate::config::{Linking, Policy};
use crate::document::{Document, Kind, OwnLinks, PassageIx};
use rapidhash::RapidHashSet;

/// Settles the mentions of one document. Nested and doubtful ones stay what they are.
pub fn settle(document: &Document, lexicon: &Lexicon, linking: &Linking, mentions: &mut [Mention]) {
    let policy = document.meta.linking.or(linking.policy).unwrap_or_else(|| usual(lexicon.origin));
    let sections = sections(document);
    let most = mentions.len();
    let mut linked_in_text = RapidHashSet::with_capacity_and_hasher(most, Default::default());
    let mut linked_in_unit: RapidHashSet<(usize, ConceptIx)> =
        RapidHashSet::with_capacity_and_hasher(most, Default::default());
    let mut room = Room { passage: None, left: usize::MAX };
    let mut links = (None, OwnLinks::default());
    for mention in mentions {
        if matches!(mention.standing, Standing::Nested | Standing::Doubtful) {
            continue;
        }
        let policy = match lexicon.get(mention.concept).linked {
            Linked::By(policy) => policy,
            Linked::ByPolicy | Linked::Never => policy,
        };
        // The part of the text within which the concept is linked once.
        let unit = match policy {
            Policy::All | Policy::FirstPerPassage => mention.passage.0 as usize,
            Policy::FirstPerSection => sections[mention.passage.0 as usize],
            Policy::FirstPerDocument | Policy::None => 0,
        };
        if links.0 != Some(mention.passage) {
            links = (Some(mention.passage), document.passage(mention.passage).own_links());
        }
        mention.standing = if let Some(never) = never(document, lexicon, mention, &links.1) {
            never
        } else if policy == Policy::None
            || (policy != Policy::All && linked_in_unit.contains(&(unit, mention.concept)))
        {
            Standing::Repeat
        } else if !room.take(document, linking, mention.passage) {
            Standing::Crowded
        } else {
            linked_in_unit.insert((unit, mention.concept));
            if linked_in_text.insert(mention.concept) { Standing::First } else { Standing::Later }
        };
    }
}

/// The policy where nobody asks for one. Concepts that nobody has looked at yet are linked more sparely.
fn usual(origin: Origin) -> Policy {
    match origin {
        Origin::Proposed => Policy::FirstPerDocument,
        Origin::Written => Policy::FirstPerPassage,
    }
}

/// What keeps a mention from being a link under any policy.
fn never(
    document: &Document,
    lexicon: &Lexicon,
    mention: &Mention,
    links: &OwnLinks<'_>,
) -> Option<Standing> {
    let passage = document.passage(mention.passage);
    let concept = lexicon.get(mention.concept);
    let own_page = concept.page.as_ref().is_some_and(|page| document.is_called(page));
    if concept.linked == Linked::Never || own_page {
        return Some(Standing::NeverLinked);
    }
    if passage.kind == Kind::Heading {
        return Some(Standing::Heading);
    }
    links.touching(&mention.span).map(|_| Standing::InLink)
}

/// By passage: the number of its section.
fn sections(document: &Document) -> Vec<usize> {
    let mut section = 0;
    let sections = document.passages.iter().map(|passage| {
        section += usize::from(passage.kind == Kind::Heading);
        section
    });
    sections.collect()
}

/// How many more links the passage at hand may have.
struct Room {
    passage: Option<PassageIx>,
    left: usize,
}

impl Room {
    fn take(&mut self, document: &Document, linking: &Linking, passage: PassageIx) -> bool {
        let Some(most) = linking.per_100_words else { return true };
        if self.passage != Some(passage) {
            let words = document.passage(passage).text.split_whitespace().count();
            *self = Room { passage: Some(passage), left: (words * most as usize).div_ceil(100) };
        }
        let free = self.left > 0;
        self.left = self.left.saturating_sub(1);
        free
    }
}
