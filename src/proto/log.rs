//! Logging values that know nothing of defmt.

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
