//! Passages by their ids, as links ask for them: a long text may have tens of thousands of both.

use std::sync::OnceLock;

/// The places of a list in the order of their names, which the first question makes.
#[derive(Clone, Debug, Default)]
pub struct ByName(OnceLock<Box<[u32]>>);

impl ByName {
    /// The first place that has the name, in the list that this belongs to.
    pub fn find<T>(&self, list: &[T], name: impl Fn(&T) -> &str, wanted: &str) -> Option<usize> {
        let named = |place: &u32| name(&list[*place as usize]);
        let order = self.0.get_or_init(|| {
            let mut order: Box<[u32]> = (0..).take(list.len()).collect();
            order.sort_by(|a, b| named(a).cmp(named(b)));
            order
        });
        let first = order.get(order.partition_point(|place| named(place) < wanted))?;
        (named(first) == wanted).then_some(*first as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_a_name_is_found() {
        let (names, by_name) = (["c", "a", "b", "a", ""], ByName::default());
        let find = |wanted| by_name.find(&names, |name| name, wanted);
        assert_eq!(
            ["a", "b", "c", "", "d", "aa"].map(find),
            [Some(1), Some(2), Some(0), Some(4), None, None]
        );
        assert_eq!(ByName::default().find(&[], |name: &&str| name, "a"), None);
    }
}
