//! Splitting a stream into frames, however its bytes arrive.

use super::frame_buffer::FrameBuffer;
use super::framing::End;
use super::{FrameError, Framing, Lines, Records};
#[cfg(any(feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
use super::{ReadError, io};

/// Splits a stream of bytes into frames: [`Lines`] or [`Records`].
///
/// After noise, a truncated frame or one that is too long, no other record is lost, and no line after the next line
/// feed, whatever the size of the buffer.
///
/// The buffer is a `[u8; 256]`, a `&mut [u8]`, or any other type that lends a constant number of bytes (an empty
/// `Vec` lends none, whatever its capacity). It must hold the longest frame. Another program may write a message with
/// white space, unknown fields and other escapes: allow for those in addition to its `MAX_JSON_LEN`.
///
/// ```
/// use vitalwire::dataflow::WorkerThreadScalingReport;
/// use vitalwire::decode;
/// use vitalwire::json::{FrameError, Frames};
///
/// let mut frames = Frames::lines([0; 32]);
/// // Bytes arrive from an interrupt, for example: half a frame, and then the rest of it with more.
/// let mut received = &b"{\"currentThr"[..];
/// assert_eq!(frames.next(&mut received), None);
///
/// let mut received = &b"eadCount\": 12}\n{\"comment\": \"a line that has no place here\"}\r\n\xff#\n"[..];
/// let frame = frames.next(&mut received).unwrap()?;
/// assert_eq!(decode::<WorkerThreadScalingReport>(frame).unwrap().current_thread_count, 12);
/// assert_eq!(frames.next(&mut received), Some(Err(FrameError::TooLong { len: 44 })));
/// assert_eq!(frames.next(&mut received), Some(Ok(&b"\xff#"[..])));
/// assert_eq!(frames.next(&mut received), None);
/// # Ok::<(), FrameError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Frames<F, B> {
    framing: F,
    buffer: FrameBuffer<B>,
}

impl<B> Frames<Lines, B> {
    /// Creates a reader of frames that end with a line feed.
    pub const fn lines(buffer: B) -> Self {
        Self { framing: Lines::new(), buffer: FrameBuffer::new(buffer) }
    }
}

impl<B> Frames<Records, B> {
    /// Creates a reader of frames that begin with a record separator.
    pub const fn records(buffer: B) -> Self {
        Self { framing: Records::new(), buffer: FrameBuffer::new(buffer) }
    }
}

impl<F: Framing, B: AsRef<[u8]> + AsMut<[u8]>> Frames<F, B> {
    /// Creates a reader of frames of the kind `F`, for code that is generic over it.
    pub fn new(buffer: B) -> Self {
        Self { framing: F::default(), buffer: FrameBuffer::new(buffer) }
    }

    /// Reads bytes from the start of `input`, up to the end of a frame, and returns that frame. If there is no end,
    /// it reads all of them, keeps what belongs to a frame, and returns `None`: call it again when more bytes have
    /// arrived, and [`finish`](Self::finish) when no more will.
    ///
    /// # Errors
    /// Returns what there is in place of a frame. It has been removed from `input`, and the next call continues after
    /// it.
    pub fn next(&mut self, input: &mut &[u8]) -> Option<Result<&[u8], FrameError>> {
        let mut found = self.scan();
        if found.is_none() {
            self.buffer.move_to_front();
        }
        while found.is_none() && !input.is_empty() {
            let piece = self.framing.split(input);
            let (bytes, rest) = input.split_at_checked(piece.len)?;
            *input = rest;
            self.buffer.keep(bytes.get(piece.skipped..piece.skipped + piece.kept)?);
            found = self.found(piece.end);
        }
        found.map(|found| self.frame(found))
    }

    /// Ends the stream, and returns a remaining frame, such as the one that the stream ends with, or `None` if there
    /// are no more. Bytes after that are a new stream.
    ///
    /// # Errors
    /// Returns what there is in place of a frame.
    pub fn finish(&mut self) -> Option<Result<&[u8], FrameError>> {
        let found = self.scan().or_else(|| self.last())?;
        Some(self.frame(found))
    }

    /// Discards everything that has arrived, such as for a new connection that replaces a broken one.
    pub fn clear(&mut self) {
        self.framing = F::default();
        self.buffer.clear();
    }

