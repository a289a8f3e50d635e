//! The order in which people put names with numbers: `chapter-2` before `chapter-10`.

use std::cmp::Ordering;

/// Compares names by their letters, and the numbers in them by how much they are.
pub fn natural(one: &str, other: &str) -> Ordering {
    let (mut a, mut b) = (one.as_bytes(), other.as_bytes());
    while let (Some(x), Some(y)) = (a.first(), b.first()) {
        let order = if x.is_ascii_digit() && y.is_ascii_digit() {
            let (m, n) = (number(&mut a), number(&mut b));
            m.len().cmp(&n.len()).then_with(|| m.cmp(n))
        } else {
            (a, b) = (&a[1..], &b[1..]);
            x.cmp(y)
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    a.len().cmp(&b.len()).then_with(|| one.cmp(other))
}

/// Takes the digits that a name goes on with, and gives them without the zeros before them.
fn number<'n>(name: &mut &'n [u8]) -> &'n [u8] {
    let end = name.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(name.len());
    let (digits, rest) = name.split_at(end);
    *name = rest;
    &digits[digits.iter().position(|digit| *digit != b'0').unwrap_or(digits.len())..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_in_names_count() {
        let mut names = ["b", "a10", "a2", "a1b", "a1", "a01", "a", "é", "2/10.txt", "2/9.txt", "10/1.txt"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(
            names,
            ["2/9.txt", "2/10.txt", "10/1.txt", "a", "a01", "a1", "a1b", "a2", "a10", "b", "é"]
        );
    }

    proptest! {
        #[test]
        fn it_is_an_order(mut names in prop::collection::vec("[a0-2]{0,4}", 3)) {
            names.sort_by(|a, b| natural(a, b));
            for (at, name) in names.iter().enumerate() {
                for other in &names[at..] {
                    prop_assert_ne!(natural(name, other), Ordering::Greater);
                    prop_assert_eq!(natural(name, other), natural(other, name).reverse());
                }
                prop_assert_eq!(natural(name, name), Ordering::Equal);
            }
        }
    }
}
