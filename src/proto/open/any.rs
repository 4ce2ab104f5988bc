//! `google.protobuf.Any`.

use super::canonical::{is_well_known, write_any};
use super::json_text::{JsonText, NO_MEMBERS, Open, longest_object};
use super::names::expect_distinct_names;
use super::open_type::is_open;
use super::tagged::Tagged;
use super::type_url::{Checked, TypeUrl, is_type_url};
use crate::error::{BuildError, DecodeError, SyntaxError, TYPE_FORM};
use crate::json::{CheckedJson, Reader, StringToken, deserialize_tagged_from};
use crate::max::MaxJsonLen;
use crate::profile::{FixedCapacity, Name, StringStorage, UnnamedCapacity};
use crate::proto::traits::Field;
use core::fmt;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

/// A type that can be used for a field that is a `google.protobuf.Any`: [`Any`], [`AnyOf`](crate::proto::AnyOf), or
/// [`Span`](crate::proto::Span) for reading.
///
/// ```
/// use vitalwire::Microcontroller;
/// use vitalwire::genomics::CheckInRequest;
/// use vitalwire::heapless::String;
/// use vitalwire::proto::{Any, AnyValue};
///
/// fn report<E: AnyValue>(event: E) -> CheckInRequest<Microcontroller, E> {
///     CheckInRequest { event: Some(event), ..Default::default() }
/// }
///
/// let leak: Any<String<48>> = r#"{"@type": "example.com/plant.Leak"}"#.parse()?;
/// assert_eq!(report(leak.clone()).event, Some(leak));
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
pub trait AnyValue: Field {}

/// A message of any type, as checked JSON text of limited length: `google.protobuf.Any`.
///
/// Its `@type` comes first; without members, it may have none.
///
/// ```
/// use vitalwire::heapless::String;
/// use vitalwire::proto::{Any, Timestamp};
///
/// let event: Any<String<80>> = r#"{ "litres": 5, "@type": "example.com/plant.Leak" }"#.parse()?;
/// assert_eq!(event.as_str(), r#"{"@type":"example.com/plant.Leak","litres":5}"#);
///
/// #[derive(serde::Serialize)]
/// struct Leak { litres: u32 }
/// assert_eq!(Any::pack("example.com/plant.Leak", &Leak { litres: 5 })?, event);
///
/// let seen = Any::<String<90>>::pack_value("type.googleapis.com/google.protobuf.Timestamp", &Timestamp::UNIX_EPOCH)?;
/// assert!(seen.as_str().ends_with(r#""value":"1970-01-01T00:00:00Z"}"#));
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Any<B, N = UnnamedCapacity>(JsonText<B, N>);

impl<B: StringStorage, N: Name> Any<B, N> {
    /// Checks JSON text, and stores it with its `@type` first, without white space or unneeded escapes. The `value`
    /// of a type of `google.protobuf` that has a JSON form of its own (`Duration`, `Timestamp`, `FieldMask`, `Struct`,
    /// `Value`, `ListValue`, the wrappers, another `Any`) is checked, too, and written in that form; numbers keep their
    /// digits.
    ///
    /// # Errors
    /// [`BuildError::Syntax`] if it isn't JSON, [`BuildError::OpenJson`] if it isn't an object with one valid `@type`,
    /// has duplicate names or such a `value` that isn't valid, [`BuildError::Capacity`] if it is too long.
    pub fn new(json: &str) -> Result<Self, BuildError> {
        crate::json::check(json)?;
        let mut any = Self::default();
        any.set(json)?;
        Ok(any)
    }

