//! Writing.

use crate::error::{EncodeError, SerializeError};
use crate::json;
use core::fmt;
use heapless::{String, Vec};
use serde::{Serialize, Serializer};

/// The result of writing.
///
/// ```
/// use vitalwire::serde_json_core::{ser, to_slice};
///
/// fn write_levels(buffer: &mut [u8]) -> ser::Result<usize> {
///     to_slice(&[40, 60], buffer)
/// }
/// assert_eq!(write_levels(&mut [0; 8]), Ok(7));
/// ```
pub type Result<T> = core::result::Result<T, Error>;

/// Why a value couldn't be written.
///
/// ```
/// use vitalwire::SerializeError;
/// use vitalwire::serde_json_core::{ser::Error, to_slice};
///
/// assert_eq!(to_slice(&[40, 60], &mut [0; 6]), Err(Error::BufferFull));
/// assert_eq!(to_slice(&f32::NAN, &mut [0; 6]), Err(Error::Serialize(SerializeError::NonFinite)));
/// assert_eq!(Error::BufferFull.to_string(), "buffer too small");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Error {
    /// The buffer is too small. It is all zeros then. [`json::to_slice`] says how many bytes are needed.
    BufferFull,
    /// The value has no JSON form. serde-json-core has no such error.
    Serialize(SerializeError),
}

/// Writes a value as a string of at most `N` bytes.
///
/// ```
/// use vitalwire::serde_json_core::to_string;
///
/// #[derive(serde::Serialize)]
/// struct Valve { name: &'static str, open: bool }
///
/// let json = to_string::<_, 64>(&Valve { name: "inlet", open: true })?;
/// assert_eq!(json, r#"{"name":"inlet","open":true}"#);
/// # Ok::<(), vitalwire::serde_json_core::ser::Error>(())
/// ```
///
/// # Errors
/// As [`to_slice`].
pub fn to_string<T, const N: usize>(value: &T) -> Result<String<N>>
where
    T: Serialize + ?Sized,
{
    // What was written is UTF-8.
    String::from_utf8(to_vec(value)?).map_err(|_| Error::Serialize(SerializeError::Custom))
}

/// Writes a value as a vector of at most `N` bytes.
///
/// ```
/// use vitalwire::serde_json_core::to_vec;
///
/// assert_eq!(to_vec::<_, 16>(&["boiler", "7"])?, br#"["boiler","7"]"#);
/// # Ok::<(), vitalwire::serde_json_core::ser::Error>(())
/// ```
///
/// # Errors
/// As [`to_slice`].
pub fn to_vec<T, const N: usize>(value: &T) -> Result<Vec<u8, N>>
where
    T: Serialize + ?Sized,
{
    let mut buffer = Vec::new();
    buffer.resize_default(N)?;
    let len = to_slice(value, &mut buffer)?;
    buffer.truncate(len);
    Ok(buffer)
}

/// Writes a value into `buf`, and returns the number of bytes that are filled. The content after them is unspecified.
///
/// ```
/// use vitalwire::serde_json_core::to_slice;
///
/// let mut buffer = [0; 16];
/// let len = to_slice(&["boiler", "7"], &mut buffer)?;
/// assert_eq!(&buffer[..len], br#"["boiler","7"]"#);
/// # Ok::<(), vitalwire::serde_json_core::ser::Error>(())
/// ```
///
/// # Errors
/// [`Error::BufferFull`], or what JSON can't represent. The buffer is then all zeros.
pub fn to_slice<T>(value: &T, buf: &mut [u8]) -> Result<usize>
where
    T: Serialize + ?Sized,
{
    Ok(json::to_slice(value, buf)?.len())
}

impl From<EncodeError> for Error {
    fn from(error: EncodeError) -> Self {
        match error {
            EncodeError::BufferTooSmall { .. } => Self::BufferFull,
            EncodeError::Serialize(error) => Self::Serialize(error),
        }
    }
}

impl From<heapless::CapacityError> for Error {
    fn from(_: heapless::CapacityError) -> Self {
        Self::BufferFull
    }
}

/// heapless returns an element that doesn't fit.
impl From<u8> for Error {
    fn from(_: u8) -> Self {
        Self::BufferFull
    }
}

impl From<()> for Error {
    fn from((): ()) -> Self {
        Self::BufferFull
    }
}

/// Written as its variant's name.
impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> core::result::Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{self:?}"))
    }
}

impl serde::ser::Error for Error {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::Serialize(SerializeError::Custom)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BufferFull => f.write_str("buffer too small"),
            Self::Serialize(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for Error {}
