//! `string`.

use super::deserialize::{FromScalar, deserialize_scalar};
use crate::empty::ConstEmpty;
use crate::error::{BuildError, CapacityError, DecodeErrorKind};
use crate::json::{Key, ObjectKey, Output, Reader, Scalar, Stop, StringToken, Writer, escaped_len};
use crate::max::{MaxJsonLen, sum};
use crate::profile::{FixedCapacity, Name, StringStorage, UnnamedCapacity, capacity_exceeded};
use crate::proto::traits::{Field, MapKey};
use core::borrow::Borrow;
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;
use core::ops::Deref;
use core::str::FromStr;
use serde::{Deserializer, Serializer};

/// A string of limited length: a proto `string`.
///
/// The limit counts bytes *as JSON*: a character that must be escaped (`"`, `\`, and the control characters) counts
/// as two or six. The string is therefore never longer on the wire than its capacity, whatever it contains, and ids
/// and codes, which have no such characters, can use all of it. It's made from a `&str` by `try_into()?`, or cut by
/// [`truncated`](Self::truncated).
///
/// ```
/// use vitalwire::heapless::String;
/// use vitalwire::proto::Text;
///
/// let id: Text<String<8>> = "boiler-7".try_into()?;
/// assert_eq!(id.as_str(), "boiler-7");
///
/// assert!(Text::<String<8>>::new("\"boiler\"").is_err());
/// assert_eq!(Text::<String<8>>::truncated("\"boiler\"").as_str(), "\"boiler");
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Default)]
pub struct Text<B, N = UnnamedCapacity> {
    /// Its escaped length is at most `B::LIMIT`, and `N` has checked it.
    pub(super) storage: B,
    /// Whether it is longer as JSON; if not, it needn't be scanned again when it is written. (A `bool` has spare
    /// values, with which an optional message would be marked as unset, instead of with zeros.)
    pub(super) has_escapes: u8,
    name: PhantomData<N>,
}

impl<B: StringStorage, N: Name> Text<B, N> {
    /// Copies `text`, if it fits.
    ///
    /// # Errors
    /// [`BuildError::Capacity`], or [`BuildError::Reserved`] for a string that must not be sent.
    pub fn new(text: &str) -> Result<Self, BuildError> {
        let mut new = Self::default();
        new.push_str(text)?;
        Ok(new)
    }

    /// Copies as much of `text` as fits, cut between two characters; nothing if that must not be sent.
    #[must_use]
    pub fn truncated(text: &str) -> Self {
        let mut left = B::LIMIT;
        let end = text.char_indices().find_map(|(at, character)| {
            match left.checked_sub(escaped_len(character.encode_utf8(&mut [0; 4]))) {
                Some(rest) => {
                    left = rest;
                    None
                }
                None => Some(at),
            }
        });
        Self::new(end.and_then(|end| text.get(..end)).unwrap_or(text)).unwrap_or_default()
    }

    /// Replaces the string with `text`, in place.
    ///
    /// # Errors
    /// [`BuildError::Capacity`], or [`BuildError::Reserved`] for a string that must not be sent. The string is then
    /// empty.
    pub fn set(&mut self, text: &str) -> Result<(), BuildError> {
        self.storage.clear();
        self.has_escapes = 0;
        self.push_str(text)
    }

    /// Appends `text`, or changes nothing.
    ///
    /// # Errors
    /// [`BuildError::Capacity`], or [`BuildError::Reserved`] for a string that must not be sent.
    pub fn push_str(&mut self, text: &str) -> Result<(), BuildError> {
        N::check(self.as_str(), text)?;
        let escaped = escaped_len(text);
        let needed = self.escaped_len().saturating_add(escaped);
        if needed > B::LIMIT || self.storage.push_str(text).is_err() {
            return Err(capacity_exceeded::<N>("string", B::LIMIT, needed).into());
        }
        self.has_escapes |= u8::from(escaped > text.len());
        Ok(())
    }

    /// Returns the string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.storage.as_ref()
    }

    /// Returns the container that holds the string.
    #[must_use]
    pub fn into_inner(self) -> B {
        self.storage
    }
}

