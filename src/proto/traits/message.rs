//! What is a message, and how its members are reached.

use super::field::Field;
use super::schema::Schema;
use crate::json::{Output, Reader, Stop, Tag};
use serde::Serialize;
use serde::de::{DeserializeOwned, MapAccess};

/// A message: a field that is always a JSON object. [`message!`](crate::message!) implements it.
///
/// ```
/// use vitalwire::dataflow::WorkerThreadScalingReport;
/// use vitalwire::proto::Message;
/// use vitalwire::{DecodeError, EncodeError};
///
/// /// Sends a request, and returns the response that the backend echoes.
/// fn call<Q: Message, R: Message>(request: &Q) -> Result<Result<R, DecodeError>, EncodeError> {
///     let mut buffer = [0; 64];
///     let body = vitalwire::to_slice(request, &mut buffer)?;
///     Ok(vitalwire::decode(body))
/// }
///
/// let report = WorkerThreadScalingReport { current_thread_count: 12 };
/// assert_eq!(call(&report)?, Ok(report));
/// # Ok::<(), EncodeError>(())
/// ```
pub trait Message: Field + Serialize + DeserializeOwned {
    /// Writes the message as an object.
    #[doc(hidden)]
    fn write_object<O: Output>(&self, output: &mut O);

    /// Writes the message as an object that also has a tag.
    #[doc(hidden)]
    fn write_tagged<O: Output>(&self, type_url: &'static str, output: &mut O);

    /// Reads the message from an object that also has a tag.
    ///
    /// # Errors
    /// The reader has stopped.
    #[doc(hidden)]
    fn read_tagged(&mut self, tag: TypeTag, reader: &mut Reader<'_>) -> Result<(), Stop>;
}

/// A message whose members can be read one by one. [`message!`](crate::message!) implements it.
#[doc(hidden)]
pub trait Members {
    /// Reads the value of the member with `index` in the [`Schema`]; returns whether there is a value.
    ///
    /// # Errors
    /// The reader has stopped.
    fn read_member(&mut self, index: usize, reader: &mut Reader<'_>) -> Result<bool, Stop>;

    /// The same, from another format.
    ///
    /// # Errors
    /// The access's own.
    fn deserialize_member<'de, A: MapAccess<'de>>(&mut self, index: usize, access: &mut A) -> Result<bool, A::Error>
    where
        Self: Sized;
}

/// A message whose members can be written one by one. [`message!`](crate::message!) implements it.
#[doc(hidden)]
pub trait WriteMembers {
    /// Writes the members from index `start` on; the first one has index 1. Returns whether the output ends in one.
    fn write_members<O: Output>(&self, start: usize, output: &mut O) -> bool;
}

/// A message with a schema. [`message!`](crate::message!) implements it.
#[doc(hidden)]
pub trait HasSchema {
    /// The description of its members.
    const SCHEMA: &'static Schema;
}

/// Has the schema made, which checks it.
#[doc(hidden)]
#[track_caller]
pub const fn check_schema<M: HasSchema>() {
    let _ = M::SCHEMA;
}

/// The member of an object that specifies its type.
#[doc(hidden)]
pub struct TypeTag(pub(in crate::proto) Tag);
