//! The maximum length of encodings: the trait [`MaxJsonLen`], and functions for implementing it.
//!
//! ```
//! use vitalwire::MaxJsonLen;
//! use vitalwire::max::{array, longer, member, name, object};
//!
//! /// `{"valve": "OPEN" or "CLOSED", "litres": [two numbers below 100]}`, without white space.
//! struct Valve;
//!
//! impl MaxJsonLen for Valve {
//!     const MAX_JSON_LEN: usize =
//!         object(member("valve", longer(name("OPEN"), name("CLOSED"))) + member("litres", array(2, 2)));
//! }
//!
//! assert_eq!(Valve::MAX_JSON_LEN, r#"{"valve":"CLOSED","litres":[99,99]}"#.len());
//! ```

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
/// must never fail and never produce more than these lengths; the functions in [`max`](crate::max) compute them.
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

/// A type with a longest encoding, as [`MaxJsonLen`] has it. The lifetime defers the check until its use, so that a
/// message can be declared even if some of its fields have none.
///
/// ```
/// use vitalwire::max::MaxFieldLen;
///
/// assert_eq!((bool::MAX_LEN, <bool as MaxFieldLen>::MAX_PRESENT_LEN), ("false".len(), "true".len()));
/// ```
#[diagnostic::on_unimplemented(
    message = "the longest encoding of `{Self}` isn't known at compile time",
    note = "containers that grow and types of serde have none, nor has a message that contains one"
)]
pub trait MaxFieldLen<'deferred> {
    /// [`MaxJsonLen::MAX_JSON_LEN`].
    const MAX_LEN: usize;

    /// [`MaxJsonLen::MAX_PRESENT_LEN`].
    const MAX_PRESENT_LEN: usize;
}

#[doc(hidden)]
#[diagnostic::do_not_recommend]
impl<T: MaxJsonLen> MaxFieldLen<'_> for T {
    const MAX_LEN: usize = T::MAX_JSON_LEN;
    const MAX_PRESENT_LEN: usize = T::MAX_PRESENT_LEN;
}

/// A message all of whose members have a longest encoding. The lifetime defers the check until its use:
/// [`message!`](crate::message!) implements it on this condition, and [`MaxJsonLen`] where it is implemented.
///
/// ```
/// use vitalwire::dataflow::DataSamplingReport;
/// use vitalwire::max::MaxMembersLen;
///
/// assert_eq!(DataSamplingReport::MAX_LEN, DataSamplingReport::MAX_JSON_LEN);
/// ```
pub trait MaxMembersLen<'deferred> {
    /// The length of the longest encoding, in bytes.
    const MAX_LEN: usize;
}

/// A oneof whose longest member is known at compile time. [`oneof!`](crate::oneof!) implements it; with a manual
/// implementation of [`OneOf`](crate::proto::OneOf), a message that contains the oneof has a
/// [`MAX_JSON_LEN`](MaxJsonLen::MAX_JSON_LEN) only if this is implemented, too.
///
/// ```
/// use vitalwire::dataflow::WorkerThreadScalingReport;
/// use vitalwire::max::MaxMemberLen;
///
/// let longest = r#"{"workerThreadScalingReport":{"currentThreadCount":-2147483648}"#;
/// assert_eq!(WorkerThreadScalingReport::MAX_MEMBER_LEN, longest.len());
/// ```
pub trait MaxMemberLen {
    /// The length of the longest member of an object, including its name, colon and comma.
    const MAX_MEMBER_LEN: usize;
}

/// A field that is a oneof, which is measured by its members, including their names.
///
/// ```
/// use vitalwire::MaxJsonLen;
/// use vitalwire::dataflow::{BucketLayout, BucketOptions};
/// use vitalwire::max::{OneOfMembers, object};
///
/// let members = OneOfMembers::<Option<BucketLayout>>::MAX_JSON_LEN;
/// assert_eq!(object(members), BucketOptions::MAX_JSON_LEN);
/// ```
#[derive(Debug)]
pub struct OneOfMembers<T>(PhantomData<T>);

