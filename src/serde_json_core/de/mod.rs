//! Reading.

mod context;
mod error;

pub use error::Error;

use crate::json::Decoder;
use serde::de;

/// The result of reading.
///
/// ```
/// use vitalwire::serde_json_core::{de, from_slice};
///
/// fn read_levels(input: &[u8]) -> de::Result<[u8; 2]> {
///     from_slice(input).map(|(levels, _)| levels)
/// }
/// assert_eq!(read_levels(b"[40, 60]"), Ok([40, 60]));
/// ```
pub type Result<T> = core::result::Result<T, Error>;

/// Reads `v`, which must be exactly one value, and returns it with the number of bytes used.
///
/// Strings with escapes are decoded: up to 64 bytes each, or any number with the feature `alloc`. For longer ones without
/// it, see [`from_slice_escaped`].
///
/// ```
/// use vitalwire::serde_json_core::from_slice;
///
/// #[derive(serde::Deserialize)]
/// struct Valve<'a> { name: &'a str, open: bool }
///
/// let (valve, used) = from_slice::<Valve>(br#"{"name": "inlet", "open": true}"#)?;
/// assert_eq!((valve.name, valve.open, used), ("inlet", true, 31));
/// # Ok::<(), vitalwire::serde_json_core::de::Error>(())
/// ```
///
/// # Errors
/// Returns what is wrong with the input. [`json::from_slice`](crate::json::from_slice) also says where.
pub fn from_slice<'a, T>(v: &'a [u8]) -> Result<(T, usize)>
where
    T: de::Deserialize<'a>,
{
    from_slice_escaped(v, &mut [])
}

/// Reads `s`, which must be exactly one value, like [`from_slice`].
///
/// ```
/// use vitalwire::serde_json_core::from_str;
///
/// assert_eq!(from_str::<(&str, u8)>(r#"["boiler", 7]"#), Ok((("boiler", 7), 13)));
/// ```
///
/// # Errors
/// As [`from_slice`].
pub fn from_str<'a, T>(s: &'a str) -> Result<(T, usize)>
where
    T: de::Deserialize<'a>,
{
    from_slice(s.as_bytes())
}

/// Reads `v` like [`from_slice`], and decodes strings with escapes in `string_unescape_buffer`, one at a time. Those of
/// up to 64 bytes need no buffer. Those that are longer than both are an error, unless there is the feature `alloc`.
///
/// ```
/// use vitalwire::serde_json_core::from_slice_escaped;
/// use vitalwire::serde_json_core::heapless::String; // with the feature `heapless-serde`
///
/// #[derive(serde::Deserialize)]
/// struct Note<'a> { from: &'a str, text: String<128> }
///
/// let input = format!(r#"{{"from": "boiler", "text": "{}\n"}}"#, "hot! ".repeat(20));
/// let (note, _) = from_slice_escaped::<Note>(input.as_bytes(), &mut [0; 128]).unwrap();
/// assert_eq!((note.from, note.text.len()), ("boiler", 101));
/// ```
///
/// # Errors
/// As [`from_slice`].
pub fn from_slice_escaped<'a, T>(v: &'a [u8], string_unescape_buffer: &mut [u8]) -> Result<(T, usize)>
where
    T: de::Deserialize<'a>,
{
    let mut decoder = Decoder::new(v).with_scratch(string_unescape_buffer);
    let value = decoder.value().and_then(|value| decoder.end().map(|()| value));
    value.map(|value| (value, decoder.offset())).map_err(|error| Error::of(error, v))
}

/// Reads `s` like [`from_slice_escaped`].
///
/// ```
/// use vitalwire::serde_json_core::from_str_escaped;
///
/// assert_eq!(from_str_escaped(r#""\n""#, &mut [0; 4]), Ok(('\n', 4)));
/// ```
///
/// # Errors
/// As [`from_slice`].
pub fn from_str_escaped<'a, T>(s: &'a str, string_unescape_buffer: &mut [u8]) -> Result<(T, usize)>
where
    T: de::Deserialize<'a>,
{
    from_slice_escaped(s.as_bytes(), string_unescape_buffer)
}
