//! Numbers as letters of a JavaScript string: lists of them in the code of Golomb and Rice, six bits a letter.
//!
//! The places of a word are spread about evenly over a large corpus, and for such numbers hardly a shorter code is
//! known. `gzip` makes six bits again of letters that use six of their eight, so that nothing is lost by letters.

/// The letter of a number below 64: neither a quote, a blank, a sign below `(`, nor the backslash, which would need
/// another one before it.
pub fn letter(number: u32) -> char {
    let code = if number < 52 { number + 40 } else { number + 41 };
    char::from_u32(code).expect("it is a sign of ASCII")
}

/// Writes a list: how many low bits of each number stand as they are; then, of each number, what is above these bits
/// as so many ones and a zero, and the bits. The last letter is filled up with ones. Of no numbers nothing is written.
pub fn push(out: &mut String, numbers: &[u32]) {
    if numbers.is_empty() {
        return;
    }
    let low = low_bits(numbers);
    out.push(letter(low));
    let mut bits = Bits { out, held: 0, count: 0 };
    for number in numbers {
        let ones = number >> low;
        (0..ones / 32).for_each(|_| bits.push(u64::from(u32::MAX), 32));
        bits.push((1 << (ones % 32)) - 1, ones % 32);
        bits.push(u64::from(number & ((1 << low) - 1)), low + 1);
    }
    bits.push((1 << 5) - 1, 5);
}

/// How many low bits make the list shortest; a few more or fewer than the mean suggests are tried.
fn low_bits(numbers: &[u32]) -> u32 {
    let sum: u64 = numbers.iter().map(|number| u64::from(*number)).sum();
    let mean = sum / numbers.len() as u64;
    let usual = mean.checked_ilog2().unwrap_or(0);
    let length = |low: &u32| {
        let above: u64 = numbers.iter().map(|number| u64::from(number >> low)).sum();
        above + numbers.len() as u64 * u64::from(low + 1)
    };
    (usual.saturating_sub(3)..=usual.min(30)).min_by_key(length).unwrap_or(usual)
}

struct Bits<'a> {
    out: &'a mut String,
    /// The bits that do not make a letter yet, the last of them lowest.
    held: u64,
    count: u32,
}

impl Bits<'_> {
    fn push(&mut self, bits: u64, count: u32) {
        self.held = self.held << count | bits;
        self.count += count;
        while self.count >= 6 {
            self.count -= 6;
            self.out.push(letter(u32::try_from(self.held >> self.count).expect("it is six bits")));
            self.held &= (1 << self.count) - 1;
        }
    }
}

#[cfg(test)]
pub fn read(text: &str) -> Vec<u32> {
    let digit = |c: char| u32::from(c) - if u32::from(c) < 92 { 40 } else { 41 };
    let mut letters = text.chars().map(digit);
    let Some(low) = letters.next() else { return Vec::new() };
    let mut bits = letters.flat_map(|letter| (0..6).rev().map(move |at| letter >> at & 1));
    let mut numbers = Vec::new();
    loop {
        let mut number = 0;
        loop {
            match bits.next() {
                Some(1) => number += 1,
                Some(_) => break,
                None => return numbers,
            }
        }
        (0..low).for_each(|_| number = number << 1 | bits.next().expect("a number is whole"));
        numbers.push(number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_comes_back_in_signs_that_need_no_other_before_them() {
        let random = |at: u32| (at.wrapping_mul(2_654_435_761) >> 16) % 700;
        let lists: [Vec<u32>; 6] = [
            vec![0],
            vec![4_000_000_000, 0, 1],
            (0..200).collect(),
            (0..500).map(random).collect(),
            [&[0; 90][..], &[3000; 3]].concat(),
            (0..32).map(|shift| 1 << shift).collect(),
        ];
        for list in &lists {
            let mut text = String::new();
            push(&mut text, list);
            assert_eq!(&read(&text), list);
            assert!(text.chars().all(|c| c.is_ascii_graphic() && c >= '(' && c != '\\'), "{text}");
        }
        assert!(read("").is_empty());
    }

    #[test]
    fn numbers_take_little_more_than_the_bits_of_their_mean() {
        let numbers: Vec<u32> =
            (0..6000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 16) % 256).collect();
        let mut text = String::new();
        push(&mut text, &numbers);
        assert!(text.len() * 6 < numbers.len() * 9, "{} letters", text.len());
    }
}
