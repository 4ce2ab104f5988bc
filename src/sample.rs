//! Values for tests: every field can be sampled, and a [`Sampler`] chooses the values.
//!
//! Only available with the feature `_sample`, which is for this repository's tests.

use crate::json;
use serde::de::DeserializeOwned;

/// Chooses sampled values, one decision at a time.
pub trait Sampler {
    /// Chooses one of several alternatives; `len` returns the approximate length of each as JSON.
    fn choose(&mut self, alternatives: usize, len: &mut dyn FnMut(&mut dyn Sampler, usize) -> usize) -> usize;

    /// An integer from `min` to `max`.
    fn integer(&mut self, min: i128, max: i128) -> i128;

    /// Any double.
    fn double(&mut self) -> f64;

    /// Any float.
    fn float(&mut self) -> f32;

    /// The number of elements for a container with a capacity of `limit`.
    fn count(&mut self, limit: usize) -> usize;

    /// Bytes for a capacity of `limit`.
    fn bytes(&mut self, limit: usize) -> &[u8];

    /// A string for a capacity of `limit` bytes, as JSON. A longer string is truncated.
    fn text(&mut self, limit: usize) -> &str;

    /// JSON for a capacity of `limit` bytes. Longer JSON isn't used.
    fn json(&mut self, form: Form, limit: usize) -> &str;
}

/// The required form of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A `google.protobuf.Value`.
    Value,
    /// A `google.protobuf.Struct`: an object.
    Struct,
    /// A `google.protobuf.Any`: an object with its `@type`.
    Any,
    /// The message that tests put in a typed Struct or Any.
    Message,
}

/// An integer in a type's range.
macro_rules! integer {
    ($sampler:ident, $Type:ty) => {
        $crate::sample::integer!($sampler, $Type, <$Type>::MIN, <$Type>::MAX)
    };
    ($sampler:ident, $Type:ty, $min:expr, $max:expr) => {
        // The range guarantees that it fits.
        $sampler.integer(i128::from($min), i128::from($max)) as $Type
    };
}
pub(crate) use integer;

/// Returns whether an optional value is present.
pub(crate) fn is_present(sampler: &mut dyn Sampler) -> bool {
    sampler.choose(2, &mut |_, alternative| alternative) == 1
}

/// Returns one of a oneof's members, with a value.
pub fn member<P>(
    sampler: &mut dyn Sampler,
    members: &[fn(&mut dyn Sampler) -> P],
    len: impl Fn(&P) -> usize,
) -> Option<P> {
    let chosen = sampler.choose(members.len(), &mut |sampler, alternative| {
        members.get(alternative).map_or(0, |sample| len(&sample(sampler)))
    });
    members.get(chosen).map(|sample| sample(sampler))
}

/// Returns a message of any type, read from JSON.
pub(crate) fn message<T: DeserializeOwned + Default>(sampler: &mut dyn Sampler) -> T {
    json::from_str(sampler.json(Form::Message, usize::MAX)).unwrap_or_default()
}

/// Returns nanoseconds below one second, with 0, 3, 6 or 9 digits.
pub(crate) fn nanos(sampler: &mut dyn Sampler) -> u32 {
    let unit = match sampler.choose(4, &mut |_, groups| groups) {
        0 => return 0,
        1 => 1_000_000,
        2 => 1_000,
        _ => 1,
    };
    integer!(sampler, u32, 0, 999_999_999) / unit * unit
}
