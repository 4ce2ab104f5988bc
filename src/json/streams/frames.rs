//! One frame after the other, of bytes that come as they like.

use super::framing::{End, Piece};
use super::{FrameError, Framing, Lines, Records};
#[cfg(any(feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
use super::{ReadError, io};

/// Takes a stream of bytes apart into frames: [`Lines`] or [`Records`].
///
/// Noise, a frame that breaks off and one that is too long cost no other frame, whatever the size of the buffer.
///
/// The buffer is a `[u8; 256]`, a `&mut [u8]`, or anything else that lends bytes and always the same number. It needs room for
/// the longest frame, and for white space that follows it, such as CR, but not for the line feed. Another program may write
/// a message with white space, fields that are unknown here, and other escapes: leave room for those above its
/// `MAX_JSON_LEN`.
///
/// ```
/// use vitalwire::dataflow::WorkerThreadScalingReport;
/// use vitalwire::decode;
/// use vitalwire::json::{FrameError, Frames};
///
/// let mut frames = Frames::lines([0; 32]);
/// // Bytes come from an interrupt, say: half a frame, and then the rest of it with more.
/// let mut received = &b"{\"currentThr"[..];
/// assert_eq!(frames.next(&mut received), None);
///
/// let mut received = &b"eadCount\": 12}\n{\"comment\": \"a line that has no place here\"}\r\n\xff#\n"[..];
/// let frame = frames.next(&mut received).unwrap()?;
/// assert_eq!(decode::<WorkerThreadScalingReport>(frame).unwrap().current_thread_count, 12);
/// assert_eq!(frames.next(&mut received), Some(Err(FrameError::TooLong { len: 45 })));
/// assert_eq!(frames.next(&mut received), Some(Ok(&b"\xff#"[..])));
/// assert_eq!(frames.next(&mut received), None);
/// # Ok::<(), FrameError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Frames<F, B> {
    framing: F,
    buffer: B,
    /// Where in the buffer the frame is, as far as there is any.
    start: usize,
    len: usize,
    /// How much there is of a frame that is too long, of which nothing is kept; else 0.
    len_too_long: usize,
    /// What of the buffer has been read, and not looked at: from here …
    at: usize,
    /// … to here.
    end: usize,
    /// The byte behind the buffer: where a frame fills it, this tells whether the frame ends there.
    spare: [u8; 1],
}

impl<B> Frames<Lines, B> {
    /// Frames that end with a line feed.
    pub const fn lines(buffer: B) -> Self {
        Self::new(Lines::new(), buffer)
    }
}

impl<B> Frames<Records, B> {
    /// Frames that begin with a record separator.
    pub const fn records(buffer: B) -> Self {
        Self::new(Records::new(), buffer)
    }
}

impl<F, B> Frames<F, B> {
    const fn new(framing: F, buffer: B) -> Self {
        Self { framing, buffer, start: 0, len: 0, len_too_long: 0, at: 0, end: 0, spare: [0] }
    }
}

impl<F: Framing, B: AsRef<[u8]> + AsMut<[u8]>> Frames<F, B> {
    /// Takes bytes off the front of `input`, up to the end of a frame, and returns that frame. If there's no end, it has taken
    /// all of them, keeps what belongs to a frame, and returns `None`: call it again when more bytes have come, and
    /// [`finish`](Self::finish) when no more will come.
    ///
    /// # Errors
    /// There is something else in the place of a frame. It has been taken off `input`, and the next call goes on after it.
    pub fn next(&mut self, input: &mut &[u8]) -> Option<Result<&[u8], FrameError>> {
        let mut found = self.scan();
        if found.is_none() {
            self.move_to_front();
        }
        while found.is_none() && !input.is_empty() {
            let piece = self.framing.split(input);
            let (bytes, rest) = input.split_at_checked(piece.len)?;
            *input = rest;
            let kept = bytes.get(piece.skipped..piece.skipped + piece.kept)?;
            if let Some(room) = self.buffer.as_mut().get_mut(self.len..self.len + kept.len()) {
                room.copy_from_slice(kept);
            }
            found = self.add_piece(piece);
        }
        found.map(|found| self.frame(found))
    }

    /// The stream has ended: returns the frame that it ends with, if there's one that isn't empty.
    ///
    /// Before that, [`next`](Self::next) must have taken all bytes. What follows is a new stream.
    ///
    /// # Errors
    /// What the stream ends with is no frame.
    pub fn finish(&mut self) -> Option<Result<&[u8], FrameError>> {
        let end = self.framing.finish();
        let found = self.found(end)?;
        Some(self.frame(found))
    }

