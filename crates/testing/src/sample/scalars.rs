//! Numbers, strings and bytes, edge cases more often than by chance.

use arbitrary::{Result, Unstructured};

/// Makes an integer in a range: one of its ends, a small one, or any.
pub fn integer(u: &mut Unstructured<'_>, min: i128, max: i128) -> Result<i128> {
    let any = u.int_in_range(min..=max)?;
    let integer = match u.int_in_range(0..=5)? {
        0 => *u.choose(&[min, max, 0, -1])?,
        1 | 2 => i128::from(u.arbitrary::<i8>()?),
        3 => any >> u.int_in_range(0..=63)?,
        _ => any,
    };
    Ok(if (min..=max).contains(&integer) { integer } else { any })
}

/// Makes any double, edge cases more often.
pub fn double(u: &mut Unstructured<'_>) -> Result<f64> {
    Ok(match u.int_in_range(0..=7)? {
        0 => 0.0,
        1 => *u.choose(&[-0.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN_POSITIVE, 5e-324])?,
        2 | 3 => f64::from(u.arbitrary::<i16>()?) / 100.0,
        4 => u.arbitrary::<i64>()? as f64,
        _ => u.arbitrary()?,
    })
}

/// Makes any float, edge cases more often.
pub fn float(u: &mut Unstructured<'_>) -> Result<f32> {
    Ok(match u.int_in_range(0..=3)? {
        0 => *u.choose(&[f32::MAX, f32::MIN_POSITIVE, f32::from_bits(1), 1e15, 1e16, 1e17])?,
        1 => u.arbitrary()?,
        _ => double(u)? as f32,
    })
}

/// Makes a string of at most `max` characters.
pub fn text(u: &mut Unstructured<'_>, max: usize) -> Result<String> {
    let len = u.int_in_range(0..=max)?;
    let character = |u: &mut Unstructured<'_>| match u.arbitrary::<u8>()? {
        byte @ ..0x80 => Ok(char::from(byte)),
        0x80..0xF0 => Ok(*u.choose(&['"', '\\', '/', '\u{80}', 'é', '\u{2028}', '€', '😀', char::MAX, '@', '_'])?),
        _ => u.arbitrary(),
    };
    (0..len).map(|_| character(u)).collect()
}

/// Returns random bytes that are the same on every run.
pub fn noise(seed: u64, len: usize) -> Vec<u8> {
    let mut state = seed;
    let byte = |_| {
        // Knuth's constants for MMIX. Only the upper bits are random enough.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    (0..len).map(byte).collect()
}
