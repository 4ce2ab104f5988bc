//! Values for tests: every field can be sampled, and a [`Sampler`] decides what comes of it.
//!
//! With the feature `_sample` only, which belongs to this repository's tests.

use crate::json;
use crate::proto::Field;
use crate::proto::encode::encoded_len;
use serde::de::DeserializeOwned;

/// Decides what sampled values are, one decision after the other.
pub trait Sampler {
    /// One of several alternatives; `len` tells how long each would be as JSON, roughly.
    fn choose(&mut self, alternatives: usize, len: &mut dyn FnMut(&mut dyn Sampler, usize) -> usize) -> usize;

    /// An integer of a range.
    fn integer(&mut self, min: i128, max: i128) -> i128;

    /// Any double.
    fn double(&mut self) -> f64;

    /// Any float.
    fn float(&mut self) -> f32;

    /// How many elements to put where there is room for `limit`.
    fn count(&mut self, limit: usize) -> usize;

    /// Bytes for where there is room for `limit` of them.
    fn bytes(&mut self, limit: usize) -> &[u8];

    /// Text for where there is room for `limit` bytes, as JSON. What is too long will be cut.
    fn text(&mut self, limit: usize) -> &str;

    /// JSON for where there is room for `limit` bytes. What is too long won't be used.
    fn json(&mut self, form: Form, limit: usize) -> &str;
}

/// What JSON has to be.
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

/// An integer of a type's range.
macro_rules! integer {
    ($sampler:ident, $Type:ty) => {
        $crate::sample::integer!($sampler, $Type, <$Type>::MIN, <$Type>::MAX)
    };
    ($sampler:ident, $Type:ty, $min:expr, $max:expr) => {
        // The range says that it fits.
        $sampler.integer(i128::from($min), i128::from($max)) as $Type
    };
}
pub(crate) use integer;

/// Whether something that may be left out is there.
pub(crate) fn is_there(sampler: &mut dyn Sampler) -> bool {
    sampler.choose(2, &mut |_, alternative| alternative) == 1
}

/// One of a oneof's members, and a value for it.
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

/// How long a member is as JSON.
pub fn member_len(name: &str, value: &impl Field) -> usize {
    name.len() + encoded_len(value).unwrap_or_default()
}

/// A message of whatever type, read from JSON.
pub(crate) fn message<T: DeserializeOwned + Default>(sampler: &mut dyn Sampler) -> T {
    json::from_str(sampler.json(Form::Message, usize::MAX)).unwrap_or_default()
}

/// Nanoseconds below a second, of 0, 3, 6 or 9 digits.
pub(crate) fn nanos(sampler: &mut dyn Sampler) -> u32 {
    let unit = match sampler.choose(4, &mut |_, groups| groups) {
        0 => return 0,
        1 => 1_000_000,
        2 => 1_000,
        _ => 1,
    };
    integer!(sampler, u32, 0, 999_999_999) / unit * unit
}
