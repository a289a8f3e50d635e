//! The page for addresses that lead nowhere. A host shows it at any depth, so that nothing on it
//! may be relative: it has links only where the site's own address is known, and else carries its looks in itself.

use super::links::Links;
use super::{Content, Head};
use serde::Serialize;

#[derive(Clone, Debug, Serialize)]
pub struct NotFound {}

pub fn make(links: Links<'_>) -> (Head, Content) {
    let head = Head {
        title: links.words().say("not-found").to_owned(),
        description: links.words().say("there-is-no-page-at-this").to_owned(),
    };
    (head, Content::NotFound(NotFound {}))
}
