//! An Any as ProtoJSON writes it: its `@type` first, and the `value` of a type that has a JSON form of its own in the
//! form that is written.

use super::type_url::is_type_url;
use crate::error::{BuildError, OpenJsonError, OpenJsonErrorKind};
use crate::json::{
    CheckedJson, Integer, NotAnInteger, Sink, StringToken, decimal, exceeds_double, exceeds_float, integer, is_number,
};
use crate::proto::containers::{decode_base64, encode_base64};
use crate::proto::well_known::{AsciiType, Duration, Timestamp};

/// Writes the Any in the checked `json`, from which offsets count. `copy` writes JSON without white space and unneeded
/// escapes.
///
/// An Any in an Any is written in the same loop: the type of an Any's `value` is known only for those of
/// [`WELL_KNOWN`].
pub(super) fn write_any<S: Sink>(
    json: &str,
    sink: &mut S,
    copy: impl Fn(&str, &mut S) -> Result<(), BuildError>,
) -> Result<(), BuildError> {
    let error = |part: &str, kind| {
        BuildError::from(OpenJsonError { offset: part.as_ptr().addr() - json.as_ptr().addr(), kind })
    };
    let mut any = CheckedJson(json.trim_ascii());
    let mut open = 0_usize;
    loop {
        if !any.0.starts_with('{') {
            return Err(error(any.0, OpenJsonErrorKind::NotAnObject));
        }
        let is_type = |(key, _): &(&str, CheckedJson<'_>)| StringToken::token(key).is("@type");
        let Some((_, CheckedJson(type_url))) = any.members().find(is_type) else {
            if any.members().next().is_some() {
                return Err(error(any.0, OpenJsonErrorKind::MissingType));
            }
            sink.write(b"{}");
            break;
        };
        if !type_url.starts_with('"') || !is_type_url(StringToken::token(type_url).chars()) {
            return Err(error(type_url, OpenJsonErrorKind::InvalidType));
        }
        sink.write(b"{\"@type\":");
        copy(type_url, sink)?;
        let mut others = any.members().filter(|member| !is_type(member));
        let Some(form) = form_of(StringToken::token(type_url)) else {
            for (key, value) in others {
                sink.write(b",");
                copy(key, sink)?;
                sink.write(b":");
                copy(value.0, sink)?;
            }
            sink.write(b"}");
            break;
        };
        let value = match (others.next(), others.next()) {
            (Some((key, value)), None) if StringToken::token(key).is("value") => value,
            (None, _) => return Err(error(any.0, OpenJsonErrorKind::MissingValue)),
            (Some((key, _)), other) => {
                let unexpected =
                    if StringToken::token(key).is("value") { other.map_or(key, |(other, _)| other) } else { key };
                return Err(error(unexpected, OpenJsonErrorKind::UnexpectedMember));
            }
        };
        sink.write(b",\"value\":");
        if let Form::Any = form {
            any = value;
            open += 1;
            continue;
        }
        if !write_value(form, value.0, sink, &copy)? {
            return Err(error(value.0, OpenJsonErrorKind::InvalidValue));
        }
        sink.write(b"}");
        break;
    }
    for _ in 0..open {
        sink.write(b"}");
    }
    Ok(())
}

/// The JSON form of a type's value.
#[derive(Clone, Copy)]
enum Form {
    Any,
    Duration,
    Timestamp,
    FieldMask,
    /// Anything that starts with this character, or anything at all.
    Open(Option<char>),
    /// Exactly one of these.
    Word(&'static [&'static str]),
    /// An integer from the first number to the second, in quotes or bare.
    Integer(i64, u64, bool),
    /// A number that this doesn't exceed.
    Number(fn(&str) -> bool),
    Bytes,
}

/// The types whose JSON isn't that of their fields, with the `/` before their names.
const WELL_KNOWN: [(&str, Form); 17] = [
    ("/google.protobuf.Any", Form::Any),
    ("/google.protobuf.Duration", Form::Duration),
    ("/google.protobuf.Timestamp", Form::Timestamp),
    ("/google.protobuf.FieldMask", Form::FieldMask),
    ("/google.protobuf.Struct", Form::Open(Some('{'))),
    ("/google.protobuf.Value", Form::Open(None)),
    ("/google.protobuf.ListValue", Form::Open(Some('['))),
    ("/google.protobuf.NullValue", Form::Word(&["null"])),
    ("/google.protobuf.BoolValue", Form::Word(&["true", "false"])),
    ("/google.protobuf.StringValue", Form::Open(Some('"'))),
    ("/google.protobuf.BytesValue", Form::Bytes),
    ("/google.protobuf.Int32Value", Form::Integer(i32::MIN as i64, i32::MAX as u64, false)),
    ("/google.protobuf.UInt32Value", Form::Integer(0, u32::MAX as u64, false)),
    ("/google.protobuf.Int64Value", Form::Integer(i64::MIN, i64::MAX as u64, true)),
    ("/google.protobuf.UInt64Value", Form::Integer(0, u64::MAX, true)),
    ("/google.protobuf.FloatValue", Form::Number(exceeds_float)),
    ("/google.protobuf.DoubleValue", Form::Number(exceeds_double)),
];

