//! How long an encoding can get.

use core::marker::PhantomData;

/// A type whose longest encoding as ProtoJSON is known at compile time.
///
/// ```
/// use vitalwire::{MaxJsonLen, Microcontroller, dataflow::HealthRequest};
///
/// let buffer = [0; <HealthRequest<Microcontroller> as MaxJsonLen>::MAX_JSON_LEN];
/// assert!(buffer.len() <= 1536);
/// ```
///
/// [`message!`](crate::message!) implements it for messages. Where it is implemented by hand, the
/// type's encoding must never fail and never be longer.
#[diagnostic::on_unimplemented(
    message = "the longest encoding of `{Self}` isn't known at compile time",
    note = "containers that grow and types of serde have none, nor has a message that contains one"
)]
pub trait MaxJsonLen {
    /// The length of the longest encoding, in bytes, to the byte. (A map counts as if there were enough
    /// different keys of the longest kind to fill it: one of a hundred keys of one byte never gets there.)
    const MAX_JSON_LEN: usize;

    /// The length of the longest encoding that isn't left out of a message for being the default; 0
    /// where all are.
    const MAX_PRESENT_LEN: usize = Self::MAX_JSON_LEN;

    /// The length of the longest encoding as the key of a map, which is always text.
    const MAX_KEY_LEN: usize = Self::MAX_JSON_LEN;
}

/// Puts off the question whether a type has a longest encoding until it's asked: a message of which
/// not all fields have one can then be declared, too.
#[doc(hidden)]
#[derive(Debug)]
pub struct Deferred<'deferred, T>(PhantomData<(&'deferred (), T)>);

impl<T: MaxJsonLen> MaxJsonLen for Deferred<'_, T> {
    const MAX_JSON_LEN: usize = T::MAX_JSON_LEN;
    const MAX_PRESENT_LEN: usize = T::MAX_PRESENT_LEN;
}

/// A oneof whose longest member is known at compile time.
pub trait MaxMemberLen {
    /// The length of the longest member of an object, with its name, its colon and a comma.
    const MAX_MEMBER_LEN: usize;
}

/// Measures a field that is a oneof: by its members, with their names.
#[derive(Debug)]
pub struct Member<T>(PhantomData<T>);

impl<P: MaxMemberLen> MaxJsonLen for Member<Option<P>> {
    const MAX_JSON_LEN: usize = P::MAX_MEMBER_LEN;
}

/// The longest member of an object with its colon and the comma in front, or 0 where it is never
/// there.
#[must_use]
pub const fn member(key: &str, value: usize) -> usize {
    assert!(is_plain(key), "the wire name of a field can't have characters that JSON escapes");
    assert!(!matches!(key.as_bytes(), b"@type"), "\"@type\" is the name of an Any's type");
    if value == 0 { 0 } else { 1 + key.len() + 3 + value }
}

/// A name of the schema as text.
#[must_use]
pub const fn name(name: &str) -> usize {
    assert!(is_plain(name), "the wire name of a value can't have characters that JSON escapes");
    2 + name.len()
}

/// The longest object of members that are `members` bytes long with their commas.
#[must_use]
pub const fn object(members: usize) -> usize {
    if members == 0 { 2 } else { members + 1 }
}

/// The longest array of so many elements.
#[must_use]
pub const fn array(len: usize, element: usize) -> usize {
    object(len * (element + 1))
}

/// The larger of two lengths.
#[must_use]
pub const fn longer(a: usize, b: usize) -> usize {
    if a > b { a } else { b }
}

const fn is_plain(text: &str) -> bool {
    let mut text = text.as_bytes();
    while let [first, rest @ ..] = text {
        if *first < b' ' || *first == b'"' || *first == b'\\' {
            return false;
        }
        text = rest;
    }
    true
}
