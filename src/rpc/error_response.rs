//! The body of a failed request.

use super::Code;
use crate::error::JsonType;
use crate::json::{Output, Reader, Stop};
use crate::proto::{Field, Span};
use crate::{ConstEmpty, message};
use core::fmt;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer};

/// The body of an error response: `{"error": {…}}`, or an array of such objects.
///
/// All members are optional. A body that isn't JSON, such as a proxy's error page, is a
/// [`DecodeError`](crate::DecodeError). [`Outcome::of_response`](super::Outcome::of_response) looks at both, and at the
/// HTTP status. The type is meant for decoding only: its [`Span`]s are written as empty objects.
///
/// ```
/// use vitalwire::rpc::{Code, ErrorResponse};
///
/// let body = br#"{"error": {"code": 503, "message": "Try \"again\".", "status": "UNAVAILABLE", "details": []}}"#;
/// let error = vitalwire::decode::<ErrorResponse>(body)?.error;
/// assert_eq!((error.code, error.status), (503, Some(Code::Unavailable)));
/// assert_eq!(error.message.and_then(|message| message.text(body)).unwrap().to_string(), r#"Try "again"."#);
/// # Ok::<(), vitalwire::DecodeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ErrorResponse {
    /// The error. Of an array, only the first element is read; the others are skipped, even by a strict
    /// [`Decoder`](crate::Decoder).
    pub error: ErrorDetails,
}

message! {
    /// The error in an [`ErrorResponse`]: its member `error`.
    ///
    /// ```
    /// use vitalwire::rpc::{Code, ErrorDetails};
    ///
    /// let details: ErrorDetails = vitalwire::decode(br#"{"code": 409, "status": "ABORTED"}"#)?;
    /// assert_eq!((details.code, details.status), (409, Some(Code::Aborted)));
    /// # Ok::<(), vitalwire::DecodeError>(())
    /// ```
    #[derive(Copy)]
    pub struct ErrorDetails {
        /// The HTTP status: 0 if the backend doesn't say it.
        pub code: i32 as "code",
        /// The error message, for developers, in English; [`Span::text`] returns it.
        pub message: Option<Span> as "message",
        /// The `google.rpc.Code`, if this crate knows it.
        pub status: Option<Code> as "status",
        /// Details: a list of messages, each with its own `@type`.
        pub details: Option<Span> as "details",
        /// The errors in an older form: a list of objects, whose `reason` may say more than `status`.
        pub errors: Option<Span> as "errors",
    }
}

message! {
    struct Envelope {
        error: ErrorDetails as "error",
    }
}

impl ErrorResponse {
    /// An empty error response.
    pub const EMPTY: Self = Self { error: ErrorDetails::EMPTY };
}

impl ConstEmpty for ErrorResponse {
    const EMPTY: Self = Self::EMPTY;
}

impl Field for ErrorResponse {
    fn absent() -> Self {
        Self::default()
    }

    fn is_default(&self) -> bool {
        false
    }

    fn write<O: Output>(&self, output: &mut O) {
        Envelope { error: self.error }.write(output);
    }

    fn serialize_field<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<bool, Stop> {
        let mut envelope = Envelope::absent();
        if reader.next_type() == JsonType::Array {
            let mut is_first = true;
            reader.array(&mut |reader| {
                if core::mem::take(&mut is_first) { envelope.read(reader).map(drop) } else { reader.skip() }
            })?;
        } else {
            envelope.read(reader)?;
        }
        self.error = envelope.error;
        Ok(true)
    }

    fn deserialize_field<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<bool, D::Error> {
        *self = Self::deserialize(deserializer)?;
        Ok(true)
    }
}

impl Serialize for ErrorResponse {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Envelope { error: self.error }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for ErrorResponse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ErrorVisitor)
    }
}

struct ErrorVisitor;

impl<'de> Visitor<'de> for ErrorVisitor {
    type Value = ErrorResponse;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with an error, or an array of such")
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<ErrorResponse, A::Error> {
        let Envelope { error } = Envelope::deserialize(MapAccessDeserializer::new(access))?;
        Ok(ErrorResponse { error })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<ErrorResponse, A::Error> {
        let first = access.next_element::<Envelope>()?;
        while access.next_element::<IgnoredAny>()?.is_some() {}
        Ok(ErrorResponse { error: first.map(|envelope| envelope.error).unwrap_or_default() })
    }
}

// A derived implementation would show the details with their names in quotes.
#[cfg(feature = "defmt")]
impl defmt::Format for ErrorResponse {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "{{error: {} }}", self.error);
    }
}
