//! Members of a oneof.

#[cfg(feature = "_sample")]
use super::field::Field;
use super::nullable::Nullable;
#[cfg(feature = "_sample")]
use crate::json::Counter;
use crate::json::{Duplicate, Key, Output, Reader, Stop};
use crate::profile::Item;
use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, MapAccess};
use serde::ser::SerializeStruct;

/// A oneof of a message: an enum that [`oneof!`](crate::oneof!) declares, or a single message that represents a oneof
/// of which no other member is ever used.
///
/// ```
/// use vitalwire::Microcontroller;
/// use vitalwire::dataflow::{Payload, WorkerMessage, WorkerThreadScalingReport};
/// use vitalwire::proto::{OneOf, Timestamp};
///
/// /// A message with this payload, whether it's one report or any.
/// fn message<P: OneOf>(payload: P) -> WorkerMessage<Microcontroller, P> {
///     WorkerMessage::new(Timestamp::UNIX_EPOCH, payload)
/// }
///
/// let report = WorkerThreadScalingReport { current_thread_count: 12 };
/// let (alone, any) = (message(report), message(Payload::<Microcontroller>::from(report)));
/// assert_eq!(vitalwire::to_str(&alone, &mut [0; 128]), vitalwire::to_str(&any, &mut [0; 128]));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't a oneof",
    note = "`oneof!` declares one; a field of another type has a name on the wire: `as \"itsName\"`"
)]
pub trait OneOf: Item {
    /// The names of its members.
    const MEMBERS: &'static [Key];

    /// A bit for each member of which `null` is a value: [`Field::ACCEPTS_NULL`].
    #[doc(hidden)]
    const NULLS: u64 = 0;

    /// Returns the name of the member that it is. By default that's the first one: whoever has several returns the right one.
    fn member_name(&self) -> &'static str {
        Self::MEMBERS.first().map_or("", Key::name)
    }

    /// Writes the member, [whose index is](Output::member) `index`, and returns whether the output ends in it.
    fn write_member<O: Output>(&self, index: usize, output: &mut O) -> bool;

    /// Serializes the member into any serde format.
    ///
    /// # Errors
    /// The serializer's own.
    fn serialize_member<S: SerializeStruct>(&self, message: &mut S) -> Result<(), S::Error>;

    /// Makes `place` the member with `index`, and reads its value; returns whether there was one.
    ///
    /// # Errors
    /// The reader has stopped.
    fn read_member(place: &mut Option<Self>, index: usize, reader: &mut Reader<'_>) -> Result<bool, Stop>;

    /// Deserializes the member from any serde format.
    ///
    /// # Errors
    /// The deserializer's own.
    fn deserialize_member<'de, D: Deserializer<'de>>(
        place: &mut Option<Self>,
        index: usize,
        deserializer: D,
    ) -> Result<bool, D::Error>;

    /// Logs the member with defmt: as JSON, unless the type has a shorter format.
    #[cfg(feature = "defmt")]
    fn log(&self, f: defmt::Formatter<'_>) {
        crate::proto::traits::log_json(f, |writer| {
            writer.begin(b'{');
            // This output never ends early.
            let _ = self.write_member(1, writer);
            writer.end(b'{');
        });
    }

    /// A member for a test.
    #[cfg(feature = "_sample")]
    #[doc(hidden)]
    fn sample(sampler: &mut dyn crate::sample::Sampler) -> Option<Self> {
        let _ = sampler;
        None
    }
}

/// A field that is a oneof: an [`Option`] of an enum that [`oneof!`](crate::oneof!) declares.
///
/// ```
/// use vitalwire::dataflow::BucketLayout;
/// use vitalwire::json::Key;
/// use vitalwire::proto::OneOfField;
///
/// let names: Vec<&str> = Option::<BucketLayout>::MEMBERS.iter().map(Key::name).collect();
/// assert_eq!(names, ["exponential", "linear"]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be a field that is a oneof",
    note = "such a field is `Option<T> as oneof`, with an enum `T` that `oneof!` declares"
)]
pub trait OneOfField {
    /// The names of its members.
    const MEMBERS: &'static [Key];

    /// A bit for each member of which `null` is a value.
    const NULLS: u64;

    /// No member.
    fn absent() -> Self;

