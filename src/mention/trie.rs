//! Phrases as paths of words.

use rapidhash::RapidHashMap;

/// Words are numbers; what ends at a node is a list of numbers too: the index knows what they mean.
pub struct Trie {
    /// By node and word, in one number: the next node.
    steps: RapidHashMap<u64, u32>,
    nodes: Vec<Node>,
    /// By word: whether it stands anywhere but first.
    follows: Vec<bool>,
}

#[derive(Default)]
struct Node {
    /// The phrases that end here.
    ends: Vec<u32>,
    /// A bit for each word that leads on, and for others: most words that do not are known by it.
    next: u64,
}

pub const ROOT: u32 = 0;

impl Default for Trie {
    fn default() -> Trie {
        Trie { steps: RapidHashMap::default(), nodes: vec![Node::default()], follows: Vec::new() }
    }
}

impl Trie {
    /// The node that the words lead to, made if there is none.
    pub fn node(&mut self, words: &[u32]) -> u32 {
        for word in words.iter().skip(1).map(|word| *word as usize) {
            self.follows.resize(self.follows.len().max(word + 1), false);
            self.follows[word] = true;
        }
        let mut node = ROOT;
        for word in words {
            self.nodes[node as usize].next |= bit(*word);
            let next = number(self.nodes.len());
            node = *self.steps.entry(step(node, *word)).or_insert_with(|| {
                self.nodes.push(Node::default());
                next
            });
        }
        node
    }

    pub fn end(&mut self, node: u32, phrase: u32) {
        self.nodes[node as usize].ends.push(phrase);
    }

    #[inline]
    pub fn step(&self, node: u32, word: u32) -> Option<u32> {
        let may = self.nodes[node as usize].next & bit(word) != 0;
        if may { self.steps.get(&step(node, word)).copied() } else { None }
    }

    /// The phrases that end at a node.
    #[inline]
    pub fn ends(&self, node: u32) -> &[u32] {
        &self.nodes[node as usize].ends
    }

    /// Whether there are longer phrases than those that end at a node.
    pub fn goes_on(&self, node: u32) -> bool {
        self.nodes[node as usize].next != 0
    }

    /// Whether a word stands anywhere but first in a phrase.
    pub fn follows(&self, word: u32) -> bool {
        self.follows.get(word as usize).is_some_and(|follows| *follows)
    }
}

fn step(node: u32, word: u32) -> u64 {
    u64::from(node) << 32 | u64::from(word)
}

fn bit(word: u32) -> u64 {
    1 << (word % 64)
}

/// A length as a number of the trie.
pub fn number(length: usize) -> u32 {
    u32::try_from(length).expect("a lexicon of 4 billion words does not fit in memory")
}
