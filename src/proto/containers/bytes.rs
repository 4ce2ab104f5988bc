//! `bytes`.

use super::base64;
use super::list::List;
use crate::empty::ConstEmpty;
use crate::error::{BuildError, CapacityError, DecodeErrorKind};
use crate::json::{Output, Reader, Scalar, Stop};
use crate::max::{MaxJsonLen, product, sum};
use crate::profile::{FixedCapacity, ListStorage, Name, UnnamedCapacity, capacity_exceeded};
use crate::proto::scalar::{FromScalar, deserialize_scalar};
use crate::proto::traits::Field;
use core::fmt;
use core::ops::Deref;
use serde::{Deserializer, Serializer};

/// Bytes of limited length: a proto `bytes`, in JSON a string of standard base64 with padding. It dereferences to a
/// slice. (A [`List`] of [`u8`] is an array of numbers.)
///
/// ```
/// use vitalwire::heapless::Vec;
/// use vitalwire::proto::Bytes;
///
/// let bytes = Bytes::<Vec<u8, 4>>::new(b"\x07\xff")?;
/// assert_eq!(vitalwire::to_str(&bytes, &mut [0; 8]), Ok(r#""B/8=""#));
/// assert_eq!(vitalwire::decode(br#""B_8""#), Ok(bytes)); // the URL-safe alphabet, without padding
/// assert!(Bytes::<Vec<u8, 4>>::new(b"12345").is_err());
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Default, PartialEq)]
pub struct Bytes<S, N = UnnamedCapacity>(List<S, N>);

impl<S: ListStorage<Element = u8>, N: Name> Bytes<S, N> {
    /// Copies `bytes`, if they fit.
    ///
    /// # Errors
    /// [`BuildError::Capacity`].
    pub fn new(bytes: &[u8]) -> Result<Self, BuildError> {
        let mut new = Self::default();
        new.extend_from_slice(bytes)?;
        Ok(new)
    }

    /// Appends all bytes, or changes nothing.
    ///
    /// # Errors
    /// The capacity is too small for all of them.
    pub fn extend_from_slice(&mut self, bytes: &[u8]) -> Result<(), CapacityError> {
        let extended = self.0.extend_from_slice(bytes);
        extended.map_err(|error| capacity_exceeded::<N>("bytes", error.limit, error.needed))
    }
}

impl<S: ListStorage<Element = u8>, N: Name> TryFrom<&[u8]> for Bytes<S, N> {
    type Error = BuildError;

    fn try_from(bytes: &[u8]) -> Result<Self, BuildError> {
        Self::new(bytes)
    }
}

/// ```
/// use vitalwire::heapless::Vec;
/// use vitalwire::proto::Bytes;
///
/// let bytes: Bytes<Vec<u8, 4>> = b"\x07\xff".try_into()?;
/// assert_eq!(bytes[..], [7, 255]);
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
impl<S: ListStorage<Element = u8>, N: Name, const LEN: usize> TryFrom<&[u8; LEN]> for Bytes<S, N> {
    type Error = BuildError;

    fn try_from(bytes: &[u8; LEN]) -> Result<Self, BuildError> {
        Self::new(bytes)
    }
}

impl<S: ListStorage<Element = u8>, N: Name, const LEN: usize> TryFrom<[u8; LEN]> for Bytes<S, N> {
    type Error = BuildError;

    fn try_from(bytes: [u8; LEN]) -> Result<Self, BuildError> {
        Self::new(&bytes)
    }
}

impl<S: ListStorage<Element = u8>, N> Deref for Bytes<S, N> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl<S: ListStorage<Element = u8>, N: Name> Field for Bytes<S, N> {
    fn absent() -> Self {
        Self::default()
    }

    fn is_default(&self) -> bool {
        S::LIMIT == 0 || self.is_empty()
    }

    fn write<O: Output>(&self, output: &mut O) {
        output.pieces(self.len().div_ceil(3), |index| base64::encode_group(self.get(3 * index..).unwrap_or_default()));
    }

    fn serialize_field<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(&Base64(self))
        } else {
            serializer.serialize_bytes(self)
        }
    }

    fn clear(&mut self) {
        self.0.clear();
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
        let text = reader.scalar()?;
        self.set(text).map_err(|kind| reader.fail(kind))
    }

    fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
        deserialize_scalar(self, deserializer)
    }

    crate::__log_by_format! {}

    #[cfg(feature = "_sample")]
    fn sample(sampler: &mut dyn crate::sample::Sampler, _: bool) -> Self {
        Self::new(sampler.bytes(S::LIMIT)).unwrap_or_default()
    }
}

impl<S: ListStorage<Element = u8>, N: Name> FromScalar for Bytes<S, N> {
    const WHAT: &'static str = "base64";

    fn set(&mut self, scalar: Scalar<'_>) -> Result<bool, DecodeErrorKind> {
        let Scalar::String(text) = scalar else { return scalar.wrong_type() };
        let digits = text.chars().filter(|&character| character != '=').count();
        let needed = digits / 4 * 3 + digits % 4 * 3 / 4;
        if needed > S::LIMIT {
            return Err(capacity_exceeded::<N>("bytes", S::LIMIT, needed).into());
        }
        base64::decode(text.chars(), DecodeErrorKind::Malformed(Self::WHAT), |byte| self.set_bytes(&[byte]))?;
        Ok(true)
    }

    fn set_bytes(&mut self, bytes: &[u8]) -> Result<(), DecodeErrorKind> {
        Ok(self.extend_from_slice(bytes)?)
    }
}

impl<S: ConstEmpty, N> ConstEmpty for Bytes<S, N> {
    const EMPTY: Self = Self(List::EMPTY);
}

impl<S: FixedCapacity, N> MaxJsonLen for Bytes<S, N> {
    const MAX_JSON_LEN: usize = sum(2, product(S::CAPACITY.div_ceil(3), 4));
    const MAX_PRESENT_LEN: usize = if S::CAPACITY == 0 { 0 } else { Self::MAX_JSON_LEN };
}

struct Base64<'a>(&'a [u8]);

impl fmt::Display for Base64<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chunks(3).try_for_each(|group| {
            let group = base64::encode_group(group);
            f.write_str(core::str::from_utf8(&group).map_err(|_| fmt::Error)?)
        })
    }
}

impl<S: fmt::Debug, N> fmt::Debug for Bytes<S, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(feature = "defmt")]
impl<S: ListStorage<Element = u8>, N> defmt::Format for Bytes<S, N> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "{=[u8]}", **self);
    }
}
