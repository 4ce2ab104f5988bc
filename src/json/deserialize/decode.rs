//! Entry points that read from slices.

use super::Decoder;
use crate::error::DecodeError;
#[cfg(feature = "std")]
use crate::json::{ReadError, read_to_end};
use serde::Deserialize;
#[cfg(feature = "std")]
use serde::de::DeserializeOwned;

/// Decodes `json`, which must be exactly one value.
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
/// For messages, use [`decode`](crate::decode): it needs less code and less time, and its errors say more. For
/// options, use a [`Decoder`].
///
/// # Errors
/// Returns what is wrong with the input, and where.
pub fn from_slice<'de, T: Deserialize<'de>>(json: &'de [u8]) -> Result<T, DecodeError> {
    let mut decoder = Decoder::new(json);
    let value = decoder.value()?;
    decoder.end()?;
    Ok(value)
}

/// Decodes `json`, which must be exactly one value, like [`from_slice`].
///
/// ```
/// use vitalwire::json;
///
/// assert_eq!(json::from_str("[1, 2]"), Ok([1, 2]));
/// assert_eq!(json::from_str::<&str>(r#" "inlet" "#), Ok("inlet")); // borrowed from the input
/// ```
///
/// # Errors
/// As [`from_slice`].
pub fn from_str<'de, T: Deserialize<'de>>(json: &'de str) -> Result<T, DecodeError> {
    from_slice(json.as_bytes())
}

/// Decodes the value at the start of `input`, and returns it with the number of bytes read.
///
/// ```
/// use vitalwire::json;
///
/// assert_eq!(json::from_prefix::<[u8; 2]>(b"[1, 2] HTTP/1.1")?, ([1, 2], 6));
/// # Ok::<(), vitalwire::DecodeError>(())
/// ```
///
/// For several values in sequence, use a [`Decoder`].
///
/// # Errors
/// Returns what is wrong with the input up to the end of the value, and where.
pub fn from_prefix<'de, T: Deserialize<'de>>(input: &'de [u8]) -> Result<(T, usize), DecodeError> {
    let mut decoder = Decoder::new(input);
    let value = decoder.value()?;
    Ok((value, decoder.offset()))
}

/// Reads `reader` to its end, and decodes what it has read, which must be exactly one value. This needs the feature `std`.
///
/// ```
/// use vitalwire::json;
///
/// assert_eq!(json::from_reader::<[u8; 2]>(&b"[1, 2]\n"[..])?, [1, 2]);
/// # Ok::<(), json::ReadError<std::io::Error>>(())
/// ```
///
/// # Errors
/// [`ReadError::Io`] for the reader's own error, [`ReadError::NoValue`] for nothing but white space,
/// [`ReadError::Decode`] for what is wrong with the input.
#[cfg(feature = "std")]
pub fn from_reader<T: DeserializeOwned>(reader: impl std::io::Read) -> Result<T, ReadError<std::io::Error>> {
    Ok(from_slice(&read_to_end(reader)?)?)
}
