//! The words of all stretches together: one entry a word, one list of places a class of words.

use super::code;
use super::gather::Class;
use rapidhash::RapidHashMap;
use rayon::prelude::*;
use std::cmp::Ordering;

/// Of a word in more places than this share of many items only the best places are kept: the others would say little,
/// and take most of the bytes.
const FREQUENT_SHARE: u32 = 45;
const FREQUENT_AT_LEAST: u32 = 4000;

/// The words of the corpus as the index holds them.
pub struct Words {
    /// In order of form, as JavaScript compares strings.
    pub entries: Vec<Entry>,
    /// By place in [`Entry::class`]: where the words of the class stand, as text.
    pub places: Vec<String>,
}

pub struct Entry {
    pub form: String,
    /// The place in [`Words::places`].
    pub class: usize,
    /// Whether the form is the first of its class, with which the places are kept.
    pub first: bool,
}

pub fn merge(gathered: Vec<Vec<Class>>, items: u32) -> Words {
    let mut parts: Vec<Class> = Vec::new();
    let mut union = Union::default();
    let mut by_key: RapidHashMap<String, usize> = RapidHashMap::default();
    let mut by_form: RapidHashMap<String, usize> = RapidHashMap::default();
    for mut class in gathered.into_iter().flatten() {
        let part = union.add();
        // A key and a form are different things, though they may be the same letters.
        union.join(part, *by_key.entry(std::mem::take(&mut class.key)).or_insert(part));
        for form in std::mem::take(&mut class.forms) {
            union.join(part, *by_form.entry(form).or_insert(part));
        }
        parts.push(class);
    }
    let mut entries: Vec<Entry> = by_form
        .into_iter()
        .map(|(form, part)| Entry { form, class: union.root(part), first: false })
        .collect();
    entries.par_sort_unstable_by(|a, b| as_script(&a.form, &b.form));
    number_classes(&mut entries, &mut union, parts, items)
}

/// Gives classes the numbers of their first forms, and writes their places.
fn number_classes(entries: &mut Vec<Entry>, union: &mut Union, parts: Vec<Class>, items: u32) -> Words {
    let mut numbers: Vec<usize> = vec![usize::MAX; parts.len()];
    let mut count = 0;
    for entry in entries.iter_mut() {
        let number = &mut numbers[entry.class];
        entry.first = *number == usize::MAX;
        if entry.first {
            *number = count;
            count += 1;
        }
        entry.class = *number;
    }
    let mut lists: Vec<Vec<Vec<u32>>> = vec![Vec::new(); count];
    for (part, class) in parts.into_iter().enumerate() {
        lists[numbers[union.root(part)]].push(class.postings);
    }
    let most = (items / FREQUENT_SHARE).max(FREQUENT_AT_LEAST) as usize;
    let places = lists.into_par_iter().map(|lists| written(lists, most)).collect();
    Words { entries: std::mem::take(entries), places }
}

/// Items of level 0, 1 and 2, a `$` between them, each as how many lie between it and the one before. A `%` behind a
/// third `$` says that there are more than these.
fn written(lists: Vec<Vec<u32>>, most: usize) -> String {
    let mut all = lists.concat();
    // Stretches come in order; only classes that a form joined need more than one after the other.
    if !all.is_sorted() {
        all.sort_unstable();
    }
    all.dedup_by_key(|posting| *posting / 4);
    let mut out = String::with_capacity(all.len() + 8);
    let mut room = most;
    for level in 0..3 {
        if level > 0 {
            out.push('$');
        }
        let items: Vec<u32> =
            all.iter().filter(|posting| *posting % 4 == level).map(|posting| posting / 4).collect();
        let items = spread(items, room);
        room -= items.len();
        let mut next = 0;
        let gaps = items.iter().map(|item| item - std::mem::replace(&mut next, item + 1));
        code::push(&mut out, &gaps.collect::<Vec<_>>());
    }
    if all.len() > most {
        out.push_str("$%");
    } else {
        out.truncate(out.trim_end_matches('$').len());
    }
    out
}

/// At most so many of the items, from all over the corpus.
fn spread(items: Vec<u32>, most: usize) -> Vec<u32> {
    if items.len() <= most {
        return items;
    }
    (0..most).map(|at| items[at * items.len() / most]).collect()
}

/// The order of UTF-16, which is another than that of characters beyond the first plane.
pub fn as_script(a: &str, b: &str) -> Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

/// Which parts belong together.
#[derive(Default)]
struct Union {
    above: Vec<usize>,
}

impl Union {
    fn add(&mut self) -> usize {
        self.above.push(self.above.len());
        self.above.len() - 1
    }

    fn root(&mut self, mut part: usize) -> usize {
        while self.above[part] != part {
            self.above[part] = self.above[self.above[part]];
            part = self.above[part];
        }
        part
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.above[a.max(b)] = a.min(b);
    }
}
