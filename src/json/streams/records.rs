//! Records of a JSON text sequence.

use super::FrameError;
use super::framing::{End, Piece, Split};
use super::value_scanner::{Role, ValueScanner};
use crate::json::text::{find, is_space};

/// The records of a JSON text sequence (RFC 7464, `application/json-seq`). Each begins with a record separator
/// (U+001E), and ends with a line feed.
///
/// A record is complete at the line feed after its value: no frame waits for the next one. If that line feed is lost,
/// the record is complete when the next one begins or the stream ends. But then a number, `true`, `false` or `null`
/// without white space after it may have been cut off, and is [`Unterminated`](FrameError::Unterminated).
///
/// A record that is truncated or isn't JSON is returned as well, with everything before the next record separator:
/// decoding rejects it, and tells where. Anything between an intact record and the next separator is
/// [`Noise`](FrameError::Noise).
///
/// To write a message as a record:
///
/// ```
/// use embedded_io::Write;
/// use vitalwire::dataflow::WorkerThreadScalingReport;
/// use vitalwire::json::{Records, WriteError};
/// use vitalwire::proto::Field;
///
/// fn send<W: Write>(message: &impl Field, uart: &mut W) -> Result<(), WriteError<W::Error>> {
///     uart.write_all(Records::START).map_err(WriteError::Io)?;
///     vitalwire::to_embedded_io(message, &mut *uart)?;
///     uart.write_all(Records::END).map_err(WriteError::Io)
/// }
///
/// let mut sent = [0; 27];
/// send(&WorkerThreadScalingReport { current_thread_count: 12 }, &mut &mut sent[..])?;
/// assert_eq!(&sent, b"\x1e{\"currentThreadCount\":12}\n");
/// # Ok::<(), WriteError<embedded_io::SliceWriteError>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Records {
    place: Place,
}

#[derive(Clone, Debug)]
enum Place {
    /// Outside of a record, with the number of bytes of noise so far.
    Outside(usize),
    Value(ValueScanner),
    /// After a value.
    After,
    /// In a record that isn't JSON. All of it is kept, since its start alone might be JSON.
    Broken,
}

const SEPARATOR: u8 = 0x1E;

impl Records {
    /// What is written before a record: a record separator.
    pub const START: &[u8] = &[SEPARATOR];
    /// What is written after a record: a line feed.
    pub const END: &[u8] = b"\n";

    pub(super) const fn new() -> Self {
        Self { place: Place::Outside(0) }
    }
}

impl Default for Records {
    fn default() -> Self {
        Self::new()
    }
}

impl Split for Records {
    fn split(&mut self, bytes: &[u8]) -> Piece {
        let mut piece = Piece { skipped: 0, kept: 0, len: 0, end: None };
        while let Some(rest @ [byte, ..]) = bytes.get(piece.len..) {
            match &mut self.place {
                _ if *byte == SEPARATOR => {
                    piece.len += 1;
                    piece.end = self.finish();
                    self.place = Place::Value(ValueScanner::new());
                    break;
                }
                Place::After if *byte == b'\n' => {
                    piece.len += 1;
                    piece.end = self.finish();
                    break;
                }
                Place::Value(scanner) => {
                    let (len, role) = scanner.scan(rest);
                    piece.len += len;
                    match role {
                        Role::Before => piece.skipped += len,
                        _ => piece.kept += len,
                    }
                    match role {
                        Role::Last if !scanner.is_bare() => self.place = Place::After,
                        Role::After => self.place = Place::After,
                        Role::Broken if rest.get(len) != Some(&SEPARATOR) => self.place = Place::Broken,
                        // What a separator truncates is left to `finish`.
                        _ => {}
                    }
                }
                Place::After if is_space(*byte) => {
                    piece.len += 1;
                    piece.kept += 1;
                }
                Place::After | Place::Broken => {
                    self.place = Place::Broken;
                    let len = find(rest, SEPARATOR).unwrap_or(rest.len());
                    piece.len += len;
                    piece.kept += len;
                }
                Place::Outside(noise) => {
                    piece.len += 1;
                    piece.skipped += 1;
                    *noise = noise.saturating_add(usize::from(!is_space(*byte)));
                }
            }
        }
        piece
    }

    fn finish(&mut self) -> Option<End> {
        match core::mem::replace(&mut self.place, Place::Outside(0)) {
            Place::Outside(0) => None,
            Place::Outside(len) => Some(End::Fault(FrameError::Noise { len })),
            Place::Value(scanner) if scanner.is_bare() => Some(End::Fault(FrameError::Unterminated)),
            Place::Value(_) | Place::After | Place::Broken => Some(End::Frame),
        }
    }
}
