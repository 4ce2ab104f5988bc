//! Fractions of seconds.

use crate::json::four_digits;

/// Returns a point and three, six or nine digits, as many as needed, or nothing for zero, followed by the two bytes
/// of `end`; and the total length.
#[inline]
pub(super) fn fraction(nanos: u32, end: &[u8; 2]) -> ([u32; 3], usize) {
    let end = u16::from_le_bytes(*end).into();
    let (millis, below) = (nanos / 1_000_000, nanos % 1_000_000);
    if nanos == 0 {
        return ([end, 0, 0], 2);
    }
    // The point replaces a zero.
    let point_and_millis = four_digits(millis) - u32::from(b'0' - b'.');
    if below == 0 {
        return ([point_and_millis, end, 0], 6);
    }
    let (micros, nanos) = (three_digits(below / 1000), below % 1000);
    if nanos == 0 {
        return ([point_and_millis, micros | end << 24, end >> 8], 9);
    }
    let nanos = three_digits(nanos);
    ([point_and_millis, micros | nanos << 24, nanos >> 8 | end << 16], 12)
}

/// Returns the length of the point and the digits after it.
pub(super) fn fraction_len(nanos: u32) -> usize {
    match nanos {
        0 => 0,
        _ if nanos.is_multiple_of(1_000_000) => 4,
        _ if nanos.is_multiple_of(1_000) => 7,
        _ => 10,
    }
}

#[cfg_attr(not(target_pointer_width = "64"), inline(never))] // Used twice: a call takes less flash.
fn three_digits(number: u32) -> u32 {
    four_digits(number) >> 8
}

/// Reads the nanoseconds of a point and one to nine digits, or zero without a point, and returns what follows.
#[inline]
pub(super) fn read_fraction(text: &[u8]) -> Option<(u32, &[u8])> {
    let [b'.', digits @ ..] = text else { return Some((0, text)) };
    let (mut rest, mut nanos, mut digits_left) = (digits, 0, 9);
    while let [digit @ b'0'..=b'9', after @ ..] = rest {
        if digits_left == 0 {
            return None;
        }
        digits_left -= 1;
        nanos = nanos * 10 + u32::from(*digit - b'0');
        rest = after;
    }
    if digits_left == 9 {
        return None;
    }
    for _ in 0..digits_left {
        nanos *= 10;
    }
    Some((nanos, rest))
}
