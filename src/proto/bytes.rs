//! `bytes`.

use super::Field;
use crate::capacity::{Fixed, Name, Slots, Unnamed};
use crate::error::{BuildError, CapacityError};
use crate::max::MaxJsonLen;
use crate::proto::List;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use core::fmt;
use core::ops::Deref;
use serde::Serializer;

/// Bytes of limited length: a proto `bytes`, in JSON standard base64 with padding.
#[derive(Clone, Default, PartialEq)]
pub struct Bytes<S, N = Unnamed>(List<S, N>);

impl<S: Slots<Element = u8>, N: Name> Bytes<S, N> {
    /// The bytes, if they fit.
    ///
    /// # Errors
    /// [`BuildError::Capacity`].
    pub fn new(bytes: &[u8]) -> Result<Self, BuildError> {
        Ok(Self(bytes.try_into()?))
    }

    /// Appends all bytes, or changes nothing.
    ///
    /// # Errors
    /// There's no room for all of them.
    pub fn extend_from_slice(&mut self, bytes: &[u8]) -> Result<(), CapacityError> {
        self.0.extend_from_slice(bytes)
    }
}

impl<S: Slots<Element = u8>, N: Name> TryFrom<&[u8]> for Bytes<S, N> {
    type Error = BuildError;

    fn try_from(bytes: &[u8]) -> Result<Self, BuildError> {
        Self::new(bytes)
    }
}

impl<S: Slots<Element = u8>, N> Deref for Bytes<S, N> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl<S: Slots<Element = u8>, N: Name> Field for Bytes<S, N> {
    fn is_default(&self) -> bool {
        self.is_empty()
    }

    fn serialize_field<T: Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(&Base64(self))
        } else {
            serializer.serialize_bytes(self)
        }
    }
}

impl<S: Fixed, N> MaxJsonLen for Bytes<S, N> {
    const MAX_JSON_LEN: usize = 2 + S::CAPACITY.div_ceil(3) * 4;
    const MAX_PRESENT_LEN: usize = if S::CAPACITY == 0 { 0 } else { Self::MAX_JSON_LEN };
}

/// Displays base64 in pieces.
struct Base64<'a>(&'a [u8]);

impl fmt::Display for Base64<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for bytes in self.0.chunks(48) {
            let mut text = [0; 64];
            let len = BASE64_STANDARD.encode_slice(bytes, &mut text).map_err(|_| fmt::Error)?;
            let text = text.get(..len).unwrap_or_default();
            f.write_str(core::str::from_utf8(text).map_err(|_| fmt::Error)?)?;
        }
        Ok(())
    }
}

impl<S: fmt::Debug, N> fmt::Debug for Bytes<S, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(feature = "defmt")]
impl<S: Slots<Element = u8>, N> defmt::Format for Bytes<S, N> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "{=[u8]}", **self);
    }
}
