//! Escaping, a machine word at a time.

use super::Sink;
use crate::json::text::{Escape, StringToken, clean_prefix};
use core::convert::Infallible;

/// Writes text escaped, without quotes. Runs that need no escapes are written whole.
pub(super) fn write_escaped<S: Sink + ?Sized>(sink: &mut S, mut text: &[u8]) {
    loop {
        let (run, rest) = text.split_at_checked(clean_prefix(text)).unwrap_or((text, &[]));
        if !run.is_empty() {
            sink.write(run);
        }
        let Some((&byte, after)) = rest.split_first() else { return };
        sink.write(Escape::of(byte).as_bytes());
        text = after;
    }
}

/// Writes a string that has escapes, with only those that it needs.
pub(crate) fn write_quoted<S: Sink + ?Sized>(sink: &mut S, text: StringToken<'_>) {
    sink.write(b"\"");
    let Ok(()) = text.try_for_each_piece(|piece| {
        write_escaped(sink, piece.as_bytes());
        Ok::<(), Infallible>(())
    });
    sink.write(b"\"");
}