    /// Reads up to the end of a frame, and returns it. This needs the feature `embedded-io-v0.7`.
    ///
    /// The reader is asked for as many bytes as the buffer has room, and should return those that are there, as
    /// `embedded_io` wants it: then no frame waits for the next one. What is beyond the frame stays here for the next call.
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
    /// - [`ReadError::Frame`]: there is something else in the place of a frame. The next call goes on after it.
    /// - [`ReadError::Io`]: the reader's own error. Nothing is lost, and the next call goes on where this one was.
    /// - [`ReadError::NoValue`]: the reader is at its end.
    #[cfg(feature = "embedded-io-v0.7")]
    pub fn read<R: embedded_io::Read>(&mut self, mut reader: R) -> Result<&[u8], ReadError<R::Error>> {
        let found = loop {
            if let Some(found) = self.scan() {
                break found;
            }
            match io::read(&mut reader, self.room())? {
                0 => break self.last()?,
                read => self.add(read),
            }
        };
        self.frame(found).map_err(ReadError::Frame)
    }

    /// Reads up to the end of a frame, and returns it: as `read`, awaiting the bytes. This needs the feature
    /// `embedded-io-async-v0.7`.
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
    /// If the future is dropped before its end, nothing is lost, provided that the same goes for the reader's own `read`:
    /// all that has come is in `self`, and the next call goes on from there. So a timeout may be put around it.
    #[cfg(feature = "embedded-io-async-v0.7")]
    pub async fn read_async<R: embedded_io_async::Read>(
        &mut self,
        mut reader: R,
    ) -> Result<&[u8], ReadError<R::Error>> {
        let found = loop {
            if let Some(found) = self.scan() {
                break found;
            }
            match io::read_async(&mut reader, self.room()).await? {
                0 => break self.last()?,
                read => self.add(read),
            }
        };
        self.frame(found).map_err(ReadError::Frame)
    }

    /// Looks at what has been read, up to the end of a frame.
    fn scan(&mut self) -> Option<Found> {
        while self.at < self.end {
            let piece = match self.buffer.as_ref().get(self.at..self.end) {
                Some(bytes) => self.framing.split(bytes),
                None => self.framing.split(&self.spare),
            };
            if self.len == 0 {
                self.start = self.at + piece.skipped;
            }
            self.at += piece.len;
            if let found @ Some(_) = self.add_piece(piece) {
                return found;
            }
        }
        None
    }

    /// Adds a piece, of which the bytes are in the buffer if there is room for them.
    fn add_piece(&mut self, piece: Piece) -> Option<Found> {
        if self.len_too_long == 0 && self.start + self.len + piece.kept <= self.buffer.as_ref().len() {
            self.len += piece.kept;
        } else {
            self.len_too_long = self.len_too_long.max(self.len).saturating_add(piece.kept);
            self.len = 0;
        }
        self.found(piece.end)
    }

    /// What has ended, if that isn't empty.
    fn found(&mut self, end: Option<End>) -> Option<Found> {
        let found = match (end?, self.len_too_long, self.len) {
            (End::Fault(error), _, _) => Some(Err(error)),
            (End::Frame, 0, 0) => None,
            (End::Frame, 0, len) => Some(Ok(len)),
            (End::Frame, len, _) => Some(Err(FrameError::TooLong { len })),
        };
        (self.len, self.len_too_long) = (0, 0);
        found
    }

    /// The frame that has been found. It's still there, since nothing has been read since.
    fn frame(&self, found: Found) -> Result<&[u8], FrameError> {
        let mut frame = self.buffer.as_ref().get(self.start..self.start + found?).unwrap_or_default();
        while let [front @ .., b' ' | b'\t' | b'\r'] = frame {
            frame = front;
        }
        Ok(frame)
    }

    /// Makes room behind the frame. All that has been read has been looked at.
    fn move_to_front(&mut self) {
        let start = self.start;
        // The second condition holds always, but the compiler can't know: without it, this could panic.
        if let Some(bytes) = self.buffer.as_mut().get_mut(..start + self.len)
            && start <= bytes.len()
        {
            bytes.copy_within(start.., 0);
        }
        (self.start, self.at, self.end) = (0, self.len, self.len);
    }
}

#[cfg(any(feature = "embedded-io-v0.7", feature = "embedded-io-async-v0.7"))]
impl<F: Framing, B: AsRef<[u8]> + AsMut<[u8]>> Frames<F, B> {
    /// Room for what is read next, at least a byte. All that was read before has been looked at.
    fn room(&mut self) -> &mut [u8] {
        self.move_to_front();
        match self.buffer.as_mut().get_mut(self.len..) {
            Some(room @ [_, ..]) => room,
            _ => &mut self.spare,
        }
    }

    /// Adds what was read into the room.
    fn add(&mut self, read: usize) {
        let room = self.buffer.as_ref().len().saturating_sub(self.len).max(1);
        self.end += read.min(room);
    }

    /// What there is at the reader's end.
    fn last<E>(&mut self) -> Result<Found, ReadError<E>> {
        let end = self.framing.finish();
        self.found(end).ok_or(ReadError::NoValue)
    }
}

/// The length of a frame in the buffer, or what is in its place.
type Found = Result<usize, FrameError>;