    /// Encodes a message of the type `type_url`, as in `type.googleapis.com/google.rpc.RetryInfo`: any host or path, a `/`,
    /// and the type's name. Some readers are stricter: those of Google's own Rust types need a single `/`, and a name of
    /// identifiers with dots between them.
    ///
    /// # Errors
    /// [`BuildError::Malformed`] for a type without a `/` and a name after it; [`BuildError::Serialize`] if the message
    /// can't be serialized, or its encoding isn't an object, as that of a value for [`pack_value`](Self::pack_value);
    /// [`BuildError::OpenJson`] if that isn't one of the type, or has duplicate names, such as a member called `@type`;
    /// [`BuildError::Syntax`] for more than 128 levels or a number beyond the range of a double;
    /// [`BuildError::Capacity`] if it is too long.
    pub fn pack<T: Serialize + ?Sized>(type_url: &str, message: &T) -> Result<Self, BuildError> {
        if !is_type_url(type_url.chars()) {
            return Err(BuildError::Malformed(TYPE_FORM));
        }
        let json = JsonText::encode_object(message, &Tagged { type_url, message, rejects_type: false })?;
        if !is_well_known(StringToken::plain(type_url)) {
            return Ok(Self(json));
        }
        let mut any = Self::default();
        any.set(json.as_str(NO_MEMBERS))?;
        Ok(any)
    }

    /// Encodes a value whose JSON isn't its members, such as a `Timestamp`, a `Duration`, a `Struct` or another
    /// `Any`: it becomes the member `value`.
    ///
    /// # Errors
    /// As [`pack`](Self::pack).
    pub fn pack_value<T: Serialize + ?Sized>(type_url: &str, value: &T) -> Result<Self, BuildError> {
        Self::pack(type_url, &ValueMember { value })
    }

    /// Returns its type, if it has one: a `/` and a name, usually after a host.
    #[must_use]
    pub fn type_url(&self) -> Option<impl fmt::Display> {
        let (_, type_url) = CheckedJson(self.as_str()).members().next()?;
        Some(StringToken::token(type_url.0))
    }

    /// Deserializes a user-defined message from it.
    ///
    /// ```
    /// use vitalwire::heapless::String;
    /// use vitalwire::proto::{Any, TypeUrl};
    ///
    /// #[derive(serde::Deserialize)]
    /// struct Leak { litres: u32 }
    ///
    /// impl TypeUrl for Leak {
    ///     const TYPE_URL: &'static str = "example.com/plant.Leak";
    /// }
    ///
    /// let event: Any<String<80>> = r#"{"litres": 5, "@type": "example.com/plant.Leak"}"#.parse()?;
    /// assert_eq!(event.type_url().unwrap().to_string(), "example.com/plant.Leak");
    /// assert_eq!(event.unpack::<Leak>().map(|leak| leak.litres), Ok(5));
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    ///
    /// # Errors
    /// [`Malformed`](crate::DecodeErrorKind::Malformed) if it is of another type,
    /// [`Missing`](crate::DecodeErrorKind::Missing) if it has none, or what in it doesn't match `T`.
    pub fn unpack<'de, T: Deserialize<'de> + TypeUrl>(&'de self) -> Result<T, DecodeError> {
        let mut reader = Reader::new(self.as_str().as_bytes());
        deserialize_tagged_from(Checked::<T>::tag().0, &mut reader).map_err(|stop| reader.error(stop))
    }
}

impl<B: StringStorage, N: Name> Open for Any<B, N> {
    type Storage = B;
    type Name = N;

    const FREE: &'static str = NO_MEMBERS;

    fn set(&mut self, json: &str) -> Result<(), BuildError> {
        expect_distinct_names(json, B::LIMIT)?;
        let mut text = self.0.write(NO_MEMBERS);
        let at = |part: &str| part.as_ptr().addr() - json.as_ptr().addr();
        write_any(json, &mut text, |part, text| {
            let copied = text.copy(part);
            Ok(copied.map_err(|error| SyntaxError { offset: at(part) + error.offset, ..error })?)
        })?;
        text.finish()
    }
}

is_open!(Any);

impl<B: StringStorage, N: Name> AnyValue for Any<B, N> {}

impl<B: FixedCapacity, N> MaxJsonLen for Any<B, N> {
    const MAX_JSON_LEN: usize = longest_object(B::CAPACITY, r#"{"@type":"/a"}"#);
}

/// The member `value` of an Any.
struct ValueMember<'a, T: ?Sized> {
    value: &'a T,
}

impl<T: Serialize + ?Sized> Serialize for ValueMember<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_struct("ValueMember", 1)?;
        members.serialize_field("value", self.value)?;
        members.end()
    }
}
