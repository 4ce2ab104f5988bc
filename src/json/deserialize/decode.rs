//! The ways in.

use super::Decoder;
use crate::error::DecodeError;
use serde::Deserialize;

/// Reads the one value that `json` is.
///
/// ```
/// use vitalwire::json;
///
/// #[derive(serde::Deserialize)]
/// struct Valve<'a> { name: &'a str, open: bool }
///
/// let valve: Valve = json::from_slice(br#"{"name": "inlet", "open": true, "new": []}"#)?;
/// assert_eq!((valve.name, valve.open), ("inlet", true));
/// # Ok::<(), vitalwire::DecodeError>(())
/// ```
///
/// A message is read by [`decode`](crate::decode): in less code, in less time, and with errors that say more. A
/// [`Decoder`] has options.
///
/// # Errors
/// What is wrong with the input, and where.
pub fn from_slice<'de, T: Deserialize<'de>>(json: &'de [u8]) -> Result<T, DecodeError> {
    let mut decoder = Decoder::new(json);
    let value = decoder.value()?;
    decoder.end()?;
    Ok(value)
}

/// Reads the one value that `json` is.
///
/// # Errors
/// What is wrong with the input, and where.
pub fn from_str<'de, T: Deserialize<'de>>(json: &'de str) -> Result<T, DecodeError> {
    from_slice(json.as_bytes())
}

/// Reads the value at the start of `input`, and returns how many bytes it has.
///
/// ```
/// use vitalwire::json;
///
/// assert_eq!(json::from_prefix::<[u8; 2]>(b"[1, 2] HTTP/1.1")?, ([1, 2], 6));
/// # Ok::<(), vitalwire::DecodeError>(())
/// ```
///
/// For many values one after the other, keep a [`Decoder`].
///
/// # Errors
/// What is wrong with the input up to the end of the value, and where.
pub fn from_prefix<'de, T: Deserialize<'de>>(input: &'de [u8]) -> Result<(T, usize), DecodeError> {
    let mut decoder = Decoder::new(input);
    let value = decoder.value()?;
    Ok((value, decoder.offset()))
}