    /// Reads up to the end of a frame, and returns the frame. This needs the feature `embedded-io-v0.7`.
    ///
    /// The reader is asked for as many bytes as fit in the buffer, and should return those that are available, as
    /// `embedded_io` requires: then no frame waits for the next one. Bytes after the frame are kept for the next
    /// call.
    ///
    /// ```
    /// use vitalwire::dataflow::WorkerThreadScalingReport;
    /// use vitalwire::decode;
    /// use vitalwire::json::{Frames, ReadError};
    ///
    /// let mut uart = &b"#\xff}\n{\"currentThreadCount\": 12}\r\n{\"currentThreadCount\": 8}\r\n"[..];
    /// let mut frames = Frames::lines([0; 64]);
    /// let mut counts = Vec::new();
    /// loop {
    ///     match frames.read(&mut uart) {
    ///         Ok(frame) => match decode::<WorkerThreadScalingReport>(frame) {
    ///             Ok(report) => counts.push(report.current_thread_count),
    ///             Err(error) => eprintln!("noise: {error}"),
    ///         },
    ///         Err(ReadError::Frame(error)) => eprintln!("no frame: {error}"),
    ///         // The end, or an error of the reader itself.
    ///         Err(_) => break,
    ///     }
    /// }
    /// assert_eq!(counts, [12, 8]);
    /// ```
    ///
    /// # Errors
    /// - [`ReadError::Frame`]: there is something else in place of a frame. The next call continues after it.
    /// - [`ReadError::Io`]: the reader's own error. Nothing is lost, and the next call continues where this one
    ///   stopped.
    /// - [`ReadError::NoValue`]: the reader is at its end.
    #[cfg(feature = "embedded-io-v0.7")]
    pub fn read<R: embedded_io::Read>(&mut self, mut reader: R) -> Result<&[u8], ReadError<R::Error>> {
        let found = loop {
            if let Some(found) = self.scan() {
                break found;
            }
            match io::read(&mut reader, self.buffer.space())? {
                0 => break self.last().ok_or(ReadError::NoValue)?,
                read => self.buffer.add(read),
            }
        };
        self.frame(found).map_err(ReadError::Frame)
    }

    /// Reads up to the end of a frame, and returns the frame: like `read` (feature `embedded-io-v0.7`), but awaits the
    /// bytes. This needs the feature `embedded-io-async-v0.7`.
    ///
    /// ```
    /// use vitalwire::json::{Frames, ReadError};
    ///
    /// # fn block_on<F: Future>(future: F) -> F::Output {
    /// #     let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    /// #     let mut future = std::pin::pin!(future);
    /// #     loop {
    /// #         if let std::task::Poll::Ready(output) = future.as_mut().poll(&mut context) {
    /// #             return output;
    /// #         }
    /// #     }
    /// # }
    /// # block_on(async {
    /// let mut socket = &b"\x1e{\"a\": 1}\n\x1e{\"a\": \x1e{\"a\": 3}\n"[..];
    /// let mut frames = Frames::records([0; 64]);
    /// assert_eq!(frames.read_async(&mut socket).await, Ok(&b"{\"a\": 1}"[..]));
    /// assert_eq!(frames.read_async(&mut socket).await, Ok(&b"{\"a\":"[..]), "it breaks off");
    /// assert_eq!(frames.read_async(&mut socket).await, Ok(&b"{\"a\": 3}"[..]));
    /// assert_eq!(frames.read_async(&mut socket).await, Err(ReadError::NoValue));
    /// # });
    /// ```
    ///
    /// # Errors
    /// Those of `read`.
    ///
    /// # Cancelling
    /// If the future is dropped before it completes, nothing is lost, provided that the same holds for the reader's
    /// own `read`: all that has arrived is in `self`, and the next call continues from there. So it can be wrapped in
    /// a timeout.
    #[cfg(feature = "embedded-io-async-v0.7")]
    pub async fn read_async<R: embedded_io_async::Read>(
        &mut self,
        mut reader: R,
    ) -> Result<&[u8], ReadError<R::Error>> {
        let found = loop {
            if let Some(found) = self.scan() {
                break found;
            }
            match io::read_async(&mut reader, self.buffer.space()).await? {
                0 => break self.last().ok_or(ReadError::NoValue)?,
                read => self.buffer.add(read),
            }
        };
        self.frame(found).map_err(ReadError::Frame)
    }

    /// Scans what has been read, up to the end of a frame.
    fn scan(&mut self) -> Option<Ended> {
        loop {
            let unscanned = self.buffer.unscanned();
            if unscanned.is_empty() {
                return None;
            }
            let piece = self.framing.split(unscanned);
            self.buffer.keep_unscanned(piece.skipped, piece.kept, piece.len);
            if let found @ Some(_) = self.found(piece.end) {
                return found;
            }
        }
    }

    /// What there is at the end of the stream, all of which has been scanned.
    fn last(&mut self) -> Option<Ended> {
        let end = self.framing.finish();
        self.found(end)
    }

    /// What has ended, unless it's empty.
    fn found(&mut self, end: Option<End>) -> Option<Ended> {
        match end? {
            End::Frame => self.buffer.end_frame(),
            End::Fault(error) => {
                self.buffer.clear_frame();
                Some(Err(error))
            }
        }
    }

    fn frame(&self, found: Ended) -> Result<&[u8], FrameError> {
        found.map(|len| self.buffer.frame(len))
    }
}

/// The length of a frame in the buffer, or what there is in its place.
type Ended = Result<usize, FrameError>;
