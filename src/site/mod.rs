//! The site: every output file by its path, each made when it is asked for.
//!
//! No file is kept here. `publish` asks for all of them, one after the other on each core, and a
//! server for what a browser wants to see, so that both show the same bytes and neither needs the
//! memory for a whole site.

mod data;
mod lexicon;
mod links;
mod machine;
mod redirect;
pub mod search;

use crate::corpus::{Corpus, TextIx};
use crate::document;
use crate::page::preview::{self, Part};
use crate::page::{self, Facts, Key};
use crate::source::Sources;
use crate::theme::Theme;
use anyhow::Context as _;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::{self, Write};
use std::sync::{Arc, OnceLock};

pub struct Site {
    corpus: Arc<Corpus>,
    theme: Arc<Theme>,
    facts: Facts,
    files: BTreeMap<String, File>,
    /// The search index, which can only be made whole: when the first of its files is asked for.
    search: OnceLock<BTreeMap<String, Vec<u8>>>,
}

/// What a file is made of.
enum File {
    Page(Key),
    Preview(Part),
    Markdown(TextIx),
    /// A file of the theme, called as the site calls it.
    Asset,
    /// A file beside the texts.
    Media(Arc<[u8]>),
    Redirect(Vec<u8>),
    Data(Data),
}

/// Writes a file for other programs.
type Data = fn(&Corpus, &mut dyn Write) -> io::Result<()>;

impl Site {
    /// Lays out which files there are. Two that would be called the same are an error.
    pub fn new(
        corpus: Arc<Corpus>,
        theme: Arc<Theme>,
        sources: &Sources,
        memory: &mut page::Memory,
    ) -> anyhow::Result<Site> {
        let mut files = BTreeMap::new();
        let mut add = |path: String, file: File| match files.entry(path) {
            Entry::Vacant(free) => {
                free.insert(file);
                Ok(())
            }
            Entry::Occupied(taken) => {
                anyhow::bail!("two files of the site would be called {}", taken.key())
            }
        };
        let facts = Facts::anew(&corpus, memory);
        for key in page::keys(&corpus, facts.pairs()) {
            add(key.path(&corpus), File::Page(key))?;
        }
        for part in preview::parts(&corpus) {
            add(part.path(&corpus), File::Preview(part))?;
        }
        for (ix, text) in corpus.enumerate() {
            add(machine::markdown_path(text), File::Markdown(ix))?;
        }
        for path in theme.assets() {
            add(path.to_owned(), File::Asset)?;
        }
        for (path, content) in document::media(sources) {
            add(format!("media/{path}"), File::Media(content.clone()))?;
        }
        for (path, data) in data::FILES.into_iter().chain(lexicon::FILES).chain(machine::files(&corpus)) {
            add(path.to_owned(), File::Data(data))?;
        }
        for (path, content) in redirect::pages(&corpus) {
            // A former address that is in use again is a diagnostic of `check`; the page stays.
            files.entry(path).or_insert(File::Redirect(content));
        }
        Ok(Site { facts, corpus, theme, files, search: OnceLock::new() })
    }

    pub fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    /// Paths of all files, in order, with `/` between folders.
    pub fn paths(&self) -> impl ExactSizeIterator<Item = &str> {
        let mut paths: Vec<&str> =
            self.files.keys().chain(self.search().keys()).map(String::as_str).collect();
        paths.sort_unstable();
        paths.into_iter()
    }

    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path) || (is_search(path) && self.search().contains_key(path))
    }

    fn search(&self) -> &BTreeMap<String, Vec<u8>> {
        self.search.get_or_init(|| search::files(&self.corpus).into_iter().collect())
    }

    /// Makes the file of that path, if the site has one. An error is a template's or the writer's.
    pub fn write(&self, path: &str, out: &mut dyn Write) -> anyhow::Result<bool> {
        let Some(file) = self.files.get(path) else {
            let piece = if is_search(path) { self.search().get(path) } else { None };
            piece.map_or(Ok(()), |piece| out.write_all(piece))?;
            return Ok(piece.is_some());
        };
        match file {
            File::Page(key) => {
                let page = page::make(&self.corpus, &self.facts, key);
                let html =
                    self.theme.render(&page).with_context(|| format!("cannot make the page {path}"))?;
                out.write_all(html.as_bytes())?;
            }
            File::Preview(part) => {
                out.write_all(preview::make(&self.corpus, &self.facts, *part).as_bytes())?;
            }
            File::Markdown(ix) => {
                out.write_all(page::text_markdown::markdown(&self.corpus, *ix).as_bytes())?;
            }
            File::Asset => out.write_all(self.theme.asset(path).unwrap_or_default())?,
            File::Media(content) => out.write_all(content)?,
            File::Redirect(content) => out.write_all(content)?,
            File::Data(data) => data(&self.corpus, out)?,
        }
        Ok(true)
    }

    /// The same in memory.
    pub fn get(&self, path: &str) -> anyhow::Result<Option<Vec<u8>>> {
        let mut content = Vec::new();
        Ok(self.write(path, &mut content)?.then_some(content))
    }

    /// All files in memory, which only a small site should ask for.
    pub fn files(&self) -> anyhow::Result<Files> {
        let paths: Vec<&str> = self.paths().collect();
        let file = |path: &&str| Ok((String::from(*path), self.get(path)?.expect("it is one of its paths")));
        Ok(Files { files: paths.par_iter().map(file).collect::<anyhow::Result<_>>()? })
    }
}

fn is_search(path: &str) -> bool {
    path.starts_with("search/")
}

/// Output files by path.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Files {
    files: BTreeMap<String, Vec<u8>>,
}

impl Files {
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, content)| (path.as_str(), content.as_slice()))
    }

    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use crate::pipeline;
    use crate::source::Sources;

    #[test]
    fn a_file_that_is_asked_for_is_the_file_of_the_whole_site() {
        let sources = Sources::from_pairs([
            ("seedbed.yaml", "title: T\nbase-url: https://a.example/b/\n"),
            ("seeds/a.md", "---\nformer-slugs: [old]\n---\n# A\n\nThe plan, and [the other](b.txt).\n"),
            ("seeds/b.txt", "On plans\n\nA plan is a plan.\n"),
            ("seeds/concepts.yaml", "- name: Plan\n  former-ids: [scheme]\n"),
            ("static/CNAME", "a.example"),
        ]);
        let site =
            pipeline::site(pipeline::understand(&sources).corpus, &sources).expect("the theme is whole");
        let files = site.files().expect("the templates are whole");
        for path in ["index.html", "texts/a.md", "texts/old.html", "concepts/scheme.html", "CNAME"] {
            assert!(files.get(path).is_some(), "{path}");
        }
        for (path, content) in files.iter() {
            assert_eq!(site.get(path).expect("it renders").as_deref(), Some(content), "{path}");
        }
        assert!(site.get("texts/nothing.html").expect("no template is asked").is_none());
    }
}
