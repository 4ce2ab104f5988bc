//! Escaping, a machine word at a time.

use super::Sink;
use crate::error::Unencodable;
use crate::json::text::{Escape, Quoted, clean_prefix};
use core::convert::Infallible;
use core::fmt;

/// Writes text without quotes: runs that need no escape whole, the rest escaped.
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

/// Writes text that has escapes, with those that it needs.
pub(crate) fn write_quoted<S: Sink + ?Sized>(sink: &mut S, text: Quoted<'_>) {
    sink.write_byte(b'"');
    let Ok(()) = text.try_for_each_piece(|piece| {
        write_escaped(sink, piece.as_bytes());
        Ok::<(), Infallible>(())
    });
    sink.write_byte(b'"');
}

/// Writes what `value` displays as a JSON string, without holding it.
pub(super) fn write_display<S: Sink>(sink: &mut S, value: &(impl fmt::Display + ?Sized)) -> Result<(), Unencodable> {
    struct Escaping<'a, S>(&'a mut S);
    impl<S: Sink> fmt::Write for Escaping<'_, S> {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            write_escaped(self.0, text.as_bytes());
            Ok(())
        }
    }
    sink.write_byte(b'"');
    fmt::write(&mut Escaping(sink), format_args!("{value}")).map_err(|fmt::Error| Unencodable::Custom)?;
    sink.write_byte(b'"');
    Ok(())
}
