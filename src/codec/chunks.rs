//! Encodings in chunks.

use crate::error::SerializeError;
use crate::json::Ahead;
use crate::proto::Field;
use core::fmt;

/// A message's encoding in chunks of any size, one after the other: for CoAP blocks, DMA buffers, or a socket that
/// accepts no more at the moment. Each member is normally written once, whatever the size of the chunks.
///
/// ```
/// use vitalwire::Chunks;
/// use vitalwire::dataflow::WorkerThreadScalingReport;
///
/// let report = WorkerThreadScalingReport { current_thread_count: 12 };
/// let mut chunks = Chunks::new(&report);
/// let mut block = [0; 16];
/// assert_eq!(chunks.next(&mut block), Ok(&br#"{"currentThreadC"#[..]));
/// assert_eq!(chunks.next(&mut block), Ok(&br#"ount":12}"#[..]));
/// assert!(chunks.is_done());
/// assert_eq!(chunks.next(&mut block), Ok(&b""[..]));
/// ```
///
/// It holds its position in up to twelve nested objects, arrays and long strings, which is enough for the messages of
/// all profiles, and 256 bytes that are written ahead, or 1024 on 64-bit targets: 0.4 or 1.2 KB in total. A value that
/// is nested more deeply, or that is longer than those bytes and isn't a string, as a [`Serde`](crate::proto::Serde)
/// may be, is rewritten for each 256 or 1024 bytes of it: 1 MB in one `Serde` takes seconds. To reach its position in
/// an allocated map, it iterates over all entries before it.
///
/// A clone continues from the same position, so a block can be sent again. To start over, create a new one.
pub struct Chunks<'m, M> {
    message: &'m M,
    ahead: Ahead,
}

impl<'m, M: Field> Chunks<'m, M> {
    /// Creates the chunks of `message`.
    pub const fn new(message: &'m M) -> Self {
        Self { message, ahead: Ahead::new() }
    }

    /// Fills `chunk` with what comes next, and returns the part that was filled: the whole chunk, except at the end
    /// of the encoding, and nothing after it.
    ///
    /// # Errors
    /// [`SerializeError`] if a [`Serde`](crate::proto::Serde) can't be serialized; all further chunks return it, too.
    pub fn next<'b>(&mut self, chunk: &'b mut [u8]) -> Result<&'b [u8], SerializeError> {
        self.ahead.next(chunk, |part| self.message.write(part))
    }

    /// Whether all chunks have been returned.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.ahead.is_done()
    }
}

impl<M> Clone for Chunks<'_, M> {
    fn clone(&self) -> Self {
        Self { message: self.message, ahead: self.ahead.clone() }
    }
}

impl<M> fmt::Debug for Chunks<'_, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chunks").finish_non_exhaustive()
    }
}
