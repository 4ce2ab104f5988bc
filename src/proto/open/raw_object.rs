//! Structs where only objects are accepted: objects, or serde_json's `RawValue` of one.

use crate::error::SerializeError;
use crate::json::{CheckedJson, PrivateName, WithText, check};
use serde::ser::{Error, SerializeStruct};
use serde::{Serialize, Serializer};

/// The fields of a struct, of which `S` accepts only objects.
pub(super) enum Fields<M, S: Serializer> {
    Members(M),
    Raw(RawObject<S>),
}

impl<M, S: Serializer> Fields<M, S> {
    /// The fields of a struct that is called `name`, if it isn't one of serde_json's private names.
    pub(super) fn new(
        name: &str,
        serializer: S,
        members: impl FnOnce(S) -> Result<M, S::Error>,
    ) -> Result<Self, S::Error> {
        match PrivateName::of(name) {
            None => members(serializer).map(Self::Members),
            Some(PrivateName::RawValue) => Ok(Self::Raw(RawObject::Expected(serializer))),
            Some(PrivateName::Number) => Err(S::Error::custom(SerializeError::NotAnObject)),
        }
    }
}

impl<M: SerializeStruct<Ok = S::Ok, Error = S::Error>, S: Serializer> SerializeStruct for Fields<M, S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, name: &'static str, value: &T) -> Result<(), S::Error> {
        match self {
            Self::Members(members) => members.serialize_field(name, value),
            Self::Raw(raw) => raw.write(value),
        }
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        match self {
            Self::Members(members) => members.end(),
            Self::Raw(RawObject::Written(outcome)) => Ok(outcome),
            Self::Raw(_) => Err(S::Error::custom(SerializeError::NotJson)),
        }
    }
}

/// The only field of a `RawValue`.
pub(super) enum RawObject<S: Serializer> {
    Expected(S),
    Written(S::Ok),
    Failed,
}

impl<S: Serializer> RawObject<S> {
    /// Writes the object as its members, which any format understands. Its numbers become those of serde's data model.
    fn write<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), S::Error> {
        let Self::Expected(serializer) = core::mem::replace(self, Self::Failed) else {
            return Err(S::Error::custom(SerializeError::NotJson));
        };
        *self = Self::Written(value.serialize(WithText(|json: &str| {
            check(json).map_err(|_| S::Error::custom(SerializeError::NotJson))?;
            CheckedJson(json.trim_ascii()).serialize(serializer)
        }))?);
        Ok(())
    }
}
