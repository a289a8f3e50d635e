//! Numbers as letters of a JavaScript string: one byte for a small number, two or three for a larger one.

/// From here on a number is counted in steps of this size, each a `!`, and what remains.
const STEP: u32 = 60_000;

/// Writes a number so that neither quotes, blanks nor the signs below `(` come into the string.
/// What UTF-8 writes in one byte is a number below 86, in two bytes one below 1974.
pub fn push(out: &mut String, mut number: u32) {
    while number >= STEP {
        out.push('!');
        number -= STEP;
    }
    let code = match number {
        0..52 => number + 40,
        // The backslash would need another one before it.
        52..86 => number + 41,
        _ if number + 74 < 0xD800 => number + 74,
        _ => number + 74 + 0x800,
    };
    out.push(char::from_u32(code).expect("the halves of surrogate pairs are passed over"));
}

#[cfg(test)]
pub fn read(text: &str) -> Vec<u32> {
    let mut numbers = Vec::new();
    let mut steps = 0;
    for code in text.chars().map(u32::from) {
        let number = match code {
            0x21 => {
                steps += STEP;
                continue;
            }
            0..92 => code - 40,
            92..127 => code - 41,
            127..0xE000 => code - 74,
            _ => code - 74 - 0x800,
        };
        numbers.push(steps + number);
        steps = 0;
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_comes_back_and_small_ones_are_small() {
        let numbers: Vec<u32> =
            (0..130_000).step_by(7).chain([85, 86, 1973, 1974, 59_999, 4_000_000]).collect();
        let mut text = String::new();
        numbers.iter().for_each(|number| push(&mut text, *number));
        assert_eq!(read(&text), numbers);
        assert!(!text.contains(['"', '\\', ' ', '$', '%', '&', '\n']) && !text.contains(char::is_control));
        for (number, bytes) in [(0, 1), (85, 1), (86, 2), (1973, 2), (1974, 3), (59_999, 3)] {
            let mut one = String::new();
            push(&mut one, number);
            assert_eq!(one.len(), bytes, "{number}");
        }
    }
}
