//! Phrases as paths of words.

use rapidhash::RapidHashMap;

/// Words are numbers; what ends at a node is a list of numbers too: the finder knows what they mean.
pub struct Trie {
    steps: RapidHashMap<(u32, u32), u32>,
    ends: Vec<Vec<u32>>,
    /// By word: whether any phrase begins with it. Most words of a text begin none.
    begins: Vec<bool>,
}

pub const ROOT: u32 = 0;

impl Default for Trie {
    fn default() -> Trie {
        Trie { steps: RapidHashMap::default(), ends: vec![Vec::new()], begins: Vec::new() }
    }
}

impl Trie {
    pub fn add(&mut self, words: &[u32], phrase: u32) {
        let Some(first) = words.first() else { return };
        let first = *first as usize;
        if self.begins.len() <= first {
            self.begins.resize(first + 1, false);
        }
        self.begins[first] = true;
        let mut node = ROOT;
        for word in words {
            let next = number(self.ends.len());
            node = *self.steps.entry((node, *word)).or_insert_with(|| {
                self.ends.push(Vec::new());
                next
            });
        }
        self.ends[node as usize].push(phrase);
    }

    pub fn begins_with(&self, word: u32) -> bool {
        self.begins.get(word as usize) == Some(&true)
    }

    pub fn step(&self, node: u32, word: u32) -> Option<u32> {
        self.steps.get(&(node, word)).copied()
    }

    /// The phrases that end at a node.
    pub fn ends(&self, node: u32) -> &[u32] {
        &self.ends[node as usize]
    }
}

/// A length as a number of the trie.
pub fn number(length: usize) -> u32 {
    u32::try_from(length).expect("a lexicon of 4 billion words does not fit in memory")
}
