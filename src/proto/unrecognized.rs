//! Values of enums that this version of a schema doesn't name.

/// The number of an enum's value that has no name. [`enumeration!`](crate::enumeration!) creates it only from numbers
/// that it doesn't know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Unrecognized(i32);

impl Unrecognized {
    #[doc(hidden)]
    #[must_use]
    pub const fn __new(number: i32) -> Self {
        Self(number)
    }

    /// Returns the number.
    #[must_use]
    pub const fn get(self) -> i32 {
        self.0
    }
}
