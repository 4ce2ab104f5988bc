//! Logging values with defmt.

use super::{Field, InField};
use crate::json::{Sink, to_sink};
use serde::Serialize;

/// Logs a value as its JSON, piece by piece.
pub(super) fn log_json(value: &impl Serialize, f: defmt::Formatter<'_>) {
    if let Err(error) = to_sink(value, Log(f)) {
        defmt::write!(f, " ({})", error);
    }
}

struct Log<'a>(defmt::Formatter<'a>);

impl Sink for Log<'_> {
    fn write(&mut self, bytes: &[u8]) {
        if let Ok(piece) = core::str::from_utf8(bytes) {
            defmt::write!(self.0, "{=str}", piece);
        }
    }
}

/// Logs a list.
pub(super) fn log_slice<T: Field>(elements: &[T], f: defmt::Formatter<'_>) {
    defmt::write!(f, "[");
    for (at, element) in elements.iter().enumerate() {
        log_element(at, element, f);
    }
    defmt::write!(f, "]");
}

/// Logs an element, behind a comma if it isn't the first.
pub(super) fn log_element(at: usize, element: &impl Field, f: defmt::Formatter<'_>) {
    let comma = if at == 0 { "" } else { ", " };
    defmt::write!(f, "{=str}{}", comma, InField(element));
}
