//! Encodings in chunks.

use super::Field;
use crate::error::SerializeError;
use crate::json::Ahead;
use core::fmt;

/// A message's encoding in chunks of any size, one after the other: for CoAP blocks, DMA buffers, or a socket that takes no
/// more now. The message is written once in all, whatever the size of the chunks.
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
/// It holds the place in up to twelve objects, arrays and long texts one inside the other, which is enough for the messages of
/// all profiles, and 256 bytes that are written ahead, on 64 bits 1024: 0.4 and 1.2 KB in all. What is deeper, or a value that
/// is longer than those bytes and isn't text, as a [`Serde`](super::Serde) may be, is written anew for each 256 or 1024 bytes of
/// it: 1 MB in one `Serde` takes seconds. To get to its place in a map of an allocator, all entries before it are passed.
///
/// A clone goes on from the same place: a block can be sent again. To start anew, make a new one.
pub struct Chunks<'m, M> {
    message: &'m M,
    ahead: Ahead,
}

impl<'m, M: Field> Chunks<'m, M> {
    /// The chunks of a message.
    pub const fn new(message: &'m M) -> Self {
        Self { message, ahead: Ahead::new() }
    }

    /// Fills `chunk` with what comes next, and returns the part that was filled: all of it, but at the encoding's end, and
    /// nothing after it.
    ///
    /// # Errors
    /// What in a [`Serde`](super::Serde) is [`SerializeError`]; so for all further chunks.
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
