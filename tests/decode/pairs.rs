//! Pairs of inputs, one accepted and one rejected.

use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use vitalwire::json;
use vitalwire::proto::Field;
use vitalwire::{DecodeError, DecodeErrorKind, Decoder};

/// Each line is a pair of inputs. The first is read, and written as the line says; the second fails with the line's
/// offset, field and kind of error.
macro_rules! pairs {
    ($check:path; $(
        $read:tt is $written:tt, and $rejected:tt fails at $offset:tt $(in $field:literal)?: $kind:expr;
    )+) => {
        $crate::pairs::all_hold(&[$(
            $check($read, $written, ($rejected, $offset, None $(.or(Some($field)))?, $kind)),
        )+]);
    };
}

#[track_caller]
pub fn all_hold(pairs: &[Result<(), String>]) {
    let failed: Vec<&str> = pairs.iter().filter_map(|pair| pair.as_ref().err()).map(String::as_str).collect();
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
}

/// An input, and the offset, field and kind of its error.
pub type Rejected<I> = (I, usize, Option<&'static str>, DecodeErrorKind);

/// Checks a pair for a field: a message, or any other.
pub fn pair<T: Field>(
    read: impl AsRef<[u8]>,
    written: &str,
    rejected: Rejected<impl AsRef<[u8]>>,
) -> Result<(), String> {
    is_written::<Of<T>>(read.as_ref(), written, lenient)?;
    is_rejected::<Of<T>>(rejected.0.as_ref(), &rejected, lenient)
}

/// Checks a pair with a decoder that rejects unknown names.
pub fn strict_pair<T: Field>(
    read: impl AsRef<[u8]>,
    written: &str,
    rejected: Rejected<impl AsRef<[u8]>>,
) -> Result<(), String> {
    is_written::<Of<T>>(read.as_ref(), written, strict)?;
    is_rejected::<Of<T>>(rejected.0.as_ref(), &rejected, strict)
}

/// Checks a pair for a serde type.
pub fn serde_pair<T: Serialize + DeserializeOwned>(
    read: impl AsRef<[u8]>,
    written: &str,
    rejected: Rejected<impl AsRef<[u8]>>,
) -> Result<(), String> {
    is_written::<OfSerde<T>>(read.as_ref(), written, lenient)?;
    is_rejected::<OfSerde<T>>(rejected.0.as_ref(), &rejected, lenient)
}

/// Checks a pair for a serde type, with a decoder that rejects unknown names.
pub fn strict_serde_pair<T: Serialize + DeserializeOwned>(
    read: impl AsRef<[u8]>,
    written: &str,
    rejected: Rejected<impl AsRef<[u8]>>,
) -> Result<(), String> {
    is_written::<OfSerde<T>>(read.as_ref(), written, strict)?;
    is_rejected::<OfSerde<T>>(rejected.0.as_ref(), &rejected, strict)
}

/// Checks a pair whose second input isn't JSON: parsed, kept or ignored, it fails at the same byte.
pub fn json_pair<T: Field>(
    read: impl AsRef<[u8]>,
    written: &str,
    rejected: Rejected<impl AsRef<[u8]>>,
) -> Result<(), String> {
    let input = rejected.0.as_ref();
    pair::<T>(&read, written, (input, rejected.1, rejected.2, rejected.3))?;
    is_json(read.as_ref())?;
    isnt_json(input, &rejected)
}

/// Does the same for a serde type.
pub fn json_serde_pair<T: Serialize + DeserializeOwned>(
    read: impl AsRef<[u8]>,
    written: &str,
    rejected: Rejected<impl AsRef<[u8]>>,
) -> Result<(), String> {
    let input = rejected.0.as_ref();
    serde_pair::<T>(&read, written, (input, rejected.1, rejected.2, rejected.3))?;
    is_json(read.as_ref())?;
    isnt_json(input, &rejected)
}

fn is_json(input: &[u8]) -> Result<(), String> {
    json::from_slice::<serde_json::Value>(input).map_err(|error| format!("parsed: {error}"))?;
    json::from_slice::<IgnoredAny>(input).map_err(|error| format!("ignored: {error}"))?;
    Ok(())
}

fn isnt_json(input: &[u8], rejected: &Rejected<impl AsRef<[u8]>>) -> Result<(), String> {
    is_rejected::<OfSerde<serde_json::Value>>(input, rejected, lenient)?;
    is_rejected::<Of<super::Value>>(input, rejected, lenient)?;
    is_rejected::<Ignored>(input, rejected, lenient)
}

/// Reads and writes values, with or without serde.
trait Read {
    type Value;

    fn read(decoder: Options<'_>) -> Result<Self::Value, DecodeError>;

    fn encode(value: &Self::Value) -> String;
}

/// An input, and whether unknown names are rejected.
struct Options<'a>(&'a [u8], bool);

fn lenient(input: &[u8]) -> Options<'_> {
    Options(input, false)
}