/// Whether the JSON of a type isn't that of its fields.
pub(super) fn is_well_known(type_url: StringToken<'_>) -> bool {
    form_of(type_url).is_some()
}

fn form_of(type_url: StringToken<'_>) -> Option<Form> {
    WELL_KNOWN.iter().find(|(name, _)| type_url.ends_with(name)).map(|(_, form)| *form)
}

/// Writes a value in its form; returns whether it is one.
fn write_value<S: Sink>(
    form: Form,
    json: &str,
    sink: &mut S,
    copy: &impl Fn(&str, &mut S) -> Result<(), BuildError>,
) -> Result<bool, BuildError> {
    let text = json.starts_with('"').then(|| StringToken::token(json));
    match form {
        // Written by the caller.
        Form::Any => return Ok(false),
        Form::Duration => return Ok(text.is_some_and(|text| write_ascii::<Duration>(text, sink))),
        Form::Timestamp => return Ok(text.is_some_and(|text| write_ascii::<Timestamp>(text, sink))),
        Form::FieldMask => {
            if text.is_none_or(|paths| paths.chars().any(|character| character == '_')) {
                return Ok(false);
            }
            copy(json, sink)?;
        }
        Form::Open(first) => {
            if first.is_some_and(|first| !json.starts_with(first)) {
                return Ok(false);
            }
            copy(json, sink)?;
        }
        Form::Word(words) => {
            if !words.contains(&json) {
                return Ok(false);
            }
            sink.write(json.as_bytes());
        }
        Form::Integer(min, max, is_quoted) => {
            let number = match text {
                Some(text) => text.with_short(integer),
                None => integer(json.as_bytes()),
            };
            return Ok(write_integer(number, min, max, is_quoted, sink));
        }
        Form::Number(exceeds) => return write_number(json, text, exceeds, sink, copy),
        Form::Bytes => return Ok(text.is_some_and(|text| write_bytes(text, sink))),
    }
    Ok(true)
}

fn write_ascii<T: AsciiType>(text: StringToken<'_>, sink: &mut impl Sink) -> bool {
    let Ok(value) = text.with_short(T::parse) else { return false };
    sink.write(value.to_text().as_bytes());
    true
}

fn write_integer(
    number: Result<Integer, NotAnInteger>,
    min: i64,
    max: u64,
    is_quoted: bool,
    sink: &mut impl Sink,
) -> bool {
    let Ok(number) = number else { return false };
    let is_in_range = match number.to_u64() {
        Some(positive) => positive <= max,
        None => number.to_i64().is_some_and(|negative| negative >= min),
    };
    if is_in_range {
        let quote: &[u8] = if is_quoted { b"\"" } else { b"" };
        sink.write(quote);
        sink.write(decimal(number.magnitude, number.negative && number.magnitude != 0).as_bytes());
        sink.write(quote);
    }
    is_in_range
}

/// Writes a number with the digits that it has.
fn write_number<S: Sink>(
    json: &str,
    text: Option<StringToken<'_>>,
    exceeds: fn(&str) -> bool,
    sink: &mut S,
    copy: &impl Fn(&str, &mut S) -> Result<(), BuildError>,
) -> Result<bool, BuildError> {
    let Some(text) = text else {
        return Ok(is_number(json.as_bytes()) && !exceeds(json) && copy(json, sink).is_ok());
    };
    if ["NaN", "Infinity", "-Infinity"].iter().any(|name| text.is(name)) {
        copy(json, sink)?;
        return Ok(true);
    }
    Ok(text.with_short(|number| {
        let number = core::str::from_utf8(number).unwrap_or_default();
        let is_valid = is_number(number.as_bytes()) && !exceeds(number);
        if is_valid {
            sink.write(number.as_bytes());
        }
        is_valid
    }))
}

/// Writes bytes in the standard alphabet, padded.
fn write_bytes(text: StringToken<'_>, sink: &mut impl Sink) -> bool {
    let (mut group, mut len) = ([0; 3], 0);
    sink.write(b"\"");
    let outcome = decode_base64(text.chars(), (), |byte| {
        if let Some(place) = group.get_mut(len) {
            *place = byte;
            len += 1;
        }
        if len == group.len() {
            sink.write(&encode_base64(&group));
            len = 0;
        }
        Ok(())
    });
    if len > 0 {
        sink.write(&encode_base64(group.get(..len).unwrap_or_default()));
    }
    sink.write(b"\"");
    outcome.is_ok()
}
