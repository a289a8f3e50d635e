//! The site: every output file, by path.

mod data;
mod lexicon;
mod links;
mod machine;
mod on_demand;
mod redirect;
pub mod search;

pub use on_demand::OnDemand;

use crate::corpus::Corpus;
use crate::document;
use crate::page;
use crate::source::Sources;
use crate::theme::Theme;
use anyhow::Context as _;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Output files by path, with `/` between folders.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Site {
    files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// Renders all pages and gathers what stands beside them.
    pub fn new(corpus: &Corpus, theme: &Theme, sources: &Sources) -> anyhow::Result<Site> {
        let facts = page::Facts::new(corpus);
        let mut site = Site::default();
        let pages: Vec<(String, Vec<u8>)> = page::keys(corpus)
            .par_iter()
            .map(|key| {
                let page = page::make(corpus, &facts, key);
                let html =
                    theme.render(&page).with_context(|| format!("cannot make the page {}", page.path()))?;
                Ok((page.path().to_owned(), html.into_bytes()))
            })
            .collect::<anyhow::Result<_>>()?;
        let made = pages.into_iter().chain(data::files(corpus)).chain(machine::texts(corpus));
        let made = made.chain(search::files(corpus));
        for (path, content) in made.chain(beside(corpus, theme, sources)) {
            site.add(path, content)?;
        }
        for (path, content) in redirect::pages(corpus) {
            // A former address that is in use again is a diagnostic of `check`; the page stays.
            site.files.entry(path).or_insert(content);
        }
        Ok(site)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, content)| (path.as_str(), content.as_slice()))
    }

    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    fn add(&mut self, path: String, content: Vec<u8>) -> anyhow::Result<()> {
        match self.files.entry(path) {
            std::collections::btree_map::Entry::Vacant(free) => {
                free.insert(content);
                Ok(())
            }
            std::collections::btree_map::Entry::Occupied(taken) => {
                anyhow::bail!("two files of the site would be called {}", taken.key())
            }
        }
    }
}

/// What stands beside the pages and costs little: static files, media, files for hosts and crawlers.
fn beside(corpus: &Corpus, theme: &Theme, sources: &Sources) -> impl Iterator<Item = (String, Vec<u8>)> {
    let media = document::media(sources).map(|(path, content)| (format!("media/{path}"), content.to_vec()));
    theme.assets().chain(media).chain(machine::files(corpus)).chain(lexicon::files(corpus))
}
