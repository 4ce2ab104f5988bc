//! Where JSON goes that is written token by token.

use crate::error::SyntaxError;
use crate::json::read::check;
use crate::json::text::{Escape, StringToken, clean_prefix, tokens};
use core::convert::Infallible;

/// Accepts the bytes of an encoding in order.
///
/// Writing can't fail immediately: a sink that has failed remembers this, drops further bytes, and may report it with
/// [`is_full`](Self::is_full).
///
/// ```
/// use vitalwire::json::{self, Sink};
///
/// /// The first bytes of an encoding, for a log.
/// #[derive(Default)]
/// struct Start(vitalwire::heapless::Vec<u8, 8>);
///
/// impl Sink for Start {
///     fn write(&mut self, bytes: &[u8]) {
///         self.0.extend(bytes.iter().copied().take(8 - self.0.len()));
///     }
///     fn is_full(&self) -> bool {
///         self.0.is_full()
///     }
/// }
///
/// assert_eq!(json::to_sink(&["boiler", "7"], Start::default())?.0, b"[\"boiler");
/// # Ok::<(), vitalwire::SerializeError>(())
/// ```
pub trait Sink {
    /// Accepts the next bytes.
    fn write(&mut self, bytes: &[u8]);

    /// Whether all further bytes would be dropped, so that encoding can stop.
    fn is_full(&self) -> bool {
        false
    }
}

impl<S: Sink + ?Sized> Sink for &mut S {
    fn write(&mut self, bytes: &[u8]) {
        (**self).write(bytes);
    }

    fn is_full(&self) -> bool {
        (**self).is_full()
    }
}

/// Checks that `text` is one JSON value, and writes it to `sink` without the white space around its tokens.
///
/// It uses constant stack for any text: one bit per level stores the kind of its bracket.
///
/// ```
/// use vitalwire::json::{self, Sink};
///
/// struct Compact(String);
///
/// impl Sink for Compact {
///     fn write(&mut self, bytes: &[u8]) {
///         self.0.push_str(&String::from_utf8_lossy(bytes)); // a token is UTF-8
///     }
/// }
///
/// let mut compact = Compact(String::new());
/// json::compact("{ \"litres\": [ 1.0, 2e3 ] }", &mut compact)?;
/// assert_eq!(compact.0, r#"{"litres":[1.0,2e3]}"#);
/// # Ok::<(), vitalwire::SyntaxError>(())
/// ```
///
/// # Errors
/// Returns where the text stops being JSON. Nothing has been written then.
pub fn compact<S: Sink + ?Sized>(text: &str, sink: &mut S) -> Result<(), SyntaxError> {
    check(text)?;
    tokens(text).for_each(|token| sink.write(token.as_bytes()));
    Ok(())
}

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