impl<B: StringStorage, N: Name> TryFrom<&str> for Text<B, N> {
    type Error = BuildError;

    fn try_from(text: &str) -> Result<Self, BuildError> {
        Self::new(text)
    }
}

impl<B: StringStorage, N: Name> FromStr for Text<B, N> {
    type Err = BuildError;

    fn from_str(text: &str) -> Result<Self, BuildError> {
        Self::new(text)
    }
}

/// For `write!`: a piece that doesn't fit is rejected.
impl<B: StringStorage, N: Name> fmt::Write for Text<B, N> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push_str(text).map_err(|_| fmt::Error)
    }
}

impl<B: StringStorage, N: Name> Field for Text<B, N> {
    fn absent() -> Self {
        Self::default()
    }

    fn is_default(&self) -> bool {
        B::LIMIT == 0 || self.as_str().is_empty()
    }

    fn write<O: Output>(&self, output: &mut O) {
        output.text(self.as_str(), self.has_escapes());
    }

    #[inline(always)] // `index` and `name` are constants of the caller's.
    fn write_member<O: Output>(&self, index: usize, name: Key, output: &mut O) -> bool {
        B::LIMIT > 0 && output.text_member(index, name, self.as_str(), self.has_escapes())
    }

    #[inline]
    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }

    fn clear(&mut self) {
        self.storage.clear();
        self.has_escapes = 0;
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
        #[cfg(feature = "alloc")]
        if let Some(string) = self.storage.as_string() {
            self.has_escapes = reader.growing_string(string)?.into();
            return self.checked().map_err(|error| reader.fail(error.into()));
        }
        self.has_escapes = read_text(reader, Self::CAPACITY, &mut |piece| self.storage.push_str(piece).is_ok())?.into();
        self.checked().map_err(|error| reader.fail(error.into()))
    }

    fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
        deserialize_scalar(self, deserializer)
    }

    crate::__log_by_format! {}

    #[cfg(feature = "_sample")]
    fn sample(sampler: &mut dyn crate::sample::Sampler, _: bool) -> Self {
        Self::truncated(sampler.text(B::LIMIT))
    }
}

impl<B: StringStorage, N: Name> Text<B, N> {
    /// The capacity, for errors; `needed` is filled in.
    const CAPACITY: &'static CapacityError = &capacity_exceeded::<N>("string", B::LIMIT, 0);

    #[inline(always)] // One comparison.
    fn has_escapes(&self) -> bool {
        self.has_escapes != 0
    }

    fn escaped_len(&self) -> usize {
        if self.has_escapes() { escaped_len(self.as_str()) } else { self.as_str().len() }
    }

    fn checked(&self) -> Result<bool, BuildError> {
        N::check(self.as_str(), "").map(|()| true)
    }
}

/// Reads a string and passes it to `push` piece by piece. Returns whether it has escapes when it is written.
#[inline(never)] // One copy for all capacities.
fn read_text(
    reader: &mut Reader<'_>,
    capacity: &'static CapacityError,
    push: &mut dyn FnMut(&str) -> bool,
) -> Result<bool, Stop> {
    let text = reader.string()?;
    if !text.is_escaped() {
        let text = reader.spelling(text);
        return if text.len() <= capacity.limit && push(text) {
            Ok(false)
        } else {
            Err(too_long(reader, text.len(), capacity))
        };
    }
    let needed = text.escaped_len();
    let mut len = 0;
    let mut push = |piece: &str| {
        len += piece.len();
        if push(piece) { Ok(()) } else { Err(()) }
    };
    if needed > capacity.limit || text.try_for_each_piece(&mut push).is_err() {
        return Err(too_long(reader, needed, capacity));
    }
    Ok(needed > len)
}

#[cold] // Keeps the error off the hot path and the caller's stack.
#[inline(never)]
fn too_long(reader: &mut Reader<'_>, needed: usize, capacity: &'static CapacityError) -> Stop {
    reader.fail_capacity(&CapacityError { needed, ..*capacity })
}

