//! What is read, and beside it what is refused.

use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use std::fmt::Debug;
use vitalwire::json::{self, Decoder};
use vitalwire::{DecodeError, DecodeErrorKind};

/// One line is a pair of inputs: the first is read, and written as it says; the second fails, where and in which field
/// and why it says.
macro_rules! pairs {
    ($check:path; $(
        $read:tt is $written:tt, and $refused:tt fails at $offset:tt $(in $field:literal)?: $kind:expr;
    )+) => {
        $crate::pairs::all_hold(&[$(
            $check($read, $written, ($refused, $offset, None $(.or(Some($field)))?, $kind)),
        )+]);
    };
}

#[track_caller]
pub fn all_hold(pairs: &[Result<(), String>]) {
    let failed: Vec<&str> = pairs.iter().filter_map(|pair| pair.as_ref().err()).map(String::as_str).collect();
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
}

/// An input, and the offset, field and kind of the error that it is.
pub type Refused<I> = (I, usize, Option<&'static str>, DecodeErrorKind);

pub fn pair<T: Serialize + DeserializeOwned>(
    read: impl AsRef<[u8]>,
    written: &str,
    refused: Refused<impl AsRef<[u8]>>,
) -> Result<(), String> {
    is_written::<T>(read.as_ref(), written, lenient)?;
    is_refused::<T>(refused.0.as_ref(), &refused, lenient)
}

/// A pair to a decoder that takes no names that aren't known.
pub fn strict_pair<T: Serialize + DeserializeOwned>(
    read: impl AsRef<[u8]>,
    written: &str,
    refused: Refused<impl AsRef<[u8]>>,
) -> Result<(), String> {
    is_written::<T>(read.as_ref(), written, strict)?;
    is_refused::<T>(refused.0.as_ref(), &refused, strict)
}

/// A pair whose second input isn't JSON: that is so to the same byte whether it's looked at, kept or ignored.
pub fn json_pair<T: Serialize + DeserializeOwned>(
    read: impl AsRef<[u8]>,
    written: &str,
    refused: Refused<impl AsRef<[u8]>>,
) -> Result<(), String> {
    let input = refused.0.as_ref();
    pair::<T>(&read, written, (input, refused.1, refused.2, refused.3))?;
    json::from_slice::<serde_json::Value>(read.as_ref()).map_err(|error| format!("looked at: {error}"))?;
    json::from_slice::<IgnoredAny>(read.as_ref()).map_err(|error| format!("ignored: {error}"))?;
    is_refused::<serde_json::Value>(input, &refused, lenient)?;
    is_refused::<super::Value>(input, &refused, lenient)?;
    is_refused::<IgnoredAny>(input, &refused, lenient)
}

fn is_written<T: Serialize + DeserializeOwned>(
    input: &[u8],
    written: &str,
    decoder: fn(&[u8]) -> Decoder<'_>,
) -> Result<(), String> {
    for input in [input, written.as_bytes()] {
        let value: T = whole(decoder(input)).map_err(|error| format!("{}: {error}", input.escape_ascii()))?;
        let encoded = encode(&value);
        if encoded != written {
            return Err(format!("{}: {encoded}", input.escape_ascii()));
        }
    }
    Ok(())
}

fn is_refused<T: DeserializeOwned>(
    input: &[u8],
    (_, offset, field, kind): &Refused<impl AsRef<[u8]>>,
    decoder: fn(&[u8]) -> Decoder<'_>,
) -> Result<(), String> {
    match whole::<T>(decoder(input)) {
        Ok(_) => Err(format!("{}: read", input.escape_ascii())),
        Err(error) if (error.offset, error.field, error.kind) == (*offset, *field, *kind) => Ok(()),
        Err(error) => Err(format!("{}: {error:?}", input.escape_ascii())),
    }
}

fn lenient(input: &[u8]) -> Decoder<'_> {
    Decoder::new(input)
}

fn strict(input: &[u8]) -> Decoder<'_> {
    Decoder::new(input).deny_unknown()
}

fn whole<T: DeserializeOwned>(mut decoder: Decoder<'_>) -> Result<T, DecodeError> {
    let value = decoder.value()?;
    decoder.end()?;
    Ok(value)
}

pub fn encode(value: &impl Serialize) -> String {
    let mut encoded = String::new();
    json::to_fmt(value, &mut encoded).expect("an encoding");
    encoded
}

/// Checks one input that is refused.
#[track_caller]
pub fn refuses<T: DeserializeOwned + Debug>(input: &str, offset: usize, field: Option<&str>, kind: DecodeErrorKind) {
    let error = json::from_str::<T>(input).expect_err(input);
    assert_eq!((error.offset, error.field, error.kind), (offset, field, kind), "{input}");
}