impl<P: MaxMemberLen> MaxJsonLen for OneOfMembers<Option<P>> {
    const MAX_JSON_LEN: usize = P::MAX_MEMBER_LEN;
}

/// Returns the length of the longest member of an object, including its colon and the comma before it, or 0 if it
/// never occurs.
///
/// ```
/// assert_eq!(vitalwire::max::member("litres", 3), r#","litres":999"#.len());
/// ```
///
/// # Panics
/// If `key` has characters that JSON escapes, or is `@type`. In a constant, this is an error of the compiler.
#[must_use]
#[track_caller]
pub const fn member(key: &str, value: usize) -> usize {
    assert!(is_plain(key), "the wire name of a field can't have characters that JSON escapes");
    assert!(!matches!(key.as_bytes(), b"@type"), "\"@type\" is the name of an Any's type");
    if value == 0 { 0 } else { sum(key.len() + 4, value) }
}

/// Returns the length of a name of the schema as a string.
///
/// ```
/// assert_eq!(vitalwire::max::name("COLD"), r#""COLD""#.len());
/// ```
///
/// # Panics
/// If `name` has characters that JSON escapes. In a constant, this is an error of the compiler.
#[must_use]
pub const fn name(name: &str) -> usize {
    assert!(is_plain(name), "the wire name of a value can't have characters that JSON escapes");
    2 + name.len()
}

/// Returns the length of the longest object whose members are `members` bytes long, including a comma before each.
///
/// ```
/// use vitalwire::max::{member, object};
///
/// let members = member("litres", 3) + member("open", 5);
/// assert_eq!(object(members), r#"{"litres":999,"open":false}"#.len());
/// ```
#[must_use]
#[track_caller]
pub const fn object(members: usize) -> usize {
    if members == 0 { 2 } else { sum(members, 1) }
}

/// Returns the length of the longest array of `len` elements of at most `element` bytes.
///
/// ```
/// assert_eq!(vitalwire::max::array(3, 2), "[99,99,99]".len());
/// ```
#[must_use]
#[track_caller]
pub const fn array(len: usize, element: usize) -> usize {
    object(product(len, sum(element, 1)))
}

/// Returns the length of the longest map of `len` entries with keys and values of at most these lengths.
#[track_caller]
pub(crate) const fn map(len: usize, key: usize, value: usize) -> usize {
    // Keys differ, so if they can only be empty there is at most one.
    let entries = if key == 2 && len > 1 { 1 } else { len };
    object(product(entries, sum(sum(key, value), 2)))
}

/// Returns the sum of two lengths.
///
/// ```
/// assert_eq!(vitalwire::max::sum(2, 3), 5);
/// ```
///
/// # Panics
/// If it exceeds `usize`. In a constant, this is an error of the compiler, also where arithmetic wraps.
#[allow(clippy::panic, reason = "it's evaluated at compile time")]
#[must_use]
#[track_caller]
pub const fn sum(a: usize, b: usize) -> usize {
    match a.checked_add(b) {
        Some(sum) => sum,
        None => panic!("the longest encoding is longer than the address space"),
    }
}

/// Returns the product of two lengths.
///
/// ```
/// assert_eq!(vitalwire::max::product(2, 3), 6);
/// ```
///
/// # Panics
/// As [`sum`].
#[allow(clippy::panic, reason = "it's evaluated at compile time")]
#[must_use]
#[track_caller]
pub const fn product(a: usize, b: usize) -> usize {
    match a.checked_mul(b) {
        Some(product) => product,
        None => panic!("the longest encoding is longer than the address space"),
    }
}

/// Returns the larger of two lengths.
///
/// ```
/// assert_eq!(vitalwire::max::longer("true".len(), "false".len()), 5);
/// ```
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
