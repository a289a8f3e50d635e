//! The page for addresses that lead nowhere. A host shows it at any depth, so that nothing on it
//! may be relative: it has links and looks only where the site's own address is known.

use super::links::Links;
use super::{Content, Head};
use serde::Serialize;

#[derive(Clone, Debug, Serialize)]
pub struct NotFound {}

pub fn make(_links: Links<'_>) -> (Head, Content) {
    let head =
        Head { title: "Not found".to_owned(), description: "There is no page at this address.".to_owned() };
    (head, Content::NotFound(NotFound {}))
}
