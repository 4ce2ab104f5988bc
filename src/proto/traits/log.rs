//! Logging values with defmt.

use super::field::{Field, InField};
use crate::json::{WriteError, Writer, stream};
use core::fmt;

/// Logs a value as its JSON, piece by piece.
pub(in crate::proto) fn log_json(f: defmt::Formatter<'_>, write: impl FnOnce(&mut Writer<'_>)) {
    if let Err(WriteError::Serialize(error)) = stream::to_fmt(Log(f), write) {
        defmt::write!(f, " ({})", error);
    }
}

struct Log<'a>(defmt::Formatter<'a>);

impl fmt::Write for Log<'_> {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        defmt::write!(self.0, "{=str}", piece);
        Ok(())
    }
}

/// Logs a list.
pub(in crate::proto) fn log_slice<T: Field>(elements: &[T], f: defmt::Formatter<'_>) {
    defmt::write!(f, "[");
    for (at, element) in elements.iter().enumerate() {
        log_element(at, element, f);
    }
    defmt::write!(f, "]");
}

/// Logs an element, after a comma if it isn't the first.
pub(in crate::proto) fn log_element(at: usize, element: &impl Field, f: defmt::Formatter<'_>) {
    let comma = if at == 0 { "" } else { ", " };
    defmt::write!(f, "{=str}{}", comma, InField(element));
}
