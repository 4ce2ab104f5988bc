//! Writing to an `embedded_io::Write`.

use super::{Sink, WriteError, to_sink};
use embedded_io::Write;
use serde::Serialize;

/// What the writer is handed at once, in bytes; the last time it's less.
const WINDOW: usize = 64;

/// Writes the encoding 64 bytes at a time, never holding more of it.
///
/// The writer isn't flushed: before a UART is put to sleep or a socket is closed, call its `flush`. For that, lend it
/// as `&mut writer`.
///
/// ```
/// use vitalwire::json;
///
/// let mut room = [0; 32];
/// let mut writer = &mut room[..];
/// json::to_embedded_io(&["boiler", "7"], &mut writer).unwrap();
/// assert_eq!(writer.len(), 32 - 14);
/// assert_eq!(&room[..14], br#"["boiler","7"]"#);
/// ```
///
/// # Errors
/// What in the value is [`Unencodable`](crate::Unencodable), the writer's first error, or
/// [`WriteZero`](WriteError::WriteZero). Nothing more is written then.
pub fn to_embedded_io<T: Serialize + ?Sized, W: Write>(value: &T, writer: W) -> Result<(), WriteError<W::Error>> {
    let sink = Windows { writer, window: [0; WINDOW], len: 0, outcome: Ok(()) };
    to_sink(value, sink).map_err(WriteError::Unencodable)?.finish()
}

/// Collects small pieces. Of large ones, whole windows are handed on without a copy.
struct Windows<W: Write> {
    writer: W,
    window: [u8; WINDOW],
    /// How much of the window is filled, which is never all of it between two calls.
    len: usize,
    outcome: Result<(), WriteError<W::Error>>,
}

impl<W: Write> Windows<W> {
    fn finish(mut self) -> Result<(), WriteError<W::Error>> {
        self.outcome?;
        write_all(&mut self.writer, self.window.get(..self.len).unwrap_or_default())
    }

    /// Copies what fits, and answers with what doesn't.
    fn fill<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        let room = self.window.get_mut(self.len..).unwrap_or_default();
        let (fitting, rest) = bytes.split_at_checked(room.len()).unwrap_or((bytes, &[]));
        for (place, &byte) in room.iter_mut().zip(fitting) {
            *place = byte;
        }
        self.len += fitting.len();
        rest
    }

    fn write_windows(&mut self, bytes: &[u8]) -> Result<(), WriteError<W::Error>> {
        let rest = self.fill(bytes);
        if self.len < WINDOW {
            return Ok(());
        }
        write_all(&mut self.writer, &self.window)?;
        self.len = 0;
        let (windows, rest) = rest.as_chunks::<WINDOW>();
        for window in windows {
            write_all(&mut self.writer, window)?;
        }
        self.fill(rest);
        Ok(())
    }
}

impl<W: Write> Sink for Windows<W> {
    fn write(&mut self, bytes: &[u8]) {
        if self.outcome.is_ok() {
            self.outcome = self.write_windows(bytes);
        }
    }

    fn is_full(&self) -> bool {
        self.outcome.is_err()
    }
}

/// As the trait's own method, which panics where the writer takes nothing.
fn write_all<W: Write>(writer: &mut W, mut bytes: &[u8]) -> Result<(), WriteError<W::Error>> {
    while !bytes.is_empty() {
        bytes = match writer.write(bytes).map_err(WriteError::Io)? {
            0 => return Err(WriteError::WriteZero),
            written => bytes.get(written..).unwrap_or_default(),
        };
    }
    Ok(())
}