fn strict(input: &[u8]) -> Options<'_> {
    Options(input, true)
}

struct Of<T>(std::marker::PhantomData<T>);

impl<T: Field> Read for Of<T> {
    type Value = T;

    fn read(Options(input, is_strict): Options<'_>) -> Result<T, DecodeError> {
        let mut decoder = Decoder::new(input);
        decoder = if is_strict { decoder.deny_unknown() } else { decoder };
        let value = decoder.value()?;
        decoder.end()?;
        Ok(value)
    }

    fn encode(value: &T) -> String {
        encode(value)
    }
}

struct OfSerde<T>(std::marker::PhantomData<T>);

impl<T: Serialize + DeserializeOwned> Read for OfSerde<T> {
    type Value = T;

    fn read(Options(input, is_strict): Options<'_>) -> Result<T, DecodeError> {
        let mut decoder = json::Decoder::new(input);
        decoder = if is_strict { decoder.deny_unknown() } else { decoder };
        let value = decoder.value()?;
        decoder.end()?;
        Ok(value)
    }

    fn encode(value: &T) -> String {
        let mut encoded = String::new();
        json::to_fmt(value, &mut encoded).expect("an encoding");
        encoded
    }
}

struct Ignored;

impl Read for Ignored {
    type Value = ();

    fn read(Options(input, _): Options<'_>) -> Result<(), DecodeError> {
        json::from_slice::<IgnoredAny>(input).map(drop)
    }

    fn encode((): &()) -> String {
        String::new()
    }
}

fn is_written<T: Read>(input: &[u8], written: &str, options: fn(&[u8]) -> Options<'_>) -> Result<(), String> {
    for input in [input, written.as_bytes()] {
        let value = T::read(options(input)).map_err(|error| format!("{}: {error}", input.escape_ascii()))?;
        let encoded = T::encode(&value);
        if encoded != written {
            return Err(format!("{}: {encoded}", input.escape_ascii()));
        }
    }
    Ok(())
}

fn is_rejected<T: Read>(
    input: &[u8],
    (_, offset, field, kind): &Rejected<impl AsRef<[u8]>>,
    options: fn(&[u8]) -> Options<'_>,
) -> Result<(), String> {
    match T::read(options(input)) {
        Ok(_) => Err(format!("{}: read", input.escape_ascii())),
        Err(error) if (error.offset, error.field, error.kind) == (*offset, *field, *kind) => Ok(()),
        Err(error) => Err(format!("{}: {error:?}", input.escape_ascii())),
    }
}

pub fn encode(value: &impl Field) -> String {
    let mut encoded = String::new();
    vitalwire::to_fmt(value, &mut encoded).expect("an encoding");
    encoded
}

/// Checks one input that is rejected.
#[track_caller]
pub fn rejects<T: Field>(input: &str, offset: usize, field: Option<&str>, kind: DecodeErrorKind) {
    let error = vitalwire::decode::<T>(input.as_bytes()).expect_err(input);
    assert_eq!((error.offset, error.field, error.kind), (offset, field, kind), "{input}");
}
