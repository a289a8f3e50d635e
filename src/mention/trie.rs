//! Phrases as paths of words.

use rapidhash::RapidHashMap;

/// Words are numbers; what ends at a node is a list of numbers too: the index knows what they mean.
pub struct Trie {
    /// By node and word, in one number: the next node.
    steps: RapidHashMap<u64, u32>,
    nodes: Vec<Node>,
}

#[derive(Default)]
struct Node {
    /// The phrases that end here.
    ends: Vec<u32>,
    goes_on: bool,
}

pub const ROOT: u32 = 0;

impl Default for Trie {
    fn default() -> Trie {
        Trie { steps: RapidHashMap::default(), nodes: vec![Node::default()] }
    }
}

impl Trie {
    /// The node that the words lead to, made if there is none.
    pub fn node(&mut self, words: &[u32]) -> u32 {
        let mut node = ROOT;
        for word in words {
            self.nodes[node as usize].goes_on = true;
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

    pub fn step(&self, node: u32, word: u32) -> Option<u32> {
        self.steps.get(&step(node, word)).copied()
    }

    /// The phrases that end at a node.
    pub fn ends(&self, node: u32) -> &[u32] {
        &self.nodes[node as usize].ends
    }

    /// Whether there are longer phrases than those that end at a node.
    pub fn goes_on(&self, node: u32) -> bool {
        self.nodes[node as usize].goes_on
    }
}

fn step(node: u32, word: u32) -> u64 {
    u64::from(node) << 32 | u64::from(word)
}

/// A length as a number of the trie.
pub fn number(length: usize) -> u32 {
    u32::try_from(length).expect("a lexicon of 4 billion words does not fit in memory")
}
