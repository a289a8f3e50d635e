//! Numbers in the messages of the program, which are English.

use crate::words;

/// "1 text", "1,090 words".
pub fn count(number: usize, noun: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{} {noun}{s}", grouped(number))
}

/// With commas between thousands.
pub fn grouped(number: usize) -> String {
    words::grouped(number, ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_readers() {
        assert_eq!(count(1, "word"), "1 word");
        assert_eq!(count(1_234_567, "word"), "1,234,567 words");
    }
}
