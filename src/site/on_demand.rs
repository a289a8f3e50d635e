//! The site as a server needs it: a file is made when it is asked for, and then kept.

use super::{beside, data, machine, redirect, search};
use crate::corpus::{Corpus, TextIx};
use crate::page::{self, Facts, Key};
use crate::source::Sources;
use crate::theme::Theme;
use anyhow::Context as _;
use rapidhash::RapidHashMap;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Gives the same bytes for the same paths as a [`super::Site`] of the same corpus does.
pub struct OnDemand {
    corpus: Corpus,
    theme: Theme,
    facts: Facts,
    pages: RapidHashMap<String, Key>,
    markdown: RapidHashMap<String, TextIx>,
    /// What is made without templates and is cheap for the whole corpus.
    plain: BTreeMap<String, Vec<u8>>,
    data: OnceLock<BTreeMap<String, Vec<u8>>>,
    search: OnceLock<BTreeMap<String, Vec<u8>>>,
    made: Mutex<RapidHashMap<String, Arc<[u8]>>>,
}

impl OnDemand {
    pub fn new(corpus: Corpus, theme: Theme, sources: &Sources) -> anyhow::Result<OnDemand> {
        let mut plain = BTreeMap::new();
        for (path, content) in beside(&corpus, &theme, sources) {
            plain.insert(path, content);
        }
        for (path, content) in redirect::pages(&corpus) {
            plain.entry(path).or_insert(content);
        }
        let keys = page::keys(&corpus);
        // A template that fails on every page fails here, so that a server can go on with what it had.
        let site = OnDemand {
            facts: Facts::new(&corpus),
            pages: keys.into_iter().map(|key| (key.path(&corpus), key)).collect(),
            markdown: corpus.enumerate().map(|(ix, text)| (machine::markdown_path(text), ix)).collect(),
            plain,
            data: OnceLock::new(),
            search: OnceLock::new(),
            made: Mutex::default(),
            corpus,
            theme,
        };
        site.get("index.html")?;
        Ok(site)
    }

    pub fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    /// The file of that path, if the site has one. An error is a template's.
    pub fn get(&self, path: &str) -> anyhow::Result<Option<Arc<[u8]>>> {
        if let Some(made) = self.made().get(path) {
            return Ok(Some(made.clone()));
        }
        let made: Arc<[u8]> = if let Some(key) = self.pages.get(path) {
            let page = page::make(&self.corpus, &self.facts, key);
            let html = self.theme.render(&page).with_context(|| format!("cannot make the page {path}"))?;
            html.into_bytes().into()
        } else if let Some(ix) = self.markdown.get(path) {
            page::text_markdown::markdown(&self.corpus, *ix).into_bytes().into()
        } else if let Some(content) = self.plain.get(path).or_else(|| self.whole(path).get(path)) {
            content.as_slice().into()
        } else {
            return Ok(None);
        };
        self.made().insert(path.to_owned(), made.clone());
        Ok(Some(made))
    }

    /// The files that are made all at once, of which that path would be one.
    fn whole(&self, path: &str) -> &BTreeMap<String, Vec<u8>> {
        if path.starts_with("search/") {
            self.search.get_or_init(|| search::files(&self.corpus).into_iter().collect())
        } else {
            self.data.get_or_init(|| data::files(&self.corpus).into_iter().collect())
        }
    }

    fn made(&self) -> std::sync::MutexGuard<'_, RapidHashMap<String, Arc<[u8]>>> {
        // Only whole files are ever put in, so a thread that died left nothing half done.
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use crate::pipeline;
    use crate::source::Sources;

    #[test]
    fn a_file_made_on_demand_is_the_file_of_the_site() {
        let sources = Sources::from_pairs([
            ("seedbed.yaml", "title: T\nbase-url: https://a.example/b/\n"),
            ("seeds/a.md", "---\nformer-slugs: [old]\n---\n# A\n\nThe plan, and [the other](b.txt).\n"),
            ("seeds/b.txt", "On plans\n\nA plan is a plan.\n"),
            ("seeds/concepts.yaml", "- name: Plan\n  former-ids: [scheme]\n"),
            ("static/CNAME", "a.example"),
        ]);
        let site =
            pipeline::render(&pipeline::understand(&sources).corpus, &sources).expect("the theme is whole");
        let served =
            pipeline::serve(pipeline::understand(&sources).corpus, &sources).expect("the theme is whole");
        assert!(site.iter().count() > 15);
        for (path, content) in site.iter() {
            assert_eq!(served.get(path).expect("it renders").as_deref(), Some(content), "{path}");
            assert_eq!(served.get(path).expect("it is kept").as_deref(), Some(content), "{path}");
        }
        assert!(served.get("texts/nothing.html").expect("no template is asked").is_none());
    }
}
