//! Why a value is refused, in the terms of whoever reads it.

use crate::error::{CapacityError, DecodeErrorKind, Found, OVER_CAPACITY};
use serde::de::{Error, Unexpected};

/// Why a value is refused.
#[derive(Clone, Copy)]
pub(in crate::proto) enum Refusal {
    WrongType(Found),
    Malformed,
    OutOfRange,
    /// It would need a capacity as large.
    TooLong(usize),
    UnknownValue,
    /// A key stands twice.
    Duplicate,
}

/// Who reads.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// This crate's decoder, which has been told what is read, and completes an error with that.
    Own,
    /// Another format, whose errors are sentences.
    Foreign,
}

impl Reader {
    pub(in crate::proto) fn refuse<E: Error>(self, refusal: Refusal, what: &'static str, limit: usize) -> E {
        if self == Self::Own {
            return signal(refusal);
        }
        E::custom(match refusal {
            Refusal::WrongType(found) => DecodeErrorKind::WrongType(found),
            Refusal::Malformed => DecodeErrorKind::Malformed(what),
            Refusal::OutOfRange => DecodeErrorKind::OutOfRange(what),
            Refusal::TooLong(needed) => DecodeErrorKind::Capacity(CapacityError { capacity: what, limit, needed }),
            Refusal::UnknownValue => DecodeErrorKind::UnknownValue,
            Refusal::Duplicate => DecodeErrorKind::Duplicate,
        })
    }
}

/// The error that serde has for it, without a sentence: the decoder knows the rest.
fn signal<E: Error>(refusal: Refusal) -> E {
    match refusal {
        Refusal::WrongType(Found::Null) => E::invalid_type(Unexpected::Unit, &""),
        Refusal::WrongType(Found::Bool) => E::invalid_type(Unexpected::Bool(true), &""),
        Refusal::WrongType(Found::Number) => E::invalid_type(Unexpected::Unsigned(0), &""),
        Refusal::WrongType(Found::String) => E::invalid_type(Unexpected::Str(""), &""),
        Refusal::WrongType(Found::Array) => E::invalid_type(Unexpected::Seq, &""),
        Refusal::WrongType(Found::Object) => E::invalid_type(Unexpected::Map, &""),
        Refusal::Malformed => E::invalid_type(Unexpected::Other(""), &""),
        Refusal::OutOfRange => E::invalid_value(Unexpected::Other(""), &""),
        Refusal::TooLong(needed) => E::invalid_length(needed | OVER_CAPACITY, &""),
        Refusal::UnknownValue => E::unknown_variant("", &[]),
        Refusal::Duplicate => E::duplicate_field(""),
    }
}
