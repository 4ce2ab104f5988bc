//! Text of a known form.

/// Reads numbers from text of a form: a digit in the form stands for a digit of the number with this index, any other
/// character for itself. Number 0 may have spaces: it starts after the last one. Number 1 isn't of digits: it is the last
/// bytes, as many as fit.
pub(super) fn read(text: &[u8], form: &[u8]) -> Option<[u32; 6]> {
    let mut numbers = [0; 6];
    if text.len() != form.len() {
        return None;
    }
    for (&byte, &form) in text.iter().zip(form) {
        let index = form.wrapping_sub(b'0');
        if let Some(number) = numbers.get_mut(usize::from(index)) {
            let digit = byte.wrapping_sub(b'0');
            *number = match (index, digit) {
                (1, _) => *number << 8 | u32::from(byte),
                (_, 0..=9) => *number * 10 + u32::from(digit),
                (0, _) if byte == b' ' => 0,
                _ => return None,
            };
        } else if byte != form {
            return None;
        }
    }
    Some(numbers)
}