fn copy_text(
    text: StringToken<'_>,
    capacity: &'static CapacityError,
    push: &mut dyn FnMut(&str) -> bool,
) -> Result<usize, CapacityError> {
    let needed = text.escaped_len();
    let too_long = CapacityError { needed, ..*capacity };
    if needed > capacity.limit {
        return Err(too_long);
    }
    text.try_for_each_piece(|piece| if push(piece) { Ok(()) } else { Err(too_long) })?;
    Ok(needed)
}

impl<B: StringStorage, N: Name> FromScalar for Text<B, N> {
    const WHAT: &'static str = "a string";

    fn set(&mut self, scalar: Scalar<'_>) -> Result<bool, DecodeErrorKind> {
        let Scalar::String(text) = scalar else { return scalar.wrong_type() };
        let len = copy_text(text, Self::CAPACITY, &mut |piece| self.storage.push_str(piece).is_ok())?;
        self.has_escapes = u8::from(len > self.as_str().len());
        Ok(self.checked()?)
    }
}

impl<B: ConstEmpty, N> ConstEmpty for Text<B, N> {
    const EMPTY: Self = Self { storage: B::EMPTY, has_escapes: 0, name: PhantomData };
}

impl<B: StringStorage, N: Name> ObjectKey for Text<B, N> {
    #[inline]
    fn write_key(&self, writer: &mut Writer<'_>) {
        writer.checked_text(self.as_str(), self.has_escapes());
    }

    fn key_len(&self) -> usize {
        2 + self.escaped_len()
    }
}

impl<B: StringStorage, N: Name> MapKey for Text<B, N> {
    #[inline]
    fn serialize_key<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<B: FixedCapacity, N> MaxJsonLen for Text<B, N> {
    const MAX_JSON_LEN: usize = sum(2, B::CAPACITY);
    const MAX_PRESENT_LEN: usize = if B::CAPACITY == 0 { 0 } else { Self::MAX_JSON_LEN };
}

impl<B: StringStorage, N: Name> Deref for Text<B, N> {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

/// It is compared, ordered and hashed like its string.
impl<B: StringStorage, N> Borrow<str> for Text<B, N> {
    fn borrow(&self) -> &str {
        self.storage.as_ref()
    }
}

impl<B: StringStorage, N: Name> AsRef<str> for Text<B, N> {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl<B: PartialEq, N> PartialEq for Text<B, N> {
    fn eq(&self, other: &Self) -> bool {
        self.storage == other.storage
    }
}

impl<B: Eq, N> Eq for Text<B, N> {}

impl<B: Ord, N> PartialOrd for Text<B, N> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<B: Ord, N> Ord for Text<B, N> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.storage.cmp(&other.storage)
    }
}

/// As that of its string.
///
/// ```
/// use std::collections::HashMap;
/// use vitalwire::heapless::String;
/// use vitalwire::proto::Text;
///
/// let litres = HashMap::from([(Text::<String<8>>::new("left")?, 12)]);
/// assert_eq!(litres.get("left"), Some(&12));
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
impl<B: StringStorage, N> Hash for Text<B, N> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.storage.as_ref().hash(state);
    }
}

impl<B: StringStorage, N: Name> PartialEq<Text<B, N>> for str {
    fn eq(&self, other: &Text<B, N>) -> bool {
        self == other.as_str()
    }
}

impl<B: StringStorage, N: Name> PartialEq<Text<B, N>> for &str {
    fn eq(&self, other: &Text<B, N>) -> bool {
        *self == other.as_str()
    }
}

impl<B: StringStorage, N: Name> PartialEq<str> for Text<B, N> {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl<B: StringStorage, N: Name> PartialEq<&str> for Text<B, N> {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl<B: StringStorage, N: Name> fmt::Debug for Text<B, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl<B: StringStorage, N: Name> fmt::Display for Text<B, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

#[cfg(feature = "defmt")]
impl<B: StringStorage, N: Name> defmt::Format for Text<B, N> {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "{=str}", self.as_str());
    }
}
