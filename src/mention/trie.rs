//! Phrases as paths of words.

/// Words are numbers; what ends at a node is a list of numbers too: the index knows what they mean.
#[derive(Default)]
pub struct Trie {
    steps: Steps,
    /// The first is where all phrases begin.
    nodes: Vec<Node>,
    /// By word: whether it stands anywhere but first.
    follows: Vec<bool>,
}

#[derive(Default)]
struct Node {
    /// The phrases that end here.
    ends: Vec<u32>,
    goes_on: bool,
}

pub const ROOT: u32 = 0;

impl Trie {
    /// The node that the words lead to, made if there is none.
    pub fn node(&mut self, words: &[u32]) -> u32 {
        for word in words.iter().skip(1).map(|word| *word as usize) {
            self.follows.resize(self.follows.len().max(word + 1), false);
            self.follows[word] = true;
        }
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
        }
        let mut node = ROOT;
        for word in words {
            node = self.step(node, *word).unwrap_or_else(|| {
                let next = number(self.nodes.len());
                self.nodes.push(Node::default());
                self.nodes[node as usize].goes_on = true;
                self.steps.add(Step { node, word: *word, next });
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
        self.steps.next(node, word)
    }

    /// The phrases that end at a node.
    #[inline]
    pub fn ends(&self, node: u32) -> &[u32] {
        &self.nodes[node as usize].ends
    }

    /// Whether there are longer phrases than those that end at a node.
    pub fn goes_on(&self, node: u32) -> bool {
        self.nodes[node as usize].goes_on
    }

    /// Whether a word stands anywhere but first in a phrase.
    pub fn follows(&self, word: u32) -> bool {
        self.follows.get(word as usize).is_some_and(|follows| *follows)
    }
}

/// From a node by a word to the next node.
#[derive(Clone, Copy)]
struct Step {
    node: u32,
    word: u32,
    /// The root, to which nothing leads, if there is no step here.
    next: u32,
}

/// Hardly any pair of words in a text is a step. That it is not is mostly told by one bit of few, which
/// stay in the processor's cache however many steps there are.
#[derive(Default)]
struct Steps {
    /// A step that is not at its place is at the next that is free. At least half of them are.
    places: Vec<Step>,
    filled: usize,
    /// Bits, eight for each place: those of the steps are set.
    may: Vec<u64>,
}

impl Steps {
    #[inline]
    fn next(&self, node: u32, word: u32) -> Option<u32> {
        let hash = hash(node, word);
        let may = self.may.get(self.bit(hash) / 64)? >> (self.bit(hash) % 64);
        if may & 1 == 0 {
            return None;
        }
        let step = self.places[self.place(node, word)];
        (step.next != ROOT).then_some(step.next)
    }

    /// Adds a step that is not there yet.
    fn add(&mut self, step: Step) {
        const FEWEST: usize = 64;
        if self.filled * 2 >= self.places.len() {
            let length = (self.places.len() * 2).max(FEWEST);
            let before =
                std::mem::replace(&mut self.places, vec![Step { node: 0, word: 0, next: ROOT }; length]);
            self.may = vec![0; length / 8];
            before.into_iter().filter(|step| step.next != ROOT).for_each(|step| self.put(step));
        }
        self.put(step);
        self.filled += 1;
    }

    fn put(&mut self, step: Step) {
        let bit = self.bit(hash(step.node, step.word));
        self.may[bit / 64] |= 1 << (bit % 64);
        let place = self.place(step.node, step.word);
        self.places[place] = step;
    }

    fn bit(&self, hash: u64) -> usize {
        (hash >> 32) as usize & (self.may.len() * 64).wrapping_sub(1)
    }

    /// Where a step is, or where it may be put.
    fn place(&self, node: u32, word: u32) -> usize {
        let last = self.places.len() - 1;
        #[expect(clippy::cast_possible_truncation, reason = "the high bits are not asked for")]
        let mut at = hash(node, word) as usize & last;
        loop {
            let here = self.places[at];
            if here.next == ROOT || (here.node, here.word) == (node, word) {
                return at;
            }
            at = (at + 1) & last;
        }
    }
}

#[inline]
fn hash(node: u32, word: u32) -> u64 {
    // Any odd number whose bits are well mixed would do.
    let product =
        u128::from((u64::from(node) << 32 | u64::from(word)) ^ 0xd1b5_4a32_d192_ed03) * 0x9e37_79b9_7f4a_7c15;
    #[expect(clippy::cast_possible_truncation, reason = "both halves are used")]
    let halves = (product as u64, (product >> 64) as u64);
    halves.0 ^ halves.1
}

/// A length as a number of the trie.
pub fn number(length: usize) -> u32 {
    u32::try_from(length).expect("a lexicon of 4 billion words does not fit in memory")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_every_phrase_lead_to_its_node_and_others_nowhere() {
        let phrases: Vec<[u32; 2]> = (0..3_000).map(|n| [n % 70, n * 7 % 900]).collect();
        let mut trie = Trie::default();
        assert_eq!(trie.step(ROOT, 0), None);
        let nodes: Vec<u32> = phrases.iter().map(|phrase| trie.node(phrase)).collect();
        let walk = |first, second| trie.step(ROOT, first).and_then(|node| trie.step(node, second));
        for (phrase, node) in phrases.iter().zip(nodes) {
            assert_eq!(walk(phrase[0], phrase[1]), Some(node));
        }
        let others = (0..70).flat_map(|first| (0..900).map(move |second| [first, second]));
        let found = others.filter(|pair| walk(pair[0], pair[1]).is_some()).count();
        assert_eq!(found, phrases.iter().collect::<std::collections::BTreeSet<_>>().len());
        assert!(trie.goes_on(ROOT) && trie.follows(7) && !trie.follows(1_000));
    }
}