    /// Whether there is a member.
    fn is_set(&self) -> bool;

    /// Writes the member with `index`, if there is one, and returns whether the output ends in it.
    fn write_member<O: Output>(&self, index: usize, output: &mut O) -> bool;

    /// Serializes the member into any serde format.
    ///
    /// # Errors
    /// The serializer's own.
    fn serialize_member<S: SerializeStruct>(&self, message: &mut S) -> Result<(), S::Error>;

    /// Reads the member with `index`; returns whether it has a value.
    ///
    /// # Errors
    /// The reader has stopped, also if a member is already set.
    fn read_member(&mut self, index: usize, reader: &mut Reader<'_>) -> Result<bool, Stop>;

    /// Deserializes the member from any serde format.
    ///
    /// # Errors
    /// The access's own.
    fn deserialize_member<'de, A: MapAccess<'de>>(&mut self, index: usize, access: &mut A) -> Result<bool, A::Error>;

    /// Logs the member, if there is one.
    #[cfg(feature = "defmt")]
    fn log(&self, f: defmt::Formatter<'_>);

    /// A oneof for a test.
    #[cfg(feature = "_sample")]
    fn sample(sampler: &mut dyn crate::sample::Sampler) -> Self;
}

impl<P: OneOf> OneOfField for Option<P> {
    const MEMBERS: &'static [Key] = P::MEMBERS;
    const NULLS: u64 = P::NULLS;

    fn absent() -> Self {
        None
    }

    fn is_set(&self) -> bool {
        self.is_some()
    }

    #[inline(always)] // Only forwards.
    fn write_member<O: Output>(&self, index: usize, output: &mut O) -> bool {
        match self {
            Some(member) => member.write_member(index, output),
            None => false,
        }
    }

    fn serialize_member<S: SerializeStruct>(&self, message: &mut S) -> Result<(), S::Error> {
        match self {
            Some(member) => member.serialize_member(message),
            None => Ok(()),
        }
    }

    #[inline]
    fn read_member(&mut self, index: usize, reader: &mut Reader<'_>) -> Result<bool, Stop> {
        if self.is_some() {
            return Err(reader.fail_duplicate(Duplicate::Oneof));
        }
        let has_value = P::read_member(self, index, reader)?;
        if !has_value {
            *self = None;
        }
        Ok(has_value)
    }

    fn deserialize_member<'de, A: MapAccess<'de>>(&mut self, index: usize, access: &mut A) -> Result<bool, A::Error> {
        deserialize_oneof(self, index, access)
    }

    #[cfg(feature = "defmt")]
    fn log(&self, f: defmt::Formatter<'_>) {
        if let Some(member) = self {
            member.log(f);
        }
    }

    #[cfg(feature = "_sample")]
    fn sample(sampler: &mut dyn crate::sample::Sampler) -> Self {
        if crate::sample::is_present(sampler) { P::sample(sampler) } else { None }
    }
}

/// Reads the value of a oneof's member in place; returns whether there was one. `null` is none.
fn deserialize_oneof<'de, P: OneOf, A: MapAccess<'de>>(
    oneof: &mut Option<P>,
    index: usize,
    access: &mut A,
) -> Result<bool, A::Error> {
    if P::NULLS >> index & 1 != 0 {
        return access.next_value_seed(MemberOf { oneof, index });
    }
    access.next_value_seed(Nullable(MemberOf { oneof, index }))
}

struct MemberOf<'a, P> {
    oneof: &'a mut Option<P>,
    index: usize,
}

impl<'de, P: OneOf> DeserializeSeed<'de> for MemberOf<'_, P> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        if self.oneof.is_some() {
            let name = P::MEMBERS.get(self.index).map_or("", Key::name);
            return Err(D::Error::duplicate_field(name));
        }
        let has_value = P::deserialize_member(self.oneof, self.index, deserializer)?;
        if !has_value {
            *self.oneof = None;
        }
        Ok(has_value)
    }
}

/// Returns the approximate length of a member as JSON.
#[cfg(feature = "_sample")]
#[doc(hidden)]
pub fn sample_member_len(name: &str, value: &impl Field) -> usize {
    let mut counter = Counter::new();
    value.write(&mut counter);
    name.len() + counter.len().unwrap_or_default()
}
