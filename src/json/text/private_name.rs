//! The names under which serde_json passes JSON text through serde.

/// What a struct or an object stands for that has one of serde_json's private names, and as its only member, under the
/// same name: JSON text, in a string.
///
/// With its feature `arbitrary_precision`, serde_json passes on its numbers like this; with `raw_value`, its `RawValue`.
/// Any crate of a program can turn both on for all others, and from then on what serde_json reads, and what its `Value`
/// serializes as, has these names in it. serde has no other way to tell, so they have to be known here: as they are in
/// version 1 of serde_json. `tests/serde_json_features` notices if they change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PrivateName {
    /// A number.
    Number,
    /// A value of any kind.
    RawValue,
}

impl PrivateName {
    pub(crate) const NUMBER: &str = "$serde_json::private::Number";
    pub(crate) const RAW_VALUE: &str = "$serde_json::private::RawValue";

    /// What `name` stands for, if it is private.
    pub(crate) fn of(name: &str) -> Option<Self> {
        match name {
            Self::NUMBER => Some(Self::Number),
            Self::RAW_VALUE => Some(Self::RawValue),
            _ => None,
        }
    }
}
