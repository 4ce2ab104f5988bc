//! Logging values with defmt.

#[cfg(feature = "defmt")]
use crate::json::{WriteError, Writer, stream};
#[cfg(feature = "defmt")]
use core::fmt;

/// Logs a value as its JSON, piece by piece.
#[cfg(feature = "defmt")]
pub(in crate::proto) fn log_json(f: defmt::Formatter<'_>, write: impl FnOnce(&mut Writer<'_>)) {
    if let Err(WriteError::Serialize(error)) = stream::to_fmt(Log(f), write) {
        defmt::write!(f, " ({})", error);
    }
}

#[cfg(feature = "defmt")]
struct Log<'a>(defmt::Formatter<'a>);

#[cfg(feature = "defmt")]
impl fmt::Write for Log<'_> {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        defmt::write!(self.0, "{=str}", piece);
        Ok(())
    }
}

/// In an implementation of [`Field`](crate::proto::Field) or [`OneOf`](crate::proto::OneOf): logs the value as
/// `defmt::Format` does. Expands to nothing without the feature `defmt` of this crate, not of the crate that declares
/// messages.
#[cfg(not(feature = "defmt"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __log_by_format {
    () => {};
}

#[cfg(feature = "defmt")]
#[doc(hidden)]
#[macro_export]
macro_rules! __log_by_format {
    () => {
        fn log(&self, f: $crate::__private::defmt::Formatter<'_>) {
            use $crate::__private::defmt;
            defmt::write!(f, "{}", self);
        }
    };
}
