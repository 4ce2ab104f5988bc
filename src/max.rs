//! The maximum length of encodings.

use core::marker::PhantomData;

/// A type whose longest ProtoJSON encoding is known at compile time.
///
/// ```
/// use vitalwire::{MaxJsonLen, Microcontroller, dataflow::HealthRequest};
///
/// let buffer = [0; <HealthRequest<Microcontroller> as MaxJsonLen>::MAX_JSON_LEN];
/// assert!(buffer.len() <= 1536);
/// ```
///
/// [`message!`](crate::message!) implements this trait for messages. With a manual implementation, encoding the type
/// must never fail and never produce more than these lengths.
#[diagnostic::on_unimplemented(
    message = "the longest encoding of `{Self}` isn't known at compile time",
    note = "containers that grow and types of serde have none, nor has a message that contains one"
)]
pub trait MaxJsonLen {
    /// The exact length of the longest encoding, in bytes. (A map is measured as if there were enough distinct keys of
    /// the maximum length to fill it; a map of a hundred one-byte keys never reaches it.)
    const MAX_JSON_LEN: usize;

    /// The length of the longest encoding that isn't omitted from a message as the default; 0 if all are omitted.
    const MAX_PRESENT_LEN: usize = Self::MAX_JSON_LEN;

    /// The length of the longest encoding as a map key, which is always a string.
    const MAX_KEY_LEN: usize = Self::MAX_JSON_LEN;
}

/// Defers the check whether a type has a longest encoding until its use, so that a message can be declared even if
/// some of its fields have none.
#[doc(hidden)]
#[derive(Debug)]
pub struct Deferred<'deferred, T>(PhantomData<(&'deferred (), T)>);

impl<T: MaxJsonLen> MaxJsonLen for Deferred<'_, T> {
    const MAX_JSON_LEN: usize = T::MAX_JSON_LEN;
    const MAX_PRESENT_LEN: usize = T::MAX_PRESENT_LEN;
}

/// A oneof whose longest member is known at compile time.
pub trait MaxMemberLen {
    /// The length of the longest member of an object, including its name, colon and comma.
    const MAX_MEMBER_LEN: usize;
}

/// Measures a oneof field by its members, including their names.
#[derive(Debug)]
pub struct Member<T>(PhantomData<T>);

impl<P: MaxMemberLen> MaxJsonLen for Member<Option<P>> {
    const MAX_JSON_LEN: usize = P::MAX_MEMBER_LEN;
}

/// Returns the length of the longest member of an object, including its colon and the comma before it, or 0 if it
/// never occurs.
#[must_use]
pub const fn member(key: &str, value: usize) -> usize {
    assert!(is_plain(key), "the wire name of a field can't have characters that JSON escapes");
    assert!(!matches!(key.as_bytes(), b"@type"), "\"@type\" is the name of an Any's type");
    if value == 0 { 0 } else { 1 + key.len() + 3 + value }
}

/// Returns the length of a name of the schema as a string.
#[must_use]
pub const fn name(name: &str) -> usize {
    assert!(is_plain(name), "the wire name of a value can't have characters that JSON escapes");
    2 + name.len()
}

/// Returns the length of the longest object whose members are `members` bytes long, including commas.
#[must_use]
pub const fn object(members: usize) -> usize {
    if members == 0 { 2 } else { members + 1 }
}

/// Returns the length of the longest array of `len` elements of at most `element` bytes.
#[must_use]
pub const fn array(len: usize, element: usize) -> usize {
    object(len * (element + 1))
}

/// Returns the larger of two lengths.
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
