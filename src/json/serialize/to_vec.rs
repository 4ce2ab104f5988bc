//! Entry points that allocate.

use crate::error::SerializeError;
use crate::json::write::collect;
use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

/// Encodes a value into a new string. This needs the feature `alloc`.
///
/// ```
/// use vitalwire::json;
///
/// assert_eq!(json::to_string(&["boiler", "7"]), Ok(r#"["boiler","7"]"#.to_owned()));
/// ```
///
/// # Errors
/// The [`SerializeError`] in the value.
pub fn to_string<T: Serialize + ?Sized>(value: &T) -> Result<String, SerializeError> {
    // The writer writes UTF-8.
    to_vec(value).map(|json| String::from_utf8(json).unwrap_or_default())
}

/// Encodes a value into a new vector. This needs the feature `alloc`.
///
/// ```
/// use vitalwire::json;
///
/// assert_eq!(json::to_vec(&[1.5, -0.0]), Ok(b"[1.5,-0.0]".to_vec()));
/// ```
///
/// # Errors
/// The [`SerializeError`] in the value.
pub fn to_vec<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, SerializeError> {
    collect(|writer| writer.serialize(value))
}
